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
    "RDFa with prefixes": """<html prefix="s: https://schema.org/"><div typeof="s:Recipe" vocab="https://schema.org/">
        <span property="name">Lemon rice</span><span property="ingredients">1 cup rice</span><br>
        <span property="ingredients">1 lemon</span><ol property="recipeInstructions" typeof="ItemList">
        <li property="itemListElement" typeof="HowToStep"><span property="text">Boil the rice for 12
        minutes.</span></li>
        <li property="itemListElement" typeof="HowToStep"><span property="text">Stir in the
        lemon.</span></li></ol></div>
        </html>""",
    "microdata with each step an item": """<article itemscope itemtype="https://schema.org/Recipe">
        <meta itemprop="name" content="Lemon rice"><ul><li><label itemprop="recipeIngredient">1 cup
        <b>rice</b></label></li>
        <li><label itemprop="recipeIngredient">1 lemon</label></li></ul>
        <div itemprop="recipeInstructions" itemscope itemtype="https://schema.org/HowToStep">
        <p itemprop="text">Boil the rice for 12 minutes.</p></div>
        <div itemprop="recipeInstructions" itemscope itemtype="https://schema.org/HowToStep">
        <p itemprop="text">Stir in the lemon.</p></div></article>""",
    "h-recipe": """<article class="h-recipe"><h1 class="p-name">Lemon rice</h1><p>Made by <span class="p-author
        h-card">Ada
        </span></p><ul><li class="p-ingredient">1 cup rice</li><li class="p-ingredient">1 lemon</li></ul>
        <div class="e-instructions"><p>Boil the rice for 12 minutes.</p><p>Stir in the lemon.</p></div></article>""",
    "WP Recipe Maker": """<div id="c1" class="wprm-recipe-container wprm-recipe"><h2 class="wprm-recipe-name
        wprm-block">
        Lemon rice</h2><span class="wprm-recipe-servings">4</span><div class="wprm-recipe-ingredient-group"><ul><li
        class="wprm-recipe-ingredient"><span class="wprm-recipe-ingredient-amount">1</span> <span
        class="wprm-recipe-ingredient-unit">cup</span> <span class="wprm-recipe-ingredient-name">rice</span></li><li
        class="wprm-recipe-ingredient"><span class="wprm-recipe-ingredient-amount">1</span> <span
        class="wprm-recipe-ingredient-name">lemon</span> <span class="wprm-recipe-ingredient-notes">juiced</span></li>
        </ul></div><ul class="wprm-recipe-instructions"><li class="wprm-recipe-instruction"><div
        class="wprm-recipe-instruction-text"><span>Boil the rice for 12 minutes.</span></div></li><li
        class="wprm-recipe-instruction"><div class="wprm-recipe-instruction-text">Stir in the lemon.</div></li></ul>
        </div><div class="wprm-recipe-name">Another one</div>""",
    "Tasty Recipes": """<div class="tasty-recipes"><h2 class="tasty-recipes-title">Lemon rice</h2><div
        class="tasty-recipes-ingredients"><h3>Ingredients</h3><ul><li>1 cup rice</li><li>1 lemon</li></ul></div><div
        class="tasty-recipes-instructions"><ol><li>Boil the rice for 12 minutes.</li><li>Stir in the lemon.</li></ol>
        </div></div>""",
    "data without a list, then markup": """<script type="application/ld+json">{"@type": "Recipe", "name": "Lemon
        rice"}
        </script><div class="mv-create-card"><h2 class="mv-create-title">Lemon rice</h2><div
        class="mv-create-ingredients">
        <ul><li>1 cup rice</li><li>1 lemon</li></ul></div><div class="mv-create-instructions"><ol><li>Boil the
        rice for 12
        minutes.</li><li>Stir in the lemon.</li></ol></div></div>""",
    "headings alone": """<nav><ul><li>Home</li></ul></nav><h1>Lemon rice</h1><p>My
        aunt's.</p><h2>Ingredients</h2><ul><li>1
        cup rice</li><li>1 lemon</ul><h2>Method</h2><p>Boil the rice for 12 minutes.</p><p>Stir in the lemon.</p>
        <h2>Comments</h2><p>Lovely!</p><ul><li>Ada</li></ul>""",
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


def test_parts_of_a_plugin_recipe(tmp_path: Path) -> None:
    """Headings inside the steps of a plug-in's recipe name the parts of ours."""
    text = """<div class="wprm-recipe"><h2 class="wprm-recipe-name">Tart</h2><li
        class="wprm-recipe-ingredient">200 g flour
        </li><h4 class="wprm-recipe-group-name wprm-recipe-instruction-group-name">For the base:</h4><div
        class="wprm-recipe-instruction-text">Rub the flour.</div><h4
        class="wprm-recipe-instruction-group-name">To bake</h4>
        <div class="wprm-recipe-instruction-text">Bake it.</div></div>"""
    (recipe,) = import_recipes(saved(tmp_path, "tart.html", text.encode()))
    assert [(step.section, plain_step(step)) for step in recipe.steps] == [
        ("For the base", "Rub the flour."),
        ("To bake", "Bake it."),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<!-- saved from url=(0033)https://www.bongeats.com/recipe/x -->",
        '<link rel="canonical" href="https://www.bongeats.com/recipe/x">',
        '<meta property="og:url" content="https://www.bongeats.com/recipe/x">',
    ],
)
def test_a_saved_page_of_a_known_site_is_read_as_that_site(tmp_path: Path, head: str) -> None:
    """The extra goes by the address; a saved page names its own in one of three ways, and it stays the source."""
    pytest.importorskip("recipe_scrapers", reason="the extra import is not installed")
    page = f"""<html><head>{head}<title>Lemon rice</title></head><body><h1>Lemon rice</h1><div
        class="recipe-ingredients"><ul>
        <li>1 cup rice</li><li>1 lemon</li></ul></div><div class="recipe-process"><ol><li>Boil the rice for 12
        minutes.</li>
        <li>Stir in the lemon.</li></ol></div></body></html>"""
    (recipe,) = import_recipes(saved(tmp_path, "x.html", page.encode()))
    assert [item.name for item in recipe.ingredients] == ["rice", "lemon"]
    assert [plain_step(step) for step in recipe.steps] == STEPS
    assert recipe.metadata["source"] == "https://www.bongeats.com/recipe/x"


@pytest.mark.parametrize(
    "page",
    [
        "<h2>Ingredients</h2><ul><li>trust</li></ul>",
        "<h2>Method</h2><p>Think.</p>",
        '<div class="wprm-recipe"><h2 class="wprm-recipe-name">Empty</h2></div>',
        '<div itemscope itemtype="https://schema.org/Recipe"></div>',
        '<script type="application/ld+json">{"@type": "Recipe", "name": "Nothing"}</script>',
        "<div>" * 3_000,
        '<script type="application/ld+json">' + "[" * 5_000,
    ],
)
def test_pages_without_a_recipe_are_told_in_one_line(tmp_path: Path, page: str) -> None:
    """Half a recipe, an empty one and rubbish end in one sentence that names the file."""
    with pytest.raises(RecipeError) as fault:
        import_recipes(saved(tmp_path, "x.html", f"<html>{page}</html>".encode()))
    assert "x.html" in str(fault.value)
    assert "\n" not in str(fault.value)


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
