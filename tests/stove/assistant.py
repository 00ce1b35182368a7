"""The whole assistant as a process, typed to, which can be made to stall or hang; and a stove in real time for it.

``python -m tests.stove.assistant PORT`` is ``sous-voice cook --keyboard``; with ``listening`` behind it, it is
``sous-voice cook`` in a silent room, where a terminal is typed into as well. It has signals of its own: USR1 has its
main thread match a bad regular expression, which holds the interpreter and with it every thread; USR2 lets that one
thread sleep while all others run on; each of ``THREADS`` hangs another one at its next piece of work.
"""

import json
import os
import queue
import re
import select
import signal
import subprocess
import sys
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path

PATIENCE = 40.0
HANG = 8.0
"""Seconds that the assistant stands still, one way or another: longer than any lease."""


THREADS = {
    "keyboard": signal.SIGRTMIN,
    "player": signal.SIGRTMIN + 1,
    "voice": signal.SIGRTMIN + 2,
    "ear": signal.SIGRTMIN + 3,
}
"""Threads that carry what is said to us and by us, and the signals that hang them."""
MESSAGE_HANG = 20.0
"""Seconds that one of them hangs: longer than the longest that any of them is given."""


def hangs_on(number: int, kind: type, method: str) -> None:
    """From this signal on, for ``MESSAGE_HANG`` seconds, whoever calls this method stays in it."""
    real, until = getattr(kind, method), [0.0]

    def stuck(self, *words):
        left = until[0] - time.monotonic()
        if left > 0.0:
            threading.Event().wait(left)
        return real(self, *words)

    def hang(*_: object) -> None:
        until[0] = time.monotonic() + MESSAGE_HANG
        _sign(Path(os.environ["SOUS_VOICE_JOURNALS"]), number).touch()

    setattr(kind, method, stuck)
    signal.signal(number, hang)


def _sign(folder: Path, number: int) -> Path:
    """What stands in the folder once a signal has been taken: it may come later than what is typed after it."""
    return folder / f"signal-{number}"


def bad_expression(seconds: float) -> None:
    """Match without end in sight, in calls that each hold the interpreter for about half a second."""
    end = time.monotonic() + seconds
    length = 20
    while time.monotonic() < end:
        began = time.monotonic()
        # (x+x+)+y on x's alone: the time doubles with each x, and no other thread runs in it
        re.match("(x+x+)+y", "x" * length)
        if time.monotonic() - began < 0.25:
            length += 1


class RealStove:
    """``sous-voice stove simulate`` in real time, with the controller's program in a process of its own."""

    def __init__(self, *options: str) -> None:
        command = [sys.executable, "-m", "sous_voice.cli.main", "stove", "simulate", *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.port = self.process.stdout.readline().split()[1]

    def command(self, text: str) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def state(self) -> dict:
        return json.loads(self.command("state"))

    def watts(self) -> float:
        return sum(self.state()["watts"])

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"no {what} in {PATIENCE:.0f} s"
            select.select([], [], [], 0.02)

    def off_after(self, fault: Callable[[], object]) -> float:
        """Seconds of the stove's own time from the fault until no power flows and none is ordered: on a busy
        machine the drive that has to toggle may drop for a moment by itself."""
        began = self.state()["at"]
        fault()
        self.until(lambda: not any(self.state()["ordered"]) and self.watts() == 0.0, "off")
        return self.state()["off_at"] - began

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()


class Assistant:
    """The assistant's process: what is typed to it, what it tells."""

    def __init__(self, port: str, folder: Path, listening: bool = False) -> None:
        command = [sys.executable, "-m", "tests.stove.assistant", port, *(["listening"] if listening else [])]
        # with a microphone only a terminal is typed into
        typed, terminal = os.openpty()
        tty.setraw(terminal)
        self._typed = os.fdopen(typed, "w")
        self.process = subprocess.Popen(
            command,
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "SOUS_VOICE_JOURNALS": str(folder)},
        )
        os.close(terminal)
        self._folder = folder
        self._lines: queue.Queue[dict] = queue.Queue()
        self.seen: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def say(self, line: str) -> None:
        """Type a line."""
        self._typed.write(line + "\n")
        self._typed.flush()

    def wait_for(self, kind: str, *words: str) -> str:
        """The next line of this kind with any of these words."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                line = self._lines.get(timeout=1.0)
            except queue.Empty:
                continue
            self.seen.append(f"{line['kind']}: {line['text']}")
            if line["kind"] == kind and any(one in line["text"].lower() for one in words):
                return str(line["text"])
        raise AssertionError(f"no {kind} with {words!r}; seen: {self.seen[-20:]}")

    def cook(self, stove: RealStove) -> None:
        """Heat as a cook gets it: asked for, offered, confirmed with the place and the number."""
        self.say("front left to medium")
        self.wait_for("said", "say confirm")
        began = time.monotonic()
        stove.until(lambda: time.monotonic() - began > 1.5, "pause")
        self.say("confirm front left five")
        self.wait_for("said", "front left is on at five")

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def hang(self, thread: str, stove: RealStove) -> None:
        """One of ``THREADS`` hangs from its next piece of work on."""
        self.signal(THREADS[thread])
        stove.until(_sign(self._folder, THREADS[thread]).exists, "signal taken")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()
        self._typed.close()


class SilentRoom:
    """A ``Source`` in real time in which nobody speaks."""

    name, behind = "silent room", 0.0

    def __init__(self, *_: object) -> None:
        self._due = time.monotonic()

    def read(self, timeout: float) -> object:
        import numpy as np

        self._due += 0.1
        threading.Event().wait(max(0.0, self._due - time.monotonic()))
        return np.zeros(1600, np.float32)

    def close(self) -> None:
        """Nothing is held."""


def listen_in_a_silent_room() -> None:
    """A microphone and a loudspeaker where there is no sound card; the ear itself is the real one."""
    from sous_voice import app
    from sous_voice.app import live
    from sous_voice.hearing import microphone
    from sous_voice.runtime.ear import Ear
    from sous_voice.speaking.sinks import ClockSink

    app.sound_devices = lambda settings: ""
    microphone.Microphone = SilentRoom  # type: ignore[misc, assignment]
    live.Loudspeaker = lambda device, clock, changed: ClockSink(clock)  # type: ignore[misc, assignment]
    hangs_on(THREADS["ear"], Ear, "take")


def main(port: str, way: str = "typed") -> None:
    from sous_voice.cli.main import main as run
    from sous_voice.language.parser import Parser
    from sous_voice.speaking.player import Player
    from sous_voice.speaking.synthesis import Voices

    hangs_on(THREADS["keyboard"], Parser, "understand")
    hangs_on(THREADS["player"], Player, "step")
    # what the voice has said before is not made again, and so would not hang
    Voices.kept = lambda self, name, words, speed: None  # type: ignore[method-assign]
    hangs_on(THREADS["voice"], Voices, "stream")
    signal.signal(signal.SIGUSR1, lambda *_: bad_expression(HANG))
    signal.signal(signal.SIGUSR2, lambda *_: threading.Event().wait(HANG))
    if way == "listening":
        listen_in_a_silent_room()
    keyboard = [] if way == "listening" else ["--keyboard"]
    sys.argv = ["sous-voice", "cook", *keyboard, "--fresh", "--json", "--stove", port]
    run()


if __name__ == "__main__":
    main(*sys.argv[1:])
