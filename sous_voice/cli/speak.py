"""``sous-voice speak``: text → the words to be spoken, or their sound."""

import json
import sys

import click


@click.command()
@click.argument("text", required=False)
@click.option(
    "--spoken-text", is_flag=True, help="Print the words that would be spoken, one line a line; no audio."
)
@click.option(
    "--scale",
    type=click.Choice(["F", "C", "gas"]),
    default="F",
    show_default=True,
    help="Spoken where a recipe gives several.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def speak(text: str | None, spoken_text: bool, scale: str, as_json: bool) -> None:
    """Speak TEXT, or the lines of standard input."""
    from sous_voice.language.verbalise import SpokenStyle, verbalise
    from sous_voice.language.verbalise_temperatures import Scale

    style = SpokenStyle(Scale(scale))
    lines = [text] if text is not None else sys.stdin
    for line in lines:
        words = verbalise(line.rstrip("\r\n"), style).replace("\n", " ")
        print(
            json.dumps({"text": line.rstrip("\r\n"), "spoken": words}, ensure_ascii=False)
            if as_json
            else words,
            flush=True,
        )
