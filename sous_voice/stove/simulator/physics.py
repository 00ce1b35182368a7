"""Lumped heat: one element, one pan, what is in it. Explicit Euler; 0.05 to 0.2 s steps give the same result.

Sources of the figures: material constants from tables of steel, iron and aluminium; film and element values
fitted to both published times to boil and published oil fires (see ``tests/stove/test_physics.py``). Not
modelled: burning oil, the film of a pan just boiled dry, cold food thrown in.
"""

from dataclasses import dataclass, field
from math import exp

SIGMA = 5.67e-8
"""W/m²K⁴."""
LATENT = 2.257e6
"""J/kg, water at 100 °C."""
WATER = 4186.0
"""J/kgK."""
SIDE_FILM = 10.0
"""W/m²K, still air."""
LID_LOSS = 25.0
"""W/m²K from a lid that steam condenses on; what it gives off runs back as water."""

SMOKE, FIRE_POINT, AUTO_IGNITION = 205.0, 379.0, 406.0
"""°C of oil: smokes, keeps burning once lit, lights by itself (lowest of the published 406 to 435)."""


@dataclass(frozen=True, slots=True)
class PanKind:
    """A pan of 20 cm."""

    capacity: float
    """J/K."""
    emissivity: float
    base: float = 0.0314
    """m² of bottom, and of open surface."""
    outside: float = 0.040
    """m² of side."""


PANS = {
    "steel": PanKind(490.0, 0.3),
    "cast_iron": PanKind(1012.0, 0.85),
    "aluminium": PanKind(810.0, 0.1),
    "pot": PanKind(980.0, 0.3, 0.0491, 0.16),
}
"""Steel 1 kg, cast iron 2.2 kg, aluminium 0.9 kg; the pot has 25 cm and 2 kg of steel."""


@dataclass(frozen=True, slots=True)
class Element:
    """What lies between the power and the pan in coil and glass-ceramic hobs."""

    capacity: float
    contact: float
    """W/K to the pan."""
    face: float
    """m² that radiate to the pan."""
    loss: float
    """W/K lost."""
    loss_face: float


ELEMENTS = {
    "coil": Element(225.0, 1.6, 0.0150, 0.30, 0.0050),
    "rad": Element(420.0, 1.2, 0.0150, 0.35, 0.0045),
}


def vapour(celsius: float) -> float:
    """Density of saturated water vapour, kg/m³ (Magnus formula and the gas law)."""
    pressure = 611.2 * exp(17.62 * celsius / (243.12 + celsius))
    return pressure / (461.5 * (celsius + 273.15))


def radiated(hot: float, cold: float) -> float:
    """W/m² between black faces at these °C."""
    return SIGMA * ((hot + 273.15) ** 4 - (cold + 273.15) ** 4)


