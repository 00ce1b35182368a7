"""``sous-voice season``: what grows when."""

import datetime
import json

import click

from sous_voice.core.seasons import MONTHS, ZONES, Produce, find, in_season, months_of, spoken_months
from sous_voice.shelf.season_table import season_table


@click.command()
@click.argument("food", required=False)
@click.option("--month", help="A month, or a season of the year; default: this month.")
@click.option("--zone", type=click.Choice(list(ZONES)), help="Climate; default: the setting kitchen.climate.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def season(food: str | None, month: str | None, zone: str | None, as_json: bool) -> None:
    """Say what is in season, or when FOOD is. General guidance: every garden and year is different."""
    from sous_voice.settings import load_settings

    table = season_table()
    zone = zone or load_settings().kitchen.climate
    if food:
        produce = find(table, food)
        if produce is None:
            raise click.UsageError(f"No season is known for {food!r}. Try one of: {_some(table)}.")
        _print(produce, zone, None, as_json)
        return
    months = months_of(month, zone) if month else (datetime.date.today().month,)
    if not months:
        raise click.UsageError(f"{month!r} is no month or season. Say, for example, june or autumn.")
    for produce in {p.name: p for m in months for p in in_season(table, zone, m)}.values():
        _print(produce, zone, months[0], as_json)


def _some(table: tuple[Produce, ...]) -> str:
    return ", ".join(produce.name for produce in table[:6])


def _print(produce: Produce, zone: str, month: int | None, as_json: bool) -> None:
    grown, best = produce.grown[zone], produce.best[zone]
    if as_json:
        row = {"food": produce.name, "zone": zone, "months": sorted(grown), "best": sorted(best)}
        click.echo(json.dumps(row))
    elif not grown:
        click.echo(f"Season: {produce.name}: not grown in {ZONES[zone]}")
    else:
        peak = f", at its best in {MONTHS[month - 1].capitalize()}" if month in best and month else ""
        click.echo(f"Season: {produce.name}: {spoken_months(grown)}, best {spoken_months(best)}{peak}")
