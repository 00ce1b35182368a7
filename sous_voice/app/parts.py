"""The parts of a session and how they are put together: settings → parts → conductor."""

import atexit
import gc
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import Queue
from typing import IO, TYPE_CHECKING

from sous_voice import __version__
from sous_voice.core.decide import begin
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Event, Resumed, StoveLost
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.errors import SousVoiceError, StoveError
from sous_voice.runtime import sessions
from sous_voice.runtime.conductor import Conductor
from sous_voice.runtime.foresight import Foresight
from sous_voice.runtime.hands import StoveHands, open_hands
from sous_voice.runtime.journal import Journal
from sous_voice.runtime.keeping_parts import KeepingParts, Screen
from sous_voice.runtime.own_voice import OwnVoice, Played
from sous_voice.runtime.recorder import Recorder
from sous_voice.runtime.replay import resumed
from sous_voice.runtime.transcript import Transcript
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.speaking.sinks import Sink
from sous_voice.speaking.speaker import Speaker
from sous_voice.speaking.speaker_settings import SpeakerSettings, default_cache

if TYPE_CHECKING:
    from sous_voice.language.parser import Parser
    from sous_voice.runtime.ear import Ear

_SPEAKING = {"player": 2.0, "voice": 10.0}
HUNG_AFTER = {"microphone": 2.0, "dialogue": 2.0, **_SPEAKING}
"""Seconds after which a part of the live session counts as hung, and the stove's heartbeats stop: whatever stands
between the cook's "off" and the stove, or between the stove's alarm and the cook. The synthesiser gets longer, for a
sentence on a busy machine."""
HUNG_TYPING = {"keyboard": 5.0, "dialogue": 2.0, **_SPEAKING}
"""The same for a session that has no microphone."""
HUNG_FILES = {"dialogue": 2.0}
"""The same for a session out of a file, which hears and speaks in one thread."""


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


def _speaker_settings(settings: Settings) -> SpeakerSettings:
    speaking = settings.speaking
    cache = default_cache() if settings.privacy.speech_cache else None
    return SpeakerSettings(speaking.voice, speaking.rate, speaking.volume, speaking.earcons, cache=cache)


def _journal(
    plan: Plan, past: sessions.Interrupted | None, live: bool, tell: Callable[[str], None]
) -> Journal:
    """Only live sessions are kept: the others can be had again from their sound. Where nothing can be written
    ``tell`` says so, and cooking goes on."""
    if not (live and plan.settings.privacy.journal):
        return Journal(None)
    try:
        if past is not None:
            return Journal(past.path, append=True, tell=tell)
        journal = Journal(sessions.new_path(), tell=tell)
    except SousVoiceError as fault:
        tell(str(fault))
        return Journal(None)
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


def assemble(
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
    journal = _journal(plan, past, live, lambda line: transcript.tell("Warning", line))
    hands = None
    if plan.stove not in ("", "none"):
        hung = (HUNG_TYPING if plan.keyboard else HUNG_AFTER) if live else HUNG_FILES
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


def new_parser() -> "Parser":
    """The parser. What is alive by then stays: no collection of garbage goes through it again."""
    from sous_voice.language.parser import Parser

    parser = Parser()
    gc.freeze()
    atexit.register(gc.unfreeze)  # at the end everything is let go, or native parts report it as leaked
    return parser


def ear_of(plan: Plan, parts: Parts, parser: "Callable[[], Parser]", played: Played | None = None) -> "Ear":
    """Everything that hears. The recogniser loads in native code, beside the parser's Python."""
    from sous_voice.hearing.endpointing import Silero
    from sous_voice.hearing.keywords.notice import open_keywords
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
        expect=Expectations(understands.sentences).of,
        said_between=parts.speaker.said_between,
        clean=own_voice or (lambda samples, at: samples),
        # without a loudspeaker in the room nobody else is heard
        another_spoke=own_voice.another_spoke if own_voice else (lambda began, ended: True),
        keywords=open_keywords(),
    )


def first_words(plan: Plan, parts: Parts, at: float = 0.0) -> None:
    """The greeting; or, after a kill, where we stood and what rang meanwhile."""
    if parts.past is None:
        # the kitchen's own copy of the recipe has the stories that were kept
        parts.conductor.begin(begin(parts.kitchen, parts.kitchen.recipes[0] if plan.recipe else None))
    else:
        parts.conductor.resume(parts.past)
        parts.conductor.take(Resumed(at, max(0.0, at - parts.past.at)))
    parts.recorder.recover()
