"""One food in place of another, more or less of it, something extra; applied to the recipe by voice."""

from dataclasses import replace
from fractions import Fraction

from sous_voice.core.alter import add, change_amount, find_ingredient, leave_out, one_food, swap
from sous_voice.core.diets import against, words_of
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.substitutes import Fit, Substitution, converter, find, for_everybody
from sous_voice.core.topics.diets import diners_of
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text
from sous_voice.core.wording import spoken_list

_LESS, _MORE = Fraction(3, 4), Fraction(5, 4)


def _fits(kitchen: Kitchen, session: Session, name: str) -> tuple[Fit, ...]:
    knowledge = kitchen.knowledge
    return for_everybody(find(knowledge.substitutions, name), knowledge.diets, diners_of(kitchen, session))


def _sentence(fit: Fit) -> str:
    """ "For 1 cup buttermilk: 1 cup milk with 1 tablespoon lemon juice; let it stand five minutes." """
    row = fit.row
    food_in_amount = set(words_of(row.substitute)) & set(words_of(row.sub_amount))
    what = row.sub_amount if food_in_amount else f"{row.sub_amount} {_of(row)}"
    text = f"For {row.amount} of {row.food}, take {what}, good for {row.good_for}."
    if row.change:
        text += f" {row.change[0].upper()}{row.change[1:]}."
    if row.caution:
        text += f" But {row.caution}."
    if fit.check_label:
        doubts = dict.fromkeys(finding.what.replace("_", " ") for finding in fit.check_label)
        text += f" Check the label for {spoken_list(doubts)}."
    return text


def _of(row: Substitution) -> str:
    return f"of {row.substitute}" if " " in row.sub_amount else row.substitute


# ---------------------------------------------------------------- asking for one


def offer(kitchen: Kitchen, session: Session, name: str) -> Turn | None:
    """The first substitute that is for everybody, and whether to put it in; None where there is none."""
    return _offer_from(kitchen, session, name, 0)


def _offer_from(kitchen: Kitchen, session: Session, name: str, index: int) -> Turn | None:
    fits = _fits(kitchen, session, name)
    if index >= len(fits):
        return None
    in_recipe = session.recipe is not None and find_ingredient(session.recipe, name) is not None
    if not in_recipe:
        return say(session, _sentence(fits[index]))
    question = Question(
        "swap", options=(fits[index].row.substitute,), data=(("food", name), ("index", str(index)))
    )
    return say(ask(session, question), _sentence(fits[index]), "Shall I change the recipe?")


