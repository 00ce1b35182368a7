"""Numbers and units of the kitchen: read, added, scaled, converted, written for the ear.

Own table, because general unit libraries read "pinch" as a pico-inch. Figures: US customary
units after NIST Handbook 44 appendix C (cup 236.588 ml, ounce 28.3495 g), metric cup and spoons
of 250, 20 and 15 ml left to settings, imperial pint 568.261 ml (UK Weights and Measures Act 1985).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from sous_voice.core.cues.oven import GAS_MARKS, gas_mark
from sous_voice.core.recipe import Quantity
from sous_voice.core.written_numbers import VULGAR


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the kitchen."""

    name: str
    plural: str
    kind: str
    """mass (grams), volume (millilitres), time (seconds), length (centimetres), or count."""
    size: Fraction
    """How many base units of its kind."""
    also: tuple[str, ...] = ()
    """Other ways to write it."""
    metric: bool = False


def _unit(name: str, kind: str, size: str, also: str = "", plural: str = "", metric: bool = False) -> Unit:
    return Unit(name, plural or f"{name}s", kind, Fraction(size), tuple(also.split()), metric)


UNITS: tuple[Unit, ...] = (
    _unit("gram", "mass", "1", "g gr gm gramme grammes", metric=True),
    _unit("kilogram", "mass", "1000", "kg kilo kilos", metric=True),
    _unit("milligram", "mass", "1/1000", "mg", metric=True),
    _unit("ounce", "mass", "28.349523125", "oz"),
    _unit("pound", "mass", "453.59237", "lb lbs"),
    _unit("tonne", "mass", "1000000", "ton tons", metric=True),
    _unit("stick", "mass", "113.4"),
    _unit("millilitre", "volume", "1", "ml milliliter milliliters mls cc", metric=True),
    _unit("centilitre", "volume", "10", "cl centiliter centiliters", metric=True),
    _unit("decilitre", "volume", "100", "dl deciliter deciliters", metric=True),
    _unit("litre", "volume", "1000", "l liter liters ltr", metric=True),
    _unit(
        "teaspoon",
        "volume",
        "4.92892159375",
        "tsp tsps ts t tl teelöffel cucharadita cucharaditas cucchiaino",
    ),
    _unit(
        "tablespoon",
        "volume",
        "14.78676478125",
        "tbsp tbsps tbs tbl tb el esslöffel cucharada cucharadas cucchiaio",
    ),
    _unit("dessertspoon", "volume", "10", "dsp"),
    _unit("fluid ounce", "volume", "29.5735295625", "floz fl-oz"),
    _unit("cup", "volume", "236.5882365", "c tasse tassen tasses taza tazas"),
    _unit("pint", "volume", "473.176473", "pt"),
    _unit("quart", "volume", "946.352946", "qt"),
    _unit("gallon", "volume", "3785.411784", "gal"),
    _unit("imperial pint", "volume", "568.26125"),
    _unit("second", "time", "1", "s sec secs"),
    _unit("minute", "time", "60", "min mins m"),
    _unit("hour", "time", "3600", "h hr hrs"),
    _unit("day", "time", "86400", "d"),
    _unit("millimetre", "length", "1/10", "mm millimeter millimeters", metric=True),
    _unit("centimetre", "length", "1", "cm centimeter centimeters", metric=True),
    _unit("inch", "length", "2.54", "in", "inches"),
    _unit("pinch", "count", "1", "", "pinches"),
    _unit("dash", "count", "1", "", "dashes"),
    _unit("drop", "count", "1"),
    _unit("handful", "count", "1"),
    _unit("clove", "count", "1"),
    _unit("slice", "count", "1"),
    _unit("piece", "count", "1", "pc pcs"),
    _unit("can", "count", "1"),
    _unit("tin", "count", "1"),
    _unit("jar", "count", "1"),
    _unit("package", "count", "1", "pkg packet packets"),
    _unit("bunch", "count", "1", "", "bunches"),
    _unit("sprig", "count", "1"),
    _unit("stalk", "count", "1"),
    _unit("leaf", "count", "1", "", "leaves"),
    _unit("head", "count", "1"),
    _unit("knob", "count", "1"),
    _unit("sheet", "count", "1"),
    _unit("dozen", "count", "12", "", "dozen"),
    _unit("item", "count", "1"),
)
"""Singular and plural as spoken, kind, size in base units, other spellings (lower case)."""


