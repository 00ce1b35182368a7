"""Faults of grammar files that can be read all the same: what no test of single sentences shows."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from sous_voice.core.intents import RISK
from sous_voice.core.wordgraph import Path
from sous_voice.language.grammar.build import BUILT_IN_LISTS, OPEN_LISTS, compile_graph
from sous_voice.language.grammar.match import parses, slots_of
from sous_voice.language.grammar.tree import (
    AnyOrder,
    Choice,
    Grammar,
    GrammarIntent,
    ListValue,
    Node,
    RuleRef,
    Sequence,
    SlotRef,
    Word,
)

MOST_SAMPLES = 40
"""Sentences of one pattern that are tried against the other intents."""

Fault = tuple[int, str]


def faults(grammar: Grammar, pronounced: Callable[[str], bool]) -> list[str]:
    """All faults of a grammar, each as ``file:line: what``, in the order of the lines.

    Args:
        pronounced: whether the recogniser's dictionary has a word.
    """
    found = [*_undefined(grammar), *_unused(grammar), *_values(grammar), *_risks(grammar)]
    found += _unpronounced(grammar, pronounced)
    if not any("there is no" in said or "leads back" in said for _, said in found):
        found += [*_overlaps(grammar), *_examples(grammar)]
    return [f"{grammar.path}:{line or 1}: {said}" for line, said in sorted(set(found))]


def _inside(node: Node) -> Iterator[Node]:
    """A tree's nodes, the root first."""
    yield node
    if isinstance(node, Sequence | Choice | AnyOrder):
        for part in node.parts:
            yield from _inside(part)


def _patterns(grammar: Grammar) -> Iterator[tuple[int, Node]]:
    """Every pattern of the file with its line."""
    for intent in grammar.intents:
        for sentence in intent.sentences:
            yield sentence.line, sentence.pattern
    for name, rule in grammar.rules.items():
        yield grammar.lines.get(f"<{name}>", 0), rule


def _undefined(grammar: Grammar) -> Iterator[Fault]:
    known = {*grammar.lists, *BUILT_IN_LISTS, *OPEN_LISTS}
    for line, pattern in _patterns(grammar):
        for node in _inside(pattern):
            if isinstance(node, RuleRef) and node.name not in grammar.rules:
                yield line, f"there is no rule <{node.name}>"
            if isinstance(node, SlotRef) and node.list not in known:
                yield line, f"there is no list {{{node.list}}}"
    for name in grammar.rules:
        if name in _rules_below(grammar, grammar.rules[name]):
            yield grammar.lines.get(f"<{name}>", 0), f"the rule <{name}> leads back to itself"


def _rules_below(grammar: Grammar, node: Node) -> set[str]:
    """Rules that a pattern uses, directly or through others."""
    seen: set[str] = set()
    todo = [node]
    while todo:
        for part in _inside(todo.pop()):
            if isinstance(part, RuleRef) and part.name not in seen:
                seen.add(part.name)
                todo += [grammar.rules[part.name]] if part.name in grammar.rules else []
    return seen


def _unused(grammar: Grammar) -> Iterator[Fault]:
    """Rules and lists that no sentence reaches."""
    sentences = [sentence.pattern for intent in grammar.intents for sentence in intent.sentences]
    rules = set().union(*(_rules_below(grammar, pattern) for pattern in sentences))
    reached = sentences + [grammar.rules[name] for name in rules if name in grammar.rules]
    lists = {node.list for pattern in reached for node in _inside(pattern) if isinstance(node, SlotRef)}
    for name in grammar.rules.keys() - rules:
        yield grammar.lines.get(f"<{name}>", 0), f"no sentence uses the rule <{name}>"
    for name in grammar.lists.keys() - lists:
        yield grammar.lines.get(f"{{{name}}}", 0), f"no sentence uses the list {{{name}}}"


