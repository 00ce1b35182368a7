"""Words of talk about amounts: by them a claim ("one onion, right?") is told from another question about the food."""

import re
from collections.abc import Iterable

from sous_voice.core.food_names import singular
from sous_voice.core.recipe import Ingredient

_OF_AMOUNTS = frozenset(
    """so and ok okay then well sorry wait do did does is are am was i we you it it's that that's the a an of in to
    for this these those there all only just right correct true yes use used using need needs add added put
    take takes have has got should can could must shall will would still also both each one two three four
    five six seven eight nine ten half quarter third cup cups gram grams tablespoon tablespoons teaspoon
    teaspoons spoon spoons ounce ounces pound pounds millilitres milliliters litre liter can cans tin tins
    clove cloves slice slices pinch stick sticks piece pieces more less than not no any some here now step
    recipe dish mean meant say said says told sure amount total together another whole large small medium big
    with at on or be my me please again really already first next last go goes going gonna into them they what
    about did want""".split()
)
"""Words of a claim about amounts; any other makes it another question."""


def asks_more(claim: str, items: Iterable[Ingredient]) -> bool:
    """Whether a question that comes as a claim asks for more than whether an amount is right."""
    asked = re.match(
        r"(?:and |so |ok |okay |well )*(?:is|are|can|could|may|do|does|should|would|will|what|how)\b", claim
    )
    names = {word for item in items for word in re.findall(r"[a-z]+", item.name.lower())}
    names |= {singular(word) for word in names}
    words = [word for word in re.findall(r"[a-z']+", claim) if word not in _OF_AMOUNTS]
    return bool(asked) and len([w for w in words if w not in names and singular(w) not in names]) > 0
