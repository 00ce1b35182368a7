"""Spoken and written numbers → values: "an hour and a half" is in ``durations``, "three fifty" here.

Every reader takes a list of lower-case words (see ``words_of``) and a place, and gives the value and
the place behind it, or None. Nothing is guessed: a word that is no number ends the number.
Linear in the length of the input.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sous_voice.core.number_words import ONES, TEENS, TENS_VALUES
from sous_voice.core.twins import digit_words, twin

__all__ = [
    "Token",
    "digit_words",
    "plain",
    "read_number",
    "read_ordinal",
    "read_range",
    "tokens_of",
    "twin",
    "words_of",
]

Words = Sequence[str]
Read = tuple[Fraction, int] | None

_ONES = {word: value for value, word in enumerate(ONES)}
_TEENS = {word: value for value, word in enumerate(TEENS, 10)}
_TENS = TENS_VALUES | {"fourty": 40, "fourtey": 40}
_NAUGHT = {"oh", "o", "zero", "nought", "naught"}

_FRACTIONS = {"half": 2, "halves": 2, "quarter": 4, "fourth": 4}
_FRACTIONS |= {
    word: value
    for value, word in {
        3: "third",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
        12: "twelfth",
        16: "sixteenth",
    }.items()
}
_FRACTIONS |= {word + "s": value for word, value in _FRACTIONS.items() if word not in ("half", "halves")}
_FRACTIONS |= {"eightths": 8, "fiveths": 5, "twelveths": 12, "nineths": 9}  # as some normalisers spell 1/8

_ORDINAL_ONES = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}
_ORDINAL_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 2
    )
}

_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
_SYMBOLS = {"%": "percent", "°": "degrees", "º": "degrees", "℃": "celsius", "℉": "fahrenheit", "&": "and"}

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,12}\.\d{1,12}|\d{1,12}\s?[/⁄]\s?\d{1,12}(?!\d)|\d{1,12}"
    r"|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞%°º℃℉&]"
    r"|(?<=\d)(?:st|nd|rd|th)\b|(?<=[\d½¼¾⅓⅔⅛])\s?[-–—]\s?(?=[\d½¼¾⅓⅔⅛])"
    r"|(?<![\w.])\.\d{1,12}|(?<![\w])[-−](?=\d)|[^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]+(?:['’][^\W\d_]+)*"
)
_RANGE_SIGN = re.compile(r"\s?[-–—]\s?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word as the number readers want it, and where it stood."""

    word: str
    start: int
    """Character offset."""
    end: int
    """Character offset, exclusive."""


def tokens_of(text: str) -> list[Token]:
    """Lower-case words without punctuation: "2½ cups, 350°F" → 2, ½, cups, 350, degrees, f."""
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match.group().lower().replace("’", "'").replace("⁄", "/").strip()
        before = text[match.start() - 1 : match.start()]
        if _RANGE_SIGN.fullmatch(match.group()) or word in ("-", "−"):
            word = "to" if before.isdecimal() or match.group() != match.group().strip() else "minus"
            word = "to" if before in _VULGAR else word
        tokens.append(Token(_SYMBOLS.get(word, word), match.start(), match.end()))
    return tokens


def words_of(text: str) -> list[str]:
    """The words alone."""
    return [token.word for token in tokens_of(text)]


def plain(value: Fraction) -> int | float:
    """As an intent's slot carries it: an int where it is whole."""
    return value.numerator if value.denominator == 1 else float(value)


def _at(words: Words, i: int) -> str:
    return words[i] if 0 <= i < len(words) else ""


def _digits(word: str) -> Fraction | None:
    if not word or not (word[0].isdecimal() or word[0] == ".") or len(word) > 25:
        return None
    if "/" in word:
        top, _, bottom = word.partition("/")
        top, bottom = top.strip(), bottom.strip()
        if not (top.isdecimal() and bottom.isdecimal()) or int(bottom) == 0:
            return None
        return Fraction(int(top), int(bottom))
    cleaned = word.replace(",", "")
    return Fraction(cleaned) if re.fullmatch(r"\d*\.?\d+", cleaned) else None


def _written(words: Words, i: int) -> Read:
    """Digits: 2 · 2.5 · 1/2 · 2 1/2 · 2½ · ½."""
    word = _at(words, i)
    if word in _VULGAR:
        return Fraction(*_VULGAR[word]), i + 1
    value = _digits(word)
    if value is None:
        return None
    if value.denominator == 1 and "/" not in word:
        after = _at(words, i + 1)
        part = Fraction(*_VULGAR[after]) if after in _VULGAR else _digits(after) if "/" in after else None
        if part is not None and 0 < part < 1:
            return value + part, i + 2
    return value, i + 1


