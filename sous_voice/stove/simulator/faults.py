"""Faults by name: what a line on the simulator's standard input, or ``@ stove FAULT`` in a script, does."""

from collections.abc import Callable, Mapping

from sous_voice.errors import UserInputError
from sous_voice.stove.firmware import wire
from sous_voice.stove.simulator.bench import Bench
from sous_voice.stove.simulator.physics import PANS
from sous_voice.stove.simulator.plant import BUTTONS, Hob

ALIASES: Mapping[str, str] = {
    "cable_out": "unplug", "cable": "unplug", "disconnect": "unplug", "reconnect": "replug", "plug": "replug",
    "open": "sensor_open", "short": "sensor_short", "stuck": "sensor_stuck", "sensor_frozen": "sensor_stuck",
    "swap": "sensor_swap", "offset": "sensor_offset", "welded": "weld", "welded_relay": "weld",
    "brownout": "brown_out", "restart": "reboot", "hang": "freeze", "unhang": "unfreeze", "thaw": "unfreeze",
    "short_circuit_demo": "short_circuit", "noise": "garble", "garbled": "garble", "e_stop": "estop",
    "emergency_stop": "estop", "pan_removed": "pan_off", "pan_lifted": "pan_off", "pan_back": "pan_on",
    "empty": "boil_dry", "dry": "boil_dry", "repair": "clear", "sensor_ok": "clear",
}  # fmt: skip


class Faults:
    """Injects faults into a bench; ``do`` takes one line of words and returns a sentence."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.plugged = True
        """Whether the cable is in; the owner of the port acts on it."""
        line: dict[str, Callable[[list[str]], str]] = {
            "unplug": self._unplug, "replug": self._replug, "half_link": self._half_link, "cut": self._cut,
            "garble": self._garble, "replay": self._replay, "reboot": self._reboot, "brown_out": self._reboot,
            "silent": self._silent, "slow": self._slow, "freeze": self._freeze, "unfreeze": self._unfreeze,
            "clear": self._clear, "short_circuit": self._short_circuit, "load": self._load, "pan": self._pan,
            "lid": self._lid, "knob": self._knob, "sensor_swap": self._swap, "sensor_offset": self._offset,
            "wrap": self._wrap,
        }  # fmt: skip
        self.verbs = line | {name: self._zone_fault(name) for name in ZONE_FAULTS}
        self.verbs |= {name: self._button(name) for name in (*BUTTONS, "lock")}

    def do(self, text: str) -> str:
        """Inject what ``text`` names, e.g. ``sensor_open front_left``.

        Raises:
            UserInputError: no such fault, or no such zone.
        """
        words = text.strip().lower().replace("-", "_").split()
        if not words:
            raise UserInputError("No fault was named.", self._known())
        for joined in (2, 1):
            name = "_".join(words[:joined])
            name = ALIASES.get(name, name)
            if name in self.verbs and len(words) >= joined:
                try:
                    return self.verbs[name](words[joined:])
                except (ValueError, IndexError):
                    raise UserInputError(f"{text!r}: a number or a word is missing.", self._known()) from None
        raise UserInputError(f"{words[0]!r} is no fault of the simulator.", self._known())

    def _known(self) -> str:
        return "Known: " + ", ".join(sorted(self.verbs)) + "."

    # ------------------------------------------------------------ zones

    def _hob(self, words: list[str]) -> Hob:
        """The zone that is named first, by name or number; else the one that draws most; else the first."""
        hobs = self.bench.plant.hobs
        if not words:
            return max(hobs, key=lambda hob: hob.watts)
        for n, hob in enumerate(hobs):
            if words[0] in (hob.config.name, str(n)) or "_".join(words[:2]) == hob.config.name:
                return hob
        names = ", ".join(hob.config.name for hob in hobs)
        raise UserInputError(f"{words[0]!r} is no zone of this stove.", f"Its zones: {names}.")

    def _rest(self, words: list[str]) -> list[str]:
        """The words after the zone's name."""
        hob = self._hob(words)
        return (
            words[1:] if words[0] in (hob.config.name, str(self.bench.plant.hobs.index(hob))) else words[2:]
        )

    def _zone_fault(self, name: str) -> Callable[[list[str]], str]:
        act, sentence = ZONE_FAULTS[name]

        def run(words: list[str]) -> str:
            hob = self._hob(words)
            act(hob)
            if name == "double_weld":
                self.bench.plant.contactor_welded = True
            return sentence.format(zone=hob.config.name.replace("_", " "))

        return run

    def _swap(self, words: list[str]) -> str:
        hobs = self.bench.plant.hobs
        one = hobs.index(self._hob(words))
        rest = self._rest(words) if words else []
        other = hobs.index(self._hob(rest)) if rest else (one + 1) % len(hobs)
        hobs[one].reads, hobs[other].reads = other, one
        return f"The sensors of {hobs[one].config.name} and {hobs[other].config.name} are swapped."

    def _offset(self, words: list[str]) -> str:
        hob = self._hob(words[:-1])
        hob.offset = float(words[-1])
        return f"The sensor of {hob.config.name} reads {hob.offset:+g} degrees wrong."

    def _wrap(self, words: list[str]) -> str:
        bench = self.bench
        bench.ticks_from = (wire.TICKS - 5000 - round(bench.now * 1000.0)) % wire.TICKS
        return "The controller's counter of milliseconds wraps in five seconds."

    def _load(self, words: list[str]) -> str:
        hob = self._hob(words)
        rest = self._rest(words)
        amount = 0.0 if rest[0] == "empty" else float(rest[1])
        if rest[0] not in ("water", "oil", "food", "empty") or not 0.0 <= amount <= 20.0:
            raise ValueError
        hob.burner.fill(rest[0], amount, float(rest[2]) if len(rest) > 2 else 20.0)
        return f"On {hob.config.name} stands a pan, {' '.join(rest)}."

    def _pan(self, words: list[str]) -> str:
        hob = self._hob(words)
        kind = self._rest(words)[0]
        if kind not in PANS:
            raise UserInputError(f"{kind!r} is no pan.", "Known: " + ", ".join(PANS) + ".")
        hob.pan_kind, hob.burner.pan = kind, PANS[kind]
        return f"On {hob.config.name} stands a pan of {kind}."

    def _lid(self, words: list[str]) -> str:
        on = words[-1] != "off"
        self._hob([word for word in words if word not in ("on", "off")]).burner.lid = on
        return "The lid is on." if on else "The lid is off."

    def _knob(self, words: list[str]) -> str:
        hob = self._hob(words[:-1])
        hob.knob = min(max(int(words[-1]), 0), 100)
        return f"The knob of {hob.config.name} is turned to {hob.knob} percent."

    # ------------------------------------------------------------ the line and the board

    def _unplug(self, words: list[str]) -> str:
        self.plugged = False
        self.bench.to_stove.cut = self.bench.to_host.cut = True
        return "The cable is out."

    def _replug(self, words: list[str]) -> str:
        self.plugged = True
        self.bench.to_stove.cut = self.bench.to_host.cut = False
        return "The cable is in."

    def _cut(self, words: list[str]) -> str:
        self.bench.to_stove.cut = self.bench.to_host.cut = True
        return "No byte passes any more; the port stays open."

    def _half_link(self, words: list[str]) -> str:
        tx = words[:1] != ["rx"]
        line = self.bench.to_stove if tx else self.bench.to_host
        line.cut = True
        return "The wire to the stove is broken." if tx else "The wire from the stove is broken."

    def _garble(self, words: list[str]) -> str:
        rate = float(words[0]) if words else 0.05
        if not 0.0 <= rate <= 1.0:
            raise ValueError
        self.bench.to_stove.error_rate = self.bench.to_host.error_rate = rate
        return f"{100 * rate:g} percent of the bytes arrive wrong."

    def _replay(self, words: list[str]) -> str:
        self.bench.replay()
        return "Everything the host ever sent was sent again."

    def _reboot(self, words: list[str]) -> str:
        self.bench.frozen = False
        self.bench.board.reboot("BROWN")
        return "The controller has restarted."

    def _silent(self, words: list[str]) -> str:
        self.bench.to_host.cut = True
        return "The controller is silent."

    def _slow(self, words: list[str]) -> str:
        delay = float(words[0]) if words else 2.0
        self.bench.to_stove.delay = self.bench.to_host.delay = max(delay, 0.0)
        return f"Every byte takes {delay:g} seconds."

    def _freeze(self, words: list[str]) -> str:
        self.bench.frozen = True
        return "The controller's program is frozen."

    def _unfreeze(self, words: list[str]) -> str:
        self.bench.frozen = False
        return "The controller's program runs on."

    def _short_circuit(self, words: list[str]) -> str:
        plant = self.bench.plant
        plant.dip_until, plant.trips_at = plant.now + 1.0, plant.now + 0.5
        return "Sparks: a short circuit in the stove; the breaker trips."

    def _button(self, name: str) -> Callable[[list[str]], str]:
        button = "unlock" if name == "lock" else name

        def run(words: list[str]) -> str:
            self.bench.plant.press(button)
            return f"The {button} button was pressed."

        return run

    def _clear(self, words: list[str]) -> str:
        """Everything repaired; what the controller latched stays latched."""
        bench, plant = self.bench, self.bench.plant
        self.plugged = True
        for line in (bench.to_stove, bench.to_host):
            line.cut, line.error_rate, line.delay = False, 0.0, 0.0
        bench.frozen = False
        plant.contactor_welded, plant.mains, plant.trips_at = False, True, -1.0
        for hob in plant.hobs:
            hob.sensor, hob.offset, hob.reads = "", 0.0, None
            hob.welded = hob.runaway = hob.no_flame = False
        return "Everything is repaired."


