"""One written ingredient line → food, amount, remark. Rules only; pure and quick (about 0.1 ms).

    "2 x 400 g tins chopped tomatoes, drained"  → 2 tin of 400 g, "tomatoes", "drained"
    "1 (14.5 oz) can tomatoes"                  → 1 can of 14.5 oz, "tomatoes"
    "Salt, to taste"                            → "to taste", "salt"

The quantity is read first, at the head of the line or behind the name; then the unit; then the name
up to the first remark. What was said of size, cut and state goes to the note. Nothing is lost
silently: a line that cannot be read comes back with its whole text as the name.
"""

import re
from dataclasses import dataclass, field, replace

from sous_voice.core.ingredient_words import (
    COUNT_UNITS,
    DROPPED_AFTER,
    DROPPED_BEFORE,
    ENDS_NAME,
    FIRST_HALVES,
    KEPT_WITH,
    OR,
    PACKS,
    SHARED_HEADS,
    SIZES,
    TO_TASTE,
    VAGUE,
)
from sous_voice.core.quantity import added, find_unit
from sous_voice.core.recipe import Quantity
from sous_voice.core.written_numbers import NUMBER, read_number

MOST_CHARS = 500
"""Longer lines are cut: no ingredient is an essay."""


@dataclass(frozen=True, slots=True)
class IngredientLine:
    """What one line says."""

    text: str
    """As written."""
    name: str
    """The food, lower case, as written otherwise: "red onions"."""
    quantity: Quantity = field(default_factory=Quantity)
    pack: Quantity | None = None
    """What one pack holds: 14.5 oz of "1 (14.5 oz) can"."""
    note: str = ""
    """Everything else: "drained, finely chopped"."""
    optional: bool = False
    alternatives: tuple[str, ...] = ()
    """Other foods named with "or"."""


_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_OPTIONAL = re.compile(r"[\s,;–-]*\(?\boptional(?:ly)?\b\)?\s*:?", re.IGNORECASE)
_ABOUT = r"(?:(?:about|around|approx(?:imately)?\.?|appr\.?|roughly|circa|ca\.|~|<|≈|at least|up to)\s*)*"
_JOIN = r"(?:\s*(?:-|–|—|~)\s*|\s+(?:to|or)\s+)"
_NO_HYPHEN = re.compile(r"(\d)\s*-\s*(?=(?:oz|ounce|g|gram|lb|pound|inch|ml|liter|litre)\b)", re.IGNORECASE)
_QUANTITY = re.compile(rf"{_ABOUT}(?P<low>{NUMBER})(?:{_JOIN}{_ABOUT}(?P<high>{NUMBER}))?", re.IGNORECASE)
_UNIT_WORD = r"[^\W\d_][\w.]*"
_UNIT = re.compile(
    rf"\s*-?\s*(?:(?:of\s+)?an?\s+)?(?:(?:heaping|heaped|level|scant|rounded|generous|big|small|large|medium|good|full|whole|dried|"
    rf"fresh|very|thin|thick|peeled|chopped|crushed|minced|sliced|grated|diced|pressed|ripe|trimmed)\s+)*"
    rf"(?P<unit>fl\.?\s*oz\.?|fluid\s+ounces?|{_UNIT_WORD})",
    re.IGNORECASE,
)
_SIZE = re.compile(
    rf"\(?\s*{_ABOUT}(?P<low>{NUMBER})\s*\)?\s*-?\s*(?P<unit>fl\.?\s*oz\.?|fluid\s+ounces?|{_UNIT_WORD})\.?\s*(?:each\s*)?\)?",
    re.I,
)
_TIMES = re.compile(r"\s*[x×]\s*(?=\d)", re.IGNORECASE)
_SAME_AGAIN = re.compile(
    rf"\s*(?:/|\||=|or)\s*{_ABOUT}{NUMBER}\s*(?:-\s*{NUMBER})?\s*(?P<unit>fl\.?\s*oz\.?|{_UNIT_WORD})\b\.?",
    re.IGNORECASE,
)
_MORE = re.compile(rf"\s*(?:and|\+|plus)\s+(?P<low>{NUMBER})\s*(?P<unit>{_UNIT_WORD})\.?", re.IGNORECASE)
_OF_A = re.compile(r"^\s*of\s+(?:an?|the)\s+(?=\d)", re.IGNORECASE)
_ONE_PACK = re.compile(
    r"(?P<count>\d+)\s+[-–—]\s*\d+(?:\.\d+)?\s*(?:oz|ounces?|g|grams?|ml|lbs?)\b\.?\s*\(?\w*\)?\s*"
    r"(?:cans?|tins?|jars?|packages?|pkgs?|bags?|boxe?s?|bottles?)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"\s*(?P<size>{NUMBER})\s*-?\s*(?P<unit>inch(?:es)?|cm|centimet(?:er|re)s?)\s+"
    r"(?:piece|knob|length|stick|thumb|chunk|slice)s?\s+(?:of\s+)?",
    re.IGNORECASE,
)
_OR_OTHER_SIZE = re.compile(rf"^(?:or\s+{NUMBER}\s+)(?:small|medium|large|big|short|long)?\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)")


