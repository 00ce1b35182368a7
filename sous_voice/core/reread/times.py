"""Times, timers and signs that were called something else."""

import re
from fractions import Fraction

from sous_voice.core.intents import Intent
from sous_voice.core.session import Session, open_question
from sous_voice.core.timers import Timer, named_in, spoken_of
from sous_voice.core.turn import slot_number, slot_text
from sous_voice.core.written_numbers import NUMBER, read_number


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
    named = named_in(session.timers.all, words)
    return Intent("timer_query", {"timer": named[0].name}) if named else None


_ANOTHER_FOR = re.compile(r"\banother (?:one |timer )?for (?:the )?(?P<name>[a-z ]+?) for\b")


def another_timer(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "... and another for the eggs for six" asks for minutes, not for six people."""
    found = _ANOTHER_FOR.search(session.talk.last_heard.lower())
    number = slot_number(intent, "servings")
    if found is None or number is None:
        return None
    return Intent("timer_start", {"duration": 60 * number, "timer": found["name"]})


def _named_in(session: Session, text: str) -> Timer | None:
    """The timer whose name stands in the words."""
    return next(iter(named_in(session.timers.live, text)), None)


def timer_stands(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Pause the bread", "resume the bread" while a timer for the bread runs: the timer, not the evening."""
    named = _named_in(session, session.talk.last_heard.lower())
    if named is None:
        return None
    return Intent(f"timer_{intent.name}", {"timer": named.name})


_SPOKEN = 90.0
"""Seconds for which "it" is the timer spoken of last."""
_NOT = re.compile(r"\b(?:don't|do not|dont|never)\b.*\b(?:cancel|stop|drop|forget)\b")
_CANCEL_IT = re.compile(r"(?:no |ok |okay |please |actually )*cancel (?:it|that|this)(?: please| now)*\W*$")


def cancelled(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Cancel it" just after a timer was spoken of is about that timer; "don't cancel it" takes nothing away."""
    text = session.talk.last_heard.lower()
    if _NOT.search(text):
        return Intent("negate")
    timer = spoken_of(session.timers, session.at, _SPOKEN)
    if timer is None or open_question(session) is not None or not _CANCEL_IT.match(text):
        return None
    return Intent("timer_cancel", {"timer": timer.name} if timer.name else {})


_BARE = re.compile(rf"\badd (?P<number>{NUMBER})(?: more)? (?:to|on)\b", re.IGNORECASE)


def longer(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Add ten to the rice", where a timer for the rice runs: minutes, for no market list."""
    text = session.talk.last_heard.lower()
    named, found = _named_in(session, text), _BARE.search(text)
    number = _value(found["number"]) if found else None
    if named is None or not number:
        return None
    return Intent("timer_change", {"duration": 60 * number, "change": "plus", "timer": named.name})


_RUNS = re.compile(r"\b(?:running|left|going|still on)\b")


def not_the_stove(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Is anything still running?" where no stove reports and timers run."""
    asked = session.heat.report is None and session.timers.all and _RUNS.search(words)
    return Intent("timer_list") if asked else None


_HEARD_IT = re.compile(
    r"(?:(?:ok|okay|all right|alright|yes|yeah|yep|yup|fine|right|good|thanks|thank you|cheers|i'm|i am|i)[ ,.!]*)*"
    r"(?:got it|(?:i )?know|coming|on it|on my way|heard (?:it|you|that))\W*$"
)


def heard_it(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Got it", "I'm coming" while a timer rings."""
    rings = session.timers.ringing and _HEARD_IT.match(session.talk.last_heard.lower())
    return Intent("timer_dismiss") if rings else None


_MORE_OF_THEM = re.compile(
    rf"(?:,|\band\b|\bthen\b)\s+(?P<number>{NUMBER})\s*(?P<unit>minutes?|mins?|seconds?|secs?|hours?)?"
    r"\s+for (?:the |my )?(?P<name>[a-z]+(?: (?!and\b|then\b)[a-z]+)?)(?=,| and\b| then\b|[.!?]|$)",
    re.IGNORECASE,
)
_SIZE = {"s": 1.0, "m": 60.0, "h": 3600.0}


def several(intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """ "Set timers: five minutes for the eggs, ten for the pasta and fifteen for the bread": each of them."""
    first = next((intent for intent in intents if intent.name == "timer_start"), None)
    if first is None or "duration" not in first.slots:
        return intents
    known = {slot_text(intent, "timer", "name") for intent in intents}
    more: list[Intent] = []
    for found in _MORE_OF_THEM.finditer(text):
        number, unit = _value(found["number"]), (found["unit"] or "m")[0].lower()
        if number and found["name"] not in known:
            more.append(Intent("timer_start", {"duration": number * _SIZE[unit], "timer": found["name"]}))
    if not more:
        return intents
    # "for ten" of such a list is no number of people
    kept = tuple(intent for intent in intents if intent.name not in ("scale", "timer_query"))
    return (*kept, *more)


def _value(number: str) -> float | None:
    try:
        return float(read_number(number) or Fraction(0))
    except (ValueError, KeyError):
        return None


def any_timer(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "How long on the timer": the one there is, and none that is called timer."""
    name = slot_text(intent, "timer")
    slots = {key: value for key, value in intent.slots.items() if key != "timer"}
    return Intent(intent.name, slots) if name in ("timer", "the timer", "clock", "alarm") else None


_DID_SET = re.compile(
    r"\b(?:did|have|is) (?:you |i |we )?(?:already )?(?:set|start|started|put on) (?:the|a|my|that) timer\b"
)


def whether_set(session: Session, intent: Intent, words: str) -> Intent | None:
    """ "Did you set the timer?" asks, and starts none."""
    return Intent("timer_query") if _DID_SET.search(session.talk.last_heard.lower()) else None
