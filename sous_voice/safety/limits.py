"""The numbers that bound what voice may do to heat. Sources: the hazard table of docs/safety.md.

Every figure errs to the cold side of what the controller enforces by itself; changing one here can
never make the stove do more than its own firmware allows.
"""

from dataclasses import dataclass

TOP_LEVEL = 9
"""Highest level there is by voice; boost lies above it and is refused."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What the stove says a zone is."""

    name: str
    watts: float
    """Most it can draw."""
    sensor: bool
    """Whether it feels the pan's temperature."""


@dataclass(frozen=True, slots=True)
class Limits:
    """All bounds, each with its unit."""

    permit_seconds: float = 3.0
    """A permit's life; it is renewed while everything is well. As long as the controller's lease."""
    stale_seconds: float = 2.0
    """Telemetry older than this is no telemetry: four frames missed."""
    late_seconds: float = 1.0
    """How much older than the latest tick a report may be when it comes."""
    earliest_answer: float = 0.8
    """Seconds between an offer and its confirmation: nobody answers faster."""
    offer_seconds: float = 30.0
    """An offer is void after this, whatever its own time says."""
    level_without_sensor: int = 6
    """61 %: nothing above 70 % where nobody feels the pan."""
    total_watts: float = 7400.0
    """All zones together: one household line."""
    energy_wh: float = 600.0
    """Per consent and zone: bounds a forgotten pot; no protection against an oil fire."""
    warm_celsius: float = 230.0
    """Above it no raise, and down to ``safe_level``."""
    back_off_celsius: float = 250.0
    """Above it the zone goes off."""
    cut_celsius: float = 270.0
    """Above it everything goes off and stays latched."""
    coldest_celsius: float = -20.0
    hottest_celsius: float = 500.0
    """Readings outside are no readings: the sensor is broken."""
    safe_level: int = 3
    """Where a zone goes that is too warm."""
    off_seconds: float = 2.0
    """After this time behind an off, power that still flows is a fault."""
    settle_seconds: float = 1.5
    """How long the stove may still show the level before an order."""
    attendance_minutes: tuple[int, ...] = (0, 120, 120, 60, 60, 30, 30, 20, 20, 15)
    """By level 0 to 9: how long heat may go on after the last sign of the cook."""

    def attendance_seconds(self, level: int) -> float:
        """How long this level may go unattended."""
        return 60.0 * self.attendance_minutes[min(max(level, 0), TOP_LEVEL)]
