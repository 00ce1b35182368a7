"""Exports of other programs, and what is refused."""

import gzip
import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from export_files import SOUP, saved, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.finding import plain_step
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.imports import import_recipes
from sous_voice.shelf.imports.apps import read_object
from sous_voice.shelf.imports.markdown import read_markdown

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


@pytest.mark.parametrize(
    "line", ["Serves 4", "- **Serves:** 4 people", "*Makes about 4 pies.*", "Servings: 4", "Yield: 4"]
)
def test_how_many_it_serves_stands_in_many_ways(line: str) -> None:
    """A line of its own tells for how many, with a colon or without."""
    text = f"# Pie\n\n{line}\n\n## Ingredients\n\n- 1 apple\n\n## Method\n\n1. Bake it.\n"
    assert read_markdown(text, "pie.md").recipe().servings == 4


def test_small_headings_below_the_list_are_parts_of_it() -> None:
    """ "### Filling" under "## Ingredients" holds ingredients; "### The day before" under "## Directions" steps."""
    text = (
        "# Pie\n\n## Ingredients\n\n### Filling\n\n- 900 g apples\n\n### Crust\n\n- 350 g flour\n- 225 g butter\n\n"
        "## Directions\n\n### The day before\n\n1. Make the crust.\n\n### On the day\n\n1. Fill and bake it.\n"
    )
    draft = read_markdown(text, "pie.md")
    assert draft.title == "Pie"
    assert draft.ingredients == ("900 g apples", "350 g flour", "225 g butter")
    assert draft.steps == ("Make the crust.", "Fill and bake it.")
