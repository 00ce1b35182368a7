"""Durations and amounts in words: "an hour and a half", "a minute thirty", "two cups", "3/4 inch".

Built on ``numbers``; the same convention (words, place) → (value, place behind) or None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sous_voice.language.numbers import read_number, read_ordinal, read_range, tokens_of, words_of

__all__ = [
    "Amount",
    "Found",
    "find_numbers",
    "parse_duration",
    "read_amount",
    "read_duration",
    "read_duration_range",
]

Words = Sequence[str]

_TIME = {
    1: "s sec secs second seconds",
    60: "m min mins minute minutes",
    3600: "h hr hrs hour hours",
    86400: "d day days",
}
TIME_UNITS = {word: seconds for seconds, words in _TIME.items() for word in words.split()}
"""Seconds in each unit, by the word; single letters only count behind digits."""

_UNITS = {
    "cup": "cup cups c",
    "tablespoon": "tablespoon tablespoons tbsp tbsps tbs",
    "teaspoon": "teaspoon teaspoons tsp tsps",
    "fluid ounce": "floz",
    "ounce": "ounce ounces oz",
    "pound": "pound pounds lb lbs",
    "gram": "gram grams gramme grammes g",
    "kilogram": "kilogram kilograms kilo kilos kg",
    "milligram": "milligram milligrams mg",
    "milliliter": "milliliter milliliters millilitre millilitres ml",
    "centiliter": "centiliter centiliters centilitre centilitres cl",
    "deciliter": "deciliter deciliters decilitre decilitres dl",
    "liter": "liter liters litre litres l",
    "pint": "pint pints pt",
    "quart": "quart quarts qt",
    "gallon": "gallon gallons gal",
    "inch": "inch inches in",
    "centimeter": "centimeter centimeters centimetre centimetres cm",
    "millimeter": "millimeter millimeters millimetre millimetres mm",
    "degree": "degree degrees",
    "celsius": "celsius centigrade",
    "fahrenheit": "fahrenheit f",
    "percent": "percent",
    "pinch": "pinch pinches",
    "dash": "dash dashes",
    "clove": "clove cloves",
    "stick": "stick sticks",
    "can": "can cans",
    "tin": "tin tins",
    "slice": "slice slices",
    "bunch": "bunch bunches",
    "handful": "handful handfuls",
    "sprig": "sprig sprigs",
    "serving": "serving servings portion portions",
    "calorie": "calorie calories kcal kilocalories",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
"""The unit, in the singular, by the word."""

_ONLY_AFTER_DIGITS = {"s", "m", "h", "d", "c", "f", "g", "l", "in"}
_BETWEEN = {"more", "extra", "full", "whole", "additional", "solid", "further"}
_MAY_FOLLOW = set("and then for on please timer timers at to of in thanks until till before after or".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range, with its unit."""

    low: Fraction
    high: Fraction
    """Equal to ``low`` where it is one number."""
    unit: str
    """Singular: cup, gram, degree, celsius, percent; empty for none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text."""

    kind: str
    """duration (seconds), ordinal, amount (with a unit), number."""
    low: Fraction
    high: Fraction
    unit: str
    start: int
    """Character offsets in the text, end exclusive."""
    end: int


def _at(words: Words, i: int) -> str:
    return words[i] if 0 <= i < len(words) else ""


def _time_unit(words: Words, i: int, digits: bool) -> int:
    word = _at(words, i)
    if word in _ONLY_AFTER_DIGITS and not digits:
        return 0
    return TIME_UNITS.get(word, 0)


def _count(words: Words, i: int) -> tuple[Fraction, int] | None:
    """How many of a unit: a number, or a bare "a", "an", "another", "one more"."""
    value = read_number(words, i)
    if value is not None:
        j = value[1]
        while _at(words, j) in _BETWEEN:
            j += 1
        if value[0].denominator > 1:  # "half an hour", "three quarters of an hour"
            j += 1 if _at(words, j) == "of" else 0
            j += 1 if _at(words, j) in ("a", "an") else 0
        return value[0], j
    if _at(words, i) in ("a", "an", "another"):
        inner = read_number(words, i + 1) if _at(words, i) == "another" else None
        if inner is not None:
            return inner
        j = i + 1
        while _at(words, j) in _BETWEEN:
            j += 1
        if _at(words, j) == "quarter":
            return Fraction(1, 4), j + 1
        return Fraction(1), j
    if _at(words, i) == "quarter" and _at(words, i + 1) == "hour":
        return Fraction(1, 4), i + 1
    if _at(words, i) == "quarter" and _at(words, i + 1) == "of":
        return Fraction(1, 4), i + (3 if _at(words, i + 2) in ("a", "an") else 2)
    return None


def _piece(words: Words, i: int) -> tuple[Fraction, int, int] | None:
    """One "n unit [and a half]": (seconds, unit in seconds, place behind)."""
    count = _count(words, i)
    if count is None:
        return None
    value, j = count
    unit = _time_unit(words, j, digits=_at(words, j - 1)[:1].isdecimal())
    if not unit or (unit == 1 and _at(words, i) in ("a", "an") and _at(words, j + 1) in ("one", "time")):
        return None
    j += 1
    if _at(words, j) == "and":
        part = read_number(words, j + 1)
        if (
            part is not None
            and 0 < part[0] < 1
            and not _time_unit(words, _skip_article(words, part[1]), False)
        ):
            return (value + part[0]) * unit, unit, part[1]
    return value * unit, unit, j


def _skip_article(words: Words, i: int) -> int:
    i += 1 if _at(words, i) == "of" else 0
    return i + 1 if _at(words, i) in ("a", "an") else i


