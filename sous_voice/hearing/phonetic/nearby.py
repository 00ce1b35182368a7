"""The sentence of a grammar that sounds most like some words."""

from collections.abc import Sequence

from sous_voice.core.wordgraph import ANY_WORDS, Mark, Path, read_path
from sous_voice.hearing.phonetic.graph import PhoneGraph
from sous_voice.hearing.phonetic.place import spread
from sous_voice.hearing.phonetic.pronounce import sounds
from sous_voice.hearing.phonetic.search import Candidate, nearest


def nearest_paths(graph: PhoneGraph, words: Sequence[str], most: int) -> list[tuple[Path, float]]:
    """Sentences that differ in meaning with their phonetic cost per phone heard, best first."""
    phones, owners = sounds(words)
    if not phones:
        return []
    return [
        (_path(candidate, words, phones, owners), candidate.cost / len(phones))
        for candidate in nearest(graph, phones, most)
    ]


def nearest_path(graph: PhoneGraph, words: Sequence[str]) -> tuple[Path | None, float]:
    """The best one; (None, 0) where there is none."""
    found = nearest_paths(graph, words, 1)
    return found[0] if found else (None, 0.0)


def _path(candidate: Candidate, words: Sequence[str], phones: list[int], owners: list[int]) -> Path:
    """The candidate as a path; open words are taken from what was heard."""
    steps = candidate.steps
    if ANY_WORDS not in steps:
        return read_path(steps)
    said = [step for step in steps if isinstance(step, str)]
    taken = iter(spread(said, phones, owners))
    filled: list[Mark | str] = []
    for step in steps:
        own = next(taken) if isinstance(step, str) else []
        filled += [words[index] for index in own] if step == ANY_WORDS else [step]
    return read_path(filled)
