"""Amounts → words: fractions, ranges, units, packs, dimensions."""

import re
from fractions import Fraction

from sous_voice.language.verbalise_numbers import (
    article,
    cardinal,
    digits,
    ear_fraction,
    number_words,
    part_name,
    parts,
    plural,
    whole,
)
from sous_voice.language.verbalise_units import (
    CONTAINERS,
    UNIT,
    VESSEL_ADJECTIVES,
    VESSELS,
    SpokenUnit,
    unit_of,
)

_MIXED = r"\d{1,4}(?:\s?-\s?|\s|\sand\s|\s&\s)\d{1,2}/\d{1,2}(?![\d/])"
_FRACTION = r"\d{1,3}/\d{1,3}(?![\d/])"
_DECIMAL = r"\d{0,9}\.\d{1,6}|\d{1,3},\d{1,2}(?![\d,])"
_INTEGER = r"\d{1,3}(?:,\d{3}){1,4}(?![\d,]\d)|\d+"
NUMBER = f"(?:{_MIXED}|{_FRACTION}|{_DECIMAL}|{_INTEGER})"
"""Regular expression of a written number: 3, 1,000, 0.5, 1/2, 1 1/2, 1-1/2."""

_START = r"(?<![\w/.,])(?<!\d-)"
_QUANTITY = re.compile(
    rf"{_START}(?P<a>{NUMBER})"
    rf"(?:(?:\s?-\s?|\s(?P<sep>to|or)\s|-(?P<hsep>to|or)-)(?P<b>{NUMBER}))?"
    rf"(?:(?P<join>\s?-|\s)?(?P<unit>{UNIT})(?![\w'])(?P<dot>\.)?(?P<after>-(?=[A-Za-z]))?|(?P<glue>-)(?=[A-Za-z])|(?![\w/]))"
)
_REPEATED_UNIT = re.compile(rf"(?<=\d)\s?(?P<u>{UNIT})\.?\s?-\s?(?=(?:{NUMBER})\s?(?P=u)\b)")
_HANGING = re.compile(rf"(?<=\d)-(?=,?\s(?:to|or)\s{NUMBER})")
_UNIT_DASH = re.compile(rf"(?<=\d)(?P<u>\s?{UNIT})\.?\s?-\s?(?=\d)")
_MULTIPLIED = re.compile(
    rf"{_START}(?P<n>\d{{1,3}})\s?[xX*]\s?(?P<q>{NUMBER}\s?-?{UNIT})\b\.?-?(?:\s(?P<c>{CONTAINERS})\b(?P<of>\sof\b)?(?P<more>\s[a-z])?"
    # "3 x 120g salmon fillets": what there are several of, to the end of the clause
    rf"|\s(?P<things>(?:[a-z-]+\s){{0,2}}[a-z]+s)(?=$|[,.;:()]))?",
)
_DIMENSION_UNIT = r"(?:\s?-?(?P<{0}>inch(?:es)?\b|in\b\.?|cms?\b\.?|mms?\b\.?|\"|''))?"
_DIMENSIONS = re.compile(
    rf"{_START}(?P<a>{NUMBER})(?:\s?-?(?:inch|in|cm|mm|\"|''))?(?:\s?[xX]\s?|-by-|\sby\s)(?P<b>{NUMBER})"
    rf"{_DIMENSION_UNIT.format('u')}(?:(?:\s?[xX]\s?|-by-|\sby\s)(?P<c>{NUMBER}){_DIMENSION_UNIT.format('v')})?"
    r"(?!\w|\s?-?(?:g|gr|grams?|kg|ml|cl|dl|l|lit(?:er|re)s?|oz|ounces?|fl|lbs?|pounds?|cups?)\b)"
)
_TIMES_OF = re.compile(rf"{_START}(\d{{1,3}})\s?x\s(?=[a-zA-Z])")
_PACK = re.compile(
    rf"(?:{_START}(?P<n>{NUMBER})|\b(?P<word>an?|one|two|three|four|five|six))\s?\((?P<inner>[^()]{{1,40}}\d[^()]{{0,40}}|\d[^()]{{0,40}})\)\s(?P<c>{CONTAINERS})\b(?:\.(?=\s[a-z]))?(?P<more>\s[a-z])?",
    re.IGNORECASE,
)
_SIZED = re.compile(
    rf"(?<!step )(?<!note )(?<!part )(?<!serves ){_START}(?P<n>\d{{1,3}})\s\((?P<q>{NUMBER}(?:\s?(?:-|to)\s?{NUMBER})?\s?-?)"
    rf"(?P<u>{UNIT})\.?\)\s(?=[a-z])",
    re.IGNORECASE,
)
_INCH_MARK = re.compile(rf"(?<![\w/.,\"])(?P<q>{NUMBER}(?:\s?-\s?{NUMBER})?)\s?(?:\"|'')(?!\w)")
_INCH_WORD = re.compile(
    rf"(?P<q>\d)(?:-?in\b\.?|\s?in\.(?=[\s,)])(?!\s[A-Z])|\sin(?=\))|\sin\b(?=,?\s(?:{VESSELS}|{VESSEL_ADJECTIVES}|thick|wide|long|cubes?|slices?|"
    r"strips?|pieces?|rounds?)\b))"
)
_QUOTE = re.compile(r"(?<!\d)\"")
_FEET_MARK = re.compile(r"(?<=\d)'(?![\w'])")
# After a length these go with its plural: "two inches thick", "half an inch of water".
_NOT_A_NOUN = frozenset(
    (
        "of thick wide long deep high tall apart above below from in on at and or to over under around "
        "across between by for with until till then so before after is are if while as the a an into per "
        "each more less larger plus away off up down but not"
    ).split()
)
_LINKING = frozenset(("of the a an my your our her his their its this that these those each").split())
_STATES = frozenset(("full empty done cooked off way filled melted covered as again more less").split())
_UNCOUNTABLE = frozenset(
    (
        "water milk cream butter oil sugar flour salt rice broth stock juice vinegar wine honey cheese "
        "bacon beef pork chicken and or to for in on at with until if then so plus"
    ).split()
)
_CAN_VERB = frozenset(("be also not then now only still always usually easily").split())
_NEXT_WORDS = re.compile(r"[\s-]+([A-Za-z]+)(?:[\s-]+([A-Za-z]+))?")
_A_THING = re.compile(r"\b[Aa]n?\s$")
_OF_FOOD = ("measure", "count")
_FOOD = re.compile(r"\s([A-Za-z][a-z]+(?:-[a-z]+)*)(?!\w)(?!(?<=ed)[,.;)]|(?<=ed)$)")
_NOT_FOOD = _NOT_A_NOUN | frozenset(
    "each total divided extra eggs optional only heaped full can cans".split()
)
_ADJECTIVAL = re.compile(rf"(?:{VESSEL_ADJECTIVES})|(?:{CONTAINERS})|(?:{VESSELS})", re.IGNORECASE)
_HOLDER = re.compile(rf"(?:{CONTAINERS})|(?:{VESSELS})", re.IGNORECASE)


