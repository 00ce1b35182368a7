"""A voice for tests: every word is a tenth of a second of its own tone, made at once."""

from collections.abc import Iterator

import numpy as np

from sous_voice.speaking.cache import RATE, Pcm

WORD = 0.1
"""Seconds."""


class ToneVoice:
    """Words → tones. Counts what it was asked for."""

    def __init__(self, key: str = "tones") -> None:
        self.key = key
        self.asked: list[str] = []

    def written(self, words: str) -> str:
        """As they are."""
        return words

    def load(self) -> None:
        """Nothing to load."""

    def stream(self, written: str, speed: float) -> Iterator[Pcm]:
        """A tone a word, each a part of its own."""
        self.asked.append(written)
        at = np.arange(int(WORD / speed * RATE)) / RATE
        for word in written.split():
            tone = np.sin(2 * np.pi * (200 + sum(map(ord, word)) % 800) * at)
            yield (tone * 8000).astype(np.int16)
