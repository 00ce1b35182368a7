"""Evenings that were kept: every journal here is decided again, and must be decided as it was.

A bad evening becomes a test by copying its journal into this folder (``runtime/sessions.py`` says where
journals lie). After a change that is meant, ``sous-voice replay JOURNAL --accept`` writes it anew.
"""

import shutil
from pathlib import Path

import pytest

from sous_voice.runtime.journal import read_journal
from sous_voice.runtime.replay import renew, replay_journal, resumed

JOURNALS = sorted(Path(__file__).parent.glob("*.jsonl"))


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_an_evening_is_decided_as_it_was(path: Path) -> None:
    """Given a kept journal, then each event still has the effects that it had."""
    told = list(replay_journal(read_journal(path)))
    assert told
    assert [(step.line, step.was, step.now) for step in told if not step.same] == []


def test_there_are_evenings() -> None:
    """Given this folder, then it holds at least three sessions, one of them killed in mid-line."""
    accounts = [read_journal(path) for path in JOURNALS]
    assert len(accounts) >= 3
    assert any(account.torn and not account.ended for account in accounts)


def test_a_changed_decision_is_found_and_can_be_accepted(tmp_path: Path) -> None:
    """Given a journal with another answer in it, then it differs; accepted, it does not, and stays whole."""
    path = tmp_path / "a.jsonl"
    shutil.copy(JOURNALS[0], path)
    before = resumed(read_journal(path))
    path.write_text(path.read_text(encoding="utf-8").replace("Step 3. ", "Stage 3. "), encoding="utf-8")
    assert [step for step in replay_journal(read_journal(path)) if not step.same]
    renew(path)
    assert all(step.same for step in replay_journal(read_journal(path)))
    assert resumed(read_journal(path)) == before
