"""Questions about food as cooks ask them, each in a conversation of its own, held against what the answer must contain.

python benchmarks/food_questions.py [QUESTIONS.tsv] [--bad]

A line has recipe (empty for none), what was said before (separated by ;), the question, and what a right answer
contains: regular expressions joined by &&, one that begins with ! must not be there. The labels of
``food_labels/questions.tsv`` were written before the questions were asked for the first time.
"""

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Say
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe

OWN = Path(__file__).with_name("food_labels") / "questions.tsv"


class Asked(NamedTuple):
    """One question."""

    recipe: str
    before: str
    question: str
    label: str


def read_questions(path: Path) -> list[Asked]:
    """The lines of a file."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [Asked(*[*line.split("\t"), "", "", ""][:4]) for line in lines]


def right(answer: str, label: str) -> bool:
    """Whether an answer contains what it must."""
    if not answer or re.search(r"did not (?:get|understand)|can't check", answer):
        return False
    parts = [part.strip() for part in label.split("&&")]
    return all(
        not re.search(part[1:], answer, re.I) if part.startswith("!") else re.search(part, answer, re.I)
        for part in parts
    )


def answers(parser: Parser, kitchen: Kitchen, one: Asked, words: str) -> list[str]:
    """What is said to a question, in ``words``, in a conversation of its own."""
    said: list[str] = []

    def note(_at: float, message: Event | Effect) -> None:
        if isinstance(message, Say):
            said.append(message.text)

    session = VirtualSession(kitchen, parser.understand, note)
    session.open(read_recipe(shipped("recipes") / f"{one.recipe}.cook") if one.recipe else None)
    for line in filter(None, one.before.split(";")):
        session.hear(line)
    said.clear()
    session.hear(words)
    return said


def main() -> None:
    """Print the answers, and how many are right."""
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    questions = read_questions(Path(names[0]) if names else OWN)
    parser, kitchen = Parser(), furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))
    good = 0
    for one in questions:
        said = answers(parser, kitchen, one, one.question)
        ok = right(" ".join(said), one.label)
        good += ok
        if not (ok and "--bad" in sys.argv):
            print(f"{'ok ' if ok else 'BAD'} [{one.recipe}] {one.question}\n      -> {' | '.join(said)}")
    print(f"{good} of {len(questions)}")


if __name__ == "__main__":
    main()
