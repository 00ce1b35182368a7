"""Memory of a live session: ``sous-voice cook`` on a virtual sound card, spoken to by a second voice.

    python benchmarks/memory.py [--turns 20] [--maps]

Printed when it listens, after each five turns, and at the end: resident memory, its proportional share, what
is its own alone, and the peak. ``--maps`` adds what the largest mappings are. Needs PulseAudio, as the tests on
the virtual sound card do.
"""

import argparse
import os
import re
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "soundcard"))
from card import VirtualCard
from program import Program, spoken

LINES = (
    "what are the ingredients",
    "how much butter",
    "start cooking",
    "what was that again",
    "next step",
    "set a timer for ten minutes for the eggs",
    "how long does it take",
    "what can i use instead of butter",
    "next step",
    "how much time is left on the egg timer",
    "how many calories does it have",
    "where am i",
    "go back",
    "how do i know when it is done",
    "is it vegetarian",
    "next step",
    "double the recipe",
    "how much sugar",
    "cancel the timer",
    "repeat that",
)


def rollup(pid: int) -> dict[str, float]:
    """Megabytes now, and the peak."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kilobytes = {name: int(value) for name, value in re.findall(r"(\w+): +(\d+) kB", text)}
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return {
        "RSS": kilobytes["Rss"] / 1024,
        "PSS": kilobytes["Pss"] / 1024,
        "private": (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1024,
        "of it written": kilobytes["Private_Dirty"] / 1024,
        "peak RSS": int(status.split("VmHWM:")[1].split()[0]) / 1024,
    }


def largest(pid: int) -> list[tuple[str, float]]:
    """Resident megabytes by mapped file."""
    sizes: Counter[str] = Counter()
    name = ""
    for line in Path(f"/proc/{pid}/smaps").read_text(encoding="utf-8").splitlines():
        if head := re.match(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+ *(.*)", line):
            name = Path(head[1]).name or "anonymous"
        elif line.startswith("Rss:"):
            sizes[name] += int(line.split()[1])
    return [(name, size / 1024) for name, size in sizes.most_common(24)]


def tell(what: str, pid: int, maps: bool) -> None:
    """One line, and the mappings where they are wanted."""
    print(f"{what}: " + ", ".join(f"{name} {size:.0f}" for name, size in rollup(pid).items()), flush=True)
    if maps:
        print("   " + "; ".join(f"{name} {size:.0f}" for name, size in largest(pid)))


def answered(program: Program) -> bool:
    """Whether something is said within five seconds."""
    try:
        return bool(program.wait_for("said", seconds=5))
    except AssertionError:
        return False


def session(card: VirtualCard, folder: Path, wavs: list[Path], turns: int, maps: bool) -> None:
    """Talk, and look."""
    program = Program(card, folder, "Walnut pie", "--fresh")
    pid, pause = program.process.pid, threading.Event()
    try:
        program.wait_for("listening", seconds=60)
        tell("when it listens", pid, maps)
        pause.wait(6)
        answers = 0
        for turn in range(turns):
            program.forget()
            card.say(wavs[turn % len(wavs)])
            answers += answered(program)
            pause.wait(4)
            if turn % 5 == 4:
                tell(f"after {turn + 1} turns, {answers} answered", pid, maps and turn + 5 >= turns)
    finally:
        program.close()


def main() -> None:
    """Print the figures."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--turns", type=int, default=20)
    wanted.add_argument("--maps", action="store_true")
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        card = VirtualCard(Path(folder))
        card.start()
        card.environment |= {"XDG_CACHE_HOME": folder}
        try:
            wavs = [spoken(Path(folder), line, number) for number, line in enumerate(LINES)]
            for cache in ("the first start on a machine", "a later start"):
                print(f"{cache} (load average {os.getloadavg()[0]:.1f}), MB:")
                turns = given.turns if cache == "a later start" else 0
                session(card, Path(folder), wavs, turns, given.maps)
        finally:
            card.stop()


if __name__ == "__main__":
    main()
