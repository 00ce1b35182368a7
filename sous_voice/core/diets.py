"""What people cannot or will not eat, and what a recipe brings with it.

Three answers only: contains; may contain, check the label; none known. A food that the table
does not know is *unknown*, and said so. Nothing here ever says "safe".

The table is made by ``sous_voice.shelf.diet_table``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sous_voice.core.allergens import ALLERGEN_WORDS, ALLERGENS
from sous_voice.core.food_names import singular, words_of


class Verdict(StrEnum):
    """The three answers, and the honest fourth."""

    CONTAINS = "contains"
    MAY = "may"
    NONE_KNOWN = "none_known"
    UNKNOWN = "unknown"


_GRAVITY = {Verdict.CONTAINS: 3, Verdict.MAY: 2, Verdict.UNKNOWN: 1, Verdict.NONE_KNOWN: 0}


@dataclass(frozen=True, slots=True)
class FoodFacts:
    """What one food of the table brings with it."""

    name: str
    contains: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    """plant, mineral, dairy, rennet, egg, honey, fish, shellfish, meat, poultry, pork, gelatin,
    alcohol, lactose_free, maybe_meat, maybe_pork, maybe_gelatin, maybe_alcohol."""


@dataclass(frozen=True, slots=True)
class DietTable:
    """Foods by the words of their names, singular."""

    foods: Mapping[tuple[str, ...], FoodFacts] = field(default_factory=lambda: MappingProxyType({}))
    longest: int = 1
    """Words of the longest name."""


@dataclass(frozen=True, slots=True)
class Diner:
    """One person at the table."""

    name: str
    """Empty for the cook."""
    allergens: frozenset[str] = frozenset()
    diets: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """Who eats with us, and what was already said of it."""

    diners: tuple[Diner, ...] = ()
    warned: tuple[str, ...] = ()
    """"ingredient|person" pairs spoken since the recipe was chosen, per step: "3:walnuts|Ana"."""
    told: tuple[str, ...] = ()
    """Foods whose safe temperature was spoken."""
    eaters: int = 0
    """For how many is cooked tonight, told before a recipe was chosen; 0 where nobody said."""
    heard_as: tuple[tuple[str, str], ...] = ()
    """(words, name), lower case and as kept: how a recogniser wrote a name that the cook then taught."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One ingredient against one person's list."""

    ingredient: str
    what: str
    """Allergen code, diet or dislike."""
    verdict: Verdict
    food: str = ""
    """The food of the table that decided; empty for unknown."""


# Forbidden kinds per diet: (surely breaks it, perhaps breaks it).
_DIETS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "vegan": (
            frozenset({"meat", "poultry", "pork", "fish", "shellfish", "dairy", "egg", "honey", "gelatin"}),
            frozenset({"maybe_meat", "maybe_pork", "maybe_gelatin"}),
        ),
        "vegetarian": (
            frozenset({"meat", "poultry", "pork", "fish", "shellfish", "gelatin"}),
            frozenset({"maybe_meat", "maybe_pork", "maybe_gelatin", "rennet"}),
        ),
        "pescatarian": (
            frozenset({"meat", "poultry", "pork", "gelatin"}),
            frozenset({"maybe_meat", "maybe_pork", "maybe_gelatin"}),
        ),
        "halal": (
            frozenset({"pork", "alcohol"}),
            frozenset(
                {
                    "meat",
                    "poultry",
                    "gelatin",
                    "rennet",
                    "maybe_meat",
                    "maybe_pork",
                    "maybe_gelatin",
                    "maybe_alcohol",
                }
            ),
        ),
        "kosher_style": (
            frozenset({"pork", "shellfish"}),
            frozenset({"maybe_pork", "gelatin", "maybe_gelatin", "maybe_meat", "rennet"}),
        ),
        "no_pork": (frozenset({"pork"}), frozenset({"maybe_pork", "maybe_meat", "gelatin", "maybe_gelatin"})),
        "no_alcohol": (frozenset({"alcohol"}), frozenset({"maybe_alcohol"})),
    }
)

# Diets that are an allergen list in disguise.
_ALLERGEN_DIETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "gluten_free": ("gluten", "wheat"),
        "dairy_free": ("milk",),
        "lactose_free": ("milk",),
        "egg_free": ("egg",),
        "nut_free": ("nut", "peanut"),
        "soy_free": ("soy",),
        "shellfish_free": ("crustacean", "mollusc"),
        "fish_free": ("fish",),
        "sesame_free": ("sesame",),
    }
)

LOW_SODIUM = "low_sodium"
"""Answered from the nutrient table: 140 mg a serving or less (21 CFR 101.61)."""

DIETS: tuple[str, ...] = (*_DIETS, *_ALLERGEN_DIETS, LOW_SODIUM)

_DIET_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "kosher": "kosher_style",
        "celiac": "gluten_free",
        "coeliac": "gluten_free",
        "wheat_free": "gluten_free",
        "plant_based": "vegan",
        "veggie": "vegetarian",
        "pescetarian": "pescatarian",
        "low_salt": LOW_SODIUM,
        "salt_free": LOW_SODIUM,
        "alcohol_free": "no_alcohol",
        "pork_free": "no_pork",
        "milk_free": "dairy_free",
        "peanut_free": "nut_free",
    }
)