def value_of(text: str) -> Fraction:
    """A written number (``NUMBER``) as an exact value. A fraction over nothing counts as zero."""
    mixed = re.fullmatch(r"(\d+)\D+(\d+)/(\d+)", text)
    if mixed:
        return int(mixed[1]) + _ratio(mixed[2], mixed[3])
    if "/" in text:
        return _ratio(*text.split("/"))
    if re.fullmatch(r"\d{1,3},\d{1,2}", text):
        text = text.replace(",", ".")
    count, point, decimals = text.replace(",", "").partition(".")
    if not point:
        return Fraction(int(count)) if len(count) <= 15 else Fraction(0)
    near = ear_fraction(decimals)
    return int(count or 0) + (near if near is not None else Fraction(int(decimals), 10 ** len(decimals)))


def _ratio(numerator: str, denominator: str) -> Fraction:
    return Fraction(int(numerator), int(denominator)) if int(denominator) else Fraction(0)


def _said_with_point(text: str, value: Fraction) -> str | None:
    """ "one point two": decimals that no kitchen fraction stands for."""
    if "/" in text or value.denominator == 1 or value.denominator in (2, 3, 4, 8):
        return None
    decimals = re.split(r"[.,]", text)[-1]
    return f"{cardinal(int(value))} point {digits(decimals)}" if value > 1 else None


