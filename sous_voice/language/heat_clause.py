"""One clause of heat talk, read from its first word to its last with the closed vocabulary.

    "turn the front left up by two for ten minutes"
      verb  art zone       dir by     for_s            → Clause(verb=set, zones=(front_left,), dir=up, by=2, …)

A small backtracking reader: at each place the meanings of the longest phrase are tried first; the
first way to read every word wins. There is no partial match.
"""

from collections.abc import Iterator
from dataclasses import replace

from sous_voice.language.heat_amounts import TAKING, number_steps
from sous_voice.language.heat_reading import Clause
from sous_voice.language.heat_timing import read_timing
from sous_voice.language.heat_words import LONGEST, PHRASES, Chunk
from sous_voice.language.heat_zones import NOUNS
from sous_voice.language.numbers import read_number

_MOST_WORDS = 40
_MOST_STEPS = 3000
_BARE_CENTER = {"center", "centre", "middle", "central"}
_LEVEL_NOUNS = {
    "heat",
    "flame",
    "power",
    "setting",
    "temperature",
    "level",
    "fire",
    "mode",
    "temp",
    "position",
}
_PLACE_STARTS = {"front", "back", "rear", "left", "right", "big", "small", "large", "middle", "center"}
_STARTING_WORDS = {"get", "have", "start", "keep", "bring"}
_NOT_BEFORE_ALL = {"over", "in", "into", "with", "against", "of", "underneath", "below", "beneath"}
_VERB_WORDS = {phrase[0] for phrase, chunks in PHRASES.items() if any(c.kind == "verb" for c in chunks)}
_BACK_IS_DOWN = {
    "dial",
    "knock",
    "pull",
    "ease",
    "cut",
    "scale",
    "throttle",
    "bring",
    "take",
    "turn",
    "drop",
    "wind",
}


