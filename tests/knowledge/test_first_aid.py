"""Trouble in the light of what is being cooked: "it's too thick" is another thing over a batter than over a soup."""

import pytest

from sous_voice.core.first_aid import first_aid, trouble_asked
from sous_voice.core.recipe import Recipe, Step
from sous_voice.shelf.handbook import handbook

BOOK = handbook()


@pytest.mark.parametrize(
    ("title", "step", "said", "symptom"),
    [
        ("Pancakes", "Whisk the batter.", "it's lumpy", "lumpy batter"),
        ("Pancakes", "Mix everything.", "it's too thick", "batter too thick"),
        ("Tomato soup", "Simmer the soup.", "it's too thick", "too thick"),
        ("Tomato soup", "Simmer the soup.", "it's lumpy", "lumpy"),
        ("Risotto", "Stir in the stock.", "it's too thick", "risotto too thick"),
        ("Apple pie", "Roll out the pastry.", "it's too dry", "pastry crumbly"),
        ("Trifle", "Stir the custard until it thickens.", "it has curdled", "custard curdled"),
        ("Trifle", "Stir the custard until it thickens.", "it's too salty", "too salty"),
        ("Flatbread", "Knead it.", "it's too sticky", "dough sticky"),
        (
            "Lasagne",
            "Whisk the sauce.",
            "the custard has curdled",
            "custard curdled",
        ),  # what was said comes first
    ],
)
def test_a_short_complaint_is_about_what_is_in_hand(title: str, step: str, said: str, symptom: str) -> None:
    """The step's own thing first, then the dish; a trouble that is not special to it stays the general one."""
    found = first_aid(BOOK, said, Recipe(title, (Step((step,)),)), 0)
    assert found is not None and found.symptom == symptom


@pytest.mark.parametrize(
    ("heard", "symptom"),
    [
        ("how do i rescue burnt rice", "scorched"),
        ("why do my cookies spread so much", "cookies spread"),
        ("can i fix lumpy gravy", "gravy lumpy"),
        ("what is rice", ""),
        ("how do i fold in the eggs", ""),
    ],
)
def test_a_trouble_in_a_question_is_answered_with_its_remedy(heard: str, symptom: str) -> None:
    """ "How do I rescue burnt rice" asks for a remedy and not for the meaning of rice."""
    found = trouble_asked(BOOK, heard)
    assert (found.symptom if found else "") == symptom
