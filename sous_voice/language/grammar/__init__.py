"""Grammar files: sentences written for people, read for two uses.

A file of ``grammars/`` (YAML) feeds the recogniser (word graphs, word lists) and the parser
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
        sentences:
          - "<want> (a | an) [{size}] {drink} [with {milk} [and {sugar}]]"
          - "brew ({size} {drink} ; {roast})"      # a ; b  = both, in either order
        examples:                    # sentences it must understand, with their slots
          - {say: "can i get a small latte", slots: {size: small, drink: latte}}

Notation inside a sentence: ``[optional]``, ``(one | other)``, ``<rule>``, ``{list}`` or
``{list:slot}`` for a slot under another name, ``a ; b`` for either order. Built-in lists:
``{number}``, ``{duration}``, ``{ordinal}``, ``{amount}``; and open ones whose words come with the
moment (``{ingredient}``, ``{timer}``, ``{dish}``, ``{tool}``, ``{words}``).
"""

from sous_voice.language.grammar.build import compile_graph
from sous_voice.language.grammar.load import load_grammar, read_grammar
from sous_voice.language.grammar.match import Parse, parses, slots_of
from sous_voice.language.grammar.notation import NotationError, parse_sentence
from sous_voice.language.grammar.tree import (
    AnyOrder,
    Choice,
    Example,
    Grammar,
    GrammarIntent,
    ListValue,
    Node,
    RuleRef,
    Sentence,
    Sequence,
    SlotRef,
    Word,
)

__all__ = [
    "AnyOrder",
    "Choice",
    "Example",
    "Grammar",
    "GrammarIntent",
    "ListValue",
    "Node",
    "NotationError",
    "Parse",
    "RuleRef",
    "Sentence",
    "Sequence",
    "SlotRef",
    "Word",
    "compile_graph",
    "load_grammar",
    "parse_sentence",
    "parses",
    "read_grammar",
    "slots_of",
]