_JUICE = re.compile(
    r"^(?:the\s+)?(?P<part>juice|zest)(?:\s+(?:of|from))?(?:\s+(?:a|an|one|half|whole|the))*\s+"
    r"(?P<fruit>.+)$",
    re.IGNORECASE,
)
_JUICE_OF = re.compile(
    rf"^(?:the\s+)?(?P<part>juice|zest)\s+(?:of|from)\s+(?P<count>{NUMBER}\s*)(?P<fruit>(?:\w+\s)?\w+)",
    re.IGNORECASE,
)
_USED = re.compile(r"\bused\s+(?=(?:to|for)\b)", re.IGNORECASE)
_EDGES = " ,;:*|-–"
_UNITS_BEHIND = frozenset({"clove", "rasher", "fillet", "slice", "sprig", "stalk", "strip"})


def parse_line(text: str) -> IngredientLine:
    """Read one ingredient line, as printed or typed."""
    plain = _JUICE_OF.sub(r"\g<count>\g<fruit> \g<part>", _clean(text))
    optional = bool(_OPTIONAL.search(plain))
    plain = _OPTIONAL.sub(" ", plain).strip(" ,;:")
    vague = VAGUE.match(plain)
    if vague and not re.match(r"any|enough", vague["words"], re.IGNORECASE):
        line = _vague(plain, vague)
    else:
        line = _with_number(plain) or _number_behind(plain) or _bare(plain)
    return replace(_named(line), text=text, optional=optional)


_SPOONS_OF_FRANCE = (
    (re.compile(r"\bc(?:uill?\w*)?\.?\s*[àa]\s*s(?:oupe|\.)?(?=\s)", re.IGNORECASE), "tablespoon"),
    (re.compile(r"\bc(?:uill?\w*)?\.?\s*[àa]\s*(?:c(?:afé|\.)?|thé)(?=\s)", re.IGNORECASE), "teaspoon"),
)
"""Units of several words: "2 c. à soupe de sucre", "1 cuillère à café"."""


def _clean(text: str) -> str:
    text = _LINK.sub(r"\1", text[:MOST_CHARS])
    text = text.replace(" ", " ").replace("’", "'").replace("**", "").replace("_", " ")
    text = re.sub(r"(?<=\w)\(e?s\)", "", text)
    text = re.sub(r"(?<!\S)\*(\S[^*]{0,60}?)\*(?!\S)", r"\1", text)
    text = re.sub(r"<[^>]{0,80}>", " ", text).replace(" & ", " and ")
    for pattern, unit in _SPOONS_OF_FRANCE:
        text = pattern.sub(unit, text)
    text = _NO_HYPHEN.sub(r"\1 ", text)
    text = re.sub(r"^[\s•·▢☐*+–-]+(?=\S)", "", text)
    return re.sub(r"\s+", " ", text).strip(" .")


