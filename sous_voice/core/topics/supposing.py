"""A question under a condition: the changed recipe answers, the recipe in hand stays as it is, the change is offered.

"How much sugar if I leave out the syrup", "what if I used oil instead", "for six, how much rice": the conditions are
intents with the slot ``supposed``. They are tried on a session that is thrown away. Pure.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.alter import meant
from sous_voice.core.bundle import YES
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.nutrients import NUTRIENTS, amount_words
from sous_voice.core.nutrition import servings_of, total
from sous_voice.core.quantity import number_text
from sous_voice.core.reading import lower_first
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.times_words import times_text
from sous_voice.core.topics.changes import change
from sous_voice.core.topics.scaling import scale
from sous_voice.core.topics.swaps import fits_for, substitute
from sous_voice.core.turn import Handler, Topic, Turn, say, slot_number, slot_text
from sous_voice.core.wording import ingredient_text, spoken_list

SUPPOSED = "supposed"
"""The slot that makes a change a condition: it answers the question and is not kept."""
_CHANGES: Mapping[str, Handler] = {"scale": scale, "change": change, "substitute": substitute}
"""What may be supposed."""
Answer = Callable[[Session, Intent], Turn]
"""Answers one intent on a session."""
_SMALL = 0.2
"""Share of the weight up to which a food may be left out without another thought."""
_FIRST = 4
"""Amounts that are told where everything was asked for."""
_HOLDS = (
    "flour",
    "egg",
    "yeast",
    "baking powder",
    "baking soda",
    "gelatin",
    "cornflour",
    "cornstarch",
    "rice",
)
"""Foods that make a dish rise or hold together."""


def conditions(intents: Sequence[Intent]) -> tuple[Intent, ...]:
    """The changes among the intents that are only supposed."""
    return tuple(intent for intent in intents if intent.slots.get(SUPPOSED) and intent.name in _CHANGES)


def suppose(kitchen: Kitchen, session: Session, intents: Sequence[Intent], answer: Answer) -> Turn:
    """What the rest of the intents would be answered, were the conditions true; and the offer to make them so."""
    changed, heads = session, []
    for condition in conditions(intents):
        turn = _CHANGES[condition.name](kitchen, changed, _in_earnest(condition))
        if turn.session.recipe == changed.recipe:  # cannot be: the reason is the answer
            return replace(turn, session=replace(turn.session, recipe=session.recipe))
        heads.append(_head(turn.session.recipe or Recipe(""), condition))
        changed = turn.session
    told = [piece for i in intents if not i.slots.get(SUPPOSED) for piece in answer(changed, i).effects]
    spoken = [effect for effect in told if isinstance(effect, Say)]
    if not spoken:
        spoken = [
            Say(text, Kind.ANSWER) for text in _difference(kitchen, session, changed, conditions(intents))
        ]
    first = replace(spoken[0], text=_under(spoken_list(heads), spoken[0].text))
    asked = Question("suppose", data=(("changes", _written(conditions(intents))),))
    if any(slot_number(condition, "servings") == 1 for condition in conditions(intents)):
        return Turn(session, (first, *spoken[1:]))  # what is in one portion, and no wish to cook for one
    offer = Say("Shall I change the recipe?", Kind.ANSWER)
    talk = replace(session.talk, it=changed.talk.it)
    return Turn(ask(replace(session, talk=talk), asked), (first, *spoken[1:], offer))


def _in_earnest(condition: Intent) -> Intent:
    slots: dict[str, Slot] = {name: value for name, value in condition.slots.items() if name != SUPPOSED}
    if condition.name == "substitute":
        slots["order"] = True
    return Intent(condition.name, slots)


def _head(after: Recipe, condition: Intent) -> str:
    """ "without olive oil", "for 8", "with half the sugar"."""
    name = slot_text(condition, "ingredient")
    if condition.name == "scale":
        number = slot_number(condition, "servings")
        if number and after.servings:
            return f"for {number_text(after.servings)}"
        return f"for {times_text(Fraction(slot_number(condition, 'factor') or 1).limit_denominator(12))}"
    if condition.name == "substitute":
        return f"with {slot_text(condition, 'replacement')} instead of {name}"
    way = slot_text(condition, "direction")
    words = {
        "no": "without",
        "half": "with half the",
        "double": "with twice the",
        "a third": "with a third of the",
    }
    return f"{words.get(way, 'with less' if 'less' in way else 'with more')} {name}"


def _under(head: str, text: str) -> str:
    """The answer behind its condition: "Without oil, one serving of 6 has about 90 calories"."""
    head = f"{head[:1].upper()}{head[1:]}"
    if text.startswith("One serving") and ": " in text:
        who, _, what = text.partition(": ")
        return f"{head}, {lower_first(who)} has {what}"
    return f"{head}: {lower_first(text)}"


# ---------------------------------------------------------------- a condition without a question


def _difference(
    kitchen: Kitchen, before: Session, after: Session, changes: Sequence[Intent]
) -> tuple[str, ...]:
    """What changes with it, where nothing else was asked."""
    lost = [slot_text(change, "ingredient") for change in changes if slot_text(change, "direction") == "no"]
    told = tuple(_without(kitchen, before, name) for name in lost)
    if after.recipe is not None and all(change.name == "scale" for change in changes):
        first = [ingredient_text(item) for item in after.recipe.ingredients if item.quantity.low is not None][
            :_FIRST
        ]
        return (f"{spoken_list(first)}, and so on.",) if first else ("It can be done.",)
    figures = _calories(kitchen, before.recipe, after.recipe)
    return (*filter(None, told), *filter(None, [figures])) or ("It can be done.",)


def _without(kitchen: Kitchen, session: Session, name: str) -> str:
    """Whether the dish can do without a food."""
    recipe = session.recipe
    names = meant(recipe, name) if recipe is not None else ()
    if recipe is None or not names:
        return ""
    fits = fits_for(kitchen, session, names[0])
    instead = f" Or take {fits[0].row.substitute} in its place." if fits else ""
    if any(word in " ".join(names) for word in _HOLDS):
        return f"It will not hold together or rise as it should.{instead}"
    items = [item for item in recipe.ingredients if item.name in names]
    if all(item.optional for item in items):
        return "It is optional here."
    share = 0.0
    if kitchen.foods is not None:
        every = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups).grams
        share = total(kitchen.foods, items, kitchen.habits.cups).grams / every if every else 0.0
    if share <= _SMALL:
        return f"The dish works, it only tastes less of it.{instead}"
    return f"That is another dish, since it is {round(100 * share)} per cent of the weight.{instead}"


def _calories(kitchen: Kitchen, before: Recipe | None, after: Recipe | None) -> str:
    """ "One serving then has about 80 calories, not 120."; empty where nothing differs."""
    if kitchen.foods is None or before is None or after is None or before.servings is None:
        return ""
    energy, texts = NUTRIENTS["energy_kcal"], []
    for recipe in (before, after):
        found = total(kitchen.foods, recipe.ingredients, kitchen.habits.cups)
        texts.append(amount_words(energy, found.figure(energy).value / float(servings_of(recipe) or 1)))
    if texts[0] == texts[1]:
        return ""
    return f"One serving then has about {texts[1]}, not {texts[0].removesuffix(' calories')}."


# ---------------------------------------------------------------- the answer to the offer


def _written(changes: Sequence[Intent]) -> str:
    return json.dumps([[change.name, dict(_in_earnest(change).slots)] for change in changes])


def answered(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes makes the conditions true; no leaves the recipe as it is."""
    if intent.name not in YES:
        return say(session, "Then it stays as it is.")
    turn = Turn(session)
    for name, slots in json.loads(dict(question.data)["changes"]):
        done = _CHANGES[name](kitchen, turn.session, Intent(name, slots))
        turn = Turn(done.session, turn.effects + done.effects)
    return turn


TOPIC = Topic("supposing", answers={"suppose": answered})
