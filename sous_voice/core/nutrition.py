"""What is in it: the figures of a recipe, line by line, with how much of its weight they cover. Pure.

A sum is only as good as its lines. Each line tells how its weight is known and why it is missing;
a nutrient that the table does not know for a food makes the sum a "at least". Losses in cooking
(water, drained fat, what stays in the pan) are not counted: figures are for the raw ingredients.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from sous_voice.core.alter import ADDED
from sous_voice.core.foods import Food, FoodBook, Match, Weight, millilitres, weigh
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.core.ingredient_words import PACKS
from sous_voice.core.nutrients import NUTRIENTS, Nutrient, from_table
from sous_voice.core.quantity import find_unit
from sous_voice.core.recipe import Ingredient, Quantity, Recipe

LIKELY_GRAMS = 60.0
"""Weight taken for an uncovered line with an amount that tells no weight, for the coverage only."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One ingredient and what is known of it."""

    ingredient: Ingredient
    match: Match | None = None
    weight: Weight | None = None
    missing: str = ""
    """Why it does not count: unknown (the food), no amount, no weight (of such a piece), optional."""

    @property
    def grams(self) -> float:
        """Its weight; 0 where it does not count."""
        return self.weight.grams if self.weight and self.match and not self.missing else 0.0

    def of(self, nutrient: Nutrient) -> float | None:
        """How much of the nutrient it brings; None where that is unknown."""
        if self.match is None or self.missing:
            return None
        return per_100g(self.match.food, nutrient, self.grams)


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum."""

    value: float
    at_least: bool
    """True where some part of it is unknown."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of some ingredients together."""

    lines: tuple[Counted, ...]

    @property
    def grams(self) -> float:
        """Raw weight of what counts."""
        return sum(line.grams for line in self.lines)

    @property
    def missing(self) -> tuple[Counted, ...]:
        """Lines with an amount that do not count."""
        return tuple(line for line in self.lines if line.missing in ("unknown", "no weight"))

    @property
    def optional(self) -> tuple[Counted, ...]:
        """Lines that the recipe leaves to the cook: not counted."""
        return tuple(line for line in self.lines if line.missing == "optional")

    @property
    def unmeasured(self) -> tuple[Counted, ...]:
        """Lines without an amount: "salt, to taste"."""
        return tuple(line for line in self.lines if line.missing == "no amount")

    @property
    def coverage(self) -> float:
        """Share of the weight that counts, 0 to 1; lines without an amount are left aside."""
        lost = sum(likely_grams(line.ingredient) for line in self.missing)
        return self.grams / (self.grams + lost) if self.grams + lost else 0.0

    @property
    def surely(self) -> float:
        """Share of the counted weight that the recipe weighs, or measures with the database's weights."""
        sure = sum(
            line.grams for line in self.lines if line.weight and line.weight.how in ("weighed", "measured")
        )
        return sure / self.grams if self.grams else 0.0

    @property
    def nearly(self) -> tuple[Counted, ...]:
        """Lines for which the nearest food stands."""
        return tuple(line for line in self.lines if line.grams and line.match and line.match.near)

    def figure(self, nutrient: Nutrient) -> Figure:
        """How much of the nutrient in all.

        What is unknown of a line counts for nothing where it cannot be much: its sugars are no more than its
        carbohydrate, its saturated fat no more than its fat.
        """
        counted = [line for line in self.lines if line.grams]
        parts = [(line, line.of(nutrient)) for line in counted]
        value = sum(part for _, part in parts if part is not None)
        hidden = sum(_at_most(line, nutrient) for line, part in parts if part is None)
        return Figure(value, bool(self.missing) or hidden > _NEGLIGIBLE * value)

    def sources(self, nutrient: Nutrient) -> tuple[tuple[Counted, float], ...]:
        """Lines by how much of the nutrient they bring, the greatest first, each with its share."""
        total = self.figure(nutrient).value
        parts = [(line, part) for line in self.lines if (part := line.of(nutrient))]
        ordered = sorted(parts, key=lambda pair: -pair[1])
        return tuple((line, part / total) for line, part in ordered) if total else ()


