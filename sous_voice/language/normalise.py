"""Text → the words the parser works with: one normaliser for training and for run time.

Lower case, no punctuation, contractions opened ("what's" → what is), "okay" folded into "ok", the
commonest slips of typing and of recognisers mended. Each word keeps its place in the text, and
whether a sentence ended before it.
"""

import re
import unicodedata
from dataclasses import dataclass

from sous_voice.language.numbers import tokens_of

LONGEST = 4000
"""Characters that are read; nobody says more in a turn."""
MOST_WORDS = 160
"""Words that are read."""

_WHOLE = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    "lets": "let us",
    "gonna": "going to",
    "gotta": "have to",
    "wanna": "want to",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "do not know",
    "whats": "what is",
    "thats": "that is",
    "its": "it is",
    "hows": "how is",
    "wheres": "where is",
    "im": "i am",
    "ive": "i have",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "cant": "can not",
    "couldnt": "could not",
    "havent": "have not",
    "theyre": "they are",
    "youre": "you are",
    "okay": "ok",
    "okey": "ok",
    "okie": "ok",
    "ook": "ok",
    "k": "ok",
    "kay": "ok",
    "alright": "ok",
    "allright": "ok",
    "o'clock": "o'clock",
    "oclock": "o'clock",
    "ma'am": "ma'am",
    "till": "until",
    "til": "until",
    "yea": "yeah",
    "ya": "yeah",
    "helo": "hello",
    "thankyou": "thank you",
    "pls": "please",
    "plz": "please",
    "sec": "second",
    "mins": "minutes",
    "min": "minute",
    "hrs": "hours",
    "temp": "temperature",
    "temps": "temperatures",
    "secs": "seconds",
    "celcius": "celsius",
    "farenheit": "fahrenheit",
    "farhenheit": "fahrenheit",
    "meanwhile": "meanwhile",
    "nextstep": "next step",
    "instructon": "instruction",
    "ingrediants": "ingredients",
    "ingrediant": "ingredient",
    "litre": "liter",
    "litres": "liters",
    "gramme": "gram",
    "grammes": "grams",
    "colour": "color",
    "favourite": "favorite",
}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would"))
_IS = set(
    "what that it he she who where how when there here this everything something nothing everyone everybody "
    "someone somebody why which one all anything dinner".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One word of an utterance."""

    word: str
    """Normalised."""
    start: int
    """Character offset in the text."""
    end: int
    """Character offset, exclusive."""
    opens: bool = False
    """True where a sentence or clause begins here, by punctuation."""


def _opened(word: str) -> list[str]:
    """A contraction as its words."""
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole.split(" ")
    if "'" not in word:
        return [word]
    for ending, meant in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return [word[: -len(ending)], meant]
    if word.endswith("'s"):
        stem = word[:-2]
        return [stem, "is"] if stem in _IS else [stem]
    return [word.strip("'") or word]


_STUTTERED = frozenset("a an the for of to in on is it i my we and how what can set with at um uh".split())
"""Words that mean no more when they are said twice: "set a a timer for for ten minutes"."""
_BREAK = re.compile(r"[.!?;:\n]|,\s|\s[-–—]\s|_")


def words_said(text: str) -> list[Said]:
    """The normalised words of a text with their places; at most ``MOST_WORDS``, of ``LONGEST`` characters."""
    text = text[:LONGEST]
    said: list[Said] = []
    behind = 0
    for token in tokens_of(text):
        opens = not said or _BREAK.search(text, behind, token.start) is not None
        behind = token.end
        for word in _opened(_plain(token.word)):
            if said and word == said[-1].word and word in _STUTTERED:
                continue
            said.append(Said(word, token.start, token.end, opens))
            opens = False
        if len(said) >= MOST_WORDS:
            break
    return said[:MOST_WORDS]


def _plain(word: str) -> str:
    """Without accents: a recogniser writes none ("crème" → creme)."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def normal(text: str) -> list[str]:
    """The words alone."""
    return [word.word for word in words_said(text)]
