"""A stopwatch, beside the timers."""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.quantity import duration_text
from sous_voice.core.session import Session
from sous_voice.core.turn import Turn, say, words_of


def stopwatch(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Start it, or tell it, or stop it."""
    words = words_of(session, intent)
    if session.timers.stopwatch is None:
        session = replace(session, timers=replace(session.timers, stopwatch=session.at))
        return say(session, "The stopwatch is running.")
    if re.search(r"\b(?:stop|end|off|halt)\b", words):
        return stop_stopwatch(session)
    return stopwatch_time(session) or Turn(session)


def stopwatch_time(session: Session) -> Turn | None:
    """What it shows; None where it stands still."""
    if session.timers.stopwatch is None:
        return None
    return say(session, f"The stopwatch is at {duration_text(session.at - session.timers.stopwatch)}.")


def stop_stopwatch(session: Session) -> Turn:
    """Stopped, and its time told."""
    began = session.at if session.timers.stopwatch is None else session.timers.stopwatch
    session = replace(session, timers=replace(session.timers, stopwatch=None))
    return say(session, f"Stopwatch stopped at {duration_text(session.at - began)}.")
