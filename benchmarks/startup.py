"""From the command to listening: ``sous-voice cook`` on a virtual sound card, in a process of its own each time.

python benchmarks/startup.py [TIMES]        (needs PulseAudio, as the tests on the virtual sound card do)
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "soundcard"))
from card import VirtualCard

COOK = [sys.executable, "-m", "sous_voice.cli.main", "cook", "Walnut pie", "--json", "--fresh"]


def start(environment: dict[str, str]) -> tuple[float, float, float, float]:
    """Seconds to the greeting and to listening; then the process's CPU seconds and megabytes."""
    began = time.perf_counter()
    with subprocess.Popen(
        COOK,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        greeting = listening = 0.0
        for line in process.stdout:
            kind = json.loads(line)["kind"]
            now = time.perf_counter() - began
            greeting = greeting or (now if kind == "said" else 0.0)
            if kind == "listening":
                listening = now
                break
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        ticks = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        spent = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
        resident = int(status.split("VmRSS:")[1].split()[0]) / 1024
        process.kill()
    return greeting, listening, spent, resident


def main() -> None:
    """Print the figures: the very first start, then the usual one."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        card = VirtualCard(Path(folder))
        card.start()
        environment = {
            **card.environment,
            "XDG_CACHE_HOME": folder,
            "SOUS_VOICE_JOURNALS": f"{folder}/journals",
        }
        try:
            for what, count in (("the first start on a machine", 1), ("a later start", times)):
                greeting, listening, spent, resident = zip(
                    *(start(environment) for _ in range(count)), strict=True
                )
                print(
                    f"{what}: greeting after {statistics.median(greeting):.1f} s, "
                    f"listening after {statistics.median(listening):.1f} s (worst {max(listening):.1f}), "
                    f"{statistics.median(spent):.1f} s CPU and {max(resident):.0f} MB then; "
                    f"load average {os.getloadavg()[0]:.1f}"
                )
        finally:
            card.stop()


if __name__ == "__main__":
    main()
