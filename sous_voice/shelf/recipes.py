"""Recipes on disk: one file, or a shelf of folders. A broken file never hides the good ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sous_voice.core.finding import best_titles
from sous_voice.core.recipe import Recipe
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import LONGEST, parse

SUFFIX = ".cook"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All recipes that could be read, and what was wrong with the others."""

    recipes: tuple[Recipe, ...] = ()
    faults: tuple[RecipeError, ...] = field(default=())


def read_recipe(path: Path) -> Recipe:
    """One recipe file.

    Raises:
        RecipeError: missing, unreadable, empty, not text, or broken Cooklang (with line and column).
    """
    try:
        if path.is_dir():
            raise RecipeError(f"{path}: this is a folder, not a recipe.", "Name one .cook file in it.")
        # a device or a pipe tells no size beforehand
        with path.open("rb") as file:
            content = file.read(4 * LONGEST + 1)
        if len(content) > 4 * LONGEST:
            raise RecipeError(f"{path}: more than {4 * LONGEST} bytes are too many for a recipe.")
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise RecipeError(f"{path}: there is no such file.", "Check the name.") from None
    except UnicodeDecodeError as fault:
        raise RecipeError(
            f"{path}: byte {fault.start} is not UTF-8 text.", "Save the file as UTF-8."
        ) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise RecipeError(f"{path}: cannot be read ({reason}).") from None
    if not text.strip():
        raise RecipeError(f"{path}: the file is empty.", "Write the steps of a recipe into it.")
    zero = text.find("\0")
    if zero >= 0:
        line = text.count("\n", 0, zero) + 1
        raise RecipeError(
            f"{path}:{line}:{zero - text.rfind(chr(10), 0, zero)}: a zero byte: this is no text file.",
            "Name a .cook file.",
        )
    return parse(text, str(path))


def read_shelf(folders: Iterable[Path]) -> Shelf:
    """Every ``.cook`` file below these folders, by title; folders that are not there are skipped."""
    recipes: list[Recipe] = []
    faults: list[RecipeError] = []
    for folder in folders:
        for path in sorted(folder.rglob(f"*{SUFFIX}")) if folder.is_dir() else ():
            try:
                recipes.append(read_recipe(path))
            except RecipeError as fault:
                faults.append(fault)
    return Shelf(tuple(sorted(recipes, key=lambda recipe: recipe.title.lower())), tuple(faults))


def find_recipe(name: str, shelf: Shelf) -> Recipe:
    """A recipe by path or by (roughly) its title.

    Raises:
        RecipeError: neither a file nor a title; names the nearest titles.
    """
    path = Path(name).expanduser()
    if path.suffix == SUFFIX or path.exists():
        return read_recipe(path)
    found = best_titles(name, shelf.recipes)
    if len(found) == 1 or (found and found[0].title.lower() == name.strip().lower()):
        return found[0]
    if found:
        titles = ", ".join(recipe.title for recipe in found)
        raise RecipeError(f"“{name}” fits several recipes: {titles}.", "Say more of the title.")
    raise RecipeError(
        f"There is no file and no recipe “{name}”.", "“sous-voice recipe list” names all of them."
    )
