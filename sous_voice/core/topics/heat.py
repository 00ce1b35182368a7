"""Heat by voice: down at once, up only through the stove's offer and the cook's own words.

Every handler works on what the stove reported. Nothing is said to be so before the stove shows it.
"""

from dataclasses import replace

from sous_voice.core.cues import cues
from sous_voice.core.heat import (
    METHODS,
    Asked,
    Awaited,
    Heat,
    Planned,
    celsius_of,
    level_of,
    level_words,
    matching,
    method_for,
    near_level,
    zone_words,
)
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    Effect,
    Hush,
    Kind,
    LockStove,
    LowerHeat,
    RequestHeat,
    RequestOff,
    Say,
)
from sous_voice.core.policy import Tier, Wish, judge
from sous_voice.core.session import Question, Session, ask, unask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics.heat_ear import hear
from sous_voice.core.topics.heat_watch import watch
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text

_OILS = ("deep fry", "deep-fry", "flamb", "frying oil", "oil to 1", "oil to 3")


def _with(session: Session, heat: Heat, *effects: Effect) -> Turn:
    return Turn(replace(session, heat=heat), effects)


def _safely(session: Session, *texts: str) -> Turn:
    return say(session, *texts, kind=Kind.SAFETY)


def _zones(heat: Heat, intent: Intent) -> tuple[str, ...]:
    """The stove's zones an intent means; all that heat where none was named and none is current."""
    spoken = slot_text(intent, "burner").replace(" ", "_")
    if spoken and spoken != "current":
        return tuple(dict.fromkeys(n for part in spoken.split(",") for n in matching(part, heat.names)))
    heating = tuple(zone.name for zone in heat.on)
    if heat.current and (heat.current in heating or not heating):
        return (heat.current,)
    return heating


# ---------------------------------------------------------------- off and down


