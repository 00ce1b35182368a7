"""A transcript that says more than its time allows is cut where it begins anew.

On short windows the decoder fills what is left with the same words again: "how long how long how long". Somebody may
really say a thing twice; nobody says it so fast.
"""

import re

import numpy as np

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.phonetic.pronounce import sounds, spoken_words
from sous_voice.hearing.whisper.scorer import Floats

FASTEST = 19.0
"""Phones a second of voice: the fastest of 98 commands by ten synthetic voices has 18, read speech about 13."""
LOOP = 2
"""Words at least that go round in a decoder's loop."""
_FRAME = RATE // 50
_AROUND = 2
"""Frames on either side of a loud one that may be soft parts of the same word."""
_NOISE, _SOFT = 4.0, 0.003
"""Times the noise, and share of the loudest frame's power, above which a frame is voice."""


def voiced(clip: Floats) -> float:
    """Seconds of a clip in which somebody probably speaks."""
    frames = clip[: clip.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    if not frames.size:
        return 0.0
    power = np.mean(frames * frames, axis=1)
    loud = power > max(_NOISE * float(np.percentile(power, 10)), _SOFT * float(power.max()))
    near = np.convolve(loud, np.ones(2 * _AROUND + 1), "same") > 0
    return float(near.sum()) * _FRAME / RATE


def said_in(text: str, seconds: float) -> str:
    """The text, or its beginning where it goes on with the same words and all of it takes more than the seconds."""
    written = text.split()
    words = [re.sub(r"[^\w']", "", word).lower() for word in written]
    place, size = _looped(words)
    if size:
        return said_in(" ".join(written[: place + size]), seconds)
    phones = len(sounds(spoken_words(text))[0])
    if len(written) < 2 or phones <= FASTEST * seconds:
        return text
    return next(
        (" ".join(written[:count]) for count in range(1, len(words)) if _goes_round(words, count)), text
    )


def _looped(words: list[str]) -> tuple[int, int]:
    """Where words at the end begin that come three times and more, and how many they are; (0, 0) for none.

    Nobody says two words or more three times in a row, however long the clip is; a decoder does, also behind others.
    """
    for place in range(len(words) - 2 * LOOP):
        for size in range(LOOP, (len(words) - place) // 3 + 1):
            if _goes_round(words[place:], size):
                return place, size
    return 0, 0


def _goes_round(words: list[str], count: int) -> bool:
    """Whether nothing but the first words comes again and again; the last one may be cut short."""
    again = [words[place % count] for place in range(count, len(words))]
    return words[count:-1] == again[:-1] and again[-1].startswith(words[-1]) and bool(words[-1])
