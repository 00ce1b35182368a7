"""How much of a substitute stands for this recipe's amount of a food: numbers of the table × the recipe's. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.quantity import best_unit, convert, find_unit, number_text, unit_text
from sous_voice.core.recipe import Ingredient, Quantity
from sous_voice.core.substitutes import Substitution, read_amount

Density = Callable[[str], float | None]
"""Grams per millilitre of a food by name; None where it is not known."""

_CANS = {"can": Fraction(400), "tin": Fraction(400)}
"""Grams in a common can: 14.5 ounces in America, 400 grams elsewhere, which differ by three in a hundred."""
_SPOONS_UP_TO = 60  # millilitres: less is measured by the spoon in every kitchen
_PIECES = re.compile(
    r"\b(?:\w*nuts|pecans|almonds|cashews|pistachios|\w+ seeds|raisins|cranberries|\w+ chips)$"
)
"""Loose pieces: a cup of them weighs what their size makes it, so a weighed one gives way to the same weight."""
_NUMBER = re.compile(r"(?:\d+ )?\d+/\d+|\d+(?:\.\d+)?")


def portions(row: Substitution) -> tuple[Ingredient, ...]:
    """What stands for ``row.amount``: "1 cup milk with 1 tablespoon lemon juice" → two ingredients."""
    pieces = row.sub_amount.split(" with ")
    return tuple(_portion(piece, row.substitute if len(pieces) == 1 else "") for piece in pieces)


def _portion(text: str, name: str) -> Ingredient:
    read, number = read_amount(text), _NUMBER.match(text)
    if read is None or number is None:
        return Ingredient(text.strip(), Quantity(words="some"))
    words = text[number.end() :].split()
    unit = words[0] if words and (find_unit(words[0]) or (name and words[0] not in name.split())) else ""
    rest = " ".join(words[1:] if unit else words)
    note = rest if name and rest not in name else ""
    if unit in ("chopped", "small", "medium", "large"):
        unit, note = "", unit
    return Ingredient(name or rest, Quantity(read[0], unit=unit), note)


def times_of(row: Substitution, quantity: Quantity, density: Density) -> Fraction | None:
    """How many times ``row.amount`` the quantity is; None where the units cannot be compared."""
    mine = read_amount(row.amount)
    if quantity.low is None or mine is None:
        return None
    number, unit = mine
    if find_unit(unit) is None or find_unit(unit).kind == "count":  # type: ignore[union-attr]
        held = _CANS.get(unit.rstrip("s"))
        if held is not None and (grams := convert(quantity.low, quantity.unit, "gram")) is not None:
            return grams / held / number
        pieces = quantity.unit.lower().rstrip("s") in ("", "item", "piece", unit.rstrip("s"))
        return quantity.low / number if pieces else None
    same = convert(quantity.low, quantity.unit, unit, density(row.food))
    return None if same is None else same / number


def in_place(row: Substitution, quantity: Quantity, density: Density) -> tuple[Ingredient, ...]:
    """What stands for this amount, in units that fit the recipe's.

    Grams stay grams where the densities are known. Where the units cannot be compared the amount
    becomes words: "1/4 cup for each 1".
    """
    factor, parts = times_of(row, quantity, density), portions(row)
    by_weight = _by_weight(row, quantity)
    loose = _PIECES.search(row.food) is not None and _PIECES.search(row.substitute) is not None
    if by_weight is not None and (loose or factor is None or density(parts[0].name) is None):
        return tuple(_scaled(part, by_weight, quantity.unit, quantity) for part in parts)
    if factor is None:
        return tuple(_in_words(row, part, quantity) for part in parts)
    return tuple(_fitting(part, factor, quantity, density) for part in parts)


def _by_weight(row: Substitution, quantity: Quantity) -> Fraction | None:
    """Weighed food without a density: by the ratio of the table, where it is one part in one unit."""
    mine, theirs = read_amount(row.amount), read_amount(row.sub_amount)
    unit = find_unit(quantity.unit)
    single = len(portions(row)) == 1
    if quantity.low is None or unit is None or unit.kind != "mass" or mine is None or theirs is None:
        return None
    if not single or not mine[1] or find_unit(mine[1]) != find_unit(theirs[1]):
        return None
    return quantity.low / mine[0]


def _in_words(row: Substitution, part: Ingredient, quantity: Quantity) -> Ingredient:
    if quantity.low is None:
        return replace(part, quantity=replace(quantity, unit=""))
    if part.quantity.low is None:
        return part
    each = row.amount.removeprefix("1 ")
    same = read_amount(row.amount) == (part.quantity.low, part.quantity.unit)
    held = find_unit(quantity.unit)
    if same and held is not None and held.kind in ("mass", "volume"):
        return replace(part, quantity=quantity)
    words = "the same amount of" if same else f"{_plain(part.quantity)} for each {each}, of"
    return replace(part, quantity=Quantity(words=words))


def _plain(quantity: Quantity) -> str:
    low = quantity.low or Fraction(1)
    return f"{number_text(low)} {unit_text(quantity.unit, low)}".strip()


def _fitting(part: Ingredient, factor: Fraction, quantity: Quantity, density: Density) -> Ingredient:
    """The part times the factor, in grams where the recipe weighs, else in the measures of its system."""
    low, unit = part.quantity.low, find_unit(part.quantity.unit)
    mine = find_unit(quantity.unit)
    if low is None:
        return part
    amount = low * factor
    if unit is None or unit.kind not in ("volume", "mass"):
        return _with(part, amount, part.quantity.unit, quantity)
    small = unit.name in ("teaspoon", "tablespoon") and amount * unit.size <= _SPOONS_UP_TO
    if mine is not None and mine.kind == "mass" and mine.name != "stick" and not small:
        heavy = convert(amount, part.quantity.unit, quantity.unit, density(part.name))
        if heavy is not None:
            return _with(part, heavy, quantity.unit, quantity)
    metric = mine is not None and mine.metric and not small
    best = best_unit(amount, part.quantity.unit, "metric" if metric else "us")
    if best is not None and best[1] == "cup" and best[0] <= Fraction(1, 2) and not _even(best[0]):
        best = (best[0] * 16, "tablespoon")
    return _with(part, *(best or (amount, part.quantity.unit)), quantity)


def _even(cups: Fraction) -> bool:
    """Whether cups are marked so: by quarters and thirds."""
    return any(abs(cups * parts - round(cups * parts)) < Fraction(1, 12) for parts in (3, 4))


def _scaled(part: Ingredient, factor: Fraction, unit: str, quantity: Quantity) -> Ingredient:
    return _with(part, (part.quantity.low or Fraction(1)) * factor, unit, quantity)


def _with(part: Ingredient, amount: Fraction, unit: str, quantity: Quantity) -> Ingredient:
    """The part with this amount, rounded to what can be measured; a range stays a range."""
    spread = quantity.high / quantity.low if quantity.high is not None and quantity.low else None
    high = None if spread is None else _round(amount * spread, unit)
    return replace(part, quantity=Quantity(_round(amount, unit), high, unit, fixed=quantity.fixed))


def _round(amount: Fraction, unit: str) -> Fraction:
    known = find_unit(unit)
    if known is not None and known.metric:
        step = 5 if amount >= 20 else 1
        return Fraction(max(1, round(amount / step)) * step) if amount >= 1 else amount
    if amount >= 20 or amount < Fraction(1, 8) or (amount * 3).denominator == 1:
        return amount
    parts = 8 if amount < 1 else 4 if known is not None and known.name == "cup" else 2
    return Fraction(round(amount * parts), parts)
