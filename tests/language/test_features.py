"""What the statistical part sees of a turn."""

import pytest

from sous_voice.core.moment import Context
from sous_voice.language.features import folded, kinds_of, moment, strangers


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("Today we make crepes. Are you ready to start?", "today we make crepes are you ready to start"),
        ("Bake it for 20 minutes.", "bake it for twenty minutes"),
        ("Do you have a blender?", "do you have a blender"),
    ],
)
def test_the_moment_is_the_same_typed_and_spoken(typed: str, spoken: str) -> None:
    """Punctuation and digits of the assistant's words change nothing."""
    assert set(kinds_of(typed)) == set(kinds_of(spoken))


def test_nothing_known_of_the_moment_gives_no_features() -> None:
    """Where no dialogue is known, no weight of the moment speaks."""
    assert moment(Context()) == {}


def test_an_opening_is_known_where_a_recipe_is_chosen_and_nothing_was_said() -> None:
    """The first words of a conversation are a moment of their own; without a recipe nothing is known."""
    assert set(moment(Context(recipe="Walnut pie"))) == {"m:opening", "m:known"}
    assert "m:opening" not in moment(Context(recipe="Walnut pie", prev_agent="Hi there."))


def test_numbers_are_one_word() -> None:
    """ "2", "two" and "350" teach the same; "one" stays, since it is often a pronoun."""
    assert folded(["add", "2", "eggs"]) == folded(["add", "two", "eggs"]) == ["add", "#", "eggs"]
    assert folded(["the", "next", "one"]) == ["the", "next", "one"]


def test_words_that_no_cook_uses_are_counted() -> None:
    """The share of unknown words is what tells other people's talk."""
    assert strangers(["the", "senator", "resigned"], {"the"})["u:2"] == 1.0