def _by_name() -> Mapping[str, Unit]:
    found: dict[str, Unit] = {}
    for unit in UNITS:
        for name in (unit.name, unit.plural, *unit.also):
            found.setdefault(name, unit)
    return MappingProxyType(found)


_BY_NAME = _by_name()
_CASED = MappingProxyType({"T": "tablespoon", "Tb": "tablespoon", "t": "teaspoon", "C": "cup", "L": "litre"})


def find_unit(text: str) -> Unit | None:
    """The unit of this name or abbreviation ("Tbsp.", "T", "fl. oz"); None where it is none of ours."""
    plain = text.strip().rstrip(".")
    if plain in _CASED:
        return _BY_NAME[_CASED[plain]]
    plain = re.sub(r"\s+", " ", plain.lower().replace(".", ""))
    return _BY_NAME.get(plain) or _BY_NAME.get(plain.replace("fl oz", "floz"))


# ---------------------------------------------------------------- numbers

_DIGITS = r"(?:0|[1-9]\d{0,8})"
_NUMBER = re.compile(
    rf"(?:(?P<whole>{_DIGITS})[ \-]+)?(?P<top>{_DIGITS})\s*/\s*(?P<bottom>[1-9]\d{{0,4}})"
    rf"|(?P<mixed>{_DIGITS})?\s*(?P<vulgar>[{''.join(VULGAR)}])"
    r"|(?P<thousands>[1-9]\d{0,2}(?:,\d{3})+)"
    r"|(?P<decimal>\d{1,9}(?:[.,]\d{1,6})?|\.\d{1,6})"
)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\bor\b)\s*")


def read_number(text: str) -> Fraction | None:
    """One written number: "2", "1/2", "1 1/2", "1½", "0.5", "1,000"; None for anything else.

    A number with a leading zero before a slash ("01/2") is no fraction, as Cooklang has it.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    if found["bottom"]:
        return Fraction(int(found["whole"] or 0)) + Fraction(int(found["top"]), int(found["bottom"]))
    if found["vulgar"]:
        return Fraction(int(found["mixed"] or 0)) + VULGAR[found["vulgar"]]
    if found["thousands"]:
        return Fraction(int(found["thousands"].replace(",", "")))
    return Fraction(found["decimal"].replace(",", "."))


def read_range(text: str) -> tuple[Fraction, Fraction | None] | None:
    """A number, or a range ("2-3", "2–3", "10 to 15"); None for anything else."""
    whole = read_number(text)
    if whole is not None and not re.search(r"\d\s*[-–—]\s*\d", text):
        return whole, None
    parts = _RANGE.split(text.strip(), maxsplit=1)
    if len(parts) == 2:
        low, high = read_number(parts[0]), read_number(parts[1])
        if low is not None and high is not None and low < high:
            return low, high
    return (whole, None) if whole is not None else None


_SPOKEN_PARTS = (2, 3, 4, 8)


def number_text(value: Fraction | float | int, *, decimals: bool = False) -> str:
    """A number as a cook writes it: "3", "1 1/2", "2/3"; "1.5" with ``decimals``.

    Rounded to what can be measured: whole numbers above 20, else the nearest third or eighth.
    """
    exact = Fraction(value).limit_denominator(10_000)
    if exact < 0:
        return f"-{number_text(-exact, decimals=decimals)}"
    if exact >= 20 or exact.denominator == 1:
        return str(round(exact))
    if decimals:
        return f"{float(exact):.1f}".removesuffix(".0") if exact >= 1 else f"{float(exact):.2g}"
    whole, rest = divmod(exact, 1)
    near = min(
        (Fraction(top, bottom) for bottom in _SPOKEN_PARTS for top in range(bottom + 1)),
        key=lambda part: abs(part - rest),
    )
    if near == 1:
        return str(int(whole) + 1)
    if near == 0:
        return str(int(whole)) if whole else f"{float(exact):.2g}"
    return f"{int(whole)} {near}" if whole else str(near)


# ---------------------------------------------------------------- quantities


def scaled(quantity: Quantity, factor: Fraction) -> Quantity:
    """The quantity times ``factor``; a fixed one, or one in words, stays as it is."""
    if quantity.fixed or quantity.low is None:
        return quantity
    high = None if quantity.high is None else quantity.high * factor
    return replace(quantity, low=quantity.low * factor, high=high)


def added(one: Quantity, other: Quantity) -> Quantity | None:
    """The sum, in the first one's unit; None where they cannot be added (pieces and grams)."""
    if one.low is None or other.low is None:
        return None
    factor = _ratio(other.unit, one.unit)
    if factor is None:
        return None
    low = one.low + other.low * factor
    top = (one.high or one.low) + (other.high or other.low) * factor
    return replace(one, low=low, high=top if top != low else None)


