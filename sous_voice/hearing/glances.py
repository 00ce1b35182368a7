"""When to take a look at an utterance that is still open: soon enough for "stop", seldom enough for the machine."""

from dataclasses import dataclass

PAUSE = 0.09
"""Seconds of silence after which the last word is probably over."""
EVERY = 0.3
"""Seconds between two looks while somebody speaks on."""
SELDOM = 1.5
"""The same where the stream itself is listened to, which asks for looks of its own."""
EARLIEST = 0.15
"""Seconds of speech before the first look: "stop" takes 0.25."""
SHARE = 0.4
"""Of one processor core, at most, on average over an utterance."""


@dataclass(slots=True)
class Glances:
    """Counts the sound of one utterance."""

    every: float = EVERY
    """Seconds between two looks at least."""
    _heard: float = 0.0
    _next: float = EARLIEST
    _paused: bool = False

    def begin(self) -> None:
        """A new utterance."""
        self._heard, self._next, self._paused = 0.0, max(EARLIEST, self.every - EVERY), False

    def due(self, seconds: float, silence: float) -> bool:
        """Whether to look now, ``seconds`` of sound later, ``silence`` of them after the last speech."""
        self._heard += seconds
        if silence == 0.0:
            self._paused = False
            return self._heard >= self._next
        return silence >= PAUSE and not self._paused

    def took(self, cost: float, silence: float) -> None:
        """A look was taken and cost so many seconds of processor time."""
        self._paused = silence > 0.0
        self._next = self._heard + max(self.every, cost / SHARE)
