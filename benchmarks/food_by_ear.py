"""Questions about food by real sound: a second voice asks, and the answers are held against what they must contain.

python benchmarks/food_by_ear.py QUESTIONS.tsv [--settings FILE]

QUESTIONS.tsv has recipe, setup (unused), question, what a right answer contains (see ``food_questions.py``). The
questions of one recipe are one session: second voice → 16 kHz → endpointing → recogniser → parser → core → voice.
A line that is not answered, or not understood as the words themselves mean, is said once more, as a cook would.
"""

import io
import sys
from itertools import groupby
from pathlib import Path

from food_questions import Asked, read_questions, right

from sous_voice.app.from_files import run_offline
from sous_voice.app.parts import Parts, Plan, assemble, ear_of, new_parser
from sous_voice.core.messages import Effects, Event, Heard, Say
from sous_voice.core.session import Session
from sous_voice.runtime.offline import FileLoudspeaker, NoTape, OfflineSession
from sous_voice.runtime.once import Once
from sous_voice.runtime.rehearsal import Cook, WithCook, second_voice
from sous_voice.settings import Settings, load_settings
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe


class Listener:
    """Writes down what was answered to each line."""

    def __init__(self, cook: Cook) -> None:
        self._cook = cook
        self.answers: dict[str, list[str]] = {}

    def __call__(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None:
        """What is said is the answer to the line that is open."""
        if self._cook.spoken and isinstance(event, Heard) and not event.partial:
            line = self._cook.spoken[-1].line
            told = [effect.text for effect in effects if isinstance(effect, Say)]
            self.answers.setdefault(line, []).append(
                f"(heard: {event.understanding.text}) {' | '.join(told)}"
            )


def play(settings: Settings, recipe: str, questions: list[Asked]) -> dict[str, list[str]]:
    """One session; each question with every answer that it had."""
    chosen = read_recipe(shipped("recipes") / f"{recipe}.cook") if recipe else None
    plan = Plan(settings, chosen, "none", False, io.StringIO())
    watchers: list[object] = []
    sink = FileLoudspeaker(NoTape())
    parts: Parts = assemble(plan, sink, lambda: sink.now, watch=lambda log: WithCook(log, watchers))  # type: ignore[arg-type]
    parser = Once(new_parser)
    voice = parts.speaker.synthesis.voices.voice(plan.settings.speaking.voice)
    cook = Cook(second_voice(voice), parser(), lambda: parts.conductor.moment.context, lambda: parts.speaker.idle,
                lines=[one.question for one in questions])  # fmt: skip
    listener = Listener(cook)
    watchers.extend([cook, listener])
    ear = ear_of(plan, parts, parser)
    try:
        session = OfflineSession(
            parts.conductor, ear, parts.speaker, sink, parts.inbox, parts.transcript.ignored
        )
        run_offline(plan, parts, session, cook, lambda: cook.finished)
    finally:
        parts.close()
    return listener.answers


def main() -> None:
    """Print each question with its answers, and the count."""
    questions = read_questions(Path(sys.argv[1]))
    settings = load_settings(Path(sys.argv[3])) if "--settings" in sys.argv[2:3] else Settings()
    first = good = 0
    for recipe, group in groupby(questions, key=lambda one: one.recipe):
        asked = list(group)
        answers = play(settings, recipe, asked)
        for one in asked:
            told = answers.get(one.question, [])
            hits = [right(answer.partition(") ")[2], one.label) for answer in told]
            first += bool(hits[:1] and hits[0])
            good += any(hits)
            print(f"{'ok ' if any(hits) else 'BAD'} [{recipe}] {one.question}")
            print("\n".join(f"      -> {answer}" for answer in told or ["nothing heard"]), flush=True)
    print(f"{first} of {len(questions)} at once, {good} after a second try")


if __name__ == "__main__":
    main()
