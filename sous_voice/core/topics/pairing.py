"""What goes with a dish: as the recipe says, else what is usually served with its kind. General knowledge, no rule."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from sous_voice.core.finding import content_words
from sous_voice.core.intents import Intent
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.core.turn import Turn, say, slot_text
from sous_voice.core.wording import first_upper, step_text

_USUAL: Mapping[str, str] = MappingProxyType(
    {
        "pie": "cream, yogurt, custard or ice cream",
        "apples": "cream, custard, yogurt or ice cream",
        "pears": "yogurt, cream, ice cream or a plain biscuit",
        "dessert": "cream, yogurt, fruit or ice cream",
        "soup": "bread, toast, a salad or some cheese",
        "beans": "bread, a green salad or grated cheese",
        "chicken": "potatoes, bread, a green salad, green vegetables or rice",
        "lentils": "rice, flatbread, yogurt or a cucumber salad",
        "stir fry": "rice or noodles",
        "chinese": "rice or noodles",
        "risotto": "a green salad, or roast vegetables",
        "snack": "flatbread, toast and raw vegetables",
        "bread": "dips, soup, curry or a salad",
        "rice": "curry, lentils, vegetables, fish or meat",
        "breakfast": "fruit, yogurt, toast or juice",
        "pasta": "a green salad and bread",
        "fish": "potatoes, rice, lemon and green vegetables",
        "meat": "potatoes, rice, vegetables or a salad",
        "salad": "bread, eggs, cheese or beans",
        "dinner": "bread, rice or potatoes, and a salad",
    }
)
"""Word of a title, a tag or a cuisine → what is usually served with it; the first that fits counts."""
_SERVED = re.compile(r"\bserve[sd]?\b[^.]*?\bwith (?P<what>[^.;]+)", re.IGNORECASE)


def paired(session: Session, recipe: Recipe | None, intent: Intent) -> Turn:
    """ "What would go nicely with this?", "does rice go with it?"."""
    if recipe is None:
        return say(session, "With which dish? Choose a recipe first.")
    mine = content_words(recipe.title)
    own = " ".join(
        match["what"]
        for step in recipe.steps
        if (match := _SERVED.search(step_text(step))) and not set(content_words(match["what"])) <= set(mine)
    )
    usual = usually(recipe)
    if re.search(r"\b(?:wine|beer|drink)\b", session.talk.last_heard.lower()):
        return say(
            session, "I know no drinks for it.", f"To eat, what goes with it is {usual}." if usual else ""
        )
    asked = slot_text(intent, "thing")
    if asked and set(content_words(asked)) & set(content_words(f"{own} {usual}")):
        return say(session, f"Yes, {asked} is often served with it.")
    lead = f"I don't know that of {asked}." if asked else ""
    texts = [
        f"The recipe serves it with {own}." if own else "",
        f"{first_upper(usual)} go well with it." if usual else "",
    ]
    if not any(texts):
        return say(session, lead, "The recipe does not say what to serve with it.")
    return say(session, lead, *texts)


def usually(recipe: Recipe) -> str:
    """What dishes of this kind are usually served with; empty where the kind is not known."""
    data = recipe.metadata
    words = set(content_words(f"{recipe.title} {data.get('tags', '')} {data.get('cuisine', '')}"))
    return next((what for kind, what in _USUAL.items() if set(content_words(kind)) <= words), "")
