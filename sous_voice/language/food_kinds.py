"""The reader of questions about food: one linear model that tells what kind of question an utterance is.

``model/food.npz`` is made by ``training/food.py``. It names a kind of question and how sure that is; which foods and
persons are meant is found by ``core/foodtalk``. It makes no order, no timer and no heat.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.moment import Context
from sous_voice.language.food_features import food_features
from sous_voice.language.weights_file import hashed_row, read_weights

WEIGHTS = Path(__file__).resolve().parent / "model" / "food.npz"
FORMAT = 1
SIZE = 1 << 14
"""Rows of the table that features are hashed into."""
NONE = "none"
"""The kind of what is no question about food."""
TOLD = 3
"""Kinds that are told, the likeliest first."""


def row_of(name: str) -> int:
    """The row of a feature."""
    return hashed_row(name, SIZE)


class FoodKinds:
    """The trained model; it does not change."""

    def __init__(self, held: Mapping[str, NDArray[Any]]) -> None:
        """From the arrays that ``training/food.py`` writes."""
        self.kinds: tuple[str, ...] = tuple(str(kind) for kind in held["kinds"])
        self._weights: NDArray[np.int8] = held["weights"]
        self._scale: NDArray[np.float32] = held["scale"]
        self._bias: NDArray[np.float32] = held["bias"]
        self._warmth = float(held["warmth"])

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "FoodKinds":
        """From a file. Raises ``ModelError`` where it is missing or of another format."""
        return cls(read_weights(path, FORMAT, "Make it again with: python training/food.py"))

    def chances(self, text: str, context: Context) -> tuple[tuple[str, float], ...]:
        """The likeliest kinds with their chances, calibrated, likeliest first; empty for no words or a story."""
        features = food_features(text, context)
        if not features:
            return ()
        rows = [row_of(name) for name in features]
        values = np.fromiter(features.values(), np.float32, len(features))
        scores = (values @ self._weights[rows].astype(np.float32)) * self._scale + self._bias
        heated = np.exp((scores - scores.max()) * self._warmth)
        shares = heated / heated.sum()
        best = np.argsort(-shares)[:TOLD]
        return tuple((self.kinds[at], round(float(shares[at]), 3)) for at in best)

    def loudest(self, text: str, context: Context, kind: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that spoke loudest for a kind, with their weights."""
        column = self.kinds.index(kind)
        spoken = [
            (name, value * float(self._weights[row_of(name), column]) * float(self._scale[column]))
            for name, value in food_features(text, context).items()
        ]
        return sorted(spoken, key=lambda pair: -abs(pair[1]))[:most]
