"""Of several transcripts the likeliest that means something.

A recogniser's second guess is often what was said where its first is nothing that a cook would say:
"how many steps for left", "how many steps are left". Only guesses that the recogniser itself finds nearly
as likely are tried, so other speech does not become an order by trying long enough.
"""

from collections.abc import Callable
from dataclasses import replace

from sous_voice.core.intents import Understanding
from sous_voice.hearing.engine import Recognised
from sous_voice.hearing.rewording import reworded


def best_reading(
    heard: Recognised, understand: Callable[[str], Understanding]
) -> tuple[Recognised, Understanding]:
    """What was heard in the words that mean something, and what they mean.

    The first words stay where they mean something, where a sentence of a grammar was taken, and where no
    other does either.
    """
    first = understand(heard.text)
    if heard.path is not None or not heard.text or not first.abstained:
        return heard, first
    for other in heard.alternatives:
        if other.path is not None:
            continue
        understanding = understand(other.text)
        if not understanding.abstained:
            words = reworded(heard.words, other.text.split())
            return replace(heard, text=other.text, words=words), understanding
    return heard, first
