"""How something is done without seeing it: "how do I pour boiling water when I can't see?". Pure.

Whoever cooks by touch and sound asks this of the simplest acts, for which a definition or a food's sign is no answer.
"""

from sous_voice.core.foodtalk.said import Said
from sous_voice.core.intents import Intent
from sous_voice.core.technique import find_doneness, find_sightless

UNSEEN = (
    r"(?:without|can not|cannot|can't|not able to|unable to|don't|do not|not) (?:\w+ )?"
    r"(?:see|seeing|look|looking|sight|watch|watching|my eyes)\b|"
    r"(?:no|low|poor|little|bad|lost my) (?:vision|sight|eyesight)|blind(?:ly|ness)?(?! bak)|partially sighted|"
    r"visually impaired|with (?:my )?eyes (?:closed|shut)|by (?:touch|feel|feeling|ear|sound|hearing)\b|"
    r"(?:smell|sound|feel)s? like\b|safely|without (?:burning|cutting|hurting|scalding|spilling|splashing)\b|"
    r"(?:pan|pot) (?:is )?(?:in the middle|centred|centered)"
)
"""That it is asked without seeing, or for the sake of whole fingers; blind baking is something else."""
_HOT_ENOUGH = r"(?:oil|fat|pan|wok|skillet) (?:is )?(?:hot enough|ready|up to heat)\b"
_DONE = r"done|ready|cooked|brown|golden|set|soft|tender"
_NO_FOOD = ("oil", "butter", "bread", "vegetables")
"""Foods that are only used in what is done."""


def sightless(said: Said) -> Intent | None:
    """The question, where there is an answer; what a food is like when it is done is answered by its own signs."""
    if not said.asks or not said.has(rf"{UNSEEN}|{_HOT_ENOUGH}"):
        return None
    book = said.kitchen.knowledge.handbook
    if find_sightless(book, said.text) is None:
        return None
    food = find_doneness(book, said.text) if said.has(_DONE) else None
    if food is not None and food.food not in _NO_FOOD:
        return None
    return Intent("how_to", {"about": "unseen", "thing": said.text})
