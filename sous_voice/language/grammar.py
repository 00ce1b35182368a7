"""Grammar files: sentences written for people, read for two uses.

A file of ``grammars/`` (YAML) feeds the recogniser (word lists, word graphs) and the parser
(patterns). The notation is documented in ``docs/grammar.md``::

    name: coffee                     # the domain
    language: en
    lists:                           # values of slots; "said: value" where they differ
      size: [small, medium, {said: "eight ounce", value: "8 oz"}]
    rules:                           # pieces to be reused, no slots of their own needed
      want: "(brew | can i get | i'd like)"
    intents:
      orderDrink:
        states: [idle]               # optional: recogniser states it belongs to; default all
        risk: R1                     # optional, checked against the catalogue
        sentences:
          - "<want> (a | an) [{size}] {drink} [with {milk} [and {sugar}]]"
          - "brew {size} {drink} ; {roast}"        # a ; b  = both, in either order
        examples:                    # sentences it must understand, with their slots
          - {say: "can i get a small latte", slots: {size: small, drink: latte}}

Notation inside a sentence: ``[optional]``, ``(one | other)``, ``<rule>``, ``{list}`` or
``{list:slot}`` for a slot under another name, ``a ; b`` for either order. Built-in lists:
``{number}``, ``{duration}``, ``{ordinal}``, ``{amount}``; and open ones whose words come with the
moment (``{ingredient}``, ``{timer}``, ``{dish}``, ``{tool}``, ``{words}``).
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


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar file, read and checked."""

    name: str
    language: str = "en"
    lists: dict[str, tuple[ListValue, ...]] = field(default_factory=dict)
    rules: dict[str, Node] = field(default_factory=dict)
    intents: tuple[GrammarIntent, ...] = ()
    path: str = ""
