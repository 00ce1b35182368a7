"""Numbers as people write them in recipes: ``1 1/2``, ``1½``, ``2.5``, ``2,5``, ``one``, ``half a``.

A regular expression to find one (``NUMBER``) and a function to read it (``read_number``). Spoken
numbers of any length are the business of ``sous_voice.language.numbers``; this is for print.
"""

import re
from fractions import Fraction

from sous_voice.core.number_words import BELOW_TWENTY, BELOW_TWENTY_VALUES, ONES, TENS, TENS_VALUES

VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}

WORDS = {word: Fraction(value) for word, value in (BELOW_TWENTY_VALUES | TENS_VALUES).items()} | {
    "a": Fraction(1),
    "an": Fraction(1),
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "dozen": Fraction(12),
    "couple": Fraction(2),
}

_VULGAR_CLASS = "".join(VULGAR)
_SLASH = "[/⁄∕]"
_DIGITS = (
    rf"\d+\s*-?\s*[{_VULGAR_CLASS}]"  # 1½, 1 ½
    rf"|\d+(?:\s+|-|\s+and\s+)\d+\s*{_SLASH}\s*\d+"  # 1 1/2, 1-1/2, 1 and 1/2
    rf"|\d+\s*{_SLASH}\s*\d+"  # 1/2
    rf"|[{_VULGAR_CLASS}]"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 1,000
    r"|\d+[.,]\d+|\.\d+|\d+"
)
_SPELT = (
    rf"(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:])}))?|(?:{'|'.join(BELOW_TWENTY[1:])})"
    r"(?:\s+and\s+a\s+(?:half|quarter))?"
    r"|half\s+an?|an?\s+half|(?:a\s+|one\s+|half\s+a\s+)?dozen|three\s+quarters?(?:\s+of)?(?:\s+an?)?"
    r"|two\s+thirds?(?:\s+of)?(?:\s+an?)?"
    r"|(?:a|one)\s+(?:quarter|third)(?:\s+of)?(?:\s+an?)?|a\s+couple(?:\s+of)?|an?|half"
)
NUMBER = rf"(?:{_DIGITS}|\b(?:{_SPELT})\b)"
"""A number in digits or in words; compile with ``re.IGNORECASE``."""


def read_number(text: str) -> Fraction:
    """Value of one match of ``NUMBER``.

    Raises ValueError where the text is none.
    """
    text = text.strip().lower()
    return _read_digits(text) if re.match(rf"[\d.{_VULGAR_CLASS}]", text) else _read_words(text)


def _read_digits(text: str) -> Fraction:
    if text[-1] in VULGAR:
        whole = text[:-1].strip(" -")
        return VULGAR[text[-1]] + (int(whole) if whole else 0)
    text = re.sub(_SLASH, "/", text)
    if "/" in text:
        numbers = [int(part) for part in re.findall(r"\d+", text)]
        if not numbers[-1]:
            raise ValueError(f"{text}: nothing can be divided by zero")
        return Fraction(sum(numbers[:-2])) + Fraction(numbers[-2], numbers[-1])
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return Fraction(text.replace(",", ""))
    return Fraction(text.replace(",", "."))


def _read_words(text: str) -> Fraction:
    words = [word for word in re.split(r"[\s-]+", text) if word not in ("of", "and")]
    if words == ["half", "a", "dozen"]:
        return Fraction(6)
    fractions = {"half", "quarter", "third", "quarters", "thirds"}
    if words and words[0] in ("two", "three") and len(words) > 1 and words[1] in fractions:
        return WORDS[words[0]] * WORDS[words[1].rstrip("s")]
    values = [WORDS[word] for word in words if word not in ("a", "an")]
    if not values:
        return Fraction(1)
    if words[0] == "one" and len(values) == 2 and words[1] in fractions | {"dozen"}:
        return values[1]
    return sum(values, Fraction(0))
