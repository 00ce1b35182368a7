"""PortAudio, shared by the microphone and the loudspeaker.

PortAudio knows only the devices that were there when it was initialised, and initialising it anew ends
every stream. So whoever loses a device calls ``renew``; the others see that ``generation`` has changed
and open their streams again. After a sound server's death ``abort`` and ``close`` may hang for ever:
both run in a thread of their own with a time limit.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sous_voice.errors import DeviceError

PATIENCE = 2.0
"""Seconds that closing a stream, or PortAudio as a whole, may take."""

_REMEDY = "Plug one in, or check the sound settings; sous-voice doctor lists what is found."


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device as PortAudio lists it."""

    index: int
    name: str
    inputs: int
    outputs: int
    rate: float
    """Its own samples per second."""


class SoundCard:
    """The process's one PortAudio."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._streams: list[Any] = []
        self.generation = 0
        """Counts how often PortAudio was initialised anew."""

    def open(self, make: Callable[[Any], Any], what: str) -> Any:
        """Open and start a stream that ``make(sounddevice)`` returns.

        Raises:
            DeviceError: there is no such device, it refuses, or PortAudio is not installed.
        """
        sd = portaudio()
        with self._lock, quiet():
            try:
                stream = make(sd)
                stream.start()
            except (sd.PortAudioError, ValueError, OSError) as fault:
                raise DeviceError(f"The {what} cannot be opened ({_reason(fault)}).", _REMEDY) from None
            self._streams.append(stream)
        return stream

    def close(self, stream: Any) -> bool:
        """End a stream; False where it hung and was left behind."""
        with self._lock:
            if stream in self._streams:
                self._streams.remove(stream)
        return within(PATIENCE, lambda: _close(stream))

    def renew(self, seen: int) -> None:
        """Initialise PortAudio anew, unless somebody has done so since generation ``seen``.

        Raises:
            DeviceError: PortAudio hangs, and cannot be used again in this process.
        """
        with self._lock:
            if self.generation != seen:
                return
            for stream in [*self._streams]:
                self.close(stream)
            sd = portaudio()

            def again() -> None:
                sd._terminate()
                sd._initialize()

            with quiet():
                done = within(2 * PATIENCE, again)
            self.generation += 1
            if not done:
                raise DeviceError("The sound system hangs.", "Type meanwhile, and start sous-voice again.")


CARD = SoundCard()
"""PortAudio is one per process, and so is this."""


def portaudio() -> Any:
    """The module ``sounddevice``.

    Raises:
        DeviceError: it, or the PortAudio library, is not installed.
    """
    try:
        with quiet():
            import sounddevice
    except (ImportError, OSError):
        raise DeviceError(
            "PortAudio is not installed, so there is no sound.",
            "On Debian and Ubuntu: apt install libportaudio2.",
        ) from None
    return sounddevice


def devices() -> tuple[Device, ...]:
    """All sound devices.

    Raises:
        DeviceError: PortAudio is not installed.
    """
    sd = portaudio()
    with quiet():
        try:
            found = sd.query_devices()
        except sd.PortAudioError:
            return ()
    return tuple(
        Device(
            number,
            one["name"],
            one["max_input_channels"],
            one["max_output_channels"],
            one["default_samplerate"],
        )
        for number, one in enumerate(found)
    )


def pick(name: str, *, output: bool) -> Device:
    """The device of this number, with this in its name, or the system's own choice for an empty name.

    Raises:
        DeviceError: there is none, or PortAudio is not installed.
    """
    what = "loudspeaker" if output else "microphone"
    fit = [one for one in devices() if (one.outputs if output else one.inputs) > 0]
    if not fit:
        raise DeviceError(f"No {what} was found.", _REMEDY)
    if not name:
        with quiet():
            chosen = portaudio().default.device[1 if output else 0]
        return next((one for one in fit if one.index == chosen), fit[0])
    for one in fit:
        if name.isdigit() and one.index == int(name):
            return one
    for one in fit:
        if name.lower() in one.name.lower():
            return one
    listed = ", ".join(f"{one.index} {one.name}" for one in fit)
    raise DeviceError(f"There is no {what} {name!r}.", f"Found: {listed}.")


def within(seconds: float, job: Callable[[], None]) -> bool:
    """Run ``job`` in a thread; False where it has not ended in time (it is left behind)."""
    done = threading.Event()

    def run() -> None:
        try:
            job()
        finally:
            done.set()

    threading.Thread(target=run, name="closing", daemon=True).start()
    return done.wait(seconds)


def _close(stream: Any) -> None:
    sd = portaudio()
    try:
        with quiet():
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
    except sd.PortAudioError:
        return


def _reason(fault: Exception) -> str:
    text = str(fault.args[0]) if fault.args else type(fault).__name__
    return text.strip().rstrip(".").replace("\n", " ")


_quiet_lock = threading.RLock()
_quiet_depth = 0
_kept_stderr = -1


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what C libraries write on standard error from the user; Python's own messages still come."""
    global _quiet_depth, _kept_stderr
    with _quiet_lock:
        _quiet_depth += 1
        if _quiet_depth == 1:
            _kept_stderr = _silence()
    try:
        yield
    finally:
        with _quiet_lock:
            _quiet_depth -= 1
            if _quiet_depth == 0 and _kept_stderr >= 0:
                os.dup2(_kept_stderr, 2)
                os.close(_kept_stderr)
                _kept_stderr = -1


def _silence() -> int:
    """Point file descriptor 2 at nothing; returns a copy of what it was, or -1 where there is none."""
    try:
        sys.stderr.flush()
        kept = os.dup(2)
        nothing = os.open(os.devnull, os.O_WRONLY)
    except (OSError, AttributeError, ValueError):
        return -1
    os.dup2(nothing, 2)
    os.close(nothing)
    return kept
