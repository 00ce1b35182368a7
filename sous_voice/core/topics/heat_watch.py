"""What the heat topic does between utterances: offers, outcomes, faults, the clock, and nobody there."""

from dataclasses import replace

from sous_voice.core.heat import (
    ATTENDANCE_MINUTES,
    Awaited,
    Heat,
    Pending,
    zone_words,
)
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    CancelOffer,
    DeviceChanged,
    Earcon,
    Effect,
    Event,
    Kind,
    LowerHeat,
    RequestHeat,
    RequestOff,
    Resumed,
    Say,
    SpeechBegan,
    SpeechEnded,
    StoveLost,
    StoveOffered,
    StoveRefused,
    StoveReported,
    Ticked,
    WorkerDied,
)
from sous_voice.core.session import Question, Session, ask, unask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics.heat_ear import LATCH, window_end
from sous_voice.core.topics.heat_reports import once, reported
from sous_voice.core.topics.heat_stop import unanswered
from sous_voice.core.turn import Turn

REF = "heat_offer"
ASK_AT, LOWER_AT = 0.8, 0.9
"""Shares of the attendance time at which the cook is asked, and the heat is lowered."""
UNATTENDED_LEVEL = 2


_ASKING = says.STILL_THERE.partition("{")[0]
"""A question is no news."""
_NEWS = 8
"""Pieces of news that are remembered."""


def watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Every event that is no utterance; what is told unasked can be asked for again."""
    turn = _watched(kitchen, session, event)
    told = tuple(
        (session.at, effect.text)
        for effect in turn.effects
        if isinstance(effect, Say) and effect.kind is Kind.SAFETY and not effect.text.startswith(_ASKING)
    )
    if not told:
        return turn
    heat = turn.session.heat
    return replace(turn, session=replace(turn.session, heat=replace(heat, news=(*heat.news, *told)[-_NEWS:])))


def _watched(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    match event:
        case StoveReported():
            return reported(session, event)
        case StoveOffered():
            return _offered(session, event)
        case StoveRefused():
            return _refused(session, event)
        case StoveLost():
            return _lost(kitchen, session, event)
        case SpeechBegan() | SpeechEnded():
            return _speech(session, event)
        case Ticked():
            return _ticked(kitchen, session)
        case WorkerDied() | Resumed() | DeviceChanged():
            return _doubt(kitchen, session, event)
        case _:
            return Turn(session)


def _with(session: Session, heat: Heat, *effects: Effect) -> Turn:
    return Turn(replace(session, heat=heat), effects)


def _offered(session: Session, event: StoveOffered) -> Turn:
    """The read-back is made from the stove's offer; an offer nobody asked for is cancelled."""
    asked, offer = session.heat.requested, event.offer
    if offer.zone == LATCH:
        return _clearing(session, event)
    if asked is None or (asked.zone, asked.level) != (offer.zone, offer.level):
        return _with(session, replace(session.heat, requested=None), CancelOffer())
    pending = Pending(asked, offer, event.at, "")
    pending = replace(pending, text=says.offer_text(pending))
    heat = replace(session.heat, requested=None, pending=pending)
    session = ask(replace(session, heat=heat), Question("heat_offer", "offer", lives=60.0))
    return Turn(session, (Earcon("offer"), Say(pending.text, Kind.OFFER, ref=REF)))


def _clearing(session: Session, event: StoveOffered) -> Turn:
    """The stove offers to be cleared: the cook has to say so in words, as for a raise."""
    if session.heat.clearing != "asked":
        return Turn(session, (CancelOffer(),))
    heat = replace(session.heat, clearing=event.offer.token, clearing_ends=event.offer.expires)
    return _with(session, heat, Earcon("offer"), Say(says.CLEAR_OFFER, Kind.OFFER))


def _refused(session: Session, event: StoveRefused) -> Turn:
    heat = session.heat
    if event.zone == LATCH:
        return _with(session, replace(heat, clearing="")).then(
            lambda now: once(now, says.for_code(event.code, event.zone))
        )
    waiting = heat.requested is not None or heat.pending is not None
    soft = event.code == "FAULT" and heat.report is not None and heat.report.state != "fault"
    told = says.for_code("SOFT" if soft else event.code, event.zone)
    awaited = tuple(a for a in heat.awaited if a.zone != event.zone or a.level == 0)
    if waiting:
        heat = heat.without_offers()
        session = unask(session)
    turn = _with(session, replace(heat, awaited=awaited))
    if waiting:  # the cook waits for an answer
        return turn.plus(Say(told, Kind.SAFETY)) if told else turn
    return turn.then(lambda now: once(now, told))


def _lost(kitchen: Kitchen, session: Session, event: StoveLost) -> Turn:
    if not kitchen.zones:  # it never answered: the session goes on without it
        return once(session, says.without(event.why))
    heat = session.heat
    text = says.LOST if heat.on else says.LOST_DARK
    blank = replace(heat.without_offers(), lost=True, report=None, awaited=(), planned=(), paused=frozenset())
    session = replace(session, heat=replace(blank, stalled="ended the session" in event.why, told_fault=""))
    question = session.talk.question
    if question is not None and question.key.startswith("heat_"):
        session = unask(session)
    if heat.lost:
        return Turn(session)
    told = Turn(session, (Say(text, Kind.SAFETY),)) if heat.on else once(session, text)
    session = replace(told.session, heat=replace(told.session.heat, lost_told=bool(told.effects)))
    return Turn(session, (Earcon("warning"), *told.effects) if told.effects else ())


