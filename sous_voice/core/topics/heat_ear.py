"""The ear of the heat topic: presence, and the one place where an offer can be answered.

Fillers never confirm. What is heard while we speak ourselves does not count. A wrong word cancels.
"""

import re
from dataclasses import replace

from sous_voice.core.heat import (
    Acted,
    Asked,
    Awaited,
    Heat,
    Pending,
    Planned,
    level_of,
    near_level,
)
from sous_voice.core.intents import HeatFrame, Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    CancelOffer,
    ConfirmHeat,
    Effect,
    Heard,
    Kind,
    RenewPresence,
    Say,
)
from sous_voice.core.policy import Tier
from sous_voice.core.session import Question, Session, ask, open_question, unask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics.heat_stop import OFF, RAISES, stopped, urgency
from sous_voice.core.topics.heat_told import boiled_over, happened
from sous_voice.core.turn import Turn

AFTER_SPEECH = 0.3
"""Seconds after our own words before an answer counts."""
SPOKEN_CHARACTERS = 14.0
"""A second, where no loudspeaker tells when it finished."""
_FILLERS = {"affirm", "acknowledge", "timer_accept", "i_am_here", "greeting"}
_STOPS = {"reject_heat", "negate", "cancel_flow", "stop_talking", "pause", "undo", "story_stop"}
_DOWN = {"heat_off", "emergency_stop", "heat_down", "fire_help", "fault_report", "leave_room"}
NEAR_WATTS = 50.0
"""How far the watts of a confirmation may be from those read back, which are rounded to hundreds."""
_ONLY_A_CORRECTION = 5
"""Words up to which "no wait, six" is about the offer and nothing else."""
LATCH = "latch"
"""The zone of an offer that clears a stop."""
SIMMER = 3
_ORDERS = {
    "heat_set",
    "heat_up_relative",
    "heat_for_duration",
    "heat_down",
    "heat_off",
    "preheat_pan",
    "hold_temperature",
}
"""Intents that a frame of the heat grammar stands for."""
_NO_WORDS = {"no", "not", "wait", "don't", "cancel", "stop", "nope", "never"}


_YES = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|yep|sure|alright|fine|right|go ahead|go on|do it|please|that's right|correct)"
    r"[ ,.!]*)+$"
)
"""Assent that is no confirmation, whatever else it may mean."""
_BACK = re.compile(r"^(?:ok(?:ay)?,? )?(?:i'm|i’m|im|i am|we're|we’re) back\b")


def window_end(pending: Pending, window: float) -> float:
    """Session time at which the offer is no longer answered."""
    read = pending.read_at
    if read is None:
        read = pending.made_at + len(pending.text) / SPOKEN_CHARACTERS
    return min(read + window, pending.offer.expires)


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """Every utterance: somebody is there; is it an answer?"""
    said = heard.understanding
    frames = [frame for frame in said.frames if frame.op in RAISES] if not heard.partial else []
    trusted = frozenset((("any", "raise"),) if frames else ())
    heat = replace(session.heat, trusted=trusted, heard=said.text)
    heat = replace(heat, doubtful=not heard.typed and said.confidence < 0.5)
    effects: tuple[Effect, ...] = ()
    # more heat is no answer to "are you still there?": a voice of the radio could ask for it as well
    unproven = heat.unanswered and any(_may_raise(heat, frame) for frame in frames)
    if kitchen.zones and said.intents and not said.abstained and not unproven:
        heat = replace(heat, present_at=session.at, warned_at=None, lowered=False)
        effects = (RenewPresence("voice"),)
    session = replace(session, heat=heat)
    if _fire(said.intents):  # one calm script, not two
        return Turn(session, effects, tuple(i for i in said.intents if i.name != "emergency_stop"))
    for reader in (_cleared, _happened, _offered, stopped, _back, _goodbye, _filled):
        turn = reader(kitchen, session, heard)
        if turn is not None:
            return replace(turn, effects=effects + turn.effects)
    return Turn(session, effects)


