"""A look at the open utterance: its free words, and whether an urgent phrase fits the sound nearly as well."""

from sous_voice.hearing.engine import Hint, Samples, Spotted
from sous_voice.hearing.phonetic.phrases import NEAR, Phrases, fittest
from sous_voice.hearing.urgent import RIVALS, alike, urgent
from sous_voice.hearing.whisper.model import WhisperModel
from sous_voice.hearing.whisper.repeats import said_once, transcript_words

CLEAR = -0.6
"""Mean log-probability from which the free words of a look are handed on as they are."""
HINT, DOUBT = 3.0, 0.5
"""Log-probability per token that a sure hint is worth, and the probability from which it is worth anything."""
MOST_WORDS = 6
"""An urgent sentence is short; a longer one can wait for its end."""


def look(
    model: WhisperModel, phrases: Phrases, clip: Samples, at: float, hint: Hint | None = None
) -> Spotted | None:
    """The urgent phrase in a clip; else its free words, where they are few and clear, for the parser to judge.

    Args:
        model: encoder and decoder.
        phrases: urgent phrases and their rivals.
        clip: float32 samples from about the beginning of the utterance.
        at: seconds of audio since the utterance began.
        hint: what was noticed in the sound itself. Phrases that are obeyed alike may fit so much worse.
    """
    encoded = model.encode(clip)  # type: ignore[arg-type]
    heard, _ = model.hear(encoded)
    said = [said_once(transcript_words(one.text)) for one in heard]
    near = phrases.nearest(said)
    if hint is not None and hint.probability > DOUBT and all(phrase != hint.phrase for phrase, _ in near):
        near.append((hint.phrase, NEAR))
    if near:
        weights = model.weigh(encoded, [phrase.split() for phrase, _ in near])
        likely = [
            weight + _borne_out(phrase, hint) for (phrase, _), weight in zip(near, weights, strict=True)
        ]
        if found := urgent(fittest(near, likely, heard[0].logprob)):
            return Spotted(found.phrase, at, found.whole)
    if heard[0].logprob >= CLEAR and 0 < len(said[0]) <= MOST_WORDS:
        return Spotted(" ".join(said[0]), at, whole=True)
    return None


def _borne_out(phrase: str, hint: Hint | None) -> float:
    """What a hint adds to the weight of a phrase."""
    if hint is None or phrase in RIVALS or not alike(phrase, hint.phrase):
        return 0.0
    return HINT * max(0.0, hint.probability - DOUBT) / (1.0 - DOUBT)
