"""Conversations as data: read from YAML, played on a virtual clock, held against what was expected.

A file is a list of scenarios::

    - name: two by two
      rule: Ingredients come in groups of the size that is asked for.
      recipe: walnut-pie            # a shipped recipe; or "cook: |" with Cooklang text; or neither
      talk:
        - you: ingredients two by two
          says: ["11 ingredients.", "125 grams of butter; 200 grams of flour."]    # exactly these, in order
        - pass: 90s                 # time; also typed: WORDS, restart: 5m
          has: [eggs timer]         # parts that must be said, whatever their case
          lacks: [Step 2]           # parts that must not
          intents: [timer_query]    # as the parser heard it, before the moment made something else of it
          slots: {timer: eggs}      # of the first intent
          timers: {eggs: 510}       # seconds left, of all timers; 0 rings
          step: 2                   # counted from 1; 0 before the first
          place: cooking
          dish: Plain Rice
          kept: [note]              # what was to be remembered on disk
          over: true                # the session has ended
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sous_voice.cli.converse import read_time
from sous_voice.core.intents import Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Heard, Remember, Say
from sous_voice.core.moment import Context
from sous_voice.core.recipe import Recipe
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe

HERE = Path(__file__).parent
ACTS = ("you", "typed", "pass", "restart")
CHECKS = ("says", "has", "lacks", "intents", "slots", "timers", "step", "place", "dish", "kept", "over")


@dataclass(frozen=True)
class Turn:
    """One line of a scenario: an act, and what must come of it."""

    act: str
    words: str
    checks: Mapping[str, Any]

    @property
    def named(self) -> str:
        """The line as it stands in messages."""
        return f"{self.act}: {self.words}"


@dataclass(frozen=True)
class Scenario:
    """One conversation."""

    name: str
    rule: str
    turns: tuple[Turn, ...]
    recipe: str = ""
    cook: str = ""


@dataclass
class Outcome:
    """What came of one line."""

    said: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    understanding: Understanding | None = None


def scenarios() -> Iterator[Scenario]:
    """Every scenario of every file here."""
    for path in sorted(HERE.glob("*.yaml")):
        for data in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield read_scenario(data, path.stem)


def read_scenario(data: Mapping[str, Any], file: str) -> Scenario:
    """One entry of a file.

    Raises:
        ValueError: a key that is none of ours, or a line without an act or a check.
    """
    unknown = set(data) - {"name", "rule", "recipe", "cook", "talk"}
    if unknown or not data.get("rule") or not data.get("talk"):
        raise ValueError(f"{file}, {data.get('name')}: unknown {unknown or 'nothing'}, or no rule or talk")
    turns = tuple(_turn(line, f"{file}, {data['name']}") for line in data["talk"])
    return Scenario(
        f"{file}: {data['name']}", data["rule"], turns, data.get("recipe", ""), data.get("cook", "")
    )


def _turn(line: Mapping[str, Any], place: str) -> Turn:
    acts = [act for act in ACTS if act in line]
    checks = {key: value for key, value in line.items() if key not in ACTS}
    if len(acts) != 1 or set(checks) - set(CHECKS):
        raise ValueError(f"{place}: {dict(line)!r} has not one act, or an unknown check")
    return Turn(acts[0], str(line[acts[0]]), checks)


# ---------------------------------------------------------------- playing


@cache
def _parser() -> Parser:
    return Parser()


@cache
def _kitchen() -> Kitchen:
    return furnish(Settings(), None, datetime(2026, 10, 3, 17, 0))


def _recipe(scenario: Scenario) -> Recipe | None:
    if scenario.cook:
        return parse(scenario.cook, "scenario.cook")
    return read_recipe(shipped("recipes") / f"{scenario.recipe}.cook") if scenario.recipe else None


class Stage:
    """Plays one scenario and compares."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.now = Outcome()
        self.session = VirtualSession(_kitchen(), self._understand, self._report)
        self.session.open(_recipe(scenario))

    def _understand(self, text: str, context: Context) -> Understanding:
        return _parser().understand(text, context)

    def _report(self, at: float, message: Event | Effect) -> None:
        match message:
            case Heard():
                self.now.understanding = message.understanding
            case Say():
                self.now.said.append(message.text)
            case Remember():
                self.now.kept.append(message.what)

    def play(self, turn: Turn) -> list[str]:
        """One line; returns what was otherwise than expected, empty for nothing."""
        self.now = Outcome()
        match turn.act:
            case "you":
                self.session.hear(turn.words)
            case "typed":
                self.session.hear(turn.words, typed=True)
            case "pass":
                self.session.pass_time(read_time(turn.words))
            case "restart":
                self.session.sleep(read_time(turn.words))
        wrong = [getattr(self, f"_{check}")(wanted) for check, wanted in turn.checks.items()]
        return [f"{turn.named}\n    {fault}" for fault in wrong if fault]

    def _says(self, wanted: list[str] | str) -> str:
        exact = [wanted] if isinstance(wanted, str) else wanted
        return "" if self.now.said == exact else f"said   {self.now.said}\n    wanted {exact}"

    def _has(self, wanted: list[str]) -> str:
        text = " ".join(self.now.said).lower()
        return "".join(f"“{part}” is not in {self.now.said} " for part in wanted if part.lower() not in text)

    def _lacks(self, wanted: list[str]) -> str:
        text = " ".join(self.now.said).lower()
        return "".join(f"“{part}” is in {self.now.said} " for part in wanted if part.lower() in text)

    def _intents(self, wanted: list[str]) -> str:
        heard = self.now.understanding
        names = [intent.name for intent in heard.intents] if heard else []
        return "" if names == wanted else f"understood {names}, not {wanted}"

    def _slots(self, wanted: Mapping[str, Any]) -> str:
        heard = self.now.understanding
        slots = dict(heard.intents[0].slots) if heard and heard.intents else {}
        return "" if wanted.items() <= slots.items() else f"slots {slots}, not {dict(wanted)}"

    def _timers(self, wanted: Mapping[str, float]) -> str:
        at = self.session.at
        left = {t.name: round(t.remaining(at)) for t in self.session.session.timers.all}
        return "" if left == dict(wanted) else f"timers {left}, not {dict(wanted)}"

    def _step(self, wanted: int) -> str:
        step = self.session.session.step
        number = 0 if step is None else step + 1
        return "" if number == wanted else f"at step {number}, not {wanted}"

    def _place(self, wanted: str) -> str:
        place = self.session.session.place.value
        return "" if place == wanted else f"at {place}, not {wanted}"

    def _dish(self, wanted: str) -> str:
        recipe = self.session.session.recipe
        title = recipe.title if recipe else ""
        return "" if title == wanted else f"making {title}, not {wanted}"

    def _kept(self, wanted: list[str]) -> str:
        return "" if self.now.kept == wanted else f"kept {self.now.kept}, not {wanted}"

    def _over(self, wanted: bool) -> str:
        return "" if self.session.over is wanted else f"over is {self.session.over}"
