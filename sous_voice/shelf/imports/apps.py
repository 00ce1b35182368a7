"""Exports of other recipe programs → Drafts: Paprika, Mealie, Tandoor, Nextcloud Cookbook.

Field names after the exports themselves:
    Paprika    zip of ``*.paprikarecipe``, each a gzip of JSON
    Mealie     zip with one JSON a recipe (``recipe_ingredient``), or schema.org with extras
    Tandoor    zip of zips, each with ``recipe.json`` (``steps`` with ``ingredients``)
    Nextcloud  zip or folder with ``recipe.json``: schema.org
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from sous_voice.core.quantity import number_text
from sous_voice.errors import RecipeError
from sous_voice.shelf.imports.draft import Draft, known, lines, plain, tidy
from sous_voice.shelf.imports.limits import gunzip, members, read_json
from sous_voice.shelf.imports.schema_org import duration, find_recipe, read_schema


def read_archive(data: bytes, place: str, faults: list[str], depth: int = 0) -> Iterator[Draft]:
    """Every recipe of an exported archive; a member that cannot be read is told in ``faults``.

    Raises:
        RecipeError: the archive is broken or hostile; see ``limits``.
    """
    if depth > 2:
        raise RecipeError(f"{place}: archives within archives within archives are refused.")
    for name, content in members(data, place, (".paprikarecipe", ".json", ".zip")):
        inside = f"{place}: {name}"
        if name.lower().endswith(".zip"):
            yield from read_archive(content, inside, faults, depth + 1)
            continue
        try:
            draft = _member(name, content, inside)
        except RecipeError as fault:
            faults.append(str(fault))
            continue
        if draft is not None:
            yield draft


def _member(name: str, content: bytes, inside: str) -> Draft | None:
    if name.lower().endswith(".paprikarecipe"):
        return read_paprika(read_json(gunzip(content, inside), inside), inside)
    return read_object(read_json(content, inside), inside)


def read_object(data: object, place: str) -> Draft | None:
    """One JSON object of any of the formats; None where it is no recipe (settings, categories)."""
    recipe = find_recipe(data)
    if recipe is not None:
        return read_schema(recipe, place)
    if not isinstance(data, dict):
        return None
    if "directions" in data and "ingredients" in data:
        return read_paprika(data, place)
    if "recipe_ingredient" in data or "recipeIngredient" in data or "recipe_instructions" in data:
        return read_mealie(data, place)
    if isinstance(data.get("steps"), list) and "name" in data:
        return read_tandoor(data, place)
    return None


def read_paprika(data: object, place: str) -> Draft:
    """One recipe of Paprika Recipe Manager."""
    recipe = _mapping(data, place)
    return Draft(
        plain(recipe.get("name")) or "Untitled recipe",
        lines(recipe.get("ingredients")),
        lines(recipe.get("directions")),
        known(
            source=recipe.get("source_url") or recipe.get("source") or place,
            servings=recipe.get("servings"),
            prep_time=recipe.get("prep_time"),
            cook_time=recipe.get("cook_time"),
            total_time=recipe.get("total_time"),
            difficulty=recipe.get("difficulty"),
            tags=", ".join(map(plain, _list(recipe.get("categories")))),
            note=recipe.get("notes"),
            description=recipe.get("description"),
            imported_from="Paprika",
        ),
    )


def read_mealie(data: Mapping[str, Any], place: str) -> Draft:
    """One recipe of Mealie: snake_case exports of the years up to now."""
    rows = _list(data.get("recipe_ingredient") or data.get("recipeIngredient"))
    steps = _list(data.get("recipe_instructions") or data.get("recipeInstructions"))
    return Draft(
        plain(data.get("name")) or "Untitled recipe",
        tidy(_mealie_line(row) for row in rows),
        tidy(step.get("text") if isinstance(step, dict) else step for step in steps),
        known(
            source=data.get("org_url") or data.get("orgURL") or place,
            description=data.get("description"),
            servings=_servings(data),
            prep_time=duration(data.get("prep_time") or data.get("prepTime")),
            cook_time=duration(data.get("perform_time") or data.get("cook_time") or data.get("performTime")),
            total_time=duration(data.get("total_time") or data.get("totalTime")),
            tags=", ".join(map(_named, _list(data.get("tags")))),
            imported_from="Mealie",
        ),
    )


def _servings(data: Mapping[str, Any]) -> object:
    """The number of servings where it is given, else the yield in words."""
    number = data.get("recipe_servings") or data.get("recipeServings")
    if isinstance(number, (int, float)) and number > 0:
        return f"{number:g}"
    return data.get("recipe_yield") or data.get("recipeYield")


def _mealie_line(row: object) -> str:
    if not isinstance(row, dict):
        return plain(row)
    food, note = _named(row.get("food")), plain(row.get("note"))
    if row.get("disable_amount") or row.get("disableAmount") or not food:
        return (
            plain(row.get("display"))
            or plain(row.get("original_text"))
            or plain(row.get("originalText"))
            or note
        )
    line = " ".join(filter(None, (_number(row.get("quantity")), _named(row.get("unit")), food)))
    return f"{line}, {note}" if note else line


def read_tandoor(data: Mapping[str, Any], place: str) -> Draft:
    """One recipe of Tandoor: ingredients stand in its steps."""
    steps = [step for step in _list(data.get("steps")) if isinstance(step, dict)]
    steps.sort(key=lambda step: step["order"] if isinstance(step.get("order"), (int, float)) else 0)
    ingredients = [row for step in steps for row in _list(step.get("ingredients")) if isinstance(row, dict)]
    return Draft(
        plain(data.get("name")) or "Untitled recipe",
        tidy(_tandoor_line(row) for row in ingredients if not row.get("is_header")),
        tidy(line for step in steps for line in lines(_instruction(step))),
        known(
            source=data.get("source_url") or place,
            description=data.get("description"),
            servings=data.get("servings"),
            prep_time=duration(data.get("working_time")),
            cook_time=duration(data.get("waiting_time")),
            tags=", ".join(map(_named, _list(data.get("keywords")))),
            imported_from="Tandoor",
        ),
    )


def _instruction(step: Mapping[str, Any]) -> str:
    """A step's text with its places for ingredients ("{{ ingredients[0] }}") filled in."""
    rows = [row for row in _list(step.get("ingredients")) if isinstance(row, dict)]

    def fill(found: re.Match[str]) -> str:
        index = int(found[1])
        return _tandoor_line(rows[index]) if index < len(rows) else ""

    text = str(step.get("instruction") or "")
    return re.sub(r"\{\{\s*ingredients\[(\d{1,3})\]\s*\}\}", fill, text)


def _tandoor_line(row: Mapping[str, Any]) -> str:
    amount = "" if row.get("no_amount") else _number(row.get("amount"))
    line = " ".join(
        filter(None, (amount, _named(row.get("unit")) if amount else "", _named(row.get("food"))))
    )
    note = plain(row.get("note"))
    return f"{line}, {note}" if note else line


def _number(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return ""
    try:
        exact = Fraction(str(value)).limit_denominator(64)
    except (ValueError, ZeroDivisionError, OverflowError):
        return ""
    return number_text(exact) if 0 < exact < 1_000_000 else ""


def _named(value: object) -> str:
    return plain(value.get("name")) if isinstance(value, dict) else plain(value)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(data: object, place: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise RecipeError(f"{place}: this is no recipe.")
    return data
