"""The link process: ``python -m sous_voice.stove.keeper PORT``. It owns the serial port and nothing else.

Orders come as JSON lines on standard input, events leave as JSON lines on standard output. It imports
little, so that it starts at once and no other part of the assistant can stall it. Heartbeats go out only
while every watched part of the assistant has shown itself within its time. When standard input closes, the
parent is gone: off, and end.
"""

import errno
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import serial

from sous_voice.stove.host import EVERYTHING, LATCH, Event, Host

TICK = 0.02
GAP = 1.0
"""Seconds that the loop may be late before it takes itself for stopped, and the session for dead."""
REOPEN = 0.5
PULSE = 0.5
"""Seconds between signs of life to the parent."""
LAST_WORDS = 0.4
"""Seconds to see the stove at zero before the port closes."""
LINE_MOST = 65536


class Stopped(Exception):
    """A signal asked the process to end."""


def reason(fault: Exception, port: str) -> str:
    """Why the port cannot be used, and what to do, as two plain sentences."""
    number = getattr(fault, "errno", None)
    if number == errno.ENOENT:
        return f"There is no port {port}. Plug the stove in, or name its port."
    if number in (errno.EACCES, errno.EPERM):
        return f"You have no right to open {port}. Add your user to the group dialout, then log in again."
    if number in (errno.EBUSY, errno.EWOULDBLOCK) or "exclusively lock" in str(fault):
        return f"Another program uses {port}. Close it, then try again."
    if number in (errno.ENOTTY, errno.EISDIR, errno.EINVAL) or "Could not configure" in str(fault):
        return f"{port} is not a serial port. Name the stove's port."
    return f"{port} failed. Check the cable."


