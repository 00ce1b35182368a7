"""A question whose kind is known, and no sentence fits: which foods, nutrients, people it names, as an intent.

The kinds are those of the reader of questions (``language/food_kinds.py``), which knows the shape of a question and not
its names. Each kind has a filler that finds what it needs, or finds nothing and leaves the question to the others.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sous_voice.core.foodtalk import kinds_lore, kinds_swaps
from sous_voice.core.foodtalk.figures import NAMES_NUTRIENT, figures, nutrient_named
from sous_voice.core.foodtalk.fitness import (
    adapted,
    of_dish,
    of_little_ones,
    of_somebody,
)
from sous_voice.core.foodtalk.kinds_lore import act_named
from sous_voice.core.foodtalk.kinds_swaps import news_of
from sous_voice.core.foodtalk.lore import oven, seasons
from sous_voice.core.foodtalk.said import Said, number_of, own_foods
from sous_voice.core.foodtalk.suggesting import suggesting
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.seasons import MONTHS, find
from sous_voice.core.topics.supposing import SUPPOSED

Found = tuple[Intent, ...]
Filler = Callable[[Said], Found]


def _nutrient(said: Said) -> str:
    found = re.search(rf"\b(?:{NAMES_NUTRIENT})\b", said.text)
    return nutrient_named(found[0]) if found else ""


# ---------------------------------------------------------------- figures


def _figures(said: Said) -> Found:
    """How much of a nutrient: as the readers of figures find it, else of a serving."""
    found, nutrient = figures(said), _nutrient(said)
    measured = said.has("wants?|needs?|goes|put|add|pour|spoons?|teaspoons?|tablespoons?|pinch")
    if measured and nutrient in ("salt", "sugar", "water", "fat") and own_foods(said):
        return _amount(said)
    if said.session.recipe is None and not (found and found[0].slots.get("ingredient")):
        return ()
    if found:
        return found
    return (Intent("nutrition", {"scope": "serving", **({"nutrient": nutrient} if nutrient else {})}),)


def _scoped(scope: str) -> Filler:
    def fill(said: Said) -> Found:
        nutrient = _nutrient(said)
        if said.session.recipe is None:
            return ()
        return (Intent("nutrition", {"scope": scope, **({"nutrient": nutrient} if nutrient else {})}),)

    return fill


def _compared(said: Said) -> Found:
    nutrient = _nutrient(said)
    foods = [food for food in said.foods() if food.words != nutrient]
    if len(foods) < 2:
        return ()
    slots: dict[str, Slot] = {"first": foods[0].words, "second": foods[1].words}
    return (Intent("nutrition_compare", slots | ({"nutrient": nutrient} if nutrient else {})),)


def _lighter(said: Said) -> Found:
    sweet = re.search(r"\b(sweet|salty|fatty|greasy|rich)\b", said.text)
    named = {"sweet": "sugar", "salty": "salt", "fatty": "fat", "greasy": "fat", "rich": "fat"}
    nutrient = _nutrient(said) or (named[sweet[1]] if sweet else "calories")
    return (Intent("diet_suggest", {"nutrient": nutrient, "way": "less"}),)


def _richer(said: Said) -> Found:
    nutrient = _nutrient(said) or ("protein" if said.has("filling|full") else "")
    return (Intent("diet_suggest", {"nutrient": nutrient, "way": "more"}),) if nutrient else ()


# ---------------------------------------------------------------- the recipe's own words


def _tool(said: Said) -> Found:
    recipe = said.session.recipe
    tools = [item.name.lower() for item in recipe.cookware] if recipe is not None else []
    named = next((word for word in said.words if any(name.split()[-1] == word for name in tools)), "")
    return (Intent("tool", {"tool": named} if named and not said.has("which|what") else {}),)


def _oven(said: Said) -> Found:
    return oven(said) or (Intent("temperature", {"thing": "oven"}),)


def _pan(said: Said) -> Found:
    return (Intent("temperature", {"thing": "pan"}),)


def _amount(said: Said) -> Found:
    own = own_foods(said)
    return (Intent("amount", {"ingredient": own[0].own}),) if own and said.session.recipe is not None else ()


def _so_many(said: Said) -> Found:
    """The amount for so many people, or for half of it; of everything where no food is named."""
    own = own_foods(said)
    part = next(
        (value for word, value in (("half|halve", 0.5), ("double|twice", 2.0)) if said.has(word)), 0.0
    )
    words = [word for at, word in enumerate(said.words) if not any(f.start <= at < f.end for f in own)]
    numbers = [value for word in words if word not in ("a", "an") and (value := number_of(word))]
    whole = [int(value) for value in numbers if value.denominator == 1 and 1 <= value <= 200]
    if said.session.recipe is None or not (whole or part):
        return _amount(said)
    slots: dict[str, Slot] = {"servings": whole[-1]} if whole else {"factor": part}
    scaled = Intent("scale", {**slots, SUPPOSED: True})
    return (scaled, Intent("amount", {"ingredient": own[0].own})) if own else (scaled,)


def _portions(said: Said) -> Found:
    return (Intent("recipe_overview", {"about": "servings"}),)


def _when_in(said: Said) -> Found:
    own = own_foods(said)
    slots: dict[str, Slot] = {"when": True}
    if len(own) > 1:
        slots["second"] = own[1].own
    return (Intent("duration", {"ingredient": own[0].own, **slots}),) if own else ()


def _time(said: Said) -> Found:
    if said.has("oven") and not own_foods(said):
        return (Intent("duration", {"action": "oven"}),)
    own = own_foods(said)
    act = act_named(said)
    if act or own:
        return (Intent("duration", {"action": act or own[0].own}),)
    return (Intent("duration"),)


def _total(said: Said) -> Found:
    return (Intent("recipe_overview", {"about": "time"}),)


# ---------------------------------------------------------------- seasons, wishes, the table


def _month(said: Said) -> dict[str, Slot]:
    names = (*MONTHS, "spring", "summer", "autumn", "fall", "winter")
    return next(({"month": name} for name in names if said.has(name)), {})


def _season(said: Said) -> Found:
    if found := seasons(said):
        return found
    produce = said.kitchen.knowledge.produce
    grown = next((food.words for food in said.foods() if find(produce, food.words) is not None), "")
    grown = grown or next(
        (word for word in said.words if len(word) > 3 and find(produce, word) is not None), ""
    )
    return (Intent("in_season", {"ingredient": grown, **_month(said)}),) if grown else _in_season(said)


def _in_season(said: Said) -> Found:
    if found := seasons(said):
        return found
    produce = said.kitchen.knowledge.produce
    grown = next((food.words for food in said.foods() if find(produce, food.words) is not None), "")
    if grown:
        return (Intent("in_season", {"ingredient": grown, **_month(said)}),)
    fruit, veg = said.has("fruits?"), said.has("veg|veggies|vegetables?|greens")
    if not (fruit or veg or said.has("market|grows?|growing|buy|in season|seasonal")):
        return ()
    kind = {"kind": "fruit"} if fruit and not veg else {"kind": "vegetable"} if veg and not fruit else {}
    return (Intent("in_season", {**_month(said), **kind}),)


def _suggested(said: Said) -> Found:
    found = suggesting(said)
    if (
        found
        or said.session.recipe is not None
        or not said.has("cook|make|eat|dinner|lunch|recipes?|dish|inspire|hungry|meal")
    ):
        return found
    return (Intent("find_recipe"),)


def _paired(said: Said) -> Found:
    foods = news_of(said)
    return (Intent("how_to", {"pairing": True, **({"thing": foods[0].words} if foods else {})}),)


_FILLERS: Mapping[str, tuple[Filler, str]] = MappingProxyType(
    {
        **kinds_swaps.FILLERS,
        **kinds_lore.FILLERS,
        "figures": (_figures, "nutrition scale change amount"),
        "healthy": (_scoped("much"), "nutrition"),
        "source": (_scoped("source"), "nutrition"),
        "daily": (_scoped("daily"), "nutrition"),
        "compare": (_compared, "nutrition_compare nutrition"),
        "lighter": (_lighter, "diet_suggest"),
        "richer": (_richer, "diet_suggest"),
        "diet": (of_dish, "diet_check allergy_set set_profile"),
        "diet_who": (of_somebody, "diet_check allergy_set set_profile"),
        "care": (of_little_ones, "diet_check how_to"),
        "adapt": (adapted, "diet_suggest substitute"),
        "tool": (_tool, "tool how_to"),
        "oven": (_oven, "temperature"),
        "pan_heat": (_pan, "temperature"),
        "amount": (_amount, "amount scale"),
        "cut": (_amount, "amount how_to"),
        "kind": (_amount, "amount define"),
        "so_many": (_so_many, "scale amount"),
        "portions": (_portions, "recipe_overview"),
        "when_in": (_when_in, "duration goto_step"),
        "time": (_time, "duration"),
        "total_time": (_total, "recipe_overview when_ready duration"),
        "season": (_season, "in_season"),
        "whats_in_season": (_in_season, "in_season"),
        "suggest": (_suggested, "find_recipe"),
        "pairing": (_paired, "how_to find_recipe"),
    }
)  # fmt: skip
"""Kind → what finds its intent, and the intents that other readers may have found for the same kind."""


KINDS = frozenset(_FILLERS)
"""The kinds for which there is something to find."""


def fits(kind: str, intent: Intent) -> bool:
    """Whether what others read is of this kind."""
    return kind in _FILLERS and intent.name in _FILLERS[kind][1].split()


def of_kind(said: Said, kind: str) -> Found:
    """The intents of a question of this kind; empty where what it is about is not found."""
    return _FILLERS[kind][0](said) if kind in _FILLERS else ()
