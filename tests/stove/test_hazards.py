"""Every row of the hazard table, on the controller as an object and on its program behind
pseudo-terminals."""

import shutil
import sys
from pathlib import Path

import pytest

from .hazards import HAZARDS, Hazard
from .rig import Direct, Pty, Rig

HAS_MICROPYTHON = (Path(sys.executable).parent / "micropython").exists() or shutil.which("micropython")
LINK_ROWS = {12, 41, 42, 43, 45}
"""Rows of the table that are the link's or the clock's: test_link.py and test_clock.py."""


def judge(hazard: Hazard, stove) -> float | None:
    """Run a scenario; its time to off, checked against its bound."""
    try:
        seconds = hazard.run(Rig(stove))
    finally:
        stove.close()
    if hazard.within and seconds is not None:
        assert seconds <= hazard.within, f"{seconds:.2f} s, allowed {hazard.within}"
    return seconds


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda h: f"{h.row}-{h.name}")
def test_hazard(hazard: Hazard) -> None:
    """The controller alone brings the heat down within its bound."""
    judge(hazard, Direct(zones=hazard.zones, enable=hazard.enable))


@pytest.mark.skipif(not HAS_MICROPYTHON, reason="MicroPython's Unix port is not installed")
@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda h: f"{h.row}-{h.name}")
def test_hazard_on_a_pty(hazard: Hazard) -> None:
    """The controller's program under MicroPython, behind a pseudo-terminal, does the same."""
    judge(hazard, Pty("micropython", zones=hazard.zones, enable=hazard.enable))


def test_every_row_has_a_test() -> None:
    """No row of the table is without a scenario."""
    assert {hazard.row for hazard in HAZARDS} | LINK_ROWS == set(range(1, 53))
