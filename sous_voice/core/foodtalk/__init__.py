"""Talk about food by its words, where no sentence of the grammar fits: short, indirect, the condition first.

The parser knows sentences; cooks do not keep to them. Here an utterance of which the parser made nothing that
can stand is read once more, by the foods, nutrients, allergens, diets, months and troubles that it names. Pure.
What is meant for the stove, for timers or for a teller is never read here.
"""

import re
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.alter import meant
from sous_voice.core.chunks import VERBS
from sous_voice.core.finding import steps_about
from sous_voice.core.foodtalk.brief import SUPPOSED, brief
from sous_voice.core.foodtalk.eaters import diet_in, eaters, for_somebody, of_nobody, told_of
from sous_voice.core.foodtalk.figures import figures
from sous_voice.core.foodtalk.instead import instead
from sous_voice.core.foodtalk.lore import (
    advice,
    amounts,
    keeping,
    notes,
    oven,
    seasons,
    signs,
    terms,
    trouble,
)
from sous_voice.core.foodtalk.said import COUNT, Said, number_of, plain, says_nothing, with_names
from sous_voice.core.foodtalk.suggesting import suggesting
from sous_voice.core.foodtalk.supposing import supposed
from sous_voice.core.foodtalk.sure import VAGUE, sure
from sous_voice.core.intents import Intent, Risk, Slot
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.quantity import convert, find_unit
from sous_voice.core.recipe import Ingredient
from sous_voice.core.session import Session, open_question
from sous_voice.core.topics.diets import diners_of
from sous_voice.core.topics.diners import UNHEARD
from sous_voice.core.turn import slot_text


def guests(said: Said) -> tuple[Intent, ...]:
    """What is told of somebody, and what is asked behind it."""
    return _with_question(said, told_of(said))


_FRAMES = (
    trouble, signs, notes, terms, oven, advice, guests, for_somebody, seasons, suggesting, instead, eaters, figures,
    keeping, amounts,
)  # fmt: skip
_FALSE = frozenset({"check_understanding"})
"""What the parser takes half a question for: left out where another question of its intents stands, and it does not."""
_REPORTS = frozenset(
    "have_ingredient greeting resume allergy_set set_profile timer_snooze timer_change".split()
)
"""What stands beside a question and is none."""
_ANSWERABLE = (figures, eaters, amounts)
LONGEST = 30
"""Words of an utterance that is read here; more is a story."""
_TROUBLES = frozenset("lack_ingredient problem allergy_set set_profile substitute temperature".split())
_KEPT_OUT = frozenset(
    "confirm_heat heat_status i_am_here fire_out hands_on_end unlock_stove wake goodbye".split()
)


def food_talk(
    kitchen: Kitchen, session: Session, intents: tuple[Intent, ...], text: str
) -> tuple[Intent, ...]:
    """What an utterance means, where it talks of food; the parser's own intents where they stand.

    Args:
        intents: as the parser and the moment read them.
        text: the whole utterance.
    """
    guests_known = (diner.name for diner in diners_of(kitchen, session))
    said = Said(with_names(plain(text), guests_known), kitchen, session)
    if not said.text or len(said.words) > LONGEST or _about_heat(session, intents):
        return intents
    if (answered := _supposed(said, intents)) is not None:
        return answered
    intents = _only_asked(said, intents)
    intents = tuple(_cleaned(said, intent) for intent in intents)
    stands = [intent for intent in intents if sure(kitchen, session, intent, said.text)]
    if (nameless := of_nobody(said)) is not None:
        return (nameless,)
    short = brief(said)
    if short and (not stands or not said.opens_a_question):
        return short
    if (wished := _without(said, intents)) is not None:
        return wished
    if (added := _own_amount(said, intents)) is not None:
        return (added,)
    if stands and not _only_timers(said, stands):
        asks = any(intent.name not in VAGUE | _REPORTS for intent in stands)
        rest = tuple(i for i in intents if i in stands or not asks or i.name not in _FALSE)
        kept = rest
        if _asks_after(said, stands):
            kept = tuple(intent for intent in stands if intent.name != "next_step")
        return _of_that_food(said, _with_question(said, _fuller(said, kept)))
    found = next((found for frame in _FRAMES if (found := frame(said))), ())
    return found or intents


