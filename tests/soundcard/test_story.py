"""A story is recorded through the (virtual) sound card, kept, and heard again in the middle of cooking."""

import json
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from card import VirtualCard
from program import Program, spoken

pytestmark = [pytest.mark.audio, pytest.mark.soundcard, pytest.mark.slow]

STORY = "In the winter the river froze. We baked a ring so large that it went around the well."
DIALOGUE = (
    ("record grandma's story", "said", "who may hear it"),
    ("only for the family", "recording", "start"),
    (STORY, "ignored", "part of the story"),
    ("stop recording", "said", "keep it, hear it"),
    ("keep it", "said", "where and when"),
    ("in Naples", "said", "another"),
    ("no", "said", "thank"),
)
"""What the teller says, and the line that must follow."""
PIECE = 22050 // 3
"""Samples of the loudspeaker that are looked for at a time."""
RECIPE = """---
title: Ring bread
servings: 4
---

Mix @flour{500%g} and @water{300%ml} in a #bowl{}.

Shape it and bake it for ~ring{25%minutes}.
"""


def sounds_like(heard: np.ndarray, wanted: np.ndarray) -> float:
    """Highest correlation of a piece of sound with any place in another, 0 to 1."""
    size = 1 << int(np.ceil(np.log2(heard.size + wanted.size)))
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    energy = np.convolve(heard**2, np.ones(wanted.size), "valid") if heard.size < 200_000 else None
    if energy is None:
        total = np.concatenate([[0.0], np.cumsum(heard.astype(np.float64) ** 2)])
        energy = total[wanted.size :] - total[: -wanted.size]
    peak = product[: energy.size] / np.sqrt(np.maximum(energy, 1e-9) * float(np.sum(wanted**2)))
    return float(peak.max())


def test_a_story_is_recorded_and_played_back_while_cooking(card: VirtualCard, tmp_path: Path) -> None:
    """Consent, question, story, "stop recording", keep; then the same voice at the loudspeaker, on request."""
    (tmp_path / "ring.cook").write_text(RECIPE)
    stories = tmp_path / "stories"
    card.environment |= {"SOUS_VOICE_STORIES": str(stories), "SOUS_VOICE_DATA": str(tmp_path / "kept")}
    lines = [line for line, _, _ in DIALOGUE]
    wavs = {line: spoken(tmp_path, line, number) for number, line in enumerate((*lines, "tell me a story"))}
    program = Program(card, tmp_path, str(tmp_path / "ring.cook"))
    wait = threading.Event()
    try:
        program.wait_for("listening")
        for line, kind, answer in DIALOGUE:
            wait.wait(6.0 if line == "in Naples" else 2.5)
            card.say(wavs[line])
            program.wait_for(kind, answer, 60.0)
            wait.wait(2.0)
        recorder = card.record(tmp_path / "heard.wav")
        wait.wait(2.0)
        card.say(wavs["tell me a story"])
        program.wait_for("story", "own voice")
        wait.wait(14.0)
        recorder.terminate()
        recorder.wait()
    finally:
        program.close()
    (take,) = stories.glob("*.flac")
    known = json.loads(take.with_suffix(".json").read_text())
    assert (known["teller"], known["scope"], known["state"]) == ("Grandma", "household", "kept")
    assert "river" in known["transcript"].lower()
    assert known["transcript_is_draft"]
    told, rate = soundfile.read(take, dtype="float32")
    assert 4.0 < told.size / rate < 60.0  # with the silence that a busy machine takes to hear the order
    heard, heard_rate = soundfile.read(tmp_path / "heard.wav", dtype="float32")
    told = soxr.resample(told, rate, heard_rate)
    # in pieces: an overloaded machine's loudspeaker pauses for some milliseconds between them
    pieces = [told[at : at + PIECE] for at in range(0, told.size - PIECE, PIECE)]
    spoken_ones = [piece for piece in pieces if np.sqrt(np.mean(piece**2)) > 0.02]
    assert len(spoken_ones) >= 4
    assert np.median([sounds_like(heard, piece) for piece in spoken_ones]) > 0.8
