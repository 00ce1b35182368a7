"""How a recipe is put into sentences for the ear: ingredients, steps, lists, chunks of some 20 words.

Texts here are what a person would write ("1/2 cup of milk"); the speaking layer turns them into words.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.chunks import VERBS, sentences
from sous_voice.core.gather import name_key
from sous_voice.core.quantity import find_unit, number_text, quantity_text, read_number, scaled, unit_text
from sous_voice.core.recipe import Cookware, Ingredient, Item, Quantity, Recipe, Step, StepTimer

_ARTICLE = re.compile(r"\b(a little|an?|some)\s+$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:\d+|two|three|four|five|six|both)\s+$", re.IGNORECASE)


# ---------------------------------------------------------------- lists


def spoken_list(items: Iterable[str], last: str = "and") -> str:
    """ "eggs, milk and nuts"; empty for nothing."""
    words = [item for item in items if item]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(count: int, noun: str) -> str:
    """ "1 step", "3 steps"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


# ---------------------------------------------------------------- ingredients


def plural(name: str) -> str:
    """Plural of a food's name where English only adds an ending; names that are plural stay."""
    if not name[-1:].isascii():  # a language that has no s for it
        return name
    if name_key(name) != " ".join(name.lower().split()) or name.endswith(("s", "rice", "flour", "milk")):
        return name
    if name.endswith(("ch", "sh", "x")) or (
        name.endswith("o") and name.endswith(("tomato", "potato", "mango"))
    ):
        return f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def ingredient_text(item: Ingredient, *, note: bool = False) -> str:
    """ "200 grams of flour", "3 eggs", "salt, to taste", "a pinch of salt"; with its note on request."""
    text = _measured(item)
    if note and item.note:
        text = f"{text}, {item.note}"
    if note and item.optional:
        text = f"{text}, optional"
    return text


def _measured(item: Ingredient) -> str:
    quantity, name = _countable(item.quantity), item.name
    amount = quantity_text(quantity)
    if not amount:
        return name
    if quantity.low is None:
        if re.match(r"(?:to|as|for|until|if|about)\b", amount):
            return f"{name}, {amount}"
        of = quantity.unit or find_unit(amount.split()[-1]) is not None
        return f"{_one(amount)} of {name}" if of else f"{amount} {name}"
    if quantity.unit:
        known = find_unit(quantity.unit)
        pack = _PACK.fullmatch(quantity.unit) if known is None else None
        if pack:
            return (
                f"{_packs(quantity.low, pack[3])} of {name}, {pack[1]} {unit_text(pack[2], Fraction(2))} each"
            )
        if known is None or known.name == "item":
            return f"{number_text(quantity.low)} {name}" if known else f"{amount} {name}"
        return f"{amount} {name}" if known.name == "dozen" else f"{amount} of {name}"
    many = (quantity.high or quantity.low) > 1
    if many and quantity.low.denominator > 2 and name_key(name).split()[-1] == "egg":
        amount = f"about {number_text(Fraction(round(quantity.low * 2), 2))}"  # nobody cuts an egg in four
    if quantity.low <= 1 and not many and plural(name_key(name)) == name.lower():
        name = name_key(name)  # half of two carrots; "3/4 egg", which is spoken as three quarters of an egg
    return f"{amount} {plural(name) if many else name}"


def _countable(quantity: Quantity) -> Quantity:
    """Pieces and cloves in parts that a knife can make: halves above one, thirds and quarters below."""
    known = find_unit(quantity.unit)
    counted = not quantity.unit or (known is not None and known.kind == "count")
    if quantity.low is None or quantity.high is not None or not counted or quantity.low.denominator <= 4:
        return quantity
    parts = (1, 2) if quantity.low > 1 else (2, 3, 4)
    near = min(
        (Fraction(round(quantity.low * n), n) for n in parts), key=lambda f: abs(f - (quantity.low or 0))
    )
    return replace(quantity, low=near) if near else quantity


_PACK = re.compile(
    r"(\d+(?:[.,]\d+)?)[ -]*(g|kg|ml|l|oz|ounces?|grams?|lbs?|pounds?)[ -]*"
    r"(cans?|tins?|jars?|packages?|packets?|packs?|bags?|bottles?|boxes|box|blocks?)"
)


def _packs(number: Fraction, kind: str) -> str:
    """ "2 cans", "a can"."""
    one = kind.removesuffix("es") if kind == "boxes" else kind.removesuffix("s")
    return f"a {one}" if number == 1 else f"{number_text(number)} {plural(one)}"


def _one(amount: str) -> str:
    """ "1 pinch" as it is said: "a pinch"."""
    return re.sub(r"^1 (?=[a-z])", "a ", amount)


