"""How words sound: the CMU dictionary of the pocketsphinx package, and letter rules for other words."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sous_voice.core.number_words import BELOW_TWENTY, TENS
from sous_voice.errors import ModelError
from sous_voice.hearing.phonetic.phones import NUMBER

Phones = tuple[int, ...]

_NAMES = {number: phone for phone, number in NUMBER.items()}
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORT_FORMS = {
    "oz": "ounce",
    "tbsp": "tablespoon",
    "tsp": "teaspoon",
    "lb": "pound",
    "ok": "okay",
    "mr": "mister",
}

# Letter rules, the longest that fits first: letters → phones.
_LETTERS = {
    "tion": "SH AH N", "sion": "ZH AH N", "ture": "CH ER", "ough": "AO", "augh": "AO", "eigh": "EY",
    "igh": "AY", "tch": "CH", "dge": "JH", "sch": "SH", "que": "K", "ssi": "SH", "cci": "CH IY",
    "ch": "CH", "sh": "SH", "th": "TH", "ph": "F", "wh": "W", "ck": "K", "ng": "NG", "qu": "K W", "gh": "G",
    "kn": "N", "wr": "R", "ps": "P S", "rh": "R", "ll": "L", "ss": "S", "tt": "T", "ff": "F", "pp": "P",
    "bb": "B", "dd": "D", "gg": "G", "mm": "M", "nn": "N", "rr": "R", "zz": "T S", "cc": "K", "ce": "S EH",
    "ci": "S IH", "cy": "S IY", "ge": "JH EH", "gi": "JH IH", "ee": "IY", "ea": "IY", "ie": "IY", "ei": "EY",
    "ai": "EY", "ay": "EY", "oa": "OW", "oo": "UW", "ou": "AW", "ow": "OW", "oi": "OY", "oy": "OY",
    "au": "AO", "aw": "AO", "ew": "UW", "ue": "UW", "ui": "UW", "ey": "IY", "ar": "AA R", "er": "ER",
    "ir": "ER", "ur": "ER", "or": "AO R",
    "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH", "i": "IH", "j": "JH",
    "k": "K", "l": "L", "m": "M", "n": "N", "o": "AA", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T",
    "u": "AH", "v": "V", "w": "W", "x": "K S", "y": "IH", "z": "Z",
}  # fmt: skip
_AT_END = {"e": "", "o": "OW", "a": "AH", "i": "IY", "y": "IY", "es": "Z", "ed": "D", "le": "AH L", "ce": "S",
           "ge": "JH", "se": "S", "re": "R", "u": "UW", "ie": "IY"}  # fmt: skip
_LONG = {"a": "EY", "i": "AY", "o": "OW", "u": "UW", "e": "IY"}
_MAGIC_E = re.compile(r"[aiou][bcdfgklmnprstvz]e\Z")
_PLAIN = str.maketrans("àáâãäåèéêëìíîïòóôõöøùúûüçñ", "aaaaaaeeeeiiiioooooouuuucn")


def number_words(number: int) -> str:
    """Digits as they are said, 0 to 999,999; "150" is "one hundred fifty"."""
    if number < 20:
        return BELOW_TWENTY[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f" {BELOW_TWENTY[number % 10]}" if number % 10 else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return f"{number_words(number // size)} {name}" + (f" {number_words(rest)}" if rest else "")
    raise AssertionError(number)


def spoken_words(text: str) -> list[str]:
    """A transcript → lower-case words without digits: "12-ounce, 8oz" → twelve ounce eight ounce."""
    spelt = _DIGITS.sub(lambda match: f" {number_words(int(match[0][:6]))} ", text)
    words = (word.lower().replace("’", "'") for word in _WORD.findall(spelt))
    return [_SHORT_FORMS.get(word, word) for word in words]


@cache
def _dictionary() -> bytes:
    """The CMU dictionary as one sorted block of lines: a dict of it would take 40 MB."""
    from pocketsphinx import get_model_path

    path = Path(get_model_path("en-us/cmudict-en-us.dict"))
    try:
        return b"\n" + path.read_bytes()
    except OSError as fault:
        raise ModelError(
            f"The pronouncing dictionary cannot be read: {fault}.", "Install the package pocketsphinx again."
        ) from None


@cache
def _sections() -> dict[bytes, tuple[int, int]]:
    """Where words with the same first two letters lie in the dictionary: (start, end)."""
    block = _dictionary()
    found: dict[bytes, tuple[int, int]] = {}
    for line in re.finditer(rb"\n([^\n]{2})", block):
        start, _ = found.get(line[1], (line.start(), 0))
        found[line[1]] = (start, line.start())
    return found


def _looked_up(word: str) -> list[Phones]:
    """Pronunciations of the dictionary; empty where it has none."""
    block = _dictionary()
    start, end = _sections().get(f"{word} "[:2].encode()[:2], (0, -1))
    at = block.find(f"\n{word} ".encode(), start, block.find(b"\n", end + 1) + 1)
    found = []
    while at >= 0:
        after = block.index(b"\n", at + 1)
        found.append(tuple(NUMBER[phone] for phone in block[at + 1 : after].decode().split()[1:]))
        # other ways to say it follow as word(2), word(3), …
        at = after if block.startswith(f"\n{word}(".encode(), after) else -1
    return list(dict.fromkeys(found))


@cache
def pronunciations(word: str) -> tuple[Phones, ...]:
    """Every way to say a word, the usual one first; at least one, guessed from the letters if need be."""
    plain = word.lower().translate(_PLAIN)
    known = _looked_up(plain)
    if not known and plain.endswith("'s"):
        known = [(*phones, NUMBER["Z"]) for phones in _looked_up(plain[:-2])]
    if not known and _DIGITS.search(plain):
        known = [_with_digits(plain)]
    if not known:
        known = _compound(plain)
    return tuple(known or [_by_letters(plain)])


def is_known(word: str) -> bool:
    """Whether the dictionary has the word (or the word it is the possessive of)."""
    plain = word.lower().translate(_PLAIN)
    return bool(_looked_up(plain)) or (plain.endswith("'s") and bool(_looked_up(plain[:-2])))


def _with_digits(word: str) -> Phones:
    """ "b12": the letters, then the number as it is said."""
    said = _DIGITS.sub(lambda match: f" {number_words(int(match[0][:6]))} ", word)
    return tuple(phone for part in said.split() for phone in pronunciations(part)[0])


def guessed_sound(word: str) -> str:
    """How a word that is not in the dictionary is taken to sound, as CMU phones; empty for a word that is."""
    return "" if is_known(word) else " ".join(_NAMES[phone] for phone in pronunciations(word)[0])


def _compound(word: str) -> list[Phones]:
    """A word made of two of the dictionary: the most even cut."""
    cuts = sorted(range(3, len(word) - 2), key=lambda cut: abs(len(word) - 2 * cut))
    for cut in cuts:
        if (head := _looked_up(word[:cut])) and (tail := _looked_up(word[cut:])):
            return [head[0] + tail[0]]
    return []


def _by_letters(word: str) -> Phones:
    """Letter rules, left to right, the longest that fits."""
    phones: list[str] = []
    at = 0
    while at < len(word):
        if _MAGIC_E.match(word, at):
            phones += [_LONG[word[at]], *_LETTERS[word[at + 1]].split()]
            break
        rest = word[at:]
        if at and rest in _AT_END:
            phones += _AT_END[rest].split()
            break
        size = next((n for n in (4, 3, 2, 1) if rest[:n] in _LETTERS), 0)
        phones += _LETTERS[rest[:size]].split() if size else []
        at += size or 1
    return tuple(NUMBER[phone] for phone in phones)


def sounds(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Words → their phones in a row, and for each phone the index of its word."""
    phones: list[int] = []
    owners: list[int] = []
    for index, word in enumerate(words):
        said = pronunciations(word)[0]
        phones += said
        owners += [index] * len(said)
    return phones, owners
