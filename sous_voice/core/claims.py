"""Wishes that only figures can answer: low in salt, low in fat, for a diabetic, keto. Figures, never advice.

"Low" for a dish is what a label in the United States may call so: 21 CFR 101.61(b)(5) for sodium,
101.62(b)(3) for fat, 101.60(b)(3) for energy, each for 100 grams of a main dish; free of sugar is
less than half a gram a serving, 101.60(c)(1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrients import NUTRIENTS, Nutrient, amount_words
from sous_voice.core.nutrition import Sum, servings_of, total
from sous_voice.core.nutrition_words import amount, coverage
from sous_voice.core.recipe import Ingredient, Quantity, Recipe


@dataclass(frozen=True, slots=True)
class _Limit:
    nutrient: Nutrient
    most: float
    """For ``per``: 100 g, or a serving."""
    per_serving: bool = False


_LIMITS: Mapping[str, _Limit] = MappingProxyType(
    {
        "low_sodium": _Limit(NUTRIENTS["sodium_mg"], 140.0),
        "low_fat": _Limit(NUTRIENTS["fat_g"], 3.0),
        "low_calorie": _Limit(NUTRIENTS["energy_kcal"], 120.0),
        "sugar_free": _Limit(NUTRIENTS["sugars_g"], 0.5, per_serving=True),
    }
)
_SPELT = MappingProxyType({"low_salt": "low_sodium", "salt_free": "low_sodium", "sugar": "sugar_free"})
_CARBS = frozenset({"diabetic", "keto", "low_carb"})


def of_food(name: str) -> Recipe:
    """A hundred grams of one food, so that a claim can be made of it."""
    return Recipe(name, ingredients=(Ingredient(name, Quantity(Fraction(100), unit="gram"), "peeled"),))


def claim(kitchen: Kitchen, recipe: Recipe, wish: str) -> str:
    """The answer by figures to "is it low in salt", "is it keto"; empty where figures say nothing of it."""
    key = wish.strip().lower().replace(" ", "_").replace("-", "_")
    key = _SPELT.get(key, key)
    if kitchen.foods is None or (key not in _LIMITS and key not in _CARBS):
        return ""
    found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
    if not found.grams:
        return "I can't tell: none of it has an amount that I can weigh."
    servings = servings_of(recipe)
    divided, of = (float(servings), "A serving") if servings else (1.0, "The whole recipe")
    text = _carbs(found, divided, of, key) if key in _CARBS else _limit(found, divided, of, key)
    return " ".join(filter(None, (text, coverage(found))))


def _limit(found: Sum, divided: float, of: str, key: str) -> str:
    limit = _LIMITS[key]
    figure = found.figure(limit.nutrient)
    by = divided if limit.per_serving else found.grams / 100
    value = figure.value / by
    name = key.replace("_", " ")
    most = f"up to {amount_words(limit.nutrient, limit.most)}"
    alone = len(found.lines) == 1 and not limit.per_serving  # one food: its hundred grams say it all
    told = "" if alone else f" {of} has {amount(found, limit.nutrient, divided)}."
    if limit.per_serving and value > limit.most:
        return f"No, not {name}.{told}"
    if value > limit.most:
        there = amount(found, limit.nutrient, by)
        return f"No, not {name}: a hundred grams have {there}, and low is {most}.{told}"
    if figure.at_least:
        return f"It may be {name}, but not all of it is known.{told}"
    return f"Yes, by its raw ingredients it is {name}.{told}"


def _carbs(found: Sum, divided: float, of: str, key: str) -> str:
    carbs, sugars, fibre = (
        amount(found, NUTRIENTS[name], divided) for name in ("carb_g", "sugars_g", "fibre_g")
    )
    text = f"{of} has {carbs}, {sugars} and {fibre}."
    if key == "diabetic":
        return f"{text} I give no medical advice; what the doctor said counts."
    return f"{text} There is no fixed limit for {key.replace('_', ' ')}."
