"""The main job on real sound: a second voice cooks with the program, and what it says is heard again."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.recogniser import hear_clip, open_engine
from sous_voice.hearing.source import Resampler


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, str]], Path]:
    """The printed lines of one whole rehearsal, and its sound."""
    folder = tmp_path_factory.mktemp("rehearsal")
    wav = folder / "rehearsal.wav"
    command = [
        sys.executable,
        "-m",
        "sous_voice.cli.main",
        "cook",
        "--rehearse",
        "--json",
        "--audio-out",
        str(wav),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=folder)
    assert "Traceback" not in done.stderr and "leaked" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], wav


@pytest.mark.audio
def test_a_dozen_exchanges_by_real_sound(rehearsal: tuple[list[dict[str, str]], Path]) -> None:
    """Given a cook who speaks, at least twelve utterances are heard, and the recipe is gone through."""
    lines, _ = rehearsal
    heard = [line for line in lines if line["kind"] == "heard"]
    said = " ".join(line["text"] for line in lines if line["kind"] == "said")
    assert len(heard) >= 12
    assert "English Walnut Pie" in said
    assert "Step 1" in said and "Step 2" in said
    assert any(line["kind"] == "timer" for line in lines)


@pytest.mark.audio
def test_what_is_printed_is_what_sounds(rehearsal: tuple[list[dict[str, str]], Path]) -> None:
    """The assistant's side of the recording, heard by the recogniser, holds the words that were printed."""
    _, wav = rehearsal
    sound, rate = soundfile.read(wav, dtype="float32")
    assert sound.ndim == 2 and sound.shape[1] == 2
    right = sound[: rate * 20, 1]
    samples = Resampler(rate).take(np.ascontiguousarray(right), last=True)
    engine = open_engine("whisper")
    words = " ".join(
        found.text
        for at in range(0, samples.size, 8 * RATE)
        for found in hear_clip(engine, samples[at : at + 8 * RATE])
    )
    assert "ingredients" in words
    assert "what would you like to cook" in words