class Keeper:
    """The port, the host's end of the protocol on it, and the watch over the assistant."""

    def __init__(self, port: str, watch: dict[str, float], emit: Callable[[Event], None]) -> None:
        self.port = port
        self.watch = watch
        self.emit = emit
        self.host = Host(lambda: int.from_bytes(os.urandom(4), "big"))
        self.serial: serial.Serial | None = None
        self.seen = dict.fromkeys(watch, time.monotonic())
        self.starting = set(watch)
        """Parts that have not shown themselves yet: an assistant that is still loading."""
        self._next_open = self._pulse = 0.0
        self._told = ""
        self._last = time.monotonic()
        self._slept = _asleep()

    # ------------------------------------------------------------ the port

    def open(self, now: float) -> None:
        """Try to open the port; a fault is told once, until it changes."""
        self._next_open = now + REOPEN
        try:
            self.serial = serial.Serial(self.port, 115200, exclusive=True, timeout=0, write_timeout=0.2)
            self.serial.reset_input_buffer()
            self.serial.reset_output_buffer()
        except (serial.SerialException, OSError, ValueError) as fault:
            self.serial = None
            why = reason(fault, self.port)
            if why != self._told:
                self._told = why
                self.emit({"event": "lost", "why": why})
            return
        self._told = ""
        self.host.open(now)

    def drop(self, why: str) -> None:
        """The port is gone or may not be kept."""
        self.host.close(why)
        if self.serial is not None:
            # it may have gone away under our hands; closed is what we want
            with suppress(serial.SerialException, OSError):
                self.serial.close()
            self.serial = None

    def pump(self) -> None:
        """Read what came, send what is due."""
        if self.serial is None:
            return
        now = time.monotonic()
        try:
            self.host.feed(self.serial.read(4096), now)
            self.host.tick(now, self.alive(now))
            data = self.host.take()
            if data:
                self.serial.write(data)
        except (serial.SerialTimeoutException, BlockingIOError):
            self.drop("The stove does not take what is sent.")
        except (serial.SerialException, OSError, TypeError):
            # TypeError: pyserial's own, when the descriptor vanished between its select and its read
            self.drop("The cable to the stove is out.")
        if self.host.line.phase == "dead" and self.serial is not None:
            self.drop(self.host.line.why)
            self._next_open = float("inf")

    def alive(self, now: float) -> bool:
        """Whether every watched part of the assistant has shown itself in time.

        A part that still loads may take longer, as long as nothing heats: a cold stove is not lost for it.
        """
        excused = set() if self.host.holding else self.starting
        return all(now - self.seen[part] <= most for part, most in self.watch.items() if part not in excused)

    # ------------------------------------------------------------ time

    def step(self) -> None:
        """One round of the loop."""
        now = time.monotonic()
        asleep = _asleep()
        if asleep - self._slept > GAP or now - self._last > GAP:
            # the machine slept or this process was stopped: nothing that was agreed before counts
            self.host.line.end("The link to the stove stood still.", now)
        self._slept, self._last = asleep, now
        if self.serial is None and now >= self._next_open:
            self.open(now)
        self.pump()
        if now - self._pulse >= PULSE:
            self._pulse = now
            self.emit({"event": "pulse"})
        events, self.host.events = self.host.events, []
        for event in events:
            self.emit(event)

    def obey(self, order: dict[str, Any]) -> None:
        """One order of the parent's: ``do`` and its fields."""
        now = time.monotonic()
        zone, level = str(order.get("zone", EVERYTHING)), int(order.get("level", 0))
        host = self.host
        acts: dict[str, Callable[[], None]] = {
            "beat": lambda: self._beat(order["parts"], now),
            "request": lambda: host.request(zone, level, order["seconds"], order["method"]),
            "write": lambda: host.write(zone, level, order["expires"], order["token"], now),
            "clear_confirmed": lambda: host.write(LATCH, 0, 0.0, order["token"], now),
            "off": lambda: host.off(zone, now),
            "stop": lambda: host.stop(now),
            "lower": lambda: host.lower(zone, level, now),
            "present": lambda: host.present(order["how"]),
            "cancel": host.cancel,
            "lock": host.lock,
            "clear": host.clear,
        }
        acts[order["do"]]()

    def _beat(self, parts: dict[str, float], now: float) -> None:
        """When parts of the assistant were last seen; a time that lies ahead counts as now."""
        for part, at in parts.items():
            if part in self.seen:
                self.seen[part] = max(self.seen[part], min(float(at), now))
                self.starting.discard(part)

    def farewell(self) -> None:
        """Off, for as long as it takes to see it, within limits; then close."""
        end = time.monotonic() + LAST_WORDS
        self.host.off(EVERYTHING, time.monotonic())
        while self.serial is not None and time.monotonic() < end:
            self.pump()
            if self.serial is not None:
                select.select([self.serial.fileno()], [], [], TICK)
        self.drop("The assistant has gone.")


def _asleep() -> float:
    """Seconds that this machine has slept since it started; 0 where the system does not tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) - time.monotonic() if clock is not None else 0.0


def run(keeper: Keeper, source: int) -> None:
    """Serve until standard input closes."""
    pending = b""
    while True:
        handles = [source] if keeper.serial is None else [source, keeper.serial.fileno()]
        try:
            ready, _, _ = select.select(handles, [], [], TICK)
        except (OSError, ValueError):
            ready = []  # the port vanished between two rounds; the step finds out why
        data = os.read(source, LINE_MOST) if source in ready else None
        # before any order: if this process was stopped, what was sent to it meanwhile is void with the session
        keeper.step()
        if data == b"":
            return
        if data:
            *lines, pending = (pending + data).split(b"\n")
            for line in lines:
                keeper.obey(json.loads(line))
            keeper.pump()


def _end(number: int, frame: object) -> None:
    raise Stopped


def main(argv: list[str]) -> int:
    """``keeper PORT WATCH``: WATCH is a JSON object of parts and seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it closes our input
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _end)

    def emit(event: Event) -> None:
        print(json.dumps(event), flush=True)

    keeper = Keeper(argv[0], json.loads(argv[1]), emit)
    try:
        run(keeper, 0)
    except (Stopped, BrokenPipeError):
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        keeper.farewell()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
