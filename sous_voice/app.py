"""The composition root: settings → parts → conductor. The only file that knows every part.

Three ways to run a session, one conversation: live (microphone, loudspeaker, keyboard), from files
(a WAV or raw PCM in, a WAV out) and the rehearsal (a second voice plays the cook through real sound).

What hears and understands takes most of the start: a live session greets before any of it is imported,
the microphone keeps what is said meanwhile, and the recogniser loads beside the parser (``_ear``).
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import Queue
from typing import IO, TYPE_CHECKING

import numpy as np

from sous_voice import __version__
from sous_voice.core.decide import begin
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Event, Resumed, StoveLost
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.errors import DeviceError, MissingPartError, SousVoiceError, StoveError
from sous_voice.runtime import sessions
from sous_voice.runtime.conductor import Conductor
from sous_voice.runtime.foresight import Foresight
from sous_voice.runtime.hands import StoveHands, open_hands
from sous_voice.runtime.journal import Journal
from sous_voice.runtime.keeping_parts import KeepingParts, Screen
from sous_voice.runtime.live import Keyboard, Listener, LiveSession
from sous_voice.runtime.memory import share_one_arena, trim
from sous_voice.runtime.offline import FileLoudspeaker, NoTape, OfflineSession, WavTape
from sous_voice.runtime.once import Once
from sous_voice.runtime.own_voice import OwnVoice, Played
from sous_voice.runtime.recorder import Recorder
from sous_voice.runtime.rehearsal import Cook, Spoken, StereoTape, WithCook, second_voice
from sous_voice.runtime.replay import resumed
from sous_voice.runtime.transcript import Transcript
from sous_voice.runtime.worker import Worker
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.soundcard import CARD
from sous_voice.speaking.sinks import ClockSink, Sink, loudspeaker
from sous_voice.speaking.speaker import Speaker, SpeakerSettings, default_cache

if TYPE_CHECKING:
    from sous_voice.hearing.source import Source
    from sous_voice.language.parser import Parser
    from sous_voice.runtime.ear import Ear

HUNG_AFTER = {"microphone": 2.0, "dialogue": 2.0}
"""Seconds after which a part of the live session counts as hung, and the stove's heartbeats stop."""
HUNG_TYPING = {"dialogue": 2.0}
"""The same for a session that has no microphone."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session is made of."""

    settings: Settings
    recipe: Recipe | None = None
    stove: str = "none"
    as_json: bool = False
    out: IO[str] = sys.stdout
    fresh: bool = False
    """Never go on with an interrupted session."""
    keyboard: bool = False
    """Typed lines in place of the microphone."""


@dataclass(slots=True)
class Parts:
    """The parts that every way to run a session needs."""

    kitchen: Kitchen
    conductor: Conductor
    speaker: Speaker
    recorder: Recorder
    inbox: "Queue[Event]"
    transcript: Transcript
    journal: Journal
    hands: StoveHands | None
    past: Session | None = None
    """A killed session that is gone on with."""
    started: float = 0.0
    """Wall clock at session time 0."""

    def close(self, *, ended: bool = True) -> None:
        """Heat off first; then voice and journal. ``ended``: in good order, nothing to be resumed."""
        if self.hands is not None:
            self.hands.close()
        self.speaker.stop()
        self.recorder.run_pending()
        self.recorder.close()
        if ended:
            self.journal.ended(self.conductor.session.at, "over")
        self.journal.close()


# ---------------------------------------------------------------- making the parts


def _speaker_settings(settings: Settings) -> SpeakerSettings:
    speaking = settings.speaking
    cache = default_cache() if settings.privacy.speech_cache else None
    return SpeakerSettings(speaking.voice, speaking.rate, speaking.volume, speaking.earcons, cache=cache)


def _journal(plan: Plan, past: sessions.Interrupted | None, live: bool) -> Journal:
    """Only live sessions are kept: the others can be had again from their sound."""
    if not (live and plan.settings.privacy.journal):
        return Journal(None)
    if past is not None:
        return Journal(past.path, append=True)
    journal = Journal(sessions.new_path())
    sessions.prune(plan.settings.privacy.keep_journals)
    return journal


def _session_of(past: sessions.Interrupted | None) -> Session | None:
    """The interrupted session; None where there is none, or where its recipe is gone from the disk."""
    try:
        return resumed(past.account) if past is not None else None
    except SousVoiceError:
        return None


def _file_of(recipe: Recipe | None) -> str:
    """Where the recipe lies, from wherever the program is started next; empty for none."""
    return str(Path(recipe.source).resolve()) if recipe is not None and recipe.source else ""


