"""The statistical part: linear models over hashed features, one for each product intent.

``model/weights.npz`` is made by ``training/train.py``. Nothing here opens the heat: these models only
tell apart the product intents, and turns that nobody here is meant by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sous_voice.language.features import Features, levelled
from sous_voice.language.products import ASIDE
from sous_voice.language.weights_file import hashed_row, read_weights

WEIGHTS = Path(__file__).resolve().parent / "model" / "weights.npz"
FORMAT = 1
LEAST_ASIDE = 0.35
"""Chance below which a turn in a dialogue is not for others only because no label is likely."""
SIZE = 1 << 15
"""Rows of the table that features are hashed into."""


def row_of(name: str) -> int:
    """The row of a feature."""
    return hashed_row(name, SIZE)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the models say of a turn."""

    chances: dict[str, float]
    """Probability of each label by itself."""
    labels: frozenset[str]
    """The likeliest set."""
    confidence: float
    """0 to 1: how often a turn like this is read right, calibrated."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Which labels are said together: "done" and "next" are, "start" and "goodbye" are not."""

    sets: NDArray[np.bool_]
    """Sets of labels met in training, a row each."""
    liking: NDArray[np.float64]
    """Log of how much oftener a set was met than its labels apart would make it."""
    strange: float
    """The liking of a set never met."""

    def weigh(self, chances: NDArray[np.floating]) -> tuple[NDArray[np.bool_], float]:
        """The likeliest set, and its share among all."""
        alone = np.asarray(chances > 0.5)
        sets, liking = self.sets, self.liking
        if not (sets == alone).all(axis=1).any():
            sets = np.vstack([sets, alone])
            liking = np.append(liking, self.strange)
        sure = np.clip(chances.astype(np.float64), 1e-5, 1 - 1e-5)
        scores = sets @ (np.log(sure) - np.log(1 - sure)) + liking
        best = int(scores.argmax())
        return sets[best], float(1 / np.exp(scores - scores[best]).sum())


class Classifier:
    """The trained models; they do not change."""

    def __init__(self, held: Mapping[str, NDArray[Any]]) -> None:
        """From the arrays that ``training/train.py`` writes."""
        self.labels: tuple[str, ...] = tuple(str(label) for label in held["labels"])
        self._weights: NDArray[np.int8] = held["weights"]
        self._scale: NDArray[np.float32] = held["scale"]
        self._bias: NDArray[np.float32] = held["bias"]
        self._calibration: NDArray[np.float32] = held["calibration"]
        self._habits = Habits(held["sets"], held["liking"], float(held["strange"]))
        aside = self.labels.index(ASIDE)
        apart = ~self._habits.sets[:, aside].astype(bool)
        self._at_us = replace(self._habits, sets=self._habits.sets[apart], liking=self._habits.liking[apart])
        self._aside = aside
        self.known = frozenset(str(held["known"]).split(" "))
        """Words that cooks use."""

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Classifier":
        """From a file. Raises ``ModelError`` where it is missing or of another format."""
        return cls(read_weights(path, FORMAT, "Make it again with: python training/train.py DATA"))

    def scores(self, features: Features) -> NDArray[np.float32]:
        """Log-odds of each label."""
        rows, values = hashed(features)
        seen = self._weights[rows].astype(np.float32)
        result: NDArray[np.float32] = (np.array(values, np.float32) @ seen) * self._scale + self._bias
        return result

    def opinion(self, features: Features) -> Opinion:
        """The likeliest labels of a turn, and how sure that is."""
        chances = 1 / (1 + np.exp(-self.scores(features)))
        chosen, raw = self._habits.weigh(chances)
        in_dialogue = bool(features["state"])
        if in_dialogue and chosen[self._aside] and chances[self._aside] < LEAST_ASIDE:
            at_us = np.where(np.arange(chances.size) == self._aside, 0.0, chances)
            chosen, raw = self._at_us.weigh(at_us)
        sure = float(np.interp(raw, self._calibration[0], self._calibration[1]))
        return Opinion(
            dict(zip(self.labels, chances.tolist(), strict=True)),
            frozenset(label for label, is_in in zip(self.labels, chosen, strict=True) if is_in),
            sure,
        )

    def weights_of(self, features: Features, label: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that spoke loudest for a label, or against it."""
        k = self.labels.index(label)
        spoken = [
            (name, float(value * self._weights[row_of(name), k] * self._scale[k]))
            for name, value in levelled(features)
        ]
        return sorted(spoken, key=lambda pair: -abs(pair[1]))[:most]


def hashed(features: Features) -> tuple[list[int], list[float]]:
    """Rows and values of a turn."""
    rows, values = [], []
    for name, value in levelled(features):
        rows.append(row_of(name))
        values.append(value)
    return rows, values
