"""Several things said in one breath: which is answered first, and what says the same twice."""

from collections.abc import Iterable

from sous_voice.core.intents import Intent, Risk

ANSWERS = frozenset({"affirm", "negate", "choose_option", "timer_accept", "confirm_heat", "reject_heat"})
"""Intents that mean something only as an answer to what we asked."""
YES = frozenset({"affirm", "choose_option", "timer_accept"})
"""Answers that take what was offered."""

_EMPTY_TALK = frozenset({"acknowledge", "greeting", "affirm", "out_of_grammar"})
"""Said on the way to what is really meant: left out when there is more."""

_DONE_ASKED = frozenset(
    "doneness is_finished duration amount recap repeat_last repeat_part repeat_slower repeat_simpler "
    "repeat_shorter".split()
)
"""Whoever asks whether, or how long, or what was said, has not said that it is done."""

_MOVES = frozenset({"next_step", "goto_step", "skip_step", "previous_step"})


_LONG = frozenset({"story_tell", "story_more", "story_skip"})
"""A story is told when everything else is answered: whatever is said would cut it."""


_CHANGES = frozenset({"scale", "change", "substitute", "skip_step", "add_extra"})
_FIGURES = frozenset({"nutrition", "amount", "diet_check", "recipe_overview", "use_all", "how_sure"})
"""Questions whose answer follows the recipe as it is."""


_EATERS = frozenset({"allergy_set", "set_profile"})
"""Who cannot eat what is known before anything is offered in the same breath."""


def _rank(intent: Intent) -> int:
    if intent.name in _LONG:
        return 9
    if intent.risk is Risk.R0 and intent.name not in ANSWERS:
        return 0
    if intent.name in ANSWERS or intent.name in _EATERS:
        return 1
    return 1 + int(intent.risk)


def in_order(intents: Iterable[Intent], *, asked: bool) -> tuple[Intent, ...]:
    """The intents of one utterance in the order in which they are answered.

    R0, then answers to our question, then R1, R2, R3; as spoken within each class. Repetitions
    and polite words around the real request are dropped. "Done, what's next?" is one step on,
    not two: beside a move, ``mark_done`` is only noted (slot ``quiet``).

    Args:
        asked: whether a question of ours is open, so that "yes" means something.
    """
    kept: list[Intent] = []
    for intent in intents:
        if not any(intent.name == other.name and dict(intent.slots) == dict(other.slots) for other in kept):
            kept.append(intent)
    if any(intent.name == "cancel_flow" for intent in kept):  # "no, leave it" is one refusal
        kept = [intent for intent in kept if intent.name != "negate"]
    idle = (_EMPTY_TALK | {"negate"}) - ({"affirm", "negate"} if asked else set())
    real = [intent for intent in kept if intent.name not in idle]
    if real:
        kept = real
    if any(intent.name in _DONE_ASKED for intent in kept):
        kept = [intent for intent in kept if intent.name != "mark_done"]
    if any(intent.name in _MOVES for intent in kept):
        kept = [_quiet(intent) if intent.name == "mark_done" else intent for intent in kept]
    kept = sorted(kept, key=_rank)
    if any(intent.name in _CHANGES for intent in kept) and any(intent.name in _FIGURES for intent in kept):
        # "how much salt if I cook for two": the condition holds before the question is answered
        kept.sort(key=lambda intent: (_rank(intent), intent.name in _FIGURES))
    return tuple(kept)


def _quiet(intent: Intent) -> Intent:
    return Intent(intent.name, {**intent.slots, "quiet": True}, intent.confidence, intent.span)
