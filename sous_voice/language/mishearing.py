"""What recognisers put into a turn that nobody said, and take out of it.

A recogniser that works on fixed stretches of sound often begins a short turn, or its last question, again to fill the rest:
"ok done what is next ok done what". A greeting loses its breath: "i what are we making". Some words that turns begin or
end with are heard as others that never stand there: "know thanks", "it looks good by".
"""

from collections.abc import Sequence
from dataclasses import replace

from sous_voice.language.normalise import Said

_OPENERS = frozenset(
    "ok yes no hi hello thanks thank that what how it i can could should where which sorry great".split()
)
"""Words that turns begin with."""
_ASKING = frozenset("what how where which bot".split())
_QUESTIONS = frozenset("what how where which when should can could is are do".split())
"""Words that a question said again begins with."""
_BY = frozenset("stand go near come pass close stop".split())
"""Words before a "by" that is meant."""
_BY_WHOM = frozenset("who whose whom which what".split())
"""Words of a question that may end with "by": "who's the recipe by"."""
LONG = 3
"""Words from which a tail like the beginning is an echo, whatever it begins with."""


def _echo(words: Sequence[str], said: Sequence[Said]) -> int:
    """Words at the end that begin the turn anew; 0 for none."""
    for count in range(len(words) // 2, 0, -1):
        start = len(words) - count
        if list(words[start:]) != list(words[:count]):
            continue
        begins = said[start].opens or words[start] in _OPENERS
        if count >= LONG or (count == 2 and begins) or words[start] == "ok":
            return count
    return 0


def _again(words: Sequence[str]) -> int:
    """Words at the end that begin the question before them anew: "how much is it how much is"; 0 for none."""
    for count in range(len(words) // 2, LONG - 1, -1):
        tail = list(words[len(words) - count :])
        if tail[0] not in _QUESTIONS:
            continue
        starts = range(len(words) - 2 * count, -1, -1)
        if any(list(words[n : n + count]) == tail for n in starts):
            return count
    return 0


def _begun(said: list[Said]) -> list[Said]:
    """The words with the first one as it was meant."""
    words = [word.word for word in said]
    if words[0] == "i" and (words[1] in _ASKING or (words[1] == "bought" and words[2:3] == ["what"])):
        return [replace(said[0], word="hi"), *said[1:]]
    if words[0] == "know":
        return [replace(said[0], word="no"), *said[1:]]
    if words[:2] == ["all", "right"] and len(said) > 2:
        return [replace(said[0], word="ok", end=said[1].end), *said[2:]]
    return said


def _ended(said: list[Said]) -> list[Said]:
    """The words with the last one as it was meant, without a breath taken for one."""
    *before, last = said
    if not before:
        return said
    if last.word == "by" and before[-1].word not in _BY and said[0].word not in _BY_WHOM:
        return [*before, replace(last, word="bye")]
    return before if last.word == "i" and len(before) >= LONG else said


def mended(said: list[Said]) -> list[Said]:
    """The words without an echo, with the words at the ends as they were meant; places stay."""
    if len(said) < 2:
        return said
    said = _begun(said)
    words = [word.word for word in said]
    while echo := _echo(words, said) or _again(words):
        said, words = said[:-echo], words[:-echo]
    return _ended(said)


__all__ = ["mended"]
