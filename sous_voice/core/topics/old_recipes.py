"""Old recipes: what is known today is said when one is chosen, and beside the step that it belongs to."""

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind
from sous_voice.core.recipe import TODAY, Recipe
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say

SAFETY = "safety."
"""Begins the metadata keys of what a cook has to know."""


def warnings(recipe: Recipe) -> tuple[str, ...]:
    """What its importer marked, in order."""
    return tuple(value for key, value in recipe.metadata.items() if key.startswith(SAFETY))


def on_recipe(_kitchen: Kitchen, session: Session) -> Turn:
    """When it is chosen: that it is old, and what must not be done as it says."""
    recipe = session.recipe
    lines = warnings(recipe) if recipe is not None else ()
    if recipe is None or not lines:
        return Turn(session)
    # what stands beside a step comes there
    beside = {note.text.removeprefix(TODAY).lower() for note in recipe.notes if note.text.startswith(TODAY)}
    first = [line for line in lines if line.lower() not in beside]
    more = "I say the safe temperature where you need it." if len(first) < len(lines) else ""
    return say(session, "This is an old recipe.", *first, more)


def on_step(_kitchen: Kitchen, session: Session, index: int) -> Turn:
    """Behind the step: the safe temperature."""
    recipe = session.recipe
    notes = recipe.notes if recipe is not None else ()
    told = [note.text for note in notes if note.text.startswith(TODAY) and note.before_step == index + 1]
    return say(session, *told, kind=Kind.NARRATION)


TOPIC = Topic("old_recipes", on_recipe=on_recipe, on_step=on_step)
