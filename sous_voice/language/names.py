"""Matching what was heard to the names that matter now, by spelling and by sound."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sous_voice.language.normalise import normal

_SOUNDS = (
    ("tch", "C"), ("sch", "S"), ("ght", "t"), ("ch", "C"), ("sh", "S"), ("ph", "f"), ("th", "T"),
    ("wh", "w"), ("ck", "k"), ("qu", "kw"), ("kn", "n"), ("wr", "r"), ("mb", "m"), ("dge", "j"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ge", "je"), ("gi", "ji"), ("x", "ks"), ("c", "k"),
    ("q", "k"), ("z", "s"), ("v", "f"), ("d", "t"), ("b", "p"), ("g", "k"), ("y", "i"),
)  # fmt: skip
"""Letters that sound alike to a recogniser, longest first; voiced and unvoiced consonants are one."""


@lru_cache(maxsize=1024)
def sound(word: str) -> str:
    """A rough sound of an English word: consonants by group, vowels as one, doubles once."""
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    out: list[str] = []
    for letter in word:
        mark = "a" if letter in "aeiou" else letter
        if not out or out[-1] != mark:
            out.append(mark)
    text = "".join(out)
    return text[:-1] if len(text) > 2 and text.endswith(("s", "a")) else text


@lru_cache(maxsize=2048)
def alike(said: str, name: str) -> float:
    """0 to 1: how like two words are, by spelling and by sound."""
    if said == name or said + "s" == name or name + "s" == said or said + "es" == name or name + "es" == said:
        return 1.0
    if min(len(said), len(name)) < 4:
        return 0.0
    spelt = 1 - Levenshtein.distance(said, name) / max(len(said), len(name))
    a, b = sound(said), sound(name)
    heard = 1 - Levenshtein.distance(a, b) / max(len(a), len(b))
    return 0.4 * spelt + 0.6 * heard if said[0] == name[0] or a[0] == b[0] else 0.3 * spelt + 0.5 * heard


class Names:
    """The names of one kind that matter now: "unsalted butter" is also heard as "butter"."""

    SURE = 0.82
    """Likeness from which a word counts as heard."""

    def __init__(self, names: Iterable[str]) -> None:
        self.full = tuple(dict.fromkeys(name for name in names if name))
        self._words = tuple((tuple(normal(name)), name) for name in self.full)

    def __bool__(self) -> bool:
        return bool(self._words)

    def at(self, words: Sequence[str], place: int) -> list[tuple[str, int, float]]:
        """Names that begin at ``place``: (name, place behind, doubt from 0 to 0.5), the best of each length."""
        best: dict[int, tuple[str, float]] = {}
        for parts, name in self._words:
            for length, score in self._lengths(words, place, parts):
                if score > best.get(length, ("", 0.0))[1]:
                    best[length] = (name, score)
        return [(name, place + n, (1 - score) * n) for n, (name, score) in best.items()]

    def _lengths(
        self, words: Sequence[str], place: int, parts: tuple[str, ...]
    ) -> Iterable[tuple[int, float]]:
        """The name, or its last words, or one telling word of it, said at ``place``."""
        for first in range(len(parts)):
            tail = parts[first:]
            said = words[place : place + len(tail)]
            if len(said) < len(tail):
                continue
            score = min(alike(a, b) for a, b in zip(said, tail, strict=True))
            if score >= self.SURE:
                yield len(tail), score - 0.02 * first
        if len(parts) > 1:
            for part in parts[:-1]:
                if len(part) > 3 and alike(words[place], part) >= 0.9:
                    yield 1, 0.86
