"""Weights of a linear model over hashed features, as the trainers write them."""

import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sous_voice.errors import ModelError


def read_weights(path: Path, form: int, remedy: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file by name.

    Args:
        path: of an ``.npz`` file.
        form: what its ``format`` must be.
        remedy: how to make it again.

    Raises:
        ModelError: it is missing, broken or of another format.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            held = {name: data[name] for name in data.files}
    except (OSError, ValueError) as fault:
        raise ModelError(f"The weights in {path.name} cannot be read: {fault}.", remedy) from None
    if int(held.get("format", 0)) != form:
        raise ModelError(f"The weights in {path.name} are of another format.", remedy)
    return held


def hashed_row(name: str, size: int) -> int:
    """The row of a feature in a table of ``size`` rows, a power of two."""
    return zlib.crc32(name.encode()) & (size - 1)
