"""Sentence patterns as an automaton over words, made deterministic while it runs.

States and arcs come from the grammar files (``compile``); matching starts at any word of an
utterance and finds every stretch that is a sentence of some intent, with its slots.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SlotReader = Callable[[str, int], "Sequence[Reading]"]
"""(list, place in the utterance) → the values that may stand there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A slot's value read at a place."""

    values: tuple[tuple[str, object], ...]
    """(suffix of the slot's name, value): most slots have one, an amount has its unit too."""
    end: int
    """Place behind it."""
    doubt: float
    """What it costs: 0 for a name or number that is known, up to half a word for each free word."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of an utterance that is a sentence of an intent."""

    start: int
    end: int
    intent: int
    """Index of the intent."""
    slots: tuple[tuple[str, object], ...]
    doubt: float
    literal: int
    """Words that are the pattern's own."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The automaton as it was compiled: plain data, kept small.

    The arcs of state ``s`` that take a word are ``first[s]`` to ``first[s + 1]``.
    """

    vocabulary: dict[str, int]
    """Word → its number."""
    first: "array[int]"
    said: "array[int]"
    """Number of each arc's word."""
    to: "array[int]"
    """Each arc's next state."""
    slots: dict[int, tuple[tuple[str, str, int], ...]]
    """State → (list, slot, next state)."""
    empty: dict[int, tuple[int, ...]]
    """State → states reached without a word."""
    accepts: dict[int, int]
    """State → index of the intent it ends."""
    intents: list[str]
    """Names by index."""

    def after(self, state: int, word: str) -> Iterator[int]:
        """States reached from ``state`` by a word."""
        number = self.vocabulary.get(word, -1)
        if number >= 0:
            for arc in range(self.first[state], self.first[state + 1]):
                if self.said[arc] == number:
                    yield self.to[arc]


@dataclass(slots=True)
class _State:
    """A set of pattern states, as one."""

    members: frozenset[int]
    accepts: tuple[int, ...]
    by_slot: tuple[tuple[str, str, frozenset[int]], ...]
    by_word: dict[str, "_State | None"]


class Matcher:
    """Finds the sentences of ``Patterns`` in an utterance; keeps the states it has met."""

    MOST_STEPS = 12_000
    """Steps that are kept; one more and all are forgotten, which costs a few milliseconds once in a thousand turns."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._known: dict[frozenset[int], _State] = {}
        self._steps = 0
        self._start = self._state(frozenset([0]))

    def _closure(self, members: frozenset[int]) -> frozenset[int]:
        found, open_ = set(members), list(members)
        while open_:
            for state in self.patterns.empty.get(open_.pop(), ()):
                if state not in found:
                    found.add(state)
                    open_.append(state)
        return frozenset(found)

    def _state(self, members: frozenset[int]) -> _State:
        state = self._known.get(members)
        if state is None:
            closed = self._closure(members)
            slots: dict[tuple[str, str], set[int]] = {}
            for member in closed:
                for listed, slot, target in self.patterns.slots.get(member, ()):
                    slots.setdefault((listed, slot), set()).add(target)
            accepts = {self.patterns.accepts[m] for m in closed if m in self.patterns.accepts}
            by_slot = tuple((listed, slot, frozenset(to)) for (listed, slot), to in sorted(slots.items()))
            state = _State(closed, tuple(sorted(accepts)), by_slot, {})
            self._known[members] = state
        return state

    def _forget(self) -> None:
        """States that are in use right now live on until they are left."""
        for state in self._known.values():
            state.by_word.clear()
        self._known, self._steps = {self._start.members: self._start}, 0

    def _after(self, state: _State, word: str) -> _State | None:
        if word in state.by_word:
            return state.by_word[word]
        if word not in self.patterns.vocabulary:
            return None
        targets: set[int] = set()
        for member in state.members:
            targets.update(self.patterns.after(member, word))
        after = self._state(frozenset(targets)) if targets else None
        if self._steps >= self.MOST_STEPS:
            self._forget()
        state.by_word[word] = after
        self._steps += 1
        return after

    def find(self, words: Sequence[str], read: SlotReader, most: int = 4000) -> Iterator[Match]:
        """Every sentence found anywhere in ``words``.

        Args:
            words: normalised words.
            read: reads slots at a place.
            most: steps after which a start is given up (guards against hostile input).
        """
        for start in range(len(words)):
            yield from self._find_at(words, start, read, most)

    def _find_at(self, words: Sequence[str], start: int, read: SlotReader, most: int) -> Iterator[Match]:
        threads: list[tuple[_State, int, tuple[tuple[str, object], ...], float, int]] = [
            (self._start, start, (), 0.0, 0)
        ]
        while threads and most:
            most -= 1
            state, place, slots, doubt, literal = threads.pop()
            if place > start:
                for intent in state.accepts:
                    yield Match(start, place, intent, slots, doubt, literal)
            if place >= len(words):
                continue
            after = self._after(state, words[place])
            if after is not None:
                threads.append((after, place + 1, slots, doubt, literal + 1))
            for listed, slot, targets in state.by_slot:
                for reading in read(listed, place):
                    got = tuple((slot + suffix, value) for suffix, value in reading.values)
                    threads.append(
                        (self._state(targets), reading.end, slots + got, doubt + reading.doubt, literal)
                    )
