"""What the moment makes of an intent: the same words mean other things at other times.

The parser hears each utterance without a memory. Here its intents are read again in the light of the
session: which recipe is open, which food it takes, what was spoken of last. Pure, and only names change:
an intent of risk R3 is never made here.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sous_voice.core.finding import best_ingredients, best_titles, content_words, steps_about
from sous_voice.core.intents import Intent, Risk, Slot
from sous_voice.core.place import Place
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session, open_question
from sous_voice.core.turn import slot_number, slot_text

Reading = Callable[[Session, Intent, str], Intent | None]
"""(session, intent, its words) → the intent that is really meant; None where this rule has nothing to say."""

_COUNTED = (
    (r"steps?|instructions?", "recipe_overview"),
    (r"ingredients?|items?|things?", "ingredient_count"),
    (r"people|persons?|servings?|portions?|guests?", "recipe_overview"),
    (r"timers?|alarms?", "timer_list"),
    (r"minutes?|hours?|time|longer", "duration"),
    (r"degrees?", "temperature"),
)
_EATEN = re.compile(
    r"\b(?:per|serving|portion|in (?:it|this|one|a|each|total|the whole)|contain|have|is there)\b"
)
_PLACES = re.compile(
    r"^(?:the )?(?:very )?(?P<which>first|second|third|fourth|fifth|last|\d+)"
    r"(?: (?:one|thing|ingredient|item|part|bit|word|step))?(?: again)?$"
)
_BEGINNING = re.compile(r"^(?:the )?(?:very )?(?:beginning|start|top|first step)$")


def reread(session: Session, intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """The intents of one utterance, as they are meant at this moment.

    Args:
        text: the whole utterance.
    """
    plain = text.lower()
    if _SOMETHING_ELSE.search(plain) and not any(intent.risk is Risk.R0 for intent in intents):
        return (Intent("find_recipe"),)
    kept = [_reread(session, intent, _words(intent, plain)) for intent in _searched(intents, plain)]
    return _without_echo(session, kept, plain)


_SOMETHING_ELSE = re.compile(r"\b(?:cook|make|bake|prepare|have) (?:something|anything) (?:else|different)\b")


def _words(intent: Intent, text: str) -> str:
    if intent.span is None or intent.span[1] <= intent.span[0]:
        return text
    return text[slice(*intent.span)] or text


def _reread(session: Session, intent: Intent, words: str) -> Intent:
    for rule in _RULES.get(intent.name, ()):
        found = rule(session, intent, words)
        if found is not None:
            return replace(found, confidence=intent.confidence, span=intent.span)
    return intent


# ---------------------------------------------------------------- several intents that are one


_WITH = re.compile(
    r"\b(?:with|using|from|have) (?P<foods>.+?)"
    r"(?: in (?:under )?(?:a |an |half|\d|\w+ (?:min|hour))| within | for (?!the)|[?.!]|$)"
)
_TIMER_WORDS = re.compile(r"\b(?:timers?|alarm|remind|count|clock|ring)\b")


def _searched(intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """Looking for a recipe "with chicken and rice in half an hour" starts no timer and ends no step."""
    found = next((intent for intent in intents if intent.name == "find_recipe"), None)
    if found is None:
        return intents
    slots: dict[str, Slot] = dict(found.slots)
    foods = _WITH.search(text)
    if foods and "ingredient" in slots and not {"second", "third", "person", "without"} & set(slots):
        slots["ingredient"] = foods["foods"].strip()
    kept = []
    for intent in intents:
        if intent.name == "timer_start" and not _TIMER_WORDS.search(text):
            slots.setdefault("duration", intent.slots.get("duration", 0))
        elif intent.name not in ("mark_done", "have_ingredient", "affirm", "find_recipe") or intent is found:
            kept.append(intent)
    made = Intent("find_recipe", slots, found.confidence, None)
    return tuple(made if intent is found else intent for intent in kept)


def _without_echo(session: Session, intents: list[Intent], text: str) -> tuple[Intent, ...]:
    """Pieces of one question that the parser heard as two of them."""
    names = [intent.name for intent in intents]
    if "amount" in names and "convert" in names and not _number_in(intents, "convert"):
        food = next(intent for intent in intents if intent.name == "amount")
        intents = [_filled(i, food) if i.name == "convert" else i for i in intents if i.name != "amount"]
    if set(names) - _BESIDE_A_CHOICE and not _choosing(session):
        intents = [_whole(intent, text) for intent in intents if not _title_in_passing(intent)]
    if "timer_start" in names:
        intents = [i for i in intents if i.name != "mark_done" or not _SETTING.match(_words(i, text))]
    if "next_ingredient" in names:
        intents = [intent for intent in intents if intent.name != "start_gather"]
    if "where_am_i" in names and not _TIMER_WORDS.search(text) and not session.timers.all:
        intents = [intent for intent in intents if intent.name != "timer_query"]
    if "next_step" in names and "recipe_overview" in names and session.step is not None:
        intents = [
            Intent("duration") if i.name == "recipe_overview" and "long" in text else i for i in intents
        ]
    return tuple(intents)


_SETTING = re.compile(r"(?:set|start|make|put|add)\b")


def _choosing(session: Session) -> bool:
    question = open_question(session)
    return session.place is Place.CHOOSING or (question is not None and question.kind == "choice")


_BESIDE_A_CHOICE = frozenset(
    "choose_option find_recipe affirm negate acknowledge greeting cancel_flow start_cooking start_gather "
    "switch_dish both stop_talking".split()
)
"""Intents beside which a title is really a choice: "yes, the risotto"."""


def _title_in_passing(intent: Intent) -> bool:
    """ "I've added the tomatoes" chooses no tomato soup."""
    return intent.name == "choose_option" and "dish" in intent.slots


def _whole(intent: Intent, text: str) -> Intent:
    """A report that something is done, with what was said of it: no bare "done"."""
    if intent.name != "mark_done" or intent.slots or len(text.split()) < 4:
        return intent
    told = re.match(
        r"(?:i|we)(?:'ve| have)? (?!am\b|'m\b|did\b|done\b|finished\b|got\b)\w+ (?:the|all|some)\b", text
    )
    return replace(intent, slots={"step": text}) if told else intent


def _number_in(intents: list[Intent], name: str) -> bool:
    return any(slot_number(intent, "amount", "n") is not None for intent in intents if intent.name == name)


def _filled(intent: Intent, other: Intent) -> Intent:
    """``intent`` with the slots of ``other`` that it lacks."""
    return replace(intent, slots={**other.slots, **intent.slots}, span=None)


# ---------------------------------------------------------------- one intent


def _count_of(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How many steps" asks for no ingredient called steps."""
    said = slot_text(intent, "ingredient", "thing")
    if session.recipe is not None and best_ingredients(said, session.recipe.ingredients):
        return None
    name = next((name for pattern, name in _COUNTED if re.fullmatch(pattern, said)), None)
    return Intent(name) if name else None