def _speech(session: Session, event: SpeechBegan | SpeechEnded) -> Turn:
    """The answer window begins where our own words end."""
    ended = event.at if isinstance(event, SpeechEnded) else float("inf")
    session = replace(session, heat=replace(session.heat, voice_until=ended))
    pending = session.heat.pending
    if pending is None or session.talk.ref_of(event.say_id) != REF:
        return Turn(session)
    if isinstance(event, SpeechBegan):
        return _with(session, replace(session.heat, pending=replace(pending, began=True)))
    return _with(session, replace(session.heat, pending=replace(pending, read_at=event.at)))


def _doubt(kitchen: Kitchen, session: Session, event: WorkerDied | Resumed | DeviceChanged) -> Turn:
    """A part died, time was lost, or nobody can be heard: heat goes down."""
    if not kitchen.zones:
        return Turn(session)
    heat = session.heat.without_offers()
    if isinstance(event, DeviceChanged):
        deaf = event.device == "microphone" and not event.present
        lower = tuple(
            LowerHeat(zone.name, UNATTENDED_LEVEL)
            for zone in session.heat.on
            if zone.level > UNATTENDED_LEVEL
        )
        return _with(session, heat, CancelOffer(), *lower) if deaf else Turn(session)
    if isinstance(event, Resumed) and event.gap < 1.0:
        return Turn(session)
    return _with(session, replace(heat, awaited=(), planned=()), RequestOff())


# ---------------------------------------------------------------- the clock


def _ticked(kitchen: Kitchen, session: Session) -> Turn:
    turn = _expire(kitchen, session)
    turn = turn.then(_due)
    turn = turn.then(unanswered)
    turn = turn.then(_next_wish)
    return turn.then(_attend)


def _expire(kitchen: Kitchen, session: Session) -> Turn:
    heat = session.heat
    pending = heat.pending
    waiting = pending is not None and pending.began and pending.read_at is None
    if heat.clearing and session.at > heat.clearing_ends:
        text = says.EXPIRED if heat.clearing != "asked" else says.SILENT
        return _with(session, replace(heat, clearing=""), CancelOffer(), Say(text))
    if pending is None:
        silent = heat.requested is not None and session.at - heat.requested_at > 3.0
        if not silent:
            return Turn(session)
        return _with(session, replace(heat, requested=None), CancelOffer(), Say(says.SILENT))
    ended = (
        session.at > pending.offer.expires
        if waiting
        else (session.at > window_end(pending, kitchen.habits.confirm_window))
    )
    if not ended:
        return Turn(session)
    session = unask(replace(session, heat=heat.without_offers()))
    return Turn(session, (CancelOffer(), Say(says.EXPIRED)))


def _due(session: Session) -> Turn:
    """Planned offs and lowerings whose time has come."""
    heat = session.heat
    rings = bool(session.timers.ringing)
    due = [
        p for p in heat.planned if (p.at is not None and p.at <= session.at) or (rings and p.when == "timer")
    ]
    if not due:
        return Turn(session)
    heat = replace(heat, planned=tuple(p for p in heat.planned if p not in due))
    effects: list[Effect] = []
    for plan in due:
        effects.append(RequestOff(plan.zone) if plan.level == 0 else LowerHeat(plan.zone, plan.level))
        effects.append(Say(says.TIME_UP.format(zone=zone_words(plan.zone)), Kind.SAFETY))
        heat = replace(heat, awaited=(*heat.awaited, Awaited(plan.zone, plan.level, session.at)))
    return _with(session, heat, *effects)


def _next_wish(session: Session) -> Turn:
    """Raises come one by one: the next is put to the stove when the last is settled."""
    heat = session.heat
    going_off = any(one.level == 0 and not one.quiet for one in heat.awaited)
    if not heat.queue or heat.requested or heat.pending or heat.lost or going_off:
        return Turn(session)
    asked, *rest = heat.queue
    heat = replace(heat, queue=tuple(rest), requested=asked, requested_at=session.at)
    return _with(session, heat, RequestHeat(asked.zone, asked.level, asked.seconds, asked.method))


def _attend(session: Session) -> Turn:
    """Heat on and no word from the cook: ask, lower, switch off."""
    heat = session.heat
    if not heat.on or heat.lost:
        return Turn(session)
    zone = max(heat.on, key=lambda z: z.level)
    limit = 60.0 * ATTENDANCE_MINUTES[min(max(zone.level, 1), 9)]
    limit = heat.limit if heat.lowered else limit
    silent = session.at - heat.present_at
    name = zone_words(zone.name)
    if silent >= limit:
        awaited = tuple(Awaited(z.name, 0, session.at) for z in heat.on)
        heat = replace(
            heat, present_at=session.at, warned_at=None, lowered=False, absent=True, awaited=awaited
        )
        text = says.for_code("ATTENDANCE", zone.name)
        return _with(session, heat, RequestOff(), Say(text, Kind.SAFETY))
    if silent >= LOWER_AT * limit and not heat.lowered and zone.level > UNATTENDED_LEVEL:
        lower = tuple(LowerHeat(z.name, UNATTENDED_LEVEL) for z in heat.on if z.level > UNATTENDED_LEVEL)
        text = says.TAKEN_DOWN.format(zone=name)
        return _with(session, replace(heat, lowered=True, limit=limit), *lower, Say(text, Kind.SAFETY))
    if silent >= ASK_AT * limit and heat.warned_at is None:
        text = says.STILL_THERE.format(zone=says.first(name))
        return _with(session, replace(heat, warned_at=session.at), Earcon("warning"), Say(text, Kind.SAFETY))
    return Turn(session)
