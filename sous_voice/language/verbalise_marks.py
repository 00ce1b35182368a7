"""Marks that are written but not said: markup, bullets, links, emoji, capitals, brackets; and those that are."""

import re
import unicodedata

_VULGAR = {
    mark: f"{numerator}/{denominator}"
    for mark, numerator, denominator in (
        ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5),
        ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅐", 1, 7), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8),
        ("⅑", 1, 9), ("⅒", 1, 10),
    )
}  # fmt: skip
_VULGAR_AFTER_NUMBER = re.compile(rf"(?<=\d)\s?([{''.join(_VULGAR)}])")
_VULGAR_ALONE = re.compile(rf"[{''.join(_VULGAR)}]")
_SIMPLE = str.maketrans(
    {
        "⁄": "/", "∕": "/", "×": "x", "✕": "x", "✖": "x", "º": "°", "˚": "°", "″": '"', "“": '"', "”": '"', "„": '"',
        "«": '"', "»": '"', "′": "'", "’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "‒": "–", "―": "—", "−": "-",
        "≈": "~", "∼": "~", "²": " squared", "³": " cubed", "…": "...", "•": "*", "‣": "*", "▪": "*", "●": "*",
        "◦": "*", "·": "*", "µ": "μ",
    }
)  # fmt: skip


def plain_characters(text: str) -> str:
    """Compatibility forms, vulgar fractions, odd spaces and digits of other scripts in plain characters."""
    text = _VULGAR_AFTER_NUMBER.sub(lambda m: " " + _VULGAR[m[1]], text)
    text = _VULGAR_ALONE.sub(lambda m: _VULGAR[m[0]], text)
    text = unicodedata.normalize("NFKC", text.translate(_SIMPLE)).translate(_SIMPLE)
    return "".join(_plain_character(mark) for mark in text)


def _plain_character(mark: str) -> str:
    if mark < "\x7f":
        return mark if mark >= " " else " "
    if mark.isdecimal():
        return str(unicodedata.decimal(mark))
    category = unicodedata.category(mark)
    if category[0] == "Z" or category in ("Cc", "Cf"):
        return "" if mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad" else " "
    # So: emoji and pictures; Cs, Co, Cn: nothing that can be said; No: circled and other digits; Mn: variation marks
    if (
        category in ("So", "Sk", "Cs", "Co", "Cn", "No", "Me") and mark != "°"
    ) or "\ufe00" <= mark <= "\ufe0f":
        return " "
    return mark


_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s\"[^\"]{0,100}\")?\)")
_URL = re.compile(r"<?\b(?:https?://|www\.)(?:www\.)?([^\s/<>()\"]{1,255})[^\s<>()\"]*>?", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"\b([a-z0-9-]{2,40}\.(?:com|org|net|co\.uk|io|tv|cooking))(?:/[^\s()]*)?(?=[\s).,!?;:]|$)", re.I
)
_MAIL = re.compile(r"\b[\w.+-]{1,64}@([\w-]{1,64}(?:\.[\w-]{1,64}){1,4})\b")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_HEADING = re.compile(r"^\s{0,12}(?:#{1,6}\s+|>+\s*)")
_BULLET = re.compile(r"^\s{0,40}(?:[*+–—-]+\s+|\*+(?=\S)|\[[ xX]?\]\s*)+")
_SMILEY = re.compile(r"(?:(?<=\s)|^)[:;]-?[)(DPp](?=\s|$)|(?<=\s)<3(?=\s|$)")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|~~+")


def _host(match: re.Match[str]) -> str:
    name = match[1].rstrip(".,;:!?").replace(".", " dot ")
    tail = match[0][-1] if match[0][-1] in ".,;:!?" else ""
    return f"a link to {name}{tail}"


def without_markup(line: str) -> str:
    """Markdown, HTML tags, bullets and smileys go; a link leaves its text, a bare one the site's name."""
    line = _LINK.sub(r"\1", line)
    line = _MAIL.sub(lambda m: f"an e-mail address at {m[1].replace('.', ' dot ')}", line)
    line = _BARE_HOST.sub(_host, _URL.sub(_host, line)) if "." in line else line
    line = _TAG.sub(" ", line) if "<" in line else line
    line = _BULLET.sub("", _HEADING.sub("", line))
    return _EMPHASIS.sub("", _SMILEY.sub("", line))


