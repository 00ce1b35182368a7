"""Habits of those who write recipes, put right before anything is read: lost spaces, footnotes, short forms.

11/2 cups · 1 500 g · 2 - 8 oz pkgs · vanilla¹ · 1 egg(s) · Henry VIII · +/- 5 min
"""

import re
from html import unescape

from sous_voice.language.verbalise_numbers import cardinal, ordinal
from sous_voice.language.verbalise_units import CONTAINERS, UNIT, VESSEL_ADJECTIVES, VESSELS

_PACK_UNIT = r"(?:oz|ounces?|g|grams?|ml)\b\.?"

_LENGTH = r"(?:\d{1,2}(?:\.\d|\s?[½¼¾⅓⅔⅛]|\s\d/\d)?|[½¼¾⅓⅔⅛])"

_ALWAYS: tuple[tuple[str, str], ...] = (
    # marks of footnotes, which are no powers; those of areas and volumes are
    (r"(?<=[^\W\d_]{3})[¹²³⁴⁵⁶⁷⁸⁹†‡§]+(?!\w)", ""),
    (r"\+\s?/\s?[-–−]|\+(?:-|–|−)(?=\s?\d)", "±"),
    # a quotation in Markdown seldom begins with a number
    (r"^\s*>\s?(?=\d)", "more than "),
    # thousands with a space or, before grams, with a point
    (
        rf"(?<![\w.,/-])(\d{{1,2}})[ \u00a0\u202f](\d{{3}})(?=\s?(?:g|kg|ml|mg|kcal|kJ)\b(?!\s(?:{CONTAINERS})))",
        r"\1,\2",
    ),
    (r"(?<![\w.,/-])(\d{1,3})\.(\d{3})(?=\s?(?:g|ml|kcal)\b)", r"\1,\2"),
    # feet and inches
    (r"(?<![\w.,/])(\d)['′]\s?(\d{1,2})(?:\"|″|'')", r"\1 feet \2 inches"),
    (r"(?<=\d)\s?(?:\"|″)\s?[-–]\s?(?=\d{1,2}\s?(?:\"|″))", "-"),
    # one thing only
    (r"(?<![\w.,/-])1\s([a-z]+?)\((?:e?s)\)", r"1 \1"),
    (r"\b([a-z]+o)/es\b", r"\1es"),
    (r"\b([a-z]{2,}[^aeiouos\W])/s\b", r"\1s"),
    # "min." before a number is the least, after one it is minutes
    (r"(?<![\d½¼¾]\s)(?<![\d½¼¾-])\b([Mm])in(?:\.|imum)?\s(?=\d)", r"at least "),
    (r"\bA\.?P\.?(?=\s(?:flour|unbleached))", "all-purpose"),
    (r"\b[Rr](?:oom|m)\.?\stemp\b\.?", "room temperature"),
    (r"\b([Cc])onf\.?(?=\ssugar)", r"\1onfectioners'"),
    (r"\b([Vv])eg\.?(?=\s(?:oil|stock|broth|shortening))", r"\1egetable"),
    (r"\b([Ee])vap\.?(?=\smilk)", r"\1vaporated"),
    (r"\b([Cc])ond\.?(?=\smilk)", r"\1ondensed"),
    (r"\b([Uu])nsalt\.", r"\1nsalted"),
    (r"\b([Cc])hoc\.", r"\1hocolate"),
    (r"\b([Pp])arm\.(?=\s)", r"\1armesan"),
    (r"\b[Tt]h\.\s?(?=\d)", "gas mark "),
    (r"\bq\.?b\.(?=\s|$|,)", "as needed"),
    (r"\b[Aa]\.?[Bb]\.?[Vv]\.?(?!\w)", "alcohol"),
    # two lengths of one thing
    (
        rf"(?<![\w.,/])({_LENGTH})\s?-?(cm|mm)\s?(?:\(|/)\s?({_LENGTH})\s?-?(?:in\b\.?|inch(?:es)?|\"|″)\)?"
        rf"(?=\s(?:{VESSELS}|{VESSEL_ADJECTIVES}|slices?|thick|cubes?|strips?)\b)",
        r"\1-\2, \3-inch",
    ),
    (
        rf"(?<![\w.,/])(\d{{1,2}}\s?x\s?\d{{1,4}}\s?(?:g|ml))\s?/\s?\d{{1,2}}(?:\.\d|½|¼|¾)?\s?(?:fl\s)?oz\.?(?=\s(?:{CONTAINERS})\b)",
        r"\1",
    ),
    # several pieces of half an inch: seldom is one cut four inches thick
    (
        r"(?<![\w.,/])([4-9]|1\d)\s(?=[1-7]/[2-8]-?\s?(?:inch|in\.)[\w-]*\s(?:slices|pieces|rounds|cubes|strips|wedges|chunks|disks|balls))",
        r"\1, ",
    ),
    # times that run together
    (r"(?<![\w.:])(\d{1,2})m\s?(\d{1,2})s\b", r"\1 min \2 sec"),
    (r"(?<![\w.:])(\d{1,2}):(\d{2})\s(?:hours|hrs?|h)\b\.?", r"\1 hr \2 min"),
    (r"(?<=\d)(\s?(?:min|hr|sec|minute|hour|second|day|week)s?)\.?\s?[-–—]\s?(?=\d)", r"\1 to "),
    (r"(?<![\w.,/:-])(\d{1,2}(?::\d\d)?|noon)\s?[-–]\s?(?=\d{1,2}(?::\d\d)?\s?[ap]\.?m\b)", r"\1 to "),
    (r"(?<![\w.,/-])(\d{1,3})#(?=\s|$)", r"\1 lb"),
    (r"(?<=\d)\s-\s?(?=(?:inch|ounce|pound|quart|cup)\b)", "-"),
    (r"(?<![\w.,/])(\d{1,2})s\.\s(\d{1,2})d\b\.?", r"\1 shillings \2 pence"),
    (r"(?<![\w.,/])(\d{1,2}(?:\s?-\s?\d{1,2})?)d\.", r"\1 pence"),
    (r"\bN[º°]\s?(?=\d)", "number "),
    (r"^-(?=\d+\.?$)|(?<=[a-z]\s)-(?=\d)", "minus "),
    (r"\bopt\.", "optional"),
    (r"\bp(?:o?wdr?|dr)\b\.?", "powder"),
    (r"\betc\b(?!\.)", "etc."),
    (r"[™®©℠]|(?<=\w)\s?\((?:R|TM|SM|C)\)", ""),
    # older cards and books
    (r"\besp\.", "especially"),
    (r"\b[Pp]g?\.\s?(?=\d)", "page "),
    (r"\b[Ff]ig\.\s?(?=\d)", "figure "),
    (r"\b[Vv]ol\.\s?(?=\d)", "volume "),
    (r"(?<=\d)\s?hds?\.(?=\s[a-z])", " head"),
    (r"(?<=\d)\s?bx\.(?=\s[A-Za-z])", " box"),
    (r"(?<=[\d½¼¾⅓⅔])\s?ea\.\s(?=[a-z])", " "),
    (r"(?<=[a-z])\sea\.", " each"),
    (r"(?<=\d)\s?stks?\b\.?(?=\s(?:butter|margarine))", " stick"),
    (r"(?<![\d.])1\s?stk\b\.?", "1 stalk"),
    (r"(?<=\d)\s?stks?\b\.?", " stalks"),
    (r"(?<=\d)\s?V(?=\s|$|[,.;])", " volts"),
    (r"(?<=\d)\s?cm³", " cubic centimeters"),
    (r"(?<=\d)\s?([a-zA-Z]{1,3})\s?/\s?min\b", r" \1 per minute"),
    (
        r"(?<![\w./])1\s?[x×]\s(?=\d[\d.,]*\s?-?(?:cm|in\.?|inch|mm)\s(?:piece|knob|stick|chunk|thumb)\b)",
        "1 ",
    ),
    (r"^[\s=*_~-]{3,}$", ""),
    (r"(\([^()]{0,40});(?=[^()]{0,40}\))", r"\1,"),
)
_RULES = [(re.compile(pattern), new) for pattern, new in _ALWAYS]

