"""Grammar → word graph: rules and lists written in, either order spelt out, names of the moment filled in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path

from sous_voice.core.wordgraph import ANY_WORDS, START, Arc, Mark, WordGraph
from sous_voice.errors import GrammarError
from sous_voice.language.grammar.load import load_grammar
from sous_voice.language.grammar.tree import (
    AnyOrder,
    Choice,
    Grammar,
    Node,
    RuleRef,
    Sequence,
    SlotRef,
    Word,
)

BUILT_IN_LISTS = ("number", "ordinal", "duration", "amount")
"""Lists that every grammar has; their sentences lie in ``builtin.yaml``."""

OPEN_LISTS = (
    "ingredient",
    "timer",
    "dish",
    "tool",
    "words",
    "person",
    "place",
    "food",
    "text",
    "title",
    "items",
    "clock",
)
"""Lists whose words come with the moment; any words will do where none are given."""

MOST_IN_ANY_ORDER = 5
"""Parts of one ``a ; b ; …``: the graph doubles with each."""

Names = Mapping[str, Iterable[str]]


@cache
def builtin() -> Grammar:
    """The grammar of the built-in lists."""
    return load_grammar(Path(__file__).with_name("builtin.yaml"))


class _Builder:
    """Grows the graph arc by arc; nodes are numbered as they come."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.arcs: list[Arc] = []
        self.nodes = 1
        self.depth = 0

    def node(self) -> int:
        self.nodes += 1
        return self.nodes - 1

    def arc(self, source: int, target: int, word: str = "", mark: Mark | None = None) -> int:
        self.arcs.append(Arc(source, target, word, mark))
        return target

    def said(self, words: str, source: int, target: int) -> None:
        """A run of words from one node to another."""
        run = words.lower().replace("-", " ").split()
        for word in run[:-1]:
            source = self.arc(source, self.node(), word)
        self.arc(source, target, run[-1] if run else "")

    def add(self, tree: Node, grammar: Grammar, source: int) -> int:
        """Lay a tree from ``source``; returns the node where it ends."""
        match tree:
            case Word(text):
                target = self.node()
                self.said(text, source, target)
                return target
            case Sequence(parts):
                for part in parts:
                    source = self.add(part, grammar, source)
                return source
            case Choice(parts):
                ends = [self.add(part, grammar, source) for part in parts]
                target = self.node()
                for end in ends:
                    self.arc(end, target)
                return target
            case AnyOrder(parts):
                return self.any_order(parts, grammar, source)
            case RuleRef(name):
                return self.rule(name, grammar, source)
            case SlotRef(listed, slot):
                return self.slot(listed, slot, grammar, source)

    def rule(self, name: str, grammar: Grammar, source: int) -> int:
        if name not in grammar.rules:
            raise GrammarError(f"{grammar.path}: there is no rule <{name}>")
        if self.depth > 30:
            raise GrammarError(f"{grammar.path}: the rule <{name}> leads back to itself")
        self.depth += 1
        target = self.add(grammar.rules[name], grammar, source)
        self.depth -= 1
        return target

    def any_order(self, parts: tuple[Node, ...], grammar: Grammar, source: int) -> int:
        """One node for each set of parts already said, so that 3 parts cost 12 copies and not 18."""
        if len(parts) > MOST_IN_ANY_ORDER:
            raise GrammarError(f"{grammar.path}: more than {MOST_IN_ANY_ORDER} parts in 'a ; b ; …'")
        everything = range(len(parts))
        after: dict[frozenset[int], int] = {frozenset(): source}
        for size in range(1, len(parts) + 1):
            for said in combinations(everything, size):
                joined = self.node()
                for last in said:
                    end = self.add(parts[last], grammar, after[frozenset(said) - {last}])
                    self.arc(end, joined)
                after[frozenset(said)] = joined
        return after[frozenset(everything)]

    def slot(self, listed: str, slot: str, grammar: Grammar, source: int) -> int:
        inside = self.arc(source, self.node(), mark=Mark("open", slot, listed))
        end = self.values(listed, grammar, inside)
        return self.arc(end, self.node(), mark=Mark("close", slot, listed))

    def values(self, listed: str, grammar: Grammar, source: int) -> int:
        """The values of a list side by side."""
        if listed in grammar.lists:
            said = [value.said for value in grammar.lists[listed]]
        elif listed in BUILT_IN_LISTS:
            return self.add(builtin().rules[listed], builtin(), source)
        elif listed in self.names:
            said = list(self.names[listed])
        elif listed in OPEN_LISTS:
            return self.arc(source, self.node(), ANY_WORDS)
        else:
            raise GrammarError(f"{grammar.path}: there is no list {{{listed}}}")
        target = self.node()
        for value in dict.fromkeys(said):
            self.said(value, source, target)
        return target


