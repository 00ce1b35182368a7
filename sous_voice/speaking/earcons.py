"""Short sounds, synthesised at start: told apart by pitch and by rhythm, soft, never the only signal."""

from functools import cache

import numpy as np

from sous_voice.speaking.cache import RATE, Pcm

_LEVEL = 10 ** (-20 / 20)
"""Peak of a note, against full scale."""
_ATTACK = 0.012
_DECAY = 0.030

# name → notes of (frequency in Hz, seconds); frequency 0 is a rest. Rising: good. Falling: bad. The timer
# is the only one with four notes, the warning the only one below 300 Hz and the only rough one.
_NOTES: dict[str, tuple[tuple[float, float], ...]] = {
    "heard": ((880.0, 0.07),),
    "working": ((523.3, 0.05), (0, 0.09), (523.3, 0.05)),
    "failed": ((440.0, 0.11), (349.2, 0.16)),
    "timer": ((784.0, 0.10), (0, 0.05), (784.0, 0.10), (0, 0.05), (1046.5, 0.10), (0, 0.05), (784.0, 0.18)),
    "offer": ((587.3, 0.10), (880.0, 0.14)),
    "done": ((523.3, 0.07), (659.3, 0.07), (784.0, 0.14)),
    "warning": ((262.0, 0.16), (0, 0.07), (262.0, 0.16), (0, 0.07), (262.0, 0.16)),
}
NAMES = tuple(_NOTES)


@cache
def earcon(name: str) -> Pcm:
    """Samples of an earcon; an unknown name sounds as "heard", so that a new one is never silent."""
    return np.concatenate(
        [
            _note(pitch, seconds, rough=name == "warning")
            for pitch, seconds in _NOTES.get(name, _NOTES["heard"])
        ]
    )


def _note(pitch: float, seconds: float, rough: bool) -> Pcm:
    length = int(seconds * RATE)
    if not pitch:
        return np.zeros(length, np.int16)
    at = np.arange(length) / RATE
    # a second and third harmonic, so that small loudspeakers and ageing ears still get something
    wave = np.sin(2 * np.pi * pitch * at) + 0.35 * np.sin(4 * np.pi * pitch * at)
    wave += (0.5 if rough else 0.1) * np.sin(6 * np.pi * pitch * at)
    attack, decay = int(_ATTACK * RATE), int(_DECAY * RATE)
    wave[:attack] *= np.sin(np.linspace(0, np.pi / 2, attack)) ** 2
    wave[-decay:] *= np.cos(np.linspace(0, np.pi / 2, decay)) ** 2
    pcm: Pcm = (wave / np.abs(wave).max() * _LEVEL * 32767).astype(np.int16)
    return pcm
