"""Wishes for more heat: made whole, judged by the policy, put to the stove one by one."""

import re
from dataclasses import replace
from functools import partial

from sous_voice.core.cues import cues
from sous_voice.core.heat import (
    HELD_CELSIUS,
    METHODS,
    Asked,
    Heat,
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
from sous_voice.core.messages import RequestHeat
from sous_voice.core.policy import Tier, Wish, judge
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics.heat_alarm import off_zones
from sous_voice.core.topics.heat_down import lower, plan, zones_of
from sous_voice.core.topics.heat_ear import corrected
from sous_voice.core.topics.timers import started
from sous_voice.core.turn import Turn, say, slot_number, slot_text

_MORE = re.compile(r"\b(?:more|another|extra|longer|additional|further)\b")
_OILS = ("deep fry", "deep-fry", "flamb", "frying oil", "oil to 1", "oil to 3")
MEANT_WITHIN = 60.0
"""Seconds for which "no, I meant the back one" means what was done last."""


def heat_up(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Any wish that may raise: lower where it is lower, ask back where it is unclear, else an offer."""
    heat = session.heat
    if not kitchen.zones:
        return say(session, says.NO_STOVE)
    if heat.lost or heat.report is None:
        return say(session, says.UNKNOWN if heat.lost else says.WAKING)
    unclear, spoken = slot_text(intent, "unclear"), slot_text(intent, "burner")
    if unclear in ("same", "meant"):
        return (_same if unclear == "same" else _meant)(kitchen, session, intent)
    zones = zones_of(heat, intent)
    if slot_number(intent, "in") is not None or intent.slots.get("when"):
        return _later(session, zones, intent)
    if spoken and spoken != "current" and not zones:
        return say(session, says.NO_ZONE.format(zones=", ".join(zone_words(n) for n in heat.names)))
    if intent.name == "heat_for_duration" and not intent.slots.get("level") and len(zones) == 1:
        longer = for_longer(kitchen, session, zones[0], slot_number(intent, "duration") or 0.0)
        if longer is not None:
            return longer
    half = _asked(kitchen, session, intent, zones[0] if zones else "")
    half = replace(half, named=slot_text(intent, "level"))
    if intent.name == "heat_up_relative":
        half = replace(half, by=int(slot_number(intent, "by") or 1))
    asked = _which_zone(kitchen, session, half, zones, spoken, unclear)
    return asked if asked is not None else _whole(kitchen, session, intent, half, zones)


def _which_zone(
    kitchen: Kitchen, session: Session, half: Asked, zones: tuple[str, ...], spoken: str, unclear: str
) -> Turn | None:
    """The question for the burner, where none or more than one may be meant; None where it is known."""
    heat = session.heat
    turn = Turn(session)
    for zone in zones:
        if 0 < half.level < heat.level(zone):  # down at once, whichever of them is meant
            turn = turn.then(partial(lower, zone=zone, level=half.level))
    if spoken == "all" and len(zones) > 1 and _more(heat, half, zones):
        # up is one burner, one consent: which one is being offered could not be seen
        return turn.then(
            lambda now: ask_half(kitchen, now, replace(half, zone=""), says.ONE_AT_A_TIME, "burner")
        )
    several = len(zones) > 1 and "," not in spoken and spoken != "all"
    if several and turn.effects:
        return turn
    if (unclear == "zone" and len(heat.names) > 1) or not zones or several:
        side = spoken if spoken in ("left", "right", "front", "back") else ""
        text = says.which(zones if side else ())
        return ask_half(kitchen, session, replace(half, zone=side), text, "burner")
    return None


def _more(heat: Heat, half: Asked, zones: tuple[str, ...]) -> bool:
    """Whether an order for several burners would make any of them hotter."""
    return bool(half.by) or any(half.level > heat.level(zone) for zone in zones)


def _whole(kitchen: Kitchen, session: Session, intent: Intent, half: Asked, zones: tuple[str, ...]) -> Turn:
    """The zones are known: is the level?"""
    if half.level == 0 and half.words == "?":
        return say(session, says.NO_TEMPERATURE)
    if half.level == 0 and level_of(slot_text(intent, "level") or "x") != 0:
        text = says.NO_WATTS if half.named.startswith("watts:") else says.WHICH_LEVEL
        return ask_half(kitchen, session, half, text, "level")
    turn = Turn(session)
    for zone in zones:
        wish = _asked(kitchen, turn.session, intent, zone)
        turn = turn.then(lambda now, w=wish: want(kitchen, now, w))  # type: ignore[misc]
    return turn


def _later(session: Session, zones: tuple[str, ...], intent: Intent) -> Turn:
    """Down later is planned; up later is refused."""
    level = level_of(slot_text(intent, "level") or "x")
    if zones and level is not None and all(level < session.heat.level(zone) for zone in zones):
        return plan(session, zones, level, intent)
    return say(session, says.LATER)


def _same(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "The same for the back left": what the last one has, or was to have."""
    last = session.heat.last
    if last is None:
        return say(session, says.SAME_AS)
    wish = replace(last, level=session.heat.level(last.zone) or last.level)
    if wish.level != last.level:
        wish = replace(wish, words=level_words(wish.level), method="")
    return _for_zone(kitchen, session, intent, wish)


def _meant(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "No, I meant the back one": what was done is taken back downwards, and asked for anew there."""
    heat, acted = session.heat, session.heat.acted
    if acted is None or session.at - acted.at > MEANT_WITHIN:
        return say(session, says.MEANT)
    zone = corrected(acted.zone, slot_text(intent, "burner"))
    if zone == acted.zone or zone not in heat.names:
        return say(session, says.MEANT)
    if acted.op != "raise":
        down = off_zones(session, (zone,), False) if acted.op == "off" else lower(session, zone, acted.level)
        back = Asked(acted.zone, acted.before, level_words(acted.before))
        return down.then(lambda now: want(kitchen, _allowed(now), back)) if acted.before else down
    undo = lower(session, acted.zone, acted.before)
    wish = replace(heat.last or Asked(zone, acted.level, level_words(acted.level)), zone=zone)
    return undo.then(lambda now: want(kitchen, _allowed(now), wish))


def _allowed(session: Session) -> Session:
    """A wish of the grammar, or of our own proposal, may be put to the stove: it is still only an offer."""
    return replace(session, heat=replace(session.heat, trusted=frozenset((("any", "raise"),))))


def _for_zone(kitchen: Kitchen, session: Session, intent: Intent, wish: Asked) -> Turn:
    spoken = slot_text(intent, "burner").replace(" ", "_")
    zones = tuple(n for part in spoken.split(",") for n in matching(part, session.heat.names))
    if len(zones) != 1 and "," not in spoken:
        side = spoken if spoken in ("left", "right", "front", "back") else ""
        text = says.which(zones if side else ())
        return ask_half(kitchen, session, replace(wish, zone=side), text, "burner")
    turn = Turn(session)
    for zone in zones:
        turn = turn.then(lambda now, z=zone: want(kitchen, now, replace(wish, zone=z)))  # type: ignore[misc]
    return turn


def _asked(kitchen: Kitchen, session: Session, intent: Intent, zone: str) -> Asked:
    """The wish in levels; level 0 where none was named, words "?" for a temperature nobody can hold."""
    heat = session.heat
    named = slot_text(intent, "level")
    seconds = slot_number(intent, "duration")
    until = slot_text(intent, "until")
    seen = heat.zone(zone)
    sensor = seen is not None and seen.celsius is not None
    if intent.name == "heat_up_relative":
        level = near_level(heat.level(zone) + int(slot_number(intent, "by") or 1))
        return Asked(zone, level, level_words(level), seconds, until=until)
    celsius = celsius_of(named)
    if celsius is not None:
        method = method_for(celsius) if sensor else ""
        if not method:
            return Asked(zone, 0, "?", seconds)
        oil = HELD_CELSIUS[method] > 120
        return Asked(zone, 6, method.replace("_", " "), seconds, method, oil=oil, until=until)
    if named in METHODS and sensor:
        method, level = METHODS[named]
        return Asked(zone, level, named, seconds, method, until=until)
    words = named if ":" not in named else ""
    return Asked(zone, level_of(named, watts=kitchen.powers.get(zone, 0.0)) or 0, words, seconds, until=until)


def hands_on(kitchen: Kitchen, heat: Heat) -> bool:
    """Whether the cook does the heat by hand: as said last, else as set."""
    return kitchen.habits.hands_on if heat.hands_on is None else heat.hands_on


def for_longer(kitchen: Kitchen, session: Session, zone: str, seconds: float) -> Turn | None:
    """ "Ten more minutes on the front left": longer heat is a wish like a raise, an earlier end is none; without
    heat to prolong it is a timer. None where nothing heats there and nothing more was asked for."""
    heat = session.heat
    more = bool(_MORE.search(heat.heard.lower()))
    ends = min((p.at for p in heat.planned if p.zone == zone and p.level == 0 and p.at), default=None)
    if not heat.level(zone):
        return started(session, seconds, zone_words(zone), None) if more else None
    if more and ends is None:
        return started(session, seconds, zone_words(zone), None)
    if not more and (ends is None or session.at + seconds < ends):
        planned = tuple(p for p in heat.planned if p.zone != zone)
        session = replace(session, heat=replace(heat, planned=planned))
        return plan(session, (zone,), 0, Intent("heat_off", {"burner": zone, "in": seconds}))
    left = max(0.0, (ends or session.at) - session.at) if more else 0.0
    level = heat.level(zone)
    return want(kitchen, session, Asked(zone, level, level_words(level), float(round(left + seconds))))


def ask_half(kitchen: Kitchen, session: Session, half: Asked, text: str, kind: str) -> Turn:
    """Ask for the zone or the level that an order lacks; in hands-on mode there is nothing to ask for."""
    if hands_on(kitchen, session.heat):
        return say(session, says.HANDS_ON_REFUSED)
    session = replace(session, heat=replace(session.heat, half=half))
    return say(ask(session, Question("heat_half", kind, lives=30.0)), text)


def want(kitchen: Kitchen, session: Session, asked: Asked) -> Turn:
    """A whole wish: lowered at once, or judged by the policy and put to the stove."""
    heat = session.heat
    now = heat.level(asked.zone)
    if asked.level == 0:
        return off_zones(session, (asked.zone,), False)
    if 0 < asked.level < now:
        return _lowered(session, asked)
    if asked.level == now and not asked.method and asked.seconds is None:
        return say(
            session, says.ALREADY.format(zone=says.first(zone_words(asked.zone)), level=level_words(now))
        )
    if ("any", "raise") not in heat.trusted:
        return Turn(session)
    verdict = judge(_wish(kitchen, session, asked, now))
    if verdict.tier >= Tier.T4:
        text = says.refusal(verdict.why, asked.zone, heat.report.state if heat.report else "")
        return say(replace(session, heat=replace(heat, failed=0, half=None)), text)
    asked = replace(asked, tier=verdict.tier)
    heat = replace(heat, current=asked.zone, last=asked, half=None)
    # an off that is still repeated would take the new offer back: it goes first
    going_off = any(one.level == 0 and not one.quiet for one in heat.awaited)
    if heat.requested is not None or heat.pending is not None or going_off:
        return Turn(replace(session, heat=replace(heat, queue=_queued(heat, asked))))
    return request(replace(session, heat=heat), asked)


def _lowered(session: Session, asked: Asked) -> Turn:
    """Lower at once; the end that was asked for with it is kept, beside any that was planned before."""
    turn = lower(session, asked.zone, asked.level)
    if asked.seconds is None:
        return turn
    off = Intent("heat_off", {"burner": asked.zone, "in": asked.seconds})
    return turn.then(lambda now: plan(now, (asked.zone,), 0, off))


def _queued(heat: Heat, asked: Asked) -> tuple[Asked, ...]:
    """One order is one offer: what is asked for already is not asked for again, and the last word for a
    burner takes the place of the one before."""
    waiting = heat.requested or (heat.pending.asked if heat.pending else None)
    others = tuple(one for one in heat.queue if one.zone != asked.zone)
    return others if waiting is not None and _alike(waiting, asked) else (*others, asked)


def _alike(one: Asked, other: Asked) -> bool:
    return (one.zone, one.level, one.seconds, one.method) == (
        other.zone,
        other.level,
        other.seconds,
        other.method,
    )


def request(session: Session, asked: Asked) -> Turn:
    """Ask the stove for an offer."""
    heat = replace(session.heat, requested=asked, requested_at=session.at, pending=None)
    effect = RequestHeat(asked.zone, asked.level, asked.seconds, asked.method)
    return Turn(replace(session, heat=heat), (effect,))


def _wish(kitchen: Kitchen, session: Session, asked: Asked, now: int) -> Wish:
    heat = session.heat
    zone = heat.zone(asked.zone)
    clock = kitchen.clock_at_start
    hour = ((clock + session.at) / 3600) % 24 if clock is not None else 12.0
    state = heat.report.state if heat.report else "fault"
    return Wish(
        command=_command(heat, asked, now),
        level=asked.level,
        now=now,
        seconds=asked.seconds or 0.0,
        sensor=zone is not None and zone.celsius is not None,
        doubtful=heat.doubtful,
        night=hour >= 22 or hour < 6,
        after_fault=heat.faulted,
        absent=heat.absent,
        unanswered=heat.unanswered,
        hands_on=hands_on(kitchen, heat),
        oil=asked.oil or _oil_step(session),
        broken=heat.lost or state in ("fault", "estop"),
        failed=heat.failed,
    )


def _command(heat: Heat, asked: Asked, now: int) -> str:
    """The policy's name of the wish."""
    if asked.level == 9 and "boost" in heat.heard.lower().split():
        return "boost"
    if now and asked.level == now and not asked.method:
        return "more_time"
    return "raise" if now else "on"


def _oil_step(session: Session) -> bool:
    if session.recipe is None or session.step is None or session.step >= len(session.recipe.steps):
        return False
    text = " ".join(str(getattr(i, "name", i)) for i in session.recipe.steps[session.step].items).lower()
    return any(word in text for word in _OILS)


def answer_half(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes or no is no burner; but yes takes the burner that we proposed."""
    half = session.heat.half
    if intent.name in ("negate", "reject_heat"):
        return say(replace(session, heat=session.heat.without_offers()), says.DROPPED)
    if half is not None and intent.name == "affirm" and dict(question.data).get("zone") and half.level:
        zone = dict(question.data)["zone"]
        return want(kitchen, _allowed(session), replace(half, zone=zone))
    return say(ask(session, question), says.WHICH_ZONE if question.kind == "burner" else says.WHICH_LEVEL)


def on_step(kitchen: Kitchen, session: Session, step: int) -> Turn:
    """A step that wants heat is offered, never done; the burner used last is proposed."""
    recipe, heat = session.recipe, session.heat
    if not kitchen.zones or recipe is None or session.talk.question is not None or heat.pending:
        return Turn(session)
    if heat.lost or heat.report is None or heat.report.fault:
        return Turn(session)
    text = "".join(i if isinstance(i, str) else str(getattr(i, "name", "")) for i in recipe.steps[step].items)
    wanted = next((c.level for c in cues(text) if c.kind == "heat" and c.op == "set" and c.level), "")
    level = {"boil": "high"}.get(wanted, wanted)
    number = level_of(level)
    if not number or (heat.current and heat.level(heat.current) == number):
        return Turn(session)
    if hands_on(kitchen, heat):
        return say(session, says.by_hand(wanted))
    half = Asked("", number, level)
    session = replace(session, heat=replace(heat, half=half))
    zone = heat.current if heat.current in heat.names else ""
    question = Question("heat_half", "burner", lives=60.0, soft=True, data=(("zone", zone),))
    return say(
        ask(session, question), says.proposal(wanted, zone, heat.level(zone) > number if zone else False)
    )
