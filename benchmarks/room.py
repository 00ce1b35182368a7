"""A kitchen in numbers, for measurements without one: room echoes, a small loudspeaker, several voices."""

import io
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from shutil import which

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from sous_voice.hearing.engine import RATE
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.voice import open_voice, synthesise

Floats = NDArray[np.float32]
ROOM = np.array((4.0, 3.2, 2.6))
"""Metres."""
SOUND = 343.0
"""Metres a second."""


def impulse_response(source: tuple[float, ...], ear: tuple[float, ...], t60: float, seed: int = 0) -> Floats:
    """From one place to another in a box with equal walls (image sources, Allen and Berkley 1979), peak 1.

    ``t60``: seconds in which the echo falls by 60 dB.
    """
    random = np.random.default_rng(seed)
    size, begin, end = ROOM, np.array(source), np.array(ear)
    walls = 2 * (size[0] * size[1] + size[1] * size[2] + size[0] * size[2])
    reflection = np.sqrt(np.exp(-0.161 * size.prod() / (walls * t60)))
    response = np.zeros(int(0.35 * RATE), np.float64)
    far = np.ceil(0.35 * SOUND / (2 * size)).astype(int)
    cells = np.array(list(product(*(range(-n, n + 1) for n in far))))
    mirrors = np.array(list(product((0, 1), repeat=3)))
    cell, mirror = np.repeat(cells, len(mirrors), axis=0), np.tile(mirrors, (len(cells), 1))
    away = np.linalg.norm((1 - 2 * mirror) * begin + 2 * cell * size - end, axis=1)
    straight = ~cell.any(axis=1)
    away[~straight] += random.uniform(-0.02, 0.02, int((~straight).sum()))  # walls are not ideal
    at = away / SOUND * RATE
    gain = reflection ** (np.abs(cell - mirror) + np.abs(cell)).sum(axis=1) / np.maximum(away, 0.05)
    here = at < response.size - 2
    np.add.at(response, at[here].astype(int), gain[here] * (1 - at[here] % 1))
    np.add.at(response, at[here].astype(int) + 1, gain[here] * (at[here] % 1))
    result: Floats = (response / np.abs(response).max()).astype(np.float32)
    return result


def through(sound: Floats, response: Floats) -> Floats:
    """A sound as it arrives; as long as it was."""
    size = 1 << int(np.ceil(np.log2(sound.size + response.size)))
    full = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size))
    result: Floats = full[: sound.size].astype(np.float32)
    return result


def loudspeaker(sound: Floats, drive: float = 0.9) -> Floats:
    """A small box at some volume: soft saturation."""
    peak = float(np.abs(sound).max()) or 1.0
    result: Floats = (np.tanh(drive * sound / peak) * peak / drive).astype(np.float32)
    return result


def level(sound: Floats) -> float:
    """Root mean square where it sounds."""
    loud = sound[np.abs(sound) > 0.01 * np.abs(sound).max()]
    return float(np.sqrt(np.mean(loud * loud))) if loud.size else 0.0


def trimmed(sound: Floats) -> Floats:
    """Without the silence around it, at a level of 0.07."""
    loud = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    cut = sound[loud[0] : loud[-1] + 1]
    result: Floats = (cut * (0.07 / level(cut))).astype(np.float32)
    return result


# ---------------------------------------------------------------- voices


@cache
def _joe() -> Callable[[str, float], Floats]:
    voice = open_voice()

    def say(words: str, speed: float) -> Floats:
        return synthesise(voice, voice.written(words), speed).astype(np.float32) / 32768.0

    return say


def assistant(words: str) -> Floats:
    """The assistant's own voice at ``RATE``."""
    return trimmed(soxr.resample(_joe()(words, 1.0), SPOKEN_RATE, RATE))


def cooks() -> dict[str, Callable[[str], Floats]]:
    """Other voices that this machine has: name → words to samples at ``RATE``."""
    found: dict[str, Callable[[str], Floats]] = {}
    for pitch, speed in ((1.16, 1.0), (0.9, 1.1), (1.28, 1.25)):
        found[f"piper joe, pitch {pitch}"] = _pitched(pitch, speed)
    for name in ("en-us", "en-gb+f2", "en-us+f3", "en-gb-scotland+m3"):
        if which("espeak-ng"):
            found[f"espeak-ng {name}"] = _command("espeak-ng", "-v", name, "-w")
    for name in ("slt", "rms", "awb"):
        if which("flite"):
            found[f"flite {name}"] = _command("flite", "-voice", name, "-o")
    return found


def _pitched(pitch: float, speed: float) -> Callable[[str], Floats]:
    def say(words: str) -> Floats:
        raised = soxr.resample(_joe()(words, speed / pitch), pitch * SPOKEN_RATE, SPOKEN_RATE)
        return trimmed(soxr.resample(raised, SPOKEN_RATE, RATE))

    return say


def _command(program: str, *options: str) -> Callable[[str], Floats]:
    def say(words: str) -> Floats:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "said.wav"
            text = ["-t", words] if program == "flite" else [words]
            subprocess.run([program, *options, str(out), *text], check=True, capture_output=True)
            samples, rate = soundfile.read(io.BytesIO(out.read_bytes()), dtype="float32")
        return trimmed(soxr.resample(samples, rate, RATE))

    return say