def plain_number(text: str) -> str:
    """A written number with nothing after it, in words."""
    if text.isdigit():
        return whole(text)
    if text.endswith("/0"):
        return f"{whole(text.split('/')[0])} over zero"
    value = value_of(text)
    return _said_with_point(text, value) or number_words(value)


def amount(text: str, unit: SpokenUnit) -> str:
    """A written number with its unit: "half a cup", "one and a half cups", "two thirds of a cup"."""
    text, unit = _comfortable(text, unit)
    value = value_of(text)
    if len(text) > 15 or text.endswith("/0"):
        return f"{plain_number(text)} {unit.many}"
    if 0 < value < 1:
        return _part_of(value, unit)
    pointed = _said_with_point(text, value)
    return f"{pointed or number_words(value)} {unit.one if value == 1 else unit.many}"


def _part_of(value: Fraction, unit: SpokenUnit) -> str:
    one = f"{article(unit.one)} {unit.one}"
    if unit.one == "percent":
        return f"{parts(value, 'half')} {'a ' if value.numerator == 1 and value.denominator == 2 else 'of a '}percent"
    return f"half {one}" if value == Fraction(1, 2) else f"{parts(value)} of {one}"


_LARGER = {"gram": "kilogram", "milliliter": "liter", "milligram": "gram"}
_SMALLER = {"kilogram": "gram", "liter": "milliliter"}


def _comfortable(text: str, unit: SpokenUnit) -> tuple[str, SpokenUnit]:
    """1,000 g is a kilogram to the ear, 0.2 kg are two hundred grams."""
    if len(text) > 12 or "/" in text:
        return text, unit
    value = value_of(text)
    if unit.one in _LARGER and value >= 1000 and value % 100 == 0:
        return f"{float(value / 1000):g}", _unit(_LARGER[unit.one])
    exact = Fraction(text.replace(",", ".")) if re.fullmatch(r"\d*[.,]\d{1,2}|\d*\.\d+", text) else value
    if (
        unit.one in _SMALLER
        and 0 < exact < 1
        and exact.denominator not in (2, 3, 4, 8)
        and (exact * 1000) % 1 == 0
    ):
        return str(int(exact * 1000)), _unit(_SMALLER[unit.one])
    return text, unit


def _unit(name: str) -> SpokenUnit:
    unit = unit_of(name)
    if unit is None:
        raise KeyError(name)
    return unit


def attributive(text: str, unit: SpokenUnit | None = None) -> str:
    """Before a noun: "three quarter inch", "half inch", "fourteen and a half ounce"."""
    value = value_of(text)
    if (0 < value < 1 and "." not in text and "," not in text) or value in (Fraction(1, 2), Fraction(1, 4)):
        name = part_name(value.denominator)
        many = name if name == "quarter" else plural(name)
        words = name if value.numerator == 1 else f"{cardinal(value.numerator)} {many}"
    else:
        words = plain_number(text)
    return f"{words} {unit.one}" if unit else words


def quantities(line: str) -> str:
    """Every amount of a line in words. Temperatures, dates and clock times must be gone by now."""
    line = _inch_marks(line) if '"' in line or "''" in line else line
    line = _FEET_MARK.sub(" feet", line) if "'" in line else line
    line = _INCH_WORD.sub(r"\g<q>-inch", line)
    line = _REPEATED_UNIT.sub("-", _HANGING.sub("", line))
    line = _PACK.sub(_pack, line)
    line = _SIZED.sub(lambda m: f"{m['n']} {m['q'].rstrip(' -')}-{m['u']} ", line)
    line = _DIMENSIONS.sub(_dimensions, line)
    line = _MULTIPLIED.sub(_multiplied, line)
    line = _TIMES_OF.sub(r"\1 ", line)
    line = _UNIT_DASH.sub(r"\g<u> to ", line)
    return _QUANTITY.sub(_quantity, line)


