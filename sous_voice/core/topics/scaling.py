"""More or less of a recipe, by servings or by what there is; one unit in another."""

import re
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.measures import converted, in_other_system, in_spoons
from sous_voice.core.place import Place
from sous_voice.core.quantity import (
    convert as convert_amount,
)
from sous_voice.core.quantity import (
    find_unit,
    from_celsius,
    number_text,
    other_system,
    quantity_text,
    to_celsius,
    unit_text,
)
from sous_voice.core.reading import in_step
from sous_voice.core.recipe import Quantity, Recipe
from sous_voice.core.session import Session
from sous_voice.core.times_words import times_text
from sous_voice.core.topics.amounts import meant
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import (
    degrees_text,
    first_upper,
    ingredient_text,
    scale_recipe,
    spoken_list,
    yield_text,
)

LEAST_SCALE, MOST_SCALE = Fraction(1, 20), Fraction(50)
"""Beyond these a recipe is not scaled without asking again what was meant."""

MOST_EATERS = 1000
"""Guests beyond which a number was misheard."""

# ---------------------------------------------------------------- scaling


def scale(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "For six", "double it", "I only have 300 grams of flour"."""
    recipe = session.recipe
    servings = slot_number(intent, "servings")
    if recipe is None:
        many = int(servings) if servings and servings < MOST_EATERS else 0
        return say(replace(session, table=replace(session.table, eaters=many)), NO_RECIPE)
    if servings and servings > 0 and intent.slots.get("same"):
        shared = replace(recipe, servings=Fraction(servings).limit_denominator(100))
        return say(
            replace(session, recipe=shared), f"Shared by {number_text(shared.servings or Fraction(1))}, then."
        )
    if slot_text(intent, "factor") == "original":
        if recipe.scale == 1:
            return say(session, "The amounts are as they are written.")
        return _scaled(session, recipe, 1 / recipe.scale)
    times = slot_number(intent, "factor", "times") or _times(words_of(session, intent))
    if servings is None and times is None:
        return _scale_by_amount(session, intent)
    if times is not None and times > 0:
        factor = Fraction(times).limit_denominator(100)
    else:
        if recipe.servings is None:
            return say(session, "The recipe does not say how many it serves. Say double or half instead.")
        if not servings or servings <= 0:
            return say(session, "For how many people?")
        factor = Fraction(servings).limit_denominator(100) / recipe.servings
    return _scaled(session, recipe, factor)


_TIMES = (
    (r"\b(?:double|twice)\b", 2.0),
    (r"\btriple\b", 3.0),
    (r"\bquadruple\b", 4.0),
    (r"\b(?:halve|half)\b", 0.5),
)


def _times(words: str) -> float | None:
    return next((factor for pattern, factor in _TIMES if re.search(pattern, words)), None)


def _scale_by_amount(session: Session, intent: Intent) -> Turn:
    recipe = session.recipe
    assert recipe is not None
    have = slot_number(intent, "amount", "n", "number")
    lines = [item for item in meant(session, intent) if item.quantity.low]
    if have is None or have <= 0:
        return say(session, "For how many people, or how much of which ingredient do you have?")
    if not lines:
        said = slot_text(intent, "ingredient")
        return say(
            session, f"The recipe has no amount of {said}." if said else "How much of which ingredient?"
        )
    quantity = lines[0].quantity
    low = quantity.low or Fraction(1)
    got = Fraction(have).limit_denominator(1000)
    unit = slot_text(intent, "unit")
    if unit and quantity.unit:
        changed = convert_amount(got, unit, quantity.unit)
        if changed is None:
            want = ingredient_text(lines[0])
            return say(session, f"I can't compare {unit} with the recipe's {want}.")
        got = changed
    return _scaled(session, recipe, got / low)


def _scaled(session: Session, recipe: Recipe, factor: Fraction) -> Turn:
    if not LEAST_SCALE <= factor <= MOST_SCALE:
        times = times_text(factor * recipe.scale).replace("every amount", "the recipe")
        return say(session, f"That would be {times}. I go from a twentieth to fifty times.")
    if factor == 1:
        return say(session, "That is just what the recipe is for now.")
    changed = scale_recipe(recipe, factor)
    session = replace(session, recipe=changed)
    people = f"It {yield_text(changed)} now" if changed.servings else "From now on"
    fixed = dict.fromkeys(i.name for i in recipe.ingredients if i.quantity.fixed)
    verb = "stays" if len(fixed) == 1 else "stay"
    stays = f"The {spoken_list(fixed)} {verb} as written." if fixed and changed.scale != 1 else ""
    return say(session, f"{people}: {times_text(changed.scale)}.", stays, _here_now(session))


def _here_now(session: Session) -> str:
    """The new amounts of the step at hand."""
    if session.recipe is None or session.step is None or session.place is not Place.COOKING:
        return ""
    named = [i for i in session.recipe.steps[session.step].ingredients if i.quantity.low is not None]
    if not named or len(named) > 4:
        return ""
    return f"In this step: {spoken_list(ingredient_text(item) for item in named)}."


# ---------------------------------------------------------------- conversion


def convert(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "14.5 ounces in grams", "how much is that in cups", "350 in Celsius"."""
    number = slot_number(intent, "amount", "n", "number")
    unit = _fluid(slot_text(intent, "unit", "from_unit"), session.talk.last_heard.lower())
    wanted = _fluid(slot_text(intent, "to_unit", "to", "target", "scale"), session.talk.last_heard.lower())
    scales = {_scale_of(unit), _scale_of(wanted)} - {""}
    if scales:
        return _convert_degrees(session, number, _scale_of(unit), _scale_of(wanted))
    lines = meant(session, intent)
    quantity = lines[0].quantity if lines else Quantity()
    here = (
        session.recipe.steps[session.step]
        if session.recipe is not None and session.step is not None
        else None
    )
    if lines and here is not None and number is None:
        local = in_step(lines[0].name, here)
        quantity = local.quantity if local is not None and local.quantity.low is not None else quantity
    if number is None and unit:
        number = 1.0  # "how much is an ounce"
    value = Fraction(number).limit_denominator(1000) if number is not None else quantity.low
    unit = unit or quantity.unit
    if value is None or not unit:
        return say(session, "How much of what shall I convert?")
    name = lines[0].name if lines else slot_text(intent, "ingredient")
    return say(session, _converted(kitchen, value, unit, wanted, name))


def _fluid(unit: str, heard: str) -> str:
    """Fluid ounces, where they were said: an ounce by itself is a weight."""
    plain = find_unit(unit)
    fluid = (
        plain is not None and plain.name == "ounce" and re.search(r"\bfluid ounces?\b|\bfl\.? ?oz\b", heard)
    )
    return "fluid ounce" if fluid else unit


def _converted(kitchen: Kitchen, value: Fraction, unit: str, wanted: str, name: str) -> str:
    said = quantity_text(Quantity(value, unit=unit))
    if find_unit(unit) is None:
        return f"I don't know the unit {unit}."
    if wanted and wanted not in ("metric", "us") and find_unit(wanted) is None:
        return f"I don't know the unit {wanted}."
    same = find_unit(wanted) if wanted else None
    if same is not None and same == find_unit(unit):
        return f"It is given in {same.plural}: {said}{f' of {name}' if name else ''}."
    if wanted in ("", "metric", "us"):
        found = in_other_system(value, unit, wanted or other_system(unit), kitchen.habits.cups)
        if found is None:
            spoons = in_spoons(unit) if value == 1 else ""
            return (
                f"{first_upper(said)} is about {spoons}."
                if spoons
                else f"{first_upper(said)} has no other measure."
            )
        return f"{first_upper(said)} is about {quantity_text(Quantity(found[0], unit=found[1]))}."
    # from one measure of volume to another it is the same for every food
    result = converted(value, unit, wanted, customs=kitchen.habits.cups)
    density = kitchen.density(name) if name and result is None else None
    result = result if result is not None else converted(value, unit, wanted, density, kitchen.habits.cups)
    if result is None:
        what = f"what a cup of {name} weighs" if name else "which food it is"
        names = f"{unit_text(unit, Fraction(2))} into {unit_text(wanted, Fraction(2))}"
        return f"I can't turn {names}: I don't know {what}."
    of = f" of {name}" if name and density is not None else ""
    return f"{first_upper(said)}{of} is about {_amount(result, wanted)}."


def _amount(value: Fraction, unit: str) -> str:
    """Below one with decimals, so that 3.8 litres is not "3 3/4 litres" and 0.4 ounces not nothing."""
    known = find_unit(unit)
    if known is not None and known.metric and value < 20:
        digits = f"{float(value):.1f}".removesuffix(".0") if value >= 1 else f"{float(value):.2g}"
        return f"{digits} {unit_text(unit, value)}"
    if value > 1 and known is not None and known.kind == "volume":
        value = min(
            (Fraction(round(value * part), part) for part in (1, 2, 3, 4)), key=lambda near: abs(near - value)
        )
    return quantity_text(Quantity(value, unit=unit)).removeprefix("a ")


def _scale_of(unit: str) -> str:
    plain = unit.lower().replace("degrees", "").replace("°", "").strip()
    if plain in ("c", "celsius", "centigrade"):
        return "celsius"
    if plain in ("f", "fahrenheit"):
        return "fahrenheit"
    return "gas" if plain.startswith("gas") else ""


def _convert_degrees(session: Session, number: float | None, unit: str, wanted: str) -> Turn:
    if number is None:
        return say(session, "How many degrees?")
    if unit == "gas" and not wanted:
        celsius = to_celsius(number, unit)
        both = " or ".join(
            degrees_text(from_celsius(celsius, scale), scale) for scale in ("celsius", "fahrenheit")
        )
        return say(session, f"Gas mark {number:g} is {both}.")
    unit = unit or ("fahrenheit" if wanted == "celsius" else "celsius")
    wanted = wanted if wanted and wanted != unit else ("celsius" if unit == "fahrenheit" else "fahrenheit")
    celsius = to_celsius(number, unit)
    return say(
        session, f"{degrees_text(number, unit)} is {degrees_text(from_celsius(celsius, wanted), wanted)}."
    )


def on_recipe(kitchen: Kitchen, session: Session) -> Turn:
    """Who said "I'm cooking for twenty" before any recipe gets every recipe for twenty."""
    recipe, eaters = session.recipe, session.table.eaters
    if recipe is None or not eaters or not recipe.servings or recipe.servings == eaters:
        return Turn(session)
    return _scaled(session, recipe, eaters / recipe.servings)


TOPIC = Topic("scaling", handlers={"scale": scale, "convert": convert}, on_recipe=on_recipe)