def _unit(text: str) -> str:
    """The unit as written, or empty where the word is none."""
    word = text.strip().rstrip(".")
    if word.lower() in COUNT_UNITS:
        return COUNT_UNITS[word.lower()]
    known = find_unit(word)
    return known.name if known is not None and known.kind not in ("time", "length") else ""


def _is_measure(unit: str) -> bool:
    known = find_unit(unit)
    return known is not None and known.kind in ("mass", "volume") and unit not in COUNT_UNITS


def _with_number(plain: str) -> IngredientLine | None:
    """A line that begins with a number."""
    match = _QUANTITY.match(plain)
    if match is None or not _stands_alone(plain, match):
        return None
    packs = _ONE_PACK.match(plain)
    if packs is not None:  # "1 - 28 oz can": one can, no range
        match = _QUANTITY.match(packs["count"]) or match
    quantity = _quantity(match)
    rest = _OF_A.sub(" ", plain[match.end() :])
    if packs is not None:
        rest = rest.lstrip(" -–—")
    length = _LENGTH.match(rest)
    if length is not None and quantity.low is not None:
        size = quantity.low * read_number(length["size"])
        return IngredientLine(
            plain, rest[length.end() :], Quantity(size, unit=COUNT_UNITS[length["unit"].lower()])
        )
    pack, rest = _pack(rest)
    unit, rest = _leading_unit(rest)
    if pack is None and unit in PACKS:
        pack, rest = _pack(rest)
    quantity, rest = _and_more(replace(quantity, unit=unit), rest)
    hedge = _MORE_OR_LESS.match(rest)
    rest = _OR_OTHER_SIZE.sub("", _same_again(rest[hedge.end() :] if hedge else rest))
    rest = re.sub(r"^\s*of\s+", "", rest) if hedge else rest
    if not rest.strip(" ,;:.-|"):
        return None
    return IngredientLine(plain, rest, _without_dozens(quantity), pack)


def _and_more(quantity: Quantity, rest: str) -> tuple[Quantity, str]:
    """ "1 cup plus 2 tablespoons": the sum, in the first unit."""
    more = _MORE.match(rest)
    if more is None or not _is_measure(_unit(more["unit"])):
        return quantity, rest
    total = added(quantity, Quantity(read_number(more["low"]), unit=_unit(more["unit"])))
    return total or quantity, rest[more.end() :]


def _without_dozens(quantity: Quantity) -> Quantity:
    if quantity.unit != "dozen" or quantity.low is None:
        return quantity
    return Quantity(quantity.low * 12, quantity.high * 12 if quantity.high else None)


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """ "a" and "7-Up" are no quantities on their own; "80/20 beef" tells the fat."""
    rest = plain[match.end() :]
    if re.match(r"(?:%|-?up\b|/\d)", rest, re.IGNORECASE):
        return False
    return not (match.group()[-1].isalpha() and rest[:1].isalpha())


def _quantity(match: re.Match[str]) -> Quantity:
    try:
        low = read_number(match["low"])
        high = read_number(match["high"]) if match["high"] else None
    except (ValueError, ZeroDivisionError):
        return Quantity()
    if high is not None and high <= low:
        high = None
    return Quantity(low, high)


def _pack(rest: str) -> tuple[Quantity | None, str]:
    """A pack's size at the head of ``rest``: " (14.5 oz)", " x 400 g", " 8oz"."""
    start = _TIMES.match(rest)
    offset = start.end() if start else len(rest) - len(rest.lstrip())
    size = _SIZE.match(rest, offset)
    if size is None or not (start or rest[offset] == "(" or rest[offset].isdigit()):
        return None, rest
    unit = _unit(size["unit"])
    if not _is_measure(unit):
        return None, rest
    return Quantity(read_number(size["low"]), unit=unit), rest[size.end() :]


