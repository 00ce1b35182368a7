"""Voices in kitchens: streams of clips with gaps, rooms, noise and what is left of our own voice, and their labels.

Each scene is one voice. An embedding is labelled with a kind where a phrase ended shortly before it and nothing
goes on; not at all just before and after; with nothing everywhere else, so that "turn off" in "turn off the
timer" teaches the pause.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from room import impulse_response, loudspeaker, through

from sous_voice.hearing.canceller import BLOCK, EchoCanceller
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.keywords.embedding import STEP, SpeechEmbedding
from sous_voice.hearing.keywords.head import KINDS

Floats = NDArray[np.float32]
SOONEST, LATEST = 0.02, 0.40
"""Seconds after the end of a phrase between which its label is its kind."""
UNSURE = 0.30
"""Seconds before and after that without a label."""
NOTHING, SKIP = 0, -1
MOVED = (0.87, 1.15)
"""How much higher and faster a moved voice is."""


@dataclass(frozen=True)
class Clip:
    """Something that was said."""

    kind: str
    """Of ``KINDS``, or ``near``."""
    words: str
    sound: Floats


@dataclass(frozen=True)
class Labelled:
    """A stream as embeddings."""

    vectors: NDArray[np.float16]
    """Shape (steps, 96)."""
    labels: NDArray[np.int8]
    """Shape (steps,): 0 nothing, -1 unlabelled, else the kind's place among ``KINDS`` plus one."""
    ends: tuple[tuple[float, str, str], ...]
    """When each phrase ended in seconds, its kind and words."""
    voice: str


def clips(folder: Path) -> list[Clip]:
    """One voice's."""
    found = []
    for file in sorted(folder.glob("*.wav")):
        _, kind, words = file.stem.split(".")
        found.append(Clip(kind, words.replace("-", " "), soundfile.read(file, dtype="float32")[0]))
    return found


def rooms(number: int, seed: int) -> list[Floats]:
    """Ways from somewhere to somewhere, dry ones among them."""
    rng = np.random.default_rng(seed)
    found = [np.array([1.0], np.float32)]
    for one in range(number):
        begin, end = (tuple(rng.uniform(0.4, size - 0.4) for size in (4.0, 3.2, 2.6)) for _ in range(2))
        found.append(impulse_response(begin, end, float(rng.uniform(0.12, 0.6)), seed=seed + one))
    return found


def laid(said: Sequence[Clip], rng: random.Random) -> tuple[Floats, list[tuple[float, str, str, bool]]]:
    """Clips in a row: the sound, and when each ended, its kind and words, and whether nothing goes on."""
    parts, ends, at = [np.zeros(int(rng.uniform(0.8, 1.6) * RATE), np.float32)], [], 0.0
    for one in said:
        joined = rng.random() < (0.12 if one.kind == "near" else 0.06)
        gap = rng.uniform(0.02, 0.1) if joined else rng.uniform(0.45, 1.1)
        parts.append(one.sound * 10 ** (rng.uniform(-4, 4) / 20))
        at = sum(part.size for part in parts) / RATE
        ends.append((at, one.kind, one.words, not joined))
        parts.append(np.zeros(int(gap * RATE), np.float32))
    return np.concatenate(parts), ends


def labels(steps: int, ends: Sequence[tuple[float, str, str, bool]]) -> NDArray[np.int8]:
    """One for each embedding; its time is the end of its newest sound."""
    times = (np.arange(steps) + 1) * STEP / RATE
    found = np.full(steps, NOTHING, np.int8)
    for end, kind, _, alone in ends:
        if kind == "near":
            continue
        found[(times > end - UNSURE) & (times < end + LATEST + UNSURE)] = SKIP
        if alone:
            found[(times >= end + SOONEST) & (times <= end + LATEST)] = KINDS.index(kind) + 1
    return found


