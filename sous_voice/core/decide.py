"""The heart: one event in, a new session and effects out. Pure.

    Heard ──▶ intents in the order R0, answers, R1, R2, R3 ──▶ the topic that answers each
    any other event ──▶ every topic's watcher
"""

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Event
from sous_voice.core.session import Session
from sous_voice.core.turn import Topic, Turn

TOPICS: tuple[Topic, ...] = ()


def decide(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Take one event.

    Returns the new session and the effects, in the order in which they must happen.
    """
    turn = Turn(session)
    for topic in TOPICS:
        if topic.watch is not None:
            seen = topic.watch(kitchen, turn.session, event)
            turn = Turn(seen.session, turn.effects + seen.effects)
    return turn
