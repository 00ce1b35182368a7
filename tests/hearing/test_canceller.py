"""Our own voice is taken out of the microphone; the cook's stays."""

import numpy as np
import pytest

from sous_voice.hearing.canceller import BLOCK, EchoCanceller

RATE = 16_000


def bursts(seconds: float, seed: int) -> np.ndarray:
    """Noise that swells and falls like syllables."""
    random = np.random.default_rng(seed)
    size = int(seconds * RATE)
    swell = np.clip(np.sin(2 * np.pi * 2.3 * np.arange(size) / RATE + seed), 0, 1)
    return (0.1 * random.standard_normal(size) * swell).astype(np.float32)


def way(delay: int, seed: int) -> np.ndarray:
    """A loudspeaker's way to the microphone: a delay, then a decaying echo."""
    random = np.random.default_rng(seed)
    tail = random.standard_normal(1500) * np.exp(-np.arange(1500) / 300)
    return np.concatenate([np.zeros(delay), [1.0], 0.3 * tail])


def cleaned(heard: np.ndarray, played: np.ndarray) -> np.ndarray:
    canceller = EchoCanceller()
    return np.concatenate(
        [
            canceller.take(heard[at : at + BLOCK], played[at : at + BLOCK])
            for at in range(0, heard.size - BLOCK + 1, BLOCK)
        ]
    )


def decibels(louder: np.ndarray, softer: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(louder**2) / np.mean(softer**2)))


@pytest.mark.parametrize("delay", [0, 700, 4000])
def test_our_own_voice_falls_by_twenty_decibels(delay: int) -> None:
    """After three seconds of speaking, whatever the way to the microphone, little of us is left."""
    played = bursts(5, 1)
    echo = np.convolve(played, way(delay, 2))[: played.size].astype(np.float32)
    left = cleaned(echo, played)
    last = slice(4 * RATE, left.size)
    assert decibels(echo[last], left[last]) > 20


def test_the_cooks_voice_comes_through_unchanged() -> None:
    """Who speaks over us, as loud as we are, is heard as if we were silent."""
    played = bursts(7, 1)
    echo = np.convolve(played, way(900, 2))[: played.size].astype(np.float32)
    cook = np.zeros_like(played)
    cook[5 * RATE : 6 * RATE] = bursts(1, 7)
    left = cleaned(echo + cook, played)
    word = slice(5 * RATE, 6 * RATE)
    assert decibels(cook[word], left[word] - cook[word]) > 10


def test_a_microphone_that_is_moved_is_learnt_anew() -> None:
    """Another way to the microphone is followed within a few seconds, and never makes things louder for long."""
    played = bursts(12, 1)
    before = np.convolve(played, way(500, 2))[: played.size]
    after = np.convolve(played, way(1900, 5))[: played.size]
    moved = 5 * RATE
    echo = np.concatenate([before[:moved], after[moved:]]).astype(np.float32)
    left = cleaned(echo, played)
    assert decibels(echo[10 * RATE : left.size], left[10 * RATE :]) > 15


def test_silence_of_ours_leaves_every_sample() -> None:
    """While nothing is played, what is heard passes through bit by bit."""
    cook = bursts(2, 3)
    left = cleaned(cook, np.zeros_like(cook))
    assert np.array_equal(left, cook[: left.size])
