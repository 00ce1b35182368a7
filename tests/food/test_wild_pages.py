"""Twenty saved pages in the forms met on the web are read as a person would read them, and survive the way round."""

import json
from pathlib import Path

import pytest
from wild_pages import IMAGE_ONLY, WILD, Line, Wild

from sous_voice.core.nutrition import total
from sous_voice.core.reading import total_seconds
from sous_voice.core.recipe import Recipe
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.export import to_schema_org
from sous_voice.shelf.foods import open_foods
from sous_voice.shelf.imports import import_recipes


def _read(tmp_path: Path, html: str) -> Recipe:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    (recipe,) = import_recipes(str(path))
    return recipe


def _lines(recipe: Recipe) -> list[Line]:
    return sorted(
        (
            item.name,
            None if item.quantity.low is None else round(float(item.quantity.low), 3),
            None if item.quantity.high is None else float(item.quantity.high),
            item.quantity.unit,
        )
        for item in recipe.ingredients
    )


def _steps(recipe: Recipe) -> int:
    first = "".join(item for item in recipe.steps[0].items if isinstance(item, str))
    return len(recipe.steps) - first.startswith("Gather ")


@pytest.mark.parametrize("page", WILD, ids=lambda page: page.name)
def test_a_page_is_read_as_a_person_reads_it(page: Wild, tmp_path: Path) -> None:
    """Title, every ingredient with its amount, the number of steps, servings and time."""
    recipe = _read(tmp_path, page.html)
    assert recipe.title == page.title
    assert _lines(recipe) == sorted(
        (food, None if low is None else round(low, 3), high, unit) for food, low, high, unit in page.lines
    )
    assert _steps(recipe) == page.steps
    assert recipe.servings == page.servings
    assert page.total is None or total_seconds(recipe) == page.total


@pytest.mark.parametrize("page", [page for page in WILD if page.grams], ids=lambda page: page.name)
def test_packs_weigh_what_they_hold(page: Wild, tmp_path: Path) -> None:
    """Two tins of 400 grams are 800 grams; a can of 14.5 ounces 411."""
    found = total(open_foods(), _read(tmp_path, page.html).ingredients)
    weights = {line.ingredient.name: line.grams for line in found.lines}
    for food, grams in page.grams:
        assert weights[food] == pytest.approx(grams, rel=0.01)


@pytest.mark.parametrize("page", WILD, ids=lambda page: page.name)
def test_nothing_is_lost_on_the_way_round(page: Wild, tmp_path: Path) -> None:
    """Through Cooklang, and out and in again as schema.org: the same title, list, servings and time."""
    recipe = _read(tmp_path, page.html)
    kept = parse(write(recipe), "page.cook")
    path = tmp_path / "again.json"
    path.write_text(json.dumps(to_schema_org(kept)), encoding="utf-8")
    (again,) = import_recipes(str(path))
    for other in (kept, again):
        assert other.title == recipe.title
        assert _lines(other) == _lines(recipe)
        assert other.servings == recipe.servings
        assert total_seconds(other) == total_seconds(recipe)


def test_a_recipe_that_is_only_a_picture_is_refused_in_words(tmp_path: Path) -> None:
    """Nothing to read: one clear line, no empty recipe."""
    with pytest.raises(RecipeError, match=r"no (?:list of )?ingredients|no recipe"):
        _read(tmp_path, IMAGE_ONLY)