def _cleared(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    heat = session.heat
    return _clear_answer(session, heard) if heat.clearing and not heat.pending else None


def _happened(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    return boiled_over(session, heard) or happened(session, heard)


def _offered(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    """The answer to an offer; a "stop" that means the stove is more than one."""
    pending = session.heat.pending
    if pending is None:
        return None
    stop = stopped(kitchen, session, heard) if urgency(session, heard) >= OFF else None
    if stop is not None:
        return replace(stop, effects=(CancelOffer(), *stop.effects))
    return _answer(kitchen, session, heard, pending)


def _back(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    """ "I'm back": without a recipe there is nothing to be resumed but the heat."""
    heat, said = session.heat, heard.understanding
    if not heat.on or heat.lost or session.recipe is not None or not _BACK.search(said.text.lower()):
        return None
    rest = tuple(i for i in said.intents if i.name != "resume")
    return Turn(session, (Say(f"Good. {says.status(heat, '')}"),), rest)


def _goodbye(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    intents = heard.understanding.intents
    return _left_on(session, (), intents) if _goodbye_with_heat(intents, session.heat) else None


def _filled(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    return _fill(session, heard)


def _may_raise(heat: Heat, frame: HeatFrame) -> bool:
    zone = frame.zone if frame.zone not in (None, "current") else heat.current
    level = level_of(frame.level or "x")
    return frame.op != "set" or level is None or level > heat.level(str(zone))


def _answer(kitchen: Kitchen, session: Session, heard: Heard, pending: Pending) -> Turn:
    """One utterance while an offer is open."""
    intents = heard.understanding.intents
    names = {intent.name for intent in intents}
    frames = heard.understanding.frames
    if names & _STOPS and not names & _DOWN and frames and frames[0].op in RAISES:
        return _renamed(_drop(session, rest=_not_confirming(intents)), heard, pending)
    if names & _DOWN or names & _STOPS:
        rest = tuple(i for i in intents if i.name not in _STOPS)
        dropped = () if names & _DOWN else (Say(says.DROPPED),)
        return _drop(session, *dropped, rest=rest)
    if session.at > window_end(pending, kitchen.habits.confirm_window):
        return _drop(session, Say(says.EXPIRED), rest=_not_confirming(intents))
    confirmed = next((i for i in intents if i.name == "confirm_heat"), None)
    if confirmed is not None:
        return _confirmed(session, heard, pending, confirmed)
    if frames and _ours(session, heard, pending):
        return Turn(session, (), ())  # our own read-back, heard by our own microphone
    if frames:  # another wish, or another number: the offer is off
        turn = _drop(session, rest=intents)
        return _renamed(turn, heard, pending)
    if (names and names <= _FILLERS) or _YES.match(heard.understanding.text.lower()):
        text = says.BOTH if pending.asked.tier >= Tier.T3 else says.HOW
        return Turn(session, (Say(text, Kind.OFFER),), ())
    if not names and _denied(heard):
        return _drop(session, Say(says.DROPPED), rest=())
    return Turn(session, (), intents)


def _denied(heard: Heard) -> bool:
    """A no anywhere in words that nobody can read is a no: "yes confirm five no"."""
    return not heard.partial and bool(
        _NO_WORDS & set(re.findall(r"[a-z']+", heard.understanding.text.lower()))
    )


def _not_confirming(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    return tuple(i for i in intents if i.name not in _FILLERS | {"confirm_heat"})


def _confirmed(session: Session, heard: Heard, pending: Pending, intent: Intent) -> Turn:
    rest = tuple(i for i in heard.understanding.intents if i.name not in _FILLERS | {"confirm_heat"})
    if heard.partial or _ours(session, heard, pending):
        return Turn(session, (), rest)
    words = heard.understanding.text
    if rest or _NO_WORDS & set(words.lower().replace(",", " ").split()):
        return _drop(session, Say(says.DROPPED), rest=rest)
    offer = pending.offer
    level, burner = intent.slots.get("level"), intent.slots.get("burner")
    wrong = (level is not None and not _same_level(str(level), pending)) or (
        burner is not None and str(burner) != offer.zone
    )
    if wrong:
        turn = _drop(session, Say(says.MISMATCH), rest=())
        heat = replace(turn.session.heat, failed=session.heat.failed + 1)
        return replace(turn, session=replace(turn.session, heat=heat))
    both = level is not None and burner is not None
    enough = both if pending.asked.tier >= Tier.T3 else (level is not None or burner is not None)
    if not enough or (session.heat.doubtful and not both):
        text = says.BOTH if pending.asked.tier >= Tier.T3 else says.HOW
        return Turn(session, (Say(text, Kind.OFFER),), ())
    return _agreed(session, pending, words)


def _agreed(session: Session, pending: Pending, words: str) -> Turn:
    """The cook's words carried the offer back."""
    offer = pending.offer
    heat = session.heat
    awaited = (
        *(a for a in heat.awaited if a.zone != offer.zone),
        Awaited(offer.zone, offer.level, session.at),
    )
    # an end that was told in time stays, unless another one is agreed on: "a bit higher" takes no "then off" back
    ends = pending.asked.seconds is None
    planned = tuple(p for p in heat.planned if p.zone != offer.zone or (ends and p.level == 0 and p.at))
    if pending.asked.seconds is not None:
        planned += (Planned(offer.zone, 0, session.at + pending.asked.seconds),)
    until = pending.asked.until
    if until and pending.asked.seconds is None:
        planned += (Planned(offer.zone, SIMMER if until == "boil" else 0, None, until),)
    acted = Acted("raise", offer.zone, offer.level, heat.level(offer.zone), session.at)
    heat = replace(heat, pending=None, awaited=awaited, planned=planned, failed=0, absent=False, acted=acted)
    session = unask(replace(session, heat=heat))
    done = ConfirmHeat(offer.token, offer.zone, offer.level, words)
    return Turn(session, (done, *((Say(says.TELL_END),) if until and until != "timer" else ())), ())


def _same_level(spoken: str, pending: Pending) -> bool:
    if spoken.replace("_", " ") == pending.asked.words.replace("_", " "):
        return True
    if spoken.startswith("watts:"):
        return abs(float(spoken[6:]) - pending.offer.watts) <= NEAR_WATTS
    return level_of(spoken) == pending.offer.level


def _ours(session: Session, heard: Heard, pending: Pending) -> bool:
    """Heard while we spoke, or too soon after."""
    if heard.typed:
        return False
    return pending.read_at is None or heard.began < pending.read_at + AFTER_SPEECH


def _drop(session: Session, *effects: Effect, rest: tuple[Intent, ...]) -> Turn:
    heat = session.heat.without_offers()
    session = unask(replace(session, heat=heat))
    return Turn(session, (CancelOffer(), *effects), rest)


def _fire(intents: tuple[Intent, ...]) -> bool:
    return any(intent.name == "fire_help" for intent in intents)


def _clear_answer(session: Session, heard: Heard) -> Turn | None:
    """The answer to the offer to clear a stop; None where it is about something else."""
    heat, intents = session.heat, heard.understanding.intents
    names = {intent.name for intent in intents}
    if heat.clearing == "asked" or heard.partial:
        return None
    said = next((i for i in intents if i.name == "confirm_heat"), None)
    if names & _STOPS or names & _DOWN:
        cleared = replace(session, heat=replace(heat, clearing=""))
        dropped = () if names & _DOWN else (Say(says.DROPPED),)
        return Turn(cleared, (CancelOffer(), *dropped), tuple(i for i in intents if i.name not in _STOPS))
    if said is None:
        return Turn(session, (Say(says.CLEAR_HOW, Kind.OFFER),), ()) if names and names <= _FILLERS else None
    if session.at > heat.clearing_ends:
        return Turn(replace(session, heat=replace(heat, clearing="")), (CancelOffer(), Say(says.EXPIRED)), ())
    if said.slots.get("what") != "clear" or set(heard.understanding.text.lower().split()) & _NO_WORDS - {
        "stop"
    }:
        return Turn(session, (Say(says.CLEAR_HOW, Kind.OFFER),), ())
    words = heard.understanding.text
    token, heat = heat.clearing, replace(heat, clearing="", cleared=heat.cleared + 1)
    return Turn(replace(session, heat=heat), (ConfirmHeat(token, LATCH, 0, words),), ())


def _renamed(turn: Turn, heard: Heard, pending: Pending) -> Turn:
    """ "No, four": a number or a place alone corrects the offer."""
    said = heard.understanding
    frame = said.frames[0]
    if frame.op == "raise" and frame.zone in (None, "current", pending.offer.zone) and not said.clarify:
        level = f"n:{near_level(pending.offer.level + (frame.by or 1))}"  # more than what was on offer
        return replace(turn, rest=(Intent("heat_set", _slots(pending.offer.zone, level, pending.asked)),))
    if len(said.frames) > 1 or not said.clarify or frame.op != "set":
        return turn
    if "?" in said.text or (frame.level or "").startswith(("celsius", "fahrenheit", "degrees")):
        rest = tuple(i for i in turn.rest or () if i.slots.get("unclear") != "fragment")
        return replace(turn, rest=rest)
    denied = any(i.name == "reject_heat" or i.slots.get("unclear") == "meant" for i in said.intents)
    if not denied and frame.level and frame.zone not in (None, "current"):
        return turn  # a place and a level: another wish, which is asked back by itself
    asked = pending.asked
    zone = corrected(asked.zone, str(frame.zone)) if frame.zone not in (None, "current") else asked.zone
    half = replace(asked, level=0) if frame.level else asked
    level = frame.level or (asked.words if asked.words in _LEVEL_NAMES else f"n:{asked.level}")
    others = tuple(i for i in turn.rest or () if not i.name.startswith(("heat_", "reject_")))
    others = others if len(said.text.split()) > _ONLY_A_CORRECTION else ()
    return replace(turn, rest=(*others, Intent("heat_set", _slots(zone, level, half))))


def _fill(session: Session, heard: Heard) -> Turn | None:
    """The zone or the level we asked for."""
    question, half = open_question(session), session.heat.half
    frames = heard.understanding.frames
    if question is None or question.key != "heat_half" or half is None or len(frames) != 1:
        return None
    frame = frames[0]
    if frame.op not in ("set", "on") or frame.for_s is not None:
        return None
    zone = _place(half.zone, frame.zone)
    level = frame.level or half.named or (f"n:{half.level}" if half.level else None)
    if not zone or level is None:
        return None
    named = half.words if not frame.level and half.words in _LEVEL_NAMES else level
    intent = Intent("heat_set", _slots(zone, named, half))
    if half.by and not frame.level:
        intent = Intent("heat_up_relative", {"burner": zone, "by": half.by})
    others = tuple(i for i in heard.understanding.intents if i.name not in _ORDERS)
    return Turn(unask(session), (), (*others, intent))


def corrected(before: str, said: str) -> str:
    """The place that a correction means: a side alone changes its half of the corner."""
    depth, _, side = before.partition("_")
    if said in ("front", "back") and side:
        return f"{said}_{side}"
    if said in ("left", "right") and side:
        return f"{depth}_{said}"
    return said or before


def _place(half: str, said: str | None) -> str:
    """The zone: what was said now, with the side that was said before."""
    if said in (None, "current"):
        return half
    sides = {half, str(said)}
    depth, side = sides & {"front", "back"}, sides & {"left", "right"}
    return f"{depth.pop()}_{side.pop()}" if len(depth) == len(side) == 1 and len(sides) == 2 else str(said)


_LEVEL_NAMES = {"low", "medium_low", "medium", "medium_high", "high", "max", "simmer", "warm"}


def _slots(zone: str, level: str, half: Asked) -> dict[str, str | float]:
    slots: dict[str, str | float] = {"burner": zone, "level": level}
    if half.seconds is not None:
        slots["duration"] = half.seconds
    return slots


def _goodbye_with_heat(intents: tuple[Intent, ...], heat: Heat) -> bool:
    return bool(heat.on) and not heat.lost and any(i.name == "goodbye" for i in intents)


def _left_on(session: Session, effects: tuple[Effect, ...], intents: tuple[Intent, ...]) -> Turn:
    text = says.left_on(session.heat)
    rest = tuple(i for i in intents if i.name != "goodbye")
    session = ask(session, Question("heat_left_on", "yes_no"))
    return Turn(session, (*effects, Say(text, Kind.SAFETY)), rest)
