"""Heat: levels ("over medium-high heat"), orders ("reduce heat"), and the boil and simmer verbs.

The words low, medium and high are said of mixers, bowls, onions and fat too. A level counts only
beside a heat word, or behind over/on/to where nothing but the stove can be meant.
"""

import re
from collections.abc import Iterable, Iterator

from sous_voice.core.cues.cue import Cue, sentence_around

_ONE = (
    r"(?:very\s+|fairly\s+|really\s+|a\s+|the\s+)*(?:low(?:est)?|medium|med\.?|moderate|high(?:est)?|max(?:imum)?|full|gentle|"
    r"strong|slow|brisk)(?:ish)?"
)
_RANGE = rf"(?P<one>{_ONE})(?:(?P<join>\s*[-–/]\s*|\s+to\s+|\s+or\s+|\s+)(?P<two>{_ONE}))?"
_HEAT_WORD = r"(?:heat|flame|fire|temperature|temp|setting|burner|hob)"
_LEVEL_HEAT = re.compile(rf"\b{_RANGE}[-\s]+{_HEAT_WORD}\b", re.IGNORECASE)
_HEAT_LEVEL = re.compile(
    rf"\b(?:heat|flame|stove(?:top)?|burner|hob|fire)\s+(?:down\s+|up\s+|is\s+|it\s+)?"
    r"(?:back\s+)?(?:down\s+)?(?:to|on|at|should be)\s+"
    rf"(?:a\s+|the\s+)?{_RANGE}\b(?!\s+speed)",
    re.IGNORECASE,
)
_OVER_LEVEL = re.compile(
    rf"\b(?:over|on|at|to)\s+(?:a\s+)?{_RANGE}(?=\s*(?:[.,;:!)(\n]|$|\d+|(?:for|until|till|and|while|then|without|about|in|so)\b))",
    re.IGNORECASE,
)
_AS_LOW = re.compile(r"\bas\s+(?P<one>low|high)\s+as\s+(?:possible|it\s+(?:will\s+)?goes?)\b", re.IGNORECASE)
_MACHINE = re.compile(
    r"\b(?:processor|mixer|blend(?:er)?|speed|microwave|slow[\s-]cooker|crock[\s-]?pot|instant\s*pot|pressure|"
    r"beat|whip|whisk|knead|puls(?:e|ing)|process(?:ing)?|broil(?:er)?|fan)\b",
    re.IGNORECASE,
)

_SOURCE = (
    r"(?:(?:the|your)\s+)?(?:\w+\s+){0,2}?(?:heat|flame|fire|gas|burner|stove(?:top)?|temperature|temp|hob)"
)
_LOWER = re.compile(
    rf"\b(?:(?:turn|bring|put)\s+(?:\w+\s+){{0,2}}?down\s+{_SOURCE}|(?:turn|bring|put)\s+{_SOURCE}\s+(?:\w+\s+)?down|"
    rf"(?:turn|bring|put)\s+(?:to\s+)?{_SOURCE}\s+down|"
    rf"(?:reduce|lower|decrease|drop|cut|lessen)\s+(?:\w+\s+){{0,1}}?{_SOURCE}|turn\s+(?:it\s+)?down\b|"
    rf"heat\s+reduced|lower\s+heat)\b",
    re.IGNORECASE,
)
_RAISE = re.compile(
    rf"\b(?:(?:turn|bring|crank|put)(?:t?ing)?\s+up\s+{_SOURCE}|(?:turn|bring|crank|put)\s+{_SOURCE}\s+(?:back\s+)?up|"
    rf"(?:rais(?:e|ing)|increas(?:e|ing))\s+{_SOURCE}|higher\s+heat)\b",
    re.IGNORECASE,
)
_OFF = re.compile(
    rf"\b(?:(?:turn|switch|shut)(?:ing)?\s+off\s+(?:{_SOURCE}|the\s+gas)|(?:turn|switch|shut)\s+(?:{_SOURCE}|it|the\s+gas)\s+off|"
    r"(?:kill|cut)\s+the\s+(?:heat|flame)(?!\s+(?:to|down))|"
    r"(?:remove|take|pull|get)\s+(?:[^.;,]{0,40}?\s)?(?:from|off(?:\s+of)?)\s+(?:the\s+)?(?:heat|fire|flame|stove(?:top)?|burner|hob)|"
    r"(?:off|from)\s+(?:the\s+)?heat)\b",
    re.IGNORECASE,
)
_UP_TO = r"(?:(?:(?!\b(?:boil|bring|simmer|and|then)\b)[^.;]){0,60}?\s)?"
_BOIL = re.compile(
    rf"\b(?:(?:bring|brought|come|comes|get|put|return|reach|set)(?:ing)?\s+{_UP_TO}(?:back\s+)?to\s+(?:a|the)?\s*(?:\w+\s+){{0,2}}?boil\b|"
    r"(?:reach(?:es)?|at)\s+a\s+(?:\w+\s+)?boil|"
    r"(?:start|begin)s?\s+(?:to\s+boil|boiling)|(?:is|are)\s+boiling|"
    r"(?<!-)boil(?:s)?(?!\s+(?:over|away|-))(?=\s|[.,;)]|$))",
    re.IGNORECASE,
)
_SIMMER = re.compile(
    rf"\b(?:(?:bring|come|comes|return|reduce)(?:ing)?\s+{_UP_TO}(?:back\s+)?(?:down\s+)?to\s+(?:a|the)?\s*(?:\w+\s+){{0,2}}?simmer\b|"
    r"(?:at|on)\s+a\s+(?:\w+\s+)?simmer|simmers?\b(?!ed|ing)|(?:keep|leave|start|begin)s?\s+(?:it\s+)?simmering)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|n't|never|avoid|without)\s+(?:\w+\s+){0,3}?$", re.IGNORECASE)
