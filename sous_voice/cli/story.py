"""``sous-voice story``: the stories that recipes carry."""

import json

import click


@click.group()
def story() -> None:
    """Stories of recipes: who cooked it, where and when."""


@story.command("list")
@click.argument("recipe", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(recipe: str | None, as_json: bool) -> None:
    """List the chapters of RECIPE, or of every recipe on the shelf."""
    from sous_voice.core.story import Storytelling, chapters, seconds_of
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import shelf_of
    from sous_voice.shelf.recipes import find_recipe

    shelf = shelf_of(load_settings())
    for one in (find_recipe(recipe, shelf),) if recipe else shelf.recipes:
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
            }
            click.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row))


def _line(row: dict[str, object]) -> str:
    parts = [str(row[key]) for key in ("chapter", "narrator", "place", "year") if row[key]]
    return f"Story: {row['recipe']}: {', '.join(parts)}, about {row['about_seconds']} seconds"
