"""Whether a sentence was really said: the line between commands and everything else.

The thresholds were set on recordings: the coffee orders with kitchen and café noise against read
speech, kitchen noise alone and the assistant's own voice (``benchmarks/coffee.py``, docs/benchmarks.md).
"""

import math
from dataclasses import dataclass

from sous_voice.hearing.whisper.fit import Fit

FARTHEST_SOUND = 0.42
"""Phonetic cost per phone beyond which a sentence was not said."""
SOUND_PER_DROP = 3.0
"""What one unit of phonetic cost per phone weighs against one of lost log-probability per token."""
CLOSED_LIMIT = 2.4
"""Drop + weighed cost up to which a sentence of a closed grammar is taken: 2 in 300 noisy orders lie
beyond it, and of 130 clips of other speech the nearest has 2.7."""
OPEN_LIMIT = 1.2
"""The same where free words may be handed on instead."""
SILENT = 0.6
"""Probability of no speech that, with an unsure transcript, means that nobody spoke."""
UNSURE = -1.0
"""Mean log-probability of a transcript that is a guess."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a clip apart from the grammar."""

    text: str
    logprob: float
    silence: float
    """Probability that nobody spoke."""
    seconds: float
    closed: bool


def refusal(heard: Heard, fit: Fit) -> str:
    """Why the sentence is not taken; empty where it is."""
    if fit.cost > FARTHEST_SOUND:
        return "it sounds like no sentence that is expected"
    drop = heard.logprob - fit.weight
    if drop + SOUND_PER_DROP * fit.cost > (CLOSED_LIMIT if heard.closed else OPEN_LIMIT):
        return "other words fit better"
    return ""


def free_refusal(heard: Heard) -> str:
    """Why free words are not handed on; empty where they are."""
    if heard.silence > SILENT and heard.logprob < -0.5:
        return "nobody spoke"
    if heard.logprob < UNSURE:
        return "it was not clear"
    return ""


def confidence(heard: Heard, fit: Fit, margin: float) -> float:
    """0 to 1 from the margin to the next meaning, the distance in sound and the drop from the free words."""
    drop = max(0.0, heard.logprob - fit.weight)
    return 1.0 / (1.0 + math.exp(-(2.0 + 6.0 * margin - 8.0 * fit.cost - 1.5 * drop)))
