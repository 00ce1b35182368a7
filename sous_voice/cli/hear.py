"""``sous-voice hear``: sound files in, words and what they mean out."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sous_voice.errors import AudioFileError, GrammarError

if TYPE_CHECKING:
    from sous_voice.hearing.engine import Engine, Recognised

Meaning = Callable[["Recognised"], tuple["Recognised", list[dict[str, Any]]]]
"""What was heard, in the words that mean something, and what it means."""


def closed_meaning(engine: "Engine", path: Path) -> Meaning:
    """Only sentences of a grammar file: its intents, or none."""
    from sous_voice.hearing.engine import Expectation
    from sous_voice.language.grammar import compile_graph, load_grammar, slots_of
    from sous_voice.language.grammar.lint import undefined

    grammar = load_grammar(path)
    if faults := [f"{path}:{line}: {fault}" for line, fault in undefined(grammar)]:
        raise GrammarError("; ".join(faults) + ".")
    engine.expect(Expectation(compile_graph(grammar), closed=True))

    def meaning(heard: "Recognised") -> tuple["Recognised", list[dict[str, Any]]]:
        if heard.path is None:
            return heard, []
        slots = slots_of(grammar, heard.path)
        return heard, [{"name": heard.path.intent, "slots": slots, "confidence": heard.confidence}]

    return meaning


def free_meaning(engine: "Engine") -> Meaning:
    """Anything a cook may say: the words are understood by the parser."""
    from sous_voice.core.moment import Context
    from sous_voice.hearing.engine import Expectation
    from sous_voice.language.parser import Parser
    from sous_voice.runtime.readings import best_reading

    parser = Parser()
    engine.expect(Expectation(sentences=parser.sentences(Context())))

    def meaning(heard: "Recognised") -> tuple["Recognised", list[dict[str, Any]]]:
        if not heard.text and not heard.heard:
            return heard, []
        read = best_reading(heard, parser.understand, engine.second_look, aside=parser.aside)
        return read.heard, [
            {
                "name": intent.name,
                "slots": dict(intent.slots),
                "confidence": round(intent.confidence * read.heard.confidence, 3),
            }
            for intent in read.understanding.intents
        ]

    return meaning


def answers(engine: "Engine", file: Path, meaning: Meaning, *, spoken_only: bool = False) -> dict[str, Any]:
    """What is heard in a file, as JSON.

    Raises:
        AudioFileError: the file is missing, broken or no sound.
    """
    from sous_voice.hearing.recogniser import hear_parts
    from sous_voice.hearing.source import cut_short, read_sound

    samples = read_sound(file)
    if broken := cut_short(file):
        raise AudioFileError(broken.split(";")[0] + ".", "Record or copy it again.")
    read = [meaning(part) for part in hear_parts(engine, samples, spoken_only=spoken_only)]
    parts = [part for part, _ in read]
    intents = [intent for _, meant in read for intent in meant]
    return {
        "file": str(file),
        "text": " ".join(part.text for part in parts if part.text),
        "words": [
            {"word": word.text, "conf": word.conf, "start": round(word.start, 2), "end": round(word.end, 2)}
            for part in parts
            for word in part.words
        ],
        "intents": intents,
        "engine": engine.name,
        "seconds_audio": round(sum(part.seconds_audio for part in parts), 3),
        "seconds_cpu": round(sum(part.seconds_cpu for part in parts), 3),
        "abstained": not intents,
        "heard": " ".join(part.heard for part in parts if part.heard),
        "refused": "; ".join(dict.fromkeys(part.refused for part in parts if part.refused)),
    }


def plain(answer: dict[str, Any]) -> str:
    """The answer for people, on one line."""
    if not answer["text"]:
        return f"Nothing: {answer['file']}: {answer['refused'] or 'nobody spoke'}."
    meant = "; ".join(
        " ".join([intent["name"], *(f"{slot}={value}" for slot, value in intent["slots"].items())])
        for intent in answer["intents"]
    )
    return f"Heard: {answer['file']}: {answer['text']} -> {meant or 'not understood'}"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="WAV...")
@click.option(
    "--engine",
    "name",
    type=click.Choice(["auto", "vosk", "pocketsphinx", "whisper"]),
    default="auto",
    show_default=True,
    help="Which recogniser; auto takes the best on this machine.",
)
@click.option("--grammar", type=click.Path(path_type=Path), help="Only sentences of this grammar file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def hear(files: Sequence[Path], name: str, grammar: Path | None, as_json: bool) -> None:
    """Recognise sound files: any WAV, FLAC or Ogg, any rate, any channels."""
    from sous_voice.hearing.recogniser import open_engine

    engine = open_engine(name)
    meaning = closed_meaning(engine, grammar) if grammar else free_meaning(engine)
    if not as_json:
        click.echo(f"Engine: {engine.name}.")
    failed = False
    for file in files:
        try:
            answer = answers(engine, file, meaning, spoken_only=grammar is None)
        except AudioFileError as fault:
            failed = True
            click.echo(f"Error: {fault}", err=True)
            continue
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else plain(answer))
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
