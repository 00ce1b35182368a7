"""How hot food must be inside: what has a safe temperature, what a mixed dish has, what is merely done at one. Pure."""

import re

from sous_voice.core.diets import look_up
from sous_voice.core.finding import best_titles, content_words, steps_about
from sous_voice.core.food_names import words_of
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.reading import cooking_step
from sous_voice.core.recipe import Recipe
from sous_voice.core.technique import Doneness, done_temperature, find_doneness, find_term, safe_temperature
from sous_voice.core.wording import first_upper

_NO_FLESH = frozenset(
    "stock broth bouillon sauce soup gravy noodle fat cube consomme paste powder seasoning tin can".split()
)
_EATEN_AS_IT_IS = re.compile(r"\b(?:smoked|canned|tinned|cooked|leftover|cured|dried)\b", re.IGNORECASE)


def flesh_in(kitchen: Kitchen, recipe: Recipe) -> tuple[tuple[str, Doneness], ...]:
    """The ingredients that have a safe temperature inside, by name: raw meat, poultry and fish as such."""
    found = ((item.name, find_doneness(kitchen.knowledge.handbook, item.name)) for item in recipe.ingredients)
    return tuple(
        (name, row)
        for name, row in found
        if row is not None and row.celsius is not None and _is_flesh(kitchen, name)
    )


def _is_flesh(kitchen: Kitchen, name: str) -> bool:
    """Meat, poultry or fish as such: not a stock or a sauce of it, and none that is cooked or cured already."""
    facts = look_up(kitchen.knowledge.diets, name)
    kinds = {"meat", "poultry", "fish", "shellfish"}
    raw = not _NO_FLESH.intersection(words_of(name)) and not _EATEN_AS_IT_IS.search(name)
    return raw and any(f.kinds & kinds for f in facts)


def inside_words(
    kitchen: Kitchen, recipe: Recipe, known: Doneness | None, said: str, index: int | None
) -> list[str]:
    """The safe temperature of a food, or of what is in the dish; else the one at which it is done; empty for none.

    Args:
        known: what is known of the food.
        said: what was asked of; empty for the dish.
        index: the step that is meant; only what is cooked through there counts, where nothing was named.
    """
    scale = kitchen.habits.temperature_scale
    if known is not None and (safe := safe_temperature(known, scale)):
        return [_ended(f"It is safe at {safe}"), known.note]
    of_dish = not said or bool(best_titles(said, [recipe]))
    flesh = [
        (name, row)
        for name, row in flesh_in(kitchen, recipe)
        if of_dish and (said or index is None or cooking_step(recipe, name) == index)
    ]
    if flesh:  # the hottest of them holds for the whole pot
        name, row = max(flesh, key=lambda pair: pair[1].celsius or 0)
        return [_ended(f"The {name.lower()} in it is safe at {safe_temperature(row, scale)}")]
    done = done_temperature(known, scale) if known is not None else ""
    return [f"It is done at {done}."] if done else []


_LEVEL = re.compile(r"\bmedium[- ]rare\b|\bwell done\b")
_AGAIN = re.compile(r"\bleftovers?\b|\breheat|\bwarmed up\b")
_NO_FOOD = frozenset(("", "it", "that", "this", "oven", "pan"))


def of_another_food(kitchen: Kitchen, recipe: Recipe, thing: str, heard: str) -> tuple[str, ...]:
    """The safe temperature of a food that is asked of and not in the recipe, or what "medium rare" is; else nothing."""
    book = kitchen.knowledge.handbook
    if _LEVEL.search(heard) and (level := find_term(book, heard)) is not None:
        return (level.meaning,)
    name = "leftovers" if _AGAIN.search(heard) else "" if thing in _NO_FOOD else thing
    known = find_doneness(book, name) if name else None
    safe = safe_temperature(known, kitchen.habits.temperature_scale) if known is not None else ""
    there = f"{recipe.title} {' '.join(item.name for item in recipe.ingredients)}".lower()
    own = any(word.rstrip("s") in there for word in content_words(name)) or bool(
        steps_about(name, recipe.steps)
    )
    return (f"{first_upper(name)}: {safe}.", known.note) if safe and known is not None and not own else ()


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
