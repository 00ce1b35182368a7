"""The sentences that may be said now which sound most like some words: a beam search over the parser's automaton.

Sentences grow word by word, all candidates at once. Each carries, for every number of heard phones, the least
cost to have said so much of them (edit distance with phonetic costs); those that can still become best go on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.sentences import BEGINNING, Place, Run, Sentences
from sous_voice.hearing.phonetic.phones import GAP, SUBSTITUTION
from sous_voice.hearing.phonetic.pronounce import Phones, pronunciations, sounds
from sous_voice.hearing.phonetic.weak_forms import WEAK_PHONES

BEAM = 48
"""Sentences that go on after each word; with 32, one in ten of the right ones is lost."""
AHEAD = 0.16
"""What a phone still to come is expected to cost; it makes short and long beginnings comparable."""
REACH = 18
"""Heard phones that one word, or one value of a list, may take in."""
MOST_WORDS = 16
MOST_PHONES = 44
"""Longer utterances are no short orders, and are left alone."""
_TOGETHER = 512
"""Arcs worked on at a time: what fits into the processor's cache."""
_MOST_WAYS = 6
"""Ways to say a run of words that are tried."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Nearby:
    """A sentence, and how far it is from what was heard."""

    words: Run
    cost: float
    """Per phone heard."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A sentence so far."""

    words: Run
    place: Place
    cost: Floats
    """Least cost after each number of heard phones."""


@lru_cache(maxsize=8192)
def _ways(run: Run) -> tuple[Phones, ...]:
    """How a run of words may be said."""
    each = [(*pronunciations(word)[:3], *WEAK_PHONES.get(word, ())) for word in run]
    return tuple(sum(way, ()) for _, way in zip(range(_MOST_WAYS), product(*each), strict=False))


class _Heard:
    """The phones of one utterance, and what each run of words costs on any stretch of them."""

    def __init__(self, phones: Sequence[int]) -> None:
        self.count = len(phones)
        heard = np.asarray(phones, dtype=np.int32)
        self.left_out = np.concatenate(([0.0], np.cumsum(GAP[heard]))).astype(np.float32)
        self._swapped = SUBSTITUTION[:, heard]
        ends, sizes = np.arange(self.count + 1)[:, None], np.arange(min(REACH, self.count + 1))[None]
        self.starts = np.maximum(ends - sizes, 0)
        self.outside = ends - sizes < 0
        self._row: dict[Run, int] = {}
        self.costs: Floats = np.empty((0, *self.starts.shape), np.float32)

    def rows(self, runs: Sequence[Run]) -> NDArray[np.int32]:
        """Where in ``costs`` the runs are; ``costs[row, end, size]`` is that of the ``size`` phones before ``end``."""
        fresh = [run for run in dict.fromkeys(runs) if run not in self._row]
        if fresh:
            made = self._spoken([_ways(run) for run in fresh])
            made[:, self.outside] = np.inf
            self._row.update((run, len(self.costs) + number) for number, run in enumerate(fresh))
            self.costs = np.concatenate([self.costs, made])
        return np.array([self._row[run] for run in runs], dtype=np.int32)

    def _spoken(self, ways: Sequence[tuple[Phones, ...]]) -> Floats:
        """Costs of runs, each the least of its ways to be said."""
        every = [(way, owner) for owner, some in enumerate(ways) for way in some]
        order = sorted(range(len(every)), key=lambda number: -len(every[number][0]))
        sizes = np.array([len(every[number][0]) for number in order])
        phones = np.zeros((len(order), int(sizes[0])), np.int32)
        for row, number in enumerate(order):
            phones[row, : sizes[row]] = every[number][0]
        cost = np.full((len(order), self.count + 1, self.count + 1), np.inf, np.float32)
        diagonal = np.arange(self.count + 1)
        cost[:, diagonal, diagonal] = 0.0
        for at in range(int(sizes[0])):
            # longest first, so that those which still have a phone here stand together
            going = cost[: int((sizes > at).sum())]
            phone = phones[: len(going), at]
            here = going + GAP[phone][:, None, None]
            np.minimum(
                here[:, :, 1:], going[:, :, :-1] + self._swapped[phone][:, None, :], out=here[:, :, 1:]
            )
            here -= self.left_out
            np.minimum.accumulate(here, axis=2, out=here)
            here += self.left_out
            cost[: len(going)] = here
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        firsts = np.concatenate(([0], np.cumsum([len(some) for some in ways])[:-1]))
        least = np.minimum.reduceat(cost[back], firsts, axis=0)
        banded: Floats = least[:, self.starts, diagonal[:, None]]
        return banded


def nearest_sentences(sentences: Sentences, words: Sequence[str], most: int = 12) -> list[Nearby]:
    """Whole sentences, nearest first; empty where the words are too many or none."""
    phones, _ = sounds(words)
    if not 2 <= len(phones) <= MOST_PHONES:
        return []
    heard = _Heard(phones)
    done: dict[Run, float] = {}
    front = [_Begun((), BEGINNING, heard.left_out)]
    for _ in range(MOST_WORDS):
        front = _longer(sentences, heard, front)
        for begun in front:
            if sentences.leaving(begun.place).ends:
                done[begun.words] = min(float(begun.cost[-1]), done.get(begun.words, np.inf))
        worst = sorted(done.values())[most - 1] if len(done) >= most else np.inf
        front = [begun for begun in front if begun.cost.min() < worst]
        if not front:
            break
    best = sorted(done.items(), key=lambda item: item[1])[:most]
    return [Nearby(said, cost / len(phones)) for said, cost in best]


def _longer(sentences: Sentences, heard: _Heard, front: Sequence[_Begun]) -> list[_Begun]:
    """Each beginning with each word that may follow; the best of them."""
    runs: list[Run] = []
    places: list[Place] = []
    owners: list[int] = []
    for owner, begun in enumerate(front):
        for run, place in _following(sentences, begun.place):
            runs.append(run)
            places.append(place)
            owners.append(owner)
    if not runs:
        return []
    rows, whose = heard.rows(runs), np.array(owners)
    before = np.stack([begun.cost for begun in front])[:, heard.starts]
    before[:, heard.outside] = np.inf
    costs = np.empty((len(runs), heard.count + 1), np.float32)
    for at in range(0, len(runs), _TOGETHER):
        some = slice(at, at + _TOGETHER)
        costs[some] = (before[whose[some]] + heard.costs[rows[some]]).min(axis=-1)
    hoped = (costs + np.float32(AHEAD) * np.arange(heard.count, -1, -1, dtype=np.float32)).min(axis=1)
    found: dict[Run, _Begun] = {}
    for number in np.argsort(hoped, kind="stable")[:BEAM]:
        if not np.isfinite(hoped[number]):
            break
        said = front[owners[number]].words + runs[number]
        known = found.get(said)
        place = places[number] | known.place if known else places[number]
        found[said] = _Begun(said, place, np.minimum(costs[number], known.cost) if known else costs[number])
    return list(found.values())


def _following(sentences: Sentences, place: Place) -> Iterable[tuple[Run, Place]]:
    leaving = sentences.leaving(place)
    for word, after in leaving.words.items():
        yield (word,), after
    for listed, after in leaving.lists.items():
        for run in sentences.values(listed):
            yield run, after
