"""A question is no report that something was done."""

import re

from sous_voice.core.finding import best_ingredients
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.core.intents import Intent
from sous_voice.core.session import Session
from sous_voice.core.turn import slot_text
from sous_voice.core.wording import step_text


def all_of_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "That's everything, right?"."""
    whole = session.talk.last_heard.lower()
    everything = re.search(
        r"\b(?:everything|that's all|that is all|that's it|all of it|all of them)\b", whole
    )
    return Intent("is_finished") if everything and not re.search(r"\d", whole) else None


_WHETHER = re.compile(
    r"(?:and |so |but )?(?:did|have|had) (?:i|we) (?:already |just )?\w+ (?:the |any |all the )?(?P<food>[a-z ]+)"
)


_QUESTION = re.compile(
    r"(?:and |so |but |ok |okay )?(?:what|why|how|when|where|who|which|"
    r"should|can|could|may|is|are|do|does|will|shall|must|would|am)\b"
)


_TELLING = re.compile(
    r"(?:(?:i|we|it|they|all|everything|that)(?:'\w+)? ?\w+|done\b)|.*\b(?:done|finished|ready)$"
)
_CONDITION = re.compile(r"(?:and |so |but |ok |okay )*(?:if|when|once|until|unless|while|before)\b")
_ASKING = re.compile(r"\b(?:do|should|can|could|must|shall|will|would|may) (?:i|we|it|they)\b")
_INSIDE = re.compile(
    r"\b(?:do|did|does|should|shall|can|could|must|may|will|would|am|are|is|when|if|where|how|what|that|until|while|"
    r"before|after|once|unless|whether|minutes|hours|long|much|many)$"
)
"""Words before a clause that make it part of a question, or a condition."""


def asked_whether(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Did I add the salt?" puts nothing on a list."""
    found = _WHETHER.match(session.talk.last_heard.lower())
    return Intent("recap", {"ingredient": found["food"].strip()}) if found else None


_PUT_IN = re.compile(r"^(?:please |now |let's |let us )?(?:add|put in|throw in|stir in) (?P<what>.+)$")
_TO_LIST = re.compile(r"\b(?:list|shopping|market|buy|basket|trolley)\b")


def into_the_dish(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Add a hundred grams of spinach", while a recipe is in hand: into the dish, not on a list."""
    text = session.talk.last_heard.lower().strip(" .!")
    found = _PUT_IN.match(text)
    items = intent.slots.get("items", intent.slots.get("item", ""))
    several = isinstance(items, tuple) and len(items) > 1
    line = parse_line(found["what"]) if found else None
    if session.recipe is None or line is None or several or _TO_LIST.search(text):
        return None
    if line.quantity.low is None or not line.quantity.unit or not line.name:
        return None
    low, unit = float(line.quantity.low), line.quantity.unit
    return Intent("add_extra", {"ingredient": line.name.lower(), "amount": low, "unit": unit})


def no_claim(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What happens if I turn it to high" tells of nothing that was done."""
    text = session.talk.last_heard.lower()
    if _CONDITION.match(text) and _ASKING.search(text):
        return Intent("out_of_grammar")
    if not _QUESTION.match(text):
        return None
    hypothetical = re.search(r"\b(?:if|when) i\b", text)
    inside = _INSIDE.search(text.partition(words)[0].rstrip())
    told = _TELLING.match(words) and words != text and not inside and not hypothetical
    return None if told else Intent("out_of_grammar")


_STATE = re.compile(
    r"(?:(?:and|but|oh|hm|ok|okay|now) )*(?:it|that|this|they|these|the \w+)"
    r"(?:'s|'re| is| are| looks?| feels?| seems?| tastes?) "
    r"(?:(?:all|now|very|really|quite|so|rather|pretty|getting|a bit|still) )*"
    r"(?P<state>thick|thin|runny|watery|dry|wet|sticky|lumpy|grainy|dark|pale|tough|rubbery|salty|sour|bitter|bland|"
    r"greasy|stiff|heavy|flat)\W*$"
)


def not_its_sign(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "It's very thick" says that a step is done only where the step waits for that; elsewhere it is a trouble."""
    text = session.talk.last_heard.lower()
    found = _STATE.match(text)
    if found is None or session.recipe is None or session.step is None:
        return None
    step = step_text(session.recipe.steps[session.step]).lower()
    return None if found["state"] in step else Intent("problem", {"text": f"it is too {found['state']}"})


_WHETHER_SO = re.compile(
    r"(?:and |so |but |ok |okay )*(?:is|are|do|does|should|shall|can|could|must|may|will)\b"
)


def asked(intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """The intents without what was nothing of its own beside them; a whole question is held against the step."""
    rest = tuple(intent for intent in intents if intent.name != "out_of_grammar")
    if rest or not intents:
        return rest
    return (Intent("check_understanding", {"claim": text}),) if _WHETHER_SO.match(text) else intents


_GOING = re.compile(
    r"\b(?:simmer|boil|bubbl|cook|bak|roast|heat|ris|rest|cool|chill|melt|fry|brown|soak|warm|toast|go|steam|brew)ing\b"
)


_DID = re.compile(r"[a-z]{2,}(?:ed|en|ut)(?: (?:it|them|that|everything|all))?$")


def just_did(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "I've skimmed it" has nothing in the larder; "I've bread" has."""
    said = slot_text(intent, "ingredient", "thing")
    mine = session.recipe.ingredients if session.recipe is not None else ()
    if not said or not _DID.match(said) or best_ingredients(said, mine):
        return None
    return Intent("mark_done")


def under_way(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "I've got the stock simmering" tells how the cooking goes, not what is in the larder."""
    return Intent("mark_done", {"step": words}) if _GOING.search(words) else None


def tip(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Keep the change" where nothing was changed is said to somebody at the door."""
    titles = session.recipe.title if session.recipe is not None else ""
    changed = any(
        one.recipe is not None and one.recipe.title == titles and one.recipe != session.recipe
        for one in session.past
    )
    said = re.fullmatch(r"(?:no |ok |thanks )*keep the change\W*", session.talk.last_heard.lower())
    return Intent("acknowledge") if said and not changed else None
