"""``sous-voice nutrition``: the figures of a recipe, and a label to print."""

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sous_voice.errors import MissingPartError, RecipeError

if TYPE_CHECKING:
    from sous_voice.core.nutrition import Sum
    from sous_voice.core.recipe import Recipe


@click.command()
@click.argument("name", metavar="RECIPE")
@click.option("--servings", type=click.FloatRange(min=0.1, max=10_000), help="Divide by so many servings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--label", type=click.Choice(["text", "html", "png"]), help="A label to print.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File for the label.")
@click.option("--cups", type=click.Choice(["us", "metric", "australia", "imperial", "japan"]), default="us")
def nutrition(
    name: str, servings: float | None, as_json: bool, label: str | None, out: Path | None, cups: str
) -> None:
    """What is in RECIPE: a .cook file, a Markdown recipe, or a title of the shelf."""
    from sous_voice.core.nutrition import total
    from sous_voice.shelf.foods import open_foods

    if label == "png" and out is None:
        raise click.UsageError("A picture needs --out FILE.")
    recipe = recipe_of(name)
    found = total(open_foods(), recipe.ingredients, cups)
    wanted = Fraction(servings).limit_denominator(100) if servings else None
    data = figures(recipe, found, wanted)
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


def figures(recipe: "Recipe", found: "Sum", servings: Fraction | None = None) -> dict[str, Any]:
    """Everything as plain data: nutrients per serving, in all and per 100 g, lines, coverage."""
    from sous_voice.core.nutrients import NUTRIENTS, SALT
    from sous_voice.core.nutrition import doubts, servings_of

    if not found.grams:
        raise RecipeError(f"{recipe.title}: no ingredient has an amount that can be weighed.")
    number = servings_of(recipe, servings)
    divided = float(number) if number else 1.0
    nutrients = {}
    for nutrient in (*NUTRIENTS.values(), SALT):
        figure = found.figure(nutrient)
        per = figure.value / divided
        nutrients[nutrient.key] = {
            "name": nutrient.name,
            "unit": nutrient.unit,
            "per_serving": round(per, 3) if number else None,
            "total": round(figure.value, 3),
            "per_100g": round(figure.value / found.grams * 100, 3),
            "daily_value_percent": round(100 * per / nutrient.daily, 1)
            if nutrient.daily and number
            else None,
            "at_least": figure.at_least,
        }
    return {
        "title": recipe.title,
        "servings": float(number) if number else None,
        "grams": round(found.grams, 1),
        "coverage": round(found.coverage, 3),
        "weighed_or_measured": round(found.surely, 3),
        "nutrients": nutrients,
        "ingredients": [_line(line) for line in found.lines],
        "doubts": list(doubts(found)),
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


def label_rows(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, amount and share of the day for each line of a label."""
    from sous_voice.core.nutrients import LABEL

    rows = []
    for key in LABEL:
        entry = data["nutrients"][key]
        value = entry["total"] if entry["per_serving"] is None else entry["per_serving"]
        unit = {"kcal": "kcal", "ug": "µg"}.get(entry["unit"], entry["unit"])
        share = entry["daily_value_percent"]
        amount = f"{'≥ ' if entry['at_least'] else ''}{value:,.0f} {unit}"
        rows.append((entry["name"].capitalize(), amount, f"{share:.0f} %" if share is not None else ""))
    return rows


def _heading(data: dict[str, Any]) -> str:
    return f"One of {data['servings']:g} servings" if data["servings"] else "The whole recipe"


def _footing(data: dict[str, Any]) -> str:
    return f"Covers {100 * data['coverage']:.0f} % of the weight. Daily values: FDA 2016. {data['note']}"


def _plain(data: dict[str, Any]) -> list[str]:
    out = [f"Recipe: {data['title']}", f"Amount: {_heading(data)}, {data['grams']:,.0f} g in all"]
    out += [
        f"{name}: {amount}{f', {share} of the daily value' if share else ''}"
        for name, amount, share in label_rows(data)
    ]
    missing = [row["ingredient"] for row in data["ingredients"] if row["not_counted"]]
    out.append(f"Covers: {100 * data['coverage']:.0f} % of the weight")
    out += [f"Not counted: {', '.join(missing)}"] if missing else []
    out += [f"Doubt: {doubt}" for doubt in data["doubts"]]
    return [*out, f"Note: {data['note']}"]


def _label(form: str, data: dict[str, Any], out: Path | None) -> None:
    if form == "png":
        _picture(data, out or Path("label.png"))
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


def text_label(data: dict[str, Any]) -> str:
    """A label of 44 columns."""
    import textwrap

    bar = "=" * 44
    out = [bar, *textwrap.wrap(data["title"], 44), _heading(data), bar]
    out += [f"{name:<20}{amount:>16}{share:>8}" for name, amount, share in label_rows(data)]
    return "\n".join([*out, bar, *textwrap.wrap(_footing(data), 44), bar])


def html_label(data: dict[str, Any]) -> str:
    """A page of its own that prints well and reads well aloud; no scripts."""
    from html import escape

    rows = "\n".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(amount)}</td><td>{escape(share)}</td></tr>'
        for name, amount, share in label_rows(data)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(data["title"])}: nutrition</title>
<style>body{{font:16px sans-serif}}
table{{border:2px solid;border-collapse:collapse;max-width:24em}}
th,td{{padding:.2em .5em;border-top:1px solid;text-align:left}}caption{{font-weight:bold}}</style></head><body>
<table><caption>{escape(data["title"])}. {escape(_heading(data))}</caption>
<tr><th scope="col">Nutrient</th><th scope="col">Amount</th><th scope="col">Daily value</th></tr>
{rows}
</table><p>{escape(_footing(data))}</p></body></html>"""


def _picture(data: dict[str, Any], out: Path) -> None:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingPartError("A picture needs matplotlib.", "pip install 'sous-voice[plot]'") from None
    figure = Figure(figsize=(4.6, 4.2), dpi=150)
    figure.text(0.03, 0.97, text_label(data), family="monospace", va="top", fontsize=9)
    try:
        figure.savefig(out, format="png")
    except OSError as fault:
        raise RecipeError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
