"""A stove for the hazard table: the same scenario runs on the controller as an object, and on its program on
a pty.

A rig speaks the protocol by hand, so that it can also speak it wrongly, and knows the truth about the plant.
"""

import json
import os
import random
import select
import subprocess
import sys
import time
import tty
from types import ModuleType

from sous_voice.stove.firmware import controller as firmware
from sous_voice.stove.firmware import wire
from sous_voice.stove.simulator.bench import Bench, Hal
from sous_voice.stove.simulator.faults import Faults
from sous_voice.stove.simulator.plant import make_plant, read_zones
from sous_voice.stove.simulator.server import History

PATIENCE = 20.0
TRIES = 3
"""An honest host repeats the same bytes."""


class DirectBoard:
    """A controller out of any copy of the firmware, also a mutated one."""

    def __init__(self, module: ModuleType, plant, zones: list, enable: bool) -> None:
        entropy = random.Random(7)
        self.make = lambda boot, why: module.Controller(Hal(plant, entropy), zones, boot, why, enable)
        self.boots = 1
        self.controller = self.make(1, "POWER")

    def feed(self, data: bytes) -> None:
        self.controller.feed(data)

    def tick(self, now_ms: int) -> None:
        self.controller.tick(now_ms)

    def take(self) -> bytes:
        return self.controller.take()

    def reboot(self, reason: str) -> None:
        self.boots += 1
        self.controller = self.make(self.boots, reason)


class Direct:
    """Controller and plant as objects."""

    def __init__(self, module=firmware, zones: str = "", enable: bool = False, ticks_from: int = 0) -> None:
        configs = read_zones(zones)
        plant = make_plant(configs, 1)
        self.bench = Bench(plant, DirectBoard(module, plant, configs, enable), 1, ticks_from)
        self.faults = Faults(self.bench)
        self.history = History()

    def write(self, data: bytes) -> None:
        self.bench.write(data)

    def read(self) -> bytes:
        return self.bench.read()

    def step(self, seconds: float, each: float) -> bytes:
        came = b""
        for _ in range(max(round(seconds / each), 1)):
            self.bench.step(each)
            came += self.bench.read()
            self.history.note(self.bench)
        return came

    def fault(self, text: str) -> None:
        self.faults.do(text)

    def state(self) -> dict:
        plant = self.bench.plant
        return {
            "at": plant.now,
            "watts": [hob.watts for hob in plant.hobs],
            "pan": [hob.burner.pan_celsius for hob in plant.hobs],
            "food": [hob.burner.food_celsius for hob in plant.hobs],
            "ordered": [hob.order for hob in plant.hobs],
            "contactor": plant.contactor,
            "siren": plant.siren,
            "switch_ons": self.history.switch_ons,
            "ignited": any(hob.burner.ignited for hob in plant.hobs),
        }

    def hang_up(self) -> None:
        self.bench.plant.host = False

    def close(self) -> None:
        """Nothing to close."""


class Pty:
    """The simulator as a process, its controller's program in another, both on pseudo-terminals, in stepped
    time."""

    def __init__(self, interpreter: str, zones: str = "", enable: bool = False, seed: int = 1) -> None:
        command = [sys.executable, "-m", "sous_voice.cli.main", "stove", "simulate", "--stepped"]
        command += ["--firmware", interpreter, "--zones", zones, "--seed", str(seed)]
        command += ["--enable-button" if enable else "--no-enable-button"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdin and self.process.stdout
        self.port = self.process.stdout.readline().split()[1]
        self.line = os.open(self.port, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.line)
        os.set_blocking(self.line, False)
        self.command("step 0.05")

    def command(self, text: str) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def write(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self.line, data) :]
            except BlockingIOError:
                self.command("step 0.05")

    def read(self) -> bytes:
        """What has come once the simulator has served the line: the marker proves that it read ours first."""
        self.command("sync")
        came = b""
        while self.line >= 0 and select.select([self.line], [], [], 0.002)[0]:
            came += os.read(self.line, 65536)
        return came

    def step(self, seconds: float, each: float) -> bytes:
        self.command(f"step {seconds} {each}")
        return self.read()

    def fault(self, text: str) -> None:
        answer = self.command(text)
        assert answer.startswith("Stove:"), answer

    def state(self) -> dict:
        return json.loads(self.command("state"))

    def hang_up(self) -> None:
        os.close(self.line)
        self.line = -1
        # the simulator polls for the hang-up between commands
        deadline = time.monotonic() + PATIENCE
        while json.loads(self.command("state"))["host"] and time.monotonic() < deadline:
            select.select([], [], [], 0.01)

    def close(self) -> None:
        if self.line >= 0:
            os.close(self.line)
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


