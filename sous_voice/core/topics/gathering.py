"""Gathering the ingredients: read in groups of the size that the cook asks for."""

import re
from dataclasses import replace

from sous_voice.core.chunks import CHUNK_WORDS, chunks
from sous_voice.core.finding import best_ingredients
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind
from sous_voice.core.place import Place
from sous_voice.core.session import Session, go, unask
from sous_voice.core.topics import swaps
from sous_voice.core.topics.shortage import short_of
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text
from sous_voice.core.wording import counted, first_upper, ingredient_text, none_of

NO_RECIPE = "Choose a recipe first. Say what you would like to cook."
_LAST = "Those were all. Say start to begin."


def start_gather(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """From the first ingredient on, in groups."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    if not recipe.ingredients:
        return say(session, "This recipe names no ingredients.")
    group = slot_number(intent, "n", "group", "group_size", "size") or _group_said(session)
    cooking = session.cooking
    if group is not None and group >= 1:
        cooking = replace(cooking, group=min(int(group), 12))
    session = unask(go(replace(session, cooking=replace(cooking, read=0)), "gather"))
    count = counted(len(recipe.ingredients), "ingredient")
    return say(session, f"{first_upper(count)}.").then(lambda now: read_on(kitchen, now, None))


_GROUPS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _group_said(session: Session) -> float | None:
    """ "One by one", "three at a time" anywhere in the utterance."""
    found = re.search(r"\b(\w+) (?:by \1|at a time|each time|at once)\b", session.talk.last_heard.lower())
    return _GROUPS.get(found[1]) if found else None


def read_on(kitchen: Kitchen, session: Session, wanted: int | None) -> Turn:
    """The next ``wanted`` ingredients (a group where None), one after the other."""
    assert session.recipe is not None
    items = session.recipe.ingredients
    size = wanted or session.cooking.group or kitchen.habits.group_size
    start = session.cooking.read
    end = min(start + size, len(items))
    lines = [ingredient_text(item, note=True) for item in items[start:end]]
    session = replace(session, cooking=replace(session.cooking, read=end))
    talk = replace(session.talk, last_given=f"ing-{end - 1}", it=items[end - 1].name)
    session = replace(session, talk=talk)
    return say(session, *_grouped(lines), _LAST if end == len(items) else "", kind=Kind.NARRATION)


def _grouped(lines: list[str]) -> list[str]:
    """Ingredients put together while they fit into a chunk; never one cut in two without need."""
    said: list[str] = []
    for line in lines:
        if said and len(said[-1].split()) + len(line.split()) <= CHUNK_WORDS:
            said[-1] = f"{said[-1]}; {line}"
        else:
            said.append(line)
    return [piece for text in said for piece in chunks(f"{first_upper(text)}.")]


def next_ingredient(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What else?", "the next two", "the last ones"."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    total = len(recipe.ingredients)
    wanted = slot_number(intent, "n")
    words = session.talk.last_heard.lower()
    whole = slot_text(intent, "which") in ("last", "rest") or re.search(
        r"\b(?:last|rest|remaining|others|all|everything)\b", words
    )
    if whole and wanted is None and session.cooking.read < total:
        wanted = total - session.cooking.read
    if session.place is not Place.GATHERING and session.step is None:
        session = unask(go(session, "gather"))
    if session.cooking.read >= total:
        return say(session, f"That was all: {counted(total, 'ingredient')}. Say start to begin.")
    return read_on(kitchen, session, int(wanted) if wanted and wanted >= 1 else None)


def ingredient_count(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How many ingredients?" """
    if session.recipe is None:
        return say(session, NO_RECIPE)
    total = len(session.recipe.ingredients)
    left = total - session.cooking.read
    rest = f"{left} are still to be read." if session.place is Place.GATHERING and 0 < left < total else ""
    return say(session, f"{first_upper(counted(total, 'ingredient'))} in all.", rest)


def ingredients_done(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is that all of them?" """
    if session.recipe is None:
        return say(session, NO_RECIPE)
    total = len(session.recipe.ingredients)
    left = total - session.cooking.read
    if left <= 0:
        lack = session.cooking.lack
        missing = f"You lack {', '.join(lack)}." if lack else ""
        return say(session, f"Yes, that is all {total}.", missing)
    return say(session, f"No, {left} more. Say next to hear them.")


def _named(session: Session, intent: Intent) -> str:
    """The ingredient of the recipe that is meant, in the recipe's own name; else as it was said."""
    said = slot_text(intent, "ingredient", "thing", "name") or session.talk.it
    items = session.recipe.ingredients if session.recipe is not None else ()
    found = best_ingredients(said, items) if said else ()
    return found[0].name if found else said


def have_ingredient(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Got it": noted; while gathering it goes on with the next ones."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    name = _named(session, intent)
    if name:
        cooking = session.cooking
        have = tuple(dict.fromkeys((*cooking.have, name)))
        lack = tuple(item for item in cooking.lack if item != name)
        session = replace(session, cooking=replace(cooking, have=have, lack=lack))
    if session.place is Place.GATHERING and session.cooking.read < len(recipe.ingredients):
        return read_on(kitchen, session, None)
    if session.place is Place.GATHERING:
        return say(session, "Good. Say start to begin.")
    return say(session, f"Good, you have {name}." if name else "Good.")


def lack_ingredient(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "I've no butter": noted, with a substitute where one is known."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    name = _named(session, intent)
    if not name:
        return say(session, "What is missing?")
    items = [item for item in recipe.ingredients if item.name == name]
    if not items:
        return say(session, none_of(name))
    if intent.slots.get("short") and (less := short_of(kitchen, session, intent)) is not None:
        return less
    lack = tuple(dict.fromkeys((*session.cooking.lack, name)))
    session = replace(session, cooking=replace(session.cooking, lack=lack))
    session = replace(session, talk=replace(session.talk, it=name))
    if items[0].optional:
        return say(session, f"Leave it out: {name} is optional here.")
    offered = swaps.offer(kitchen, session, name)
    if offered is not None:
        return say(session, f"No {name}.").then(lambda now: offered)
    return say(session, f"No {name}: noted. I know no good substitute for it.")


TOPIC = Topic(
    "gathering",
    handlers={
        "start_gather": start_gather,
        "next_ingredient": next_ingredient,
        "ingredient_count": ingredient_count,
        "ingredients_done": ingredients_done,
        "have_ingredient": have_ingredient,
        "lack_ingredient": lack_ingredient,
    },
)
