"""Nutrition over a folder of Markdown recipes: how much of the weight is covered, and how quick it is.

python benchmarks/food.py FOLDER        e.g. the content folder of Based Cooking
"""

import statistics
import sys
import time
from collections import Counter
from pathlib import Path

began = time.perf_counter()
from sous_voice.core.nutrients import NUTRIENTS  # noqa: E402
from sous_voice.core.nutrition import likely_grams, total  # noqa: E402
from sous_voice.errors import RecipeError  # noqa: E402
from sous_voice.shelf.foods import open_foods  # noqa: E402
from sous_voice.shelf.imports import import_recipes  # noqa: E402

IMPORTED = time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    began = time.perf_counter()
    book = open_foods()
    book.find("butter")
    print(
        f"open and first answer: {1000 * (time.perf_counter() - began):.0f} ms (imports {1000 * IMPORTED:.0f} ms)"
    )
    sums, unknown, times, faults = [], Counter[str](), [], 0
    for path in sorted(Path(sys.argv[1]).glob("*.md")):
        try:
            (recipe,) = import_recipes(str(path))
        except RecipeError:
            faults += 1
            continue
        began = time.perf_counter()
        found = total(book, recipe.ingredients)
        times.append(time.perf_counter() - began)
        sums.append(found)
        unknown.update(line.ingredient.name for line in found.lines if line.match is None)
    lines = [line for found in sums for line in found.lines]
    kept = sum(found.grams for found in sums)
    lost = sum(likely_grams(line.ingredient) for found in sums for line in found.missing)
    why = Counter(line.missing or "counted" for line in lines)
    energy = sum(found.figure(NUTRIENTS["energy_kcal"]).value for found in sums)
    print(f"{len(sums)} recipes ({faults} without lists), {len(lines)} lines: {dict(why)}")
    print(
        f"a food is known for {sum(line.match is not None for line in lines) / len(lines):.1%} of the lines"
    )
    print(
        f"weight covered: {kept / (kept + lost):.1%}; median recipe {statistics.median(f.coverage for f in sums):.1%}"
    )
    print(
        f"a recipe takes {1000 * statistics.median(times):.1f} ms; {energy / kept * 100:.0f} kcal in 100 g overall"
    )
    print("commonest unknown:", ", ".join(name for name, _ in unknown.most_common(12)))


if __name__ == "__main__":
    main()
