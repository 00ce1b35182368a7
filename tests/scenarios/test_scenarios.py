"""Whole conversations, as cooks have them: see ``stage.py`` for the format of the files beside it."""

import pytest

from .stage import Scenario, Stage, read_scenario, scenarios

ALL = list(scenarios())


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_conversation(scenario: Scenario) -> None:
    """Given the cook's lines, then each answer is the expected one; the rule stands in the scenario."""
    stage = Stage(scenario)
    wrong = [fault for turn in scenario.turns for fault in stage.play(turn)]
    assert not wrong, f"{scenario.rule}\n" + "\n".join(wrong)


def test_every_scenario_has_a_name_of_its_own_and_checks_something() -> None:
    """Given all files, then no name is used twice and no scenario lets everything pass."""
    names = [scenario.name for scenario in ALL]
    assert len(set(names)) == len(names)
    assert not [s.name for s in ALL if not any(turn.checks for turn in s.turns)]


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "a", "rule": "r", "talk": [{"you": "next", "sais": ["x"]}]},
        {"name": "a", "rule": "r", "talk": [{"says": ["x"]}]},
        {"name": "a", "talk": [{"you": "next"}]},
        {"name": "a", "rule": "r", "recipy": "x", "talk": [{"you": "next"}]},
    ],
)
def test_a_misspelt_scenario_is_refused(entry: dict[str, object]) -> None:
    """Given a key that is none of ours, then the file is refused in place of passing unseen."""
    with pytest.raises(ValueError, match="a"):
        read_scenario(entry, "f")


def test_a_wrong_answer_is_found() -> None:
    """Given an expectation that is not met, then the stage says which; so a scenario can fail."""
    entry = {
        "name": "a",
        "rule": "r",
        "recipe": "plain-rice",
        "talk": [{"you": "start", "says": ["No."], "step": 3, "has": ["potato"], "timers": {"x": 1}}],
    }
    scenario = read_scenario(entry, "f")
    assert len(Stage(scenario).play(scenario.turns[0])) == 4
