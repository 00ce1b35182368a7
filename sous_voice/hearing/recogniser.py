"""Which engine hears, and how a clip of any length is heard."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from platformdirs import user_data_path

from sous_voice.errors import ModelError, SettingsError
from sous_voice.hearing.engine import RATE, Engine, Recognised, Samples, Word, as_float
from sous_voice.hearing.source import Floats

ENGINES = ("auto", "vosk", "pocketsphinx", "whisper")
MODELS_VARIABLE = "SOUS_VOICE_MODELS"
"""Environment variable that names another folder of models."""
LONGEST_CLIP = 28.0
"""Seconds; a longer clip is cut into utterances first."""


def models_folder() -> Path:
    """Where fetched models lie."""
    return Path(os.environ.get(MODELS_VARIABLE) or user_data_path("sous-voice") / "models")


def vosk_models(folder: Path | None = None, language: str = "en") -> list[Path]:
    """Vosk models of a language on this machine, the best first: larger ones hear better."""
    folder = folder or models_folder()
    if not folder.is_dir():
        return []
    found = [
        path
        for path in folder.iterdir()
        if path.name.startswith("vosk-model")
        and f"-{language}-" in f"{path.name}-"
        and (path / "am").is_dir()
    ]
    return sorted(found, key=lambda path: ("small" in path.name, path.name))


def open_engine(name: str = "auto", folder: Path | None = None, threads: int = 1) -> Engine:
    """An engine by name; ``auto`` takes Vosk where an English model is that can be loaded, else the embedded one.

    Raises:
        SettingsError: no such engine.
        ModelError: its model is missing or broken.
    """
    models = vosk_models(folder)
    if name == "auto":
        from sous_voice.hearing.vosk_engine import VoskEngine

        for model in models:
            with suppress(ModelError):  # the doctor tells of it
                return VoskEngine(model)
        name = "whisper"
    match name:
        case "vosk":
            from sous_voice.hearing.vosk_engine import VoskEngine

            if not models:
                raise ModelError(
                    f"There is no English Vosk model in {folder or models_folder()}.",
                    "Run: sous-voice models get vosk-model-small-en-us-0.15",
                )
            return VoskEngine(models[0])
        case "whisper":
            from sous_voice.hearing.whisper.engine import WhisperEngine

            return WhisperEngine(threads=threads)
        case "pocketsphinx":
            from sous_voice.hearing.pocketsphinx_engine import PocketsphinxEngine

            return PocketsphinxEngine()
    raise SettingsError(f"There is no engine '{name}'.", f"Engines: {', '.join(ENGINES)}.")


def hear_clip(engine: Engine, samples: Samples, *, spoken_only: bool = False) -> list[Recognised]:
    """A clip of any length; see ``hear_parts``."""
    return list(hear_parts(engine, samples, spoken_only=spoken_only))


def hear_parts(engine: Engine, samples: Samples, *, spoken_only: bool = False) -> Iterator[Recognised]:
    """A clip of any length; a long one utterance by utterance, with times in the whole clip.

    Each is recognised when it is asked for, so that the engine can be asked for a second look at it.

    ``spoken_only``: where the voice detector finds nobody, nothing is recognised, as in a session.
    """
    if spoken_only and not somebody_speaks(as_float(samples)):
        silent = Recognised("", seconds_audio=len(samples) / RATE, engine=engine.name, refused="nobody spoke")
        yield silent
        return
    if len(samples) <= LONGEST_CLIP * RATE:
        yield engine.recognise(samples)
        return
    from sous_voice.hearing.endpointing import utterances

    for closed in utterances(as_float(samples), longest=LONGEST_CLIP):
        yield _moved(engine.recognise(closed.samples), closed.began)


def somebody_speaks(samples: Floats) -> bool:
    """Whether an utterance begins anywhere in a clip; ends as soon as it is known."""
    from sous_voice.hearing.endpointing import Endpointer, Opened, Segmenter, Silero

    # silence after it, so that a word at the very end is not missed
    clip = np.concatenate([samples, np.zeros(RATE // 4, np.float32)])
    return any(isinstance(news, Opened) for news in Segmenter(Endpointer(), Silero()).take(clip))


def _moved(heard: Recognised, by: float) -> Recognised:
    words = (Word(word.text, word.conf, word.start + by, word.end + by) for word in heard.words)
    return replace(heard, words=tuple(words))
