"""The stove on a serial port, as the conductor uses it: a handle on the link process (``keeper``)."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from sous_voice.core.messages import StoveLost
from sous_voice.core.stove_report import ZoneInfo
from sous_voice.errors import StoveError
from sous_voice.stove.api import PermitLike
from sous_voice.stove.translate import StoveEvent, message, zones

BEAT_EVERY = 0.1
SILENT = 2.0
"""Seconds without a sign of the link process after which it counts as hung."""
ENDING = 2.0


class StoveLink:
    """``api.Stove`` on a port, kept by a process of its own.

    ``watch`` names the parts of this assistant that must show themselves by ``beat``, with the seconds after which
    each counts as hung. Nothing here blocks but
    ``close`` (at most two seconds).
    """

    def __init__(
        self,
        port: str,
        watch: Mapping[str, float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sous_voice.stove.keeper", port, json.dumps(dict(watch))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        os.set_blocking(self._in.fileno(), False)
        os.set_blocking(self._out.fileno(), False)
        self._pending = b""
        self._zones: tuple[ZoneInfo, ...] = ()
        self._heard = clock()
        self._beaten = 0.0
        self._offset = 0.0
        """Monotonic seconds at session time 0."""
        self._lost: list[str] = []
        self._dead = False

    @property
    def zones(self) -> tuple[ZoneInfo, ...]:
        return self._zones

    @property
    def ready(self) -> bool:
        return bool(self._zones) and not self._dead

    @property
    def pid(self) -> int:
        """The link process."""
        return self._process.pid

    # ------------------------------------------------------------ events

    def poll(self, at: float) -> tuple[StoveEvent, ...]:
        self._offset = self._clock() - at
        events: list[StoveEvent] = []
        for event in newest(self._read()):
            self._heard = self._clock()
            if event["event"] == "zones":
                self._zones = zones(event)
            elif event["event"] == "lost":
                self._zones = ()
            said = message(event, at)
            if said is not None:
                events.append(said)
        self._watch_process()
        events += [StoveLost(at, why) for why in self._lost]
        self._lost = []
        return tuple(events)

    def _read(self) -> list[dict[str, Any]]:
        while True:
            try:
                data = os.read(self._out.fileno(), 65536)
            except (BlockingIOError, ValueError):
                break
            if not data:
                self._die("The link to the stove has died.")
                break
            self._pending += data
        *lines, self._pending = self._pending.split(b"\n")
        return [json.loads(line) for line in lines]

    def _watch_process(self) -> None:
        if not self._dead and self._clock() - self._heard > SILENT:
            self._heard = self._clock()
            self._zones = ()
            self._lost.append("The link to the stove hangs. The stove should switch itself off.")

    def _die(self, why: str) -> None:
        if not self._dead:
            self._dead, self._zones = True, ()
            self._lost.append(why)

    # ------------------------------------------------------------ orders

    def _send(self, do: str, **fields: object) -> None:
        if self._dead:
            return
        try:
            os.write(self._in.fileno(), json.dumps({"do": do, **fields}).encode() + b"\n")
        except BlockingIOError:
            # it has not read for minutes: ending it makes the stove switch off
            self._process.kill()
            self._die("The link to the stove hangs.")
        except OSError:
            self._die("The link to the stove has died.")

    def request(self, zone: str, level: int, seconds: float | None = None, method: str = "") -> None:
        self._send("request", zone=zone, level=level, seconds=seconds, method=method)

    def write(self, permit: PermitLike) -> None:
        self._send("write", zone=permit.zone, level=permit.level, token=permit.token,
                   expires=permit.expires + self._offset)  # fmt: skip

    def cancel(self) -> None:
        self._send("cancel")

    def off(self, zone: str = "all", emergency: bool = False) -> None:
        self._send("stop" if emergency else "off", zone=zone)

    def lower(self, zone: str, level: int) -> None:
        self._send("lower", zone=zone, level=level)

    def present(self, how: str = "voice") -> None:
        self._send("present", how=how)

    def lock(self) -> None:
        self._send("lock")

    def clear(self) -> None:
        self._send("clear")

    def confirm_clear(self, token: str) -> None:
        self._send("clear_confirmed", token=token)

    def beat(self, parts: Mapping[str, float]) -> None:
        now = self._clock()
        if now - self._beaten >= BEAT_EVERY:
            self._beaten = now
            self._send("beat", parts={part: at + self._offset for part, at in parts.items()})

    def close(self) -> None:
        if self._process.poll() is None:
            self._in.close()
            try:
                self._process.wait(ENDING)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._in.close()
        self._out.close()
        self._dead = True


def newest(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events, without the reports that a later one or a loss has overtaken.

    An assistant that stood still finds everything at once when it goes on; it must not tell from an old report
    that something is on which has long gone off. Warnings of dropped reports go on to the next that is kept.
    """
    kept: list[dict[str, Any]] = []
    warnings: list[str] = []
    for n, event in enumerate(events):
        if event["event"] == "report":
            warnings += event["warnings"]
            if any(later["event"] in ("report", "lost") for later in events[n + 1 :]):
                continue
            event, warnings = {**event, "warnings": warnings}, []
        kept.append(event)
    return kept


def connect(port: str, seconds: float = 4.0) -> StoveLink:
    """A stove that has answered on ``port``, for commands that end at once; nothing of the assistant is
    watched.

    Raises:
        StoveError: there is no stove there; the sentence says why and what to do.
    """
    link = StoveLink(port, watch={})
    end = time.monotonic() + seconds
    why = ""
    while not link.ready and time.monotonic() < end and not why:
        why = next((e.why for e in link.poll(time.monotonic()) if isinstance(e, StoveLost)), "")
        wait_readable(link, 0.05)
    if not link.ready:
        link.close()
        raise StoveError(why or f"The stove on {port} does not answer. Check that it has power.")
    return link


def wait_readable(link: StoveLink, seconds: float) -> None:
    """Wait until the link process has something to tell, at most so long."""
    import select

    select.select([link._out], [], [], seconds)
