"""What is listened for while a teller is recorded: how to stop, how to pause, and what keeps people safe."""

import re

from sous_voice.core.intents import Risk, Understanding

RECORDING = "recording"
"""The conversation's state while a take runs."""
_ORDERS = ("story_record_stop", "story_record_discard", "pause", "resume")
_WORDS = re.compile(
    r"\b(?:stop|end|finish)(?: the)? recording$|^pause(?: the)?(?: recording)?$|^(?:go on|carry on|resume)$",
    re.IGNORECASE,
)


def is_order(understanding: Understanding) -> bool:
    """Whether words in a recording are meant for us, and not part of the story."""
    if _WORDS.search(understanding.text.strip(" .,!?")):
        return True
    return any(
        intent.name in _ORDERS or (intent.risk is Risk.R0 and intent.name != "stop_talking")
        for intent in understanding.intents
    )
