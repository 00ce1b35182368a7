"""Speak turns with our voice and write down what our recogniser hears, for training with a recogniser's real errors.

    python training/respeak.py DATA OUT [--turns 471]

DATA holds cookdial_dev.jsonl. Turns are taken in an order of the seed's; every second one has a little noise. OUT gets
one {"i": place of the turn, "heard": words} a line, for ``train.py --heard``. About half a second of one core a turn.
"""

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
import soxr

sys.path.insert(0, str(Path(__file__).parent.parent))
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.whisper.model import WhisperModel
from sous_voice.speaking.cache import RATE as VOICE_RATE
from sous_voice.speaking.voice import open_voice, synthesise

SEED = 11
NOISE = 0.006
"""Of full scale, white."""


def main() -> None:
    """Write the file."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("data", type=Path)
    wanted.add_argument("out", type=Path)
    wanted.add_argument("--turns", type=int, default=471)
    given = wanted.parse_args()
    lines = (given.data / "cookdial_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    order = list(range(len(rows)))
    random.Random(SEED).shuffle(order)
    voice, model = open_voice(), WhisperModel()
    with given.out.open("w", encoding="utf-8") as out:
        for n, i in enumerate(order[: given.turns]):
            pcm = np.asarray(synthesise(voice, rows[i]["utterance"], 1.0))
            sound = pcm.astype(np.float32) / (32768 if pcm.dtype == np.int16 else 1)
            padded = np.concatenate([np.zeros(3000, np.float32), soxr.resample(sound, VOICE_RATE, RATE)])
            padded = np.concatenate([padded, np.zeros(8000, np.float32)])
            noise = np.random.default_rng(i).normal(0, NOISE, len(padded)) if n % 2 else 0.0
            heard, _ = model.hear(model.encode((padded + noise).astype(np.float32)), hypotheses=1, beam=2)
            out.write(json.dumps({"i": i, "heard": heard[0].text}) + "\n")


if __name__ == "__main__":
    main()
