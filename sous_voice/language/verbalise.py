"""Recipe text → the words to be spoken. Pure.

    verbalise("Bake 2-3 min. at 350°F (175°C)")  →  "Bake two to three minutes at three hundred fifty degrees Fahrenheit"

Runs before sentences are split: a full stop after "tsp" or "No" is none. Each pass turns one kind of
writing into words and leaves the rest alone; the order matters, since what an earlier pass has said no
later one sees as a sign. Every regular expression is bounded, so that a long line costs linear time.
"""

import re
from dataclasses import dataclass

from sous_voice.language.verbalise_dates import clock_money_and_codes, dates
from sous_voice.language.verbalise_habits import habits, numerals
from sous_voice.language.verbalise_marks import (
    first_capital,
    is_shouted,
    lower_capitals,
    plain_characters,
    punctuation_for_the_ear,
    without_capitals,
    without_markup,
)
from sous_voice.language.verbalise_numbers import cardinal, digits, whole
from sous_voice.language.verbalise_quantities import plural_parts, quantities
from sous_voice.language.verbalise_temperatures import Scale, bare_scales, temperatures
from sous_voice.language.verbalise_units import ABBREVIATIONS


@dataclass(frozen=True, slots=True)
class SpokenStyle:
    """How the cook wants recipes read."""

    scale: Scale = Scale.AS_WRITTEN
    """Spoken where a recipe gives one heat on several scales; a recipe with another one only keeps it."""


AMERICAN = SpokenStyle()
"""American words and numbers, heat as written."""


def verbalise(text: str, style: SpokenStyle = AMERICAN) -> str:
    """The words of ``text``, line by line: no digits, unit signs or markup left; never raises."""
    return "\n".join(_line(line, style) for line in text.splitlines())


def _line(line: str, style: SpokenStyle) -> str:
    line = _ENDLESS.sub(_endless, line) if len(line) > 40 else line
    if line.isascii() and _PLAIN.fullmatch(line):
        return line.strip()
    line = without_markup(plain_characters(numerals(habits(line)))).strip()
    shouted, capital = is_shouted(line), line[:1].isupper()
    line = _numbered_steps(line)
    line = _around_numbers(line)
    line = dates(line)
    line = bare_scales(temperatures(line, style.scale))
    line = clock_money_and_codes(_OR_NUMBER.sub(" or ", line))
    line = quantities(plural_parts(line))
    line = _leftover_numbers(_abbreviations(line))
    line = _DETERMINED.sub(lambda m: f"{m[1]} {m[2] or 'half'} ", line)
    line = without_capitals(line) if shouted else lower_capitals(line)
    return punctuation_for_the_ear(first_capital(line) if shouted and capital else line)


_DETERMINED = re.compile(
    r"\b(the|remaining|reserved|other|last)\s(?:an?\s(quarter|third|fifth|sixth|eighth)\sof\san?|half\san?)\s"
)
"""Before an amount that "the" or "remaining" stands before, no other article: "the remaining quarter teaspoon"."""
# Lower-case words with plain punctuation, none of which is an abbreviation, need no work.
_PLAIN = re.compile(
    r"(?!.*\b(?:"
    + "|".join(sorted({re.escape(key.rstrip(".")) for key in ABBREVIATIONS if key.rstrip("./").isalpha()}))
    + r")\b)"
    r"[A-Z]?[a-z]+(?:(?:[,:]? |-|')[a-z]+)*[.!?]?",
)

_STEP_NUMBER = re.compile(r"^(?:[Ss]tep\s|STEP\s)?\(?(\d{1,2})(?:[.)]|:(?!\d))(?:\s+|(?=[A-Za-z]))(?=\S)")
_LATER_STEP = re.compile(
    r"(?:(?<=[.!?;]\s)\(?(?=\d{1,2}[.)])|(?<=[a-z]\s)(?=\d{1,2}\)))(\d{1,2})[.)]\s+(?=[A-Z])"
)


def _numbered_steps(line: str) -> str:
    numbered = _STEP_NUMBER.match(line)
    if not numbered:
        return line
    rest = _LATER_STEP.sub(lambda m: f"Step {cardinal(int(m[1]))}: ", line[numbered.end() :])
    return f"Step {cardinal(int(numbered[1]))}: {rest}"


