"""Foods as the nutrient table knows them, and how many grams an amount of one weighs. Pure.

The table itself is read by ``sous_voice.shelf.foods``; the core sees ``FoodBook`` only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol

from sous_voice.core.quantity import find_unit
from sous_voice.core.recipe import Quantity


def _nothing() -> Mapping[str, float]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Portion:
    """One household weight of the table."""

    amount: float
    measure: str
    """In the words of the database: "cup, chopped", "medium (2-1/2" dia)"."""
    grams: float
    """Of ``amount`` measures."""


@dataclass(frozen=True, slots=True)
class Food:
    """One food of the nutrient table."""

    ndb: int
    """Its number in the USDA database."""
    name: str
    """Its description there."""
    per_100g: Mapping[str, float] = field(default_factory=_nothing)
    """Nutrient → amount in 100 g of the edible part; a nutrient that is missing is unknown, not zero."""
    portions: tuple[Portion, ...] = ()
    weights: Mapping[str, float] = field(default_factory=_nothing)
    """Own figures: grams of one piece ("each") or kitchen unit ("clove"), and "g_ml"."""
    waste: float = 0.0
    """Share of a bought weight that is bone, skin or shell, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Match:
    """A food found for a name."""

    food: Food
    taken_as: str
    """The name of the alias table that was used."""
    near: bool = False
    """True where it is the nearest food, not the same one."""


class FoodBook(Protocol):
    """Read-only look-ups in the table of foods."""

    def find(self, name: str) -> Match | None:
        """The food of this name; None where it is unknown."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What an amount weighs."""

    low: float
    """Grams."""
    high: float
    """Grams; equal to ``low`` where the recipe gives one figure."""
    how: str
    """weighed (the recipe gives a weight), measured (volume and the database's household weight),
    counted (the database's weight of a piece), typical (own figure or a rule of thumb)."""

    @property
    def grams(self) -> float:
        """The middle."""
        return (self.low + self.high) / 2


CUPS: Mapping[str, float] = MappingProxyType(
    {"us": 236.588, "metric": 250.0, "imperial": 284.131, "japan": 200.0, "legal": 240.0}
)
"""Millilitres of a cup: US customary; Australia, Canada; old British; Japan; US nutrition labels."""
SPOONS: Mapping[str, float] = MappingProxyType(
    {"us": 14.787, "metric": 15.0, "australia": 20.0, "imperial": 15.0, "japan": 15.0, "legal": 15.0}
)
"""Millilitres of a tablespoon by custom."""

_TYPICAL_ML = MappingProxyType(
    {
        "pinch": 0.31,  # a sixteenth of a teaspoon
        "dash": 0.62,
        "drop": 0.05,
        "splash": 5.0,
        "squeeze": 5.0,
        "drizzle": 10.0,
        "sprinkle": 1.0,
        "spoon": 14.787,
        "spoonful": 14.787,
        "scoop": 60.0,
        "handful": 60.0,
        "glass": 200.0,
        "mug": 300.0,
        "jigger": 44.0,
        "shot": 44.0,
        "knob": 15.0,
    }
)


def typical_millilitres(unit: str) -> float | None:
    """Millilitres of a pinch, a dash, a handful: our own figures; None for any other measure."""
    return _TYPICAL_ML.get(unit.strip().lower().rstrip("s") if unit not in _TYPICAL_ML else unit)


_TYPICAL_G = MappingProxyType(
    {
        "can": 400.0,
        "tin": 400.0,
        "sprig": 1.0,
        "leaf": 0.5,
        "slice": 28.0,
        "rasher": 28.0,
        "bunch": 60.0,
        "jar": 340.0,
    }
)
_SIZES = ("extra large", "large", "medium", "small")
_VOLUME_WORDS = ("cup", "tbsp", "tsp", "fl oz", "tablespoon", "teaspoon")
_MILLILITRES = {
    "cup": 236.588,
    "tbsp": 14.787,
    "tablespoon": 14.787,
    "tsp": 4.929,
    "teaspoon": 4.929,
    "fl oz": 29.574,
}


def density(food: Food, note: str = "") -> float | None:
    """Grams per millilitre; from our own figure, else from the household volume that fits ``note`` best.

    None where the table has neither.
    """
    own = food.weights.get("g_ml")
    if own is not None:
        return own
    best: tuple[tuple[int, int, int], float] | None = None
    for portion in food.portions:
        word = next((w for w in _VOLUME_WORDS if re.match(rf"{w}\b", portion.measure.lower())), None)
        if word is None or not portion.amount:
            continue
        detail = portion.measure.lower()[len(word) :].strip(" ,()")
        fits = sum(part in note.lower() for part in re.findall(r"[a-z]{4,}", detail))
        # the measure that says the same as the note; else the plainest, in the biggest unit
        rank = (-fits, len(detail), _VOLUME_WORDS.index(word))
        value = portion.grams / (portion.amount * _MILLILITRES[word])
        if best is None or rank < best[0]:
            best = (rank, value)
    return best[1] if best else None


