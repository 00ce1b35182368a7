"""Exact matching of text against a grammar, and the slots of a path."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sous_voice.core.wordgraph import ANY_WORDS, START, Arc, Mark, Path, SlotSpan, WordGraph, read_path
from sous_voice.language.grammar.build import compile_graph
from sous_voice.language.grammar.tree import Grammar
from sous_voice.language.verbalise_numbers import cardinal

MOST_PARSES = 50
"""More ways than this to read one sentence are not counted."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGITS = re.compile(r"\d{1,6}")

Reading = Callable[[str], str | int | float]


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a text."""

    intent: str
    slots: Mapping[str, str]
    path: Path


def words_of(text: str) -> list[str]:
    """Text → words as grammars have them: lower case, hyphens opened, digits as words."""
    spoken = _DIGITS.sub(lambda match: f" {cardinal(int(match[0]))} ", text)
    return [word.lower().replace("’", "'") for word in _WORD.findall(spoken)]


def parses(grammar: Grammar | WordGraph, text: str) -> list[Parse]:
    """All readings of a text whose every word is a grammar's; empty where there are none.

    With a ``WordGraph`` instead of a grammar the slots are the words as said.
    """
    graph = compile_graph(grammar) if isinstance(grammar, Grammar) else grammar
    words = words_of(text)
    found: dict[Path, Parse] = {}
    for steps in _walks(graph, words):
        path = read_path(steps)
        slots = (
            slots_of(grammar, path) if isinstance(grammar, Grammar) else {s.slot: s.said for s in path.slots}
        )
        found.setdefault(path, Parse(path.intent, slots, path))
    return list(found.values())


def _walks(graph: WordGraph, words: list[str]) -> list[tuple[Mark | str, ...]]:
    """Step sequences from start to end that say exactly these words."""
    leaving: dict[int, list[Arc]] = defaultdict(list)
    for arc in graph.arcs:
        leaving[arc.source].append(arc)
    known: dict[tuple[int, int], list[tuple[Mark | str, ...]]] = {}

    def rest(node: int, at: int) -> list[tuple[Mark | str, ...]]:
        if (node, at) in known:
            return known[node, at]
        found: list[tuple[Mark | str, ...]] = [()] if node == graph.end and at == len(words) else []
        for arc in leaving[node]:
            for steps, then in _steps(arc, words, at):
                found += [steps + more for more in rest(arc.target, then)]
        known[node, at] = found[:MOST_PARSES]
        return known[node, at]

    return rest(START, 0)


def _steps(arc: Arc, words: list[str], at: int) -> list[tuple[tuple[Mark | str, ...], int]]:
    """What an arc may consume from position ``at``: its steps, and the position after them."""
    if arc.mark is not None:
        return [((arc.mark,), at)]
    if not arc.word:
        return [((), at)]
    if arc.word == ANY_WORDS:
        return [(tuple(words[at:then]), then) for then in range(at + 1, len(words) + 1)]
    return [((arc.word,), at + 1)] if at < len(words) and words[at] == arc.word else []


def slots_of(grammar: Grammar, path: Path) -> dict[str, str]:
    """The slots of a path with the values of the grammar's lists."""
    return {span.slot: _value(grammar, span) for span in path.slots if span.said}


def _value(grammar: Grammar, span: SlotSpan) -> str:
    for value in grammar.lists.get(span.list, ()):
        if value.said.lower().replace("-", " ") == span.said:
            return value.value
    return span.said
