"""Both ends as an abstract model, searched to the end; every rule that a claim rests on is missed when it is
left out."""

from dataclasses import replace

import pytest

from .model import Broken, Rules, search

STATES_AT_LEAST = 100_000


def test_no_claim_breaks_with_one_fault() -> None:
    """Every reachable state with one fault and five seconds keeps the claims, and heat is really reached."""
    states, hot = search(Rules(), faults=1, ticks=5)
    assert states > STATES_AT_LEAST
    assert hot > states // 10


@pytest.mark.parametrize(
    ("rule", "faults", "ticks"),
    [
        ("token", 1, 5),
        ("lives", 1, 5),
        ("person", 1, 5),
        ("lease", 0, 7),
        ("echo", 1, 7),
        ("off_always", 2, 2),
    ],
)
def test_a_missing_rule_is_found(rule: str, faults: int, ticks: int) -> None:
    """Without the rule a claim breaks."""
    with pytest.raises(Broken):
        search(replace(Rules(), **{rule: False}), faults, ticks)
