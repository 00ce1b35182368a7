"""``sous-voice speak``: text → the words to be spoken, or their sound."""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sous_voice.cli.figures import Figure
from sous_voice.cli.streams import input_lines

if TYPE_CHECKING:
    from sous_voice.language.verbalise import SpokenStyle
    from sous_voice.settings import Settings

_TELL_EVERY = 5.0
"""Seconds between two lines of progress."""
_SCALES = {"as_written": "as_written", "fahrenheit": "F", "celsius": "C"}


@click.command()
@click.argument("text", required=False)
@click.option("--spoken-text", is_flag=True, help="Print the words, one line a line; no sound.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a WAV file.")
@click.option("--voice", default=None, help="Path of a Piper voice (.onnx); PATH#2 for its third speaker.")
@click.option("--rate", type=Figure(0.5, 2.0), default=None, help="Times normal speed.")
@click.option(
    "--scale",
    type=click.Choice(["as_written", "fahrenheit", "celsius", "gas"]),
    default=None,
    help="Which heat is spoken where a recipe gives several.  [default: as in the settings]",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def speak(
    text: str | None,
    spoken_text: bool,
    out: Path | None,
    voice: str | None,
    rate: float | None,
    scale: str | None,
    as_json: bool,
) -> None:
    """Speak TEXT, or the lines of standard input."""
    from sous_voice.language.verbalise import Scale, SpokenStyle
    from sous_voice.settings import load_settings

    if spoken_text and out:
        raise click.UsageError("--spoken-text makes no sound: leave out --out, or --spoken-text.")
    settings = load_settings()
    chosen = scale or settings.kitchen.temperature
    style = SpokenStyle(Scale(_SCALES.get(chosen, chosen)))
    lines = [text] if text is not None else input_lines()
    if spoken_text:
        _print_words(lines, style, as_json)
    elif out is not None:
        _write(lines, style, out, voice, rate, settings, as_json)
    else:
        _play(lines, style, voice, rate, settings, as_json)


def _tell(as_json: bool, line: str, **record: object) -> None:
    print(json.dumps(record, ensure_ascii=False) if as_json else line, flush=True)


def _print_words(lines: Iterable[str], style: "SpokenStyle", as_json: bool) -> None:
    from sous_voice.language.verbalise import verbalise

    for line in lines:
        written = line.rstrip("\r\n")
        words = " ".join(verbalise(written, style).split())
        _tell(as_json, words, text=written, spoken=words)


def _write(
    lines: Iterable[str],
    style: "SpokenStyle",
    out: Path,
    voice: str | None,
    rate: float | None,
    settings: "Settings",
    as_json: bool,
) -> None:
    from sous_voice.speaking.cache import RATE, SpeechCache, default_folder
    from sous_voice.speaking.chunks import chunks
    from sous_voice.speaking.reel import with_pause
    from sous_voice.speaking.sinks import open_wav
    from sous_voice.speaking.synthesis import Voices
    from sous_voice.speaking.voice import open_voice

    name = voice if voice is not None else settings.speaking.voice
    speed = rate if rate is not None else settings.speaking.rate
    voices = Voices(open_voice, SpeechCache(default_folder() if settings.privacy.speech_cache else None))
    voices.voice(name)
    samples, told = 0, time.monotonic()
    with open_wav(out) as file:
        for line in lines:
            for chunk in chunks(line.rstrip("\r\n"), style):
                pcm = with_pause(voices.say(name, chunk.words, speed), chunk.ends_sentence)
                file.writeframes((pcm * settings.speaking.volume).astype("<i2").tobytes())
                samples += pcm.size
                if time.monotonic() - told > _TELL_EVERY:
                    told = time.monotonic()
                    click.echo(f"Progress: {samples / RATE:.0f} seconds of sound", err=True)
    if not samples:
        click.echo("Note: there was nothing to say.", err=True)
    seconds = round(samples / RATE, 2)
    _tell(as_json, f"Sound: {seconds} seconds in {out}", file=str(out), seconds=seconds, rate=RATE)


def _play(
    lines: Iterable[str],
    style: "SpokenStyle",
    voice: str | None,
    rate: float | None,
    settings: "Settings",
    as_json: bool,
) -> None:
    from sous_voice.core.messages import Event, Kind, Say, WorkerDied
    from sous_voice.errors import ModelError
    from sous_voice.speaking.loudspeaker import Loudspeaker
    from sous_voice.speaking.speaker import Speaker
    from sous_voice.speaking.speaker_settings import SpeakerSettings, default_cache

    began = time.monotonic()
    faults: list[str] = []

    def clock() -> float:
        return time.monotonic() - began

    def post(event: Event) -> None:
        if isinstance(event, WorkerDied):
            faults.append(event.error)

    speaking = settings.speaking
    speaker_settings = SpeakerSettings(
        voice=voice if voice is not None else speaking.voice,
        rate=rate if rate is not None else speaking.rate,
        volume=speaking.volume,
        style=style,
        cache=default_cache() if settings.privacy.speech_cache else None,
    )
    sink = Loudspeaker(speaking.device, clock, lambda present: speaker.device_changed(present))
    speaker = Speaker(speaker_settings, sink, clock, post)
    speaker.start()
    try:
        for number, line in enumerate(lines, 1):
            speaker.handle(Say(line.rstrip("\r\n"), Kind.NARRATION, number))
            _tell(as_json, f"Said: {line.rstrip()}", text=line.rstrip("\r\n"))
        while not faults and not speaker.drain(1.0):
            continue
    finally:
        speaker.stop()
    if faults:
        raise ModelError(faults[0])
