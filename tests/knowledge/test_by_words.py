"""Talk about food read by its words: it speaks where it must, is silent where others talk, and never breaks."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.foodtalk import food_talk
from sous_voice.core.foodtalk.said import Said, plain
from sous_voice.core.foodtalk.supposing import supposed
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.session import Session
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.recipes import read_recipe

ROOT = Path(__file__).parents[2]
PIE = Session(recipe=read_recipe(ROOT / "recipes" / "walnut-pie.cook"), step=4)
LINES = [
    line
    for name in ("to_nobody.txt", "to_nobody_too.txt")
    for line in (ROOT / "tests" / "language" / name).read_text(encoding="utf-8").splitlines()
    if line.strip()
]


@cache
def kitchen() -> Kitchen:
    return furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))


def test_talk_to_others_stays_talk_to_others() -> None:
    """Given two hundred lines that are meant for nobody, and a recipe in hand, none becomes a question of food."""
    spoken = [line for line in LINES if food_talk(kitchen(), PIE, (), line)]
    assert len(LINES) >= 200
    assert spoken == []


@pytest.mark.parametrize(
    ("intents", "text"),
    [
        (("mark_done", "next_step"), "It's all melted. What is next?"),
        (("mark_done", "next_step"), "I poured it over. What should I do now?"),
        (("next_step",), "Ok, are we going to cook the pancakes now?"),
        (("mark_done",), "I have put the filling in a pie shell."),
        (("mark_done",), "I placed it in a slow cooker without the fat."),
        (("amount",), "how much butter"),
        (("duration",), "how long should it stay in the fridge"),
        (("heat_down",), "turn it down, it smells burnt"),
        (("timer_start",), "ten minutes for the eggs"),
    ],
)
def test_what_the_parser_knows_stands(intents: tuple[str, ...], text: str) -> None:
    """What the parser surely understood is never read otherwise; heat and timers are never touched."""
    slots = {"amount": {"ingredient": "butter"}, "duration": {"action": "stay in the fridge"}}
    given_ = tuple(Intent(name, slots.get(name, {})) for name in intents)
    assert food_talk(kitchen(), PIE, given_, text) == given_


@pytest.mark.parametrize(
    ("text", "change", "question"),
    [
        ("if it serves six, what's the protein", {"servings": 6}, "what is the protein"),
        ("with half the sugar how sweet is it", {"ingredient": "dark brown sugar", "direction": "half"}, ""),
        (
            "what's the fat without the walnuts",
            {"ingredient": "walnuts", "direction": "no"},
            "what is the fat",
        ),
        ("bake it for ten minutes", None, ""),
        ("for two cups of flour how much butter", None, ""),
    ],
)
def test_conditions(text: str, change: dict[str, object] | None, question: str) -> None:
    """A condition is taken off, wherever it stands; minutes and cups are no eaters."""
    changes, rest = supposed(Said(plain(text), kitchen(), PIE))
    assert [dict(intent.slots) for intent in changes] == ([change] if change else [])
    assert not question or rest.text == question


WORDS = st.sampled_from(
    "what how if is the a no without half two ten sugar butter eggs celery vegan ana she gluten calories salt for of "
    "instead only short fridge november oven fan burnt floor 3 1/2 ½ and or use cook ' - % . ? 350 one in it".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60), st.booleans())
def test_nothing_breaks_it(text: str, chosen: bool) -> None:
    """Whatever is said, with a recipe or without, intents come back; none of them is about heat."""
    session = PIE if chosen else replace(PIE, recipe=None, step=None)
    assert all(intent.risk < 3 for intent in food_talk(kitchen(), session, (), text))