def substitute(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What can I use instead of buttermilk?", "honey instead of molasses?"."""
    name = slot_text(intent, "ingredient") or session.talk.it
    wanted = slot_text(intent, "replacement")
    if not name:
        return say(session, "Instead of what?")
    if wanted:
        return _this_instead(kitchen, session, name, wanted)
    turn = offer(kitchen, session, name)
    if turn is not None:
        return turn
    if find(kitchen.knowledge.substitutions, name):
        return say(session, f"What I know in place of {name} is not for everybody at your table.")
    return say(session, f"I know nothing that stands in for {name}. If it is a small part, leave it out.")


def _this_instead(kitchen: Kitchen, session: Session, name: str, wanted: str) -> Turn:
    found = [
        f for diner in diners_of(kitchen, session) for f in against(kitchen.knowledge.diets, wanted, diner)
    ]
    if found:
        return say(session, f"I would not: {wanted} may not be for everybody at your table.")
    for index, fit in enumerate(_fits(kitchen, session, name)):
        if set(words_of(wanted)) <= set(words_of(fit.row.substitute)):
            turn = _offer_from(kitchen, session, name, index)
            return turn if turn is not None else say(session, _sentence(fit))
    return say(
        session, f"I don't know {wanted} in place of {name}. You can try it; start with less and taste."
    )


def swap_answered(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes puts the substitute into the recipe; no offers the next one."""
    data = dict(question.data)
    name, index = data["food"], int(data["index"])
    if intent.name in ("affirm", "choose_option", "timer_accept"):
        return _apply(kitchen, session, name, index)
    following = _offer_from(kitchen, session, name, index + 1)
    return following if following is not None else say(session, "Then I leave it as it is.")


def _apply(kitchen: Kitchen, session: Session, name: str, index: int) -> Turn:
    row = _fits(kitchen, session, name)[index].row
    recipe = session.recipe
    ingredient = find_ingredient(recipe, name) if recipe else None
    if recipe is None or ingredient is None:
        return say(session, "This recipe has none of it, so there is nothing to change.")
    note = row.sub_amount if " with " in row.sub_amount else ""
    changed = recipe
    for mention in [i.name for i in recipe.ingredients if one_food(i.name, ingredient.name)]:
        changed = swap(changed, mention, row.substitute, converter(row), note)
    told = f"Done: {row.substitute} instead of {ingredient.name}, from here on."
    return say(_cook(session, changed, ingredient.name), told)


def _cook(session: Session, recipe: Recipe, had: str) -> Session:
    """The session with a changed recipe; what was lacking and is replaced lacks no more."""
    lack = tuple(name for name in session.cooking.lack if name != had)
    return replace(session, recipe=recipe, cooking=replace(session.cooking, lack=lack))


# ---------------------------------------------------------------- more, less, something extra


def change(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Less sugar", "leave out the salt", "twice the garlic"."""
    name = slot_text(intent, "ingredient") or session.talk.it
    recipe = session.recipe
    ingredient = find_ingredient(recipe, name) if recipe and name else None
    if recipe is None or ingredient is None:
        return say(session, f"I find no {name} in this recipe." if name else "What shall I change?")
    way = slot_text(intent, "direction", "level")
    if way in ("none", "out", "without"):
        return say(
            _cook(session, leave_out(recipe, ingredient.name), ingredient.name),
            f"Without {ingredient.name}, then.",
        )
    factor = _factor(intent, way)
    told = f"{_share(factor)} of the {ingredient.name}, from here on. Say undo to take it back."
    return say(_cook(session, change_amount(recipe, ingredient.name, factor), ""), told)


def _factor(intent: Intent, way: str) -> Fraction:
    times = slot_number(intent, "factor")
    if times is not None and 0 < times <= 10:
        return Fraction(times).limit_denominator(16)
    return {"less": _LESS, "down": _LESS, "half": Fraction(1, 2), "double": Fraction(2)}.get(way, _MORE)


def _share(factor: Fraction) -> str:
    named = {_LESS: "Three quarters", _MORE: "A quarter more", Fraction(1, 2): "Half", Fraction(2): "Twice"}
    return named.get(factor, f"{factor} times")


def add_extra(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Can I add pine nuts?", "I added another spoon of oil"."""
    name = slot_text(intent, "ingredient")
    if not name:
        return say(session, "What would you like to add?")
    found = [(d, f) for d in diners_of(kitchen, session) for f in against(kitchen.knowledge.diets, name, d)]
    if found:
        diner, finding = found[0]
        doubt = "is not" if finding.verdict == "contains" else "may not be"
        return say(session, f"Better not: {name} {doubt} for {diner.name or 'you'}.")
    if session.recipe is None:
        return say(session, f"Choose a recipe first, then I note the {name}.")
    number = slot_number(intent, "amount", "n")
    low = Fraction(number).limit_denominator(64) if number is not None else None
    unit = slot_text(intent, "unit")
    extra = Ingredient(name, Quantity(low, unit=unit) if low is not None else Quantity(words="some"))
    changed = add(session.recipe, extra, session.step)
    return say(replace(session, recipe=changed), f"I have noted {name} as well. Taste as you go.")


TOPIC = Topic(
    "swaps",
    handlers={"substitute": substitute, "change": change, "add_extra": add_extra},
    answers={"swap": swap_answered},
)
