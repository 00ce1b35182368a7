"""Numbers in heat talk: levels, steps, per cent, watts and temperatures."""

from collections.abc import Iterator
from dataclasses import replace

from sous_voice.language.heat_reading import Clause
from sous_voice.language.heat_words import STEP_WORDS
from sous_voice.language.numbers import plain, read_number

_LEVEL_MARKS = {"level", "setting", "number", "position", "mark", "notch", "step", "stage", "power"}
_SCALES = {
    "celsius": "celsius",
    "centigrade": "celsius",
    "c": "celsius",
    "fahrenheit": "fahrenheit",
    "f": "fahrenheit",
}
TAKING = {"take", "knock", "shave", "trim"}
_DIR_WORDS = {"up", "down", "higher", "lower", "hotter", "cooler"}


def _one_there(words: list[str], i: int) -> bool:
    """ "one of the", "one at the back": no number."""
    if words[i] != "one" or i + 2 >= len(words):
        return False
    place = words[i + 2] in ("the", "front", "back", "rear", "left", "right")
    return words[i + 1] == "of" or (i > 0 and words[i + 1] in ("at", "in", "on", "to") and place)


def number_steps(words: list[str], i: int, clause: Clause) -> Iterator[tuple[Clause, int]]:
    start = i + 1 if words[i] in _LEVEL_MARKS and i + 1 < len(words) else i
    number = read_number(words, start)
    if number is None or _one_there(words, start) or 0 < number[0] < 1:
        return
    readings = [number]
    if number[1] > start + 1:  # "four twenty minutes" may be four, then twenty minutes
        single = read_number(words[: start + 1], start)
        readings += [single] if single is not None else []
    for value, j in readings:
        if value >= 0:
            yield from _as_amount(words, plain(value), j, replace(clause, marked=clause.marked or start > i))


def _as_amount(words: list[str], value: float, j: int, clause: Clause) -> Iterator[tuple[Clause, int]]:
    unit, j = _unit(words, j)
    if not unit and clause.prep in ("for", "in"):
        yield replace(clause, prep="", loose=True), j
        return
    first = clause.first or ("level" if clause.marked else "number")
    shown = f"{value:g}"
    if unit in STEP_WORDS or clause.prep == "by":
        if clause.by is None and value == int(value) and value > 0 and not clause.level:
            yield replace(clause, by=int(value), prep="", first=first), j
        return
    ahead = words[j] if j < len(words) else ""
    if not unit and ahead == "off" and clause.verb_word in TAKING and value == int(value) > 0:
        yield replace(clause, by=int(value), prep="", first=first), j  # "take three off the front left"
        return
    if not unit and ahead in _DIR_WORDS and clause.prep not in ("to", "at", "on", "onto"):
        if clause.by is None and not clause.level and not clause.marked and value == int(value) > 0:
            yield replace(clause, by=int(value), first=first), j
        return
    direct = clause.dir and clause.prep not in ("to", "at", "on", "onto") and not clause.marked
    if direct and not unit and clause.by is None:
        if value == int(value) and value > 0:
            yield replace(clause, by=int(value), prep="", first=first), j
        return
    if not clause.level:
        kind = {"percent": "percent", "celsius": "celsius", "fahrenheit": "fahrenheit"}.get(unit, "n")
        kind = {"degrees": "degrees", "watts": "watts"}.get(unit, kind)
        bare = not (clause.marked or clause.prep or unit)
        yield replace(clause, level=f"{kind}:{shown}", prep="", marked=True, bare=bare, first=first), j


def _unit(words: list[str], j: int) -> tuple[str, int]:
    word, after = words[j] if j < len(words) else "", words[j + 1] if j + 1 < len(words) else ""
    if word in ("more", "whole", "full") and after in STEP_WORDS:
        word, j = after, j + 1
        return word, j + 1
    if word in ("degrees", "degree"):
        return (_SCALES[after], j + 2) if after in _SCALES else ("degrees", j + 1)
    if word in _SCALES:
        return _SCALES[word], j + 1
    if word == "w":
        return "watts", j + 1
    if word in ("percent", "watts", "watt"):
        return word.rstrip("s") + ("s" if word != "percent" else ""), j + 1
    if word == "per" and after == "cent":
        return "percent", j + 2
    if word in STEP_WORDS:
        return word, j + 1
    for tail in (("out", "of", "nine"), ("of", "nine"), ("out", "of", "9"), ("of", "9"), ("more",)):
        if tuple(words[j : j + len(tail)]) == tail:
            return ("notches" if tail == ("more",) else "", j + len(tail))
    return "", j
