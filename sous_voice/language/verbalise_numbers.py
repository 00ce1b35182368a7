"""Numbers → the words an American cook would say.

No library says them so: num2words, inflect and ovos-number-parser all give "one point five" and the
British "one hundred and eighty". Pure functions, linear in the length of their input.
"""

from fractions import Fraction

from sous_voice.core.number_words import BELOW_TWENTY, TENS

_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_LONGEST_NUMBER = 12
"""Digits; a longer run is a code and is read digit by digit."""

# What a cook means by a decimal: 0.33 is a third, 0.67 two thirds. Others are said as they are.
_EAR_FRACTIONS = {
    "5": Fraction(1, 2),
    "25": Fraction(1, 4),
    "75": Fraction(3, 4),
    "33": Fraction(1, 3),
    "333": Fraction(1, 3),
    "66": Fraction(2, 3),
    "67": Fraction(2, 3),
    "666": Fraction(2, 3),
    "667": Fraction(2, 3),
    "125": Fraction(1, 8),
    "375": Fraction(3, 8),
    "625": Fraction(5, 8),
    "875": Fraction(7, 8),
}


def cardinal(number: int) -> str:
    """``180`` → "one hundred eighty". Any integer up to twelve digits; longer ones digit by digit."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number < 20:
        return BELOW_TWENTY[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + (f"-{BELOW_TWENTY[ones]}" if ones else "")
    if number >= 10**_LONGEST_NUMBER:
        return digits(str(number))
    for size, name in _SCALES:
        if number >= size:
            many, rest = divmod(number, size)
            return f"{cardinal(many)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError(number)


def digits(text: str) -> str:
    """``"007"`` → "zero zero seven"."""
    return " ".join(BELOW_TWENTY[int(mark)] for mark in text)


def whole(text: str) -> str:
    """Words of a run of ASCII digits as written: codes ("007") and very long runs digit by digit."""
    if text == "00":
        return "double zero"
    if len(text) > _LONGEST_NUMBER or (len(text) > 1 and text[0] == "0"):
        return digits(text)
    return cardinal(int(text))


def ordinal(number: int) -> str:
    """``12`` → "twelfth", ``21`` → "twenty-first"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _IRREGULAR_ORDINALS:
        return head + _IRREGULAR_ORDINALS[last]
    if last.endswith("y"):
        return f"{head}{last[:-1]}ieth"
    return f"{head}{last}th"


def year(number: int) -> str:
    """``1938`` → "nineteen thirty-eight", ``1905`` → "nineteen oh five", ``2004`` → "two thousand four"."""
    century, rest = divmod(number, 100)
    if number < 1000 or number >= 10000 or (century % 10 == 0 and rest < 10):
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' + BELOW_TWENTY[rest] if rest < 10 else cardinal(rest)}"


def plural(word: str) -> str:
    """Plural of a number word: "thirty" → "thirties", "half" → "halves"."""
    if word.endswith("half"):
        return word[:-1] + "ves"
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("x") else "s")


def part_name(denominator: int) -> str:
    """``2`` → "half", ``4`` → "quarter", ``8`` → "eighth"."""
    return {2: "half", 4: "quarter"}.get(denominator) or ordinal(denominator)


def article(word: str) -> str:
    """ "a" or "an" by the sound of the word that follows."""
    lower = word.lower()
    if lower.startswith(("hour", "honey-", "heir", "herb")) and not lower.startswith("honey"):
        return "an"
    if lower.startswith(("one", "uni", "use", "eu", "ut")):
        return "a"
    return "an" if lower[:1] in "aeiou" and lower else "a"


def parts(value: Fraction, half: str = "half") -> str:
    """A value between 0 and 1: "half", "a quarter", "three quarters", "an eighth"."""
    if value == Fraction(1, 2):
        return half
    name = part_name(value.denominator)
    if value.numerator == 1:
        return f"{article(name)} {name}"
    return f"{cardinal(value.numerator)} {plural(name)}"


def number_words(value: Fraction, half: str = "one half") -> str:
    """A number with nothing after it: "three", "one half", "a quarter", "one and a half"."""
    count, rest = divmod(value, 1)
    if not rest:
        return cardinal(int(count))
    if not count:
        return parts(rest, half)
    return f"{cardinal(int(count))} and {parts(rest, 'a half')}"


def ear_fraction(decimals: str) -> Fraction | None:
    """The kitchen fraction that the digits after a decimal point stand for; None where there is none."""
    return _EAR_FRACTIONS.get(decimals.rstrip("0") or "0")
