"""Takes our own voice out of what the microphone hears, given the samples that were played.

A partitioned-block frequency-domain Kalman filter (Enzner and Vary 2006; Kuech, Mabande and Enzner
2014): the way from loudspeaker to microphone is a filter of ``PARTS`` times 16 ms, learnt and followed
bin by bin. How fast it learns follows from its own uncertainty and from what else is heard, so that it
holds still while the cook speaks over us. Each block is learnt from more than once, now and later: so the
way is known twice as early. It only subtracts: nothing of the cook's voice is gated away, as cancellers made
for telephones do (docs/benchmarks.md compares).
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
KEPT = 128
"""Past blocks that are learnt from again: 2 s."""
AGAIN = 2
"""Past blocks that are learnt from again with each new one."""
QUIET = 1e-5
"""Mean square of the played samples below which nothing is played."""

Floats = NDArray[np.float32]
_BINS = BLOCK + 1
_STRIDE = 37
"""Past blocks are taken in this order: neighbours tell the same."""
_UNSURE = np.exp(-np.arange(PARTS) / (PARTS / 3))[:, None].astype(np.float32)


class EchoCanceller:
    """One microphone beside one loudspeaker. Not thread-safe."""

    def __init__(self) -> None:
        self._past = np.zeros((PARTS + KEPT, _BINS), np.complex64)
        """Spectra of what was played, the newest first."""
        self._heard = np.zeros((KEPT + 1, BLOCK), np.float32)
        """The microphone's blocks of the same times."""
        self._others = np.full((KEPT + 1, _BINS), 1e-3, np.float32)
        """Power of everything else that was heard in them."""
        self._way = np.zeros((PARTS, _BINS), np.complex64)
        self._last = np.zeros(BLOCK, np.float32)
        self._turn = self._step = 0
        self._idle = PARTS
        self.forget()

    def forget(self) -> None:
        """Begin to learn anew: the microphone or the loudspeaker was moved."""
        self._way[:] = 0
        self._doubt = np.ones((PARTS, _BINS), np.float32) * _UNSURE
        self._known = 0
        self._before = self._after = 0.0

    @property
    def playing(self) -> bool:
        """Whether something of us may be heard."""
        return self._idle <= PARTS

    def take(self, heard: Floats, played: Floats) -> Floats:
        """A block of the microphone, and what was played about then, each of ``BLOCK`` samples, -1…1.

        Returns what the microphone would have heard without us.
        """
        self._idle = 0 if float(played @ played) > QUIET * BLOCK else self._idle + 1
        if not self.playing:
            self._last = played.copy()
            return heard
        self._remember(heard, played)
        left = self._left(0)
        self._others[0] = self._learn(0, left, self._others[1])
        for again in range(AGAIN):
            if self._known > PARTS:
                past = 1 + (_STRIDE * (AGAIN * self._turn + again)) % (self._known - 1)
                self._learn(past, self._left(past), self._others[past])
        self._turn += 1
        return self._watched(heard, left)

    def _remember(self, heard: Floats, played: Floats) -> None:
        for kept in (self._past, self._heard, self._others):
            kept[1:] = kept[:-1].copy()
        self._past[0] = np.fft.rfft(np.concatenate([self._last, played]))
        self._last = played.copy()
        self._heard[0] = heard
        self._known = min(self._known + 1, KEPT + 1)

    def _left(self, past: int) -> Floats:
        """What the way does not explain of the block so many blocks ago."""
        echo = np.fft.irfft((self._past[past : past + PARTS] * self._way).sum(axis=0))[BLOCK:]
        left: Floats = self._heard[past] - echo.astype(np.float32)
        return left

    def _learn(self, past: int, left: Floats, others: Floats) -> Floats:
        """One Kalman step: ``left`` is what the prediction got wrong, and everything else that sounds.

        Returns the power of the latter, given that of the block before.
        """
        played = self._past[past : past + PARTS]
        self._way *= STAYS
        self._doubt = STAYS**2 * self._doubt + (1 - STAYS**2) * np.abs(self._way) ** 2
        error = np.fft.rfft(np.concatenate([np.zeros(BLOCK, np.float32), left])).astype(np.complex64)
        others = SMOOTH * others + (1 - SMOOTH) * np.abs(error) ** 2
        power = np.abs(played) ** 2
        # half: a block is half of its transform
        gain = self._doubt / (0.5 * (power * self._doubt).sum(axis=0) + others + 1e-6)
        self._way += gain * np.conj(played) * error
        self._doubt = np.maximum(self._doubt * (1 - 0.5 * gain * power), 1e-8)
        # a quarter of the parts is held to its length each time: all of them would cost four times as much
        some = (np.arange(PARTS // 4) + PARTS // 4 * self._step) % PARTS
        self._step += 1
        tails = np.fft.irfft(self._way[some], axis=1)
        tails[:, BLOCK:] = 0
        self._way[some] = np.fft.rfft(tails, axis=1)
        return others

    def _watched(self, heard: Floats, left: Floats) -> Floats:
        """The result, unless it is louder than what came in for a while: then the way has changed."""
        keep = 1 - 1 / WATCH
        before, after = float(heard @ heard), float(left @ left)
        self._before = keep * self._before + before
        self._after = keep * self._after + after
        if self._after > 1.05 * self._before:
            self.forget()
        return left if after <= before else heard