def _values(grammar: Grammar) -> Iterator[Fault]:
    """The same words with two values."""
    for name, values in grammar.lists.items():
        meant: dict[str, set[str]] = defaultdict(set)
        for value in values:
            meant[value.said].add(value.value)
        for said, several in meant.items():
            if len(several) > 1:
                line = grammar.lines.get(f"{{{name}}}", 0)
                yield line, f'in {{{name}}} "{said}" means {" and ".join(sorted(several))}'


def _risks(grammar: Grammar) -> Iterator[Fault]:
    for intent in grammar.intents:
        known = RISK.get(intent.name)
        if intent.risk and known is not None and intent.risk != known.name:
            yield intent.line, f"{intent.name} has risk {known.name}, not {intent.risk}"


def _unpronounced(grammar: Grammar, pronounced: Callable[[str], bool]) -> Iterator[Fault]:
    """Words that the recogniser's dictionary does not have; their sound would be guessed."""
    seen: set[str] = set()
    spoken: list[tuple[int, str]] = [
        (line, node.text)
        for line, pattern in _patterns(grammar)
        for node in _inside(pattern)
        if isinstance(node, Word)
    ]
    spoken += [
        (grammar.lines.get(f"{{{name}}}", 0), value.said)
        for name, values in grammar.lists.items()
        for value in values
    ]
    for line, text in spoken:
        for word in text.lower().replace("-", " ").split():
            if word not in seen and not pronounced(word):
                yield line, f'no pronunciation is known for "{word}"'
            seen.add(word)


def _samples(grammar: Grammar, node: Node) -> list[str]:
    """Up to ``MOST_SAMPLES`` sentences of a pattern; a list is shown by two of its values."""
    match node:
        case Word(text):
            return [text]
        case RuleRef(name):
            return _samples(grammar, grammar.rules[name])
        case SlotRef(listed, _):
            values = grammar.lists.get(listed, ()) or (ListValue(_SHOWN.get(listed, "walnuts"), ""),)
            return [value.said for value in (values[0], values[-1])]
        case Choice(parts):
            return [said for part in parts for said in _samples(grammar, part)][:MOST_SAMPLES]
        case Sequence(parts) | AnyOrder(parts):
            ways = [""]
            for part in parts:
                more = _samples(grammar, part)
                ways = [f"{way} {said}".strip() for way in ways for said in more][:MOST_SAMPLES]
            return ways


_SHOWN = {"number": "two", "duration": "ten minutes", "ordinal": "second", "amount": "two cups"}


def _overlaps(grammar: Grammar) -> Iterator[Fault]:
    """Sentences that two intents claim, and slots that one sentence fills in two ways."""
    said: dict[str, tuple[GrammarIntent, int]] = {}
    for intent in grammar.intents:
        for sentence in intent.sentences:
            for text in dict.fromkeys(_samples(grammar, sentence.pattern)):
                other, line = said.setdefault(text, (intent, sentence.line))
                if other is not intent and text:
                    yield (
                        sentence.line,
                        f'"{text}" is a sentence of {intent.name} and of {other.name} (line {line})',
                    )


def _examples(grammar: Grammar) -> Iterator[Fault]:
    """Examples that are not understood, or otherwise than they say."""
    for intent in grammar.intents:
        # each by itself: the graph of all of them together takes far longer
        graph = compile_graph(replace(grammar, intents=(intent,))) if intent.examples else None
        for example in intent.examples if graph is not None else ():
            paths = [parse.path for parse in parses(graph, example.say)]
            readings = [slots_of(grammar, path) for path in paths]
            if not readings:
                yield example.line, f'"{example.say}" is no sentence of {intent.name}'
            elif example.slots and dict(example.slots) not in readings:
                yield example.line, f'"{example.say}" gives {readings[0]}'
            closed = {
                tuple(sorted(slots.items()))
                for path, slots in zip(paths, readings, strict=True)
                if not _is_open(grammar, path)
            }
            if len(closed) > 1:
                yield example.line, f'the slots of "{example.say}" can be filled in {len(closed)} ways'


def _is_open(grammar: Grammar, path: Path) -> bool:
    """Whether a slot takes any words: its borders are then a matter of taste."""
    return any(span.list in OPEN_LISTS and span.list not in grammar.lists for span in path.slots)
