"""A journal is written before deciding, read back exactly, and survives a kill."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.messages import Effect, Event, Heard, Kind, Resumed, Say, StoveReported
from sous_voice.core.stove_report import StoveReport, ZoneReport
from sous_voice.errors import UserInputError
from sous_voice.runtime.journal import Journal, read_journal
from sous_voice.runtime.wire import EFFECTS, EVENTS, from_json, to_json

HEARD = Heard(
    1.5,
    Understanding(
        "ten minutes", (Intent("timer_start", {"duration": 600, "items": ("a", "b")}, span=(0, 11)),)
    ),
)


def test_every_message_has_a_name_on_the_wire() -> None:
    """A new event or effect can be written without a line here."""
    assert set(EVENTS.values()) == set(get_args(Event))
    assert set(EFFECTS.values()) == set(get_args(Effect))


@pytest.mark.parametrize(
    "message",
    [
        HEARD,
        Heard(1.0, Understanding("hey sous", (Intent("wake"),))),
        Say("Hello.", Kind.SAFETY, id=3),
        StoveReported(2.0, StoveReport("idle", (ZoneReport("front_left", 3, 500.0, None, True, None),))),
        Resumed(3.0, 60.0),
    ],
)
def test_messages_come_back_as_they_went(message: Event | Effect) -> None:
    """Nested values, tuples and missing ones keep their types."""
    assert from_json(to_json(message)) == message


@given(st.dictionaries(st.text(max_size=8), st.none() | st.integers() | st.text(max_size=8), max_size=5))
def test_foreign_objects_are_refused_without_a_crash(data: dict[str, object]) -> None:
    """Whatever stands in a file: a message, or a ValueError."""
    try:
        from_json(data)
    except ValueError:
        return
    assert data.get("type") in EVENTS | EFFECTS


def written(path: Path) -> Path:
    journal = Journal(path)
    journal.header(version="0", started=0.0, recipe="")
    journal.event(HEARD)
    journal.effects(1.5, (Say("Timer.", id=1),))
    journal.event(Resumed(9.0, 5.0))
    journal.close()
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Events keep their order and their effects; a session without an end is known as such."""
    account = read_journal(written(tmp_path / "a.jsonl"))
    assert [step.event for step in account.steps] == [HEARD, Resumed(9.0, 5.0)]
    assert account.steps[0].effects == (Say("Timer.", id=1),)
    assert (account.ended, account.torn) == ("", 0)


def test_a_torn_last_line_costs_only_itself(tmp_path: Path) -> None:
    """A kill in mid-line loses that line alone, and the journal can be gone on with."""
    path = written(tmp_path / "a.jsonl")
    path.write_bytes(path.read_bytes()[:-20])
    account = read_journal(path)
    assert ([step.event for step in account.steps], account.torn) == ([HEARD], 1)
    more = Journal(path, append=True)
    more.event(Resumed(20.0, 10.0))
    more.ended(21.0, "goodbye")
    again = read_journal(path)
    assert again.ended == "goodbye"
    assert again.steps[-1].event == Resumed(20.0, 10.0)


@pytest.mark.parametrize("text", ["", "no json\n", '{"journal": 99}\n', "[1]\n", '{"a": 1}\n'])
def test_what_is_no_journal_is_told(tmp_path: Path, text: str) -> None:
    """Another file is refused in one sentence with its name."""
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    with pytest.raises(UserInputError, match=r"a\.jsonl"):
        read_journal(path)


def test_a_damaged_middle_is_told_with_its_line(tmp_path: Path) -> None:
    """Only the end may be torn: a hole in the middle is named."""
    path = written(tmp_path / "a.jsonl")
    lines = path.read_text().splitlines()
    lines[1] = lines[1][:30]
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(UserInputError, match="line 2"):
        read_journal(path)
