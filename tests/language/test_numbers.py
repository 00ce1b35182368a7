"""Spoken numbers: the phrases of the kitchen, digits and words, and nothing guessed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.language.durations import find_numbers, parse_duration
from sous_voice.language.numbers import read_number, read_ordinal, twin, words_of
from sous_voice.language.verbalise_numbers import cardinal

F = Fraction
PHRASES = {
    "one and a half cups": F(3, 2),
    "one half cup": F(1, 2),
    "half a cup": F(1, 2),
    "a half cup": F(1, 2),
    "three quarters of a cup": F(3, 4),
    "two thirds cup": F(2, 3),
    "one and three quarters teaspoons": F(7, 4),
    "two and a quarter pounds": F(9, 4),
    "a dozen eggs": F(12),
    "half a dozen eggs": F(6),
    "a couple of eggs": F(2),
    "one hundred and eighty degrees": F(180),
    "three fifty degrees": F(350),
    "three hundred fifty degrees": F(350),
    "four twenty five": F(425),
    "one point five liters": F(3, 2),
    "oh point five liters": F(1, 2),
    "a pinch of salt": F(1),
    "two point five": F(5, 2),
    "one to two cups": F(1),
    "seventy-five grams": F(75),
    "one and one half tablespoons": F(3, 2),
    "an eighth of a teaspoon": F(1, 8),
    "one hundred twenty five grams": F(125),
    "two hundred and fifty milliliters": F(250),
    "nineteen thirty eight": F(1938),
    "a cup and a half of milk": F(3, 2),
    "five eighths of an inch": F(5, 8),
    "minus five": F(-5),
    "zero": F(0),
    "2 1/2 cups": F(5, 2),
    "1½ cups": F(3, 2),
    "1,000 grams": F(1000),
    "twenty five minutes": F(1500),
    "an hour and a half": F(5400),
    "eight or ten minutes": F(480),
}


@pytest.mark.parametrize(("text", "value"), PHRASES.items(), ids=list(PHRASES))
def test_phrase(text, value):
    """The first number of a phrase has the value a cook means."""
    assert find_numbers(text)[0].low == value


def test_two_amounts_stay_two():
    """ "Plus" adds nothing up by itself."""
    assert [f.low for f in find_numbers("two cups plus one tablespoon")] == [2, 1]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("a minute thirty", 90),
        ("ninety seconds", 90),
        ("quarter of an hour", 900),
        ("10 mins", 600),
        ("1h 30m", 5400),
        ("an hour and twenty minutes", 4800),
        ("half an hour", 1800),
        ("two and a half minutes", 150),
        ("another five minutes", 300),
    ],
)
def test_duration(text, seconds):
    """Durations, spoken and written."""
    assert parse_duration(text) == seconds


@given(st.integers(0, 999_999))
def test_what_is_said_is_read(number):
    """Every cardinal that we say ourselves is read back as the same number."""
    words = words_of(cardinal(number))
    assert read_number(words, 0) == (number, len(words))


@pytest.mark.parametrize(("text", "value"), [("first", 1), ("twenty first", 21), ("3rd", 3), ("twelfth", 12)])
def test_ordinal(text, value):
    """Ordinals, spoken and written."""
    assert read_ordinal(words_of(text), 0)[0] == value


@given(st.integers(0, 199))
def test_twins_are_mutual(number):
    """Thirteen and thirty are each other's twin."""
    other = twin(number)
    assert other is None or twin(other) == number
