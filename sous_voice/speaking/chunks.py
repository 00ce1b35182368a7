"""A text → the pieces in which it is spoken, each with its place in the text.

Speech begins as soon as the first piece is synthesised, so pieces are sentences, or clauses of about
twenty words, and the first one of a text is shorter still. A boundary in the written text is only
taken where the pieces verbalised apart say the same as the whole, so that no abbreviation's full stop
ends a sentence and the place in the text is exact.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from sous_voice.language.verbalise import AMERICAN, SpokenStyle, verbalise

LONGEST = 20
"""Words in a piece: 3.3 % of 2,175 recipe instructions are longer (CookDial)."""
FIRST = 12
"""Words in the first piece, where a clause ends so early."""
SHORTEST = 3
MOST = 300
"""Characters in a piece: the time and the memory of the synthesiser grow with the square of its length."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece to be synthesised at once."""

    words: str
    """As spoken."""
    end: int
    """Characters of the written text that have been heard when this piece has."""
    ends_sentence: bool


_SENTENCE_END = re.compile(r"[.!?;][\"'”’)\]]*\s+")
_CLAUSE_END = re.compile(r"[,;:—–)]\s+|\s(?=(?:and|then|until|or|but|while|when|before|after|because|so)\s)")
_BY_LENGTH = re.compile(rf"\S.{{0,{MOST - 2}}}(?!\S)|\S{{1,{MOST}}}", re.DOTALL)
_NOT_SENTENCE = re.compile(r"[^\w.!?]+")
_PLAIN = re.compile(r"[^\w]+")


def chunks(text: str, style: SpokenStyle = AMERICAN) -> tuple[Chunk, ...]:
    """Pieces of a text in order. The last one ends where the text does; a text without words has none."""
    found: list[Chunk] = []
    at = 0
    for line in text.splitlines(keepends=True):
        for start, end in _sentences(line, style):
            first = not found
            found += _clauses(line[start:end], at + start, style, first)
        at += len(line)
    found = [part for piece in found for part in _bounded(piece)]
    if found:
        found[-1] = Chunk(found[-1].words, len(text), True)
    return tuple(found)


def _bounded(piece: Chunk) -> list[Chunk]:
    """A piece that no clause ends, cut by its length; all of it counts as heard at its end."""
    if len(piece.words) <= MOST:
        return [piece]
    parts = [match[0].strip() for match in _BY_LENGTH.finditer(piece.words)]
    return [
        *(Chunk(part, 0, False) for part in parts[:-1]),
        Chunk(parts[-1], piece.end, piece.ends_sentence),
    ]


def _sentences(line: str, style: SpokenStyle) -> list[tuple[int, int]]:
    """Spans of the sentences of a line: joined again where apart they would say something else."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(line)), len(line)]
    spans = [(start, end) for start, end in pairwise(cuts) if end > start]
    if len(spans) < 2 or _same(line, spans, style):
        return spans
    joined = [spans[0]]
    for span in spans[1:]:
        pair = [joined[-1], span]
        if _same(line[pair[0][0] : span[1]], [(0, pair[0][1] - pair[0][0]), _moved(span, pair[0][0])], style):
            joined.append(span)
        else:
            joined[-1] = (joined[-1][0], span[1])
    return joined


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] - by, span[1] - by


def _same(text: str, spans: list[tuple[int, int]], style: SpokenStyle) -> bool:
    """True where the sentences verbalised apart are the sentences of the whole."""
    apart = [(verbalise(text[start:end], style), text[start:end].rstrip()) for start, end in spans]
    if any(words[-1:] not in tuple(".!?") and not source.endswith(";") for words, source in apart[:-1]):
        return False
    closed = " ".join(words + ("." if source.endswith(";") else "") for words, source in apart)
    return _stops(closed) == _stops(verbalise(text, style))


def _stops(words: str) -> list[str]:
    return _NOT_SENTENCE.sub(" ", words.lower()).rstrip(" .").split()


def _same_words(text: str, spans: list[tuple[int, int]], style: SpokenStyle) -> bool:
    apart = " ".join(verbalise(text[start:end], style) for start, end in spans)
    return _bare(apart) == _bare(verbalise(text, style))


def _bare(words: str) -> str:
    return _PLAIN.sub(" ", words.lower()).strip()


def _clauses(sentence: str, at: int, style: SpokenStyle, first: bool) -> list[Chunk]:
    words = verbalise(sentence, style)
    if not _bare(words):
        return []
    end = at + len(sentence.rstrip())
    if len(words.split()) <= (FIRST if first else LONGEST):
        return [Chunk(words + ("." if sentence.rstrip().endswith(";") else ""), end, True)]
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    spans = [(start, stop) for start, stop in pairwise(cuts) if stop > start]
    if len(spans) > 1 and _same_words(sentence, spans, style):
        pieces = [(_piece(sentence, start, stop, style), at + stop) for start, stop in spans]
    else:
        pieces = _split_words(words, at, end)
    return _grouped(pieces, end, first)


def _piece(sentence: str, start: int, stop: int, style: SpokenStyle) -> str:
    """One clause in words; inside a sentence it keeps the case in which it was written."""
    source = sentence[start:stop].strip()
    words = verbalise(source, style)
    if start and source[:1].islower():
        words = words[:1].lower() + words[1:]
    return words + ("," if source[-1:] in tuple(",;:—–)") and words[-1:].isalnum() else "")


def _split_words(words: str, at: int, end: int) -> list[tuple[str, int]]:
    """Clauses of the spoken words alone; all but the last then count as nothing heard of the text."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(words)), len(words)]
    spans = [(start, stop) for start, stop in pairwise(cuts) if words[start:stop].strip()]
    return [(words[start:stop].strip(), end if stop == len(words) else at) for start, stop in spans]


def _grouped(pieces: list[tuple[str, int]], end: int, first: bool) -> list[Chunk]:
    """Clauses put together up to the limit; a group of fewer than three words is never left alone."""
    groups: list[tuple[list[str], int]] = []
    for words, stop in pieces:
        limit = FIRST if first and len(groups) < 2 else LONGEST
        if groups and (
            _count(groups[-1][0]) < SHORTEST
            or _count([words]) < SHORTEST
            or _count([*groups[-1][0], words]) <= (limit if len(groups) == 1 else LONGEST)
        ):
            groups[-1] = ([*groups[-1][0], words], stop)
        else:
            groups.append(([words], stop))
    last = len(groups) - 1
    return [
        Chunk(" ".join(words), end if i == last else stop, i == last)
        for i, (words, stop) in enumerate(groups)
    ]


def _count(words: list[str]) -> int:
    return sum(len(part.split()) for part in words)
