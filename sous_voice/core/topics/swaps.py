"""One food in place of another: offered in this recipe's amount, never what somebody cannot have."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.allergens import read_allergens
from sous_voice.core.alter import bare, change_amount, meant, one_food, same_food, swap, times
from sous_voice.core.bundle import YES
from sous_voice.core.diets import Diner, against, look_up, read_diet
from sous_voice.core.dish_diets import diets_lost
from sous_voice.core.food_names import is_plural, words_of
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.quantity import added, find_unit
from sous_voice.core.ratio import in_place
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.substitutes import Fit, Substitution, find, for_everybody, parts, suits
from sous_voice.core.topics.diet_warnings import diners_of, label_of
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text
from sous_voice.core.turn import words_of as words_heard
from sous_voice.core.wording import ingredient_text, spoken_list, step_text

REFUSED = 1
"""Index of the last offer that is made without being asked for: a second no ends them."""
_ASKS = re.compile(r"\b(?:can|could|may|should|would|what if|is it|does|do|will)\b")
_ANAPHORA = frozenset({"it", "this", "that", "them", "something else", "something", "anything", "another"})


def _recipe_words(recipe: Recipe | None) -> str:
    if recipe is None:
        return ""
    return " ".join([recipe.metadata.get("tags", ""), *(step_text(step) for step in recipe.steps)]).lower()


def fits_for(
    kitchen: Kitchen, session: Session, name: str, guests: tuple[Diner, ...] = ()
) -> tuple[Fit, ...]:
    """What may be offered to everybody at the table and to these guests, what suits this recipe first."""
    knowledge = kitchen.knowledge
    people = (*diners_of(kitchen, session), *guests)
    named = meant(session.recipe, name) if session.recipe else ()
    name = bare(named[0]) if named else name  # "wine" is the red wine of this recipe
    rows = [row for row in find(knowledge.substitutions, name) if words_of(row.substitute) != words_of(name)]
    mine = session.recipe.ingredients if session.recipe else ()
    there = {words_of(item.name) for item in mine if one_food(item.name, name) or same_food(item.name, name)}
    rows = [row for row in rows if words_of(row.substitute) not in there]
    fits = for_everybody(rows, knowledge.diets, people)
    words, dish = _recipe_words(session.recipe), tuple(item.name for item in mine)

    def order(fit: Fit) -> tuple[bool, bool]:
        return not suits(fit.row, words), bool(diets_lost(knowledge.diets, dish, parts(fit.row)))

    return tuple(sorted(fits, key=order)) if words else fits


# ---------------------------------------------------------------- how it is said


def _lines(recipe: Recipe, names: Iterable[str]) -> list[Ingredient]:
    """The recipe's lines of these names, added up where they can be."""
    lines: list[Ingredient] = []
    for item in (item for item in recipe.ingredients if item.name in names):
        both = added(lines[-1].quantity, item.quantity) if lines else None
        if both is not None:
            lines[-1] = Ingredient(bare(item.name), both)
        else:
            lines.append(Ingredient(item.name, item.quantity))
    return lines


def _sentences(kitchen: Kitchen, session: Session, name: str, fit: Fit) -> tuple[str, ...]:
    """ "For 200 grams of butter, take 200 grams of margarine.", then what to heed."""
    row, recipe = fit.row, session.recipe
    lines = _lines(recipe, meant(recipe, name)) if recipe else []
    measured = [line for line in lines if line.quantity.low is not None][:2]
    if measured:
        told = [
            f"For {ingredient_text(line)}, take {_amounts(in_place(row, line.quantity, kitchen.density))}."
            for line in measured
        ]
    else:
        told = [f"For {_measure_of(row.amount, row.food)}, take {_of_table(row)}."]
    if row.good_for and row.good_for != "everything":
        told.append(f"Good for {row.good_for.replace(' and ', ', ', row.good_for.count(' and ') - 1)}.")
    told += [f"{row.change[0].upper()}{row.change[1:]}."] if row.change else []
    if row.caution and "creamed" not in row.caution:  # where butter is creamed the row is not for this dish
        told.append(f"But {row.caution}.")
    if measured and not suits(row, _recipe_words(recipe)):
        told.append("I am not sure that it suits this dish.")
    dish = [item.name for item in recipe.ingredients] if lines and recipe is not None else []
    if lost := diets_lost(kitchen.knowledge.diets, dish, parts(row)) if dish else ():
        told.append(f"The dish would not be {spoken_list(map(label_of, lost))} any more.")
    if fit.check_label:
        doubts = dict.fromkeys(finding.what.replace("_", " ") for finding in fit.check_label)
        told.append(f"Check the label for {spoken_list(doubts)}.")
    return tuple(told)


