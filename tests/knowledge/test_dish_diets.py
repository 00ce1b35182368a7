"""What a dish is for a diet, and what a swap would take from it."""

import pytest

from sous_voice.core.dish_diets import diets_lost
from sous_voice.shelf.diet_table import diet_table

TABLE = diet_table()
DAL = ("red lentils", "onion", "coconut milk", "salt")
PIE = ("plain flour", "butter", "eggs", "walnuts")


@pytest.mark.parametrize(
    ("dish", "foods", "lost"),
    [
        (DAL, ("heavy cream",), ("vegan",)),
        (DAL, ("chicken stock",), ("vegetarian",)),
        (DAL, ("bacon",), ("vegetarian", "no_pork")),
        (DAL, ("flour",), ("gluten_free",)),
        (DAL, ("white wine",), ("no_alcohol",)),
        (DAL, ("cashew cream",), ()),
        (PIE, ("heavy cream",), ()),  # it was not vegan before
        (PIE, ("margarine",), ()),
        (PIE, ("lard",), ("vegetarian", "no_pork")),
    ],
)
def test_a_food_takes_from_a_dish_what_it_was(
    dish: tuple[str, ...], foods: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    """Cream takes the vegan from a dal; a pie with eggs had none to lose."""
    assert diets_lost(TABLE, dish, foods) == lost
