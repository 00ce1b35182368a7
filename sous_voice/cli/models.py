"""``sous-voice models``: recogniser models, fetched when asked for."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click


@click.group()
def models() -> None:
    """Recogniser models: what can be had, and how to get it."""


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_models(as_json: bool) -> None:
    """All models, and which are here."""
    from sous_voice.hearing.catalogue import MODELS
    from sous_voice.hearing.recogniser import models_folder

    folder = models_folder()
    for model in MODELS:
        here = (folder / model.name).is_dir()
        if as_json:
            told = {"name": model.name, "size": model.size or None, "installed": here, "about": model.about}
            click.echo(json.dumps(told))
        else:
            click.echo(f"{'Installed' if here else 'Available'}: {model.name}, {model.about}")
    if not as_json:
        click.echo("Built in: whisper tiny.en, needs nothing fetched")


@models.command("get")
@click.argument("name")
@click.option("--url-base", default="", help="Another place that has the same files.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to put it.")
def get(name: str, url_base: str, folder: Path | None) -> None:
    """Fetch the model NAME. A broken download goes on where it stopped."""
    from sous_voice.hearing.catalogue import BASE, find_model
    from sous_voice.hearing.download import fetch
    from sous_voice.hearing.recogniser import models_folder

    model = find_model(name)
    base = url_base or BASE
    click.echo(f"Fetching: {base.rstrip('/')}/{model.file}")
    place = fetch(model, folder or models_folder(), base, _progress())
    click.echo(f"Installed: {place}")


def _progress() -> Callable[[int, int], None]:
    """A bar on a terminal; a plain line now and then elsewhere, and where plain output is asked for."""
    plain = not sys.stderr.isatty() or bool(os.environ.get("ACCESSIBLE") or os.environ.get("NO_COLOR"))
    told = [0.0]

    def tell(done: int, whole: int) -> None:
        now = time.monotonic()
        ended = bool(whole) and done >= whole
        if not ended and now - told[0] < (5.0 if plain else 0.2):
            return
        told[0] = now
        share = f"{100 * done // whole} per cent, " if whole else ""
        of = f" of {whole / 1e6:.0f}" if whole else ""
        line = f"Progress: {share}{done / 1e6:.0f}{of} megabytes"
        click.echo(line if plain else f"\r{line}", err=True, nl=plain or ended)

    return tell
