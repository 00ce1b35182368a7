"""The parser's sentences as what may be said now, for a recogniser that searches them by sound.

The automaton is the parser's own, so nothing is compiled twice; lists are filled with the names of the
moment, numbers and lengths of time with those that cooks say.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from sous_voice.core.moment import Context
from sous_voice.core.sentences import Leaving, Place, Run
from sous_voice.language.automaton import Patterns
from sous_voice.language.compiled import Lists
from sous_voice.language.normalise import normal
from sous_voice.language.verbalise_numbers import cardinal
from sous_voice.language.vocabulary import TOOLS

MOST_PLACES = 6_000
"""Places kept; one more and all are forgotten."""
_NUMBERS = (
    *range(1, 61),
    70,
    75,
    80,
    90,
    100,
    120,
    150,
    180,
    200,
    225,
    250,
    300,
    325,
    350,
    375,
    400,
    425,
    450,
    500,
)
_MINUTES = (*range(1, 61), 75, 90)
_SECONDS = (5, 10, 15, 20, 30, 40, 45, 50, 60, 90)
_TIMES = ("a minute", "half a minute", "a minute and a half", "an hour", "half an hour", "an hour and a half")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last"
_KINDS = "cup cups tablespoon tablespoons teaspoon teaspoons gram grams ounce ounces pound pounds milliliters"
_AMOUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 100, 150, 200, 250, 500)


class Automaton:
    """Places of the parser's patterns, kept as they are met."""

    def __init__(self, patterns: Patterns, lists: Lists) -> None:
        self.patterns, self.lists = patterns, lists
        self._words = list(patterns.vocabulary)
        self._kept: dict[Place, Leaving] = {}

    def leaving(self, place: Place) -> Leaving:
        """What may follow at a place."""
        found = self._kept.get(place)
        if found is None:
            if len(self._kept) >= MOST_PLACES:
                self._kept.clear()
            found = self._kept[place] = self._leaving(place)
        return found

    def _leaving(self, place: Place) -> Leaving:
        patterns = self.patterns
        words: dict[str, set[int]] = {}
        lists: dict[str, set[int]] = {}
        ends = False
        reached, open_ = set(place), list(place)
        while open_:
            state = open_.pop()
            ends = ends or state in patterns.accepts
            for arc in range(patterns.first[state], patterns.first[state + 1]):
                words.setdefault(self._words[patterns.said[arc]], set()).add(patterns.to[arc])
            for listed, _, target in patterns.slots.get(state, ()):
                lists.setdefault(listed, set()).add(target)
            fresh = set(patterns.empty.get(state, ())) - reached
            reached |= fresh
            open_ += fresh
        return Leaving(_frozen(words), _frozen(lists), ends)


def _frozen(found: Mapping[str, set[int]]) -> dict[str, Place]:
    return {name: frozenset(states) for name, states in found.items()}


class Sayable:
    """What may be said in one moment; see ``core.sentences.Sentences``."""

    def __init__(self, automaton: Automaton, context: Context) -> None:
        self._automaton = automaton
        ingredients = _with_heads(context.ingredients)
        titles = _with_heads(context.titles)
        self._names: dict[str, tuple[Run, ...]] = {
            "ingredient": ingredients,
            "food": ingredients,
            "timer": (*_runs(context.timers), *ingredients),
            "tool": (*_runs(context.tools), *_runs(sorted(TOOLS))),
            "dish": titles,
            "title": titles,
            "person": _runs(context.people),
        }

    def leaving(self, place: Place) -> Leaving:
        """What may follow at a place."""
        return self._automaton.leaving(place)

    def values(self, listed: str) -> tuple[Run, ...]:
        """How the values of a list are said now; none for a list of any words."""
        if listed in self._names:
            return self._names[listed]
        counted = _counted()
        if listed in counted:
            return counted[listed]
        own = self._automaton.lists.get(listed, {})
        return tuple(tuple(said) for values in own.values() for said, _ in values)


def _runs(names: Iterable[str]) -> tuple[Run, ...]:
    return tuple(dict.fromkeys(run for name in names if (run := tuple(normal(name)))))


def _with_heads(names: Iterable[str]) -> tuple[Run, ...]:
    """Names, and their last words alone: "sugar" for brown sugar."""
    runs = _runs(names)
    return tuple(dict.fromkeys((*runs, *(run[-1:] for run in runs))))


@cache
def _counted() -> dict[str, tuple[Run, ...]]:
    """What counts, in words."""
    numbers = [cardinal(number) for number in _NUMBERS]
    times = [f"{cardinal(n)} minute{'s' if n > 1 else ''}" for n in _MINUTES]
    times += [f"{cardinal(n)} hour{'s' if n > 1 else ''}" for n in range(1, 13)]
    times += [f"{cardinal(n)} seconds" for n in _SECONDS]
    times += [f"{cardinal(n)} and a half {unit}" for n in range(1, 11) for unit in ("minutes", "hours")]
    kinds = _KINDS.split()
    amounts = [f"{cardinal(n)} {kind}" for n in _AMOUNTS for kind in kinds] + [
        f"half a {kind}" for kind in kinds
    ]
    return {
        "number": _runs(numbers),
        "ordinal": _runs(_ORDINALS.split()),
        "duration": _runs([*_TIMES, *times]),
        "amount": _runs([*amounts, *numbers[:12], "half"]),
    }