_FROM_THE_SEA = frozenset({"fish", "crustacean", "mollusc"})
_TRACES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "vegan": _FROM_THE_SEA | {"milk", "egg"},
        "vegetarian": _FROM_THE_SEA,
        "kosher_style": frozenset({"crustacean", "mollusc"}),
    }
)
"""Diet → what may be in a food without being its kind, and breaks it: shrimp paste in a curry paste."""
_FREE_OF = re.compile(r"\b([a-z]+)[- ]free\b")
_VEGAN_WORDS = ("vegan", "plant-based", "plant based", "meatless", "vegetarian", "veggie")
_EGGLESS = ("eggless", "egg-free", "egg free")


def read_diet(said: str) -> str:
    """The diet a person named ("gluten free", "kosher"), or "" where there is none such."""
    key = re.sub(r"[\s-]+", "_", said.strip().lower())
    key = re.sub(r"^(?:a|an)_|_(?:diet|person|food)$", "", key)
    key = _DIET_WORDS.get(key, key)
    return key if key in DIETS else ""


_CUTS = frozenset(
    {"steak", "cutlet", "fillet", "mince", "burger", "patty", "schnitzel", "kebab", "jerky", "rib"}
)
_CURED = frozenset({"bacon", "ham", "sausage", "salami", "pepperoni", "chorizo", "hot dog"})


def _as_form(facts: FoodFacts, words: tuple[str, ...], before: list[FoodFacts]) -> FoodFacts:
    """What a word of form means behind a food: a salmon steak is no beef, turkey bacon perhaps no pork."""
    if not before or not before[-1].kinds & {"fish", "shellfish", "poultry", "meat", "plant"}:
        return facts
    if words[-1] in _CUTS and len(words) == 1:
        return FoodFacts(facts.name)
    if words[-1] in _CURED and len(words) == 1:
        return FoodFacts(facts.name, may=facts.may | facts.contains, kinds=frozenset({"maybe_pork"}))
    return facts


def look_up(table: DietTable, name: str) -> tuple[FoodFacts, ...]:
    """The foods of the table that a name is made of; empty where it is unknown.

    The longest name wins and uses up its words ("peanut butter" is no butter, "butter beans" are
    no butter), then what is left is looked at again, so that "eggs and milk" gives both.
    """
    words = words_of(name)
    found: list[FoodFacts] = []
    at = 0
    while at < len(words):
        for size in range(min(table.longest, len(words) - at), 0, -1):
            facts = table.foods.get(words[at : at + size])
            if facts is not None:
                found.append(_as_form(facts, words[at : at + size], found))
                at += size
                break
        else:
            at += 1
    return tuple(dict.fromkeys(found))


def _freed(name: str) -> frozenset[str]:
    """Allergens that the name itself rules out: "gluten-free flour", "vegan butter", "eggless"."""
    low = name.lower()
    codes: set[str] = set()
    for word in _FREE_OF.findall(low):
        if word != "lactose":  # milk without lactose is milk all the same to an allergic person
            codes.update(ALLERGEN_WORDS.get(singular(word), ()))
        if word == "gluten":
            codes.add("wheat")
    if any(word in low for word in _VEGAN_WORDS[:3]):
        codes.update({"milk", "egg", "fish", "crustacean", "mollusc"})
    if any(word in low for word in _EGGLESS):
        codes.add("egg")
    return frozenset(codes)


def _allergen_verdict(
    facts: Iterable[FoodFacts], codes: tuple[str, ...], freed: frozenset[str]
) -> tuple[Verdict, str]:
    best: tuple[Verdict, str] = (Verdict.NONE_KNOWN, "")
    for food in facts:
        for code in codes:
            if code in freed:
                continue
            if code in food.contains:
                return Verdict.CONTAINS, food.name
            if code in food.may:
                best = (Verdict.MAY, food.name)
    return best


def _kind_verdict(facts: Iterable[FoodFacts], diet: str, low: str) -> tuple[Verdict, str]:
    sure, perhaps = _DIETS[diet]
    if diet in ("vegan", "vegetarian", "pescatarian") and any(word in low for word in _VEGAN_WORDS[:4]):
        return Verdict.MAY, ""  # its own name says so; the label has the last word
    best: tuple[Verdict, str] = (Verdict.NONE_KNOWN, "")
    for food in facts:
        if food.kinds & sure:
            return Verdict.CONTAINS, food.name
        if food.kinds & perhaps or food.may & _TRACES.get(diet, frozenset()):
            best = (Verdict.MAY, food.name)
    return best


