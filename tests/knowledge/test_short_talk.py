"""Short talk about food: read where every word is understood, left alone where one is not; conditions only answer."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.decide import decide
from sous_voice.core.foodtalk import food_talk
from sous_voice.core.foodtalk.brief import brief
from sous_voice.core.foodtalk.said import Said, plain
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Say
from sous_voice.core.session import Session
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.recipes import read_recipe

ROOT = Path(__file__).parents[2]
PIE = Session(recipe=read_recipe(ROOT / "recipes" / "walnut-pie.cook"))


@cache
def kitchen() -> Kitchen:
    return furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))


def read(text: str, session: Session = PIE) -> list[tuple[str, dict[str, object]]]:
    return [(intent.name, dict(intent.slots)) for intent in brief(Said(plain(text), kitchen(), session))]


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("subs for eggs", "substitute", {"ingredient": "eggs"}),
        ("walnut alternatives", "substitute", {"ingredient": "walnuts"}),
        ("egg-free version?", "substitute", {"ingredient": "eggs"}),
        (
            "honey for syrup?",
            "substitute",
            {"ingredient": "golden syrup", "replacement": "honey", "asked": True},
        ),
        ("sans walnuts, okay?", "change", {"ingredient": "walnuts", "direction": "no", "supposed": True}),
        ("eggs, none", "lack_ingredient", {"ingredient": "eggs"}),
        ("calories, whole pie", None, {}),
        ("calories, total", "nutrition", {"nutrient": "calories", "scope": "all"}),
        ("salt per head", "nutrition", {"nutrient": "salt", "scope": "serving"}),
        ("fat, daily share", None, {}),
        ("fibre high?", "nutrition", {"nutrient": "fibre", "scope": "much"}),
        ("nuts in this?", "diet_check", {"allergen": "nuts"}),
        ("soy?", "diet_check", {"allergen": "soy"}),
        ("coeliac-ok?", "diet_check", {"diet": "gluten_free"}),
        ("veg-friendly?", "diet_check", {"diet": "vegetarian"}),
        ("allergens?", "diet_check", {}),
        ("keeps?", "how_to", {"action": "keeps", "keep": True}),
        ("freezable?", "how_to", {"action": "freezable", "keep": True}),
        ("done when", "doneness", {}),
    ],
)
def test_short_talk_is_read_by_what_its_words_stand_for(
    text: str, name: str | None, slots: dict[str, object]
) -> None:
    """A topic, foods and a relation make the question; a word that stands for nothing leaves it to others."""
    assert read(text) == ([(name, slots)] if name else [])


@pytest.mark.parametrize(
    "text",
    ["done", "next", "no walnuts", "keep it", "keep stirring", "the meat is done", "what is butter", "it is all right",
     "when is it ready", "eggs", "yes", "no problem", "is it done", "freeze", "put it in the fridge"],
)  # fmt: skip
def test_what_is_no_question_of_food_is_left_alone(text: str) -> None:
    """Reports, orders, answers and names alone are not short talk about food."""
    assert read(text) == []


def test_a_condition_is_put_before_the_question() -> None:
    """ "For two, beans": the amount for two, with the recipe as it is."""
    assert read("for two, butter?") == [
        ("scale", {"servings": 2, "supposed": True}),
        ("amount", {"ingredient": "cold butter"}),
    ]


def hear(session: Session, text: str, *intents: Intent) -> tuple[Session, list[str]]:
    heard = Heard(session.at + 1, Understanding(text=text, intents=intents), began=session.at)
    turn = decide(kitchen(), session, heard)
    return turn.session, [effect.text for effect in turn.effects if isinstance(effect, Say)]


def test_a_condition_changes_nothing_until_it_is_taken() -> None:
    """Given a supposed change, the recipe stays; a yes makes it, a no leaves it."""
    session, told = hear(PIE, "sans walnuts, okay?")
    assert session.recipe == PIE.recipe
    assert told[-1] == "Shall I change the recipe?"
    refused, _ = hear(session, "no", Intent("negate"))
    assert refused.recipe == PIE.recipe
    taken, _ = hear(session, "yes", Intent("affirm"))
    assert taken.recipe is not None
    assert "walnuts" not in [item.name for item in taken.recipe.ingredients]


def test_what_cannot_be_supposed_is_told() -> None:
    """A condition that cannot be made true answers with the reason and leaves the recipe."""
    session, told = hear(
        PIE, "how many calories for 5000 people", Intent("scale", {"servings": 5000, "supposed": True})
    )
    assert session.recipe == PIE.recipe
    assert "times the recipe" in " ".join(told)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("I added two tablespoons of honey", "add_extra"),
        ("I added 300 eggs", "add_extra"),
        ("I stirred in half a cup of milk", "add_extra"),
        ("I added three eggs", None),
        ("I added a lot of love", None),
    ],
)
def test_what_was_added_besides_is_noted(text: str, noted: str | None) -> None:
    """More than the step takes is an addition; what the step takes is only a report."""
    done = (Intent("mark_done", {"step": "it"}),)
    found = food_talk(kitchen(), replace(PIE, step=4), done, text)
    assert [intent.name for intent in found] == [noted or "mark_done"]


WORDS = st.sampled_from(
    "walnuts eggs honey sugar nuts gluten vegan calories fat salt per head total no sans out gone subs for instead "
    "keeps freezer done when temp inside now okay fine high daily two and the a in it is not free version".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join), st.booleans())
def test_nothing_short_breaks_it(text: str, chosen: bool) -> None:
    """Any such words give intents without heat, or none, with a recipe or without."""
    session = PIE if chosen else replace(PIE, recipe=None)
    assert all(intent.risk < 3 for intent in brief(Said(plain(text), kitchen(), session)))
