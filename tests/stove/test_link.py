"""The link process on a pseudo-terminal with a simulated stove in real time: what ends heat, and what is
said."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from sous_voice.core.messages import StoveLost, StoveOffered, StoveRefused, StoveReported
from sous_voice.errors import StoveError
from sous_voice.stove.exchange import Exchange
from sous_voice.stove.firmware import wire
from sous_voice.stove.keeper import Keeper
from sous_voice.stove.link import StoveLink, connect, newest, wait_readable

PARTS = {"dialogue": 2.0}
PATIENCE = 25.0
SLACK = 1.5
"""Seconds that a busy machine may add to a bound."""


class Kitchen:
    """A simulated stove and a link to it; ``beating`` is the assistant's heart."""

    def __init__(self, *options: str) -> None:
        command = [
            sys.executable,
            "-m",
            "sous_voice.cli.main",
            "stove",
            "simulate",
            "--no-enable-button",
            *options,
        ]
        self.stove = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.stove.stdout
        self.port = self.stove.stdout.readline().split()[1]
        self.link = StoveLink(self.port, PARTS)
        self.beating = True
        self.lost: list[str] = []

    def command(self, text: str) -> str:
        assert self.stove.stdin and self.stove.stdout
        self.stove.stdin.write(text + "\n")
        self.stove.stdin.flush()
        return self.stove.stdout.readline().strip()

    def state(self) -> dict:
        return json.loads(self.command("state"))

    def until(self, wanted: Callable[[object], bool], what: str):
        """The first event that is wanted."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            now = time.monotonic()
            if self.beating:
                self.link.beat({"dialogue": now})
            for event in self.link.poll(now):
                if isinstance(event, StoveLost):
                    self.lost.append(event.why)
                if wanted(event):
                    return event
            wait_readable(self.link, 0.02)
        raise AssertionError(f"no {what} in {PATIENCE} s; lost: {self.lost}")

    def live(self, done: Callable[[], bool], what: str) -> None:
        """Live on until something is so."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, what
            now = time.monotonic()
            if self.beating:
                self.link.beat({"dialogue": now})
            self.lost += [e.why for e in self.link.poll(now) if isinstance(e, StoveLost)]
            select.select([], [], [], 0.02)

    def cook(self, lives: float = 600.0) -> None:
        """Heat on the first zone, confirmed as a person would."""
        self.until(lambda e: isinstance(e, StoveReported), "report")
        self.link.request("front_left", 5)
        offer = self.until(lambda e: isinstance(e, StoveOffered), "offer").offer
        heard = time.monotonic() + 1.0
        self.live(lambda: time.monotonic() > heard, "a pause")
        self.link.write(
            SimpleNamespace(zone="front_left", level=5, expires=time.monotonic() + lives, token=offer.token)
        )
        self.live(lambda: sum(self.state()["watts"]) > 0, "heat")

    def off_after(self) -> float:
        """Seconds of the stove's own time until no power flows."""
        began = self.state()["at"]
        self.live(lambda: sum(self.state()["watts"]) == 0, "off")
        return self.state()["off_at"] - began

    def close(self) -> None:
        self.link.close()
        assert self.stove.stdin and self.stove.stdout
        self.stove.kill()
        self.stove.wait()
        self.stove.stdin.close()
        self.stove.stdout.close()


@pytest.fixture
def kitchen() -> Iterator[Kitchen]:
    place = Kitchen()
    yield place
    place.close()


@pytest.mark.slow
def test_a_hung_assistant_loses_the_heat(kitchen: Kitchen) -> None:
    """Heartbeats stop when a part stops moving: its two seconds, then the lease."""
    kitchen.cook()
    kitchen.beating = False
    assert kitchen.off_after() < 5.2 + SLACK


