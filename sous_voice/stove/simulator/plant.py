"""The electrical side and the sensors of the simulated stove, with every fault of the hazard table.

``Plant`` is what the controller's ``hal`` acts on. The drive is dynamic: an order that is not repeated
within 0.2 s drops, as the charge pump of a real output stage does when the firmware freezes. Latches are the
controller's, never the plant's.
"""

import random
from dataclasses import dataclass, field

from sous_voice.errors import UserInputError
from sous_voice.stove.firmware.panel import DIP, ENABLE, ESTOP, HOST, RESET, UNLOCK
from sous_voice.stove.firmware.zone import ZoneConfig
from sous_voice.stove.simulator.physics import PANS, Burner

DRIVE_HOLDS = 0.2
"""Seconds for which the output stage follows the last toggle."""
BUTTON = 0.3
"""Seconds for which a pressed button stays down."""
NOISE = 0.3
"""K, standard deviation of a sensor."""

BUTTONS = {"enable": ENABLE, "reset": RESET, "estop": ESTOP, "unlock": UNLOCK}


@dataclass(slots=True)
class Hob:
    """One zone of the plant."""

    config: ZoneConfig
    burner: Burner
    sensed: float = 20.0
    """What the sensor's own mass has, °C."""
    order: int = 0
    """Per cent ordered last."""
    ordered_at: float = -1.0
    watts: float = 0.0
    """What flows now."""
    knob: int = 0
    sensor: str = ""
    """"", open, short, stuck."""
    offset: float = 0.0
    """K added to the reading."""
    reads: int | None = None
    """Index of the zone whose sensor is wired here."""
    welded: bool = False
    runaway: bool = False
    no_flame: bool = False
    last: float | None = None
    pan_kind: str = "steel"

    @property
    def lit(self) -> bool:
        """Whether the flame burns."""
        return self.config.flame and self.watts > 0.0 and not self.no_flame


@dataclass(slots=True)
class Plant:
    """The stove but for its controller. ``now`` is its own time, seconds."""

    hobs: list[Hob]
    seed: int = 0
    now: float = 0.0
    contactor: bool = False
    contactor_welded: bool = False
    siren: bool = False
    mains: bool = True
    held: int = 0
    """Bits of buttons held down."""
    host: bool = True
    """Whether the host has the port open (DTR)."""
    dip_until: float = -1.0
    trips_at: float = -1.0
    presses: dict[int, float] = field(default_factory=dict)
    noise: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.noise.seed(self.seed)

    # ------------------------------------------------------------ what the controller's hardware layer calls

    def read(self, n: int) -> tuple[float | None, bool | None, float | None, bool | None, int]:
        """(°C, pan, watts, flame, knob) of zone ``n``."""
        hob = self.hobs[n]
        pan = hob.burner.pan is not None if hob.config.pan else None
        flame = hob.lit if hob.config.flame else None
        # a gas valve has no current to be measured
        watts = None if hob.config.kind == "gas" else max(hob.watts + self.noise.gauss(0.0, 1.0), 0.0)
        return self._reading(hob), pan, watts, flame, hob.knob

    def _reading(self, hob: Hob) -> float | None:
        if hob.config.sensor == "none" or hob.sensor == "open":
            return None
        if hob.sensor == "short":
            return 520.0
        if hob.sensor == "stuck" and hob.last is not None:
            return hob.last
        source = hob if hob.reads is None else self.hobs[hob.reads]
        hob.last = round(source.sensed + hob.offset + self.noise.gauss(0.0, NOISE), 1)
        return hob.last

    def buttons(self) -> int:
        """Bits of ``panel``."""
        bits = self.held | (HOST if self.host else 0) | (DIP if self.now < self.dip_until else 0)
        for bit, until in self.presses.items():
            bits |= bit if self.now < until else 0
        return bits

    def drive(self, n: int, percent: int) -> None:
        """One toggle of zone ``n``'s output stage."""
        self.hobs[n].order = percent
        self.hobs[n].ordered_at = self.now

    # ------------------------------------------------------------ time

    def step(self, dt: float) -> None:
        """Let ``dt`` seconds pass."""
        self.now += dt
        if 0.0 < self.trips_at <= self.now:
            self.mains = False
        live = self.mains and (self.contactor or self.contactor_welded)
        for hob in self.hobs:
            hob.watts = self._flowing(hob) if live else 0.0
            hob.burner.step(hob.watts if not hob.no_flame else 0.0, dt)
            seen = hob.burner.food_celsius if hob.config.sensor == "probe" else hob.burner.pan_celsius
            hob.sensed += (seen - hob.sensed) * dt / (max(hob.config.lag, 0.05) + dt)

    def _flowing(self, hob: Hob) -> float:
        driven = hob.order if self.now - hob.ordered_at <= DRIVE_HOLDS + 1e-6 else 0
        if hob.welded or (hob.runaway and driven):
            driven = 100
        if hob.config.kind == "ind" and hob.burner.pan is None:
            return 0.0
        return driven * hob.config.watts / 100.0

    def resting(self) -> bool:
        """Whether nothing flows and everything has the room's temperature to within 2 K."""
        return all(
            hob.watts == 0.0
            and not hob.welded
            and abs(hob.burner.pan_celsius - hob.burner.ambient) < 2.0
            and abs(hob.burner.element_celsius - hob.burner.ambient) < 2.0
            for hob in self.hobs
        )

    def total(self) -> float:
        """W that flow now."""
        return sum(hob.watts for hob in self.hobs)

    def press(self, button: str) -> None:
        """Press and let go: enable, reset, estop, unlock."""
        self.presses[BUTTONS[button]] = self.now + BUTTON