def _inch_marks(line: str) -> str:
    """Inch marks after numbers; a mark that closes a quotation is none."""
    pieces, at, quotes = [], 0, 0
    for match in _INCH_MARK.finditer(line):
        quotes += len(_QUOTE.findall(line, at, match.start()))
        noun = _noun_follows(match)
        if noun or not quotes % 2:
            inches = f"{match['q']}-inch" if noun else f"{match['q']} {_plural_inch(match['q'])}"
            pieces += [line[at : match.start()], inches]
        else:
            pieces.append(line[at : match.end()])
        at = match.end()
    return "".join(pieces) + line[at:]


def _plural_inch(number: str) -> str:
    return (
        "inches"
        if re.search(r"[2-9]|\d\d|\d[ -]\d", re.sub(r"/\d+", "", number)) and "/" not in number[:3]
        else "inch"
    )


def _pack(match: re.Match[str]) -> str:
    inner = re.sub(r"(?<=\d)-(?=[a-zA-Z])", " ", match["inner"])
    several = value_of(match["n"]) > 1 if match["n"] else match["word"].lower() not in ("a", "an", "one")
    each = " each" if several and "each" not in inner.lower() else ""
    comma = "," if match["more"] else ""
    return f"{match['n'] or match['word']} {match['c']}, {inner}{each}{comma}{match['more'] or ''}"


def _multiplied(match: re.Match[str]) -> str:
    quantity = re.sub(r"(?<=\d)-(?=[a-zA-Z])", " ", match["q"])
    if match["things"]:
        return f"{match['n']} {match['things']} of {quantity}"
    if not match["c"]:
        return f"{match['n']} times {quantity}"
    return f"{match['n']} {match['c']} of {quantity}{',' if match['more'] else ''}{match['more'] or ''}"


def _dimensions(match: re.Match[str]) -> str:
    sides = " by ".join(plain_number(match[side]) for side in "abc" if match[side])
    form = (match["v"] or match["u"] or "").rstrip(".").lower()
    if not form:
        return sides
    unit = _unit("inch" if form in ('"', "''", "in") else form)
    attribute = _noun_follows(match) or (unit.one == "inch" and form != "inches")
    return f"{sides} {unit.one if attribute else unit.many}"


def _next_word(match: re.Match[str]) -> str:
    following = _NEXT_WORDS.match(match.string[match.end() : match.end() + 40])
    return following[1].lower() if following else ""


def _noun_follows(match: re.Match[str]) -> bool:
    word = _next_word(match)
    return bool(word) and word not in _NOT_A_NOUN


def _holder_follows(match: re.Match[str]) -> bool:
    """True before "can", "baking dish", "skillet": the amount is then the size of a thing."""
    following = _NEXT_WORDS.match(match.string[match.end() : match.end() + 40])
    if not following:
        return False
    first, second = following[1], following[2] or ""
    if first.lower() == "can" and second.lower() in _CAN_VERB:
        return False
    if _HOLDER.fullmatch(first):
        return True
    return bool(_ADJECTIVAL.fullmatch(first) and _HOLDER.fullmatch(second))


def _quantity(match: re.Match[str]) -> str:
    unit = unit_of(match["unit"]) if match["unit"] else None
    words = _with_unit(match, unit) if unit else _without_unit(match)
    return words + _full_stop(match) + (" " if match["after"] else "")


def _full_stop(match: re.Match[str]) -> str:
    """An abbreviation's full stop stays only where a sentence may end with it."""
    if not match["dot"]:
        return ""
    rest = match.string[match.end() : match.end() + 3].lstrip(" ")
    return "." if not rest or rest[0].isupper() else ""


