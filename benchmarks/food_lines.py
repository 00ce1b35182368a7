"""How well the line parser reads real ingredient lines, against ``food_labels/lines.csv``.

    python benchmarks/food_lines.py [--second] [--faults]

A name is right when it has the same words, singular or plural; a quantity when both ends and the
unit are. Lines without an amount count as right when none was found.
"""

import csv
import sys
import time
from fractions import Fraction
from pathlib import Path

from sous_voice.core.food_names import words_of
from sous_voice.core.ingredient_lines import IngredientLine, parse_line
from sous_voice.core.quantity import find_unit
from sous_voice.core.written_numbers import read_number

FOLDER = Path(__file__).with_name("food_labels")
LABELS = FOLDER / ("lines_second.csv" if "--second" in sys.argv else "lines.csv")


def number(text: str) -> Fraction | None:
    """A labelled number; None for words or nothing."""
    return read_number(text) if text[:1].isdigit() else None


def unit(text: str) -> str:
    """One spelling of a unit."""
    found = find_unit(text)
    return found.name if found else text


def right(row: dict[str, str], line: IngredientLine) -> tuple[bool, bool]:
    """(name right, quantity right)."""
    quantity = line.quantity
    same = (quantity.low, quantity.high) == (number(row["low"]), number(row["high"]))
    same = same and unit(quantity.unit) == unit(row["unit"])
    if row["low"] and number(row["low"]) is None:
        same = same and row["low"] in quantity.words
    return words_of(line.name) == words_of(row["name"]), same


def labelled() -> list[dict[str, str]]:
    """The rows of the label file."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def main() -> None:
    """Print the figures."""
    rows = labelled()
    names = amounts = both = 0
    began = time.perf_counter()
    lines = [parse_line(row["text"]) for row in rows]
    took = time.perf_counter() - began
    for row, line in zip(rows, lines, strict=True):
        name, amount = right(row, line)
        names, amounts, both = names + name, amounts + amount, both + (name and amount)
        if "--faults" in sys.argv and not (name and amount):
            print(f"{row['text']!r}: {line.quantity} {line.name!r}")
            print(f"    wanted {row['low']} {row['high']} {row['unit']} {row['name']!r}")
    shares = ", ".join(
        f"{word} {count / len(rows):.1%}"
        for word, count in (("name", names), ("quantity", amounts), ("both", both))
    )
    print(f"{len(rows)} lines: {shares}")
    print(f"{took / len(rows) * 1000:.2f} ms a line")


if __name__ == "__main__":
    main()
