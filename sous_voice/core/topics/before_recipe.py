"""The first minute: nothing is chosen yet, and whoever speaks may not know what can be said.

A dish that is named is meant, whatever else was understood; what there is, and "something simple", are answered with
titles; and whoever asks for what only a recipe can tell hears what there is to choose from, and not only that
one has to be chosen.
"""

import re
from dataclasses import replace

from sous_voice.core.finding import best_titles
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Say
from sous_voice.core.reading import mentioned
from sous_voice.core.session import Session, open_question
from sous_voice.core.topics.choosing import find_recipe
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn
from sous_voice.core.wording import spoken_list

_MISTAKEN = frozenset(
    "mark_done have_ingredient lack_ingredient define how_to check_understanding out_of_grammar next_step use_all "
    "repeat_part repeat_last amount problem scale recipe_title change recipe_overview duration goto_step note "
    "find_recipe help_now acknowledge greeting start_cooking".split()
)
"""What means nothing before there is a recipe, where a title or a wish was heard in it."""
_TAKES_IT = frozenset("amount scale start_cooking start_gather ingredient_count".split())
"""Who asks this of the one dish that was offered has taken it."""
_WHAT_IS_THERE = re.compile(
    r"\bwhat (?:can|could|should|shall|do|else can) (?:you|i|we) (?:cook|make|bake|offer|have)\b"
    r"(?! with\b| for that)|"
    r"\bwhat (?:have|do) you (?:got|have|know)\b|\bwhat(?:'s| is)(?: there| good)(?: to (?:eat|cook|make))?\W*$|"
    r"\bwhat(?:'s| is) (?:good|nice|there) to (?:eat|cook|make)\b|"
    r"\b(?:what|which) (?:recipes|dishes|meals)\b|\bwhat are (?:my|the) (?:options|choices|recipes)\b|\bany ideas\b|"
    r"\bwhat(?:'s| is) on (?:offer|the menu)\b"
)
_SOMETHING = re.compile(
    r"\b(?:something|anything|a dish|a recipe|one)(?: that is|'s| is)? "
    r"(?:(?:really|very|quite|pretty|nice and|a bit|super) )?"
    r"(?P<how>simple|easy|quick|fast|savou?ry|not sweet|hearty|warm|light|sweet|healthy)\b"
)
_BOTH = re.compile(
    r"\b(?:they|we|both|all|every(?:one|body))\b.*\b(?:can|could|may) (?:both |all )?(?:eat|have)\b"
)


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """ "Poached pears", "hummus for twenty", "what can you cook?", "something simple": a wish for a recipe."""
    understood = heard.understanding
    names = {intent.name for intent in understood.intents}
    if heard.partial or understood.frames or understood.clarify:
        return Turn(session)
    if session.recipe is not None:
        return _another(kitchen, session, understood.text.lower(), names)
    question = open_question(session)
    asked = question is not None and question.key != "recipe" and not question.soft
    if asked or any(intent.risk is Risk.R0 for intent in understood.intents) or names - _MISTAKEN:
        return Turn(session)
    text = understood.text.lower()
    told = any(intent.name == "find_recipe" and intent.slots for intent in understood.intents)
    wish = _wish(text) if not told else None
    if wish is not None:
        return Turn(session, rest=(wish,))
    if question is not None and question.key == "recipe":
        only = question.options[0] if len(question.options) == 1 else ""
        goes_on = only and names & _TAKES_IT
        return Turn(
            session, rest=(Intent("find_recipe", {"dish": only}), *understood.intents) if goes_on else None
        )
    # "flat bread" is a flatbread
    named = best_titles(text, kitchen.recipes) or best_titles("".join(text.split()), kitchen.recipes)
    if len(named) != 1:
        return Turn(session)
    scaled = tuple(intent for intent in understood.intents if intent.name == "scale")
    return Turn(session, rest=(Intent("find_recipe", {"dish": named[0].title}), *scaled))


_AS_WELL = re.compile(
    r"(?:and |also |plus |then |ok |okay )*(?P<dish>(?:the |some |a )?[a-z][a-z' -]+?) (?:as well|too|also)"
    r"(?: please)?\W*$"
)
_BACK_TO = re.compile(
    r"(?:no |ok |okay |actually |well |and |but |wait |sorry )*(?:let's |let us |i want to |can we |we )?"
    r"(?:go back|back|return|switch) to (?P<dish>(?:the |my )?[a-z][a-z' -]+?)(?: again| after all| then)?\W*$"
)


def _another(kitchen: Kitchen, session: Session, text: str, names: set[str]) -> Turn:
    """ "And the pancakes as well", "let's go back to the pears": another dish of the shelf, beside the one in hand."""
    found = _AS_WELL.match(text) or _BACK_TO.match(text)
    here = session.recipe
    if found is None or here is None or names & {"switch_dish", "timer_start", "market_list_add"}:
        return Turn(session)
    named = best_titles(found["dish"], kitchen.recipes)
    mine = best_titles(found["dish"], [here]) or mentioned(found["dish"], here.ingredients)
    parked = best_titles(found["dish"], [dish.recipe for dish in session.parked])
    if len(named) != 1 or mine or parked:
        return Turn(session)
    return Turn(session, rest=(Intent("find_recipe", {"dish": named[0].title}),))


def _wish(text: str) -> Intent | None:
    """What is asked of a dish that is not named; None for nothing."""
    how, there = _SOMETHING.search(text), _WHAT_IS_THERE.search(text)
    if there and _BOTH.search(text):
        return Intent("find_recipe", {"person": "everybody"})
    if how or there:
        return Intent("find_recipe")
    return None


def helped(kitchen: Kitchen, before: Session, turn: Turn) -> Turn:
    """The turn in which, instead of only being told to choose, the cook hears what there is."""
    told = [effect for effect in turn.effects if isinstance(effect, Say)]
    if not any(effect.text == NO_RECIPE for effect in told) or turn.session.recipe is not None:
        return turn
    question = open_question(turn.session)
    if question is not None and question.key == "recipe" and len(question.options) > 1:
        which = f"Choose one first: {spoken_list(question.options, 'or')}?"
        said = tuple(
            replace(e, text=which) if isinstance(e, Say) and e.text == NO_RECIPE else e for e in turn.effects
        )
        return replace(turn, effects=said)
    if question is not None or not kitchen.recipes:
        return turn
    offered = find_recipe(kitchen, replace(turn.session, talk=before.talk), Intent("find_recipe"))
    kept = tuple(e for e in turn.effects if not (isinstance(e, Say) and e.text == NO_RECIPE))
    talk = replace(turn.session.talk, question=offered.session.talk.question)
    first = Say("Choose a recipe first.")
    return replace(
        turn, session=replace(offered.session, talk=talk), effects=(*kept, first, *offered.effects)
    )


TOPIC = Topic("before_recipe", hear=hear)
