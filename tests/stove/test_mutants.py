"""Seeded faults in the controller: each is caught by a scenario of the hazard table, and the control run is
clean."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from sous_voice.stove import firmware

from .hazards import HAZARDS
from .rig import Direct, Rig

SOURCE = Path(firmware.__file__).parent

# file, what stands there, what the fault makes of it, rows of the table that may catch it
MUTANTS = [
    ("session.py", "LEASE = 3.0", "LEASE = 300.0", (9,)),
    ("session.py", "if nibble != ALIVE:", "if False:", (10,)),
    ("session.py", "& 0xFFFF > ECHO", "& 0xFFFF > 60000", (10,)),
    ("session.py", 'if not self.alive() or sid != self.sid:\n            return "SID"', "", (6,)),
    ("orders.py", "if offer.age < OFFER_AGE:", "if False:", (38,)),
    ("orders.py", "if offer.age > OFFER_LIVES:", "if False:", (37,)),
    ("orders.py", "OFFER_LIVES = 20.0", "OFFER_LIVES = 24.0", (37,)),
    ("orders.py", "fields[0] != offer.token or", "", (39, 35)),
    ("orders.py", " or fields[2] != str(offer.level)", "", (26,)),
    ("orders.py", "or fields[1] != zone", "", (27,)),
    ("orders.py", "offer, self.offer = self.offer, None", "offer = self.offer", (26, 29)),
    ("orders.py", '("LOCK", controller.panel.locked),', "", (32,)),
    ("orders.py", '("NOENABLE", not controller.panel.open()),', "", (33,)),
    ("orders.py", '("FAULT", controller.fault or zone.latch),', "", (13, 19, 51)),
    ("orders.py", "self._total(n, level) > controller.POWER", "False", (47,)),
    ("orders.py", 'return "RATE" if', 'return "" if', (34,)),
    ("controller.py", "if left:", "if False:", (9,)),
    ("controller.py", "if dt > STALL:", "if False:", (8,)),
    ("controller.py", "if item == wire.STOP:", "if False:", (51,)),
    ("controller.py", "if zone.config.pan and zone.pan is False:", "if False:", (22,)),
    ("controller.py", "self.panel.last_off()", "pass", (33,)),
    ("controller.py", "return not self.fault and (", "return (", (17, 13)),
    ("controller.py", "if bits & DIP:", "if False:", (52,)),
    ("guards.py", "SAMPLES = 3", "SAMPLES = 300", (13,)),
    ("guards.py", 'return "FROZEN" if', 'return "" if', (15,)),
    ("guards.py", 'return "DRY" if', 'return "" if', (19,)),
    ("guards.py", 'return "EMPTY" if', 'return "" if', (23,)),
    ("guards.py", 'return "NOLIGHT" if', 'return "" if', (48,)),
    ("guards.py", 'return code if self.seconds >= 2.0 else ""', 'return ""', (17, 21)),
    ("zone.py", "if self.without_pan >= NOPAN_SECONDS:", "if False:", (22,)),
    ("zone.py", "(100, 900))", "(100, 90000))", (24,)),
    ("zone.py", "self.level > above and self.unattended", "self.level > 100 and self.unattended", (25,)),
    ("wire.py", " or checksum(body) != whole[-8:]", "", (3,)),
]


def firmware_with(folder: Path, name: str, file: str = "", old: str = "", new: str = ""):
    """A copy of the firmware as a package of its own, with one fault."""
    place = folder / name
    shutil.copytree(SOURCE, place, ignore=shutil.ignore_patterns("__pycache__"))
    if file:
        text = (place / file).read_text()
        assert old in text, f"{file} has no {old!r} any more"
        (place / file).write_text(text.replace(old, new, 1))
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(f"{name}.controller")
    finally:
        sys.path.remove(str(folder))


def scenarios(rows: tuple[int, ...]) -> list:
    return [hazard for hazard in HAZARDS if hazard.row in rows]


def passes(module, rows: tuple[int, ...]) -> bool:
    """Whether these scenarios find nothing."""
    for hazard in scenarios(rows):
        try:
            seconds = hazard.run(Rig(Direct(module, hazard.zones, hazard.enable)))
        except (AssertionError, IndexError, TypeError, AttributeError):
            return False
        if hazard.within and seconds is not None and seconds > hazard.within:
            return False
    return True


KILLABLE = [mutant for mutant in MUTANTS if mutant[3]]


@pytest.mark.parametrize("number", range(len(KILLABLE)), ids=lambda n: f"{KILLABLE[n][0]}-{n}")
def test_a_seeded_fault_is_caught(number: int, tmp_path: Path) -> None:
    """The fault fails a scenario that the sound controller passes."""
    file, old, new, rows = KILLABLE[number]
    assert not passes(firmware_with(tmp_path, f"mutant_{number}", file, old, new), rows)


def test_there_are_enough_and_the_control_is_clean(tmp_path: Path) -> None:
    """At least twenty faults, and a copy without a fault passes everything they are held to (but the long
    rows)."""
    assert len(KILLABLE) >= 20
    rows = {row for mutant in KILLABLE for row in mutant[3]} - {24}
    assert passes(firmware_with(tmp_path, "control"), tuple(rows))
