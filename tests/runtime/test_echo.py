"""Our own voice is not an order; the cook's is, even while we speak."""

import pytest

from sous_voice.core.intents import Intent, Understanding
from sous_voice.runtime.completeness import wait_for
from sous_voice.runtime.echo import left_over
from sous_voice.runtime.wake import after_wake_phrase

OWN = "Melt the butter in a large pan over medium heat."


@pytest.mark.parametrize(
    ("heard", "left"),
    [
        ("melt the butter in a large pan over medium heat", ""),
        ("milk the batter in a large pan", ""),
        ("melt the butter in a large pan next", "next"),
        (
            "melt the butter now what are the ingredients what are the ingredients",
            "now what are the ingredients what are the ingredients",
        ),
        ("next", "next"),
        ("how much butter", "how much butter"),
    ],
)
def test_what_is_left_of_an_echo_is_the_cooks(heard: str, left: str) -> None:
    """Words of ours are taken away, also misheard ones; what follows them stays."""
    assert left_over(heard, OWN) == left


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("hey sous what is next", "what is next"),
        ("Hey, Sue. Next.", "Next"),
        ("hey soup", ""),
        ("hey jude what is next", None),
        ("next", None),
        ("", None),
    ],
)
def test_the_wake_phrase_as_recognisers_write_it(said: str, rest: str | None) -> None:
    """Near spellings count, other names do not."""
    assert after_wake_phrase(said, "hey sous") == rest


def understood(text: str, *names: str) -> Understanding:
    return Understanding(text, tuple(Intent(name) for name in names), abstained=not names)


def test_whole_orders_end_sooner_and_broken_ones_later() -> None:
    """ "next" waits less than the patience, "set a timer for" more, a raise of heat exactly as long."""
    patience = 1.0
    assert wait_for(patience, understood("next", "next_step")) < patience
    assert wait_for(patience, understood("set a timer for")) > patience
    assert wait_for(patience, understood("front left to high", "heat_set")) == patience
