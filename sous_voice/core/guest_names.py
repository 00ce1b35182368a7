"""Names of people as they are heard: which known person is meant, and whether a word is a name at all.

Recognisers write a name that they do not expect as words that sound like it: "on a" for Ana, "bend" for Ben. Pure.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from sous_voice.core.given_names import GIVEN_NAMES

KIN = frozenset(
    """boy girl daughter son wife husband mother father mom mum dad friend guest kid child children kids partner brother
    sister
    grandma grandmother grandpa grandfather aunt uncle neighbour neighbor boyfriend girlfriend baby boss cousin niece
    nephew roommate flatmate colleague coworker visitor student teacher teenager toddler fiance fiancee""".split()
)
"""By which a guest is spoken of who has no name here: "my nephew"."""
MYSELF = frozenset({"", "i", "me", "my", "myself", "us", "we", "you"})
"""The cook, or all who are here."""
SOMEBODY = "Somebody here"
"""For whom is kept what nobody's name is known to."""
_FUNCTION = frozenset(
    """a an the of in on for to and or not is are was be been it its this that these those i you we he she they them me
    him her us my your his our their then than there here what which who whom how when where why can could may do does
    did have has had at by with from so as if no yes ok one all any some now too also just very time""".split()
)
_PERSONS = frozenset("i me you we us he him she her they them it".split())


def is_kin(name: str) -> bool:
    """Whether somebody is spoken of by what they are to us: "nephew", "your mother in law"."""
    words = name.lower().replace("-in-law", "").removesuffix(" in law").split()
    return words[-1:] in [[kin] for kin in KIN]


def is_no_name(heard: str) -> bool:
    """Whether what was heard for a name is only small words of the language."""
    return bool(heard.split()) and all(word in _FUNCTION for word in heard.lower().split())


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name: what else was heard for a name may be a mishearing."""
    return all(part in GIVEN_NAMES for part in word.lower().split()) if word.strip() else False


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """How a name sounds, roughly: its first sound and its consonants; a vowel in front is one sound, h is none."""
    plain = re.sub(r"[^a-z]", "", name.lower())
    plain = re.sub(r"^h(?=[aeiou])", "", plain)
    for letters, sound in (("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("z", "s"), ("j", "y")):
        plain = plain.replace(letters, sound)
    first = "a" if plain[:1] in "aeiou" else plain[:1]
    return re.sub(r"(.)\1+", r"\1", first + re.sub(r"[aeiouyhw]", "", plain[1:]))


def alike(heard: str, name: str) -> bool:
    """Whether what was heard may be this name: the same sounds, or one more consonant at its end."""
    a, b = skeleton(heard.replace(" ", "")), skeleton(name)
    if len(b) < 2 or not a:
        return a == b and heard.replace(" ", "")[:2] == name.lower()[:2]
    return a == b or (a.startswith(b) and len(a) == len(b) + 1)


def one_alike(heard: str, names: Iterable[str]) -> str:
    """The only one of the names that what was heard may be; empty where there is none, or more than one."""
    every = tuple(dict.fromkeys(names))
    exact = [name for name in every if name.lower() == heard.lower()]
    if exact:
        return exact[0]
    if heard.lower() in _PERSONS:
        return ""
    same = [
        name for name in every if skeleton(name) == skeleton(heard.replace(" ", "")) and alike(heard, name)
    ]
    near = same or [name for name in every if alike(heard, name)]
    return near[0] if len(near) == 1 else ""
