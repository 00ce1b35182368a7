"""Number words → digits, since Whisper writes "12-ounce" where the cook says "twelve ounce"."""

from collections.abc import Sequence

from sous_voice.core.number_words import BELOW_TWENTY_VALUES, TENS_VALUES

_SCALES = {"hundred": 100, "thousand": 1000}


def in_digits(words: Sequence[str]) -> list[str]:
    """Words with every number of two or more, and every one before a measure, as digits.

    "one hundred twenty five grams" → 125 grams; "three fifty" → 350; words that are no numbers stay.
    """
    found: list[str] = []
    at = 0
    while at < len(words):
        value, size = _number(words[at:])
        found.append(str(value) if size else words[at])
        at += size or 1
    return found


def _number(words: Sequence[str]) -> tuple[int, int]:
    """The number that stands first, and how many words it takes; (0, 0) where there is none."""
    total = part = 0
    size = 0
    last = ""
    for word in words:
        if word in BELOW_TWENTY_VALUES and last not in ("ones", "teen"):
            small = BELOW_TWENTY_VALUES[word]
            if last == "tens" and not 0 < small < 10:
                break
            part, last = part + small, "ones" if small < 10 else "teen"
        elif word in TENS_VALUES and last in ("", "scale"):
            part, last = part + TENS_VALUES[word], "tens"
        elif word in TENS_VALUES and last == "ones" and part < 10 and not total:
            part, last = 100 * part + TENS_VALUES[word], "tens"
        elif word in _SCALES and last in ("ones", "teen", "tens"):
            part *= _SCALES[word]
            if word == "thousand":
                total, part = total + part, 0
            last = "scale"
        else:
            break
        size += 1
    return total + part, size
