"""Words spelled aloud: "a n a", "a for apple, n for nut, a", "bee e en". Pure."""

import re

_LETTERS = {
    "ay": "a", "bee": "b", "be": "b", "see": "c", "sea": "c", "dee": "d", "ee": "e", "ef": "f", "eff": "f", "gee": "g",
    "aitch": "h", "haitch": "h", "age": "h", "eye": "i", "jay": "j", "kay": "k", "okay": "k", "el": "l", "ell": "l",
    "em": "m", "en": "n", "oh": "o", "pee": "p", "cue": "q", "queue": "q", "are": "r", "ar": "r", "es": "s", "ess": "s",
    "tee": "t", "tea": "t", "you": "u", "vee": "v", "ex": "x", "why": "y", "zee": "z", "zed": "z",
}  # fmt: skip
"""How the names of letters are written by who does not know that they are letters."""
_AS_IN = re.compile(r"\b(?:([a-z]{1,5}) )?(?:for|as in|like in|like|of) ([a-z])[a-z]+\b")
_DOUBLE = re.compile(r"\bdouble (?:u|you)\b")


def read_spelled(text: str) -> str:
    """The word that was spelled, lower case; empty where nothing was spelled.

    At least two letters, and more of them plain than by the names of letters, so that "are you okay" is no name.
    """
    plain = re.sub(r"[^a-z ]", " ", text.lower().replace("'", ""))
    plain = re.sub(r"^\s*(?:(?:it is|its|the name is|no|spelled|i spell|that is|thats) )+", "", plain)
    plain = _AS_IN.sub(lambda found: found[2], _DOUBLE.sub("w", plain))
    words = plain.split()
    letters = [word if len(word) == 1 else _LETTERS.get(word, "") for word in words]
    alone = sum(len(word) == 1 for word in words)
    if len(words) < 2 or not all(letters) or 2 * alone < len(words):
        return ""
    return "".join(letters)
