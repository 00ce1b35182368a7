"""What the moment adds to or takes from a sentence's cost: the same words mean other things at other times."""

from collections.abc import Sequence
from functools import lru_cache

from sous_voice.core.moment import Context
from sous_voice.language.features import section_of

_WORSE: dict[str, float] = {
    "define": 0.12,
    "how_to": 0.08,
    "check_understanding": 0.25,
    "goto_step": 0.04,
    "temperature": -0.01,
    "recipe_overview": 0.03,
    "timer_cancel": 0.01,
    "story_tell": 0.01,
    "problem": 0.02,
    "choose_option": 0.05,
    "find_recipe": 0.03,
    "timer_start": 0.02,
    "mark_done": 0.005,
    "nutrition": 0.03,
    "resume": 0.01,
    "potluck_claim": 0.05,
    "nutrition_compare": 0.06,
    "spell_it": 0.02,
    "change": 0.06,
    "switch_dish": 0.02,
}
"""Intents with wide patterns give way to narrower ones."""


BRIEF = frozenset(
    "next_step mark_done affirm negate greeting goodbye acknowledge is_finished stop_talking meanwhile duration".split()
)
"""Intents that are said in a word beside others: "done next"."""


def _likely(context: Context) -> dict[str, float]:
    """Intents that the moment makes likelier (negative) or less likely."""
    bias: dict[str, float] = {}
    if context.state == "ringing" or context.pending == "ringing":
        bias |= {"timer_dismiss": -0.2, "timer_snooze": -0.2}
    if context.state == "choosing" or context.pending == "choice":
        bias |= {"choose_option": -0.2}
    if context.state == "recording":
        bias |= {"story_record_stop": -0.2, "story_record_discard": -0.2}
    if context.state == "story":
        bias |= {"story_stop": -0.1, "story_more": -0.1, "story_skip": -0.1}
    if context.state == "gathering" or section_of(context.last_given) == "ing":
        bias |= {"next_ingredient": -0.1, "have_ingredient": -0.02}
    if context.state == "idle" and context.recipe and section_of(context.last_given) in ("none", "title"):
        bias |= {"recipe_overview": -0.06}
    if context.prev_agent or context.last_given:
        bias |= {"mark_done": -0.05}
        if context.state != "gathering":
            bias["have_ingredient"] = 0.4
    if context.pending in ("yes_no", "consent"):
        bias |= {"affirm": -0.1, "negate": -0.1}
    return bias


@lru_cache(maxsize=256)
def _by_index(
    state: str, pending: str, given: str, talking: bool, recipe: bool, intents: tuple[str, ...]
) -> dict[int, float]:
    likely = _likely(
        Context(
            state=state,
            pending=pending,
            last_given="" if given == "none" else f"{given}-0",
            prev_agent="x" if talking else "",
            recipe="x" if recipe else "",
        )
    )
    return {
        index: _WORSE.get(name, 0.0) + likely.get(name, 0.0)
        for index, name in enumerate(intents)
        if name in _WORSE or name in likely
    }


def bias_of(context: Context, intents: Sequence[str], words: Sequence[str]) -> dict[int, float]:
    """By index of the intent: what its sentences cost more, or less, at this moment."""
    given = section_of(context.last_given)
    talking, recipe = bool(context.prev_agent), bool(context.recipe)
    return _by_index(context.state, context.pending, given, talking, recipe, tuple(intents))
