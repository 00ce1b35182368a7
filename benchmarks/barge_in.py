"""Stop, off and emergency phrases while the assistant itself is speaking, with and without echo cancellation.

A simulated kitchen: the loudspeaker half a metre from the microphone, the cook 1.1 m away, a room echo of
0.25 s, kitchen noise 20 dB below the cook. Everything from the microphone's blocks on is the real thing:
canceller, endpointing, looks, parser. Times count from the end of the word to the event, the processor time
of the look included.

    python benchmarks/barge_in.py --data ../shared/data
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from room import Floats, assistant, cooks, impulse_response, level, loudspeaker, through
from soxr import resample

from sous_voice.core.messages import Context, Heard
from sous_voice.hearing.endpointing import Silero
from sous_voice.hearing.engine import RATE, Engine, Glance, Samples
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.language.parser import Parser
from sous_voice.runtime.ear import Ear, Moment
from sous_voice.runtime.own_voice import OwnVoice, Played
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.sinks import VirtualSink

PHRASES = ("stop", "stop talking", "be quiet", "turn it off", "turn everything off", "turn off the heat",
           "heat off", "emergency stop", "fire", "stop the stove", "kill the heat")  # fmt: skip
TEXT = (
    "Heat the olive oil in a large pot over medium heat until it shimmers.",
    "Add the onions and a pinch of salt, and cook for about eight minutes, until they are soft and golden.",
    "Stir in the garlic and the tomato paste, and cook for one minute more.",
    "Pour in the stock and the tomatoes, bring everything to a boil, then let it simmer for twenty minutes.",
    "Take the pot off the heat and blend the soup until it is smooth.",
    "Whisk the flour, the sugar, the baking powder and half a teaspoon of salt in a wide bowl.",
    "Melt three tablespoons of butter, let it cool a little, and beat it into the milk with two eggs.",
    "Set a timer for thirty five minutes, and do not open the oven door before it rings.",
    "Fold the egg whites into the batter in three parts, and stop as soon as no streaks are left.",
    "Fry the bacon until it is crisp, about five minutes, and drain it on paper towels.",
)
DELAY = 0.12
"""Seconds from a rendered block to the microphone, beyond what the loudspeaker says."""
BLOCK = RATE // 10


@dataclass(frozen=True)
class Said:
    """One phrase of the cook's."""

    voice: str
    phrase: str
    began: float
    ended: float


