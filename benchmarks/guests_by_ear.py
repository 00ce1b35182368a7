"""Guests' names by real sound: thirty names, four sentences, several synthesisers' voices, told of for the first time.

    python benchmarks/guests_by_ear.py [VOICE ...] [--names N]

Told: "Ana can't have nuts", "... is allergic to milk", "... is vegan" to a session that knows nobody. The right name is
kept at once, or it is asked for and "the name is Ana" is kept; a wrong name is said back and mended by "no, it's Ana".
What is not kept at all, and a wrong name that stands at the end, are the faults to look for. Asked: "can Ana eat this"
where Ana sits with three others, all of whose names were told by voice.

Synthesised voice → 16 kHz → endpointing → recogniser → parser → core. What the core says is read, not spoken.
"""

import argparse
import random
import sys
from collections import Counter
from datetime import datetime
from functools import partial

import numpy as np

from sous_voice.core.context import context_of
from sous_voice.core.diets import Diner
from sous_voice.core.guest_names import alike, skeleton
from sous_voice.core.messages import Effect, Event, Heard, Say
from sous_voice.core.topics import TOPICS
from sous_voice.hearing.endpointing import Silero
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.keywords.notice import open_keywords
from sous_voice.hearing.recogniser import open_engine
from sous_voice.language.parser import Parser
from sous_voice.runtime.conductor import reads_food
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.expectations import Expectations
from sous_voice.runtime.listening import Moment
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe
from training.urgent.voices import voices

NAMES = (
    "Ana", "Ben", "Maria", "Tom", "Sofia", "Leo", "Priya", "Omar", "Grace", "Hugo", "Mei", "Clara", "Hannah", "Aisha",
    "Kenji", "Ingrid", "Lucas", "Fatima", "Noah", "Chloe", "Mateo", "Yuki", "Nadia", "Oscar", "Ruth", "Dmitri", "Amara",
    "Siobhan", "Kwame", "Jack",
)  # fmt: skip
TOLD = ("{} can't have nuts", "{} is allergic to milk", "{} is vegan")
ASKED = "can {} eat this"
VOICES = ("joe-0.9", "joe-1.05", "joe-1.22", "flite-slt", "flite-rms", "espeak-en-gb+f4", "espeak-en-us+m3")
BLOCK = RATE // 10
TABLE = 4
"""Who sits together."""


