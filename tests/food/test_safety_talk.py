"""What may make somebody ill is never misread: how long raw food keeps, how hot food must be, however it is asked."""

import re
from datetime import datetime
from functools import lru_cache

import pytest

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Say
from sous_voice.core.technique import find_warning
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.handbook import handbook
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


# What a right answer holds was written before the questions were asked; 39 of 98 such answers were wrong or none.
DANGERS = (
    ("can i stuff the turkey the night before", "just before it goes into the oven"),
    ("can i partially cook chicken and finish later", "germs grow"),
    ("is it safe to slow cook frozen chicken", "Thaw it first"),
    ("how do i know if fish has gone bad", "slime"),
    ("can a baby eat honey", "first birthday"),
    ("can pregnant women eat brie", "Better not"),
    ("can i store garlic in oil", "four days"),
    ("the tin is dented", "throw it away"),
    ("can i use the marinade as a sauce", "boiled"),
    ("can i use the same board for salad after chicken", "washed"),
    ("i ate undercooked chicken", "doctor"),
    ("can i reheat it twice", "only once"),
    ("can i thaw mince in the microwave", "at once"),
    ("can i eat rhubarb leaves", "poisonous"),
    ("can dogs eat onions", "poisonous"),
    ("is this mushroom edible", "expert"),
    ("there is mould on the cheese", "an inch"),
    ("the soup stood out all night can i still eat it", "two hours"),
    ("i forgot the cooked rice on the counter last night", "two hours"),
    ("is rice left out overnight ok", "two hours"),
    # kept back until those above were mended: 50 of 92 were right
    ("should i fill the turkey the evening before", "just before it goes into the oven"),
    ("can i prepare the chicken halfway today and finish tomorrow", "germs grow"),
    ("does homemade garlic oil go bad", "four days"),
    ("can i cut vegetables on the board i used for raw meat", "washed"),
    ("can i defrost meat in hot water", "Not in hot water"),
    ("is it ok if the chicken is still a bit pink near the bone", "74"),
    ("is it safe to eat medium rare burgers", "71"),
    ("how long can sushi sit out", "two hours"),
    ("how do i know if fish has gone off", "throw it away"),
)


@pytest.mark.parametrize("recipe", ["", "roast-chicken"])
@pytest.mark.parametrize(("question", "holds"), DANGERS)
def test_a_danger_is_told(question: str, holds: str, recipe: str) -> None:
    """A question whose wrong answer makes ill is never a list, a search, a step or a yes."""
    assert holds in answer(question, recipe)


@pytest.mark.parametrize(
    "said",
    [
        "what can i cook with chicken and rice in half an hour",
        "how long do i fry the garlic in the oil",
        "what can i cook at home with vegetables",
        "the timer went off",
        "the filling is leaking what can i do",
        "put the mold on the rack",
        "green beans and potatoes",
        "frozen peas in the slow cooker",
        "one plate for all the same",
        "take the marinated chicken out of the fridge",
        "turn it off when it smells of nuts",
    ],
)
def test_what_only_sounds_like_danger_is_left_alone(said: str) -> None:
    """The same words in the middle of cooking mean no warning."""
    assert find_warning(handbook(), said) is None


def test_a_warning_is_short_enough_for_the_ear() -> None:
    """At most forty words."""
    for row in handbook().warnings:
        assert len(row.meaning.split()) <= 40, row.name
