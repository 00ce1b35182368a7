"""``sous-voice doctor``: what is here, what is missing, and what to do about it."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sous_voice.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    part: str
    state: str
    """good, missing (the program works without it) or bad (it does not)."""
    found: str
    remedy: str = ""


def _settings() -> Iterator[Finding]:
    from sous_voice.settings import load_settings, settings_path

    load_settings()
    place = settings_path()
    yield Finding("Settings", "good", str(place) if place.exists() else f"none, so the defaults ({place})")


def _sound() -> Iterator[Finding]:
    from sous_voice.soundcard import devices

    found = devices()
    yield Finding("PortAudio", "good", f"{len(found)} sound devices")
    for what, fit in (
        ("Microphone", [one for one in found if one.inputs]),
        ("Loudspeaker", [one for one in found if one.outputs]),
    ):
        for one in fit:
            yield Finding(what, "good", f"{one.index} {one.name}")
        if not fit:
            yield Finding(what, "missing", "none", "Plug one in; until then sous-voice cook rehearses.")


def _settings_or_defaults() -> "Settings":
    """Faults of the settings are told once, as those of the settings."""
    from sous_voice.errors import SousVoiceError
    from sous_voice.settings import Settings, load_settings

    try:
        return load_settings()
    except SousVoiceError:
        return Settings()


def _voice() -> Iterator[Finding]:
    from sous_voice.speaking.cache import RATE
    from sous_voice.speaking.voice import default_voice_path, open_voice, synthesise

    wanted = _settings_or_defaults().speaking.voice
    voice = open_voice(wanted)
    seconds = synthesise(voice, "Ready to cook.", 1.0).size / RATE
    if not seconds:
        yield Finding("Voice", "bad", f"{wanted}: it says nothing", "Choose another voice.")
        return
    way = "piece by piece" if voice.pieces else "sentence by sentence, so answers begin later"
    yield Finding("Voice", "good", f"{wanted or default_voice_path().stem}, {way}")


def _cache() -> Iterator[Finding]:
    from sous_voice.speaking.cache import default_folder

    folder = default_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        yield Finding(
            "Cache", "missing", f"{folder}: {fault.strerror}", "Without it every answer is synthesised anew."
        )
        return
    if not os.access(folder, os.W_OK):
        yield Finding("Cache", "missing", f"{folder} cannot be written", "Check its rights.")
        return
    size = sum(file.stat().st_size for file in folder.parent.rglob("*") if file.is_file())
    yield Finding("Cache", "good", f"{size / 1e6:.0f} megabytes in {folder.parent}")


def _recogniser() -> Iterator[Finding]:
    from sous_voice.errors import ModelError
    from sous_voice.hearing.recogniser import models_folder, open_engine, vosk_models
    from sous_voice.hearing.vosk_engine import VoskEngine

    engine = open_engine(_settings_or_defaults().hearing.engine)
    yield Finding("Recogniser", "good", engine.name)
    for model in vosk_models():
        try:
            if engine.name != model.name:  # that one is loaded
                VoskEngine(model)
        except ModelError as fault:
            yield Finding("Model", "bad", fault.said, fault.remedy)
        else:
            yield Finding("Model", "good", str(model))
    if not vosk_models():
        remedy = "sous-voice models get vosk-model-small-en-us-0.15 hears faster."
        yield Finding("Model", "missing", f"no Vosk model in {models_folder()}", remedy)


def _stop_words() -> Iterator[Finding]:
    from sous_voice.errors import ModelError
    from sous_voice.hearing.keywords.notice import Keywords

    try:
        Keywords()
    except ModelError as fault:
        slower = "Stop and off are heard all the same, about half a second later."
        yield Finding("Stop words", "missing", fault.said, " ".join([*filter(None, [fault.remedy]), slower]))
        return
    yield Finding("Stop words", "good", "noticed in the stream of sound")


def _folders() -> Iterator[Finding]:
    from sous_voice.shelf.places import shipped

    for name in ("recipes", "grammars", "voices"):
        yield Finding("Folder", "good", str(shipped(name)))


def _tables() -> Iterator[Finding]:
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import own_tables_of

    settings = load_settings()
    if not settings.kitchen.tables:
        return
    own = own_tables_of(settings)
    count = len(own.foods) + len(own.diets) + len(own.substitutions) + len(own.terms)
    yield Finding("Own tables", "good", f"{settings.kitchen.tables}, {count} names")
    for fault in own.faults:
        yield Finding("Own tables", "bad", fault, "Mend the line, or take it out.")


def _stove() -> Iterator[Finding]:
    from serial.tools.list_ports import comports

    ports = sorted(port for port in comports() if port.hwid != "n/a")  # sockets without anything behind them
    for port in ports:
        usable = os.access(port.device, os.R_OK | os.W_OK)
        remedy = "" if usable else "sudo usermod -aG dialout $USER, then log in again."
        yield Finding("Port", "good" if usable else "bad", f"{port.device} {port.description}", remedy)
    if not ports:
        yield Finding("Port", "missing", "no serial port", "Only for a stove; --stove sim simulates one.")


def _second_voice() -> Iterator[Finding]:
    here = shutil.which("espeak-ng")
    remedy = "" if here else "Only tests use it: apt install espeak-ng."
    yield Finding("espeak-ng", "good" if here else "missing", here or "not here", remedy)


LOOKS: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
    ("Settings", _settings),
    ("PortAudio", _sound),
    ("Voice", _voice),
    ("Cache", _cache),
    ("Recogniser", _recogniser),
    ("Stop words", _stop_words),
    ("Folder", _folders),
    ("Own tables", _tables),
    ("Port", _stove),
    ("espeak-ng", _second_voice),
)


def findings() -> Iterator[Finding]:
    """Everything that was looked at; a look that fails is a finding itself."""
    from sous_voice.errors import SousVoiceError

    for part, look in LOOKS:
        try:
            yield from look()
        except SousVoiceError as fault:
            yield Finding(part, "bad", fault.said, fault.remedy)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def doctor(as_json: bool) -> None:
    """What is here and what is missing; exit code 1 where something must be mended."""
    bad = 0
    if not as_json:
        click.echo(f"Python: {sys.version.split()[0]}, {sys.prefix}")
    for one in findings():
        bad += one.state == "bad"
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
            continue
        mark = {"good": "", "missing": "missing, ", "bad": "broken, "}[one.state]
        click.echo(f"{one.part}: {mark}{one.found}{' To do: ' + one.remedy if one.remedy else ''}")
    sys.exit(1 if bad else 0)
