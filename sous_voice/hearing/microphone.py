"""The microphone: PortAudio's callback only copies a block into a queue."""

import queue
from typing import Any

import numpy as np

from sous_voice.errors import DeviceError
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.source import BLOCK_SECONDS, Floats, Resampler
from sous_voice.soundcard import CARD, Device, pick

DEAD_AFTER = 1.5
"""Seconds without a block after which the device counts as gone: fifteen blocks in a row are missing."""


class Microphone:
    """A ``Source``: the device of that name, or the system's own choice."""

    def __init__(self, device: str = "") -> None:
        """Raises ``DeviceError`` where there is none, or no PortAudio."""
        self._blocks: queue.SimpleQueue[Floats] = queue.SimpleQueue()
        self._generation = CARD.generation
        self._device = pick(device, output=False)
        self.name = f"microphone ({self._device.name})"
        self._waited = 0.0
        try:
            self._start(RATE, 1)
        except DeviceError:
            # not every device offers 16 kHz mono: its own rate, resampled
            self._start(round(self._device.rate), min(2, self._device.inputs))

    def _start(self, rate: int, channels: int) -> None:
        self._resampler = Resampler(rate, channels)
        self._stream = CARD.open(lambda sd: self._make(sd, self._device, rate, channels), "microphone")

    def _make(self, sd: Any, device: Device, rate: int, channels: int) -> Any:
        blocks = self._blocks

        def callback(indata: Any, _frames: int, _time: Any, _status: Any) -> None:
            blocks.put(np.array(indata, np.float32))

        return sd.InputStream(
            samplerate=rate,
            channels=channels,
            dtype="float32",
            blocksize=round(rate * BLOCK_SECONDS),
            device=device.index,
            callback=callback,
        )

    @property
    def behind(self) -> float:
        """Seconds of sound that wait to be read."""
        return self._blocks.qsize() * BLOCK_SECONDS

    def read(self, timeout: float) -> Floats | None:
        """The next block. Raises ``DeviceError`` when the device has gone."""
        try:
            block = self._blocks.get(timeout=timeout)
        except queue.Empty:
            self._waited += timeout
            if self._waited >= DEAD_AFTER or self._generation != CARD.generation or not self._stream.active:
                raise DeviceError("The microphone went away.", "Plug it in again; type meanwhile.") from None
            return None
        self._waited = 0.0
        return self._resampler.take(block)

    def close(self) -> None:
        """End the stream, within two seconds even where the sound system hangs."""
        CARD.close(self._stream)
