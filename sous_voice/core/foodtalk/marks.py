"""What single words stand for in short talk about food: a kind of question, a relation, or nothing by themselves.

Short talk has no grammar to go by: "subs for eggs", "salt per head", "sans garlic, okay?". It is taken for a question
only where every one of its words is a food, a nutrient, an allergen, a diet or one of these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sous_voice.core.foodtalk.eaters import ASKED_FOR_SOMEBODY, diet_in, diet_match
from sous_voice.core.foodtalk.figures import NAMES_NUTRIENT, ONLY_NUTRIENT, nutrient_named
from sous_voice.core.foodtalk.said import Named, Said, number_of
from sous_voice.core.seasons import MONTHS

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "swap": (
            "sub subs substitute substitutes substitution substitutions alternative alternatives replacement "
            "replacements replace replaces swap swaps instead alternatively version versions"
        ),
        "lack": "no sans without minus skip omit skipping omitting out gone lacking missing none leaving dropping",
        "fine": (
            "ok possible fine alright allowed good work works workable problem problems issue issues trouble matter "
            "matters safe suitable friendly approved compatible bad doable"
        ),
        "free": "free",
        "keep": (
            "keep keeps keeping fridge freezer freeze freezes freezable freezing frozen leftovers leftover storage "
            "storable overnight reheat reheating reheats reheatable refrigerate"
        ),
        "long": "long days life last lasts tomorrow next day shelf",
        "done": "done ready cooked doneness",
        "heat": "temp temps temperature temperatures degrees",
        "inside": "inside internal core middle safe",
        "level": "high low much lots lot little rich content enough heavy light sugary salty fatty",
        "all": "total totals whole batch all altogether entire overall everything",
        "each": "each per head person portion serving servings portions slice bowl plate piece apiece helping",
        "daily": "daily",
        "source": "where which anywhere hiding hidden",
        "when": "when",
        "how": "how many much",
        "now": "now season seasonal today",
        "for": "for not serves feeds",
        "veg": "veg veggie",
        "part": "dough batter pastry crust topping filling",
        "idle": (
            "is it are this these that here there in the a an any some of does do has have contain contains with at to "
            "i we you my our us them its and or but be been would will should can could please then maybe really "
            "still also else what who so far yes add adds bring brings from by on if one ones them"
        ),
    }
)
KINDS_BY_WORD = MappingProxyType({word: kind for kind, words in _KINDS.items() for word in words.split()})
_MEASURES = {"spoonful": "tablespoon", "spoon": "tablespoon", "tablespoon": "tablespoon", "teaspoon": "teaspoon",
             "cup": "cup", "glug": "tablespoon"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What the words of short talk stand for."""

    kinds: frozenset[str]
    foods: tuple[Named, ...]
    """In order, without those that are the nutrient or the allergen itself."""
    nutrient: str
    allergen: str
    diet: str
    measure: str
    """A spoon or a cup that was named alone: "per spoonful"."""
    number: int
    """Of eaters, behind "for"; 0 where none was named."""

    @property
    def own(self) -> tuple[Named, ...]:
        """The foods that the recipe has."""
        return tuple(food for food in self.foods if food.own)


def read_marks(said: Said) -> Marks | None:
    """The marks of an utterance; None where a word of it stands for nothing here."""
    words, text = said.words, said.text
    diet = diet_in(text)
    nutrient = re.search(rf"\b(?:{ONLY_NUTRIENT})\b", text) or re.search(rf"\b(?:{NAMES_NUTRIENT})\b", text)
    allergen = re.search(rf"\b(?:{ASKED_FOR_SOMEBODY}|allergens?|allerg\w+)\b", text)
    foods = said.foods()
    covered = {at for food in foods for at in range(food.start, food.end)}
    for match in (nutrient, allergen, diet_match(text)):
        covered |= _places(text, match)
    number = _eaters(text)
    kinds: set[str] = set()
    measure = ""
    for at, word in enumerate(words):
        kind = "now" if word in MONTHS else KINDS_BY_WORD.get(word, "")
        measure = measure or _MEASURES.get(word.rstrip("s"), "")
        if kind:
            kinds.add("all" if word == "lot" and words[at - 1] == "the" else kind)
        elif at not in covered and word.rstrip("s") not in _MEASURES and not (number and number_of(word)):
            return None
    named = nutrient[0] if nutrient else ""
    asked = allergen[0] if allergen else ""
    said_by_itself = {*named.split(), *asked.split(), *diet.replace("_", " ").split()}
    left = tuple(food for food in foods if not set(food.words.split()) <= said_by_itself)
    return Marks(frozenset(kinds), left, nutrient_named(named), asked, diet, measure, number)


def _places(text: str, match: re.Match[str] | None) -> set[int]:
    """The places of the words that a match covers."""
    if match is None:
        return set()
    first = len(text[: match.start()].split())
    return set(range(first, first + len(match[0].split())))


def _eaters(text: str) -> int:
    match = re.search(r"\b(?:for|serves|feeds|serving) (?P<n>[a-z]+|\d+)(?= |$)", text)
    value = number_of(match["n"]) if match and match["n"] not in ("a", "an") else None
    return int(value) if value and value.denominator == 1 and 1 <= value <= 200 else 0