def _assemble(
    plan: Plan,
    sink: Sink,
    clock: Callable[[], float],
    watch: Callable[[Transcript], object] | None = None,
    live: bool = False,
) -> Parts:
    settings = plan.settings
    inbox: Queue[Event] = Queue()
    transcript = Transcript(plan.out, as_json=plan.as_json)
    title = plan.recipe.title if plan.recipe else ""
    keep = live and settings.privacy.journal and not plan.fresh
    past = sessions.interrupted(title) if keep else None
    session = _session_of(past)
    past = past if session is not None else None
    started = past.started if past is not None else time.time()
    journal = _journal(plan, past, live)
    hands = None
    if plan.stove not in ("", "none"):
        hung = HUNG_AFTER if live and not plan.keyboard else HUNG_TYPING
        try:
            hands = open_hands(plan.stove, hung, journal.verdict)
        except StoveError as fault:
            transcript.tell("Warning", str(fault))
            inbox.put(StoveLost(0.0, fault.said))
    zones, powers = (hands.zones, hands.powers) if hands else ((), {})
    kitchen = furnish(settings, plan.recipe, datetime.fromtimestamp(started), zones, powers)
    if past is None:
        facts = {
            "version": __version__,
            "started": started,
            "recipe": title,
            "zones": list(zones),
            "powers": powers,
        }
        journal.header(
            **facts,
            recipe_file=_file_of(plan.recipe),
            settings=settings.model_dump(mode="json"),
            hashes=sessions.hashes(plan.recipe),
        )

    screen = Screen(lambda line: transcript.tell("Note", line), lambda line: transcript.tell("Warning", line))
    speaker = Speaker(_speaker_settings(settings), sink, clock, inbox.put, tell=screen.note)
    now: list[Conductor] = []
    keeping = KeepingParts(kitchen, lambda: now[0].session, clock, inbox.put, settings.hearing.engine, screen)
    seen = watch(transcript) if watch else transcript
    conductor = Conductor(
        kitchen,
        (speaker, keeping),
        hands=hands,
        journal=journal,
        mode=settings.hearing.mode,
        watch=Foresight(kitchen, speaker.foresee, seen) if live else seen,  # type: ignore[arg-type]
    )
    now.append(conductor)
    return Parts(
        kitchen, conductor, speaker, keeping.recorder, inbox, transcript, journal, hands, session, started
    )


def _parser() -> "Parser":
    from sous_voice.language.parser import Parser

    return Parser()


def _ear(plan: Plan, parts: Parts, parser: "Callable[[], Parser]", played: Played | None = None) -> "Ear":
    """Everything that hears. The recogniser loads in native code, beside the parser's Python."""
    from sous_voice.hearing.endpointing import Silero
    from sous_voice.hearing.recogniser import open_engine
    from sous_voice.runtime.ear import Ear
    from sous_voice.runtime.expectations import Expectations

    hearing = plan.settings.hearing
    with ThreadPoolExecutor(1, "engine") as beside:
        loading = beside.submit(open_engine, hearing.engine)
        understands = parser()
        engine = loading.result()
    parts.transcript.tell("Recogniser", engine.name)
    own_voice = OwnVoice(played) if played is not None else None
    return Ear(
        engine,
        understands,
        Silero(),
        patience=hearing.patience,
        longest=hearing.longest,
        wake_phrase=hearing.wake_phrase,
        expect=Expectations().of,
        said_between=parts.speaker.said_between,
        clean=own_voice or (lambda samples, at: samples),
        # without a loudspeaker in the room nobody else is heard
        another_spoke=own_voice.another_spoke if own_voice else (lambda began, ended: True),
    )


def _first_words(plan: Plan, parts: Parts, at: float = 0.0) -> None:
    """The greeting; or, after a kill, where we stood and what rang meanwhile."""
    if parts.past is None:
        # the kitchen's own copy of the recipe has the stories that were kept
        parts.conductor.begin(begin(parts.kitchen, parts.kitchen.recipes[0] if plan.recipe else None))
    else:
        parts.conductor.resume(parts.past)
        parts.conductor.take(Resumed(at, max(0.0, at - parts.past.at)))
    parts.recorder.recover()


# ---------------------------------------------------------------- from files


def open_sound_in(name: str) -> "Source":
    """A WAV file, or ``-`` for raw 16 kHz mono 16-bit PCM (or a WAV) on standard input."""
    from sous_voice.hearing.source import PcmSource, WavSource

    if name == "-":
        return PcmSource(sys.stdin.buffer)
    source = WavSource(Path(name))
    if source.warning:
        print(f"Warning: {source.warning}", file=sys.stderr)
    return source


def cook_from_sound(plan: Plan, source: "Source", audio_out: Path | None) -> None:
    """A session on sound from a file or a pipe, on the sound's own clock."""
    tape = WavTape(audio_out) if audio_out else NoTape()
    sink = FileLoudspeaker(tape)
    parts = _assemble(plan, sink, lambda: sink.now)
    try:
        session = OfflineSession(
            parts.conductor,
            _ear(plan, parts, Once(_parser)),
            parts.speaker,
            sink,
            parts.inbox,
            parts.transcript.ignored,
            parts.recorder.feed,
            parts.recorder.run_pending,
        )
        _run_offline(plan, parts, session, source, lambda: False)
        while parts.recorder.draft_next():
            continue
    finally:
        source.close()
        parts.close()
        if isinstance(tape, WavTape):
            tape.close()


