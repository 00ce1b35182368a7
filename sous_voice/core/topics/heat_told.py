"""What the cook tells us of the pot: "it's boiling" sets off what was planned downwards for that moment."""

from dataclasses import replace

from sous_voice.core.heat import Awaited
from sous_voice.core.messages import Effect, Heard, LowerHeat, RequestOff
from sous_voice.core.session import Session
from sous_voice.core.turn import Turn

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
