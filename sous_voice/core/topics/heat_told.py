"""What the cook tells us of the pot: "it's boiling" sets off what was planned downwards for that moment.

What boils over goes down at once, without being asked to: who cannot see has no hand free for it.
"""

import re
from dataclasses import replace
from functools import partial

from sous_voice.core.heat import Awaited
from sous_voice.core.messages import Effect, Heard, LowerHeat, RequestOff
from sous_voice.core.session import Session
from sous_voice.core.topics.heat_down import lower
from sous_voice.core.turn import Turn

LOW = 2
_OVER = re.compile(
    r"\b(?:boil|foam|spill)(?:ing|ed|s)? over\b|\b(?:boil|foam)(?:ing|ed|s)? all over\b|\boverflow(?:ing|s|ed)?\b"
)
_NOT_OVER = re.compile(
    r"\b(?:not|n't|never|if|when|will|would|might|may|can|could|should|does|did|what|how|why|so that|before|until|"
    r"stop it from|keep it from|prevent|yesterday|last time|without)\b|n't\b|\?"
)
_SIGNS = {
    "boil": "boiling boils boiled",
    "simmer": "simmering simmers",
    "melt": "melted melts",
    "brown": "brown browned golden",
    "thicken": "thick thickened thickens",
    "hot": "hot",
    "done": "done ready cooked tender",
    "soften": "soft softened",
    "smoke": "smoking smokes",
    "bubble": "bubbling bubbles",
    "reduced": "reduced",
    "foam": "foaming foams",
    "told": "now stop",
}
_NOT_YET = {
    "not",
    "isn't",
    "yet",
    "is",
    "when",
    "if",
    "until",
    "once",
    "hasn't",
    "almost",
    "nearly",
    "before",
    "does",
}


def happened(session: Session, heard: Heard) -> Turn | None:
    """ "It's boiling": what was planned for that moment, and goes down, is done."""
    heat = session.heat
    words = heard.understanding.text.lower().replace(",", " ").rstrip(".!").split()
    if not heat.planned or heard.partial or not words or "?" in heard.understanding.text:
        return None
    if words[0] in _NOT_YET or set(words) & (_NOT_YET - {"is"}) or len(words) > 12:
        return None
    due = [p for p in heat.planned if p.when and set(_SIGNS.get(p.when, p.when).split()) & set(words)]
    if not due or heard.understanding.frames:
        return None
    effects: tuple[Effect, ...] = ()
    for one in due:
        effects += (RequestOff(one.zone) if one.level == 0 else LowerHeat(one.zone, one.level),)
    awaited = (*(a for a in heat.awaited if a.zone not in {p.zone for p in due}),)
    awaited += tuple(Awaited(p.zone, p.level, session.at) for p in due)
    heat = replace(heat, planned=tuple(p for p in heat.planned if p not in due), awaited=awaited)
    quiet = {"mark_done", "acknowledge", "problem", "fault_report"}
    rest = tuple(i for i in heard.understanding.intents if i.name not in quiet)
    return Turn(replace(session, heat=heat), effects, rest)


def boiled_over(session: Session, heard: Heard) -> Turn | None:
    """ "It's boiling over": whatever heats more than low goes down to low; what to do is told as well."""
    text = heard.understanding.text.lower()
    if not session.heat.on or heard.understanding.frames or not _OVER.search(text) or _NOT_OVER.search(text):
        return None
    turn = Turn(session)
    for zone in session.heat.on:
        if zone.level > LOW:
            turn = turn.then(partial(lower, zone=zone.name, level=LOW))
    return turn
