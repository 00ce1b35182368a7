"""How long a told text takes, and where in a recording its sentences probably end."""

from pathlib import Path

from sous_voice.core.messages import Measure
from sous_voice.errors import ModelError
from sous_voice.language.verbalise import SpokenStyle
from sous_voice.speaking.cache import RATE, Pcm
from sous_voice.speaking.chunks import Chunk
from sous_voice.speaking.loudness import Recordings
from sous_voice.speaking.pacing import paced
from sous_voice.speaking.reel import with_pause
from sous_voice.speaking.synthesis import Voices


def lengths(
    wish: Measure, rate: float, style: SpokenStyle, voices: Voices, tellers: Recordings
) -> tuple[float, ...]:
    """Seconds of each stretch of a recording, or of each sentence as it is synthesised.

    Raises ``ModelError`` and ``AudioFileError``.
    """
    if wish.recording:
        return tellers.stretches(Path(wish.recording))
    return tuple(_length(sentence, wish, rate * wish.pace, style, voices) for sentence in wish.sentences)


def _length(sentence: str, wish: Measure, speed: float, style: SpokenStyle, voices: Voices) -> float:
    pieces, pauses = paced(sentence, style, wish.pause)
    sounds = (
        with_pause(_said(voices, wish.voice, chunk.words, speed), chunk.ends_sentence, pauses.get(place, 0))
        for place, chunk in enumerate(pieces)
    )
    return sum(sound.size for sound in sounds) / RATE


def _said(voices: Voices, voice: str, words: str, speed: float) -> Pcm:
    """Samples in a narrator's voice; in ours where theirs is not here, as it will be told."""
    try:
        return voices.say(voice, words, speed)
    except ModelError:
        if not voice:
            raise
        return voices.say("", words, speed)


def recording_pieces(text: str, pcm: Pcm, spoken: tuple[Chunk, ...]) -> list[tuple[Chunk, Pcm]]:
    """A recording cut where its sentences probably end, in proportion to the characters of its text."""
    sentences = [chunk.end for chunk in spoken if chunk.ends_sentence] or [len(text)]
    pieces, start, said = [], 0, 0
    for end in sentences:
        stop = pcm.size if end == sentences[-1] else round(pcm.size * end / max(1, len(text)))
        pieces.append((Chunk(text[said:end].strip(), end, True), pcm[start:stop]))
        start, said = stop, end
    return pieces
