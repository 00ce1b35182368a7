"""Alarm, and what comes after it: everything off at once, one calm script, and the way back."""

from dataclasses import replace

from sous_voice.core.heat import Awaited
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import ClearLatch, Effect, Hush, Kind, RequestOff, Say
from sous_voice.core.policy import Tier, Wish, judge
from sous_voice.core.session import Session, unask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.turn import Turn, say, slot_text

AGAIN = 6.0
"""Seconds within which a second cry is the same alarm: its script is not begun anew."""
_SMOKE = ("burning", "smoke", "burnt", "smoking")


def unask_heat(session: Session) -> Session:
    """No question about heat stays open."""
    question = session.talk.question
    return unask(session) if question is not None and question.key.startswith("heat_") else session


def off_zones(session: Session, zones: tuple[str, ...], urgent: bool) -> Turn:
    """Off, now; what was asked, offered or planned for these zones is forgotten."""
    heat = session.heat
    names = heat.names if "all" in zones else zones
    awaited = tuple(a for a in heat.awaited if a.zone not in names)
    quiet = tuple(n for n in names if heat.level(n) == 0) if len(zones) > 1 or "all" in zones else ()
    awaited += tuple(Awaited(name, 0, session.at, quiet=name in quiet) for name in names)
    planned = tuple(p for p in heat.planned if p.zone not in names)
    heat = replace(heat.without_offers(), awaited=awaited, planned=planned)
    effects = tuple(RequestOff(zone, urgent) for zone in zones)
    unseen = (_safety(says.UNSEEN),) if heat.lost or heat.report is None else ()
    hush = Hush((Kind.OFFER, Kind.STORY))
    return Turn(unask_heat(replace(session, heat=heat)), (*effects, hush, *unseen))


def emergency(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Everything off; true alarm latches the stove."""
    urgent = bool(intent.slots.get("urgent"))
    if not kitchen.zones:
        return Turn(session, (RequestOff("all", urgent), _safety(says.NO_STOVE_OFF)))
    if urgent:
        return _alarm(session, (says.URGENT,))
    turn = off_zones(session, ("all",), False)
    if not session.heat.on and session.heat.report is not None:
        return turn.then(lambda now: say(now, says.WAS_DARK))
    return turn


def fire_help(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Calm, short, offline."""
    script = says.FIRE_ELECTRIC if slot_text(intent, "kind") == "electric" else says.FIRE
    if not kitchen.zones:
        return Turn(
            session, (RequestOff("all", True), *(_safety(text) for text in (says.NO_STOVE_OFF, *script)))
        )
    return _alarm(session, script)


def _alarm(session: Session, script: tuple[str, ...]) -> Turn:
    """Cut everything; what was said moments ago is not said again."""
    fresh = session.at - session.heat.alarmed_at > AGAIN
    turn = off_zones(session, ("all",), True)
    unseen = session.heat.lost or session.heat.report is None  # that it was sent is said already
    cutting = () if unseen else (says.CUTTING,)
    texts = (*cutting, *script) if fresh else tuple(t for t in script if t not in dict(session.heat.told))
    texts = texts or cutting
    told = tuple((text, session.at) for text in texts)
    heat = replace(turn.session.heat, alarmed_at=session.at, told=(*turn.session.heat.told, *told)[-12:])
    effects: tuple[Effect, ...] = tuple(_safety(text) for text in texts)
    return Turn(replace(turn.session, heat=heat), turn.effects + effects)


def _safety(text: str) -> Say:
    return Say(text, Kind.SAFETY)


def fault_report(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The cook smells, hears or sees something wrong: all heat is cut first."""
    words = slot_text(intent, "text")
    text = says.GAS if "gas" in words else says.FAULT
    if any(word in words for word in _SMOKE):
        text = says.SMOKE
    heat = session.heat
    dark = "" if heat.lost or heat.report is None else says.DARK_ALL
    first = (says.CUTTING if heat.on else dark) if kitchen.zones else says.NO_STOVE_OFF
    turn = off_zones(session, ("all",), False)
    return turn.plus(*((_safety(first),) if first else ()), _safety(text))


def fire_out(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The cook says that it is over: nothing is cleared by that."""
    return say(session, says.FIRE_OUT, kind=Kind.SAFETY)


def clear_stop(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Ask the stove to be cleared: through an offer, and not a third time by voice."""
    heat = session.heat
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    if heat.report is None or heat.lost:
        return say(session, says.UNKNOWN)
    if not heat.report.fault and heat.report.state not in ("estop", "fault"):
        return say(session, says.NOTHING_TO_CLEAR)
    if judge(Wish("clear_stop", cleared=heat.cleared)).tier >= Tier.T4:
        return say(session, says.CLEAR_OFTEN, kind=Kind.SAFETY)
    heat = replace(heat.without_offers(), clearing="asked", clearing_ends=session.at + 3.0)
    return Turn(replace(session, heat=heat), (ClearLatch(),))
