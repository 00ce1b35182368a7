"""Questions about food by real sound: a second voice asks, and the answers are held against what they must contain.

python benchmarks/food_by_ear.py QUESTIONS.tsv [--settings FILE]

QUESTIONS.tsv has recipe, setup (unused), question, what a right answer contains (see ``food_questions.py``). The
questions of one recipe are one session: second voice → 16 kHz → endpointing → recogniser → parser → core → voice.
A line that is not answered, or not understood as the words themselves mean, is said once more, as a cook would.
"""

import sys
from itertools import groupby
from pathlib import Path

from by_ear import play
from food_questions import read_questions, right

from sous_voice.settings import Settings, load_settings
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe


def main() -> None:
    """Print each question with its answers, and the count."""
    questions = read_questions(Path(sys.argv[1]))
    settings = load_settings(Path(sys.argv[3])) if "--settings" in sys.argv[2:3] else Settings()
    first = good = 0
    for recipe, group in groupby(questions, key=lambda one: one.recipe):
        asked = list(group)
        chosen = read_recipe(shipped("recipes") / f"{recipe}.cook") if recipe else None
        answers: dict[str, list[str]] = {}
        for line, heard, told in play(settings, chosen, [one.question for one in asked]):
            answers.setdefault(line, []).append(f"(heard: {heard}) {' | '.join(told)}")
        for one in asked:
            given = answers.get(one.question, [])
            hits = [right(answer.partition(") ")[2], one.label) for answer in given]
            first += bool(hits[:1] and hits[0])
            good += any(hits)
            print(f"{'ok ' if any(hits) else 'BAD'} [{recipe}] {one.question}")
            print("\n".join(f"      -> {answer}" for answer in given or ["nothing heard"]), flush=True)
    print(f"{first} of {len(questions)} at once, {good} after a second try")


if __name__ == "__main__":
    main()