def _food_itself(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How much salt" is about the recipe's own salt, unless it is asked what is eaten of it."""
    recipe, said = session.recipe, slot_text(intent, "nutrient")
    whole = session.talk.last_heard.lower()
    if recipe is None or not said:
        return None
    heads = {content_words(item.name)[-1] for item in recipe.ingredients if content_words(item.name)}
    if said in heads and re.search(r"\bfor$", whole.rstrip("?. ")):
        return Intent("use_all", {"ingredient": said, "purpose": True})
    if _EATEN.search(words) or not re.search(r"\bhow (?:much|many)\b", words):
        return None
    return Intent("amount", {"ingredient": said}) if said in heads else None


def _part_again(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's the first one?" asks for no explanation of "the first one"."""
    found = _PLACES.match(slot_text(intent, "thing", "word", "dish"))
    return Intent("repeat_part", {"which": found["which"]}) if found else None


def _in_this_dish(session: Session, intent: Intent, words: str) -> Intent | None:
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


def _other_dish(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Back to the pie", where the pie is another dish that was begun."""
    said = slot_text(intent, "step", "ingredient", "text")
    titles = [Recipe(dish.recipe.title) for dish in session.parked]
    here = session.recipe is not None and best_titles(said, [Recipe(session.recipe.title)])
    if said and "step" not in words and not here and best_titles(said, titles):
        return Intent("switch_dish", {"dish": said})
    return None


def _all_ingredients(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "List the ingredients": from the first one on."""
    asked = re.search(r"\b(?:list|read|repeat|tell|say|give)\b.*\bingredients\b", words)
    part = slot_text(intent, "which", "n") or re.search(r"\b(?:last|first|next)\b", words)
    return Intent("start_gather") if asked and not part else None


def _while_waiting(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's next while I wait?"."""
    asked = re.search(r"\b(?:while (?:i|we|it)|meanwhile|in the meantime)\b", slot_text(intent, "thing"))
    return Intent("meanwhile") if asked else None


def _amount_again(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How much garlic was it?", where the last words said nothing of garlic."""
    said = slot_text(intent, "ingredient")
    asked = said and re.search(r"\bhow (?:much|many)\b", words)
    told = set(content_words(said)[-1:]) & set(content_words(session.talk.last_said))
    return Intent("amount", {"ingredient": said}) if asked and not told else None


_HOW_MANY = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}


def _several_steps(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Skip ahead two steps", "go back three"."""
    found = re.search(
        r"\b(ahead|forward|back)\b.*?\b(two|three|four|[234])\b", session.talk.last_heard.lower()
    )
    if found is None or session.step is None:
        return None
    by = _HOW_MANY[found[2]] * (-1 if found[1] == "back" else 1)
    return Intent("goto_step", {"step": max(1, session.step + 1 + by)})


def _name_of_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's the name of this?"."""
    asked = re.search(r"\bname of (?:this|it|the (?:dish|recipe|meal))\b", slot_text(intent, "thing"))
    return Intent("recipe_title") if asked else None


def _to_the_steps(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Skip to the steps"."""
    said = slot_text(intent, "step", "ingredient", "text")
    return Intent("start_cooking") if said in ("steps", "instructions", "cooking", "recipe") else None


def _when_done(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How do I know when to flip them?" asks for a sign."""
    asked = re.match(r"(?:know|tell|see) (?:when|if|whether|that)\b", slot_text(intent, "action"))
    return Intent("doneness") if asked else None


def _all_of_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "That's everything, right?"."""
    whole = session.talk.last_heard.lower()
    everything = re.search(
        r"\b(?:everything|that's all|that is all|that's it|all of it|all of them)\b", whole
    )
    return Intent("is_finished") if everything and not re.search(r"\d", whole) else None


def _degrees(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "In Fahrenheit?" after a temperature was named."""
    scale = slot_text(intent, "to", "to_unit", "scale")
    asked = slot_number(intent, "amount", "n") is None and scale[:4] in ("cels", "fahr", "cent")
    return Intent("temperature", {"scale": "celsius" if scale.startswith("c") else scale}) if asked else None


def _use_of(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What do I do with the flour?" is about the flour, unless the next step begins with it."""
    said = slot_text(intent, "ingredient", "thing", "text")
    recipe, whole = session.recipe, session.talk.last_heard.lower()
    if recipe is None or session.step is None or not content_words(said):
        return None
    if not steps_about(said, recipe.steps):
        vague = set(content_words(said)) & _VAGUE or f"the {said.removeprefix('the ')}" not in whole
        return (
            None if vague else Intent("use_all", {"ingredient": said.removeprefix("the "), "purpose": True})
        )
    following = recipe.steps[session.step + 1 : session.step + 2]
    if following and steps_about(said, following) and not steps_about(said, [recipe.steps[session.step]]):
        return None
    return Intent("use_all", {"ingredient": said, "purpose": True})


_VAGUE = frozenset(
    "mixture mix rest other dough batter sauce filling topping base meat vegetable fruit dish food pan pot bowl oven "
    "thing one ingredient liquid paste syrup water oil spice".split()
)


def _others(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Something else" while a recipe is being chosen."""
    question = open_question(session)
    places = (
        (Place.CHOOSING, Place.CHOSEN, Place.IDLE) if intent.name != "next_ingredient" else (Place.CHOOSING,)
    )
    choosing = session.place in places or (question is not None and question.key == "recipe")
    whole = session.talk.last_heard.lower()
    asked = re.search(r"\b(?:something else|else (?:do you|is there|have you)|others?|another)\b", whole)
    if choosing and asked and "ingredient" not in whole:
        return Intent("choose_option", {"which": "others"})
    return None


def _timer_named(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How long on the eggs?" while a timer for the eggs runs."""
    for timer in session.timers.all:
        if timer.name and re.search(rf"\b{re.escape(timer.name)}\b", words):
            return Intent("timer_query", {"timer": timer.name})
    return None


_ANOTHER_FOR = re.compile(r"\banother (?:one |timer )?for (?:the )?(?P<name>[a-z ]+?) for\b")


def _another_timer(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "... and another for the eggs for six" asks for minutes, not for six people."""
    found = _ANOTHER_FOR.search(session.talk.last_heard.lower())
    number = slot_number(intent, "servings")
    if found is None or number is None:
        return None
    return Intent("timer_start", {"duration": 60 * number, "timer": found["name"]})


def _purpose(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What do I need the salt for?"."""
    found = re.search(r"\bneed (?:the |all the )?(?P<food>[a-z ]+?) for\b", session.talk.last_heard.lower())
    if found and session.recipe is not None and best_ingredients(found["food"], session.recipe.ingredients):
        return Intent("use_all", {"ingredient": found["food"], "purpose": True})
    return None


_WHETHER = re.compile(
    r"(?:and |so |but )?(?:did|have|had) (?:i|we) (?:already |just )?\w+ (?:the |any |all the )?(?P<food>[a-z ]+)"
)
_QUESTION = re.compile(
    r"(?:and |so |but |ok |okay )?(?:what|why|how|when|where|who|which|should|can|could|may|is|are|do|does|will)\b"
)
_TELLING = re.compile(r"(?:i|we|it|they|all|everything|that|done)\b|.*\b(?:done|finished|ready)$")


def _asked_whether(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Did I add the salt?" puts nothing on a list."""
    found = _WHETHER.match(session.talk.last_heard.lower())
    return Intent("recap", {"ingredient": found["food"].strip()}) if found else None


def _no_claim(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What happens if I turn it to high" tells of nothing that was done."""
    asked = _QUESTION.match(session.talk.last_heard.lower())
    whole = words == session.talk.last_heard.lower()
    hypothetical = re.search(r"\b(?:if|when) i\b", session.talk.last_heard.lower())
    return (
        Intent("out_of_grammar") if asked and (hypothetical or whole or not _TELLING.match(words)) else None
    )


def _bare_rest(session: Session, intent: Intent, words: str) -> Intent | None:
    """Where ingredients are being read, what is read on is ingredients."""
    whole = session.talk.last_heard.lower()
    if session.place is not Place.GATHERING or not re.search(r"\b(?:rest|others?|remaining|last)\b", whole):
        return None
    if re.search(r"\bstep|instruction", words):
        return None
    return Intent("next_ingredient", {**intent.slots, "which": "rest"})


_RULES: dict[str, tuple[Reading, ...]] = {
    "amount": (_count_of,),
    "repeat_part": (_all_ingredients, _amount_again),
    "skip_step": (_several_steps,),
    "previous_step": (_several_steps,),
    "check_understanding": (_all_of_it,),
    "duration": (_timer_named,),
    "scale": (_another_timer,),
    "nutrition": (_food_itself,),
    "define": (_part_again, _name_of_it, _while_waiting, _purpose),
    "how_to": (_when_done, _purpose),
    "choose_option": (_others, _bare_rest),
    "switch_dish": (_in_this_dish,),
    "goto_step": (_to_the_steps, _other_dish),
    "convert": (_degrees,),
    "next_step": (_others, _bare_rest, _use_of),
    "find_recipe": (_others,),
    "next_ingredient": (_others, _bare_rest),
    "start_gather": (_purpose, _bare_rest),
    "market_list_add": (_asked_whether,),
    "have_ingredient": (_asked_whether,),
    "mark_done": (_asked_whether, _no_claim),
}
