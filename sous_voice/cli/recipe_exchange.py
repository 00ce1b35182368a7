"""``sous-voice recipe import`` and ``sous-voice recipe export``."""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sous_voice.errors import DownloadError, RecipeError

if TYPE_CHECKING:
    from sous_voice.core.recipe import Recipe


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def import_(sources: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Turn recipes of elsewhere into .cook files.

    SOURCE is an address, a saved web page, a Markdown file, or an export of Paprika, Mealie, Tandoor
    or Nextcloud (archive, file or folder). The network is used only for an address. No file is
    overwritten.
    """
    from sous_voice.shelf.imports import import_recipes

    failed = False
    for source in sources:
        faults: list[str] = []
        try:
            recipes = import_recipes(source, faults)
        except (RecipeError, DownloadError) as fault:
            if len(sources) == 1:
                raise
            faults, recipes = [str(fault)], ()
        for recipe in recipes:
            _keep(recipe, folder, source, as_json)
        for fault_ in faults:
            click.echo(f"Fault: {fault_}", err=True)
        failed = failed or bool(faults)
    if failed:
        sys.exit(1)


def _keep(recipe: "Recipe", folder: Path, source: str, as_json: bool) -> None:
    """Write one recipe under a free name, and say so."""
    from sous_voice.shelf.cooklang_write import write

    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, recipe.title)
        with path.open("x", encoding="utf-8") as file:
            file.write(write(recipe))
    except OSError as fault:
        raise RecipeError(f"{folder}: cannot be written ({fault.strerror or fault}).") from None
    if as_json:
        click.echo(json.dumps({"title": recipe.title, "file": str(path), "source": source}))
    else:
        click.echo(f"Recipe: {recipe.title} -> {path}")


def _free(folder: Path, title: str) -> Path:
    """A file name made of the title that is not taken."""
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "recipe"
    number = 1
    while (path := folder / f"{name}{f'-{number}' if number > 1 else ''}.cook").exists():
        number += 1
    return path


@click.command("export")
@click.argument("name", metavar="RECIPE")
@click.option(
    "--format", "form", type=click.Choice(["schema", "text", "cook"]), default="schema", show_default=True
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="File; default: standard output."
)
def export(name: str, form: str, out: Path | None) -> None:
    """A recipe as schema.org JSON-LD, plain text or Cooklang. RECIPE is a .cook file or a title."""
    from sous_voice.cli.nutrition import recipe_of
    from sous_voice.shelf.cooklang_write import write
    from sous_voice.shelf.export import json_ld, to_text

    found = recipe_of(name)
    text = {"schema": json_ld, "text": to_text, "cook": write}[form](found)
    if out is None:
        click.echo(text.rstrip("\n"))
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise RecipeError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
    click.echo(f"Recipe: {found.title} -> {out}")


COMMANDS: tuple[click.Command, ...] = (import_, export)
"""Mounted by ``sous_voice.cli.recipe``."""
