"""How much: in this step and in all, scaled by servings or by what there is, converted, checked."""

import re
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.finding import best_ingredients, like_ingredients
from sous_voice.core.gather import name_key
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.quantity import (
    best_unit,
    find_unit,
    from_celsius,
    number_text,
    other_system,
    quantity_text,
    to_celsius,
    unit_text,
)
from sous_voice.core.quantity import (
    convert as convert_amount,
)
from sous_voice.core.reading import in_step, mentioned
from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step
from sous_voice.core.session import Session
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import first_upper, ingredient_text, scale_recipe, spoken_list
from sous_voice.core.written_numbers import NUMBER
from sous_voice.core.written_numbers import read_number as read_any_number

LEAST_SCALE, MOST_SCALE = Fraction(1, 20), Fraction(50)
"""Beyond these a recipe is not scaled without asking again what was meant."""


# ---------------------------------------------------------------- which ingredient


def meant(session: Session, intent: Intent) -> tuple[Ingredient, ...]:
    """The recipe's lines that are meant: named, else the one spoken of last ("it"), else the step's own."""
    recipe = session.recipe
    if recipe is None:
        return ()
    said = slot_text(intent, "ingredient", "thing", "food")
    if said in ("it", "that", "them", "this", "those"):
        said = ""
    if said:
        here = recipe.steps[session.step].ingredients if session.step is not None else ()
        local = best_ingredients(said, here)
        if local and len(local) == 1:
            key = name_key(local[0].name)
            return tuple(item for item in recipe.ingredients if name_key(item.name) == key)
        exact = best_ingredients(said, recipe.ingredients)
        return exact if local or not exact else like_ingredients(said, recipe.ingredients)
    if session.talk.it:
        return tuple(item for item in recipe.ingredients if item.name == session.talk.it)
    return ()


def _here(session: Session) -> Step | None:
    if session.recipe is None or session.step is None:
        return None
    return session.recipe.steps[session.step]


def _mentions(recipe: Recipe, name: str) -> list[tuple[int, Ingredient]]:
    """Every mention with an amount, with its step."""
    key = name_key(name)
    return [
        (index, item)
        for index, step in enumerate(recipe.steps)
        for item in step.ingredients
        if name_key(item.name) == key and (item.quantity.low is not None or item.quantity.words)
    ]


