"""Conditions in talk about food: a change that is only supposed, or asked about, is no order. Pure."""

import re
from dataclasses import replace

from sous_voice.core.alter import meant
from sous_voice.core.foodtalk.eaters import eaters
from sous_voice.core.foodtalk.figures import figures
from sous_voice.core.foodtalk.lore import amounts
from sous_voice.core.foodtalk.said import Said
from sous_voice.core.foodtalk.supposing import supposed
from sous_voice.core.foodtalk.sure import VAGUE
from sous_voice.core.intents import Intent
from sous_voice.core.topics.supposing import SUPPOSED
from sous_voice.core.turn import slot_text

_ANSWERABLE = (figures, eaters, amounts)


def supposed_in(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...] | None:
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
        and all(_same_talk(intent, changes) for intent in intents)
        and said.has(r"^(?:if|what if|say|suppose)|is that (?:all right|alright|ok|fine)|" + _MAY_IT)
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
_WHETHER = r"(?:is|are|does|do|would|will|could|can|should|may) (?!you\b)"
_FIGURES = frozenset("nutrition amount diet_check recipe_overview".split())


def _same_talk(intent: Intent, changes: tuple[Intent, ...]) -> bool:
    """Whether the parser's intent is the condition itself, or a piece of it taken for a question."""
    if intent.name in VAGUE or intent.name in ("substitute", "change", "skip_step"):
        return True
    return intent.name == "amount" and slot_text(intent, "ingredient") in [
        slot_text(change, "ingredient") for change in changes
    ]


def _as_condition(change: Intent) -> Intent:
    return replace(change, slots={**change.slots, SUPPOSED: True})


def _or_offer(changes: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """ "What if I used oil instead": a swap alone is answered by the offer of it."""
    if len(changes) != 1 or changes[0].name != "substitute":
        return changes
    kept = {name: value for name, value in changes[0].slots.items() if name not in (SUPPOSED, "order")}
    return (Intent("substitute", {**kept, "asked": True}),)


def only_asked(said: Said, intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """A change beside a question of figures, or asked whether it can be made, is a condition and no order."""
    shaped = said.has(_MAY_IT + "|would|were|for") or re.match(_WHETHER, said.text)
    if said.session.recipe is None or said.has(_ORDERED) or not shaped:
        return intents
    beside = any(intent.name in _FIGURES for intent in intents)
    may = beside or bool(said.has(_MAY_IT) or re.match(_WHETHER, said.text))
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
