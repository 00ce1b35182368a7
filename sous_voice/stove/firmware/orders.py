"""The host's orders: one table of verbs. A raise takes two of them with a person in between; off takes one.

``A`` makes an offer, ``C`` with its token, zone and level makes it heat, not sooner than 0.8 s and not later
than 20 s after: nobody hears a question and answers it in 0.8 s, so a quicker confirmation is a machine's.
"""

from . import wire
from .guards import WARN
from .session import LEASE, TELEMETRY
from .zone import SECONDS_MOST, WITHOUT_SENSOR_MOST, limit

OFFER_LIVES = 20.0
OFFER_AGE = 0.8
OFFERS = (3, 60.0)
"""So many offers in so many seconds."""
GOALS = (300, 2100)
"""Tenths of °C that a closed loop may hold."""


class Offer:
    """What was offered once: binds token, zone, level, time and goal. ``zone`` -1 clears a latch."""

    def __init__(self, token: str, zone: int, level: int, seconds: int, goal: "tuple | None") -> None:
        self.token = token
        self.zone = zone
        self.level = level
        self.seconds = seconds
        self.goal = goal
        self.age = 0.0


class Orders:
    """Takes the bodies of frames, answers each, and calls the controller."""

    def __init__(self, controller: object) -> None:
        self.controller = controller
        self.session = controller.session
        self.offer = None
        self.tokens = 0
        self.offers_ago = []
        self.verbs = {
            "Q": self._describe,
            "H": self._heartbeat,
            "P": self._presence,
            "A": self._arm,
            "C": self._confirm,
            "X": self._cancel,
            "D": self._down,
            "K": self._lock,
            "R": self._clear,
        }

    def drop(self) -> None:
        """No offer any more."""
        self.offer = None

    def age(self, dt: float) -> None:
        """Time passes."""
        self.offers_ago = [ago + dt for ago in self.offers_ago if ago + dt < OFFERS[1]]
        if self.offer is not None:
            self.offer.age += dt
            if self.offer.age > OFFER_LIVES + 5.0:
                self.offer = None

    def take(self, body: str) -> None:
        """One body from the line."""
        parsed = wire.split(body)
        if parsed is None:
            return
        sid, seq, verb, fields = parsed
        if verb == "O":
            self._off(body, sid, seq, fields)
            return
        if verb == "HI":
            self._hello(fields)
            return
        why = self.session.admit(body, sid, seq)
        if why == "DUP":
            self.session.send(self.session.last[1])
        elif why:
            self.session.send(wire.frame(sid, seq, "-", why))
        else:
            handler = self.verbs.get(verb)
            reply = handler(fields) if handler else ("-", "VERB")
            self.session.answer(body, sid, seq, *(reply or ("+", verb)))

    # ------------------------------------------------------------ without a session

    def _off(self, body: str, sid: str, seq: int, fields: list) -> None:
        """Off, in any state, in any session or none, out of any order."""
        zone = wire.whole(fields[0], 0, len(self.controller.zones) - 1) if fields else None
        if zone is None:
            # an off that cannot be read is an off for everything
            self.controller.off_all(knobs=True)
        else:
            self.controller.off(zone)
        if self.session.admit(body, sid, seq) == "":
            self.session.answer(body, sid, seq, "+", "O")
        else:
            self.session.send(wire.frame(sid, seq, "+", "O"))

    def _hello(self, fields: list) -> None:
        """A new session begins with everything off."""
        self.controller.off_all()
        major = wire.whole(fields[0], 0, 999) if fields else None
        nonce = fields[1] if len(fields) > 1 else ""
        if major != wire.MAJOR or wire.hexadecimal(nonce, 8) is None:
            self.session.close()
            self.session.send(wire.frame(wire.NO_SESSION, 0, "-", "VER", wire.MAJOR))
            return
        session = self.session
        session.open(nonce, self.controller.hal.entropy())
        times = [int(1000 * seconds) for seconds in (LEASE, OFFER_LIVES, TELEMETRY)]
        session.send(wire.frame(session.sid, 0, "WE", wire.MAJOR, nonce, *times))

    # ------------------------------------------------------------ in a session

    def _describe(self, fields: list) -> tuple:
        zones = self.controller.zones
        n = wire.whole(fields[0], 0, len(zones)) if fields else None
        if n is None:
            return "-", "RANGE"
        if n == 0:
            sensors = sum(zone.config.sensor != "none" for zone in zones)
            flame = int(any(zone.config.flame for zone in zones))
            enable = int(self.controller.panel.has_enable)
            total, firmware = self.controller.POWER, self.controller.NAME
            return (
                "CAP",
                "1.0",
                "SousVoiceReference",
                firmware,
                len(zones),
                total,
                sensors,
                1,
                1,
                enable,
                flame,
            )
        c = zones[n - 1].config
        boost, levels = 0, 100
        return ("BNR", n - 1, c.name, c.kind, c.watts, boost, levels, c.sensor, c.lag, int(c.pan), int(c.cut))

    def _heartbeat(self, fields: list) -> "tuple | None":
        if len(fields) < 2:
            return "-", "FMT"
        why = self.session.renew(fields[0], fields[1], fields[2] if len(fields) > 2 else "")
        return ("-", why) if why else None

    def _presence(self, fields: list) -> "tuple | None":
        for zone in self.controller.zones:
            zone.unattended = 0.0
            zone.told.discard("ATTEND")
        return None

    def _arm(self, fields: list) -> tuple:
        zones = self.controller.zones
        self.offer = None
        if len(fields) < 3:
            return "-", "FMT"
        n = wire.whole(fields[0], 0, len(zones) - 1)
        level = wire.whole(fields[1], 1, 100)
        seconds = wire.whole(fields[2], 1, 86400)
        if n is None or level is None or seconds is None:
            return "-", "RANGE"
        goal = None
        if len(fields) > 4:
            tenths = wire.whole(fields[3], GOALS[0], GOALS[1])
            if tenths is None or fields[4] not in ("w", "o"):
                return "-", "RANGE"
            goal = (tenths / 10.0, fields[4])
        why = self._why_not(n, level, goal) or self._rate()
        if why:
            return "-", why
        return self._make(n, level, int(min(seconds, limit(SECONDS_MOST, level))), goal)

    def _rate(self) -> str:
        return "RATE" if len(self.offers_ago) >= OFFERS[0] else ""

    def _make(self, n: int, level: int, seconds: int, goal: "tuple | None") -> tuple:
        self.offers_ago.append(0.0)
        # a counter in it, so that no two offers in a row share a token whatever the random source does
        self.tokens = (self.tokens + 1) & 0xFF
        token = f"{(self.controller.hal.entropy() & 0xFF) << 8 | self.tokens:04X}"
        self.offer = Offer(token, n, level, seconds, goal)
        watts = 0 if n < 0 else level * self.controller.zones[n].config.watts // 100
        goal_field = "-" if goal is None else int(goal[0] * 10)
        return "OF", token, "L" if n < 0 else n, level, watts, seconds, int(OFFER_LIVES * 1000), goal_field

    def _confirm(self, fields: list) -> "tuple | None":
        offer, self.offer = self.offer, None
        if offer is None:
            return "-", "NOOFFER"
        if len(fields) < 3:
            return "-", "FMT"
        zone = "L" if offer.zone < 0 else str(offer.zone)
        if fields[0] != offer.token or fields[1] != zone or fields[2] != str(offer.level):
            return "-", "MISMATCH"
        if offer.age < OFFER_AGE:
            return "-", "EARLY"
        if offer.age > OFFER_LIVES:
            return "-", "EXPIRED"
        if offer.zone < 0:
            return self._cleared()
        why = self._why_not(offer.zone, offer.level, offer.goal)
        if why:
            return "-", why
        self.controller.begin(offer.zone, offer.level, offer.seconds, offer.goal)
        return None

    def _cleared(self) -> "tuple | None":
        if self.controller.hard:
            return "-", "LOCAL"
        self.controller.fault = ""
        for zone in self.controller.zones:
            zone.latch = ""
        return None

    def _why_not(self, n: int, level: int, goal: "tuple | None") -> str:
        """Why this zone may not be set to this level now; "" where it may."""
        controller = self.controller
        zone = controller.zones[n]
        celsius = zone.estimate.celsius
        checks = (
            ("FAULT", controller.fault or zone.latch),
            ("LOCAL", zone.knob),
            ("LOCK", controller.panel.locked),
            ("NOENABLE", not controller.panel.open()),
            ("NOPAN", zone.config.pan and zone.pan is False),
            ("SENSOR", zone.config.sensor == "none" and (level > WITHOUT_SENSOR_MOST or goal)),
            ("SENSOR", zone.config.sensor != "none" and zone.celsius is None),
            ("HOT", celsius is not None and celsius >= WARN and level > zone.level),
            ("BUDGET", self._total(n, level) > controller.POWER),
        )
        return next((code for code, bad in checks if bad), "")

    def _total(self, n: int, level: int) -> float:
        """W asked for in all if zone ``n`` went to ``level``."""
        zones = self.controller.zones
        return sum((level if k == n else z.wanted()) * z.config.watts / 100.0 for k, z in enumerate(zones))

    def _cancel(self, fields: list) -> None:
        self.offer = None

    def _down(self, fields: list) -> "tuple | None":
        zones = self.controller.zones
        n = wire.whole(fields[0], 0, len(zones) - 1) if fields else None
        level = wire.whole(fields[1], 0, 100) if len(fields) > 1 else None
        if n is None or level is None:
            return "-", "RANGE"
        if level >= zones[n].level:
            return "-", "NOTDOWN"
        self.offer = None
        if level == 0:
            self.controller.off(n)
        else:
            zones[n].lower(level)
        return None

    def _lock(self, fields: list) -> "tuple | None":
        if fields == ["1"]:
            self.offer = None
            self.controller.panel.locked = True
            return None
        if fields != ["0"]:
            return "-", "RANGE"
        return ("-", "LOCAL") if self.controller.panel.locked else None

    def _clear(self, fields: list) -> tuple:
        self.offer = None
        latched = self.controller.fault or any(zone.latch for zone in self.controller.zones)
        if self.controller.hard:
            return "-", "LOCAL"
        if not latched or self._rate():
            return "-", "RATE" if latched else "NOOFFER"
        return self._make(-1, 0, 0, None)
