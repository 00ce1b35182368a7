"""The stove by voice on a (virtual) sound card: offer, confirm, lower, off, and a fault while it simmers."""

import contextlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sous_voice.hearing.recogniser import hear_clip, open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.voice import open_voice

sys.path.insert(0, str(Path(__file__).parent))
from card import VirtualCard
from test_live import Program

TRIES = 3
READ_BACK, LAST_WORDS = 8.0, 5.0
"""Seconds that an offer, and the sentence of a fault, take to be said."""

pytestmark = [pytest.mark.audio, pytest.mark.soundcard, pytest.mark.slow]


class Stove:
    """A simulated stove on a port, in real time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "sous_voice.cli.main", "stove", "simulate", "--no-enable-button"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.port = self.process.stdout.readline().split()[1]

    def command(self, text: str) -> str:
        """Its answer to a line."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def watts(self) -> float:
        """What flows in all, in truth."""
        return sum(json.loads(self.command("state"))["watts"])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def card(tmp_path: Path) -> Iterator[VirtualCard]:
    if not all(shutil.which(tool) for tool in ("pulseaudio", "paplay", "parec", "pactl")):
        pytest.skip("PulseAudio is not on this machine")
    card = VirtualCard(tmp_path)
    card.start()
    yield card
    card.stop()


@pytest.fixture
def stove() -> Iterator[Stove]:
    stove = Stove()
    yield stove
    stove.close()


def test_heat_by_voice(card: VirtualCard, stove: Stove, tmp_path: Path) -> None:
    """Said into the microphone and told at the loudspeaker; the stove's own watts bear it out at every step."""
    voice = second_voice(open_voice())
    lines = {}
    for line in (
        "front left to medium", "confirm front left five", "turn the front left down to two", "turn everything off",
    ):  # fmt: skip
        lines[line] = tmp_path / f"line{len(lines)}.wav"
        soundfile.write(lines[line], np.pad(voice(line), 6000), 22050)
    recorder = card.record(tmp_path / "heard.wav")
    program = Program(card, tmp_path, "--stove", stove.port)

    def ask(line: str, answer: str) -> None:
        for _ in range(TRIES - 1):
            card.say(lines[line])
            # who is not answered says it again
            with contextlib.suppress(AssertionError):
                program.wait_for("said", answer, seconds=10.0)
                return
        card.say(lines[line])
        program.wait_for("said", answer)

    def heat() -> float:
        ask("front left to medium", "five of nine")
        # a yes that we speak into does not count, so the cook hears the offer out
        threading.Event().wait(READ_BACK)
        ask("confirm front left five", "front left is on at five")
        return stove.watts()

    try:
        program.wait_for("listening")
        threading.Event().wait(LAST_WORDS)
        assert heat() > 600.0
        ask("turn the front left down to two", "front left is on at two")
        assert 0.0 < stove.watts() < 500.0
        ask("turn everything off", "off")
        assert stove.watts() == 0.0
        assert heat() > 600.0
        stove.command("sensor_open front_left")
        program.wait_for("said", "cannot feel")
        assert stove.watts() == 0.0
        threading.Event().wait(LAST_WORDS)
    finally:
        program.close()
        recorder.terminate()
        recorder.wait()
    sound = read_sound(tmp_path / "heard.wav")
    text = " ".join(one.heard for one in hear_clip(open_engine("whisper"), sound)).lower()
    for told in ("confirm", "front left is on", "off", "feel", "heat ended"):
        assert told in text, text
