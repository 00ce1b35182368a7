"""What a word of the kitchen means, how a thing is done, and first aid for a dish in trouble."""

from dataclasses import replace

from sous_voice.core.diets import look_up
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.session import Session
from sous_voice.core.technique import find_doneness, find_remedy, find_term, safe_temperature
from sous_voice.core.turn import Topic, Turn, say, slot_text

_COOKS = (
    "cook",
    "bake",
    "roast",
    "grill",
    "fry",
    "simmer",
    "boil",
    "sear",
    "brown",
    "poach",
    "broil",
    "oven",
    "sauté",
)


def explain(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How do I fold?", "what is tapenade?"."""
    asked = slot_text(intent, "thing", "action", "word", "text", "ingredient", "tool")
    term = find_term(kitchen.knowledge.handbook, asked or session.talk.last_said)
    if term is None:
        return say(session, f"I have no explanation for {asked}." if asked else "Which word shall I explain?")
    return say(session, term.meaning if term.name in asked else f"{term.name.capitalize()}: {term.meaning}")


def problem(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "It's too salty", "the sauce has split"."""
    asked = slot_text(intent, "symptom", "text") or session.talk.last_heard
    remedy = find_remedy(kitchen.knowledge.handbook, asked)
    if remedy is None:
        return say(
            session,
            "I know no remedy for that. Take it off the heat, and tell me what it looks or smells like.",
        )
    return say(session, remedy.remedy)


def _words(session: Session, index: int) -> str:
    if session.recipe is None:
        return ""
    items = session.recipe.steps[index].items
    return " ".join(item if isinstance(item, str) else getattr(item, "name", "") for item in items).lower()


def on_step(kitchen: Kitchen, session: Session, index: int) -> Turn:
    """The safe temperature inside, once, at the last step that cooks that meat, fish or egg dish."""
    recipe = session.recipe
    if recipe is None:
        return Turn(session)
    for ingredient in recipe.ingredients:
        row = find_doneness(kitchen.knowledge.handbook, ingredient.name)
        if row is None or not _is_flesh(kitchen, ingredient.name) or row.food in session.table.told:
            continue
        heat = safe_temperature(row, kitchen.habits.temperature_scale)
        if heat and index == _last_cooking(session, ingredient.name, len(recipe.steps)):
            table = replace(session.table, told=(*session.table.told, row.food))
            text = f"{ingredient.name.capitalize()} is safe at {heat}."
            return Turn(replace(session, table=table), (Say(text, Kind.NARRATION),))
    return Turn(session)


def _is_flesh(kitchen: Kitchen, name: str) -> bool:
    """Meat, poultry, fish or eggs as such, not a stock or a sauce of them."""
    facts = look_up(kitchen.knowledge.diets, name)
    liquids = ("stock", "broth", "bouillon", "sauce", "soup", "gravy", "noodle")
    kinds = {"meat", "poultry", "fish", "shellfish"}
    return any(f.kinds & kinds for f in facts) and not any(word in name.lower() for word in liquids)


def _last_cooking(session: Session, name: str, count: int) -> int | None:
    """The last step that names the food, or its last word, and cooks; None where there is none."""
    head = name.lower().split()[-1].rstrip("s")
    steps = [
        i for i in range(count) if head in (text := _words(session, i)) and any(w in text for w in _COOKS)
    ]
    return steps[-1] if steps else None


TOPIC = Topic(
    "technique",
    handlers={"how_to": explain, "define": explain, "problem": problem},
    on_step=on_step,
)
