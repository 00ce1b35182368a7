"""The loudspeaker, through PortAudio: survives that it is unplugged and comes back."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sous_voice.errors import DeviceError
from sous_voice.speaking.cache import RATE
from sous_voice.speaking.sinks import Clock, Render, portaudio

_BLOCK = 0.02
_LOOK = 0.5
"""Seconds between two looks at the stream."""
_DEAD = 1.5
"""Seconds without a callback after which the stream counts as dead."""
_RETRY = 2.0
_CLOSE = 2.0
"""Seconds that closing a dead stream may take before it is left behind."""


class Loudspeaker:
    """A pull stream with a watchman that opens it again."""

    def __init__(self, device: str | int | None, clock: Clock, on_change: Callable[[bool], None]) -> None:
        """``device``: PortAudio's name or number, None for the default. ``on_change``: gone, back."""
        self._device = device
        self._clock = clock
        self._on_change = on_change
        self._render: Render | None = None
        self._stream: Any = None
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
            self._watchman.join(timeout=_CLOSE + _LOOK)
        self._close()

    def _open(self) -> None:
        sd = portaudio()
        try:
            with quiet_stderr():
                self._stream = sd.OutputStream(
                    samplerate=RATE,
                    blocksize=int(_BLOCK * RATE),
                    device=self._device,
                    channels=1,
                    dtype="int16",
                    latency="low",
                    callback=self._callback,
                )
                self._called = self._clock()
                self._stream.start()
        except (sd.PortAudioError, ValueError) as fault:
            self._stream = None
            raise DeviceError(
                f"There is no loudspeaker to play on{_reason(fault)}.",
                "Plug one in or choose one in the settings; 'sous-voice doctor' lists them.",
            ) from fault
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
            if self.present and not self._alive():
                self.present = False
                self._close()
                self._on_change(False)
            elif not self.present:
                self._come_back()

    def _alive(self) -> bool:
        return bool(self._stream is not None and self._stream.active and self._clock() - self._called < _DEAD)

    def _come_back(self) -> None:
        try:
            self._open()
        except DeviceError:
            return
        self._on_change(True)

    def _close(self) -> None:
        """Close in a thread: after a sound server died PortAudio may hang in it for ever."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        closer = threading.Thread(target=_close_stream, args=(stream,), name="loudspeaker-close", daemon=True)
        closer.start()
        closer.join(timeout=_CLOSE)


def _close_stream(stream: Any) -> None:
    sd = portaudio()
    try:
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)
    except sd.PortAudioError:
        return


def _reason(fault: Exception) -> str:
    """What PortAudio says, where it says more than that there is none."""
    text = str(fault.args[0] if fault.args else fault).rstrip(".").splitlines()[0]
    return "" if "device -1" in text else f": {text}"


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what PortAudio and ALSA print on standard error away from the user."""
    try:
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
