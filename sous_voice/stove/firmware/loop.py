"""Holding a temperature under a level that a person confirmed, by a model of pan and load.

The sensor feels the pan; the cook wants the water or oil in it. The heat that enters the food is what arrives
less what the pan takes up and loses, and the food is colder than the pan by that over (h A). While it heats, the loop
weighs the pan and then the load. From these follows where the food would come to rest if the power were cut now,
with what pan and element still hold; that resting temperature is brought to the goal, so that a small load on a
glowing element is left alone in time. What the food loses at the goal is drawn from the beginning, and the
integral only mends what that estimate lacks.
"""

from math import exp, sqrt

from .source import KELVIN, SIGMA

PAN = {"w": 700.0, "o": 490.0}
"""J/K that the pan is taken to have: thin steel has 490, cast iron 1,010. In water the pan follows so fast that
it hardly matters; in oil it is weighed as it warms, from rest, by the first ``TRIAL`` K."""
TRIAL = 15.0
UNWEIGHED = 900.0
"""J/K on an element, whose heat comes so late that the food does not wait for it: rather too heavy, for then the
food is taken to be hotter than it is while it heats, and is approached with care."""
LIGHTEST, HEAVIEST = 420.0, 1200.0
LOAD, LOAD_LEAST, LOAD_MOST = {"w": 2500.0, "o": 1200.0}, 500.0, 25000.0
"""J/K that the food is taken to have until it is weighed: 0.3 litres, so that an unknown load is approached with
care."""
WEIGHED = {"w": 2.0, "o": 4.0}
"""K that the food must rise for one weighing of the load."""
SIDES = 0.52
"""W/K that the pan itself loses to the room: bright steel 0.54, aluminium 0.45, dark iron 0.85 at frying heat."""
FILM = {"w": 68.0, "o": 13.3}
"""W/K between a 22 cm pan and water, and oil: between the small pan and the large one, for what counts at rest is their
ratio to what the surface loses, and that is the same for all."""
AREA = 0.038
"""m² of that pan."""
FOLLOW = {"w": 4.0, "o": 12.0}
"""Seconds over which the food's temperature is smoothed."""
APPROACH = {"w": 60.0, "o": 90.0}
"""Seconds within which the resting temperature is brought to the goal."""
RESET = 250.0
"""Seconds; the integral's time."""
NEAR = 6.0
"""K of error within which the integral works."""
LACK_MOST = 300.0
"""W that the integral may add or take."""
DRIFT = 40.0
"""Seconds over which the pan's rise is smoothed."""
BALANCE, BALANCE_MOST = 80.0, 300.0
"""Seconds over which the heat balance of oil is trimmed at rest, and the W of the trim: sides of a dark or a large
pan, and a source that gives less than it should, would else read as colder or hotter oil."""
AT_REST, WARMING_MOST = 0.02, 100.0
"""K/s of the pan and W into the food up to which the balance is learnt: at rest the food gets just what it
loses."""
PAN_MOST = 226.0
"""°C that the loop lets the pan reach: below the 230 at which controller and kernel take a hot pan for a danger."""

OVER, OVER_LOAD = 4.0, 1000.0
"""K, and J/K of the load for each further K, by which the pan may exceed what holds oil at its goal."""


def lost(celsius: float, medium: str) -> float:
    """W that the open surface of the food loses to a room of 20 °C."""
    film = 10.0 * (celsius - 20.0)
    if medium == "o":
        return AREA * (film + 0.9 * SIGMA * ((celsius + KELVIN) ** 4 - 293.15**4))
    vapour = 611.2 * exp(17.62 * celsius / (243.12 + celsius)) / (461.5 * (celsius + KELVIN))
    return AREA * (film + 0.0045 * 2.257e6 * max(vapour - 0.0086, 0.0))


