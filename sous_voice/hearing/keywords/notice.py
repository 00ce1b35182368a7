"""What the stream of sound shows at once: a kind of urgent word, and how sure that is.

Two thresholds. Over the lower one a recogniser should look at once; over the higher one the words count by
themselves. Both were set on voices and rooms that the weights never met (docs/benchmarks.md).
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from sous_voice.errors import ModelError
from sous_voice.hearing.engine import RATE, Samples, as_float
from sous_voice.hearing.keywords.embedding import SIZE, STEP, SpeechEmbedding
from sous_voice.hearing.keywords.head import KINDS, STEPS, Floats, Head

SAYS = {
    "stop": "stop",
    "quiet": "be quiet",
    "off": "turn it off",
    "fire": "fire",
    "emergency": "emergency stop",
}
"""The words that a kind stands for where no recogniser has written them down."""
MAYBE = 0.35
"""Probability from which a look is worth its price."""
SURE = {"stop": 0.95, "quiet": 0.95, "off": 0.99, "fire": 0.99, "emergency": 0.99}
"""Probability from which a kind counts by itself."""
RECENT = 2.0
"""Seconds of sound kept for a look."""
ONCE, AGAIN = 1.0, 0.35
"""Seconds in which the same is not noticed again: what is sure; what is looked at, as a look at half a word fails."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something urgent was probably just said."""

    phrase: str
    """Words for it, for the parser."""
    probability: float
    sure: bool
    """Whether it counts without another look."""


class Keywords:
    """One stream. Not thread-safe. Raises ``ModelError`` where the speech embedding or the weights cannot be had."""

    def __init__(self, embedding: SpeechEmbedding | None = None, head: Head | None = None) -> None:
        self._embedding = embedding or SpeechEmbedding()
        self._head = head or Head()
        self._window: deque[Floats] = deque([np.zeros(SIZE, np.float32)] * STEPS, maxlen=STEPS)
        self._recent: deque[Samples] = deque(maxlen=round(RECENT * RATE / STEP))
        self._rest: Samples = np.zeros(0, np.float32)
        self._seconds = 0.0
        self._until = {True: 0.0, False: 0.0}

    @property
    def recent(self) -> Samples:
        """The last two seconds or so."""
        return np.concatenate([*self._recent, self._rest])

    def take(self, samples: Samples) -> list[Noticed]:
        """The next samples, of any length; what was noticed in them, once each.

        What is doubtful gives way to what is sure.
        """
        self._keep(samples)
        found = []
        for vector in self._embedding.take(samples):
            self._window.append(vector)
            self._seconds += STEP / RATE
            odds = self._head(np.array(self._window))
            if (one := self._judged(odds)) is not None:
                found.append(one)
        return [one for one in found if one.sure] or found[-1:]

    def _keep(self, samples: Samples) -> None:
        self._rest = np.concatenate([self._rest, as_float(samples)])
        while self._rest.size >= STEP:
            self._recent.append(self._rest[:STEP])
            self._rest = self._rest[STEP:]

    def _judged(self, odds: Floats) -> Noticed | None:
        place = int(odds.argmax())
        kind, probability = KINDS[place], float(odds[place])
        sure = probability >= SURE[kind]
        if probability < MAYBE or self._seconds < self._until[sure]:
            return None
        self._until[sure] = self._until[False] = self._seconds + (ONCE if sure else AGAIN)
        return Noticed(SAYS[kind], probability, sure)


def open_keywords() -> Keywords | None:
    """A stream; None where it cannot be had on this machine: looks do its work there, a little later."""
    try:
        return Keywords()
    except ModelError:
        return None
