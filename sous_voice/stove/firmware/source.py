"""What becomes of a zone's power before it reaches the pan: at once by induction and gas, late from an element.

Every source has ``arriving`` (W that reach the pan now), ``update(watts, pan, dt)``, ``draw(flux, pan)`` (W to be
drawn so that ``flux`` W arrive soon) and ``stored(flux, pan)`` (J that will still come out once the power is
cut, beyond what a steady ``flux`` keeps there). ``at_once`` tells whether power becomes heat without delay. The
figures are those of a common hob; a builder measures their own.
"""

SIGMA = 5.67e-8
KELVIN = 273.15


ELEMENTS = {"rad": (420.0, 1.2, 0.0150, 0.35, 0.0045), "coil": (225.0, 1.6, 0.0150, 0.30, 0.0050)}
"""J/K; W/K and m² that radiate to the pan; W/K and m² that lose to the room."""
SWIFT = 15.0
"""Seconds within which an element is brought to the temperature that a flux needs."""


class Direct:
    """A field in the pan's own bottom: 88 % of what is drawn."""

    SHARE = 0.88
    at_once = True

    def __init__(self) -> None:
        self.arriving = 0.0
        self.share = self.SHARE

    def update(self, watts: float, pan: float, dt: float) -> None:
        # the pan's reading is smoothed over as long
        self.arriving += (self.share * watts - self.arriving) * dt / (3.0 + dt)

    def draw(self, flux: float, pan: float) -> float:
        return flux / self.share

    def stored(self, flux: float, pan: float) -> float:
        return 0.0


class Flame(Direct):
    """Gas: 37 % reach a cold pan, less as it nears the flame's 1,500 °C."""

    SHARE = 0.37

    def update(self, watts: float, pan: float, dt: float) -> None:
        self.share = self.SHARE * (1500.0 - pan) / 1440.0
        Direct.update(self, watts, pan, dt)


class Element:
    """A heater under glass, or a coil: it has to get hot itself, and stays hot when it is off."""

    at_once = False

    def __init__(self, kind: str) -> None:
        self.capacity, self.contact, self.face, self.loss, self.loss_face = ELEMENTS[kind]
        self.celsius = None
        """°C of the element, followed from what it has drawn."""
        self.needed = None
        self.arriving = 0.0

    def update(self, watts: float, pan: float, dt: float) -> None:
        if self.celsius is None:
            self.celsius = self.needed = pan
        self.arriving = self._flow(self.celsius, pan)
        # a controller that stood still must not reckon the element into nonsense
        gained = (watts - self.arriving - self._lost(self.celsius)) * min(dt, 20.0) / self.capacity
        self.celsius = min(max(self.celsius + gained, -50.0), 1000.0)

    def draw(self, flux: float, pan: float) -> float:
        self._need(flux, pan)
        change = self.capacity * (self.needed - self.celsius) / SWIFT
        return self.arriving + self._lost(self.celsius) + change

    def stored(self, flux: float, pan: float) -> float:
        self._need(flux, pan)
        to_pan = self.arriving / (self.arriving + self._lost(self.celsius)) if self.arriving > 50.0 else 0.7
        return to_pan * self.capacity * (self.celsius - self.needed)

    def _need(self, flux: float, pan: float) -> None:
        """The temperature at which ``flux`` flows: a few of Newton's steps from the last one."""
        for _ in range(4):
            slope = self.contact + 4.0 * self.face * SIGMA * (self.needed + KELVIN) ** 3
            self.needed += (flux - self._flow(self.needed, pan)) / slope
            self.needed = min(max(self.needed, -50.0), 900.0)

    def _flow(self, hot: float, cold: float) -> float:
        return self.contact * (hot - cold) + self.face * _radiated(hot, cold)

    def _lost(self, hot: float) -> float:
        return self.loss * (hot - 20.0) + self.loss_face * _radiated(hot, 20.0)


def _radiated(hot: float, cold: float) -> float:
    return SIGMA * ((hot + KELVIN) ** 4 - (cold + KELVIN) ** 4)


def source_of(kind: str) -> object:
    """The source of a zone of this kind."""
    if kind in ELEMENTS:
        return Element(kind)
    return Flame() if kind == "gas" else Direct()