class Loop:
    """The state of one zone's closed loop."""

    def __init__(self, target: float, medium: str) -> None:
        self.target = target
        """°C of the food."""
        self.medium = medium
        """``w`` water-like, ``o`` oil or fat."""
        self.food = None
        """Estimate of the food's temperature, °C."""
        self.plain = None
        """The same, only smoothed: for weighing."""
        self.pan = PAN[medium]
        """J/K of the pan."""
        self.load = LOAD[medium]
        """J/K of the food."""
        self.lack = 0.0
        """W that the integral adds to what the food is taken to lose."""
        self.balance = 0.0
        """W by which the heat balance is trimmed."""
        self.drift = 0.0
        """K/s of the pan over ``DRIFT`` seconds."""
        self.trial = None
        """°C of the pan at rest and the joules that it has kept since; () once it is weighed, or cannot be."""
        self.weighing = None
        """°C of the food and the joules it has got since."""

    def power(self, zone, ceiling: float, dt: float) -> float:
        """Watts to draw now, at most ``ceiling``."""
        pan = zone.estimate.celsius
        if pan is None or dt <= 0:
            return 0.0
        self._observe(pan, zone, dt)
        film, source, most = FILM[self.medium], zone.source, self._most()
        hold = lost(self.target, self.medium) + self.lack
        sides = SIDES * (pan - 20.0) - self.balance
        excess = self.pan * (pan - self.food - hold / film) + source.stored(hold + sides, pan)
        rest = self.food + excess / (self.load + self.pan)
        wanted = hold + (self.load + self.pan) * (self.target - rest) / APPROACH[self.medium]
        room = film * (most - self.food) - self.pan * max(pan - most + 5.0, 0.0) / 10.0
        flux = min(max(wanted, 0.0), max(room, 0.0))
        watts = source.draw(flux + sides, pan)
        self._trim(rest, wanted == flux and 0.0 < watts < ceiling, zone, dt)
        return min(max(watts, 0.0), ceiling)

    def _most(self) -> float:
        """°C that the pan may have. One hardly hotter than oil at rest needs it cannot carry the oil far beyond,
        whatever a wide pot's sides lose of what is taken to go into the oil."""
        if self.medium != "o":
            return PAN_MOST
        at_rest = self.target + lost(self.target, "o") / FILM["o"]
        return min(PAN_MOST, at_rest + OVER + self.load / OVER_LOAD)

    def _observe(self, pan: float, zone, dt: float) -> None:
        """Follow the food: by the heat that it gets, and by the pan that gives it."""
        self._weigh_pan(pan, zone, dt)
        into = zone.source.arriving - self.pan * zone.estimate.slope - SIDES * (pan - 20.0) + self.balance
        probe = zone.config.sensor == "probe"
        # a pan that was just put down jumps; food is never hotter than the pan by more than its walls cool it
        seen = pan if probe else min(pan - into / FILM[self.medium], pan + 10.0)
        if self.food is None:
            self.food = self.plain = seen
        gain = into - lost(self.food, self.medium)
        self.plain += (seen - self.plain) * dt / (FOLLOW[self.medium] + dt)
        self.food += gain * dt / self.load + (seen - self.food) * dt / (FOLLOW[self.medium] + dt)
        if self.trial == ():
            self._weigh_load(gain * dt)

    def _weigh_pan(self, pan: float, zone, dt: float) -> None:
        """Learn the pan's heat capacity from what it takes to warm it, from rest."""
        if self.trial is None:
            at_rest = abs(zone.estimate.slope) < 0.15
            at_once = self.medium == "o" and zone.source.at_once
            self.trial = (pan, 0.0) if at_rest and at_once else ()
            if self.medium == "o" and not at_once:
                self.pan = UNWEIGHED
        if not self.trial:
            return
        start, joules = self.trial
        joules += (zone.source.arriving - FILM[self.medium] * (pan - start) - SIDES * (pan - 20.0)) * dt
        self.trial = (start, joules)
        if pan - start >= TRIAL:
            self.pan = min(max(joules / (pan - start), LIGHTEST), HEAVIEST)
            self.trial = ()

    def _weigh_load(self, joules: float) -> None:
        """Learn the food's heat capacity from what it takes to warm it."""
        if self.weighing is None:
            self.weighing = (self.plain, 0.0)
        start, before = self.weighing
        self.weighing = (start, before + joules)
        risen = self.plain - start
        if risen >= WEIGHED[self.medium] and self.weighing[1] > 0.0:
            found = min(max(self.weighing[1] / risen, LOAD_LEAST), LOAD_MOST)
            self.load = found if self.load == LOAD[self.medium] else sqrt(self.load * found)
        if abs(risen) >= WEIGHED[self.medium]:
            # what cools tells little: it loses as much as it is taken to lose
            self.weighing = None

    def _trim(self, rest: float, free: bool, zone, dt: float) -> None:
        """What the estimates lack: the holding power near the goal, and the heat balance of oil wherever it rests."""
        slope = zone.estimate.slope
        self.drift += (slope - self.drift) * dt / (DRIFT + dt)
        error = self.target - rest
        if abs(self.target - self.food) < NEAR and (free or error * self.lack < 0.0):
            self.lack += (self.load + self.pan) * error * dt / (APPROACH[self.medium] * RESET)
            self.lack = min(max(self.lack, -LACK_MOST), LACK_MOST)
        warming = self.load * self.drift
        if self.medium == "o" and abs(self.drift) < AT_REST and abs(warming) < WARMING_MOST:
            into = zone.source.arriving - self.pan * slope - SIDES * (zone.estimate.celsius - 20.0)
            self.balance += (lost(self.food, "o") + warming - into - self.balance) * dt / BALANCE
            self.balance = min(max(self.balance, -BALANCE_MOST), BALANCE_MOST)
