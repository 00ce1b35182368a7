"""The words of a food's name: lower case, singular, so that two spellings of one food agree."""

import re
from functools import lru_cache

_IRREGULAR = {"leaves": "leaf", "loaves": "loaf", "knives": "knife", "halves": "half", "potatoes": "potato",
              "tomatoes": "tomato", "mangoes": "mango", "radishes": "radish", "peaches": "peach",
              "anchovies": "anchovy", "peas": "pea", "chickpeas": "chickpea",
              "molluscs": "mollusc", "geese": "goose", "calves": "calf", "cookies": "cookie", "brownies": "brownie",
              "smoothies": "smoothie", "veggies": "veggie"}  # fmt: skip
_KEEP_S = ("ss", "us", "is", "as", "os")


def singular(word: str) -> str:
    """The singular of an English food word, lower case; words that only look plural stay."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(_KEEP_S):
        return word[:-1]
    return word


def is_plural(name: str) -> bool:
    """Whether a food's name is spoken of as several: beans, walnuts; not hummus or molasses."""
    last = name.split()[-1].lower() if name.split() else ""
    return last.endswith("s") and singular(last) != last and last != "molasses"


@lru_cache(maxsize=16_384)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a food's name, lower case and singular, apostrophes and digits kept.

    Kept, since whatever a cook says is laid beside all names of the tables.
    """
    plain = re.sub(r"[^\w'&%-]+", " ", name.lower().replace("\u2019", "'"))
    return tuple(singular(word) for word in plain.replace("-", " ").split())
