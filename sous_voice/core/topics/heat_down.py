"""Lower, now or later: never asks, never waits for more than its time."""

from dataclasses import replace

from sous_voice.core.heat import (
    Acted,
    Awaited,
    Heat,
    Planned,
    level_of,
    level_words,
    matching,
    near_level,
    zone_words,
)
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, LowerHeat, Say
from sous_voice.core.quantity import duration_text
from sous_voice.core.session import Session
from sous_voice.core.timer_words import twice
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics import ringing
from sous_voice.core.topics.heat_alarm import off_zones, unask_heat
from sous_voice.core.turn import Turn, say, slot_number, slot_text
from sous_voice.core.wording import spoken_list

AWAY_LEVEL = 4
"""39 %: the most that goes on while the cook has left the room."""


def zones_of(heat: Heat, intent: Intent) -> tuple[str, ...]:
    """The stove's zones an intent means; all that heat where none was named and none is current."""
    spoken = slot_text(intent, "burner").replace(" ", "_")
    if spoken == "rest" or (spoken == "unclear" and "other" in heat.heard.lower()):
        return _others(heat)
    if spoken == "unclear":
        return tuple(zone.name for zone in heat.on)
    if spoken and spoken != "current":
        return tuple(dict.fromkeys(n for part in spoken.split(",") for n in matching(part, heat.names)))
    if len(heat.names) == 1:
        return heat.names  # a stove of one zone: no other can be meant
    heating = tuple(zone.name for zone in heat.on)
    if heat.current and (heat.current in heating or not heating):
        return (heat.current,)
    return heating


def _others(heat: Heat) -> tuple[str, ...]:
    """ "The rest", "the other one": all that heat but the one spoken of last; where that is cold, all."""
    heating = tuple(zone.name for zone in heat.on)
    others = tuple(name for name in heating if name != heat.current)
    return others if heat.current in heating and others else heating


def heat_off(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Off at once. In doubt which one: every one it may mean."""
    if not kitchen.zones and session.timers.ringing:  # what else could be meant
        return ringing.dismiss(session, session.timers.ringing)
    if not kitchen.zones:
        return say(session, says.NO_STOVE_OFF, kind=Kind.SAFETY)
    zones = zones_of(session.heat, intent)
    if intent.slots.get("in") or intent.slots.get("when"):
        return plan(session, zones, 0, intent)
    if not zones and session.heat.report is not None:
        dark = () if session.heat.on else (Say(says.WAS_DARK),)
        return off_zones(session, ("all",), False).plus(*dark)
    acted = session.heat.acted
    if len(zones) == 1:
        acted = Acted("off", zones[0], 0, session.heat.level(zones[0]), session.at)
    session = replace(session, heat=replace(session.heat, acted=acted))
    stays = tuple(zone for zone in session.heat.on if zone.name not in zones) if zones else ()
    left = slot_text(intent, "burner") in ("rest", "unclear") and len(stays) == 1
    told = (Say(says.STAYS.format(zone=says.first(zone_words(stays[0].name)))),) if left else ()
    return off_zones(session, zones or ("all",), False).plus(*told)


def heat_down(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Lower at once; a level that is not lower becomes a wish to raise."""
    if not kitchen.zones:
        return say(session, says.NO_STOVE, kind=Kind.SAFETY)
    zones = zones_of(session.heat, intent)
    if not zones:
        return say(session, "Nothing is heating.")
    if intent.slots.get("in") or intent.slots.get("when"):
        return plan(session, zones, _level_down(kitchen, session.heat, zones[0], intent), intent)
    if len(zones) > 1:  # "both down a bit": what is dark is not about to be told off
        zones = tuple(zone for zone in zones if session.heat.level(zone))
        if not zones:
            return say(session, "Nothing is heating.")
    turn = Turn(session)
    for zone in zones:
        level = _level_down(kitchen, turn.session.heat, zone, intent)
        turn = turn.then(lambda now, z=zone, n=level: lower(now, z, n))  # type: ignore[misc]
    return turn


def _level_down(kitchen: Kitchen, heat: Heat, zone: str, intent: Intent) -> int:
    named = slot_text(intent, "level")
    level = level_of(named, watts=kitchen.powers.get(zone, 0.0)) if named else None
    return level if level is not None else near_level(heat.level(zone) - int(slot_number(intent, "by") or 1))


def lower(session: Session, zone: str, level: int) -> Turn:
    """This zone to a lower level, now."""
    heat, now = session.heat, session.heat.level(zone)
    if level <= 0:
        return off_zones(session, (zone,), False)
    if level >= now:
        if not now:
            return say(session, says.DARK.format(zone=says.first(zone_words(zone))))
        return say(session, says.ALREADY.format(zone=says.first(zone_words(zone)), level=level_words(now)))
    awaited = (*(a for a in heat.awaited if a.zone != zone), Awaited(zone, level, session.at))
    acted = Acted("lower", zone, level, now, session.at)
    heat = replace(heat.without_offers(), current=zone, awaited=awaited, acted=acted)
    return Turn(unask_heat(replace(session, heat=heat)), (LowerHeat(zone, level),))


def plan(session: Session, zones: tuple[str, ...], level: int, intent: Intent) -> Turn:
    """Later down: T1. At a time it is done by itself, at a ringing timer too; else the cook has to tell."""
    delay, when = slot_number(intent, "in"), slot_text(intent, "when")
    zones = tuple(zone for zone in zones if session.heat.level(zone) > level)
    if not zones:
        return say(session, "Nothing is heating there.")
    at = session.at + delay if delay is not None else None
    plans = tuple(Planned(zone, level, at, "" if delay is not None else when) for zone in zones)
    heat = replace(session.heat, planned=(*session.heat.planned, *plans))
    session = replace(session, heat=heat)
    names = spoken_list(zone_words(zone) for zone in zones)
    if delay is None:
        ends = says.AT_TIMER if when == "timer" else says.END_WHEN_TOLD
        lowers = says.DOWN_AT_TIMER if when == "timer" else says.WHEN_TOLD
        return say(session, (lowers if level else ends).format(zone=names))
    time = twice(delay) or duration_text(delay)
    end = "I end the heat on" if level == 0 else f"I take down to {level_words(level)}"
    return say(session, f"Good. In {time}, {end} {names}.")


def leave_room(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Nobody is to be away from a high flame: lowered, and ended when nobody comes back."""
    heat = session.heat
    if not kitchen.zones or heat.report is None:
        return Turn(session)
    if not heat.on:
        return say(session, says.GONE)
    turn = Turn(session)
    for zone in heat.on:
        if zone.level > AWAY_LEVEL:
            turn = turn.then(lambda now, name=zone.name: lower(now, name, AWAY_LEVEL))  # type: ignore[misc]
    return turn.then(lambda now: say(now, says.AWAY, kind=Kind.SAFETY))