def check_ingredient(table: DietTable, name: str, what: str) -> Finding:
    """One ingredient against one allergen code or diet.

    Raises KeyError for a code that is neither; callers read what was said with ``read_allergens``
    and ``read_diet`` first.
    """
    facts = look_up(table, name)
    if not facts:
        return Finding(name, what, Verdict.UNKNOWN)
    low = name.lower()
    if what in ALLERGENS:
        verdict, food = _allergen_verdict(facts, (what,), _freed(name))
    elif what in _ALLERGEN_DIETS:
        freed = _freed(name)
        if what == "lactose_free" and any("lactose_free" in food.kinds for food in facts):
            freed = freed | {"milk"}
        verdict, food = _allergen_verdict(facts, _ALLERGEN_DIETS[what], freed)
    else:
        verdict, food = _kind_verdict(facts, what, low)
    return Finding(name, what, verdict, food)


def check_recipe(table: DietTable, names: Iterable[str], what: str) -> tuple[Finding, ...]:
    """Every ingredient that is not "none known" for an allergen or a diet, gravest first."""
    findings = [check_ingredient(table, name, what) for name in dict.fromkeys(names)]
    if what == "kosher_style":
        findings += _meat_with_milk(table, names)
    bad = [finding for finding in findings if finding.verdict is not Verdict.NONE_KNOWN]
    return tuple(sorted(bad, key=lambda finding: -_GRAVITY[finding.verdict]))


def _meat_with_milk(table: DietTable, names: Iterable[str]) -> list[Finding]:
    kinds: dict[str, str] = {}
    for name in names:
        for facts in look_up(table, name):
            for kind in facts.kinds:
                kinds.setdefault(kind, name)
    meat = kinds.get("meat") or kinds.get("poultry")
    if meat and "dairy" in kinds:
        return [Finding(f"{meat} with {kinds['dairy']}", "kosher_style", Verdict.CONTAINS, "meat with milk")]
    return []


def against_all(table: DietTable, names: Iterable[str], diner: Diner) -> tuple[Finding, ...]:
    """A whole recipe against everything a person cannot have: each ingredient, and meat with milk."""
    there = tuple(dict.fromkeys(names))
    found = [finding for name in there for finding in against(table, name, diner)]
    if "kosher_style" in diner.diets:
        found += _meat_with_milk(table, there)
    return tuple(found)


_FOODS_ASKED: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "pork": (frozenset({"pork"}), frozenset({"maybe_pork"})),
        "meat": (
            frozenset({"meat", "poultry", "pork"}),
            frozenset({"maybe_meat", "maybe_pork"}),
        ),
        "alcohol": (frozenset({"alcohol"}), frozenset({"maybe_alcohol"})),
        "honey": (frozenset({"honey"}), frozenset()),
        "gelatin": (frozenset({"gelatin"}), frozenset({"maybe_gelatin"})),
        "gelatine": (frozenset({"gelatin"}), frozenset({"maybe_gelatin"})),
        "poultry": (frozenset({"poultry"}), frozenset()),
        "rennet": (frozenset(), frozenset({"rennet"})),
    }
)
"""Foods that are no allergen but asked for → kinds that have it, kinds that may."""


def check_food(table: DietTable, names: Iterable[str], food: str) -> tuple[Finding, ...]:
    """Where a food that is no allergen ("pork", "alcohol", "garlic") is in a recipe: by kind, else by word."""
    wanted = words_of(food)
    sure, perhaps = _FOODS_ASKED.get(" ".join(wanted), (frozenset(), frozenset()))
    found = []
    for name in dict.fromkeys(names):
        facts = look_up(table, name)
        kinds = frozenset(kind for one in facts for kind in one.kinds)
        if kinds & sure or (wanted and set(wanted) <= set(words_of(name))):
            found.append(Finding(name, food, Verdict.CONTAINS, food))
        elif kinds & perhaps:
            found.append(Finding(name, food, Verdict.MAY, food))
        elif (sure or perhaps) and not facts:
            found.append(Finding(name, food, Verdict.UNKNOWN))
    return tuple(found)


def allergens_in(table: DietTable, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Allergen codes that a recipe contains, and those it may contain besides."""
    there = tuple(dict.fromkeys(names))
    verdicts = {code: {check_ingredient(table, name, code).verdict for name in there} for code in ALLERGENS}
    sure = tuple(code for code, found in verdicts.items() if Verdict.CONTAINS in found)
    may = tuple(code for code, found in verdicts.items() if Verdict.MAY in found and code not in sure)
    return sure, may


def against(table: DietTable, name: str, diner: Diner) -> tuple[Finding, ...]:
    """One ingredient against everything a person cannot have, gravest first; "none known" left out."""
    wants = (*sorted(diner.allergens), *(diet for diet in sorted(diner.diets) if diet != LOW_SODIUM))
    found = [check_ingredient(table, name, what) for what in wants]
    words = set(words_of(name))
    found += [
        Finding(name, dislike, Verdict.CONTAINS, dislike)
        for dislike in sorted(diner.dislikes)
        if set(words_of(dislike)) <= words
    ]
    bad = [finding for finding in found if finding.verdict is not Verdict.NONE_KNOWN]
    return tuple(sorted(bad, key=lambda finding: -_GRAVITY[finding.verdict]))
