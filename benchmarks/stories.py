"""Figures of stories: old books as imports, and what recording costs. Prints one line a figure.

python benchmarks/stories.py BOOK.txt...     the books as Project Gutenberg has them
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.imports import import_recipes
from sous_voice.shelf.stories.take import RATE, Take


def book(path: Path) -> None:
    """What becomes of a book's recipes."""
    began = time.process_time()
    recipes = import_recipes(str(path))
    seconds = time.process_time() - began
    valid = same = 0
    for recipe in recipes:
        again = parse(write(recipe), "book.cook")
        valid += len(again.steps) == len(recipe.steps) and again.title == recipe.title
        same += (again.notes, dict(again.metadata)) == (recipe.notes, dict(recipe.metadata))
    count = Counter(
        what
        for recipe in recipes
        for what, there in {
            "with ingredients": recipe.ingredients,
            "with a season": "season" in recipe.metadata,
            "with servings": recipe.servings is not None,
            "with a timer": any(step.timers for step in recipe.steps),
            "with a story": any(note.story for note in recipe.notes),
            "marked with what is known today": any(key.startswith("safety.") for key in recipe.metadata),
        }.items()
        if there
    )
    print(f"{path.name}: {len(recipes)} recipes in {seconds:.1f} s of processor time")
    print(f"  valid Cooklang, title and steps as read: {valid}; stories and metadata to the letter: {same}")
    for what, number in count.most_common():
        print(f"  {what}: {number}")


def recording() -> None:
    """Five minutes of a teller onto this disk."""
    sound = (np.random.default_rng(1).standard_normal(RATE // 10) * 0.1).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        take = Take(Path(folder) / "a.flac")
        times = []
        for _ in range(3000):
            began = time.perf_counter()
            take.append(sound)
            times.append(time.perf_counter() - began)
        began = time.perf_counter()
        done = take.finish()
        ended = time.perf_counter() - began
        size = done.path.stat().st_size
    times.sort()
    print(
        f"recording {done.seconds:.0f} s: a block of 0.1 s is written in {1000 * times[1500]:.2f} ms (median),"
    )
    print(
        f"  {1000 * times[2970]:.1f} ms (99 %, with the disk forced); ended, read back and compared in {ended:.2f} s"
    )
    print(
        f"  as FLAC {size / 1e6:.1f} MB of {2 * RATE * done.seconds / 1e6:.1f} MB (noise, which hardly compresses)"
    )


if __name__ == "__main__":
    for name in sys.argv[1:]:
        book(Path(name))
    recording()
