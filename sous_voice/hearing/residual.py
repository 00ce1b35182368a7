"""What is heard beyond that which cancelling leaves of our own voice: there somebody else speaks.

How much is left, beside what is played, is followed while we speak. It is taken for much at first, falls quickly as
the canceller learns, and rises slowly, so that a cook who speaks over us for some seconds does not count as
ours. Without an echo (headphones) it falls to nearly nothing: then every voice is another's.
"""

from dataclasses import dataclass

import numpy as np

from sous_voice.hearing.canceller import PARTS
from sous_voice.hearing.source import Floats

AT_FIRST = 4.0
"""Left of us, as a share of the played power, before anything is known: a room that gives back 6 dB more."""
LEAST = 1e-4
"""The same at least: what is 40 dB below the played sound is below the noise of any room."""
FALLS = 0.05
"""Of the way to a smaller share, a block."""
LEARNT = AT_FIRST / 4
"""Share from which something is known of the room: half a second of our voice was heard, or not heard."""
RISES = 1.01
"""Factor a block: 2.7 dB a second."""
SMOOTH = 0.75
"""Of powers, from block to block."""
FADES = 0.9
"""Of the played power, a block, once the room is about to be silent."""
LOUD = 1e-4
"""Mean square of the played samples from which something can be learnt."""
NOISE = 4.0
"""Times the least power of late that noise may have."""
SILENCE = 1e-10
"""Mean square: -100 dB."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Mean squares about a block."""

    left: float
    """Of what cancelling left."""
    expected: float
    """Of what was played, as far as the room may still give it back."""
    noise: float


class Residual:
    """Follows one canceller, block by block of 16 ms."""

    def __init__(self) -> None:
        self._played = np.zeros(PARTS, np.float64)
        self._expected = self._left = 0.0
        self._noise = 1e-3
        self._share = AT_FIRST

    def take(self, left: Floats, played: Floats) -> tuple[float, Beside]:
        """How many times louder a block is than what may be left of us and the noise; about 1 at most for our own.

        With it comes what ``excess`` needs to judge the block again later.

        Args:
            left: what the canceller left of the microphone's block, -1…1.
            played: what was played about then, -1…1.
        """
        self._played[1:] = self._played[:-1].copy()
        self._played[0] = SMOOTH * self._played[1] + (1 - SMOOTH) * float(np.mean(played * played))
        self._left = SMOOTH * self._left + (1 - SMOOTH) * float(np.mean(left * left))
        self._noise = min(self._left, RISES * self._noise)
        # the room gives back for half a second what was played; then it falls silent
        self._expected = max(float(self._played.max()), FADES * self._expected)
        heard = Beside(self._left, self._expected, NOISE * self._noise + SILENCE)
        excess = self.excess(heard)
        if self._expected > LOUD:
            self._follow(self._left / self._expected)
        return excess, heard

    @property
    def learnt(self) -> bool:
        """Whether a block's loudness says anything yet of who spoke."""
        return self._share < LEARNT

    def excess(self, heard: Beside) -> float:
        """What ``take`` would say of an earlier block by what is known now."""
        return heard.left / (self._share * heard.expected + heard.noise)

    def _follow(self, now: float) -> None:
        nearer = self._share + FALLS * (now - self._share) if now < self._share else self._share * RISES
        self._share = min(AT_FIRST, max(LEAST, nearer))
