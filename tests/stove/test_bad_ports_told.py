"""What is wrong with the stove's port is told to the cook, in a conversation that goes on without heat."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .assistant import RealStove
from .test_bad_ports import Device, held, one_line, other_version, stove_command

WORDS = "front left to medium\nconfirm five\nwhat's on\neverything off\nset a timer for two minutes\n"
NO_FILE_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Root may open what it likes; without these two capabilities a file's mode holds for it as for anybody."""


def conversation(port: str, words: str = WORDS, before: list[str] | None = None) -> list[dict[str, object]]:
    """``sous-voice converse`` on a port: its lines. It ends well, whatever the port is."""
    command = [*(before or []), sys.executable, "-m", "sous_voice.cli.main", "converse", "--json"]
    ran = subprocess.run([*command, "--stove", port], input=words, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def told(lines: list[dict[str, object]]) -> str:
    """All that was said."""
    return "\n".join(str(line["text"]) for line in lines if line["kind"] == "said")


def goes_on_without_heat(lines: list[dict[str, object]], cause: str, remedy: str) -> None:
    """The cause and its remedy are spoken once; heat is refused with the reason, all else goes on."""
    said = told(lines)
    assert said.count(cause) == 1 and remedy in said, said
    assert "We go on without a stove" in said
    assert "I have no stove to work with" in said, "more heat is refused"
    assert "cannot reach your stove. Please do that by hand" in said, (
        "an off that reaches nobody is not kept quiet"
    )
    assert "Timer: 2 minutes, started." in said
    assert not any("request heat" in str(line["text"]) for line in lines)
    assert "/dev" not in said, "a path is nothing for the ear"


def test_no_such_port() -> None:
    """The cable is not in, or the name is wrong."""
    goes_on_without_heat(
        conversation("/dev/nothing-here"), "There is no port of that name.", "Plug the stove in"
    )


def test_a_file_is_no_port(tmp_path: Path) -> None:
    """A file in place of a port."""
    place = tmp_path / "file"
    place.write_text("")
    goes_on_without_heat(
        conversation(str(place)), "That port is not a serial port.", "Name the stove's port."
    )


@pytest.fixture
def device(request: pytest.FixtureRequest) -> Iterator[Device]:
    made = Device(request.param)
    yield made
    made.close()


@pytest.mark.parametrize("device", [lambda data: b"$GPGGA,123519,4807.038,N*47\r\n"], indirect=True)
def test_not_a_stove(device: Device) -> None:
    """A GPS on the port."""
    goes_on_without_heat(conversation(device.port), "not a stove", "Name the port of the stove.")


@pytest.mark.parametrize("device", [other_version], indirect=True)
def test_another_version(device: Device) -> None:
    """A stove of the next protocol."""
    goes_on_without_heat(conversation(device.port), "another version", "up to date")


def test_a_busy_port() -> None:
    """Another program cooks on it."""
    stove = RealStove("--no-enable-button")
    try:
        with held(stove.port):
            goes_on_without_heat(conversation(stove.port), "Another program uses that port.", "Close it")
    finally:
        stove.close()


@pytest.mark.parametrize("device", [lambda data: data], indirect=True)
def test_no_rights(device: Device) -> None:
    """The kernel's own refusal, on a port whose mode forbids it: by command and in conversation."""
    before = NO_FILE_RIGHTS if os.geteuid() == 0 else []
    Path(device.port).chmod(0)
    command = [*before, sys.executable, "-m", "sous_voice.cli.main", "stove", "status", "--port", device.port]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    one_line((ran.returncode, ran.stdout, ran.stderr), "no right to open", "dialout")
    goes_on_without_heat(conversation(device.port, before=before), "no right to open that port.", "dialout")


def test_a_stove_with_other_zones() -> None:
    """Its own names are offered, read back and confirmed; a place that it lacks is answered with those that it has."""
    stove = RealStove("--no-enable-button", "--zones", "wok=gas:3000,window=rad,small=ind:1200:none")
    try:
        said = told(conversation(stove.port, "front left to medium\nwok to medium\nconfirm wok\nwhat's on\n"))
        assert "The stove has no such place. It has wok, window, small." in said
        assert "Wok to medium, five of nine" in said
        assert "Wok is on at five." in said
        assert "Wok is at five" in said
        # the conversation is over: its last words are an off that was seen
        assert stove_command("status", "--port", stove.port)[1].startswith("Stove: ready")
        assert stove.watts() == 0.0
    finally:
        stove.close()


def test_a_stove_that_wants_its_button_pressed() -> None:
    """Row 33. Voice has to be let in by a hand at the stove: the cook is told which button, and then it works."""
    stove = RealStove()
    # where it starts somebody has pressed the button just now; a controller that starts anew knows nothing of that
    assert stove_command("status", "--port", stove.port)[0] == 0
    stove.command("reboot")
    try:
        assert "Press the voice button on the stove first" in told(
            conversation(stove.port, "front left to medium\n")
        )
        assert stove.state()["switch_ons"] == 0
        stove.command("enable")
        assert "Front left to medium, five of nine" in told(
            conversation(stove.port, "front left to medium\n")
        )
    finally:
        stove.close()


@pytest.mark.slow
def test_a_conversation_that_was_stopped_raises_nothing() -> None:
    """Given an open offer, when the program is stopped for longer than the offer and the confirmation waits meanwhile,
    then it finds nothing to confirm."""
    stove = RealStove("--no-enable-button")
    process = subprocess.Popen(
        [sys.executable, "-m", "sous_voice.cli.main", "converse", "--json", "--stove", stove.port],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert process.stdin and process.stdout
        process.stdin.write("front left to medium\n")
        process.stdin.flush()
        assert any("Please say confirm" in line for line in iter(process.stdout.readline, ""))
        os.kill(process.pid, signal.SIGSTOP)
        process.stdin.write("confirm five\n")
        process.stdin.flush()
        began = time.monotonic()
        while time.monotonic() < began + 6.0:
            select.select([], [], [], 0.1)
        os.kill(process.pid, signal.SIGCONT)
        lines = [json.loads(line) for line in process.communicate("what's on\n", timeout=60)[0].splitlines()]
        assert not any("confirm heat" in line["text"] for line in lines), lines
        assert stove.state()["switch_ons"] == 0
    finally:
        process.kill()
        process.wait()
        stove.close()
