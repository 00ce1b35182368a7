"""Sentences that several intents of a grammar claim: found exactly, not by trying samples.

All patterns are laid into one graph and walked together, shortest sentences first. A list of the file and
the built-in lists stand with every value; an open list stands as one word of its own, ``{ingredient}``, so
that two open lists meet only where they are filled from the same names.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sous_voice.core.wordgraph import START, Arc
from sous_voice.language.grammar.build import BUILT_IN_LISTS, GraphBuilder
from sous_voice.language.grammar.minimal import closed
from sous_voice.language.grammar.tree import Grammar

SAME_NAMES = {"title": "dish", "food": "ingredient", "text": "words"}
"""Open lists that are filled from another one's names."""

Claims = dict[str, set[int]]
"""Intent → lines of its patterns that end here."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """One of the shortest sentences that two patterns share."""

    said: str
    intents: tuple[str, str]
    """In the order of the file."""
    lines: tuple[int, int]
    """Where each has it: the first pattern that does."""


class _Typed(GraphBuilder):
    """A graph in which an open list is a word of its own."""

    def values(self, listed: str, grammar: Grammar, source: int) -> int:
        if listed in grammar.lists or listed in BUILT_IN_LISTS:
            return super().values(listed, grammar, source)
        return self.arc(source, self.node(), f"{{{SAME_NAMES.get(listed, listed)}}}")


def overlaps(grammar: Grammar) -> list[Overlap]:
    """What two intents of a grammar both say: one sentence for each two patterns that meet.

    Raises:
        GrammarError: an unknown rule.
    """
    order = {intent.name: place for place, intent in enumerate(grammar.intents)}
    found: dict[tuple[tuple[str, str], tuple[int, int]], str] = {}
    for said, claims in _claimed(grammar):
        for one, other in combinations(sorted(claims, key=order.__getitem__), 2):
            found.setdefault(((one, other), (min(claims[one]), min(claims[other]))), said)
    return [Overlap(said, *where) for where, said in found.items()]


def _claimed(grammar: Grammar) -> Iterator[tuple[str, Claims]]:
    """Sentences with more than one owner, shortest first; each set of places in the patterns once."""
    builder = _Typed({})
    ends: dict[int, tuple[str, int]] = {}
    for intent in grammar.intents:
        for sentence in intent.sentences:
            # a node of its own: a pattern without words would end where all begin
            end = builder.arc(builder.add(sentence.pattern, grammar, START), builder.node())
            ends[end] = (intent.name, sentence.line)
    for nodes, said in _walk(builder.arcs):
        if len(claims := _claims(nodes, ends)) > 1 and said:
            yield said, claims


def _walk(arcs: Iterable[Arc]) -> Iterator[tuple[frozenset[int], str]]:
    """Every set of nodes that some words lead to, with the shortest such words; marks cost nothing."""
    empty: dict[int, list[int]] = defaultdict(list)
    named: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for arc in arcs:
        if arc.word:
            named[arc.source].append((arc.word, arc.target))
        else:
            empty[arc.source].append(arc.target)
    first = closed({START}, empty)
    seen = {first}
    todo: deque[tuple[frozenset[int], str]] = deque([(first, "")])
    while todo:
        nodes, said = todo.popleft()
        yield nodes, said
        targets: dict[str, set[int]] = defaultdict(set)
        for node in nodes:
            for word, target in named.get(node, ()):
                targets[word].add(target)
        for word, reached in targets.items():
            state = closed(reached, empty)
            if state not in seen:
                seen.add(state)
                todo.append((state, f"{said} {word}".strip()))


def _claims(nodes: frozenset[int], ends: dict[int, tuple[str, int]]) -> Claims:
    claims: Claims = defaultdict(set)
    for node in nodes:
        if node in ends:
            name, line = ends[node]
            claims[name].add(line)
    return claims
