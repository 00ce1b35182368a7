"""How well the cue extractor reads real steps, against the hand labels in ``food_labels/steps.csv``.

    python benchmarks/food_cues.py [--second | --third] [--faults]

Labels: H level[-level] or op, T °C, D seconds[-seconds] or few, U first word after "until".
Prints precision, recall and exact steps; ``--faults`` lists every step that differs.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from sous_voice.core.cues import Cue, cues

FOLDER = Path(__file__).with_name("food_labels")
SAMPLE = next((name for name in ("second", "third") if f"--{name}" in sys.argv), "")
LABELS = FOLDER / (f"steps_{SAMPLE}.csv" if SAMPLE else "steps.csv")


def as_label(cue: Cue) -> str:
    """A cue in the notation of the labels."""
    if cue.kind == "heat":
        name = cue.level or cue.op
        return f"H {name}-{cue.level_high}" if cue.level_high else f"H {name}"
    if cue.kind == "temperature":
        return "T ?" if cue.celsius is None else f"T {cue.celsius:.0f}"
    if cue.kind == "duration":
        if cue.seconds is None:
            return "D few"
        return (
            f"D {cue.seconds:.0f}"
            if cue.seconds_high is None
            else f"D {cue.seconds:.0f}-{cue.seconds_high:.0f}"
        )
    return f"U {cue.condition.split()[0].lower().strip(',')}"


def labelled() -> list[tuple[str, list[str]]]:
    """(step, labels) of the file."""
    with LABELS.open() as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [
            (row["text"], [label.strip() for label in row["cues"].split(";") if label.strip()])
            for row in rows
        ]


def close(found: str, wanted: str) -> bool:
    """Equal, or temperatures within 5 °C of each other (rounded pairs such as 400 °F / 200 °C)."""
    if found[0] == wanted[0] == "T" and found != "T ?":
        return abs(float(found[2:]) - float(wanted[2:])) <= 5
    return found == wanted


def main() -> None:
    """Print the figures."""
    right: Counter[str] = Counter()
    found_all: Counter[str] = Counter()
    wanted_all: Counter[str] = Counter()
    exact = 0
    steps = labelled()
    for text, wanted in steps:
        found = [as_label(cue) for cue in cues(text)]
        missing = list(wanted)
        extra = []
        for label in found:
            match = next((other for other in missing if close(label, other)), None)
            if match is None:
                extra.append(label)
            else:
                missing.remove(match)
                right[label[0]] += 1
        found_all.update(label[0] for label in found)
        wanted_all.update(label[0] for label in wanted)
        exact += not missing and not extra
        if "--faults" in sys.argv and (missing or extra):
            print(f"missing {missing} extra {extra}: {text[:300]}")
    for kind, name in zip("HTDU", ("heat", "temperature", "duration", "until"), strict=True):
        print(f"{name}: precision {right[kind]}/{found_all[kind]}, recall {right[kind]}/{wanted_all[kind]}")
    print(f"steps wholly right: {exact}/{len(steps)}")


if __name__ == "__main__":
    main()
