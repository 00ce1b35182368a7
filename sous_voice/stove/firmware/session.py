"""The half of the controller that talks: sessions, numbers, cached answers, telemetry. It owns no heat."""

from binascii import crc32

from . import wire

LEASE = 3.0
"""Seconds for which heat outlives the last accepted heartbeat. An empty 1 kg pan at 3.7 kW gains 20 K in
it."""
TELEMETRY = 0.5
ECHO = 2
"""How many telemetry frames behind a heartbeat may be: a host that writes but does not read is a dead
host."""
ALIVE = "F"
"""The liveness nibble with every part of the assistant alive."""
EVENTS_KEPT = 8


class Session:
    """One host at a time; ``sid`` is ``NO_SESSION`` without one."""

    def __init__(self, boot: int) -> None:
        self.boot = boot & 0xFFFF
        self.sid = wire.NO_SESSION
        self.count = 0
        self.seq = 0
        self.lease = 0.0
        """Seconds left."""
        self.counter = 0
        self.since_telemetry = TELEMETRY
        self.events = []
        self.event_number = 0
        self.last = ("", b"")
        self.out = bytearray()

    def open(self, nonce: str, entropy: int) -> None:
        """A new session for the host that sent ``nonce``; either side's randomness is enough."""
        self.count += 1
        seed = f"{entropy & 0xFFFFFFFF:08X}{nonce}{self.boot:04X}{self.count & 0xFFFF:04X}"
        old = self.sid
        value = crc32(seed.encode()) & 0xFFFFFFFF
        while f"{value:08X}" in (old, wire.NO_SESSION):
            value = (value + 1) & 0xFFFFFFFF
        self.sid = f"{value:08X}"
        self.seq = 0
        self.lease = LEASE
        self.last = ("", b"")

    def close(self) -> None:
        """Nobody is there any more."""
        self.sid = wire.NO_SESSION
        self.lease = 0.0

    def alive(self) -> bool:
        return self.sid != wire.NO_SESSION

    def admit(self, body: str, sid: str, seq: int) -> str:
        """ "" where the frame is the next of this session, "DUP" where it repeats the last, else why not."""
        if not self.alive() or sid != self.sid:
            return "SID"
        if seq == self.seq and self.last[0]:
            return "DUP" if body == self.last[0] else "SEQ"
        if seq != (self.seq + 1) & 0xFFFF:
            return "SEQ"
        return ""

    def answer(self, body: str, sid: str, seq: int, *fields: object) -> None:
        """Answer a frame that was admitted, and keep the answer for its repetition."""
        reply = wire.frame(sid, seq, *fields)
        self.seq = seq
        self.last = (body, reply)
        self.send(reply)

    def send(self, data: bytes) -> None:
        # a host that does not read must not fill the memory: the oldest is lost, telemetry comes again
        if len(self.out) < 4096:
            self.out.extend(data)

    def renew(self, counter: str, nibble: str, seen: str) -> str:
        """A heartbeat: "" where it renews the lease, else why not."""
        told = wire.hexadecimal(counter, 4)
        if told is None:
            return "FMT"
        if (self.counter - told) & 0xFFFF > ECHO:
            return "STALE"
        if nibble != ALIVE:
            return "WD"
        number = wire.hexadecimal(seen, 2) if seen else None
        self.events = [event for event in self.events if event[0] != number]
        self.lease = LEASE
        return ""

    def event(self, code: str, zone: object = "-") -> None:
        """Something that the host must learn; told again until it is named in a heartbeat."""
        self.event_number = self.event_number % 255 + 1
        self.events.append((self.event_number, code, zone))
        self.events = self.events[-EVENTS_KEPT:]
        self._tell()

    def telemetry(self, *fields: object) -> None:
        """Send T, then the oldest event that is not acknowledged."""
        self.since_telemetry = 0.0
        self.counter = (self.counter + 1) & 0xFFFF
        self.send(wire.frame(self.sid, 0, "T", f"{self.counter:04X}", *fields))
        self._tell()

    def _tell(self) -> None:
        if self.events:
            number, code, zone = self.events[0]
            self.send(wire.frame(self.sid, 0, "E", f"{number:02X}", code, zone))
