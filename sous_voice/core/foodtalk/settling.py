"""Which reading of a question about food is believed: that of sentences and words, or that of its shape. Pure."""

import re

from sous_voice.core.alter import meant
from sous_voice.core.foodtalk.kinds import fits, of_kind, own_foods
from sous_voice.core.foodtalk.said import Said
from sous_voice.core.foodtalk.sure import VAGUE
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.turn import slot_text

SURE = 0.75
"""Chance of a kind from which another reading gives way to it."""
LIKELY = 0.5
"""Chance from which it is taken for no order, where it was taken for one that changes the recipe."""
PERHAPS = 0.4
"""Chance from which it is taken where nothing else was read."""
_TOLD = frozenset({"allergy_set", "set_profile"})
"""What is noted of somebody stays beside the question."""
_KEPT = frozenset(
    """timer_start timer_cancel timer_query timer_change timer_pause timer_resume timer_list choose_option affirm negate
    next_step previous_step goto_step repeat_last undo note save rate market_list_add market_list_remove story_tell""".split()
)
"""Orders that a sure sentence gave: only what nearly fits no sentence is taken for a question instead."""
WHOLE = 0.95
"""Confidence of an intent whose sentence was read to its end."""


def settled(said: Said, read: tuple[Intent, ...], kinds: tuple[tuple[str, float], ...]) -> tuple[Intent, ...]:
    """What is believed.

    Args:
        read: by sentences and by words.
        kinds: of question, each with its chance, the likeliest first.
    """
    kind, chance = kinds[0] if kinds else ("none", 0.0)
    if kind == "none" or any(intent.risk in (Risk.R0, Risk.R3) for intent in read):
        return read
    standing = [intent for intent in read if fits(kind, intent) and _stands(said, kind, chance, intent)]
    if standing:
        return _fuller(said, kind, tuple(i for i in read if i in standing or i.name not in _NEEDLESS))
    ordered = any(intent.name in _KEPT and intent.confidence >= WHOLE for intent in read)
    needed = (
        PERHAPS if all(intent.name in VAGUE for intent in read) else LIKELY if _changes(said, read) else SURE
    )
    if ordered or chance < needed:
        return read
    told = tuple(intent for intent in read if intent.name in _TOLD)
    found = of_kind(said, kind)
    return (*told, *found) if found else read


_NEEDLESS = frozenset({"check_understanding", "mark_done"})
"""What half a question was taken for, beside what it is."""
_ORDERS = re.compile(
    r"^(?:drop|skip|leave|omit|take|swap|replace|exchange|trade|switch|use|put|make|add|no|less|more|double|halve)\b"
)


def _changes(said: Said, read: tuple[Intent, ...]) -> bool:
    """Whether the recipe would be changed by words that are no order: "is there a version without tahini"."""
    changed = any(i.name in ("change", "scale", "skip_step") and not i.slots.get("supposed") for i in read)
    return changed and _ORDERS.match(said.text) is None


def _fuller(said: Said, kind: str, read: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """With the names that the kind's own filler finds, where what was read names nothing."""
    if len(read) != 1 or read[0].slots or kind not in _NAMED:
        return read
    found = of_kind(said, kind)
    return found if len(found) == 1 and found[0].name == read[0].name and found[0].slots else read


_NAMED = frozenset("time amount substitute done inside lack source healthy daily".split())
"""Kinds of question about something that has a name."""
_NO_NAME = ("of ", "this", "that ", "it ", "much ", "many ", "so ", "also", "the ", "a ")
"""Words that begin no name of a food."""
_KEEPING = frozenset("keep freeze reheat ahead left_out thaw".split())


def _stands(said: Said, kind: str, chance: float, intent: Intent) -> bool:
    """Whether what was read is not only of the right name: of the right food, asked and not ordered, of the same thing."""
    if slot_text(intent, "ingredient").startswith(_NO_NAME):
        return False
    if intent.name == "change" and not intent.slots.get("supposed") and chance >= LIKELY:
        return _ORDERS.match(said.text) is not None
    if chance < SURE:
        return True
    if kind in _KEEPING:  # which of them was asked is told by the kind
        return False
    if kind in ("pairing", "why") and intent.name == "how_to":
        return intent.slots.get("about") == "advice"
    if intent.name == "substitute" and kind in ("instead", "will_do"):
        own = {food.own for food in own_foods(said)}
        return not own or slot_text(intent, "ingredient") in own or bool(_meant(said, intent) & own)
    return True


def _meant(said: Said, intent: Intent) -> set[str]:
    """The recipe's ingredients that an intent names."""
    recipe, name = said.session.recipe, slot_text(intent, "ingredient")
    return set(meant(recipe, name)) if recipe is not None and name else set()
