"""What the line means, sans-I/O: zones, offers, permits that run out, reports. Both kinds of stove use it.

It can lower and switch off by itself; it raises only by passing on a Permit for an offer that the stove made
in this session. Events come out of ``events`` as plain dictionaries, so that they can cross a pipe;
``translate`` makes messages of them.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress

from sous_voice.stove.exchange import OFF_REPEAT, Exchange, Order
from sous_voice.stove.firmware import wire
from sous_voice.stove.levels import to_level, to_percent

METHODS = {
    "simmer": (950, "w"), "poach": (750, "w"), "deep_fry": (1750, "o"),
    "sear": (2050, "o"), "melt": (500, "w"), "keep_warm": (650, "w"),
}  # fmt: skip
"""Closed-loop methods: tenths of °C of the food, and what it is like (water, oil)."""
EVERYTHING = "all"
LATCH = "latch"
BAD_LINE = 0.10
"""Share of repetitions from which the line is reported as bad."""

Event = dict[str, object]


class Host:
    """One stove as the assistant sees it. Times are seconds of one monotonic clock."""

    def __init__(self, nonce: Callable[[], int]) -> None:
        self.line = Exchange(nonce)
        self.events: list[Event] = []
        self.zones: list[dict[str, object]] = []
        self.ready = False
        self._expected = 0
        self._offer: dict[str, object] | None = None
        self._holds: dict[str, tuple[int, float]] = {}
        self._offs: dict[int, list[float]] = {}
        self._off_at = -1.0
        self._seen_events: list[str] = []
        self._warnings: list[str] = []
        self._told_bad = False

    @property
    def holding(self) -> bool:
        """Whether a permit keeps anything on, or is on its way."""
        return bool(self._holds)

    # ------------------------------------------------------------ the line

    def open(self, now: float) -> None:
        """The port is open."""
        self._forget()
        self.line.open(now)

    def close(self, why: str) -> None:
        """The port is gone."""
        if self.ready:
            self._lost(why)
        self._forget()
        self.line.close()

    def feed(self, data: bytes, now: float) -> None:
        """Bytes from the stove."""
        self.line.feed(data, now)
        self._read(now)

    def tick(self, now: float, alive: bool) -> None:
        """Time passes; call at least twenty times a second."""
        for zone, (_level, expires) in list(self._holds.items()):
            if now >= expires:
                # nobody renewed it: the assistant stood still
                self._warnings.append("LEASE")
                self.off(zone, now)
        self.line.tick(now, alive)
        self._read(now)
        self._repeat_off(now)

    def take(self) -> bytes:
        """Bytes for the stove."""
        return self.line.take()

    def _forget(self) -> None:
        self.ready = False
        self._offer, self._holds = None, {}
        self.zones = []

    def _lost(self, why: str) -> None:
        self.events.append({"event": "lost", "why": why})
        self._forget()

    # ------------------------------------------------------------ orders

    def request(self, zone: str, level: int, seconds: float | None, method: str = "") -> None:
        """Ask for an offer."""
        n = self._index(zone)
        if not self.ready or n is None or not 1 <= level <= 9:
            self._refused(zone, "RANGE" if self.ready else "LINK")
            return
        fields: tuple[object, ...] = ("A", n, to_percent(level), max(int(seconds or 86400), 1))
        if method:
            if method not in METHODS:
                self._refused(zone, "RANGE")
                return
            fields += METHODS[method]
        self._ask(fields, zone)

    def clear(self) -> None:
        """Ask for an offer to clear a soft latch."""
        if self.ready:
            self._ask(("R", "-"), LATCH)
        else:
            self._refused(LATCH, "LINK")

    def _ask(self, fields: tuple[object, ...], zone: str) -> None:
        self._offer = None

        def answered(verb: str, reply: list[str]) -> None:
            offer = _offer(zone, reply) if verb == "OF" else None
            if offer is None:
                self._refused(zone, _code(reply) if verb == "-" else "FMT")
            else:
                self._offer = {**offer, "n": reply[1], "percent": int(reply[2])}
                self.events.append({"event": "offer", **offer})

        self.line.put(Order(fields, answered, raises=True))

    def write(self, zone: str, level: int, expires: float, token: str, now: float) -> None:
        """Pass on a Permit: confirm the offer with its token, or renew a hold at the same or a lower
        level."""
        if token:
            self._confirm(zone, level, expires, token)
            return
        hold = self._holds.get(zone)
        if hold is None or level > hold[0]:
            self._refused(zone, "NOOFFER")
        elif now < hold[1]:
            self._holds[zone] = (level, expires)
            if level < hold[0]:
                self.lower(zone, level, now)

    def _confirm(self, zone: str, level: int, expires: float, token: str) -> None:
        offer, self._offer = self._offer, None
        if offer is None or offer["token"] != token or offer["zone"] != zone or offer["level"] != level:
            self._refused(zone, "NOOFFER" if offer is None else "MISMATCH")
            if offer is not None:
                self.line.put(Order(("X",)))
            return

        def answered(verb: str, reply: list[str]) -> None:
            if verb == "-":
                self._refused(zone, _code(reply))
                if zone not in before:
                    self._holds.pop(zone, None)

        before = dict(self._holds)
        if zone != LATCH:
            self._holds[zone] = (level, expires)
        self.line.put(Order(("C", token, offer["n"], offer["percent"]), answered, raises=True))

    def cancel(self) -> None:
        """The offer is off."""
        self._offer = None
        if self.ready:
            self.line.put(Order(("X",)))

    def off(self, zone: str, now: float) -> None:
        """Off, again and again until telemetry shows it. Needs no session."""
        n = self._index(zone)
        targets = [n] if n is not None else list(range(len(self.zones))) or [-1]
        for target in targets:
            self._offs[target] = [now, 0.0]
        for name in [zone] if n is not None else list(self._holds):
            self._holds.pop(name, None)
        self._offer = None
        self.line.drop_raises()
        self._off_at = now
        self.line.send(wire.frame(wire.NO_SESSION, 0, "O", "ALL" if n is None else n))

    def stop(self, now: float) -> None:
        """The latched emergency stop, in bytes that need no frame, and off for good measure."""
        self.line.send(bytes([wire.STOP_BYTE, wire.STOP_BYTE]))
        self.off(EVERYTHING, now)

    def lower(self, zone: str, level: int, now: float) -> None:
        """Down, at once."""
        n = self._index(zone)
        if level <= 0 or n is None:
            self.off(zone, now)
            return
        hold = self._holds.get(zone)
        if hold is not None:
            self._holds[zone] = (min(level, hold[0]), hold[1])
        self._offer = None
        self.line.drop_raises()
        if self.ready:
            self.line.put(Order(("D", n, to_percent(level)), self._told_if_refused(zone)))
        else:
            self._refused(zone, "LINK")

    def present(self, how: str) -> None:
        """A person gave a sign."""
        if self.ready:
            self.line.put(Order(("P", how if how in ("voice", "button", "motion") else "voice")))

    def lock(self) -> None:
        """Child lock on."""
        if self.ready:
            self.line.put(Order(("K", 1)))
        else:
            self._refused(EVERYTHING, "LINK")

    def _told_if_refused(self, zone: str) -> Callable[[str, list[str]], None]:
        def answered(verb: str, reply: list[str]) -> None:
            if verb == "-":
                self._refused(zone, _code(reply))

        return answered

    def _refused(self, zone: str, code: str) -> None:
        self.events.append({"event": "refused", "zone": zone, "code": code})

    def _index(self, zone: str) -> int | None:
        return next((n for n, known in enumerate(self.zones) if known["name"] == zone), None)

    def _repeat_off(self, now: float) -> None:
        """An off is repeated for as long as two telemetry frames in a row have not shown zero."""
        if not self._offs or now - self._off_at < OFF_REPEAT or self.line.phase in ("closed", "dead"):
            return
        self._off_at = now
        whole = len(self._offs) >= len(self.zones)
        for target in ["ALL"] if whole else list(self._offs):
            self.line.send(wire.frame(wire.NO_SESSION, 0, "O", target))

    # ------------------------------------------------------------ what the stove says

    def _read(self, now: float) -> None:
        frames, self.line.frames = self.line.frames, []
        for verb, fields in frames:
            if verb == "LOST":
                self._lost(fields[0])
            elif verb == "WE":
                self.line.put(Order(("Q", 0), self._described))
            elif verb == "E":
                self._event(fields)
            elif verb == "T" and self.ready:
                # a frame that another program wrote may hold anything: what cannot be read is not heard
                with suppress(ValueError):
                    self._report(fields, now)
        line = self.line
        if not self._told_bad and line.sends > 100 and line.resends > BAD_LINE * line.sends:
            self._told_bad = True
            self._warnings.append("LINK")

    def _described(self, verb: str, fields: list[str]) -> None:
        if verb == "CAP" and len(fields) >= 4:
            self._expected = wire.whole(fields[3], 1, 16) or 0
            for n in range(self._expected):
                self.line.put(Order(("Q", n + 1), self._zone_described))

    def _zone_described(self, verb: str, fields: list[str]) -> None:
        if verb != "BNR" or len(fields) < 10:
            return
        self.zones.append(
            {
                "name": fields[1],
                "kind": fields[2],
                "watts": float(fields[3]),
                "sensor": fields[6],
                "cut_celsius": float(fields[9]),
            }
        )
        if len(self.zones) == self._expected:
            self.ready = True
            self.events.append({"event": "zones", "zones": list(self.zones)})

    def _event(self, fields: list[str]) -> None:
        if len(fields) < 3:
            return
        number, code, zone = fields[:3]
        self.line.event = number
        if number in self._seen_events:
            return
        self._seen_events = [*self._seen_events, number][-16:]
        n = wire.whole(zone, 0, 15)
        known = n is not None and n < len(self.zones)
        self._warnings.append(f"{code} {self.zones[n]['name']}" if known and n is not None else code)

    def _report(self, fields: list[str], now: float) -> None:
        """T: counter, state, lease, fault, flags, then level/watts/°C/flags of each zone."""
        if len(fields) < 5 + len(self.zones):
            return
        zones = []
        for n, text in enumerate(fields[5 : 5 + len(self.zones)]):
            zone = _zone_report(str(self.zones[n]["name"]), text)
            if zone is None:
                return
            zones.append(zone)
        self._watch(zones, now)
        warnings, self._warnings = self._warnings, []
        self.events.append(
            {
                "event": "report",
                "state": fields[1],
                "lease_ms": int(fields[2]),
                "fault": "" if fields[3] == "-" else fields[3],
                "locked": "L" in fields[4],
                "zones": zones,
                "warnings": warnings,
            }
        )

    def _watch(self, zones: Iterable[dict[str, object]], now: float) -> None:
        """Count offs as seen, and switch off whatever heats without a Permit."""
        for n, zone in enumerate(zones):
            name, level, cold = str(zone["name"]), int(str(zone["level"])), zone["watts"] == 0.0
            waiting = self._offs.get(n)
            if waiting is not None:
                waiting[1] = waiting[1] + 1 if cold and level == 0 else 0.0
                if waiting[1] >= 2:
                    del self._offs[n]
            if level == 0 and name in self._holds and not self._confirming():
                del self._holds[name]
            elif level and not zone["knob"] and name not in self._holds and n not in self._offs:
                self.off(name, now)
        self._offs.pop(-1, None)

    def _confirming(self) -> bool:
        orders = [self.line.flight.order] if self.line.flight else []
        return any(order.fields[0] == "C" for order in orders + self.line.queue)


def _code(reply: list[str]) -> str:
    return reply[0] if reply else "FMT"


def _offer(zone: str, reply: list[str]) -> dict[str, object] | None:
    """OF: token, zone, per cent, watts, seconds, milliseconds to live."""
    try:
        return {
            "token": reply[0],
            "zone": zone,
            "level": to_level(int(reply[2])),
            "watts": float(reply[3]),
            "max_seconds": float(reply[4]),
            "ttl": int(reply[5]) / 1000.0,
        }
    except (ValueError, IndexError):
        return None


def _zone_report(name: str, text: str) -> dict[str, object] | None:
    parts = text.split("/")
    if len(parts) != 4:
        return None
    percent, watts, celsius, flags = parts
    pan = True if "P" in flags else False if "N" in flags else None
    return {
        "name": name,
        "level": to_level(int(percent)),
        "watts": float(watts),
        "knob": "K" in flags,
        "celsius": None if celsius == "-" else float(celsius),
        "hot": "H" in flags,
        "pan": pan,
    }