class Table:
    """One session in which somebody speaks."""

    def __init__(self, ear: Ear) -> None:
        pie = read_recipe(shipped("recipes") / "walnut-pie.cook")
        self._ear = ear
        self._said: list[str] = []
        kitchen = furnish(Settings(), pie, datetime(2026, 11, 26, 18, 0))
        self.session = VirtualSession(
            kitchen, lambda text, context: PARSER.understand(text, context), self._see
        )
        self.session.open(pie)

    def _see(self, at: float, message: Event | Effect) -> None:
        if isinstance(message, Say):
            self._said.append(message.text)

    def hear(self, sound: np.ndarray) -> tuple[str, str]:
        """One utterance: what was heard, and what is answered."""
        global CLOCK
        self.session.pass_time(3.0)
        context = context_of(self.session.kitchen, self.session.session, TOPICS)
        self._ear.tell(
            Moment(
                context=context,
                spoken_to_until=CLOCK + 60.0,
                food=partial(reads_food, self.session.kitchen, self.session.session),
            )
        )
        self._said.clear()
        words = []
        padded = np.concatenate([np.zeros(RATE // 2, np.float32), sound, np.zeros(3 * RATE // 2, np.float32)])
        for start in range(0, padded.size - BLOCK, BLOCK):
            CLOCK += BLOCK / RATE
            for event in self._ear.take(padded[start : start + BLOCK], CLOCK):
                words.append(event.understanding.text if isinstance(event, Heard) else f"({event.text})")
                if isinstance(event, Heard):
                    self.session.event(
                        Heard(self.session.at, event.understanding, self.session.at, event.partial)
                    )
        return " / ".join(words), " ".join(self._said)

    @property
    def diners(self) -> tuple[Diner, ...]:
        """Of whom something is kept."""
        return tuple(d for d in self.session.session.table.diners if d.allergens or d.diets or d.dislikes)

    def stands(self, name: str) -> str:
        """Whether what was told stands with the right name, with none, with a wrong one, or is not kept."""
        if not self.diners:
            return "nothing"
        if all(is_name(diner.name, name) for diner in self.diners):
            return "right"
        return (
            "table"
            if all(not diner.name or diner.name == "Somebody here" for diner in self.diners)
            else "wrong"
        )


def is_name(kept: str, name: str) -> bool:
    """Whether a name is kept as it sounds: "Anna" is Ana."""
    return kept.lower() == name.lower() or (skeleton(kept) == skeleton(name) and alike(kept, name))


PARSER = Parser()
CLOCK = 0.0


def told(ear: Ear, say, name: str, sentence: str, counts: Counter[str]) -> None:  # type: ignore[no-untyped-def]
    """One sentence, and what a cook says who is asked for the name, or hears a wrong one."""
    table = Table(ear)
    heard, answer = table.hear(say(sentence.format(name)))
    log = [(heard, answer[:70])]
    first = stands = table.stands(name)
    asked = "Who" in answer
    for _ in range(2):
        if stands == "right":
            break
        line = reply(answer, name, stands, sentence)
        heard, answer = table.hear(say(line))
        log.append((heard, answer[:70]))
        stands = table.stands(name)
    how = "at once" if first == "right" else f"{'asked' if asked else first}, then {stands}"
    counts[how] += 1
    print(f"  {how:24} {sentence.format(name)}: {log}", flush=True)


def reply(answer: str, name: str, stands: str, sentence: str) -> str:
    """What a cook says whose sentence was not kept under the right name."""
    if "Who" in answer or "Once more" in answer:
        return f"the name is {name}"
    if "is that right?" in answer and is_name(answer.split()[0], name):
        return "yes"
    wrong = stands == "wrong" or "right?" in answer
    return f"no, it's {name}" if wrong else sentence.format(name)


def asked(ear: Ear, say, names: list[str], counts: Counter[str]) -> None:  # type: ignore[no-untyped-def]
    """ "Can Ana eat this?" at a table whose guests were all told of."""
    table = Table(ear)
    for name in names:
        table.session.hear(f"{name} can't have nuts", typed=True)
    for name in names:
        heard, answer = table.hear(say(ASKED.format(name)))
        others = [n for n in names if n != name and f"not for {n}" in answer]
        how = "right" if f"not for {name}" in answer and not others else "another" if others else "no answer"
        counts[f"ask: {how}"] += 1
        print(f"  {how:24} {ASKED.format(name)}: {heard} {answer[:70]}", flush=True)


def main() -> None:
    """Print every line, and the counts for each voice."""
    asking = argparse.ArgumentParser()
    asking.add_argument("voice", nargs="*")
    asking.add_argument("--names", type=int, default=len(NAMES))
    asking.add_argument("--only", choices=("told", "asked"))
    chosen = asking.parse_args()
    print(datetime.now().date(), sys.version.split()[0])
    speakers, names = voices(None), NAMES[: chosen.names]
    engine = open_engine("whisper")
    expect = Expectations(PARSER.sentences).of
    for voice in chosen.voice or VOICES:
        rng = random.Random(2026)

        def say(words: str, voice: str = voice, rng: random.Random = rng) -> np.ndarray:
            return speakers[voice](words, rng) * 0.5

        ear = Ear(engine, PARSER, Silero(), expect=expect, keywords=open_keywords())
        counts: Counter[str] = Counter()
        if chosen.only != "asked":
            for name in names:
                for sentence in TOLD:
                    told(ear, say, name, sentence, counts)
        if chosen.only != "told":
            for start in range(0, len(names), TABLE):
                asked(ear, say, list(names[start : start + TABLE]), counts)
        print(f"{voice}: {dict(sorted(counts.items()))}", flush=True)


if __name__ == "__main__":
    main()
