"""Durations: "8-10 minutes", "1 hour 30 min", "an hour and a half", "a minute or two"."""

import re

from sous_voice.core.cues.cue import Cue
from sous_voice.core.written_numbers import NUMBER, read_number

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_UNIT = r"(?:seconds?|secs?\b\.?|minutes?|mins?\b\.?|hours?|hrs?\b\.?|h\b|days?|weeks?)"
_JOIN = r"(?:\s*(?:-|–|—|~|−)\s*|\s+(?:to|or)\s+(?:at most\s+)?)"
_SPAN = re.compile(
    rf"""(?P<low>{NUMBER})
        (?:\s*(?P<low_unit>{_UNIT})(?={_JOIN}{NUMBER}\s*{_UNIT}))?     # "30 seconds to 1 minute"
        (?:{_JOIN}(?P<high>{NUMBER}))?
        (?P<hyphen>-)?\s*(?:full\s+|more\s+|additional\s+|good\s+)?(?P<unit>{_UNIT})
        (?:\s*,?\s*(?:and\s+)?(?P<more>{NUMBER})\s*(?P<more_unit>{_UNIT}|m\b))?
        (?P<half>\s+and\s+a\s+(?:half|quarter))?
        (?P<two>\s+or\s+two\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_FEW = re.compile(rf"\b(?:a\s+)?(?:few|several|some)\s+(?:more\s+)?(?:{_UNIT})", re.IGNORECASE)
_SIDE = re.compile(
    r"\s*(?:\(?\s*)?(?:(?:on|per|for|a|to)\s+)?(?:each|both|per|a|either)?\s*sides?\b", re.IGNORECASE
)
# not to be waited for: a moment on another clock, or a period
_NOT_AFTER = re.compile(r"\s*(?:left|earlier|ago|prior|old|timer\s+(?:is|goes|rings))\b", re.IGNORECASE)
_BEFORE_AFTER = re.compile(r"\s*before\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:every|each|at|halfway|lasts)|^about|^around)\s+(?:about\s+)?$", re.IGNORECASE
)
_OPENS = re.compile(r"(?:^|[.;!?]\s)\s*(?:(?:about|around|some|the last)\s+)?$", re.IGNORECASE)


def read_durations(text: str) -> tuple[Cue, ...]:
    """The durations to be waited for, in order; "every five minutes" and "two minutes before" are none."""
    found = [cue for match in _SPAN.finditer(text) if (cue := _cue(text, match)) is not None]
    taken = [cue.span for cue in found]
    for match in _FEW.finditer(text):
        clear = all(match.end() <= start or match.start() >= end for start, end in taken)
        if clear and not _NOT_AFTER.match(text, match.end()):
            found.append(Cue("duration", match.group(), match.span()))
    found = _joined(text, sorted(found, key=lambda cue: cue.span))
    return tuple(found)


def _cue(text: str, match: re.Match[str]) -> Cue | None:
    if _is_no_wait(text, match):
        return None
    try:
        seconds, high = _seconds(match)
    except (ValueError, OverflowError):
        return None
    side = bool(_SIDE.match(text, match.end()))
    return Cue(
        "duration", match.group().strip(), match.span(), seconds=seconds, seconds_high=high, per_side=side
    )


def _seconds(match: re.Match[str]) -> tuple[float, float | None]:
    size = _SECONDS[match["unit"][0].lower()]
    low_size = _SECONDS[match["low_unit"][0].lower()] if match["low_unit"] else size
    seconds = float(read_number(match["low"]) * low_size)
    high = float(read_number(match["high"]) * size) if match["high"] else None
    if match["two"]:
        high = 2 * size
    if match["more"] and not match["high"]:
        seconds += float(read_number(match["more"]) * _SECONDS[match["more_unit"][0].lower()])
    if match["half"]:
        seconds += size * (0.5 if "half" in match["half"].lower() else 0.25)
    return seconds, high


def _is_no_wait(text: str, match: re.Match[str]) -> bool:
    before, rest = text[: match.start()], text[match.end() :]
    if _NOT_AFTER.match(rest) or _NOT_BEFORE.search(before):
        return True
    # "two minutes before the pasta is done" names a moment; "simmer two minutes before serving" a wait
    if _BEFORE_AFTER.match(rest) and _OPENS.search(before):
        return True
    # "a second bowl" counts bowls, "a 30-minute meal" tells its kind
    if re.fullmatch(r"(?:a|one)\s+second", match.group(), re.IGNORECASE):
        return True
    return bool(match["hyphen"] and re.match(r"\s+[a-z]", rest) and not match["unit"].endswith("s"))


def _joined(text: str, found: list[Cue]) -> list[Cue]:
    """Make one of "at least one minute longer, up to three minutes longer"."""
    kept: list[Cue] = []
    for cue in found:
        before = kept[-1] if kept else None
        if before and before.seconds is not None and before.seconds_high is None and cue.seconds is not None:
            between = text[before.span[1] : cue.span[0]]
            if re.fullmatch(
                r"(?:\s+(?:longer|more))?\s*,?\s*(?:and|or|but)?\s*(?:up to|at most|to)\s+", between, re.I
            ):
                span = (before.span[0], cue.span[1])
                kept[-1] = Cue(
                    "duration", text[slice(*span)], span, seconds=before.seconds,
                    seconds_high=cue.seconds_high or cue.seconds, per_side=cue.per_side,
                )  # fmt: skip
                continue
        kept.append(cue)
    return kept
