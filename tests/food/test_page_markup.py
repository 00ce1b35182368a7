"""Older markup of recipe pages, and notebooks whose lines are broken: nothing of an item is lost."""

from pathlib import Path

import pytest
from export_files import saved

from sous_voice.core.finding import plain_step
from sous_voice.errors import RecipeError
from sous_voice.shelf.imports import import_recipes

STEPS = ["Boil the rice for 12 minutes.", "Stir in the lemon."]
PAGES = {
    "microdata with items inside the instructions": """<div itemscope itemtype="http://schema.org/Recipe">
        <h2 itemprop="name">Lemon rice</h2><ul><li itemprop="ingredients">1 cup rice</li>
        <li><span itemprop="ingredients">1 lemon</span></li></ul><ol itemprop="recipeInstructions">
        <li itemprop="itemListElement">Boil the rice for 12 minutes.</li><li>Stir in the lemon.</li></ol></div>""",
    "RDFa Lite": """<body vocab="https://schema.org/" typeof="Recipe"><h1 property="name">Lemon rice</h1>
        <meta property="og:title" content="Something else"><p property="recipeIngredient">1 cup rice</p>
        <p property="schema:recipeIngredient">1 lemon</p><div property="recipeInstructions">
        <p>Boil the rice for 12 minutes.</p><p>Stir in the lemon.</p></div></body>""",
    "hRecipe": """<p class="author">not this</p><div class="post hrecipe"><h1 class="fn">Lemon rice</h1>
        <ul><li class="ingredient">1 cup rice</li><li class="ingredient">1 lemon</li></ul>
        <div class="instructions"><ol><li>Boil the rice for 12 minutes.</li><li>Stir in the lemon.</li></ol></div>
        <span class="author">Ada</span></div>""",
    "JSON-LD in CDATA behind a broken block, with a small letter": """<script type="application/ld+json">{"@type":
        "Recipe",}</script><script type="application/ld+json;charset=utf-8">//<![CDATA[
        [{"@type": "recipe", "name": "Lemon rice", "recipeIngredient": "1 cup rice\\n1 lemon",
        "recipeInstructions": "1. Boil the rice for 12 minutes. 2. Stir in the lemon."}]
        //]]></script>""",
}


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
def test_old_markup(tmp_path: Path, markup: str) -> None:
    """The same recipe in each dialect gives the same title, list and steps."""
    (recipe,) = import_recipes(saved(tmp_path, "rice.html", f"<html>{markup}</html>".encode()))
    assert recipe.title == "Lemon rice"
    assert {item.name for item in recipe.ingredients} == {"rice", "lemon"}
    assert [plain_step(step) for step in recipe.steps] == STEPS


def test_class_names_alone_are_no_recipe(tmp_path: Path) -> None:
    """A page with an "ingredient" somewhere, and no recipe around it, is refused."""
    with pytest.raises(RecipeError):
        import_recipes(saved(tmp_path, "x.html", b'<html><p class="ingredient">trust</p></html>'))


def test_items_over_two_lines(tmp_path: Path) -> None:
    """An item of a Markdown list goes on in an indented line, and in one that is only broken."""
    text = (
        "# Stew\n\n## Ingredients\n\n- 2 cups white beans,\n  soaked overnight\n* 1 onion (or the\nsame of leek)\n\n"
        "## Directions\n\n1. Boil the white beans\n   for one hour.\n\n   ![photo](x.jpg)\n\n"
        "2. Fry the onion\nfor 5 minutes.\n\n"
        "Enjoy it.\n\n## Contributors\n\n- Ada\n"
    )
    (recipe,) = import_recipes(saved(tmp_path, "stew.md", text.encode()))
    assert [(item.name, item.note) for item in recipe.ingredients] == [
        ("white beans", "soaked overnight"),
        ("onion", "or the same of leek"),
    ]
    steps = [plain_step(step) for step in recipe.steps]
    assert steps == ["Boil the white beans for one hour.", "Fry the onion for 5 minutes."]
