"""From the last speech embeddings to what was probably just said: a small network of our own (``training/urgent``)."""

from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sous_voice.errors import ModelError

Floats = NDArray[np.float32]
KINDS = ("stop", "quiet", "off", "fire", "emergency")
WEIGHTS = Path(__file__).with_name("urgent.npz")
STEPS = 10
"""Embeddings looked at: 0.72 s between the first and the last, 1.5 s of sound."""
FORMAT = 1
REMEDY = "Install sous-voice again."


class Head:
    """One layer for each embedding alike, one for all of them, then one of the kinds or nothing."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Raises ``ModelError`` where the weights are missing, broken or of another format."""
        try:
            with weights.open("rb") as opened, np.load(opened) as file:
                form = int(file["format"])
                self._layers = [
                    (file[f"w{layer}"].astype(np.float32), file[f"b{layer}"].astype(np.float32))
                    for layer in range(3)
                ]
        except (OSError, EOFError, KeyError, TypeError, ValueError, BadZipFile) as fault:
            raise ModelError(
                f"The weights for stop words in {weights} are broken: {fault}.", REMEDY
            ) from None
        if form != FORMAT:
            raise ModelError(
                f"The weights for stop words in {weights} are of format {form}, not {FORMAT}.", REMEDY
            )

    def __call__(self, window: Floats) -> Floats:
        """Probabilities of ``KINDS``, shape (5,), from embeddings of shape (``STEPS``, 96)."""
        (each, shift), (whole, offset), (last, bias) = self._layers
        seen = np.maximum(window @ each + shift, 0).reshape(-1)
        scores = np.maximum(seen @ whole + offset, 0) @ last + bias
        odds = np.exp(scores - scores.max())
        result: Floats = (odds / odds.sum())[1:].astype(np.float32)
        return result
