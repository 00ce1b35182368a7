"""Measures for the ear: by the kitchen's own cups and spoons, a pinch in spoons, what a piece weighs. Pure."""

import re
from fractions import Fraction

from sous_voice.core.foods import FoodBook, millilitres, typical_millilitres
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.core.nutrition import count
from sous_voice.core.quantity import best_unit, convert, find_unit
from sous_voice.core.recipe import Ingredient
from sous_voice.core.wording import first_upper, ingredient_text


def converted(
    amount: Fraction, unit: str, wanted: str, density: float | None = None, customs: str = "us"
) -> Fraction | None:
    """``amount`` of ``unit`` in ``wanted``, cups and spoons by the kitchen's custom; None where it cannot be done.

    Args:
        density: grams per millilitre, needed between mass and volume.
        customs: us, metric, australia, imperial, japan.
    """
    if customs == "us":  # the units' own sizes, which are exact
        return convert(amount, unit, wanted, density)
    held, whole = _by_custom(unit, customs), _by_custom(wanted, customs)
    amount, unit = (amount * held, "millilitre") if held is not None else (amount, unit)
    result = convert(amount, unit, "millilitre" if whole is not None else wanted, density)
    return result / whole if result is not None and whole is not None else result


def in_other_system(
    amount: Fraction, unit: str, system: str, customs: str = "us"
) -> tuple[Fraction, str] | None:
    """The amount in the unit of ``system`` (metric or us) that a cook would use; None without one."""
    held = _by_custom(unit, customs) if customs != "us" else None
    return (
        best_unit(amount * held, "millilitre", system)
        if held is not None
        else best_unit(amount, unit, system)
    )


def _by_custom(unit: str, customs: str) -> Fraction | None:
    """Millilitres of a cup, a spoon or a pint in this kitchen; None for what is metric, or no volume."""
    known = find_unit(unit)
    if known is None or known.kind != "volume" or known.metric:
        return None
    size = millilitres(unit, customs)
    return None if size is None else Fraction(size).limit_denominator(1000)


_SMALL = ((1 / 16, "a sixteenth of a teaspoon"), (1 / 8, "an eighth of a teaspoon"), (1 / 4, "a quarter teaspoon"),
          (1.0, "a teaspoon"), (2.0, "two teaspoons"), (3.0, "a tablespoon"), (12.0, "a quarter cup"),
          (48.0, "a cup"))  # fmt: skip
"""Teaspoons, and how that is said."""
_TEASPOON = 4.93


def in_spoons(unit: str) -> str:
    """ "a sixteenth of a teaspoon" for a pinch; empty for a measure that is no usual size of anything."""
    size = typical_millilitres(unit)
    if size is None:
        return ""
    spoons = size / _TEASPOON
    near, words = min(_SMALL, key=lambda pair: abs(pair[0] - spoons) / pair[0])
    return words if abs(near - spoons) <= 0.3 * near else ""


_WEIGHS = re.compile(
    r"(?:how much|what)(?: do| does|'s| is| will)? (?P<what>[a-z0-9 /-]+?) (?:weigh|weight)\b"
    r"|how heavy (?:is|are) (?P<other>[a-z0-9 /-]+)|(?:the )?weight of (?P<third>[a-z0-9 /-]+)"
)


def weighs(book: FoodBook, heard: str, customs: str = "us") -> str:
    """ "How much does an egg weigh?" → "An egg weighs about 50 grams."; empty where it is unknown or not asked."""
    asked = _WEIGHS.search(heard.lower().strip(" ?.!"))
    if asked is None:
        return ""
    said = (asked["what"] or asked["other"] or asked["third"]).strip()
    line = parse_line(re.sub(r"^the ", "", said))
    if line.quantity.low is None:
        return ""
    item = Ingredient(line.name, line.quantity, line.note)
    found = count(book, item, customs)
    if not found.grams:
        return ""
    several = line.quantity.low > 1
    name = said if re.match(r"(?:an?|one) ", said) else ingredient_text(item)
    return f"{first_upper(name)} {'weigh' if several else 'weighs'} about {found.grams:.0f} grams."
