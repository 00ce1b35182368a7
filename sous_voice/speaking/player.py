"""The one queue of everything that is said.

    SAFETY  >  ALARM  >  OFFER, ANSWER  >  NARRATION  >  STORY

Who is cut by whom: a story by everything, and it does not come back by itself. Narration by whatever
is above it; it goes on afterwards from the beginning of the interrupted sentence. Answers by alarms and
safety, in the same way. Speech that is not interruptible, and safety speech, gives way only to newer
safety speech, at the end of its sentence. Within a rank first come, first spoken.

``Player`` is a plain state machine: ``step`` takes in what happened since and decides; it runs in the
player's thread (``speaker.py``) or, in tests and rehearsals, between the blocks of a virtual loudspeaker.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from queue import Empty, SimpleQueue

from sous_voice.core.messages import Event, Kind, Say, SpeechBegan, SpeechEnded
from sous_voice.speaking.cache import Pcm
from sous_voice.speaking.reel import Mark, Mixer, Piece
from sous_voice.speaking.utterance import Utterance

LATE = 0.7
"""Seconds of silence before an answer after which the cook wants to know that somebody is at work."""
_KEPT = 256
"""Pieces whose words are remembered, so that the microphone can tell our own voice."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that were at the loudspeaker from ``began`` to ``ended`` (session time)."""

    words: str
    began: float
    ended: float


