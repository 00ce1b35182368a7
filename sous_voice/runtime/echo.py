"""Where the cook speaks over us, the words of an utterance are told apart: ours, and the cook's.

The player knows which words of ours were at the loudspeaker at any time. What was heard meanwhile is laid
over them: words that sound like ours are taken away, and what is left at the end is the cook's. Whether there
is a cook at all is told by the sound (``own_voice.py``), as a recogniser makes any words of an echo.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, groupby

from rapidfuzz import fuzz

TAIL = 0.35
"""Seconds after the end of our words in which the room and the sound card still give them back."""
ALIKE = 80.0
"""Similarity in per cent from which a heard word counts as one of ours: "butter" and "batter" have 83."""
CHANCE = 2
"""Words in a row from which it is no chance that they stand in ours too."""
FOREIGN = 0.5
"""What a word that is not ours weighs against one that is: recognisers write much of an echo wrong."""
ENOUGH, SHARE = 3.0, 1 / 3
"""Weight from which a beginning is our echo, in words, and as a share of a short utterance."""
COMMON = 1 / 4
"""Share of words that two people may have in common who say different things."""
READ_OTHERWISE = 72.0
"""Similarity in per cent from which two phrases may be one: "stop talking" and "start talking" have 86."""


def words_of(text: str) -> list[str]:
    """Lower-case words without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower())


def left_over(heard: str, own: str) -> str:
    """What follows the part of ``heard`` that is our own voice: all of it where none is, else perhaps nothing.

    Our voice comes first: who speaks over us goes on when we are silent. The part that is ours ends where
    words of ours outweigh the others most.
    """
    said, ours = words_of(heard), words_of(own)
    if not said or not ours:
        return heard
    least = min(CHANCE, len(said), len(ours))
    weights = accumulate(1.0 if run >= least else -FOREIGN for run in _runs(said, ours))
    weight, end = max((weight, place) for place, weight in enumerate(weights, 1))
    return " ".join(said[end:]) if weight >= min(ENOUGH, SHARE * len(said)) else heard


def is_foreign(heard: str, own: str) -> bool:
    """Whether hardly a word of what was heard is one of ours. Of one word nothing is told: "stop" is made of "step"."""
    said, ours = words_of(heard), words_of(own)
    alike = sum(any(_alike(word, other) for other in ours) for word in said)
    return len(said) >= CHANCE and alike <= COMMON * len(said)


def another_reading(phrase: str, heard: str) -> bool:
    """Whether the words that were heard are those of a phrase, read otherwise: "stop talking" as "start talking".

    Of one word nothing is told: "step five" is like "stop".
    """
    return " " in phrase and phrase not in heard and fuzz.partial_ratio(phrase, heard) >= READ_OTHERWISE


def _runs(said: Sequence[str], ours: Sequence[str]) -> list[int]:
    """For each word that was heard, how many words around it stand in the same row with us."""
    runs = [0] * len(said)
    for shift in range(1 - len(said), len(ours)):
        beside = range(max(0, -shift), min(len(said), len(ours) - shift))
        for alike, row in groupby(beside, lambda place: _alike(said[place], ours[place + shift])):  # noqa: B023
            places = list(row) if alike else []
            for place in places:
                runs[place] = max(runs[place], len(places))
    return runs


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= ALIKE