def test_the_end_of_the_assistant_switches_off(kitchen: Kitchen) -> None:
    """When the pipe to the assistant closes, the link says off and goes."""
    kitchen.cook()
    began = kitchen.state()["at"]
    kitchen.link.close()
    state = kitchen.state()
    assert state["off_at"] - began < 1.0 + SLACK
    assert sum(state["watts"]) == 0


def test_the_link_killed_switches_off(kitchen: Kitchen) -> None:
    """kill -9 of the link closes its port, and the closed port switches off."""
    kitchen.cook()
    os.kill(kitchen.link.pid, signal.SIGKILL)
    assert kitchen.off_after() < 1.0 + SLACK
    assert any("died" in why for why in kitchen.lost)


@pytest.mark.slow
def test_the_link_stopped_switches_off_and_resumes_nothing(kitchen: Kitchen) -> None:
    """Rows 9 and 41. SIGSTOP of the link: the lease ends the heat; after SIGCONT nothing heats."""
    kitchen.cook()
    os.kill(kitchen.link.pid, signal.SIGSTOP)
    assert kitchen.off_after() < 3.5 + SLACK
    os.kill(kitchen.link.pid, signal.SIGCONT)
    kitchen.until(lambda e: isinstance(e, StoveReported) and e.report.state == "ready", "new session")
    assert kitchen.state()["switch_ons"] == 1


@pytest.mark.slow
def test_what_waited_while_the_link_was_stopped_raises_nothing(kitchen: Kitchen) -> None:
    """Given a permit that was passed on while the link stood still, when it runs on before the lease is out, then
    that permit is not news any more: not even for a moment is there heat."""
    kitchen.until(lambda e: isinstance(e, StoveReported), "report")
    kitchen.link.request("front_left", 5)
    offer = kitchen.until(lambda e: isinstance(e, StoveOffered), "offer").offer
    began = time.monotonic()
    kitchen.live(lambda: time.monotonic() > began + 1.0, "a pause")
    os.kill(kitchen.link.pid, signal.SIGSTOP)
    kitchen.link.write(
        SimpleNamespace(zone="front_left", level=5, expires=time.monotonic() + 60.0, token=offer.token)
    )
    began = time.monotonic()
    kitchen.live(lambda: time.monotonic() > began + 1.5, "a stall shorter than the lease")
    os.kill(kitchen.link.pid, signal.SIGCONT)
    refused = kitchen.until(lambda e: isinstance(e, StoveRefused), "refusal")
    assert refused.code == "NOOFFER"
    kitchen.until(lambda e: isinstance(e, StoveReported) and e.report.state == "ready", "new session")
    assert kitchen.state()["switch_ons"] == 0


def test_a_permit_that_ends_switches_off(kitchen: Kitchen) -> None:
    """The link extends no Permit."""
    kitchen.cook(lives=3.0)
    assert kitchen.off_after() < 3.5 + SLACK


def test_cable_out_and_in_again(kitchen: Kitchen) -> None:
    """The port vanishes: said at once, off by the lease. It comes back: found again, everything off."""
    kitchen.cook()
    kitchen.command("unplug")
    kitchen.until(lambda e: isinstance(e, StoveLost), "loss")
    assert kitchen.off_after() < 3.5 + SLACK
    kitchen.command("replug")
    report = kitchen.until(lambda e: isinstance(e, StoveReported), "report").report
    assert all(zone.level == 0 for zone in report.zones)


def test_two_hosts_on_one_port(kitchen: Kitchen) -> None:
    """Row 12. The second is refused with a sentence, the first cooks on."""
    kitchen.cook()
    with pytest.raises(StoveError, match="Another program uses"):
        connect(kitchen.port)
    assert sum(kitchen.state()["watts"]) > 0


def test_no_port_and_no_serial_port(tmp_path) -> None:
    """A port that is not there, and a file that is none, each get one sentence and a remedy."""
    with pytest.raises(StoveError, match="There is no port"):
        connect(str(tmp_path / "nothing"))
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(StoveError, match="is not a serial port"):
        connect(str(file))


