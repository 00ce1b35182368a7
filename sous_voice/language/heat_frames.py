"""A heat command before its zones are spread out, and the frames it becomes."""

from dataclasses import dataclass, field

from sous_voice.core.intents import HeatFrame
from sous_voice.language.heat_reading import Clause
from sous_voice.language.heat_zones import ALL_ZONES, OWN, REST

SIDES = {"left", "right", "front", "back", "unclear", REST}
FRAGMENT = "fragment"
"""Doubt of a level alone ("medium", "four", "simmer for ten minutes"): it only counts as part of something."""
HOTTEST_CELSIUS = 260
"""No ring holds a pan hotter; a bare number of degrees above it is Fahrenheit."""


@dataclass(frozen=True, slots=True)
class Command:
    """One heat command before zones are spread out; merged by coordination and correction."""

    op: str = ""
    """set, on, off, raise, lower; empty for a zone (or a timing) alone."""
    zones: tuple[str, ...] = ()
    """Empty where none was named."""
    pointed: str = ""
    """noun, it, thing: how the zone was pointed at."""
    level: str = ""
    by: int | None = None
    for_s: float | None = None
    in_s: float | None = None
    when: str = ""
    until: str = ""
    doubt: str = ""
    """Why it must be asked back; empty where it is ready."""
    clause: Clause = field(default_factory=Clause)

    @property
    def raises(self) -> bool:
        """True where it may bring more heat."""
        return self.op in ("on", "raise") or (self.op == "set" and self.level not in ("n:0", "off"))

    @property
    def named(self) -> bool:
        """True where a zone of the stove was named."""
        return bool(self.zones)


def frames_of(command: Command) -> tuple[HeatFrame, ...]:
    """One frame a zone, in the vocabulary of ``HeatFrame``."""
    return tuple(
        HeatFrame(
            op=command.op,
            zone=zone,
            level=shown_level(command.level),
            by=command.by,
            for_s=command.for_s,
            in_s=command.in_s,
            when=command.when or None,
            until=command.until or None,
        )
        for zone in command.zones or ("current",)
    )


def shown_level(level: str) -> str | None:
    kind, _, number = level.partition(":")
    if kind == "degrees":
        return f"{'fahrenheit' if float(number) > HOTTEST_CELSIUS else 'celsius'}:{number}"
    return level or None


def without(zones: tuple[str, ...]) -> tuple[str, ...]:
    """All zones but these; those that a stove does not have are dropped when its own names are put back."""
    return tuple(zone for zone in (*ALL_ZONES, *OWN) if zone not in zones)
