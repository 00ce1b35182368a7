"""Dishes by their figures: low is not high, unknown is neither, and the best comes first."""

from fractions import Fraction

from sous_voice.core.diets import LOW_SODIUM
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrients import NUTRIENTS, SALT
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.topics.ranking import Ranking, ranked, rankings_of
from sous_voice.shelf.foods import open_foods

KITCHEN = Kitchen(foods=open_foods())


def _dish(title: str, servings: int | None = 2, **grams: float) -> Recipe:
    items = tuple(
        Ingredient(food.replace("_", " "), Quantity(Fraction(amount), unit="gram"))
        for food, amount in grams.items()
    )
    return Recipe(title, ingredients=items, servings=Fraction(servings) if servings else None)


PLAIN = _dish("Plain", rice=150, water=300)
SALTED = _dish("Salted", rice=150, salt=6)
BRINE = _dish("Brine", rice=150, salt=40)
UNKNOWN = _dish("Unknown", rice=20, zorble=400)
UNSAID = _dish("Unsaid", None, rice=150)
ONE = Ingredient("onion", Quantity(Fraction(1)))
LOOSE = Recipe("Loose", ingredients=(ONE, Ingredient("chicken"), Ingredient("cream")), servings=Fraction(2))
ALL = (BRINE, SALTED, UNSAID, UNKNOWN, LOOSE, PLAIN)


def test_low_is_what_is_not_high_the_lowest_first() -> None:
    """A dish with a fifth of a day's salt or more in a serving is not low; half-known dishes are left out."""
    assert [recipe.title for recipe, _ in ranked(KITCHEN, Ranking(SALT, most=False), ALL)] == ["Plain"]
    assert [recipe.title for recipe, _ in ranked(KITCHEN, Ranking(SALT, most=True), ALL)] == [
        "Brine",
        "Salted",
    ]


def test_a_limit_is_kept_on_its_own_side() -> None:
    """At most 3 grams and at least 3 grams of salt part the dishes."""
    most = ranked(KITCHEN, Ranking(SALT, most=False, limit=3.0), ALL)
    least = ranked(KITCHEN, Ranking(SALT, most=True, limit=3.0), ALL)
    assert {recipe.title for recipe, _ in most} == {"Plain", "Salted"}
    assert [recipe.title for recipe, _ in least] == ["Brine"]
    assert all(value <= 3.0 for _, value in most)


def test_a_wish_names_what_to_order_by_first() -> None:
    """ "High in protein, under 500 calories" is ordered by protein and bounded by calories."""
    wish = Intent(
        "find_recipe",
        {"nutrient": "protein", "rank": "high", "measured": "calories", "limit": 500.0, "side": "under"},
    )
    assert rankings_of(wish) == (
        Ranking(NUTRIENTS["protein_g"], True),
        Ranking(NUTRIENTS["energy_kcal"], False, 500.0),
    )
    assert rankings_of(Intent("find_recipe", {"diet": LOW_SODIUM})) == (Ranking(SALT, False),)
    assert rankings_of(Intent("find_recipe", {"dish": "soup"})) == ()
