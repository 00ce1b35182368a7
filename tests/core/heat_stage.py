"""Plays heat conversations against the simulated stove, and holds them against what was expected.

A scenario's ``talk`` is lines: an utterance, or a direction as in ``sous-voice converse`` ("@ +90s",
"@ stove FAULT"); behind it what must come of it:

    > text     one of the replies is exactly this
    ~ text     one of the replies contains this
    ! text     no reply contains this
    = zones    what the stove heats now: "front_left 5, back_left 2", or "dark"
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from sous_voice.cli.converse import _clock, _direct
from sous_voice.core.messages import Effect, Event, Say
from sous_voice.language.parser import Parser
from sous_voice.runtime.hands import StoveHands
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.places import shipped
from sous_voice.shelf.recipes import read_recipe
from sous_voice.stove.simulated import SimulatedStove
from sous_voice.stove.simulator.plant import read_zones

FILE = Path(__file__).with_name("heat_scenarios.yaml")


@cache
def parser() -> Parser:
    """One for all."""
    return Parser()


def scenarios() -> list[dict[str, str]]:
    """All of the file."""
    return list(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@dataclass
class Stage:
    """One evening at the simulated stove."""

    recipe: str = ""
    clock: str = ""
    hands_on: bool = False
    zones: str = ""
    """As in ``sous-voice stove simulate --zones``; empty for the common stove."""
    replies: list[str] = field(default_factory=list)
    effects: list[Effect | Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stove = SimulatedStove(read_zones(self.zones))
        hands = StoveHands(self.stove)
        recipe = read_recipe(shipped("recipes") / f"{self.recipe}.cook") if self.recipe else None
        settings = Settings.model_validate({"stove": {"hands_on": self.hands_on}})
        kitchen = furnish(settings, recipe, _clock(self.clock or "17:00"), hands.zones, hands.powers)
        self.session = VirtualSession(kitchen, parser().understand, self._take, hands)
        self.session.open(recipe)

    def _take(self, at: float, message: Effect | Event) -> None:
        self.effects.append(message)
        if isinstance(message, Say):
            self.replies.append(message.text)

    @property
    def heating(self) -> str:
        """What the plant's controller gives, whatever anybody says."""
        report = self.session.session.heat.report
        zones = report.zones if report is not None else ()
        on = [f"{zone.name} {zone.level}" for zone in zones if zone.level or zone.watts]
        return ", ".join(on) or "dark"

    def play(self, talk: str) -> None:
        """Every line; raises ``AssertionError`` with what was said."""
        for line in filter(None, map(str.strip, talk.splitlines())):
            mark, _, rest = line.partition(" ")
            if mark in (">", "~", "!", "="):
                self._check(mark, rest)
                continue
            self.replies.clear()
            if mark == "@":
                _direct(self.session, rest)
            else:
                self.session.hear(line)

    def _check(self, mark: str, words: str) -> None:
        said = "\n".join(self.replies)
        if mark == "=":
            assert self.heating == words, f"{self.heating}, not {words}; said: {said}"
        elif mark == ">":
            assert words in self.replies, f"not said: {words}\nbut: {said}"
        else:
            assert (words in said) == (mark == "~"), f"{mark} {words}\nin: {said}"
