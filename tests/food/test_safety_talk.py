"""What may make somebody ill is never misread: how long raw food keeps, how hot food must be, however it is asked."""

import re
from datetime import datetime
from functools import lru_cache

import pytest

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Say
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe

# Labelled after the charts before the questions were asked.
KEEPS = {
    "minced beef": "1 to 2 days",
    "burgers": "1 to 2 days",
    "cod": "1 to 2 days",
    "pork chops": "3 to 5 days",
}
KEPT = (
    "how long does raw {} keep",
    "how long can i keep {} raw",
    "i bought {} three days ago, is it still good",
    "can i keep raw {} until sunday",
    "how soon must i cook fresh {}",
    "what is the shelf life of uncooked {}",
    "how old can raw {} be",
    "raw {} bought on monday, still alright",
    "when should i throw away raw {}",
    "how many days can i keep {} before cooking",
)
SAFE = {"minced beef": "71 °C", "pork sausages": "71 °C", "chicken thighs": "74 °C", "salmon": "63 °C"}
HEATED = (
    "safe internal temperature for {}",
    "to what temperature do i cook {}",
    "when are {} safe to eat",
    "are {} safe at fifty degrees celsius",
    "what should the thermometer say for {}",
    "{} core temperature",
    "how warm should {} be in the middle",
)


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser()


@lru_cache(maxsize=1)
def _kitchen() -> Kitchen:
    return furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))


def answer(question: str, recipe: str) -> str:
    """What is said to a question, before a recipe is chosen or with one of other food."""
    said: list[str] = []

    def note(_at: float, message: Event | Effect) -> None:
        if isinstance(message, Say):
            said.append(message.text)

    session = VirtualSession(_kitchen(), _parser().understand, note)
    session.open(read_recipe(shipped("recipes") / f"{recipe}.cook") if recipe else None)
    said.clear()
    session.hear(question, typed=True)
    return " ".join(said)


@pytest.mark.parametrize("recipe", ["", "hummus"])
@pytest.mark.parametrize("form", KEPT)
def test_raw_food_is_told_as_raw(form: str, recipe: str) -> None:
    """The time of the raw food is in the answer, and it is no list, no step and no search."""
    for food, time in KEEPS.items():
        assert time in answer(form.format(food), recipe), food


@pytest.mark.parametrize("recipe", ["", "hummus"])
@pytest.mark.parametrize("form", HEATED)
def test_the_safe_temperature_is_that_of_the_food(form: str, recipe: str) -> None:
    """The chart's temperature, also where the name holds a cooler meat: pork sausages, minced beef."""
    for food, safe in SAFE.items():
        told = answer(form.format(food), recipe)
        assert re.search(rf"\b{safe}", told), (food, told)


def test_what_is_no_question_of_safety_is_left_alone() -> None:
    """The oven's heat and the step stay what they were."""
    assert "71" not in answer("what temperature is the oven for the chicken", "roast-chicken")
    assert "days" not in answer("can i eat the carrots raw", "minestrone")
