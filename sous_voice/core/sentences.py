"""What may be said now, as an automaton over words: the parser has it, a recogniser searches it by sound."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

Place = frozenset[int]
"""States of the automaton at once: where a sentence may stand after some words."""
Run = tuple[str, ...]
"""Words that are said in a row, as the parser normalises them."""

BEGINNING: Place = frozenset([0])


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may follow at a place."""

    words: Mapping[str, Place]
    """Word → the place behind it."""
    lists: Mapping[str, Place]
    """List whose values may follow → the place behind any of them."""
    ends: bool
    """Whether a sentence may end here."""


class Sentences(Protocol):
    """All sentences of a moment."""

    def leaving(self, place: Place) -> Leaving:
        """What may follow at a place."""

    def values(self, listed: str) -> tuple[Run, ...]:
        """How the values of a list are said now; none where any words may stand."""