_NAMING = frozenset(
    "amount in_season lack_ingredient have_ingredient nutrition diet_check change find_recipe".split()
)


def _cleaned(said: Said, intent: Intent) -> Intent:
    """The food alone, where the parser took words around it for its name: "pumpkins already", "a day sugar"."""
    value = slot_text(intent, "ingredient")
    if intent.name not in _NAMING or len(value.split()) < 2:
        return intent
    recipe, book = said.session.recipe, said.kitchen.foods
    known = (recipe is not None and meant(recipe, value)) or (
        book is not None and book.find(value) is not None
    )
    foods = () if known else replace(said, text=value).foods()
    words = value.split()
    if len(foods) != 1 or not all(map(says_nothing, words[: foods[0].start] + words[foods[0].end :])):
        return intent
    return replace(intent, slots={**intent.slots, "ingredient": foods[0].own or foods[0].words})


def _about_heat(session: Session, intents: tuple[Intent, ...]) -> bool:
    """Whether it is meant for the stove, or answers what was offered: nothing of that is read here."""
    question = open_question(session)
    offered = bool(question and (question.options or question.kind != "yes_no"))
    return any(
        intent.risk in (Risk.R0, Risk.R3)
        or intent.name in _KEPT_OUT
        or (intent.name == "choose_option" and offered)
        for intent in intents
    )


def _only_timers(said: Said, stands: list[Intent]) -> bool:
    """ "Twenty minutes, no meat" with no recipe in hand sets no timer."""
    wished = said.session.recipe is None and all(intent.name == "timer_start" for intent in stands)
    return wished and not said.has("timer|alarm|remind|ring|set|start") and bool(suggesting(said))


_ADDED = re.compile(
    rf"^(?:i|we) (?:have )?(?:also |just )?(?:added|put in|poured in|threw in|used|put|stirred in|mixed in|"
    rf"(?:rubbed|seasoned|sprinkled|covered)(?: it| them)? with) (?P<n>{COUNT})"
    r"(?: (?P<unit>[a-z]+) of)? (?:the |more )?(?P<food>[a-z ]+?)(?: in| to it)?$"
)
_WEIGHTY = frozenset(
    "ton tons tonne tonnes hundredweight stone gallon gallons barrel barrels bucket buckets".split()
)


def _own_amount(said: Said, intents: tuple[Intent, ...]) -> Intent | None:
    """ "I added two spoons of honey", "a tonne of salt", "two blorps of oil": more than a step that is reported."""
    match = _ADDED.search(said.text)
    vague = all(intent.name in VAGUE | _MORE for intent in intents)
    if match is None or not vague or said.session.recipe is None:
        return None
    unit, number, food = match["unit"] or "", number_of(match["n"]), said.food(match["food"])
    if number is None or food is None or unit in _ABOUT or (not unit and match["n"] in ("a", "an")):
        return None
    slots: dict[str, Slot] = {"ingredient": food.own or food.words, "amount": float(number)}
    line, named = _due(said, food.own), unit
    slots |= {"unit": unit} if unit else {}
    unit = named or "item"
    if find_unit(unit) is None or unit in _WEIGHTY or line is None:
        return Intent("add_extra", slots)
    return None if _as_written(said, line, number, unit) else Intent("change", slots)


def _due(said: Said, name: str) -> Ingredient | None:
    """The line of a food in the step that is being done; None where it is not due now, so that it is an extra."""
    recipe, step = said.session.recipe, said.session.step
    if recipe is None or not name or (step is not None and step in said.session.cooking.done):
        return None
    steps = recipe.steps[step : step + 1] if step is not None else recipe.steps
    return next((item for one in steps for item in one.ingredients if item.name == name), None)


def _as_written(said: Said, line: Ingredient, number: Fraction, unit: str) -> bool:
    """Whether what was reported is what the step takes; without an amount there, whatever was added is."""
    takes = line.quantity
    if takes.low is None:
        return True
    given = convert(number, unit, takes.unit or "item", said.kitchen.density(line.name))
    return given is None or abs(given - takes.low) <= takes.low / 20