class _Budget:
    """Bounds the search, whatever the input."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self) -> bool:
        self.left -= 1
        return self.left > 0


def read_clause(words: list[str]) -> Clause | None:
    """The clause, or None where a word has no meaning in heat talk."""
    if not words or len(words) > _MOST_WORDS:
        return None
    readings = _readings(words, 0, Clause(), _Budget(_MOST_STEPS))
    return next((clause for clause in readings if clause.by is None or clause.dir), None)


def _readings(words: list[str], i: int, clause: Clause, budget: _Budget) -> Iterator[Clause]:
    if i == len(words):
        if not clause.prep:
            yield clause
        return
    if not budget.spend():
        return
    for after, j in _steps(words, i, clause):
        yield from _readings(words, j, after, budget)


def _steps(words: list[str], i: int, clause: Clause) -> Iterator[tuple[Clause, int]]:
    timing = read_timing(words, i, held=bool(clause.level or clause.on or clause.off))
    if timing is not None:
        kind, value, j = timing
        if not getattr(clause, kind):
            yield replace(clause, **{kind: value}, first=clause.first or words[i]), j
    yield from number_steps(words, i, clause)
    if words[i] == "or" and clause.level and not clause.prep:
        yield from _other_level(words, i + 1, clause)
    if i == 0 and words[0] == "right" and words[1:2] and words[1] in _VERB_WORDS:
        yield clause, 1  # "right, turn that off"
    for length in range(min(LONGEST, len(words) - i), 0, -1):
        for chunk in PHRASES.get(tuple(words[i : i + length]), ()):
            after = _add(clause, chunk, words, i)
            if after is not None:
                j = i + length
                first = clause.first or ("" if chunk.kind in ("filler", "art") else words[i])
                after = replace(after, first=first)
                if chunk.kind == "zone" and j < len(words) and words[j] in NOUNS:
                    noun = words[j] != "heat"
                    yield replace(after, side_noun=noun, article=True), j + 1
                if chunk.kind == "level" and j < len(words) and words[j] in _LEVEL_NOUNS:
                    yield replace(after, level_noun=True), j + 1
                yield after, j
    yield from _misheard(words, i, clause)


def _other_level(words: list[str], i: int, clause: Clause) -> Iterator[tuple[Clause, int]]:
    """ "to high or low": which of them has to be asked."""
    number = read_number(words, i)
    if number is not None:
        yield replace(clause, either=True), number[1]
    for length in range(min(LONGEST, len(words) - i), 0, -1):
        if any(chunk.kind == "level" for chunk in PHRASES.get(tuple(words[i : i + length]), ())):
            yield replace(clause, either=True), i + length


def _misheard(words: list[str], i: int, clause: Clause) -> Iterator[tuple[Clause, int]]:
    """Sound-alikes, tried last: "two five" for "to five", "for" for "four", "back" as an adverb."""
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in ("two", "too") and after and not clause.prep:
        yield replace(clause, prep="to"), i + 1
    if word in ("for", "fore") and clause.zones and not clause.level and not clause.dir:
        yield replace(clause, level="n:4", prep="", marked=True), i + 1
    if word in ("hi", "lo") and clause.prep in ("to", "on", "at") and not clause.level:
        yield replace(clause, level={"hi": "high", "lo": "low"}[word], prep="", marked=True), i + 1
    if word in ("won", "ate", "tree", "fife") and clause.prep == "to":
        number = {"won": 1, "ate": 8, "tree": 3, "fife": 5}[word]
        yield replace(clause, level=f"n:{number}", prep="", marked=True), i + 1
    pointed = bool(clause.zones) or clause.current in ("it", "noun")
    if word == "back" and clause.verb_word in _BACK_IS_DOWN and pointed and not clause.dir:
        yield replace(clause, dir="down"), i + 1
    if word == "back" and i == 0 and after in ("the", "it", "that", "this"):
        yield replace(clause, verb="set", verb_word="back"), 1  # "back the front left down"
    if word == "back" and after in ("up", "down", "on", "off", "to", "at", "a"):
        yield clause, i + 1
    if word == "right" and (i == 0 or after in ("up", "down", "off", "on", "back")):
        yield clause, i + 1


def _add(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    adder = _ADDERS[chunk.kind]
    return adder(clause, chunk, words, i)


def _add_zone(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    after = words[i + chunk.length] if i + chunk.length < len(words) else ""
    if chunk.extra == "adjective" and words[i] not in _BARE_CENTER and after not in NOUNS:
        return None
    if (
        chunk.extra == "side"
        and chunk.value == "back"
        and clause.current == "it"
        and after in ("up", "down", "on", "off", "to")
    ):
        return None
    if clause.zones:
        return _join_sides(clause, chunk)
    if chunk.value == "all" and (clause.current in ("it", "thing") or clause.prep in _NOT_BEFORE_ALL):
        return None
    if chunk.value == "all" and clause.verb_word == "let":
        return None  # "let all simmer"
    return replace(
        clause,
        zones=tuple(chunk.value.split()),
        device=chunk.extra if chunk.extra in ("device", "them") else "",
        prep="",
    )


def _join_sides(clause: Clause, chunk: Chunk) -> Clause | None:
    """ "the left one … at the front": two sides of different kinds make a corner."""
    here, new = clause.zones[0], chunk.value
    depth = {here, new} & {"front", "back"}
    side = {here, new} & {"left", "right"}
    if len(clause.zones) == 1 and len(depth) == 1 and len(side) == 1:
        return replace(clause, zones=(f"{depth.pop()}_{side.pop()}",), prep="")
    return None


def _add_level(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if (
        clause.level
        or clause.off
        or (clause.prep and clause.prep not in ("to", "at", "on", "onto", "over", "under", "with"))
    ):
        return None
    if clause.prep in ("under", "over", "with") and not clause.zones:
        return None
    if words[i] == "half" and chunk.length == 1 and clause.prep not in ("to", "at", "on"):
        return None
    return replace(clause, level=chunk.value, prep="", marked=True)


def _add_verb(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    after = words[i + chunk.length] if i + chunk.length < len(words) else ""
    if clause.verb or clause.prep or (words[i + chunk.length - 1] == "back" and after in ("left", "right")):
        return None
    direction = chunk.value if chunk.value in ("up", "down") else ""
    if direction and clause.dir and clause.dir != direction:
        return None
    return replace(clause, verb=chunk.value, verb_word=chunk.extra, dir=direction or clause.dir)


def _add_dir(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if clause.prep or clause.off:
        return None
    if clause.dir and clause.dir != chunk.value:
        return clause if words[i] == "more" and chunk.length == 1 else None
    if chunk.length > 1 and words[i + chunk.length - 1] in _LEVEL_NOUNS and not clause.current:
        return replace(clause, dir=chunk.value, current="noun", article=True)
    return replace(clause, dir=chunk.value)


def _add_by(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if clause.by is not None or clause.level:
        return None
    return replace(clause, by=int(chunk.value), prep="")


def _add_current(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    after = words[i + 1] if i + 1 < len(words) else ""
    if chunk.length == 1 and words[i] in ("that", "this") and after in _PLACE_STARTS:
        return None  # "that front right ring"
    if clause.current and {clause.current, chunk.kind} != {"noun", "thing"}:
        return None
    if clause.zones == ("all",) and chunk.kind == "thing":
        return None
    return replace(clause, current=chunk.kind, current_word=chunk.extra, prep="")


def _add_off(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if clause.by is not None and not clause.dir and clause.verb_word in TAKING:
        return replace(clause, dir="down")
    last = i + chunk.length == len(words)
    if clause.off or clause.on or clause.level or (clause.prep and clause.prep != "to"):
        return None
    if words[i] == "out" and clause.verb_word not in ("put", "turn"):
        return None
    if words[i] == "of" and not (last and clause.verb == "set" and clause.zones):
        return None
    return replace(clause, off=True, prep="")


def _add_on(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if clause.off or clause.on or clause.prep:
        return None
    if not clause.first and not clause.zones and i + 1 < len(words):
        return None  # "on the front left" is a place, not an order
    if clause.verb == "same" or (chunk.extra == "going" and clause.verb_word not in _STARTING_WORDS):
        return None
    return replace(clause, on=True)


def _add_link(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    """ "the back left wants to be on four": a verb behind the place it is about."""
    if chunk.value == "is":
        sure = clause.verb_word in ("make", "see", "be") and clause.zones and not clause.acts
        return replace(clause, verb_word="set") if sure else None
    if clause.verb or clause.prep or clause.acts or not (clause.zones or clause.current == "it"):
        return None
    return replace(clause, verb="set", verb_word="goes" if words[i] == "goes" else "set")


def _add_filler(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    return None if clause.prep and chunk.extra != "adjective" else clause


def _add_prep(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if clause.prep and (clause.prep, chunk.value) not in (("on", "to"), ("in", "to"), ("over", "to")):
        return None
    return replace(clause, prep=chunk.value)


def _add_article(clause: Clause, chunk: Chunk, words: list[str], i: int) -> Clause | None:
    if i + 1 == len(words):
        return None
    return replace(clause, article=True)


_ADDERS = {
    "zone": _add_zone,
    "level": _add_level,
    "verb": _add_verb,
    "dir": _add_dir,
    "by": _add_by,
    "noun": _add_current,
    "it": _add_current,
    "thing": _add_current,
    "dish": _add_current,
    "off": _add_off,
    "on": _add_on,
    "filler": _add_filler,
    "link": _add_link,
    "prep": _add_prep,
    "art": _add_article,
}
