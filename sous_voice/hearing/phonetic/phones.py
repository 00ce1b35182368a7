"""The 39 phones of the CMU dictionary, and how easily one is heard as another.

Costs are by phonetic class: 0 the same phone, 1 about as bad as leaving it out, more where no
listener confuses them. Vowel places follow the usual height and backness chart.
"""

import numpy as np

_VOWELS = {
    # phone: (height 0 open … 3 close, backness 0 front … 2 back, rounded, glides up)
    "AA": (0.0, 1.6, 0, 0),
    "AE": (0.4, 0.2, 0, 0),
    "AH": (1.2, 1.2, 0, 0),
    "AO": (0.7, 2.0, 1, 0),
    "AW": (0.4, 1.4, 0.6, 1),
    "AY": (0.4, 1.0, 0, 1),
    "EH": (1.2, 0.4, 0, 0),
    "ER": (1.4, 1.2, 0.3, 0),
    "EY": (1.9, 0.2, 0, 0.6),
    "IH": (2.3, 0.4, 0, 0),
    "IY": (3.0, 0.0, 0, 0.2),
    "OW": (1.6, 1.9, 1, 0.6),
    "OY": (1.2, 1.5, 0.8, 1),
    "UH": (2.2, 1.7, 0.8, 0),
    "UW": (2.9, 1.8, 1, 0.2),
}
_CONSONANTS = {
    # phone: (place 0 lips … 6 throat, manner, voiced)
    "P": (0, "stop", 0),
    "B": (0, "stop", 1),
    "T": (3, "stop", 0),
    "D": (3, "stop", 1),
    "K": (5, "stop", 0),
    "G": (5, "stop", 1),
    "CH": (3.6, "affricate", 0),
    "JH": (3.6, "affricate", 1),
    "F": (0.7, "fricative", 0),
    "V": (0.7, "fricative", 1),
    "TH": (1.8, "fricative", 0),
    "DH": (1.8, "fricative", 1),
    "S": (3, "fricative", 0),
    "Z": (3, "fricative", 1),
    "SH": (3.8, "fricative", 0),
    "ZH": (3.8, "fricative", 1),
    "HH": (6, "fricative", 0),
    "M": (0, "nasal", 1),
    "N": (3, "nasal", 1),
    "NG": (5, "nasal", 1),
    "L": (3, "liquid", 1),
    "R": (3.4, "liquid", 1),
    "W": (1.0, "glide", 1),
    "Y": (4, "glide", 1),
}
_MANNER = {
    frozenset(("stop", "affricate")): 0.35,
    frozenset(("stop", "fricative")): 0.5,
    frozenset(("affricate", "fricative")): 0.3,
    frozenset(("stop", "nasal")): 0.6,
    frozenset(("liquid", "glide")): 0.4,
    frozenset(("nasal", "liquid")): 0.6,
    frozenset(("nasal", "glide")): 0.7,
    frozenset(("fricative", "nasal")): 0.8,
    frozenset(("fricative", "liquid")): 0.8,
    frozenset(("fricative", "glide")): 0.8,
}
# consonants that are nearly vowels
_NEAR = {
    ("W", "UW"): 0.5,
    ("Y", "IY"): 0.5,
    ("R", "ER"): 0.3,
    ("W", "OW"): 0.6,
    ("L", "OW"): 0.7,
    ("L", "UH"): 0.7,
}
# a flapped t is a d; dark vowels run into each other
_OFTEN = {
    ("T", "D"): 0.25,
    ("AH", "IH"): 0.25,
    ("AA", "AO"): 0.15,
    ("S", "Z"): 0.2,
    ("N", "M"): 0.35,
    ("AH", "ER"): 0.4,
}
_OMITTED = {"AH": 0.6, "HH": 0.6, "T": 0.7, "D": 0.7, "R": 0.7, "IH": 0.75, "ER": 0.8, "L": 0.8, "N": 0.8}

PHONES = (*_VOWELS, *_CONSONANTS)
"""All phones; a phone's number is its place here."""
NUMBER = {phone: number for number, phone in enumerate(PHONES)}
OMISSION = 0.9
"""Cost of a phone too many or too few, unless it is one that is often swallowed."""
FARTHEST = 1.6
"""Cost of a vowel heard as a consonant."""


def _vowels(one: str, other: str) -> float:
    apart = np.abs(np.subtract(_VOWELS[one], _VOWELS[other]))
    return float(min(1.0, 0.15 + apart @ (0.22, 0.18, 0.12, 0.2)))


def _consonants(one: str, other: str) -> float:
    (place, manner, voice), (place2, manner2, voice2) = _CONSONANTS[one], _CONSONANTS[other]
    kind = 0.0 if manner == manner2 else _MANNER.get(frozenset((manner, manner2)), 0.9)
    return min(1.2, 0.1 + kind + 0.13 * abs(place - place2) + 0.15 * abs(voice - voice2))


def _substitution(one: str, other: str) -> float:
    if one == other:
        return 0.0
    for pairs in (_OFTEN, _NEAR):
        if (cost := pairs.get((one, other), pairs.get((other, one)))) is not None:
            return cost
    if one in _VOWELS and other in _VOWELS:
        return _vowels(one, other)
    if one in _CONSONANTS and other in _CONSONANTS:
        return _consonants(one, other)
    return FARTHEST


SUBSTITUTION = np.array([[_substitution(one, other) for other in PHONES] for one in PHONES], dtype=np.float32)
"""Cost of the column's phone heard for the row's; shape (39, 39)."""
GAP = np.array([_OMITTED.get(phone, OMISSION) for phone in PHONES], dtype=np.float32)
"""Cost of a phone that was said and not heard, or heard and not said; shape (39,)."""
