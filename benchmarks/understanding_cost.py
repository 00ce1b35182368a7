"""What understanding costs: start, memory, time for a turn on one core, lines a second through the command line.

    python benchmarks/understanding_cost.py DATA

DATA holds cookdial_dev.jsonl; its turns are what is read. Times are of the processor, so that other work on the machine
counts little; memory is what the process holds beyond an interpreter that has loaded nothing.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def held() -> float:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def start() -> str:
    """Seconds until the first answer, and the memory that took; the imports are part of it."""
    before, began = held(), time.process_time()
    from sous_voice.language.parser import Parser

    parser = Parser()
    parser.understand("what is next")
    seconds = time.process_time() - began
    return f"start: {seconds:.2f} s of the processor, {held() - before:.0f} MB added"


def turns(data: Path) -> str:
    """Milliseconds of the processor for a turn, with the moment it was said in."""
    from sous_voice.core.moment import Context
    from sous_voice.language.parser import Parser

    parser = Parser()
    gc.freeze()  # as a session does
    rows = [json.loads(line) for line in (data / "cookdial_dev.jsonl").read_text().splitlines()]
    times = []
    for row in rows:
        context = Context(prev_agent=row["prev_agent"] or "", recipe=row["recipe"])
        began = time.process_time()
        parser.understand(row["utterance"], context)
        times.append((time.process_time() - began) * 1000)
    times.sort()
    after = f"{held():.0f} MB held after {len(rows)} turns"
    return (
        f"turn: median {times[len(times) // 2]:.2f} ms, p99 {times[int(0.99 * len(times))]:.2f} ms; {after}"
    )


def batch(data: Path) -> str:
    """Lines a second through the command line, start included."""
    rows = [json.loads(line)["utterance"] for line in (data / "cookdial_dev.jsonl").read_text().splitlines()]
    lines = "\n".join(rows * 4) + "\n"
    command = [sys.executable, "-c", "from sous_voice.cli.main import main; main()", "understand", "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    count = done.stdout.count("\n")
    return f"batch: {count} lines in {seconds:.1f} s of the processor, {count / seconds:.0f} a second"


def main() -> None:
    """Print the figures, each from a fresh state of this process."""
    data = Path(sys.argv[1])
    print(start())
    print(turns(data))
    print(batch(data))


if __name__ == "__main__":
    main()
