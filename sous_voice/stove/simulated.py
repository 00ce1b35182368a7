"""A whole stove on a virtual clock: the host's end of the line, the real controller and the plant, in one
process."""

import random
from collections.abc import Mapping, Sequence

from sous_voice.core.stove_report import ZoneInfo
from sous_voice.stove.api import PermitLike
from sous_voice.stove.firmware.zone import ZoneConfig
from sous_voice.stove.host import EVERYTHING, LATCH, Host
from sous_voice.stove.simulator.bench import Bench, InProcessBoard
from sous_voice.stove.simulator.faults import Faults
from sous_voice.stove.simulator.plant import COMMON, make_plant
from sous_voice.stove.translate import StoveEvent, message, zones

STEP = 0.1
"""Seconds; the controller must be called ten times a second."""
STUCK = ("hang_assistant", "unhang_assistant")


class SimulatedStove:
    """``api.Stove`` whose time is the session's: ``poll(at)`` lets everything happen up to ``at``."""

    def __init__(self, zones: Sequence[ZoneConfig] = (), seed: int = 0, enable_button: bool = False) -> None:
        configs = list(zones) or COMMON
        self.plant = make_plant(configs, seed)
        self.bench = Bench(self.plant, InProcessBoard(self.plant, configs, enable_button, seed), seed)
        self.faults = Faults(self.bench)
        self._nonce = random.Random(seed + 1)
        self.host = Host(lambda: self._nonce.getrandbits(32))
        self._zones: tuple[ZoneInfo, ...] = ()
        self._events: list[StoveEvent] = []
        self._alive = True
        self._steps = 0
        self.host.open(0.0)
        if enable_button:
            self.plant.press("enable")
        # the stove was there, and had felt its pans, before the first word
        self.bench.step(0.0)
        for _ in range(4):
            self._exchange()

    @property
    def zones(self) -> tuple[ZoneInfo, ...]:
        return self._zones

    @property
    def ready(self) -> bool:
        return self.host.ready

    @property
    def now(self) -> float:
        """Session time that has been lived through."""
        return self._steps * STEP

    def poll(self, at: float) -> tuple[StoveEvent, ...]:
        while (self._steps + 1) * STEP <= at + 1e-9:
            self._steps += 1
            self.bench.step(STEP)
            self._exchange()
        events, self._events = self._events, []
        return tuple(events)

    def request(self, zone: str, level: int, seconds: float | None = None, method: str = "") -> None:
        self.host.request(zone, level, seconds, method)
        self._exchange()

    def write(self, permit: PermitLike) -> None:
        self.host.write(permit.zone, permit.level, permit.expires, permit.token, self.now)
        self._exchange()

    def cancel(self) -> None:
        self.host.cancel()
        self._exchange()

    def off(self, zone: str = EVERYTHING, emergency: bool = False) -> None:
        if emergency:
            self.host.stop(self.now)
        else:
            self.host.off(zone, self.now)
        self._exchange()

    def lower(self, zone: str, level: int) -> None:
        self.host.lower(zone, level, self.now)
        self._exchange()

    def present(self, how: str = "voice") -> None:
        self.host.present(how)
        self._exchange()

    def lock(self) -> None:
        self.host.lock()
        self._exchange()

    def clear(self) -> None:
        self.host.clear()
        self._exchange()

    def confirm_clear(self, token: str) -> None:
        self.host.write(LATCH, 0, 0.0, token, self.now)
        self._exchange()

    def beat(self, parts: Mapping[str, float]) -> None:
        """Nothing can hang on a virtual clock; ``fault("hang_assistant")`` plays it."""

    def close(self) -> None:
        self.host.off(EVERYTHING, self.now)
        self._exchange()
        self.host.close("The stove was left.")

    def fault(self, text: str) -> str:
        """Inject a fault by its words; see ``simulator.faults``.

        Raises:
            UserInputError: no such fault or zone.
        """
        if text.strip() in STUCK:
            self._alive = text.strip() == STUCK[1]
            return "The assistant hangs." if not self._alive else "The assistant runs on."
        plugged = self.faults.plugged
        said = self.faults.do(text)
        if plugged and not self.faults.plugged:
            self.host.close("The cable to the stove is out.")
            self._collect()
        elif self.faults.plugged and not plugged:
            self.host.open(self.now)
        self._exchange()
        return said

    def _exchange(self) -> None:
        """Let both ends talk until neither has more to say at this moment."""
        now = self.now
        for _ in range(12):
            self.host.tick(now, self._alive)
            sent = self.host.take()
            self.bench.write(sent)
            came = self.bench.read()
            self.host.feed(came, now)
            if not sent and not came:
                break
        self._collect()

    def _collect(self) -> None:
        events, self.host.events = self.host.events, []
        for event in events:
            if event["event"] == "zones":
                self._zones = zones(event)
            said = message(event, self.now)
            if said is not None:
                self._events.append(said)