def _set(name: str, value: object) -> Callable[[Hob], None]:
    return lambda hob: setattr(hob, name, value)


def _pan_off(hob: Hob) -> None:
    hob.burner.pan = None


def _pan_on(hob: Hob) -> None:
    hob.burner.pan = PANS[hob.pan_kind]


def _boil_dry(hob: Hob) -> None:
    hob.burner.water = min(hob.burner.water, 0.01)


ZONE_FAULTS: Mapping[str, tuple[Callable[[Hob], None], str]] = {
    "sensor_open": (_set("sensor", "open"), "The sensor of {zone} is broken off."),
    "sensor_short": (_set("sensor", "short"), "The sensor of {zone} is shorted."),
    "sensor_stuck": (_set("sensor", "stuck"), "The sensor of {zone} is stuck."),
    "weld": (_set("welded", True), "The relay of {zone} is welded."),
    "double_weld": (_set("welded", True), "The relay of {zone} and the main contactor are welded."),
    "runaway": (_set("runaway", True), "{zone} gives full power whatever is ordered."),
    "no_flame": (_set("no_flame", True), "{zone} does not light."),
    "pan_off": (_pan_off, "The pan was lifted from {zone}."),
    "pan_on": (_pan_on, "The pan is back on {zone}."),
    "boil_dry": (_boil_dry, "Almost no water is left on {zone}."),
}
"""Name → what it does to a zone, and the sentence."""