_SEVERAL_X = re.compile(r"(?<![\w/.])(\d{1,3}(?:\.5)?)x(?!\w)", re.IGNORECASE)
_X_SEVERAL = re.compile(r"(?:^|(?<=[a-z)]\s)|(?<=[)(]))x\s?(\d{1,3})(?!\w)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:\b(?:approx(?:imately)?|appx|abt|ca)\b\.?|~)\s?(?=\d)", re.IGNORECASE)
_ABOUT_ABOUT = re.compile(r"\babout (?:about )+")
_OR_NUMBER = re.compile(r"(?<=[a-zA-Z.%])\s?/\s?(?=\d)")
_WITH = re.compile(r"(?<!\w)w/\s?(?=\w)", re.IGNORECASE)
_WITHOUT = re.compile(r"(?<!\w)w/o(?:ut)?\b", re.IGNORECASE)
_UNIT_SIGN = re.compile(r"(?<=[a-z])\s\((?:g|ml|oz|kg|lbs?|cm|tsp|tbsp)\)")
_LESS_MORE = re.compile(r"([<>])(=?)\s?(?=\d)")
_GLUED_PLUS = re.compile(r"(?<=\d)\+(?=[\s,.)]|$)")
_NUMBER_DASHES = re.compile(r"(?<=[\d/])(\s?)[–—](\s?)(?=[\d.])")
_BETWEEN_AND = re.compile(
    r"\b(a|an|the|about|per|another|few|several|each|more|half|extra|of)\s(min|sec|hr|c|T|t|g|pt)\b\.?"
)
_LONE_UNITS = {
    "min": "minutes", "sec": "seconds", "hr": "hour", "c": "cup", "T": "tablespoon", "t": "teaspoon", "g": "grams", "pt": "pint",
}  # fmt: skip


def _around_numbers(line: str) -> str:
    line = _UNIT_SIGN.sub("", _WITH.sub("with ", _WITHOUT.sub("without", line)))
    line = _ABOUT_ABOUT.sub("about ", _ABOUT.sub("about ", line))
    line = _LESS_MORE.sub(
        lambda m: ("less than " if m[1] == "<" else "more than ") if not m[2] else m[0], line
    )
    line = _GLUED_PLUS.sub(" or more", line)
    line = _NUMBER_DASHES.sub(r"\1-\2", line)
    line = _X_SEVERAL.sub(r"times \1", line)
    return _SEVERAL_X.sub(r"\1 times", line)


_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:"
    + "|".join(re.escape(key) for key in sorted(ABBREVIATIONS, key=len, reverse=True))
    + r")(?![\w])",
    re.IGNORECASE,
)
_SAINT = re.compile(r"\bSt\.\s(?=[A-Z])")
_NEVER_LAST = frozenset(
    ("e.g.", "i.e.", "eg.", "ie.", "approx.", "appx.", "vs.", "incl.", "excl.", "a.k.a.", "pp.")
)
_ENDS_SENTENCE = re.compile(r"\s*$|\s+[A-Z]")


def _abbreviations(line: str) -> str:
    line = _SAINT.sub("Saint ", line)
    line = _BETWEEN_AND.sub(lambda m: f"{m[1]} {_LONE_UNITS[m[2]]}", line)
    return _ABBREVIATION.sub(_abbreviation, line)


def _abbreviation(match: re.Match[str]) -> str:
    written = match[0]
    words = ABBREVIATIONS[written.lower()]
    if written[0].isupper() and not written.isupper() and written[0] not in "T":
        words = first_capital(words)
    title = written[0].isupper() and written.lower() in ("mr.", "mrs.", "ms.", "dr.")
    inner = title or written.lower() in _NEVER_LAST
    if written.endswith(".") and not inner and _ENDS_SENTENCE.match(match.string, match.end()):
        return words + "."
    return words


_ENDLESS = re.compile(r"\d{41,}|[^\W\d_]{61,}")


def _endless(match: re.Match[str]) -> str:
    """What nobody would read out: told by its length."""
    kind = "number" if match[0][0].isdigit() else "word"
    return f" a {kind} of {cardinal(len(match[0]))} {'digits' if kind == 'number' else 'letters'} "


_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])-?(?=\d)|(?<=\d)(?=[^\W\d_])")
_MINUS = re.compile(r"(?:(?<=\s)|^)-(?=\d)")
_OVER = re.compile(r"(?<=\d)\s?/\s?(?=\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?!\d)")


def _leftover_numbers(line: str) -> str:
    """Codes and whatever no pass knew: "V8" → "V eight", "00" → "double zero"."""
    if not any(mark.isdigit() for mark in line):
        return line
    line = _MINUS.sub("minus ", line)
    line = _OVER.sub(" over ", line)
    line = _POINT.sub(" point ", line)
    line = _LETTER_DIGIT.sub(" ", line)
    line = _DIGITS.sub(lambda m: " " + _run(m[0]) + " ", line)
    return re.sub(r"(?<=\w) -(?=\w)|(?<=\w)- (?=\w)", " ", line)


def _run(text: str) -> str:
    plain = text.replace(",", "")
    return digits(plain) if len(plain) > 12 else whole(plain)
