"""The host's end of the line, sans-I/O: sessions, one order in flight, resending, heartbeats.

Bytes go in by ``feed``, time by ``tick``, bytes come out by ``take``. It knows frames and their answers;
what they mean is ``host.Host``'s. Times are seconds of one monotonic clock.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sous_voice.stove.firmware import wire

RESEND = 0.15
TRIES = 6
"""One sending and five repetitions, then the line counts as bad."""
BEAT = 0.5
HELLO = 0.3
SILENCE = 1.2
"""Seconds without telemetry after which nothing is known of the stove."""
NOT_A_STOVE = 2.0
OFF_REPEAT = 0.1

Answer = Callable[[str, list[str]], None]
"""Called with "+", "-" or the verb of the answer, and its fields."""


@dataclass(slots=True)
class Order:
    """One order and who wants its answer."""

    fields: tuple[object, ...]
    answer: Answer | None = None
    raises: bool = False
    """An offer or its confirmation: thrown away by any off."""


@dataclass(slots=True)
class Flight:
    """The order that waits for its answer."""

    order: Order
    data: bytes
    seq: int
    sent: float
    tries: int = 1


class Exchange:
    """One end of one line. ``phase``: closed, sync (waiting for the welcome), open, dead."""

    def __init__(self, nonce: Callable[[], int]) -> None:
        self.nonce = nonce
        self.phase = "closed"
        self.sid = wire.NO_SESSION
        self.seq = 0
        self.counter: str | None = None
        """The last telemetry counter of this session."""
        self.event = "00"
        self.frames: list[tuple[str, list[str]]] = []
        """What came in that no order asked for: (verb, fields)."""
        self.queue: list[Order] = []
        self.flight: Flight | None = None
        self.sends = self.resends = 0
        self.met = False
        """Whether this line has ever answered as a stove."""
        self.why = ""
        """Why the phase is dead, or why the last session ended."""
        self.beats = 0
        self._reader = wire.Reader()
        self._out = bytearray()
        self._hello = ""
        self._hello_at = self._began = self._heard = self._beat_at = 0.0

    # ------------------------------------------------------------ the line

    def open(self, now: float) -> None:
        """Begin a session, with the next tick; the stove switches everything off at that."""
        self.phase = "sync"
        self.sid, self.seq, self.counter = wire.NO_SESSION, 0, None
        self.queue, self.flight = [], None
        self._hello = f"{self.nonce() & 0xFFFFFFFF:08X}"
        self._began = self._heard = now
        self._hello_at = now - HELLO

    def close(self) -> None:
        """No line."""
        self.phase = "closed"
        self.queue, self.flight, self._out = [], None, bytearray()
        self._reader = wire.Reader()

    def take(self) -> bytes:
        """Bytes to be written."""
        data = bytes(self._out)
        self._out = bytearray()
        return data

    def send(self, data: bytes) -> None:
        """Bytes that need no answer: off and the emergency stop."""
        self._out += data

    def put(self, order: Order) -> None:
        """Queue an order."""
        self.queue.append(order)

    def drop_raises(self) -> None:
        """Forget every raise that has not been answered. One in flight is still sent no more."""
        self.queue = [order for order in self.queue if not order.raises]

    def feed(self, data: bytes, now: float) -> None:
        """Take bytes from the line."""
        for body in self._reader.feed(data):
            parsed = wire.split(body) if body not in (wire.STOP, wire.BAD) else None
            if parsed is not None:
                self._take(parsed, now)

    def _take(self, parsed: tuple[str, int, str, list[str]], now: float) -> None:
        sid, seq, verb, fields = parsed
        if verb == "BOOT":
            self.met = True
            self.end("The stove has restarted.", now)
        elif verb == "-" and fields[:1] == ["VER"]:
            self.met = True
            self._die("The stove speaks another version of the protocol. Bring one of the two up to date.")
        elif verb == "WE":
            self._welcome(sid, fields, now)
        elif self.phase != "open":
            return
        elif verb == "T":
            self._telemetry(sid, fields, now)
        elif verb == "E" and sid in (self.sid, wire.NO_SESSION):
            self.frames.append((verb, fields))
        elif self.flight is not None and sid == self.sid and seq == self.flight.seq:
            self._answered(verb, fields, now)

    def _welcome(self, sid: str, fields: list[str], now: float) -> None:
        if self.phase != "sync" or fields[1:2] != [self._hello]:
            return
        if fields[0] != str(wire.MAJOR):
            self._die("The stove speaks another version of the protocol. Bring one of the two up to date.")
            return
        self.phase, self.sid, self.met, self._heard = "open", sid, True, now
        self._beat_at = now
        self.frames.append(("WE", fields))

    def _telemetry(self, sid: str, fields: list[str], now: float) -> None:
        if sid == wire.NO_SESSION:
            # the stove let go of us: its lease ran out, or it saw the line close
            self.end("The stove ended the session.", now)
        elif sid == self.sid and fields:
            self.counter, self._heard = fields[0], now
            self.frames.append(("T", fields))

    def _answered(self, verb: str, fields: list[str], now: float) -> None:
        assert self.flight is not None
        order, self.flight = self.flight.order, None
        self.seq = (self.seq + 1) & 0xFFFF
        if verb == "-" and fields[:1] in (["SID"], ["SEQ"]):
            self.end("The stove ended the session.", now)
        elif order.answer is not None:
            order.answer(verb, fields)

    # ------------------------------------------------------------ time

    def tick(self, now: float, alive: bool) -> None:
        """Send what is due; ``alive``: whether every part of the assistant proves that it lives."""
        if self.phase == "sync":
            # an assistant that hangs has no use for a session; the first one only asks who is there
            if alive or not self.met:
                self._sync(now)
        elif self.phase == "open":
            if now - self._heard > SILENCE:
                self.end("The stove is silent.", now)
                return
            if now - self._beat_at >= BEAT and self.counter is not None:
                self._beat_at = now
                nibble = "F" if alive else "0"
                self.beats += alive
                self.queue.insert(0, Order(("H", self.counter, nibble, self.event)))
            self._fly(now)

    def _sync(self, now: float) -> None:
        if now - self._began > NOT_A_STOVE and not self.met:
            self._die("What is on that port is not a stove. Name the port of the stove.")
        elif now - self._hello_at >= HELLO:
            self._say_hello(now)

    def _say_hello(self, now: float) -> None:
        self._hello_at = now
        self.send(wire.frame(wire.NO_SESSION, 0, "HI", wire.MAJOR, self._hello))

    def _fly(self, now: float) -> None:
        flight = self.flight
        if flight is None and self.queue:
            order = self.queue.pop(0)
            seq = (self.seq + 1) & 0xFFFF
            data = wire.frame(self.sid, seq, *order.fields)
            self.flight = Flight(order, data, seq, now)
            self.sends += 1
            self.send(data)
        elif flight is not None and now - flight.sent >= RESEND:
            if flight.tries >= TRIES:
                self.end("The line to the stove is too bad.", now)
                return
            flight.tries += 1
            flight.sent = now
            self.resends += 1
            self.send(flight.data)

    def end(self, why: str, now: float) -> None:
        """The session is over: say so, and begin a new one, in which everything is off."""
        if self.phase == "open":
            self.frames.append(("LOST", [why]))
        self.why = why
        if self.phase in ("open", "sync"):
            self.open(now)

    def _die(self, why: str) -> None:
        self.frames.append(("LOST", [why]))
        self.why = why
        self.phase = "dead"
        self.queue, self.flight = [], None
