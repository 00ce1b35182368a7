"""Journals on disk: where they lie, which session was interrupted, and how it stood."""

import hashlib
import os
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from platformdirs import user_state_path

from sous_voice.core.recipe import Recipe
from sous_voice.errors import SousVoiceError
from sous_voice.runtime.journal import Account, in_use, read_journal
from sous_voice.shelf.places import shipped

STALE = 6 * 3600.0
"""Seconds after which an interrupted session is not gone on with: dinner is over."""
VARIABLE = "SOUS_VOICE_JOURNALS"
"""Environment variable that names another folder of journals."""


def folder() -> Path:
    """Where journals lie."""
    return Path(os.environ.get(VARIABLE) or user_state_path("sous-voice") / "journals")


def new_path() -> Path:
    """A journal that is not there yet, named by the time."""
    stem = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    path, number = folder() / f"{stem}.jsonl", 2
    while path.exists():
        path, number = folder() / f"{stem}-{number}.jsonl", number + 1
    return path


def prune(keep: int) -> None:
    """Delete all but the newest journals."""
    for old in sorted(folder().glob("*.jsonl"))[:-keep]:
        old.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A session that did not end in good order."""

    path: Path
    account: Account
    started: float
    """Wall clock at its session time 0."""


def interrupted(recipe: str = "") -> Interrupted | None:
    """The newest session that nobody is at, if it was killed and may be gone on with; None otherwise.

    A session that is asked for another recipe than the interrupted one begins anew.
    """
    try:
        path = _last_ended()
        if path is None or time.time() - path.stat().st_mtime > STALE:
            return None
        account = read_journal(path)
    except (OSError, SousVoiceError):
        return None
    started = account.header.get("started")
    other = recipe and recipe != account.header.get("recipe")
    if account.ended or not account.steps or other or not isinstance(started, int | float):
        return None
    return Interrupted(path, account, float(started))


def _last_ended() -> Path | None:
    """The newest journal that no running program writes."""
    newest_first = sorted(folder().glob("*.jsonl"), reverse=True) if folder().is_dir() else []
    return next((path for path in newest_first if not in_use(path)), None)


def hashes(recipe: Recipe | None) -> dict[str, str]:
    """SHA-256 of what decides beside the program itself: the recipe and the grammars."""
    files = sorted(shipped("grammars").glob("*.yaml"))
    if recipe is not None and recipe.source and Path(recipe.source).is_file():
        files = [Path(recipe.source), *files]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
