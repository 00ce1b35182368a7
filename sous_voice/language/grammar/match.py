"""Exact matching of text against a grammar, and the slots of a path."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sous_voice.core.wordgraph import Path, SlotSpan, WordGraph, read_path, walks
from sous_voice.language.grammar.build import compile_graph
from sous_voice.language.grammar.tree import Grammar
from sous_voice.language.verbalise_numbers import cardinal

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGITS = re.compile(r"\d{1,6}")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a text."""

    intent: str
    slots: Mapping[str, str]
    path: Path


def words_of(text: str) -> list[str]:
    """Text → words as grammars have them: lower case, hyphens opened, digits as words."""
    spoken = _DIGITS.sub(lambda match: f" {cardinal(int(match[0]))} ", _DECIMAL.sub(" point ", text))
    return [word.lower().replace("’", "'") for word in _WORD.findall(spoken)]


def parses(grammar: Grammar | WordGraph, text: str) -> list[Parse]:
    """All readings of a text whose every word is a grammar's; empty where there are none.

    With a ``WordGraph`` instead of a grammar the slots are the words as said.
    """
    graph = compile_graph(grammar) if isinstance(grammar, Grammar) else grammar
    words = words_of(text)
    found: dict[Path, Parse] = {}
    for steps in walks(graph, words):
        path = read_path(steps)
        slots = (
            slots_of(grammar, path) if isinstance(grammar, Grammar) else {s.slot: s.said for s in path.slots}
        )
        found.setdefault(path, Parse(path.intent, slots, path))
    return list(found.values())


def slots_of(grammar: Grammar, path: Path) -> dict[str, str]:
    """The slots of a path with the values of the grammar's lists."""
    return {span.slot: _value(grammar, span) for span in path.slots if span.said}


def _value(grammar: Grammar, span: SlotSpan) -> str:
    for value in grammar.lists.get(span.list, ()):
        if value.said.lower().replace("-", " ") == span.said:
            return value.value
    return span.said
