"""What a grammar file says, as a tree: sentences, lists, rules, intents.

The notation is documented in ``docs/grammar.md``; ``notation`` and ``load`` read it.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One word, lower case, as it is said."""

    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these. An optional part is a choice with an empty ``Sequence``."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOrder:
    """All of these, in any order."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A rule of the same file, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class SlotRef:
    """A value of a list, kept under the name of the slot."""

    list: str
    slot: str


Node = Word | Sequence | Choice | AnyOrder | RuleRef | SlotRef


@dataclass(frozen=True, slots=True)
class ListValue:
    """One value of a list: how it is said, and what it means."""

    said: str
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence pattern, with its place for error messages."""

    pattern: Node
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that its intent must understand."""

    say: str
    slots: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class GrammarIntent:
    """All ways to say one thing."""

    name: str
    sentences: tuple[Sentence, ...]
    states: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    risk: str = ""
    """``R0`` … ``R3``, to be checked against the catalogue; empty where not given."""
    line: int = 0
    shares: tuple[str, ...] = ()
    """Intents of the same file that say some of the same sentences, and mean to: the moment decides."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar file, read and checked."""

    name: str
    language: str = "en"
    lists: dict[str, tuple[ListValue, ...]] = field(default_factory=dict)
    rules: dict[str, Node] = field(default_factory=dict)
    intents: tuple[GrammarIntent, ...] = ()
    path: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    """Where the rules (``<name>``) and lists (``{name}``) stand in the file, counted from 1."""
