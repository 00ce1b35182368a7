"""A live session: microphone, loudspeaker and keyboard in real time."""

import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from sous_voice.app.parts import Parts, Plan, assemble, ear_of, first_words, new_parser
from sous_voice.errors import DeviceError
from sous_voice.runtime.live import Keyboard, Listener, LiveSession
from sous_voice.runtime.memory import share_one_arena, trim
from sous_voice.runtime.once import Once
from sous_voice.runtime.own_voice import Played
from sous_voice.runtime.worker import Worker
from sous_voice.settings import Settings
from sous_voice.soundcard import CARD
from sous_voice.speaking.loudspeaker import Loudspeaker
from sous_voice.speaking.sinks import ClockSink, Sink

if TYPE_CHECKING:
    from sous_voice.language.parser import Parser


def sound_devices(settings: Settings) -> str:
    """Why a live session is not possible here; empty where microphone and loudspeaker are there."""
    from sous_voice.hearing.microphone import Microphone

    try:
        Microphone(settings.hearing.device).close()
        sink = Loudspeaker(settings.speaking.device, time.monotonic, lambda present: None)
        sink.start(lambda frames, at: np.zeros(frames, np.int16))
        sink.stop()
    except DeviceError as fault:
        return str(fault)
    return ""


def cook_live(plan: Plan) -> None:
    """Microphone (or only the keyboard), loudspeaker and keyboard in real time, until goodbye.

    A session that was killed is gone on with, on the clock on which it began.
    """
    share_one_arena()
    base = [time.monotonic()]

    def clock() -> float:
        return time.monotonic() - base[0]

    box: list[Parts] = []

    def changed(present: bool) -> None:
        for parts in box:
            parts.speaker.device_changed(present)

    sink = Played(_sink(plan, clock, changed))
    parts = assemble(plan, sink, clock, live=True)
    box.append(parts)
    base[0] = time.monotonic() - (time.time() - parts.started)
    ear, workers = _workers(plan, parts, Once(new_parser), clock, sink)

    def finished() -> bool:
        """Without a microphone the end of the keyboard ends the session."""
        typed = plan.keyboard and not any(worker.alive for worker in workers)
        return typed and parts.inbox.empty() and parts.speaker.idle

    session = LiveSession(
        parts.conductor,
        parts.inbox,
        clock,
        (*workers, Worker("recorder", parts.recorder.run, parts.inbox.put, clock)),
        beat=parts.hands.beat if parts.hands else (lambda seen: None),
        parts=lambda: {**_alive(ear), **parts.speaker.alive_at},
        finished=finished,
        tidy=trim,
    )
    try:
        parts.speaker.start()
        first_words(plan, parts, clock())
        session.run()
        parts.speaker.drain(10.0)
    except KeyboardInterrupt:
        parts.transcript.tell("End", "stopped from the keyboard.")
    except BaseException:
        # not in good order: heat off, and the journal stays open to be gone on with
        parts.close(ended=False)
        raise
    parts.close()


def _alive(ear: Mapping[str, Listener | Keyboard]) -> dict[str, float]:
    """When each was last seen at work. What still loads is not there yet: a cold stove may wait for it."""
    seen = {name: part.alive_at for name, part in ear.items()}
    return {name: at for name, at in seen.items() if at is not None}


def _sink(plan: Plan, clock: Callable[[], float], changed: Callable[[bool], None]) -> Sink:
    """The loudspeaker; for a keyboard session without one, answers are only printed."""
    if plan.keyboard and sound_devices(plan.settings):
        return ClockSink(clock)
    return Loudspeaker(plan.settings.speaking.device, clock, changed)


def _ready(parts: Parts) -> None:
    """The microphone is open and everything that hears is loaded."""
    trim()
    parts.transcript.tell("Listening", "go ahead.")


def _workers(
    plan: Plan, parts: Parts, parser: "Callable[[], Parser]", clock: Callable[[], float], played: Played
) -> tuple[dict[str, Listener | Keyboard], list[Worker]]:
    """What orders come in by and has to stay alive, by its name among the watched parts; and the threads of a
    live session: the ear, and the keyboard where somebody can type."""
    from sous_voice.hearing.microphone import Microphone

    workers: list[Worker] = []
    ear: dict[str, Listener | Keyboard] = {}
    if not plan.keyboard:
        listener = Listener(
            lambda: Microphone(plan.settings.hearing.device),
            lambda: ear_of(plan, parts, parser, played),
            parts.inbox,
            clock,
            lambda: parts.conductor.moment,
            ignored=parts.transcript.ignored,
            ready=lambda ear: _ready(parts),
            renew=lambda: CARD.renew(CARD.generation),
            tap=parts.recorder.feed,  # type: ignore[arg-type]
        )
        ear["microphone"] = listener
        workers.append(Worker("ear", listener.run, parts.inbox.put, clock))
    if sys.stdin is not None and (plan.keyboard or sys.stdin.isatty()):
        keyboard = Keyboard(sys.stdin, parser, parts.inbox, clock, lambda: parts.conductor.moment.context)
        if plan.keyboard:
            ear["keyboard"] = keyboard
        workers.append(Worker("keyboard", keyboard.run, parts.inbox.put, clock))
    return ear, workers
