"""Less of a food than the recipe takes: go on with less of it, or make less of everything."""

from dataclasses import replace
from fractions import Fraction

from sous_voice.core.alter import change_amount
from sous_voice.core.bundle import YES
from sous_voice.core.food_names import is_plural
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrition import total
from sous_voice.core.quantity import convert, quantity_text
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.times_words import times_text
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text
from sous_voice.core.wording import ingredient_text, scale_recipe

MAIN = 0.2
"""Share of the dish's weight from which it cannot be made with less of one food."""
_STRUCTURE = ("flour", "rice", "pasta", "lentil", "chickpea", "oats")
"""Foods that the other amounts are measured by, whatever they weigh."""
_PACK = {"tin": 400.0, "can": 400.0}


def short_of(kitchen: Kitchen, session: Session, intent: Intent) -> Turn | None:
    """ "I've only got one carrot", "I'm two apples short"; None where the amounts cannot be compared."""
    recipe, name = session.recipe, slot_text(intent, "ingredient")
    lines = [item for item in recipe.ingredients if item.name == name] if recipe is not None else []
    if recipe is None or not lines or lines[0].quantity.low is None:
        return None
    line, takes_low, share = lines[0], lines[0].quantity.low, _share(kitchen, lines[0], intent)
    if share is None:
        return say(session, f"The recipe takes {ingredient_text(line)}. How much of that have you got?")
    if share >= 1:
        return say(session, f"That will do: the recipe takes {ingredient_text(line)}.")
    if share <= 0:
        return None
    have = replace(line, quantity=replace(line.quantity, low=takes_low * share, high=None))
    data = (
        ("food", name),
        ("share", str(share)),
        ("scale", "yes" if is_main(kitchen, recipe, line) else ""),
    )
    session = ask(session, Question("shortage", "yes_no", data=data))
    by_weight = bool(line.quantity.unit) and not slot_text(intent, "unit") and share in _NAMED
    has = f"about {_NAMED[share]} of that" if by_weight else _amount(have)
    takes = f"The recipe takes {ingredient_text(line)}; you have {has}."
    if dict(data)["scale"]:
        return say(session, takes, f"Shall I take {times_text(share)}?")
    fewer = "fewer" if is_plural(name) and not line.quantity.unit else "less"
    return say(session, takes, f"It works with {fewer} {name}. Shall I go on with that?")


def _amount(line: Ingredient) -> str:
    return quantity_text(line.quantity) or ingredient_text(line)


def _share(kitchen: Kitchen, line: Ingredient, intent: Intent) -> Fraction | None:
    """What there is, as a share of what the recipe takes; None where units do not meet."""
    number, unit, takes = slot_number(intent, "amount"), slot_text(intent, "unit"), line.quantity
    if number is None or not takes.low:
        return None
    got = Fraction(number).limit_denominator(64)
    pack = _PACK.get(unit.rstrip("s"))
    if pack and takes.unit not in (unit, unit.rstrip("s")):
        got, unit = got * Fraction(pack), "gram"
    if unit or takes.unit:
        changed = convert(got, unit or "item", takes.unit or "item", kitchen.density(line.name))
        if changed is None:
            return _by_weight(kitchen, line, Quantity(got, unit=unit), bool(intent.slots.get("missing")))
        got = changed
    share = got / takes.low
    return 1 - share if intent.slots.get("missing") else share


def _by_weight(kitchen: Kitchen, line: Ingredient, got: Quantity, missing: bool) -> Fraction | None:
    """ "Two apples" of a kilogram, by what an apple weighs; None where the table does not know."""
    if kitchen.foods is None:
        return None
    have, whole = (
        total(kitchen.foods, [replace(line, quantity=q, note="")]).grams for q in (got, line.quantity)
    )
    if not have or not whole:
        return None
    share = Fraction(1 - have / whole if missing else have / whole)
    return min(_NAMED, key=lambda named: abs(named - share)) if share < 1 else share.limit_denominator(8)


_NAMED = {
    Fraction(1, 4): "a quarter", Fraction(1, 3): "a third", Fraction(1, 2): "half", Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
}  # fmt: skip
"""Shares that a cook names."""


def is_main(kitchen: Kitchen, recipe: Recipe, line: Ingredient) -> bool:
    """Whether the dish is made of it: by weight, or as flour makes a dough."""
    if any(word in line.name.lower() for word in _STRUCTURE):
        return True
    if kitchen.foods is None:
        return False
    found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
    mine = sum(one.grams for one in found.lines if one.ingredient.name == line.name)
    return bool(found.grams) and mine / found.grams >= MAIN


def answered(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes takes the proposal; no the other way: less of that food alone, or the recipe as it stands."""
    data, recipe = dict(question.data), session.recipe
    if recipe is None:
        return Turn(session)
    share, yes = Fraction(data["share"]), intent.name in YES
    if yes and data["scale"]:
        changed = scale_recipe(recipe, share)
        return say(
            replace(session, recipe=changed), f"Done: {times_text(changed.scale)}. Say undo to take it back."
        )
    if not yes and not data["scale"]:
        return say(session, "Then I leave it as it is.")
    changed = change_amount(recipe, (data["food"],), share)
    now = next(
        (item for item in changed.ingredients if item.name == data["food"]), Ingredient("", Quantity())
    )
    return say(replace(session, recipe=changed), f"Noted: {ingredient_text(now)}, all else as written.")


TOPIC = Topic("shortage", answers={"shortage": answered})
