"""The loudspeaker, through PortAudio: survives that it is unplugged and comes back."""

import threading
from collections.abc import Callable
from typing import Any

from sous_voice.errors import DeviceError
from sous_voice.soundcard import CARD, PATIENCE, pick
from sous_voice.speaking.cache import RATE
from sous_voice.speaking.sinks import Clock, Render

_BLOCK = 0.02
_LOOK = 0.5
"""Seconds between two looks at the stream."""
_DEAD = 1.5
"""Seconds without a callback after which the stream counts as dead."""
_RETRY = 2.0


class Loudspeaker:
    """A pull stream with a watchman that opens it again."""

    def __init__(self, device: str, clock: Clock, on_change: Callable[[bool], None]) -> None:
        """``device``: see ``soundcard.pick``. ``on_change``: gone, back."""
        self._device = device
        self._clock = clock
        self._on_change = on_change
        self._render: Render | None = None
        self._stream: Any = None
        self._generation = CARD.generation
        self._called = 0.0
        self._stopped = threading.Event()
        self._watchman = threading.Thread(target=self._watch, name="loudspeaker-watch", daemon=True)
        self.latency = 0.0
        """Seconds from a rendered block to the ear, as PortAudio says."""
        self.present = False
        """False while the device is away."""

    def start(self, render: Render) -> None:
        """Open the device. Raises ``DeviceError``."""
        self._render = render
        self._open()
        self._watchman.start()

    def stop(self) -> None:
        """Close the device."""
        self._stopped.set()
        if self._watchman.is_alive():
            self._watchman.join(timeout=PATIENCE + _LOOK)
        self._close()

    def _open(self) -> None:
        self._generation = CARD.generation
        device = pick(self._device, output=True)
        self._called = self._clock()
        self._stream = CARD.open(
            lambda sd: sd.OutputStream(
                samplerate=RATE,
                blocksize=int(_BLOCK * RATE),
                device=device.index,
                channels=1,
                dtype="int16",
                latency="low",
                callback=self._callback,
            ),
            "loudspeaker",
        )
        self.latency = float(self._stream.latency)
        self.present = True

    def _callback(self, out: Any, frames: int, times: Any, _status: Any) -> None:
        now = self._clock()
        self._called = now
        delay = times.outputBufferDacTime - times.currentTime
        if self._render is not None:
            out[:, 0] = self._render(frames, now + (delay if 0 <= delay < 2 else self.latency))

    def _watch(self) -> None:
        while not self._stopped.wait(_LOOK if self.present else _RETRY):
            if not self.present:
                if self._reopened():
                    self._on_change(True)
            elif not self._alive() and not self._taken_over():
                self.present = False
                self._on_change(False)

    def _alive(self) -> bool:
        return bool(self._stream is not None and self._stream.active and self._clock() - self._called < _DEAD)

    def _taken_over(self) -> bool:
        """Open again at once where the stream only ended because PortAudio was initialised anew."""
        renewed = self._generation != CARD.generation
        self._close()
        return renewed and self._reopened()

    def _reopened(self) -> bool:
        try:
            self._open()
        except DeviceError:
            return False
        return True

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            CARD.close(stream)
