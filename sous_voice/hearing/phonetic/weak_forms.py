"""How the parser's opened words are really said: "what is" as "what's", "let us" as "let's"."""

import re

from sous_voice.hearing.phonetic.phones import NUMBER

WEAK = {
    "is": ("Z", "S"),
    "us": ("S",),
    "am": ("M",),
    "have": ("V",),
    "not": ("N T",),
    "will": ("L",),
    "are": ("R",),
    "would": ("D",),
}
"""Word → what is left of it when it leans on the word before."""
WEAK_PHONES = {
    word: tuple(tuple(NUMBER[phone] for phone in way.split()) for way in ways) for word, ways in WEAK.items()
}
_CONTRACTED = tuple(
    (re.compile(rf"\b{full}"), short)
    for full, short in (
        (r"(what|who|where|how|that|it|there|when|which|he|she) is\b", r"\1's"),
        (r"let us\b", "let's"),
        (r"i am\b", "i'm"),
        (r"(you|we|they) are\b", r"\1're"),
        (r"(i|you|we|they) have\b(?= [a-z]+(?:ed|en|got|done|made)\b)", r"\1've"),
        (r"(i|you|he|she|it|we|they) will\b", r"\1'll"),
        (r"can not\b", "can't"),
        (r"(do|does|did|is|are|was|were|have|has|could|should|would) not\b", r"\1n't"),
    )
)


def contracted(sentence: str) -> str:
    """A sentence of opened words as people say it."""
    for full, short in _CONTRACTED:
        sentence = full.sub(short, sentence)
    return sentence
