"""Timers that ring: announced until heard, dismissed by one word, snoozed, and told of afterwards."""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Earcon, Event, Heard, Hush, Kind, Resumed, Say, Ticked
from sous_voice.core.quantity import duration_text
from sous_voice.core.session import Session
from sous_voice.core.timer_words import ago, is_task, label
from sous_voice.core.timers import Timer, announced_at, drop, due, extend, put, ring
from sous_voice.core.topics.timers import started, timer_change
from sous_voice.core.topics.which_timer import which
from sous_voice.core.turn import Topic, Turn, say, slot_number
from sous_voice.core.wording import first_upper, spoken_list

SNOOZE = 60.0
LATE = 30.0
"""Seconds after which a ring also says how long ago the timer ended."""


def timer_dismiss(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Stop" while it rings: all that ring, or the one that is named."""
    ringing = session.timers.ringing
    if not ringing:
        return say(session, "No timer is ringing.")
    return dismiss(session, which(session, intent, ringing) or ringing)


def dismiss(session: Session, ringing: tuple[Timer, ...]) -> Turn:
    """These stop ringing; said, so that one who can't see knows."""
    session = replace(session, timers=drop(session.timers, ringing))
    names = spoken_list(label(t) for t in ringing)
    turn = Turn(session, (Hush((Kind.ALARM,)),))
    return turn.then(
        lambda now: say(now, f"{first_upper(names)} {'is' if len(ringing) == 1 else 'are'} off.")
    )


def timer_snooze(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "One more minute" while it rings."""
    ringing = session.timers.ringing
    if not ringing:
        return _late_snooze(kitchen, session, intent)
    seconds = slot_number(intent, "duration", "seconds") or SNOOZE
    chosen = which(session, intent, ringing) or ringing
    timers = session.timers
    for timer in chosen:
        timers = put(timers, extend(timer, session.at, seconds))
    session = replace(session, timers=timers)
    return say(
        session, f"{first_upper(duration_text(seconds))} more for {spoken_list(label(t) for t in chosen)}."
    )


_JUST = 120.0
"""Seconds after its end in which a timer that was switched off can still be snoozed."""


def _late_snooze(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "One more minute" with nothing ringing: the one that rang last, the one that runs, or none."""
    seconds = slot_number(intent, "duration", "seconds") or SNOOZE
    last = session.timers.rang[-1] if session.timers.rang else None
    if last is not None and session.at - last.at <= _JUST and not session.timers.live:
        return started(session, seconds, last.name, None)
    if session.timers.live:
        return timer_change(kitchen, session, Intent("timer_change", {**intent.slots, "duration": seconds}))
    return say(session, "No timer is running.")


def missed_list(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What did I miss?", "what happened?": what the stove did and timers that rang in the last hour, newest first."""
    newest = {text: at for at, text in session.heat.news}
    news = [(at, f"{first_upper(ago(session.at - at))}: {text}") for text, at in newest.items()]
    news += [
        (r.at, f"{_name_of(r.name, r.seconds)} ended {ago(session.at - r.at)}.") for r in session.timers.rang
    ]
    fresh = sorted((one for one in news if session.at - one[0] <= 3600), key=lambda one: -one[0])
    if not fresh:
        return say(session, "Nothing: no timer has ended.")
    return say(session, *(text for _, text in fresh[:3]))


def _name_of(name: str, seconds: float) -> str:
    return first_upper(label(Timer(0, name, seconds)))


# ---------------------------------------------------------------- time passes


def watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Rings at ticks; after a restart or a sleep it says what rang meanwhile."""
    if isinstance(event, Resumed):
        return _after_gap(session, event.gap)
    if not isinstance(event, Ticked):
        return Turn(session)
    turn = Turn(session)
    for timer in due(session.timers, session.at):
        turn = turn.then(lambda now, timer=timer: _announce(now, timer))  # type: ignore[misc]
    return turn


def _announce(session: Session, timer: Timer) -> Turn:
    ended = timer.rang_at if timer.rang_at is not None else timer.ends_at or session.at
    late = session.at - ended
    session = replace(session, timers=ring(session.timers, timer, session.at))
    if timer.rings == 0 and late < LATE and is_task(timer.name):
        text = f"It is time to {timer.name}."
    elif timer.rings == 0 and late < LATE:
        text = f"{first_upper(label(timer))} is done: {duration_text(timer.seconds)}."
    elif timer.rings == 0:
        text = f"{first_upper(label(timer))} ended {ago(late)}."
    elif is_task(timer.name):
        text = f"{first_upper(label(timer))}. Say stop, or one more minute."
    elif timer.rings == 1:
        text = f"{first_upper(label(timer))} is done. Say stop."
    else:
        text = f"{first_upper(label(timer))} rang {ago(late)}. Say stop, or one more minute."
    return Turn(session, (Earcon("timer"), Say(text, Kind.ALARM)))


def _after_gap(session: Session, gap: float) -> Turn:
    """What rang while nobody was there; nothing rings on for it, all is said once."""
    ended = [t for t in due(session.timers, session.at) if t.rings == 0]
    texts = []
    for timer in ended:
        since = session.at - (timer.ends_at or session.at)
        session = replace(session, timers=ring(session.timers, timer, session.at))
        texts.append(f"Meanwhile {label(timer)} ended, {ago(since)}.")
    return Turn(session, tuple(Say(text, Kind.ALARM) for text in texts))


def just_rang(session: Session) -> bool:
    """Whether a timer was announced in the last fifteen seconds: then "ok" means that it was heard."""
    return any(session.at - announced_at(timer) <= 15 for timer in session.timers.ringing)


_HEARD = frozenset({"next_step", "mark_done"})


_OF_THE_STOVE = re.compile(
    r"\b(?:heat|stove|burners?|rings?|hob|oven|gas|flames?|plates?|zones?|cooker|pan|pot)\b"
)


def _off(session: Session, heard: Heard) -> bool:
    """Whether a bare "off" may mean what rings as well as what heats: then both end."""
    offs = [intent for intent in heard.understanding.intents if intent.name == "heat_off"]
    bare = offs and not any(intent.slots.get("burner") for intent in offs)
    return bool(bare and session.timers.ringing) and not _OF_THE_STOVE.search(
        heard.understanding.text.lower()
    )


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """Who goes on with the recipe has heard what was announced; who says "off" means all that goes on."""
    if _off(session, heard):
        return dismiss(session, session.timers.ringing)
    told = tuple(timer for timer in session.timers.ringing if timer.rings)
    goes_on = any(intent.name in _HEARD for intent in heard.understanding.intents)
    if heard.partial or session.voice.asleep or not (told and goes_on):
        return Turn(session)
    return dismiss(session, told)


TOPIC = Topic(
    "ringing",
    hear=hear,
    handlers={
        "timer_dismiss": timer_dismiss,
        "timer_snooze": timer_snooze,
        "missed_list": missed_list,
    },
    watch=watch,
)
