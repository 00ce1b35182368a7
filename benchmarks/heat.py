"""How safe and how exact heat talk is read: cases, ordinary talk, and talk against an open offer.

    python benchmarks/heat.py DATA [--sentences 100000]

DATA holds cookdial_dev.jsonl, based-cooking/*.md and historic/*.txt. Every line is read as it stands and as a
recogniser would write it.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "core"), str(ROOT / "tests" / "language")]

import heat_case_reader as reader  # noqa: E402 (lies with the tests)
import heat_chatter as chatter  # noqa: E402

from sous_voice.language.heat import HeatReading, read_heat  # noqa: E402
from sous_voice.language.numbers import words_of  # noqa: E402

RAISES = {"on", "set", "raise"}


def raising(reading: HeatReading) -> bool:
    """A frame that is ready to be offered."""
    return not reading.clarify and any(
        f.op in RAISES and f.level not in ("n:0", "off") for f in reading.frames
    )


def lines_of(data: Path) -> dict[str, list[str]]:
    """Ordinary talk and recipe text by source."""
    turns = [
        json.loads(line) for line in (data / "cookdial_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = {
        "cooks' turns": [turn["utterance"] for turn in turns],
        "helpers' turns": [turn["prev_agent"] or "" for turn in turns],
        "recipe lines": [
            line.strip(" -*#0123456789.")
            for path in sorted((data / "based-cooking").glob("*.md"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ],
    }
    for path in sorted((data / "historic").glob("*.txt")):
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8", errors="replace"))
        found[path.stem] = re.split(r"(?<=[.;?!])\s", text)
    return {name: [line for line in dict.fromkeys(lines) if line.strip()] for name, lines in found.items()}


def sweep(data: Path) -> None:
    """Frames from talk that orders nothing."""
    for name, lines in lines_of(data).items():
        began = time.perf_counter()
        readings = [read_heat(view) for line in lines for view in (line, " ".join(words_of(line)))]
        each = 1000 * (time.perf_counter() - began) / len(readings)
        up, off = sum(map(raising, readings)), sum(any(f.op == "off" for f in r.frames) for r in readings)
        print(f"{name}: {len(lines)} lines, raising {up}, off {off}, asked back "
              f"{sum(r.clarify for r in readings)}, {each:.2f} ms a reading")  # fmt: skip


def cases(path: Path) -> None:
    """Exact frames of a case file, typed and as heard."""
    for view in (str, lambda words: " ".join(words_of(words))):
        right: dict[str, list[bool]] = {}
        for _kind, words, expect, frames in reader.cases(path):
            right.setdefault(expect, []).append(_right(read_heat(view(words)), expect, frames))
        print(path.name, {name: f"{sum(good)}/{len(good)}" for name, good in right.items()})


def _right(reading: HeatReading, expect: str, frames: list[dict[str, object]]) -> bool:
    if expect != "act":
        return reading.clarify if expect == "clarify" else not reading.frames and not reading.clarify
    got = [{k: getattr(f, k) for k in reader.KEYS if getattr(f, k) is not None} for f in reading.frames]
    return not reading.clarify and sorted(map(_key, got)) == sorted(map(_key, frames))


def _key(frame: dict[str, object]) -> str:
    return str(sorted((name, str(value).removesuffix(".0")) for name, value in frame.items()))


def replay(count: int) -> None:
    """Random talk against an open offer and at an idle stove."""
    states: dict[str, Callable[[], object]] = {"open offer": chatter.offered, "idle": chatter.idle}
    for name, make in states.items():
        session, began = make(), time.perf_counter()
        wrong = right = 0
        for text in chatter.sentences(count, 2026):
            if chatter.confirmed(chatter.hear(session, text)):  # type: ignore[arg-type]
                good = chatter.carries_back(text) and name == "open offer"
                right, wrong = right + good, wrong + (not good)
                if not good:
                    print("WRONG:", text)
        seconds = time.perf_counter() - began
        print(f"{name}: {count} sentences, confirmed rightly {right}, wrongly {wrong}, {seconds:.0f} s")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sentences", type=int, default=100_000)
    given = parser.parse_args()
    for name in ("heat_cases.yaml", "heat_cases_unseen.yaml", "heat_cases_fresh.yaml"):
        cases(ROOT / "tests" / "language" / name)
    replay(given.sentences)
    sweep(given.data)


if __name__ == "__main__":
    main()