def amount(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How much flour?": in this step, and in all where that differs."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    said = slot_text(intent, "ingredient", "thing", "food")
    lines = meant(session, intent)
    step = _here(session)
    if not lines and not said:
        named = tuple(i for i in step.ingredients if i.quantity.low is not None) if step else ()
        if named:
            return say(session, f"In this step: {spoken_list(ingredient_text(i) for i in named)}.")
        return say(session, "Of which ingredient?")
    if not lines:
        return say(session, f"The recipe has no {said}.")
    names = {name_key(item.name) for item in lines}
    if len(names) > 1:
        return say(session, f"{first_upper(spoken_list(ingredient_text(i, note=True) for i in lines[:3]))}.")
    session = replace(session, talk=replace(session.talk, it=lines[0].name))
    whole = bool(
        re.search(r"\b(?:in all|altogether|total|in the whole|for everything)\b", words_of(session, intent))
    )
    return say(session, *_amount_words(recipe, session, lines, whole))


def _amount_words(
    recipe: Recipe, session: Session, lines: tuple[Ingredient, ...], whole: bool
) -> tuple[str, ...]:
    total = spoken_list(ingredient_text(item, note=True) for item in lines)
    name = lines[0].name
    mentions = _mentions(recipe, name)
    if not mentions:
        return (f"The recipe does not say how much {name}.",)
    here = [item for index, item in mentions if index == session.step]
    if not here or whole:
        if len(mentions) > 1 and session.step is not None:
            parts = "; ".join(f"{quantity_text(item.quantity)} in step {i + 1}" for i, item in mentions[:4])
            return (f"{first_upper(total)} in all.", f"{first_upper(parts)}.")
        return (f"{first_upper(total)}.",)
    now = spoken_list(ingredient_text(item, note=True) for item in here)
    if len(mentions) == len(here):
        return (f"{first_upper(now)}.",)
    return (
        f"{first_upper(now)} in this step, {spoken_list(quantity_text(i.quantity) for i in lines)} in all.",
    )


def use_all(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "All the oil?": whether some is kept for later."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    lines = meant(session, intent)
    if not lines:
        step = _here(session)
        lines = step.ingredients[:1] if step else ()
    if not lines:
        said = slot_text(intent, "ingredient", "thing")
        return say(session, f"The recipe has no {said}." if said else "All of which ingredient?")
    name = lines[0].name
    session = replace(session, talk=replace(session.talk, it=name))
    mentions = _mentions(recipe, name)
    now = session.step
    later = [(i, item) for i, item in mentions if now is not None and i > now]
    here = [item for i, item in mentions if i == now]
    if not mentions:
        return say(session, f"The recipe does not say how much {name}.")
    if here and later:
        rest = spoken_list(f"{quantity_text(item.quantity)} in step {i + 1}" for i, item in later)
        return say(session, f"No, only {ingredient_text(here[0])} now. Keep {rest}.")
    if here:
        return say(session, f"Yes, all that is left: {ingredient_text(here[0])}.")
    if later:
        return say(session, f"None of it yet. The {name} comes in step {later[0][0] + 1}.")
    return say(session, f"The {name} is all used up by now." if now is not None else _spread(name, mentions))


def _spread(name: str, mentions: list[tuple[int, Ingredient]]) -> str:
    if len(mentions) == 1:
        return f"Yes, all of the {name} goes in at step {mentions[0][0] + 1}."
    parts = spoken_list(f"{quantity_text(item.quantity)} in step {i + 1}" for i, item in mentions)
    return f"Not at once: {parts}."


# ---------------------------------------------------------------- scaling


def scale(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "For six", "double it", "I only have 300 grams of flour"."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    servings = slot_number(intent, "servings")
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
        return say(session, f"That would be {number_text(factor)} times the recipe. Is that what you meant?")
    if factor == 1:
        return say(session, "That is just what the recipe is for now.")
    changed = scale_recipe(recipe, factor)
    session = replace(session, recipe=changed)
    people = f"For {number_text(changed.servings)} now" if changed.servings else "Changed"
    fixed = [i.name for i in recipe.ingredients if i.quantity.fixed]
    stays = f"The {spoken_list(fixed)} stays as it is." if fixed else ""
    return say(
        session, f"{people}: every amount times {number_text(factor)}.", stays or "Times stay the same."
    )


# ---------------------------------------------------------------- conversion


def convert(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "14.5 ounces in grams", "how much is that in cups", "350 in Celsius"."""
    number = slot_number(intent, "amount", "n", "number")
    unit = slot_text(intent, "unit", "from_unit")
    wanted = slot_text(intent, "to_unit", "to", "target", "scale")
    scales = {_scale_of(unit), _scale_of(wanted)} - {""}
    if scales:
        return _convert_degrees(session, number, _scale_of(unit), _scale_of(wanted))
    lines = meant(session, intent)
    quantity = lines[0].quantity if lines else Quantity()
    here = _here(session)
    if lines and here is not None and number is None:
        local = in_step(lines[0].name, here)
        quantity = local.quantity if local is not None and local.quantity.low is not None else quantity
    value = Fraction(number).limit_denominator(1000) if number is not None else quantity.low
    unit = unit or quantity.unit
    if value is None or not unit:
        return say(session, "How much of what shall I convert?")
    name = lines[0].name if lines else slot_text(intent, "ingredient")
    return say(session, _converted(kitchen, value, unit, wanted, name))


def _converted(kitchen: Kitchen, value: Fraction, unit: str, wanted: str, name: str) -> str:
    said = quantity_text(Quantity(value, unit=unit))
    if find_unit(unit) is None:
        return f"I don't know the unit {unit}."
    if wanted and wanted not in ("metric", "us") and find_unit(wanted) is None:
        return f"I don't know the unit {wanted}."
    if wanted in ("", "metric", "us"):
        found = best_unit(value, unit, wanted or other_system(unit))
        if found is None:
            return f"{first_upper(said)} has no other measure."
        return f"{first_upper(said)} is about {quantity_text(Quantity(found[0], unit=found[1]))}."
    density = kitchen.density(name) if name else None
    result = convert_amount(value, unit, wanted, density)
    if result is None:
        what = f"what a cup of {name} weighs" if name else "which food it is"
        names = f"{unit_text(unit, Fraction(2))} into {unit_text(wanted, Fraction(2))}"
        return f"I can't turn {names}: I don't know {what}."
    return f"{first_upper(said)} is about {_amount(result, wanted)}."


def _amount(value: Fraction, unit: str) -> str:
    """Below one with decimals, so that 3.8 litres is not "3 3/4 litres" and 0.4 ounces not nothing."""
    known = find_unit(unit)
    if known is not None and known.metric and value < 20:
        digits = f"{float(value):.1f}".removesuffix(".0") if value >= 1 else f"{float(value):.2g}"
        return f"{digits} {unit_text(unit, value)}"
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
    unit = unit or ("fahrenheit" if wanted == "celsius" else "celsius")
    wanted = wanted if wanted and wanted != unit else ("celsius" if unit == "fahrenheit" else "fahrenheit")
    celsius = to_celsius(number, unit)
    return say(
        session, f"{degrees_text(number, unit)} is {degrees_text(from_celsius(celsius, wanted), wanted)}."
    )


def degrees_text(number: float, unit: str) -> str:
    """ "180 degrees Celsius", "gas mark 4"."""
    if unit == "gas":
        return f"gas mark {round(number)}"
    return f"{round(number)} degrees {unit.capitalize()}"


# ---------------------------------------------------------------- checking


def check_understanding(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "So one mango and one onion, right?": each amount held against the recipe."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    claim = slot_text(intent, "claim", "text") or session.talk.last_heard.lower()
    items = mentioned(claim, recipe.ingredients)
    step = _here(session)
    if not items:
        if step is not None:
            return say(
                session, f"The step says: {session.talk.last_chunks[0]}" if session.talk.last_chunks else ""
            )
        return say(session, "I can't check that. Ask me for one amount.")
    wrong = [f"I find no {food} in it" for food in _strangers(claim, recipe)]
    right: list[str] = []
    for item in items:
        local = in_step(item.name, step) if step is not None else None
        quantity = (local or item).quantity
        said = _number_before(claim, item.name)
        line = ingredient_text(replace(item, quantity=quantity))
        agrees = said is None or quantity.low is None or said in (quantity.low, quantity.high)
        (right if agrees else wrong).append(line)
    if wrong:
        agreed = f"But yes to {spoken_list(right)}." if right else ""
        return say(session, f"Not quite: {spoken_list(wrong)}.", agreed)
    return say(session, f"Yes: {spoken_list(right)}.")


_NOT_FOODS = frozenset(
    "so right correct yes no just only need use then now total all i you we must should of is it that".split()
)


def _strangers(claim: str, recipe: Recipe) -> list[str]:
    """Foods of the claim, one in each part of it, that the recipe does not have."""
    found = []
    for part in re.split(r"\band\b|,|\bplus\b", claim):
        amount = re.search(NUMBER, part, re.IGNORECASE)
        if amount is None or mentioned(part, recipe.ingredients):
            continue
        words = [word for word in part[amount.end() :].split() if word.isalpha() and word not in _NOT_FOODS]
        words = [word for word in words if find_unit(word) is None]
        if words:
            found.append(" ".join(words[:2]))
    return found


def _number_before(claim: str, name: str) -> Fraction | None:
    """The number that stands last before the food's own word, with at most a unit between."""
    word = name.lower().split()[-1]
    place = claim.find(name_key(word))
    numbers = [m for m in re.finditer(NUMBER, claim, re.IGNORECASE) if m.end() <= place]
    if place < 0 or not numbers or len(claim[numbers[-1].end() : place].split()) > 4:
        return None
    try:
        return read_any_number(numbers[-1].group())
    except (ValueError, KeyError):
        return None


TOPIC = Topic(
    "amounts",
    handlers={
        "amount": amount,
        "use_all": use_all,
        "scale": scale,
        "convert": convert,
        "check_understanding": check_understanding,
    },
)
