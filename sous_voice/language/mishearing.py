"""What recognisers put into a turn that nobody said, and take out of it.

A recogniser that works on fixed stretches of sound often begins a short turn again to fill the rest: "ok done what is next
ok done what". A greeting loses its breath: "i what are we making".
"""

from collections.abc import Sequence
from dataclasses import replace

from sous_voice.language.normalise import Said

_OPENERS = frozenset(
    "ok yes no hi hello thanks thank that what how it i can could should where which sorry great".split()
)
"""Words that turns begin with."""
_ASKING = frozenset("what how where which bot".split())
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


def mended(said: list[Said]) -> list[Said]:
    """The words without an echo of the beginning, with the opening word as it was meant; places stay."""
    if len(said) < 2:
        return said
    words = [word.word for word in said]
    if words[0] == "i" and words[1] in _ASKING:
        said = [replace(said[0], word="hi"), *said[1:]]
    elif words[:2] == ["all", "right"] and len(said) > 2:
        said = [replace(said[0], word="ok", end=said[1].end), *said[2:]]
    words = [word.word for word in said]
    while echo := _echo(words, said):
        said, words = said[:-echo], words[:-echo]
    return said


__all__ = ["mended"]