# ---------------------------------------------------------------- steps


def item_text(item: Item) -> str:
    """A piece of a step as it is read."""
    if isinstance(item, str):
        return item
    if isinstance(item, Ingredient):
        return ingredient_text(item)
    if isinstance(item, Cookware):
        amount = item.quantity
        return (
            f"{number_text(amount.low)} {plural(item.name)}" if amount.low and amount.low > 1 else item.name
        )
    return item.text or item.name


def step_text(step: Step, *, notes: bool = False) -> str:
    """The whole step as it is read, amounts included; with short words from behind the names on request."""
    pieces: list[str] = []
    behind = ""
    for item in step.items:
        if behind:
            pieces.append(behind if re.match(r"\s*[,.;:)]", _start(item)) else f"{behind},")
            behind = ""
        before = pieces[-1] if pieces else ""
        if isinstance(item, Ingredient):
            before, item = _joined(before, item)
            if pieces:
                pieces[-1] = before
            pieces.append(item_text(item))
            behind = f", {item.note}" if notes and _short(item.note) else ""
        elif isinstance(item, Cookware) and _COUNTED.search(before[-_TAIL:]):
            pieces.append(plural(item.name))
        else:
            pieces.append(item_text(item))
    text = "".join([*pieces, behind])
    return re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".").strip()


_TAIL = 40
"""Characters before an ingredient in which its article, number or state can stand."""
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ADJECTIVE = re.compile(r"\b(?!need|shred|feed|breed)(\w+ed|ripe|fresh|cold|warm|hot|dry)\s+$")


def _joined(before: str, item: Ingredient) -> tuple[str, Ingredient]:
    """The text before an ingredient and the ingredient, without saying an amount twice or in mid-phrase."""
    if item.quantity.low is None:
        return before, item
    head, tail = before[:-_TAIL], before[-_TAIL:]
    counted = _COUNTED.search(tail)
    said = counted.group().strip().lower() if counted else ""
    if counted and (said == str(item.quantity.low) or _NUMBER_WORDS.get(said) == item.quantity.low):
        return head + tail[: counted.start()], item  # "your two @eggs{2}"
    article = _ARTICLE.search(tail)
    if article:
        one = item.quantity.low == 1 and not item.quantity.unit and not item.quantity.high
        if one:
            return before, replace(item, quantity=Quantity())
        return head + tail[: article.start()], item
    state = _ADJECTIVE.search(tail)
    if state:  # "mashed @bananas{2}" is 2 mashed bananas
        return head + tail[: state.start()], replace(item, name=f"{state[1]} {item.name}")
    return before, item


def _short(note: str) -> bool:
    """Whether a note can be said in mid-sentence: "finely chopped", and no second amount or choice."""
    return bool(note) and len(note.split()) <= 4 and not re.match(r"\W|\d|or\b|option|see\b|this\b", note)


def _start(item: Item) -> str:
    return item if isinstance(item, str) else "x"


_TITLE_WORDS = 12
_CLAUSE = frozenset("until then while before after so".split())
_PHRASE = frozenset("and or with in on for to from over into at as without".split())


def step_title(step: Step, words: int = _TITLE_WORDS) -> str:
    """The first words of a step, to name it in passing: whole phrases only, without amounts."""
    text = re.sub(r"\s+", " ", "".join(i if isinstance(i, str) else _bare(i) for i in step.items)).strip()
    first = (sentences(text) or (text,))[0].rstrip(".!?;:, ")
    kept = first.split()
    if len(kept) <= words:
        return first
    first_place = 3
    if kept[0].lower() in _OPENERS and "," in first:
        first_place = 3 + next((n for n, word in enumerate(kept) if word.endswith(",")), 0)
    clauses = [n for n in range(first_place, words + 1) if _new_clause(kept, n)]
    phrases = [n for n in range(3, words + 1) if _new_phrase(kept, n)]
    place = max(clauses, default=max(phrases, default=words))
    return " ".join(kept[:place]).rstrip(",;: ")


_OPENERS = frozenset("in on while when after for with once to using meanwhile".split())


def _new_clause(words: list[str], n: int) -> bool:
    """Whether another act, or a condition, begins at this word."""
    word, following = words[n].lower(), words[n + 1].lower() if n + 1 < len(words) else ""
    joined = word in ("and", "or") and following in VERBS
    begins = word in _CLAUSE or joined or word in VERBS or word.endswith("ing")
    return (
        words[n - 1][-1] in ";:"
        or words[n].startswith("(")
        or word in _CLAUSE
        or joined
        or (words[n - 1][-1] == "," and begins)
    )


