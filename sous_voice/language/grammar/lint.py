"""Faults of grammar files that can be read all the same: what no test of single sentences shows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from sous_voice.core.intents import RISK
from sous_voice.core.wordgraph import Path
from sous_voice.language.grammar.build import BUILT_IN_LISTS, OPEN_LISTS, builtin, compile_graph
from sous_voice.language.grammar.load import phrasings
from sous_voice.language.grammar.match import parses, slots_of
from sous_voice.language.grammar.overlaps import overlaps
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

Fault = tuple[int, str]


def faults(grammar: Grammar) -> list[str]:
    """All faults of a grammar, each as ``file:line: what``, in the order of the lines."""
    found = [*undefined(grammar), *_unused(grammar), *_values(grammar), *_risks(grammar)]
    if not any("there is no" in said or "leads back" in said for _, said in found):
        found += [*_overlaps(grammar), *_examples(grammar)]
    return _placed(grammar, found)


def notes(grammar: Grammar, guessed: Callable[[str], str]) -> list[str]:
    """What is no fault but good to know, each as ``file:line: what``: words whose sound is guessed.

    Args:
        guessed: the sound of a word that no dictionary has; empty for a word that one has.
    """
    return _placed(grammar, _unpronounced(grammar, guessed))


def _placed(grammar: Grammar, found: Iterable[Fault]) -> list[str]:
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


def undefined(grammar: Grammar) -> Iterator[Fault]:
    """Rules and lists that are used and nowhere given, and rules that lead back to themselves, with their lines."""
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


def _unpronounced(grammar: Grammar, guessed: Callable[[str], str]) -> Iterator[Fault]:
    """Words that the recogniser's dictionary does not have: letter rules say how they sound."""
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
            if word not in seen and (sound := guessed(word)):
                yield line, f'"{word}" is in no dictionary; its sound is taken to be {sound}'
            seen.add(word)


def _overlaps(grammar: Grammar) -> Iterator[Fault]:
    """Sentences of two intents that do not say so, and intents that say so and share none."""
    names = {intent.name for intent in grammar.intents}
    said_so = {
        frozenset((intent.name, other)): (intent.line, other)
        for intent in grammar.intents
        for other in intent.shares
    }
    met = set()
    for overlap in overlaps(grammar):
        pair = frozenset(overlap.intents)
        met.add(pair)
        if pair not in said_so:
            one, other = overlap.intents
            line, later = overlap.lines
            yield later, f'"{overlap.said}" is a sentence of {other} and of {one} (line {line})'
    for pair in said_so.keys() - met:
        line, other = said_so[pair]
        yield (
            line,
            f"'shares': {f'no sentence is shared with {other}' if other in names else f'there is no intent {other}'}",
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
                tuple(sorted(_with_unit(path, slots).items()))
                for path, slots in zip(paths, readings, strict=True)
                if not _is_open(grammar, path)
            }
            if len(closed) > 1:
                yield example.line, f'the slots of "{example.say}" can be filled in {len(closed)} ways'


@cache
def _kinds() -> frozenset[str]:
    """The measures that an ``{amount}`` may end in."""
    return frozenset(" ".join(words) for words in phrasings(builtin().rules["kind"]))


def _with_unit(path: Path, slots: dict[str, str]) -> dict[str, str]:
    """The slots as the parser gives them: the measure in an ``{amount}`` is the slot ``unit``.

    So "{amount}" and "{number:amount} {unit}" fill the slots of "two cups" in the same way.
    """
    for span in path.slots:
        count, _, kind = span.said.rpartition(" ")
        if span.list == "amount" and count and kind in _kinds():
            slots = slots | {span.slot: count, "unit": kind}
    return slots


def _is_open(grammar: Grammar, path: Path) -> bool:
    """Whether a slot takes any words: its borders are then a matter of taste."""
    return any(span.list in OPEN_LISTS and span.list not in grammar.lists for span in path.slots)
