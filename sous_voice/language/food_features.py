"""What the reader of questions about food sees of an utterance: its shape, with the names taken out."""

import math
from collections.abc import Iterator, Sequence

from sous_voice.core.moment import Context
from sous_voice.language.food_words import CLOSED, FOOD, GROUPS, NUMBER, OWN, PERSON, Token, tokens
from sous_voice.language.normalise import normal

MOST = 30
"""Words that are read; more is a story."""
_NAMES = frozenset({OWN, FOOD, PERSON, NUMBER})
_SMALL = frozenset(
    "a an the please so well then just really very some any of my your our here there now".split()
)
"""Words that a recogniser loses first: the shape is read once with them and once without."""


def _shown(token: Token) -> str:
    """A name as its kind, any other word as itself."""
    return token.kind if token.kind in _NAMES else token.word


def _coarse(token: Token) -> list[str]:
    """What a word belongs to: its kind, its groups, else itself where it is short."""
    groups = [f"<{group}>" for group in GROUPS.get(token.word, ())]
    return [token.kind, *groups] if token.kind else groups or ([token.word] if len(token.word) <= 4 else [])


def _words(found: Sequence[Token]) -> Iterator[str]:
    shown = ["^", *(_shown(token) for token in found), "$"]
    for size in (1, 2, 3):
        for at in range(len(shown) - size + 1):
            yield f"w{size}:" + " ".join(shown[at : at + size])
    kept = ["^", *(_shown(token) for token in found if token.word not in _SMALL), "$"]
    for at in range(len(kept) - 1):
        yield f"b:{kept[at]} {kept[at + 1]}"
    for at in range(len(kept) - 2):
        yield f"s:{kept[at]} {kept[at + 2]}"


def _kinds(found: Sequence[Token]) -> Iterator[str]:
    coarse = [kinds for token in found if token.word not in _SMALL and (kinds := _coarse(token))]
    present = sorted({kind for kinds in coarse for kind in kinds})
    for kind in present:
        yield f"k:{kind}"
    firsts = ["^", *(kinds[0] for kinds in coarse), "$"]
    for size in (2, 3):
        for at in range(len(firsts) - size + 1):
            yield f"c{size}:" + " ".join(firsts[at : at + size])
    marked = [kind for kind in present if kind.startswith("<")][:8]
    for at, one in enumerate(marked):
        for other in marked[at + 1 :]:
            yield f"p:{one} {other}"


def _endings(found: Sequence[Token]) -> Iterator[str]:
    """Stems of words, so that "substituting" is like "substitute"."""
    for token in found:
        if token.kind not in _NAMES and len(token.word) > 4:
            yield f"5:{token.word[:5]}"


def _moment(found: Sequence[Token], context: Context) -> Iterator[str]:
    yield "r:" + ("recipe" if context.recipe or context.ingredients else "none")
    yield f"n:{min(len(found), 9)}"


_SHARE = {"words": 0.8, "kinds": 1.0, "endings": 0.6, "moment": 0.2}
"""Length to which each block is brought."""


def food_features(text: str, context: Context) -> dict[str, float]:
    """Features of an utterance with their values; empty for none and for a story."""
    words = normal(text)
    found = tokens(words, context.ingredients, context.people)
    if not 0 < len(words) <= MOST:
        return {}
    blocks = {
        "words": dict.fromkeys(_words(found), 1.0),
        "kinds": dict.fromkeys(_kinds(found), 1.0),
        "endings": dict.fromkeys(_endings(found), 1.0),
        "moment": dict.fromkeys(_moment(found, context), 1.0),
    }
    level = {name: _SHARE[name] / math.sqrt(len(block)) if block else 0.0 for name, block in blocks.items()}
    return {name: value * level[block] for block, names in blocks.items() for name, value in names.items()}


__all__ = ["CLOSED", "MOST", "food_features"]
