"""Holding a temperature under a level that a person confirmed: a cascade on the pan and on what is in it.

The sensor feels the pan; the cook wants the water or oil in it. The flux into the food is the power that
arrives less what the pan itself takes up, and the food is colder than the pan by flux / (h A). The outer
rule asks for a flux from the error of the food and from how fast it is rising already (so a small load is
approached as gently as a large one); the inner rule keeps the pan from storing heat that would come out
later.
"""

EFFICIENCY = {"ind": 0.88, "rad": 0.62, "coil": 0.60, "gas": 0.35}
"""Share of the power that reaches the pan."""
PAN = 490.0
"""J/K of a common 1 kg steel pan."""
SIDES = 0.55
"""W/K that the pan itself loses to the room."""
FILM = {"w": 56.0, "o": 11.0}
"""W/K between a 20 cm pan and water, and oil."""
GAIN = {"w": 50.0, "o": 14.0}
"""W per K of error of the food."""
LOOK_AHEAD = {"w": 25.0, "o": 45.0}
"""Seconds of the present rise that are taken off the error."""
RESET = {"w": 150.0, "o": 120.0}
"""Seconds; the integral's time."""
PAN_MOST = 242.0
"""°C that the loop lets the pan reach: below the controller's own back-off."""


class Loop:
    """The state of one zone's closed loop."""

    def __init__(self, target: float, medium: str) -> None:
        self.target = target
        """°C of the food."""
        self.medium = medium
        """``w`` water-like, ``o`` oil or fat."""
        self.food = None
        """Estimate of the food's temperature, °C."""
        self.rise = 0.0
        """K/s of the food, smoothed over 15 s."""
        self.integral = 0.0
        """W."""
        self.arriving = 0.0

    def power(self, zone, ceiling: float, dt: float) -> float:
        """Watts to draw now, at most ``ceiling``."""
        pan = zone.estimate.celsius
        if pan is None or dt <= 0:
            return 0.0
        efficiency = EFFICIENCY[zone.config.kind]
        self._observe(pan, zone, efficiency, dt)
        error = self.target - self.food
        flux = GAIN[self.medium] * (error - LOOK_AHEAD[self.medium] * self.rise) + self.integral
        room = FILM[self.medium] * (PAN_MOST - self.food)
        flux_most = min(efficiency * ceiling, max(room, 0.0))
        if abs(error) < 8.0 and (0.0 < flux < flux_most or error * self.integral < 0.0):
            self.integral += GAIN[self.medium] * error * dt / RESET[self.medium]
            self.integral = min(max(self.integral, 0.0), efficiency * ceiling)
        flux = min(max(flux, 0.0), flux_most)
        stored = PAN * (pan - self.food - flux / FILM[self.medium]) / self._settling()
        return min(max((flux - stored) / efficiency, 0.0), ceiling)

    def _settling(self) -> float:
        """Seconds within which the pan is brought to where the flux wants it."""
        return max(1.5 * PAN / FILM[self.medium], 25.0)

    def _observe(self, pan: float, zone, efficiency: float, dt: float) -> None:
        # a radiant element hands its heat on late
        lag = 3.0 if zone.config.kind == "ind" else 40.0
        self.arriving += (efficiency * zone.delivered() - self.arriving) * dt / (lag + dt)
        flux = self.arriving - PAN * zone.estimate.slope - SIDES * (pan - 20.0)
        food = pan if zone.config.sensor == "probe" else pan - flux / FILM[self.medium]
        if self.food is None:
            self.food = food
        before = self.food
        self.food += (food - before) * dt / (4.0 + dt)
        self.rise += ((self.food - before) / dt - self.rise) * dt / (10.0 + dt)
