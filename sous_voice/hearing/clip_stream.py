"""The open utterance of an engine that recognises whole clips: its samples, and the stop words in it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from sous_voice.hearing.engine import Expectation, Samples, Spotted
from sous_voice.hearing.spotting import Spotter

Kind = TypeVar("Kind", np.int16, np.float32)


class ClipStream(Generic[Kind]):
    """Collects blocks until the utterance ends; stop words are spotted meanwhile."""

    def __init__(self, convert: Callable[[Samples], NDArray[Kind]], kind: type[Kind]) -> None:
        """``convert`` gives the samples in the engine's own form, of type ``kind``."""
        self._convert, self._kind = convert, kind
        self._blocks: list[NDArray[Kind]] = []
        self._phrases = Expectation().keyphrases  # stop words count before anything is expected
        self._spotter: Spotter | None = None

    def listen_for(self, phrases: tuple[str, ...]) -> None:
        """The words to be spotted from now on; the spotter is made when the first block comes."""
        if phrases != self._phrases:
            self._phrases, self._spotter = phrases, None

    def feed(self, samples: Samples) -> Sequence[Spotted]:
        """The next block; what was spotted in it."""
        self._blocks.append(self._convert(samples))
        if self._spotter is None and self._phrases:
            self._spotter = Spotter(self._phrases)
        return self._spotter.feed(samples) if self._spotter else ()

    def take(self) -> NDArray[Kind]:
        """The whole utterance; the stream is empty afterwards."""
        clip = np.concatenate(self._blocks) if self._blocks else np.zeros(0, dtype=self._kind)
        self.reset()
        return clip

    def reset(self) -> None:
        """Forget the utterance."""
        self._blocks.clear()
        if self._spotter is not None:
            self._spotter.reset()