@dataclass(slots=True)
class Burner:
    """One burner with what stands on it. Temperatures in °C, masses in kg."""

    kind: str = "ind"
    pan: PanKind | None = field(default_factory=lambda: PANS["steel"])
    water: float = 0.0
    oil: float = 0.0
    solids: float = 0.0
    """Dry matter of food, 1500 J/kgK; it shares the temperature of the water."""
    lid: bool = False
    ambient: float = 20.0
    boiling: float = 100.0
    """°C; 1 °C less for each 300 m of altitude."""
    pan_celsius: float = 20.0
    food_celsius: float = 20.0
    element_celsius: float = 20.0
    ignited: bool = False
    """An alarm that stays; putting fires out is not simulated."""
    hottest: float = 20.0

    def fill(self, what: str, amount: float = 0.0, celsius: float = 20.0) -> None:
        """A pan at ``celsius`` with as much in it: litres of water or oil, kilograms of food, or nothing
        (``empty``)."""
        self.water = amount if what == "water" else 0.75 * amount if what == "food" else 0.0
        self.oil = 0.92 * amount if what == "oil" else 0.0
        self.solids = 0.25 * amount if what == "food" else 0.0
        self.food_celsius = self.pan_celsius = celsius

    def capacity(self) -> float:
        """J/K of what is in the pan."""
        return self.water * WATER + self.oil * (1700.0 + 3.0 * self.food_celsius) + self.solids * 1500.0

    def step(self, watts: float, dt: float) -> None:
        """Let ``watts`` of electricity or gas act for ``dt`` seconds."""
        arriving = self._arriving(watts, dt)
        if self.pan is None:
            # the glass below, where the sensor sits, cools towards the room
            self.pan_celsius += (self.ambient - self.pan_celsius) * dt / 60.0
            return
        into_food = self._into_food()
        outside = self.pan.outside * (0.3 if self.kind == "gas" and watts > 0 else 1.0)
        sides = outside * SIDE_FILM * (self.pan_celsius - self.ambient)
        sides += outside * self.pan.emissivity * radiated(self.pan_celsius, self.ambient)
        if not (self.water or self.oil):
            sides += self.pan.base * SIDE_FILM * (self.pan_celsius - self.ambient)
            sides += self.pan.base * self.pan.emissivity * radiated(self.pan_celsius, self.ambient)
        self.pan_celsius += (arriving - into_food - sides) * dt / self.pan.capacity
        self._cook(into_food, dt)
        self.hottest = max(self.hottest, self.pan_celsius)

    def _arriving(self, watts: float, dt: float) -> float:
        """W that reach the pan's bottom."""
        if self.kind == "ind":
            return 0.88 * watts if self.pan else 0.0
        if self.kind == "gas":
            return 0.37 * watts * (1500.0 - self.pan_celsius) / 1440.0 if self.pan else 0.0
        element = ELEMENTS[self.kind]
        hot = self.element_celsius
        flow = 0.0
        if self.pan:
            flow = element.contact * (hot - self.pan_celsius) + element.face * radiated(hot, self.pan_celsius)
        lost = element.loss * (hot - self.ambient) + element.loss_face * radiated(hot, self.ambient)
        self.element_celsius += (watts - flow - lost) * dt / element.capacity
        return flow

    def _into_food(self) -> float:
        assert self.pan is not None
        difference = self.pan_celsius - self.food_celsius
        if self.water > 0.0 or self.solids > 0.0:
            wet = min(self.water / 0.020, 1.0)
            film = 1800.0 * wet + (60.0 * (1.0 - wet) if self.solids else 0.0)
        elif self.oil > 0.0:
            film = 350.0
        else:
            return 0.0
        return film * self.pan.base * difference

    def _cook(self, into_food: float, dt: float) -> None:
        assert self.pan is not None
        capacity = self.capacity()
        if capacity < 5.0:
            self.food_celsius = self.pan_celsius
            return
        area = self.pan.base
        surface = area * SIDE_FILM * (self.food_celsius - self.ambient) * (0.4 if self.lid else 1.0)
        if self.water > 0.0:
            surface += self._evaporate(area, dt)
        else:
            surface += area * 0.9 * radiated(self.food_celsius, self.ambient)
        self.food_celsius += (into_food - surface) * dt / capacity
        if self.water > 0.0 and self.food_celsius > self.boiling:
            self._boil(capacity, area, dt)
        if self.oil and max(self.food_celsius, 0.0) >= AUTO_IGNITION:
            self.ignited = True

    def _evaporate(self, area: float, dt: float) -> float:
        """W taken by evaporation below boiling."""
        transfer = 0.0045 * (0.15 if self.lid else 1.0)
        mass = transfer * area * max(vapour(self.food_celsius) - 0.5 * vapour(self.ambient), 0.0)
        self.water = max(self.water - mass * dt, 0.0)
        return mass * LATENT

    def _boil(self, capacity: float, area: float, dt: float) -> None:
        surplus = (self.food_celsius - self.boiling) * capacity
        self.food_celsius = self.boiling
        returned = LID_LOSS * area * (self.boiling - self.ambient) * dt if self.lid else 0.0
        self.water = max(self.water - max(surplus - returned, 0.0) / LATENT, 0.0)
