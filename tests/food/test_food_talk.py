"""Nutrition asked by voice, and printed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sous_voice.cli.nutrition import nutrition
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Say
from sous_voice.core.session import Session
from sous_voice.core.topics import HANDLERS
from sous_voice.core.wording import scale_recipe
from sous_voice.shelf.foods import open_foods
from sous_voice.shelf.recipes import read_recipe

HUMMUS = Path(__file__).parents[2] / "recipes" / "hummus.cook"


def ask(name: str, heard: str = "", session: Session | None = None, **slots: str) -> str:
    session = session or Session(recipe=read_recipe(HUMMUS))
    session = replace(session, talk=replace(session.talk, last_heard=heard))
    turn = HANDLERS[name](Kitchen(foods=open_foods()), session, Intent(name, slots))
    return " ".join(effect.text for effect in turn.effects if isinstance(effect, Say))


@pytest.mark.parametrize(
    ("name", "slots", "words"),
    [
        ("nutrition", {"nutrient": "calories"}, "One serving of 6: about 160 calories."),
        ("nutrition", {"nutrient": "protein", "scope": "all"}, "In all: about 30 grams of protein."),
        ("nutrition", {"nutrient": "salt", "scope": "source"}, "comes from"),
        ("nutrition", {"nutrient": "calories", "scope": "so_far"}, "Nothing so far"),
        ("nutrition", {"nutrient": "sodium", "scope": "daily"}, "per cent of the most for a day"),
        ("nutrition", {"nutrient": "calories", "ingredient": "tahini"}, "tahini in this recipe: about 360"),
        ("nutrition", {"ingredient": "unobtainium"}, "I don't know"),
        ("nutrition", {"nutrient": "happiness"}, "no figures"),
        ("nutrition_compare", {"first": "oil", "second": "butter"}, "Oil has 880 calories, butter 720"),
        ("diet_suggest", {"diet": "low_salt"}, "Half the salt saves less than half a gram of salt"),
        ("how_sure", {}, "cover all of the weight"),
    ],
)  # fmt: skip
def test_answers(name: str, slots: dict[str, str], words: str) -> None:
    """Each question has a short rounded answer, and what is unknown is said."""
    assert words in ask(name, **slots)


def test_figures_follow_the_recipe() -> None:
    """A recipe scaled by voice has twice as much in all and the same in a serving."""
    twice = Session(recipe=scale_recipe(read_recipe(HUMMUS), 2))  # type: ignore[arg-type]
    assert "about 60 grams of protein" in ask("nutrition", session=twice, nutrient="protein", scope="all")
    assert "about 160 calories" in ask("nutrition", session=twice, nutrient="calories")


def test_so_far_follows_the_cook() -> None:
    """Only the steps reported as done are counted."""
    session = Session(recipe=read_recipe(HUMMUS))
    session = replace(session, cooking=replace(session.cooking, done=(0,)))
    assert "about 350 calories" in ask("nutrition", session=session, nutrient="calories", scope="so_far")


def test_command_line() -> None:
    """The command prints one JSON object, and labels without scripts."""
    result = CliRunner().invoke(nutrition, [str(HUMMUS), "--json", "--servings", "3"])
    data = json.loads(result.output)
    assert data["servings"] == 3
    assert data["nutrients"]["energy_kcal"]["per_serving"] == pytest.approx(320, abs=5)
    assert data["coverage"] == 1
    html = CliRunner().invoke(nutrition, [str(HUMMUS), "--label", "html"]).output
    assert "<table>" in html
    assert "<script" not in html
    assert CliRunner().invoke(nutrition, [str(HUMMUS), "--label", "png"]).exit_code == 2