def _ratio(unit: str, wanted: str) -> Fraction | None:
    if unit == wanted:
        return Fraction(1)
    a, b = find_unit(unit), find_unit(wanted)
    if a is None or b is None or a.kind != b.kind:
        return None
    if a.kind == "count" and a.name != b.name:
        return None
    return a.size / b.size


def unit_text(unit: str, amount: Fraction | None) -> str:
    """The unit in full, singular up to one ("1/2 cup", "2 cups"); an unknown one as written."""
    known = find_unit(unit)
    if known is None:
        return unit
    return known.plural if amount is not None and amount > 1 else known.name


def quantity_text(quantity: Quantity) -> str:
    """ "2 to 3 cups", "1/2 teaspoon", "a pinch", "to taste"; empty where there is nothing."""
    if quantity.low is None:
        return " ".join(part for part in (quantity.words, quantity.unit) if part)
    known = find_unit(quantity.unit)
    decimals = known is not None and known.metric
    number = number_text(quantity.low, decimals=decimals)
    if quantity.high is not None:
        number = f"{number} to {number_text(quantity.high, decimals=decimals)}"
    elif quantity.low == 1 and known is not None and known.kind == "count":
        number = "a" if known.name[0] not in "aeiou" else "an"
    unit = unit_text(quantity.unit, Fraction(1) if number == "1" else quantity.high or quantity.low)
    return f"{number} {unit}".strip()


# ---------------------------------------------------------------- conversion

SIZES: Mapping[str, tuple[tuple[str, Fraction], ...]] = MappingProxyType(
    {
        "metric mass": (("gram", Fraction(0)), ("kilogram", Fraction(1000))),
        "us mass": (("ounce", Fraction(0)), ("pound", Fraction(453))),
        "metric volume": (("millilitre", Fraction(0)), ("litre", Fraction(1000))),
        "us volume": (("teaspoon", Fraction(0)), ("tablespoon", Fraction(14)), ("cup", Fraction(59))),
        "metric length": (("centimetre", Fraction(0)),),
        "us length": (("inch", Fraction(0)),),
    }
)
"""Units offered by a system, each from how many base units on: a quarter cup is said in cups."""


