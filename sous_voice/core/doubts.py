"""Amounts and figures that cannot be meant: asked about, never corrected in silence. Pure."""

from fractions import Fraction

from sous_voice.core.food_names import words_of
from sous_voice.core.nutrients import NUTRIENTS, amount_words
from sous_voice.core.nutrition import Sum
from sous_voice.core.quantity import number_text

MOST_GRAMS = 15_000.0
"""More of one ingredient than a household cooks with: asked about."""
MOST_SALT = 0.08
"""A share of salt in the whole weight that nobody eats: asked about."""
MOST_CALORIES = 2000.0
"""A serving of more is a day's food: the number of servings is asked about."""
LEAST_GRAMS = 30.0
"""Less of a food is a flavour."""
_FLAVOUR = frozenset(
    """salt pepper peppercorn water ice herb spice seasoning parsley basil thyme oregano rosemary sage mint dill chive
    cilantro coriander cinnamon nutmeg paprika cumin chili chilli cayenne garlic ginger oil vinegar lemon lime zest
    garnish sugar foil paper spray bay vanilla clove turmeric sauce honey mustard topping""".split()
)
MOST_SEASONING = 400.0
"""Grams of something that is taken by the spoon, from which it is asked about."""
_SEASONING = frozenset(
    (word,)
    for word in "extract essence yeast turmeric cinnamon nutmeg cumin paprika saffron cardamom vanilla gelatin "
    "gelatine cayenne bicarbonate".split()
) | {("baking", "soda"), ("baking", "powder")}


_LOOSE = "Most of it has no amount, so these figures are of little use."


def _is_seasoning(name: str) -> bool:
    words = words_of(name)
    return words[-1:] in _SEASONING or words[-2:] in _SEASONING


def doubts(found: Sum, servings: Fraction | None = None) -> tuple[str, ...]:
    """Amounts that cannot be meant, as questions; servings nobody eats; and a dish of which most is not measured."""
    asked = [
        f"{line.grams / 1000:,.0f} kilograms of {line.ingredient.name}: is that right?"
        for line in found.lines
        if line.grams > MOST_GRAMS
    ]
    asked += [
        f"{line.grams:,.0f} grams of {line.ingredient.name}: is that right?"
        for line in found.lines
        if MOST_SEASONING < line.grams <= MOST_GRAMS and _is_seasoning(line.ingredient.name)
    ]
    salt = sum(line.grams for line in found.lines if line.match and "salt" in line.match.taken_as.split())
    if found.grams and salt > 100 and salt / found.grams > MOST_SALT and not asked:
        asked.append(f"{salt:,.0f} grams of salt in {found.grams:,.0f} grams of food: is that right?")
    return (*asked, *_of_servings(found, servings), *((_LOOSE,) if hardly_measured(found) else ()))


def _of_servings(found: Sum, servings: Fraction | None) -> tuple[str, ...]:
    """ "3,350 calories a serving: does it really serve 2?" """
    energy = found.figure(NUTRIENTS["energy_kcal"]).value / float(servings) if servings else 0.0
    if servings is None or energy <= MOST_CALORIES:
        return ()
    told = amount_words(NUTRIENTS["energy_kcal"], energy)
    return (f"{told} a serving: does it really serve {number_text(servings)}?",)


def hardly_measured(found: Sum) -> bool:
    """Whether the food that has no amount is more than the food that has one: the figures are of little use then."""
    loose = [
        line
        for line in found.unmeasured
        if line.match is not None and not _FLAVOUR.intersection(words_of(line.ingredient.name))
    ]
    counted = [line for line in found.lines if line.grams >= LEAST_GRAMS]
    few = len(counted) > len(loose) or (len(counted) == len(loose) and len(counted) > 1)
    return bool(loose and not few and found.grams)
