"""A session on sound from files: a WAV or raw PCM in, a WAV out."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sous_voice.app.parts import Parts, Plan, assemble, ear_of, first_words, new_parser
from sous_voice.runtime.offline import FileLoudspeaker, NoTape, OfflineSession, WavTape
from sous_voice.runtime.once import Once

if TYPE_CHECKING:
    from sous_voice.hearing.source import Source


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
    parts = assemble(plan, sink, lambda: sink.now)
    try:
        session = OfflineSession(
            parts.conductor,
            ear_of(plan, parts, Once(new_parser)),
            parts.speaker,
            sink,
            parts.inbox,
            parts.transcript.ignored,
            parts.recorder.feed,
            parts.recorder.run_pending,
        )
        run_offline(plan, parts, session, source, lambda: False)
        while parts.recorder.draft_next():
            continue
    finally:
        source.close()
        parts.close()
        if isinstance(tape, WavTape):
            tape.close()


def run_offline(
    plan: Plan, parts: Parts, session: OfflineSession, source: "Source", finished: Callable[[], bool]
) -> None:
    session.sink.start(parts.speaker.player.mixer.render)
    parts.speaker.synthesis.start()
    first_words(plan, parts)
    session.run(source, finished)
