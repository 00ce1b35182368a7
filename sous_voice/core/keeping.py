"""How long a dish keeps, whether it freezes, how it is heated again. Figures of US food safety services.

Two hours outside at most (one above 32 °C), then the fridge; heated again to 74 °C (165 °F):
USDA FSIS, Leftovers and Food Safety. The times of each food stand in ``shelf/tables/keeping.csv``, each with its
source; a time that has none is told as a rule of thumb.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sous_voice.core.food_names import words_of
from sous_voice.core.wording import first_upper


@dataclass(frozen=True, slots=True)
class Keeping:
    """One kind of dish."""

    food: str
    also: tuple[str, ...] = ()
    fridge: str = ""
    """ "3 to 4 days"; where it keeps better outside, that is said in it."""
    freezer: str = ""
    """ "no" where it does not freeze well; empty where no chart tells."""
    note: str = ""
    bought: bool = False
    """Whether it is raw or opened, and no cooked dish."""
    fridge_source: str = ""
    """chart, keeper, fsis, or thumb where no source is known."""
    freezer_source: str = ""


VERBS = re.compile(
    r"\b(?:freeze|frozen|refrigerate|fridge|freezer|store|keep|kept|reheated|reheat|warm up|microwave|thaw|defrost|"
    r"ahead|in advance|(?:the )?(?:day|evening|night|morning) before|beforehand|leftovers?|last|stay good|save)\b"
)
_NOT_WARMED = frozenset(
    {"dough", "batter", "cookie", "cake", "cheesecake", "hummus", "salad", "jam", "custard pie"}
)
_NOT_COOKED = frozenset({"dough", "batter", "jam", "chutney", "pesto", "guacamole", "salad", "dip", "hummus"})
_TWO_HOURS = "Put it away within two hours of cooking."


def find_keeping(table: Iterable[Keeping], *texts: str) -> Keeping | None:
    """The kind of dish that the texts name; an earlier text counts more, then the longer name."""
    dishes = tuple(row for row in table if not row.bought)
    found = find_exactly(dishes, *texts)
    return found or next((row for row in dishes if row.food == "leftovers"), None)


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


RAW = re.compile(
    r"\b(?:raw|uncooked|bought|thawed|defrosted|(?:must|should|do) (?:i|we) (?:have to |need to )?cook|"
    r"(?<!stay )(?<!stays )(?<!keep )(?<!keeps )fresh|dry|unopened|"
    r"before (?:(?:i|we) (?:cook|use)|cooking|it is cooked))\b"
)
COOKED = re.compile(
    r"\b(?:cooked|leftovers?|left over|roasted|fried|boiled|mashed|steamed|rest of|reheat|warm up|done)\b"
)


def raw_beside(table: Iterable[Keeping], row: Keeping, thing: str, asked: str) -> str:
    """ "Raw, it keeps 1 to 2 days": what must be known too where a food is asked of without saying which."""
    if row.bought or COOKED.search(asked) or RAW.search(asked) or not thing:
        return ""
    raw = find_exactly([other for other in table if other.bought], f"raw {thing}", f"raw {row.food}")
    if raw is None or not any(name.startswith("raw ") for name in (raw.food, *raw.also)):
        return ""
    return f"That is cooked. Raw, it keeps {_where(raw)}."


_TWO_HOURS_OUT = re.compile(r"\b(?:sit|stand|stay|left|leave|counter)\b.*\bout(?:side)?\b|\bcounter\b")


def keeping_words(
    row: Keeping, asked: str, scale: str = "as_written", *, plural: bool = False
) -> tuple[str, ...]:
    """The answer to "can I freeze it", "how long does it keep", "how do I reheat it".

    Args:
        asked: the words of the question.
        scale: celsius, fahrenheit or as_written (both).
        plural: whether they are several: "they keep".
    """
    keeps = _keeps(row, plural)
    cooked = "" if row.bought or row.food in _NOT_COOKED or "room" in row.fridge else _TWO_HOURS
    if re.search(r"\b(?:reheat|warm|microwave|how hot)", asked):
        hot = {"celsius": "74 °C", "fahrenheit": "165 °F"}.get(scale, "165 °F, that is 74 °C,")
        return (f"Heat it to {hot} in the middle, until it steams all through.",
                "Bring soups and sauces to the boil, and stir on the way.")  # fmt: skip
    if _TWO_HOURS_OUT.search(asked):
        if re.search(r"\b(?:overnight|all night|last night|all day)\b", asked):
            return ("Throw it away: cooked food may stand out two hours at most.",)
        return ("Into the fridge: cooked food may stand out two hours at most.", keeps)
    if re.search(r"\b(?:thaw|defrost)", asked):
        then = "" if row.bought else "Then heat it until it steams."
        return ("Thaw it in the fridge overnight, not on the counter.", then)
    if re.search(r"\bfreez|\bfrozen", asked):
        return _frozen(row, keeps, cooked)
    if re.search(r"\b(?:ahead|in advance|(?:day|evening|night|morning) before|beforehand)\b", asked):
        warm = "" if row.food in _NOT_WARMED else "Heat it until it steams, if it is eaten warm."
        return (f"Yes: made ahead, it keeps {_where(row)}.", warm, row.note if not warm else "")
    best = f"Frozen, it is at its best for {_for(row)}." if row.freezer not in ("", "no") else ""
    return (keeps, best.replace("it is at its", "they are at their") if plural else best, row.note or cooked)


def _frozen(row: Keeping, keeps: str, cooked: str) -> tuple[str, ...]:
    """Whether it freezes, and how long it is good."""
    if row.freezer == "no":
        return (row.note or f"{first_upper(row.food)} does not freeze well.", keeps)
    if not row.freezer:
        return ("I know no time for the freezer.", keeps)
    return (f"Yes, it freezes well, at its best for {_for(row)}.", cooked, row.note)


_THUMB = ", as a rule of thumb"


def _keeps(row: Keeping, plural: bool) -> str:
    return f"{'They keep' if plural else 'It keeps'} {_where(row)}." if row.fridge else ""


def _for(row: Keeping) -> str:
    return f"{row.freezer}{_THUMB if row.freezer_source == 'thumb' else ''}"


_OUTSIDE = re.compile(r"\bat room|\bin the (?:fridge|cupboard)|\bin a cool|\bopened|\boutside")


def _where(row: Keeping) -> str:
    place = "" if _OUTSIDE.search(row.fridge) else " in the fridge"
    return f"{row.fridge}{place}{_THUMB if row.fridge_source == 'thumb' else ''}"
