"""Other words in the place of those that were heard: they keep the places and confidences of the old ones."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from sous_voice.hearing.engine import Word


def reworded(words: Sequence[Word], said: Sequence[str]) -> tuple[Word, ...]:
    """``said`` with the places of ``words``: equal words keep theirs, others share what lies between."""
    if not words:
        return tuple(Word(text, 0.0, 0.0, 0.0) for text in said)
    found: list[Word] = []
    same = SequenceMatcher(None, [word.text for word in words], said, autojunk=False)
    for kind, old, old_end, new, new_end in same.get_opcodes():
        if kind == "equal":
            found += words[old:old_end]
            continue
        between = words[old:old_end]
        start = between[0].start if between else (words[old - 1].end if old else words[0].start)
        end = between[-1].end if between else start
        conf = min((word.conf for word in between), default=0.0)
        step = (end - start) / max(1, new_end - new)
        found += [
            Word(text, conf, round(start + place * step, 2), round(start + (place + 1) * step, 2))
            for place, text in enumerate(said[new:new_end])
        ]
    return tuple(found)
