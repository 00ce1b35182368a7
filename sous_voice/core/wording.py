"""How a recipe is put into sentences for the ear: ingredients, steps, lists, chunks of some 20 words.

Texts here are what a person would write ("1/2 cup of milk"); the speaking layer turns them into words.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.gather import name_key
from sous_voice.core.quantity import find_unit, number_text, quantity_text, read_number, scaled
from sous_voice.core.recipe import Cookware, Ingredient, Item, Recipe, Step, StepTimer

CHUNK_WORDS = 20
"""A spoken chunk; human helpers' turns have a median of 13 words and a 95th percentile of 26."""

_ABBREVIATIONS = (
    "approx",
    "no",
    "No",
    "tbsp",
    "Tbsp",
    "tsp",
    "oz",
    "lb",
    "min",
    "hr",
    "e.g",
    "i.e",
    "etc",
    "vs",
    "St",
    "Mr",
)
_SENTENCE = re.compile(
    "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _ABBREVIATIONS)
    + r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[^a-z\s])"
)
_BREAKS = (
    r";\s+",
    r":\s+",
    r",\s+",
    r"\s+(?=then\s)",
    r"\s+(?=until\s)",
    r"\s+(?=(?:and|or|but)\s)",
    r"\s+(?=(?:with|for|in)\s)",
)
_ARTICLE = re.compile(r"\b(an?|some)\s+$", re.IGNORECASE)


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
    quantity, name = item.quantity, item.name
    amount = quantity_text(quantity)
    if not amount:
        return name
    if quantity.low is None:
        if re.match(r"(?:to|as|for|until|if|about)\b", amount):
            return f"{name}, {amount}"
        return f"{amount} of {name}" if quantity.unit else f"{amount} {name}"
    if quantity.unit:
        known = find_unit(quantity.unit)
        if known is None or known.name == "item":
            return f"{number_text(quantity.low)} {name}" if known else f"{amount} {name}"
        return f"{amount} {name}" if known.name == "dozen" else f"{amount} of {name}"
    many = (quantity.high or quantity.low) > 1
    return f"{amount} {plural(name) if many else name}"


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


def step_text(step: Step) -> str:
    """The whole step as it is read, amounts included."""
    text = ""
    for item in step.items:
        if not isinstance(item, Ingredient | Cookware):
            text += item_text(item)
            continue
        article = _ARTICLE.search(text)
        if article and isinstance(item, Ingredient) and item.quantity.low is not None:
            one = item.quantity.low == 1 and not item.quantity.unit and not item.quantity.high
            if one:
                text += item.name
                continue
            text = text[: article.start()]
        text += item_text(item)
    return re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".").strip()


def step_title(step: Step, words: int = 7) -> str:
    """The first words of a step, to name it in passing."""
    text = re.sub(r"\s+", " ", "".join(i if isinstance(i, str) else _bare(i) for i in step.items)).strip()
    first = _SENTENCE.split(text)[0].rstrip(".!?;:, ")
    clause = re.split(r"[,;:]", first)[0]
    first = clause if len(first.split()) > words and len(clause.split()) >= 4 else first
    kept = first.split()
    if len(kept) > words:
        kept = kept[:words]
        while kept and kept[-1].lower() in {"the", "a", "an", "in", "with", "of", "and", "to", "for", "on"}:
            kept.pop()
    return " ".join(kept)


def _bare(item: Ingredient | Cookware | StepTimer) -> str:
    return item.text or item.name if isinstance(item, StepTimer) else item.name


# ---------------------------------------------------------------- chunks


def sentences(text: str) -> tuple[str, ...]:
    """The text cut at the ends of its sentences."""
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


def chunks(text: str, limit: int = CHUNK_WORDS) -> tuple[str, ...]:
    """The text in pieces of at most ``limit`` words where it has any place to be cut.

    Whole sentences are kept together while they fit; a longer one is cut at semicolons, commas and
    joining words. Every word stays, in order.
    """
    kept: list[str] = []
    for sentence in sentences(text):
        pieces = _joined(_cut(sentence, limit), limit)
        if kept and len(pieces) == 1 and _fits(kept[-1], pieces[0], limit) and kept[-1][-1] in ".!?":
            kept[-1] = f"{kept[-1]} {pieces[0]}"
        else:
            kept += pieces
    return tuple(kept)


def _fits(one: str, other: str, limit: int) -> bool:
    return len(one.split()) + len(other.split()) <= limit


def _joined(pieces: list[str], limit: int) -> list[str]:
    """Neighbours that fit into one chunk put together again."""
    kept: list[str] = []
    for piece in pieces:
        if kept and _fits(kept[-1], piece, limit):
            kept[-1] = f"{kept[-1]} {piece}"
        else:
            kept.append(piece)
    return kept


def _cut(sentence: str, limit: int) -> list[str]:
    words = len(sentence.split())
    if words <= limit:
        return [sentence]
    for pattern in _BREAKS:
        places = [m.end() for m in re.finditer(pattern, sentence)]
        good = [p for p in places if min(len(sentence[:p].split()), len(sentence[p:].split())) >= 3]
        if good:
            middle = len(sentence) / 2
            place = min(good, key=lambda p: abs(p - middle))
            return [*_cut(sentence[:place].strip(), limit), *_cut(sentence[place:].strip(), limit)]
    half = sentence.split()
    return [" ".join(half[:limit]), *_cut(" ".join(half[limit:]), limit)]


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
            return replace(item, quantity=scaled(item.quantity, factor))
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


def first_upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
