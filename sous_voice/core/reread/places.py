"""What the recipe in hand makes of moves: parts, steps, dishes and the other ones."""

import re

from sous_voice.core.finding import best_sections, best_titles, steps_about
from sous_voice.core.intents import Intent
from sous_voice.core.place import Place
from sous_voice.core.reading import mentioned
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session, open_question
from sous_voice.core.turn import slot_text

_PLACES = re.compile(
    r"^(?:the )?(?:very )?(?P<which>first|second|third|fourth|fifth|last|\d+)"
    r"(?: (?:one|thing|ingredient|item|part|bit|word|step))?(?: again)?$"
)


_BEGINNING = re.compile(r"^(?:the )?(?:very )?(?:beginning|start|top|first step)$")


def part_again(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's the first one?" asks for no explanation of "the first one"."""
    found = _PLACES.match(slot_text(intent, "thing", "word", "dish"))
    return Intent("repeat_part", {"which": found["which"]}) if found else None


def in_this_dish(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Back to the beginning", "back to the onions": a step, where no other dish is called so."""
    said = slot_text(intent, "dish", "name")
    titles = [Recipe(dish.recipe.title) for dish in session.parked]
    if not said or best_titles(said, titles):
        return None
    if _BEGINNING.match(said):
        return Intent("goto_step", {"which": "first"})
    if session.recipe is not None and steps_about(said, session.recipe.steps, session.step or 0):
        return Intent("goto_step", {"text": said})
    return None


def other_dish(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Back to the pie", where the pie is another dish that was begun."""
    said = slot_text(intent, "step", "ingredient", "text")
    titles = [Recipe(dish.recipe.title) for dish in session.parked]
    here = session.recipe is not None and best_titles(said, [Recipe(session.recipe.title)])
    if said and "step" not in words and not here and best_titles(said, titles):
        return Intent("switch_dish", {"dish": said})
    return None


_HOW_MANY = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}


def several_steps(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Skip ahead two steps", "go back three"."""
    found = re.search(
        r"\b(ahead|forward|back)\b.*?\b(two|three|four|[234])\b", session.talk.last_heard.lower()
    )
    if found is None or session.step is None:
        return None
    by = _HOW_MANY[found[2]] * (-1 if found[1] == "back" else 1)
    return Intent("goto_step", {"step": max(1, session.step + 1 + by)})


def name_of_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's the name of this?"."""
    asked = re.search(r"\bname of (?:this|it|the (?:dish|recipe|meal))\b", slot_text(intent, "thing"))
    return Intent("recipe_title") if asked else None


def to_the_steps(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Skip to the steps"."""
    said = slot_text(intent, "step", "ingredient", "text")
    if said in ("ingredients", "first ingredient", "ingredient list", "list of ingredients"):
        return Intent("start_gather")
    return Intent("start_cooking") if said in ("steps", "instructions", "cooking", "recipe") else None


_OTHERS = re.compile(
    r"\bany more (?:of them|recipes|ideas|dishes)\b"
    r"|\b(?:something else|else (?:do you|is there|have you)|others?|another)\b"
)


def others(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Something else" while a recipe is being chosen."""
    question = open_question(session)
    places = (
        (Place.CHOOSING, Place.CHOSEN, Place.IDLE) if intent.name != "next_ingredient" else (Place.CHOOSING,)
    )
    choosing = session.place in places or (question is not None and question.key == "recipe")
    whole = session.talk.last_heard.lower()
    asked = _OTHERS.search(whole)
    if choosing and asked and "ingredient" not in whole:
        return Intent("choose_option", {"which": "others"})
    if intent.name == "choose_option" and "else" in words:
        return Intent("next_ingredient") if session.place is Place.GATHERING else Intent("more_to_do")
    return None


_OUT = re.compile(r"\b(?:leave|skip|omit|drop|do without) (?:it|them|that|those)\b")


def food_left_out(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "The kids hate courgette, can I leave it out?": the food, not the step."""
    whole, recipe = session.talk.last_heard.lower(), session.recipe
    found = _OUT.search(whole)
    if found is None or recipe is None or slot_text(intent, "ingredient"):
        return None
    named = mentioned(whole[: found.start()], recipe.ingredients)
    return Intent("skip_step", {"ingredient": named[-1].name}) if named else None


def part_of_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How do I make the filling?", where the filling is a part of the recipe in hand."""
    said, recipe = slot_text(intent, "dish"), session.recipe
    if not said or recipe is None or not best_sections(said, recipe.steps):
        return None
    here = recipe.steps[session.step].section if session.step is not None else ""
    return (
        None
        if here and best_sections(said, [recipe.steps[session.step or 0]])
        else Intent("goto_step", {"text": said})
    )


_FIRST = re.compile(r"\bfirst (?:step|instruction)\b|\bfrom the (?:beginning|start|top)\b")


def from_the_first(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "First step" in the midst of the recipe goes there."""
    return Intent("goto_step", {"step": 1}) if session.step and _FIRST.search(words) else None


_LAST_STEP = re.compile(r"\blast (?:step|instruction)\b")


def step_again(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "The last step again" is the one told last, all of it."""
    if session.step is None or not _LAST_STEP.search(words):
        return None
    return Intent("goto_step", {"step": session.step + 1})


def list_again(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Read me the list again" while titles were offered."""
    question = open_question(session)
    choosing = session.place is Place.CHOOSING or (question is not None and question.key == "recipe")
    return Intent("repeat_last") if choosing else None


def begun(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Start that" for a dish that is chosen and not begun."""
    waits = session.recipe is not None and session.step is None and open_question(session) is None
    return Intent("start_cooking") if waits else None


_WHAT_IS_A = re.compile(r"\bwhat(?:'s| is| are)? an? \w")


def tool_itself(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's a spatula?" asks for no list of the tools at hand."""
    said = slot_text(intent, "tool", "thing")
    tools = session.recipe.cookware if session.recipe is not None else ()
    if not said or not _WHAT_IS_A.search(words) or any(said.split()[-1] in tool.name for tool in tools):
        return None
    return Intent("define", {"thing": said})


_JUST_START = re.compile(
    r"\b(?:let's|let us|we|i|can we|can i)(?: can| could| want to)? (?:just )?(?:start|begin)\W*$"
)


def started_now(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Stop, let's just start" while the ingredients are told."""
    begins = session.step is None and session.recipe is not None
    return Intent("start_cooking") if begins and _JUST_START.search(session.talk.last_heard.lower()) else None