def _leading_unit(rest: str) -> tuple[str, str]:
    """The unit at the head of ``rest`` and what follows, without "of"."""
    match = _UNIT.match(rest)
    if match is None:
        return "", rest
    unit = _unit(match["unit"])
    after = rest[match.end() :]
    # "2 cloves" alone, "3 heads-on prawns": a unit needs a food behind it
    if not unit or (unit in COUNT_UNITS.values() and not re.search(r"\w", after)):
        return "", rest
    if unit in ("clove", "rib", "leaf", "round", "fillet", "ear") and re.match(r"\s*(?:[,(]|$)", after):
        return "", rest
    after = re.sub(r"^\.?\s*(?:\)\s*)?", " ", after)
    return unit, re.sub(r"^\s*(?:of\s+)?(?:(?:a|an|the|each)\s+)?", "", after, flags=re.IGNORECASE)


def _same_again(rest: str) -> str:
    """Without the same amount in another unit: "/ 1 cup", "(120g)", "(32 oz, 946mL)"."""
    while (again := _SAME_AGAIN.match(rest)) and _is_measure(_unit(again["unit"])):
        rest = rest[again.end() :]
        rest = re.sub(rf"^\s*{NUMBER}\s*(?:oz|ounces?|g|ml|lbs?)\b\.?", "", rest)
    return rest.strip()


def _vague(plain: str, vague: re.Match[str]) -> IngredientLine:
    words = vague["words"].lower().removesuffix(" of")
    unit, rest = _leading_unit(plain[vague.end() :])
    return IngredientLine(plain, rest, Quantity(words=words, unit=unit))


_ONE_OF = re.compile(
    rf"(?:(?:big|small|large|good|generous|full)\s+)?(?:(?P<unit>{_UNIT_WORD})\s+of\s+|"
    r"(?P<bit>dash|pinch|handful|splash|drizzle|knob|sprinkle)\s+(?=\w))",
    re.IGNORECASE,
)
_MORE_OR_LESS = re.compile(r"^\s*\((?:or|plus|and|more|maybe|perhaps)\b[^)]*\)", re.IGNORECASE)
_ANY_KIND = re.compile(r"^any\s+(?:kind|type|sort)\s+of\s+(?:firm|good|\w+,\s+)*", re.IGNORECASE)
_BEHIND = re.compile(
    rf"^(?P<name>[^\d½⅓⅔¼¾]*?[^\d½⅓⅔¼¾\s,:;(*–-])\s*(?:\([^()]*\))?\s*(?:,|:|\s[-–—]|\(|\*|\s)\s*"
    rf"(?P<amount>{_ABOUT}(?:{NUMBER}).*)$",
    re.IGNORECASE,
)


def _number_behind(plain: str) -> IngredientLine | None:
    """ "Garlic, 1 clove", "Whole milk *1 liter*", "butter, a stick or two", "cloves (whole): 5"."""
    match = _BEHIND.match(plain)
    if match is None:
        return None
    amount = match["amount"].strip(" *)")
    read = _QUANTITY.match(amount)
    if read is None or not _stands_alone(amount, read):
        return None
    quantity = _quantity(read)
    unit_match = _UNIT.match(amount[read.end() :])
    unit = _unit(unit_match["unit"]) if unit_match else ""
    article = bool(re.fullmatch(r"(?:a|an)", read.group().strip(), re.IGNORECASE))
    if (article and not unit) or ("(" in plain[: match.start("amount")] and unit in ("inch", "cm")):
        return None
    after = amount[read.end() + (unit_match.end() if unit_match and unit else 0) :]
    if (
        not unit
        and re.match(r"\s*[a-z]", after)
        and not re.match(r"\s*(?:medium|large|small|big|whole|pieces?)\b", after)
    ):
        return None
    if re.match(r"\s+or\s+two\b", after):
        quantity = replace(quantity, high=read_number("two"))
    return IngredientLine(plain, match["name"], replace(quantity, unit=unit))


def _bare(plain: str) -> IngredientLine:
    """No number: "thumb of ginger" is one thumb, "salt" is salt."""
    one = _ONE_OF.match(plain)
    word = (one["unit"] or one["bit"]) if one is not None else ""
    if one is not None and (unit := _unit(word)) and not word.lower().endswith("s"):
        return IngredientLine(plain, plain[one.end() :], Quantity(read_number("one"), unit=unit))
    return IngredientLine(plain, _ANY_KIND.sub("", plain))


