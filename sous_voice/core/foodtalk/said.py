"""One utterance about food, made plain: its words, the foods and the people that it names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rapidfuzz.distance.Levenshtein import distance

from sous_voice.core.alter import meant
from sous_voice.core.diets import look_up
from sous_voice.core.food_names import words_of
from sous_voice.core.guest_names import KIN, one_alike
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.session import Session
from sous_voice.core.written_numbers import NUMBER, read_number

_SHORT = (
    (r"\bcan't\b|\bcannot\b", "can not"), (r"\bwon't\b", "will not"), (r"n't\b", " not"), (r"'ll\b", " will"),
    (r"'re\b", " are"), (r"'ve\b", " have"), (r"'d\b", " would"), (r"\bi'm\b", "i am"), (r"\blet's\b", "let us"),
    (r"\b(what|that|it|there|where|who|how|when|here)s\b", r"\1 is"), (r"'s\b", " is"),
    (
        r"\b(?:ordinary|regular|normal|standard) "
        r"(?=(?:white )?(?:flour|milk|salt|sugar|vinegar|yogurt|rice|cream|butter)\b)",
        "plain ",
    ),
    (r"\bbird\b", "chicken"), (r"\bgonna\b", "going to"), (r"\bdesert\b", "dessert"), (r"\bive\b", "i have"),
    (r"\bokay\b", "ok"), (r"\byoghurt", "yogurt"), (r"\bbutter milk\b", "buttermilk"),
    (r"^our (?=[a-z]+(?: [a-z]+)? (?:in season|good|ok|vegan|done|ready|safe)\b)", "are "),
    (r"[^a-z0-9/.½¼¾⅓⅔' -]+", " "), (r"(?<!\d)[.]|[.](?!\d)", " "), (r"[-']", " "),
)  # fmt: skip
_OPENERS = re.compile(r"^(?:(?:and|so|but|well|oh|ok|hey|um|uh|er|please|sorry|right|now|then) )+")


def plain(text: str) -> str:
    """Lower case, short forms spelt out, no marks: "what's Ana's?" → "what is ana is"."""
    words = text.lower().replace("\u2019", "'")
    for pattern, full in _SHORT:
        words = re.sub(pattern, full, words)
    return _OPENERS.sub("", " ".join(words.split()))


_FREE = re.compile(r"\b([a-z]+) free\b")
_GONE = re.compile(r"\b([a-z]+)(?: is| are)? (?:missing|gone|lost|dirty|broken|nowhere)\b")
_LACKING = re.compile(
    r"\b(?:(?:i|we) )?(?:do not (?:own|have|possess)|have not(?: got)?|have got no|have no|got no|lack|sans|"
    r"can not find|(?:replacement|substitute|alternative|stand in)s? (?:for|to))(?: an?| any| my| the)? "
)
"""Ways to say that a tool is not there, brought to the one that the table of advice has."""


def as_lack(text: str) -> str:
    """A plain text with "no" for each way to say that something is not there: "I don't own a lid" → "no lid"."""
    return _LACKING.sub("no ", _GONE.sub(r"no \1", _FREE.sub(r"no \1", text)))


_GUEST = re.compile(
    r"\b(?P<before>that|can|for|about|may|does|will) (?P<name>[a-z]+(?: [a-z]{1,3})?)"
    r"(?= (?:can|may|eat|have|eats|likes?)\b|$)"
)
_AT_FIRST = re.compile(
    r"^(?P<before>)(?P<name>[a-z]+(?: [a-z]{1,3})?)"
    r"(?= (?:can not|may not|must not|should not|is (?:allergic|vegan|vegetarian|a vegan|a vegetarian|celiac|coeliac)|"
    r"does not|hates|dislikes|likes|eats)\b)"
)
_NO_NAMES = frozenset(
    "it this that they we you she he i who what which people somebody one everybody".split()
)


_AROUND = frozenset("already really currently so short yet today".split())


def says_nothing(word: str) -> bool:
    """Whether a word names no food by itself, and only stands around one."""
    return word in _IDLE or word in _AROUND


def with_names(text: str, names: Iterable[str]) -> str:
    """A plain text with the names of known guests where what was heard sounds like one: "on a" is Ana."""
    known = [name.lower() for name in names if len(name) >= 2 and name.isalpha()]

    def as_name(found: re.Match[str]) -> str:
        heard = found["name"].replace(" ", "")
        near = [name for name in known if abs(len(name) - len(heard)) <= 1 and distance(name, heard) <= 1]
        name = near[0] if len(near) == 1 and len(heard) >= 3 else one_alike(heard, known)
        if not name or found["name"] in _NO_NAMES or set(found["name"].split()) <= _NO_NAMES:
            return found[0]
        return f"{found['before']} {name}".strip()

    return _AT_FIRST.sub(as_name, _GUEST.sub(as_name, text)) if known else text


_ASKS = re.compile(
    r"^(?:what|which|how|why|when|where|who|is|are|am|was|were|do|does|did|can|could|may|might|should|shall|will|"
    r"would|must|has|any|anything|anybody|anyone|if|say|suppose)\b"
    r"|\b(?:what|which|how|anything (?:to|i|else)|any (?:use|good)|safe|is it|is that|is this|"
    r"(?:would|will|does|could) (?:it|that|this)|am i|are they|do i|"
    r"does it|can i|could i|should i|would it|will it)\b"
    r"|\b(?:or not|really|right|ok|alright|all right|good|fine|worry|any (?:good|use|ideas|idea)|"
    r"(?:is|does|do|has|have|are|can|will) not (?:it|they|there|that)|do i)$"
)

_OPENS = re.compile(
    r"(?:what|which|how|why|when|where|who|is|are|was|were|do|does|did|can|could|may|might|should|shall|will|would|must|"
    r"has|have|if|tell|show|let)\b"
)
_IDLE = frozenset(
    """a an the of in on for to and or not no is are am be been was it this that these those i you we they he she my
    your our their his her me us them what which how why when where who do does did can could should would will shall
    may might must have has had got get go goes going with without from at by as so than then too very just only all
    any some each one two three four five six seven eight nine ten half third quarter more less much many long there
    here if out up down off into over per same amount else instead use used make made cook cooking put take give
    given serving servings portion bowl plate slice piece people person day days time times minute minutes hour
    hours hot cold good bad well ok else ever now again right okay left still even enough lot bit part thing things
    something anything nothing red white plain dark brown light soft small large big whole dry fresh black wide
    sweet golden melted ground tinned cooking yet dish recipe meal oven pan pot like want need ask tell know say mean
    count fan mark gas hand floor middle end side top bottom mine dinner lunch breakfast snack main double twice
    vegan vegetarian halal kosher gluten spoon spoonful tablespoon teaspoon cup gram grams glug litre month
    season chuck""".split()
)
"""Words that name no food by themselves."""


@dataclass(frozen=True, slots=True)
class Named:
    """A food that was named."""

    words: str
    """As it was said."""
    own: str
    """The recipe's ingredient that it means; empty where the recipe has none."""
    start: int
    """Place of its first word."""
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance in its moment."""

    text: str
    """Made plain by ``plain``."""
    kitchen: Kitchen
    session: Session
    supposes: bool = False
    """Whether a condition was taken off it, which makes it a question."""
    memo: dict[str, "tuple[Named, ...]"] = field(default_factory=dict, compare=False, repr=False)
    """The foods of texts that were looked through: each frame asks for them."""

    @property
    def asks(self) -> bool:
        """Whether it is shaped as a question; recognisers write no question marks."""
        return self.supposes or bool(_ASKS.search(self.text))

    @property
    def opens_a_question(self) -> bool:
        """Whether it begins as a whole sentence that asks."""
        return bool(_OPENS.match(self.text))

    @property
    def words(self) -> list[str]:
        """Its words."""
        return self.text.split()

    def has(self, pattern: str) -> re.Match[str] | None:
        """The first place that fits a pattern, between word boundaries."""
        return re.search(rf"\b(?:{pattern})\b", self.text)

    def foods(self) -> tuple[Named, ...]:
        """The foods that are named, in order, longest names first where they overlap."""
        if self.text not in self.memo:
            self.memo[self.text] = self._foods()
        return self.memo[self.text]

    def _foods(self) -> tuple[Named, ...]:
        words, found, at = self.words, [], 0
        while at < len(words):
            named = next((n for size in (3, 2, 1) if (n := self._food(words, at, at + size))), None)
            if named is None:
                at += 1
                continue
            found.append(named)
            at = named.end
        return tuple(found)

    def food(self, text: str) -> Named | None:
        """The last food that a part of the utterance names."""
        named = replace(self, text=text.strip()).foods()
        return named[-1] if named else None

    def food_first(self, text: str) -> Named | None:
        """The first food that a part of the utterance names."""
        named = replace(self, text=text.strip()).foods()
        return named[0] if named else None

    def _food(self, words: list[str], start: int, end: int) -> Named | None:
        gram = words[start:end]
        if len(gram) < end - start or gram[-1] in _IDLE or gram[0] in _ARTICLES or not gram[-1].isalpha():
            return None
        if start and words[start - 1] in _NO_FOOD:
            return None
        name = " ".join(gram)
        recipe = self.session.recipe
        own = meant(recipe, name) if recipe is not None else ()
        if own:
            head = words_of(name)[-1:]  # of tomato paste and tinned tomatoes, "tomatoes" are the tinned ones
            best = next((item for item in own if words_of(item)[-1:] == head), own[0])
            return Named(name, best, start, end)
        if set(gram) & _IDLE - _KINDS or not self._known(name):
            return None
        return Named(name, self._by_another_name(name), start, end)

    def _by_another_name(self, name: str) -> str:
        """The recipe's ingredient that is the same food: zucchini for courgette, arborio for risotto rice."""
        book, recipe = self.kitchen.foods, self.session.recipe
        match = book.find(name) if book is not None else None
        if book is None or recipe is None or match is None or match.near:
            return ""
        for item in recipe.ingredients:
            other = book.find(item.name)
            if other is not None and not other.near and other.food.ndb == match.food.ndb:
                return item.name
        return ""

    def _known(self, name: str) -> bool:
        match = self.kitchen.foods.find(name) if self.kitchen.foods is not None else None
        if match is not None:
            return len(words_of(match.taken_as)) >= len(name.split())
        return any(
            words_of(facts.name) == words_of(name) for facts in look_up(self.kitchen.knowledge.diets, name)
        )


