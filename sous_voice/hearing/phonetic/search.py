"""The nearest sentences of a phone graph to a run of phones: true n-best, by meaning.

First a forward pass gives, for every place of the graph and every number of phones heard, the least
cost to get there (edit distance with phonetic costs). Then sentences are built from the end, always
the one that can still become cheapest (A* whose estimate is exact), so they come out in order. Of
several wordings of one meaning only the best goes on.
"""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.wordgraph import Mark
from sous_voice.hearing.phonetic.graph import ANY_COST, ANY_PHONE, Entry, PhoneGraph, substitutions
from sous_voice.hearing.phonetic.phones import GAP

MOST_STEPS = 6000
"""Partial sentences looked at before the search gives up and returns what it has."""

Floats = NDArray[np.float32]
Steps = tuple[Mark | str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the graph, and how far it is from what was heard."""

    steps: Steps
    """Words and marks in order; ``ANY_WORDS`` stands for any words."""
    cost: float
    """Sum over its phones."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was heard, as costs."""

    substitution: Floats
    """(40, T)"""
    insertion: Floats
    """Running sum of the costs of leaving out a heard phone, shape (T + 1,)."""


def _prepare(heard: list[int]) -> _Heard:
    phones = np.asarray(heard, dtype=np.int32)
    running = np.concatenate(([0.0], np.cumsum(GAP[phones]))).astype(np.float32)
    return _Heard(substitutions(phones), running)


_OMIT = np.append(GAP, np.float32(1.0))


def forward(graph: PhoneGraph, heard: _Heard) -> Floats:
    """Least cost of every state after every number of phones heard; shape (states, T + 1)."""
    length = len(heard.insertion)
    cost = np.full((graph.states, length), np.inf, dtype=np.float32)
    cost[0] = heard.insertion
    for step in graph.steps:
        if len(step.phone_states):
            before = cost[step.phone_before]
            here = before + _OMIT[step.phones, None]
            np.minimum(here[:, 1:], before[:, :-1] + heard.substitution[step.phones], out=here[:, 1:])
            here -= heard.insertion
            np.minimum.accumulate(here, axis=1, out=here)
            here += heard.insertion
            for row in np.flatnonzero(step.phones == ANY_PHONE):
                here[row] = _any_forward(before[row])
            cost[step.phone_states] = here
        if len(step.joints):
            cost[step.joints] = np.minimum.reduceat(cost[step.joint_before], step.joint_starts, axis=0)
    return cost


def _any_forward(before: Floats) -> Floats:
    """An open slot: at least one phone, each at ``ANY_COST``."""
    slope = np.arange(len(before), dtype=np.float32) * np.float32(ANY_COST)
    after = np.full_like(before, np.inf)
    after[1:] = (np.minimum.accumulate(before - slope) + slope)[:-1] + ANY_COST
    return after


@dataclass(frozen=True, slots=True)
class _Partial:
    """The end of a sentence, built backwards."""

    node: int
    rest: Floats
    """Cost of this end when it begins after t heard phones; shape (T + 1,)."""
    steps: "tuple[Mark | str, _Link] | None"
    meaning: tuple[str, ...]
    """Slots and their words so far, last first."""
    in_slot: bool


_Link = "tuple[Mark | str, object] | None"


def nearest(graph: PhoneGraph, phones: list[int], most: int = 20, wordings: int = 1) -> list[Candidate]:
    """The ``most`` cheapest sentences that differ in meaning, best first.

    Args:
        phones: what was heard, phone numbers.
        wordings: how many ways to say the same may stand side by side.
    """
    heard = _prepare(phones)
    ahead = forward(graph, heard)
    last = np.full(len(heard.insertion), np.inf, dtype=np.float32)
    last[:] = heard.insertion[-1] - heard.insertion
    order = count()
    seen: dict[tuple[object, ...], int] = {}
    done: list[Candidate] = []
    heap: list[tuple[float, int, _Partial]] = []
    heappush(
        heap,
        (float((ahead[graph.end] + last).min()), next(order), _Partial(graph.end, last, None, (), False)),
    )
    for _ in range(MOST_STEPS):
        if not heap or len(done) >= most:
            break
        priority, _, partial = heappop(heap)
        key = (partial.node, partial.meaning)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > wordings:
            continue
        if partial.node == 0:
            done.append(Candidate(_unrolled(partial.steps), priority))
            continue
        for entry in graph.entries[partial.node]:
            before = _before(partial, entry, heard)
            best = float((ahead[entry.source] + before.rest).min())
            if np.isfinite(best):
                heappush(heap, (best, next(order), before))
    return done


def _unrolled(steps: object) -> Steps:
    found = []
    while steps is not None:
        step, steps = steps  # type: ignore[misc]
        found.append(step)
    return tuple(found)


def _before(partial: _Partial, entry: Entry, heard: _Heard) -> _Partial:
    """The end of a sentence, one word or mark longer."""
    meaning, in_slot = partial.meaning, partial.in_slot
    step: Mark | str = entry.mark if entry.mark is not None else entry.word
    match step:
        case Mark(kind="close"):
            meaning, in_slot = (*meaning, f"<{step.name}>"), True
        case Mark(kind="open"):
            in_slot = False
        case Mark():
            meaning = (*meaning, f"<<{step.name}>>")
        case str() if in_slot and step:
            meaning = (*meaning, step)
    rest = partial.rest
    if entry.word:
        rest = _spoken_before(rest, entry.pronunciations[0], heard)
        for other in entry.pronunciations[1:]:
            rest = np.minimum(rest, _spoken_before(partial.rest, other, heard))
    steps = (step, partial.steps) if step else partial.steps
    return _Partial(entry.source, rest, steps, meaning, in_slot)


def _spoken_before(rest: Floats, phones: tuple[int, ...], heard: _Heard) -> Floats:
    """``rest`` with the phones of one word put before it."""
    for phone in reversed(phones):
        if phone == ANY_PHONE:
            rest = _any_forward(rest[::-1])[::-1]
            continue
        here = rest + _OMIT[phone]
        np.minimum(here[:-1], rest[1:] + heard.substitution[phone], out=here[:-1])
        # heard phones left out before this one
        here += heard.insertion
        here = np.minimum.accumulate(here[::-1])[::-1] - heard.insertion
        rest = here
    return rest
