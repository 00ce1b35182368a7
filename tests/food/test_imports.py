"""Recipes of other programs, and what is refused."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.export import to_schema_org, to_text
from sous_voice.shelf.imports import import_recipes

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
        zipped({"../../evil.json": b"{}"}),
        zipped({"/etc/evil.json": b"{}"}),
        zipped({"bomb.json": b" " * 9_000_000}),
        gzip.compress(b" " * 9_000_000),
        gzip.compress(b"{}")[:-6],
        b"PK\x03\x04 and then nothing",
        b"[" * 100_000,
        b"\x00\x01\x02binary",
        b"<html>no recipe here</html>",
        b'{"name": "nothing"}',
        b"",
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
