"""Stop, off and emergency phrases while the assistant itself is speaking, with and without echo cancellation.

A simulated kitchen: the loudspeaker half a metre from the microphone, the cook 1.1 m away, a room echo of
0.25 s, kitchen noise 20 dB below the cook. Everything from the microphone's blocks on is the real thing:
canceller, keywords in the stream, endpointing, looks, parser. Times count from the end of the word to the event,
the processor time of the look included. Voices that the keywords' weights never met are counted once more by
themselves.

    python benchmarks/barge_in.py --data ../shared/data [--seeds 1 2 3] [--looks-only] [--as-it-comes]
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from room import Floats, assistant, cooks, impulse_response, level, loudspeaker, through
from soxr import resample

from sous_voice.core.messages import Heard
from sous_voice.core.moment import Context
from sous_voice.hearing.endpointing import Silero
from sous_voice.hearing.engine import RATE, Engine, Glance, Hint, Samples
from sous_voice.hearing.keywords.notice import Keywords
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.language.parser import Parser
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.listening import Moment
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
HELD_OUT = ("flite rms", "flite awb", "espeak-ng en-us+f3", "espeak-ng en-gb-scotland+m3")
"""Of the voices in ``room.cooks``, those that ``training/urgent`` never heard."""


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
        self.looks = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.engine, name)

    def glance(self, samples: Samples, hint: Hint | None = None) -> Glance:
        found = self.engine.glance(samples, hint)
        self.cost = found.seconds_cpu
        self.total += self.cost
        self.looks += 1
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


@dataclass(frozen=True)
class Run:
    """A scene, and what was noticed in it."""

    scene: Scene
    found: tuple[tuple[float, str, bool], ...]
    """Events with stop words: time, words, partial."""
    seconds: float
    """Of processor time."""
    looks: int


def run(engine: Engine, one: Scene, cancel: bool, keywords: bool) -> Run:
    """The ear in a scene."""
    timed = Timed(engine)
    played = Played(VirtualSink())
    own = OwnVoice(played)
    ear = Ear(
        timed,  # type: ignore[arg-type]
        Parser(),
        Silero(),
        said_between=lambda a, b: " ".join(w for w, c, d in one.words if c < b and d > a),
        clean=own if cancel else (lambda samples, at: samples),
        another_spoke=own.another_spoke if cancel else (lambda began, ended: False),
        keywords=Keywords() if keywords else None,
    )
    ear.tell(Moment(Context(state="step", zones=("front_left",))))
    spoken = (np.clip(resample(one.played, RATE, SPOKEN_RATE), -1, 1) * 32767).astype(np.int16)
    found = []
    begun = time.process_time()
    for number in range(one.heard.size // BLOCK):
        at = (number + 1) / 10
        part = spoken[number * SPOKEN_RATE // 10 : (number + 1) * SPOKEN_RATE // 10]
        played.blocks.append((part, number / 10))
        timed.cost = 0.0
        for news in ear.take(one.heard[number * BLOCK : (number + 1) * BLOCK], at):
            if isinstance(news, Heard) and any(i.risk.name == "R0" for i in news.understanding.intents):
                found.append((at + timed.cost, news.understanding.text, news.partial))
    return Run(one, tuple(found), time.process_time() - begun, timed.looks)


def _told(one: Run) -> list[tuple[Said, float, bool]]:
    """Each phrase, seconds from its end until it was noticed, and whether it was at last."""
    found = []
    for said in one.scene.said:
        after = [(t - said.ended, partial) for t, _, partial in one.found if t > said.began]
        early = min((late for late, partial in after if partial and late < 1.5), default=9.0)
        found.append((said, early, any(late < 2.5 for late, _ in after)))
    return found


def _shares(told: Sequence[tuple[Said, float, bool]]) -> str:
    if not told:
        return "-"
    early = np.array([seconds for _, seconds, _ in told])
    within = " ".join(f"{np.mean(early <= limit):.2f}" for limit in (0.3, 0.5, 1.0))
    return f"{len(told):3d} said; in 0.3, 0.5, 1.0 s: {within}; at last {np.mean([last for *_, last in told]):.2f}"


def report(name: str, runs: Sequence[Run]) -> None:
    """All voices in one line, those never heard in another."""
    seconds = sum(one.scene.heard.size for one in runs) / RATE
    told = [said for one in runs for said in _told(one)]
    wrong = [
        (round(t, 1), words)
        for one in runs
        for t, words, _ in one.found
        if not any(said.began < t < said.ended + 2.5 for said in one.scene.said)
    ]
    cpu = sum(one.seconds for one in runs) / seconds
    looks = 60 * sum(one.looks for one in runs) / seconds
    print(
        f"{name:34s} {_shares(told)}; false {len(wrong)} in {seconds / 60:.1f} min {wrong[:5]}; "
        f"{cpu:.2f} of a core, {looks:.0f} looks a minute",
        flush=True,
    )
    if unheard := [said for said in told if said[0].voice in HELD_OUT]:
        print(f"      never heard in training:      {_shares(unheard)}")
    if missed := [f"{said.phrase} ({said.voice})" for said, early, _ in told if early > 1.0]:
        print("      not early:", "; ".join(missed[:12]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--levels", type=float, nargs="*", default=[6, 0, -6, -12])
    parser.add_argument("--looks-only", action="store_true", help="without keywords in the stream")
    parser.add_argument("--as-it-comes", action="store_true", help="also without the canceller")
    args = parser.parse_args()
    engine = open_engine("whisper")
    kitchens: list[tuple[str, float | None, bool]] = [("we are silent", 0, False)]
    kitchens += [(f"cook {db:+.0f} dB", db, True) for db in args.levels]
    for name, db, own in [*kitchens, ("nobody", None, True)]:
        made = [scene(args.data, db, 20, seed, own=own) for seed in args.seeds]
        for cancel in (False, True) if args.as_it_comes and own else (True,):
            what = f"{name}, {'cancelled' if cancel else 'as it comes'}" if own else name
            report(what, [run(engine, one, cancel, not args.looks_only) for one in made])


if __name__ == "__main__":
    main()
