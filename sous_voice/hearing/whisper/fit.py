"""The sentence of a grammar that fits a clip best: nearest by sound, then weighed by Whisper's decoder."""

from collections.abc import Sequence
from dataclasses import dataclass

from sous_voice.core.wordgraph import Path
from sous_voice.hearing.phonetic.graph import PhoneGraph
from sous_voice.hearing.phonetic.nearby import nearest_paths
from sous_voice.hearing.whisper.model import Encoded, Hypothesis, WhisperModel
from sous_voice.hearing.whisper.repeats import transcript_words

FROM_FIRST = 16
"""Sentences taken from the grammar for the first transcript …"""
FROM_OTHERS = 6
"""… and for each of the others."""
PHONETIC_WEIGHT = 1.5
"""Weight of the phonetic cost per phone against the decoder's mean log-probability."""
PLAINLY = 0.6
"""A sentence this much nearer by sound than the best one is not worth weighing (cost per phone)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A sentence of the grammar beside what was heard."""

    path: Path
    cost: float
    """Phonetic distance per phone heard."""
    weight: float
    """The decoder's mean log-probability per token."""

    @property
    def score(self) -> float:
        return self.weight - PHONETIC_WEIGHT * self.cost


def fits(graph: PhoneGraph, model: WhisperModel, clip: Encoded, heard: Sequence[Hypothesis]) -> list[Fit]:
    """Sentences of the grammar that differ in meaning, best first; empty where nothing was heard."""
    pool: dict[object, tuple[float, Path]] = {}
    seen: set[tuple[str, ...]] = set()
    for hypothesis in heard:
        words = tuple(transcript_words(hypothesis.text))
        if not words or words in seen:
            continue
        for path, cost in nearest_paths(graph, words, FROM_OTHERS if seen else FROM_FIRST):
            if path.meaning not in pool or cost < pool[path.meaning][0]:
                pool[path.meaning] = (cost, path)
        seen.add(words)
    if not pool:
        return []
    least = min(cost for cost, _ in pool.values())
    chosen = [(cost, path) for cost, path in pool.values() if cost <= least + PLAINLY]
    weights = model.weigh(clip, [path.words for _, path in chosen])
    found = [Fit(path, cost, weight) for (cost, path), weight in zip(chosen, weights, strict=True)]
    return sorted(found, key=lambda fit: -fit.score)


def best_of(found: Sequence[Fit]) -> tuple[Fit | None, float]:
    """The first, and how far it is ahead of the next."""
    if not found:
        return None, 0.0
    return found[0], found[0].score - found[1].score if len(found) > 1 else 0.0
