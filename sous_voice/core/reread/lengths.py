"""A bare number after "For how long?" is the length of the timer, and no level of the stove.

"Make it eight" reads as an order for heat. Where we have just asked for a length it is eight minutes: heat then
is not raised, and what turns it down or off is left as it is.
"""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent, Slot, Understanding
from sous_voice.core.number_words import BELOW_TWENTY_VALUES, TENS_VALUES
from sous_voice.core.session import Session, open_question

LENGTH = "timer_length"
"""Key of our question for how long a timer runs."""
_RAISES = frozenset({"set", "on", "raise"})
_BARE = re.compile(
    r"(?:(?:no|wait|sorry|actually|i mean|oh|um|well|say|about|make|set|let's say|do|for|it|that|to|at|please|ok|okay|"
    r"just)[ ,]+)*"
    r"(?P<number>\d{1,3}|[a-z]+(?:[ -][a-z]+)?)(?: please)?\W*$"
)
_MAKE_IT = re.compile(
    r"(?:no |oh |wait |sorry |actually |please |and )*(?:make|set) (?:it|that) (?:to )?[a-z0-9 -]+\W*$|"
    r"no[ ,]+(?:wait[ ,]+|sorry[ ,]+|i mean[ ,]+|make it |actually[ ,]+)*[a-z0-9 -]+\W*$"
)


def with_length(session: Session, understanding: Understanding) -> Understanding:
    """What was understood, as the answer that it is; itself where no length was asked for, or it is none."""
    if served := _served(session, understanding):
        scaled = Intent("scale", {"servings": float(served)})
        return replace(understanding, intents=(scaled,), frames=(), clarify=False, abstained=False)
    question = open_question(session)
    asked = question is not None and question.key == LENGTH
    if not (asked or _of_a_timer(session, understanding)) or any(
        f.op not in _RAISES for f in understanding.frames
    ):
        return understanding
    bare = _BARE.match(understanding.text.lower())
    minutes = _number(bare["number"]) if bare is not None else 0
    if not 0 < minutes <= 600:
        return understanding
    if question is None or not asked:
        changed = Intent("timer_change", {"duration": 60.0 * minutes, "whole": True})
        return replace(understanding, intents=(changed,), frames=(), clarify=False, abstained=False)
    name = dict(question.data)["timer"]
    slots: dict[str, Slot] = {"duration": 60.0 * minutes}
    if name:
        slots["timer"] = name
    started = Intent("timer_start", slots)
    return replace(understanding, intents=(started,), frames=(), clarify=False, abstained=False)


_LEAVES_AT = re.compile(
    r"(?:no |ok |okay |actually |and |then )*(?:leave|keep|make) (?:it|that) (?:at|for|to) "
    r"(?P<number>[a-z0-9 -]+?)(?: people)?\W*$"
)
HIGHEST = 9
"""The highest level of a stove: a higher number is none."""


def _served(session: Session, understanding: Understanding) -> int:
    """ "No, leave it at twenty five" after "for thirty: ...": how many it shall serve; 0 where none is told."""
    found = _LEAVES_AT.match(understanding.text.lower())
    spoken = re.search(r"\bfor \d+\b|\bserves \d+", session.talk.last_said.lower())
    if found is None or spoken is None or any(f.op not in _RAISES for f in understanding.frames):
        return 0
    number = _number(found["number"])
    return number if number > HIGHEST else 0


def _of_a_timer(session: Session, understanding: Understanding) -> bool:
    """Whether "make it seven" follows what was just said of a timer."""
    said = session.talk.last_said.lower()
    just = "timer" in said and "minute" in said and not said.endswith("?")
    return just and bool(_MAKE_IT.match(understanding.text.lower())) and bool(session.timers.live)


def _number(said: str) -> int:
    """ "8", "eight", "twenty five"; 0 where it is none."""
    if said.isdigit():
        return int(said)
    tens, _, ones = said.replace("-", " ").partition(" ")
    if not ones:
        return BELOW_TWENTY_VALUES.get(tens, TENS_VALUES.get(tens, 0))
    return TENS_VALUES.get(tens, 0) + BELOW_TWENTY_VALUES.get(ones, 0) if tens in TENS_VALUES else 0
