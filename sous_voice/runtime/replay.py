"""A journal decided again: a bad evening becomes a regression test.

Two depths: events → decide; and, with ``reparse``, text → parser → decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sous_voice.core.context import context_of
from sous_voice.core.decide import begin, decide
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effects, Event, Heard
from sous_voice.core.session import Session
from sous_voice.core.topics import TOPICS
from sous_voice.runtime.journal import Account
from sous_voice.runtime.wire import to_json
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish, shelf_of
from sous_voice.shelf.recipes import find_recipe


@dataclass(frozen=True, slots=True)
class Compared:
    """One event: what was decided then, and what is decided now."""

    line: int
    at: float
    event: str
    was: list[str]
    now: list[str]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.was == self.now


def replay_journal(account: Account, *, reparse: bool = False) -> Iterator[Compared]:
    """Every event again. Raises ``RecipeError`` where the session's recipe is gone."""
    kitchen, session = opened(account)
    understand = None
    if reparse:
        from sous_voice.language.parser import Parser

        understand = Parser().understand
    for step in account.steps:
        event: Event = step.event
        if understand is not None and isinstance(event, Heard):
            again = understand(event.understanding.text, context_of(kitchen, session, TOPICS))
            event = replace(event, understanding=again)
        turn = decide(kitchen, session, event)
        session = turn.session
        name = type(event).__name__
        yield Compared(step.line, event.at, name, _plain(step.effects), _plain(turn.effects))


def opened(account: Account) -> tuple[Kitchen, Session]:
    """The kitchen and the session with which a journal began."""
    settings = Settings.model_validate(account.header.get("settings") or {}, strict=False)
    name = str(account.header.get("recipe") or "")
    recipe = find_recipe(name, shelf_of(settings)) if name else None
    started = account.header.get("started")
    clock = datetime.fromtimestamp(started) if isinstance(started, int | float) else None
    zones = tuple(str(zone) for zone in account.header.get("zones") or ())
    kitchen = furnish(settings, recipe, clock, zones)
    return kitchen, begin(kitchen, recipe).session


def resumed(account: Account) -> Session:
    """The session after the last event of a journal."""
    kitchen, session = opened(account)
    for step in account.steps:
        session = decide(kitchen, session, step.event).session
    return session


def _plain(effects: Effects) -> list[str]:
    return [str(to_json(effect)) for effect in effects]
