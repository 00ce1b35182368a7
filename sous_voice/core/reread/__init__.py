"""What the moment makes of an intent: the same words mean other things at other times.

The parser hears each utterance without a memory. Here its intents are read again in the light of the
session: which recipe is open, which food it takes, what was spoken of last. Pure, and only names change:
an intent of risk R3 is never made here.
"""

from collections.abc import Callable
from dataclasses import replace

from sous_voice.core.intents import Intent, Risk
from sous_voice.core.reread import foods, places, reports, times, utterances, whole
from sous_voice.core.session import Session

Reading = Callable[[Session, Intent, str], Intent | None]
"""(session, intent, its words) → the intent that is really meant; None where this rule has nothing to say."""


def reread(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """The intents of one utterance, as they are meant at this moment.

    Args:
        text: the whole utterance.
    """
    plain = text.lower()
    if whole.SOMETHING_ELSE.search(plain) and not any(intent.risk is Risk.R0 for intent in intents):
        return (Intent("find_recipe"),)
    meant = utterances.told(session, times.several(whole.searched(intents, plain), plain), plain)
    kept = [_reread(session, intent, whole.words_of(intent, plain)) for intent in meant]
    return reports.asked(whole.without_echo(session, kept, plain), plain)


def _reread(session: Session, intent: Intent, words: str) -> Intent:
    for rule in _RULES.get(intent.name, ()):
        found = rule(session, intent, words)
        if found is not None:
            return replace(found, confidence=intent.confidence, span=intent.span)
    return intent


_RULES: dict[str, tuple[Reading, ...]] = {
    "amount": (foods.yielded, foods.no_food, foods.count_of),
    "repeat_part": (places.step_again, foods.all_ingredients, foods.amount_again),
    "start_cooking": (places.from_the_first, places.part_of_it),
    "market_list_read": (places.list_again,),
    "skip_step": (
        places.food_left_out,
        places.several_steps,
    ),
    "previous_step": (places.several_steps,),
    "check_understanding": (reports.all_of_it,),
    "duration": (times.timer_named,),
    "scale": (times.another_timer,),
    "nutrition": (foods.of_one, foods.food_itself),
    "timer_query": (times.any_timer,),
    "timer_start": (times.whether_set,),
    "heat_status": (times.not_the_stove,),
    "lack_ingredient": (foods.no_food,),
    "change": (foods.no_food,),
    "acknowledge": (times.heard_it,),
    "cancel_flow": (times.cancelled,),
    "pause": (times.timer_stands,),
    "resume": (times.timer_stands,),
    "timer_accept": (places.begun,),
    "tool": (places.tool_itself,),
    "define": (places.part_again, places.name_of_it, times.while_waiting, foods.purpose),
    "how_to": (times.when_done, foods.purpose),
    "choose_option": (places.others, foods.bare_rest),
    "switch_dish": (places.in_this_dish,),
    "goto_step": (places.to_the_steps, places.other_dish),
    "convert": (foods.degrees,),
    "next_step": (places.others, foods.bare_rest, foods.use_of),
    "find_recipe": (places.others,),
    "next_ingredient": (foods.kind_of, places.others, foods.bare_rest),
    "start_gather": (foods.purpose, foods.bare_rest),
    "market_list_add": (times.longer, reports.asked_whether, reports.into_the_dish),
    "have_ingredient": (
        times.heard_it,
        reports.just_did,
        reports.under_way,
        reports.asked_whether,
    ),
    "save": (reports.tip,),
    "mark_done": (
        reports.not_its_sign,
        places.started_now,
        times.heard_it,
        reports.asked_whether,
        reports.no_claim,
    ),
}