def _new_phrase(words: list[str], n: int) -> bool:
    ranged = words[n] in ("to", "or") and words[n - 1][-1].isdigit()
    return words[n - 1][-1] == "," or (words[n].lower() in _PHRASE and not ranged)


def _bare(item: Ingredient | Cookware | StepTimer) -> str:
    return item.text or item.name if isinstance(item, StepTimer) else item.name


# ---------------------------------------------------------------- scaling


_AMOUNT_IN_TEXT = re.compile(
    r"(?<![\w.,/])(?P<number>\d+(?:\s+\d+/\d+|/\d+|[.,]\d+)?|[½⅓⅔¼¾⅛])"
    r"(?P<gap>\s?)(?P<unit>g|kg|ml|cl|dl|l|oz|lb|lbs|grams?|kilograms?|millilit(?:re|er)s?|lit(?:re|er)s?|"
    r"ounces?|pounds?|cups?|tablespoons?|teaspoons?|tbsp|tsp)\b(?!\s*(?:tin|can|jar|pack|bag)s?\b)"
)


def scale_recipe(recipe: Recipe, factor: Fraction) -> Recipe:
    """The recipe times ``factor``: list, marked amounts and plain amounts inside the steps' words.

    Fixed amounts, times, temperatures and lengths stay. Package sizes ("400 g tin") stay.
    """

    def one(item: Item) -> Item:
        if isinstance(item, Ingredient):
            note = _AMOUNT_IN_TEXT.sub(lambda m: _scaled_words(m, factor), item.note)
            return replace(item, quantity=scaled(item.quantity, factor), note=note)
        if isinstance(item, str):
            return _AMOUNT_IN_TEXT.sub(lambda m: _scaled_words(m, factor), item)
        return item

    steps = tuple(replace(step, items=tuple(one(item) for item in step.items)) for step in recipe.steps)
    listed = tuple(replace(item, quantity=scaled(item.quantity, factor)) for item in recipe.ingredients)
    servings = None if recipe.servings is None else recipe.servings * factor
    return replace(recipe, steps=steps, ingredients=listed, servings=servings, scale=recipe.scale * factor)


def _scaled_words(match: re.Match[str], factor: Fraction) -> str:
    number = read_number(match["number"])
    if number is None:
        return match.group()
    known = find_unit(match["unit"])
    text = number_text(number * factor, decimals=known is not None and known.metric)
    return f"{text}{match['gap']}{match['unit']}"


def clock_text(seconds_of_day: float) -> str:
    """ "7:05 in the evening" as a cook says it."""
    minutes = round(seconds_of_day / 60) % 1440
    hour, minute = divmod(minutes, 60)
    ends = ((5, "at night"), (12, "in the morning"), (18, "in the afternoon"), (22, "in the evening"))
    part = next((name for end, name in ends if hour < end), "at night")
    return f"{hour % 12 or 12}:{minute:02d} {part}"


_PEOPLE = ("people", "persons", "person", "servings", "serving", "portions", "portion", "guests")
_YIELD = re.compile(r"(?P<low>\d+)(?:\s*(?:-|–|to)\s*(?P<high>\d+))?\s*(?P<noun>[a-z]+)?")


def yield_text(recipe: Recipe) -> str:
    """ "Serves 4", "serves 4 to 6", "makes 1 loaf", as scaled; empty where the recipe does not say."""
    if recipe.servings is None:
        return ""
    head = {key.lower(): value for key, value in recipe.metadata.items()}
    written = next((head[k] for k in ("servings", "serves", "yield", "yields", "portions") if k in head), "")
    found = _YIELD.match(written.lower().strip())
    whole = recipe.servings.denominator == 1 or recipe.servings < 2
    number, noun = number_text(recipe.servings) if whole else f"about {round(recipe.servings)}", ""
    if found and Fraction(found["low"]) * recipe.scale == recipe.servings:
        noun = found["noun"] if found["noun"] and found["noun"] not in _PEOPLE else ""
        number += f" to {number_text(Fraction(found['high']) * recipe.scale)}" if found["high"] else ""
    return f"makes {number} {noun}" if noun else f"serves {number}"


def none_of(name: str) -> str:
    """ "There is no stock in this recipe." """
    bare = re.sub(r"^(?:the|any|some|my) ", "", name.strip())
    many = name_key(bare) != " ".join(bare.lower().split())
    return f"There {'are' if many else 'is'} no {bare} in this recipe."


def degrees_text(number: float, unit: str) -> str:
    """ "180 degrees Celsius", "gas mark 4"."""
    if unit == "gas":
        return f"gas mark {round(number)}"
    return f"{round(number)} degrees {unit.capitalize()}"


def first_upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