def compile_graph(
    grammars: Grammar | Iterable[Grammar], names: Names | None = None, state: str = ""
) -> WordGraph:
    """The sentences that may be said, as one graph.

    Args:
        grammars: one grammar, or several that apply at once.
        names: words of the moment for open lists: ``{"ingredient": ["walnuts", "brown sugar"], …}``;
            an open list without an entry takes any words, one with an empty entry takes its sentences away.
        state: only intents of this state (and those of all states); empty: all.

    Raises:
        GrammarError: an unknown rule or list.
    """
    builder = _Builder(names or {})
    end = builder.node()
    for grammar in [grammars] if isinstance(grammars, Grammar) else grammars:
        for intent in grammar.intents:
            if state and intent.states and state not in intent.states:
                continue
            begin = builder.arc(START, builder.node(), mark=Mark("intent", intent.name))
            for sentence in intent.sentences:
                builder.arc(builder.add(sentence.pattern, grammar, begin), end)
    return _tidy(builder.arcs, end)


def _tidy(arcs: list[Arc], end: int) -> WordGraph:
    """Drop what leads nowhere, take out empty arcs that stand alone, number nodes from start to end."""
    arcs = _joined(_living(arcs, end), end)
    leaving: dict[int, list[Arc]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    for arc in arcs:
        leaving[arc.source].append(arc)
        waiting[arc.target] += 1
    number: dict[int, int] = {}
    ready = [START]
    while ready:
        node = ready.pop()
        number[node] = len(number)
        for arc in leaving[node]:
            waiting[arc.target] -= 1
            if waiting[arc.target] == 0:
                ready.append(arc.target)
    return WordGraph(
        tuple(
            sorted(
                (Arc(number[a.source], number[a.target], a.word, a.mark) for a in arcs),
                key=lambda arc: (arc.source, arc.target),
            )
        ),
        number.get(end, START),
    )


def _living(arcs: list[Arc], end: int) -> list[Arc]:
    """Arcs that lie on a way from start to end."""
    forward: dict[int, list[int]] = defaultdict(list)
    backward: dict[int, list[int]] = defaultdict(list)
    for arc in arcs:
        forward[arc.source].append(arc.target)
        backward[arc.target].append(arc.source)
    alive = _reached(START, forward) & _reached(end, backward)
    return [arc for arc in arcs if arc.source in alive and arc.target in alive]


def _reached(root: int, steps: Mapping[int, list[int]]) -> set[int]:
    """All nodes that can be reached from ``root``, itself included."""
    seen = {root}
    todo = [root]
    while todo:
        fresh = [node for node in steps.get(todo.pop(), ()) if node not in seen]
        seen.update(fresh)
        todo += fresh
    return seen


def _joined(arcs: list[Arc], end: int) -> list[Arc]:
    """Melt nodes whose only way out is one empty arc into the node it leads to; drop doubles."""
    leaving: dict[int, list[Arc]] = defaultdict(list)
    for arc in arcs:
        leaving[arc.source].append(arc)
    melted: dict[int, int] = {}
    for source, out in leaving.items():
        if source not in (START, end) and len(out) == 1 and not out[0].word and out[0].mark is None:
            melted[source] = out[0].target

    def place(node: int) -> int:
        while node in melted:
            node = melted[node]
        return node

    kept = (
        Arc(place(arc.source), place(arc.target), arc.word, arc.mark)
        for arc in arcs
        if arc.source not in melted
    )
    return list(dict.fromkeys(kept))
