"""A question is no report that something was done."""

import re

from sous_voice.core.intents import Intent
from sous_voice.core.session import Session


def all_of_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "That's everything, right?"."""
    whole = session.talk.last_heard.lower()
    everything = re.search(
        r"\b(?:everything|that's all|that is all|that's it|all of it|all of them)\b", whole
    )
    return Intent("is_finished") if everything and not re.search(r"\d", whole) else None


_WHETHER = re.compile(
    r"(?:and |so |but )?(?:did|have|had) (?:i|we) (?:already |just )?\w+ (?:the |any |all the )?(?P<food>[a-z ]+)"
)


_QUESTION = re.compile(
    r"(?:and |so |but |ok |okay )?(?:what|why|how|when|where|who|which|should|can|could|may|is|are|do|does|will)\b"
)


_TELLING = re.compile(r"(?:i|we|it|they|all|everything|that|done)\b|.*\b(?:done|finished|ready)$")


def asked_whether(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Did I add the salt?" puts nothing on a list."""
    found = _WHETHER.match(session.talk.last_heard.lower())
    return Intent("recap", {"ingredient": found["food"].strip()}) if found else None


def no_claim(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "What happens if I turn it to high" tells of nothing that was done."""
    asked = _QUESTION.match(session.talk.last_heard.lower())
    whole = words == session.talk.last_heard.lower()
    hypothetical = re.search(r"\b(?:if|when) i\b", session.talk.last_heard.lower())
    return (
        Intent("out_of_grammar") if asked and (hypothetical or whole or not _TELLING.match(words)) else None
    )
