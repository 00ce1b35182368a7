"""Saved pages: schema.org in every shape, the extra for what carries none, and the way back out."""

import json
from pathlib import Path

import pytest
from export_files import SOUP, page, saved

from sous_voice.core.alter import bare
from sous_voice.core.finding import plain_step
from sous_voice.core.food_names import words_of
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.export import to_schema_org, to_text
from sous_voice.shelf.imports import import_recipes
from sous_voice.shelf.imports.schema_org import duration
from sous_voice.shelf.imports.web_page import by_scrapers
from sous_voice.shelf.recipes import read_recipe


def test_saved_page_becomes_cooklang(tmp_path: Path) -> None:
    """A saved page with JSON-LD gives a recipe that survives the way through Cooklang, without markup."""
    (recipe,) = import_recipes(saved(tmp_path, "soup.html", page(SOUP)))
    back = parse(write(recipe), "soup.cook")
    assert back.title == "Leek & potato soup"
    assert back.servings == 4
    assert {item.name for item in back.ingredients} == {"leeks", "potatoes", "vegetable stock", "salt"}
    assert [timer.seconds for step in back.steps for timer in step.timers] == [600, 1500]
    assert back.metadata["source"] == "soup.html"
    assert back.metadata["total time"] == "1 hour 5 minutes"


def test_export_reads_back(tmp_path: Path) -> None:
    """What is exported as schema.org is imported as the same list; the text has every line."""
    (recipe,) = import_recipes(saved(tmp_path, "soup.html", page(SOUP)))
    data = to_schema_org(recipe)
    assert data["totalTime"] == "PT1H5M"
    (again,) = import_recipes(saved(tmp_path, "again.json", json.dumps(data).encode()))
    assert [item.name for item in again.ingredients] == [item.name for item in recipe.ingredients]
    assert "- 500 grams potatoes" in to_text(recipe)


STEPS = ["Boil the water.", "Pour it over the tea."]


@pytest.mark.parametrize(
    "instructions",
    [
        STEPS,
        "Boil the water.\nPour it over the tea.",
        "1. Boil the water. 2. Pour it over the tea.",
        "<p>Boil the water.</p><p>Pour it over the tea.</p>",
        "<ol><li>Boil the water.</li><li>Pour it over the tea.</li></ol>",
        [{"@type": "HowToStep", "text": step} for step in STEPS],
        [{"@type": "HowToStep", "name": step} for step in STEPS],
        [[{"@type": "HowToStep", "text": STEPS[0]}], [STEPS[1]]],
        {"@type": "ItemList", "itemListElement": STEPS},
        {"@type": "ItemList", "itemListElement": [
            {"@type": "ListItem", "position": 1, "item": {"@type": "HowToStep", "text": STEPS[0]}},
            {"@type": "ListItem", "position": 2, "item": {"@type": "HowToStep", "text": STEPS[1]}}]},
        [{"@type": "HowToSection", "name": "Tea", "itemListElement": [
            {"@type": "HowToStep", "itemListElement": [{"@type": "HowToDirection", "text": STEPS[0]},
                                                       {"@type": "HowToTip", "text": "Use a lid."}]},
            {"@type": "HowToStep", "text": STEPS[1]}]}],
    ],
)  # fmt: skip
def test_instructions_in_every_shape(tmp_path: Path, instructions: object) -> None:
    """Strings, HTML, steps, sections, lists of lists, items of lists and directions give the same two steps."""
    data = {"@type": "Recipe", "name": "Tea", "recipeIngredient": ["1 cup water", "1 tsp tea"],
            "recipeInstructions": instructions}  # fmt: skip
    (recipe,) = import_recipes(saved(tmp_path, "tea.html", page(data)))
    assert [plain_step(step) for step in recipe.steps] == STEPS


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda data: data,
        lambda data: [data],
        lambda data: {"@graph": [{"@type": "WebSite"}, data]},
        lambda data: {"@type": "WebPage", "mainEntity": data},
        lambda data: [[{"@type": "Thing"}], [[data]]],
        lambda data: {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": data}]},
        lambda data: {"@type": "BlogPosting", "isPartOf": {"@type": "Thing", "subjectOf": data}},
        lambda data: {**data, "@type": "http://schema.org/Recipe"},
        lambda data: {**data, "@type": ["schema:Recipe", "NewsArticle"]},
    ],
)
def test_a_recipe_is_found_wherever_it_stands(tmp_path: Path, wrapped) -> None:  # type: ignore[no-untyped-def]
    """The graph, lists, main entities, list items and every spelling of the type."""
    data = {"@type": "Recipe", "name": "Tea", "recipeIngredient": ["1 cup water"],
            "recipeInstructions": ["Boil the water."]}  # fmt: skip
    (recipe,) = import_recipes(saved(tmp_path, "tea.html", page(wrapped(data))))
    assert recipe.title == "Tea"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("PT1H30M", "1 hour 30 minutes"), ("P0DT0H45M", "45 minutes"), ("PT90M", "1 hour 30 minutes"),
        ("PT1.5H", "1 hour 30 minutes"), ("PT5400S", "1 hour 30 minutes"), ("P1D", "24 hours"), ("PT0M", ""),
        (45, "45 minutes"), ("about an hour", "about an hour"), ({"@type": "Duration", "maxValue": "PT20M"},
        "20 minutes"), (["PT20M"], "20 minutes"), (None, ""), (True, "True"),
        ("P0Y0M0DT0H35M0.000S", "35 minutes"), ("P1W", "168 hours"), ("PT0S", ""), ("PT", ""), ("PT-10M", ""),
        ("PT1H30", "1 hour 30 minutes"), ("PT0D0H35M0S", "35 minutes"), ("PT 30 M", "30 minutes"),
        ("pt45m", "45 minutes"), ("T45M", "45 minutes"), ("00:45", "45 minutes"), ("1:30:00", "1 hour 30 minutes"),
        ("30", "30 minutes"), ("PT0,5H", "30 minutes"), ("1 h 30 min", "1 h 30 min"), ("PT9999999M", ""),
        ("overnight", "overnight"), ("Plenty", "Plenty"),
    ],
)  # fmt: skip
def test_durations(given: object, words: str) -> None:
    """ISO 8601 in every shape that pages use; other text stays."""
    assert duration(given) == words


