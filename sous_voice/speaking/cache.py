"""Speech on disk: what was once synthesised is never synthesised again.

One file a piece, named by the SHA-256 of voice, words and speed; a header with a checksum, then 16-bit
samples. Written beside and renamed, so that a reader never sees half a file; a damaged one is thrown
away; the oldest go when the folder grows past its bound.
"""

import contextlib
import hashlib
import os
import struct
import tempfile
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import platformdirs

Pcm = npt.NDArray[np.int16]
"""Mono samples, shape (n,), at ``RATE``."""
RATE = 22_050
"""Samples a second inside the speaking part."""

_MAGIC = b"SVS1"
_HEADER = struct.Struct("<4sII")
_BOUND = 200 * 2**20
_LOOK_EVERY = 64


def default_folder() -> Path:
    """The folder for speech under the user's cache."""
    return Path(platformdirs.user_cache_dir("sous-voice")) / "speech"


class SpeechCache:
    """PCM by key. Every fault of the disk means only that nothing is cached."""

    def __init__(self, folder: Path | None, bound: int = _BOUND) -> None:
        """``folder``: None keeps nothing. ``bound``: bytes on disk."""
        self._folder = folder
        self._bound = bound
        self._written = 0

    @staticmethod
    def key(voice: str, words: str, speed: float) -> str:
        """The name under which a piece is kept."""
        return hashlib.sha256(f"{voice}\x00{speed:.3f}\x00{words}".encode()).hexdigest()

    def get(self, key: str) -> Pcm | None:
        """Samples, or None. A damaged file counts as absent and is removed."""
        if self._folder is None:
            return None
        place = self._place(key)
        try:
            data = place.read_bytes()
        except OSError:
            return None
        pcm = _unpack(data)
        try:
            place.unlink() if pcm is None else os.utime(place)
        except OSError:
            return pcm
        return pcm

    def put(self, key: str, pcm: Pcm) -> None:
        """Keep samples; says nothing where the disk will not."""
        if self._folder is None:
            return
        data = pcm.astype("<i2").tobytes()
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent, suffix=".new")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_HEADER.pack(_MAGIC, RATE, zlib.crc32(data)) + data)
            Path(name).replace(place)
        except OSError:
            # half a file would only fill the disk further
            with contextlib.suppress(OSError):
                Path(name).unlink()
            return
        self._written += 1
        if self._written % _LOOK_EVERY == 1:
            self.shrink()

    def shrink(self) -> None:
        """Remove the least lately used files until four fifths of the bound are left."""
        if self._folder is None:
            return
        files = []
        for place in self._folder.glob("*/*"):
            try:
                status = place.stat()
            except OSError:
                continue
            files.append((status.st_mtime, status.st_size, place))
        total = sum(size for _, size, _ in files)
        if total <= self._bound:
            return
        for _, size, place in sorted(files):
            if total <= self._bound * 0.8:
                return
            place.unlink(missing_ok=True)
            total -= size

    def _place(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.pcm"


def _unpack(data: bytes) -> Pcm | None:
    if len(data) < _HEADER.size or (len(data) - _HEADER.size) % 2:
        return None
    magic, rate, checksum = _HEADER.unpack_from(data)
    samples = data[_HEADER.size :]
    if magic != _MAGIC or rate != RATE or zlib.crc32(samples) != checksum:
        return None
    return np.frombuffer(samples, dtype="<i2").astype(np.int16)
