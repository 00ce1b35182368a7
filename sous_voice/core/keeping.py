"""How long a dish keeps, whether it freezes, how it is heated again. Figures of US food safety services.

Two hours outside at most (one above 32 °C), then the fridge; heated again to 74 °C (165 °F):
USDA FSIS, Leftovers and Food Safety. The times of each food stand in ``shelf/tables/keeping.csv``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sous_voice.core.food_names import words_of


@dataclass(frozen=True, slots=True)
class Keeping:
    """One kind of dish."""

    food: str
    also: tuple[str, ...] = ()
    fridge: str = ""
    """ "3 to 4 days"; where it keeps better outside, that is said in it."""
    freezer: str = ""
    """Empty where it does not freeze well."""
    note: str = ""


VERBS = re.compile(
    r"\b(?:freeze|frozen|refrigerate|fridge|freezer|store|keep|kept|reheat|warm up|microwave|thaw|defrost|"
    r"ahead|in advance|the day before|beforehand|leftovers?|last|stay good|save)\b"
)
_NOT_WARMED = frozenset(
    {"dough", "batter", "cookie", "cake", "cheesecake", "hummus", "salad", "jam", "custard pie"}
)
_TWO_HOURS = "Put it away within two hours of cooking."


def find_keeping(table: Iterable[Keeping], *texts: str) -> Keeping | None:
    """The kind of dish that the texts name; an earlier text counts more, then the longer name."""
    rows = tuple(table)
    for text in texts:
        words = set(words_of(text))
        fitting = [
            (len(words_of(name)), row)
            for row in rows
            for name in (row.food, *row.also)
            if words_of(name) and set(words_of(name)) <= words
        ]
        if fitting:
            return max(fitting, key=lambda pair: pair[0])[1]
    return next((row for row in rows if row.food == "leftovers"), None)


def keeping_words(row: Keeping, asked: str, scale: str = "as_written") -> tuple[str, ...]:
    """The answer to "can I freeze it", "how long does it keep", "how do I reheat it".

    Args:
        asked: the words of the question.
        scale: celsius, fahrenheit or as_written (both).
    """
    kind = "" if row.food == "leftovers" else f" {row.food}"
    if re.search(r"\b(?:reheat|warm|microwave)", asked):
        hot = {"celsius": "74 °C", "fahrenheit": "165 °F"}.get(scale, "165 °F, that is 74 °C,")
        return (f"Heat it to {hot} in the middle, until it steams all through.",
                "Bring soups and sauces to the boil, and stir on the way.")  # fmt: skip
    if re.search(r"\b(?:sit|stand|stay|left|leave|counter)\b.*\bout\b|\bcounter\b", asked):
        return ("Into the fridge: cooked food may stand out two hours at most.", f"It keeps {_where(row)}.")
    if re.search(r"\b(?:thaw|defrost)", asked):
        return ("Thaw it in the fridge overnight, not on the counter.", "Then heat it until it steams.")
    if re.search(r"\bfreez|\bfrozen", asked):
        if not row.freezer:
            return (row.note or f"Cooked{kind} does not freeze well.", f"It keeps {_where(row)}.")
        return (f"Yes, it freezes well, at its best for {row.freezer}.", _TWO_HOURS, row.note)
    if re.search(r"\b(?:ahead|in advance|day before|beforehand)\b", asked):
        warm = "" if row.food in _NOT_WARMED else "Heat it until it steams, if it is eaten warm."
        return (f"Yes: made ahead, it keeps {_where(row)}.", warm, row.note if not warm else "")
    frozen = f"Frozen, it is at its best for {row.freezer}." if row.freezer else ""
    return (f"It keeps {_where(row)}.", frozen, row.note or _TWO_HOURS)


def _named(row: Keeping) -> str:
    return "It" if row.food == "leftovers" else f"A dish like this, {row.food},"


def _where(row: Keeping) -> str:
    outside = re.search(r"\bat room|\bin the|\bopened", row.fridge)
    return row.fridge if outside else f"{row.fridge} in the fridge"
