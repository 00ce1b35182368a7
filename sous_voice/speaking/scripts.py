"""Writing that an English voice cannot read: espeak would say "Chinese letter" for each sign."""

import re
import unicodedata

_FOREIGN = r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿ]"
_OTHER = re.compile(rf"(?:(?![ªº\u0300-\u036f]){_FOREIGN}\w*(?:[\s,.;:!?'-]+(?={_FOREIGN}))?)+")
_MIXED = re.compile(r"\w*[A-Za-z]\w*")
_TWINS = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx")
"""Cyrillic letters that look like Latin ones: typed by mistake, so that "crab" begins with a Cyrillic C."""
_GREEK = re.compile(r"(?<![^\W\d_])[α-ωΑ-Ω](?![^\W\d_])")
_NAMES = {
    "CJK": "Chinese characters",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "Cyrillic letters",
    "DEVANAGARI": "Hindi letters",
}


def english_only(words: str) -> str:
    """Words without what is in another script; where nothing else is left, what script it was.

    Single Greek letters are said by their names.
    """
    if words.isascii():
        return words
    words = _GREEK.sub(lambda m: unicodedata.name(m[0]).split()[-1].lower(), words)
    words = _MIXED.sub(lambda m: m[0].translate(_TWINS), words)
    found = _OTHER.search(words)
    if not found:
        return words
    left = " ".join(_OTHER.sub(" ", words).split())
    left = re.sub(r"(?:\s?,)+(?=\s?[,.!?]|$)", "", left)
    if re.search(r"[^\W\d_]", left):
        return left
    script = unicodedata.name(found[0][0], "ANOTHER").split()[0]
    return f"Words in {_NAMES.get(script, script.capitalize() if script != 'ANOTHER' else 'another script')}."
