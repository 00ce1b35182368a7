"""First aid for what was said to be wrong, in the light of what is being cooked. Pure."""

import re

from sous_voice.core.finding import plain_step
from sous_voice.core.recipe import Recipe
from sous_voice.core.technique import Handbook, Remedy, find_remedy, named_by

_MADE = re.compile(
    r"\b(?:batter|dough|pastry|crust|custard|gravy|sauce|meringue|caramel|ganache|icing|frosting|mash|jam|risotto|rice|"
    r"pasta|gnocchi|beans|lentils|chickpeas|meatballs|burgers?|mince|steak|fish|shrimp|omelette|eggs?|pancakes?|cookies?|"
    r"cake|bread|scones?|vegetables|carrots|onions|spinach|mushrooms|fries|hummus|chocolate)\b"
)
"""What a dish or a step is about, of which the handbook knows troubles of its own."""
_BEGINS_AS = (
    (r"pancake|waffle|crepe|cake|muffin", "batter"),
    (r"bread|pizza|roll|bun|loaf|naan|scone|biscuit|cookie", "dough"),
    (r"pie|tart|quiche|strudel", "pastry"),
)
"""Dish → what it is before it is one."""
_SAID_SHORT = 2
"""Words of a trouble's name up to which it says nothing of what is in trouble: "too thick", "lumpy"."""


def first_aid(handbook: Handbook, said: str, recipe: Recipe | None, step: int | None) -> Remedy | None:
    """The remedy for a trouble; "it's lumpy" over a pancake batter is a lumpy batter.

    Args:
        step: the step in hand, from 0; None before the first.
    """
    plain = find_remedy(handbook, said)
    told = named_by(plain, said) if plain is not None else 0
    if recipe is None or _MADE.search(said.lower()) or told > _SAID_SHORT:
        return plain
    here = plain_step(recipe.steps[step]).lower() if step is not None else ""
    best, most = plain, told
    title = recipe.title.lower()
    made_of = [first for dish, first in _BEGINS_AS if re.search(dish, title)]
    for thing in dict.fromkeys([*_MADE.findall(here), *_MADE.findall(title), *made_of]):
        special = find_remedy(handbook, f"{said} {thing}")
        if special is None or special is plain:
            continue
        count = named_by(special, f"{said} {thing}")
        if count > most and named_by(special, thing) == 0:
            best, most = special, count
    return best


_ASKED = re.compile(
    r"\b(?:rescue|save|fix|mend|repair|salvage|soften)\b|^why (?:do|does|did|is|are|has|have|was|were)\b"
)


def trouble_asked(handbook: Handbook, heard: str) -> Remedy | None:
    """ "How do I rescue burnt rice?", "why do my cookies spread so much?": the remedy of a trouble that is named."""
    remedy = find_remedy(handbook, heard) if _ASKED.search(heard) else None
    return remedy if remedy is not None and named_by(remedy, heard) >= _SAID_SHORT else None
