"""Recorded tellers: any sample rate, levelled after EBU R 128, as samples for the player.

Loudness is measured by pyloudnorm (ITU-R BS.1770-4, gated). Target −25 LUFS, so that a recording stands
beside the synthesised voice (measured: joe-medium, −25.3 LUFS over ten recipe steps); peaks stay under
−1 dBFS.
"""

import threading
import warnings
from collections import OrderedDict
from itertools import pairwise
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

_FRAME = 0.02
"""Seconds in which a level is taken, to find pauses."""
_BREATH = 0.35
_STRETCH = (3.0, 25.0)
"""Seconds: the shortest and the longest stretch told in one go."""
_QUIET_SHARE = 0.12
"""Of the level of speech: below it nobody speaks."""

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


def pauses_of(pcm: Pcm) -> tuple[float, ...]:
    """Lengths, in seconds, of the stretches between the pauses in which a teller takes breath.

    A stretch ends in the middle of a pause of at least 0.35 s, is 3 s long at least, and is cut at its
    quietest place where it would get longer than 25 s. Together they are the whole recording.
    """
    size = int(_FRAME * RATE)
    count = pcm.size // size
    if count < 2:
        return (pcm.size / RATE,)
    frames = pcm[: count * size].reshape(count, size).astype(np.float32)
    levels = np.sqrt(np.mean(frames * frames, axis=1))
    speech = float(np.percentile(levels, 85))
    quiet = levels < max(_QUIET_SHARE * speech, 1.0)
    cuts, began = [0], 0
    for start, end in _runs(quiet):
        middle = (start + end) // 2
        if (end - start) * _FRAME >= _BREATH and (middle - began) * _FRAME >= _STRETCH[0]:
            cuts += _hard_cuts(levels, began, middle)
            cuts.append(middle)
            began = middle
    cuts += _hard_cuts(levels, began, count)
    if (count - cuts[-1]) * _FRAME < _STRETCH[0] / 2 and len(cuts) > 1:
        cuts.pop()
    edges = [cut * size / RATE for cut in cuts] + [pcm.size / RATE]
    return tuple(end - start for start, end in pairwise(edges))


def _runs(quiet: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(start, end) of each run of quiet frames."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _hard_cuts(levels: "npt.NDArray[np.float32]", start: int, end: int) -> list[int]:
    """Cuts at the quietest places of a stretch without a pause that is too long."""
    longest, least = int(_STRETCH[1] / _FRAME), int(_STRETCH[0] / _FRAME)
    cuts = []
    while end - start > longest:
        window = levels[start + longest // 2 : start + longest]
        start = start + longest // 2 + int(np.argmin(window))
        if end - start < least:
            break
        cuts.append(start)
    return cuts


class Recordings:
    """Recordings ready to be played, the last two kept; safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Path, float], Pcm] = OrderedDict()
        self._lock = threading.Lock()

    def whole(self, place: Path) -> Pcm:
        """A whole recording. Raises ``AudioFileError``."""
        try:
            key = (place, place.stat().st_mtime)
        except (OSError, ValueError):
            key = (place, 0.0)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = recording_pcm(place)
                while len(self._kept) > 2:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def stretch(self, place: Path, start: float, seconds: float) -> Pcm:
        """``seconds`` (0 for all) of a recording from ``start`` on. Raises ``AudioFileError``."""
        pcm = self.whole(place)
        first = round(start * RATE)
        return pcm[first : first + round(seconds * RATE)] if seconds else pcm[first:]

    def stretches(self, place: Path) -> tuple[float, ...]:
        """Lengths of its stretches. Raises ``AudioFileError``."""
        return pauses_of(self.whole(place))
