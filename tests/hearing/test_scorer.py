"""The decoder's arithmetic: weights widened, sentences weighed as one tree."""

import numpy as np

from sous_voice.hearing.whisper.scorer import widened


def test_every_finite_half_float_is_widened_exactly() -> None:
    """All 65,536 patterns but infinities and not-a-numbers give the number that numpy reads in them."""
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)].reshape(-1, 1)
    room = np.empty(halves.shape, np.float32)
    assert np.array_equal(widened(halves, room), halves.astype(np.float32))
