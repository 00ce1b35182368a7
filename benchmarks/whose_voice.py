"""Is a short answer that sounds while, or just after, we speak told from our own voice by its sound?

A simulated kitchen as in ``barge_in.py``: our voice is given back by the room, a cook says short answers over it
or in its pauses, kitchen noise is 20 dB below. Every answer, and every piece of 0.7 s of our own voice alone, is
put to ``OwnVoice.another_spoke``. The words play no part in it.

    python benchmarks/whose_voice.py --data ../shared/data
"""

import argparse
from pathlib import Path

import numpy as np
from barge_in import TEXT
from room import Floats, assistant, cooks, impulse_response, level, loudspeaker, through
from soxr import resample

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.source import read_sound
from sous_voice.runtime.own_voice import OwnVoice, Played
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.sinks import VirtualSink

ANSWERS = ("keep it", "yes", "confirm five", "stop", "no", "next", "the first one", "delete it")
BLOCK = RATE // 10
LEARNT = 4.0
"""Seconds after which the canceller has heard enough of us."""


def answers(size: int, seed: int) -> tuple[Floats, list[tuple[float, float]]]:
    """Short answers, one about every two seconds, at a level of 1, and when each sounds."""
    random = np.random.default_rng(seed)
    response = impulse_response((1.9, 1.9, 1.5), (1.4, 1.1, 1), 0.25, seed=1)
    near, said, at = np.zeros(size, np.float32), [], 5 * RATE
    pairs = [(voice, words) for voice in cooks() for words in ANSWERS]
    random.shuffle(pairs)
    for voice, words in pairs:
        dry = cooks()[voice](words)
        wet = through(np.pad(dry, (0, RATE // 4)), response)
        if at + wet.size + RATE > size:
            break
        near[at : at + wet.size] += wet / level(wet)
        said.append((at / RATE, (at + dry.size) / RATE))
        at += wet.size + int(random.uniform(0.8, 1.6) * RATE)
    return near, said


def told(played: Floats, heard: Floats, spans: list[tuple[float, float]]) -> list[bool]:
    """``another_spoke`` for each span, asked 0.7 s after its end."""
    ear = Played(VirtualSink())
    own = OwnVoice(ear)
    spoken = (np.clip(resample(played, RATE, SPOKEN_RATE), -1, 1) * 32767).astype(np.int16)
    found, waiting = [], list(spans)
    for number in range(heard.size // BLOCK):
        part = spoken[number * SPOKEN_RATE // 10 : (number + 1) * SPOKEN_RATE // 10]
        ear.blocks.append((part, number / 10))
        now = (number + 1) / 10
        own(heard[number * BLOCK : (number + 1) * BLOCK], now)
        while waiting and waiting[0][1] + 0.7 <= now:
            found.append(own.another_spoke(*waiting.pop(0)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    ours = np.concatenate([np.pad(assistant(line), (0, RATE // 4)) for line in TEXT]).astype(np.float32)
    noise = np.resize(read_sound(data / "kitchen-noise.wav"), ours.size)
    noise *= 0.005 / np.sqrt(np.mean(noise**2))
    near, said = answers(ours.size, 1)
    pieces = [(at, at + 0.7) for at in np.arange(0.2, ours.size / RATE - 2, 0.5)]
    for t60, delay in ((0.25, 0.12), (0.5, 0.12), (0.25, 0.3)):
        echo = through(loudspeaker(ours), impulse_response((1, 1, 1), (1.4, 1.1, 1), t60))
        echo = np.pad(echo, (round(delay * RATE), 0))[: ours.size]
        echo *= 0.05 / level(echo)
        room = f"echo {t60} s, {1000 * delay:.0f} ms late"
        alone = told(ours, (echo + noise).astype(np.float32), pieces)
        early = [one for one, (at, _) in zip(alone, pieces, strict=False) if at < LEARNT]
        print(
            f"{room}: nobody but we: {sum(alone)} of {len(alone)} taken for another (first 4 s: {sum(early)})"
        )
        for db in (6, 0, -6, -12):
            heard = (echo + noise + near * 0.05 * 10 ** (db / 20)).astype(np.float32)
            right = told(ours, heard, said)
            print(f"{room}: cook {db:+d} dB: {sum(right)} of {len(right)} known for another", flush=True)
    right = told(ours, (noise + near * 0.05).astype(np.float32), said)
    print(f"headphones: {sum(right)} of {len(right)} known for another")


if __name__ == "__main__":
    main()
