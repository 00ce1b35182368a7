"""The controller's program on a Unix system, under CPython or MicroPython: ``unix_main.py UART``.

UART is a terminal device. The hardware is played by the parent process on the standard streams: a line in
holds the clock, the buttons and every zone's readings; a line out holds what is driven. The first line in is
JSON: zones, boot, reason, enable, stepped. With ``stepped`` the parent's clock counts, so that long cooking
takes no time in tests.
"""

import json
import os
import select
import sys
import termios
import time

if "/" in __file__:
    sys.path.insert(0, __file__[: __file__.rfind("/firmware/")])

from firmware.controller import Controller
from firmware.wire import TICKS
from firmware.zone import ZoneConfig


def ticks_ms() -> int:
    """Milliseconds on a counter that wraps, as boards have it."""
    if hasattr(time, "ticks_ms"):
        return time.ticks_ms() % TICKS
    return int(time.monotonic() * 1000) % TICKS


def open_uart(path: str) -> object:
    """The terminal, raw, with reads that return what there is."""
    uart = open(path, "r+b", 0)  # noqa: SIM115, PTH123
    if hasattr(termios, "setraw"):
        termios.setraw(uart.fileno())
    else:
        __import__("tty").setraw(uart.fileno())
    settings = termios.tcgetattr(uart.fileno())
    settings[6][5] = settings[6][6] = 0 if hasattr(termios, "setraw") else b"\x00"
    termios.tcsetattr(uart.fileno(), termios.TCSANOW, settings)
    return uart


def number(text: str) -> "float | None":
    """A reading; None for ``-``."""
    return None if text == "-" else float(text)


class PipeHal:
    """The hardware layer, with readings as the parent sent them last."""

    def __init__(self, zones: int) -> None:
        self.readings = [(None, None, None, None, 0)] * zones
        self.bits = 32
        self.percent = [0] * zones
        self.closed = self.loud = False

    def take(self, fields: list) -> None:
        """``buttons zone zone ...`` with a zone as °C,pan,watts,flame,knob."""
        self.bits = int(fields[0])
        self.readings = []
        for text in fields[1:]:
            celsius, pan, watts, flame, knob = [number(part) for part in text.split(",")]
            pan = None if pan is None else pan > 0
            flame = None if flame is None else flame > 0
            self.readings.append((celsius, pan, watts, flame, int(knob)))

    def read(self, n: int) -> tuple:
        return self.readings[n]

    def buttons(self) -> int:
        return self.bits

    def drive(self, n: int, percent: int) -> None:
        self.percent[n] = percent

    def contactor(self, closed: bool) -> None:
        self.closed = closed

    def siren(self, on: bool) -> None:
        self.loud = on

    def entropy(self) -> int:
        return int.from_bytes(os.urandom(4), "big")


class Program:
    """The main loop's parts."""

    def __init__(self, uart: object, config: dict) -> None:
        zones = [ZoneConfig(*zone) for zone in config["zones"]]
        self.uart = uart
        self.hal = PipeHal(len(zones))
        self.stepped = config["stepped"]
        self.controller = Controller(self.hal, zones, config["boot"], config["reason"], config["enable"])

    def serve(self, expected: int = 0) -> None:
        """Take what came on the line, at least ``expected`` bytes where the parent knows that they are under
        way."""
        got = 0
        for _ in range(10000):
            data = self.uart.read(256)
            if data:
                got += len(data)
                self.controller.feed(data)
            elif got >= expected:
                return

    def tell(self) -> None:
        """Answer the host, and show the parent what is driven."""
        data = self.controller.take()
        if data:
            self.uart.write(data)
        percent = ",".join(str(p) for p in self.hal.percent)
        print(f"D {percent} {int(self.hal.closed)} {int(self.hal.loud)} {len(data)}")
        if hasattr(sys.stdout, "flush"):
            sys.stdout.flush()

    def obey(self, line: str) -> None:
        """``F BYTES``: serve the line. ``T CLOCK BUTTONS ZONES``: one tick."""
        fields = line.split()
        if fields[0] == "F":
            self.serve(int(fields[1]))
        else:
            self.hal.take(fields[2:])
            self.controller.tick(int(fields[1]) if self.stepped else ticks_ms())
        self.tell()


def main() -> None:
    uart = open_uart(sys.argv[1])
    orders = sys.stdin.buffer if hasattr(time, "ticks_ms") else open(0, "rb", 0)  # noqa: SIM115
    program = Program(uart, json.loads(str(orders.readline(), "ascii")))
    poller = select.poll()
    poller.register(orders, select.POLLIN)
    if not program.stepped:
        poller.register(uart, select.POLLIN)
    try:
        _run(program, poller, orders)
    except OSError:
        # whoever drives the plant is gone: nothing is driven any more, and nobody is left to tell
        if hasattr(os, "dup2"):  # CPython would try to write the rest when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run(program: Program, poller: object, orders: object) -> None:
    while True:
        ready = [item[0] for item in poller.poll(1000)]
        if orders in ready or orders.fileno() in ready:
            line = orders.readline()
            if not line:
                return
            program.obey(str(line, "ascii"))
        elif ready:
            program.serve()
            program.tell()


if __name__ == "__main__":
    main()