def make_plant(zones: list[ZoneConfig], seed: int = 0) -> Plant:
    """A cold plant with a steel pan and a litre of water on every zone."""
    hobs = [Hob(zone, Burner(zone.kind, PANS["steel"])) for zone in zones]
    for hob in hobs:
        hob.burner.fill("water", 1.0)
    return Plant(hobs, seed)


COMMON = [
    ZoneConfig("front_left", "ind", 1800, "pan", 1.0),
    ZoneConfig("front_right", "ind", 2200, "pan", 1.0),
    ZoneConfig("back_left", "ind", 1400, "pan", 1.0),
    ZoneConfig("back_right", "rad", 1800, "glass", 8.0, pan=False),
]
"""The stove that is simulated where nothing else is asked for."""

KINDS = {
    "ind": (1800, "pan", 1.0),
    "rad": (1800, "glass", 8.0),
    "coil": (2100, "pan", 1.0),
    "gas": (2000, "pan", 1.0),
}
"""Kind → watts, sensor, its lag in seconds, for zones given on the command line by kind only."""

SENSORS = ("none", "glass", "pan", "ir", "probe")


def read_zone(text: str) -> ZoneConfig:
    """A zone from ``name=kind[:watts[:sensor[:lag]]]``.

    Raises:
        UserInputError: it is not of this form.
    """
    name, _, rest = text.partition("=")
    parts = (rest or "ind").split(":")
    if parts[0] not in KINDS or not name.replace("_", "").isalnum() or len(name) > 16:
        kinds = ", ".join(KINDS)
        raise UserInputError(f"{text!r} is no zone: name=kind[:watts[:sensor[:lag]]], kind one of {kinds}.")
    watts, sensor, lag = KINDS[parts[0]]
    try:
        watts = int(parts[1]) if len(parts) > 1 else watts
        lag = float(parts[3]) if len(parts) > 3 else lag
    except ValueError:
        raise UserInputError(f"{text!r}: watts and lag are numbers.") from None
    sensor = parts[2] if len(parts) > 2 else sensor
    if sensor not in SENSORS or not 100 <= watts <= 6000 or not 0 <= lag <= 60:
        raise UserInputError(f"{text!r}: watts 100 to 6000, sensor {', '.join(SENSORS)}, lag 0 to 60.")
    return ZoneConfig(name, parts[0], watts, sensor, lag, pan=parts[0] == "ind")


def read_zones(text: str) -> list[ZoneConfig]:
    """Zones with commas between them; the common stove for an empty text.

    Raises:
        UserInputError: a zone cannot be read, or a name comes twice.
    """
    found = [read_zone(part) for part in text.split(",") if part]
    if len({zone.name for zone in found}) < len(found):
        raise UserInputError(f"{text!r}: two zones have one name.")
    return found or COMMON
