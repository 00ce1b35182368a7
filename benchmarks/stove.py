"""Figures of the stove: time from each fault to power off, closed loops, the link process, ten million
hostile bytes.

    python benchmarks/stove.py [hazards|loops|link|fuzz]...
"""

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.stove.hazards import HAZARDS
from tests.stove.rig import Direct, Pty, Rig
from tests.stove.test_fuzz import fuzz
from tests.stove.test_methods import hold

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


def loops() -> None:
    """Highest, and lowest and highest of the last two minutes, of the food's true temperature."""
    for what, celsius in (("water", 95), ("oil", 175)):
        for litres in (0.3, 1.0, 5.0):
            top, low, high = hold(what, litres, celsius, 1800)
            print(f"| {what} {litres} l | {celsius} °C | {top:.1f} | {low:.1f} to {high:.1f} |", flush=True)


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


PARTS = {"hazards": hazards, "loops": loops, "link": link, "fuzz": fuzzing}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
