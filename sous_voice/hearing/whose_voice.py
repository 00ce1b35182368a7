"""Is what the microphone heard our own voice, or another's? Told by the sound, not by the words.

Two signs: another's voice is louder than what cancelling leaves of ours (``residual.py``), and is unlike what was
played, as our own is not where the way from the loudspeaker has just changed. Measured in a simulated kitchen
(``benchmarks/whose_voice.py``, docs/benchmarks.md).
"""

import numpy as np

from sous_voice.hearing.source import Floats

EXCESS = 6.3
"""Times what may be left of us from which another speaks: 8 dB; of our own voice one block in a thousand has more."""
ALIKE = 0.3
"""Correlation with the played samples from which what is left is ours; a short word of another has up to 0.17."""
_TILT = 0.95
"""Of the whitening filter: without it any two voices correlate by their low tones."""


def likeness(left: Floats, played: Floats) -> float:
    """Greatest correlation of ``left`` with any piece of ``played``, 0 to 1; 0 for nothing."""
    if not left.size:
        return 0.0
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
