"""``sous-voice cook``: the real thing, and its rehearsal where there is no microphone."""

from pathlib import Path

import click


@click.command()
@click.argument("recipe", required=False)
@click.option("--audio-in", metavar="WAV|-", help="Listen to a sound file, or to PCM on standard input.")
@click.option("--audio-out", type=click.Path(dir_okay=False, path_type=Path), help="Write what is said.")
@click.option("--stove", default="", help="A serial port, sim, or none; default: the settings' own.")
@click.option("--settings", "settings_file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--rehearse", is_flag=True, help="A second voice plays the cook, through real sound.")
@click.option("--keyboard", is_flag=True, help="Type in place of speaking.")
@click.option("--fresh", is_flag=True, help="Do not go on with an interrupted session.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def cook(
    recipe: str | None,
    audio_in: str | None,
    audio_out: Path | None,
    stove: str,
    settings_file: Path | None,
    rehearse: bool,
    keyboard: bool,
    fresh: bool,
    as_json: bool,
) -> None:
    """Cook by voice. RECIPE is a file or a title; without it you choose by voice.

    With a microphone and a loudspeaker the session is live. Without them a rehearsal runs in its place.
    """
    from sous_voice import app
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import shelf_of
    from sous_voice.shelf.recipes import find_recipe

    settings = load_settings(settings_file)
    chosen = find_recipe(recipe, shelf_of(settings)) if recipe else None
    plan = app.Plan(
        settings,
        chosen,
        stove or settings.stove.port or "none",
        as_json,
        click.get_text_stream("stdout"),
        fresh=fresh,
        keyboard=keyboard,
    )
    if keyboard:
        app.cook_live(plan)
        return
    if audio_in is not None:
        app.cook_from_sound(plan, app.open_sound_in(audio_in), audio_out)
        return
    missing = "" if rehearse else app.sound_devices(settings)
    if not rehearse and not missing:
        app.cook_live(plan)
        return
    if missing:
        click.echo(f"Note: {missing}", err=as_json)
        click.echo("Note: so this is a rehearsal: a second voice plays the cook.", err=as_json)
    _rehearse(
        app.Plan(settings, None, "none", as_json, plan.out), audio_out or Path("rehearsal.wav"), as_json
    )


MISHEARD = 0.1
"""Share of a rehearsal's lines that may be missed."""


def _rehearse(plan: object, audio_out: Path, as_json: bool) -> None:
    from sous_voice import app

    spoken = app.rehearse(plan, audio_out)  # type: ignore[arg-type]
    missed = [one for one in spoken if not one.understood]
    for one in missed:
        click.echo(f"Missed: {one.line} (heard: {one.heard or 'nothing'})", err=as_json)
    click.echo(f"Rehearsal: {len(spoken) - len(missed)} of {len(spoken)} lines understood.", err=as_json)
    click.echo(f"Sound: {audio_out}, left the cook, right the assistant.", err=as_json)
    # a line may be misheard, as in life; with more than that the session was none
    if len(missed) > len(spoken) * MISHEARD:
        raise click.exceptions.Exit(1)
