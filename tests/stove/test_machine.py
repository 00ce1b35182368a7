"""The controller in any order of events keeps every claim; really heats meanwhile; and a broken one is caught."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import HEATS, TWISTS, machine
from .test_mutants import firmware_with

EVENINGS = {
    "stateful_step_count": 25,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.generate],
}

BROKEN = [
    ("session.py", "LEASE = 3.0", "LEASE = 300.0"),
    ("session.py", "if nibble != ALIVE:", "if False:"),
    ("session.py", "& 0xFFFF > ECHO", "& 0xFFFF > 60000"),
    ("orders.py", '("LOCK", controller.panel.locked),', ""),
    ("orders.py", "if offer.age < OFFER_AGE:", "if False:"),
    ("orders.py", "if offer.age > OFFER_LIVES:", "if False:"),
    ("orders.py", "fields[0] != offer.token or", ""),
    ("orders.py", " or fields[2] != str(offer.level)", ""),
    ("orders.py", "or fields[1] != zone", ""),
    ("orders.py", "offer, self.offer = self.offer, None", "offer = self.offer"),
    ("orders.py", "if level >= zones[n].level:", "if False:"),
    ("orders.py", "self.offer = None\n            self.controller.panel", "self.controller.panel"),
    ("orders.py", "self.offer = None\n\n    def _down", "pass\n\n    def _down"),
    ("orders.py", '("FAULT", controller.fault or zone.latch),', ""),
    ("orders.py", '("NOPAN", zone.config.pan and zone.pan is False),', ""),
    ("orders.py", 'self.controller.off_all()\n        major', "major"),
    ("controller.py", "if item == wire.STOP:", "if False:"),
    ("controller.py", 'if bits & ESTOP:\n            self.latch("ESTOP")', "pass"),
    ("controller.py", "return not self.fault and (", "return ("),
    ("controller.py", "self.off_all()\n                session.close()", "session.close()"),
    ("controller.py", "zone.end()\n        zone.knob_void", "zone.knob_void"),
    ("guards.py", "SAMPLES = 3", "SAMPLES = 300"),
    ("wire.py", " or checksum(body) != whole[-8:]", ""),
]  # fmt: skip
"""Faults in the firmware that the machine alone, without a scenario written for them, must find."""


def test_any_evening_keeps_every_claim() -> None:
    """Three hundred evenings of 25 events; and what was to happen in them really happened."""
    kitchen = machine()
    run_state_machine_as_test(kitchen, settings=settings(max_examples=300, **EVENINGS))
    counts = kitchen.counts
    assert counts["heat"] >= 100, counts
    assert all(counts[twist] for twist in TWISTS), counts
    assert sum(counts[twist] for twist in HEATS) >= 30, counts
    wanted = ("hung while hot", "stopped", "replayed confirmation", "corrupt", "sensor fault")
    assert all(counts[what] for what in wanted), counts


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_a_broken_controller_is_caught(number: int, tmp_path: Path) -> None:
    """Without any one of these rules some evening breaks a claim."""
    kitchen = machine(firmware_with(tmp_path, f"broken_{number}", *BROKEN[number]))
    many = settings(max_examples=4000, derandomize=True, **EVENINGS)
    with pytest.raises(Exception):  # noqa: B017 (a broken controller may also fall over)
        run_state_machine_as_test(kitchen, settings=many)
