"""The allergens that must be told, and what people call them.

The two legal lists: EU 14 (Regulation 1169/2011, Annex II) and US 9 (FALCPA 2004 with the FASTER Act 2021).
"""

from collections.abc import Mapping
from types import MappingProxyType

from sous_voice.core.food_names import words_of

ALLERGENS: Mapping[str, str] = MappingProxyType(
    {
        "gluten": "gluten",
        "wheat": "wheat",
        "crustacean": "crustaceans",
        "egg": "eggs",
        "fish": "fish",
        "peanut": "peanuts",
        "soy": "soy",
        "milk": "milk",
        "nut": "tree nuts",
        "celery": "celery",
        "mustard": "mustard",
        "sesame": "sesame",
        "sulphite": "sulphites",
        "lupin": "lupin",
        "mollusc": "molluscs",
    }
)
"""Code → how it is spoken."""

ALLERGEN_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nuts": ("nut", "peanut"),
        "nut": ("nut", "peanut"),
        "all nuts": ("nut", "peanut"),
        "tree nut": ("nut",),
        "almond": ("nut",),
        "walnut": ("nut",),
        "hazelnut": ("nut",),
        "cashew": ("nut",),
        "pistachio": ("nut",),
        "pecan": ("nut",),
        "peanut": ("peanut",),
        "groundnut": ("peanut",),
        "shellfish": ("crustacean", "mollusc"),
        "seafood": ("fish", "crustacean", "mollusc"),
        "prawn": ("crustacean",),
        "shrimp": ("crustacean",),
        "crab": ("crustacean",),
        "lobster": ("crustacean",),
        "crustacean": ("crustacean",),
        "mussel": ("mollusc",),
        "clam": ("mollusc",),
        "oyster": ("mollusc",),
        "squid": ("mollusc",),
        "mollusc": ("mollusc",),
        "mollusk": ("mollusc",),
        "dairy": ("milk",),
        "milk": ("milk",),
        "lactose": ("milk",),
        "cheese": ("milk",),
        "butter": ("milk",),
        "egg": ("egg",),
        "fish": ("fish",),
        "soy": ("soy",),
        "soya": ("soy",),
        "soybean": ("soy",),
        "gluten": ("gluten",),
        "wheat": ("wheat",),
        "flour": ("wheat",),
        "celery": ("celery",),
        "mustard": ("mustard",),
        "sesame": ("sesame",),
        "sulphite": ("sulphite",),
        "sulfite": ("sulphite",),
        "lupin": ("lupin",),
    }
)
"""What people say, singular → codes."""


def read_allergens(said: str) -> tuple[str, ...]:
    """Allergen codes for what a person said ("nuts", "shellfish", "dairy"); empty where it names none."""
    key = " ".join(words_of(said))
    found = ALLERGEN_WORDS.get(key) or ALLERGEN_WORDS.get(said.strip().lower())
    if found:
        return found
    return tuple(dict.fromkeys(code for word in words_of(said) for code in ALLERGEN_WORDS.get(word, ())))
