"""Grammar files → the automaton's plain data; ``python -m sous_voice.language.compiling`` writes it.

States are numbered; 0 is where all sentences begin. Each part of a pattern is grown from a state into a
given one, so that alternatives meet without steps in between.
"""

import base64
import gzip
import json
from collections.abc import Iterable
from collections.abc import Sequence as Many
from pathlib import Path

from sous_voice.language.grammar import (
    AnyOrder,
    Choice,
    Grammar,
    Node,
    RuleRef,
    Sequence,
    SlotRef,
    Word,
    load_grammar,
)
from sous_voice.language.grammar_files import COMPILED, FORMAT, GRAMMARS, NAMES, digest_of
from sous_voice.language.normalise import normal


class _Builder:
    """Writes the patterns of several grammars into one automaton."""

    def __init__(self) -> None:
        self.words: list[dict[str, list[int]]] = [{}]
        self.slots: list[list[tuple[str, str, int]]] = [[]]
        self.empty: list[list[int]] = [[]]
        self.accepts: dict[int, int] = {}
        self.intents: list[str] = []
        self.lists: dict[str, list[tuple[list[str], str]]] = {}

    def node(self) -> int:
        """A new state."""
        self.words.append({})
        self.slots.append([])
        self.empty.append([])
        return len(self.words) - 1

    def add(self, grammar: Grammar) -> None:
        """All sentences of a grammar; those of one intent end in one state."""
        for name, values in grammar.lists.items():
            self.lists[f"{grammar.name}.{name}"] = [(normal(v.said), v.value) for v in values]
        for intent in grammar.intents:
            end = self.node()
            self.accepts[end] = len(self.intents)
            self.intents.append(intent.name)
            for sentence in intent.sentences:
                self._grow(grammar, sentence.pattern, 0, end)

    def _grow(self, grammar: Grammar, node: Node, source: int, target: int) -> None:
        """The pattern between two states."""
        match node:
            case Word(text):
                self._run(normal(text) or [text], source, target)
            case Sequence(parts):
                self._sequence(grammar, parts, source, target)
            case Choice(parts):
                for part in parts:
                    self._grow(grammar, part, source, target)
            case RuleRef(name):
                self._grow(grammar, grammar.rules[name], source, target)
            case SlotRef(listed, slot):
                name = f"{grammar.name}.{listed}" if listed in grammar.lists else listed
                self.slots[source].append((name, slot, target))
            case AnyOrder(parts):
                self._any_order(grammar, parts, source, target)

    def _sequence(self, grammar: Grammar, parts: Many[Node], source: int, target: int) -> None:
        if not parts:
            self.empty[source].append(target)
        for part in parts[:-1]:
            between = self.node()
            self._grow(grammar, part, source, between)
            source = between
        if parts:
            self._grow(grammar, parts[-1], source, target)

    def _run(self, words: list[str], source: int, target: int) -> None:
        for word in words[:-1]:
            between = self.node()
            self.words[source].setdefault(word, []).append(between)
            source = between
        self.words[source].setdefault(words[-1], []).append(target)

    def _any_order(self, grammar: Grammar, parts: Many[Node], source: int, target: int) -> None:
        for k, part in enumerate(parts):
            rest = tuple(parts[:k]) + tuple(parts[k + 1 :])
            between = self.node() if rest else target
            self._grow(grammar, part, source, between)
            if rest:
                self._any_order(grammar, rest, between, target)


def packed(numbers: Iterable[int]) -> str:
    """Whole numbers as text without a Python object for each: base64 of four bytes, the lowest first."""
    return base64.b64encode(b"".join(n.to_bytes(4, "little") for n in numbers)).decode()


def build(folder: Path) -> dict[str, object]:
    """The automaton of the grammar files in ``folder``. Raises ``GrammarError``."""
    builder = _Builder()
    for name in NAMES:
        builder.add(load_grammar(folder / f"{name}.yaml"))
    arcs = [
        (state, word, to)
        for state, out in enumerate(builder.words)
        for word, ends in out.items()
        for to in ends
    ]
    vocabulary = sorted({word for _, word, _ in arcs})
    number = {word: n for n, word in enumerate(vocabulary)}
    first = [0]
    for out in builder.words:
        first.append(first[-1] + sum(len(ends) for ends in out.values()))
    return {
        "format": FORMAT,
        "digest": digest_of(folder),
        "vocabulary": vocabulary,
        "first": packed(first),
        "said": packed(number[word] for _, word, _ in arcs),
        "to": packed(to for _, _, to in arcs),
        "slots": [[state, out] for state, out in enumerate(builder.slots) if out],
        "empty": [[state, out] for state, out in enumerate(builder.empty) if out],
        "accepts": [[state, intent] for state, intent in builder.accepts.items()],
        "intents": builder.intents,
        "lists": builder.lists,
    }


def main() -> None:
    """Compile the grammars into the package."""
    text = json.dumps(build(GRAMMARS), separators=(",", ":"))
    COMPILED.parent.mkdir(exist_ok=True)
    COMPILED.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{COMPILED.name}: {COMPILED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
