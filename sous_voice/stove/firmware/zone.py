"""One cooking zone in the controller: what was agreed with the cook, and what is left of it.

``level`` is the ceiling that a person confirmed, in per cent of the zone's power. Nothing in this program
moves it up but ``begin``, which only a confirmed offer calls.
"""

from .sensing import Estimator, usable
from .source import source_of

ATTENDANCE = ((20, 7200), (40, 3600), (70, 1800), (90, 1200), (100, 900))
"""(up to per cent, seconds) without a sign of a person before the zone goes off; at or below the strictest
published limits of hob makers."""
SECONDS_MOST = ((20, 28800), (40, 14400), (70, 7200), (90, 4800), (100, 3600))
"""(up to per cent, seconds) for which one consent can last at all."""
ENERGY = 0.6 * 3600000.0
"""Joules per consent. Bounds a forgotten timer; it is no protection against an oil fire."""
NOPAN_SECONDS = 10.0
WITHOUT_SENSOR_MOST = 70
"""Per cent that a zone without a temperature sensor may be asked for."""
SLICE = (60, 39, 120.0)
"""A zone without a sensor above the first per cent falls to the second this many seconds after the last sign
of a person: half a kilogram of oil reaches 320 °C in 195 s at 3.7 kW."""
SIREN_SECONDS = 15.0
RESOLUTION = 10.0
"""W below which a current sensor shows only its own noise."""
WARM = 60.0
"""°C above which a zone is told as hot."""


def limit(table: tuple, level: int) -> float:
    """The figure that a table of (up to per cent, figure) gives for this level."""
    for most, figure in table:
        if level <= most:
            return figure
    return table[-1][1]


class ZoneConfig:
    """What a zone is. ``kind``: ind, rad, coil, gas; ``sensor``: none, glass, pan, ir, probe; ``lag`` in
    seconds."""

    def __init__(
        self,
        name: str,
        kind: str = "ind",
        watts: int = 1800,
        sensor: str = "pan",
        lag: float = 1.0,
        pan: bool = True,
        cut: float = 270.0,
    ) -> None:
        self.name = name
        self.kind = kind
        self.watts = watts
        self.sensor = sensor
        self.lag = lag
        self.pan = pan
        """Whether it can tell that a pan stands on it."""
        self.cut = cut
        """°C at which everything is cut."""
        self.flame = kind == "gas"


class Zone:
    """State of one zone."""

    def __init__(self, config: ZoneConfig) -> None:
        self.config = config
        self.estimate = Estimator(config.lag)
        self.source = source_of(config.kind)
        self.celsius = None
        """Last reading, whatever it was; None where the sensor is open or absent."""
        self.watts = None
        """Measured power; None without a current sensor."""
        self.pan = None
        self.flame = None
        self.knob = 0
        self.knob_void = False
        """An off came while the knob was turned up: it counts again once it was turned back."""
        self.latch = ""
        """DRY or EMPTY: no heat on this zone until a person clears it."""
        self.output = 0
        """Per cent driven now."""
        self.backing_off = False
        self.quiet = 600.0
        """Seconds since it was last driven; a zone begins as long unused."""
        self.flat = 0.0
        self.end()

    def end(self) -> None:
        """No heat, and nothing agreed."""
        self.level = 0
        self.goal = None
        """(°C, medium ``w`` or ``o``) where a temperature is held under the ceiling."""
        self.seconds = 0.0
        self.joules = 0.0
        self.unattended = 0.0
        self.without_pan = 0.0
        self.told = set()

    def begin(self, level: int, seconds: float, goal: "tuple | None") -> None:
        """Heat as a person has just confirmed it."""
        self.end()
        self.level = level
        self.seconds = seconds
        self.goal = goal

    def lower(self, level: int) -> None:
        """Down. What was used of time, energy and attendance stays used."""
        if level < self.level:
            self.level = level
        if self.level == 0:
            self.end()

    def sense(self, reading: tuple, dt: float) -> None:
        """Take (°C, pan, watts, flame, knob per cent) as the hardware gives them."""
        self.celsius, self.pan, self.watts, self.flame, self.knob = reading
        if self.watts is not None and self.watts < RESOLUTION:
            self.watts = 0.0
        if self.config.sensor == "none":
            self.celsius = None
        else:
            self.estimate.update(self.celsius, dt)
            if self.estimate.celsius is not None:
                self.source.update(self.delivered(), self.estimate.celsius, dt)
        self.quiet = 0.0 if self.output else min(self.quiet + dt, 1e6)
        if self.knob == 0:
            self.knob_void = False

    def wanted(self) -> int:
        """The ceiling now: the cook's knob where it is turned, else what was confirmed by voice."""
        if self.knob and not self.knob_void:
            return self.knob
        return self.level

    def hot(self) -> bool:
        """Above 60 °C, or not known to be below: a broken sensor reads as hot."""
        if self.config.sensor == "none":
            return self.output > 0
        return not usable(self.celsius) or self.estimate.celsius > WARM

    def delivered(self) -> float:
        """Watts now, measured where they can be."""
        return self.output * self.config.watts / 100.0 if self.watts is None else self.watts

    def spend(self, dt: float) -> list:
        """Count ``dt`` seconds against what was agreed; events as (code, ends the zone)."""
        if not self.level:
            return []
        events = []
        self.seconds -= dt
        self.joules += self.delivered() * dt
        self.unattended += dt
        self.without_pan = self.without_pan + dt if self.pan is False and self.config.pan else 0.0
        if self.without_pan >= NOPAN_SECONDS:
            events.append(("NOPAN", True))
        if self.seconds <= 0:
            events.append(("TIME", True))
        most = limit(ATTENDANCE, self.level)
        events += self._budget("ATTEND", self.unattended, most)
        events += self._budget("ENERGY", self.joules, ENERGY)
        above, then, seconds = SLICE
        if self.config.sensor == "none" and self.level > above and self.unattended >= seconds:
            self.lower(then)
            events.append(("SLICE", False))
        return events

    def _budget(self, code: str, used: float, most: float) -> list:
        if used >= most:
            return [(code + "OFF", True)]
        if used >= 0.8 * most and code not in self.told:
            self.told.add(code)
            return [(code, False)]
        return []

    def ending(self) -> bool:
        """Whether an automatic off is due within the time that the siren needs."""
        if not self.level:
            return False
        attend = limit(ATTENDANCE, self.level) - self.unattended
        energy = (ENERGY - self.joules) / max(self.delivered(), 1.0)
        return min(attend, energy) <= SIREN_SECONDS
