"""The controller on an RP2040 board under MicroPython. NOT TESTED ON HARDWARE; a reference, not a stove.

Copy this folder to the board as ``firmware`` and make a ``main.py`` of one line:
``from firmware.rp2040_main import main; main()``. Wiring, per zone: a PT1000 against ``REFERENCE`` ohms from 3.3 V
to an ADC pin; a drive pin into a charge pump that feeds the relay and falls off within 0.2 s without toggling; an
optocoupler behind the relay that pulls its pin low while mains is there. The contactor has a charge pump of its own.
Buttons pull to ground. DTR of the serial adapter, low while a host is there, goes to its pin.
"""

import os
import time

import machine

from .controller import Controller
from .panel import DIP, ENABLE, ESTOP, HOST, RESET, UNLOCK
from .wire import TICKS
from .zone import ZoneConfig

ZONES = (
    # name, kind, watts, sensor, lag in s, tells a pan: then the pins of ADC, drive, live
    (ZoneConfig("left", "coil", 1800, "pan", 3.0, False), 26, 2, 10),
    (ZoneConfig("right", "coil", 1500, "pan", 3.0, False), 27, 3, 11),
)
CONTACTOR, SIREN = 4, 5
BUTTONS = ((12, ENABLE), (13, RESET), (14, ESTOP), (15, UNLOCK), (16, DIP), (17, HOST))
"""Pins that are low while pressed; the host's DTR is one of them."""
UART, TX, RX = 0, 0, 1
REFERENCE = 2200.0
"""Ohms above the PT1000."""
TICK_MS = 50
WINDOW_MS = 4000
"""Burst firing: in each window the relay is on for the ordered share of it, and what the charge pump holds."""
WATCHDOG_MS = 1000
PLATINUM_A, PLATINUM_B = 3.9083e-3, -5.775e-7
"""IEC 60751: R = 1000 (1 + A t + B t²) from 0 °C up."""


def celsius(ohms: float) -> float:
    """Temperature of a PT1000; open and short come out beyond what a sensor can read."""
    root = PLATINUM_A * PLATINUM_A - 4.0 * PLATINUM_B * (1.0 - ohms / 1000.0)
    return (root**0.5 - PLATINUM_A) / (2.0 * PLATINUM_B) if root >= 0.0 else 1000.0


class Output:
    """A pin into a charge pump: on is toggling, and everything else is off."""

    def __init__(self, pin: int) -> None:
        self.pin = machine.Pin(pin, machine.Pin.OUT, value=0)
        self.high = False

    def drive(self, on: bool) -> None:
        self.high = on and not self.high
        self.pin.value(int(self.high))


class Hal:
    """The controller's six methods on pins."""

    def __init__(self) -> None:
        self.sensors = [machine.ADC(machine.Pin(adc)) for _, adc, _, _ in ZONES]
        self.outputs = [Output(drive) for _, _, drive, _ in ZONES]
        self.live = [machine.Pin(live, machine.Pin.IN, machine.Pin.PULL_UP) for _, _, _, live in ZONES]
        self.seen = [[0] * (WINDOW_MS // TICK_MS) for _ in ZONES]
        """Whether mains was behind the relay, over the last window."""
        self.percent = [0] * len(ZONES)
        self.main = Output(CONTACTOR)
        self.horn = machine.Pin(SIREN, machine.Pin.OUT, value=0)
        self.pressed = [(machine.Pin(pin, machine.Pin.IN, machine.Pin.PULL_UP), bit) for pin, bit in BUTTONS]
        self.phase = 0
        """Milliseconds into the window."""

    def advance(self, ms: int) -> None:
        """Time passes: the window moves on, and the live pins are looked at."""
        self.phase = (self.phase + ms) % WINDOW_MS
        for n, pin in enumerate(self.live):
            self.seen[n].pop(0)
            self.seen[n].append(0 if pin.value() else 1)

    def read(self, n: int) -> tuple:
        raw = self.sensors[n].read_u16()
        reading = celsius(REFERENCE * raw / (65535 - raw)) if raw < 65000 else None
        # a zone that is off is judged at once, one that fires in bursts by a whole window of them
        seen = self.seen[n] if self.percent[n] else self.seen[n][-1:]
        return reading, None, ZONES[n][0].watts * sum(seen) / len(seen), None, 0

    def buttons(self) -> int:
        bits = 0
        for pin, bit in self.pressed:
            bits |= 0 if pin.value() else bit
        return bits

    def drive(self, n: int, percent: int) -> None:
        if percent != self.percent[n]:
            # a new order begins a new account
            self.percent[n] = percent
            self.seen[n] = [percent / 100.0] * len(self.seen[n])
        self.outputs[n].drive(self.phase * 100 < percent * WINDOW_MS)

    def contactor(self, closed: bool) -> None:
        self.main.drive(closed)

    def siren(self, on: bool) -> None:
        self.horn.value(int(on))

    def entropy(self) -> int:
        return int.from_bytes(os.urandom(4), "big")


def boots() -> int:
    """How often this board has started, counted in its flash; 1 where it cannot be kept."""
    count = 1
    try:
        with open("boots") as file:  # noqa: PTH123
            count = int(file.read()) + 1
    except (OSError, ValueError):
        count = 1
    try:
        with open("boots", "w") as file:  # noqa: PTH123
            file.write(str(count))
    except OSError:
        pass  # a full flash costs only the number
    return count


class Board:
    """The program; ``step`` is one round of its loop."""

    def __init__(self) -> None:
        self.uart = machine.UART(UART, baudrate=115200, tx=machine.Pin(TX), rx=machine.Pin(RX), rxbuf=512)
        self.hal = Hal()
        watchdog = machine.reset_cause() == machine.WDT_RESET
        zones = [zone for zone, _, _, _ in ZONES]
        self.controller = Controller(self.hal, zones, boots(), "WATCHDOG" if watchdog else "POWER", True)
        self.watchdog = machine.WDT(timeout=WATCHDOG_MS)
        self.last = time.ticks_ms()

    def step(self) -> None:
        """Serve the line; every ``TICK_MS`` read, judge and drive, and only then feed the watchdog."""
        data = self.uart.read(256)
        if data:
            self.controller.feed(data)
        now = time.ticks_ms()
        gone = time.ticks_diff(now, self.last)
        if gone >= TICK_MS:
            self.last = now
            self.hal.advance(gone)
            self.controller.tick(now % TICKS)
            self.watchdog.feed()
        data = self.controller.take()
        if data:
            self.uart.write(data)


def main() -> None:
    """Run for ever."""
    board = Board()
    while True:
        board.step()
