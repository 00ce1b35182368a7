"""Which item of the recipe a turn is about."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.cli.understand import understand
from sous_voice.core.moment import Context
from sous_voice.language.recipe_items import items_of
from sous_voice.language.requested import LONGEST, step_of


@pytest.mark.parametrize(
    ("last_given", "prev_agent", "text", "meant", "item"),
    [
        ("inform_instruction(inst-2)", "Beat the eggs.", "ok what is next", {"next"}, "inst-3"),
        ("inform_instruction(inst-2)", "Beat the eggs.", "can you repeat that", {"repeat"}, "inst-2"),
        ("inform_instruction(inst-2)", "Bake it.", "how hot", {"temperature"}, "inst-2"),
        ("simplify_begin(inst-1)", "We will add several things.", "what is first", {"next"}, "inst-1"),
        ("inform_ingredient(ing-2)", "Two eggs.", "and next", {"next"}, "ing-3"),
        ("inform_title(title)", "We make pie. Are you ready?", "yes the first step", {"next"}, "inst-0"),
        ("inst-3", "Fold it.", "what are we making", {"recipe_title"}, "title"),
        ("inform_ingredient(ing-2) inform_ingredient(ing-3)", "", "the first one", {"repeat"}, "ing-2"),
    ],
)
def test_item_follows_from_what_was_given_and_asked(
    last_given: str, prev_agent: str, text: str, meant: set[str], item: str
) -> None:
    """What was given last and what is asked decide the item."""
    assert step_of(text, meant, Context(last_given=last_given, prev_agent=prev_agent)) == item


def test_an_amount_is_about_its_ingredient() -> None:
    """A question of how much is about the ingredient that it names."""
    context = Context(last_given="inst-1", ingredients=("white flour", "butter"))
    assert step_of("how much butter", {"ingredient_amount"}, context) == "ing-1"


def test_an_aside_about_an_ingredient_returns_to_the_step() -> None:
    """After a word on an ingredient the talk is at the instruction again."""
    context = Context(last_given="inform_amount(ing-4)", last_step="inst-3", prev_agent="You need 1 cup.")
    assert step_of("ok done what is next", {"done", "next"}, context) in ("inst-3", "inst-4")


def test_the_end_of_the_recipe_is_not_passed() -> None:
    """Behind the last instruction there is none."""
    context = Context(last_given="inform_instruction(inst-4)", n_instructions=5)
    assert step_of("done what is next", {"done", "next"}, context) == "inst-4"


@pytest.mark.parametrize("last_given", ["", "nothing of ours", "inst-" + "9" * 5000, "a" * 100_000])
def test_nothing_known_gives_no_item(last_given: str) -> None:
    """Where nothing is known of what was given no item is guessed."""
    assert step_of("next", {"next"}, Context(last_given=last_given)) == ""


@given(
    st.text(max_size=80),
    st.from_regex(r"([a-z]{1,12}\()?(inst|ing|ac)-[0-9]{1,3}(-[0-9])?(, \[ing-[0-9]\])?\)?", fullmatch=True),
    st.sets(st.sampled_from(["next", "done", "repeat", "ingredient_amount", "start", "thanks"])),
    st.text(max_size=80),
)
def test_an_item_is_always_one(text: str, last_given: str, meant: set[str], prev_agent: str) -> None:
    """Whatever is said, the answer names one item of a recipe, or nothing is known."""
    step = step_of(text, meant, Context(last_given=last_given, prev_agent=prev_agent))
    assert len(items_of(step)) == 1 or not items_of(last_given)
    assert len(last_given) < LONGEST


def test_the_answer_has_a_step_only_where_something_was_given() -> None:
    """``understand --json`` names the item where the line says what was given, and has no such key elsewhere."""
    lines = [json.dumps({"text": "what's next", "last_given": "inform_instruction(inst-2)"}), "what's next"]
    out = CliRunner().invoke(understand, ["--json"], input="\n".join(lines) + "\n").output.splitlines()
    assert json.loads(out[0])["step"] == "inst-3"
    assert "step" not in json.loads(out[1])


def test_acts_of_a_recorded_dialogue_say_what_was_given() -> None:
    """A line may bring all acts of the assistant's last turn under the name that recorded dialogues have."""
    line = {"text": "what's next", "prev_acts": ["inform_instruction(inst-2)", "inform_instruction(inst-3)"]}
    out = CliRunner().invoke(understand, ["--json"], input=json.dumps(line) + "\n").output
    assert json.loads(out)["step"] == "inst-4"


def test_after_a_word_on_an_ingredient_the_list_goes_on_behind_its_end() -> None:
    """Two were read out, one was asked of again: the next is the third."""
    context = Context(
        prev_agent="It should be a small one.", last_given="inform_amount(ing-0)", completed="ing-1"
    )
    assert step_of("ok what are the next two ingredients", {"next"}, context) == "ing-2"
