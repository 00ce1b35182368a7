"""Holding a temperature under a level that a person confirmed: a cascade on the pan and on what is in it.

The sensor feels the pan; the cook wants the water or oil in it. The flux into the food is the power that
arrives less what the pan itself takes up, and the food is colder than the pan by flux / (h A). The outer
rule asks for a flux from the error of the food and from how fast it is rising already (so a small load is
approached as gently as a large one); the inner rule keeps the pan from storing heat that would come out
later.
"""

EFFICIENCY = {"ind": 0.88, "rad": 0.62, "coil": 0.60, "gas": 0.35}
"""Share of the power that reaches the pan."""
PAN = {"w": 600.0, "o": 490.0}
"""J/K that the pan is taken to have: thin steel has 490, cast iron 1,010. In water the pan follows so fast that
it hardly matters; in oil it is weighed as it warms, from rest, by the first ``TRIAL`` K."""
TRIAL = 15.0
LIGHTEST, HEAVIEST = 420.0, 1200.0
SIDES, SIDES_HEAVY, HEAVY = 0.52, 0.80, 920.0
"""W/K that the pan itself loses to the room: bright steel 0.54 and aluminium 0.45 at frying heat; a pan of more
than the last J/K is dark iron, or large."""
FILM = {"w": 56.0, "o": 11.0}
"""W/K between a 20 cm pan and water, and oil."""
GAIN = {"w": 50.0, "o": 20.0}
"""W per K of error of the food."""
LOOK_AHEAD = {"w": 25.0, "o": 45.0}
"""Seconds of the present rise that are taken off the error."""
RESET = {"w": 150.0, "o": 350.0}
"""Seconds; the integral's time."""
PASSING = {"w": 150.0, "o": 100.0}
"""Seconds of the present rise that the integral leaves out: what comes by itself."""
FASTEST = 2.0
"""K/s that any food may rise."""
DRIFT = 40.0
FOLLOW, SMOOTH = {"w": 4.0, "o": 15.0}, {"w": 10.0, "o": 20.0}
"""Seconds over which the food's temperature and its rise are smoothed."""
NEAR = {"w": 10.0, "o": 12.0}
"""K of error within which the integral works."""
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
        """K/s of the food, smoothed over ``SMOOTH`` seconds."""
        self.drift = 0.0
        """The same over ``DRIFT`` seconds."""
        self.integral = 0.0
        """W."""
        self.mass = PAN[medium]
        """J/K of the pan."""
        self.trial = None
        """°C of the pan at rest and the joules that it has kept since; () once it is weighed, or cannot be."""
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
        # what rises by itself needs no integral, or a large load would sail past
        lasting = error - PASSING[self.medium] * self.drift
        if abs(error) < NEAR[self.medium] and (0.0 < flux < flux_most or error * self.integral < 0.0):
            self.integral += GAIN[self.medium] * lasting * dt / RESET[self.medium]
            self.integral = min(max(self.integral, 0.0), efficiency * ceiling)
        flux = min(max(flux, 0.0), flux_most)
        stored = self.mass * (pan - self.food - flux / FILM[self.medium]) / self._settling()
        return min(max((flux - stored) / efficiency, 0.0), ceiling)

    def _sides(self) -> float:
        """W/K that the pan loses to the room."""
        return SIDES_HEAVY if self.mass > HEAVY else SIDES

    def _settling(self) -> float:
        """Seconds within which the pan is brought to where the flux wants it."""
        return max(1.5 * self.mass / FILM[self.medium], 25.0)

    def _weigh(self, pan: float, zone, efficiency: float, dt: float) -> None:
        """Learn the pan's heat capacity from what it takes to warm it, where heat arrives at once."""
        if self.trial is None:
            at_rest = abs(zone.estimate.slope) < 0.15 and zone.config.kind in ("ind", "gas")
            self.trial = (pan, 0.0) if at_rest and self.medium == "o" else ()
        if not self.trial:
            return
        start, joules = self.trial
        kept = (
            efficiency * zone.delivered() - FILM[self.medium] * (pan - start) - self._sides() * (pan - 20.0)
        )
        joules += kept * dt
        self.trial = (start, joules)
        if pan - start >= TRIAL:
            self.mass = min(max(joules / (pan - start), LIGHTEST), HEAVIEST)
            self.trial = ()

    def _observe(self, pan: float, zone, efficiency: float, dt: float) -> None:
        self._weigh(pan, zone, efficiency, dt)
        # a radiant element hands its heat on late
        lag = 3.0 if zone.config.kind == "ind" else 40.0
        self.arriving += (efficiency * zone.delivered() - self.arriving) * dt / (lag + dt)
        flux = self.arriving - self.mass * zone.estimate.slope - self._sides() * (pan - 20.0)
        food = pan if zone.config.sensor == "probe" else pan - flux / FILM[self.medium]
        # a pan that was just put down jumps; food is never hotter than the pan by more than its walls cool it
        food = min(food, pan + 10.0)
        if self.food is None:
            self.food = food
        before = self.food
        self.food += (food - before) * dt / (FOLLOW[self.medium] + dt)
        rise = min(max((self.food - before) / dt, -FASTEST), FASTEST)
        self.rise += (rise - self.rise) * dt / (SMOOTH[self.medium] + dt)
        self.drift += (rise - self.drift) * dt / (DRIFT + dt)
