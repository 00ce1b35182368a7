"""Temperatures: "350 °F (175 °C)", "200C/400F/gas 6", "an internal temperature of 165 degrees"."""

import re
from dataclasses import replace

from sous_voice.core.cues.cue import Cue, sentence_around
from sous_voice.core.cues.oven import celsius_of

_NUMBER = r"\d{2,3}(?:[.,]\d)?"
_DEGREES = r"(?:°|º|˚|degrees?\b|deg\b\.?)"
_TEMPERATURE = re.compile(
    rf"""(?<![\d.,])(?<!\d/)(?P<low>{_NUMBER})\s*(?:{_DEGREES}\s*(?P<low_scale>[CF])?\b)?
         (?:\s*(?:-|–|—|to|or)\s*(?P<high>{_NUMBER}))?
         \s*(?:(?P<degrees>{_DEGREES})\s*(?P<scale>fahrenheit|celsius|centigrade|[CF]\b)?
              |(?P<letter>[CF]\b|fahrenheit|celsius|centigrade))
       |\boven\s+(?:to|at)\s+(?P<bare>\d{{3}})(?![\d°º])(?!\s*deg)\b
       |\bgas(?:\s+mark)?\s+(?P<gas>[1-9]|10|½|¼|1/2|1/4)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUE = re.compile(
    r"[\s()/,|\[\]]*(?:(?:or|roughly|about|approx\.?|approximately|i\.e\.|=|~|≈)\s*)*[\s()/,~|]*"
)
_FAN = re.compile(r"\s*(?:fan|convection)\b", re.IGNORECASE)
_TURNING = re.compile(r"\b(?:turn|rotat\w+|angle)\b[^.]{0,30}$", re.IGNORECASE)
_THINGS = (
    (
        "food",
        r"internal|thickest|probe|core temp|thermometer (?:inserted|reads)|meat thermometer|reads|sit|safe",
    ),
    ("smoker", r"smok(?:er|e at)|\bgrill\b"),
    ("oil", r"\boil\b|deep.?fr|\bfry"),
    ("oven", r"oven|bake|baking|roast|broil|pre-?heat"),
    ("water", r"water|milk|steep|brew"),
)


def read_temperatures(text: str) -> tuple[Cue, ...]:
    """The temperatures named, in order; the same one in two scales is one cue, in the first scale."""
    found: list[Cue] = []
    for match in _TEMPERATURE.finditer(text):
        cue = _cue(text, match)
        if cue is not None and found and _same_again(text, found[-1], cue):
            found[-1] = _one(text, found[-1], cue)
        elif cue is not None:
            found.append(cue)
    return tuple(found)


def _one(text: str, first: Cue, second: Cue) -> Cue:
    """One cue of two that name the same heat; where one is for a fan oven, the other counts."""
    known = second if first.celsius is None or _FAN.match(text, first.span[1]) else first
    span = (first.span[0], second.span[1])
    return replace(known, text=text[slice(*span)], span=span, what=first.what or second.what)


def _cue(text: str, match: re.Match[str]) -> Cue | None:
    what = _what(text, *match.span())
    if match["gas"]:
        number = {"½": 0.5, "1/2": 0.5, "¼": 0.25, "1/4": 0.25}.get(match["gas"]) or float(match["gas"])
        celsius = celsius_of(number, "gas")
        return Cue(
            "temperature",
            match.group(),
            match.span(),
            celsius=celsius,
            scale="gas",
            number=number,
            what="oven",
        )
    if _is_none(text, match):
        return None
    low = float((match["low"] or match["bare"]).replace(",", "."))
    high = float(match["high"].replace(",", ".")) if match["high"] else None
    letter = match["scale"] or match["letter"] or match["low_scale"] or ""
    scale = {"f": "F", "c": "C"}.get(letter[:1].lower(), "") or _likely_scale(low)
    return Cue(
        "temperature", match.group().strip(), match.span(), scale=scale, number=low, what=what,
        celsius=celsius_of(low, scale) if scale else None,
        celsius_high=celsius_of(high, scale) if scale and high is not None else None,
    )  # fmt: skip


def _is_none(text: str, match: re.Match[str]) -> bool:
    """Cups written C, a turn by 90 degrees, "20 c." in lower case."""
    if match["letter"] and len(match["letter"]) == 1:
        spaced = not match.group()[:-1].isdigit()
        return (match["letter"].islower() and spaced) or float(match["low"].replace(",", ".")) < 20
    return bool(not match["bare"] and not match["scale"] and _TURNING.search(text[: match.start()]))


def _likely_scale(number: float) -> str:
    """Scale of bare degrees: ovens begin at 100 °C and end near 260 °C, so 275 and more is Fahrenheit.

    From 200 to 274 it may be a slow oven in Fahrenheit or a hot one in Celsius: nobody guesses.
    """
    if number >= 275:
        return "F"
    return "C" if 100 <= number < 200 or number < 60 else ""


def _same_again(text: str, first: Cue, second: Cue) -> bool:
    between = text[first.span[1] : second.span[0]]
    if not _GLUE.fullmatch(between) and not re.fullmatch(r"\s*fan\s*[/,(]?\s*", between, re.IGNORECASE):
        return False
    if first.scale != second.scale:
        return True
    return bool(_FAN.match(text, second.span[1]) or _FAN.match(text, first.span[1]))


def _what(text: str, start: int, end: int) -> str:
    sentence = sentence_around(text, start, end).lower()
    before = text[max(0, start - 60) : start].lower()
    for thing, pattern in _THINGS:
        if re.search(pattern, before):
            return thing
    return next((thing for thing, pattern in _THINGS if re.search(pattern, sentence)), "")
