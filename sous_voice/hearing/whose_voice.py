"""Is what the microphone heard our own voice, or another's? Told by the sound, not by the words.

Two signs, both from what was heard, what the canceller left of it, and what was played about then: our own
voice falls when it is cancelled, and what is left of it before the canceller has learnt still follows the
played samples. Measured in a simulated kitchen (``benchmarks/whose_voice.py``, docs/benchmarks.md).
"""

import numpy as np

from sous_voice.hearing.canceller import BLOCK
from sous_voice.hearing.source import Floats

LOUD = 0.1
"""Share of the loudest block's power from which a block of what is left tells something."""
FALLEN = 0.4
"""Share of the heard power below which what is left has fallen too far to be another's: 4 dB."""
ALIKE = 0.15
"""Correlation with the played samples from which what is left is ours."""
_TILT = 0.95
"""Of the whitening filter: without it any two voices correlate by their low tones."""


def is_anothers(heard: Floats, left: Floats, played: Floats) -> bool:
    """Whether somebody else spoke in ``heard``, of which the canceller left ``left``.

    ``played`` ends with ``heard`` and begins as much earlier as the room and the sound card may be late.
    False for less than a block.
    """
    whole = left.size // BLOCK * BLOCK
    if not whole:
        return False
    after = np.mean(left[:whole].reshape(-1, BLOCK) ** 2, axis=1)
    before = np.mean(heard[:whole].reshape(-1, BLOCK) ** 2, axis=1)
    loud = after >= LOUD * after.max()
    if after[loud].sum() < FALLEN * before[loud].sum():
        return False
    return likeness(left, played) < ALIKE


def likeness(left: Floats, played: Floats) -> float:
    """Greatest correlation of ``left`` with any piece of ``played``, 0 to 1."""
    one, other = _whitened(left), _whitened(played)
    size = 1 << int(np.ceil(np.log2(one.size + other.size)))
    product = np.fft.irfft(np.conj(np.fft.rfft(one, size)) * np.fft.rfft(other, size))
    lags = other.size - one.size + 1
    total = np.concatenate([[0.0], np.cumsum(other.astype(np.float64) ** 2)])
    power = (total[one.size : one.size + lags] - total[:lags]) * float(one @ one)
    return float(np.max(np.abs(product[:lags]) / np.sqrt(np.maximum(power, 1e-9))))


def _whitened(samples: Floats) -> Floats:
    result: Floats = np.append(samples[:1], samples[1:] - np.float32(_TILT) * samples[:-1]).astype(np.float32)
    return result
