"""Plant, controller and the line between it and the host, stepped by a clock that is given.

The line can be cut, garbled, slowed, silenced and replayed. ``Board`` is where the controller's program
runs: in this process (``InProcessBoard``) or, for tests, in another one under MicroPython
(``process_board``).
"""

import random
from collections.abc import Callable
from typing import Protocol

from sous_voice.stove.firmware import wire
from sous_voice.stove.firmware.controller import Controller
from sous_voice.stove.firmware.zone import ZoneConfig
from sous_voice.stove.simulator.plant import Plant

KEPT = 65536
"""Bytes of the host's that are kept for a replay."""


class Board(Protocol):
    """Where the controller runs."""

    def feed(self, data: bytes) -> None: ...
    def tick(self, now_ms: int) -> None: ...
    def take(self) -> bytes: ...
    def reboot(self, reason: str) -> None: ...


class Hal:
    """The controller's hardware layer on a ``Plant``."""

    def __init__(self, plant: Plant, entropy: random.Random) -> None:
        self.plant = plant
        self.read = plant.read
        self.buttons = plant.buttons
        self.drive = plant.drive
        self.random = entropy

    def contactor(self, closed: bool) -> None:
        self.plant.contactor = closed

    def siren(self, on: bool) -> None:
        self.plant.siren = on

    def entropy(self) -> int:
        return self.random.getrandbits(32)


class InProcessBoard:
    """The controller as an object of this process."""

    def __init__(
        self, plant: Plant, zones: list[ZoneConfig], enable_button: bool = False, seed: int = 0
    ) -> None:
        self._make: Callable[[int, str], Controller] = lambda boot, reason: Controller(
            Hal(plant, random.Random(seed * 1000 + boot)), zones, boot, reason, enable_button
        )
        self.boots = 1
        self.controller = self._make(1, "POWER")

    def feed(self, data: bytes) -> None:
        self.controller.feed(data)

    def tick(self, now_ms: int) -> None:
        self.controller.tick(now_ms)

    def take(self) -> bytes:
        return self.controller.take()

    def reboot(self, reason: str) -> None:
        """A controller that remembers nothing but how often it has started."""
        self.boots += 1
        self.controller = self._make(self.boots, reason)


class Line:
    """One direction of the cable, with what may be wrong with it."""

    def __init__(self, noise: random.Random) -> None:
        self.noise = noise
        self.cut = False
        self.error_rate = 0.0
        """Share of bytes that arrive wrong."""
        self.delay = 0.0
        self._waiting: list[tuple[float, bytes]] = []

    def send(self, data: bytes, now: float) -> None:
        if data and not self.cut:
            self._waiting.append((now + self.delay, self._spoil(data)))

    def receive(self, now: float) -> bytes:
        due = [data for at, data in self._waiting if at <= now]
        self._waiting = [item for item in self._waiting if item[0] > now]
        return b"".join(due)

    def _spoil(self, data: bytes) -> bytes:
        if not self.error_rate:
            return data
        wrong = (self.noise.random() < self.error_rate for _ in data)
        return bytes(
            byte ^ (1 << self.noise.randrange(8)) if bad else byte
            for byte, bad in zip(data, wrong, strict=True)
        )


class Bench:
    """A stove on the end of a line. ``now`` in seconds; step it by at most 0.1 s."""

    def __init__(self, plant: Plant, board: Board, seed: int = 0, ticks_from: int = 0) -> None:
        self.plant = plant
        self.board = board
        noise = random.Random(seed)
        self.to_stove, self.to_host = Line(noise), Line(noise)
        self.frozen = False
        self.now = 0.0
        self.ticks_from = ticks_from
        """Milliseconds that the controller's counter shows at time 0."""
        self._recorded = bytearray()

    def write(self, data: bytes) -> None:
        """Bytes that the host sends."""
        self._recorded = (self._recorded + data)[-KEPT:]
        self.to_stove.send(data, self.now)

    def read(self) -> bytes:
        """Bytes that arrive at the host."""
        if not self.frozen:
            arrived = self.to_stove.receive(self.now)
            if arrived:
                self.board.feed(arrived)
            self.to_host.send(self.board.take(), self.now)
        return self.to_host.receive(self.now)

    def replay(self) -> None:
        """Everything the host has sent, once more."""
        self.to_stove.send(bytes(self._recorded), self.now)

    def step(self, dt: float) -> None:
        """Let ``dt`` seconds pass in plant and controller."""
        self.now += dt
        self.plant.step(dt)
        if not self.frozen:
            self.board.tick((self.ticks_from + round(self.now * 1000.0)) % wire.TICKS)