def _run_offline(
    plan: Plan, parts: Parts, session: OfflineSession, source: "Source", finished: Callable[[], bool]
) -> None:
    session.sink.start(parts.speaker.player.mixer.render)
    parts.speaker.synthesis.start()
    _first_words(plan, parts)
    session.run(source, finished)


# ---------------------------------------------------------------- the rehearsal


def rehearse(plan: Plan, audio_out: Path) -> list[Spoken]:
    """A second voice plays the cook; both sides are left in ``audio_out``, left the cook, right we.

    Returns every line of the cook's and what became of it.
    """
    share_one_arena()
    cooks: list[Cook] = []
    wav = WavTape(audio_out, channels=2)
    cook_tape: list[object] = []
    stereo = StereoTape(wav, cook_tape)  # type: ignore[arg-type]
    sink = FileLoudspeaker(stereo)
    parts = _assemble(plan, sink, lambda: sink.now, watch=lambda transcript: WithCook(transcript, cooks))
    parser = Once(_parser)
    cook = Cook(
        # one model for both: a second copy takes 75 MB
        second_voice(parts.speaker.synthesis.voices.voice(plan.settings.speaking.voice)),
        parser(),
        lambda: parts.conductor.moment.context,
        lambda: parts.speaker.idle,
        tape=cook_tape,  # type: ignore[arg-type]
    )
    cooks.append(cook)
    try:
        session = OfflineSession(
            parts.conductor,
            _ear(plan, parts, parser),
            parts.speaker,
            sink,
            parts.inbox,
            parts.transcript.ignored,
        )
        _run_offline(plan, parts, session, cook, lambda: cook.finished)
    finally:
        parts.close()
        stereo.close()
        wav.close()
    return cook.spoken


# ---------------------------------------------------------------- live


def sound_devices(settings: Settings) -> str:
    """Why a live session is not possible here; empty where microphone and loudspeaker are there."""
    from sous_voice.hearing.microphone import Microphone

    try:
        Microphone(settings.hearing.device).close()
        sink = loudspeaker(settings.speaking.device or None, time.monotonic, lambda present: None)
        sink.start(lambda frames, at: np.zeros(frames, np.int16))
        sink.stop()
    except (DeviceError, MissingPartError) as fault:
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
    parts = _assemble(plan, sink, clock, live=True)
    box.append(parts)
    base[0] = time.monotonic() - (time.time() - parts.started)
    listener, workers = _workers(plan, parts, Once(_parser), clock, sink)

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
        parts=lambda: {"microphone": listener.alive_at} if listener else {},
        finished=finished,
    )
    try:
        parts.speaker.start()
        _first_words(plan, parts, clock())
        session.run()
        parts.speaker.drain(10.0)
    except KeyboardInterrupt:
        parts.transcript.tell("End", "stopped from the keyboard.")
    except BaseException:
        # not in good order: heat off, and the journal stays open to be gone on with
        parts.close(ended=False)
        raise
    parts.close()


def _sink(plan: Plan, clock: Callable[[], float], changed: Callable[[bool], None]) -> Sink:
    """The loudspeaker; for a keyboard session without one, answers are only printed."""
    if plan.keyboard and sound_devices(plan.settings):
        return ClockSink(clock)
    return loudspeaker(plan.settings.speaking.device or None, clock, changed)


def _ready(parts: Parts) -> None:
    """The microphone is open and everything that hears is loaded."""
    trim()
    parts.transcript.tell("Listening", "go ahead.")


def _workers(
    plan: Plan, parts: Parts, parser: "Callable[[], Parser]", clock: Callable[[], float], played: Played
) -> tuple[Listener | None, list[Worker]]:
    """The threads of a live session: the ear, and the keyboard where somebody can type."""
    from sous_voice.hearing.microphone import Microphone

    workers: list[Worker] = []
    listener = None
    if not plan.keyboard:
        listener = Listener(
            lambda: Microphone(plan.settings.hearing.device),
            lambda: _ear(plan, parts, parser, played),
            parts.inbox,
            clock,
            lambda: parts.conductor.moment,
            ignored=parts.transcript.ignored,
            ready=lambda ear: _ready(parts),
            renew=lambda: CARD.renew(CARD.generation),
            tap=parts.recorder.feed,  # type: ignore[arg-type]
        )
        workers.append(Worker("ear", listener.run, parts.inbox.put, clock))
    if sys.stdin is not None and (plan.keyboard or sys.stdin.isatty()):
        keyboard = Keyboard(sys.stdin, parser, parts.inbox, clock, lambda: parts.conductor.moment.context)
        workers.append(Worker("keyboard", keyboard.run, parts.inbox.put, clock))
    return listener, workers
