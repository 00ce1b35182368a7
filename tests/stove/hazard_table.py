"""What a scenario of the hazard table is, and the list of all."""

from collections.abc import Callable
from dataclasses import dataclass

from .rig import Rig


@dataclass(frozen=True)
class Hazard:
    """One scenario."""

    row: int
    name: str
    run: Callable[[Rig], float | None]
    within: float
    zones: str = ""
    enable: bool = False


HAZARDS: list[Hazard] = []


def hazard(row: int, within: float = 0.0, zones: str = "", enable: bool = False):
    """Enter a scenario for a row of the table."""

    def enter(run):
        HAZARDS.append(Hazard(row, run.__name__, run, within, zones, enable))
        return run

    return enter


LEASE = 3.15
"""Three seconds and what a step and a beat's phase add."""


def silence(rig: Rig) -> float:
    """The host falls silent: seconds until an honest lease has ended the heat."""
    rig.beating = False
    seconds = rig.until_off(6.0)
    assert seconds > 2.0, "an honest lease is not cut short"
    return seconds
