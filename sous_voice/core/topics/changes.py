"""More of something, less, none at all, or something besides; every figure and warning follows."""

import re
from dataclasses import replace
from fractions import Fraction

from sous_voice.core.alter import ADDED, add, change_amount, leave_out, meant
from sous_voice.core.diets import Finding, against
from sous_voice.core.doubts import doubts
from sous_voice.core.food_names import is_plural
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.nutrients import NUTRIENTS, amount_words
from sous_voice.core.nutrition import count, total
from sous_voice.core.quantity import convert, find_unit, number_text
from sous_voice.core.recipe import Ingredient, Quantity, Recipe
from sous_voice.core.session import Session
from sous_voice.core.topics.diet_warnings import diners_of
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import ingredient_text, spoken_list

_LESS, _MORE = Fraction(3, 4), Fraction(5, 4)
_DIRECTIONS = (
    (r"\b(?:no|without|leave out|left out|omit|omitted|none|skip)\b|\bleave .*\bout\b", Fraction(0)),
    (r"\b(?:third less|by a third)\b", Fraction(2, 3)),
    (r"\bthird more\b", Fraction(4, 3)),
    (r"\bquarter (?:less|fewer)\b", Fraction(3, 4)),
    (r"\bhalf (?:more|again)\b", Fraction(3, 2)),
    (r"\b(?:half|halve)\b", Fraction(1, 2)),
    (r"\b(?:double|twice)\b", Fraction(2)),
    (r"\b(?:triple|three times)\b", Fraction(3)),
    (r"\ba third\b", Fraction(1, 3)),
    (r"\ba quarter of\b", Fraction(1, 4)),
    (r"\b(?:less|fewer|reduce|cut (?:down|back)|go easy|hold back|careful)\b", _LESS),
    (r"\b(?:more|extra|increase)\b", _MORE),
)
"""What was said → times the amount; the first that fits counts."""
_BY_NAME = {"none": "no", "out": "no", "down": "less", "up": "more"}
_TASTES = (
    ("sweet", ("sugar", "honey", "syrup"), "Stir in a spoon of sugar or honey and taste."),
    ("salt", ("salt", "soy sauce"), "Add a pinch of salt, stir, and taste."),
    ("spic|hot", ("chili", "chilli", "cayenne", "pepper"), "Add a pinch of chili and taste after a minute."),
    ("cream", ("cream", "butter", "coconut milk"), "Stir in a spoon of cream or yogurt at the end."),
    ("crisp", (), "Dry it well, give it room in the pan, and salt it last."),
    ("thick", (), "Let it bubble without a lid, or stir in a teaspoon of starch mixed with cold water."),
    ("thin", (), "Stir in hot water or stock, a spoon at a time."),
    ("mild", ("chili", "chilli", "cayenne", "pepper"), "Take less of the hot spice, or add cream or yogurt."),
)
"""What it shall taste like → the foods that do it, and what helps where the recipe has none."""


