"""A finite set of sentences as a graph of words, and a way through it.

The grammar files compile to it (``language``), the recognisers search it (``hearing``); it lies
here because both floors stand on this one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

START = 0
"""The node where every sentence begins."""

ANY_WORDS = "<any>"
"""In place of an arc's word: one or more words of any kind."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a path says when it passes: whose sentence it is, or that a slot's words begin or end."""

    kind: Literal["intent", "open", "close"]
    name: str
    """Name of the intent or of the slot."""
    list: str = ""
    """For slots: the list whose values they take."""


@dataclass(frozen=True, slots=True)
class Arc:
    """From one node to another, by a word, a mark or nothing at all."""

    source: int
    target: int
    word: str = ""
    """Lower case; ``ANY_WORDS``; or empty."""
    mark: Mark | None = None


@dataclass(frozen=True)
class WordGraph:
    """Sentences as an acyclic graph; every arc leads to a node of a higher number.

    A sentence is a path from ``START`` to ``end``.
    """

    arcs: tuple[Arc, ...]
    end: int

    @cached_property
    def fingerprint(self) -> str:
        """The same for equal graphs, also in another process: a key for caches."""
        lines = (f"{a.source} {a.target} {a.word} {a.mark and (a.mark.kind, a.mark.name)}" for a in self.arcs)
        return sha256("\n".join(lines).encode()).hexdigest()[:16]

    @cached_property
    def leaving(self) -> dict[int, list[Arc]]:
        """The arcs that begin at each node."""
        found: dict[int, list[Arc]] = defaultdict(list)
        for arc in self.arcs:
            found[arc.source].append(arc)
        return dict(found)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, sorted, without ``ANY_WORDS``."""
        return tuple(sorted({arc.word for arc in self.arcs if arc.word not in ("", ANY_WORDS)}))


@dataclass(frozen=True, slots=True)
class SlotSpan:
    """The words of one slot within a path."""

    slot: str
    list: str
    said: str
    """Its words, joined by blanks."""
    first: int
    """Index of its first word in ``Path.words``."""
    last: int
    """Index after its last word."""


@dataclass(frozen=True, slots=True)
class Path:
    """One sentence of a graph: its words, whose it is, and where its slots lie."""

    words: tuple[str, ...]
    intent: str
    slots: tuple[SlotSpan, ...] = ()

    @property
    def meaning(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Equal for sentences that say the same in other words."""
        return self.intent, tuple(sorted((span.slot, span.said) for span in self.slots))


def read_path(steps: Iterable[Mark | str]) -> Path:
    """Words and marks in the order they were passed → the path."""
    words: list[str] = []
    spans: list[SlotSpan] = []
    open_at: dict[str, int] = {}
    intent = ""
    for step in steps:
        match step:
            case str():
                words.append(step)
            case Mark(kind="intent"):
                intent = step.name
            case Mark(kind="open"):
                open_at[step.name] = len(words)
            case Mark():
                first = open_at.pop(step.name)
                said = " ".join(words[first:])
                spans.append(SlotSpan(step.name, step.list, said, first, len(words)))
    return Path(tuple(words), intent, tuple(spans))


Steps = tuple[Mark | str, ...]
MOST_WALKS = 50
"""More ways than this to say the same words are not counted."""


def walks(graph: WordGraph, words: Sequence[str]) -> list[Steps]:
    """The ways from start to end that say exactly these words, as words and marks in order."""
    leaving = graph.leaving
    known: dict[tuple[int, int], list[Steps]] = {}

    def rest(node: int, at: int) -> list[Steps]:
        if (node, at) in known:
            return known[node, at]
        found: list[Steps] = [()] if node == graph.end and at == len(words) else []
        for arc in leaving.get(node, ()):
            for steps, then in _taken(arc, words, at):
                found += [steps + more for more in rest(arc.target, then)]
        known[node, at] = found[:MOST_WALKS]
        return known[node, at]

    return rest(START, 0)


def _taken(arc: Arc, words: Sequence[str], at: int) -> list[tuple[Steps, int]]:
    """What an arc may take from position ``at``: its steps, and the position after them."""
    if arc.mark is not None:
        return [((arc.mark,), at)]
    if not arc.word:
        return [((), at)]
    if arc.word == ANY_WORDS:
        return [(tuple(words[at:then]), then) for then in range(at + 1, len(words) + 1)]
    return [((arc.word,), at + 1)] if at < len(words) and words[at] == arc.word else []
