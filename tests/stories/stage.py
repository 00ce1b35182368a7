"""A whole session on a virtual clock with the real player and real synthesised speech; words are typed in."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import numpy as np

from sous_voice.core.decide import begin
from sous_voice.core.intents import Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    Effect,
    Effects,
    Event,
    Heard,
    Kind,
    Measure,
    Measured,
    Say,
    SpeechBegan,
    SpeechEnded,
)
from sous_voice.core.moment import Context
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.runtime.conductor import Conductor
from sous_voice.speaking.cache import RATE, Pcm
from sous_voice.speaking.speaker import Speaker
from sous_voice.speaking.speaker_settings import SpeakerSettings

SLICE = 0.1
TICK = 0.5


@dataclass(slots=True)
class Said:
    """One text, from its first to its last sound."""

    say: Say
    began: float | None = None
    ended: float | None = None
    complete: bool = False


class Loudspeaker:
    """A sink on a virtual clock: fine slices while anything sounds, coarse ones through the silence."""

    latency = 0.0
    present = True

    def __init__(self) -> None:
        self.now = 0.0
        self._taken = 0
        self._render: Callable[[int, float], Pcm] = lambda frames, at: np.zeros(frames, np.int16)

    def start(self, render: Callable[[int, float], Pcm]) -> None:
        self._render = render

    def stop(self) -> None:
        """Nothing to let go of."""

    def run(self, seconds: float, between: Callable[[], None], slice_: float) -> None:
        until = self.now + seconds
        while self.now < until - 1e-9:
            between()
            now = min(until, self.now + slice_)
            due = round(now * RATE)
            self._render(due - self._taken, self.now)
            self._taken, self.now = due, now


@dataclass(slots=True)
class Stage:
    """Runs it; ``said`` is what was really at the loudspeaker, in order."""

    kitchen: Kitchen
    understand: Callable[[str, Context], Understanding]
    cache: Path
    parts: tuple[object, ...] = ()
    sink: Loudspeaker = field(default_factory=Loudspeaker)
    inbox: "Queue[Event]" = field(default_factory=Queue)
    said: dict[int, Said] = field(default_factory=dict)
    measured: dict[str, tuple[float, ...]] = field(default_factory=dict)
    asked: int = 0
    notes: list[str] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    speaker: Speaker = field(init=False)
    conductor: Conductor = field(init=False)
    _due: float = 0.0

    def __post_init__(self) -> None:
        settings = SpeakerSettings(cache=self.cache)
        self.speaker = Speaker(
            settings, self.sink, lambda: self.sink.now, self.inbox.put, tell=self.notes.append
        )
        self.conductor = Conductor(self.kitchen, (*self.parts, self.speaker), watch=self._watch)  # type: ignore[arg-type]
        self.sink.start(self.speaker.player.mixer.render)
        self.speaker.synthesis.start()

    def close(self) -> None:
        self.speaker.synthesis.stop()

    @property
    def now(self) -> float:
        return self.sink.now

    @property
    def session(self) -> Session:
        return self.conductor.session

    def _watch(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None:
        match event:
            case SpeechBegan():
                self.said[event.say_id].began = event.at
            case SpeechEnded():
                self.said[event.say_id].ended = event.at
                self.said[event.say_id].complete = event.complete
            case Measured():
                self.measured[event.key] = event.seconds
        for effect in effects:
            self.effects.append(effect)
            if isinstance(effect, Say):
                self.said[effect.id] = Said(effect)
            self.asked += isinstance(effect, Measure)

    def open(self, recipe: Recipe) -> None:
        """Choose the recipe, and wait until its stories are measured."""
        self.conductor.begin(begin(self.kitchen, recipe))
        wait = threading.Event()
        for _ in range(60_000):
            self.speaker.run_pending()
            self._events()
            if len(self.measured) >= self.asked:
                break
            wait.wait(0.002)
        self.settle()

    def hear(self, text: str) -> None:
        """Somebody says this now."""
        understanding = self.understand(text, self.conductor.moment.context)
        self.conductor.take(Heard(self.now, understanding, began=self.now, typed=True))
        self._events()

    def run(self, seconds: float) -> None:
        """Time passes."""
        until = self.now + seconds
        while self.now < until - 1e-9:
            idle = self.speaker.idle and self.inbox.empty()
            fine = (SLICE, 0.02) if not idle else (TICK, TICK)
            self.sink.run(min(fine[0], until - self.now), self._before, fine[1])
            self._events()
            if self.now >= self._due:
                self._due = self.now + TICK
                self.conductor.poll(self.now)

    def settle(self, most: float = 120.0) -> None:
        """Time passes until nothing is being said."""
        for _ in range(round(most / SLICE)):
            self.run(SLICE)
            if self.speaker.idle and self.inbox.empty():
                return

    def stories(self) -> list[Said]:
        """The story's parts that began to sound."""
        return [one for one in self.said.values() if one.say.kind is Kind.STORY and one.began is not None]

    def others(self) -> list[Said]:
        """Everything else that sounded."""
        return [one for one in self.said.values() if one.say.kind is not Kind.STORY and one.began is not None]

    def _before(self) -> None:
        self.speaker.run_pending()
        wait = threading.Event()
        for _ in range(30_000):
            if not self.speaker.player.starving:
                return
            wait.wait(0.002)
            self.speaker.run_pending()

    def _events(self) -> None:
        try:
            while True:
                self.conductor.take(self.inbox.get_nowait())
        except Empty:
            return
