"""The real program on a (virtual) sound card: it hears, answers aloud, and survives that the card vanishes."""

import threading
from pathlib import Path

import numpy as np
import pytest
from card import VirtualCard
from program import Program, spoken

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.recogniser import hear_clip, open_engine
from sous_voice.hearing.source import read_sound

pytestmark = [pytest.mark.audio, pytest.mark.soundcard, pytest.mark.slow]

LINES = {
    "let's make the tomato soup": "Tomato Soup",
    "how much olive oil": "tablespoons",
    "start cooking": "Step 1",
    "what was that again": "Step 1",
    "next step": "Step 2",
    "set a timer for ten minutes": "10 minutes",
    "how much time is left": "left",
    "go back": "Step 1",
}
"""What the cook says → what must be in the answer."""


def test_a_session_of_eight_exchanges(card: VirtualCard, tmp_path: Path) -> None:
    """Every order spoken into the microphone is answered at the loudspeaker."""
    lines = {line: spoken(tmp_path, line, number) for number, line in enumerate(LINES)}
    recorder = card.record(tmp_path / "heard.wav")
    program = Program(card, tmp_path)
    try:
        program.wait_for("listening")
        for line, wav in lines.items():
            threading.Event().wait(1.0)
            card.say(wav)
            program.wait_for("said", LINES[line])
        threading.Event().wait(4.0)
    finally:
        program.close()
        recorder.terminate()
        recorder.wait()
    sound = read_sound(tmp_path / "heard.wav")
    text = " ".join(one.heard for one in hear_clip(open_engine("whisper"), sound)).lower()
    assert "soup" in text
    assert "timer" in text


def test_a_card_that_vanishes_and_comes_back(card: VirtualCard, tmp_path: Path) -> None:
    """The loss is told, the session is kept, and the cook is heard again afterwards."""
    wav = spoken(tmp_path, "let's make the tomato soup")
    program = Program(card, tmp_path)
    try:
        program.wait_for("listening")
        card.stop()
        program.wait_for("device", "microphone went away")
        card.start()
        program.wait_for("device", "microphone is back")
        threading.Event().wait(4.0)
        card.say(wav)
        program.wait_for("said", "Tomato Soup")
    finally:
        program.close()


def test_stop_is_obeyed_while_it_reads_into_its_own_microphone(room: VirtualCard, tmp_path: Path) -> None:
    """In a room that gives our voice back, "stop" ends a long answer at once, and our own words are no orders."""
    choose, read, stop = (
        spoken(tmp_path, line, number)
        for number, line in enumerate(
            ("let's make the tomato soup", "what are the ingredients", "stop talking")
        )
    )
    recorder = room.record(tmp_path / "heard.wav")
    program = Program(room, tmp_path)
    try:
        program.wait_for("listening")
        threading.Event().wait(4.0)
        room.say(choose)
        program.wait_for("said", "Tomato Soup")
        threading.Event().wait(5.0)
        room.say(read)
        program.wait_for("said")
        threading.Event().wait(2.5)
        room.say(stop)
        line = program.line("heard", "stop")
        threading.Event().wait(4.0)
    finally:
        program.close()
        recorder.terminate()
        recorder.wait()
    assert line["intents"] == ["stop_talking"]
    assert line["partial"] is True
    sound = read_sound(tmp_path / "heard.wav")
    assert float(np.abs(sound[-RATE // 2 :]).max()) < 0.01
