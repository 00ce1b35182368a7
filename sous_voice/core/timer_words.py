"""How a timer is called, and how its time is said."""

import re

from sous_voice.core.chunks import VERBS
from sous_voice.core.quantity import duration_text
from sous_voice.core.timers import Timer
from sous_voice.core.twins import digit_words, twin


def label(timer: Timer) -> str:
    """ "the eggs timer", "the second eggs timer", "the 10 minute timer"."""
    if is_task(timer.name):
        return f"the reminder to {timer.name}"
    again = re.fullmatch(r"(\D+) ([2-5])", timer.name)
    if again and not again[1].startswith("step"):
        return f"the {_NTH[again[2]]} {again[1]} timer"
    if timer.name:
        return f"the {timer.name} timer"
    return f"the {singular(duration_text(timer.seconds))} timer"


_ERRANDS = "check get call eat start open close water feed test buy lock walk".split()
_TASK = re.compile(
    rf"(?:{'|'.join(sorted({*VERBS, *_ERRANDS}))})"
    r" (?:the|my|a|an|it|them|on|off|out|in|up|some|for)\b"
)


def is_task(name: str) -> bool:
    """ "take the chicken out" is something to be done; "eggs" is a thing that cooks."""
    return bool(_TASK.match(name))


_NTH = {"2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def twice(seconds: float) -> str:
    """A duration that may be misheard, said in two forms: "one three, thirteen minutes"; else empty."""
    for size, unit in ((3600, "hours"), (60, "minutes"), (1, "seconds")):
        if seconds % size == 0 and seconds // size < 100:
            number = int(seconds // size)
            if twin(number) is None:
                return ""
            return f"{digit_words(number)}, {_TWINS[number]} {unit}"
    return ""


_TWINS = dict(
    zip(
        (*range(13, 20), *range(30, 100, 10)),
        (
            "thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
            "thirty forty fifty sixty seventy eighty ninety"
        ).split(),
        strict=True,
    )
)


def singular(duration: str) -> str:
    """ "10 minutes" as it stands before a noun: "10 minute"."""
    return " ".join(word.removesuffix("s") for word in duration.split())


def with_article(words: str) -> str:
    """With its article: "an 8 minute", "a 10 minute"."""
    return f"{'an' if re.match(r'8|11 |18 |11$', words) else 'a'} {words}"


def ago(seconds: float) -> str:
    """ "Just now", "2 minutes ago"."""
    return "just now" if seconds < 10 else f"{duration_text(seconds)} ago"
