"""When and where a food goes in: "do we put the carrots in now or later", "is the sugar for the topping"."""

from sous_voice.core.alter import meant
from sous_voice.core.chunks import chunks, sentences
from sous_voice.core.finding import content_words
from sous_voice.core.food_names import is_plural
from sous_voice.core.intents import Intent
from sous_voice.core.recipe import Ingredient, Recipe
from sous_voice.core.session import Session
from sous_voice.core.turn import Turn, say, slot_text
from sous_voice.core.wording import first_upper, ingredient_text, none_of, step_text

_TOLD = 3
"""Steps that are told at most: more cannot be held in the head."""


def placed(session: Session, recipe: Recipe, intent: Intent) -> Turn:
    """The steps that take a food, with how much of it where there are several, and whether that is now."""
    said = slot_text(intent, "ingredient")
    names = meant(recipe, said)
    if not names:
        return say(session, none_of(said))
    uses = [
        (i, item) for i, step in enumerate(recipe.steps) for item in step.ingredients if item.name in names
    ]
    if not uses:
        return say(session, f"The recipe does not say when the {said} goes in.")
    if len(uses) == 1 or len({index for index, _ in uses}) == 1:
        index = uses[0][0]
        return say(
            session, *chunks(f"{_when(session, names[0], index)} {_sentence(recipe, index, uses[0][1])}")
        )
    told = [
        f"Step {index + 1}, {ingredient_text(item)}: {_sentence(recipe, index, item)}"
        for index, item in uses[:_TOLD]
    ]
    parts = [piece for text in told for piece in chunks(text)]
    return say(session, f"The {said} goes in more than once.", *parts)


def _when(session: Session, name: str, index: int) -> str:
    """ "The carrots go in at step 1, now." """
    goes = "go" if is_plural(name) else "goes"
    where = f"The {name} {goes} in at step {index + 1}"
    if session.step is None:
        return f"{where}, the first." if index == 0 else f"{where}."
    if index == session.step:
        return f"Now: {where[0].lower()}{where[1:]}, this one."
    return (
        f"Not yet: {where[0].lower()}{where[1:]}." if index > session.step else f"{where}: that is behind us."
    )


def _sentence(recipe: Recipe, index: int, item: Ingredient) -> str:
    """The sentence of a step that takes the food."""
    head = content_words(item.name)[-1:]
    every = sentences(step_text(recipe.steps[index]))
    found = next((text for text in every if head and head[0] in content_words(text)), "")
    return first_upper(found or (every[0] if every else ""))