def _bare_rest(words: Words, i: int, unit: int) -> tuple[Fraction, int] | None:
    """ "an hour ten", "a minute thirty": a number of the next smaller unit, with nothing behind it."""
    value = read_number(words, i)
    if unit not in (60, 3600) or value is None or value[0].denominator > 1 or not 0 < value[0] < 60:
        return None
    behind = _at(words, value[1])
    if behind and behind not in _MAY_FOLLOW:
        return None
    return value[0] * (unit // 60), value[1]


def read_duration(words: Words, i: int) -> tuple[Fraction, int] | None:
    """Seconds of the duration that begins at ``i``: pieces from the larger unit to the smaller."""
    piece = _piece(words, i)
    if piece is None:
        return None
    total, unit, j = piece
    while unit > 1:
        k = j + 1 if _at(words, j) == "and" else j
        following = _piece(words, k)
        if following is not None and following[1] < unit:
            total, unit, j = total + following[0], following[1], following[2]
            continue
        rest = _bare_rest(words, k if unit == 3600 else j, unit)
        if rest is not None:
            return total + rest[0], rest[1]
        break
    return total, j


def read_duration_range(words: Words, i: int) -> tuple[Fraction, Fraction, int] | None:
    """ "five to ten minutes", "1-2 hours", "an hour or two"; a single duration twice."""
    bounds = read_range(words, i)
    if bounds is not None:
        j = bounds[2]
        while _at(words, j) in _BETWEEN:
            j += 1
        unit = _time_unit(words, j, digits=_at(words, j - 1)[:1].isdecimal())
        if unit:
            return bounds[0] * unit, bounds[1] * unit, j + 1
    single = read_duration(words, i)
    if single is None:
        return None
    seconds, j = single
    if _at(words, j) in ("or", "to"):
        second = read_duration(words, j + 1)
        if second is not None and second[0] > seconds:
            return seconds, second[0], second[1]
        more = read_number(words, j + 1)
        unit = TIME_UNITS.get(_at(words, j - 1), 0)
        if more is not None and unit and more[0] * unit > seconds and _at(words, j) == "or":
            return seconds, more[0] * unit, more[1]
    return seconds, seconds, j


def read_amount(words: Words, i: int) -> tuple[Amount, int] | None:
    """A number or range with its unit, if it has one: "two thirds cup", "a cup and a half", "a pinch"."""
    bounds = read_range(words, i)
    if bounds is not None:
        low, high, j = bounds
    else:
        single = read_number(words, i)
        if single is not None:
            low, j = single
        elif _at(words, i) in ("a", "an", "another") and _unit(words, i + 1):
            low, j = Fraction(1), i + 1
        else:
            return None
        high = low
    j = _skip_article(words, j) if low.denominator > 1 and _unit(words, _skip_article(words, j)) else j
    unit = _unit(words, j)
    if not unit:
        return Amount(low, high, ""), j
    if _at(words, j) == "c" and low >= 30:  # 180 C is a temperature, never cups
        unit = "celsius"
    j += 1
    if unit == "degree":
        scale = UNITS.get(_at(words, j), "") if _at(words, j) != "c" else "celsius"
        if scale in ("celsius", "fahrenheit"):
            return Amount(low, high, scale), j + 1
    part = read_number(words, j + 1) if _at(words, j) == "and" else None
    if part is not None and 0 < part[0] < 1 and not _unit(words, _skip_article(words, part[1])):
        return Amount(low + part[0], high + part[0], unit), part[1]
    return Amount(low, high, unit), j


def _unit(words: Words, i: int) -> str:
    word = _at(words, i)
    if word in _ONLY_AFTER_DIGITS and not _at(words, i - 1)[:1].isdecimal():
        return ""
    if word in ("fluid", "fl") and UNITS.get(_at(words, i + 1)) == "ounce":
        return "ounce"
    return UNITS.get(word, "")


_THINGS_COUNTED = {"one", "step", "steps", "ingredient", "ingredients", "item", "option", "part", "time"}


def _best(words: Words, i: int) -> tuple[str, Fraction, Fraction, str, int] | None:
    """What begins here: the longest reading; a duration before a plain number of the same length."""
    readings: list[tuple[str, Fraction, Fraction, str, int]] = []
    time = read_duration_range(words, i)
    if time is not None:
        readings.append(("duration", time[0], time[1], "second", time[2]))
    ordinal = read_ordinal(words, i)
    if ordinal is not None:
        value = Fraction(ordinal[0])
        readings.append(("ordinal", value, value, "", ordinal[1]))
        if _at(words, ordinal[1]) in _THINGS_COUNTED:
            return readings[-1]
    amount = read_amount(words, i)
    if amount is not None:
        kind = "amount" if amount[0].unit else "number"
        readings.append((kind, amount[0].low, amount[0].high, amount[0].unit, amount[1]))
    return max(readings, key=lambda reading: reading[4], default=None)


def find_numbers(text: str) -> tuple[Found, ...]:
    """Every number, ordinal, amount and duration of a text, in order, longest first, none overlapping."""
    tokens = tokens_of(text)
    words = [token.word for token in tokens]
    found, i = [], 0
    while i < len(words):
        best = _best(words, i)
        if best is None:
            i += 1
            continue
        kind, low, high, unit, j = best
        found.append(Found(kind, low, high, unit, tokens[i].start, tokens[j - 1].end))
        i = j
    return tuple(found)


def parse_duration(text: str) -> float | None:
    """Seconds of a text that is a duration from end to end; None for anything else."""
    words = words_of(text)
    read = read_duration(words, 0)
    return float(read[0]) if read is not None and read[1] == len(words) else None
