"""The stove by voice on a (virtual) sound card: offer, confirm, lower, off, and a fault while it simmers."""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from card import VirtualCard
from program import Program, spoken

from sous_voice.hearing.recogniser import hear_clip, open_engine
from sous_voice.hearing.source import read_sound
from tests.stove.assistant import RealStove

LINES = (
    "front left to medium", "confirm front left five", "turn the front left down to two", "turn everything off",
)  # fmt: skip
TRIES = 3
READ_BACK, LAST_WORDS = 8.0, 5.0
"""Seconds that an offer, and the sentence of a fault, take to be said."""

pytestmark = [pytest.mark.audio, pytest.mark.soundcard, pytest.mark.slow]


@pytest.fixture
def stove() -> Iterator[RealStove]:
    stove = RealStove("--no-enable-button")
    yield stove
    stove.close()


def test_heat_by_voice(card: VirtualCard, stove: RealStove, tmp_path: Path) -> None:
    """Said into the microphone and told at the loudspeaker; the stove's own watts bear it out at every step."""
    lines = {line: spoken(tmp_path, line, number) for number, line in enumerate(LINES)}
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
