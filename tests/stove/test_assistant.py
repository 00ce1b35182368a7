"""Rows 9 to 11 and 41 with the whole assistant: it stalls, hangs, is stopped, is killed; the stove goes off by
itself."""

import signal
import time
from pathlib import Path

import pytest

from sous_voice.app.parts import HUNG_AFTER, HUNG_TYPING

from .assistant import HANG, Assistant, RealStove
from .test_hazards import HAS_MICROPYTHON

BOUND = 3.0
"""Seconds: a permit's life and the controller's lease; each ends the heat alone."""
SLACK = 1.5
"""Seconds that a busy machine may add."""


def ways_to_fail(interpreter: str, folder: Path) -> dict[str, float]:
    """Seconds from each fault of the assistant to power off, one after the other on one stove."""
    stove = RealStove("--no-enable-button", "--firmware", interpreter)
    assistant = Assistant(stove.port, folder)
    times = {}
    try:
        assistant.wait_for("stove", "ready")
        for name, fault in (
            ("bad regular expression", signal.SIGUSR1),
            ("one thread hangs", signal.SIGUSR2),
            ("SIGSTOP", signal.SIGSTOP),
            ("kill -9", signal.SIGKILL),
        ):
            if fault == signal.SIGKILL:
                # three offers a minute are the controller's measure; a new start forgets them
                stove.command("reboot")
                assistant.wait_for("said", "the stove is back")
            assistant.cook(stove)
            orders = stove.state()["orders"]
            times[name] = stove.off_after(lambda fault=fault: assistant.signal(fault))
            if fault == signal.SIGKILL:
                break
            began = time.monotonic()
            if fault == signal.SIGSTOP:
                stove.until(lambda began=began: time.monotonic() - began > HANG - BOUND, "pause")
                assistant.signal(signal.SIGCONT)
            # it lives again, knows that the heat is gone, and has restored none of it
            assistant.wait_for("stove", "ready")
            assistant.say("what is on")
            assistant.wait_for("said", "nothing is heating")
            assert stove.state()["orders"] == orders
            assert not any(stove.state()["watts"])
    finally:
        assistant.close()
        stove.close()
    return times


@pytest.mark.slow
@pytest.mark.parametrize("interpreter", ["micropython", "python"])
def test_the_assistant_fails_and_the_stove_goes_off(interpreter: str, tmp_path: Path) -> None:
    """However the assistant fails, its heat ends within a lease, and comes back only by a new confirmation."""
    if interpreter == "micropython" and not HAS_MICROPYTHON:
        pytest.skip("MicroPython's Unix port is not installed")
    times = ways_to_fail(interpreter, tmp_path)
    assert len(times) == 4
    assert max(times.values()) <= BOUND + SLACK, times
    assert times["kill -9"] <= 1.0 + SLACK, times


@pytest.mark.slow
@pytest.mark.parametrize("thread", ["keyboard", "player", "voice"])
def test_a_hung_messenger_ends_the_heat(thread: str, tmp_path: Path) -> None:
    """A thread that carries the cook's words to us, or ours to the cook, hangs while all others run on: the heartbeats
    stop in the time it is given, and a lease later nothing heats."""
    stove = RealStove("--no-enable-button", "--firmware", "python")
    assistant = Assistant(stove.port, tmp_path)
    try:
        assistant.wait_for("stove", "ready")
        assistant.cook(stove)
        assistant.hang(thread, stove)
        seconds = stove.off_after(lambda: assistant.say("how long do I boil an egg"))
    finally:
        assistant.close()
        stove.close()
    assert seconds <= HUNG_TYPING[thread] + BOUND + SLACK, seconds


@pytest.mark.slow
@pytest.mark.audio
def test_a_hung_ear_ends_the_heat(tmp_path: Path) -> None:
    """The listener hangs on a block of sound, in a session with a microphone, while all others run on: nobody can say
    "off" any more, so the heartbeats stop, and a lease later nothing heats."""
    stove = RealStove("--no-enable-button", "--firmware", "python")
    assistant = Assistant(stove.port, tmp_path, listening=True)
    try:
        assistant.wait_for("listening", "go ahead")
        assistant.cook(stove)
        began = time.monotonic()
        stove.until(lambda: time.monotonic() - began > 2.0 * HUNG_AFTER["microphone"], "pause")
        # not the watts: on a busy machine the drive that has to toggle may drop for a moment
        assert stove.state()["ordered"][0] > 0, "an ear that hears nothing is not a hung one"
        seconds = stove.off_after(lambda: assistant.hang("ear", stove))
    finally:
        assistant.close()
        stove.close()
    assert seconds <= HUNG_AFTER["microphone"] + BOUND + SLACK, seconds


def test_every_messenger_is_watched() -> None:
    """Ear, dialogue and voice all stand between an "off" or an alarm and whom it is for: none may hang unseen."""
    assert {"microphone", "dialogue", "player", "voice"} <= set(HUNG_AFTER)
    assert {"keyboard", "dialogue", "player", "voice"} <= set(HUNG_TYPING)
