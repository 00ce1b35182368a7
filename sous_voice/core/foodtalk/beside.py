"""What stands beside what the parser read: shares, portions, times, and a question behind what was told. Pure."""

import re
from dataclasses import replace

from sous_voice.core.allergens import read_allergens
from sous_voice.core.chunks import VERBS
from sous_voice.core.finding import steps_about
from sous_voice.core.foodtalk.eaters import diet_in
from sous_voice.core.foodtalk.figures import figures
from sous_voice.core.foodtalk.said import Said
from sous_voice.core.foodtalk.suggesting import suggesting
from sous_voice.core.intents import Intent, Slot
from sous_voice.core.topics.guests import UNHEARD
from sous_voice.core.topics.supposing import SUPPOSED
from sous_voice.core.turn import slot_text

_TROUBLES = frozenset("lack_ingredient problem allergy_set set_profile substitute temperature".split())


_BELONGS = frozenset("duration without diet nutrient rank measured limit side".split())


def fuller(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "What can Ben eat that is ready in thirty minutes": the time belongs to the wish."""
    if "find_recipe" not in {intent.name for intent in intents} or said.session.recipe is not None:
        return intents
    wished = suggesting(said)
    more = {k: v for k, v in wished[0].slots.items() if k in _BELONGS} if wished else {}
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


_PORTION = (
    r"(?:in|per|for) (?:one|a|an|each|every|1) (?:slice|serving|portion|piece|bowl|plate|helping|person|head)"
)


def per_portion(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "How many grams of walnuts are in one slice": the amount for one."""
    amounts_only = bool(intents) and all(intent.name == "amount" for intent in intents)
    if not amounts_only or not said.has(_PORTION):
        return intents
    return (Intent("scale", {"servings": 1, SUPPOSED: True}), *intents)


def asks_after(said: Said, stands: list[Intent]) -> bool:
    """ "No buttermilk, now what": the tail asks for nothing of its own."""
    ours = [intent for intent in stands if intent.name != "next_step"]
    return bool(ours) and all(intent.name in _TROUBLES for intent in ours) and said.has(_TAILS) is not None


_TAILS = (
    r"now what|what now|what (?:do|can|should|shall|must) (?:i|we) (?:do|use|take|make)|for that|is that ok"
)


def with_question(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
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


def with_figures(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "How much protein if I eat half of the pot": the share or the portions beside what the parser read."""
    asked = [intent for intent in intents if intent.name in ("nutrition", "nutrition_compare")]
    found = figures(said) if len(asked) == 1 else ()
    if found and asked[0].name == "nutrition_compare" and not slot_text(asked[0], "nutrient"):
        nutrient = found[0].slots.get("nutrient", "")
        return tuple(
            replace(i, slots={**i.slots, "nutrient": nutrient}) if i in asked else i for i in intents
        )
    more = {k: v for k, v in found[0].slots.items() if k in _PARTS} if found else {}
    if "share" in more:
        more["scope"] = "share"
    return tuple(
        replace(intent, slots={**intent.slots, **more}) if intent in asked and more else intent
        for intent in intents
    )


_PARTS = frozenset({"share", "portions", "limit", "side"})


def with_both(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "Free of gluten and dairy": both, where the parser took one."""
    if len(intents) != 1 or intents[0].name != "diet_check":
        return intents
    first = slot_text(intents[0], "allergen")
    other = re.search(rf"\b{re.escape(first)} (?:and|or) (?P<two>[a-z]+)\b", said.text) if first else None
    if other is None or not read_allergens(first) or not read_allergens(other["two"]):
        return intents
    return (replace(intents[0], slots={**intents[0].slots, "allergen": f"{first} and {other['two']}"}),)


def of_that_food(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
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
