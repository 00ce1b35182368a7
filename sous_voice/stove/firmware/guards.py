"""What the controller watches on each zone, whatever the host says. Each guard is a small object:

``check(zone, dt)`` returns a fault code or "". ``SOFT`` codes switch one zone off until a person clears them
through an offer; every other code cuts the whole stove by its second switch and stays until a hand resets it.
"""

from .sensing import usable

SOFT = ("DRY", "EMPTY")
SAMPLES = 3
"""Bad readings in a row before a sensor counts as broken."""
WARN, BACK_OFF, BACK_ON = 230.0, 250.0, 240.0
"""°C of the pan, estimated: tell, stop heating, heat again."""


class SensorRange:
    """Sensor open or short: three readings in a row that cannot be."""

    def __init__(self) -> None:
        self.bad = 0

    def check(self, zone, dt: float) -> str:
        if zone.config.sensor == "none":
            return ""
        self.bad = 0 if usable(zone.celsius) else self.bad + 1
        return "SENSOR" if self.bad >= SAMPLES and zone.wanted() else ""


class SensorFrozen:
    """Bit-identical readings for 60 s at up to 25 % of power, sooner above: a converter that got stuck."""

    def __init__(self) -> None:
        self.last = None
        self.same = 0.0

    def check(self, zone, dt: float) -> str:
        if zone.celsius is None or zone.celsius != self.last or not zone.output:
            self.last = zone.celsius
            self.same = 0.0
            return ""
        self.same += dt * max(zone.output, 25) / 25.0
        return "FROZEN" if self.same >= 60.0 else ""


class SensorElsewhere:
    """Heat goes in and the reading does not follow: the sensor fell out, or belongs to another zone.

    Only judged where a flat reading cannot be a load at its equilibrium: below 70 °C, at half power or more,
    after 150 kJ, which would warm six litres of water by 1.8 K even on gas; and only at a power that does not fall,
    for where a loop takes heat back, the pan stands still while its water warms.
    """

    JOULES = 150000.0

    def __init__(self) -> None:
        self.joules = 0.0
        self.low = None
        self.most = 0.0
        """W that have arrived at most since the count began."""

    def check(self, zone, dt: float) -> str:
        now = zone.estimate.smooth
        arriving = zone.source.arriving
        self.most = max(self.most, arriving)
        if arriving < 0.85 * self.most:
            self.joules, self.low, self.most = 0.0, None, arriving
        if now is None or zone.output < 50 or now > 70.0 or zone.delivered() < 10.0:
            self.joules, self.low = 0.0, None
            return ""
        if self.low is None or now < self.low:
            self.low = now
        self.joules += zone.delivered() * dt
        if now - self.low >= 1.5:
            self.joules, self.low = 0.0, now
        return "SWAP" if self.joules >= self.JOULES else ""


class BoiledDry:
    """A plateau near boiling, held for 30 s, then a rise well above it, with no more heat arriving than before.

    A hot pan on an element that is still cold stands still as well, and rises once the element glows: no water has
    gone there.
    """

    def __init__(self) -> None:
        self.level = None
        self.arriving = 0.0
        """The least W that reached the pan on the plateau."""
        self.steady = 0.0
        self.output = 0

    def check(self, zone, dt: float) -> str:
        now = zone.estimate.smooth
        if now is None or zone.output == 0 or abs(zone.output - self.output) > 10:
            self.output, self.steady, self.level = zone.output, 0.0, None
            return ""
        arriving = zone.source.arriving
        if self.steady and arriving > 1.3 * self.arriving + 50.0:
            self.steady, self.level = 0.0, None
        flat = abs(zone.estimate.slope) < 0.15 and 85.0 < now < 150.0
        if flat and (self.level is None or abs(now - self.level) < 6.0):
            self.arriving = min(self.arriving, arriving) if self.steady else arriving
            self.steady += dt
            self.level = now if self.level is None else self.level + (now - self.level) * dt / 20.0
        if self.steady < 30.0:
            if not flat:
                self.steady, self.level = 0.0, None
            return ""
        return "DRY" if now > self.level + 8.0 and zone.estimate.slope > 0.3 else ""


class EmptyPan:
    """Faster than anything that has food in it, and already above frying heat."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def check(self, zone, dt: float) -> str:
        celsius = zone.estimate.celsius
        fastest = 0.5 * zone.delivered() / 490.0
        # a closed loop has its own limit on the pan, below the back-off
        fast = (
            celsius is not None
            and zone.goal is None
            and celsius > 180.0
            and zone.output > 60
            and zone.estimate.slope > fastest
        )
        self.seconds = self.seconds + dt if fast else 0.0
        return "EMPTY" if self.seconds >= 1.0 else ""


class TooHot:
    """The estimate of the pan's temperature against the zone's cut; backs off before it."""

    def __init__(self) -> None:
        self.count = 0

    def check(self, zone, dt: float) -> str:
        celsius = zone.estimate.celsius
        if celsius is None:
            return ""
        if celsius >= BACK_OFF:
            zone.backing_off = True
        elif celsius < BACK_ON:
            zone.backing_off = False
        over = celsius >= zone.config.cut and (zone.wanted() or zone.delivered() > 30.0)
        self.count = self.count + 1 if over else 0
        return "OVERTEMP" if self.count >= SAMPLES else ""


class Switching:
    """The power that flows against the power that was ordered: a welded relay, or one that gives too much."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def check(self, zone, dt: float) -> str:
        if zone.watts is None:
            return ""
        ordered = zone.output * zone.config.watts / 100.0
        if zone.output == 0:
            wrong, code = zone.watts > 30.0, "WELD"
        else:
            wrong, code = zone.watts > 1.25 * ordered + 100.0, "RUNAWAY"
        self.seconds = self.seconds + dt if wrong else 0.0
        return code if self.seconds >= 2.0 else ""


class NoFlame:
    """Gas flows and nothing burns: four seconds, then the valve stays shut."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def check(self, zone, dt: float) -> str:
        dark = zone.config.flame and zone.output > 0 and not zone.flame
        self.seconds = self.seconds + dt if dark else 0.0
        return "NOLIGHT" if self.seconds >= 4.0 else ""


def all_guards() -> list:
    """Fresh guards for one zone."""
    return [
        SensorRange(),
        SensorFrozen(),
        SensorElsewhere(),
        BoiledDry(),
        EmptyPan(),
        TooHot(),
        Switching(),
        NoFlame(),
    ]


def crossed(zones: list, dt: float) -> "int | None":
    """The zone whose sensor belongs to another: it is heated and stays cold while one that is off warms
    up."""
    cold = [n for n, zone in enumerate(zones) if _heated_but_flat(zone, dt)]
    warming = any(zone.output == 0 and zone.quiet > 60.0 and zone.estimate.slope > 0.25 for zone in zones)
    return cold[0] if cold and warming else None


def _heated_but_flat(zone, dt: float) -> bool:
    flat = zone.estimate.smooth is not None and abs(zone.estimate.slope) < 0.1 and zone.estimate.smooth < 70.0
    zone.flat = zone.flat + dt if flat and zone.output >= 25 else 0.0
    return zone.flat > 10.0