_ON = re.compile(
    r"(?:^|[.;,!:]\s*|\b(?:and|then|now|start(?:ing)?|pan|pot|wok)\s+)(?P<verb>(?:pre-?|re-?)?heat)(?:\s+up)?"
    r"(?=\s+(?:\w|\()|\s*[.;,]|\s*$)(?!\s+(?:to|down|on|of|source|off|from|until\s+oven)\b(?!\s+desired))",
    re.IGNORECASE,
)
_TO_HEAT = re.compile(r"\bbring\s+(?:[^.;]{0,30}\s)?to\s+heat\b", re.IGNORECASE)
_WARM = re.compile(
    r"(?:^|[.;,!:]\s*|\b(?:and|then|now)\s+)(?P<verb>(?:re-?)?warm)(?:\s+up)?"
    r"(?=\s+(?:(?:a|the|some|your|all|remaining)\b|\d|[½¼¾⅓⅔]|(?:\w+\s)?(?:oil|butter|milk|stock|broth|cream|ghee)\b(?!\s+is)))",
    re.IGNORECASE,
)
_NOT_THE_STOVE = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:oven|grill|broiler|smoker|milk to|air fryer|waffle)\b", re.IGNORECASE
)

_NAMES = {
    "low": "low", "lowest": "low", "slow": "low", "gentle": "low",
    "medium": "medium", "med": "medium", "moderate": "medium",
    "high": "high", "strong": "high", "brisk": "high",
    "highest": "max", "max": "max", "maximum": "max", "full": "max",
}  # fmt: skip


def read_heat(text: str, temperatures: Iterable[Cue] = ()) -> tuple[Cue, ...]:
    """The heat cues of a step, in order; ``temperatures`` keep "heat to 180 °C" from counting twice."""
    levels = _without_overlap(_levels(text))
    orders = _without_overlap((*_orders(text), *_verbs(text)))
    merged, used = _merge(text, orders, levels)
    rest = [cue for cue in levels if cue.span not in used]
    ons = [cue for cue in _ons(text, temperatures) if not _level_follows(text, cue, [*rest, *merged])]
    return tuple(sorted((*merged, *rest, *ons), key=lambda cue: cue.span))


def _levels(text: str) -> Iterator[Cue]:
    for pattern in (_HEAT_LEVEL, _LEVEL_HEAT, _AS_LOW, _OVER_LEVEL):
        for match in pattern.finditer(text):
            if pattern in (_OVER_LEVEL, _AS_LOW) and _MACHINE.search(sentence_around(text, *match.span())):
                continue
            if pattern is _OVER_LEVEL and not _stove_is_meant(text, match):
                continue
            level, high = _level(match)
            if level:
                yield Cue("heat", match.group().strip(), match.span(), op="set", level=level, level_high=high)


def _stove_is_meant(text: str, match: re.Match[str]) -> bool:
    """ "over medium" always; "on high" and "to low" only in a clause with fire, pan or a cooking verb."""
    if match.group().lower().startswith("over"):
        return True
    clause = sentence_around(text, *match.span())
    return bool(
        re.search(
            r"\b(?:heat|stove|flame|burner|pan|pot|skillet|wok|cook|fry|saut|simmer|boil|sear|turn|reduce)",
            clause,
            re.I,
        )
    )


