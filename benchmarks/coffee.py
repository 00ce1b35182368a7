"""How well spoken orders are understood, clean and in noise, and how often other speech is taken for one.

    python benchmarks/coffee.py DATA [--snr 24 12 6] [--engine whisper] [--clips N]

DATA holds coffee/clips/*.wav, coffee/labels.json (Picovoice speech-to-intent benchmark, Apache-2.0),
kitchen-noise.wav and negative/*.wav. The signal-to-noise ratio is that of the mean powers of the whole
clip and of the piece of noise under it; the piece is chosen by the clip's name, so runs repeat.
"""

import argparse
import json
import resource
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sous_voice.hearing.engine import RATE, Engine, Expectation
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.language.grammar import Grammar, compile_graph, load_grammar, slots_of

Floats = NDArray[np.float32]
GRAMMAR = Path(__file__).parent.parent / "tests" / "grammars" / "coffee.yaml"


def mixed(clip: Floats, noise: Floats, snr: float | None, name: str) -> Floats:
    """A clip with a piece of noise under it at ``snr`` dB; None: as it is."""
    if snr is None:
        return clip
    start = np.random.default_rng(zlib.crc32(name.encode())).integers(0, len(noise) - len(clip))
    piece = noise[start : start + len(clip)]
    gain = np.sqrt(np.mean(clip**2) / (np.mean(piece**2) * 10 ** (snr / 10)))
    return (clip + gain * piece).astype(np.float32)


def orders(engine: Engine, grammar: Grammar, data: Path, snr: float | None, most: int) -> str:
    """Share of orders with all slots right, and what became of the rest."""
    labels = json.loads((data / "coffee" / "labels.json").read_text())
    noise = read_sound(data / "kitchen-noise.wav")
    right = refused = 0
    cpu = audio = 0.0
    names = sorted(labels)[:most]
    for name in names:
        clip = read_sound(data / "coffee" / "clips" / name)
        heard = engine.recognise(mixed(clip, noise, snr, name))
        right += heard.path is not None and slots_of(grammar, heard.path) == labels[name]["slots"]
        refused += heard.path is None
        cpu += heard.seconds_cpu
        audio += heard.seconds_audio
    place = "clean" if snr is None else f"kitchen {snr:g} dB"
    return (
        f"{place}: {right} of {len(names)} right, {refused} refused, "
        f"{cpu / len(names):.2f} s CPU per clip of {audio / len(names):.1f} s"
    )


def other_sounds(data: Path) -> Iterator[tuple[str, Floats]]:
    """Read speech and kitchen noise in pieces of 2, 4 and 8 seconds."""
    for path in [*sorted((data / "negative").glob("*.wav")), data / "kitchen-noise.wav"]:
        sound = read_sound(path)
        for seconds in (2, 4, 8):
            for start in range(0, len(sound) - seconds * RATE, 8 * RATE):
                yield path.name, sound[start : start + seconds * RATE]


def main() -> None:
    """Print the figures, one line each."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("data", type=Path)
    wanted.add_argument("--snr", type=float, nargs="*", default=[24, 12, 6])
    wanted.add_argument("--engine", default="whisper")
    wanted.add_argument("--clips", type=int, default=100)
    given = wanted.parse_args()
    grammar = load_grammar(GRAMMAR)
    engine = open_engine(given.engine)
    engine.expect(Expectation(compile_graph(grammar), closed=True))
    for snr in (None, *given.snr):
        print(orders(engine, grammar, given.data, snr, given.clips), flush=True)
    taken = [(name, engine.recognise(sound)) for name, sound in other_sounds(given.data)]
    wrong = [f"{name}: {heard.text}" for name, heard in taken if heard.path is not None]
    print(f"other sounds: {len(wrong)} of {len(taken)} taken for an order", *wrong, sep="\n  ")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
