"""Lighter ways to cook a dish: less of what brings most, or a lighter food in its place. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sous_voice.core.alter import bare
from sous_voice.core.food_names import words_of
from sous_voice.core.foods import FoodBook
from sous_voice.core.nutrients import NUTRIENTS, SALT, Nutrient, amount_words
from sous_voice.core.nutrition import Counted, Sum, count

LIMITS: tuple[tuple[str, Nutrient], ...] = (
    ("salt|sodium|low.sodium|low.salt", SALT),
    ("saturat", NUTRIENTS["sat_fat_g"]),
    ("low.fat|fat|grease|greas", NUTRIENTS["fat_g"]),
    ("sugar|sweet|diabet", NUTRIENTS["sugars_g"]),
    ("low.carb|carb|keto", NUTRIENTS["carb_g"]),
    ("light|health|calor|slim|fatten|diet", NUTRIENTS["energy_kcal"]),
)
"""Words of the wish → what shall be less; the first that fits counts."""

SWAPS: Mapping[str, str] = MappingProxyType(
    {
        "heavy cream": "half and half",
        "cream": "half and half",
        "whipping cream": "half and half",
        "sour cream": "greek yogurt",
        "mayonnaise": "greek yogurt",
        "whole milk": "skim milk",
        "milk": "skim milk",
        "coconut milk": "half and half",
        "bacon": "turkey bacon",
        "ground beef": "ground turkey",
        "ground pork": "ground turkey",
        "pork belly": "pork tenderloin",
        "pork sausage": "ground turkey",
        "cheddar": "mozzarella",
        "cream cheese": "cottage cheese",
        "soy sauce": "low sodium soy sauce",
        "chicken broth": "water",
        "vegetable broth": "water",
        "vegetable stock": "water",
        "beef stock": "water",
        "beef broth": "water",
        "chicken stock": "water",
        "butter": "unsalted butter",
        "chicken thigh": "chicken breast",
        "white rice": "cauliflower",
    }
)
"""Food → a lighter one to be used by the same amount; offered only where the table shows that it is less."""

_WORTH = 0.1
"""A share of the nutrient below which a line is not worth touching."""
_LESS = {"salt": 0.5, "sugars": 0.25}
"""How much of it can go before the dish changes; a third for everything else."""
_NAMED = MappingProxyType({0.5: "Half", 0.25: "A quarter less of", 1 / 3: "A third less of"})
_SPARE_TEXT = """
    butter oil cream sugar cheese bacon mayonnaise honey syrup salt sauce sausage chocolate lard margarine
    shortening parmesan cheddar mozzarella feta chorizo ham salami pepperoni jam nut walnut pecan almond cashew
    peanut coconut milk ghee cube bouillon olive caper miso mustard ketchup molasses raisin date
    dressing chip tahini pesto wine beer rum belly beef pork lamb gruyere romano ricotta mascarpone
"""
_SPARE = frozenset(_SPARE_TEXT.split())
"""Foods of which a dish can do with less; flour, eggs or pasta carry it."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One lighter way."""

    saved: float
    """Of the nutrient, in its unit, a serving; in all where nobody says how many it serves."""
    said: str
    """ "A third less of the butter saves about 70 calories a serving." """
    order: str
    """What to say to have it done: "a third less butter"."""


def suggestions(
    book: FoodBook,
    found: Sum,
    nutrient: Nutrient,
    servings: float | None,
    customs: str = "us",
    most: int = 2,
    allowed: Callable[[str], bool] = lambda _name: True,
) -> tuple[Idea, ...]:
    """At most ``most`` ideas, the one that saves most first, of different ingredients.

    Args:
        allowed: whether a food may be offered to everybody at the table.
    """
    ideas: list[Idea] = []
    for name, lines in _by_food(found).items():
        had = sum(line.of(nutrient) or 0.0 for line in lines)
        if had < _WORTH * found.figure(nutrient).value or not had:
            continue
        swap = _swap(book, name, lines, nutrient, servings, customs, allowed)
        ways = [idea for idea in (swap, _less(name, lines, nutrient, servings)) if idea is not None]
        ideas += sorted(ways, key=lambda idea: -idea.saved)[:1]
    return tuple(sorted(ideas, key=lambda idea: -idea.saved)[:most])


def _by_food(found: Sum) -> dict[str, list[Counted]]:
    """The lines of one food together: the cold butter and the butter."""
    groups: dict[str, list[Counted]] = {}
    for line in found.lines:
        if line.grams:
            groups.setdefault(bare(line.ingredient.name), []).append(line)
    return groups


def _swap(
    book: FoodBook,
    name: str,
    lines: list[Counted],
    nutrient: Nutrient,
    servings: float | None,
    customs: str,
    allowed: Callable[[str], bool],
) -> Idea | None:
    taken = lines[0].match.taken_as if lines[0].match else ""
    other = SWAPS.get(taken) or SWAPS.get(" ".join(words_of(taken)))
    if other is None or not allowed(other):
        return None
    put = [count(book, replace(line.ingredient, name=other, note=""), customs) for line in lines]
    had, gets = sum(line.of(nutrient) or 0.0 for line in lines), sum(line.of(nutrient) or 0.0 for line in put)
    if gets > 0.8 * had or not all(line.grams and line.of(nutrient) is not None for line in put):
        return None
    saved = (had - gets) / (servings or 1)
    said = f"{other[0].upper()}{other[1:]} instead of {name} {_saves(nutrient, saved, servings)}."
    return Idea(saved, said, f"use {other} instead of {name}")


def _less(name: str, lines: list[Counted], nutrient: Nutrient, servings: float | None) -> Idea | None:
    match = lines[0].match
    if match is None or not _SPARE.intersection(words_of(match.taken_as)):
        return None
    part = _LESS.get(nutrient.name, 1 / 3)
    saved = part * sum(line.of(nutrient) or 0.0 for line in lines) / (servings or 1)
    how = "Half the" if part == 0.5 else f"{_NAMED[part]} the"
    order = {0.5: "half the", 0.25: "a quarter less"}.get(part, "a third less")
    return Idea(saved, f"{how} {name} {_saves(nutrient, saved, servings)}.", f"{order} {name}")


def _saves(nutrient: Nutrient, saved: float, servings: float | None) -> str:
    words = amount_words(nutrient, saved)
    return (
        f"saves {'' if words.startswith('less') else 'about '}{words} {'a serving' if servings else 'in all'}"
    )
