"""A rehearsal: a second voice plays the cook, through real sound, where there is no microphone.

The cook speaks a line, waits until the assistant has answered, and speaks the next. Every sample goes the
whole way: synthesised speech → 16 kHz → endpointing → recogniser → parser → core → synthesiser. What was
understood is compared with what the line means when it is read; a line that was not understood is said
once more, as a cook would.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sous_voice.core.messages import Effects, Event, Heard
from sous_voice.core.moment import Context
from sous_voice.core.session import Session
from sous_voice.hearing.source import BLOCK_SECONDS, Floats, Resampler
from sous_voice.runtime.ear import Understands
from sous_voice.runtime.offline import Tape
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.cache import Pcm
from sous_voice.speaking.voice import Voice, synthesise

PAUSE = 0.6
"""Seconds between the assistant's last word and the cook's next line."""
PATIENCE = 12.0
"""Seconds without an answer after which the cook says it again."""
TRIES = 2

LINES = (
    "let's make the walnut pie",
    "how many people is it for",
    "what are the ingredients",
    "what else",
    "how much butter",
    "let's start cooking",
    "next",
    "what was that again",
    "how long",
    "set a timer for ten minutes for the crust",
    "how much time is left on the crust",
    "next step",
    "go back",
    "where are we",
    "what can I do meanwhile",
    "cancel the timer",
    "goodbye",
)
"""What the cook says, for the shipped recipe Walnut pie."""


def second_voice(voice: Voice, pitch: float = 1.16, speed: float = 1.0) -> Callable[[str], Pcm]:
    """The same synthesiser as another person: higher by ``pitch``, and at a pace of its own.

    The samples are taken faster, which raises pitch and formants together; the synthesiser speaks slower
    by as much before, so that the pace stays.
    """
    import soxr

    def say(words: str) -> Pcm:
        pcm = synthesise(voice, voice.written(words), speed / pitch)
        changed: Pcm = np.clip(
            soxr.resample(pcm.astype(np.float32), pitch * SPOKEN_RATE, SPOKEN_RATE), -32768, 32767
        )
        return changed.astype(np.int16)

    return say


@dataclass(slots=True)
class Spoken:
    """One line of the cook's and what became of it."""

    line: str
    wanted: tuple[str, ...] = ()
    """Intents that the line means when it is read."""
    heard: str = ""
    got: tuple[str, ...] = ()
    tries: int = 0

    @property
    def understood(self) -> bool:
        """Whether what was meant is what was taken."""
        return bool(self.wanted) and self.wanted == self.got


@dataclass(slots=True)
class Cook:
    """A ``Source``: the second voice, line by line. Also a ``Watcher`` of the session."""

    say: Callable[[str], Pcm]
    parser: Understands
    context: Callable[[], Context]
    idle: Callable[[], bool]
    tell: Callable[[str, float], None] = lambda line, at: None
    """Takes each line as it is begun, and the session's time."""
    lines: Sequence[str] = LINES
    name: str = "the rehearsal's cook"
    spoken: list[Spoken] = field(default_factory=list)
    tape: list[Pcm] = field(default_factory=list)
    """Everything the cook said, with its silences, at the loudspeaker's rate."""
    _left: Pcm = field(default_factory=lambda: np.zeros(0, np.int16))
    _quiet: float = 0.0
    _since: float = 0.0
    _waiting: bool = False
    _next: int = 0
    _resampler: Resampler = field(default_factory=lambda: Resampler(SPOKEN_RATE))

    @property
    def finished(self) -> bool:
        """Whether the last line was answered."""
        return self._next >= len(self.lines) and not self._waiting and self.idle() and self._quiet > PAUSE

    def read(self, timeout: float = 0.0) -> Floats | None:
        """The next block: words, or the silence while the cook listens."""
        size = round(SPOKEN_RATE * BLOCK_SECONDS)
        if not self._left.size:
            self._turn()
        block = np.zeros(size, np.int16)
        part = self._left[:size]
        block[: part.size] = part
        self._left = self._left[size:]
        self.tape.append(block)
        return self._resampler.take(block.astype(np.float32) / 32768.0)

    @property
    def behind(self) -> float:
        """Nothing waits: the clock is the sound's own."""
        return 0.0

    def close(self) -> None:
        """Nothing to let go of."""

    def __call__(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None:
        """What the assistant took from the line that is open."""
        if isinstance(event, Heard) and self.spoken and self._waiting and not event.partial:
            one = self.spoken[-1]
            one.heard = event.understanding.text
            one.got = tuple(intent.name for intent in event.understanding.intents)
            self._waiting = False
            self._quiet = 0.0

    # ------------------------------------------------------------ taking turns

    def _turn(self) -> None:
        self._quiet = self._quiet + BLOCK_SECONDS if self.idle() else 0.0
        self._since += BLOCK_SECONDS
        if self._quiet < PAUSE or (self._waiting and self._since < PATIENCE):
            return
        again = bool(self.spoken) and not self.spoken[-1].understood and self.spoken[-1].tries < TRIES
        if not again and self._next >= len(self.lines):
            self._waiting = False
            return
        if not again:
            self._begin(self.lines[self._next])
            self._next += 1
        self.spoken[-1].tries += 1
        self._waiting, self._since, self._quiet = True, 0.0, 0.0
        self.tell(self.spoken[-1].line, len(self.tape) * BLOCK_SECONDS)
        self._left = self.say(self.spoken[-1].line)

    def _begin(self, line: str) -> None:
        meant = self.parser.understand(line, self.context())
        self.spoken.append(Spoken(line, tuple(intent.name for intent in meant.intents)))


class StereoTape:
    """Left the cook, right the assistant, into one two-channel tape."""

    def __init__(self, out: Tape, cook: Sequence[Pcm]) -> None:
        self._out = out
        self._cook = cook
        self._taken = 0
        self._right: list[Pcm] = []

    def append(self, block: Pcm) -> None:
        """The assistant's samples; the cook's of the same time are already there."""
        self._right.append(block)

    def close(self) -> None:
        """Put both sides together."""
        left = np.concatenate(self._cook) if self._cook else np.zeros(0, np.int16)
        right = np.concatenate(self._right) if self._right else np.zeros(0, np.int16)
        length = max(left.size, right.size)
        both = np.zeros((length, 2), np.int16)
        both[: left.size, 0], both[: right.size, 1] = left, right
        self._out.append(both)


class WithCook:
    """Two watchers of one session: the screen, and the cook who waits for an answer."""

    def __init__(self, transcript: Callable[..., None], cook: list[Cook]) -> None:
        self._transcript, self._cook = transcript, cook

    def __call__(self, *seen: object) -> None:
        self._transcript(*seen)
        for cook in self._cook:
            cook(*seen)  # type: ignore[arg-type]


__all__ = ["LINES", "Cook", "Spoken", "StereoTape", "WithCook", "second_voice"]