def _below_hundred(words: Words, i: int) -> tuple[int, int] | None:
    word = _at(words, i)
    if word in _TENS:
        ones = _ONES.get(_at(words, i + 1), 0)
        return (_TENS[word] + ones, i + 2) if ones else (_TENS[word], i + 1)
    if word in _TEENS:
        return _TEENS[word], i + 1
    if word in _ONES:
        return _ONES[word], i + 1
    return None


def _two_digits_after(words: Words, i: int) -> tuple[int, int] | None:
    """What may follow in shorthand: "fifty", "twenty five", "fifteen", "oh five"."""
    if _at(words, i) in ("oh", "o") and _ONES.get(_at(words, i + 1), 0):
        return _ONES[words[i + 1]], i + 2
    tail = _below_hundred(words, i)
    return tail if tail is not None and tail[0] >= 10 else None


def _below_thousand(words: Words, i: int) -> tuple[int, int] | None:
    """0 to 999, and the shorthand of oven talk: "three fifty" is 350, "nineteen thirty eight" 1938."""
    if _at(words, i) == "a" and _at(words, i + 1) == "hundred":
        head, j = 1, i + 1
    else:
        first = _below_hundred(words, i)
        if first is None:
            return None
        head, j = first
    if _at(words, j) == "hundred":
        value, j = head * 100, j + 1
        k = j + 1 if _at(words, j) == "and" else j
        tail = _below_hundred(words, k)
        if tail is not None and tail[0] and not _is_fraction(words, k):
            return value + tail[0], tail[1]
        return value, j
    tail = _two_digits_after(words, j)
    shorthand = 1 <= head <= 9 or 17 <= head <= 20
    if tail is not None and shorthand and _at(words, tail[1]) not in ("hundred", "thousand"):
        return head * 100 + tail[0], tail[1]
    return head, j


def _spelled(words: Words, i: int) -> Read:
    """Whole numbers in words up to 999,999."""
    if _at(words, i) == "a" and _at(words, i + 1) == "thousand":
        head: tuple[int, int] | None = (1, i + 1)
    else:
        head = _below_thousand(words, i)
    if head is None:
        return None
    value, j = head
    if _at(words, j) == "thousand":
        value, j = value * 1000, j + 1
        tail = _below_thousand(words, j + 1 if _at(words, j) == "and" else j)
        if tail is not None and tail[0]:
            value, j = value + tail[0], tail[1]
    return Fraction(value), j


def _after_point(words: Words, i: int) -> Read:
    """The words behind "point": "five", "two five", "twenty five"."""
    digits, j = "", i
    while j < len(words) and len(digits) < 9:
        word = words[j]
        if word in _ONES or word in ("oh", "o"):
            digits, j = digits + str(_ONES.get(word, 0)), j + 1
        elif not digits and (two := _below_hundred(words, j)) is not None:
            return Fraction(two[0], 100), two[1]
        elif not digits and word.isdecimal():
            return Fraction(int(word), 10 ** len(word)), j + 1
        else:
            break
    return (Fraction(int(digits), 10 ** len(digits)), j) if digits else None


def _is_fraction(words: Words, i: int) -> bool:
    """True at "a half", "three quarters", "half"."""
    return _fraction(words, i) is not None


def _fraction(words: Words, i: int) -> Read:
    """Parts of one: "a half", "half", "three quarters", "one and a half" is not one of them."""
    word, after = _at(words, i), _at(words, i + 1)
    if word == "half":
        return Fraction(1, 2), i + 1
    if word in ("quarter", "third", "eighth") and after in ("of", "cup", "teaspoon", "tablespoon", "pound"):
        return (Fraction(1, _FRACTIONS[word]), i + 1) if word == "quarter" or after == "of" else None
    if word in ("a", "an", "one") and after in _FRACTIONS and not after.endswith(("s", "halves")):
        return Fraction(1, _FRACTIONS[after]), i + 2
    top = _ONES.get(word) or _TEENS.get(word) or (int(word) if word.isdecimal() and len(word) < 3 else 0)
    if top and after in _FRACTIONS and after.endswith("s") and (top > 1 or after.endswith("ths")):
        return Fraction(top, _FRACTIONS[after]), i + 2
    return None


def _dozens(words: Words, i: int, value: Fraction, j: int) -> Read:
    if _at(words, j) in ("dozen", "dozens"):
        return value * 12, j + 1
    return value, j


