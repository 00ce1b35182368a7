"""The stove's controller: safe on its own; the host may only ask.

``feed(data)`` takes bytes from the line, ``tick(now)`` is called at least ten times a second, ``take()``
gives the bytes to be written. ``hal`` needs six methods: ``read(n)`` → (°C or None, pan, watts, flame, knob
per cent), ``buttons()`` → bits of ``panel``, ``drive(n, per_cent)`` (toggles the dynamic drive, so it must
be called on every tick), ``contactor(closed)``, ``siren(on)`` and ``entropy()`` → 32 random bits.
"""

from . import orders, wire
from .guards import SOFT, WARN, all_guards, crossed
from .loop import Loop
from .panel import DIP, ESTOP, RESET, Panel
from .session import TELEMETRY, Session
from .zone import WARM, Zone

FIRMWARE = "svl1-ref-1"
POWER_TOTAL = 7400
"""W that all zones together may be asked for."""
STALL = 1.0
"""Seconds between ticks after which the controller distrusts itself and switches off."""
CONTACTOR_HOLD = 5.0
"""Seconds that the second switch stays closed after the last zone went off: long enough to see a welded
relay."""


class Controller:
    """The whole controller; ``zones`` are ``ZoneConfig``."""

    POWER = POWER_TOTAL
    NAME = FIRMWARE

    def __init__(
        self, hal: object, zones: list, boot: int = 1, reason: str = "POWER", enable_button: bool = True
    ) -> None:
        self.hal = hal
        self.zones = [Zone(config) for config in zones]
        self.guards = [all_guards() for _ in zones]
        self.loops = [None] * len(self.zones)
        self.panel = Panel(enable_button)
        self.session = Session(boot)
        self.reader = wire.Reader()
        self.orders = orders.Orders(self)
        self.fault = ""
        """The latched fault; "" when there is none."""
        self.hard = False
        """Whether only a hand can clear it."""
        self.now = None
        self.idle = CONTACTOR_HOLD
        self.session.send(wire.frame(wire.NO_SESSION, 0, "BOOT", wire.MAJOR, reason, self.session.boot))
        self._drive()

    # ------------------------------------------------------------ the line

    def feed(self, data: bytes) -> None:
        """Act on bytes from the host, at once."""
        for item in self.reader.feed(data):
            if item == wire.STOP:
                self.latch("ESTOP", hard=False)
            elif item != wire.BAD:
                self.orders.take(item)
        self._drive()

    def take(self) -> bytes:
        """Bytes for the host."""
        data = bytes(self.session.out)
        self.session.out = bytearray()
        return data

    # ------------------------------------------------------------ time

    def tick(self, now: int) -> None:
        """Read, judge, drive. ``now``: milliseconds on a counter that wraps at ``wire.TICKS``."""
        dt = wire.elapsed(now, self.now) / 1000.0 if self.now is not None else 0.0
        self.now = now
        if dt > STALL:
            self._stalled()
        self._hands(dt)
        for n, zone in enumerate(self.zones):
            zone.sense(self.hal.read(n), dt)
        if 0.0 < dt <= STALL:
            self._guard(dt)
            self._spend(dt)
        self._lease(dt)
        self.orders.age(dt)
        on = self.heating()
        if self.idle == 0.0 and not on:
            self.panel.last_off()
        self.idle = 0.0 if on else self.idle + max(dt, 0.001)
        self._drive(dt)
        self.session.since_telemetry += dt
        if self.session.since_telemetry >= TELEMETRY:
            self._report()

    def _stalled(self) -> None:
        if self.heating():
            self.session.event("STALL")
        self.off_all()
        self.session.close()

    def _hands(self, dt: float) -> None:
        bits = self.hal.buttons()
        left = self.panel.host_left(bits)
        self.panel.update(bits, dt, self.heating())
        if left:
            self.off_all()
            self.session.close()
        if bits & DIP:
            self.latch("SUPPLY")
        if bits & ESTOP:
            self.latch("ESTOP")
        if self.panel.pressed & RESET and not bits & (ESTOP | DIP) and self._cool():
            self.fault, self.hard = "", False
            for zone in self.zones:
                zone.latch = ""
            self.guards = [all_guards() for _ in self.zones]

    def _cool(self) -> bool:
        """Whether a hand may reset: a soft latch always, a hard one with every sensor that works below 60
        °C."""
        if not self.hard:
            return True
        known = [zone.estimate.celsius for zone in self.zones if zone.estimate.celsius is not None]
        return all(celsius < WARM for celsius in known)

    def _guard(self, dt: float) -> None:
        for n, zone in enumerate(self.zones):
            for guard in self.guards[n]:
                code = guard.check(zone, dt)
                if code:
                    self._trip(code, n)
            celsius = zone.estimate.celsius
            if celsius is not None and celsius >= WARN and zone.level and "HOT" not in zone.told:
                zone.told.add("HOT")
                self.session.event("HOT", n)
        n = crossed(self.zones, dt)
        if n is not None:
            self._trip("SWAP", n)

    def _trip(self, code: str, n: int) -> None:
        zone = self.zones[n]
        if code in SOFT:
            if zone.wanted() or not zone.latch:
                self.session.event(code, n)
            zone.latch = code
            self.off(n)
        elif code == "WELD" and self.fault and not self.closed():
            # the second switch is open and current flows all the same
            self.latch("DWELD", zone=n)
        else:
            self.latch(code, zone=n)

    def _spend(self, dt: float) -> None:
        for n, zone in enumerate(self.zones):
            for code, over in zone.spend(dt):
                self.session.event(code, n)
                if over:
                    self.off(n)

    def _lease(self, dt: float) -> None:
        session = self.session
        if session.alive():
            session.lease -= dt
            if session.lease <= 0.0:
                if self.heating():
                    session.event("LEASE")
                self.off_all()
                session.close()

    # ------------------------------------------------------------ heat down

    def off(self, n: int) -> None:
        """One zone off, now, and whatever was offered with it."""
        zone = self.zones[n]
        zone.end()
        zone.knob_void = True
        self.loops[n] = None
        self.orders.drop()
        self._drive()

    def off_all(self, knobs: bool = False) -> None:
        """Every zone that the host heats off, now; with ``knobs`` also those that a hand turned up."""
        for n, zone in enumerate(self.zones):
            if knobs or not zone.knob:
                self.off(n)
            else:
                zone.end()
        self.orders.drop()

    def latch(self, code: str, hard: bool = True, zone: object = "-") -> None:
        """Everything off, second switch open, until it is cleared. A hard fault is not replaced by a soft
        one."""
        worse = code == "DWELD" and self.fault != "DWELD"
        if not self.fault or worse or (hard and not self.hard):
            self.fault = code
            self.session.event(code, zone)
        self.hard = self.hard or hard
        self.off_all(knobs=True)

    def begin(self, n: int, level: int, seconds: int, goal: "tuple | None") -> None:
        """Heat, as a confirmed offer says. Called from nowhere else."""
        zone = self.zones[n]
        zone.begin(level, seconds, goal)
        self.loops[n] = Loop(goal[0], goal[1]) if goal else None
        self.guards[n] = all_guards()

    # ------------------------------------------------------------ outputs

    def heating(self) -> bool:
        """Whether any zone may draw power."""
        return any(zone.wanted() for zone in self.zones)

    def closed(self) -> bool:
        """Whether the second switch is closed."""
        return not self.fault and (self.heating() or self.idle < CONTACTOR_HOLD)

    def _drive(self, dt: float = 0.0) -> None:
        for n, zone in enumerate(self.zones):
            zone.output = self._percent(n, zone, dt)
            self.hal.drive(n, zone.output)
        self.hal.contactor(self.closed())
        self.hal.siren(self.fault in ("WELD", "DWELD", "SUPPLY") or any(zone.ending() for zone in self.zones))

    def _percent(self, n: int, zone: Zone, dt: float) -> int:
        wanted = zone.wanted()
        if self.fault or zone.latch or zone.backing_off or not wanted:
            return 0
        if zone.config.pan and zone.pan is False:
            return 0
        loop = self.loops[n]
        if loop is None or zone.wanted() != zone.level:
            return wanted
        if dt <= 0.0:
            return min(zone.output, wanted)
        watts = loop.power(zone, wanted * zone.config.watts / 100.0, dt)
        return min(int(100.0 * watts / zone.config.watts + 0.5), wanted)

    # ------------------------------------------------------------ telemetry

    def state(self) -> str:
        """idle, ready, offered, heating, estop, fault, local."""
        if self.fault:
            return "estop" if self.fault == "ESTOP" else "fault"
        if self.orders.offer is not None:
            return "offered"
        if any(zone.knob and not zone.knob_void for zone in self.zones):
            return "local"
        if self.heating():
            return "heating"
        return "ready" if self.session.alive() else "idle"

    def _report(self) -> None:
        flags = ("L" if self.panel.locked else "") + ("V" if self.panel.open() else "")
        flags += "C" if self.closed() else ""
        fault = self.fault or next((zone.latch for zone in self.zones if zone.latch), "")
        zones = [self._zone_report(zone) for zone in self.zones]
        lease = max(int(self.session.lease * 1000), 0)
        self.session.telemetry(self.state(), lease, fault or "-", flags or "-", *zones)

    def _zone_report(self, zone: Zone) -> str:
        celsius = zone.estimate.smooth if zone.config.sensor != "none" and zone.celsius is not None else None
        flags = "H" if zone.hot() else ""
        flags += "" if zone.pan is None else ("P" if zone.pan else "N")
        flags += ("G" if zone.goal else "") + ("K" if zone.knob else "") + ("L" if zone.latch else "")
        reading = "-" if celsius is None else f"{celsius:.1f}"
        return f"{zone.wanted()}/{int(zone.delivered() + 0.5)}/{reading}/{flags or '-'}"