@pytest.mark.parametrize(
    ("given", "servings"),
    [("4-6 servings", 4), (["4", "4 bowls"], 4), ("Serves 8", 8), (12, 12), ("a crowd", None),
     ({"@type": "QuantitativeValue", "value": 3}, 3)],
)  # fmt: skip
def test_yields(tmp_path: Path, given: object, servings: int | None) -> None:
    """The first number of a yield counts; without one nobody guesses."""
    data = {"@type": "Recipe", "name": "Tea", "recipeYield": given, "recipeIngredient": ["1 cup water"],
            "recipeInstructions": ["Boil the water."]}  # fmt: skip
    (recipe,) = import_recipes(saved(tmp_path, "tea.html", page(data)))
    assert recipe.servings == servings


def test_sections_and_ingredients_as_objects(tmp_path: Path) -> None:
    """Sections name the parts of the recipe, also after a round trip; ingredients may be objects."""
    data = {
        "@type": "Recipe", "name": "Pie",
        "recipeIngredient": [{"name": "flour", "amount": {"value": 200, "unitText": "g"}}, {"name": "salt"}],
        "recipeInstructions": [
            {"@type": "HowToSection", "name": "Dough", "itemListElement": [{"text": "Mix flour and salt."}]},
            {"@type": "HowToSection", "name": "Baking", "itemListElement": [{"text": "Bake 20 minutes."}]},
        ],
    }  # fmt: skip
    (recipe,) = import_recipes(saved(tmp_path, "pie.html", page(data)))
    back = parse(write(recipe), "pie.cook")
    assert [step.section for step in back.steps] == ["Dough", "Baking"]
    assert back.ingredients[0].quantity.low == 200


MICRODATA = b"""<div itemscope itemtype="https://schema.org/Recipe"><h1 itemprop="name">Plain
 rice</h1><meta itemprop="prepTime" content="PT5M"><time itemprop="cookTime" datetime="PT18M">18</time>
 By <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ada</span></span>
 <ul><li itemprop="recipeIngredient">1 cup rice<script>alert(1)</script></li>
 <li itemprop="recipeIngredient">2 cups <b>water</b></li></ul>
 <div itemprop="recipeInstructions"><ol><li>Rinse the rice.</li><li>Boil it in the water.</li></ol></div>
 <span itemprop="recipeYield">4 servings</span></div>"""


def test_microdata(tmp_path: Path) -> None:
    """A page without JSON-LD whose markup carries the properties, read without any extra."""
    (recipe,) = import_recipes(saved(tmp_path, "rice.html", MICRODATA))
    assert recipe.title == "Plain rice"
    assert [item.name for item in recipe.ingredients] == ["rice", "water"]
    assert [plain_step(step) for step in recipe.steps] == ["Rinse the rice.", "Boil it in the water."]
    assert (recipe.metadata["cook time"], recipe.servings) == ("18 minutes", 4)
    assert recipe.metadata["author"] == "Ada"
    assert "alert" not in write(recipe)


def test_the_extra_reads_what_carries_no_data(tmp_path: Path) -> None:
    """recipe-scrapers is asked last; a page of a site that it knows gives a recipe, rubbish one clear line."""
    scrapers = pytest.importorskip("recipe_scrapers", reason="the extra import is not installed")
    assert scrapers
    with pytest.raises(RecipeError, match="no recipe that I can read"):
        import_recipes(saved(tmp_path, "rubbish.html", b"<html><title>Hi</title></html>"))
    draft = by_scrapers(KNOWN_SITE, "https://www.lovingitvegan.com/rice/")
    assert draft.title == "Rice"
    assert draft.ingredients == ("1 cup rice", "2 cups water")
    assert draft.steps == ("Boil the rice in the water.",)
    assert draft.metadata["imported from"] == "recipe-scrapers"


KNOWN_SITE = """<html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":
[{"@type":"Recipe","name":"Rice","recipeIngredient":["1 cup rice","2 cups water"],
"recipeInstructions":[{"@type":"HowToStep","text":"Boil the rice in the water."}],"recipeYield":"2"}]}</script>
</head><body></body></html>"""


def test_round_trip_of_every_shipped_recipe(tmp_path: Path, root: Path) -> None:
    """Given each shipped recipe, exported as schema.org and imported again, the list and the steps agree."""
    for path in sorted((root / "recipes").glob("*.cook")):
        recipe = read_recipe(path)
        text = json.dumps(to_schema_org(recipe)).encode()
        (again,) = import_recipes(saved(tmp_path, "again.json", text))
        assert again.title == recipe.title
        assert again.servings == recipe.servings
        assert len(again.steps) in (len(recipe.steps), len(recipe.steps) + 1), recipe.title
        assert {step.section for step in recipe.steps} <= {step.section for step in again.steps} | {""}
        mine = {words_of(bare(item.name)) for item in recipe.ingredients}
        theirs = {words_of(bare(item.name)) for item in again.ingredients}
        assert len(mine & theirs) >= 0.9 * len(mine), (recipe.title, mine ^ theirs)
        assert to_text(recipe).count("\n") > len(recipe.ingredients)
