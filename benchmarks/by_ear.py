"""A session in which a second voice asks, by real sound, for the benchmarks of talk about food and guests.

Second voice → 16 kHz → endpointing → recogniser → parser → core → voice.
"""

import io
from collections.abc import Callable

from sous_voice.app.from_files import run_offline
from sous_voice.app.parts import Plan, assemble, ear_of, new_parser
from sous_voice.core.messages import Effects, Event, Heard, Say
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.runtime.offline import FileLoudspeaker, NoTape, OfflineSession
from sous_voice.runtime.once import Once
from sous_voice.runtime.rehearsal import Cook, WithCook, second_voice
from sous_voice.settings import Settings

Answer = tuple[str, str, tuple[str, ...]]
"""The line that was open, what was heard, what was said to it."""


class Listener:
    """Writes down what was heard and answered to each line."""

    def __init__(self, cook: Cook) -> None:
        self._cook = cook
        self.answers: list[Answer] = []

    def __call__(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None:
        """What is said is the answer to the line that is open."""
        if self._cook.spoken and isinstance(event, Heard) and not event.partial:
            told = tuple(effect.text for effect in effects if isinstance(effect, Say))
            self.answers.append((self._cook.spoken[-1].line, event.understanding.text, told))


def play(settings: Settings, recipe: Recipe | None, lines: list[str], *manner: float) -> list[Answer]:
    """One session, by a voice of this pitch and pace.

    A line that is not understood as the words themselves mean is said once more, as a cook would.
    """
    plan = Plan(settings, recipe, "none", False, io.StringIO())
    watchers: list[Callable[..., None]] = []
    sink = FileLoudspeaker(NoTape())
    parts = assemble(plan, sink, lambda: sink.now, watch=lambda log: WithCook(log, watchers))  # type: ignore[arg-type]
    parser = Once(new_parser)
    voice = parts.speaker.synthesis.voices.voice(plan.settings.speaking.voice)
    cook = Cook(second_voice(voice, *manner), parser(), lambda: parts.conductor.moment.context,
                lambda: parts.speaker.idle, lines=lines)  # fmt: skip
    listener = Listener(cook)
    watchers.extend([cook, listener])
    ear = ear_of(plan, parts, parser)
    try:
        session = OfflineSession(
            parts.conductor, ear, parts.speaker, sink, parts.inbox, parts.transcript.ignored
        )
        run_offline(plan, parts, session, cook, lambda: cook.finished)
    finally:
        parts.close()
    return listener.answers
