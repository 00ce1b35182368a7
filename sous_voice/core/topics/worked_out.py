"""Answers worked out for questions of a plain form: how heavy, how many tins, more of which, for whom."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from sous_voice.core.alter import meant
from sous_voice.core.diets import Verdict, check_food
from sous_voice.core.finding import plain_step
from sous_voice.core.foods import weigh
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.measures import converted
from sous_voice.core.nutrition import total
from sous_voice.core.quantity import duration_text, quantity_text
from sous_voice.core.recipe import Quantity, Recipe
from sous_voice.core.session import Session
from sous_voice.core.technique import exact_term
from sous_voice.core.topics.comparing import nutrition_compare
from sous_voice.core.turn import Turn, say, slot_number, slot_text
from sous_voice.core.wording import first_upper, spoken_list

TIN_GRAMS = 400.0
"""What a common tin holds; the tables reckon with it as well."""


def _tins(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How many tins is 800 grams"."""
    value = Fraction(slot_number(intent, "amount") or 1).limit_denominator(1000)
    unit = slot_text(intent, "unit")
    grams = converted(value, unit, "gram")
    if grams is None:
        return say(session, f"I can't turn {unit} into tins without knowing the food.")
    tins = Fraction(round(float(grams) / TIN_GRAMS * 2), 2)
    if not tins:
        return say(session, f"Less than half a tin: a common one holds about {TIN_GRAMS:.0f} grams.")
    told = quantity_text(Quantity(tins, unit="tin"))
    return say(session, f"About {told}: a common one holds {TIN_GRAMS:.0f} grams, with its liquid.")


