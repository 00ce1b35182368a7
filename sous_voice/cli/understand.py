"""``sous-voice understand``: lines of text in, what they mean out."""

import gc
import json
import re
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sous_voice.cli.streams import input_lines
from sous_voice.errors import UserInputError

if TYPE_CHECKING:
    from sous_voice.core.intents import Understanding
    from sous_voice.core.moment import Context


def context_from(given: dict[str, Any], base: "Context") -> "Context":
    """The moment of a line: what it says itself, over what the command line said."""
    from dataclasses import replace

    known = {field.name: field for field in fields(base)}
    changed: dict[str, Any] = {}
    for name, value in with_acts(given).items():
        if name not in known or value is None:
            continue
        now = getattr(base, name)
        if isinstance(now, tuple):
            changed[name] = tuple(str(item) for item in value) if isinstance(value, list) else now
        elif isinstance(now, int):
            changed[name] = value if isinstance(value, int) else now
        else:
            changed[name] = str(value)
    return replace(base, **changed)


def with_acts(given: dict[str, Any]) -> dict[str, Any]:
    """The same line, with ``prev_acts`` and ``completed_step`` of recorded dialogues under the names used here."""
    acts, done = given.get("prev_acts"), given.get("completed_step")
    told = " ".join(act for act in acts if isinstance(act, str)) if isinstance(acts, list) else ""
    found = dict(given)
    if re.search(r"\b(inst|ing|ac)-\d|\btitle\b", told):
        found["last_given"] = told
    if isinstance(done, str):
        found.setdefault("completed", done)
    if isinstance(given.get("acts"), list):  # an act each, or the acts of a turn each
        turns = [turn if isinstance(turn, list) else [turn] for turn in given["acts"]]
        found["acts"] = [act for turn in turns for act in turn if isinstance(act, str)]
    return found


def read_line(line: str, base: "Context") -> tuple[str, "Context"]:
    """The utterance of a line and its moment: plain text, or a JSON object with ``text``."""
    if line.lstrip().startswith("{"):
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            return line, base
        if isinstance(given, dict) and isinstance(given.get("text"), str):
            return given["text"], context_from(given, base)
    return line, base


def answer_of(understanding: "Understanding", context: "Context | None" = None) -> dict[str, Any]:
    """The answer as JSON: the keys of ``docs/understanding.md``; ``step`` where ``context`` says what was given."""
    from sous_voice.language.products import products_of
    from sous_voice.language.requested import step_of

    answer: dict[str, Any] = {
        "text": understanding.text,
        "intents": [
            {
                "name": intent.name,
                "slots": dict(intent.slots),
                "confidence": round(intent.confidence, 3),
                "span": list(intent.span) if intent.span else None,
            }
            for intent in understanding.intents
        ],
        "abstained": understanding.abstained,
        "frames": [
            {key: value for key, value in asdict(frame).items() if value is not None}
            for frame in understanding.frames
        ],
        "clarify": understanding.clarify,
        "product": list(products_of(understanding.intents)),
        "confidence": round(understanding.confidence, 3),
    }
    if context and (step := step_of(understanding.text, answer["product"], context)):
        answer["step"] = step
    return answer


def plain_answer(understanding: "Understanding") -> str:
    """The answer for people, on one line."""
    if understanding.abstained:
        return "Not understood."
    said = []
    for intent in understanding.intents:
        slots = " ".join(f"{name}={value}" for name, value in intent.slots.items())
        said.append(f"{intent.name} {slots}".strip())
    said += [
        "heat " + " ".join(str(v) for v in asdict(f).values() if v is not None) for f in understanding.frames
    ]
    if understanding.clarify:
        said.append("ask back")
    return "Understood: " + "; ".join(said)


def base_context(recipe: Path | None, state: str) -> "Context":
    """The moment that holds for all lines."""
    from sous_voice.core.moment import Context

    if state.lstrip().startswith(("{", "[")):
        try:
            given = json.loads(state)
        except (ValueError, RecursionError) as fault:
            raise UserInputError(
                f"--context is no JSON: {fault}.", "Give a state or a JSON object."
            ) from None
        if not isinstance(given, dict):
            raise UserInputError("--context is a list.", "Give a state or a JSON object.")
        context = context_from(given, Context())
    else:
        context = Context(state=state or "idle")
    if recipe is None:
        return context
    from dataclasses import replace

    from sous_voice.shelf.recipes import read_recipe

    found = read_recipe(recipe)
    return replace(
        context,
        recipe=found.title,
        ingredients=tuple(item.name for item in found.ingredients),
        tools=tuple(item.name for item in found.cookware),
        titles=(found.title,),
        n_ingredients=len(found.ingredients),
        n_instructions=len(found.steps),
    )


@click.command()
@click.option("--recipe", type=click.Path(path_type=Path), help="A recipe whose names matter.")
@click.option("--context", "state", default="", help="A state (idle, cooking, ringing …) or a JSON object.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--explain", is_flag=True, help="Show which rule or weight decided.")
@click.argument("words", nargs=-1)
def understand(recipe: Path | None, state: str, as_json: bool, explain: bool, words: tuple[str, ...]) -> None:
    """What lines of text mean: WORDS, or each line of standard input.

    A line is plain text, or a JSON object with text, prev_agent, last_given, recipe, pending.
    """
    from sous_voice.language.parser import Parser

    base = base_context(recipe, state)
    parser = Parser()
    gc.freeze()  # the grammars and weights stay: no collection of garbage goes through them again
    lines = iter([" ".join(words)]) if words else input_lines()
    for line in lines:
        text, context = read_line(line, base)
        understanding = parser.understand(text, context)
        if as_json:
            answer = answer_of(understanding, context)
            if explain:
                answer["explain"] = parser.explain(text, context)
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        else:
            print(plain_answer(understanding), flush=True)
            if explain:
                print("\n".join(f"  {why}" for why in parser.explain(text, context)), flush=True)
