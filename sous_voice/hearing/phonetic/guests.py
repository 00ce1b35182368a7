"""Given names in the place of a person: what may be said of guests whose names stand in no settings.

A recogniser writes a name that it does not expect as words that sound like it ("on a can of nuts" for "Ana can't have
nuts"), and the parser's automaton holds no names but those of known guests. Here the names nearest by sound to any
stretch of what was heard are put in, so that whole sentences about them can be searched and weighed.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.given_names import GIVEN_NAMES
from sous_voice.core.sentences import BEGINNING, Leaving, Place, Run, Sentences
from sous_voice.hearing.phonetic.phones import GAP, SUBSTITUTION
from sous_voice.hearing.phonetic.pronounce import Phones, pronunciations, sounds

MOST = 48
"""Names put in, half of them nearest to the beginning, where most sentences about guests have theirs."""
LATER = 0.25
"""What each phone before a name costs where it should stand at the beginning."""
_PERSON = "person"
_ANSWERS = ("", "the name is", "it is", "that is", "his name is", "her name is", "i said", "no", "no it is",
            "no i said", "no i mean", "i mean", "for")  # fmt: skip
"""What goes before a name that was asked for."""


_FRAMES = ("can not have", "can't have", "can't eat", "is allergic to", "is vegan", "is vegetarian", "doesn't eat",
           "is lactose intolerant", "eat this", "is gluten free", "can of nuts", "can have milk")  # fmt: skip
"""How guests are spoken of, about whom something must be kept."""
FRAME_NEAR = 0.3
"""Cost per phone up to which a frame was perhaps said: true of 17 in 19 garbled sentences about guests, and of 113 in
990 other lines of a kitchen, most of which are whole sentences and so never looked at."""


class _Sought:
    """Words that are looked for in any stretch of others, by sound."""

    def __init__(self, words: Sequence[str]) -> None:
        ways = [(word, way) for word in words for way in _ways(word)]
        ways.sort(
            key=lambda pair: -len(pair[1])
        )  # longest first: those that still have a phone stand together
        self.words = tuple(word for word, _ in ways)
        self.sizes = np.array([len(way) for _, way in ways], np.int32)
        self._phones = np.zeros((len(ways), int(self.sizes[0])), np.int32)
        for row, (_, way) in enumerate(ways):
            self._phones[row, : len(way)] = way

    def costs(self, heard: Sequence[int], later: float = 0.0) -> NDArray[np.float64]:
        """Least cost of each over any stretch of some phones, ``later`` for each phone before it; shape (words,)."""
        swapped, left_out = SUBSTITUTION[:, heard], np.concatenate(([0.0], np.cumsum(GAP[heard])))
        cost = np.tile(later * np.arange(len(heard) + 1), (len(self.words), 1))
        for at in range(self._phones.shape[1]):
            going = cost[: int((self.sizes > at).sum())]
            phone = self._phones[: len(going), at]
            here = going + GAP[phone][:, None]
            np.minimum(here[:, 1:], going[:, :-1] + swapped[phone], out=here[:, 1:])
            here -= left_out
            np.minimum.accumulate(here, axis=1, out=here)
            here += left_out
            cost[: len(going)] = here
        least: NDArray[np.float64] = cost.min(axis=1)
        return least


def _ways(words: str) -> list[Phones]:
    """Ways to say one word; of several words the usual one."""
    run = words.split()
    return list(pronunciations(words)[:2]) if len(run) == 1 else [tuple(sounds(run)[0])]


@cache
def _names() -> _Sought:
    return _Sought(sorted(GIVEN_NAMES))


@cache
def _frames() -> _Sought:
    return _Sought(_FRAMES)


def near_names(words: Sequence[str], most: int = MOST) -> tuple[str, ...]:
    """The given names that sound most like any stretch of some words, nearest first."""
    heard, _ = sounds(words)
    if not heard:
        return ()
    names, found = _names(), dict[str, None]()
    for later in (LATER, 0.0):
        # a short name is near to something everywhere
        least = (names.costs(heard, later) + 0.5) / (names.sizes + 1)
        order = np.argsort(least, kind="stable")[: 2 * most]
        found |= dict.fromkeys(list(dict.fromkeys(names.words[row] for row in order))[: most // 2])
    return tuple(found)


def sounds_of_diet(words: Sequence[str]) -> bool:
    """Whether somebody's diet is perhaps spoken of, by the sound: "pre areas begin" for "Priya is vegan"."""
    heard, _ = sounds(words)
    return bool(heard) and bool((_frames().costs(heard) / _frames().sizes).min() <= FRAME_NEAR)


class WithNames:
    """The sentences of a moment with more names of persons; see ``core.sentences.Sentences``."""

    def __init__(self, sentences: Sentences, names: Sequence[str]) -> None:
        self._sentences = sentences
        self._people = tuple(dict.fromkeys([*sentences.values(_PERSON), *((name,) for name in names)]))

    def leaving(self, place: Place) -> Leaving:
        """What may follow at a place."""
        return self._sentences.leaving(place)

    def values(self, listed: str) -> tuple[Run, ...]:
        """How the values of a list are said now."""
        return self._people if listed == _PERSON else self._sentences.values(listed)


class NameAnswers:
    """Answers to "who?": a name, alone or behind "the name is"; see ``core.sentences.Sentences``."""

    def __init__(self, known: Sequence[Run], names: Sequence[str]) -> None:
        self._people = tuple(dict.fromkeys([*known, *((name,) for name in names)]))
        self._places: dict[Place, Leaving] = {}
        after: dict[Run, int] = {(): 0}
        words: dict[int, dict[str, Place]] = {0: {}}
        full = set()
        for answer in _ANSWERS:
            run: Run = ()
            for word in answer.split():
                state = after[run]
                run = (*run, word)
                if run not in after:
                    after[run] = len(after)
                    words[after[run]] = {}
                words[state][word] = frozenset([after[run]])
            full.add(after[run])
        end = len(after)
        for state, following in words.items():
            lists = {_PERSON: frozenset([end])} if state in full else {}
            self._places[frozenset([state])] = Leaving(following, lists, False)
        self._places[frozenset([end])] = Leaving({}, {}, True)
        assert BEGINNING in self._places

    def leaving(self, place: Place) -> Leaving:
        """What may follow at a place."""
        if len(place) == 1:
            return self._places[place]
        each = [self._places[frozenset([state])] for state in place]
        words = {word: after for one in each for word, after in one.words.items()}
        lists = {listed: after for one in each for listed, after in one.lists.items()}
        return Leaving(words, lists, any(one.ends for one in each))

    def values(self, listed: str) -> tuple[Run, ...]:
        """The names."""
        return self._people if listed == _PERSON else ()
