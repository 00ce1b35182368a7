"""The notation of one sentence: text → tree.

::

    sentence  = sequence { "|" sequence } | sequence { ";" sequence }
    sequence  = { item }
    item      = word | "[" sentence "]" | "(" sentence ")" | "<" rule ">" | "{" list [":" slot] "}"
"""

import re
from dataclasses import dataclass

from sous_voice.language.grammar.tree import AnyOrder, Choice, Node, RuleRef, Sequence, SlotRef, Word

_TOKEN = re.compile(
    r"\s*(?:(?P<word>[^\W_](?:[\w'’.-]*[\w'’])?)"
    r"|<(?P<rule>[^<>{}()\[\]|;]*)>"
    r"|\{(?P<slot>[^<>{}()\[\]|;]*)\}"
    r"|(?P<mark>[\[\]()|;])"
    r"|(?P<bad>\S))"
)
_NAME = re.compile(r"[^\W\d]\w*\Z")
_CLOSER = {"(": ")", "[": "]"}


class NotationError(ValueError):
    """A sentence that does not follow the notation; ``column`` counts from 1."""

    def __init__(self, said: str, column: int) -> None:
        super().__init__(said)
        self.said = said
        self.column = column


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def _tokens(text: str) -> list[_Token]:
    """Split a sentence; ``bad`` characters raise."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        token = _Token(kind, match[kind], match.start(kind) + 1)
        if kind == "bad":
            raise NotationError(f"'{token.text}' has no meaning here", token.column)
        found.append(token)
    return found


class _Reader:
    """Recursive descent over the tokens of one sentence."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.length = len(text)

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def alternatives(self, closer: str) -> Node:
        """Sequences divided by | or by ; up to ``closer`` (empty: the end of the text)."""
        parts = [self.sequence()]
        divider = ""
        while (token := self.peek()) is not None and token.text in ("|", ";") and token.kind == "mark":
            if divider not in ("", token.text):
                raise NotationError("'|' and ';' side by side: put one of them in brackets", token.column)
            divider = token.text
            self.at += 1
            parts.append(self.sequence())
        if closer:
            if (token := self.peek()) is None or token.text != closer or token.kind != "mark":
                raise NotationError(f"'{closer}' is missing", token.column if token else self.length + 1)
            self.at += 1
        if len(parts) == 1:
            return parts[0]
        return AnyOrder(tuple(parts)) if divider == ";" else Choice(tuple(parts))

    def sequence(self) -> Node:
        """Items side by side."""
        items: list[Node] = []
        while (token := self.peek()) is not None:
            if token.kind == "mark" and token.text in "|;)]":
                break
            self.at += 1
            items.append(self.item(token))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def item(self, token: _Token) -> Node:
        match token.kind:
            case "word":
                return Word(token.text.lower().replace("’", "'"))
            case "rule":
                return RuleRef(_name(token, token.text.strip()))
            case "slot":
                listed, _, slot = token.text.partition(":")
                listed = _name(token, listed.strip())
                return SlotRef(listed, _name(token, slot.strip()) if slot else listed)
        inner = self.alternatives(_CLOSER[token.text])
        return Choice((inner, Sequence(()))) if token.text == "[" else inner


def _name(token: _Token, name: str) -> str:
    if not _NAME.match(name):
        raise NotationError(f"'{name}' is no name: use letters, digits and '_'", token.column)
    return name


def parse_sentence(text: str) -> Node:
    """One sentence pattern → its tree.

    Raises:
        NotationError: what is wrong, and in which column.
    """
    reader = _Reader(text)
    tree = reader.alternatives("")
    if (token := reader.peek()) is not None:
        raise NotationError(f"'{token.text}' closes nothing", token.column)
    return tree
