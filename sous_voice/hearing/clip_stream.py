"""The open utterance of an engine that recognises whole clips."""

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from sous_voice.hearing.engine import Samples

Kind = TypeVar("Kind", np.int16, np.float32)


class ClipStream(Generic[Kind]):
    """Collects blocks until the utterance ends."""

    def __init__(self, convert: Callable[[Samples], NDArray[Kind]], kind: type[Kind]) -> None:
        """``convert`` gives the samples in the engine's own form, of type ``kind``."""
        self._convert, self._kind = convert, kind
        self._blocks: list[NDArray[Kind]] = []

    def feed(self, samples: Samples) -> None:
        """The next block."""
        self._blocks.append(self._convert(samples))

    def take(self) -> NDArray[Kind]:
        """The whole utterance; the stream is empty afterwards."""
        clip = np.concatenate(self._blocks) if self._blocks else np.zeros(0, dtype=self._kind)
        self.reset()
        return clip

    def reset(self) -> None:
        """Forget the utterance."""
        self._blocks.clear()
