"""Grammar file (YAML) → ``Grammar``; every fault is reported in one go, with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from sous_voice.errors import GrammarError
from sous_voice.language.grammar.notation import NotationError, parse_sentence
from sous_voice.language.grammar.tree import (
    Choice,
    Example,
    Grammar,
    GrammarIntent,
    ListValue,
    Node,
    Sentence,
    Sequence,
    Word,
)

_TOP = ("name", "language", "lists", "rules", "intents")
_OF_INTENT = ("sentences", "states", "risk", "examples", "shares", "about")


@dataclass
class _File:
    """The file being read, and the faults found so far."""

    path: str
    faults: list[str] = field(default_factory=list)

    def fault(self, node: yaml.Node, said: str) -> None:
        self.faults.append(f"{self.path}:{node.start_mark.line + 1}: {said}")

    def pattern(self, node: yaml.Node) -> Node:
        """A sentence of the notation; a faulty one is noted and read as empty."""
        text = self.text(node)
        try:
            return parse_sentence(text)
        except NotationError as fault:
            self.fault(node, f'{fault.said} (column {fault.column} of "{text}")')
            return Sequence(())

    def text(self, node: yaml.Node) -> str:
        """A scalar as it is written, whatever YAML takes it for: ``off`` and ``no`` are words here."""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value).strip()
        self.fault(node, "a line of text is expected here")
        return ""

    def pairs(self, node: yaml.Node, known: tuple[str, ...] = ()) -> Iterator[tuple[str, yaml.Node]]:
        """Keys and values of a mapping; unknown and double keys are faults."""
        if isinstance(node, yaml.ScalarNode) and node.value == "":
            return
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "names and values are expected here")
            return
        seen: set[str] = set()
        for key_node, value in node.value:
            key = self.text(key_node)
            if key in seen:
                self.fault(key_node, f"'{key}' stands here twice")
            elif known and key not in known:
                self.fault(key_node, f"'{key}' is not known here; known are {', '.join(known)}")
            else:
                yield key, value
            seen.add(key)

    def items(self, node: yaml.Node) -> list[yaml.Node]:
        """The items of a list; a single text counts as a list of one."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if isinstance(node, yaml.ScalarNode):
            return [node] if node.value else []
        self.fault(node, "a list is expected here")
        return []


