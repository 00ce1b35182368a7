"""Recipes of other programs, and what is refused."""

import gzip
import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.alter import bare
from sous_voice.core.finding import plain_step
from sous_voice.core.food_names import words_of
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.export import to_schema_org, to_text
from sous_voice.shelf.imports import import_recipes
from sous_voice.shelf.imports.apps import read_object
from sous_voice.shelf.imports.schema_org import duration
from sous_voice.shelf.imports.web_page import by_scrapers
from sous_voice.shelf.recipes import read_recipe

SOUP = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage"},
        {
            "@type": ["Recipe"],
            "name": "Leek &amp; potato soup<script>alert(1)</script>",
            "recipeYield": ["4", "4 bowls"],
            "totalTime": "PT1H5M",
            "author": {"name": "A. Cook"},
            "recipeIngredient": [
                "2 leeks, sliced",
                "500 g potatoes",
                "1 litre vegetable stock",
                "salt to taste",
            ],
            "recipeInstructions": [
                {
                    "@type": "HowToSection",
                    "itemListElement": [{"text": "Soften the leeks over low heat for 10 minutes."}],
                },
                {"@type": "HowToStep", "text": "Add potatoes and vegetable stock. Simmer 25 minutes."},
            ],
        },
    ],
}
PAPRIKA = {
    "name": "Tea",
    "ingredients": "1 cup water\n1 tsp black tea",
    "directions": "Boil the water.\nPour.",
    "servings": "1",
}
TANDOOR = {
    "name": "Toast", "servings": 2, "working_time": 5,
    "steps": [{"instruction": "Toast the bread.", "order": 0, "ingredients": [
        {"food": {"name": "bread"}, "unit": {"name": "slices"}, "amount": 2.0, "note": "thick"}]}],
}  # fmt: skip
MEALIE = {
    "name": "Dal", "recipe_yield": "4",
    "recipe_ingredient": [{"quantity": 1.5, "unit": {"name": "cup"}, "food": {"name": "red lentils"}}],
    "recipe_instructions": [{"text": "Boil the red lentils."}],
}  # fmt: skip


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def saved(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def page(data: object) -> bytes:
    text = json.dumps(data).replace("</", "<\\/")  # as pages must write it
    return f'<html><script type="application/ld+json">{text}</script></html>'.encode()


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


@pytest.mark.parametrize(
    ("name", "data", "title"),
    [
        ("a.paprikarecipes", zipped({"t.paprikarecipe": gzip.compress(json.dumps(PAPRIKA).encode())}), "Tea"),
        ("a.paprikarecipe", gzip.compress(json.dumps(PAPRIKA).encode()), "Tea"),
        ("t.zip", zipped({"1.zip": zipped({"recipe.json": json.dumps(TANDOOR).encode()})}), "Toast"),
        ("m.zip", zipped({"recipes/dal.json": json.dumps(MEALIE).encode()}), "Dal"),
        ("n.zip", zipped({"Soup/recipe.json": json.dumps(SOUP).encode()}), "Leek & potato soup"),
        ("b.md", b"# Rice\n\n## Ingredients\n\n- 1 cup rice\n\n## Directions\n\n1. Boil the rice.\n", "Rice"),
    ],
)
def test_exports_of_other_programs(tmp_path: Path, name: str, data: bytes, title: str) -> None:
    """Paprika, Tandoor, Mealie, Nextcloud and Markdown are told apart by looking."""
    (recipe,) = import_recipes(saved(tmp_path, name, data))
    assert recipe.title == title
    assert recipe.ingredients
    assert recipe.metadata["imported from"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zipped({"../../evil.json": b"{}"}), id="path-upwards"),
        pytest.param(zipped({"/etc/evil.json": b"{}"}), id="path-absolute"),
        pytest.param(zipped({"bomb.json": b" " * 9_000_000}), id="zip-bomb"),
        pytest.param(gzip.compress(b" " * 9_000_000), id="gzip-bomb"),
        pytest.param(gzip.compress(b"{}")[:-6], id="gzip-cut-short"),
        pytest.param(b"PK\x03\x04 and then nothing", id="zip-of-nothing"),
        pytest.param(b"[" * 100_000, id="nested-too-deep"),
        pytest.param(b"\x00\x01\x02binary", id="binary"),
        pytest.param(b"<html>no recipe here</html>", id="page-without-recipe"),
        pytest.param(b'{"name": "nothing"}', id="recipe-without-steps"),
        pytest.param(b"", id="empty"),
    ],
)
def test_hostile_and_broken_files_are_refused(tmp_path: Path, data: bytes) -> None:
    """Bombs, names that climb out, deep nesting and rubbish end in one clear sentence."""
    with pytest.raises(RecipeError):
        import_recipes(saved(tmp_path, "in.bin", data))


def test_only_web_addresses_are_fetched() -> None:
    """Other schemes are refused before anything is opened."""
    with pytest.raises(RecipeError):
        import_recipes("file:///etc/passwd")


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

