"""How hot: the oven, the pan, the inside of the food, in the scale that is asked for.

Answers come from the recipe's own words; where it says nothing, that is said.
"""

import re

from sous_voice.core.cues import Cue
from sous_voice.core.inside import inside_words, of_another_food
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.oven_words import pan_heat, with_fan
from sous_voice.core.quantity import from_celsius
from sous_voice.core.reading import heat_words, lower_first, temperatures
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.core.technique import find_doneness
from sous_voice.core.topics.asking import SILENT
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import degrees_text, first_upper


def temperature(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How hot?", "in Celsius": the nearest temperature the recipe names."""
    recipe = session.recipe
    if recipe is None:
        thing = slot_text(intent, "thing", "food")
        known_of_it = of_another_food(kitchen, Recipe(""), thing, session.talk.last_heard.lower())
        return say(session, *(known_of_it or (NO_RECIPE,)))
    scale = _scale(kitchen, intent)
    start = session.step if session.step is not None else 0
    order = sorted(range(len(recipe.steps)), key=lambda i: (abs(i - start), -i))
    thing = slot_text(intent, "thing", "food", "tool")
    if beside := _beside(kitchen, session, recipe, intent, start):
        return say(session, *beside)
    for index in order:
        found = [cue for cue in temperatures(recipe.steps[index]) if not thing or _about(cue, thing)]
        if found:
            what = f"{first_upper(found[0].what)}: " if found[0].what else ""
            where = f" That is step {index + 1}." if index != session.step else ""
            return say(session, f"{what}{_degrees(found[0], scale)}.{where}")
    if thing or _INSIDE.search(words_of(session, intent)):
        known = find_doneness(kitchen.knowledge.handbook, thing or recipe.title)
        told = inside_words(kitchen, recipe, known, thing, None)
        if told:
            return say(session, f"{SILENT}, but {lower_first(told[0])}", *told[1:])
        if _INSIDE.search(words_of(session, intent)):
            return say(
                session,
                "Nothing in it needs a certain heat inside.",
                _AGAIN[kitchen.habits.temperature_scale],
            )
    here = heat_words(recipe.steps[start]) if recipe.steps else ""
    if here:
        return say(session, f"The step says {here}, without degrees.")
    return say(session, f"{SILENT} how hot.")


def _beside(
    kitchen: Kitchen, session: Session, recipe: Recipe, intent: Intent, start: int
) -> tuple[str, ...]:
    """What is no temperature of a step: with a fan, under the pan, of another food; empty for none of them."""
    thing = slot_text(intent, "thing", "food", "tool")
    if slot_text(intent, "scale") == "fan":
        return (with_fan(recipe, slot_number(intent, "amount")),)
    if thing == "pan":
        return (pan_heat(recipe, start),)
    return of_another_food(kitchen, recipe, thing, session.talk.last_heard.lower())


_INSIDE = re.compile(r"\b(?:safe|inside|internal|core)\b")
_AGAIN = {"celsius": "What is warmed up again: 74 °C.", "fahrenheit": "What is warmed up again: 165 °F.",
          "as_written": "What is warmed up again: 165 °F, that is 74 °C."}  # fmt: skip


def _about(cue: Cue, thing: str) -> bool:
    food = cue.what == "food" and thing != "oven"
    return (
        food or cue.what in ("", thing) or thing in cue.what or cue.what in thing or thing in ("it", "that")
    )


def _scale(kitchen: Kitchen, intent: Intent) -> str:
    said = slot_text(intent, "scale", "unit", "to_unit")
    for name in ("celsius", "fahrenheit", "gas"):
        if said.startswith(name[0]) and said[:3] in (name[:3], name[0]):
            return name
    kept = kitchen.habits.temperature_scale
    return "" if kept == "as_written" else kept


def _degrees(cue: Cue, scale: str) -> str:
    written = {"C": "celsius", "F": "fahrenheit", "gas": "gas"}.get(cue.scale, "celsius")
    celsius = cue.celsius or 0.0
    if not scale or scale == written:
        number = cue.number if cue.number is not None else celsius
        return degrees_text(number, written)
    return degrees_text(from_celsius(celsius, scale), scale)


TOPIC = Topic("how_hot", handlers={"temperature": temperature})
