"""What recognisers write for heat talk: "backless burner", "medium height", "we are left at two".

Each entry stands only where its neighbours are heat talk already; whatever comes of it is read back.
"""

from sous_voice.language.numbers import Token

_LEFT = "laughed lift loft lefts less leff lef lest leftover"
_RIGHT = "write rights wright rite ride bright"
_NOUN = {
    "burner": ("burn her", "burna", "burners", "burn"),
    "ring": ("wring", "rink", "bring"),
    "hob": ("hop", "hub"),
}


def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for depth in ("front", "back", "rear"):
        table |= {
            (depth, heard): (depth, "left") for heard in _LEFT.split() if (depth, heard) != ("back", "less")
        }
        table |= {(depth, heard): (depth, "right") for heard in _RIGHT.split()}
    for side in ("left", "right"):
        for noun, heard in _NOUN.items():
            table |= {(side, *words.split()): (side, noun) for words in heard if words != "burners"}
        for heard_as in ("black", "bag", "pack", "bac", "bach", "bank"):
            table[heard_as, side] = ("back", side)
        for heard_as in ("frunt", "fund", "fruit", "from"):
            table[heard_as, side] = ("front", side)
        for words in ("we are", "we're", "were", "real", "reer", "rare", "weir"):
            for link in ("at", "to", "on", "burner", "ring", "off", "up", "down"):
                table[(*words.split(), side, link)] = ("rear", side, link)
    table |= {
        ("backless",): ("back", "left"), ("backlight",): ("back", "right"), ("backwrite",): ("back", "right"),
        ("backlift",): ("back", "left"), ("frontright",): ("front", "right"),
        ("medium", "height"): ("medium", "high"), ("medium", "hi"): ("medium", "high"),
        ("medium", "lo"): ("medium", "low"), ("medium", "law"): ("medium", "low"), ("medium", "load"): ("medium", "low"),
        ("to", "summer"): ("to", "simmer"), ("to", "a", "summer"): ("to", "a", "simmer"),
        ("on", "summer"): ("on", "simmer"), ("too", "simmer"): ("to", "simmer"),
        ("i", "went", "the"): ("i", "want", "the"), ("big", "bring"): ("big", "ring"), ("big", "rink"): ("big", "ring"),
        ("small", "bring"): ("small", "ring"), ("small", "rink"): ("small", "ring"), ("pig", "ring"): ("big", "ring"),
        ("turn", "of", "the"): ("turn", "off", "the"), ("switch", "of", "the"): ("switch", "off", "the"),
        ("every", "thing"): ("everything",), ("sit", "the"): ("set", "the"), ("no", "way", "at"): ("no", "wait"),
        ("onto", "for"): ("on", "two", "for"), ("up", "to", "no"): ("up", "two", "no"),
        ("down", "to", "no"): ("down", "two", "no"), ("metal", "burner"): ("middle", "burner"),
        ("for", "what"): ("because", "what"),  # "front left for what" asks; its "for" is no four
        ("metal", "ring"): ("middle", "ring"), ("medal", "burner"): ("middle", "burner"),
    }  # fmt: skip
    return table


_TABLE = _table()
_LONGEST = max(len(heard) for heard in _TABLE)
_FIRST = {
    ("like", "the"): ("light", "the"),
    ("summer", "the"): ("simmer", "the"),
    ("summer", "on"): ("simmer", "on"),
    ("the", "summer", "on"): ("simmer", "on"),
    ("it's", "just", "the"): ("adjust", "the"),
    ("just", "the"): ("adjust", "the"),
}
"""At the beginning of what was said."""
_REPEATED = (4, 3, 2)
_LAST = {("up", "to"): "two", ("down", "to"): "two", ("up", "too"): "two", ("down", "too"): "two"}
"""At the end of what was said: "front left up to"."""


def as_meant(tokens: list[Token]) -> list[Token]:
    """The same tokens with what was surely misheard put right; spans stay those of the text."""
    tokens = _without_echo(tokens)
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        length, meant = _at([token.word for token in tokens[i : i + _LONGEST]], i == 0)
        for n, word in enumerate(meant):
            first, last = tokens[i + min(n, length - 1)], tokens[i + length - 1]
            end = last.end if n == len(meant) - 1 else first.end
            out.append(Token(word, first.start, end))
        if not meant:
            out.append(tokens[i])
        i += max(length, 1)
    if len(out) > 1 and (out[-2].word, out[-1].word) in _LAST:
        out[-1] = Token(_LAST[out[-2].word, out[-1].word], out[-1].start, out[-1].end)
    return out


def _without_echo(tokens: list[Token]) -> list[Token]:
    """Without the beginning said again at the end, as some recognisers write it: "turn it up turn it"."""
    words = [token.word for token in tokens]
    for count in _REPEATED:
        head, tail = words[:count], words[-count:]
        if len(words) >= 2 * count + 2 and head[:-1] == tail[:-1] and head[-1].startswith(tail[-1]):
            return tokens[:-count]
    return tokens


def _at(words: list[str], first: bool) -> tuple[int, tuple[str, ...]]:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        heard = tuple(words[:length])
        meant = _TABLE.get(heard) or (_FIRST.get(heard) if first else None)
        if meant is not None:
            return length, meant
    return 0, ()
