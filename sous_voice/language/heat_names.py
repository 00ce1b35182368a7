"""A stove's own names for its zones ("wok", "window"), read by the grammar of the common ones.

While an utterance is read, each own name stands as one word that nobody says and the grammar knows as a zone, so that
whatever can be said of a front left burner can be said of the wok; what was read gets the own name back.
"""

from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.intents import HeatFrame, Intent
from sous_voice.language.heat_zones import OWN
from sous_voice.language.numbers import Token, tokens_of

_AFTER_RIGHT = frozenset(
    ", turn set put switch kill shut cut let let's could can would now then so make take bring give get lower raise".split()
)
_SIDES = frozenset("front back left right".split())
_COMMON = frozenset("front back left right center".split())


def stand_ins(zones: Iterable[str]) -> dict[str, str]:
    """Own name → the word that it stands as."""
    # where "left" is all of a zone's name it means that zone, and no side of which more must be asked
    own = [name for name in zones if not set(name.split("_")) <= _COMMON or name in _SIDES]
    return dict(zip(own, OWN, strict=False))


def put_in(words: list[str], tokens: list[Token], names: dict[str, str]) -> tuple[list[str], list[Token]]:
    """The words with each own name as its stand-in."""
    by_words = {
        tuple(token.word for token in tokens_of(name.replace("_", " "))): word for name, word in names.items()
    }
    longest = max(map(len, by_words))
    told: list[str] = []
    kept: list[Token] = []
    at = 0
    while at < len(words):
        if at == 0 and words[0] == "right" and words[1:2] and words[1] in _AFTER_RIGHT:
            told, kept, at = [words[0]], [tokens[0]], 1
            continue  # "right, turn it off" names no place
        size = next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in by_words), 0)
        if not size:
            told.append(words[at])
            kept.append(tokens[at])
            at += 1
            continue
        stands = by_words[tuple(words[at : at + size])]
        told.append(stands)
        kept.append(Token(stands, tokens[at].start, tokens[at + size - 1].end))
        at += size
    return told, kept


def named_back(
    frames: tuple[HeatFrame, ...], intents: tuple[Intent, ...], names: dict[str, str]
) -> tuple[tuple[HeatFrame, ...], tuple[Intent, ...]]:
    """What was read, with the stove's own names, and without the places of "all but" that it lacks."""
    own = {word: name for name, word in names.items()}
    lacking = set(OWN) - set(own)

    def zones(text: str) -> str:
        parts = (own.get(part.replace(" ", "_"), part) for part in text.split(","))
        return ",".join(part for part in parts if part not in OWN)

    frames = tuple(
        replace(f, zone=zones(f.zone) if f.zone else f.zone) for f in frames if f.zone not in lacking
    )
    intents = tuple(
        replace(i, slots={**i.slots, "burner": zones(str(i.slots["burner"]))}) if "burner" in i.slots else i
        for i in intents
    )
    return frames, intents
