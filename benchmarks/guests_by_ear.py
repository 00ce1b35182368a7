"""Guests' names by real sound: twelve names, three voices, known from the settings and told for the first time.

python benchmarks/guests_by_ear.py

Known: "can Ana eat this", "what about Ana": the answer must name the guest who was meant. Told: "Ana can't have nuts"
to a session that knows nobody: the right name is noted, or it is asked for and "the name is Ana" is noted; a wrong name
that is noted in silence is the fault to look for. Second voice → 16 kHz → endpointing → recogniser → parser → core →
voice.
"""

import sys
from datetime import datetime

from by_ear import play

from sous_voice.core.guest_names import skeleton
from sous_voice.settings import Person, Settings
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe

NAMES = ("Ana", "Ben", "Maria", "Tom", "Sofia", "Leo", "Priya", "Omar", "Grace", "Hugo", "Mei", "Clara")
VOICES = ((1.16, 1.0), (1.0, 1.05), (0.9, 0.95))
"""Pitch and pace of the three."""
TABLES = (NAMES[:4], NAMES[4:8], NAMES[8:])
"""Who sits together: guests come by the handful."""


def session(settings: Settings, lines: list[str], pitch: float, pace: float) -> list[tuple[str, str, str]]:
    """One session about the walnut pie: line, what was heard, what was answered."""
    pie = read_recipe(shipped("recipes") / "walnut-pie.cook")
    return [(line, heard, " ".join(told)) for line, heard, told in play(settings, pie, lines, pitch, pace)]


def known(pitch: float, pace: float) -> tuple[int, int, int]:
    """Of guests of the settings: answered about the right one, asked who is meant or said over, about another one."""
    right = asked = wrong = 0
    for table in TABLES:
        people = tuple(Person(name=name, allergens=("nuts",)) for name in table)
        lines = [line for name in table for line in (f"can {name} eat this", f"what about {name}")]
        first: dict[str, tuple[str, str]] = {}
        for line, heard, told in session(Settings(people=people), lines, pitch, pace):
            first.setdefault(line, (heard, told))
        for line in lines:
            heard, told = first.get(line, ("", ""))
            good = f"not for {line.split()[1] if line.startswith('can') else line.split()[-1]}:" in told
            other = not good and ("not for" in told or "against" in told)
            right, wrong, asked = right + good, wrong + other, asked + (not good and not other)
            print(f"{'ok ' if good else 'BAD'} {line} (heard: {heard}) {told[:90]}", flush=True)
    return right, asked, wrong


def told(pitch: float, pace: float) -> tuple[int, int, int, int]:
    """Of guests told of for the first time: noted at once, noted when asked for, asked for only, noted wrongly."""
    at_once = later = only_asked = wrong = 0
    for name in NAMES:
        heard = session(Settings(), [f"{name} can't have nuts", f"the name is {name}"], pitch, pace)
        answers = [told for _, _, told in heard]
        noted = next((told for told in answers if told.startswith("Noted:")), "")
        good = skeleton(noted.removeprefix("Noted: ").partition(" can't")[0]) == skeleton(name)
        asked = any("Who can't have" in told for told in answers)
        at_once += good and not asked
        later += good and asked
        only_asked += not good and asked and not noted
        wrong += not good and bool(noted)
        print(f"{'ok ' if good else 'BAD'} {name}: {[(h, t[:60]) for _, h, t in heard]}", flush=True)
    return at_once, later, only_asked, wrong


def main() -> None:
    """Print every line, and the counts for each voice."""
    print(datetime.now().date(), sys.version.split()[0])
    for pitch, pace in VOICES:
        right, asked, other = known(pitch, pace)
        counts = told(pitch, pace)
        print(f"voice {pitch}: known {right} right, {asked} not answered, {other} wrong")
        print(f"voice {pitch}: told: at once {counts[0]}, after asking {counts[1]}, "
              f"asked for without an answer {counts[2]}, wrong {counts[3]}, of {len(NAMES)}")  # fmt: skip


if __name__ == "__main__":
    main()
