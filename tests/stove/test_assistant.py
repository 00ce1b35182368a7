"""Rows 9 to 11 and 41 with the whole assistant: it stalls, hangs, is stopped, is killed; the stove goes off by
itself."""

import signal
import time
from pathlib import Path

import pytest

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
