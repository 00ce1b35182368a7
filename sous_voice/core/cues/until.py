"""What the cook waits for: the words after "until"."""

import re

from sous_voice.core.cues.cue import Cue

_UNTIL = re.compile(
    r"\b(?:until|till|'til|til)\b\s+(?P<what>[^.;!?\n]+?)"
    r"(?=\s*(?:[.;!?\n]|$|\)|,\s*(?:then|and then|about|stirring)\b|\(\s*\d|\(\s*about))",
    re.IGNORECASE,
)


def read_until(text: str) -> tuple[Cue, ...]:
    """The conditions to be met before going on, in order."""
    return tuple(
        Cue("until", match.group(), match.span(), condition=_tidy(match["what"]))
        for match in _UNTIL.finditer(text)
        if _tidy(match["what"])
    )


def _tidy(words: str) -> str:
    """The condition alone: a clause that begins a new action after a comma is cut off."""
    words = re.split(
        r",\s+(?=(?:then|add|stir|turn|remove|take|put|serve|drain|pour|set|reduce|season|mix)\b)",
        words,
        flags=re.I,
    )[0]
    return words.strip(" ,:-*_")