_LOST_SPACE = re.compile(
    rf"(?<![\w.,/-])([1-9])([1-7]/[2-8])(?=\s?-?(?:{UNIT})(?![\w'])|\s(?:{CONTAINERS})\b)"
)
_PROPER = ("1/2", "1/3", "2/3", "1/4", "3/4", "1/8", "3/8", "5/8")
_DASHED_PACK = re.compile(
    rf"(?<![\w.,/-])([1-6])\s?[-–]\s?(\d{{1,3}}(?:\.\d{{1,2}})?)\s?-?({_PACK_UNIT})\s?((?:{CONTAINERS})\b)"
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_MILLIONS = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3}){2,3}(?![\w.,]\d)")
_NUMBER = r"\d{1,3}(?:\.\d+|\s\d/\d|/\d)?"
_ABOUT_SIZE = re.compile(
    rf"(?<![\w.,/-])({_NUMBER})\s\(((?:about|approx\.?|approximately|ca?\.|~|roughly)\s?\d[^()]{{0,30}})\)"
    r"\s([a-z][^,.;:()\d]{0,30}?)\s?(?=[,.;:(]|$)"
)

_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_RULERS = (
    "Alexander|Catherine|Charles|Edward|Elizabeth|Ferdinand|Francis|Frederick|Gustav|George|Henri|Henry|James|John|"
    "Leopold|Louis|Mary|Napoleon|Nicholas|Paul|Peter|Philip|Pius|Richard|Umberto|Victor|Wilhelm|William"
)
_RULER = re.compile(rf"\b({_RULERS})\s({_ROMAN})\b")
_PARTS = (
    "Part|Chapter|Volume|Vol\\.|Book|War|Type|Method|Version|Day|Step|Phase|Stage|Layer|Course|Recipe|Number"
)
_PART = re.compile(rf"\b({_PARTS})\s({_ROMAN})\b")
_DISH = re.compile(r"(?<=[a-z]\s)(II|III|IV|VI{1,3}|IX|XI{0,3})\b(?=[\s.,:;!?)]|$)")