def emergency(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Everything off; true alarm latches the stove."""
    urgent = bool(intent.slots.get("urgent"))
    turn = _off_zones(session, ("all",), urgent)
    if not kitchen.zones:
        return Turn(turn.session, (RequestOff("all", urgent),)).then(
            lambda now: _safely(now, says.NO_STOVE_OFF)
        )
    if not urgent and not session.heat.on and session.heat.report is not None:
        return turn.then(lambda now: say(now, says.WAS_DARK))
    return turn.then(lambda now: _safely(now, says.URGENT)) if urgent else turn


def heat_off(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Off at once. In doubt which one: every one it may mean."""
    if not kitchen.zones:
        return _safely(session, says.NO_STOVE_OFF)
    if intent.slots.get("in") or intent.slots.get("when"):
        return _plan(session, _zones(session.heat, intent), 0, intent)
    return _off_zones(session, _zones(session.heat, intent) or ("all",), False)


def _off_zones(session: Session, zones: tuple[str, ...], urgent: bool) -> Turn:
    heat = session.heat
    names = heat.names if "all" in zones else zones
    awaited = tuple(a for a in heat.awaited if a.zone not in names)
    quiet = tuple(n for n in names if heat.level(n) == 0) if len(zones) > 1 or "all" in zones else ()
    awaited += tuple(Awaited(name, 0, session.at, quiet=name in quiet) for name in names)
    planned = tuple(p for p in heat.planned if p.zone not in names)
    heat = replace(heat.without_offers(), awaited=awaited, planned=planned)
    effects = tuple(RequestOff(zone, urgent) for zone in zones)
    return Turn(unask_heat(replace(session, heat=heat)), (*effects, Hush((Kind.OFFER, Kind.STORY))))


def unask_heat(session: Session) -> Session:
    """No question about heat stays open."""
    question = session.talk.question
    return unask(session) if question is not None and question.key.startswith("heat_") else session


def heat_down(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Lower at once; a level that is not lower becomes a wish to raise."""
    if not kitchen.zones:
        return _safely(session, says.NO_STOVE)
    if intent.slots.get("in") or intent.slots.get("when"):
        return _plan(session, _zones(session.heat, intent), _level_down(session.heat, "", intent), intent)
    zones = _zones(session.heat, intent)
    if not zones:
        return say(session, "Nothing is heating.")
    turn = Turn(session)
    for zone in zones:
        level = _level_down(turn.session.heat, zone, intent)
        turn = turn.then(lambda now, z=zone, n=level: _lower(now, z, n))  # type: ignore[misc]
    return turn


def _level_down(heat: Heat, zone: str, intent: Intent) -> int:
    named = slot_text(intent, "level")
    level = level_of(named) if named else None
    return level if level is not None else near_level(heat.level(zone) - int(slot_number(intent, "by") or 1))


def _lower(session: Session, zone: str, level: int) -> Turn:
    heat, now = session.heat, session.heat.level(zone)
    if level <= 0:
        return _off_zones(session, (zone,), False)
    if level >= now:
        return say(session, says.ALREADY.format(zone=says.first(zone_words(zone)), level=level_words(now)))
    awaited = (*(a for a in heat.awaited if a.zone != zone), Awaited(zone, level, session.at))
    heat = replace(heat.without_offers(), current=zone, awaited=awaited)
    return Turn(unask_heat(replace(session, heat=heat)), (LowerHeat(zone, level),))


def _plan(session: Session, zones: tuple[str, ...], level: int, intent: Intent) -> Turn:
    """Later down: T1. At a time it is done; at a condition the cook has to tell."""
    delay = slot_number(intent, "in")
    if delay is None or not zones:
        return say(session, says.TELL_ME)
    plans = tuple(Planned(zone, level, session.at + delay) for zone in zones)
    heat = replace(session.heat, planned=(*session.heat.planned, *plans))
    names = " and ".join(zone_words(zone) for zone in zones)
    minutes = f"{delay / 60:.0f} minutes" if delay >= 120 else f"{delay:.0f} seconds"
    return say(replace(session, heat=heat), f"Good. {says.first(names)} goes down in {minutes}.")


# ---------------------------------------------------------------- up


def heat_up(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Any wish that may raise: lower where it is lower, ask back where it is unclear, else an offer."""
    heat = session.heat
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    if heat.lost or heat.report is None:
        return say(session, says.UNKNOWN)
    if slot_number(intent, "in") is not None or intent.slots.get("when"):
        return say(session, says.LATER)
    spoken = slot_text(intent, "burner")
    zones = _zones(heat, intent)
    if spoken and spoken != "current" and not zones:
        return say(session, says.NO_ZONE.format(zones=", ".join(zone_words(n) for n in heat.names)))
    half = _asked(session, intent, zones[0] if zones else "")
    unclear = slot_text(intent, "unclear")
    if unclear == "zone" or not zones or (len(zones) > 1 and "," not in spoken and spoken != "all"):
        side = spoken if spoken in ("left", "right", "front", "back") else ""
        return _ask_half(session, replace(half, zone=side), says.WHICH_ZONE, "burner")
    if half.level == 0 and half.words == "?":
        return say(session, says.NO_TEMPERATURE)
    if half.level == 0 and level_of(slot_text(intent, "level") or "x") != 0:
        return _ask_half(session, half, says.WHICH_LEVEL, "level")
    turn = Turn(session)
    for zone in zones:
        wish = _asked(turn.session, intent, zone)
        turn = turn.then(lambda now, w=wish: want(kitchen, now, w))  # type: ignore[misc]
    return turn


def _asked(session: Session, intent: Intent, zone: str) -> Asked:
    """The wish in levels; level 0 where none was named, words "?" for a temperature nobody can hold."""
    heat = session.heat
    named = slot_text(intent, "level")
    seconds = slot_number(intent, "duration")
    seen = heat.zone(zone)
    sensor = seen is not None and seen.celsius is not None
    if intent.name == "heat_up_relative":
        level = near_level(heat.level(zone) + int(slot_number(intent, "by") or 1))
        return Asked(zone, level, level_words(level), seconds)
    celsius = celsius_of(named)
    if celsius is not None:
        method = method_for(celsius) if sensor else ""
        if not method:
            return Asked(zone, 0, "?", seconds)
        return Asked(zone, 6, method.replace("_", " "), seconds, method, oil=celsius > 120)
    if named in METHODS and sensor:
        method, level = METHODS[named]
        return Asked(zone, level, named, seconds, method)
    words = "" if named.startswith("n:") else named.partition(":")[0].replace("percent", "")
    return Asked(zone, level_of(named) or 0, words, seconds)


def _ask_half(session: Session, half: Asked, text: str, kind: str) -> Turn:
    session = replace(session, heat=replace(session.heat, half=half))
    return say(ask(session, Question("heat_half", kind, lives=30.0)), text)


def want(kitchen: Kitchen, session: Session, asked: Asked) -> Turn:
    """A whole wish: lowered at once, or judged by the policy and put to the stove."""
    heat = session.heat
    now = heat.level(asked.zone)
    if asked.level == 0:
        return _off_zones(session, (asked.zone,), False)
    if 0 < asked.level < now:
        return _lower(session, asked.zone, asked.level)
    if asked.level == now and not asked.method and asked.seconds is None:
        return say(
            session, says.ALREADY.format(zone=says.first(zone_words(asked.zone)), level=level_words(now))
        )
    if (asked.zone, "raise") not in heat.trusted and ("any", "raise") not in heat.trusted:
        return _ask_half(session, asked, says.WHICH_LEVEL, "level") if not asked.level else Turn(session)
    verdict = judge(_wish(kitchen, session, asked, now))
    if verdict.tier >= Tier.T4:
        text = says.FAILED if heat.failed >= 2 else says.REFUSED
        return say(replace(session, heat=replace(heat, failed=0, half=None)), text)
    asked = replace(asked, tier=verdict.tier)
    heat = replace(heat, current=asked.zone, last=asked, half=None)
    if heat.requested is not None or heat.pending is not None:
        return _with(session, replace(heat, queue=(*heat.queue, asked)))
    return request(replace(session, heat=heat), asked)


def request(session: Session, asked: Asked) -> Turn:
    """Ask the stove for an offer."""
    heat = replace(session.heat, requested=asked, requested_at=session.at, pending=None)
    return _with(session, heat, RequestHeat(asked.zone, asked.level, asked.seconds, asked.method))


def _wish(kitchen: Kitchen, session: Session, asked: Asked, now: int) -> Wish:
    heat = session.heat
    zone = heat.zone(asked.zone)
    clock = kitchen.clock_at_start
    hour = ((clock + session.at) / 3600) % 24 if clock is not None else 12.0
    state = heat.report.state if heat.report else "fault"
    return Wish(
        command="raise" if now else "on",
        level=asked.level,
        now=now,
        seconds=asked.seconds or 0.0,
        sensor=zone is not None and zone.celsius is not None,
        doubtful=heat.doubtful,
        night=hour >= 22 or hour < 6,
        after_fault=heat.faulted,
        oil=asked.oil or _oil_step(session),
        broken=heat.lost or state in ("fault", "estop"),
        failed=heat.failed,
    )


def _oil_step(session: Session) -> bool:
    if session.recipe is None or session.step is None or session.step >= len(session.recipe.steps):
        return False
    text = " ".join(str(getattr(i, "name", i)) for i in session.recipe.steps[session.step].items).lower()
    return any(word in text for word in _OILS)


def answer_half(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes or no is no burner."""
    if intent.name in ("negate", "reject_heat"):
        return say(replace(session, heat=session.heat.without_offers()), says.DROPPED)
    return say(ask(session, question), says.WHICH_ZONE if question.kind == "burner" else says.WHICH_LEVEL)


# ---------------------------------------------------------------- asked and told


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
        return say(session, says.UNKNOWN)
    zone = slot_text(intent, "burner")
    names = matching(zone, heat.names) if zone else ("",)
    return say(session, *(says.status(heat, name) for name in names))


def i_am_here(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Presence was renewed by the ear already."""
    return say(session, "Good.")


def lock(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Child lock: at once."""
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    return Turn(session, (LockStove(), Say(says.LOCKED, Kind.SAFETY)))


def unlock(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Needs a hand."""
    return say(session, says.UNLOCK)


def fault_report(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The cook smells, hears or sees something wrong: all heat is cut first."""
    words = slot_text(intent, "text")
    text = says.GAS if "gas" in words else says.FAULT
    if any(word in words for word in ("burning", "smoke", "burnt", "smoking")):
        text = says.SMOKE
    return _off_zones(session, ("all",), False).then(lambda now: _safely(now, text))


def fire_help(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Calm, short, offline."""
    script = says.FIRE_ELECTRIC if slot_text(intent, "kind") == "electric" else says.FIRE
    return _off_zones(session, ("all",), True).then(lambda now: _safely(now, *script))


def answer_left_on(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Goodbye with heat on: yes ends it, anything else leaves it to the cook."""
    if intent.name in ("affirm", "timer_accept"):
        return _off_zones(session, ("all",), False)
    return say(session, "Good, it stays as it is, and I stay with it.")


def on_step(kitchen: Kitchen, session: Session, step: int) -> Turn:
    """A step that wants heat is offered, never done."""
    recipe = session.recipe
    if not kitchen.zones or recipe is None or session.talk.question is not None or session.heat.pending:
        return Turn(session)
    text = "".join(i if isinstance(i, str) else str(getattr(i, "name", "")) for i in recipe.steps[step].items)
    wanted = next((c.level for c in cues(text) if c.kind == "heat" and c.op == "set" and c.level), "")
    level = {"boil": "high"}.get(wanted, wanted)
    if level_of(level) in (None, 0):
        return Turn(session)
    half = Asked("", level_of(level) or 0, level)
    session = replace(session, heat=replace(session.heat, half=half))
    question = Question("heat_half", "burner", lives=60.0, soft=True)
    return say(ask(session, question), f"This step wants {level.replace('_', ' ')} heat. {says.WHICH_ZONE}")


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
        "lock_stove": lock,
        "unlock_stove": unlock,
        "fault_report": fault_report,
        "fire_help": fire_help,
    },
    answers={"heat_offer": answer_offer, "heat_half": answer_half, "heat_left_on": answer_left_on},
    watch=watch,
    hear=hear,
    on_step=on_step,
)