def _weight(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How heavy is a carrot"."""
    name, number = slot_text(intent, "thing"), slot_number(intent, "amount") or 1
    unit = slot_text(intent, "unit")
    match = kitchen.foods.find(name) if kitchen.foods is not None else None
    value = Fraction(number).limit_denominator(64)
    weight = (
        weigh(match.food, Quantity(value, unit=unit), name, customs=kitchen.habits.cups) if match else None
    )
    if weight is None:
        return say(session, f"I don't know what a piece of {name} weighs.")
    what = quantity_text(Quantity(value, unit=unit)) + (f" of {name}" if unit else f" {name}")
    sized = "" if re.match(r"small|medium|large|big", name) else "medium "
    what = what if unit or number != 1 else f"a {sized}{name}"
    return say(session, f"About {_rounded(weight.grams)} grams for {what}.")


def _rounded(grams: float) -> int:
    step = 1 if grams < 20 else 5 if grams < 200 else 10
    return round(grams / step) * step


def _more_of(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is there more sugar or more flour": by weight."""
    recipe, names = session.recipe, (slot_text(intent, "first"), slot_text(intent, "second"))
    if recipe is None or kitchen.foods is None:
        return say(session, "I can't tell that.")
    grams = []
    for name in names:
        own = meant(recipe, name)
        lines = [item for item in recipe.ingredients if item.name in own]
        grams.append(total(kitchen.foods, lines, kitchen.habits.cups).grams)
    if not all(grams):
        return say(session, "I can't tell: one of them has no amount that I can weigh.")
    if abs(grams[0] - grams[1]) < 0.05 * max(grams):
        return say(session, f"About the same by weight: {_rounded(grams[0])} grams of each.")
    more = 0 if grams[0] > grams[1] else 1
    told = f"{_rounded(grams[more])} grams, against {_rounded(grams[1 - more])} of {names[1 - more]}"
    return say(session, f"More {names[more]} by weight: about {told}.")


def _two_names(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is cornflour the same as corn starch": two names of one food, else what each is."""
    names, book = (slot_text(intent, "first"), slot_text(intent, "second")), kitchen.foods
    terms = [exact_term(kitchen.knowledge.handbook, name) for name in names]
    found = [book.find(name) if book is not None else None for name in names]
    first, second = found
    if terms[0] is not None and terms[0] is terms[1]:
        lead = (
            "Yes, in the kitchen they are the same."
            if "diff" not in session.talk.last_heard.lower()
            else "There is hardly any."
        )
        return say(session, lead, terms[0].meaning)
    if all(terms):
        lead = "" if "difference" in session.talk.last_heard.lower() else "Not quite."
        told = (
            f"{first_upper(name)}: {term.meaning}" for name, term in zip(names, terms, strict=True) if term
        )
        return say(session, lead, *told)
    if first is None or second is None:
        return say(session, f"I know too little of {names[1] if first else names[0]} to tell them apart.")
    return nutrition_compare(
        kitchen, session, Intent("nutrition_compare", {"first": names[0], "second": names[1]})
    )


# ---------------------------------------------------------------- for whom

_PREGNANT = (
    (
        "soft or unpasteurised cheese",
        r"brie|camembert|feta|goat(?:'s)? cheese|blue cheese|gorgonzola|roquefort|queso fresco",
    ),
    ("liver", r"liver|p[âa]t[ée]"),
    ("raw or smoked fish", r"smoked salmon|sushi|tuna tartare|ceviche|oysters?"),
    ("fish with much mercury", r"swordfish|shark|marlin|king mackerel"),
    ("sprouts", r"bean ?sprouts|sprouts(?! brussels)|alfalfa"),
)
"""What is usually left out in pregnancy → names of foods: FDA and USDA FSIS, advice for pregnant women."""
_CHILDREN = (
    (
        "whole nuts, for those under five",
        r"\b(?:walnuts?|almonds?|hazelnuts?|pecans?|cashews?|peanuts?|pistachios?)\b",
    ),
    ("chilli, which may be too hot for them", r"chill?i|cayenne|jalape|sriracha"),
    ("honey, which is not for the first year", r"\bhoney\b"),
)


def _for_whom(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Can my pregnant sister have this": what of it matters; it is never called safe."""
    recipe = session.recipe
    if recipe is None:
        return say(session, "Choose a recipe first, then I can look.")
    pregnant = slot_text(intent, "who") == "pregnant"
    names = tuple(dict.fromkeys(item.name for item in recipe.ingredients))
    alcohol = [
        f.ingredient
        for f in check_food(kitchen.knowledge.diets, names, "alcohol")
        if f.verdict is Verdict.CONTAINS
    ]
    told = [f"alcohol, from the {spoken_list(alcohol)}"] if alcohol else []
    for what, pattern in _PREGNANT if pregnant else _CHILDREN:
        own = [name for name in names if re.search(pattern, name.lower())]
        told += [f"{what}: {spoken_list(own)}"] if own else []
    if _runny(recipe):
        told.append(
            "runny egg, so boil or fry it firm" if pregnant else "runny egg, so cook it firm for small ones"
        )
    behind = "Not all the alcohol cooks off." if alcohol else ""
    who = "in pregnancy" if pregnant else "for children"
    if not told:
        rest = "Ask a doctor if in doubt." if pregnant else "Go easy on salt for small ones."
        lead = "I can't judge that." if pregnant else ""
        return say(
            session, lead, f"I find nothing in it that is usually left out {who}.", _cooked(recipe), rest
        )
    lead = f"Better not as it is {who}." if alcohol or pregnant else "Mostly, but mind this."
    end = "Ask a doctor if in doubt." if pregnant else ""
    return say(session, lead, f"It has {'; '.join(told)}.", behind, end)


def _runny(recipe: Recipe) -> bool:
    """Whether an egg of it stays runny, or is never cooked."""
    steps = " ".join(plain_step(step).lower() for step in recipe.steps)
    eggs = any(re.search(r"\beggs?\b|egg yolks?", item.name.lower()) for item in recipe.ingredients)
    cooked = re.search(r"\b(?:bake|boil|fry|cook|simmer|poach|roast|oven|heat)\b", steps)
    return eggs and (re.search(r"\b(?:runny|soft[- ]boiled)\b", steps) is not None or cooked is None)


_RAW_FLESH = re.compile(
    r"\b(?:chicken|turkey|beef|pork|lamb|mince|fish|salmon|shrimps?|prawns?|eggs?)\b(?! (?:stock|broth|sauce))"
)


def _cooked(recipe: Recipe) -> str:
    """What must be cooked through in it; empty where nothing raw goes in."""
    names = dict.fromkeys(item.name for item in recipe.ingredients)
    flesh = [name for name in names if _RAW_FLESH.search(name.lower())]
    return f"Cook the {spoken_list(flesh)} all through." if flesh else ""


# ---------------------------------------------------------------- a bird of another weight

MINUTES_PER_KILO, MINUTES_MORE = 45.0, 20.0
"""The usual British rule for a whole chicken at 190 to 200 °C: 45 minutes a kilogram, and 20 more."""
_BOUGHT = re.compile(r"(?P<n>\d+(?:\.\d+)?) ?kg")


def _roast_time(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "It's two and a half kilos, how much longer": by the rule, and against the recipe's own weight."""
    value = Fraction(slot_number(intent, "amount") or 1).limit_denominator(100)
    grams = converted(value, slot_text(intent, "unit"), "gram")
    if grams is None or session.recipe is None:
        return say(session, "Tell me its weight in kilograms or pounds.")
    kilos = float(grams) / 1000
    if not 0.5 <= kilos <= 8:
        return say(session, "For a bird of that weight I know no rule. Go by 165 °F, that is 74 °C, inside.")
    minutes = 5 * round((MINUTES_PER_KILO * kilos + MINUTES_MORE) / 5)
    notes = " ".join(item.note for item in session.recipe.ingredients)
    own = _BOUGHT.search(notes)
    apart = 5 * round(MINUTES_PER_KILO * (kilos - float(own["n"])) / 5) if own else 0
    way = "longer" if apart > 0 else "less"
    against = (
        f"{duration_text(60 * abs(apart))} {way} than for the recipe's {own['n']} kilograms"
        if own and apart
        else ""
    )
    return say(
        session,
        f"As a rule of thumb about {duration_text(60 * minutes)} in all{f', {against}' if against else ''}.",
        "It is done at 165 °F, that is 74 °C, in the thickest part.",
    )


WORKED_OUT: Mapping[str, Callable[[Kitchen, Session, Intent], Turn]] = MappingProxyType(
    {
        "tins": _tins,
        "weight": _weight,
        "more_of": _more_of,
        "two_names": _two_names,
        "for_whom": _for_whom,
        "roast_time": _roast_time,
    }
)
"""What a "how_to" is about → what answers it."""
