"""Grammar → word graph: rules and lists written in, either order spelt out, names of the moment filled in."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path

from sous_voice.core.wordgraph import ANY_WORDS, START, Arc, Mark, WordGraph
from sous_voice.errors import GrammarError
from sous_voice.language.grammar.load import load_grammar
from sous_voice.language.grammar.minimal import minimal
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
    "diet",
    "allergen",
    "nutrient",
    "course",
    "month",
    "unit",
    "scope",
)
"""Lists whose words come with the moment; any words will do where none are given."""

MOST_IN_ANY_ORDER = 5
"""Parts of one ``a ; b ; …``: the graph doubles with each."""

Names = Mapping[str, Iterable[str]]


@cache
def builtin() -> Grammar:
    """The grammar of the built-in lists."""
    return load_grammar(Path(__file__).with_name("builtin.yaml"))


class GraphBuilder:
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
    builder = GraphBuilder(names or {})
    end = builder.node()
    for grammar in [grammars] if isinstance(grammars, Grammar) else grammars:
        for intent in grammar.intents:
            if state and intent.states and state not in intent.states:
                continue
            # whose sentence it is, is said at its end: so intents share their beginnings
            done = builder.node()
            for sentence in intent.sentences:
                builder.arc(builder.add(sentence.pattern, grammar, START), done)
            builder.arc(done, end, mark=Mark("intent", intent.name))
    return minimal(builder.arcs, end)
