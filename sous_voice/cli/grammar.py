"""``sous-voice grammar``: what is wrong with grammar files, and what they say."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sous_voice.errors import GrammarError


@click.group()
def grammar() -> None:
    """Check grammar files and show what they say."""


@grammar.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def check(files: Sequence[Path]) -> None:
    """All faults of grammar FILEs, each with file and line; exit 1 where there are any. Notes are no faults."""
    from sous_voice.hearing.phonetic.pronounce import guessed_sound
    from sous_voice.language.grammar import load_grammar
    from sous_voice.language.grammar.lint import faults, notes

    found: list[str] = []
    for file in files:
        try:
            loaded = load_grammar(file)
            own = faults(loaded)
            for line in notes(loaded, guessed_sound):
                click.echo(f"Note: {line}")
        except GrammarError as fault:
            own = str(fault).splitlines()
        found += own
        if not own:
            click.echo(f"Grammar: {file}: no faults.")
    for line in found:
        click.echo(f"Fault: {line}")
    sys.exit(1 if found else 0)


@grammar.command()
@click.argument("file", type=click.Path(path_type=Path))
def words(file: Path) -> None:
    """The words of a grammar FILE, one a line."""
    from sous_voice.language.grammar import compile_graph, load_grammar

    for word in compile_graph(load_grammar(file)).words:
        click.echo(word)


@grammar.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("text")
def parse(file: Path, text: str) -> None:
    """The readings of TEXT by a grammar FILE."""
    from sous_voice.language.grammar import load_grammar, parses

    found = parses(load_grammar(file), text)
    for reading in found:
        slots = " ".join(f"{slot}={value}" for slot, value in reading.slots.items())
        click.echo(f"Reading: {reading.intent} {slots}".rstrip())
    if not found:
        click.echo("Nothing: no sentence of this grammar.")
    sys.exit(0 if found else 1)