_NEGLIGIBLE = 0.02
"""A share of a sum that no kitchen scale would find."""
_WHOLE: Mapping[str, str] = MappingProxyType(
    {"sugars_g": "carb_g", "fibre_g": "carb_g", "sat_fat_g": "fat_g", "trans_fat_g": "fat_g", "mono_fat_g": "fat_g",
     "poly_fat_g": "fat_g"}
)  # fmt: skip
"""Part → what it is a part of."""


def _at_most(line: Counted, nutrient: Nutrient) -> float:
    """The most that a line can bring of a nutrient that the table does not know for it; without bound where none is."""
    whole = _WHOLE.get(nutrient.key, "")
    there = per_100g(line.match.food, NUTRIENTS[whole], line.grams) if whole and line.match else None
    return math.inf if there is None else there


def per_100g(food: Food, nutrient: Nutrient, grams: float = 100.0) -> float | None:
    """The nutrient in ``grams`` of a food; None where the table does not know."""
    column, factor = from_table(nutrient)
    value = food.per_100g.get(column)
    return None if value is None else value * factor * grams / 100


def count(book: FoodBook, ingredient: Ingredient, customs: str = "us") -> Counted:
    """One ingredient: which food, how many grams, or why not."""
    match = _food(book, ingredient)
    quantity = _spelt_out(ingredient)
    if ingredient.optional:
        return Counted(ingredient, match, None, "optional")
    if quantity.low is None and not (quantity.words and quantity.unit):
        return Counted(ingredient, match, None, "no amount")
    if match is None:
        return Counted(ingredient, None, None, "unknown")
    note = f"{ingredient.name} {ingredient.note}"
    stated = _stated(ingredient) if not quantity.unit else None
    weight = weigh(match.food, stated or quantity, note, pack_of(ingredient), customs)
    return Counted(ingredient, match, weight, "" if weight else "no weight")


def _spelt_out(ingredient: Ingredient) -> Quantity:
    """The quantity, where it was written in words ("1 pinch", "half a cup") the one that they name."""
    quantity = ingredient.quantity
    if (
        quantity.low is not None
        or quantity.words.startswith("-")
        or not re.search(r"\d|\b(?:a|an|one|two|three|half|quarter)\b", quantity.words)
    ):
        return quantity
    read = parse_line(f"{quantity.words} {quantity.unit} {ingredient.name}").quantity
    return read if read.low is not None else quantity


def _food(book: FoodBook, ingredient: Ingredient) -> Match | None:
    """The food; "1 can tomatoes" are canned tomatoes where the table has them."""
    if ingredient.recipe:
        return None
    found = book.find(ingredient.name)
    unit = find_unit(ingredient.quantity.unit)
    if unit is not None and unit.name in ("can", "tin"):
        canned = book.find(f"canned {ingredient.name}")
        if canned is not None and canned.taken_as.startswith("canned"):
            return canned
    dried = re.search(r"\bdried\b", ingredient.note.lower())
    if dried and (better := book.find(f"dried {ingredient.name}")) is not None:
        return better if better.taken_as.startswith("dried") else found
    return found


_SIZE = r"\d+(?:\s+\d+/\d+|[.,/]\d+)?"
"""A written number: "400", "14.5", "14 1/2"."""


def pack_of(ingredient: Ingredient) -> Quantity | None:
    """What one pack holds, where unit or note tell: "can" with "(400 g)", "14 oz can"."""
    unit = ingredient.quantity.unit.lower()
    words = re.findall(r"[a-z]+", unit)
    if not words or words[-1].rstrip("s") not in PACKS | {"boxe"}:
        return None
    said = re.search(
        rf"({_SIZE})\s*-?\s*(fl\.?\s*oz|oz|ounces?|g|grams?|kg|ml|l|lbs?|pounds?)\b",
        f"{unit} {ingredient.note}",
    )
    if said is None:
        return None
    size = parse_line(f"{said[1]} {said[2]} x").quantity
    return size if size.low is not None and size.unit else None


