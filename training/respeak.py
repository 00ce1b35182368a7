"""Speak turns with several voices and write down what our recogniser hears, for training with its real errors.

    python training/respeak.py DATA OUT [--turns 1400]

DATA holds cookdial_dev.jsonl. Turns are taken in an order of the seed's. Two in three are said by our voice, half of
them at another pitch and speed; the others by flite and espeak-ng, where this machine has them. No names are told to
the recogniser beforehand. OUT gets one {"i": place of the turn, "voice": who, "heard": words} a line, for
``train.py --heard``; a file that is there is gone on with. About half a second of one core a turn.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.room import Floats, assistant, cooks
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.recogniser import hear_clip, open_engine

SEED = 11
SPEAKERS = ("joe", "pitched", "flite", "joe", "pitched", "espeak")
"""Who says a turn, in rotation; their voices take turns, too."""
Say = Callable[[str], Floats]


def speakers() -> dict[str, list[tuple[str, Say]]]:
    """Kind of speaker → its voices; our own voice stands in where a kind is missing."""
    others = list(cooks().items())
    ours: list[tuple[str, Say]] = [("joe", assistant)]
    found = {
        "joe": ours,
        "pitched": [pair for pair in others if "joe" in pair[0]],
        "flite": [pair for pair in others if "flite" in pair[0]],
        "espeak": [pair for pair in others if "espeak" in pair[0]],
    }
    return {kind: voices or ours for kind, voices in found.items()}


def main() -> None:
    """Write the file."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("data", type=Path)
    wanted.add_argument("out", type=Path)
    wanted.add_argument("--turns", type=int, default=1400)
    given = wanted.parse_args()
    lines = (given.data / "cookdial_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    order = list(range(len(rows)))
    random.Random(SEED).shuffle(order)
    engine, voices = open_engine("whisper"), speakers()
    done = len(given.out.read_text(encoding="utf-8").splitlines()) if given.out.exists() else 0
    with given.out.open("a", encoding="utf-8") as out:
        for n, i in list(enumerate(order[: given.turns]))[done:]:
            kind = voices[SPEAKERS[n % len(SPEAKERS)]]
            name, say = kind[n // len(SPEAKERS) % len(kind)]
            sound = np.pad(say(rows[i]["utterance"]), (RATE // 4, RATE // 3)).astype(np.float32)
            heard = " ".join(part.text for part in hear_clip(engine, sound, spoken_only=True))
            out.write(json.dumps({"i": i, "voice": name, "heard": heard}) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