def noise(kitchen: Floats, size: int, rng: np.random.Generator) -> Floats:
    """Kitchen noise from somewhere, or noise of some colour, with a mean square of 1."""
    if rng.random() < 0.7:
        start = int(rng.integers(0, kitchen.size))
        sound = np.resize(np.roll(kitchen, -start), size).astype(np.float64)
    else:
        spectrum = np.fft.rfft(rng.standard_normal(size))
        sound = np.fft.irfft(spectrum / np.maximum(np.arange(spectrum.size), 50) ** rng.uniform(0, 1), size)
    return (sound / np.sqrt(np.mean(sound**2))).astype(np.float32)


def leftovers(
    ours: Sequence[Floats], near: Sequence[Floats], ways: Sequence[Floats], seed: int
) -> list[Floats]:
    """What the canceller leaves of our voice while another speaks over it; the echo's level was 0.05.

    What is left of the other is taken away again, so that it can be laid under anybody.
    """
    rng = np.random.default_rng(seed)
    found = []
    for way in ways:
        order = rng.permutation(len(ours))
        played = np.concatenate([np.pad(ours[place], (0, RATE // 4)) for place in order])[: 60 * RATE]
        echo = np.pad(through(loudspeaker(played), way), (int(rng.uniform(0.02, 0.2) * RATE), 0))[
            : played.size
        ]
        echo *= 0.05 / np.sqrt(np.mean(echo**2))
        other = np.concatenate([np.pad(near[p], (0, RATE)) for p in rng.integers(0, len(near), 40)])
        other = np.resize(other, played.size) * 10 ** (rng.uniform(-8, 6) / 20) * 0.7
        heard = (echo + other).astype(np.float32)
        canceller = EchoCanceller()
        left = [
            canceller.take(heard[at : at + BLOCK], played[at : at + BLOCK].astype(np.float32))
            for at in range(0, heard.size - BLOCK, BLOCK)
        ]
        whole = np.concatenate(left)
        found.append((whole - other[: whole.size]).astype(np.float32))
    return found


class Kitchen:
    """Makes scenes."""

    def __init__(self, ways: Sequence[Floats], kitchen: Floats, ours: Sequence[Floats]) -> None:
        self.ways, self.kitchen, self.ours = ways, kitchen, ours

    def scene(self, voice: str, said: Sequence[Clip], seed: int, moved: bool = False) -> Labelled:
        """One voice saying these clips in this order; ``moved``: as a larger or smaller person."""
        rng, draw = random.Random(seed), np.random.default_rng(seed)
        if moved:
            rate = RATE * rng.uniform(*MOVED)
            said = [replace(one, sound=soxr.resample(one.sound, rate, RATE)) for one in said]
        dry, ends = laid(said, rng)
        wet = through(dry, rng.choice(self.ways))
        sound = wet * (rng.uniform(0.35, 1.6) * 0.07 / (np.sqrt(np.mean(wet[wet != 0] ** 2)) + 1e-9))
        loud = float(np.sqrt(np.mean(sound[np.abs(sound) > 0.01 * np.abs(sound).max()] ** 2)))
        sound = sound + noise(self.kitchen, sound.size, draw) * loud * 10 ** (-rng.uniform(8, 40) / 20)
        if self.ours and rng.random() < 0.5:
            left = np.roll(rng.choice(self.ours), rng.randrange(10**6))
            sound = sound + np.resize(left, sound.size) * (loud / 0.05) * 10 ** (-rng.uniform(-6, 12) / 20)
        return embedded(sound.astype(np.float32), ends, voice)


def embedded(sound: Floats, ends: Sequence[tuple[float, str, str, bool]], voice: str) -> Labelled:
    """A finished stream."""
    vectors = SpeechEmbedding(many=32).whole(np.clip(sound, -1, 1)).astype(np.float16)
    marked = tuple((end, kind, words) for end, kind, words, alone in ends if alone or kind == "near")
    return Labelled(vectors, labels(len(vectors), ends), marked, voice)
