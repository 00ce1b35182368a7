"""How long to wait for more: less where the words are a whole order, more where they break off."""

from sous_voice.core.intents import Risk, Understanding

WHOLE, LIKELY, BROKEN = 0.35, 0.7, 1.6
"""Shares of the cook's patience: nothing can extend it; something might; it breaks off."""
LEAST = 0.35
"""Seconds of silence in any case: pauses between the words of one person are shorter than that in
nine of ten cases, and the recogniser needs the time anyway."""

_FINAL = frozenset(
    """stop_talking emergency_stop cancel_flow timer_dismiss timer_cancel_all repeat_last next_step
    previous_step where_am_i undo help_now affirm negate acknowledge pause resume timer_list
    recipe_title ingredient_count start_cooking is_finished wake sleep mute""".split()
)
"""Intents that are whole without any detail."""
_OPEN_ENDS = frozenset(
    """a an the of for to and or with in on at by from into my your some add set put make how what which
    is are do does then also until than about one two three four five six seven eight nine ten eleven twelve
    fifteen twenty thirty forty fifty sixty half quarter hundred""".split()
)
"""Last words after which more must come."""


def wait_for(patience: float, understanding: Understanding) -> float:
    """Seconds of silence that end the utterance, given the words so far."""
    words = understanding.text.lower().split()
    if not words:
        return patience
    if understanding.abstained or not understanding.intents:
        return patience * BROKEN if words[-1].strip(".,?!") in _OPEN_ENDS else patience
    if any(intent.risk is Risk.R3 or intent.name == "confirm_heat" for intent in understanding.intents):
        return patience
    last = understanding.intents[-1]
    if words[-1].strip(".,?!") in _OPEN_ENDS and last.name not in _FINAL:
        return patience * BROKEN
    share = WHOLE if last.name in _FINAL and not last.slots else LIKELY
    return max(min(LEAST, patience), patience * share)