def change(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Less sugar", "leave out the salt", "twice the garlic", "make it sweeter"."""
    recipe = session.recipe
    words = words_of(session, intent)
    if recipe is None:
        return say(session, "Choose a recipe first, then I change it.")
    name = slot_text(intent, "ingredient")
    if not name and (taste := _taste(recipe, words)) is not None:
        names, advice = taste
        if not names:
            return say(session, advice)
    else:
        name = heard_name(name, words) or session.talk.it
        names = meant(recipe, name) if name else ()
    if not names:
        return say(session, f"I find no {name} in this recipe." if name else "What shall I change?")
    factor = _to_amount(kitchen, recipe, names, intent) or _factor(intent, words)
    if factor is None:
        return say(session, f"How much {name}? Say, for example: half the {names[0]}, or no {names[0]}.")
    return _changed(kitchen, session, recipe, names, factor)


def heard_name(name: str, words: str) -> str:
    """The part of a recipe's name that was really said: "sugar", where the slot says "brown sugar"."""
    said = set(re.findall(r"[a-z]+", words))
    kept = " ".join(word for word in name.split() if word in said or f"{word}s" in said)
    return kept or name


def _taste(recipe: Recipe, words: str) -> tuple[tuple[str, ...], str] | None:
    """The recipe's foods that make it so, and other advice; None where no taste was named."""
    for pattern, foods, advice in _TASTES:
        if re.search(rf"\b(?:{pattern})", words):
            found = (name for food in foods for name in meant(recipe, food) if "black" not in name)
            return tuple(dict.fromkeys(found))[:2], advice
    return None


def _factor(intent: Intent, words: str) -> Fraction | None:
    """Times the amount, from the slots, else from the words; 0 for none of it; None where nothing tells."""
    times = slot_number(intent, "factor")
    if times is not None and 0 < times <= 10:
        return Fraction(times).limit_denominator(16)
    way = slot_text(intent, "direction", "level")
    if "mild" in words:
        words = f"{words} less"
    elif re.search(r"\b(?:sweeter|saltier|spicier|creamier|hotter|richer)\b", words):
        words = f"{words} more"
    text = _BY_NAME.get(way, way) or words
    return next((factor for pattern, factor in _DIRECTIONS if re.search(pattern, text)), None)


def _to_amount(kitchen: Kitchen, recipe: Recipe, names: tuple[str, ...], intent: Intent) -> Fraction | None:
    """ "I only had 200 grams of walnuts": times the recipe's amount; None without a number, or where units differ."""
    number = slot_number(intent, "amount")
    if number in (0.5, 0.25, 0.75) and not slot_text(intent, "unit"):
        return None  # "half of the eggs" is a share
    item = next((item for item in recipe.ingredients if item.name in names and item.quantity.low), None)
    if number is None or number <= 0 or item is None or item.quantity.low is None:
        return None
    unit = slot_text(intent, "unit")
    given = Fraction(number).limit_denominator(64)
    if unit or item.quantity.unit:
        changed = convert(given, unit or "item", item.quantity.unit or "item", kitchen.density(item.name))
        if changed is None:
            return None
        given = changed
    return given / item.quantity.low


def _changed(
    kitchen: Kitchen, session: Session, recipe: Recipe, names: tuple[str, ...], factor: Fraction
) -> Turn:
    said = spoken_list(names)
    if not factor:
        lack = tuple(name for name in session.cooking.lack if name not in names)
        session = replace(
            session,
            recipe=leave_out(recipe, names),
            cooking=replace(session.cooking, lack=lack),
        )
        return say(session, f"Without {said}, then, from here on. Say undo to take it back.")
    changed = change_amount(recipe, names, factor)
    now = [item for item in changed.ingredients if item.name in names]
    if all(item.quantity.low is None for item in now):
        return say(session, f"The recipe gives no amount of {said}. Go by taste.")
    told = f"{_share(factor)} {said}: {spoken_list(ingredient_text(item) for item in now)} now."
    return say(replace(session, recipe=changed), told, "Say undo to take it back.")


def _share(factor: Fraction) -> str:
    named = {
        _LESS: "A quarter less",
        _MORE: "A quarter more",
        Fraction(1, 2): "Half the",
        Fraction(1, 3): "A third of the",
        Fraction(1, 4): "A quarter of the",
        Fraction(2, 3): "A third less",
        Fraction(4, 3): "A third more",
        Fraction(3, 2): "Half as much again of",
        Fraction(2): "Twice the",
        Fraction(3): "Three times the",
    }
    return named.get(factor, f"{number_text(factor)} times the")


# ---------------------------------------------------------------- something besides

_QUESTION = re.compile(r"^(?:and |so )?(?:can|could|may|should|shall|would|does|do|what if|is it)\b")
_REPORT = re.compile(
    r"\b(?:i|we)(?:'ve| have)?(?: also| just)? (?:added|put|poured|threw|used|stirred|gave)\b"
)


def add_extra(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Can I add pine nuts?", "let's add garlic", "I added another spoon of oil"."""
    name = re.sub(r"^(?:some|a bit of|a little|more|of|the)\s+", "", slot_text(intent, "ingredient"))
    if not name:
        return say(session, "What would you like to add?")
    recipe, heard = session.recipe, words_of(session, intent)
    there = meant(recipe, name) if recipe is not None else ()
    name = there[0] if there else name
    warning = _warning(kitchen, session, name)
    reported = bool(_REPORT.search(heard)) and not intent.slots.get("asked")
    if warning and not reported:
        return say(session, warning if warning.startswith("I don't") else f"Better not: {warning}")
    if recipe is None:
        return say(session, f"Choose a recipe first, then I note the {name}.")
    extra = Ingredient(name, _amount(intent, heard), ADDED)
    if (doubt := _doubt(kitchen, extra) or _far_more(kitchen, recipe, extra)) != "":
        return say(session, doubt)
    if (intent.slots.get("asked") or _QUESTION.search(heard)) and extra.quantity.low is None:
        return say(session, f"You can add {name}; taste as you go.", "Tell me when it is in, and how much.")
    changed = add(recipe, extra, session.step)
    told = f"Noted: {ingredient_text(replace(extra, note=''))} more." if there else (
        f"Noted: {ingredient_text(replace(extra, note=''))} as well."
    )  # fmt: skip
    turn = say(replace(session, recipe=changed), told, _brings(kitchen, extra))
    return turn.then(lambda now: say(now, f"Careful: {warning}")) if warning else turn


def _doubt(kitchen: Kitchen, extra: Ingredient) -> str:
    """A measure that nobody knows, an amount that cannot be meant: asked, and not noted."""
    unit = extra.quantity.unit
    if unit and find_unit(unit) is None:
        return f"I don't know the measure {unit}. How much {extra.name} is that, in spoons, cups or grams?"
    if kitchen.foods is None or extra.quantity.low is None:
        return ""
    asked = doubts(total(kitchen.foods, [replace(extra, note="")], kitchen.habits.cups))[:1]
    return f"{asked[0]} I have not noted it." if asked else ""


FAR_MORE = 10
"""Times the recipe's own amount from which an addition is asked about."""


def _far_more(kitchen: Kitchen, recipe: Recipe, extra: Ingredient) -> str:
    """ "300 eggs: is that right? The recipe takes 3."; empty where it is no such thing."""
    for item in recipe.ingredients:
        takes, given = item.quantity, extra.quantity
        if item.name != extra.name or not takes.low or not given.low:
            continue
        same = convert(given.low, given.unit or "item", takes.unit or "item", kitchen.density(item.name))
        if same is not None and same > FAR_MORE * takes.low:
            asked = ingredient_text(replace(extra, note=""))
            return f"{asked}: is that right? The recipe takes {ingredient_text(item)}. I have not noted it."
    return ""


def _warning(kitchen: Kitchen, session: Session, name: str) -> str:
    """ "Walnuts are not for Ana."; empty where nothing stands against it."""
    found: list[tuple[str, Finding]] = [
        (diner.name or "you", finding)
        for diner in diners_of(kitchen, session)
        for finding in against(kitchen.knowledge.diets, name, diner)
    ]
    if not found:
        return ""
    who, finding = found[0]
    if finding.verdict == "unknown":
        return f"I don't know whether {name} is for {who}."
    return (
        f"{name} may not be for {who}, check the label."
        if finding.verdict == "may"
        else (f"{name} {'are' if is_plural(name) else 'is'} not for {who}.")
    )


def _amount(intent: Intent, heard: str) -> Quantity:
    """The amount that was said; "another spoon" and "another egg" are one."""
    number = slot_number(intent, "amount", "n")
    unit = slot_text(intent, "unit")
    if number is None and re.search(r"\b(?:another|one more|an extra|a further)\b", heard):
        number = 1
    if number is None or number <= 0:
        return Quantity(words="some")
    unit = "tablespoon" if unit in ("spoon", "spoons", "spoonful") else unit
    known = find_unit(unit)
    return Quantity(Fraction(number).limit_denominator(64), unit=known.name if known else unit)


def _brings(kitchen: Kitchen, extra: Ingredient) -> str:
    """ "That is about 120 calories." where the table can tell."""
    if kitchen.foods is None or extra.quantity.low is None:
        return ""
    energy = NUTRIENTS["energy_kcal"]
    value = count(kitchen.foods, extra, kitchen.habits.cups).of(energy)
    return f"That brings about {amount_words(energy, value)}." if value and value >= 5 else ""


TOPIC = Topic("changes", handlers={"change": change, "add_extra": add_extra})