class Timed:
    """The engine, with the cost of its last look."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.cost = 0.0
        self.total = 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(self.engine, name)

    def glance(self, samples: Samples) -> Glance:
        found = self.engine.glance(samples)
        self.cost = found.seconds_cpu
        self.total += self.cost
        return found


@dataclass(frozen=True)
class Scene:
    """What is played, what is heard, and what the cook says in it."""

    played: Floats
    heard: Floats
    said: tuple[Said, ...]
    words: tuple[tuple[str, float, float], ...]


def scene(data: Path, cook_db: float | None, noise_db: float, seed: int, own: bool = True) -> Scene:
    """Two minutes and a half; ``cook_db``: the cook over our voice at the microphone, None for nobody."""
    random = np.random.default_rng(seed)
    parts, words, at = [], [], 0
    for line in TEXT * 3:
        spoken = np.pad(assistant(line), (0, RATE // 4))
        words.append((line, at / RATE + DELAY, (at + spoken.size) / RATE + DELAY))
        parts.append(spoken)
        at += spoken.size
    played = np.concatenate(parts) * float(own)
    echo = through(loudspeaker(played), impulse_response((1, 1, 1), (1.4, 1.1, 1), 0.25))
    echo = np.pad(echo, (round(DELAY * RATE), 0))[: played.size]
    echo *= 0.05 / (level(echo) or 1.0)
    near = np.zeros_like(played)
    loud = 0.05 * 10 ** ((cook_db or 0.0) / 20)
    said = _cook(near, loud, random) if cook_db is not None else ()
    noise = read_sound(data / "kitchen-noise.wav")[: played.size]
    noise = np.resize(noise, played.size) * (loud * 10 ** (-noise_db / 20) / np.sqrt(np.mean(noise**2)))
    heard = (echo + near + noise).astype(np.float32)
    return Scene(played.astype(np.float32), heard, said, tuple(words) if own else ())


def _cook(near: Floats, loud: float, random: np.random.Generator) -> tuple[Said, ...]:
    """Lay phrases into ``near``, one about every three seconds, each voice and phrase in turn."""
    response = impulse_response((1.9, 1.9, 1.5), (1.4, 1.1, 1), 0.25, seed=1)
    pairs = [(name, phrase) for name in cooks() for phrase in PHRASES]
    random.shuffle(pairs)
    said, at = [], 6 * RATE
    for name, phrase in pairs:
        dry = cooks()[name](phrase)
        wet = through(np.pad(dry, (0, RATE // 4)), response)
        if at + wet.size + RATE > near.size:
            break
        near[at : at + wet.size] += wet * (loud / level(wet))
        said.append(Said(name, phrase, at / RATE, (at + dry.size) / RATE))
        at += wet.size + int(random.uniform(1.6, 2.4) * RATE)
    return tuple(said)


def run(engine: Engine, one: Scene, cancel: bool) -> tuple[list[tuple[float, str, bool]], float]:
    """Events with stop words (time, words, partial), and processor time a second of sound."""
    timed = Timed(engine)
    played = Played(VirtualSink())
    ear = Ear(
        timed,  # type: ignore[arg-type]
        Parser(),
        Silero(),
        said_between=lambda a, b: " ".join(w for w, c, d in one.words if c < b and d > a),
        clean=OwnVoice(played) if cancel else (lambda samples, at: samples),
    )
    ear.tell(Moment(Context(state="step")))
    spoken = (np.clip(resample(one.played, RATE, SPOKEN_RATE), -1, 1) * 32767).astype(np.int16)
    found = []
    begun = time.process_time()
    for number in range(one.heard.size // BLOCK):
        at = (number + 1) / 10
        part = spoken[number * SPOKEN_RATE // 10 : (number + 1) * SPOKEN_RATE // 10]
        played.blocks.append((part, number / 10))
        for news in ear.take(one.heard[number * BLOCK : (number + 1) * BLOCK], at):
            if isinstance(news, Heard) and any(i.risk.name == "R0" for i in news.understanding.intents):
                found.append((at + timed.cost, news.understanding.text, news.partial))
    return found, (time.process_time() - begun) / (one.heard.size / RATE)


def report(name: str, one: Scene, found: Sequence[tuple[float, str, bool]], cpu: float) -> None:
    """One line."""
    minutes = one.heard.size / RATE / 60
    early = [
        min((t - s.ended for t, _, partial in found if partial and s.began < t < s.ended + 1.5), default=9.0)
        for s in one.said
    ]
    ever = [any(s.began < t < s.ended + 2.5 for t, _, _ in found) for s in one.said]
    wrong = [(round(t, 1), w) for t, w, p in found if not any(s.began < t < s.ended + 2.5 for s in one.said)]
    shares = " ".join(f"{np.mean(np.array(early) <= x):.2f}" for x in (0.3, 0.5, 1.0)) if early else "-"
    print(
        f"{name:44s} {len(one.said):3d} said; in 0.3, 0.5, 1.0 s: {shares}; at last {np.mean(ever or [0]):.2f}; "
        f"false {len(wrong)} in {minutes:.1f} min {wrong[:5]}; {cpu:.2f} of a core",
        flush=True,
    )
    missed = [f"{s.phrase} ({s.voice})" for s, e in zip(one.said, early, strict=True) if e > 1.0]
    if missed:
        print("      not early:", "; ".join(missed[:12]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--levels", type=float, nargs="*", default=[6, 0, -6, -12])
    args = parser.parse_args()
    engine = open_engine("whisper")
    silent = scene(args.data, 0, 20, args.seed, own=False)
    report("we are silent", silent, *run(engine, silent, cancel=True))
    for db in args.levels:
        spoken = scene(args.data, db, 20, args.seed)
        for cancel in (False, True):
            what = f"cook {db:+.0f} dB, {'cancelled' if cancel else 'as it comes'}"
            report(what, spoken, *run(engine, spoken, cancel))
    nobody = scene(args.data, None, 20, args.seed)
    for cancel in (False, True):
        report(f"nobody, {'cancelled' if cancel else 'as it comes'}", nobody, *run(engine, nobody, cancel))


if __name__ == "__main__":
    main()
