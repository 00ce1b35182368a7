"""Where the sound goes: one Protocol; a loudspeaker, the clock alone, a virtual clock, and a WAV beside any.

A sink calls ``render(frames, at)`` when it needs a block; ``at`` is the session time at which the
block's first sample reaches the ear.
"""

import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np

from sous_voice.errors import UserInputError
from sous_voice.speaking.cache import RATE, Pcm

Render = Callable[[int, float], Pcm]
Clock = Callable[[], float]
_BLOCK = int(0.02 * RATE)


class Sink(Protocol):
    """Takes blocks of mono 16-bit samples at ``RATE``."""

    def start(self, render: Render) -> None:
        """Begin to take blocks. Raises ``DeviceError`` where there is nothing to play on."""

    def stop(self) -> None:
        """Take no more; return when everything is put away."""

    @property
    def latency(self) -> float:
        """Seconds from a rendered block to the ear."""

    @property
    def present(self) -> bool:
        """False while the device is away."""


class VirtualSink:
    """A loudspeaker on a virtual clock: time passes when ``run`` is called."""

    latency = 0.0
    present = True

    def __init__(self) -> None:
        self.now = 0.0
        """Seconds."""
        self.blocks: list[Pcm] = []
        """Everything that was played."""
        self._render: Render | None = None

    def start(self, render: Render) -> None:
        """Nothing sounds before ``run``."""
        self._render = render

    def stop(self) -> None:
        """Take no more."""
        self._render = None

    def run(self, seconds: float, between: Callable[[float], None] = lambda at: None) -> None:
        """Let time pass, block by block; ``between`` is called after each with the time."""
        until = self.now + seconds
        while self.now < until and self._render is not None:
            self.blocks.append(self._render(_BLOCK, self.now))
            self.now += _BLOCK / RATE
            between(self.now)

    def sound(self) -> Pcm:
        """Everything that was played, in one."""
        return np.concatenate(self.blocks) if self.blocks else np.zeros(0, np.int16)


class ClockSink:
    """No loudspeaker: the words pass at their true speed, unheard."""

    latency = 0.0
    present = True

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, render: Render) -> None:
        """Take blocks in a thread of its own, as the clock goes."""
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, args=(render,), name="clock-sink", daemon=True)
        self._thread.start()

    def _run(self, render: Render) -> None:
        due = self._clock()
        while not self._stopped.wait(max(0.0, due - self._clock())):
            render(_BLOCK, due)
            due += _BLOCK / RATE

    def stop(self) -> None:
        """Take no more."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=2)


def open_wav(place: Path) -> wave.Wave_write:
    """A WAV file of mono 16-bit samples at ``RATE``, open for writing. Raises ``UserInputError``."""
    try:
        file = wave.open(place.open("wb"), "wb")  # noqa: SIM115 — closed by whoever asked for it
    except OSError as fault:
        raise UserInputError(
            f"Cannot write {place}: {fault.strerror}.", "Name a file in a folder you may write to."
        ) from fault
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(RATE)
    return file
