"""A journal decided again: a bad evening becomes a regression test.

Two depths: events → decide; and, with ``reparse``, text → parser → decide.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sous_voice.core.context import context_of
from sous_voice.core.decide import begin, decide
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effects, Event, Heard
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.core.topics import TOPICS
from sous_voice.runtime.journal import Account, read_journal
from sous_voice.runtime.wire import to_json
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish, shelf_of
from sous_voice.shelf.recipes import find_recipe, read_recipe


@dataclass(frozen=True, slots=True)
class Compared:
    """One event: what was decided then, and what is decided now."""

    line: int
    at: float
    event: str
    was: list[str]
    now: list[str]
    torn: bool = False
    """What was decided then is not known: the program was killed meanwhile."""

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.torn or self.was == self.now


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
        yield Compared(step.line, event.at, name, _plain(step.effects), _plain(turn.effects), step.torn)


def opened(account: Account) -> tuple[Kitchen, Session]:
    """The kitchen and the session with which a journal began."""
    settings = Settings.model_validate(account.header.get("settings") or {}, strict=False)
    recipe = _recipe(account, settings)
    started = account.header.get("started")
    clock = datetime.fromtimestamp(started) if isinstance(started, int | float) else None
    zones = tuple(str(zone) for zone in account.header.get("zones") or ())
    kitchen = furnish(settings, recipe, clock, zones, account.header.get("powers") or {})
    return kitchen, begin(kitchen, recipe).session


def renew(path: Path) -> None:
    """Write into a journal, in place of what was decided then, what is decided now.

    For a session that is kept as a test, after a change that is meant.
    """
    account = read_journal(path)
    kitchen, session = opened(account)
    steps = {step.line: step for step in account.steps}
    lines: list[str] = []
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        if number in steps:
            turn = decide(kitchen, session, steps[number].event)
            session = turn.session
            told = {"at": steps[number].event.at, "effects": [to_json(effect) for effect in turn.effects]}
            known = bool(told["effects"]) and not steps[number].torn
            lines += [line, json.dumps(told, ensure_ascii=False)] if known else [line]
        elif '"effects":' not in line[:60] or not _whole(line):
            lines.append(line)
    path.write_text("\n".join(lines) + ("\n" if text.endswith("\n") else ""), encoding="utf-8")


def _whole(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _recipe(account: Account, settings: Settings) -> Recipe | None:
    """The recipe the session began with: its file where that is still there, else the shelf's by title."""
    file, title = (str(account.header.get(key) or "") for key in ("recipe_file", "recipe"))
    if file and Path(file).is_file():
        return read_recipe(Path(file))
    return find_recipe(title, shelf_of(settings)) if title else None


def resumed(account: Account) -> Session:
    """The session after the last event of a journal. Raises ``RecipeError`` where its recipe is gone."""
    kitchen, session = opened(account)
    return relived(kitchen, session, account)


def relived(kitchen: Kitchen, session: Session, account: Account) -> Session:
    """``session`` after every event of a journal."""
    for step in account.steps:
        session = decide(kitchen, session, step.event).session
    return session


def _plain(effects: Effects) -> list[str]:
    return [str(to_json(effect)) for effect in effects]