def _level(match: re.Match[str]) -> tuple[str, str]:
    """Level and, for a range, its other end."""
    groups = match.groupdict()
    one = _name(groups["one"])
    two = _name(groups["two"]) if groups.get("two") else ""
    if not two or two == one:
        return one, ""
    join = groups["join"].strip().lower()
    if join not in ("to", "or"):
        pair = {one, two}
        if pair == {"medium", "high"}:
            return "medium_high", ""
        if pair == {"medium", "low"}:
            return "medium_low", ""
    return one, two


def _name(words: str) -> str:
    word = words.split()[-1].lower().rstrip(".")
    return _NAMES.get(word.removesuffix("ish"), "")


def _orders(text: str) -> Iterator[Cue]:
    for pattern, op in ((_OFF, "off"), (_LOWER, "lower"), (_RAISE, "raise")):
        for match in pattern.finditer(text):
            if op == "off" and re.search(r"\bbefore\b[^.;,]{0,40}$", text[: match.start()], re.IGNORECASE):
                continue
            if not _NEGATED.search(text[: match.start()]) and not _oven(text, match):
                yield Cue("heat", match.group(), match.span(), op=op)


_DEGREES = re.compile(
    r"[^.;]{0,20}?\d{3}\s*(?:°|º|degrees?\b|[CF]\b)|[^.;]{0,12}\bgas\s+mark\b", re.IGNORECASE
)


def _oven(text: str, order: re.Match[str]) -> bool:
    """ "Reduce the temperature to 150 °C": the oven's, which the temperature tells."""
    named = re.search(r"\boven\b", order.group(), re.IGNORECASE)
    return bool(named or (_DEGREES.match(text[order.end() :]) and "temp" in order.group().lower()))


def _verbs(text: str) -> Iterator[Cue]:
    for pattern, level in ((_BOIL, "boil"), (_SIMMER, "simmer")):
        for match in pattern.finditer(text):
            if not _NEGATED.search(text[: match.start()]):
                yield Cue("heat", match.group(), match.span(), op="set", level=level)


def _ons(text: str, temperatures: Iterable[Cue]) -> Iterator[Cue]:
    spans = [cue.span for cue in temperatures]
    for match in (*_ON.finditer(text), *_WARM.finditer(text), *_TO_HEAT.finditer(text)):
        start = match.start() if match.re is _TO_HEAT else match.start("verb")
        sentence_end = start + len(sentence_around(text, start, start + 4))
        oven = _NOT_THE_STOVE.match(text[match.end() :]) or any(
            start < s < min(sentence_end, start + 60) for s, _ in spans
        )
        if not oven and not _NEGATED.search(text[:start]):
            yield Cue("heat", text[start : match.end()], (start, match.end()), op="on")


def _level_follows(text: str, on: Cue, others: list[Cue]) -> bool:
    """ "Heat oil in a pan over medium heat": the level says it all; so does an order the verb stands in."""
    sentence_end = on.span[0] + len(sentence_around(text, *on.span))
    return any(
        (
            other.level
            and other.op == "set"
            and other.level != "boil"
            and on.span[0] <= other.span[0] < min(sentence_end, on.span[0] + 110)
        )
        or other.span[0] <= on.span[0] < other.span[1]
        for other in others
    )


def _merge(text: str, orders: list[Cue], levels: list[Cue]) -> tuple[list[Cue], set[tuple[int, int]]]:
    """Join "reduce heat" with the level or simmer it is reduced to."""
    merged: list[Cue] = []
    used: set[tuple[int, int]] = set()
    for order in orders:
        target = None
        if order.op in ("lower", "raise"):
            target = next(
                (cue for cue in levels if cue.span not in used and _belongs(text, order, cue)), None
            )
        if target is None:
            merged.append(order)
            continue
        used.add(target.span)
        span = (min(order.span[0], target.span[0]), max(order.span[1], target.span[1]))
        merged.append(
            Cue(
                "heat",
                text[slice(*span)],
                span,
                op=order.op,
                level=target.level,
                level_high=target.level_high,
            )
        )
    return merged, used


def _belongs(text: str, order: Cue, level: Cue) -> bool:
    if level.span[0] < order.span[1] and order.span[0] < level.span[1]:
        return True
    between = text[order.span[1] : level.span[0]]
    return level.span[0] >= order.span[1] and bool(
        re.fullmatch(r"\s*(?:back\s+|down\s+|up\s+|to\s+|a\s+|slightly\s+)*", between)
    )


def _without_overlap(cues: Iterable[Cue]) -> list[Cue]:
    """The earliest found of overlapping cues; ``cues`` come with the surer patterns first."""
    kept: list[Cue] = []
    for cue in cues:
        if all(cue.span[1] <= other.span[0] or cue.span[0] >= other.span[1] for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.span)
