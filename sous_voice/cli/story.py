"""``sous-voice story``: the stories that recipes carry, recordings, and the family book."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import TextIO

    from sous_voice.core.recipe import Recipe
    from sous_voice.shelf.stories.book import Packed


@click.group()
def story() -> None:
    """Stories of recipes: who cooked it, where and when."""


def _shelf() -> "tuple[Recipe, ...]":
    """Every recipe, with the recordings that belong to it."""
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import shelf_of
    from sous_voice.shelf.stories import kept

    recipes = shelf_of(load_settings()).recipes
    return kept.with_kept(recipes, kept.all_kept(kept.folder())[0], kept.folder())


def _chosen(names: tuple[str, ...]) -> "tuple[Recipe, ...]":
    """The recipes of these files or titles; all that have a story where none is named."""
    from sous_voice.shelf.recipes import Shelf, find_recipe
    from sous_voice.shelf.stories import kept

    recipes = _shelf()
    if not names:
        return tuple(recipe for recipe in recipes if any(note.story for note in recipe.notes))
    found = tuple(find_recipe(name, Shelf(recipes)) for name in names)
    return kept.with_kept(found, kept.all_kept(kept.folder())[0], kept.folder())


@story.command("list")
@click.argument("recipe", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(recipe: str | None, as_json: bool) -> None:
    """List the chapters of RECIPE, or of every recipe on the shelf, and what is wrong with any recording."""
    from sous_voice.core.story import Storytelling, chapters, seconds_of
    from sous_voice.shelf.stories import kept

    for one in _chosen((recipe,)) if recipe else _shelf():
        for chapter in chapters(one):
            row = {
                "recipe": one.title,
                "chapter": chapter.title,
                "year": chapter.year,
                "place": chapter.place,
                "narrator": chapter.narrator,
                "before_step": chapter.before_step + 1,
                "sentences": len(chapter.sentences),
                "about_seconds": round(sum(seconds_of(Storytelling(), chapter))),
                "recording": chapter.recording,
                "consent": chapter.consent,
                "missing": bool(chapter.recording) and not Path(chapter.recording).is_file(),
            }
            click.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row))
    for fault in kept.all_kept(kept.folder())[1]:
        click.echo(f"Fault: {fault}", err=True)


def _line(row: dict[str, object]) -> str:
    parts = [str(row[key]) for key in ("chapter", "narrator", "place", "year") if row[key]]
    line = f"Story: {row['recipe']}: {', '.join(parts)}, about {row['about_seconds']} seconds"
    if row["recording"]:
        line += f", recorded, for {row['consent'] or 'the household'}"
    return f"{line}, but the recording is missing" if row["missing"] else line


@story.command("export")
@click.argument("recipes", nargs=-1, metavar="[RECIPE]...")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The book's file."
)
@click.option("--title", default="Our recipes", show_default=True)
@click.option("--for", "person", default="", help="Also what was shared with this person by name.")
@click.option("--page", is_flag=True, help="One web page in place of a book.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def export(recipes: tuple[str, ...], out: Path, title: str, person: str, page: bool, as_json: bool) -> None:
    """Write recipes, stories and recordings into one file; what is private stays here.

    RECIPE is a file or a title; without any, every recipe that has a story.
    """
    from sous_voice.shelf.stories import book

    make = book.export_page if page else book.export
    packed = make(_chosen(recipes), out, title, person)
    if as_json:
        click.echo(json.dumps({"file": str(out), **_data(packed)}, ensure_ascii=False))
        return
    told = f"{len(packed.recipes)} recipes, {packed.stories} stories, {packed.recordings} recordings"
    click.echo(f"Book: {out}: {told}")
    for line in packed.left_out:
        click.echo(f"Left out: {line}")


def _data(packed: "Packed") -> dict[str, object]:
    return {
        "recipes": list(packed.recipes),
        "stories": packed.stories,
        "recordings": packed.recordings,
        "left_out": list(packed.left_out),
    }


@story.command("import")
@click.argument("book", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def import_(book: Path, as_json: bool) -> None:
    """Take in a family book: what is new joins what is here, and nothing is overwritten."""
    from sous_voice.errors import StoryError
    from sous_voice.shelf.kept import recipes_folder
    from sous_voice.shelf.stories import kept
    from sous_voice.shelf.stories.unpack import unpack

    if not book.is_file():
        raise StoryError(f"{book}: there is no such file.", "Check the name.")
    joined = unpack(book, _shelf(), recipes_folder(), kept.folder())
    if as_json:
        data = {
            "recipes": joined.recipes,
            "recordings": joined.recordings,
            "stories": joined.stories,
            "known": joined.known,
        }
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    for title in joined.recipes:
        click.echo(f"Recipe: {title}")
    told = (
        f"{len(joined.recordings)} recordings and {joined.stories} stories are new, {joined.known} were here"
    )
    click.echo(f"Book: {told}")


@story.command("card")
@click.argument("recipe")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The page's file."
)
@click.option("--by", "person", default="", help="Who brings it.")
def card(recipe: str, out: Path, person: str) -> None:
    """A printable table card of RECIPE: what is in it, and its story."""
    from sous_voice.errors import StoryError
    from sous_voice.shelf.diet_table import diet_table
    from sous_voice.shelf.stories.card import Dish, cards

    (found,) = _chosen((recipe,))
    try:
        out.write_text(cards([Dish(found.title, person, found)], diet_table(), found.title), encoding="utf-8")
    except OSError as fault:
        raise StoryError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
    click.echo(f"Card: {found.title} -> {out}")


@story.command("withdraw")
@click.argument("recording", type=click.Path(path_type=Path, dir_okay=False))
@click.confirmation_option(prompt="The recording and its words are deleted for good. Go on?")
def withdraw(recording: Path) -> None:
    """Delete RECORDING, a file that “story list” names, with its words."""
    from sous_voice.errors import StoryError
    from sous_voice.shelf.stories import kept

    if not kept.sidecar(recording).is_file() and not recording.is_file():
        raise StoryError(f"{recording}: there is no such recording.", "“sous-voice story list” names them.")
    kept.withdraw(recording)
    click.echo(f"Story: {recording.name} is deleted")


@story.command("words")
@click.argument("recording", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--set", "corrected", type=click.File(encoding="utf-8"), help="A file with the right words; - for input."
)
def words(recording: Path, corrected: "TextIO | None") -> None:
    """The words of RECORDING: a draft by the recogniser, until somebody has put them right."""
    from sous_voice.errors import StoryError
    from sous_voice.shelf.stories import kept

    if not kept.sidecar(recording).is_file():
        raise StoryError(
            f"{recording}: nothing is known of it.", "“sous-voice story list” names the recordings."
        )
    known = kept.read(kept.sidecar(recording))
    if corrected is not None:
        text = " ".join(corrected.read().split())
        known = kept.change(recording, transcript=text, transcript_is_draft=False)
    lead = "Draft" if known.transcript_is_draft else "Words"
    click.echo(f"{lead}: {known.transcript or 'none were written down yet.'}")