def _amounts(parts: Iterable[Ingredient]) -> str:
    return " with ".join(ingredient_text(part, note=True) for part in parts)


def _of_table(row: Substitution) -> str:
    if set(words_of(row.substitute)) & set(words_of(row.sub_amount)):
        return row.sub_amount
    if " with " in row.sub_amount:  # what the flax egg is made of
        return f"{row.substitute}: {row.sub_amount}"
    return _measure_of(row.sub_amount, row.substitute)


def _measure_of(amount: str, food: str) -> str:
    """ "1 cup of butter", but "1 egg", "1 small onion", and "2 tablespoons chopped chives"."""
    last = amount.split()[-1]
    if last[-1].isdigit() or (find_unit(last) is None and last not in _PIECES):
        return f"{amount} {food}"
    return f"{amount} of {food}"


_PIECES = frozenset("slice slices fillet fillets sheet sheets stalk bulb".split())


# ---------------------------------------------------------------- asking for one


def offer(kitchen: Kitchen, session: Session, name: str) -> Turn | None:
    """The first substitute that is for everybody, and whether to put it in; None where there is none."""
    return _offer_from(kitchen, session, name, 0)


def _offer_from(kitchen: Kitchen, session: Session, name: str, index: int) -> Turn | None:
    fits = fits_for(kitchen, session, name)
    if index >= len(fits):
        return None
    title = words_of(session.recipe.title) if session.recipe is not None else ()
    if (
        words_of(name)[-1:]
        and words_of(name)[-1] in title
        and not suits(fits[index].row, _recipe_words(session.recipe))
    ):
        return say(session, f"I know nothing in place of {name} here: the dish is made of it.")
    told = _sentences(kitchen, session, name, fits[index])
    if session.recipe is None or not meant(session.recipe, name):
        return say(session, *told)
    question = Question(
        "swap", options=(fits[index].row.substitute,), data=(("food", name), ("index", str(index)))
    )
    return say(ask(session, question), *told, "Shall I change the recipe?")


