"""Grammar files → the parser's automaton, kept beside the model so that start-up reads no YAML.

``sous_voice/language/model/patterns.json.gz`` is made from ``grammars/*.yaml`` by
``python -m sous_voice.language.compiling``; where the grammar files lie beside the package and are
newer in content, they are compiled afresh, so that an edited grammar works at once.
"""

import base64
import gzip
import json
import sys
from array import array
from pathlib import Path

from sous_voice.language.automaton import Patterns
from sous_voice.language.grammar_files import COMPILED, FORMAT, GRAMMARS, digest_of

Lists = dict[str, dict[str, list[tuple[list[str], str]]]]
"""The grammars' own lists: "file.list" → first word → (words, value)."""


def _by_first_word(lists: dict[str, list[tuple[list[str], str]]]) -> Lists:
    found: Lists = {}
    for name, values in lists.items():
        for said, value in values:
            if said:
                found.setdefault(name, {}).setdefault(said[0], []).append((said, value))
    return found


def _unpacked(text: str) -> "array[int]":
    """Whole numbers from the text that ``compiling.packed`` made of them."""
    found = array("i", base64.b64decode(text))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def load_patterns(folder: Path = GRAMMARS) -> tuple[Patterns, Lists]:
    """The automaton and the lists, from the compiled file or, where that is out of date, from the grammars.

    Raises:
        GrammarError: the grammar files have faults.
    """
    digest = digest_of(folder)
    data = None
    if COMPILED.is_file():
        data = json.loads(gzip.decompress(COMPILED.read_bytes()))
    if data is None or data.get("format") != FORMAT or (digest and data["digest"] != digest):
        from sous_voice.language.compiling import build  # reads YAML: only where a grammar was edited

        data = json.loads(json.dumps(build(folder)))
    patterns = Patterns(
        {word: number for number, word in enumerate(data["vocabulary"])},
        _unpacked(data["first"]),
        _unpacked(data["said"]),
        _unpacked(data["to"]),
        {
            state: tuple((sys.intern(listed), sys.intern(slot), to) for listed, slot, to in arcs)
            for state, arcs in data["slots"]
        },
        {state: tuple(to) for state, to in data["empty"]},
        {state: intent for state, intent in data["accepts"]},
        data["intents"],
    )
    return patterns, _by_first_word(data["lists"])