def own_foods(said: Said) -> list[Named]:
    """The foods of the recipe that are named, in order."""
    return [food for food in said.foods() if food.own]


_ARTICLES = frozenset("a an the of in on for to and or is are it i with my your no any some not".split())
_NO_FOOD = frozenset("motor engine machine lamp massage diesel hair bath paraffin gear tanning".split())
"""Words before a food's name that make it none."""
_KINDS = frozenset(
    "red white plain dark brown light soft small large dry fresh black sweet golden whole ground tinned".split()
)
"""Words that may stand inside a food's name."""

COUNT = NUMBER
"""A number in digits or words."""


def number_of(text: str) -> Fraction | None:
    """The value of a number as it is written or said; None where it is none."""
    try:
        return read_number(text)
    except (ValueError, KeyError, ZeroDivisionError):
        return None


_KIN = "|".join(sorted(KIN | {"friends", "guests"}, key=len, reverse=True))
PERSON = (
    rf"(?:(?:my|our) (?:{_KIN})(?: in law)?|the (?:kids|children)|(?!(?:it|that|this|there|here|what|who|"
    rf"which|they|we|you|she|he|if|how|the|does|do|is|are|can|i|and|so|or|not|no|any|"
    rf"one)\b)[a-z]{{2,12}})"
)
"""Somebody by name or kin. A bare word is taken for a name, so ask for more around it."""


def person(said: str) -> str:
    """The slot's value for somebody: "my nephew" → "nephew"."""
    return re.sub(r"^(?:my|our|the) ", "", said.strip())