def substitute(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What can I use instead of buttermilk?", "honey instead of molasses?", "use margarine instead"."""
    name, wanted = slot_text(intent, "ingredient"), slot_text(intent, "replacement")
    wanted = re.sub(
        r"^(?:(?:how|what) about|maybe|perhaps|use|take|put in|have|with|some|a|an|the)\s+", "", wanted
    )
    name = re.sub(r" (?:then|now|here|instead|today)$", "", name)
    if name in _ANAPHORA:
        name = session.talk.it
    if (counted := _another_number(kitchen, session, name, wanted)) is not None:
        return counted
    if wanted and wanted not in _ANAPHORA:
        return _this_instead(kitchen, session, intent, name, wanted)
    name = name or _asked_before(session) or session.talk.it
    if not name:
        return say(session, "Instead of what?")
    if diet := read_diet(slot_text(intent, "diet")):
        return _for_diet(kitchen, session, name, diet)
    if avoided := slot_text(intent, "avoid"):
        return _without(kitchen, session, name, bare(avoided))
    turn = _next_offer(kitchen, session, name) or offer(kitchen, session, name)
    if turn is not None:
        return turn
    if find(kitchen.knowledge.substitutions, name):
        return say(session, f"What I know in place of {name} is not for everybody at your table.")
    return say(session, f"I know nothing that stands in for {name}. If it is a small part, leave it out.")


def _for_diet(kitchen: Kitchen, session: Session, name: str, diet: str) -> Turn:
    """ "Something gluten free for the soy sauce": the first that suits that diet as well."""
    fits = fits_for(kitchen, session, name, (Diner("", diets=frozenset({diet})),))
    if not fits:
        return say(session, f"I know no {diet.replace('_', ' ')} food that stands in for {name}.")
    return say(session, *_sentences(kitchen, session, name, fits[0]))


def _without(kitchen: Kitchen, session: Session, name: str, avoided: str) -> Turn:
    """ "I can't have garlic, what else": the first that has none of it."""
    codes = frozenset(read_allergens(avoided))
    guest = Diner("", allergens=codes, dislikes=frozenset() if codes else frozenset({avoided}))
    fits = [
        fit
        for fit in fits_for(kitchen, session, name, (guest,))
        if not set(words_of(avoided)) <= set(words_of(fit.row.substitute))
    ]
    if not fits:
        return say(
            session,
            f"I know nothing without {avoided} that stands in for it. If it is a small part, leave it out.",
        )
    return say(session, *_sentences(kitchen, session, name, fits[0]))


def _another_number(kitchen: Kitchen, session: Session, name: str, wanted: str) -> Turn | None:
    """ "I used two eggs instead of three": another amount of the same food; None where it is another food."""
    line = parse_line(f"{name} x")
    if session.recipe is None or line.quantity.low is None or line.name != "x":
        return None
    new = parse_line(wanted)
    names = meant(session.recipe, new.name)
    if new.quantity.low is None or not names:
        return None
    changed = change_amount(session.recipe, names, new.quantity.low / line.quantity.low)
    now = [ingredient_text(item) for item in changed.ingredients if item.name in names]
    return say(replace(session, recipe=changed), f"Noted: {spoken_list(now)}, from here on.")


def _asked_before(session: Session) -> str:
    """The food that our open question is about."""
    question = session.talk.question
    return dict(question.data).get("food", "") if question is not None and question.key == "swap" else ""


def _next_offer(kitchen: Kitchen, session: Session, name: str) -> Turn | None:
    """ "What else can I use?": the one after that which is offered now."""
    question = session.talk.question
    if question is None or _asked_before(session) != name or " else" not in session.talk.last_heard.lower():
        return None
    return _offer_from(kitchen, session, name, int(dict(question.data)["index"]) + 1)


_USUAL = re.compile(
    r"^(?:plain|normal|regular|ordinary|standard|usual|everyday) (?=(?:milk|cream|butter|salt|sugar|vinegar|rice)$)"
)
"""Said of a food to tell it from a finer one; "plain yogurt" is a name."""


def _this_instead(kitchen: Kitchen, session: Session, intent: Intent, name: str, wanted: str) -> Turn:
    """A replacement that the cook named: taken where it was ordered, offered where it was asked."""
    heard = words_heard(session, intent)
    wanted = _USUAL.sub("", wanted)
    line = parse_line(wanted)
    amount = line.quantity if line.quantity.low is not None and line.name else None
    wanted = line.name if amount is not None else wanted
    per = slot_number(intent, "per")
    if amount is not None and per and session.recipe is not None:
        amount = _for_all(session.recipe, name, amount, per)
    name = name or _asked_before(session) or _replaceable(kitchen, session, wanted)
    if not name:
        return say(session, f"{wanted.capitalize()} instead of what?")
    if (warned := _not_for(kitchen, session, wanted)) is not None:
        return warned
    asks = bool(intent.slots.get("asked")) or (bool(_ASKS.search(heard)) and not intent.slots.get("order"))
    for index, fit in enumerate(fits_for(kitchen, session, name)):
        if _is_that(wanted, fit.row):
            in_recipe = session.recipe is not None and meant(session.recipe, name)
            if in_recipe and not asks:
                return put_in(kitchen, session, name, fit, amount)
            turn = _offer_from(kitchen, session, name, index)
            return turn if turn is not None else say(session, *_sentences(kitchen, session, name, fit))
    if asks or session.recipe is None or not meant(session.recipe, name):
        text = f"I don't know {wanted} in place of {name}. You can try it; start with less and taste."
        return say(session, text)
    if not _is_food(kitchen, wanted):
        return say(session, f"I don't know {wanted}. What shall stand in for {name}?")
    turn = put_in(kitchen, session, name, Fit(_one_to_one(name, wanted)), amount)
    if amount is not None:
        return turn
    return turn.then(lambda now: say(now, "I have no ratio for that, so I take the same amount. Taste it."))


def _for_all(recipe: Recipe, name: str, amount: Quantity, per: float) -> Quantity:
    """ "Half a banana in place of one egg", where the recipe takes two of them."""
    lines = [item for item in recipe.ingredients if item.name in meant(recipe, name) and item.quantity.low]
    if not lines or lines[0].quantity.low is None:
        return amount
    return times(amount, lines[0].quantity.low / Fraction(per).limit_denominator(64))


def _is_that(wanted: str, row: Substitution) -> bool:
    """Whether a row's substitute is what the cook named; dried ginger is ground ginger."""
    there = set(words_of(row.substitute))
    ground = {"ground" if word in ("dried", "powdered", "dry") else word for word in words_of(wanted)}
    return set(words_of(wanted)) <= there or (ground <= there and len(ground) > 1)


def _replaceable(kitchen: Kitchen, session: Session, wanted: str) -> str:
    """What "use margarine instead" means without saying instead of what.

    The food spoken of last, else the one of this step, else of the recipe, that ``wanted`` can replace.
    """
    recipe = session.recipe
    if recipe is None:
        return session.talk.it
    here = recipe.steps[session.step].ingredients if session.step is not None else ()
    names = [session.talk.it, *(i.name for i in here), *(i.name for i in recipe.ingredients)]
    for name in filter(None, names):
        rows = find(kitchen.knowledge.substitutions, name)
        if any(set(words_of(wanted)) <= set(words_of(row.substitute)) for row in rows):
            return bare(name)
    head = words_of(wanted)[-1:]
    same = [
        name
        for name in names
        if name and head and words_of(name)[-1].endswith(head[0]) and words_of(name) != words_of(wanted)
    ]
    return same[0] if same else session.talk.it


def _not_for(kitchen: Kitchen, session: Session, wanted: str) -> Turn | None:
    """The refusal where somebody at the table cannot have it."""
    found = [
        (diner, finding)
        for diner in diners_of(kitchen, session)
        for finding in against(kitchen.knowledge.diets, wanted, diner)
    ]
    if not found:
        return None
    diner, finding = found[0]
    who = diner.name or "you"
    if finding.verdict == "contains":
        return say(session, f"I would not: {wanted} {'are' if is_plural(wanted) else 'is'} not for {who}.")
    if finding.verdict == "unknown":
        return say(session, f"I would not: I don't know whether {wanted} is for {who}.")
    warning = f"Check the label first: {wanted} may not be for {who}."
    if warning in session.talk.last_said:  # said once more: the label was looked at
        return None
    return say(session, warning, "Then say it once more.")


def _is_food(kitchen: Kitchen, name: str) -> bool:
    known = kitchen.foods is not None and kitchen.foods.find(name) is not None
    return known or any(
        words_of(facts.name) == words_of(name) for facts in look_up(kitchen.knowledge.diets, name)
    )


def _one_to_one(name: str, wanted: str) -> Substitution:
    return Substitution(name, "1 cup", wanted, "1 cup")


# ---------------------------------------------------------------- putting it in


def swap_answered(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes puts the substitute into the recipe; no offers the next one."""
    data = dict(question.data)
    name, index = data["food"], int(data["index"])
    if intent.name in YES:
        return put_in(kitchen, session, name, fits_for(kitchen, session, name)[index])
    if index >= REFUSED:
        again = f"Then I leave the {bare(name)} as it is for now."
        return say(session, again, "Name what you have instead, or ask what else you could use.")
    following = _offer_from(kitchen, session, name, index + 1)
    return following if following is not None else say(session, "Then I leave it as it is.")


def put_in(kitchen: Kitchen, session: Session, name: str, fit: Fit, amount: Quantity | None = None) -> Turn:
    """The session with the substitute in the recipe, and what was done.

    Args:
        amount: as much of it as the cook said; by the row's ratio where nothing was said.
    """
    recipe, row = session.recipe, fit.row
    names = meant(recipe, name) if recipe else ()
    if recipe is None or not names:
        return say(session, "This recipe has none of it, so there is nothing to change.")

    def portions(item: Ingredient) -> tuple[Ingredient, ...]:
        if amount is not None:
            return (Ingredient(row.substitute, amount, item.note),)
        if item.quantity.low is None and not item.quantity.words:
            return (Ingredient(row.substitute, Quantity(), item.note),)
        return in_place(row, item.quantity, kitchen.density)

    changed = swap(recipe, names, row.substitute, portions)
    lines = _lines(recipe, names)
    new = spoken_list(_amounts(portions(replace(line, note=""))) for line in lines)
    told = f"Done: {new or row.substitute} instead of {spoken_list(names)}, from here on."
    lack = tuple(lacked for lacked in session.cooking.lack if lacked not in names)
    session = replace(session, recipe=changed, cooking=replace(session.cooking, lack=lack))
    heed = [f"{text[0].upper()}{text[1:]}." for text in (row.change,) if text]
    return say(session, told, *heed)


TOPIC = Topic("swaps", handlers={"substitute": substitute}, answers={"swap": swap_answered})
