"""What the cook reports to have put in: the step as it is written, more of it, or something besides. Pure."""

import re
from fractions import Fraction

from sous_voice.core.foodtalk.said import COUNT, Said, number_of
from sous_voice.core.foodtalk.sure import VAGUE
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.quantity import convert, find_unit
from sous_voice.core.recipe import Ingredient
from sous_voice.core.topics.changes import FAR_MORE

_ADDED = re.compile(
    rf"^(?:i|we) (?:have )?(?:also |just )?(?:added|put in|poured in|threw in|used|put|stirred in|mixed in|"
    rf"(?:rubbed|seasoned|sprinkled|covered)(?: it| them)? with) (?P<n>{COUNT})"
    r"(?: (?P<unit>[a-z]+) of)? (?:the |more )?(?P<food>[a-z ]+?)(?: in| to it)?$"
)
_WEIGHTY = frozenset(
    "ton tons tonne tonnes hundredweight stone gallon gallons barrel barrels bucket buckets".split()
)


def own_amount(said: Said, intents: tuple[Intent, ...]) -> Intent | None:
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
    if _as_written(said, line, number, unit):
        return None
    return Intent("add_extra" if _far_more(said, line, number, unit) else "change", slots)


def _far_more(said: Said, line: Ingredient, number: Fraction, unit: str) -> bool:
    """Whether it is so much more than the step takes that it is asked about."""
    given = convert(number, unit, line.quantity.unit or "item", said.kitchen.density(line.name))
    return given is not None and line.quantity.low is not None and given > FAR_MORE * line.quantity.low


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