def test_wrong_device() -> None:
    """Row 45. A port on which something else talks is told from a stove in two seconds."""
    master, slave = os.openpty()
    try:
        os.write(master, b"$GPGGA,123519,4807.038,N,01131.000,E*47\r\n")
        with pytest.raises(StoveError, match="not a stove"):
            connect(os.ttyname(slave))
    finally:
        os.close(master)
        os.close(slave)


def test_a_peer_that_does_not_read() -> None:
    """Row 43. Nobody reads the line: the link neither hangs nor grows, and ends when told to."""
    master, slave = os.openpty()
    try:
        link = StoveLink(os.ttyname(slave), {})
        began = time.monotonic()
        link.off()
        link.close()
        assert time.monotonic() - began < 5.0
    finally:
        os.close(master)
        os.close(slave)


def report(level: int, *warnings: str) -> dict:
    """A report as far as ``newest`` reads it."""
    return {"event": "report", "level": level, "warnings": list(warnings)}


def test_what_came_while_we_stood_still() -> None:
    """Of what waits after a stall only the newest report is news, with the warnings of all; a loss voids those
    before."""
    lost = {"event": "lost", "why": "x"}
    waiting = [report(5), report(5, "HOT"), report(0, "LEASE")]
    assert newest(waiting) == [report(0, "HOT", "LEASE")]
    assert newest([report(5, "HOT"), lost, report(0)]) == [lost, report(0, "HOT")]
    assert newest([report(5)]) == [report(5)]


def test_a_hung_assistant_begins_no_session() -> None:
    """After a lost session no greeting is sent until every part of the assistant lives again."""
    line = Exchange(lambda: 7)
    line.open(0.0)
    line.tick(0.0, alive=False)
    assert b"HI" in line.take(), "the first one only asks who is there"
    line.feed(wire.frame("0000ABCD", 0, "WE", 1, "00000007", 3000, 20000, 500), 0.1)
    line.end("The stove ended the session.", 5.0)
    for tenth in range(50, 90):
        line.tick(tenth / 10, alive=False)
    assert line.take() == b""
    line.tick(9.0, alive=True)
    assert b"HI" in line.take()


def test_a_machine_that_slept_resumes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 41. The lid was closed: the clock that the program sees stood still with it, the other one did not. What
    the session held is void."""
    slept = [0.0]
    monkeypatch.setattr("sous_voice.stove.keeper._asleep", lambda: slept[0])
    keeper = Keeper("no port", {}, lambda event: None)
    now = time.monotonic()
    line = keeper.host.line
    line.open(now)
    line.tick(now, alive=True)
    line.feed(wire.frame("0000ABCD", 0, "WE", 1, line._hello, 3000, 20000, 500), now)
    keeper.host._holds["front_left"] = (5, now + 600.0)
    keeper.step()
    assert line.phase == "open", "no time was lost yet"
    slept[0] = 30.0
    keeper.step()
    assert line.phase == "sync" and "stood still" in line.why
    keeper.host.feed(b"", time.monotonic())
    assert not keeper.host.holding or keeper.host.line.queue == []


def test_an_assistant_that_still_loads() -> None:
    """A part that was never seen may take its time while the stove is cold; once something is to heat, or once it
    has been seen, its silence ends the beats."""
    keeper = Keeper("no port", {"dialogue": 2.0, "microphone": 2.0}, lambda event: None)
    began = time.monotonic()
    keeper.obey({"do": "beat", "parts": {"dialogue": began}})
    assert keeper.alive(began + 1.9)
    assert not keeper.alive(began + 2.1), "the dialogue was seen, and is silent"
    keeper.seen["dialogue"] = began + 60.0
    assert keeper.alive(began + 60.0), "the microphone still loads"
    keeper.host._holds["front_left"] = (5, began + 70.0)
    assert not keeper.alive(began + 60.0)
