"""Times, timers and signs that were called something else."""

import re

from sous_voice.core.intents import Intent
from sous_voice.core.session import Session
from sous_voice.core.turn import slot_number, slot_text


def while_waiting(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What's next while I wait?"."""
    asked = re.search(r"\b(?:while (?:i|we|it)|meanwhile|in the meantime)\b", slot_text(intent, "thing"))
    return Intent("meanwhile") if asked else None


def when_done(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How do I know when to flip them?" asks for a sign."""
    asked = re.match(r"(?:know|tell|see) (?:when|if|whether|that)\b", slot_text(intent, "action"))
    return Intent("doneness") if asked else None


def timer_named(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How long on the eggs?" while a timer for the eggs runs."""
    for timer in session.timers.all:
        if timer.name and re.search(rf"\b{re.escape(timer.name)}\b", words):
            return Intent("timer_query", {"timer": timer.name})
    return None


_ANOTHER_FOR = re.compile(r"\banother (?:one |timer )?for (?:the )?(?P<name>[a-z ]+?) for\b")


def another_timer(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "... and another for the eggs for six" asks for minutes, not for six people."""
    found = _ANOTHER_FOR.search(session.talk.last_heard.lower())
    number = slot_number(intent, "servings")
    if found is None or number is None:
        return None
    return Intent("timer_start", {"duration": 60 * number, "timer": found["name"]})
