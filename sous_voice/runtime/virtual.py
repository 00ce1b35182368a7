"""A whole conversation in text, on a clock that only moves when it is told to.

The same core, parser and stove as in a spoken session; in place of microphone, loudspeaker and
wall clock there are lines, a list, and a number. Spoken answers take no time, so that scripts can
count on the clock; stories do, because their point is to fit into a wait.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sous_voice.core.context import context_of
from sous_voice.core.decide import begin, decide
from sous_voice.core.intents import Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    CancelOffer,
    ClearLatch,
    ConfirmHeat,
    Effect,
    Event,
    Heard,
    Hush,
    Kind,
    LockStove,
    LowerHeat,
    Measure,
    Measured,
    Quit,
    Record,
    RecordingEnded,
    RenewPresence,
    RequestHeat,
    RequestOff,
    Resumed,
    Say,
    SpeechBegan,
    SpeechEnded,
    Ticked,
)
from sous_voice.core.moment import Context
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.core.topics import TOPICS
from sous_voice.core.turn import Turn
from sous_voice.runtime.typed_take import TypedTake

TICK, STOVE_TICK = 0.5, 0.2
"""Seconds between ticks, without and with a stove."""
SETTLE = 2.0
"""Seconds that pass after each utterance where there is a stove, so that its answers arrive."""
CHARS_A_SECOND = 15.0
"""Speed of a story on the virtual clock."""

HEAT = (RequestHeat, ConfirmHeat, CancelOffer, RequestOff, LowerHeat, RenewPresence, LockStove, ClearLatch)
HeatEffect = (
    RequestHeat | ConfirmHeat | CancelOffer | RequestOff | LowerHeat | RenewPresence | LockStove | ClearLatch
)


class Hands(Protocol):
    """What carries out heat effects: kernel and stove together."""

    def carry_out(self, effect: HeatEffect, at: float) -> None:
        """Do it, or refuse; what comes of it is told by ``poll``."""

    def poll(self, at: float) -> list[Event]:
        """What the stove and the kernel have to tell by now, oldest first."""

    def beat(self, parts: Mapping[str, float]) -> None:
        """When each part of the assistant was last seen alive."""

    def fault(self, words: str) -> str:
        """Make the simulated stove fail; returns a sentence."""


@dataclass(slots=True)
class _Telling:
    say: Say
    began: float

    @property
    def ends(self) -> float:
        seconds = len(self.say.text) / CHARS_A_SECOND / self.say.pace + self.say.pause
        return self.began + (self.say.seconds or seconds)

    @property
    def too_late(self) -> bool:
        return self.say.until is not None and self.ends > self.say.until


@dataclass(slots=True)
class VirtualSession:
    """One conversation. Every event and effect goes to ``report`` as it happens."""

    kitchen: Kitchen
    understand: Callable[[str, Context], Understanding]
    report: Callable[[float, Event | Effect], None]
    hands: Hands | None = None
    session: Session = field(default_factory=Session)
    pace: Callable[[float], None] = lambda at: None
    """Called before the clock moves to a session time: a stove on a real port needs real time to live in."""
    over: bool = False
    _stories: list[_Telling] = field(default_factory=list)
    _told: TypedTake | None = None

    @property
    def at(self) -> float:
        """Session time, seconds."""
        return self.session.at

    def open(self, recipe: Recipe | None) -> None:
        """The first words."""
        self._take(begin(self.kitchen, recipe))
        self._settle()

    def hear(self, text: str, *, typed: bool = False) -> None:
        """An utterance, spoken or typed."""
        understanding = self.understand(text, context_of(self.kitchen, self.session, TOPICS))
        told = self._told if self.session.interview.stage == "recording" else None
        if told is not None:
            told.add(text)
        self.event(Heard(self.at, understanding, began=self.at, typed=typed))
        self._settle()

    def event(self, event: Event) -> None:
        """Anything that happens, at its own time."""
        self.report(event.at, event)
        self._take(decide(self.kitchen, self.session, event))

    def pass_time(self, seconds: float) -> None:
        """Let the clock run, tick by tick, so that everything rings in its order."""
        end = self.at + seconds
        while self.at < end and not self.over:
            self._tick(min(self.at + (TICK if self.hands is None else STOVE_TICK), end))

    def sleep(self, seconds: float) -> None:
        """The program was away: the clock jumps, then it resumes."""
        self._stories.clear()
        self.event(Resumed(self.at + seconds, seconds))

    def _settle(self) -> None:
        if self.hands is not None:
            self.pass_time(SETTLE)

    def _tick(self, at: float) -> None:
        self.pace(at)
        while self._stories and self._stories[0].ends <= at:
            told = self._stories.pop(0)
            self._take_quietly(SpeechEnded(told.ends, told.say.id, len(told.say.text), True))
            if self._stories:
                self._stories[0].began = told.ends
                if self._stories[0].too_late:
                    self._cut(())
        self._take_quietly(Ticked(at))
        if self.hands is not None:
            self.hands.beat({"dialogue": at})
            for event in self.hands.poll(at):
                self.event(event)

    def _take_quietly(self, event: Event) -> None:
        self._take(decide(self.kitchen, self.session, event))

    def _take(self, turn: Turn) -> None:
        self.session = turn.session
        for effect in turn.effects:
            self.report(self.at, effect)
            self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> None:
        if isinstance(effect, Say):
            self._speak(effect)
        elif isinstance(effect, Hush):
            self._cut(effect.kinds)
        elif isinstance(effect, Measure):
            seconds = tuple(
                len(text) / CHARS_A_SECOND / effect.pace + effect.pause for text in effect.sentences
            )
            self._take_quietly(Measured(self.at, effect.key, seconds))
        elif isinstance(effect, Record):
            self._record(effect)
        elif isinstance(effect, Quit):
            self.over = True
        elif isinstance(effect, HEAT) and self.hands is not None:
            self.hands.carry_out(effect, self.at)

    def _speak(self, effect: Say) -> None:
        if effect.kind is Kind.STORY:
            self._stories.append(_Telling(effect, self.at))
            return
        self._take_quietly(SpeechBegan(self.at, effect.id))
        self._take_quietly(SpeechEnded(self.at, effect.id, len(effect.text), True))

    def _record(self, order: Record) -> None:
        if order.action in ("start", "discard"):
            self._told = TypedTake(self.at) if order.action == "start" else None
        elif self._told is not None and order.action in ("pause", "resume"):
            self._told.pause(self.at, on=order.action == "pause")
        elif self._told is not None:
            seconds, words = self._told.end(self.at)
            self._told = None
            self.event(RecordingEnded(self.at, order.path, seconds, words))

    def _cut(self, kinds: tuple[Kind, ...]) -> None:
        """Stop the story that is told; what was not heard whole is told to the core, as a player would."""
        if not self._stories or (kinds and Kind.STORY not in kinds):
            return
        dropped = self._stories[:]
        self._stories.clear()
        for one in dropped:
            self._take_quietly(SpeechEnded(self.at, one.say.id, 0, False))
