"""What is wrong with a port is told in one line with a remedy, and the exit code is 1: through the command line."""

import os
import select
import subprocess
import sys
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sous_voice.stove.firmware import wire

from .assistant import RealStove


def stove_command(*words: str) -> tuple[int, str, str]:
    """Exit code, output and error output of ``sous-voice stove``."""
    command = [sys.executable, "-m", "sous_voice.cli.main", "stove", *words]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return ran.returncode, ran.stdout, ran.stderr


class Device:
    """Something on a pseudo-terminal that answers each chunk it gets, or nothing."""

    def __init__(self, answer: Callable[[bytes], bytes]) -> None:
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.port, self._slave = os.ttyname(slave), slave
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(answer,), daemon=True)
        self._thread.start()

    def _serve(self, answer: Callable[[bytes], bytes]) -> None:
        while not self._ending.is_set():
            if select.select([self.master], [], [], 0.1)[0]:
                os.write(self.master, answer(os.read(self.master, 4096)) or b"")

    def close(self) -> None:
        self._ending.set()
        self._thread.join()
        os.close(self.master)
        os.close(self._slave)


def other_version(data: bytes) -> bytes:
    """A stove of the next major version."""
    return wire.frame(wire.NO_SESSION, 0, "-", "VER", 2) if b",HI," in data else b""


def one_line(told: tuple[int, str, str], *words: str) -> None:
    """Exit code 1, nothing but one plain line, and these words in it."""
    code, out, err = told
    assert code == 1, told
    assert out == ""
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    for word in words:
        assert word in err, err


@pytest.fixture
def device(request: pytest.FixtureRequest) -> Iterator[Device]:
    made = Device(request.param)
    yield made
    made.close()


@pytest.mark.parametrize("command", ["status", "off"])
def test_no_such_port(command: str) -> None:
    """A port that is not there."""
    one_line(stove_command(command, "--port", "/dev/nothing-here"), "There is no port", "Plug the stove in")


def test_a_file_is_no_port(tmp_path) -> None:
    """A file in place of a port."""
    place = tmp_path / "file"
    place.write_text("")
    one_line(stove_command("status", "--port", str(place)), "is not a serial port", "Name the stove's port")


@pytest.mark.parametrize("device", [lambda data: b"$GPGGA,123519,4807.038,N*47\r\n", lambda data: b"",
                                    lambda data: data, lambda data: b"\xff\x00:*\n" * 50], indirect=True)  # fmt: skip
def test_not_a_stove(device: Device) -> None:
    """A GPS, something that is silent, an echo, and noise."""
    one_line(stove_command("status", "--port", device.port), "not a stove", "Name the port")


@pytest.mark.parametrize("device", [other_version], indirect=True)
def test_another_version(device: Device) -> None:
    """A stove that speaks the next version."""
    one_line(stove_command("status", "--port", device.port), "another version", "up to date")


@contextmanager
def held(port: str) -> Iterator[None]:
    """Another program has the port, and lets go of it at the end."""
    holder = subprocess.Popen(
        [sys.executable, "-c", "import serial, sys; s = serial.Serial(sys.argv[1], exclusive=True); print(); input()",
         port], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout
        holder.stdout.readline()
        yield
    finally:
        holder.communicate(b"\n")


def test_a_busy_port() -> None:
    """Another program has the port; when it lets go, the same command works."""
    stove = RealStove("--no-enable-button")
    try:
        with held(stove.port):
            one_line(stove_command("status", "--port", stove.port), "Another program uses", "Close it")
        code, out, _ = stove_command("status", "--port", stove.port)
        assert code == 0 and out.startswith("Stove: ready")
    finally:
        stove.close()


def test_a_stove_with_other_zones() -> None:
    """Three zones under the user's own names, one of gas, one without a sensor: known by what they are."""
    stove = RealStove("--no-enable-button", "--zones", "wok=gas:3000,window=rad,small=ind:1200:none")
    try:
        code, out, _ = stove_command("status", "--port", stove.port)
        assert code == 0
        zones = [line.split()[1] for line in out.splitlines() if line.startswith("Zone:")]
        assert zones == ["wok", "window", "small"]
        assert "temperature not known" in out.splitlines()[-1]
        code, out, _ = stove_command("off", "--port", stove.port)
        assert (code, out) == (0, "Stove: everything is off.\n")
    finally:
        stove.close()
