"""Lighter ways to cook a dish: less of what brings most, or a lighter food in its place. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

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
    for line, share in found.sources(nutrient)[:4]:
        if share < _WORTH:
            continue
        swap = _swap(book, line, nutrient, servings, customs, allowed)
        ways = [idea for idea in (swap, _less(line, nutrient, servings)) if idea is not None]
        ideas += sorted(ways, key=lambda idea: -idea.saved)[:1]
    return tuple(sorted(ideas, key=lambda idea: -idea.saved)[:most])


def _swap(
    book: FoodBook,
    line: Counted,
    nutrient: Nutrient,
    servings: float | None,
    customs: str,
    allowed: Callable[[str], bool],
) -> Idea | None:
    if line.match is None:
        return None
    name = SWAPS.get(line.match.taken_as) or SWAPS.get(" ".join(words_of(line.match.taken_as)))
    if name is None or not allowed(name):
        return None
    other = count(book, replace(line.ingredient, name=name, note=""), customs)
    had, gets = line.of(nutrient), other.of(nutrient)
    if had is None or gets is None or not other.grams or gets > 0.8 * had:
        return None
    saved = (had - gets) / (servings or 1)
    said = (
        f"{name[0].upper()}{name[1:]} instead of {line.ingredient.name} {_saves(nutrient, saved, servings)}."
    )
    return Idea(saved, said, f"use {name} instead of {line.ingredient.name}")


def _less(line: Counted, nutrient: Nutrient, servings: float | None) -> Idea | None:
    had = line.of(nutrient)
    if had is None or line.match is None or not _SPARE.intersection(words_of(line.match.taken_as)):
        return None
    part = _LESS.get(nutrient.name, 1 / 3)
    saved = part * had / (servings or 1)
    name = line.ingredient.name
    how = "Half the" if part == 0.5 else f"{_NAMED[part]} the"
    order = {0.5: "half the", 0.25: "a quarter less"}.get(part, "a third less")
    return Idea(saved, f"{how} {name} {_saves(nutrient, saved, servings)}.", f"{order} {name}")


def _saves(nutrient: Nutrient, saved: float, servings: float | None) -> str:
    words = amount_words(nutrient, saved)
    return (
        f"saves {'' if words.startswith('less') else 'about '}{words} {'a serving' if servings else 'in all'}"
    )
