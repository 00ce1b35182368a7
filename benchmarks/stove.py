"""Figures of the stove: time from each fault to power off, closed loops, the link process, ten million
hostile bytes.

    python benchmarks/stove.py [assistant|heard|hazards|loops|link|fuzz]...
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.stove.hazards import HAZARDS
from tests.stove.rig import Direct, Pty, Rig
from tests.stove.test_assistant import ways_to_fail
from tests.stove.test_fuzz import fuzz
from tests.stove.test_methods import ZONES, hold

MILLIONS = 10_000_000


def hazards() -> None:
    """Row, scenario, seconds from fault to power off under MicroPython on a pseudo-terminal."""
    for hazard in HAZARDS:
        if hazard.within:
            stove = Pty("micropython", hazard.zones, hazard.enable)
            try:
                seconds = hazard.run(Rig(stove))
            finally:
                stove.close()
            told = "lowered" if seconds is None else f"{seconds:.2f} s"
            print(
                f"| {hazard.row} | {hazard.name.replace('_', ' ')} | {told} | {hazard.within:.2f} s |",
                flush=True,
            )


GOALS = (
    ("melt", "water", 50), ("melt, butter", "oil", 50), ("keep warm", "water", 65), ("poach", "water", 75),
    ("simmer", "water", 95), ("deep fry", "oil", 175), ("deep fry", "oil", 180), ("sear", "oil", 205),
)  # fmt: skip


def loops() -> None:
    """Of the food's true temperature less the goal, the worst of three pans: highest, and lowest and highest of the
    last two minutes."""
    for name, what, celsius in GOALS:
        for litres in (0.3, 1.0, 5.0):
            cells = []
            for kind in ZONES:
                medium = "w" if name.startswith("melt") else ""
                seconds = 1200 if litres < 5 else 2100
                runs = [
                    hold(what, litres, celsius, seconds, pan=pan, kind=kind, medium=medium)
                    for pan in ("steel", "cast_iron", "aluminium")
                ]
                top, low, high = max(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)
                cells.append(f"{top - celsius:+.1f}; {low - celsius:+.1f} to {high - celsius:+.1f}")
            print(f"| {name} {celsius} °C | {litres:g} l | " + " | ".join(cells) + " |", flush=True)


def link() -> None:
    """Time to import what the link process needs, and its memory."""
    code = "import resource, time; t = time.perf_counter(); import sous_voice.stove.keeper; "
    code += "print(time.perf_counter() - t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    seconds, megabytes = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    ).stdout.split()
    print(f"link process: imports {float(seconds):.2f} s, {megabytes} MB")


def fuzzing() -> None:
    """Ten million bytes: how often it heated."""
    began = time.monotonic()
    print(
        f"{MILLIONS} hostile bytes: {fuzz(Rig(Direct()), MILLIONS, 3)} switch-ons, {time.monotonic() - began:.0f} s"
    )


def assistant() -> None:
    """Seconds from each fault of the whole assistant to power off, on both interpreters."""
    for interpreter in ("micropython", "python"):
        with tempfile.TemporaryDirectory() as folder:
            for name, seconds in ways_to_fail(interpreter, Path(folder)).items():
                print(f"| {name} | {interpreter} | {seconds:.2f} s |", flush=True)


def heard() -> None:
    """Every prompt, and every foreign recording, against an open offer: what the session would have done."""
    # heavy, and not to be counted into the link process's memory
    from sous_voice.hearing.source import read_sound
    from tests.stove.heard import Hearer, prompts, spoken

    hearer = Hearer()
    sounds = {prompt: (spoken(prompt), prompt) for prompt in prompts()}
    shared = Path(__file__).parents[2] / "shared" / "data"
    for place in [shared / "kitchen-noise.wav", *sorted((shared / "negative").glob("*.wav"))]:
        if place.exists():
            sounds[place.name] = (read_sound(place), "")
    counts = Counter()
    for name, (sound, own) in sounds.items():
        # what is not ours has no words of ours to be known
        ways = {"nothing known of our voice": "", "our words known": own} if own else {"foreign": ""}
        for how, words in ways.items():
            for act in hearer.acts(sound, own=words):
                kind = f"{type(act.effect).__name__}{' on a part' if act.heard.partial else ''}"
                counts[how, kind] += 1
                print(f"{how}: {name!r}: {act.heard.understanding.text!r} -> {act.effect}", flush=True)
    print(len(prompts()), "prompts;", dict(counts))


PARTS = {
    "assistant": assistant,
    "heard": heard,
    "hazards": hazards,
    "loops": loops,
    "link": link,
    "fuzz": fuzzing,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
