"""Talking about the talk: repeat, stop, undo, help, what was not understood."""

from dataclasses import replace

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn, say


def not_understood(kitchen: Kitchen, session: Session) -> Turn:
    """A short helpful sentence, a different one the second time."""
    missed = session.talk.misunderstood + 1
    session = replace(session, talk=replace(session.talk, misunderstood=missed))
    return say(session, "Sorry, I did not catch that.")


TOPIC = Topic("control")