def _named(line: IngredientLine) -> IngredientLine:
    """Split the rest of the line into name, alternatives and note."""
    rest, quantity = line.name, line.quantity
    taste = TO_TASTE.search(rest)
    if taste is not None and quantity.low is None and not quantity.words:
        quantity = replace(quantity, words=taste["words"].lower())
    rest = _JUICE.sub(r"\g<fruit> \g<part>", TO_TASTE.sub(", ", _USED.sub("", rest)))
    notes = [found.strip() for found in _BRACKET.findall(rest) if found.strip()]
    if taste is not None and quantity.low is not None and "frying" in taste["words"].lower():
        notes.append(taste["words"].lower())  # of a litre for frying little is eaten
    rest = re.sub(r"\s+", " ", _BRACKET.sub(" ", rest)).strip(" ,;:*|.-–")
    name, done = _without_state(rest)
    name, remark = _split_remark(name)
    name, others = _split_alternatives(re.sub(r"^of\s+", "", name))
    name, more = _without_state(name.strip(" ,;:*|-–"))
    name, unit = _unit_behind(name, quantity)
    note = ", ".join(part.strip(_EDGES) for part in (*done, *more, remark, *notes) if part.strip(_EDGES))
    return replace(
        line,
        name=(name or line.text).lower(),
        quantity=replace(quantity, unit=unit),
        note=note,
        alternatives=others,
    )


def _split_remark(name: str) -> tuple[str, str]:
    cut = ENDS_NAME.search(name)
    if cut is None or not cut.start():
        return name, ""
    # the comma goes, "for the sauce" stays whole
    mark = name[cut.start() : cut.end()].strip(_EDGES + "—+(.")
    return name[: cut.start()], name[cut.start() :] if mark else name[cut.end() :]


def _split_alternatives(name: str) -> tuple[str, tuple[str, ...]]:
    """ "butter or lard" → butter, (lard); "wheat or rye flour" → wheat flour, (rye flour)."""
    first, *others = [part.strip() for part in OR.split(name) if part.strip()] or [name]
    if others and all(word.lower() in SIZES for word in first.split()):  # "large/jumbo shrimp"
        first, others = others[0], others[1:]
    words = others[-1].split() if others else []
    if len(words) > 1 and words[-1].lower() in SHARED_HEADS and first.split()[-1].lower() in FIRST_HALVES:
        first = f"{first} {words[-1]}"
    return first, tuple(other.lower() for other in others)


def _unit_behind(name: str, quantity: Quantity) -> tuple[str, str]:
    """ "3 garlic cloves" → garlic, clove."""
    words = name.split()
    unit = COUNT_UNITS.get(words[-1].lower(), "") if words else ""
    if quantity.low is None or quantity.unit or len(words) < 2 or unit not in _UNITS_BEHIND:
        return name, quantity.unit
    if unit == "clove" and words[-2].lower() != "garlic":
        return name, quantity.unit
    return " ".join(words[:-1]), unit


def _without_state(name: str) -> tuple[str, list[str]]:
    """The name without words of size, cut and state at its ends, and those words."""
    words = name.split()
    before: list[str] = []
    after: list[str] = []
    while len(words) > 1 and _says_how(words, bool(before)):
        before.append(words.pop(0).strip(","))
    while len(words) > 1 and words[-1].lower().strip(",") in DROPPED_AFTER and not words[-2].endswith(","):
        after.insert(0, words.pop())
    return " ".join(words), [" ".join(part) for part in (before, after) if part]


def _says_how(words: list[str], begun: bool) -> bool:
    """Whether the first word tells size, cut or state of what follows."""
    first, second = words[0].lower().strip(","), words[1].lower()
    if second in KEPT_WITH.get(first, ()):
        return False
    if first in DROPPED_BEFORE or (first == "high" and second == "quality"):
        return True
    return begun and first in ("and", "or") and second.strip(",") in DROPPED_BEFORE
