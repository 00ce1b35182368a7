"""docs/stove-protocol.md is enough to build a stove by: its vectors hold, and no code or verb is missing in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sous_voice.stove import firmware
from sous_voice.stove.firmware import wire
from sous_voice.stove.firmware.controller import Controller
from sous_voice.stove.firmware.panel import HOST
from sous_voice.stove.firmware.zone import ZoneConfig

DOCUMENT = (Path(__file__).parents[2] / "docs" / "stove-protocol.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[A-Z][A-Z0-9]+", DOCUMENT))
NOT_ON_THE_LINE = {"STOP", "BAD", "DUP", "OFF"}
"""What the firmware says to itself alone, and the ending of ATTENDOFF and ENERGYOFF."""


def block(name: str) -> list[str]:
    """The lines of a fenced block of this name."""
    found = re.search(rf"^```{name}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1].splitlines()


class Hal:
    """The stove of the document's conversation."""

    percent = 0

    def read(self, n: int) -> tuple:
        return 25.0 + 0.01 * (self.percent % 2), True, 18.0 * self.percent, None, 0

    def buttons(self) -> int:
        return HOST

    def drive(self, n: int, percent: int) -> None:
        self.percent = percent

    def contactor(self, closed: bool) -> None: ...

    def siren(self, on: bool) -> None: ...

    def entropy(self) -> int:
        return 0


class Talk:
    """Plays the host's lines of a conversation; ``heard`` is the whole of it, as the document writes it."""

    def __init__(self) -> None:
        self.hal = Hal()
        self.stove = Controller(self.hal, [ZoneConfig("left")], 1, "POWER", enable_button=False)
        self.now = 0
        self.session, self.seq, self.counter = wire.NO_SESSION, 0, "0000"
        self.heard: list[str] = []
        self.stove.tick(0)
        self._listen()

    def _listen(self, quiet: bool = False) -> None:
        for frame in self.stove.take().decode().splitlines():
            session, _, verb, fields = wire.split(frame[1:-9]) or ("", 0, "", [])
            if verb == "T":
                self.counter, self.session = fields[0], session
            elif verb == "WE":
                self.seq, self.session = 0, session
            if verb not in ("T", "E") and not quiet:
                self.heard.append(f"< {frame}")

    def say(self, frame: str) -> None:
        self.heard.append(f"> {frame}")
        parsed = wire.split(frame[1:-9])
        if parsed and parsed[0] == self.session != wire.NO_SESSION:
            self.seq = parsed[1]
        self.stove.feed(frame.encode() + b"\n")
        self._listen()

    def wait(self, seconds: float) -> None:
        self.heard.append(f"~ {seconds}")
        for _ in range(round(seconds * 10)):
            self.now += 100
            self.stove.tick(self.now)
            self._listen()
            if self.now % 500 == 0 and self.session != wire.NO_SESSION:
                self.seq += 1
                self.stove.feed(wire.frame(self.session, self.seq, "H", self.counter, "F", "00"))
                self._listen(quiet=True)
        self.heard.append(f"= {self.hal.percent}")


def test_frames_of_the_document() -> None:
    """Each body has the frame that stands beside it, and is read back from it; each broken one is dropped."""
    lines = block("vectors")
    assert len(lines) >= 8
    for line in lines:
        body, frame = line.split()
        assert wire.encode(body) == frame.encode() + b"\n", line
        assert wire.Reader().feed(frame.encode() + b"\n") == [body]
    for line in block("broken"):
        assert all(item == wire.BAD for item in wire.Reader().feed(line.encode() + b"\n")), line


def test_the_conversation_of_the_document() -> None:
    """The reference answers each line as the document says, byte by byte, and drives what it says."""
    talk = Talk()
    lines = block("conversation")
    for line in lines:
        if line.startswith("> "):
            talk.say(line[2:])
        elif line.startswith("~ "):
            talk.wait(float(line[2:]))
    assert talk.heard == lines
    assert "= 50" in lines, "it heats in it"


def constants() -> Iterator[tuple[str, str]]:
    """(file, code) of everything in the firmware that looks like a code of the protocol."""
    for name in ("controller", "guards", "orders", "session", "zone"):
        tree = ast.parse((Path(firmware.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch("[A-Z]{2,10}", node.value)
            ):
                yield name, node.value


@pytest.mark.parametrize("code", sorted({code for _, code in constants()} - NOT_ON_THE_LINE))
def test_every_code_is_documented(code: str) -> None:
    """A refusal, an event or a fault that the firmware knows and the document does not cannot be."""
    assert code in WORDS


def test_every_verb_is_documented() -> None:
    """Each order of the host has its line in the table."""
    talk = Talk()
    for verb in (*talk.stove.orders.verbs, "O", "HI"):
        assert f"\n| {verb} |" in DOCUMENT, verb
