"""What a decoder says over to fill its window is taken out of its transcripts, here and nowhere else.

On short windows the decoder fills what is left with the same words again: "how long how long how long". Somebody may
really say a thing twice, but not so fast; and somebody who goes on with other words said all of it. Three questions:

- what can have been said in this time (``said_in``, for every transcript);
- the words, where all of it is one run of three words or more that goes round (``transcript_words``);
- the same where a single phrase is looked for, however short (``said_once``).
"""

import re
from collections.abc import Sequence

import numpy as np

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.phonetic.pronounce import sounds, spoken_words
from sous_voice.hearing.whisper.scorer import Floats

FASTEST = 19.0
"""Phones a second of voice: the fastest of 98 commands by ten synthetic voices has 18, read speech about 13."""
LOOP = 2
"""Words at least that go round in a decoder's loop."""
RUN = 3
"""Words at least that nobody says twice in one breath, and by which a beginning is known again."""
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
    """The text, or its beginning where it begins anew and all of it takes more than the seconds."""
    written = text.split()
    words = [re.sub(r"[^\w']", "", word).lower() for word in written]
    place, size = _looped(words)
    if size:
        return said_in(" ".join(written[: place + size]), seconds)
    phones = len(sounds(spoken_words(text))[0])
    if len(written) < 2 or phones <= FASTEST * seconds:
        return text
    return " ".join(written[: _round(words, 1) or _anew(words) or len(words)])


def transcript_words(text: str) -> list[str]:
    """A transcript's words, without its beginning said again and nothing after it."""
    words = spoken_words(text)
    return words[: _round(words, RUN) or len(words)]


def said_once(words: Sequence[str]) -> list[str]:
    """The phrase that goes round in a transcript, or all of it where none does."""
    return list(words[: _round(words, 1) or len(words)])


def _looped(words: Sequence[str]) -> tuple[int, int]:
    """Where words at the end begin that come three times and more, and how many they are; (0, 0) for none.

    Nobody says two words or more three times in a row, however long the clip is; a decoder does, also behind others.
    """
    for place in range(len(words) - 2 * LOOP):
        for size in range(LOOP, (len(words) - place) // 3 + 1):
            if _goes_round(words[place:], size):
                return place, size
    return 0, 0


def _round(words: Sequence[str], least: int) -> int:
    """How many words the phrase has that all the others only repeat, ``least`` or more; 0 for none."""
    return next((count for count in range(least, len(words)) if _goes_round(words, count)), 0)


def _goes_round(words: Sequence[str], count: int) -> bool:
    """Whether nothing but the first words comes again and again; the last one may be cut short."""
    again = [words[place % count] for place in range(count, len(words))]
    return list(words[count:-1]) == again[:-1] and again[-1].startswith(words[-1]) and bool(words[-1])


def _anew(words: Sequence[str]) -> int:
    """Where the first words come again, perhaps a little otherwise, with others after them; 0 where they do not."""
    for first in range(RUN):
        run = list(words[first : first + RUN])
        for at in range(first + RUN, len(words) - RUN + 1):
            if list(words[at : at + RUN]) == run:
                return at - first
    return 0
