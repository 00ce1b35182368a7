"""The rehearsal: a second voice plays the cook through real sound."""

from pathlib import Path
from typing import TYPE_CHECKING

from sous_voice.app.from_files import run_offline
from sous_voice.app.parts import Plan, assemble, ear_of, new_parser
from sous_voice.runtime.memory import share_one_arena
from sous_voice.runtime.offline import FileLoudspeaker, OfflineSession, WavTape
from sous_voice.runtime.once import Once
from sous_voice.runtime.rehearsal import Cook, Spoken, StereoTape, WithCook, second_voice

if TYPE_CHECKING:
    pass


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
    parts = assemble(plan, sink, lambda: sink.now, watch=lambda transcript: WithCook(transcript, cooks))
    parser = Once(new_parser)
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
            ear_of(plan, parts, parser),
            parts.speaker,
            sink,
            parts.inbox,
            parts.transcript.ignored,
        )
        run_offline(plan, parts, session, cook, lambda: cook.finished)
    finally:
        parts.close()
        stereo.close()
        wav.close()
    return cook.spoken
