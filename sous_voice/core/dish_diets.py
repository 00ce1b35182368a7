"""What a dish is for a diet, and what it would be no more with another food in it. Pure."""

from collections.abc import Iterable

from sous_voice.core.diets import DietTable, Verdict, check_ingredient, check_recipe

_KEPT = ("vegetarian", "vegan", "gluten_free", "no_pork", "no_alcohol")
"""Diets that a cook keeps to without saying so each time; what is not vegetarian is not vegan either."""


def diets_lost(table: DietTable, dish: Iterable[str], foods: Iterable[str]) -> tuple[str, ...]:
    """The diets that fit the dish now and would not with these foods; of vegetarian and vegan only the first.

    Args:
        dish: the names of its ingredients.
        foods: what is to be put in.
    """
    names, new = tuple(dish), tuple(foods)
    lost: list[str] = []
    for diet in _KEPT:
        if diet == "vegan" and "vegetarian" in lost:
            continue
        against = [
            finding for finding in check_recipe(table, names, diet) if finding.verdict is Verdict.CONTAINS
        ]
        bad = any(check_ingredient(table, food, diet).verdict is Verdict.CONTAINS for food in new)
        if bad and not against:
            lost.append(diet)
    return tuple(lost)
