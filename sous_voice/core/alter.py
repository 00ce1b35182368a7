"""A recipe changed by the cook: swapped, more or less of, left out, added. Each makes a new recipe."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.food_names import singular, words_of
from sous_voice.core.quantity import added
from sous_voice.core.recipe import Ingredient, Item, Quantity, Recipe
from sous_voice.core.wording import plural


def same_food(name: str, asked: str) -> bool:
    """Whether a recipe's ingredient is the one that was asked for: equal words, or the asked words end it."""
    mine, theirs = words_of(name), words_of(asked)
    return bool(theirs) and (mine == theirs or mine[-len(theirs) :] == theirs or set(theirs) <= set(mine))


def find_ingredient(recipe: Recipe, asked: str) -> Ingredient | None:
    """The recipe's ingredient of that name, the closest first; None where it has none."""
    exact = [i for i in recipe.ingredients if words_of(i.name) == words_of(asked)]
    near = [i for i in recipe.ingredients if same_food(i.name, asked)]
    return (exact or near or [None])[0]  # type: ignore[list-item]


_STATES = frozenset(
    "cold cool warm hot soft softened melted unsalted salted fresh ripe whole".split()
    + "large small medium chopped plain".split()
)


def one_food(name: str, other: str) -> bool:
    """Whether two names differ at most in state: "cold butter" and "butter", never "peanut butter"."""
    mine, theirs = (tuple(w for w in words_of(n) if w not in _STATES) for n in (name, other))
    return bool(mine) and mine == theirs


_Change = Callable[[Item], tuple[Item, ...]]


def _map_items(recipe: Recipe, change: _Change) -> Recipe:
    """The recipe with each piece of its steps and list changed; what falls together in the list is added up."""
    steps = tuple(
        replace(old, items=tuple(new for item in old.items for new in change(item))) for old in recipe.steps
    )
    gathered: list[Ingredient] = []
    for old in recipe.ingredients:
        for new in change(old):
            if isinstance(new, Ingredient):
                _gather(gathered, new)
    return replace(recipe, steps=steps, ingredients=tuple(gathered))


def _gather(found: list[Ingredient], new: Ingredient) -> None:
    """Put one into the list, together with what is there of it in a unit that can be added."""
    for place, old in enumerate(found):
        both = added(old.quantity, new.quantity) if old.name == new.name and old.note == new.note else None
        if both is not None:
            found[place] = replace(old, quantity=both)
            return
    found.append(new)


def times(quantity: Quantity, factor: Fraction) -> Quantity:
    """A quantity times a factor; words ("to taste") stay."""
    low = quantity.low * factor if quantity.low is not None else None
    high = quantity.high * factor if quantity.high is not None else None
    return replace(quantity, low=low, high=high)


def meant(recipe: Recipe, asked: str) -> tuple[str, ...]:
    """Names of the recipe's ingredients that ``asked`` means, all states of one food together.

    "Butter" is the cold butter and the butter of the filling, never the peanut butter; where there
    is none of just that name, "sugar" is the brown sugar and the white.
    """
    names = tuple(dict.fromkeys(item.name for item in recipe.ingredients))
    exact = tuple(name for name in names if one_food(name, asked))
    return exact or tuple(name for name in names if same_food(name, asked))


def bare(name: str) -> str:
    """The name without words of state: "cold butter" → "butter"."""
    kept = [word for word in name.split() if singular(word.lower()) not in _STATES]
    return " ".join(kept) or name


def swap(
    recipe: Recipe, names: Iterable[str], word: str, portions: Callable[[Ingredient], tuple[Ingredient, ...]]
) -> Recipe:
    """Another food in place of an ingredient: in the list, in the steps and in their words.

    Args:
        names: the ingredient's names in this recipe.
        word: what the steps call the substitute.
        portions: what stands for one mention, one or more foods.
    """
    gone = frozenset(names)
    words = _namer(recipe, gone, lambda _name: word)

    def change(item: Item) -> tuple[Item, ...]:
        if isinstance(item, Ingredient) and item.name in gone:
            return _joined(portions(item))
        return (words(item),) if isinstance(item, str) else (item,)

    return _map_items(recipe, change)


