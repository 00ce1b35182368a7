"""Word graph → tables of phones, laid out for column-wise dynamic programming in numpy."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.wordgraph import ANY_WORDS, Arc, Mark, WordGraph
from sous_voice.hearing.phonetic.phones import NUMBER, SUBSTITUTION
from sous_voice.hearing.phonetic.pronounce import pronunciations

ANY_PHONE = len(NUMBER)
"""The number of the phone that stands for any run of phones."""
ANY_COST = 0.33
"""Cost of each phone that an open slot takes in: less than any fault, more than a sentence that fits."""

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Step:
    """All states of one level: they depend on earlier levels only."""

    phone_states: Ints
    """States that consume a phone, each with one state before it …"""
    phone_before: Ints
    phones: Ints
    joints: Ints
    """States that consume nothing: the least of several states before …"""
    joint_before: Ints
    """… these, one run per joint …"""
    joint_starts: Ints
    """… each run beginning here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that leads into a node, ready for the backward search."""

    source: int
    """Node of the word graph."""
    word: str
    mark: Mark | None
    pronunciations: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class PhoneGraph:
    """A word graph with its words spelt in phones."""

    states: int
    steps: tuple[Step, ...]
    node_state: Ints
    """The state of each node of the word graph."""
    entries: tuple[tuple[Entry, ...], ...]
    """For each node of the word graph, what leads into it."""
    end: int
    """The last node of the word graph."""


def compile_phones(graph: WordGraph) -> PhoneGraph:
    """Spell every word of a graph; linear in its size (about 10 ms per thousand arcs)."""
    table = _Table(graph.end + 1)
    entries: list[list[Entry]] = [[] for _ in range(graph.end + 1)]
    for arc in sorted(graph.arcs, key=lambda arc: arc.source):
        said = _spelt(arc)
        entries[arc.target].append(Entry(arc.source, arc.word, arc.mark, said))
        table.lay(arc.source, arc.target, said)
    return PhoneGraph(
        table.count,
        table.levels(),
        np.arange(graph.end + 1, dtype=np.int32),
        tuple(map(tuple, entries)),
        graph.end,
    )


def _spelt(arc: Arc) -> tuple[tuple[int, ...], ...]:
    if arc.word == ANY_WORDS:
        return ((ANY_PHONE,),)
    return pronunciations(arc.word) if arc.word else ((),)


class _Table:
    """States and what comes before each; nodes of the word graph come first."""

    def __init__(self, nodes: int) -> None:
        self.count = nodes
        self.phone: dict[int, tuple[int, int]] = {}
        self.before: dict[int, list[int]] = defaultdict(list)

    def lay(self, source: int, target: int, said: tuple[tuple[int, ...], ...]) -> None:
        """Chains of phones from one node to another."""
        for phones in said:
            last = source
            for phone in phones:
                self.phone[self.count] = (last, phone)
                last = self.count
                self.count += 1
            self.before[target].append(last)

    def levels(self) -> tuple[Step, ...]:
        """States by the longest way to them."""
        # word-graph nodes are numbered from start to end; a chain hangs from an earlier node
        level: dict[int, int] = {0: 0}

        def of(state: int) -> int:
            chain = []
            while state not in level and state in self.phone:
                chain.append(state)
                state = self.phone[state][0]
            depth = level[state]
            for link in reversed(chain):
                depth += 1
                level[link] = depth
            return depth

        for node in sorted(self.before):
            level[node] = 1 + max(of(state) for state in self.before[node])
        grouped: dict[int, list[int]] = defaultdict(list)
        for state, depth in level.items():
            grouped[depth].append(state)
        return tuple(self._step(grouped[depth]) for depth in range(1, max(grouped) + 1))

    def _step(self, states: list[int]) -> Step:
        chained = [state for state in states if state in self.phone]
        joints = [state for state in states if state not in self.phone]
        runs = [self.before[state] for state in joints]
        starts = np.cumsum([0, *(len(run) for run in runs)])[:-1] if runs else []
        return Step(
            _ints(chained),
            _ints([self.phone[state][0] for state in chained]),
            _ints([self.phone[state][1] for state in chained]),
            _ints(joints),
            _ints([state for run in runs for state in run]),
            _ints(starts),
        )


def _ints(values: object) -> Ints:
    return np.asarray(values, dtype=np.int32)


def substitutions(heard: NDArray[np.int32]) -> NDArray[np.float32]:
    """Cost of each phone (rows; the last is any phone) against each one heard; shape (40, len(heard))."""
    costs = np.full((ANY_PHONE + 1, len(heard)), ANY_COST, dtype=np.float32)
    costs[:ANY_PHONE] = SUBSTITUTION[:, heard]
    return costs
