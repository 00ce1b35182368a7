"""What the cook wants to be kept: one JSON line each, in the user's own data folder."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from sous_voice.core.messages import Effect, Remember

VARIABLE = "SOUS_VOICE_DATA"
"""Environment variable that names another folder."""


def folder() -> Path:
    """Where notes, ratings, lists and wishes lie: ``note.jsonl``, ``rating.jsonl``, ..."""
    return Path(os.environ.get(VARIABLE) or user_data_path("sous-voice") / "kept")


class Keeper:
    """Carries out ``Remember``."""

    def __init__(self, warn: Callable[[str], None] = lambda text: None) -> None:
        self._warn = warn

    def handle(self, effect: Effect) -> bool:
        """Write it down; a disk that refuses is told, and nothing else stops."""
        if not isinstance(effect, Remember):
            return False
        line = {"when": datetime.now(UTC).isoformat(timespec="seconds"), **dict(effect.data)}
        path = folder() / f"{effect.what}.jsonl"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as fault:
            self._warn(f"{path} cannot be written ({fault.strerror}); this is not kept.")
        return True
