"""What a word of the kitchen means, how a thing is done, and first aid for a dish in trouble."""

import re
from dataclasses import replace

from sous_voice.core.first_aid import first_aid, trouble_asked
from sous_voice.core.food_names import is_plural
from sous_voice.core.food_names import words_of as words_in
from sous_voice.core.inside import flesh_in
from sous_voice.core.intents import Intent
from sous_voice.core.keeping import COOKED, RAW, VERBS, find_exactly, find_keeping, keeping_words, raw_beside
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.reading import cooking_step
from sous_voice.core.session import Session
from sous_voice.core.technique import find_term, safe_temperature
from sous_voice.core.topics.pairing import paired
from sous_voice.core.turn import Topic, Turn, say, slot_text, words_of


def explain(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How do I fold?", "what is tapenade?"."""
    asked = slot_text(intent, "action", "thing", "word", "text", "ingredient", "tool")
    heard = words_of(session, intent)
    if _STILL_FROZEN.search(heard):
        return problem(kitchen, session, Intent("problem", {"text": heard}))
    if unknown := slot_text(intent, "unknown"):
        return say(session, _UNKNOWN[unknown])
    if intent.slots.get("pairing"):
        return paired(session, session.recipe, intent)
    if intent.slots.get("keep"):
        return _keeping(kitchen, session, slot_text(intent, "thing"), heard, slot_text(intent, "verb"))
    if intent.slots.get("why"):
        return _reason(kitchen, session, asked)
    if (VERBS.search(heard) or VERBS.fullmatch(asked)) and (
        VERBS.search(asked) or "leftover" in heard or not asked
    ):
        return _keeping(kitchen, session, slot_text(intent, "thing"), heard)
    if (remedy := trouble_asked(kitchen.knowledge.handbook, session.talk.last_heard.lower())) is not None:
        return say(session, remedy.remedy)
    term = find_term(kitchen.knowledge.handbook, asked or session.talk.last_said)
    if term is None and heard.startswith("why"):
        return say(session, "The recipe does not say why.")
    if term is None:
        return say(session, f"I have no explanation for {asked}." if asked else "Which word shall I explain?")
    return say(session, term.meaning if term.name in asked else f"{term.name.capitalize()}: {term.meaning}")


_STILL_FROZEN = re.compile(
    r"\bstill frozen\b|\bfrozen (?:solid|in the middle|inside)\b|\bforgot to (?:thaw|defrost)\b"
)
_UNKNOWN = {
    "tool": "I know nothing sure in its place. Tell me what you have, or ask how the step is done by hand.",
    "seasoning": "I know nothing special for that. Salt, pepper and a little lemon suit most things; taste as you go.",
    "lore": "I don't know that. I can tell how long it keeps, when it is done, and what else would do.",
}
"""What is said where it is clear what was asked, and nothing is known."""


def _reason(kitchen: Kitchen, session: Session, act: str) -> Turn:
    """The reason for a step is not known: what its word means tells a little of it."""
    term = find_term(kitchen.knowledge.handbook, act) if act else None
    what = f"{term.name.capitalize()}: {term.meaning}" if term is not None else ""
    return say(session, "The recipe does not say why.", what)


def _keeping(kitchen: Kitchen, session: Session, thing: str, heard: str, verb: str = "") -> Turn:
    """ "Can I freeze the leftovers?", "how long does it keep?"; ``verb`` tells which where the words do not."""
    recipe = session.recipe
    of_recipe = (recipe.title, recipe.metadata.get("tags", "")) if recipe is not None else ()
    table, named = kitchen.knowledge.keeping, _kept_food(kitchen, session, thing, heard)
    if not named and recipe is None:  # no food that is known as one: a row may be called so
        row = find_exactly(table, *_states(heard, heard), heard) or find_keeping(table)
    else:
        row = find_exactly(table, *_states(heard, named), named) if named else find_keeping(table, *of_recipe)
    if row is not None and row.bought and COOKED.search(heard):  # "cooked carrots" are no raw ones
        row = find_keeping(table, named)
    if row is None:
        return say(
            session, f"I don't know how long {named or 'that'} keeps. Look at the label, and smell it."
        )
    told = keeping_words(
        row, verb or heard, kitchen.habits.temperature_scale, plural=bool(named) and is_plural(named)
    )
    return say(session, *told, raw_beside(table, row, named, heard))


_STATE = re.compile(r"\b(?:opened|open|cut|sliced|cooked|hard boiled|boiled|mashed)\b")
"""States of a food that keep it longer or shorter."""


def _states(heard: str, named: str) -> list[str]:
    """The food with the state in which it is asked of: "opened tomatoes", "raw rice", "opened can"."""
    state = _STATE.search(heard)
    texts = [f"{'opened' if state[0] == 'open' else state[0]} {named}"] if state else []
    if state and state[0].startswith("open") and re.search(r"\b(?:can|tin)s?\b", heard):
        texts.append("opened can")
    return [*texts, f"raw {named}"] if RAW.search(heard) else texts


def _kept_food(kitchen: Kitchen, session: Session, thing: str, heard: str) -> str:
    """The food that is asked of; empty for the dish itself: "it", "the leftovers", "the soup"."""
    words, recipe = set(words_in(thing)), session.recipe
    if not words or words & _ITSELF:
        return ""
    if recipe is not None and words <= set(words_in(f"{recipe.title} {recipe.metadata.get('tags', '')}")):
        table, last = kitchen.knowledge.keeping, words_in(thing)[-1]
        kind = find_keeping(table, recipe.title, recipe.metadata.get("tags", ""))
        names = (kind.food, *kind.also) if kind is not None else ()
        # the tomatoes of a tomato soup, the lemon beside a chicken, are not the dish
        part = last not in {words_in(name)[-1] for name in names} and find_exactly(table, thing)
        asked = last in _FLESH or part or _STATE.search(heard) or RAW.search(heard)
        return thing if asked else ""
    return thing


_ITSELF = frozenset("it this that they them leftover dish food meal rest half everything one batch".split())
_FLESH = frozenset("chicken turkey fish salmon beef pork lamb steak meat".split())
"""Of these a dish may be named, and what is bought for it: both are told."""


def problem(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "It's too salty", "the sauce has split"."""
    asked = slot_text(intent, "symptom", "text") or session.talk.last_heard
    remedy = first_aid(kitchen.knowledge.handbook, asked, session.recipe, session.step)
    if remedy is None:
        return say(
            session,
            "I know no remedy for that. Take it off the heat, and tell me what it looks or smells like.",
        )
    return say(session, remedy.remedy)


def on_step(kitchen: Kitchen, session: Session, index: int) -> Turn:
    """The safe temperature inside, once, at the last step that cooks that meat, fish or egg dish."""
    recipe = session.recipe
    if recipe is None:
        return Turn(session)
    for name, row in flesh_in(kitchen, recipe):
        if row.food in session.table.told:
            continue
        heat = safe_temperature(row, kitchen.habits.temperature_scale)
        if index == cooking_step(recipe, name):
            table = replace(session.table, told=(*session.table.told, row.food))
            text = f"Cook the {name.lower()} to {heat}."
            return Turn(replace(session, table=table), (Say(text, Kind.NARRATION),))
    return Turn(session)


TOPIC = Topic(
    "technique",
    handlers={"how_to": explain, "define": explain, "problem": problem},
    on_step=on_step,
)
