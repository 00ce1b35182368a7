"""What a step has left, by the recipe's own words and by what was given."""

import json

import pytest
from click.testing import CliRunner

from sous_voice.cli.understand import understand, with_acts
from sous_voice.core.moment import Context
from sous_voice.language.given_before import Left, actions_in, left_of
from sous_voice.language.recipe_items import Item
from sous_voice.language.requested import step_of

STEPS = ("Beat the eggs and sugar, then fold in the flour and pour into a pan.", "Bake for ten minutes.")


@pytest.mark.parametrize(
    ("instruction", "count"),
    [(STEPS[0], 3), (STEPS[1], 1), ("Chopped nuts and sliced pears are ready.", 0), ("", 0)],
)
def test_actions_are_verbs_that_open_a_clause(instruction: str, count: int) -> None:
    """A verb of cooking at the beginning of a clause is an action; a participle is none."""
    assert actions_in(instruction) == count


@pytest.mark.parametrize(
    ("last_given", "left"),
    [
        ("inform_instruction(ac-0-0)", Left(2, 3)),
        ("inform_instruction(ac-0-2)", Left(0, 3)),
        ("inform_instruction(inst-0)", Left(0, 0)),
        ("simplify_continue(inst-0, [ing-0, ing-1])", Left(3, 1)),
        ("inform_instruction(inst-1)", Left(0, 0)),
    ],
)
def test_what_was_given_is_taken_from_what_a_step_holds(last_given: str, left: Left) -> None:
    """Actions and ingredients that were given are gone from a step; one that was given whole has nothing left."""
    context = Context(last_given=last_given, instructions=STEPS, ingredients=("eggs", "white sugar", "flour"))
    place = 1 if "inst-1" in last_given else 0
    assert left_of(context, Item("inst", place)) == left


def test_nothing_is_known_of_a_step_without_its_words() -> None:
    """Where the recipe's words are not known, nothing is said of what a step has left."""
    assert left_of(Context(last_given="inst-0"), Item("inst", 0)) is None
    assert left_of(Context(last_given="inst-9", instructions=STEPS), Item("inst", 9)) is None


def test_what_is_next_within_a_step_hangs_on_what_the_recipe_has_left() -> None:
    """The same words ask for the rest of a step where there is one, and for the step behind where there is none."""
    before = ("inform_title(title)", "fetch(inst-0, [tool-0-0])")

    def asked(given: str) -> str:
        context = Context(
            last_given=given,
            acts=before,
            instructions=STEPS,
            ingredients=("eggs", "sugar", "flour"),
            n_instructions=2,
        )
        return step_of("ok what is next", {"next"}, context)

    assert asked("inform_instruction(ac-0-0)") == "inst-0"
    assert asked("inform_instruction(ac-0-2)") == "inst-1"


def test_the_recipe_s_words_may_stand_in_the_line() -> None:
    """``understand --json`` takes ``acts`` and ``instructions``, and survives what is no list of words."""
    good = {
        "text": "what's next",
        "last_given": "inform_instruction(ac-0-0)",
        "acts": [],
        "instructions": list(STEPS),
    }
    odd = good | {"acts": [["x"], 3, None], "instructions": "none"}
    lines = "\n".join(json.dumps(line) for line in (good, odd)) + "\n"
    result = CliRunner().invoke(understand, ["--json"], input=lines)
    assert result.exit_code == 0
    assert [json.loads(line)["step"][:5] for line in result.output.splitlines()] == ["inst-", "inst-"]


def test_acts_may_stand_by_turn() -> None:
    """Acts in one list and acts in a list a turn are the same; what is no act is left out."""
    flat = with_acts({"text": "next", "acts": ["fetch(inst-0)", "inform_instruction(inst-0)"]})
    by_turn = with_acts(
        {"text": "next", "acts": [["fetch(inst-0)", 7], ["inform_instruction(inst-0)"], None]}
    )
    assert flat["acts"] == by_turn["acts"] == ["fetch(inst-0)", "inform_instruction(inst-0)"]
