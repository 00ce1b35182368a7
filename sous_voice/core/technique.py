"""How a word of the kitchen is meant, how to tell that something is done, and first aid for a dish.

Safe temperatures and rests are those of FoodSafety.gov and of the USDA FSIS, for food that has one: meat, fish,
egg dishes, casseroles. What is merely done at a temperature, as bread is, has another field.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from sous_voice.core.food_names import words_of

SENSES = ("look", "sound", "smell", "touch", "time")


@dataclass(frozen=True, slots=True)
class Term:
    """A technique or a tool, explained in a sentence or two."""

    name: str
    also: tuple[str, ...]
    meaning: str

    @property
    def names(self) -> tuple[str, ...]:
        """What it is asked for by."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class Doneness:
    """How to tell that a food is done."""

    food: str
    also: tuple[str, ...] = ()
    celsius: int | None = None
    """Safe temperature inside, °C; None where there is none to reach."""
    fahrenheit: int | None = None
    rest_minutes: int | None = None
    signs: tuple[tuple[str, str], ...] = ()
    """(sense, sign) for look, sound, smell, touch, time; missing ones left out."""
    done_celsius: int | None = None
    """At which it is done, with no word on safety: bread, cake, caramel; None where signs alone tell."""
    done_fahrenheit: int | None = None
    note: str = ""
    """What else there is to know of the temperature."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is asked for by."""
        return (self.food, *self.also)


@dataclass(frozen=True, slots=True)
class Remedy:
    """First aid for one trouble."""

    symptom: str
    also: tuple[str, ...]
    remedy: str

    @property
    def names(self) -> tuple[str, ...]:
        """What it is asked for by."""
        return (self.symptom, *self.also)


@dataclass(frozen=True, slots=True)
class Handbook:
    """Terms, signs and remedies."""

    terms: tuple[Term, ...] = field(default=())
    doneness: tuple[Doneness, ...] = field(default=())
    remedies: tuple[Remedy, ...] = field(default=())
    advice: tuple[Term, ...] = field(default=())
    """What every kitchen asks: other appliances, washing poultry, eggs that are old."""
    reasons: tuple[Term, ...] = field(default=())
    """Why cooks do what recipes say; named by "why" and the act, or by what a food is for."""
    forms: tuple[Term, ...] = field(default=())
    """What changes where a food is taken frozen, dried, tinned, home-made."""
    warnings: tuple[Term, ...] = field(default=())
    """What is asked where a wrong answer makes ill: garlic in oil, a swollen can, honey for a baby."""
    unseen: tuple[Term, ...] = field(default=())
    """How something is done without seeing it."""


_Row = TypeVar("_Row", Term, Doneness, Remedy)


_Form = Callable[[str], tuple[str, ...]]
"""Text → the bare forms of its words."""


def _best(asked: str, rows: Iterable[_Row]) -> _Row | None:
    """The row with a name whose words are all in the question, the longest name first."""
    forms: tuple[_Form, ...] = (_stems, _plain_stems)
    words = {form: frozenset(form(asked)) for form in forms}
    best, most = None, 0
    for row in rows:
        form = _form(row)
        for parts, count in _stems_of(row.names, form):
            if count > most and parts <= words[form]:
                best, most = row, count
    return best


@lru_cache(maxsize=2048)
def _stems_of(names: tuple[str, ...], form: _Form) -> tuple[tuple[frozenset[str], int], ...]:
    """The bare forms of each name, and how many words it has."""
    return tuple((frozenset(parts), len(parts)) for parts in map(form, names))


def longest_name(row: Doneness, asked: str) -> str:
    """The name of it that the question uses, the longest."""
    form = _form(row)
    words = set(form(asked))
    return max((name for name in row.names if set(form(name)) <= words), key=len, default=row.food)


def named_by(row: Term | Remedy, asked: str) -> int:
    """How many words of the question name this row."""
    form = _form(row)
    words = set(form(asked))
    return max((len(parts) for parts in map(form, row.names) if parts and set(parts) <= words), default=0)


