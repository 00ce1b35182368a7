"""Spoken kitchen commands by several voices, clean and in kitchen noise: is it understood as if it were typed?

    python benchmarks/kitchen.py DATA [--snr 24 12 6] [--every 1] [--half 0|1] [--once]

Each line of ``kitchen_commands.txt`` is spoken by the next voice in turn (``room.cooks``), recognised with the
words of a session on a walnut pie, and read by the parser. Right is what gives the same intents and slots as
the line itself, typed. Then the recordings that are no commands, in pieces of two and four seconds, the
assistant's own voice reading recipe text, and talk to nobody: how many give an intent? ``--half``: the tens of
sentences on which figures were chosen (0), or the others (1). ``--once``: without a second look.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from barge_in import TEXT
from coffee import mixed
from room import Floats, assistant, cooks

from sous_voice.core.moment import Context
from sous_voice.hearing.engine import RATE, Engine
from sous_voice.hearing.recogniser import hear_clip, open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.language.parser import Parser
from sous_voice.runtime.expectations import Expectations
from sous_voice.runtime.readings import best_reading

LINES = Path(__file__).with_name("kitchen_commands.txt")
TO_NOBODY = Path(__file__).parents[1] / "tests" / "language" / "to_nobody_too.txt"
MOMENT = Context(
    state="step",
    recipe="Walnut pie",
    ingredients=("walnuts", "butter", "brown sugar", "eggs", "flour", "vanilla", "salt", "maple syrup"),
    tools=("whisk", "saucepan", "pie dish"),
    timers=("crust", "pasta", "eggs"),
    titles=("Walnut pie", "Tomato soup", "Pancakes"),
    zones=("front_left", "front_right", "back_left", "back_right"),
    n_ingredients=8,
    n_instructions=8,
)
PARSER = Parser()


def meaning(text: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Intents and slots, to be compared."""
    understood = PARSER.understand(text, MOMENT)
    return tuple((i.name, tuple(sorted((k, str(v)) for k, v in i.slots.items()))) for i in understood.intents)


def heard_as(engine: Engine, sound: Floats, once: bool) -> tuple[str, float]:
    """The words taken, and the processor time."""
    begun = time.process_time()
    (clip,) = hear_clip(engine, sound, spoken_only=True)
    read = best_reading(
        clip,
        lambda text: PARSER.understand(text, MOMENT),
        (lambda heard: None) if once else engine.second_look,
        aside=lambda text: 0.0 if once else PARSER.aside(text, MOMENT),
    )
    return "" if read.understanding.abstained else read.heard.text, time.process_time() - begun


def commands(engine: Engine, data: Path, levels: list[float | None], given: argparse.Namespace) -> None:
    """Print one line for each level of noise, and what went wrong without."""
    noise = read_sound(data / "kitchen-noise.wav")
    lines = [one.strip() for one in LINES.read_text().splitlines() if one.strip() and one[0] != "#"]
    voices = list(cooks().items())
    for snr in levels:
        right: dict[str, list[bool]] = defaultdict(list)
        wrong, cpu = [], 0.0
        for number in range(0, len(lines), given.every):
            if given.half is not None and number // 10 % 2 != given.half:
                continue
            line, (name, say) = lines[number], voices[number % len(voices)]
            sound = np.pad(say(line), (RATE // 4, RATE // 3)).astype(np.float32)
            text, cost = heard_as(engine, mixed(sound, noise, snr, line), given.once)
            right[name].append(meaning(text) == meaning(line))
            cpu += cost
            if not right[name][-1]:
                wrong.append(f"{line} -> {text}")
        every_one = [one for some in right.values() for one in some]
        print(
            f"{'clean' if snr is None else f'{snr:g} dB'}: {np.mean(every_one):.3f} of {len(every_one)}, "
            f"{cpu / len(every_one):.2f} s CPU each;",
            ", ".join(f"{name} {np.mean(some):.2f}" for name, some in right.items()),
            flush=True,
        )
        if snr is None:
            print("   " + "\n   ".join(wrong))


def no_commands(data: Path) -> Iterator[tuple[str, Floats]]:
    """Read speech, kitchen noise, and recipe text in our own voice, in pieces."""
    for path in [*sorted((data / "negative").glob("*.wav")), data / "kitchen-noise.wav"]:
        sound = read_sound(path)
        for seconds in (2, 4):
            for start in range(0, len(sound) - seconds * RATE, 6 * RATE):
                yield path.name, sound[start : start + seconds * RATE]
    for line in TEXT:
        yield "our own voice", assistant(line)
    voices = list(cooks().values())
    for number, line in enumerate(TO_NOBODY.read_text().splitlines()):
        if line.strip():
            sound = np.pad(voices[number % len(voices)](line), (RATE // 4, RATE // 3))
            yield "talk to nobody", sound.astype(np.float32)


def main() -> None:
    """Print the figures."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("data", type=Path)
    wanted.add_argument("--snr", type=float, nargs="*", default=[24, 12, 6])
    wanted.add_argument("--every", type=int, default=1, help="only each n-th line")
    wanted.add_argument("--half", type=int, choices=(0, 1))
    wanted.add_argument("--once", action="store_true")
    given = wanted.parse_args()
    engine = open_engine("whisper")
    engine.expect(Expectations(PARSER.sentences).of(MOMENT))
    commands(engine, given.data, [None, *given.snr], given)
    taken: dict[str, list[str]] = defaultdict(list)
    total = 0
    for name, sound in no_commands(given.data):
        total += 1
        text, _ = heard_as(engine, sound, given.once)
        if meaning(text):
            taken[name].append(text)
    print(f"other sounds: {sum(map(len, taken.values()))} of {total} give an intent")
    for name, texts in taken.items():
        print(f"   {name}: {'; '.join(texts[:12])}")


if __name__ == "__main__":
    main()
