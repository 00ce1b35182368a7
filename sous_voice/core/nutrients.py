"""The nutrients by name, unit and daily value, and how their amounts are said.

Daily values: Food and Drug Administration, Food Labeling: Revision of the Nutrition and Supplement
Facts Labels, 81 FR 33741 (27 May 2016), 21 CFR 101.9(c)(8)(iv) and (c)(9), adults and children from
four years on, 2,000 kilocalories a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Nutrient:
    """One nutrient."""

    key: str
    """Column of the table: "protein_g"."""
    name: str
    """As spoken."""
    unit: str
    """kcal, g, mg or ug."""
    daily: float | None = None
    """The daily value in ``unit``; None where there is none."""
    limit: bool = False
    """True where the daily value is a most, not a goal."""


def _nutrient(key: str, name: str, daily: float | None = None, *, limit: bool = False) -> Nutrient:
    return Nutrient(key, name, key.rpartition("_")[2], daily, limit)


_ALL = (
    _nutrient("energy_kcal", "calories", 2000),
    _nutrient("protein_g", "protein", 50),
    _nutrient("fat_g", "fat", 78, limit=True),
    _nutrient("sat_fat_g", "saturated fat", 20, limit=True),
    _nutrient("trans_fat_g", "trans fat"),
    _nutrient("mono_fat_g", "monounsaturated fat"),
    _nutrient("poly_fat_g", "polyunsaturated fat"),
    _nutrient("cholesterol_mg", "cholesterol", 300, limit=True),
    _nutrient("carb_g", "carbohydrate", 275),
    _nutrient("sugars_g", "sugars"),
    _nutrient("fibre_g", "fibre", 28),
    _nutrient("sodium_mg", "sodium", 2300, limit=True),
    _nutrient("potassium_mg", "potassium", 4700),
    _nutrient("calcium_mg", "calcium", 1300),
    _nutrient("iron_mg", "iron", 18),
    _nutrient("magnesium_mg", "magnesium", 420),
    _nutrient("phosphorus_mg", "phosphorus", 1250),
    _nutrient("zinc_mg", "zinc", 11),
    _nutrient("copper_mg", "copper", 0.9),
    _nutrient("manganese_mg", "manganese", 2.3),
    _nutrient("selenium_ug", "selenium", 55),
    _nutrient("vit_a_rae_ug", "vitamin A", 900),
    _nutrient("vit_c_mg", "vitamin C", 90),
    _nutrient("vit_d_ug", "vitamin D", 20),
    _nutrient("vit_e_mg", "vitamin E", 15),
    _nutrient("vit_k_ug", "vitamin K", 120),
    _nutrient("thiamin_mg", "thiamin", 1.2),
    _nutrient("riboflavin_mg", "riboflavin", 1.3),
    _nutrient("niacin_mg", "niacin", 16),
    _nutrient("pantothenic_mg", "pantothenic acid", 5),
    _nutrient("vit_b6_mg", "vitamin B6", 1.7),
    _nutrient("folate_dfe_ug", "folate", 400),
    _nutrient("folate_ug", "total folate"),
    _nutrient("vit_b12_ug", "vitamin B12", 2.4),
    _nutrient("choline_mg", "choline", 550),
    _nutrient("caffeine_mg", "caffeine"),
    _nutrient("alcohol_g", "alcohol"),
    _nutrient("water_g", "water"),
)
NUTRIENTS: Mapping[str, Nutrient] = MappingProxyType({nutrient.key: nutrient for nutrient in _ALL})
"""By key, in the order of a label."""
_REFERENCE_INTAKES: Mapping[str, float] = MappingProxyType(
    {
        "energy_kcal": 2000, "fat_g": 70, "sat_fat_g": 20, "carb_g": 260, "sugars_g": 90, "protein_g": 50,
        "salt_g": 6, "sodium_mg": 2400, "potassium_mg": 2000, "calcium_mg": 800, "phosphorus_mg": 700,
        "magnesium_mg": 375, "iron_mg": 14, "zinc_mg": 10, "copper_mg": 1, "manganese_mg": 2, "selenium_ug": 55,
        "vit_a_rae_ug": 800, "vit_d_ug": 5, "vit_e_mg": 12, "vit_k_ug": 75, "vit_c_mg": 80, "thiamin_mg": 1.1,
        "riboflavin_mg": 1.4, "niacin_mg": 16, "vit_b6_mg": 1.4, "folate_ug": 200, "folate_dfe_ug": 200,
        "vit_b12_ug": 2.5, "pantothenic_mg": 6,
    }
)  # fmt: skip
"""Regulation (EU) 1169/2011, Annex XIII: reference intakes of an adult, and nutrient reference values."""


def daily_of(nutrient: "Nutrient", custom: str = "us") -> float | None:
    """A day's worth in the nutrient's unit, by the FDA ("us") or the EU ("eu"); None where there is none."""
    return _REFERENCE_INTAKES.get(nutrient.key) if custom == "eu" else nutrient.daily


LABEL = ("energy_kcal", "fat_g", "sat_fat_g", "carb_g", "sugars_g", "fibre_g", "protein_g", "sodium_mg")
"""What a short label shows."""

SALT = Nutrient("salt_g", "salt", "g", 2300 * 2.5 / 1000, limit=True)
"""Sodium × 2.5, as labels of the European Union count it (Regulation 1169/2011, Annex I)."""
KILOJOULES = Nutrient("energy_kj", "kilojoules", "kj", 2000 * 4.184)

_SPOKEN = {
    "energy_kcal": "calorie calories kilocalorie kilocalories energy kcal cal",
    "protein_g": "protein proteins",
    "fat_g": "fat fats oil total-fat grease",
    "sat_fat_g": "saturated saturated-fat saturates sat-fat",
    "trans_fat_g": "trans trans-fat",
    "cholesterol_mg": "cholesterol",
    "carb_g": "carb carbs carbohydrate carbohydrates",
    "sugars_g": "sugar sugars",
    "fibre_g": "fibre fiber roughage dietary-fibre dietary-fiber",
    "sodium_mg": "sodium",
    "salt_g": "salt",
    "energy_kj": "kilojoule kilojoules kj",
    "potassium_mg": "potassium",
    "calcium_mg": "calcium",
    "iron_mg": "iron",
    "magnesium_mg": "magnesium",
    "phosphorus_mg": "phosphorus",
    "zinc_mg": "zinc",
    "selenium_ug": "selenium",
    "vit_a_rae_ug": "vitamin-a",
    "vit_c_mg": "vitamin-c",
    "vit_d_ug": "vitamin-d",
    "vit_e_mg": "vitamin-e",
    "vit_k_ug": "vitamin-k",
    "vit_b6_mg": "vitamin-b6 vitamin-b-6",
    "vit_b12_ug": "vitamin-b12 vitamin-b-12",
    "folate_dfe_ug": "folate folic-acid vitamin-b9",
    "thiamin_mg": "thiamin thiamine vitamin-b1",
    "riboflavin_mg": "riboflavin vitamin-b2",
    "niacin_mg": "niacin vitamin-b3",
    "choline_mg": "choline",
    "caffeine_mg": "caffeine",
    "alcohol_g": "alcohol",
    "water_g": "water",
    "mono_fat_g": "monounsaturated-fat unsaturated-fat",
    "poly_fat_g": "polyunsaturated-fat",
}
_BY_WORD = MappingProxyType({word: key for key, words in _SPOKEN.items() for word in words.split()})


def read_nutrient(said: str) -> Nutrient | None:
    """The nutrient a person named: "carbs", "saturated fat", "salt"; None for anything else."""
    key = _BY_WORD.get("-".join(said.lower().replace(".", "").split()))
    if key is None:
        return None
    return {"salt_g": SALT, "energy_kj": KILOJOULES}.get(key) or NUTRIENTS[key]


def from_table(nutrient: Nutrient) -> tuple[str, float]:
    """The table's column for a nutrient and the factor from its unit: salt and kilojoules are computed."""
    if nutrient.key == SALT.key:
        return "sodium_mg", 2.5 / 1000
    if nutrient.key == KILOJOULES.key:
        return "energy_kcal", 4.184
    return nutrient.key, 1.0


