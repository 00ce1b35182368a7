"""Rules that hold for any text that is to be spoken."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sous_voice.language.verbalise import Scale, SpokenStyle, verbalise

SIGNS = re.compile(r"[\d/°½¼¾⅓⅔⅛%\"()\[\]{}*_~#;<>|\\^=+&@$€£•×–—]")
UNIT = re.compile(r"\b(?:tsps?|tbsps?|oz|lbs?|kg|ml|cm|mm|qt|pkg|mins?|hrs?|secs?|kcal)\b", re.IGNORECASE)

numbers = st.sampled_from(
    [
        "1",
        "2",
        "10",
        "350",
        "1,000",
        "0.5",
        "1.75",
        "1/2",
        "1 1/2",
        "2-1/2",
        "½",
        "1½",
        "2⅔",
        "2-3",
        "2–3",
        "1/4-1/2",
        "7 to 8",
        "00",
    ]
)
UNITS = (
    "tsp tsp. tbsp Tbsp. oz oz. lb lbs g kg ml mL L c. T t pkg lg sm pt qt min min. hr hrs sec "
    '°F °C °F/175°C -inch " cm kcal % x cups'
)
units = st.sampled_from(["", *UNITS.split()])
glue = st.sampled_from(["", " ", " "])
joins = st.sampled_from([" ", ", ", " (", ") ", "; ", " - ", " or ", ". "])
foods = st.sampled_from(
    "flour butter can cans tins skillet eggs onion deep, divided MIX. 🍳 *optional w/salt (optional) see".split()
)
recipe_text = st.lists(st.tuples(numbers, glue, units, joins, foods, joins), min_size=1, max_size=4).map(
    lambda rows: "".join("".join(row) for row in rows)
)


@given(recipe_text | st.text(max_size=80))
@example("1/0 cup")
@example("1/2/3/4")
@example("1 - 🍳 (")
@example("9" * 400)
@example("350°F/175°C/gas mark 4")
@settings(max_examples=400, deadline=None)
def test_no_digit_and_no_sign_is_left(text: str) -> None:
    """Whatever is written, the words have no digit, no sign and no markup, and nothing is raised."""
    words = verbalise(text)

    assert not SIGNS.search(words), words


@given(recipe_text)
@settings(max_examples=300, deadline=None)
def test_no_unit_abbreviation_is_left(text: str) -> None:
    """Amounts, units and food in any arrangement leave no abbreviated unit."""
    assert not UNIT.search(verbalise(text)), verbalise(text)


@given(
    st.lists(
        st.sampled_from(
            "mix the flour and two cups of butter until golden for ten minutes then rest".split()
        ),
        max_size=20,
    )
)
@settings(max_examples=100, deadline=None)
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    """Text that is words already is not touched."""
    text = " ".join(words)

    assert verbalise(text) == text


@given(recipe_text)
@settings(max_examples=200, deadline=None)
def test_words_said_twice_are_the_same(text: str) -> None:
    """Verbalising what was verbalised changes nothing, so that no part does harm by doing it again."""
    once = verbalise(text)

    assert verbalise(once) == once


@pytest.mark.parametrize(
    "piece",
    ["1/", "(", "1", " ", "1 1/2 ", "350F/", "- ", "a/", '8" ', "½", "http://", "[a](", "e.g. ", "A "],
)
def test_long_lines_are_done(piece: str) -> None:
    """A hundred thousand characters of one sign come back; a pattern that backtracks would take hours."""
    text = (piece * 100_000)[:100_000]

    assert not SIGNS.search(verbalise(text))


def test_every_scale_is_one_the_recipe_gives() -> None:
    """Of several scales exactly one is spoken, and none is invented."""
    text = "Heat to 350°F (180°C, gas mark 4)."

    spoken = {scale: verbalise(text, SpokenStyle(scale)) for scale in Scale}

    assert spoken[Scale.FAHRENHEIT] == "Heat to three hundred fifty degrees Fahrenheit."
    assert spoken[Scale.CELSIUS] == "Heat to one hundred eighty degrees Celsius."
    assert spoken[Scale.GAS_MARK] == "Heat to gas mark four."
    assert spoken[Scale.AS_WRITTEN] == spoken[Scale.FAHRENHEIT]
    assert (
        verbalise("Heat to 180°C.", SpokenStyle(Scale.FAHRENHEIT))
        == "Heat to one hundred eighty degrees Celsius."
    )