def habits(line: str) -> str:
    """The line as a printer with time would have set it."""
    line = _ENTITY.sub(lambda m: unescape(m[0]), line) if "&" in line else line
    line = _MILLIONS.sub(lambda m: m[0].replace(".", ","), line)
    for pattern, new in _RULES:
        line = pattern.sub(new, line)
    line = _LOST_SPACE.sub(lambda m: f"{m[1]} {m[2]}" if m[2] in _PROPER else m[0], line)
    line = _DASHED_PACK.sub(_pack, line)
    return _ABOUT_SIZE.sub(lambda m: f"{m[1]} {m[3]}, {m[2].rstrip('.')}", line)


def _pack(match: re.Match[str]) -> str:
    """ "2 - 8 oz pkgs" are two packages; "1 - 2 oz bag" is a bag of one or two."""
    count, size = int(match[1]), float(match[2])
    return (
        f"{count} {size:g}-{match[3].rstrip('.')} {match[4]}" if size >= 3 * count and size >= 5 else match[0]
    )


def numerals(line: str) -> str:
    """Roman numerals: "Henry VIII" is the eighth, "Part II" two, "Eggnog II" two. A lone "I" stays."""

    def king(match: re.Match[str]) -> str:
        # "Mary I think" is nobody's number
        return (
            match[0]
            if match[2] == "I" and _SPEAKS.match(line, match.end())
            else f"{match[1]} the {ordinal(_value(match[2]))}"
        )

    line = _RULER.sub(king, line)
    line = _PART.sub(lambda m: f"{m[1]} {cardinal(_value(m[2]))}", line)
    return _DISH.sub(lambda m: cardinal(_value(m[1])), line)


_SPEAKS = re.compile(r"\s[a-z]")
_LETTERS = {"I": 1, "V": 5, "X": 10}


def _value(roman: str) -> int:
    values = [_LETTERS[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


__all__ = ["habits", "numerals"]
