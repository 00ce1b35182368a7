"""What recognisers put into a turn that nobody said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.language.mishearing import mended
from sous_voice.language.normalise import words_said


def heard(text: str) -> str:
    """The words that are left."""
    return " ".join(word.word for word in mended(words_said(text)))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Okay, done. What next? Okay, done. What", "ok done what next"),
        ("ok i have that ok i have that", "ok i have that"),
        ("Should I add more? Okay", "should i add more ok"),
        ("ok what is next ok", "ok what is next"),
        ("i what are we making today", "hi what are we making today"),
        ("all right what is next", "ok what is next"),
        ("i bought what is the first step", "hi bought what is the first step"),
        ("what are we making today i", "what are we making today"),
        ("how much is one gallon how much is one gallon", "how much is one gallon"),
        ("ok done what should i add now what should i", "ok done what should i add now"),
        ("know everything is fine", "no everything is fine"),
        ("they are delicious by", "they are delicious bye"),
    ],
)
def test_an_echo_of_the_beginning_is_left_out(text: str, meant: str) -> None:
    """A turn that begins anew at its end was said once."""
    assert heard(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "one cup milk one cup flour",
        "salt and more salt",
        "stop stop",
        "i have it",
        "i can not hear",
        "i bought the butter",
        "please stand by",
        "should i add it or should i wait",
    ],
)
def test_what_was_said_twice_with_a_difference_stays(text: str) -> None:
    """Words that only look alike are no echo."""
    assert heard(text) == text


@given(st.text(max_size=200))
def test_nothing_is_added_and_places_stay(text: str) -> None:
    """The words that are left are in their order, each inside the text."""
    left = mended(words_said(text))
    assert len(left) <= len(words_said(text))
    assert [word.start for word in left] == sorted(word.start for word in left)
