"""What the microphone hears of ourselves is not an order.

The player knows which words of ours were at the loudspeaker at any time. What was heard meanwhile is laid
over them: words that sound like ours are taken away, and only what is left at the end can be the cook's.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

TAIL = 0.35
"""Seconds after the end of our words in which the room and the sound card still give them back."""
ALIKE = 80.0
"""Similarity in per cent from which a heard word counts as one of ours: "butter" and "batter" have 83."""
OURS = 0.5
"""Share of the heard words that are ours from which the utterance is an echo."""
READ_OTHERWISE = 72.0
"""Similarity in per cent from which two phrases may be one: "stop talking" and "start talking" have 86."""
HEAD = 3
"""Words of ours in a row that are cut from the beginning, however much of the cook's follows."""


def words_of(text: str) -> list[str]:
    """Lower-case words without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower())


def left_over(heard: str, own: str) -> str:
    """The part of ``heard`` that is not our own voice.

    All of it where it is not like ``own``; what follows the last word of ours where it is, or where it only
    begins with ours; empty where nothing follows.
    """
    said, ours = words_of(heard), words_of(own)
    if not said or not ours:
        return heard
    mine = [_is_ours(said, place, ours) for place in range(len(said))]
    if sum(mine) >= OURS * len(said):
        last = max(place for place, one in enumerate(mine) if one)
        return " ".join(said[last + 1 :])
    row = next((place for place, one in enumerate(mine) if not one), len(mine))
    return " ".join(said[row:]) if row >= HEAD else heard


def is_echo(phrase: str, own: str) -> bool:
    """Whether a short phrase stands, word beside word, in our own words of the moment."""
    ours, words = words_of(own), words_of(phrase)
    size = len(words)
    return bool(words) and any(
        all(_alike(word, one) for word, one in zip(words, ours[at : at + size], strict=True))
        for at in range(len(ours) - size + 1)
    )


def another_reading(phrase: str, heard: str) -> bool:
    """Whether the words that were heard are those of a phrase, read otherwise: "stop talking" as "start talking".

    Of one word nothing is told: "step five" is like "stop".
    """
    return " " in phrase and phrase not in heard and fuzz.partial_ratio(phrase, heard) >= READ_OTHERWISE


def _is_ours(said: Sequence[str], place: int, ours: Sequence[str]) -> bool:
    """Ours, where the word is, and its neighbour on either side stands beside it with us as well."""
    for index, word in enumerate(ours):
        if not _alike(said[place], word):
            continue
        before = place > 0 and index > 0 and _alike(said[place - 1], ours[index - 1])
        after = place + 1 < len(said) and index + 1 < len(ours) and _alike(said[place + 1], ours[index + 1])
        if before or after or len(said) == 1 or len(ours) == 1:
            return True
    return False


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= ALIKE
