"""The heat log: what was said, who confirmed, what the stove reported, in words."""

import json

import pytest

from sous_voice.errors import UserInputError
from sous_voice.stove.history import heat_changes, newest_journal


def _heard(at, text):
    return {"at": at, "event": {"type": "Heard", "at": at, "understanding": {"text": text}}}


def _report(at, level):
    zones = [{"name": "front_left", "level": level, "watts": 180.0 * level}]
    return {"at": at, "event": {"type": "StoveReported", "at": at, "report": {"zones": zones, "fault": ""}}}


LINES = [
    {"journal": 1, "started": 0.0},
    _heard(1.0, "front left to medium"),
    {"at": 1.0, "effects": [{"type": "RequestHeat", "zone": "front_left", "level": 5, "seconds": 600.0}]},
    _heard(9.0, "confirm five"),
    {"at": 9.0, "effects": [{"type": "ConfirmHeat", "token": "A1", "zone": "front_left", "level": 5}]},
    {"at": 9.0, "verdict": {"permit": "front_left", "level": 5, "words": "confirm five"}},
    _report(9.5, 5),
    _report(10.0, 5),
    _heard(20.0, "off"),
    {"at": 20.0, "effects": [{"type": "RequestOff", "zone": "front_left", "emergency": False}]},
    _report(20.5, 0),
]


def test_every_change_is_told_with_the_words_heard(tmp_path):
    """Given an evening's journal, when it is read, then each order stands with its words, each report once."""
    place = tmp_path / "evening.jsonl"
    place.write_text("\n".join(map(json.dumps, LINES)) + '\n{"at": 21, "torn', encoding="utf-8")
    told = [change["line"].split(" ", 1)[1] for change in heat_changes(place)]
    assert told == [
        'Asked: front left to 5, for 600 seconds (heard: "front left to medium")',
        'Confirmed by the cook: front left to 5 (heard: "confirm five")',
        "Kernel: permit for front left up to 5",
        "Stove: front left at 5",
        'Off: front left (heard: "off")',
        "Stove: everything off",
    ]


def test_the_newest_journal_is_found_where_sessions_keep_them(tmp_path, monkeypatch):
    """The log without a name reads the last evening; without any there is none."""
    from sous_voice.runtime import sessions

    monkeypatch.setenv(sessions.VARIABLE, str(tmp_path))
    assert newest_journal(sessions.folder()) is None
    sessions.new_path().write_text("{}\n", encoding="utf-8")
    assert newest_journal(sessions.folder()) is not None


def test_a_missing_journal_is_one_clear_line(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(UserInputError, match="cannot be read"):
        list(heat_changes(tmp_path / "none.jsonl"))