NEW_MEALIE = {
    "name": "Dal", "slug": "dal", "recipeServings": 4.0, "recipeYield": "", "totalTime": "PT40M",
    "orgURL": "https://example.org/dal", "tags": [{"name": "Indian", "slug": "indian"}],
    "recipeIngredient": [
        {"quantity": 1.5, "unit": {"name": "cup"}, "food": {"name": "red lentils"}, "note": "rinsed",
         "display": "1 1/2 cups red lentils rinsed", "disableAmount": False, "title": "Lentils"},
        {"quantity": None, "unit": None, "food": None, "note": "salt to taste", "originalText": None},
    ],
    "recipeInstructions": [{"id": "1", "title": "", "summary": "", "text": "Boil the red lentils with salt."}],
}  # fmt: skip


def test_mealie_of_today(tmp_path: Path) -> None:
    """The camel-case form: amounts, notes, servings, source and tags."""
    (recipe,) = import_recipes(saved(tmp_path, "dal.json", json.dumps(NEW_MEALIE).encode()))
    lentils, salt = recipe.ingredients
    assert (lentils.name, lentils.quantity.low, lentils.note) == ("red lentils", Fraction(3, 2), "rinsed")
    assert salt.name == "salt"
    assert recipe.servings == 4
    assert recipe.metadata["source"] == "https://example.org/dal"
    assert recipe.metadata["imported from"] == "Mealie"


def test_tandoor_fills_in_its_places(tmp_path: Path) -> None:
    """A step that names its ingredients by their place reads in full."""
    step = {"instruction": "Toast {{ ingredients[0] }} well, {{ ingredients[7] }}.", "ingredients": [
        {"food": {"name": "bread"}, "unit": {"name": "slices"}, "amount": 2}]}  # fmt: skip
    data = {"name": "Toast", "steps": [step]}
    (recipe,) = import_recipes(saved(tmp_path, "t.json", json.dumps(data).encode()))
    assert "{{" not in write(recipe)
    assert "bread" in plain_step(recipe.steps[0])


def test_one_broken_recipe_does_not_hide_the_others(tmp_path: Path) -> None:
    """Given an export of which one member is broken, the good one is read and the fault is told with its place."""
    data = zipped({"a.json": b"{broken", "b/recipe.json": json.dumps(SOUP).encode(), "settings.json": b"{}"})
    faults: list[str] = []
    (recipe,) = import_recipes(saved(tmp_path, "export.zip", data), faults)
    assert recipe.title == "Leek & potato soup"
    assert len(faults) == 1
    assert "a.json" in faults[0]


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link in an unpacked export, and one in an archive, give nothing away."""
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(SOUP))
    folder = tmp_path / "export"
    (folder / "Soup").mkdir(parents=True)
    (folder / "Soup" / "recipe.json").symlink_to(secret)
    with pytest.raises(RecipeError):
        import_recipes(str(folder))
    link = zipfile.ZipInfo("Soup/recipe.json")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(link, str(secret))
    with pytest.raises(RecipeError):
        import_recipes(saved(tmp_path, "link.zip", file.getvalue()))


@pytest.mark.parametrize(
    "text",
    [
        "Boil <script>alert(1)</script>the water.",
        "Boil &lt;script&gt;alert(1)&lt;/script&gt;the water.",
        "Boil <img src=x onerror=alert(1)>the water.",
        "Boil <a href='javascript:alert(1)'>the water</a>.",
        "Boil\x00\x1b[31m the water.",
        "Boil @the{1%bomb} ~water{} #pot{}.",
    ],
)
def test_scripts_and_markup_do_not_pass(tmp_path: Path, text: str) -> None:
    """Markup, scripts, control characters and Cooklang's own marks are taken out or stay harmless words."""
    data = {"name": "Tea", "ingredients": "1 cup water", "directions": text}
    (recipe,) = import_recipes(saved(tmp_path, "tea.json", json.dumps(data).encode()))
    back = parse(write(recipe), "tea.cook")
    written = " ".join(plain_step(step) for step in back.steps)
    assert not any(mark in written for mark in ("<", "script", "onerror", "javascript", "\x00", "\x1b"))
    assert [item.name for item in back.ingredients] == ["water"]


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=4)
                    | st.dictionaries(st.sampled_from(
                        ["@type", "@graph", "name", "recipeIngredient", "recipeInstructions", "recipeYield",
                         "text", "itemListElement", "item", "totalTime", "author", "steps", "ingredients",
                         "directions", "amount", "food", "recipe_ingredient"]), inner, max_size=6),
                    max_leaves=25))  # fmt: skip
def test_no_json_breaks_the_importer(data: object) -> None:
    """Whatever shape the data has, the importer gives a recipe or one clear refusal."""
    try:
        draft = read_object(data, "x.json")
        if draft is not None:
            write(draft.recipe())
    except RecipeError as refused:
        assert "\n" not in str(refused)


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
