"""A recording while it is made: appended to, so that nothing is lost when the power goes.

    NAME.part   a WAV header and the samples so far, forced to the disk every second
    NAME.flac   the same samples, lossless, once the take has ended and was read back

A ``.part`` that is found at the next start is a take that broke off; ``recover`` makes a whole file of it.
Where there is no room left for a second file the ``.part`` itself becomes a WAV file, in its place.
"""

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sous_voice.errors import StoryError

RATE = 16_000
"""Samples a second of a take: what the microphone hands over."""
PART, WHOLE, ROUGH = ".part", ".flac", ".wav"
SYNC_EVERY = 1.0
"""Seconds of sound that a power cut can cost at most."""
_HEADER = 44
_SILENT = 10 ** (-52 / 20)
"""Below it, even in its loudest second, a take holds no voice (-52 dB of full scale)."""
_CLIPPED = 0.995
_MOST_CLIPPED = 24
"""Samples at full scale that are still an accident."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Finished:
    """A take that is whole."""

    path: Path
    seconds: float
    fault: str
    """silence, clipping, or empty."""


def _header(data_bytes: int) -> bytes:
    """44 bytes of a mono 16-bit WAV file."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + data_bytes,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        RATE,
        RATE * 2,
        2,
        16,
        b"data",
        data_bytes,
    )


class Take:
    """One recording in the making. Not thread-safe: the recorder's thread owns it."""

    def __init__(self, path: Path) -> None:
        """``path``: the file it shall become, ending in .flac. Raises ``OSError``."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.part = path.with_suffix(PART)
        self._file = self.part.open("xb", buffering=0)
        hold(self._file)
        self._file.write(_header(0))
        self._synced = 0
        self.frames = 0
        self._clipped = 0
        self._loudest = 0.0
        self.quiet_seconds = 0.0
        """Seconds since a voice was heard last."""
        self._sync()

    @property
    def seconds(self) -> float:
        """Length so far."""
        return self.frames / RATE

    def append(self, samples: Floats) -> None:
        """More sound. Raises ``OSError`` where the disk takes no more; what was written stays."""
        block = np.clip(np.round(samples * 32768.0), -32768, 32767).astype("<i2")
        data = memoryview(block.tobytes())
        while data:
            written = self._file.write(data)
            if not written:
                raise OSError(28, "no room left")
            data = data[written:]
        self.frames += samples.size
        self._listen(samples)
        if self.frames - self._synced >= SYNC_EVERY * RATE:
            self._sync()

    def _listen(self, samples: Floats) -> None:
        if not samples.size:
            return
        level = float(np.sqrt(np.mean(samples * samples)))
        self._loudest = max(self._loudest, level)
        self._clipped += int(np.count_nonzero(np.abs(samples) >= _CLIPPED))
        quiet = level < max(_SILENT, 0.05 * self._loudest)
        self.quiet_seconds = self.quiet_seconds + samples.size / RATE if quiet else 0.0

    def _sync(self) -> None:
        self._synced = self.frames
        try:
            os.fsync(self._file.fileno())
        except OSError:
            return  # some file systems cannot; the write itself is what counts

    def finish(self, cut: float = 0.0) -> Finished:
        """End the take, without its last ``cut`` seconds. Raises ``StoryError`` where nothing is in it."""
        self._sync()
        self._file.close()
        frames = max(0, self.frames - int(cut * RATE)) if cut < self.seconds else self.frames
        fault = ""
        if self._loudest < _SILENT:
            fault = "silence"
        elif self._clipped > _MOST_CLIPPED:
            fault = "clipping"
        path = make_whole(self.part, frames)
        return Finished(path, frames / RATE, fault)

    def discard(self) -> None:
        """Delete it."""
        self._file.close()
        self.part.unlink(missing_ok=True)


def make_whole(part: Path, frames: int | None = None) -> Path:
    """A ``.part`` as a FLAC file, or where there is no room for one, as a WAV file.

    Returns the new path; the part is gone then. Raises ``StoryError`` where no sound is in it.
    """
    there = max(0, part.stat().st_size - _HEADER) // 2
    frames = there if frames is None else min(frames, there)
    if not frames:
        part.unlink(missing_ok=True)
        raise StoryError(f"The recording {part.stem} has no sound in it.", "Record it again.")
    whole = free_name(part.with_suffix(WHOLE))
    try:
        _write_flac(part, whole, frames)
    except (OSError, RuntimeError):
        whole.unlink(missing_ok=True)
        return _as_wav(part, frames)
    part.unlink()
    sync_folder(part.parent)
    return whole


def _write_flac(part: Path, whole: Path, frames: int) -> None:
    """Write, force to the disk, read back and compare. Raises ``OSError`` or libsndfile's RuntimeError."""
    import soundfile

    with soundfile.SoundFile(whole, "w", RATE, 1, "PCM_16", format="FLAC") as file:
        for block in _samples(part, frames):
            file.write(block)
    with whole.open("rb") as written:
        os.fsync(written.fileno())
    with soundfile.SoundFile(whole) as file:
        for block in _samples(part, frames):
            if not np.array_equal(file.read(block.size, dtype="int16"), block):
                raise OSError("it does not read back as it was written")


def _samples(part: Path, frames: int) -> Iterator[npt.NDArray[np.int16]]:
    with part.open("rb") as file:
        file.seek(_HEADER)
        left = frames
        while left > 0:
            block = np.frombuffer(file.read(2 * min(left, 1 << 18)), "<i2")
            if not block.size:
                return
            left -= block.size
            yield block.astype(np.int16)


def _as_wav(part: Path, frames: int) -> Path:
    rough = free_name(part.with_suffix(ROUGH))
    with part.open("r+b") as file:
        file.truncate(_HEADER + 2 * frames)
        file.write(_header(2 * frames))
        file.flush()
        with suppress(OSError):
            os.fsync(file.fileno())
    part.rename(rough)
    return rough


def sync_folder(folder: Path) -> None:
    """Make renames in a folder outlast a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)


def free_name(path: Path) -> Path:
    """This path, or the same with a number behind, that no whole take has."""
    return _numbered(path, (WHOLE, ROUGH))


def unused(path: Path) -> Path:
    """This path, or the same with a number behind, of which not even a part is there."""
    return _numbered(path, (WHOLE, ROUGH, PART, ".json"))


def _numbered(path: Path, suffixes: tuple[str, ...]) -> Path:
    number, found = 1, path
    while any(found.with_suffix(suffix).exists() for suffix in suffixes):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def hold(file: FileIO) -> bool:
    """Take hold of a part; False where another session holds it. Ends with the file, and with its program."""
    try:
        import fcntl
    except ImportError:
        return True  # a system without such locks has one session at a time
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def recover(folder: Path) -> list[tuple[str, Path, float]]:
    """Make whole files of the takes that broke off: (name of the take, its file, seconds) of each."""
    found = []
    for part in sorted(folder.glob(f"*{PART}")) if folder.is_dir() else ():
        with suppress(StoryError, OSError), part.open("r+b", buffering=0) as file:
            if hold(file):
                seconds = max(0, part.stat().st_size - _HEADER) / 2 / RATE
                found.append((part.stem, make_whole(part), seconds))
    return found