class Player:
    """Decides what the mixer plays, and tells what was heard."""

    def __init__(self, post: Callable[[Event], None], latency: Callable[[], float] = lambda: 0.0) -> None:
        """``post`` takes the events; ``latency``: seconds between a rendered block and the ear."""
        self._post = post
        self._latency = latency
        self._marks: SimpleQueue[Mark] = SimpleQueue()
        self.woken: Callable[[], None] = lambda: None
        """Called from the callback when there is something to ``step`` for."""
        self.mixer = Mixer(self._marks, lambda: self.woken())
        self._waiting: list[Utterance] = []
        self._current: Utterance | None = None
        self._after_cut = ""  # what becomes of the current one once it is off: "end", "back", "on"
        self._respeed: tuple[Callable[[Utterance], float], Callable[[Utterance], None]] = (
            lambda one: one.speed,
            lambda one: None,
        )
        self._spoken: deque[Spoken] = deque(maxlen=_KEPT)
        self.absent = False
        """True while there is no loudspeaker: what is said then ends at once, unheard."""

    # ------------------------------------------------------------ from the speaker

    def add(self, utterance: Utterance, at: float) -> None:
        """Take in something to be said."""
        if not utterance.length or self.absent:
            self._post(SpeechEnded(at, utterance.say.id, 0, not utterance.length))
            return
        utterance.arm()
        utterance.thread()
        self._waiting.append(utterance)
        self._waiting.sort(key=lambda one: (one.rank, one.order))
        self.step(at)

    def more(self, utterance: Utterance, place: int, part: Pcm, at: float) -> None:
        """A part of a piece was synthesised."""
        utterance.sounds.setdefault(place, Piece()).parts.append(part)
        utterance.thread()
        self.step(at)

    def made(self, utterance: Utterance, place: int, at: float) -> None:
        """A piece was synthesised to its end."""
        piece = utterance.sounds.setdefault(place, Piece())
        piece.parts.append(utterance.silence(place))
        piece.complete = True
        utterance.thread()
        self.step(at)

    def hush(self, kinds: tuple[Kind, ...], at: float) -> None:
        """Stop talking: these kinds, or all but safety and what may not be interrupted."""

        def meant(say: Say) -> bool:
            return say.kind in kinds if kinds else say.kind is not Kind.SAFETY and say.interruptible

        dropped = [one for one in self._waiting if meant(one.say)]
        self._waiting = [one for one in self._waiting if not meant(one.say)]
        for one in dropped:
            self._end(one, at, one.heard(0, 0, 0.0) if one.begun else 0, complete=False)
        if self._current is not None and meant(self._current.say):
            self._cut("end")
        self.step(at)

    def respeed(self, speed_of: Callable[[Utterance], float], make: Callable[[Utterance], None]) -> None:
        """Another speed, for what waits and for what is being said, from its next piece on.

        ``make`` asks for the pieces that an utterance lacks.
        """
        self._respeed = (speed_of, make)
        for one in self._waiting:
            if not one.say.recording:
                one.go_on(0, speed_of(one))
                make(one)
                one.thread()
        current = self._current
        if current is None or current.say.recording or current.reel.cut or current.reel.yield_at_stop:
            return
        self._after_cut = "on"
        current.reel.stops = frozenset(range(current.length - current.start))
        current.reel.yield_at_stop = True

    def barge_in(self, at: float) -> None:
        """The cook speaks over us: whatever may be interrupted stops, and nothing more of it comes."""
        self.hush((), at)

    def lose(self, at: float) -> None:
        """The loudspeaker went away: everything ends where it was heard last."""
        self.absent = True
        self._take_marks()
        self._close_spoken(at)
        current, reel = self._current, self.mixer.reel
        self.mixer.reel = None
        if current is not None:
            index, offset = (reel.index, reel.offset) if reel is not None else (0, 0)
            self._end(current, at, current.heard(index, offset, self._latency()), complete=False)
        self._current = None
        for one in self._waiting:
            self._end(one, at, 0, complete=False)
        self._waiting.clear()

    def find_again(self) -> None:
        """The loudspeaker is back."""
        self.absent = False

    # ------------------------------------------------------------ for others

    @property
    def idle(self) -> bool:
        """True when nothing is said or waits to be."""
        return self._current is None and not self._waiting and not self.mixer.busy and self._marks.empty()

    @property
    def starving(self) -> bool:
        """True while what is to be heard next is not synthesised yet: a virtual clock waits for it."""
        current, reel = self._current, self.mixer.reel
        if current is not None and reel is not None:
            if reel.index >= len(reel.pieces):
                return not reel.complete
            return not reel.pieces[reel.index].complete
        return current is None and any(not one.ready for one in self._waiting[:1])

    def grows_late(self, at: float) -> bool:
        """True once for each thing whose first sound lets ``LATE`` seconds wait."""
        one = self._current
        if one is None or one.begun or one.late or at - one.since < LATE or one.sounds:
            return False
        one.late = True
        return True

    def said_between(self, began: float, ended: float) -> str:
        """Our own words at the loudspeaker in that time, so that the microphone can tell them."""
        return " ".join(one.words for one in tuple(self._spoken) if one.began < ended and one.ended > began)

    @property
    def speaking(self) -> Say | None:
        """What is being said now."""
        return self._current.say if self._current is not None else None

    # ------------------------------------------------------------ one step

    def step(self, at: float) -> None:
        """Take in the callback's marks, then choose what is to be played."""
        self._take_marks()
        if self._current is None:
            self._drop_late(at)
            self._begin_next(at)
        elif self._waiting:
            self._maybe_interrupt(self._current, self._waiting[0])

    def _take_marks(self) -> None:
        try:
            while True:
                self._take(self._marks.get_nowait())
        except Empty:
            return

    def _take(self, mark: Mark) -> None:
        current = self._current
        if current is None or current.reel is not mark.reel:
            return
        self._close_spoken(mark.at)
        if mark.what == "began":
            self._began(current, mark)
        elif mark.what == "ended":
            self._current = None
            self._end(current, mark.at, len(current.say.text), complete=not current.missing)
        else:
            self._current = None
            self._taken_off(current, mark)

    def _close_spoken(self, at: float) -> None:
        """What was at the loudspeaker until now is not any more."""
        if self._spoken and self._spoken[-1].ended > at:
            self._spoken[-1] = replace(self._spoken[-1], ended=at)

    def _began(self, current: Utterance, mark: Mark) -> None:
        words = current.chunks[current.start + mark.index].words
        self._spoken.append(Spoken(words, mark.at, inf))  # until the next mark
        if not current.begun:
            current.begun = True
            self._post(SpeechBegan(mark.at, current.say.id))

    def _taken_off(self, current: Utterance, mark: Mark) -> None:
        goes_on = self._after_cut in ("back", "on") and current.start + mark.index < current.length
        if goes_on:
            if self._after_cut == "on":
                speed_of, make = self._respeed
                current.go_on(mark.index, speed_of(current))
                make(current)
                current.thread()
            else:
                current.rewind(mark.index)
            if current.say.kind is Kind.SAFETY:  # the newer one for which it made room goes first
                current.order = max(
                    [current.order, *(one.order + 0.5 for one in self._waiting if not one.rank)]
                )
            self._waiting.append(current)
            self._waiting.sort(key=lambda one: (one.rank, one.order))
            return
        heard = current.heard(mark.index, mark.offset, self._latency())
        whole = current.start + mark.index >= current.length
        self._end(current, mark.at, len(current.say.text) if whole else heard, complete=whole)

    def _end(self, one: Utterance, at: float, heard: int, *, complete: bool) -> None:
        one.over = True
        self._post(SpeechEnded(at, one.say.id, heard, complete))

    def _drop_late(self, at: float) -> None:
        """What would end after its time is not begun, nor anything of its kind behind it."""
        if self._waiting and not self._waiting[0].begun and self._waiting[0].too_late(at):
            kind = self._waiting[0].say.kind
            dropped = [one for one in self._waiting if one.say.kind is kind]
            self._waiting = [one for one in self._waiting if one.say.kind is not kind]
            for one in dropped:
                self._end(one, at, 0, complete=False)

    def _begin_next(self, at: float) -> None:
        if self._waiting and self.mixer.reel is None:
            self._current = self._waiting.pop(0)
            self._current.since = at
            self._after_cut = ""
            self.mixer.reel = self._current.reel

    def _maybe_interrupt(self, current: Utterance, other: Utterance) -> None:
        if other.say.kind is Kind.SAFETY and (
            current.say.kind is Kind.SAFETY or not current.say.interruptible
        ):
            if other.order > current.order and not current.reel.yield_at_stop:
                self._after_cut = "back"
                current.reel.yield_at_stop = True
            return
        if other.rank >= current.rank or current.say.kind is Kind.SAFETY or not current.say.interruptible:
            return
        if current.say.kind is Kind.OFFER:
            self._cut("end")  # a read-back that was broken off is no read-back
        else:
            self._cut("end" if current.say.kind is Kind.STORY else "back")

    def _cut(self, then: str) -> None:
        if self._current is None:
            return
        reel = self._current.reel
        if reel.cut and self._after_cut == "end":
            return
        self._after_cut = then
        reel.cut = True
