"""The stove as the core sees it: what it says of itself, and what it offers to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ZoneReport:
    """One cooking zone in the stove's own words."""

    name: str
    """front_left, front_right, back_left, back_right, center, or the maker's name in snake_case."""
    level: int
    """0 to 9 as spoken."""
    watts: float
    celsius: float | None
    """Temperature its sensor reads; None without a sensor."""
    hot: bool
    """Above 60 °C or not yet known to be below."""
    pan: bool | None
    """Pan present; None where it cannot tell."""


@dataclass(frozen=True, slots=True)
class StoveReport:
    """One telemetry frame, translated."""

    state: str
    """idle, ready, offered, heating, estop, fault, local."""
    zones: tuple[ZoneReport, ...]
    fault: str = ""
    """Fault code as in docs/stove-protocol.md; empty when there is none."""
    locked: bool = False
    lease_ms: int = 0
    warnings: tuple[str, ...] = ()
    """What the stove is about to do or did by itself, e.g. ``ATTEND front_left``; see the protocol."""


@dataclass(frozen=True, slots=True)
class ZoneInfo:
    """What the stove says a zone is, once, when the session with it begins."""

    name: str
    kind: str
    """ind, rad, coil, gas."""
    watts: float
    """Most it can draw."""
    sensor: str
    """none, glass, pan, ir, probe."""
    cut_celsius: float = 270.0
    """Temperature at which the controller cuts it by itself."""


@dataclass(frozen=True, slots=True)
class HeatOffer:
    """What the stove offers to do, once; the read-back is made from this, never from the request."""

    token: str
    zone: str
    level: int
    watts: float
    max_seconds: float
    expires: float
    """Session time."""
