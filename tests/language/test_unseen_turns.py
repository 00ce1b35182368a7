"""Turns that nothing was trained on: how far the parser's understanding reaches beyond what it was taught."""

from pathlib import Path

import pytest

from sous_voice.core.moment import Context
from sous_voice.language.kitchen_words import kind_of
from sous_voice.language.parser import Parser
from sous_voice.language.products import products_of
from training.samples import own

HERE = Path(__file__).parent
COOKING = Context(prev_agent="Now stir it and add the flour.", last_given="inst-2", recipe="Walnut pie")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize("moment", [Context(), COOKING], ids=["nothing known", "cooking"])
@pytest.mark.parametrize(("name", "share"), [("unseen_turns.txt", 0.75), ("unseen_turns_too.txt", 0.65)])
def test_turns_in_no_training_are_read(parser: Parser, name: str, share: float, moment: Context) -> None:
    """Most turns of other people's wording have exactly their product intents, whatever is known of the moment."""
    # given turns that are in no training
    turns = own(HERE / name)
    taught = {turn.text for turn in own()}
    assert not any(turn.text in taught for turn in turns)
    # when
    right = [
        frozenset(products_of(parser.understand(turn.text, moment).intents)) == turn.labels for turn in turns
    ]
    # then
    assert sum(right) >= share * len(turns)


def test_odd_wordings_are_read_far_above_chance(parser: Parser) -> None:
    """Of turns in deliberately odd words two in five have exactly their product intents, and none heats."""
    # given
    lines = (HERE / "unseen_turns_odd.tsv").read_text(encoding="utf-8").splitlines()[1:]
    turns = [line.split("\t") for line in lines]
    # when
    found = [
        parser.understand(text, Context(prev_agent=agent, last_given=given, recipe="Goulash"))
        for _, given, agent, text in turns
    ]
    # then
    meant = [frozenset(labels.split("|")) for labels, *_ in turns]
    right = [
        frozenset(products_of(answer.intents)) == want for answer, want in zip(found, meant, strict=True)
    ]
    assert sum(right) >= 0.4 * len(turns)
    assert not any(answer.frames for answer in found)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("parsnips", "food"),
        ("skillet", "tool"),
        ("chopped", "cook"),
        ("frying", "cook"),
        ("degrees", "kitchen"),
        ("election", ""),
        ("the", ""),
        ("time", ""),
    ],
)
def test_kitchen_words_are_told_from_others(word: str, kind: str) -> None:
    """Foods, tools and ways of cooking are known by kind, and words of other lives have none."""
    assert kind_of(word) == kind
