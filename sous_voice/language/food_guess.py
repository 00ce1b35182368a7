"""A kind of question about food → its intent, for who has only the parser.

It brings in all of the talk about food, which a session of ours holds anyway and others need not hold.
"""

from sous_voice.core.foodtalk.kinds import of_kind
from sous_voice.core.foodtalk.said import Said, plain
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.moment import Context
from sous_voice.core.recipe import Ingredient, Recipe
from sous_voice.core.session import Session
from sous_voice.language.food_kinds import NONE

GUESSED = 0.75
"""Chance from which the kind alone tells an intent, where no sentence was read."""


def guess(text: str, context: Context, kinds: tuple[tuple[str, float], ...]) -> list[Intent]:
    """The intents of a question that only its shape tells, with the names that the moment knows.

    A session of ours finds them anew with all its tables; these are for who has only the parser.
    """
    kind, chance = kinds[0] if kinds else (NONE, 0.0)
    if kind == NONE or chance < GUESSED:
        return []
    recipe = Recipe(context.recipe, ingredients=tuple(Ingredient(name) for name in context.ingredients))
    known = Session(recipe=recipe if context.recipe or context.ingredients else None)
    found = of_kind(Said(plain(text), Kitchen(), known), kind)
    return [Intent(intent.name, intent.slots, chance) for intent in found]
