"""``sous-voice nutrition``: the figures of a recipe, and a label to print."""

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sous_voice.cli.figures import Figure
from sous_voice.errors import RecipeError

if TYPE_CHECKING:
    from sous_voice.core.nutrition import Sum
    from sous_voice.core.recipe import Recipe


@click.command()
@click.argument("name", metavar="RECIPE")
@click.option("--servings", type=Figure(min=0.1, max=10_000), help="Divide by so many servings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--label", type=click.Choice(["text", "html", "png"]), help="A label to print.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File for the label.")
@click.option(
    "--cups",
    type=click.Choice(["us", "metric", "australia", "imperial", "japan"]),
    help="Whose cups and spoons; default: the setting kitchen.cups.",
)
@click.option("--daily", type=click.Choice(["us", "eu"]), help="Whose daily values; default: the setting.")
def nutrition(
    name: str,
    servings: float | None,
    as_json: bool,
    label: str | None,
    out: Path | None,
    cups: str | None,
    daily: str | None,
) -> None:
    """What is in RECIPE: a .cook file, a Markdown recipe, or a title of the shelf."""
    from sous_voice.core.nutrition import total
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import foods_of, own_tables_of

    if label == "png" and out is None:
        raise click.UsageError("A picture needs --out FILE.")
    recipe, settings = recipe_of(name), load_settings()
    habits = settings.kitchen
    for fault in own_tables_of(settings).faults:
        click.echo(f"Fault: {fault}", err=True)
    found = total(foods_of(settings), recipe.ingredients, cups or habits.cups)
    wanted = Fraction(servings).limit_denominator(100) if servings else None
    data = figures(recipe, found, wanted, daily or habits.daily_values)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
    elif label is None:
        for line in _plain(data):
            click.echo(line)
    else:
        _label(label, data, out)


def recipe_of(name: str) -> "Recipe":
    """The recipe of a file or title; Markdown and exports are imported on the way."""
    path = Path(name)
    if path.suffix.lower() in (".md", ".markdown", ".json", ".html", ".htm"):
        from sous_voice.shelf.imports import import_recipes

        return import_recipes(name)[0]
    if path.suffix.lower() == ".cook" or path.exists():
        from sous_voice.shelf.recipes import read_recipe

        return read_recipe(path)
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import shelf_of
    from sous_voice.shelf.recipes import find_recipe

    return find_recipe(name, shelf_of(load_settings()))


def figures(
    recipe: "Recipe", found: "Sum", servings: Fraction | None = None, custom: str = "us"
) -> dict[str, Any]:
    """Everything as plain data: nutrients per serving, in all and per 100 g, lines, coverage."""
    from sous_voice.core.doubts import doubts
    from sous_voice.core.nutrients import NUTRIENTS, SALT, daily_of
    from sous_voice.core.nutrition import servings_of

    if not found.grams:
        raise RecipeError(f"{recipe.title}: no ingredient has an amount that can be weighed.")
    number = servings_of(recipe, servings)
    divided = float(number) if number else 1.0
    nutrients = {}
    for nutrient in (*NUTRIENTS.values(), SALT):
        figure = found.figure(nutrient)
        per, daily = figure.value / divided, daily_of(nutrient, custom)
        nutrients[nutrient.key] = {
            "name": nutrient.name,
            "unit": nutrient.unit,
            "per_serving": round(per, 3) if number else None,
            "total": round(figure.value, 3),
            "per_100g": round(figure.value / found.grams * 100, 3),
            "daily_value_percent": round(100 * per / daily, 1) if daily and number else None,
            "at_least": figure.at_least,
        }
    return {
        "title": recipe.title,
        "servings": float(number) if number else None,
        "grams": round(found.grams, 1),
        "coverage": round(found.coverage, 3),
        "weighed_or_measured": round(found.surely, 3),
        "daily_values": {"us": "FDA 2016", "eu": "EU reference intakes"}[custom],
        "nutrients": nutrients,
        "ingredients": [_line(line) for line in found.lines],
        "doubts": list(doubts(found, number)),
        "note": "Raw ingredients; losses in cooking are not counted. USDA SR28. No medical advice.",
    }


def _line(line: Any) -> dict[str, Any]:
    from sous_voice.core.nutrients import NUTRIENTS

    energy = line.of(NUTRIENTS["energy_kcal"])
    return {
        "ingredient": line.ingredient.name,
        "food": line.match.food.name if line.match else None,
        "ndb": f"{line.match.food.ndb:05d}" if line.match else None,
        "nearest_only": bool(line.match and line.match.near),
        "grams": round(line.grams, 1) if line.grams else None,
        "weight_from": line.weight.how if line.weight else None,
        "energy_kcal": None if energy is None else round(energy, 1),
        "not_counted": line.missing or None,
    }


def _plain(data: dict[str, Any]) -> list[str]:
    from sous_voice.cli.nutrition_label import heading, label_rows, left_out

    out = [f"Recipe: {data['title']}", f"Amount: {heading(data)}, {data['grams']:,.0f} g in all"]
    out += [
        f"{name}: {amount}{f', {share} of the daily value' if share else ''}"
        for name, amount, share in label_rows(data)
    ]
    out.append(f"Covers: {100 * data['coverage']:.0f} % of the weight")
    out += [left_out(data).rstrip(". ")] if left_out(data) else []
    out += [f"Doubt: {doubt}" for doubt in data["doubts"]]
    return [*out, f"Note: {data['note']}"]


def _label(form: str, data: dict[str, Any], out: Path | None) -> None:
    from sous_voice.cli.nutrition_label import html_label, picture_label, text_label

    if form == "png":
        picture_label(data, out or Path("label.png"))
        click.echo(f"Label: {out}")
        return
    text = text_label(data) if form == "text" else html_label(data)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as fault:
        raise RecipeError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
    click.echo(f"Label: {out}")
