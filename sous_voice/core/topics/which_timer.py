"""Which of several timers is meant: by name, by length, by what was spoken of last."""

import re

from sous_voice.core.finding import likeness
from sous_voice.core.intents import Intent
from sous_voice.core.quantity import duration_text
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.timer_words import label
from sous_voice.core.timers import Timer, named_in, spoken_of
from sous_voice.core.turn import Turn, say, slot_text
from sous_voice.core.wording import spoken_list

_FILLERS = re.compile(r"^(?:the|my|a|for|timer|on|our)\s+|\s+timer$")


def clean_name(text: str) -> str:
    """The bare name: "the eggs timer" is "eggs"."""
    before = None
    while before != text:
        before, text = text, _FILLERS.sub("", text.strip())
    text = re.sub(r" (?:it|them|that|this|him|her)$", "", text)
    if re.search(
        r"(?:^|\s)(?:seconds?|minutes?|hours?)$", text
    ):  # a length that was not heard well is no name
        return ""
    return "" if text in ("another", "new", "second", "other", "one") else text


_SPOKEN = 90.0
"""Seconds for which "it" and "two more minutes" mean the timer spoken of last."""


def said_name(intent: Intent) -> str:
    return clean_name(slot_text(intent, "timer", "name", "ingredient", "thing"))


def which(session: Session, intent: Intent, pool: tuple[Timer, ...]) -> tuple[Timer, ...]:
    """The timers of ``pool`` that are meant: by name, by length, else the only one, else all."""
    said = said_name(intent)
    if not said:
        return named_in(pool, session.talk.last_heard.lower()) or pool
    exact = tuple(t for t in pool if t.name == said)
    if exact:
        return exact
    scored = [(max(likeness(said, t.name), likeness(said, duration_text(t.seconds))), t) for t in pool]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(t for score, t in scored if score == best and score >= 75)


def one_of(session: Session, intent: Intent, pool: tuple[Timer, ...], verb: str) -> Timer | Turn:
    """The one timer that is meant, or the turn that says why there is none."""
    if not pool:
        return say(session, "No timer is running.")
    found = which(session, intent, pool)
    last = spoken_of(session.timers, session.at, _SPOKEN)
    if len(found) > 1 and last in found and _points_at_it(session, verb):
        found = (last,)
    if len(found) == 1:
        return found[0]
    names = spoken_list((label(t) for t in (found or pool)), "or")
    if not found:
        return say(
            session, f"There is no {said_name(intent)} timer. There is {names.replace(' or ', ' and ')}."
        )
    options = tuple(t.name or duration_text(t.seconds) for t in found)
    data = (("verb", verb), *((k, str(v)) for k, v in intent.slots.items() if k not in ("timer", "name")))
    return say(
        ask(session, Question("which_timer", "choice", options=options, data=data)), f"Which one: {names}?"
    )


def _points_at_it(session: Session, verb: str) -> bool:
    """Whether one timer of several is meant without a name: "two more minutes", "cancel it"."""
    return verb == "timer_change" or bool(re.search(r"\b(?:it|that|this)\b", session.talk.last_heard.lower()))
