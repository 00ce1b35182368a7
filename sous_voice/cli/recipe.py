"""``sous-voice recipe``: show, check and list recipes; import and export live in a module of their own."""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sous_voice.cli.figures import Figure
from sous_voice.errors import RecipeError

if TYPE_CHECKING:
    from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step

# commands of another module, which exports them as COMMANDS; imported only when they are called
EXCHANGE, EXCHANGED = "sous_voice.cli.recipe_exchange", ("export", "import")


class RecipeGroup(click.Group):
    """Adds the commands of other modules, imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        there = EXCHANGED if find_spec(EXCHANGE) else ()
        return sorted([*super().list_commands(ctx), *there])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in EXCHANGED or not find_spec(EXCHANGE):
            return super().get_command(ctx, cmd_name)
        commands: tuple[click.Command, ...] = import_module(EXCHANGE).COMMANDS
        return next((command for command in commands if command.name == cmd_name), None)


@click.group(cls=RecipeGroup)
def recipe() -> None:
    """Recipes: show, check, list, import, export."""


def _find(name: str) -> "Recipe":
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import shelf_of
    from sous_voice.shelf.recipes import find_recipe

    return find_recipe(name, shelf_of(load_settings()))


# ---------------------------------------------------------------- show


@recipe.command()
@click.argument("name", metavar="RECIPE")
@click.option("--servings", type=Figure(min=0.1, max=10_000), help="Scale to so many servings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(name: str, servings: float | None, as_json: bool) -> None:
    """A recipe as the assistant knows it: a .cook file, or a title of the shelf."""
    found = _scaled(_find(name), servings)
    if as_json:
        click.echo(json.dumps(recipe_data(found), ensure_ascii=False))
        return
    for line in _lines(found):
        click.echo(line)


def _scaled(found: "Recipe", servings: float | None) -> "Recipe":
    from fractions import Fraction

    from sous_voice.core.wording import scale_recipe

    if servings is None:
        return found
    if found.servings is None:
        raise RecipeError(f"{found.title} does not say how many it serves.", "Leave --servings out.")
    return scale_recipe(found, Fraction(servings).limit_denominator(100) / found.servings)


def _lines(found: "Recipe") -> list[str]:
    from sous_voice.core.topics.choosing import overview
    from sous_voice.core.wording import ingredient_text, step_text

    lines = [f"Recipe: {overview(found)}"]
    lines += [f"Ingredient: {ingredient_text(item, note=True)}" for item in found.ingredients]
    lines += [f"Tool: {item.name}" for item in found.cookware]
    for index, step in enumerate(found.steps):
        lines += [_note_line(note) for note in found.notes if note.before_step == index]
        section = f"[{step.section}] " if step.section else ""
        lines.append(f"Step {index + 1}: {section}{step_text(step)}")
    lines += [_note_line(note) for note in found.notes if note.before_step >= len(found.steps)]
    return lines


def _note_line(note: Any) -> str:
    head = ", ".join(part for part in (note.chapter, note.narrator, note.place, note.year) if part)
    return f"{'Story' if note.story else 'Note'}: {f'({head}) ' if head else ''}{note.text}"


def recipe_data(found: "Recipe") -> dict[str, Any]:
    """A recipe as JSON: amounts as numbers, texts as they are spoken."""
    return {
        "title": found.title,
        "servings": None if found.servings is None else float(found.servings),
        "scale": float(found.scale),
        "metadata": dict(found.metadata),
        "ingredients": [_ingredient(item) for item in found.ingredients],
        "cookware": [item.name for item in found.cookware],
        "steps": [_step(number, step) for number, step in enumerate(found.steps, 1)],
        "notes": [{**asdict(note), "extra": dict(note.extra)} for note in found.notes],
        "source": found.source,
    }


def _ingredient(item: "Ingredient") -> dict[str, Any]:
    from sous_voice.core.wording import ingredient_text

    return {
        "name": item.name,
        **_quantity(item.quantity),
        "note": item.note,
        "optional": item.optional,
        "recipe": item.recipe,
        "text": ingredient_text(item, note=True),
    }


def _quantity(quantity: "Quantity") -> dict[str, Any]:
    return {
        "quantity": None if quantity.low is None else float(quantity.low),
        "quantity_high": None if quantity.high is None else float(quantity.high),
        "unit": quantity.unit,
        "words": quantity.words,
        "fixed": quantity.fixed,
    }


def _step(number: int, step: "Step") -> dict[str, Any]:
    from sous_voice.core.chunks import chunks
    from sous_voice.core.wording import step_text

    text = step_text(step)
    return {
        "n": number,
        "text": text,
        "chunks": list(chunks(text)),
        "section": step.section,
        "line": step.line,
        "ingredients": [_ingredient(item) for item in step.ingredients],
        "cookware": [item.name for item in step.cookware],
        "timers": [asdict(timer) for timer in step.timers],
    }


# ---------------------------------------------------------------- list


@recipe.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_recipes(as_json: bool) -> None:
    """Every recipe of the shelf, and what could not be read."""
    from sous_voice.core.topics.choosing import overview
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import shelf_of

    shelf = shelf_of(load_settings())
    for found in shelf.recipes:
        if as_json:
            data = {
                "title": found.title,
                "file": found.source,
                "servings": None if found.servings is None else float(found.servings),
                "ingredients": len(found.ingredients),
                "steps": len(found.steps),
                "metadata": dict(found.metadata),
            }
            click.echo(json.dumps(data, ensure_ascii=False))
        else:
            click.echo(f"Recipe: {overview(found)}")
    for fault in shelf.faults:
        click.echo(f"Fault: {fault}", err=True)


# ---------------------------------------------------------------- check


@recipe.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Read .cook files and say what is wrong with each, with line and column."""
    broken = False
    for path in files:
        error, hints = _checked(path)
        broken = broken or bool(error)
        if as_json:
            data = {"file": str(path), "ok": not error, "error": error, "hints": hints}
            click.echo(json.dumps(data, ensure_ascii=False))
            continue
        click.echo(f"Fault: {error}" if error else f"Good: {path}")
        for hint in hints:
            click.echo(f"Hint: {path}{hint}")
    if broken:
        sys.exit(1)


def _checked(path: Path) -> tuple[str, list[str]]:
    from sous_voice.shelf.recipes import read_recipe

    try:
        found = read_recipe(path)
    except RecipeError as fault:
        return str(fault), []
    return "", _hints(found, path.parent)


def _hints(found: "Recipe", folder: Path) -> list[str]:
    """What a cook will miss, each with its line where it has one."""
    hints = []
    if not found.steps:
        hints.append(": it has no steps.")
    elif not found.ingredients:
        hints.append(
            ": it marks no ingredients, so none can be gathered or scaled. Write, for example, @eggs{2}."
        )
    if found.servings is None:
        hints.append(": it does not say how many it serves, so it can only be doubled or halved.")
    for step in found.steps:
        hints += [
            f":{step.line}: the timer “{timer.text or timer.name}” has no time in it. "
            "Write, for example, ~{10%minutes}."
            for timer in step.timers
            if timer.seconds is None
        ]
        hints += [
            f":{step.line}: it refers to {item.recipe}, which is not there."
            for item in step.ingredients
            if item.recipe and not _referred(folder, item.recipe)
        ]
    hints += [
        f": the recording {note.recording} is not there."
        for note in found.notes
        if note.recording and not (folder / note.recording).is_file()
    ]
    return hints


def _referred(folder: Path, place: str) -> bool:
    path = folder / place
    return path.is_file() or path.with_name(f"{path.name}.cook").is_file()
