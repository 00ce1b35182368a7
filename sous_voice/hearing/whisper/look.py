"""A look at the open utterance: its free words, and whether an urgent phrase fits the sound nearly as well."""

from sous_voice.hearing.engine import Samples, Spotted
from sous_voice.hearing.phonetic.phrases import Phrases, fittest
from sous_voice.hearing.urgent import urgent
from sous_voice.hearing.whisper.model import WhisperModel
from sous_voice.hearing.whisper.repeats import said_once, transcript_words

CLEAR = -0.6
"""Mean log-probability from which the free words of a look are handed on as they are."""
MOST_WORDS = 6
"""An urgent sentence is short; a longer one can wait for its end."""


def look(model: WhisperModel, phrases: Phrases, clip: Samples, at: float) -> Spotted | None:
    """The urgent phrase in a clip; else its free words, where they are few and clear, for the parser to judge.

    Args:
        clip: float32 samples from about the beginning of the utterance.
        at: seconds of audio since the utterance began.
    """
    encoded = model.encode(clip)  # type: ignore[arg-type]
    heard, _ = model.hear(encoded)
    said = [said_once(transcript_words(one.text)) for one in heard]
    near = phrases.nearest(said)
    if near:
        weights = model.weigh(encoded, [phrase.split() for phrase, _ in near])
        if found := urgent(fittest(near, weights, heard[0].logprob)):
            return Spotted(found.phrase, at, found.whole)
    if heard[0].logprob >= CLEAR and 0 < len(said[0]) <= MOST_WORDS:
        return Spotted(" ".join(said[0]), at, whole=True)
    return None
