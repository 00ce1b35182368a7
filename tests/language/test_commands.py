"""Every command in several wordings, typed and as a recogniser writes it, with its slots."""

import json
from pathlib import Path

import pytest

from sous_voice.core.intents import RISK
from sous_voice.core.moment import Context
from sous_voice.language.normalise import normal
from sous_voice.language.parser import Parser

HERE = Path(__file__).parent
ROWS = [
    tuple([*line.split("\t"), ""][:3])
    for line in (HERE / "commands.tsv").read_text(encoding="utf-8").splitlines()
    if line
]
AT_HOME = Context(titles=("Walnut Pie", "Chicken Soup"))
FEW = frozenset("preheat_pan reject_heat hold_temperature heat_set clear_stop fire_out leave_room".split())
"""Intents of the heat grammar with wordings of their own in heat_cases.yaml."""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def spoken(text: str) -> str:
    """As recognisers write: lower case, no punctuation, contractions opened."""
    return " ".join(normal(text))


@pytest.mark.parametrize(("names", "text", "slots"), ROWS, ids=[row[1] for row in ROWS])
@pytest.mark.parametrize("view", ["typed", "spoken"])
def test_a_command_is_understood_with_its_slots(
    parser: Parser, names: str, text: str, slots: str, view: str
) -> None:
    """Each wording gives exactly its intents, and at least the slots named."""
    # given a wording, as typed or as a recogniser writes it
    said = text if view == "typed" else spoken(text)
    # when
    found = parser.understand(said, AT_HOME)
    # then
    wanted = set() if names == "out_of_grammar" else set(names.split(","))
    assert {intent.name for intent in found.intents} == wanted
    assert found.abstained is (not wanted)
    held = {name: value for intent in found.intents for name, value in intent.slots.items()}
    for name, value in (json.loads(slots) if slots else {}).items():
        assert held.get(name) == (tuple(value) if isinstance(value, list) else value), name


def test_every_intent_of_the_catalogue_has_a_wording() -> None:
    """No intent is without a sentence that reaches it."""
    reached = {name for names, _, _ in ROWS for name in names.split(",")}
    assert set(RISK) - reached - FEW == set()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("ok that is done and what do i do next", "next_step"),
        ("no i mean the last ingredient again", "repeat_part"),
        ("thanks and how long do i bake it", "duration"),
    ],
)
def test_intents_stand_in_the_order_they_were_said(parser: Parser, text: str, last: str) -> None:
    """The last thing said is the last intent."""
    assert parser.understand(text).intents[-1].name == last


def test_slots_have_places_in_the_text(parser: Parser) -> None:
    """The span of an intent covers its own words in the text as it was given."""
    # given a text with capitals and punctuation
    text = "Okay, done. How much flour do I need?"
    # when
    found = parser.understand(text).intents
    # then
    amount = next(intent for intent in found if intent.name == "amount")
    assert amount.span is not None
    assert text[slice(*amount.span)].lower().startswith("how much flour")
