"""The nearest of a few phrases to what was heard, by sound and by the decoder.

A single short word is what a recogniser of free speech hears worst: "heat off" comes as "he tough",
"stop talking" as "start talking". Where few phrases are likely, the question can be put the other way
round: which of them is nearest to what was heard by its sound, and does the decoder think it nearly as
probable as its own free words?
"""

from collections.abc import Sequence

import numpy as np

from sous_voice.hearing.phonetic.phones import GAP, SUBSTITUTION
from sous_voice.hearing.phonetic.pronounce import sounds

NEAR = 0.55
"""Phonetic cost per phone beyond which a phrase was not said (of 660 urgent phrases said in rooms with
kitchen noise, 98 in 100 lie below it, of other speech half)."""
WEIGHED = 8
"""The phrases nearest by sound that are weighed by the decoder: more than one in twenty never win."""
SOUND_PER_DROP = 3.0
"""What a unit of phonetic cost per phone weighs against one of lost log-probability per token."""


def distance(heard: Sequence[int], said: Sequence[int]) -> float:
    """Phonetic cost per phone between two runs of phones, of the longer one."""
    cost = np.concatenate(([0.0], np.cumsum(GAP[list(said)])))
    for phone in heard:
        swapped = cost[:-1] + SUBSTITUTION[list(said), phone]
        fresh = cost + GAP[phone]
        for place, swap in enumerate(swapped):
            fresh[place + 1] = min(fresh[place + 1], swap, fresh[place] + GAP[said[place]])
        cost = fresh
    return float(cost[-1]) / max(len(heard), len(said), 1)


class Phrases:
    """Phrases with their sounds, ready to be compared."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = tuple(phrases)
        self._sounds = [sounds(phrase.split())[0] for phrase in self.phrases]

    def nearest(self, transcripts: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """The phrases nearest to any of the transcripts (words), with their cost per phone, nearest first."""
        heard = [phones for words in transcripts if (phones := sounds(words)[0])]
        costs = [min((distance(one, said) for one in heard), default=np.inf) for said in self._sounds]
        order = np.argsort(costs, kind="stable")[:WEIGHED]
        return [(self.phrases[place], float(costs[place])) for place in order if costs[place] <= NEAR]


def fittest(
    near: Sequence[tuple[str, float]], weights: Sequence[float], free: float
) -> tuple[str, float] | None:
    """The phrase that fits best, and how badly: about 0 is perfect; None where there is none.

    Args:
        near: of ``Phrases.nearest``.
        weights: the decoder's mean log-probability per token of each.
        free: the same of its own free words.
    """
    scored = [
        (free - weight + SOUND_PER_DROP * cost, phrase)
        for (phrase, cost), weight in zip(near, weights, strict=True)
    ]
    if not scored:
        return None
    badness, phrase = min(scored)
    return phrase, badness
