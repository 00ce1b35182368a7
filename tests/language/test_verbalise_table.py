"""What is written in recipes, and what is said: ``spoken_text.tsv``."""

from pathlib import Path

import pytest

from sous_voice.language.verbalise import verbalise

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "spoken_text.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("written", "spoken"), ROWS, ids=[written for written, _ in ROWS])
def test_written_text_is_said_so(written: str, spoken: str) -> None:
    """Each way of writing an amount, a heat, a time or a date has its words."""
    assert verbalise(written) == spoken


def test_lines_stay_lines() -> None:
    """Every line is verbalised by itself, so that a list of ingredients stays one."""
    assert verbalise("1 tsp salt\n\n½ cup milk") == "one teaspoon salt\n\nhalf a cup of milk"


def test_real_recipes_have_only_words(shared_data: Path) -> None:
    """In 349 real recipes no ingredient line and no step keeps a digit, a sign or an abbreviated unit."""
    from tests.language.test_verbalise_properties import SIGNS, UNIT

    left = []
    for place in sorted((shared_data / "based-cooking").glob("*.md"))[::4]:
        for line in place.read_text(encoding="utf-8").splitlines():
            words = verbalise(line) if line.lstrip()[:2] in ("- ", "* ") or line[:1].isdigit() else ""
            if SIGNS.search(words) or UNIT.search(words):
                left.append((line, words))

    assert left == []
