"""More of a nutrient: foods that bring it in a spoon or a handful, with what the table says they bring. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from sous_voice.core.foods import FoodBook
from sous_voice.core.nutrients import Nutrient, amount_words
from sous_voice.core.nutrition import count
from sous_voice.core.recipe import Ingredient, Quantity

_SAVOURY = """white beans=100|chickpeas=100|red lentils=50|tofu=100|eggs=60|parmesan=20|cheddar=30|chicken breast=100|
    spinach=50|peas=80|sunflower seeds=15|pumpkin seeds=15|tahini=15|almonds=20|kale=50|red pepper=100|broccoli=100|
    brown rice=75|oats=30|olive oil=10|carrots=80|greek yogurt=100|tuna=80|quinoa=50|parsley=10"""
_SWEET = """greek yogurt=100|almonds=20|walnuts=20|oats=30|sunflower seeds=15|pumpkin seeds=15|peanut butter=20|
    milk=100|blueberries=80|raspberries=80|strawberries=100|orange=130|banana=120|raisins=20|apple=150|chia seeds=10"""
_PLANTS = frozenset(
    """white beans|chickpeas|red lentils|tofu|spinach|peas|sunflower seeds|pumpkin seeds|tahini|almonds|kale|red pepper|
    broccoli|brown rice|oats|olive oil|carrots|quinoa|parsley|walnuts|peanut butter|blueberries|raspberries|
    strawberries|orange|banana|raisins|apple|chia seeds""".replace("\n    ", "").split("|")
)  # fmt: skip
_MEAT = frozenset({"chicken breast", "tuna"})


@dataclass(frozen=True, slots=True)
class Richer:
    """A food that brings more of it."""

    name: str
    brings: float
    """Of the nutrient, in its unit."""
    said: str
    """ "100 grams of tofu bring about 17 grams of protein." """


def richer(
    book: FoodBook,
    nutrient: Nutrient,
    *,
    sweet: bool,
    tags: Iterable[str] = (),
    most: int = 3,
    allowed: Callable[[str], bool] = lambda _name: True,
) -> tuple[Richer, ...]:
    """At most ``most`` foods, the one that brings most first.

    Args:
        sweet: whether the dish is a sweet one.
        tags: of the recipe; one that is vegan or vegetarian stays so.
        allowed: whether a food may be offered to everybody at the table.
    """
    kept = frozenset(tags)
    found = []
    for entry in (_SWEET if sweet else _SAVOURY).split("|"):
        name, _, grams = entry.strip().partition("=")
        if (
            ("vegan" in kept and name not in _PLANTS)
            or ("vegetarian" in kept and name in _MEAT)
            or not allowed(name)
        ):
            continue
        line = count(book, Ingredient(name, Quantity(Fraction(grams), unit="gram"), "net"))
        brings = line.of(nutrient)
        if brings:
            text = f"{grams} grams of {name} bring about {amount_words(nutrient, brings)}."
            found.append(Richer(name, brings, text))
    return tuple(sorted(found, key=lambda one: -one.brings)[:most])
