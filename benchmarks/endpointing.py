"""Which voice detector finds the beginnings and ends of real commands in a kitchen?

    python benchmarks/endpointing.py ../shared/data

Each of the coffee orders is put between two seconds of silence, the whole mixed with kitchen noise at a
signal-to-noise ratio. True beginning and end: where the clean clip's level first and last passes -40 dB of
its peak. Told for each detector: orders cut in the middle or lost; onset missed by more than the pre-roll; the
delay of the end decision beyond the patience; false utterances in two minutes of noise alone; CPU.
"""

import sys
import time
from pathlib import Path

import numpy as np

from sous_voice.hearing.endpointing import CHUNK, PRE_ROLL, Closed, Endpointer, Segmenter, Silero
from sous_voice.hearing.source import read_sound

PATIENCE = 0.7


class WebRtc:
    """Share of 10 ms frames that the WebRTC detector calls speech, smoothed over 3 chunks."""

    def __init__(self, mode: int) -> None:
        import webrtcvad

        self._vad = webrtcvad.Vad(mode)
        self._rest = np.zeros(0, np.int16)
        self._last = [0.0] * 3

    def __call__(self, chunk):
        data = np.concatenate([self._rest, (np.clip(chunk, -1, 1) * 32767).astype(np.int16)])
        votes = []
        while data.size >= 160:
            votes.append(self._vad.is_speech(data[:160].tobytes(), 16000))
            data = data[160:]
        self._rest = data
        self._last = [*self._last[1:], float(np.mean(votes))]
        return float(np.mean(self._last))


class Energy:
    """Level above an adaptive floor: 9 dB counts as speech."""

    def __init__(self) -> None:
        self._floor = 1e-4

    def __call__(self, chunk):
        level = float(np.sqrt(np.mean(chunk**2))) + 1e-6
        self._floor = min(level, self._floor * 1.01)
        return 1.0 if level > 2.8 * self._floor else 0.0


def mixed(clip, noise, snr):
    pad = np.zeros(32000, np.float32)
    full = np.concatenate([pad, clip, pad])
    if snr is None:
        return full
    piece = np.resize(noise, full.size)
    gain = np.sqrt(np.mean(clip**2) / np.mean(piece**2) / 10 ** (snr / 10))
    return full + gain * piece


def main() -> None:
    data = Path(sys.argv[1])
    noise = read_sound(data / "kitchen-noise.wav")
    clips = [read_sound(p) for p in sorted((data / "coffee" / "clips").glob("*.wav"))][::2]
    makers = {"silero": Silero, "webrtc 3": lambda: WebRtc(3), "energy": Energy}
    print("detector snr  lost  cut  late_onset  late_end_s(median p95)  false/min  cpu_ms_per_s")
    for name, make in makers.items():
        for snr in (None, 24, 12, 6, 0):
            report(name, make, snr, clips, noise)


def report(name, make, snr, clips, noise) -> None:
    lost = cut = late = 0
    delays = []
    cpu = seconds = 0.0
    for clip in clips:
        loud = np.flatnonzero(np.abs(clip) > 0.01 * np.abs(clip).max())
        start, end = 2 + loud[0] / 16000, 2 + loud[-1] / 16000
        sound = mixed(clip, noise, snr)
        began = time.process_time()
        segmenter = Segmenter(Endpointer(PATIENCE, 20), make())
        found, decided = [], []
        for at in range(0, sound.size - CHUNK, CHUNK):
            for news in segmenter.take(sound[at : at + CHUNK]):
                if isinstance(news, Closed):
                    found.append(news)
                    decided.append((at + CHUNK) / 16000)
        cpu += time.process_time() - began
        seconds += sound.size / 16000
        inside = [
            (one, when) for one, when in zip(found, decided, strict=True) if one.began < end and when > start
        ]
        lost += not inside
        cut += len(inside) > 1
        if inside:
            late += inside[0][0].began - PRE_ROLL > start + 0.05
            delays.append(inside[-1][1] - end - PATIENCE)
    quiet = Segmenter(Endpointer(PATIENCE, 20), make())
    level = 0.01 / np.sqrt(np.mean(noise**2))
    false = sum(
        isinstance(n, Closed) and n.ended.speech > 0.12
        for n in quiet.take((noise * level).astype(np.float32))
    )
    tail = f"{np.median(delays):+.2f} {np.percentile(delays, 95):+.2f}" if delays else "-"
    print(
        f"{name:9} {snr!s:>4} {lost:5} {cut:4} {late:8}    {tail}   {false / (noise.size / 16000 / 60):.1f}"
        f"   {1000 * cpu / seconds:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
