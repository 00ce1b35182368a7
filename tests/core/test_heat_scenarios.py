"""Heat conversations with the simulated stove, one for each fault and each turn of the policy."""

import pytest
from heat_stage import Stage, scenarios

ALL = scenarios()


@pytest.mark.parametrize("scenario", ALL, ids=[s["name"] for s in ALL])
def test_scenario(scenario):
    """The rule of the scenario holds."""
    stage = Stage(
        scenario.get("recipe", ""),
        str(scenario.get("clock", "")),
        bool(scenario.get("hands_on", False)),
        scenario.get("zones", ""),
    )
    stage.play(scenario["talk"])


def test_every_scenario_names_its_rule():
    """No scenario without the rule it holds, and no two of one name."""
    assert all(scenario["rule"].endswith(".") for scenario in ALL)
    assert len({scenario["name"] for scenario in ALL}) == len(ALL)