def convert(amount: Fraction, unit: str, wanted: str, density: float | None = None) -> Fraction | None:
    """``amount`` of ``unit`` in ``wanted``; None where it cannot be done.

    Args:
        density: grams per millilitre, needed between mass and volume.
    """
    a, b = find_unit(unit), find_unit(wanted)
    if a is None or b is None:
        return None
    if a.kind == b.kind:
        ratio = _ratio(unit, wanted)
        return None if ratio is None else amount * ratio
    if density is None or density <= 0 or {a.kind, b.kind} != {"mass", "volume"}:
        return None
    weight = Fraction(density).limit_denominator(1000)
    return amount * a.size * (weight if a.kind == "volume" else 1 / weight) / b.size


def other_system(unit: str) -> str:
    """metric for a US unit, us for a metric one."""
    known = find_unit(unit)
    return "us" if known is not None and known.metric else "metric"


def best_unit(amount: Fraction, unit: str, system: str) -> tuple[Fraction, str] | None:
    """The amount in the unit of ``system`` (metric or us) that a cook would use; None without one."""
    known = find_unit(unit)
    if known is None or f"{system} {known.kind}" not in SIZES:
        return None
    base = amount * known.size
    name = [name for name, least in SIZES[f"{system} {known.kind}"] if base >= least][-1]
    return base / _BY_NAME[name].size, name


def to_celsius(degrees: float, scale: str) -> float:
    """Degrees of ``scale`` (celsius, fahrenheit, gas) in °C."""
    if scale == "fahrenheit":
        return (degrees - 32) * 5 / 9
    if scale == "gas":
        return float(GAS_MARKS.get(degrees, 120 + 20 * degrees))
    return degrees


def from_celsius(celsius: float, scale: str) -> int:
    """°C on ``scale``: 5 °C, 25 °F or a whole gas mark for ovens; whole degrees below 110 °C (food)."""
    oven = celsius >= 110
    if scale == "fahrenheit":
        step = 25 if oven else 1
        return step * round((celsius * 9 / 5 + 32) / step)
    if scale == "gas":
        return round(gas_mark(celsius) or 0)
    step = 5 if oven else 1
    return step * round(celsius / step)


# ---------------------------------------------------------------- durations

_DURATION = re.compile(
    rf"(?P<low>[\d.,/ {''.join(VULGAR)}]*[\d{''.join(VULGAR)}])"
    rf"(?:\s*(?:-|–|—|to|or)\s*(?P<high>[\d./ {''.join(VULGAR)}]*[\d{''.join(VULGAR)}]))?"
    r"\s*-?(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|[smhd])(?![a-z])",
    re.IGNORECASE,
)


def duration_of(low: Fraction, unit: str) -> float | None:
    """Seconds of ``low`` units; None where the unit is none of time."""
    known = find_unit(unit.lower())
    return float(low * known.size) if known is not None and known.kind == "time" else None


def read_duration(text: str) -> tuple[float, float | None] | None:
    """Seconds of a written duration: "1h30m", "45 min", "1 hour 30 minutes", "2-3 minutes", "90".

    A bare number means minutes. Returns the shorter and the longer end (None without a range).
    """
    bare = read_number(text)
    if bare is not None:
        return float(bare * 60), None
    low = high = 0.0
    found = False
    for part in _DURATION.finditer(text):
        small = read_number(part["low"])
        large = read_number(part["high"]) if part["high"] else small
        if small is None or large is None:
            continue
        size = duration_of(Fraction(1), part["unit"])
        low, high, found = low + float(small) * (size or 0), high + float(large) * (size or 0), True
    if not found:
        return None
    return low, (high if high != low else None)


def duration_text(seconds: float) -> str:
    """ "1 hour 30 minutes", "10 minutes", "1 minute 20 seconds", "45 seconds": at most two parts."""
    whole = max(0, round(seconds))
    if whole >= 600:  # nobody cooks to the second beyond ten minutes
        whole = 60 * round(whole / 60)
    parts = []
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        count, whole = divmod(whole, size)
        if count:
            parts.append(f"{count} {name}{'s' if count > 1 else ''}")
    return " ".join(parts[:2]) or "0 seconds"
