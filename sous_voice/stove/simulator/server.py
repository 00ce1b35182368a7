"""``sous-voice stove simulate``: the simulated stove on a pseudo-terminal, in real time or stepped by
hand."""

import json
import os
import select
import sys
import tempfile
import termios
import time
import tty
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from sous_voice.errors import StoveError, UserInputError
from sous_voice.stove.simulator.bench import Bench
from sous_voice.stove.simulator.faults import Faults
from sous_voice.stove.simulator.picture import draw, used_zones

TICK = 0.05
SAMPLE = 0.5
"""Seconds of plant time between two points of the plot."""
STEP = 0.05


class PtyPort:
    """A pseudo-terminal under a name that stays the same when the cable is drawn and put back."""

    def __init__(self, name: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sous-voice-") if name is None else None
        self.name = name or Path(self._folder.name) / "stove"  # type: ignore[union-attr]
        self.master: int | None = None
        self.plug()

    def plug(self) -> None:
        """The cable goes in."""
        if self.master is not None:
            return
        self.master, slave = os.openpty()
        tty.setraw(slave, termios.TCSANOW)
        self.name.unlink(missing_ok=True)
        self.name.symlink_to(os.ttyname(slave))
        os.close(slave)
        os.set_blocking(self.master, False)

    def unplug(self) -> None:
        """The cable comes out: the host sees its port hang up and vanish."""
        if self.master is not None:
            os.close(self.master)
            self.master = None
            self.name.unlink(missing_ok=True)

    def opened(self) -> bool:
        """Whether the host has the port open."""
        if self.master is None:
            return False
        poller = select.poll()
        poller.register(self.master, select.POLLIN)
        return not any(flags & select.POLLHUP for _, flags in poller.poll(0))

    def read(self) -> bytes:
        """What the host sent."""
        if self.master is None:
            return b""
        try:
            return os.read(self.master, 4096)
        except (BlockingIOError, OSError):
            return b""

    def write(self, data: bytes) -> None:
        """To the host; what does not fit is lost, as on a wire nobody reads from."""
        if self.master is not None and data:
            try:
                os.write(self.master, data)
            except (BlockingIOError, OSError):
                return

    def close(self) -> None:
        self.unplug()
        if self._folder is not None:
            self._folder.cleanup()


@dataclass(slots=True)
class History:
    """What happened, for the plot and for those who measure."""

    points: list[tuple[float, list[float], list[float], list[int]]] = field(default_factory=list)
    """(time, pan °C, food °C, ordered %) every ``SAMPLE``."""
    switch_ons: int = 0
    """Times that power appeared, also after an output stage that was not toggled for a moment."""
    orders: int = 0
    """Times that the controller began to order heat: what a stalled output stage cannot do."""
    off_at: float = 0.0
    """Plant time at which power last reached zero."""
    fault_at: float = 0.0
    """Plant time of the last command."""
    on: bool = False
    ordered: bool = False
    marks: list[tuple[float, str]] = field(default_factory=list)
    """Plant time and words of each fault that was injected."""

    def note(self, bench: Bench) -> None:
        plant = bench.plant
        on = plant.total() > 0.0
        if on != self.on:
            self.on = on
            self.switch_ons += on
            if not on:
                self.off_at = plant.now
        ordered = any(hob.order for hob in plant.hobs)
        self.orders += ordered and not self.ordered
        self.ordered = ordered
        if not self.points or plant.now - self.points[-1][0] >= SAMPLE:
            pans = [hob.burner.pan_celsius for hob in plant.hobs]
            foods = [hob.burner.food_celsius for hob in plant.hobs]
            self.points.append((plant.now, pans, foods, [hob.order for hob in plant.hobs]))


class Server:
    """Serves one simulated stove until told to end."""

    def __init__(self, bench: Bench, stepped: bool = False, name: Path | None = None) -> None:
        self.bench = bench
        self.faults = Faults(bench)
        self.port = PtyPort(name)
        self.history = History()
        self.stepped = stepped
        self.ending = False
        self._last = time.monotonic()
        self._commands = b""
        self._stdin_open = True

    def run(self, seconds: float | None = None) -> None:
        """Serve; print the port first."""
        print(f"Port: {self.port.name}", flush=True)
        end = float("inf") if seconds is None else time.monotonic() + seconds
        try:
            while not self.ending and time.monotonic() < end:
                self._round()
        finally:
            self.port.close()

    def _round(self) -> None:
        wanted = [0] if self._stdin_open else []
        opened = self.port.opened()
        if opened and self.port.master is not None:
            wanted.append(self.port.master)
        ready, _, _ = select.select(wanted, [], [], 0.005 if self.stepped else TICK / 2)
        self.bench.plant.host = opened or not self.faults.plugged
        if self.port.master in ready:
            self._exchange()
        if not self.stepped:
            now = time.monotonic()
            if now - self._last >= TICK - 0.002:
                # a machine that was busy must not look like a controller that stood still
                self._advance(min(now - self._last, 0.5))
                self._last = now
        if 0 in ready:
            self._read_commands()

    def _exchange(self) -> None:
        self.bench.write(self.port.read())
        self.port.write(self.bench.read())
        self.history.note(self.bench)

    def _advance(self, seconds: float) -> None:
        self.bench.step(seconds)
        self._exchange()

    # ------------------------------------------------------------ commands

    def _read_commands(self) -> None:
        data = os.read(0, 4096)
        if not data:
            # a simulator without a hand on it serves on; a stepped one has no other clock
            self._stdin_open, self.ending = False, self.stepped
            return
        *lines, self._commands = (self._commands + data).split(b"\n")
        for line in lines:
            print(self.command(line.decode(errors="replace").strip()), flush=True)

    def command(self, line: str) -> str:
        """One command: ``step SECONDS``, ``state``, ``quit``, or a fault."""
        words = line.split()
        if not words:
            return ""
        if words[0] == "quit":
            self.ending = True
            return "Stove: the simulator ends."
        if words[0] == "sync":
            self._exchange()
            return "Stove: served."
        if words[0] == "state":
            return json.dumps(self.state())
        if words[0] == "step" and self.stepped:
            return self._step(*(float(word) for word in words[1:3]))
        try:
            return "Stove: " + self._inject(line)
        except UserInputError as fault:
            return f"Error: {fault}"

    def _step(self, seconds: float = STEP, each: float = STEP) -> str:
        for _ in range(max(round(seconds / each), 1)):
            self._advance(each)
        return json.dumps(self.state())

    def _inject(self, line: str) -> str:
        said = self.faults.do(line)
        self.history.fault_at = self.bench.plant.now
        self.history.marks.append((self.bench.plant.now, line))
        if self.faults.plugged:
            self.port.plug()
        else:
            self.port.unplug()
        self._exchange()
        return said

    def state(self) -> dict[str, object]:
        """The truth about the plant, for those who test."""
        plant, history = self.bench.plant, self.history
        return {
            "at": round(plant.now, 3),
            "watts": [round(hob.watts, 1) for hob in plant.hobs],
            "pan": [round(hob.burner.pan_celsius, 1) for hob in plant.hobs],
            "food": [round(hob.burner.food_celsius, 1) for hob in plant.hobs],
            "ordered": [hob.order for hob in plant.hobs],
            "contactor": plant.contactor,
            "host": plant.host,
            "siren": plant.siren,
            "switch_ons": history.switch_ons,
            "orders": history.orders,
            "off_at": round(history.off_at, 3),
            "fault_at": round(history.fault_at, 3),
            "ignited": any(hob.burner.ignited for hob in plant.hobs),
        }


def check_picture(place: Path) -> None:
    """Whether a picture can be drawn there, before anybody waits for it.

    Raises:
        StoveError: matplotlib is needed and not installed, or there is no such folder.
    """
    if place.suffix.lower() != ".svg" and find_spec("matplotlib") is None:
        raise StoveError(
            f"Drawing {place.name} needs matplotlib.", "Name it .svg, or install sous-voice[plot]."
        )
    if not place.absolute().parent.is_dir():
        raise StoveError(f"There is no folder {place.parent} for the picture.", "Name another place.")


def plot(history: History, names: list[str], place: Path) -> None:
    """Temperatures and orders over time as a picture: SVG by our own hand, other kinds by matplotlib.

    Raises:
        StoveError: matplotlib is not installed, or the picture cannot be written.
    """
    check_picture(place)
    lines = [
        [[(point[0], float(point[kind][n])) for point in history.points] for n in range(len(names))]
        for kind in (1, 2, 3)
    ]
    try:
        if place.suffix.lower() == ".svg":
            place.write_text(draw(names, *lines, history.marks), encoding="utf-8")
        else:
            _plot(names, lines, history.marks, place)
    except (OSError, ValueError) as fault:
        raise StoveError(f"The picture {place} cannot be written: {fault}.") from None
    print(f"Stove: drawn to {place}", file=sys.stderr)


def _plot(
    names: list[str],
    lines: list[list[list[tuple[float, float]]]],
    marks: list[tuple[float, str]],
    place: Path,
) -> None:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, (heat, orders) = pyplot.subplots(2, 1, sharex=True, figsize=(9, 6))
    for n in used_zones(lines[2]):
        (line,) = heat.plot(*zip(*lines[0][n], strict=True), label=f"{names[n]} pan")
        heat.plot(*zip(*lines[1][n], strict=True), "--", color=line.get_color(), label=f"{names[n]} food")
        orders.step(*zip(*lines[2][n], strict=True), where="post", color=line.get_color(), label=names[n])
    for at, words in marks:
        for axes in (heat, orders):
            axes.axvline(at, color="grey", linestyle=":")
        heat.annotate(words, (at, 1.0), xycoords=("data", "axes fraction"), rotation=90, va="top", fontsize=7)
    heat.set_ylabel("°C")
    orders.set_ylabel("ordered, %")
    orders.set_xlabel("seconds")
    for axes in (heat, orders):
        axes.legend(fontsize="small", loc="center left", bbox_to_anchor=(1.0, 0.5))
    try:
        figure.savefig(place, bbox_inches="tight")
    finally:
        pyplot.close(figure)