def _joined(parts: tuple[Ingredient, ...]) -> tuple[Item, ...]:
    """Foods as they stand in a sentence: "milk with lemon juice"."""
    return tuple(piece for part in parts for piece in (" with ", part))[1:]


def _namer(recipe: Recipe, gone: frozenset[str], word: Callable[[str], str]) -> Callable[[str], str]:
    """Puts ``word`` of the name where a text names the food, and leaves foods alone that only sound like it."""
    others = {item.name for item in recipe.ingredients} - gone
    heads = {head for name in gone if (head := _own_head(name, others))}
    owns = {own for name in gone for own in (name, bare(name))} | heads
    mine = {form for own in owns for form in (own, singular(own), plural(own))}
    every = sorted(mine | others, key=len, reverse=True)
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in every), re.IGNORECASE)
    low = {name.lower() for name in mine} - {name.lower() for name in others}
    return lambda text: pattern.sub(
        lambda found: word(found[0]) if found[0].lower() in low else found[0], text
    )


_WEAK = frozenset(
    "water salt oil sauce powder juice leaf leave seed piece mix paste flake sugar butter milk cream".split()
)
"""Heads that say too little alone: "the sauce" need not be the soy sauce, nor "the milk" the coconut milk."""


def _own_head(name: str, others: Iterable[str]) -> str:
    """ "Apples", where the recipe's cooking apples are its only ones; empty where the word may mean something else."""
    head = name.split()[-1].lower()
    shared = any(singular(head) in words_of(other) for other in others)
    return "" if len(name.split()) < 2 or shared or singular(head) in _WEAK else head


def change_amount(recipe: Recipe, names: Iterable[str], factor: Fraction) -> Recipe:
    """More or less of an ingredient, everywhere."""
    those = frozenset(names)

    def change(item: Item) -> tuple[Item, ...]:
        if isinstance(item, Ingredient) and item.name in those:
            return (replace(item, quantity=times(item.quantity, factor)),)
        return (item,)

    return _map_items(recipe, change)


def leave_out(recipe: Recipe, names: Iterable[str]) -> Recipe:
    """Without an ingredient: gone from the list; the steps name it without an amount, as left out."""
    those = frozenset(names)
    words = _namer(recipe, those, lambda name: f"{name}, which you leave out,")

    def change(item: Item) -> tuple[Item, ...]:
        if isinstance(item, Ingredient) and item.name in those:
            return (f"{item.name}, which you leave out,",)
        return (words(item),) if isinstance(item, str) else (item,)

    changed = _map_items(recipe, change)
    return replace(changed, steps=tuple(replace(step, items=_smooth(step.items)) for step in changed.steps))


_OUT = "which you leave out,"


def _smooth(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """No comma before another mark: "sugar, which you leave out, and", but "sugar, which you leave out."."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, str):
            before = found[-1] if found else None
            if isinstance(before, str) and before.endswith(_OUT) and re.match(r"\s*[,.;:)]", item):
                found[-1] = before[:-1]
            item = re.sub(rf"{_OUT}(?=\s*[,.;:)])", _OUT[:-1], item)
        found.append(item)
    if found and isinstance(found[-1], str) and found[-1].endswith(_OUT):
        found[-1] = found[-1][:-1]
    return tuple(found)


ADDED = "added by the cook"
"""Note of an ingredient that the cook reported; it counts at once in "so far"."""


def add(recipe: Recipe, extra: Ingredient, at_step: int | None) -> Recipe:
    """One more ingredient; a sentence in the step ``at_step`` (from 0) names it, where there is one."""
    steps = recipe.steps
    if at_step is not None and 0 <= at_step < len(steps):
        old = steps[at_step]
        steps = (
            *steps[:at_step],
            replace(old, items=(*old.items, " Add the ", extra, ".")),
            *steps[at_step + 1 :],
        )
    return replace(recipe, steps=steps, ingredients=(*recipe.ingredients, extra))
