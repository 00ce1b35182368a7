"""Temperatures → words, on one scale: the cook's own."""

import re
from enum import StrEnum

from sous_voice.language.verbalise_quantities import plain_number


class Scale(StrEnum):
    """The scale that is spoken where a recipe gives several."""

    AS_WRITTEN = "as_written"
    """The one that the recipe gives first."""
    FAHRENHEIT = "F"
    CELSIUS = "C"
    GAS_MARK = "gas"


_NAMES = {Scale.FAHRENHEIT: "Fahrenheit", Scale.CELSIUS: "Celsius"}
_DEGREE = r"°|degrees?\b|deg\b\.?"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?(?!\d)"
_TEMPERATURE = re.compile(
    rf"(?P<minus>(?<![\w)\]/])(?:[-–]|minus\s))?(?<![\w.,])(?<!\d/(?!\d{{3}}))(?P<a>{_NUMBER})"
    rf"(?:(?:\s?(?:{_DEGREE}))?(?:\s?[FC]\b)?\s?(?P<sep>-|–|\bto\b|\bor\b)\s?(?P<minus2>-)?(?P<b>{_NUMBER}))?"
    rf"\s?-?(?:(?P<degree>{_DEGREE})(?:\s?(?:\((?P<s0>[FC])\)|(?P<s1>F\b|C\b|Fahrenheit|Celsius|[Cc]entigrade|fahrenheit|celsius)))?"
    r"|(?P<s2>F\b|C\b|Fahrenheit|Celsius|[Cc]entigrade|fahrenheit|celsius))(?P<dot>\.)?(?P<fan>\s?\(?(?:with\s|-)?(?:[Ff]an|[Cc]onvection)\b(?!\soven)(?:\s(?:oven|forced)|-forced)?\)?)?"
    r"|\b[Gg]as\s?(?:[Mm]ark\s?|[Mm]k\.?\s?)?(?P<gas>\d{1,2}(?:/\d(?!\d))?)(?!\w)(?!/\d(?!\d))"
)
_BETWEEN = re.compile(r"\s?(?:/|\(|\[|,|\bor\b|=|-|–|\)\s?/|\)\s?\()\s?(?:[Ff]an\s|about\s|~\s?)?")
_BARE_CELSIUS_CUPS = 20
"""A number up to this before a bare "C" may be cups: "2 C flour" on old cards."""
_PLACES = re.compile(r"\b(?:at|to|below|above|under|over|reaches|than|minus)\s$")


def temperatures(line: str, scale: Scale) -> str:
    """Every temperature of a line in words; of several for the same heat only the one on ``scale``."""
    found = [match for match in _TEMPERATURE.finditer(line) if _scale_of(match) is not _NOT_ONE]
    pieces, at, i = [], 0, 0
    while i < len(found):
        group = [found[i]]
        while i + 1 < len(found) and _same_heat(line, group, found[i + 1]):
            i += 1
            group.append(found[i])
        i += 1
        chosen = next((match for match in group if _scale_of(match) == scale), group[0])
        end = _past_bracket(line, group)
        pieces.append(line[at : group[0].start()] + _words(chosen) + _full_stop(group[-1], line, end))
        at = end
    return "".join(pieces) + line[at:]


_OVEN = re.compile(r"\s(?:oven|grill|water|oil|bath)\b")
_A_THING = re.compile(r"\b(?:an?|the)\s$")
_NOT_ONE = object()


def _scale_of(match: re.Match[str]) -> object:
    """The scale, None for bare degrees, or ``_NOT_ONE`` where the letter is not a scale after all."""
    if match["gas"]:
        return Scale.GAS_MARK
    letter = (match["s0"] or match["s1"] or match["s2"] or "")[:1].upper()
    if match["degree"]:
        return {"F": Scale.FAHRENHEIT, "C": Scale.CELSIUS}.get(letter)
    value = float((match["b"] or match["a"]).replace(",", "."))
    if len(match["s2"]) == 1 and value <= _BARE_CELSIUS_CUPS and not match["minus"]:
        before = match.string[max(0, match.start() - 10) : match.start()]
        if letter == "F" or not _PLACES.search(before):
            return _NOT_ONE
    return Scale.FAHRENHEIT if letter == "F" else Scale.CELSIUS


def _same_heat(line: str, group: list[re.Match[str]], other: re.Match[str]) -> bool:
    gap = line[group[-1].end() : other.start()]
    scales = {_scale_of(match) for match in group}
    again = _scale_of(other) in scales and not (other["fan"] or "an" in gap)
    return (
        bool(len(gap) < 12 and _BETWEEN.fullmatch(gap))
        and not again
        and None not in scales | {_scale_of(other)}
    )


def _past_bracket(line: str, group: list[re.Match[str]]) -> int:
    """The end of a group, with the bracket that was opened inside it."""
    start, end = group[0].start(), group[-1].end()
    inside = line[start:end]
    if len(group) > 1 and inside.count("(") + inside.count("[") > inside.count(")") + inside.count("]"):
        closing = re.match(r"\s?[)\]]", line[end : end + 2])
        end += closing.end() if closing else 0
    return end


def _full_stop(last: re.Match[str], line: str, end: int) -> str:
    rest = line[end : end + 3].strip(" ")
    return "." if last["dot"] and (not rest or rest[0].isupper()) else ""


def _words(match: re.Match[str]) -> str:
    if match["gas"]:
        return f"gas mark {plain_number(match['gas'])}"
    minus = "minus " if match["minus"] else ""
    words = minus + plain_number(match["a"])
    if match["b"]:
        join = match["sep"] if match["sep"] in ("to", "or") else "to"
        words += f" {join} {'minus ' if match['minus2'] else ''}{plain_number(match['b'])}"
    scale = _scale_of(match)
    degree = (
        "degree"
        if match["degree"] == "degree" and (match["b"] or match["a"]) != "1" and scale is None
        else "degrees"
    )
    of_thing = _OVEN.match(match.string, match.end()) and _A_THING.search(match.string[: match.start()])
    words += f" {'degree' if of_thing or (match['a'] == '1' and not match['b']) else degree}"
    if isinstance(scale, Scale):
        words += f" {_NAMES[scale]}"
    return words + (" fan" if match["fan"] else "")


_BARE_SCALE = re.compile(r"°\s?([FC])\b")


def bare_scales(line: str) -> str:
    """A scale without a number: "in °C" → "in degrees Celsius"."""
    return _BARE_SCALE.sub(lambda m: f" degrees {_NAMES[Scale(m[1])]}", line)
