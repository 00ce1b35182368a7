"""Log-mel features as Whisper was trained on: 25 ms windows every 10 ms, 80 Slaney mel bands.

After Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision", section 2.2,
and the layout of their published code; the mel scale is Slaney's (Auditory Toolbox, 1998).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sous_voice.hearing.engine import RATE

WINDOW = 400
"""Samples in a window: 25 ms."""
HOP = 160
"""Samples from one window to the next: 10 ms."""
BANDS = 80

_LINEAR_BELOW_HZ = 1000.0
_HZ_PER_MEL = 200.0 / 3
_LOG_STEP = np.log(6.4) / 27.0


def _hz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slaney mels → Hz: linear below 1 kHz, logarithmic above."""
    corner = _LINEAR_BELOW_HZ / _HZ_PER_MEL
    return np.where(mels < corner, mels * _HZ_PER_MEL, _LINEAR_BELOW_HZ * np.exp(_LOG_STEP * (mels - corner)))


@cache
def _filters() -> NDArray[np.float32]:
    """Triangles of equal area, shape (BANDS, WINDOW // 2 + 1)."""
    top = _LINEAR_BELOW_HZ / _HZ_PER_MEL + np.log(RATE / 2 / _LINEAR_BELOW_HZ) / _LOG_STEP
    edges = _hz(np.linspace(0.0, top, BANDS + 2))
    bins = np.fft.rfftfreq(WINDOW, 1.0 / RATE)
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    area = 2.0 / (edges[2:] - edges[:-2])
    return (np.maximum(0.0, np.minimum(rising, falling)) * area[:, None]).astype(np.float32)


def log_mel(samples: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
    """Features of a clip followed by silence.

    Args:
        samples: mono float32 at 16 kHz, shape (n,).
        frames: how many 10 ms frames to return; the clip is cut or filled with silence.

    Returns:
        float32, shape (BANDS, frames), about -1 to 1.5.
    """
    need = frames * HOP
    clip = np.zeros(need + WINDOW, dtype=np.float32)
    taken = samples[:need]
    half = WINDOW // 2
    clip[half : half + len(taken)] = taken
    # reflected at the start, as in training
    mirror = taken[1 : half + 1][::-1]
    clip[half - len(mirror) : half] = mirror
    windows = np.lib.stride_tricks.sliding_window_view(clip, WINDOW)[::HOP][:frames]
    hann = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(windows * hann, axis=1)).astype(np.float32) ** 2
    log = np.log10(np.maximum(_filters() @ power.T, 1e-10))
    log = np.maximum(log, log.max() - 8.0)
    return np.ascontiguousarray((log + 4.0) / 4.0, dtype=np.float32)
