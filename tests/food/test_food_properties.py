"""Rules of swaps, amounts and sums that hold for any amount."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.alter import change_amount, leave_out, meant, swap
from sous_voice.core.nutrients import NUTRIENTS, amount_words
from sous_voice.core.nutrition import total
from sous_voice.core.ratio import in_place
from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step
from sous_voice.core.substitutes import find
from sous_voice.core.technique import without_eyes
from sous_voice.core.wording import ingredient_text
from sous_voice.shelf.foods import open_foods
from sous_voice.shelf.furnish import _density
from sous_voice.shelf.handbook import substitution_table

ROWS = substitution_table()
FOODS = open_foods()
amounts = st.fractions(min_value=Fraction(1, 8), max_value=Fraction(2000), max_denominator=8)
units = st.sampled_from(
    ["", "g", "kg", "oz", "lb", "ml", "cup", "cups", "tbsp", "tsp", "clove", "stick", "pinch", "bottle"]
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ROWS), amounts, units)
def test_every_ratio_can_be_said(row, low, unit) -> None:  # type: ignore[no-untyped-def]
    """Whatever the amount and unit, a substitute has a positive amount, or words, and can be read aloud."""
    parts = in_place(row, Quantity(low, unit=unit), lambda name: _density(FOODS, name))
    assert parts
    for part in parts:
        assert part.quantity.low is None or part.quantity.low > 0
        assert part.quantity.low is not None or part.quantity.words
        assert ingredient_text(part)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted({row.food for row in ROWS})), amounts, units)
def test_what_is_swapped_is_gone(food, low, unit) -> None:  # type: ignore[no-untyped-def]
    """After a swap neither list nor steps hold the food; left out, the list does not, and the steps say so."""
    item = Ingredient(food, Quantity(low, unit=unit))
    recipe = Recipe("Dish", (Step(("Add ", item, ".")),), (item,))
    row = find(ROWS, food)[0]
    names = meant(recipe, food)
    changed = swap(recipe, names, row.substitute, lambda i: in_place(row, i.quantity, lambda _name: None))
    assert food not in {i.name for i in changed.ingredients}
    assert len(changed.ingredients) >= 1
    without = leave_out(recipe, names)
    assert not without.ingredients
    assert "leave out" in "".join(str(part) for part in without.steps[0].items)


@settings(max_examples=60, deadline=None)
@given(amounts, st.fractions(min_value=Fraction(1, 8), max_value=8, max_denominator=8))
def test_sums_follow_the_amount(low, factor) -> None:  # type: ignore[no-untyped-def]
    """Twice the flour brings twice the energy, whatever "twice" is."""
    flour = Ingredient("flour", Quantity(low, unit="g"))
    recipe = Recipe("Dough", (), (flour,))
    energy = NUTRIENTS["energy_kcal"]
    before = total(FOODS, recipe.ingredients).figure(energy).value
    after = total(FOODS, change_amount(recipe, ["flour"], factor).ingredients).figure(energy).value
    assert abs(after - before * float(factor)) <= 1e-6 * max(1.0, after)


@given(st.sampled_from(tuple(NUTRIENTS.values())), st.floats(min_value=0, max_value=1e7))
def test_every_figure_can_be_said(nutrient, value) -> None:  # type: ignore[no-untyped-def]
    """A figure for the ear names its nutrient and holds no long tail of digits."""
    words = amount_words(nutrient, value)
    assert nutrient.name in words
    assert "e+" not in words
    assert len(words) < 80


@given(st.text(max_size=60), st.sampled_from(["", "smell", "sound", "touch", "time"]))
def test_no_sign_breaks_the_senses(sign, sense) -> None:  # type: ignore[no-untyped-def]
    """Any words of a recipe give a sign for another sense, or none."""
    assert isinstance(without_eyes(sign, None, sense), str)