_ABOUT = frozenset("lot bit little half rest pack packet bag box bottle few couple kind pair load".split())
"""Words that are no measure and nothing to be asked about."""
_MORE = frozenset("add_extra change market_list_add have_ingredient".split())
"""What else the parser may take such a report for."""


def _without(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...] | None:
    """ "A dessert without eggs": one wish, where no recipe is open that could be changed."""
    names = {intent.name for intent in intents}
    if said.session.recipe is not None or names != {"find_recipe", "change"}:
        return None
    wished = suggesting(said)
    return wished if wished and wished[0].slots.get("without") else None


def _fuller(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "What can Ben eat that is ready in thirty minutes": the time belongs to the wish."""
    if "find_recipe" not in {intent.name for intent in intents} or said.session.recipe is not None:
        return intents
    wished = suggesting(said)
    more = (
        {k: v for k, v in wished[0].slots.items() if k in ("duration", "without", "diet")} if wished else {}
    )
    return tuple(
        replace(intent, slots={**more, **_without_kind(intent)}) if intent.name == "find_recipe" else intent
        for intent in intents
        if intent.name not in ("mark_done", "check_understanding")
    )


def _without_kind(intent: Intent) -> dict[str, Slot]:
    """The slots without "a coeliac" as somebody's name: a diet is nobody's name."""
    slots = dict(intent.slots)
    if diet_in(slot_text(intent, "person")):
        del slots["person"]
    return slots


def _asks_after(said: Said, stands: list[Intent]) -> bool:
    """ "No buttermilk, now what": the tail asks for nothing of its own."""
    ours = [intent for intent in stands if intent.name != "next_step"]
    return bool(ours) and all(intent.name in _TROUBLES for intent in ours) and said.has(_TAILS) is not None


_TAILS = (
    r"now what|what now|what (?:do|can|should|shall|must) (?:i|we) (?:do|use|take|make)|for that|is that ok"
)


def _with_question(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "Ana can't have nuts, what'll she eat that's sweet": what is asked behind what was told of somebody."""
    told = [i for i in intents if i.name in ("allergy_set", "set_profile") and slot_text(i, "person")]
    if (
        len(told) != len(intents)
        or len(told) != 1
        or not said.asks
        or slot_text(told[0], "person") == UNHEARD
    ):
        return intents
    if said.session.recipe is None and (wished := suggesting(said)):
        slots = {key: value for key, value in wished[0].slots.items() if key in ("dish", "duration")}
        return (*intents, Intent("find_recipe", {**slots, "person": slot_text(told[0], "person")}))
    if said.has(r"instead|go in|replace|stand in|substitute|swap|use|do (?:about|with|for)"):
        about = said.food(said.text.rpartition(" about ")[2]) if said.has("about") else None
        food = about.own if about and about.own else slot_text(told[0], "allergen", "dislike", "ingredient")
        return (*intents, Intent("substitute", {"ingredient": food})) if food else intents
    return intents


def _of_that_food(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "How do I know the lentils are soft enough": the signs of what was named, wherever the cooking is."""
    if "duration" in [intent.name for intent in intents]:
        return tuple(_of_that_act(said, intent) for intent in intents if intent.name != "check_understanding")
    if [intent.name for intent in intents if intent.name != "mark_done"] != ["doneness"]:
        return intents
    own = next((food.own for food in said.foods() if food.own), "")
    first = next(intent for intent in intents if intent.name == "doneness")
    if not own or slot_text(first, "food", "thing", "ingredient"):
        return intents
    return (Intent("doneness", {"food": own}),)


def _of_that_act(said: Said, intent: Intent) -> Intent:
    """ "Can I knead by hand, how long": the time of what was named, where the recipe does it."""
    recipe = said.session.recipe
    if (
        intent.name != "duration"
        or slot_text(intent, "action", "thing", "food", "ingredient")
        or recipe is None
    ):
        return intent
    act = next(
        (word for word in said.words if word in VERBS - {"take"} and steps_about(word, recipe.steps)), ""
    )
    return Intent("duration", {"action": act}, intent.confidence, intent.span) if act else intent


def _supposed(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...] | None:
    """A question under a condition: first the change, then the question; None where there is no condition."""
    if said.session.recipe is None:
        return None
    changes, question = supposed(said)
    if not changes:
        return None
    if not said.has(_ORDERED):
        changes = tuple(_as_condition(change) for change in changes)
    asked = next((found for frame in _ANSWERABLE if (found := frame(question))), ())
    if (
        not asked
        and intents
        and all(intent.name in VAGUE for intent in intents)
        and said.has(r"^(?:if|what if|say|suppose)|" + _MAY_IT)
    ):
        return _or_offer(changes)
    return (*changes, *asked) if asked else None


_ORDERED = (
    r"^(?:drop|skip|leave|omit|take|swap|replace|exchange|trade|switch|use|put|double|halve|make|scale|cut)"
)
"""What begins so is to be done, also where a question follows."""
_MAY_IT = (
    r"(?:can|could|may|should|shall|must|might) (?:i|we|one|it|they)|possible|what if|"
    r"is it (?:ok|fine|still|alright|bad)|a way|do i (?:have|need) to|would it|will it|does it matter|"
    r"what happens|if (?:i|we)"
)
"""Shapes of a question whether something can be done."""
_FIGURES = frozenset("nutrition amount diet_check recipe_overview".split())


def _as_condition(change: Intent) -> Intent:
    return replace(change, slots={**change.slots, SUPPOSED: True})


def _or_offer(changes: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "What if I used oil instead": a swap alone is answered by the offer of it."""
    if len(changes) != 1 or changes[0].name != "substitute":
        return changes
    kept = {name: value for name, value in changes[0].slots.items() if name not in (SUPPOSED, "order")}
    return (Intent("substitute", {**kept, "asked": True}),)


def _only_asked(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """A change beside a question of figures, or asked whether it can be made, is a condition and no order."""
    if said.session.recipe is None or said.has(_ORDERED) or not said.has(_MAY_IT + "|would|were|for"):
        return intents
    beside = any(intent.name in _FIGURES for intent in intents)
    may = beside or said.has(_MAY_IT) is not None
    intents = tuple(_whether(said, intent) if may else intent for intent in intents)
    return tuple(
        _as_condition(_with_way(said, intent))
        if (intent.name == "scale" and beside) or (intent.name == "change" and may and _one_way(said, intent))
        else intent
        for intent in intents
    )


def _whether(said: Said, intent: Intent) -> Intent:
    """ "Can I leave out the flour", "what if I used oil instead": asked, and not ordered."""
    if intent.name == "skip_step" and (food := slot_text(intent, "ingredient")) and said.has(_WAYS[0][1]):
        return Intent("change", {"ingredient": food, "direction": "no"}, intent.confidence, intent.span)
    if intent.name == "substitute" and slot_text(intent, "replacement") and not slot_text(intent, "order"):
        return replace(intent, slots={**intent.slots, "asked": True})
    return intent


_WAYS = (
    ("no", r"without|leave|leaving|left|omit|skip|drop|no"), ("half", "half"), ("double", "double|twice"),
    ("less", "less|fewer"), ("more", "more|extra"),
)  # fmt: skip


def _one_way(said: Said, intent: Intent) -> bool:
    """Whether it is known of which food, and how: an amount that was said is for the handler."""
    named, amount = slot_text(intent, "ingredient"), slot_text(intent, "amount", "factor")
    way = slot_text(intent, "direction") or any(said.has(pattern) for _, pattern in _WAYS)
    recipe = said.session.recipe
    return bool(named and way and not amount and recipe is not None and meant(recipe, named))


def _with_way(said: Said, intent: Intent) -> Intent:
    """With the direction as a slot: the words are gone when the offer is answered."""
    if intent.name != "change" or slot_text(intent, "direction"):
        return intent
    way = next(way for way, pattern in _WAYS if said.has(pattern))
    return replace(intent, slots={**intent.slots, "direction": way})


__all__ = ["VAGUE", "food_talk"]