def _form(row: Term | Doneness | Remedy) -> _Form:
    """How the words of a row are laid beside a question: a trouble's without those that only hold it together."""
    return _plain_stems if isinstance(row, Remedy) else _stems


_AUXILIARY = frozenset("did do does is are was were has have had will would it the my".split())
"""Words that tell nothing of a trouble: "the jam didn't set" is "jam not set"."""


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    """The bare forms of the words; kept, since each question is laid beside every name of the handbook."""
    return tuple(_stem(word) for word in words_of(text))


@lru_cache(maxsize=4096)
def _plain_stems(text: str) -> tuple[str, ...]:
    """The bare forms of the words that tell, with "not" for each way to say it."""
    spelt = re.sub(r"n['\u2019]t\b", " not", re.sub(r"\bwon['\u2019]t\b", "will not", text.lower()))
    return tuple(_stem(word) for word in words_of(spelt) if word not in _AUXILIARY)


def _stem(word: str) -> str:
    """A verb's bare form: "folding", "folded" and "folds" are "fold"."""
    if word == "burnt":
        return "burn"
    for ending in ("ing", "ed", "es", "e", "s"):
        if ending == "s" and word.endswith("ss"):  # a truss is no plural
            break
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
    return word


def find_term(handbook: Handbook, asked: str) -> Term | None:
    """The term that a question names ("how do I fold it in", "deglazing"); None where there is none."""
    return _best(asked, handbook.terms)


def exact_term(handbook: Handbook, name: str) -> Term | None:
    """The term that is called just so: "whipping cream" is none where only "cream" is known; else None."""
    asked = words_of(name)
    return next((term for term in handbook.terms if asked in map(words_of, term.names)), None)


def find_doneness(handbook: Handbook, food: str) -> Doneness | None:
    """The signs of doneness of a food; None where there are none."""
    return _best(food, handbook.doneness)


def find_remedy(handbook: Handbook, symptom: str) -> Remedy | None:
    """First aid for a trouble as it was said; None where there is none."""
    return _best(symptom, handbook.remedies)


def safe_temperature(row: Doneness, scale: str = "as_written") -> str:
    """The safe temperature inside, with its rest, as a sentence part; empty where there is none.

    ``scale`` is celsius, fahrenheit or as_written (both).
    """
    rest = f", then {row.rest_minutes} minutes of rest" if row.rest_minutes else ""
    heat = _both(row.celsius, row.fahrenheit, scale, ended=not rest)
    return f"{heat} inside{rest}" if heat else ""


def done_temperature(row: Doneness, scale: str = "as_written") -> str:
    """The temperature at which it is done, as a sentence part; empty where there is none."""
    return _both(row.done_celsius, row.done_fahrenheit, scale, ended=True).rstrip(",")


def _both(celsius: int | None, fahrenheit: int | None, scale: str, *, ended: bool) -> str:
    if celsius is None or fahrenheit is None:
        return ""
    one = {"celsius": f"{celsius} °C", "fahrenheit": f"{fahrenheit} °F"}.get(scale)
    return one or f"{fahrenheit} °F, that is {celsius} °C{',' if ended else ''}"


def find_advice(handbook: Handbook, asked: str) -> Term | None:
    """What is known of a question or an appliance, by the words that it names; None where nothing is."""
    return _best(asked, handbook.advice)


def find_warning(handbook: Handbook, asked: str) -> Term | None:
    """What must be known of a danger that the words name; None where there is none."""
    return _best(asked, handbook.warnings)


def find_sightless(handbook: Handbook, asked: str) -> Term | None:
    """How that is done without seeing it; None where it is not known."""
    return _best(asked, handbook.unseen)


def signs(row: Doneness, sense: str = "") -> tuple[str, ...]:
    """The signs, the wanted sense first; sight is joined by another sense, so that nobody needs eyes."""
    ordered = sorted(row.signs, key=lambda pair: (pair[0] != sense, SENSES.index(pair[0])))
    return tuple(text for _, text in ordered)


