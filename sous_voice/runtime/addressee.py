"""Who is spoken to: we, or somebody else in the kitchen?

One utterance alone is told by its words (``readings.py``). This follows the talk: where people have just spoken to each
other they probably go on, and what is understood of them by halves is no order. What switches off or silences is
always obeyed, and what heats is asked back anyway.
"""

from sous_voice.hearing.engine import Recognised
from sous_voice.runtime.readings import MANNERS, Reading, obeyed

TALK = 6.0
"""Seconds after words for somebody else in which the talk probably goes on."""
LONG = 8.0
"""Seconds of speech without a pause that only a whole sentence is an order for: people tell and read so."""
ANY_WORDS = frozenset({"name", "guest", "amount", "consent", "offer", "burner"})
"""Kinds of question of ours to which any words are an answer: a place, a name; to an offer of heat, a no."""
HEARD_AT_ALL = 0.5
"""The recogniser's confidence below which words that mean nothing are not asked about."""


def is_speech(heard: Recognised, seconds: float) -> bool:
    """Whether people talked, or something hummed: speech has words, at least one a second, and clear ones."""
    return heard.confidence >= HEARD_AT_ALL and len(heard.text.split()) >= seconds


class Addressee:
    """Follows who talks to whom in one session."""

    def __init__(self) -> None:
        self._talk_until = float("-inf")

    def others_talk(self, until: float) -> None:
        """Somebody spoke without a pause up to a session time, longer than anybody speaks to us."""
        self._talk_until = until + TALK

    def is_us(self, reading: Reading, began: float, ended: float, *, pending: str, awaited: bool) -> bool:
        """Whether an utterance is to be acted on, or asked back where it was not understood.

        Args:
            reading: what it means.
            began: session time.
            ended: session time.
            pending: the kind of our open question; empty for none.
            awaited: whether we spoke a moment ago, so that it is probably an answer.
        """
        talking = began <= self._talk_until and not awaited
        meant = reading.understanding
        if not reading.ours:
            self.others_talk(ended)
        if meant.frames or meant.clarify or obeyed(meant):
            return True
        if meant.abstained:
            clear = reading.heard.confidence >= HEARD_AT_ALL
            hinted = bool(pending) or awaited or (clear and reading.sure and not talking)
            return pending in ANY_WORDS or (reading.ours and hinted)
        if pending:
            return True
        if talking and all(intent.name in MANNERS for intent in meant.intents):
            return False
        return reading.sure or not (talking or ended - began > LONG)
