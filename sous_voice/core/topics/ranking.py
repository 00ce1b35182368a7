"""Dishes by their figures: "low in salt", "the most protein", "under five hundred calories"; the best first."""

from collections.abc import Iterable
from dataclasses import dataclass

from sous_voice.core.diets import LOW_SODIUM, read_diet
from sous_voice.core.doubts import hardly_measured
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrients import SALT, Nutrient, amount_words, daily_of, read_nutrient
from sous_voice.core.nutrition import servings_of, total
from sous_voice.core.nutrition_words import HIGH
from sous_voice.core.recipe import Recipe
from sous_voice.core.turn import slot_number, slot_text

COVERED = 0.9
"""Share of the weight that must count before a dish is ranked: what is half unknown is neither low nor high."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Which figure of a serving is wished, and which end of it."""

    nutrient: Nutrient
    most: bool
    """True where much of it is wished."""
    limit: float | None = None
    """In the nutrient's unit, a serving; None where only low or high was said."""

    @property
    def words(self) -> str:
        """ "low in salt", "with at most 500 calories a serving"."""
        if self.limit is None:
            return f"{'high' if self.most else 'low'} in {self.nutrient.name}"
        bound = "at least" if self.most else "at most"
        return f"with {bound} {amount_words(self.nutrient, self.limit)} a serving"


def rankings_of(intent: Intent) -> tuple[Ranking, ...]:
    """The figures that a wish names, the one to order by first; empty where it names none."""
    said, diet = slot_text(intent, "nutrient"), slot_text(intent, "diet").replace("_", " ")
    found = []
    if nutrient := read_nutrient(said) if said else None:
        found.append(Ranking(nutrient, slot_text(intent, "rank") == "high"))
    elif read_diet(diet) == LOW_SODIUM:
        found.append(Ranking(SALT, most=False))
    measured, limit = slot_text(intent, "measured"), slot_number(intent, "limit")
    if limit and measured and (nutrient := read_nutrient(measured)) is not None:
        found.append(Ranking(nutrient, slot_text(intent, "side") == "over", limit))
    return tuple(found)


def ranked(kitchen: Kitchen, wish: Ranking, recipes: Iterable[Recipe]) -> list[tuple[Recipe, float]]:
    """The dishes that hold the wish with what a serving has, the best first.

    Without a limit those are low that are not high by the label's rule, and high that are: 20 % of a
    day or more. A dish of which too little is known, or that does not say how many it serves, is left out.
    """
    found = []
    # no daily value in America for sugars: the one of the European label
    daily = daily_of(wish.nutrient, kitchen.habits.daily_values) or daily_of(wish.nutrient, "eu")
    for recipe in recipes:
        value = _of_serving(kitchen, wish, recipe)
        if value is not None and _holds(wish, value, daily):
            found.append((recipe, value))
    return sorted(found, key=lambda pair: -pair[1] if wish.most else pair[1])


def _holds(wish: Ranking, value: float, daily: float | None) -> bool:
    if wish.limit is not None:
        return value >= wish.limit if wish.most else value <= wish.limit
    if daily is None:  # nothing to measure by: the order alone tells
        return True
    return value >= HIGH * daily if wish.most else value < HIGH * daily


def _of_serving(kitchen: Kitchen, wish: Ranking, recipe: Recipe) -> float | None:
    servings = servings_of(recipe)
    if kitchen.foods is None or servings is None:
        return None
    found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
    figure = found.figure(wish.nutrient)
    unsure = figure.at_least and not wish.most  # "at least" is no "low"
    too_little = found.coverage < COVERED or unsure or hardly_measured(found)
    return None if too_little else figure.value / float(servings)


def with_figures(wish: Ranking, pairs: Iterable[tuple[Recipe, float]]) -> dict[str, str]:
    """Title → what a serving has: "12 grams of protein"; without the nutrient's name, which was said."""
    return {
        recipe.title: amount_words(wish.nutrient, value).removesuffix(f" of {wish.nutrient.name}")
        for recipe, value in pairs
    }