_UNIT_WORDS = {"g": ("gram", "grams"), "mg": ("milligram", "milligrams"), "ug": ("microgram", "micrograms")}


def rounded(value: float, unit: str) -> float:
    """A figure as one says it: calories to ten, grams to one (a half below ten), milligrams to two digits."""
    if unit in ("kcal", "kj"):
        step = 5.0 if value < 50 else 10.0 if value < 1000 else 50.0
        return step * round(value / step)
    if unit == "g":
        return round(value) if value >= 10 else round(2 * value) / 2
    if value >= 1000:
        return 50 * round(value / 50)
    if value >= 100:
        return 10 * round(value / 10)
    return round(value) if value >= 10 else round(value, 1)


def amount_words(nutrient: Nutrient, value: float) -> str:
    """ "320 calories", "12 grams of protein", "less than half a gram of fat", "no cholesterol"."""
    if value <= 0:
        return f"no {nutrient.name}"
    figure = rounded(value, nutrient.unit)
    if nutrient.unit in ("kcal", "kj"):
        return f"{figure:,.0f} {nutrient.name}" if figure else f"less than 5 {nutrient.name}"
    one, many = _UNIT_WORDS[nutrient.unit]
    if not figure:
        return f"less than {'half a' if nutrient.unit == 'g' else 'a tenth of a'} {one} of {nutrient.name}"
    if figure == 0.5:
        return f"half a {one} of {nutrient.name}"
    number = (
        f"{int(figure)} and a half"
        if nutrient.unit == "g" and figure % 1
        else f"{figure:,.1f}".removesuffix(".0")
    )
    return f"{number} {one if figure == 1 else many} of {nutrient.name}"