def load_grammar(path: str | Path) -> Grammar:
    """Read a grammar file.

    Raises:
        GrammarError: the file is missing, or has faults: all of them, one a line, with file and line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GrammarError(f"There is no grammar file {path}.", "Check the name.") from None
    except UnicodeDecodeError as fault:
        raise GrammarError(f"{path}: byte {fault.start} is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise GrammarError(f"{path}: cannot be read ({why}).", "Name one grammar file.") from None
    return read_grammar(text, str(path))


def read_grammar(text: str, path: str = "grammar") -> Grammar:
    """The text of a grammar file → ``Grammar``; raises ``GrammarError`` as ``load_grammar``."""
    file = _File(path)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else path
        raise GrammarError(f"{place}: this is not YAML: {getattr(fault, 'problem', fault)}") from None
    if root is None:
        raise GrammarError(f"{path}:1: the file is empty")
    grammar = _grammar(file, root)
    if file.faults:
        raise GrammarError("\n".join(file.faults))
    return grammar


def _grammar(file: _File, root: yaml.Node) -> Grammar:
    parts = dict(file.pairs(root, _TOP))
    if "intents" not in parts:
        file.fault(root, "'intents' is missing: nothing can be understood")
    name = file.text(parts["name"]) if "name" in parts else Path(file.path).stem
    return Grammar(
        name=name,
        language=file.text(parts["language"]) if "language" in parts else "en",
        lists=_lists(file, parts["lists"]) if "lists" in parts else {},
        rules=_rules(file, parts["rules"]) if "rules" in parts else {},
        intents=_intents(file, parts["intents"]) if "intents" in parts else (),
        path=file.path,
        lines={
            mark.format(key.value): key.start_mark.line + 1
            for part, mark in (("lists", "{{{}}}"), ("rules", "<{}>"))
            for key in _keys(parts.get(part))
        },
    )


def _keys(node: yaml.Node | None) -> list[yaml.Node]:
    """The key nodes of a mapping."""
    return [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []


def _lists(file: _File, node: yaml.Node) -> dict[str, tuple[ListValue, ...]]:
    found = {}
    for name, values in file.pairs(node):
        found[name] = tuple(value for item in file.items(values) for value in _values(file, item))
        if not found[name]:
            file.fault(values, f"the list '{name}' has no values")
    return found


def _values(file: _File, node: yaml.Node) -> Iterator[ListValue]:
    """One entry of a list, with its alternatives and optional words written out."""
    said, value = node, ""
    if isinstance(node, yaml.MappingNode):
        parts = dict(file.pairs(node, ("said", "value")))
        if "said" not in parts:
            file.fault(node, "'said' is missing")
            return
        said = parts["said"]
        value = file.text(parts["value"]) if "value" in parts else ""
    faults = len(file.faults)
    tree = file.pattern(said)
    if len(file.faults) > faults:
        return
    try:
        ways = phrasings(tree)
    except ValueError as fault:
        file.fault(said, str(fault))
        return
    for words in ways:
        if words:
            yield ListValue(" ".join(words), value or " ".join(words))
        else:
            file.fault(said, "a value without words")


def phrasings(tree: Node) -> list[tuple[str, ...]]:
    """Every way to say a pattern made of words, alternatives and optional parts only.

    Raises:
        ValueError: the pattern has rules or slots.
    """
    match tree:
        case Word(text):
            return [(text,)]
        case Sequence(parts):
            ways: list[tuple[str, ...]] = [()]
            for part in parts:
                ways = [way + more for way in ways for more in phrasings(part)]
            return ways
        case Choice(parts):
            return [way for part in parts for way in phrasings(part)]
        case _:
            raise ValueError("only words, [optional] words and (one | other) belong in a list")


def _rules(file: _File, node: yaml.Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for name, value in file.pairs(node):
        options = tuple(file.pattern(item) for item in file.items(value))
        found[name] = options[0] if len(options) == 1 else Choice(options)
    return found


def _intents(file: _File, node: yaml.Node) -> tuple[GrammarIntent, ...]:
    found = []
    for name, body in file.pairs(node):
        full = isinstance(body, yaml.MappingNode)
        parts = dict(file.pairs(body, _OF_INTENT)) if full else {"sentences": body}
        if "sentences" not in parts:
            file.fault(body, f"the intent '{name}' has no sentences")
            continue
        found.append(
            GrammarIntent(
                name,
                tuple(
                    Sentence(file.pattern(item), file.text(item), item.start_mark.line + 1)
                    for item in file.items(parts["sentences"])
                ),
                tuple(file.text(item) for item in file.items(parts["states"])) if "states" in parts else (),
                _examples(file, parts["examples"]) if "examples" in parts else (),
                file.text(parts["risk"]) if "risk" in parts else "",
                body.start_mark.line + 1,
                tuple(file.text(item) for item in file.items(parts["shares"])) if "shares" in parts else (),
            )
        )
    return tuple(found)


def _examples(file: _File, node: yaml.Node) -> tuple[Example, ...]:
    found = []
    for item in file.items(node):
        say = item
        slots: tuple[tuple[str, str], ...] = ()
        if isinstance(item, yaml.MappingNode):
            parts = dict(file.pairs(item, ("say", "slots")))
            if "say" not in parts:
                file.fault(item, "'say' is missing")
                continue
            say = parts["say"]
            if "slots" in parts:
                slots = tuple((name, file.text(value)) for name, value in file.pairs(parts["slots"]))
        found.append(Example(file.text(say), slots, item.start_mark.line + 1))
    return tuple(found)
