"""What a cook wants of a recipe: foods, a diet, a course, a time, a season, an author; read and tested."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sous_voice.core.finding import best_ingredients, content_words
from sous_voice.core.intents import Intent
from sous_voice.core.quantity import duration_text
from sous_voice.core.reading import total_seconds
from sous_voice.core.recipe import Recipe
from sous_voice.core.turn import slot_number, slot_text
from sous_voice.core.wording import spoken_list

QUICK = 1800.0
"""Seconds of a "quick" dish."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is wanted of a recipe."""

    words: str
    """As it stands in a sentence: "vegan", "soup", "with apples"."""
    test: Callable[[Recipe], bool]
    before: bool = False
    """Whether its words stand before the noun."""
    food: bool = False
    """Whether it is something that the dish takes."""


def said(wanted: Sequence[Wish]) -> str:
    """ "vegan recipes with chicken and rice within 30 minutes"."""
    before = [wish.words for wish in wanted if wish.before]
    foods = spoken_list(wish.words for wish in wanted if wish.food)
    behind = [wish.words for wish in wanted if not wish.before and not wish.food]
    return " ".join(part for part in (*before, "recipes", f"with {foods}" if foods else "", *behind) if part)


def wishes_of(intent: Intent, words: str) -> list[Wish]:
    """What is wanted of a recipe.

    Args:
        words: the utterance, lower case.
    """
    wishes: list[Wish] = []
    food = slot_text(intent, "ingredient")
    dish = slot_text(intent, "dish", "name")
    for part in _parts(food or dish):
        test = partial(_has, food=part)
        plain = not food and part in COURSES
        wishes.append(Wish(part, test, before=True) if plain else Wish(part, test, food=True))
    seconds = slot_number(intent, "time", "duration")
    if not seconds and re.search(r"\b(?:quick|fast)\b", words):
        seconds = QUICK
    if re.search(r"\b(?:easy|simple)\b", words):
        wishes.append(Wish("easy", _easy, before=True))
    if seconds:
        wishes.append(Wish(f"within {duration_text(seconds)}", partial(_within, seconds=seconds)))
    for slot, phrase in (("diet", "{}"), ("course", "{}"), ("season", "for {}"), ("author", "by {}")):
        value = slot_text(intent, slot)
        if value:
            test = partial(_tagged, slot=slot, said=value)
            wishes.append(Wish(phrase.format(value), test, before=phrase == "{}"))
    return wishes


COURSES = frozenset(
    "dinner lunch breakfast dessert supper starter appetizer snack brunch soup salad cake pie bread stew curry pasta "
    "quick side".split()
)


def _parts(food: str) -> list[str]:
    text = food
    for joint in (" and ", ",", " or ", " with "):
        text = text.replace(joint, "|")
    return [part.strip() for part in text.split("|") if part.strip()]


def _has(recipe: Recipe, food: str) -> bool:
    if best_ingredients(food, recipe.ingredients):
        return True
    words = set(content_words(food))
    return bool(words) and words <= set(content_words(f"{recipe.title} {known(recipe, 'tags')}"))


def _easy(recipe: Recipe) -> bool:
    return "easy" in known(recipe, "difficulty", "tags")


def _within(recipe: Recipe, seconds: float) -> bool:
    total = total_seconds(recipe)
    return total is not None and total <= seconds


def known(recipe: Recipe, *keys: str) -> str:
    """What the recipe's head says under these keys, lower case."""
    found = {key.lower(): value for key, value in recipe.metadata.items()}
    return " ".join(found.get(key, "") for key in keys).lower()


def _tagged(recipe: Recipe, slot: str, said: str) -> bool:
    keys = {
        "diet": ("tags", "diet"),
        "course": ("tags", "course", "title"),
        "season": ("season", "tags"),
        "author": ("author", "source", "source.author", "story.narrator"),
    }[slot]
    there = " ".join(content_words(known(recipe, *keys)))
    words = content_words(said)
    if slot == "season" and ("all year" in known(recipe, "season") or "any" in there.split()):
        return True
    return bool(words) and all(word in there.split() for word in words)
