"""A recipe changed by the cook: swapped, more or less of, left out, added. Each makes a new recipe."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.diets import singular, words_of
from sous_voice.core.recipe import Ingredient, Item, Quantity, Recipe, Step


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


def _map_items(recipe: Recipe, change: Callable[[Item], Item | None]) -> Recipe:
    def step(old: Step) -> Step:
        items = tuple(new for item in old.items if (new := change(item)) is not None)
        return replace(old, items=items)

    gathered = tuple(new for old in recipe.ingredients if isinstance(new := change(old), Ingredient))
    return replace(recipe, steps=tuple(map(step, recipe.steps)), ingredients=gathered)


def times(quantity: Quantity, factor: Fraction) -> Quantity:
    """A quantity times a factor; words ("to taste") stay."""
    low = quantity.low * factor if quantity.low is not None else None
    high = quantity.high * factor if quantity.high is not None else None
    return replace(quantity, low=low, high=high)


def swap(
    recipe: Recipe, name: str, new_name: str, convert: Callable[[Quantity], Quantity], note: str
) -> Recipe:
    """Another food in place of an ingredient, in the list, in the steps and in their words."""
    word = re.compile(rf"\b{re.escape(name)}\b|\b{re.escape(singular(name))}\b", re.IGNORECASE)

    def change(item: Item) -> Item:
        if isinstance(item, Ingredient) and item.name == name:
            return replace(item, name=new_name, quantity=convert(item.quantity), note=note)
        return word.sub(new_name, item) if isinstance(item, str) else item

    return _map_items(recipe, change)


def change_amount(recipe: Recipe, name: str, factor: Fraction) -> Recipe:
    """More or less of one ingredient, everywhere."""

    def change(item: Item) -> Item:
        if isinstance(item, Ingredient) and item.name == name:
            return replace(item, quantity=times(item.quantity, factor))
        return item

    return _map_items(recipe, change)


def leave_out(recipe: Recipe, name: str) -> Recipe:
    """Without one ingredient: gone from the list; the steps name it without an amount, as left out."""

    def change(item: Item) -> Item | None:
        if isinstance(item, Ingredient) and item.name == name:
            return f"(no {name})"
        return item

    return _map_items(recipe, change)


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
