"""The wake phrase at the beginning of an utterance, as recognisers really write it."""

import re

from rapidfuzz import fuzz

ALIKE = 72.0
"""Similarity in per cent of the letters: "hey sue" to "hey sous" has 77, "hey Jude" 57."""


def after_wake_phrase(text: str, phrase: str) -> str | None:
    """What follows the wake phrase; empty where nothing does; None where it was not said."""
    said = list(re.finditer(r"[\w']+", text))
    wanted = "".join(re.findall(r"[\w']+", phrase.lower()))
    count = len(phrase.split())
    best, end = 0.0, 0
    for length in range(max(1, count - 1), min(len(said), count + 1) + 1):
        head = "".join(one[0].lower() for one in said[:length])
        score = fuzz.ratio(head, wanted)
        if score > best:
            best, end = score, said[length - 1].end()
    if best < ALIKE:
        return None
    return text[end:].strip(" ,.!?;:-")