def _with_unit(match: re.Match[str], unit: SpokenUnit) -> str:
    low, high = match["a"], match["b"]
    size = (
        unit.kind != "size"
        and (
            (match["join"] or "").endswith("-")
            or (unit.kind in ("measure", "time", "length") and _holder_follows(match))
            or (unit.kind == "length" and _noun_follows(match))
            or (
                unit.kind in ("time", "measure")
                and _noun_follows(match)
                and _A_THING.search(match.string[: match.start()])
            )
        )
        and not _measures(match, unit)
    )
    if size and not _descends(low, high):
        first = f"{attributive(low)} {match['sep'] or match['hsep'] or 'to'} " if high else ""
        return first + attributive(high or low, unit)
    if high:
        return _range(low, high, unit, match["sep"] or match["hsep"] or "to")
    if unit.one == "inch" and match["unit"].lower() == "inch" and value_of(low) > 1:
        return f"{plain_number(low)} inch"
    if unit.one == "hour" and match["join"] == " " and low == "1/2":
        return "half an hour"
    return amount(low, unit) + (
        " of" if 0 < value_of(low) < 1 and unit.kind in _OF_FOOD and _food_follows(match) else ""
    )


def _measures(match: re.Match[str], unit: SpokenUnit) -> bool:
    """ "1/4-inch thick": an extent, not the size of a thing."""
    return (
        unit.kind == "length"
        and not match["after"]
        and _next_word(match) in ("thick", "wide", "long", "deep", "high")
    )


def _food_follows(match: re.Match[str]) -> bool:
    """After a part of a measure: "half a cup of sugar", but "half a cup each", "half a cup packed"."""
    following = _FOOD.match(match.string, match.end())
    if not following or match["after"] or (match["dot"] and following[1][0].isupper()):
        return False
    return following[1].lower() not in _NOT_FOOD


def _descends(low: str, high: str | None) -> bool:
    return high is not None and value_of(high) < value_of(low)


def _range(low: str, high: str, unit: SpokenUnit, word: str) -> str:
    (new_low, low_unit), (new_high, high_unit) = _comfortable(low, unit), _comfortable(high, unit)
    if low_unit.one == high_unit.one:
        low, high, unit = new_low, new_high, high_unit
    if 0 < value_of(high) < 1:
        return f"{plain_number(low)} {word} {_part_of(value_of(high), unit)}"
    return f"{plain_number(low)} {word} {plain_number(high)} {unit.one if value_of(high) == 1 else unit.many}"


def _without_unit(match: re.Match[str]) -> str:
    low, high = match["a"], match["b"]
    if match["glue"] and not high:
        return attributive(low) + " "
    if high:
        return f"{plain_number(low)} {match['sep'] or match['hsep'] or 'to'} {plain_number(high)}" + (
            " " if match["glue"] else ""
        )
    value = value_of(low)
    if not 0 < value < 1 or low.endswith("/0"):
        return plain_number(low)
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    following = _next_word(match)
    half = parts(value)
    if following in _LINKING or following in _STATES or before.endswith(("in ", "by ")):
        return half
    if not following or following in _NOT_A_NOUN or following in ("to", "or"):
        return parts(value, "one half")
    if following in _UNCOUNTABLE:
        return half if value == Fraction(1, 2) else f"{half} of the"
    if following.endswith("s") and not following.endswith(("ss", "us", "gas")):
        return parts(value, "one half")
    return f"{half} {article(following)}" if value == Fraction(1, 2) else f"{half} of {article(following)}"


def plural_parts(line: str) -> str:
    """ "cut into 1/4s", "1/4ths" → "quarters"."""
    return re.sub(
        r"(?<![\w/])(\d{1,2})/(\d{1,2})(?:'?s|ths?|rds?)\b",
        lambda m: (
            plural(part_name(int(m[2]) or 1)) if m[1] == "1" and m[0].endswith("s") else f"{m[1]}/{m[2]}"
        ),
        line,
    )
