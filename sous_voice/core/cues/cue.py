"""One cue, and the clause it stands in."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing a step says about heat or time. Which fields are set depends on ``kind``."""

    kind: str
    """heat, temperature, duration or until."""
    text: str
    """As written."""
    span: tuple[int, int]
    """Character offsets in the step's text, end exclusive."""
    op: str = ""
    """heat: set, raise, lower, off, on ("heat the oil": no level named)."""
    level: str = ""
    """heat: low, medium_low, medium, medium_high, high, max, simmer, boil; empty where none is named."""
    level_high: str = ""
    """heat: the other end of "low to medium"."""
    celsius: float | None = None
    """temperature: in °C; None where the scale cannot be told ("225 degrees")."""
    celsius_high: float | None = None
    scale: str = ""
    """temperature: C, F or gas, as written first; empty where not named."""
    number: float | None = None
    """temperature: the number as written, in ``scale``."""
    what: str = ""
    """temperature: oven, oil, food, smoker, water; empty where the step does not tell."""
    seconds: float | None = None
    """duration: the time or its shorter end; None for "a few minutes"."""
    seconds_high: float | None = None
    per_side: bool = False
    """duration: "on each side"."""
    condition: str = ""
    """until: the words after "until"."""


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which the span stands, with the span in it; ends at ``. ; !`` and line ends.

    A point between digits or after "approx" and the like ends nothing.
    """
    stops = [m.end() for m in re.finditer(r"(?<!\bapprox)(?<!\bmin)(?<!\bdeg)[.;!?\n](?=\s|$)", text)]
    left = max((stop for stop in stops if stop <= start), default=0)
    right = min((stop for stop in stops if stop >= end), default=len(text))
    return text[left:right]
