"""Measures by the kitchen's own cups and spoons, and what a piece weighs."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Habits, Kitchen
from sous_voice.core.measures import converted, in_spoons, weighs
from sous_voice.core.messages import Say
from sous_voice.core.session import Session
from sous_voice.core.topics import HANDLERS
from sous_voice.shelf.foods import open_foods


@pytest.mark.parametrize(
    ("amount", "unit", "wanted", "customs", "expected"),
    [
        (1, "cup", "millilitre", "us", 236.588),
        (1, "cup", "millilitre", "metric", 250),
        (1, "cup", "tablespoon", "us", 16),
        (1, "cup", "tablespoon", "metric", 16.667),
        (1, "cup", "tablespoon", "australia", 12.5),
        (1, "tablespoon", "teaspoon", "us", 3),
        (1, "tablespoon", "teaspoon", "australia", 4),
        (1, "pint", "millilitre", "us", 473.176),
        (1, "pint", "millilitre", "imperial", 568.261),
        (20, "fluid ounce", "pint", "imperial", 1),
        (1, "gallon", "litre", "us", 3.785),
        (1, "pound", "ounce", "us", 16),
        (1, "pound", "gram", "australia", 453.592),
        (500, "millilitre", "cup", "metric", 2),
        (9, "inch", "centimetre", "us", 22.86),
    ],
)
def test_measures_by_custom(amount: int, unit: str, wanted: str, customs: str, expected: float) -> None:
    """Cups, spoons and pints are those of the kitchen; weights and lengths are the same in all."""
    found = converted(Fraction(amount), unit, wanted, customs=customs)
    assert found is not None and float(found) == pytest.approx(expected, rel=0.001)


def test_weight_and_volume_need_a_density() -> None:
    """Grams of a cup are those of a food; without one there is no answer."""
    assert converted(Fraction(1), "cup", "gram", customs="metric") is None
    flour = converted(Fraction(1), "cup", "gram", 0.53, "metric")
    assert flour is not None and float(flour) == pytest.approx(132.5)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("pinch", "a sixteenth of a teaspoon"),
        ("dash", "an eighth of a teaspoon"),
        ("splash", "a teaspoon"),
        ("handful", "a quarter cup"),
        ("gram", ""),
        ("clove", ""),
    ],
)
def test_small_measures_in_spoons(unit: str, words: str) -> None:
    """A pinch and its like by the spoon; a clove is a piece of garlic and no measure."""
    assert in_spoons(unit) == words


@pytest.mark.parametrize(
    ("heard", "told"),
    [
        ("how much does an egg weigh", "An egg weighs about 50 grams."),
        ("how much do three eggs weigh?", "3 eggs weigh about 150 grams."),
        ("how much does a clove of garlic weigh", "A clove of garlic weighs about 3 grams."),
        ("how heavy is a cup of sugar", "A cup of sugar weighs about 200 grams."),
        ("how much does a zorble weigh", ""),
        ("how much flour", ""),
    ],
)
def test_what_a_piece_weighs(heard: str, told: str) -> None:
    """By the database's weight of a piece; an unknown food has no weight."""
    assert weighs(open_foods(), heard) == told


def test_fluid_ounces_are_no_weight() -> None:
    """ "How many millilitres in a fluid ounce" is about volume, though an ounce alone is a weight."""
    session = Session()
    asked = Intent("convert", {"to": "ml", "amount": 1, "unit": "ounce"})
    heard = HANDLERS["convert"]
    told = [
        effect.text
        for text in ("how many ml in a fluid ounce", "how many ml in an ounce")
        for effect in heard(Kitchen(habits=Habits()), _having_heard(session, text), asked).effects
        if isinstance(effect, Say)
    ]
    assert told[0] == "1 fluid ounce is about 30 millilitres."
    assert told[1].startswith("I can't turn ounces")


def _having_heard(session: Session, text: str) -> Session:
    return replace(session, talk=replace(session.talk, last_heard=text))
