"""Grammar files → the parser's automaton, kept beside the model so that start-up reads no YAML.

``sous_voice/language/model/patterns.json.gz`` is made from ``grammars/*.yaml`` by
``python -m sous_voice.language.compiled``; where the grammar files lie beside the package and are
newer in content, they are compiled afresh, so that an edited grammar works at once.
"""

import gzip
import hashlib
import json
from collections.abc import Sequence as Many
from pathlib import Path

from sous_voice.language.automaton import Patterns
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
from sous_voice.language.normalise import normal

NAMES = ("control", "recipe", "timers", "nutrition", "story", "community", "access", "beyond")
"""The parser's grammar files; heat has a closed grammar of its own."""
GRAMMARS = Path(__file__).resolve().parents[2] / "grammars"
COMPILED = Path(__file__).resolve().parent / "model" / "patterns.json.gz"


class _Builder:
    """Writes the patterns of several grammars into one automaton; state 0 is where all begin."""

    def __init__(self) -> None:
        self.words: list[dict[str, list[int]]] = [{}]
        self.slots: list[list[tuple[str, str, int]]] = [[]]
        self.empty: list[list[int]] = [[]]
        self.accepts: dict[int, int] = {}
        self.intents: list[str] = []
        self.lists: dict[str, list[tuple[list[str], str]]] = {}

    def node(self) -> int:
        self.words.append({})
        self.slots.append([])
        self.empty.append([])
        return len(self.words) - 1

    def add(self, grammar: Grammar) -> None:
        """All sentences of a grammar."""
        for name, values in grammar.lists.items():
            self.lists[f"{grammar.name}.{name}"] = [(normal(v.said), v.value) for v in values]
        for intent in grammar.intents:
            index = len(self.intents)
            self.intents.append(intent.name)
            for sentence in intent.sentences:
                self.accepts[self._grow(grammar, sentence.pattern, 0)] = index

    def _grow(self, grammar: Grammar, node: Node, source: int) -> int:
        """The pattern from ``source`` on; gives the state it ends in."""
        match node:
            case Word(text):
                return self._run(normal(text) or [text], source)
            case Sequence(parts):
                for part in parts:
                    source = self._grow(grammar, part, source)
                return source
            case Choice(parts):
                return self._choice(grammar, parts, source)
            case RuleRef(name):
                return self._grow(grammar, grammar.rules[name], source)
            case SlotRef(listed, slot):
                target = self.node()
                name = f"{grammar.name}.{listed}" if listed in grammar.lists else listed
                self.slots[source].append((name, slot, target))
                return target
            case AnyOrder(parts):
                return self._any_order(grammar, parts, source)

    def _run(self, words: list[str], source: int) -> int:
        for word in words:
            target = self.node()
            self.words[source].setdefault(word, []).append(target)
            source = target
        return source

    def _choice(self, grammar: Grammar, parts: Many[Node], source: int) -> int:
        end = self.node()
        for part in parts:
            self.empty[self._grow(grammar, part, source)].append(end)
        return end

    def _any_order(self, grammar: Grammar, parts: Many[Node], source: int) -> int:
        end = self.node()
        for k, part in enumerate(parts):
            rest = tuple(parts[:k]) + tuple(parts[k + 1 :])
            last = self._grow(grammar, part, source)
            last = self._any_order(grammar, rest, last) if rest else last
            self.empty[last].append(end)
        return end


def _digest(folder: Path) -> str:
    """What the grammar files contain, in short; empty where they are not there."""
    files = [folder / f"{name}.yaml" for name in NAMES]
    if not all(file.is_file() for file in files):
        return ""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _build(folder: Path) -> dict[str, object]:
    builder = _Builder()
    for name in NAMES:
        builder.add(load_grammar(folder / f"{name}.yaml"))
    return {
        "digest": _digest(folder),
        "words": builder.words,
        "slots": builder.slots,
        "empty": builder.empty,
        "accepts": [[state, intent] for state, intent in builder.accepts.items()],
        "intents": builder.intents,
        "lists": builder.lists,
    }


Lists = dict[str, list[tuple[list[str], str]]]
"""The grammars' own lists: "file.list" → (words, value)."""


def load_patterns(folder: Path = GRAMMARS) -> tuple[Patterns, Lists]:
    """The automaton and the lists, from the compiled file or, where that is out of date, from the grammars.

    Raises:
        GrammarError: the grammar files have faults.
    """
    digest = _digest(folder)
    data = None
    if COMPILED.is_file():
        data = json.loads(gzip.decompress(COMPILED.read_bytes()))
    if data is None or (digest and data["digest"] != digest):
        data = json.loads(json.dumps(_build(folder)))
    patterns = Patterns(
        data["words"],
        [[(listed, slot, target) for listed, slot, target in arcs] for arcs in data["slots"]],
        data["empty"],
        {state: intent for state, intent in data["accepts"]},
        data["intents"],
    )
    return patterns, data["lists"]


def main() -> None:
    """Compile the grammars into the package."""
    text = json.dumps(_build(GRAMMARS), separators=(",", ":"))
    COMPILED.parent.mkdir(exist_ok=True)
    COMPILED.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{COMPILED.name}: {COMPILED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
