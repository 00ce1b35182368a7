"""Which sentences an utterance is made of: the cheapest way to cover its words.

Every word costs: nothing inside a sentence's own words, a little inside a free slot, one where no
sentence takes it (small and polite words less). Each sentence costs a little too, so that one long
reading beats two short ones. Solved by dynamic programming over the places between words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sous_voice.language.automaton import Match
from sous_voice.language.normalise import Said
from sous_voice.language.vocabulary import FILLERS, POLITE

PER_SENTENCE = 0.22
FILLER = 0.12
SMALL = 0.3
ACROSS = 0.7
"""Doubt of a sentence that runs over the end of a sentence in the text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An utterance as sentences of the grammar."""

    matches: tuple[Match, ...]
    cost: float
    """In words: 0 is understood to the last word."""
    left: float
    """Cost of the words that no sentence took."""

    def coverage(self, words: int) -> float:
        """0 to 1: how much of the utterance the grammar explains."""
        return max(0.0, 1 - self.left / words) if words else 0.0


def _uncovered(word: str, bare: bool) -> float:
    if bare:
        return 1.0
    return FILLER if word in POLITE else SMALL if word in FILLERS else 1.0


STRAY = 0.9
"""Doubt of a very short sentence in a long turn: "what", "for ten minutes" are then mere parts of it."""
ROOM = 4
"""Words beside it from which a turn counts as long."""


def _stray(match: Match, said: Sequence[Said]) -> bool:
    """True for a word or two without a sentence of their own, in the midst of others."""
    if match.literal > 1 or match.end - match.start > 3 or len(said) - (match.end - match.start) < ROOM:
        return False
    own = said[match.start].opens and (match.end == len(said) or said[match.end].opens)
    return not own


DANGLING = frozenset(
    """if when whether until while unless to of in on at with for from into onto about through than as by because
    a an the my your our his her their its this these those some any every each is are was were be been am do does did
    have has had can could will would should shall must may might i we he she who whose where how why
    which what not no long many much very too saying""".split()
)
"""Words that no sentence ends with when another follows: what comes next is still part of theirs."""
HANGS = 0.85
"""Doubt of each word of a sentence that begins behind such a word: "if | it is ready"."""
ASKING = frozenset("do does did should shall can could will would must may might".split())
"""Words before an "i" that asks: "should | i put" reports nothing."""
TORN = 1.1
"""Doubt of each word of a sentence that such a word, or a "not" behind it, turns into something else."""


def _hangs(match: Match, said: Sequence[Said]) -> bool:
    start = match.start
    if start == 0 or said[start].opens or said[start - 1].word not in DANGLING:
        return False
    return not (said[start - 1].opens and said[start - 1].word in ("a", "an", "the"))


TAGS = frozenset("right correct yes no".split())
"""Words that a comma hangs on to a sentence, which stays one: "two eggs, right"."""
JOINING = frozenset("next and then last first second other".split())
"""Words that are sentences alone, and parts of another's where that goes on."""


def _torn(match: Match, said: Sequence[Said]) -> bool:
    """ "Should | i put", "i do | not remember": its words are there, its sentence is not."""
    start, end = match.start, match.end
    asked = start > 0 and said[start].word == "i" and said[start - 1].word in ASKING and not said[start].opens
    return asked or (end < len(said) and said[end].word == "not" and not said[end].opens)


def cost_of(
    match: Match, said: Sequence[Said], bias: Mapping[int, float], brief: frozenset[int] = frozenset()
) -> float:
    """What a sentence costs at its place; ``brief`` are intents that are said in a word beside others."""
    across = sum(said[k].opens for k in range(match.start + 1, match.end))
    if match.end - match.start > 2 and said[match.end - 1].opens and said[match.end - 1].word in TAGS:
        across -= 1
    free = 0.04 if match.literal == 0 else 0.0
    stray = STRAY if match.intent not in brief and _stray(match, said) else 0.0
    doubt = TORN if _torn(match, said) else HANGS if _hangs(match, said) else 0.0
    hangs = doubt * (match.end - match.start)
    return PER_SENTENCE + match.doubt + ACROSS * across + free + stray + hangs + bias.get(match.intent, 0.0)


def cover(
    said: Sequence[Said],
    matches: Iterable[Match],
    bias: Mapping[int, float],
    brief: frozenset[int] = frozenset(),
) -> Reading:
    """The cheapest reading.

    Args:
        said: the words.
        matches: the sentences found in them.
        bias: what the moment adds to or takes from an intent's cost, by index.
        brief: intents that are often said in one word beside others.
    """
    ending: list[list[tuple[float, Match]]] = [[] for _ in range(len(said) + 1)]
    for match in matches:
        ending[match.end].append((cost_of(match, said, bias, brief), match))
    reading = _cheapest(said, ending, bare=False)
    if not reading.matches:  # "ok" alone is no ornament but the whole message
        reading = _cheapest(said, ending, bare=True)
    return _without_adrift(reading, said)


def _without_adrift(reading: Reading, said: Sequence[Said]) -> Reading:
    """Without sentences that have no words of their own, such as a time, beside a word that no sentence takes.

    "Ten minutes" starts a timer; "ten minutes later", "i waited ten minutes" start none. "Next"
    is a sentence; in "next week" it belongs to the other word.
    """
    taken = {place for match in reading.matches for place in range(match.start, match.end)}

    def lost(places: Iterable[int], edges: int) -> bool:
        """Whether the first word there that is no ornament is nobody's, and of the same sentence in the text."""
        for place in places:
            if place in taken or said[place + edges].opens:
                return False
            if said[place].word not in POLITE and said[place].word not in FILLERS:
                return True
        return False

    def adrift(match: Match) -> bool:
        before, behind = range(match.start - 1, -1, -1), range(match.end, len(said))
        if match.literal == 0:
            return lost(before, 1) or lost(behind, 0)
        return match.end == match.start + 1 and said[match.start].word in JOINING and lost(behind, 0)

    gone = [match for match in reading.matches if adrift(match)]
    if not gone:
        return reading
    kept = tuple(match for match in reading.matches if match not in gone)
    left = reading.left + sum(match.end - match.start for match in gone)
    return Reading(kept, reading.cost, left)


def _cheapest(said: Sequence[Said], ending: list[list[tuple[float, Match]]], bare: bool) -> Reading:
    best: list[tuple[float, float, Match | None]] = [(0.0, 0.0, None)]
    for place in range(1, len(said) + 1):
        skipped = _uncovered(said[place - 1].word, bare)
        cost, left, _ = best[place - 1]
        chosen: tuple[float, float, Match | None] = (cost + skipped, left + skipped, None)
        for price, match in ending[place]:
            before = best[match.start]
            if before[0] + price < chosen[0] - 1e-9:
                chosen = (before[0] + price, before[1], match)
        best.append(chosen)
    return _read_back(best)


def _read_back(best: list[tuple[float, float, Match | None]]) -> Reading:
    place, found = len(best) - 1, []
    while place > 0:
        match = best[place][2]
        if match is None:
            place -= 1
        else:
            found.append(match)
            place = match.start
    return Reading(tuple(reversed(found)), best[-1][0], best[-1][1])
