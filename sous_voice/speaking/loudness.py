"""Recorded tellers: any sample rate, levelled after EBU R 128, as samples for the player.

Loudness is measured by pyloudnorm (ITU-R BS.1770-4, gated). Target −25 LUFS, so that a recording stands
beside the synthesised voice (measured: joe-medium, −25.3 LUFS over ten recipe steps); peaks stay under
−1 dBFS.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sous_voice.errors import AudioFileError
from sous_voice.speaking.cache import RATE, Pcm

TARGET = -25.0
"""LUFS."""
_CEILING = 10 ** (-1 / 20)
_MOST_GAIN = 10 ** (24 / 20)
"""A whisper is raised by 24 dB at most: beyond that it is the room that gets loud."""
_BLOCK = 65_536
_SHORTEST = 0.4
"""Seconds: BS.1770's gating block."""

Sound = npt.NDArray[np.float32]


def read_recording(place: Path) -> Sound:
    """A recording as mono samples at ``RATE``, −1 to 1. Raises ``AudioFileError``."""
    import soundfile
    import soxr

    try:
        with soundfile.SoundFile(place) as file:
            resampler = soxr.ResampleStream(file.samplerate, RATE, 1, dtype="float32")
            parts = [
                resampler.resample_chunk(_mono(block))
                for block in file.blocks(_BLOCK, dtype="float32", always_2d=True)
            ]
            parts.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    except (soundfile.LibsndfileError, OSError, ValueError, RuntimeError) as fault:
        raise AudioFileError(f"The recording {place.name} cannot be played: {_why(place, fault)}.") from fault
    sound = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    if not sound.size:
        raise AudioFileError(f"The recording {place.name} is empty.")
    return np.nan_to_num(sound)


def _mono(block: Any) -> Sound:
    mixed: Sound = block.mean(axis=1, dtype=np.float32)
    return mixed


def _why(place: Path, fault: Exception) -> str:
    if not place.exists():
        return "the file is not there"
    return (str(fault).splitlines() or ["it is damaged"])[-1].rstrip(".")


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS; −inf for silence or less than 0.4 s."""
    import pyloudnorm

    if sound.size < _SHORTEST * RATE:
        return float("-inf")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # log of zero in silent blocks
        return float(pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(np.float64)))


def levelled(sound: Sound, target: float = TARGET) -> Sound:
    """The recording at ``target`` LUFS, as far as its peaks allow; silence stays silence."""
    measured = loudness(sound)
    if not np.isfinite(measured):
        return sound
    gain = min(_MOST_GAIN, 10 ** ((target - measured) / 20))
    peak = float(np.abs(sound).max())
    if peak * gain > _CEILING:
        gain = _CEILING / peak
    return sound * np.float32(gain)


def recording_pcm(place: Path) -> Pcm:
    """A recording ready to be played. Raises ``AudioFileError``."""
    pcm: Pcm = (np.clip(levelled(read_recording(place)), -1, 1) * 32767).astype(np.int16)
    return pcm


def seconds_of(place: Path) -> float:
    """Length of a recording. Raises ``AudioFileError``."""
    import soundfile

    try:
        return float(soundfile.info(place).duration)
    except (soundfile.LibsndfileError, OSError, RuntimeError) as fault:
        raise AudioFileError(f"The recording {place.name} cannot be played: {_why(place, fault)}.") from fault
