"""A word or two that may have been "stop" or "off": where the decoder finds those as likely, they were said.

"Stop" comes as "start" and as "step". Taken for one of them it would begin what it was to end; the other way round
nothing is lost but a word said again.
"""

from collections.abc import Sequence

from sous_voice.hearing.phonetic.phrases import Phrases
from sous_voice.hearing.urgent import SHORT, WHOLE
from sous_voice.hearing.whisper.model import Encoded, WhisperModel

WORDS = tuple(phrase for phrase in (*SHORT, *WHOLE) if " " not in phrase)
"""The urgent words that stand alone."""
LONGEST = 1.0
"""Seconds of voice that may hold nothing but one of them."""
MOST = 2
DOUBT = 0.3
"""Lost log-probability per token up to which the urgent word is taken: of ten voices saying "stop", clean and at 6 dB,
"start" was never likelier by less than 1.3, and of the same saying "start", "stop" was always less likely by 1.1."""


class OnDoubt:
    """Compares short words with the urgent ones."""

    def __init__(self) -> None:
        self._urgent = Phrases(WORDS)

    def meant(self, model: WhisperModel, clip: Encoded, words: Sequence[str]) -> list[str]:
        """The words, or the urgent word that they may have been."""
        said = list(words)
        if not 0 < len(said) <= MOST or clip.voiced > LONGEST or any(word in WORDS for word in said):
            return said
        near = [phrase for phrase, _ in self._urgent.nearest([said])]
        if not near:
            return said
        free, *weights = model.weigh(clip, [said, *([phrase] for phrase in near)])
        weight, phrase = max(zip(weights, near, strict=True))
        return [phrase] if weight >= free - DOUBT else said
