"""The one place where the session changes: event → journal → decide → effects → the parts.

One thread calls ``take``; everything else only puts events into its inbox. It never waits: speaking,
hearing and the stove have threads or a process of their own.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol

from sous_voice.core.context import context_of
from sous_voice.core.decide import decide
from sous_voice.core.foodtalk import food_talk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    CancelOffer,
    ClearLatch,
    ConfirmHeat,
    Effect,
    Effects,
    Event,
    Listen,
    LockStove,
    LowerHeat,
    Quit,
    RenewPresence,
    RequestHeat,
    RequestOff,
    SpeechEnded,
    StoveReported,
    Ticked,
    WorkerDied,
)
from sous_voice.core.session import Session
from sous_voice.core.topics import TOPICS
from sous_voice.core.turn import Turn
from sous_voice.runtime.ear import ATTENTION
from sous_voice.runtime.journal import Journal
from sous_voice.runtime.listening import Moment

HEAT = (RequestHeat, ConfirmHeat, CancelOffer, RequestOff, LowerHeat, RenewPresence, LockStove, ClearLatch)
"""Effects that only the hands (kernel and stove) carry out."""


class Part(Protocol):
    """Something that carries out effects."""

    def handle(self, effect: Effect) -> bool:
        """Do it and return at once; False where it is not for this part."""


class Hands(Protocol):
    """Kernel and stove."""

    def carry_out(self, effect: Effect, at: float) -> None:
        """Do it, or refuse; what comes of it is told by ``poll``."""

    def poll(self, at: float) -> list[Event]:
        """What the stove and the kernel have to tell by now, oldest first."""


class Watcher(Protocol):
    """Sees everything that happens: the screen, the tests, the rehearsal."""

    def __call__(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None: ...


def reads_food(kitchen: Kitchen, session: Session, words: str) -> bool:
    """Whether words are read as talk of food where the parser makes nothing of them: they are meant for us."""
    return bool(food_talk(kitchen, session, (), words))


class Conductor:
    """Runs one session."""

    def __init__(
        self,
        kitchen: Kitchen,
        parts: Iterable[Part],
        *,
        hands: Hands | None = None,
        journal: Journal | None = None,
        mode: str = "open",
        watch: Watcher = lambda event, before, after, effects: None,
    ) -> None:
        """``parts`` are asked in order who carries out an effect. ``mode``: open or wake_word."""
        self._kitchen = kitchen
        self._parts = tuple(parts)
        self._hands = hands
        self._journal = journal or Journal(None)
        self._watch = watch
        self._mode = self._own_mode = mode
        self._spoken_to_until = 0.0
        self.session = Session()
        self.over = False
        """True once the cook has said goodbye, or the conversation itself broke twice."""
        self._broken = False
        self.moment = Moment(mode=mode)
        """What the ear and the keyboard need to know; replaced as a whole, so any thread may read it."""

    def begin(self, turn: Turn) -> None:
        """The first words of a new session."""
        before, self.session = self.session, turn.session
        self._journal.effects(turn.session.at, turn.effects)
        self._watch(None, before, turn.session, turn.effects)
        self._perform(turn.effects, turn.session.at)
        self._refresh()

    def resume(self, session: Session) -> None:
        """Go on with a session that was read back from a journal."""
        self.session = session
        self._refresh()

    def take(self, event: Event) -> None:
        """One event. An error in the conversation itself takes the heat off and is told as ``WorkerDied``."""
        try:
            self._take(event)
            self._broken = self._broken and isinstance(event, Ticked)
        except Exception as fault:  # noqa: BLE001 — the outer wall: heat must go off whatever broke
            self._on_error(event, fault)

    def poll(self, at: float) -> None:
        """Let time pass: the stove's news, then a tick."""
        self.look(at)
        self.take(Ticked(at))

    def look(self, at: float) -> None:
        """Take in what the stove and the kernel have to tell by now."""
        for news in self._hands.poll(at) if self._hands is not None else ():
            self.take(news)

    # ------------------------------------------------------------

    def _take(self, event: Event) -> None:
        often = isinstance(event, Ticked | StoveReported)
        if not often:
            self._journal.event(event)
        before = self.session
        turn = decide(self._kitchen, before, event)
        if often and (turn.effects or replace(turn.session, at=before.at) != before):
            self._journal.event(event)
        self.session = turn.session
        if isinstance(event, SpeechEnded):
            self._spoken_to_until = event.at + ATTENTION
        self._journal.effects(event.at, turn.effects)
        self._watch(event, before, turn.session, turn.effects)
        self._perform(turn.effects, event.at)
        if not isinstance(event, Ticked) or turn.effects:
            self._refresh()

    def _perform(self, effects: Effects, at: float) -> None:
        for effect in effects:
            if isinstance(effect, HEAT):
                if self._hands is not None:
                    self._hands.carry_out(effect, at)
            elif isinstance(effect, Listen):
                self._mode = effect.mode if effect.mode == "muted" else self._own_mode
            elif isinstance(effect, Quit):
                self.over = True
            else:
                any(part.handle(effect) for part in self._parts)

    def _refresh(self) -> None:
        self.moment = Moment(
            context=context_of(self._kitchen, self.session, TOPICS),
            mode=self._mode,
            asleep=self.session.voice.asleep,
            spoken_to_until=self._spoken_to_until,
            food=partial(reads_food, self._kitchen, self.session),
        )

    def _on_error(self, event: Event, fault: Exception) -> None:
        if self._hands is not None:
            self._hands.carry_out(RequestOff(), event.at)
        if self._broken or isinstance(event, WorkerDied):
            self.over = True
            raise fault
        self._broken = True
        self.take(WorkerDied(event.at, "dialogue", f"{type(fault).__name__}: {fault}"))
