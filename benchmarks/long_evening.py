"""A long evening: hundreds of turns typed into one live session, and three kills that it must outlive.

    python benchmarks/long_evening.py [--turns 500] [--kills 3]

``sous-voice cook --keyboard`` on a pseudo-terminal, in folders of its own. Printed after each hundred turns: resident
memory, the median and the worst time from a line to the first word of its answer, and the journal's size. Then it
is killed with SIGKILL at a random moment of a turn and started again: the step and the timers it tells of are compared
with those of before. Needs no loudspeaker and no microphone.
"""

import argparse
import os
import pty
import random
import re
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LINES = (
    "what are the ingredients", "how much butter", "next", "what was that again", "how long does it take",
    "where are we", "go back", "what can i use instead of butter", "how many calories does it have",
    "is it vegetarian", "next step", "double it", "how much sugar", "as it is written", "ana can't have nuts",
    "can ana eat this", "who is eating with us", "set a timer for ten minutes for the eggs",
    "how much time is left on the eggs", "cancel the timer", "repeat that", "add milk to my shopping list",
    "what's on the list", "what is in season", "how do i know when it's done", "what does fold mean",
    "it's too salty", "no thanks", "step two", "what comes next", "who wants wine", "undo",
)  # fmt: skip
PATIENCE = 20.0
"""Seconds for an answer."""


class Program:
    """The session, and what it prints."""

    def __init__(self, home: Path, recipe: str) -> None:
        self.master, slave = pty.openpty()
        names = {
            f"XDG_{name.upper()}_HOME": str(home / name) for name in ("data", "state", "cache", "config")
        }
        env = {**os.environ, "HOME": str(home), **names}
        command = [sys.executable, "-m", "sous_voice.cli.main", "cook", recipe, "--keyboard"]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)

    def read(self, until: str, seconds: float = PATIENCE) -> str:
        """What is printed until a pattern comes, or the time is over."""
        text, ends = "", time.monotonic() + seconds
        while time.monotonic() < ends and not re.search(until, text):
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    text += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    break
        return text

    def ask(self, line: str) -> tuple[float, str]:
        """Seconds to the first word of the answer, and what was printed."""
        self.read("$^", 0.02)
        began = time.monotonic()
        os.write(self.master, f"{line}\n".encode())
        text = self.read(r"(?:Said|Step|Sound|Story|Timer): ")
        return time.monotonic() - began, text + self.read("$^", 0.15)

    def kill(self) -> None:
        """Without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(text.split("VmRSS:")[1].split()[0]) / 1024


def journal_of(home: Path) -> Path:
    """The newest journal in these folders."""
    found = sorted(home.rglob("*.jsonl"), key=lambda path: path.stat().st_mtime)
    return found[-1]


def main() -> None:
    """Print the figures."""
    asking = argparse.ArgumentParser()
    asking.add_argument("--turns", type=int, default=500)
    asking.add_argument("--kills", type=int, default=3)
    chosen = asking.parse_args()
    rng = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        program = Program(home, "Walnut Pie")
        print(program.read(r"Say(?: ingredients|ingredients|.*start)").strip()[-60:])
        program.ask("start cooking")
        took: list[float] = []
        for turn in range(1, chosen.turns + 1):
            took.append(program.ask(rng.choice(LINES))[0])
            if turn % 100 == 0:
                last = took[-100:]
                print(f"{turn} turns: {program.megabytes:.0f} MB, median {statistics.median(last) * 1000:.0f} ms, "
                      f"worst {max(last) * 1000:.0f} ms, journal {journal_of(home).stat().st_size / 1000:.0f} kB",
                      flush=True)  # fmt: skip
        for number in range(1, chosen.kills + 1):
            program.ask(f"set a timer for {10 + number} minutes for the sauce")
            _, before = program.ask("where are we")
            os.write(program.master, b"how much butter\n")
            time.sleep(rng.uniform(0.0, 0.3))
            program.kill()
            began = time.monotonic()
            program = Program(home, "Walnut Pie")
            hello = program.read(r"Step \d+ of \d+|Say next")
            back = time.monotonic() - began
            _, after = program.ask("where are we")
            _, timers = program.ask("which timers are running")
            was, now = (re.search(r"Step \d+ of \d+", text) for text in (before, after))
            told = " ".join(re.findall(r"Said: (.*)", timers))[:120]
            print(f"kill {number}: back after {back:.1f} s; before {was and was[0]}, after {now and now[0]}; {told}; "
                  f"journal {journal_of(home).stat().st_size / 1000:.0f} kB", flush=True)  # fmt: skip
            if not hello.strip():
                print("   said nothing")
            program.ask("cancel all timers")
        program.kill()


if __name__ == "__main__":
    main()
