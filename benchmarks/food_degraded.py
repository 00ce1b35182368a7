"""Questions about food as a recogniser would write them: no punctuation, small words lost, words that sound alike.

python benchmarks/food_degraded.py QUESTIONS.tsv ...

Each question is degraded once by ``training/samples.py`` (one word in eight) and asked; the labels are those of
``food_questions.py``. Prints the count of each file, beside that of the words as they were written.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from food_questions import Asked, answers, read_questions, right

from sous_voice.language.normalise import normal
from sous_voice.language.parser import Parser
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from training.samples import misheard

SEED = 7


def main() -> None:
    """Print the counts."""
    names = [name for name in sys.argv[1:] if name.endswith(".tsv")]
    parser, kitchen = Parser(), furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))

    def answered(one: Asked, words: str) -> bool:
        return right(" ".join(answers(parser, kitchen, one, words)), one.label)

    for name in names:
        rng = random.Random(SEED)
        questions = read_questions(Path(name))
        plain = worse = 0
        for one in questions:
            heard = misheard(" ".join(normal(one.question)), rng)
            first, second = answered(one, one.question), answered(one, heard)
            plain, worse = plain + first, worse + second
            if first and not second:
                print(f"lost: {one.question!r} as {heard!r}")
        print(f"{Path(name).name}: {plain} as written, {worse} degraded, of {len(questions)}")


if __name__ == "__main__":
    main()