def _part_after_and(words: Words, i: int) -> Read:
    """ "and a half", "and three quarters", "and 1/2"."""
    if _at(words, i) != "and":
        return None
    written = _written(words, i + 1)
    if written is not None:
        return written if 0 < written[0] < 1 else None
    return _fraction(words, i + 1)


def _collective(words: Words, i: int) -> Read:
    """ "a dozen", "half a dozen", "a couple of", "a pair of"."""
    word, after = _at(words, i), _at(words, i + 1)
    if word == "half":
        j = i + 2 if after in ("a", "of") else i + 1
        return (Fraction(6), j + 1) if _at(words, j) == "dozen" else None
    j = i + 1 if word in ("a", "an", "the", "another") else i
    if _at(words, j) == "half" and _at(words, j + 1) == "dozen":
        return Fraction(6), j + 2
    if _at(words, j) == "dozen" and word != "the":
        part = _part_after_and(words, j + 1)
        return (12 + 12 * part[0], part[1]) if part else (Fraction(12), j + 1)
    if _at(words, j) in ("couple", "pair") and word in ("a", "another", "couple"):
        return Fraction(2), j + 2 if _at(words, j + 1) == "of" else j + 1
    return None


_BEGIN = frozenset("minus negative half quarter third eighth a an the another dozen couple point".split()) | {
    *_ONES,
    *_TEENS,
    *_TENS,
    *_NAUGHT,
    *_VULGAR,
}
"""Words that a number may begin with; figures are the others."""


def read_number(words: Words, i: int) -> Read:
    """The number that begins at ``i``: whole, decimal, fraction, mixed, dozens, negative."""
    word = _at(words, i)
    if word not in _BEGIN and not (word[:1].isdecimal() or word[:1] == "."):
        return None  # asked at every place of a turn, many times
    if word in ("minus", "negative"):
        inner = read_number(words, i + 1)
        return (-inner[0], inner[1]) if inner and inner[0] >= 0 else None
    start = _collective(words, i)
    if start is not None:
        return start
    part = _fraction(words, i)
    if part is not None:
        return part
    if _at(words, i) == "point" or (_at(words, i) in _NAUGHT and _at(words, i + 1) == "point"):
        return _after_point(words, i + 1 if _at(words, i) == "point" else i + 2)
    whole = _written(words, i) or _spelled(words, i)
    return _finish(words, i, whole) if whole is not None else None


def _finish(words: Words, i: int, whole: tuple[Fraction, int]) -> Read:
    """What may stand behind a whole number: "hundred", "point five", "and a half", "dozen"."""
    value, j = whole
    if words[i][0].isdecimal() and _at(words, j) in ("hundred", "thousand"):
        value, j = value * (100 if words[j] == "hundred" else 1000), j + 1
    if _at(words, j) == "point" and value.denominator == 1:
        decimals = _after_point(words, j + 1)
        if decimals is not None:
            return value + decimals[0], decimals[1]
    if value.denominator == 1:
        part = _part_after_and(words, j)
        if part is not None:
            value, j = value + part[0], part[1]
    return _dozens(words, i, value, j)


def read_ordinal(words: Words, i: int) -> tuple[int, int] | None:
    """ "first" → 1, "twenty first" → 21, "3rd" → 3."""
    word, after = _at(words, i), _at(words, i + 1)
    if word.isdecimal() and len(word) < 6 and after in ("st", "nd", "rd", "th"):
        return int(word), i + 2
    if word in _TENS and _ORDINAL_ONES.get(after, 99) < 10:
        return _TENS[word] + _ORDINAL_ONES[after], i + 2
    if word in _ORDINAL_ONES:
        return _ORDINAL_ONES[word], i + 1
    return (_ORDINAL_TENS[word], i + 1) if word in _ORDINAL_TENS else None


def read_range(words: Words, i: int) -> tuple[Fraction, Fraction, int] | None:
    """ "one to two", "8-10", "eight or ten", "between five and ten", "two to three hundred"."""
    between = _at(words, i) in ("between", "from")
    low = read_number(words, i + between)
    if low is None:
        return None
    joins = ("and", "to") if between else ("to", "or", "through")
    if _at(words, low[1]) not in joins:
        return None
    high = read_number(words, low[1] + 1)
    if high is None:
        return None
    bottom = low[0]
    if high[0] >= 100 and high[0] % 100 == 0 and bottom < 10:
        bottom *= 100
    return (bottom, high[0], high[1]) if bottom < high[0] else None
