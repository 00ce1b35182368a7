"""What the cook wants to be kept: one JSON line each, in the user's own data folder."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

from sous_voice.core.messages import Effect, Remember
from sous_voice.shelf.kept import folder


class Keeper:
    """Carries out ``Remember``."""

    def __init__(self, warn: Callable[[str], None] = lambda text: None) -> None:
        self._warn = warn

    def handle(self, effect: Effect) -> bool:
        """Write it down; a disk that refuses is told, and nothing else stops."""
        if not isinstance(effect, Remember):
            return False
        line = {"when": datetime.now(UTC).isoformat(timespec="seconds"), **_record(effect.data)}
        path = folder() / f"{effect.what}.jsonl"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as fault:
            self._warn(f"{path} cannot be written ({fault.strerror}); this is not kept.")
        return True


def _record(data: tuple[tuple[str, str], ...]) -> dict[str, str | list[str]]:
    """Pairs as one JSON object; a name that comes several times has a list."""
    found: dict[str, str | list[str]] = {}
    for key, value in data:
        if key not in found:
            found[key] = value
            continue
        there = found[key]
        found[key] = [*there, value] if isinstance(there, list) else [there, value]
    return found
