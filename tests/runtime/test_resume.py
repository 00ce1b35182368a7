"""A session killed at any moment is gone on with: nothing that was written is lost, nothing is made up."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sous_voice.core.context import context_of
from sous_voice.core.decide import begin, decide
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Heard, Kind, Resumed, Say
from sous_voice.core.session import Session
from sous_voice.core.topics import TOPICS
from sous_voice.errors import RecipeError, UserInputError
from sous_voice.language.parser import Parser
from sous_voice.runtime.conductor import Conductor
from sous_voice.runtime.journal import Journal, read_journal
from sous_voice.runtime.replay import opened, relived, resumed

DISH = (
    "---\ntitle: Kept Warm\nservings: 2\n---\n\nBoil @eggs{2} for ~eggs{6%minutes}.\n\nPeel them.\n\nEat.\n"
)
LINES = (
    (0.0, "make it for four"),
    (3.0, "start"),
    (5.0, "start the timer"),
    (9.0, "ten minutes for the toast — crème fraîche"),
    (20.0, "i have no eggs"),
    (22.0, "no"),
    (60.0, "next"),
    (366.0, "stop"),
    (400.0, "what"),
    (401.0, "two more minutes"),
    (402.0, "undo"),
)


class Mute:
    """Carries nothing out."""

    def handle(self, effect: Effect) -> bool:
        return True


@cache
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Kitchen, Session, list[Session]]:
    """A journal as bytes, and the session after each of its events."""
    place = tmp_path_factory.mktemp("evening")
    dish = place / "kept-warm.cook"
    dish.write_text(DISH, encoding="utf-8")
    path = place / "a.jsonl"
    journal = Journal(path)
    journal.header(version="0", started=1_790_000_000.0, recipe="Kept Warm", recipe_file=str(dish))
    kitchen, first = opened(read_journal(path))
    conductor = Conductor(kitchen, (Mute(),), journal=journal)
    conductor.begin(begin(kitchen, first.recipe))
    at = 0.0
    for when, words in LINES:
        while at < when:
            at = min(at + 0.5, when)
            conductor.poll(at)
        understood = parser().understand(words, context_of(kitchen, conductor.session, TOPICS))
        conductor.take(Heard(at, understood, began=at))
    journal.close()
    return path.read_bytes(), kitchen, first, list(states(path, kitchen, first))


def states(path: Path, kitchen: Kitchen, session: Session) -> Iterator[Session]:
    yield session
    for step in read_journal(path).steps:
        session = decide(kitchen, session, step.event).session
        yield session


Evening = tuple[bytes, Kitchen, Session, list[Session]]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_kill_at_any_byte_loses_only_what_was_not_written(
    evening: Evening, tmp_path: Path, data: st.DataObject
) -> None:
    """Given a journal cut anywhere, then the session is the one after its last whole event."""
    whole, kitchen, first, after = evening
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path / "cut.jsonl"
    path.write_bytes(whole[:cut])
    head = whole.index(b"\n")
    if cut < head:
        with pytest.raises(UserInputError, match=r"cut\.jsonl"):
            read_journal(path)
        return
    account = read_journal(path)
    written = whole[:cut].count(b'"event":{') if cut == len(whole) else _whole_events(whole[:cut])
    assert len(account.steps) == written
    assert relived(kitchen, first, account) == after[written]


def _whole_events(part: bytes) -> int:
    """Events whose line is complete, with or without its line end."""
    count = 0
    for line in part.split(b"\n"):
        try:
            count += "event" in json.loads(line.decode("utf-8", "replace"))
        except ValueError:
            continue
    return count


@pytest.mark.parametrize("gap", [0.5, 30.0, 400.0, 3600.0])
def test_after_a_kill_it_says_what_rang_meanwhile_and_where_we_were(evening: Evening, gap: float) -> None:
    """Given any moment of the evening, then every timer that ended in the absence is named, and the step."""
    _, kitchen, _, after = evening
    for session in after:
        turn = decide(kitchen, session, Resumed(session.at + gap, gap))
        alarms = [e.text for e in turn.effects if isinstance(e, Say) and e.kind is Kind.ALARM]
        ended = [t for t in session.timers.live if not t.paused and t.remaining(session.at) <= gap]
        assert len(alarms) == len(ended)
        assert all(any(timer.name in text for text in alarms) for timer in ended)
        said = " ".join(e.text for e in turn.effects if isinstance(e, Say))
        assert "I am back after" in said
        assert (f"Step {(session.step or 0) + 1} of 3" in said) == (session.step is not None)
        again = decide(kitchen, turn.session, Resumed(turn.session.at + 1, 1.0))
        assert not [e for e in again.effects if isinstance(e, Say) and "Meanwhile" in e.text]


def test_a_recipe_outside_the_shelf_is_found_again(evening: Evening, tmp_path: Path) -> None:
    """Given a cook's own file, then its session is gone on with; where it is gone, that is one clear error."""
    whole, _, _, after = evening
    path = tmp_path / "a.jsonl"
    path.write_bytes(whole)
    assert resumed(read_journal(path)).step == after[-1].step
    path.write_bytes(whole.replace(b"kept-warm.cook", b"moved-away.cook"))
    with pytest.raises(RecipeError, match="Kept Warm"):
        resumed(read_journal(path))
