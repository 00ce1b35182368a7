"""The real program on a (virtual) sound card: it hears, answers aloud, and survives that the card vanishes."""

import json
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.recogniser import hear_clip, open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.voice import open_voice

sys.path.insert(0, str(Path(__file__).parent))
from card import VirtualCard

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


class Program:
    """``sous-voice cook --json`` with its lines in a queue."""

    def __init__(self, card: VirtualCard, folder: Path, *recipe: str) -> None:
        environment = {**card.environment, "SOUS_VOICE_JOURNALS": str(folder / "journals")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sous_voice.cli.main", "cook", *recipe, "--json"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: queue.Queue[dict[str, object]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def close(self) -> None:
        """End it, however it stands."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def wait_for(self, kind: str, words: str = "", seconds: float = 40.0) -> str:
        """The text of the next line of this kind with these words."""
        return str(self.line(kind, words, seconds)["text"])

    def line(self, kind: str, words: str = "", seconds: float = 40.0) -> dict[str, object]:
        """The next line of this kind with these words."""
        seen = []
        for _ in range(500):
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                break
            seen.append(f"{line['kind']}: {line['text']}")
            if line["kind"] == kind and words.lower() in str(line["text"]).lower():
                return line
        raise AssertionError(f"no {kind} with {words!r}; seen: {seen}")


@pytest.fixture
def card(tmp_path: Path) -> Iterator[VirtualCard]:
    if not all(shutil.which(tool) for tool in ("pulseaudio", "paplay", "parec", "pactl")):
        pytest.skip("PulseAudio is not on this machine")
    card = VirtualCard(tmp_path)
    card.start()
    yield card
    card.stop()


def spoken(folder: Path, line: str, number: int = 0) -> Path:
    """The line in a WAV file, by the second voice, with silence around it."""
    path = folder / f"line{number}.wav"
    soundfile.write(path, np.pad(second_voice(VOICE)(line), 6000), 22050)
    return path


VOICE = open_voice()


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


@pytest.fixture
def room(tmp_path: Path) -> Iterator[VirtualCard]:
    if not all(shutil.which(tool) for tool in ("pulseaudio", "paplay", "parec", "pactl")):
        pytest.skip("PulseAudio is not on this machine")
    card = VirtualCard(tmp_path, echo=True)
    card.start()
    yield card
    card.stop()


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
