"""How a narrator paces a story: a beat before and after spoken words, and a silence of their own between sentences."""

import re
from dataclasses import replace
from itertools import pairwise

from sous_voice.language.verbalise import AMERICAN, SpokenStyle
from sous_voice.speaking.chunks import Chunk, chunks

BEAT = 0.3
"""Seconds of silence on either side of quoted speech, beside the usual ones."""
_QUOTED = re.compile(r'“[^”]*(?:”|$)|(?<!\w)"[^"]*(?:"|$)')
_WORD = re.compile(r"\w")


def paced(
    text: str, style: SpokenStyle = AMERICAN, pause: float = 0.0
) -> tuple[tuple[Chunk, ...], dict[int, float]]:
    """Pieces of a told text, and the seconds of silence that some of them leave beside the usual ones.

    ``pause``: seconds that this narrator leaves after each sentence.
    """
    pieces: list[Chunk] = []
    pauses: dict[int, float] = {}
    spans = _spans(text)
    for number, (start, end) in enumerate(spans):
        found = chunks(text[start:end], style)
        last = number == len(spans) - 1
        for place, one in enumerate(found):
            inner = not last and place == len(found) - 1
            moved = replace(one, end=start + one.end, ends_sentence=one.ends_sentence and not inner)
            if inner:
                pauses[len(pieces)] = BEAT
            elif one.ends_sentence and pause:
                pauses[len(pieces)] = pause
            pieces.append(moved)
    if pieces:
        pieces[-1] = replace(pieces[-1], end=len(text))
    return tuple(pieces), pauses


def _spans(text: str) -> list[tuple[int, int]]:
    """The text cut before and behind each stretch of quoted speech; what has no word in it is not cut off."""
    cuts = {0, len(text)}
    for match in _QUOTED.finditer(text):
        cuts |= {match.start(), match.end()}
    spans: list[tuple[int, int]] = []
    places = sorted(cuts)
    for start, end in pairwise(places):
        if spans and not _WORD.search(text[start:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans or [(0, len(text))]
