"""The program for an RP2040 board, on pins that are not there: under MicroPython and under CPython."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sous_voice.stove import firmware

from .test_hazards import HAS_MICROPYTHON

EVENING = Path(__file__).parent / "board" / "evening.py"
FOLDER = Path(firmware.__file__).parents[1]
HAPPENS = """\
boot ['1', 'POWER', '7']
not enabled ['NOENABLE']
watts offered 900 share True state heating 20.5
silence 0 idle
full True
open sensor 0 fault SENSOR
watchdog fed True
"""
"""What has to happen: no heat before the button; half power in bursts; off by silence; off by a broken sensor."""


@pytest.mark.parametrize("interpreter", ["micropython", "python"])
def test_an_evening_on_the_board(interpreter: str) -> None:
    """Boots, refuses before the enable button, heats by an offer, and goes off by silence and by a broken sensor;
    the millisecond counter wraps meanwhile."""
    if interpreter == "micropython" and not HAS_MICROPYTHON:
        pytest.skip("MicroPython's Unix port is not installed")
    here = Path(sys.executable).parent / interpreter
    program = str(here) if here.exists() else shutil.which(interpreter)
    ran = subprocess.run([program, str(EVENING), str(FOLDER)], capture_output=True, text=True, timeout=60)
    assert (ran.stdout, ran.stderr) == (HAPPENS, "")
