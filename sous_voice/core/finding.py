"""Finding by what was roughly said: recipes by title, ingredients and steps by a few words."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from sous_voice.core.gather import name_key
from sous_voice.core.recipe import Ingredient, Recipe, Step

SURE = 82.0
"""Score of 100 from which a name counts as meant."""
_STOP_WORDS = (
    "a an the of with and to in on for some any my our your it that this these those is are i we do does "
    "have put has been part one step bit where when make making making's let us lets recipe please"
)
_STOP = frozenset(_STOP_WORDS.split())


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, singular, lower case."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())
    return tuple(name_key(word) for word in words if word not in _STOP)


def likeness(said: str, name: str) -> float:
    """0 to 100: how well ``said`` names ``name``; word order and extra words in the name cost little."""
    a, b = " ".join(content_words(said)), " ".join(content_words(name))
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    shared = set(a.split()) & set(b.split())
    whole = fuzz.token_sort_ratio(a, b)
    if shared:
        return max(whole, fuzz.token_set_ratio(a, b) - 4)
    return whole


_Named = TypeVar("_Named")


def _best(scored: Sequence[tuple[float, _Named]], least: float) -> tuple[_Named, ...]:
    """The highest scorers: only the first where it stands clear of the others."""
    good = [pair for pair in scored if pair[0] >= least]
    good.sort(key=lambda pair: -pair[0])
    if good and good[0][0] >= 99 and (len(good) == 1 or good[1][0] < 99):
        good = good[:1]
    return tuple(item for _, item in good)


def best_titles(said: str, recipes: Iterable[Recipe]) -> tuple[Recipe, ...]:
    """Recipes whose title is meant by ``said``, best first."""
    return _best([(likeness(said, recipe.title), recipe) for recipe in recipes], SURE)


def best_ingredients(said: str, ingredients: Iterable[Ingredient]) -> tuple[Ingredient, ...]:
    """Ingredients meant by ``said``, best first: "sugar" finds "brown sugar" and "sugar" itself first."""
    return _best([(_ingredient_score(said, item.name), item) for item in ingredients], SURE)


def like_ingredients(said: str, ingredients: Iterable[Ingredient]) -> tuple[Ingredient, ...]:
    """Every ingredient that ``said`` may mean, best first: "butter" is also "cold butter"."""
    scored = [(_ingredient_score(said, item.name), item) for item in ingredients]
    return tuple(item for score, item in sorted(scored, key=lambda pair: -pair[0]) if score >= SURE)


def _ingredient_score(said: str, name: str) -> float:
    words, parts = content_words(said), content_words(name)
    if not words or not parts:
        return 0.0
    if words == parts:
        return 100.0
    if parts[-1] == words[-1] or set(words) <= set(parts) or set(parts) <= set(words):
        return 90.0
    return likeness(said, name)


def plain_step(step: Step) -> str:
    """A step's words without amounts."""
    return "".join(
        item if isinstance(item, str) else getattr(item, "text", "") or item.name for item in step.items
    )


def steps_about(said: str, steps: Sequence[Step], start: int = 0) -> tuple[int, ...]:
    """Indexes of the steps that ``said`` is about, best first; ties go to the nearest after ``start``."""
    words = content_words(said)
    if not words:
        return ()
    scored = []
    for index, step in enumerate(steps):
        there = content_words(plain_step(step))
        hits = sum(1 for word in words if any(_same_word(word, other) for other in there))
        if hits:
            scored.append((-hits / len(words), abs(index - start), index))
    if not scored:
        return ()
    best = min(scored)[0]
    return tuple(index for score, _, index in sorted(scored) if score == best or score <= -0.99)


def best_sections(said: str, steps: Sequence[Step]) -> tuple[int, ...]:
    """Indexes of the steps that begin a section whose name is in ``said``: "the pastry"; in order."""
    words = content_words(said)
    named = [
        bool(step.section) and all(any(_same_word(w, o) for o in words) for w in content_words(step.section))
        for step in steps
    ]
    return tuple(
        i for i, hit in enumerate(named) if hit and (not i or steps[i - 1].section != steps[i].section)
    )


def _same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    stem = min(len(word), len(other))
    return stem >= 4 and (word[:stem] == other[:stem] or fuzz.ratio(word, other) >= 88)