class Rig:
    """An honest host on a stove, which a scenario can make dishonest."""

    def __init__(self, stove) -> None:
        self.stove = stove
        self.reader = wire.Reader()
        self.sid, self.seq = wire.NO_SESSION, 0
        self.counter, self.event = "0000", "00"
        self.beating, self.nibble, self.reading = True, "F", True
        self.since_beat = 0.0
        self.sent: list[bytes] = []
        self.frames: list[tuple[str, int, str, list]] = []
        self.telemetry: list[list] = []
        self.events: list[list] = []

    # ------------------------------------------------------------ the line

    def raw(self, data: bytes) -> list:
        """Send bytes; the frames that come back at once."""
        self.sent.append(data)
        self.stove.write(data)
        return self.take(self.stove.read())

    def take(self, data: bytes) -> list:
        """Sort what came."""
        came = []
        for body in self.reader.feed(data):
            parsed = wire.split(body) if body not in (wire.STOP, wire.BAD) else None
            if parsed is None:
                continue
            came.append(parsed)
            if parsed[2] == "T":
                self.telemetry.append(parsed[3])
                if self.reading and parsed[0] == self.sid:
                    self.counter = parsed[3][0]
            elif parsed[2] == "E":
                self.event = parsed[3][0]
                self.events.append(parsed[3])
        self.frames += came
        return came

    def take_sid(self, data: bytes) -> None:
        """Follow whatever session the stove is in, as an attacker who listens can."""
        for sid, _seq, verb, _fields in self.take(data):
            if verb in ("WE", "T"):
                self.sid = sid

    def hello(self, major: int = 1, nonce: str = "12345678") -> str:
        """Begin a session; the verb of the answer."""
        for sid, _seq, verb, fields in self.raw(wire.frame(wire.NO_SESSION, 0, "HI", major, nonce)):
            if verb == "WE" and fields[1] == nonce:
                self.sid, self.seq, self.since_beat = sid, 0, 0.0
                return verb
            if verb == "-":
                return fields[0]
        return ""

    def send(self, *fields: object) -> list:
        """An order of this session: [verb, fields...] of its answer, or [] without one."""
        self.seq = (self.seq + 1) & 0xFFFF
        data = wire.frame(self.sid, self.seq, *fields)
        for _ in range(TRIES):
            for sid, seq, verb, answer in self.raw(data):
                if sid == self.sid and seq == self.seq and verb not in ("T", "E"):
                    return [verb, *answer]
        return []

    # ------------------------------------------------------------ time

    def run(self, seconds: float, each: float = 0.05) -> None:
        """Let time pass; an honest host beats twice a second."""
        left = seconds
        while left > 1e-9:
            slice_ = min(left, max(0.5 - self.since_beat, each))
            self.take(self.stove.step(slice_, each))
            left -= slice_
            self.since_beat += slice_
            if self.since_beat >= 0.5 - 1e-9 and self.beating and self.sid != wire.NO_SESSION:
                self.since_beat = 0.0
                self.send("H", self.counter, self.nibble, self.event)

    def until_off(self, most: float, each: float = 0.05) -> float:
        """Seconds until no zone draws power."""
        began = self.stove.state()["at"]
        while self.power() > 0.0:
            waited = self.stove.state()["at"] - began
            assert waited <= most, f"still {self.power():.0f} W after {waited:.2f} s"
            self.run(each, each)
        return self.stove.state()["at"] - began

    # ------------------------------------------------------------ cooking

    def offer(self, zone: int = 0, level: int = 50, seconds: int = 7200, *goal: object) -> list:
        """Ask for an offer; the answer."""
        return self.send("A", zone, level, seconds, *goal)

    def cook(self, zone: int = 0, level: int = 50, seconds: int = 7200, *goal: object) -> None:
        """Offer, a person's pause, confirmation; asserts that it heats."""
        if self.sid == wire.NO_SESSION:
            assert self.hello() == "WE"
            self.run(0.6)
        answer = self.offer(zone, level, seconds, *goal)
        assert answer[:1] == ["OF"], answer
        self.run(1.0)
        answer = self.send("C", answer[1], zone, level)
        assert answer[:1] == ["+"], answer
        self.run(0.3)

    def power(self) -> float:
        """W that flow, in truth."""
        return sum(self.stove.state()["watts"])

    def watts(self, zone: int) -> float:
        return self.stove.state()["watts"][zone]

    def last(self) -> list:
        """The newest telemetry: counter, state, lease, fault, flags, zones..."""
        return self.telemetry[-1]

    def fault_code(self) -> str:
        return self.last()[3]

    def events_of(self, code: str) -> list:
        return [event for event in self.events if event[1] == code]