_ACRONYMS = frozenset(
    [
        "USDA",
        "FDA",
        "USA",
        "UK",
        "US",
        "TV",
        "DIY",
        "BLT",
        "PB",
        "MSG",
        "NYC",
        "LA",
        "DVD",
        "IPA",
        "EU",
        "BC",
        "AD",
        "AM",
        "PM",
        "OK",
        "ID",
        "CEO",
        "FBI",
        "NASA",
        "UHT",
        "ABC",
    ]
)
_SHORT_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "add",
        "all",
        "as",
        "at",
        "be",
        "beat",
        "big",
        "bit",
        "but",
        "by",
        "can",
        "cut",
        "do",
        "dry",
        "egg",
        "eggs",
        "fat",
        "few",
        "for",
        "fry",
        "get",
        "ham",
        "has",
        "hot",
        "if",
        "in",
        "is",
        "it",
        "its",
        "jam",
        "let",
        "lid",
        "low",
        "may",
        "mix",
        "no",
        "nor",
        "not",
        "now",
        "nut",
        "of",
        "off",
        "oil",
        "old",
        "on",
        "one",
        "or",
        "our",
        "out",
        "oven",
        "own",
        "pan",
        "per",
        "pie",
        "pot",
        "put",
        "raw",
        "rye",
        "salt",
        "set",
        "so",
        "soy",
        "tea",
        "the",
        "then",
        "tin",
        "tip",
        "to",
        "too",
        "top",
        "two",
        "up",
        "use",
        "very",
        "warm",
        "was",
        "we",
        "well",
        "wet",
        "who",
        "will",
        "with",
        "yes",
        "yet",
        "you",
        "your",
        "dip",
        "dough",
        "do",
        "don't",
        "food",
        "ice",
        "fig",
        "hen",
        "rub",
        "sit",
        "sip",
        "stir",
        "rest",
        "rice",
    ]
)
_CAPITALS = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ']+\b")
_ANY_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ']*\b")


def is_shouted(line: str) -> bool:
    """True for a line in capitals throughout, with at least one word of three letters."""
    return line.isupper() and any(len(word) > 2 for word in _CAPITALS.findall(line))


def without_capitals(line: str) -> str:
    """A shouted line as plain words; acronyms that are no kitchen words stay."""
    return _ANY_CAPITAL.sub(
        lambda m: m[0] if m[0] in _ACRONYMS and m[0].lower() not in _SHORT_WORDS else m[0].lower(), line
    )


def lower_capitals(line: str) -> str:
    """Shouted words become words: the synthesiser spells short runs of capitals letter by letter."""
    return _CAPITALS.sub(_lower, line)


def _lower(match: re.Match[str]) -> str:
    word = match[0]
    if word in _ACRONYMS:
        return word
    pronounceable = len(word) == 4 and set(word) & set("AEIOUY")
    return word.lower() if len(word) >= 5 or pronounceable or word.lower() in _SHORT_WORDS else word


def first_capital(line: str) -> str:
    """The first letter as a capital, as a sentence begins."""
    return line[:1].upper() + line[1:]


_SAID_MARKS = {
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "@": " at ",
    "~": " about ",
    "±": " plus or minus ",
    "≤": " at most ",
    "≥": " at least ",
    "÷": " divided by ",
    "→": ", then ",
    "|": ", ",
    "€": " euros ",
    "£": " pounds ",
    "$": " dollars ",
    "¢": " cents ",
    "%": " percent ",
    "°": " degrees ",
}
_SAID = re.compile("[" + re.escape("".join(_SAID_MARKS)) + "]")
_PARENTHESIS_PLURAL = re.compile(r"(?<=[a-z])\((e?s)\)")
_OPENED = re.compile(r"\s*[(\[{]+\s*")
_CLOSED = re.compile(r"\s*[)\]}]+")
_SLASH_WORDS = re.compile(r"(?<=[a-zé])\s?/\s?(?=[a-zé])", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:—|–)\s*|\s+-+\s+|--+")
_SEMICOLON = re.compile(r"\s*;\s*(\S)")
_DROPPED = re.compile(r"[^\w\s.,:!?'-]|_")
_CLEAN = (
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"\s(?=[,.:!?])"), ""),
    (re.compile(r",{2,}"), ","),
    (re.compile(r",(?=[.:!?])"), ""),
    (re.compile(r"(?<=[.:!?]),"), ""),
    (re.compile(r":(?:\s*[:.])+"), ":"),
    (re.compile(r"\.{2,}"), "."),
    # a sentence that ends without a space
    (re.compile(r"(?<=[a-z]{3})\.(?=[a-z]{4,}\s)"), ". "),
    (re.compile(r",(?=\w)"), ", "),
    (re.compile(r"(?<=[a-z])([.:!?])(?=[A-Z][a-z])"), r"\1 "),
    (re.compile(r"(?:^|(?<=\s))[-']+(?=\s|$)"), ""),
    (re.compile(r"\s{2,}"), " "),
)


def punctuation_for_the_ear(line: str) -> str:
    """Brackets become pauses, semicolons sentence ends, dashes commas, signs words; the rest goes."""
    line = _PARENTHESIS_PLURAL.sub(r"\1", re.sub(r"\s+", " ", line))
    line = _OPENED.sub(", ", line)
    line = _CLOSED.sub(",", line)
    line = _SLASH_WORDS.sub(" or ", line)
    line = _DASH.sub(", ", line)
    line = _SEMICOLON.sub(lambda m: ". " + m[1].upper(), line)
    line = _SAID.sub(lambda m: _SAID_MARKS[m[0]], line)
    line = _DROPPED.sub(" ", line)
    for pattern, new in _CLEAN:
        line = pattern.sub(new, line)
    return re.sub(r"(?:\s-|[ ,])+$", "", line).lstrip(".:!?, ")
