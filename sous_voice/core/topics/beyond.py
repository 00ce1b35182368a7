"""Beyond the step at hand: what goes with the dish, what an ingredient is for, what more heat would do."""

import re

from sous_voice.core.chunks import chunks, sentences
from sous_voice.core.finding import content_words
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard
from sous_voice.core.reading import heat_words
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.core.technique import find_advice, find_form, find_reason, find_sightless, find_warning
from sous_voice.core.topics.amounts import use_all
from sous_voice.core.topics.pairing import paired
from sous_voice.core.topics.worked_out import WORKED_OUT
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import step_text

_SERVED = re.compile(r"\b(?:serve[ds]?|goes well|eat it)\b[^.]*\bwith (?P<what>[^.]*)", re.IGNORECASE)


def _serving(recipe: Recipe | None) -> str:
    """The recipe's own words on what to serve the dish with; empty where it has none."""
    if recipe is None:
        return "Choose a recipe first."
    texts = [note.text for note in recipe.notes if not note.story] + [
        step_text(step) for step in recipe.steps
    ]
    for sentence in (part for text in texts for part in sentences(text)):
        found = _SERVED.search(sentence)
        if found and not set(content_words(found["what"])) & set(content_words(recipe.title)):
            return f"The recipe says: {sentence}"
    return ""


def _hotter(session: Session) -> tuple[str, ...]:
    heat = ""
    if session.recipe is not None and session.step is not None:
        heat = heat_words(session.recipe.steps[session.step])
    return (
        f"This step says {heat}." if heat else "",
        "With more heat the outside browns and burns sooner, and the inside stays behind.",
        "I have not changed anything.",
    )


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """Takes the questions that the grammar marks as such; every other "how do I" belongs to technique."""
    asked = [i for i in heard.understanding.intents if i.name == "how_to" and i.slots.get("about")]
    turn = Turn(session)
    for intent in asked:
        turn = turn.then(lambda now, intent=intent: _answer(kitchen, now, intent))  # type: ignore[misc]
    rest = tuple(intent for intent in heard.understanding.intents if intent not in asked)
    return Turn(turn.session, turn.effects, rest=rest if asked else None)


_TABLES = {
    "warning": find_warning,
    "unseen": find_sightless,
    "advice": find_advice,
    "reason": find_reason,
    "form": find_form,
}
"""What every kitchen asks, why things are done, and foods in another form."""


def _answer(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    if slot_text(intent, "about") == "use":
        use = Intent("use_all", {"ingredient": slot_text(intent, "thing"), "purpose": True})
        return use_all(kitchen, session, use)
    if work := WORKED_OUT.get(slot_text(intent, "about")):
        return work(kitchen, session, intent)
    if slot_text(intent, "about") == "hotter":
        return say(session, *_hotter(session))
    if find := _TABLES.get(slot_text(intent, "about")):
        row = find(kitchen.knowledge.handbook, slot_text(intent, "thing"))
        return say(session, *chunks(row.meaning) if row is not None else ("I know nothing of that.",))
    if slot_text(intent, "about") == "warm":
        return say(session, *_WARM)
    told = _serving(session.recipe)
    if not told:
        return paired(session, session.recipe, Intent("how_to", {"pairing": True}))
    return say(session, *chunks(told))


_WARM = (
    "Covered, in the oven at its lowest heat, for half an hour at most.",
    "Hot food is safe above 60 degrees Celsius, 140 Fahrenheit.",
)
"""Hot holding: US FDA Food Code 3-501.16, 57 °C; USDA FSIS, 60 °C (140 °F)."""


TOPIC = Topic("beyond", hear=hear)