_IMPERIAL = MappingProxyType({"pint": 568.261, "quart": 1136.523, "gallon": 4546.09, "fluid ounce": 28.413})
"""Millilitres of the British measures that share a name with American ones (UK Weights and Measures Act 1985)."""


def millilitres(unit: str, customs: str = "us") -> float | None:
    """Millilitres of a volume unit by the cook's custom ("us", "metric", "australia"...); else None."""
    known = find_unit(unit)
    if known is None or known.kind != "volume":
        return None
    if known.name == "cup":
        return CUPS.get(customs, CUPS["metric"] if customs == "australia" else CUPS["us"])
    if known.name == "tablespoon":
        return SPOONS.get(customs, SPOONS["us"])
    if known.name == "teaspoon" and customs != "us":
        return 5.0
    if customs == "imperial" and known.name in _IMPERIAL:
        return _IMPERIAL[known.name]
    return float(known.size)


def weigh(
    food: Food, quantity: Quantity, note: str = "", pack: Quantity | None = None, customs: str = "us"
) -> Weight | None:
    """Grams of an amount of a food; None where there is no amount or nothing tells its weight.

    Args:
        note: what else is said of it: "large, finely chopped"; helps to choose the household weight.
        pack: what one pack holds.
        customs: whose cups and spoons.
    """
    one = _one(food, quantity, note, pack, customs)
    if one is None:
        return None
    grams, how = one
    low, high = quantity.low, quantity.high
    if low is None:
        # "a few" is three, "some leaves" are counted the same way; no number without a unit is no amount
        if not quantity.words or not quantity.unit:
            return None
        low, high, how = Fraction(3), None, "typical"
    return Weight(float(low) * grams, float(high if high is not None else low) * grams, how)


def _one(
    food: Food, quantity: Quantity, note: str, pack: Quantity | None, customs: str
) -> tuple[float, str] | None:
    """Grams of one unit, and how they are known."""
    if pack is not None and pack.low is not None:
        inside = _one(food, Quantity(Fraction(1), unit=pack.unit), note, None, customs)
        return (inside[0] * float(pack.low), inside[1]) if inside else None
    unit = quantity.unit.strip().lower()
    known = find_unit(quantity.unit) if quantity.unit else None
    own = next((name for name in (unit, known.name if known else "") if name and name in food.weights), None)
    if own is not None:
        return food.weights[own], _source(food, food.weights[own])
    if known is not None and known.name == "stick" and not _FATS.match(food.name):
        return _kitchen_unit(food, "stick", note)  # of cinnamon or celery, not of butter
    if known is not None and known.kind == "mass":
        return float(known.size) * _kept(food, note), "weighed"
    volume = millilitres(quantity.unit, customs) if quantity.unit else None
    if volume is not None:
        heavy = density(food, note)
        return (heavy * volume, "measured") if heavy is not None else None
    name = known.name if known is not None else unit
    return _piece(food, name, note) if name in ("", "item", "piece") else _kitchen_unit(food, name, note)


_FATS = re.compile(r"butter|margarine|shortening|lard", re.IGNORECASE)


def _source(food: Food, grams: float) -> str:
    """counted where the database has a piece of just this weight, else typical."""
    known = any(
        abs(portion.grams / portion.amount - grams) < 0.51 for portion in food.portions if portion.amount
    )
    return "counted" if known else "typical"


def _kept(food: Food, note: str) -> float:
    """The edible share of a bought weight, unless it was trimmed already."""
    trimmed = re.search(r"boneless|peeled|pitted|shelled|trimmed|net|meat only|fillet|drained", note.lower())
    return 1.0 if trimmed else 1.0 - food.waste


def _piece(food: Food, unit: str, note: str) -> tuple[float, str] | None:
    size = next((size for size in _SIZES if size in note.lower()), "")
    if size and (sized := _portion(food, (size,))) is not None:
        return sized, "counted"
    if "each" in food.weights:
        factor = {"small": 0.7, "large": 1.35, "extra large": 1.6}.get(size, 1.0)
        return food.weights["each"] * factor, _source(food, food.weights["each"] * factor)
    words = ("medium", "large", "fruit", "whole", "piece", "each", "unit", "item")
    found = _portion(food, words) or _portion(food, (food.name.split(",")[0].rstrip("s").lower(),))
    return (found, "counted") if found is not None else None


def _kitchen_unit(food: Food, unit: str, note: str) -> tuple[float, str] | None:
    found = _portion(food, (unit, f"{unit}s"))
    if found is not None:
        return found, "counted"
    if unit in _TYPICAL_ML:
        return (density(food, note) or 1.0) * _TYPICAL_ML[unit], "typical"
    return (_TYPICAL_G[unit], "typical") if unit in _TYPICAL_G else None


def _portion(food: Food, words: tuple[str, ...]) -> float | None:
    """Grams of one portion whose measure begins with one of the words, the earliest word first."""
    for word in words:
        for portion in food.portions:
            if re.match(rf"{re.escape(word)}\b", portion.measure.lower()) and portion.amount:
                return portion.grams / portion.amount
    return None