_BY_OTHER_SENSES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        r"golden|brown|colou?r",
        (
            ("smell", "it smells toasted, like nuts; once it smells sharp it is too dark"),
            ("sound", "the sizzle gets quieter and higher"),
            ("touch", "the surface feels dry and firm"),
        ),
    ),
    (
        r"translucent|transparent|see-through|glassy",
        (
            ("smell", "the sharp smell turns sweet"),
            ("sound", "the loud sizzle gets soft"),
            ("touch", "it gives under the spoon without a crunch"),
        ),
    ),
    (
        r"opaque|flak",
        (("touch", "it flakes when it is pressed with a fork"), ("sound", "the sizzle turns soft and even")),
    ),
    (
        r"bubbl|boil|simmer",
        (
            ("sound", "a soft murmur is a simmer, a loud rumble a boil"),
            ("touch", "steam warms the hand above it"),
        ),
    ),
    (
        r"clear",
        (
            ("touch", "a thermometer in the thickest part tells it better"),
            ("sound", "the spitting turns soft"),
        ),
    ),
    (
        r"thick|coat|reduc|syrup",
        (
            ("touch", "the spoon moves more slowly and drips hang on it"),
            ("sound", "the bubbles plop, slow and heavy"),
        ),
    ),
    (
        r"pale|fluffy|stiff|peaks",
        (
            ("touch", "the whisk meets resistance and nothing feels gritty"),
            ("sound", "the splashing turns into a soft thud"),
        ),
    ),
    (
        r"shimmer|smok|hot",
        (("sound", "a drop of batter or a crumb sizzles at once"), ("smell", "a sharp smell means too hot")),
    ),
    (
        r"smooth|lump|combined|mixed|incorporated",
        (
            ("touch", "no grains or dry crumbs are felt under the spoon"),
            ("sound", "the machine runs even and quiet"),
        ),
    ),
    (r"melt", (("touch", "the spoon finds no lumps"), ("sound", "the crackle of the butter begins"))),
    (
        r"doubl|risen|rise",
        (("touch", "a finger's dent comes back slowly"), ("smell", "it smells faintly of beer")),
    ),
    (r"set\b|trembl|wobbl", (("touch", "a light tap moves the middle, not the edge"),)),
    (
        r"tender|soft|cooked through|done",
        (("touch", "a fork or a knife goes in with little push"),),
    ),
    (r"fragrant|smell", (("smell", "it fills the room"),)),
    (r"gloss|shin", (("touch", "it clings to the spoon"), ("sound", "the bubbling gets slow"))),
    (r"wilt", (("touch", "the leaves lie limp under the spoon"),)),
    (r"crisp|crunch", (("sound", "it crackles when tapped"), ("touch", "it feels hard and dry"))),
)
"""What a recipe tells by sight → the same by other senses, where the food itself has no row."""
_WITHOUT_EYES = ("smell", "sound", "touch")


def all_without_eyes(sign: str, row: Doneness | None) -> tuple[str, ...]:
    """One sign for each sense but sight that is known: smell, sound, touch; of this food first."""
    told = (without_eyes(sign, row, sense) for sense in _WITHOUT_EYES)
    return tuple(text for text in told if text)


def without_eyes(sign: str, row: Doneness | None, sense: str = "") -> str:
    """The same by another sense: of this food where it is known, else of what the sign says.

    Args:
        sign: the recipe's own words: "until the edges are golden".
        sense: smell, sound, touch or time; any but sight where it is empty.
    """
    wanted = (sense,) if sense else _WITHOUT_EYES
    own = dict(row.signs) if row is not None else {}
    for name in wanted:
        if name in own:
            return own[name]
    for pattern, senses in _BY_OTHER_SENSES:
        if re.search(pattern, sign.lower()):
            found = next((text for name in wanted for known, text in senses if known == name), "")
            if found:
                return found
    return ""


def find_reason(handbook: Handbook, asked: str) -> Term | None:
    """Why it is done, by the words of the question; None where no reason is known."""
    return _best(asked, handbook.reasons)


def find_form(handbook: Handbook, asked: str) -> Term | None:
    """What another form of a food changes: "frozen broccoli"; None where nothing is known."""
    return _best(asked, handbook.forms)