_WEIGHT = re.compile(
    rf"(?P<size>{_SIZE})\s*-?\s*(?P<unit>oz|ounces?|g|grams?|kg|kilos?|lbs?|pounds?)\b(?P<each>\s*each)?",
    re.IGNORECASE,
)


def _stated(ingredient: Ingredient) -> Quantity | None:
    """The weight that a note gives of pieces: "1 chicken (about 1.8 kg)", "2 bananas (250 g)", "3 (200 g each)"."""
    said = _WEIGHT.search(ingredient.note)
    if said is None or ingredient.quantity.low is None:
        return None
    size = parse_line(f"{said['size'].replace(',', '.')} {said['unit']} x").quantity
    if size.low is None or not size.unit:
        return None
    each = said["each"] or re.search(r"\beach\b", ingredient.note)
    return Quantity(size.low * (ingredient.quantity.low if each else 1), unit=size.unit)


def total(book: FoodBook, ingredients: Iterable[Ingredient], customs: str = "us") -> Sum:
    """The sum over some ingredients; of fat to fry in, what soaks in counts."""
    lines = tuple(count(book, ingredient, customs) for ingredient in ingredients)
    if not any(map(is_bath, lines)):
        return Sum(lines)
    fried = sum(line.grams for line in lines if not is_bath(line))
    return Sum(tuple(_soaked(line, SOAKS_IN * fried) if is_bath(line) else line for line in lines))


SOAKS_IN = 0.1
"""Grams of fat that a gram of food takes up in deep frying: a rule of thumb, from a twentieth to a fifth."""
_TO_FRY_IN = re.compile(
    r"\b(?:for|to) (?:deep[- ]|shallow[- ]|pan[- ])?fry(?:ing)?\b|\bfrying\b", re.IGNORECASE
)
_FRYING_FATS = re.compile(r"\b(?:oil|lard|shortening|fat|dripping|ghee|tallow)\b", re.IGNORECASE)


def is_bath(line: Counted) -> bool:
    """Fat that food is fried in and that stays in the pan, by the recipe's own words."""
    item = line.ingredient
    told = _TO_FRY_IN.search(f"{item.name} {item.note}")
    return bool(line.grams and told and _FRYING_FATS.search(item.name))


def _soaked(line: Counted, most: float) -> Counted:
    grams = min(line.grams, most)
    return replace(line, weight=Weight(grams, grams, "typical"))


def likely_grams(ingredient: Ingredient) -> float:
    """A guess at the weight of a line that does not count, so that the coverage is honest."""
    quantity = ingredient.quantity
    if quantity.low is None:
        return 0.0
    number = float((quantity.low + (quantity.high or quantity.low)) / 2)
    unit = find_unit(quantity.unit) if quantity.unit else None
    if unit is not None and unit.kind == "mass":
        return number * float(unit.size)
    volume = millilitres(quantity.unit) if quantity.unit else None
    if volume is not None:
        return number * volume
    pack = pack_of(ingredient)
    if pack is not None:
        return number * likely_grams(Ingredient(ingredient.name, pack))
    small = quantity.unit.lower() in ("pinch", "dash", "drop", "sprig", "leaf", "clove")
    return number * (2.0 if small else LIKELY_GRAMS)


def so_far(recipe: Recipe, done: Iterable[int]) -> tuple[Ingredient, ...]:
    """The ingredients of the steps the cook reported as done, and what was reported as added besides."""
    reported = set(done)
    of_steps = tuple(
        item
        for index, step in enumerate(recipe.steps)
        for item in step.ingredients
        if index in reported and item.note != ADDED
    )
    return (*of_steps, *(item for item in recipe.ingredients if item.note == ADDED))


def servings_of(recipe: Recipe, wanted: Fraction | None = None) -> Fraction | None:
    """How many servings to divide by; None where nobody says."""
    servings = wanted if wanted is not None else recipe.servings
    return servings if servings is not None and servings > 0 else None
