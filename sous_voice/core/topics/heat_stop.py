"""A bare "stop" while something heats: to hush us, or to end the heat?

How urgent it is counts: each "stop" in the utterance, one more where we were silent (there was nothing to hush), one
more where a "stop" went before within ``AGAIN`` seconds.

    1  only hushes: we were speaking
    2  the heat goes down at once, and ends unless the cook says no in time
    3  all heat ends at once

On doubt the heat goes down: a "stop" that meant somebody else costs a low flame and one "no".
"""

import re
from dataclasses import replace

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Heard, Hush, Kind, Say
from sous_voice.core.session import Question, Session, ask, unask
from sous_voice.core.topics import heat_says as says
from sous_voice.core.topics.heat_alarm import off_zones
from sous_voice.core.topics.heat_down import lower
from sous_voice.core.turn import Turn

HUSH, DOWN, OFF = 1, 2, 3
AGAIN = 10.0
"""Seconds within which a second "stop" belongs to the first."""
ECHO = 0.8
"""Seconds after our last word in which a "stop" began while we still spoke."""
ANSWER = 12.0
"""Seconds in which the cook may keep the low heat; the question takes four of them."""
LOW = 2
KEY = "heat_stop"
_STOP = re.compile(r"\bstop\b(?! (?:talking|speaking|reading|telling|listening))")
_KEEP = {"negate", "reject_heat", "cancel_flow"}
_END = {"affirm", "acknowledge", "timer_accept"}
RAISES = {"set", "on", "raise"}
"""What frames do that may want more heat."""


def urgency(session: Session, heard: Heard) -> int:
    """How much a "stop" means the stove; 0 where it is none."""
    names = {intent.name for intent in heard.understanding.intents}
    count = len(_STOP.findall(heard.understanding.text.lower()))
    if not count or not names or not names <= {"stop_talking"} or session.timers.ringing:
        return 0
    heat = session.heat
    spoke = session.story.telling is not None or heard.began <= heat.voice_until + ECHO
    again = heat.stopped_at < heard.began <= heat.stopped_at + AGAIN
    return count + (not spoke) + again


def stopped(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    """What a bare "stop", or the answer to our question after one, does to the heat; None where it is neither."""
    heat = session.heat
    if not kitchen.zones or session.interview.stage == "recording":
        return None
    how = urgency(session, heard)
    if how:
        session = replace(session, heat=replace(heat, stopped_at=session.at))
        if not (heat.on or heat.lost):
            return None
        return Turn(session) if how == HUSH else _down(session) if how == DOWN else _off(session)
    if heat.stop_ends is None:
        return None
    names = {intent.name for intent in heard.understanding.intents}
    if names & _KEEP:
        return _settled(session, says.STAYS_LOW)
    if names and names <= _END:
        return _off(session)
    if any(frame.op in RAISES for frame in heard.understanding.frames):
        return Turn(_settled(session, "").session)
    return None


def _settled(session: Session, text: str) -> Turn:
    question = session.talk.question
    session = replace(session, heat=replace(session.heat, stop_ends=None))
    if question is not None and question.key == KEY:
        session = unask(session)
    return Turn(session, (Say(text),) if text else (), ())


def _off(session: Session) -> Turn:
    session = _settled(session, "").session
    turn = off_zones(session, ("all",), False)
    return replace(turn, effects=(Hush(), *turn.effects), rest=())


def _down(session: Session) -> Turn:
    """Low at once; the end comes by itself."""
    if session.heat.lost:
        return _off(session)
    turn = Turn(session, (Hush(),))
    for zone in session.heat.on:
        if zone.level > LOW:
            turn = turn.then(lambda now, name=zone.name: lower(now, name, LOW))  # type: ignore[misc]
    heat = replace(turn.session.heat, stop_ends=session.at + ANSWER)
    asked = ask(replace(turn.session, heat=heat), Question(KEY, "yes_no", lives=ANSWER))
    return Turn(asked, (*turn.effects, Say(says.STOP_TOO, Kind.SAFETY)), ())


def unanswered(session: Session) -> Turn:
    """Nobody said no: the heat ends."""
    ends = session.heat.stop_ends
    if ends is None or session.at < ends:
        return Turn(session)
    session = _settled(session, "").session
    if not session.heat.on:
        return Turn(session)
    return off_zones(session, ("all",), False).plus(Say(says.STOP_UNANSWERED, Kind.SAFETY))
