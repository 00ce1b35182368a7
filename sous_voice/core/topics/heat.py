"""Heat by voice: down at once, up only through the stove's offer and the cook's own words.

Every handler works on what the stove reported. Nothing is said to be so before the stove shows it.
"""

import re
from dataclasses import replace

from sous_voice.core.heat import matching
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import CancelOffer, Kind, LockStove, Say
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics.heat_alarm import (
    clear_stop,
    emergency,
    fault_report,
    fire_help,
    fire_out,
    off_zones,
    unask_heat,
)
from sous_voice.core.topics.heat_down import heat_down, heat_off, leave_room
from sous_voice.core.topics.heat_ear import hear
from sous_voice.core.topics.heat_up import answer_half, heat_up, on_step
from sous_voice.core.topics.heat_watch import watch
from sous_voice.core.turn import Topic, Turn, say, slot_text

_OFF = re.compile(r"\boff\b|\bout\b")
"""Asked whether it is off, not what is on."""


def confirm(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Without an offer; with one the ear has taken it already."""
    return say(session, says.NOTHING if kitchen.zones else says.NO_STOVE)


def reject(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Nothing was on offer."""
    return say(session, says.DROPPED)


def answer_offer(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """The ear answers; what comes here keeps the question open."""
    return Turn(ask(session, question))


def heat_status(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """What the stove reports."""
    heat = session.heat
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    if heat.report is None or heat.lost:
        return say(session, says.UNKNOWN if heat.lost else says.WAKING)
    zone = slot_text(intent, "burner")
    names = matching(zone, heat.names) if zone else ("",)
    if not zone and not heat.on and _OFF.search(heat.heard.lower()):
        return say(session, says.all_off(heat))
    return say(session, *(says.status(heat, name) for name in names))


def i_am_here(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Presence was renewed by the ear already."""
    return say(session, "Good.")


def lock(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Child lock: at once."""
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    return Turn(session, (LockStove(), Say(says.LOCKING, Kind.SAFETY)))


def unlock(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Needs a hand."""
    return say(session, says.UNLOCK)


def enter_hands_on(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The cook does the heat: nothing is offered any more, what is on stays as it is."""
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    heat = replace(session.heat.without_offers(), hands_on=True)
    return Turn(unask_heat(replace(session, heat=heat)), (CancelOffer(), Say(says.HANDS_ON)))


def leave_hands_on(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Heat may be asked for again; nothing heats by that."""
    return say(replace(session, heat=replace(session.heat, hands_on=False)), says.HANDS_ON_ENDED)


def answer_left_on(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Goodbye with heat on: yes ends it, anything else leaves it to the cook."""
    if intent.name in ("affirm", "timer_accept"):
        return off_zones(session, ("all",), False)
    return say(session, "Good, it stays as it is, and I stay with it.")


TOPIC = Topic(
    "heat",
    handlers={
        "emergency_stop": emergency,
        "heat_off": heat_off,
        "heat_down": heat_down,
        "heat_set": heat_up,
        "heat_up_relative": heat_up,
        "heat_for_duration": heat_up,
        "hold_temperature": heat_up,
        "preheat_pan": heat_up,
        "confirm_heat": confirm,
        "reject_heat": reject,
        "heat_status": heat_status,
        "i_am_here": i_am_here,
        "leave_room": leave_room,
        "lock_stove": lock,
        "unlock_stove": unlock,
        "hands_on": enter_hands_on,
        "hands_on_end": leave_hands_on,
        "clear_stop": clear_stop,
        "fault_report": fault_report,
        "fire_help": fire_help,
        "fire_out": fire_out,
    },
    answers={"heat_offer": answer_offer, "heat_half": answer_half, "heat_left_on": answer_left_on},
    watch=watch,
    hear=hear,
    on_step=on_step,
)
