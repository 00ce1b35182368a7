"""Takes our own voice out of what the microphone hears, given the samples that were played.

A partitioned-block frequency-domain Kalman filter (Enzner and Vary 2006; Kuech, Mabande and Enzner
2014): the way from loudspeaker to microphone is a filter of ``PARTS`` times 16 ms, learnt and followed
bin by bin. How fast it learns follows from its own uncertainty and from what else is heard, so that it
holds still while the cook speaks over us. It only subtracts: nothing of the cook's voice is gated away,
as cancellers made for telephones do (docs/benchmarks.md compares).
"""

import numpy as np
from numpy.typing import NDArray

BLOCK = 256
"""Samples a step: 16 ms."""
PARTS = 32
"""Length of the way from loudspeaker to microphone in blocks: 0.51 s, of which the room's echo takes
about half; the rest is for not knowing the sound card's delays exactly."""
STAYS = 0.9998
"""How much of the way is still true one block later."""
SMOOTH = 0.8
"""Of the spectrum of everything else that is heard, from block to block."""
WATCH = 30
"""Blocks (half a second) over which the canceller is watched: what makes things louder begins anew."""
QUIET = 1e-5
"""Mean square of the played samples below which nothing is played."""

Floats = NDArray[np.float32]
_BINS = BLOCK + 1
_UNSURE = np.exp(-np.arange(PARTS) / (PARTS / 3))[:, None].astype(np.float32)


class EchoCanceller:
    """One microphone beside one loudspeaker. Not thread-safe."""

    def __init__(self) -> None:
        self._played = np.zeros((PARTS, _BINS), np.complex64)
        self._way = np.zeros((PARTS, _BINS), np.complex64)
        self._last = np.zeros(BLOCK, np.float32)
        self._others = np.full(_BINS, 1e-3, np.float32)
        self._turn = 0
        self._idle = PARTS
        self.forget()

    def forget(self) -> None:
        """Begin to learn anew: the microphone or the loudspeaker was moved."""
        self._way[:] = 0
        self._doubt = np.ones((PARTS, _BINS), np.float32) * _UNSURE
        self._before = self._after = 0.0

    def take(self, heard: Floats, played: Floats) -> Floats:
        """A block of the microphone, and what was played about then, each of ``BLOCK`` samples, -1…1.

        Returns what the microphone would have heard without us.
        """
        self._idle = 0 if float(played @ played) > QUIET * BLOCK else self._idle + 1
        if self._idle > PARTS:
            self._last = played.copy()
            return heard
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._last, played]))
        self._last = played.copy()
        echo = np.fft.irfft((self._played * self._way).sum(axis=0))[BLOCK:].astype(np.float32)
        left: Floats = heard - echo
        self._learn(left)
        return self._watched(heard, left)

    def _learn(self, left: Floats) -> None:
        """One Kalman step: ``left`` is what the prediction got wrong, and everything else that sounds."""
        self._way *= STAYS
        self._doubt = STAYS**2 * self._doubt + (1 - STAYS**2) * np.abs(self._way) ** 2
        error = np.fft.rfft(np.concatenate([np.zeros(BLOCK, np.float32), left])).astype(np.complex64)
        self._others = SMOOTH * self._others + (1 - SMOOTH) * np.abs(error) ** 2
        power = np.abs(self._played) ** 2
        # half: a block is half of its transform
        gain = self._doubt / (0.5 * (power * self._doubt).sum(axis=0) + self._others + 1e-6)
        self._way += gain * np.conj(self._played) * error
        self._doubt = np.maximum(self._doubt * (1 - 0.5 * gain * power), 1e-8)
        # a quarter of the parts is held to its length each time: all of them would cost four times as much
        some = (np.arange(PARTS // 4) + self._turn) % PARTS
        self._turn = (self._turn + PARTS // 4) % PARTS
        tails = np.fft.irfft(self._way[some], axis=1)
        tails[:, BLOCK:] = 0
        self._way[some] = np.fft.rfft(tails, axis=1)

    def _watched(self, heard: Floats, left: Floats) -> Floats:
        """The result, unless it is louder than what came in for a while: then the way has changed."""
        keep = 1 - 1 / WATCH
        before, after = float(heard @ heard), float(left @ left)
        self._before = keep * self._before + before
        self._after = keep * self._after + after
        if self._after > 1.05 * self._before:
            self.forget()
        return left if after <= before else heard
