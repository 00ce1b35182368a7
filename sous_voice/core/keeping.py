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
    bought: bool = False
    """Whether it is raw or opened, and no cooked dish."""


VERBS = re.compile(
    r"\b(?:freeze|frozen|refrigerate|fridge|freezer|store|keep|kept|reheated|reheat|warm up|microwave|thaw|defrost|"
    r"ahead|in advance|(?:the )?(?:day|evening|night|morning) before|beforehand|leftovers?|last|stay good|save)\b"
)
_NOT_WARMED = frozenset(
    {"dough", "batter", "cookie", "cake", "cheesecake", "hummus", "salad", "jam", "custard pie"}
)
_TWO_HOURS = "Put it away within two hours of cooking."


def find_keeping(table: Iterable[Keeping], *texts: str) -> Keeping | None:
    """The kind of dish that the texts name; an earlier text counts more, then the longer name."""
    found = find_exactly(table, *texts)
    return found or next((row for row in table if row.food == "leftovers"), None)


def find_exactly(table: Iterable[Keeping], *texts: str) -> Keeping | None:
    """As ``find_keeping``; None where no text names a kind."""
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
    return None


RAW = re.compile(r"\b(?:raw|uncooked|fresh|unopened|before (?:i|we) cook)\b")
_COOKED = re.compile(r"\b(?:cooked|leftovers?|left over|roasted|fried|boiled|rest of|reheat|warm up|done)\b")


def raw_beside(table: Iterable[Keeping], row: Keeping, thing: str, asked: str) -> str:
    """ "Raw, it keeps 1 to 2 days": what must be known too where meat is asked of without saying which."""
    if row.food not in ("meat", "chicken", "fish") or _COOKED.search(asked) or not thing:
        return ""
    raw = find_exactly(table, f"raw {thing}", f"raw {row.food}") if not RAW.search(asked) else None
    return f"That is cooked. Raw, it keeps {_where(raw)}." if raw is not None else ""


def keeping_words(row: Keeping, asked: str, scale: str = "as_written") -> tuple[str, ...]:
    """The answer to "can I freeze it", "how long does it keep", "how do I reheat it".

    Args:
        asked: the words of the question.
        scale: celsius, fahrenheit or as_written (both).
    """
    kind = "" if row.food == "leftovers" else f" {row.food}"
    cooked = "" if row.bought else _TWO_HOURS
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
        return (f"Yes, it freezes well, at its best for {row.freezer}.", cooked, row.note)
    if re.search(r"\b(?:ahead|in advance|(?:day|evening|night|morning) before|beforehand)\b", asked):
        warm = "" if row.food in _NOT_WARMED else "Heat it until it steams, if it is eaten warm."
        return (f"Yes: made ahead, it keeps {_where(row)}.", warm, row.note if not warm else "")
    frozen = f"Frozen, it is at its best for {row.freezer}." if row.freezer else ""
    return (f"It keeps {_where(row)}.", frozen, row.note or cooked)


def _named(row: Keeping) -> str:
    return "It" if row.food == "leftovers" else f"A dish like this, {row.food},"


def _where(row: Keeping) -> str:
    outside = re.search(r"\bat room|\bin the fridge|\bin a cool|\bopened", row.fridge)
    return row.fridge if outside else f"{row.fridge} in the fridge"
