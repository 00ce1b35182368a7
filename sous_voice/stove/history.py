"""The changes of heat in a session's journal, as lines for a person: words heard, orders, the stove's
report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sous_voice.errors import UserInputError

ORDERS = ("RequestHeat", "ConfirmHeat", "LowerHeat", "RequestOff", "LockStove", "ClearLatch", "CancelOffer")
ANSWERS = ("StoveOffered", "StoveRefused", "StoveLost")


def heat_changes(place: Path) -> Iterator[dict[str, Any]]:
    """Each order and each change that the stove reported, with ``at``, ``what`` and a ``line`` to be read.

    Raises:
        UserInputError: the file cannot be read. A torn line is left out.
    """
    try:
        lines = place.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as fault:
        raise UserInputError(f"The journal {place} cannot be read: {fault.strerror}.") from None
    heard, zones = "", ""
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        for name, fields, at in _messages(entry):
            if name == "Heard":
                heard = str(_words(fields))
            elif name in ORDERS or name in ANSWERS:
                detail = ", ".join(
                    f"{key} {value}" for key, value in _flat(fields) if value not in ("", None)
                )
                words = f' (heard: "{heard}")' if name in ORDERS and heard else ""
                yield {
                    "at": at,
                    "what": name,
                    "heard": heard,
                    "line": f"{at:8.1f} {name}: {detail}{words}",
                    **fields,
                }
            elif name == "StoveReported":
                now = _levels(fields)
                if now != zones:
                    zones = now
                    yield {"at": at, "what": name, "zones": now, "line": f"{at:8.1f} Stove: {now}"}


def _messages(entry: object) -> Iterator[tuple[str, dict[str, Any], float]]:
    """(name, fields, time) of every message in a line of the journal, wherever it stands in it."""
    if isinstance(entry, list):
        for part in entry:
            yield from _messages(part)
    elif isinstance(entry, dict):
        if "type" in entry:
            fields = {key: value for key, value in entry.items() if key != "type"}
            yield str(entry["type"]), fields, float(entry.get("at") or 0.0)
            return
        for value in entry.values():
            yield from _messages(_stamped(value, entry))


def _stamped(value: Any, entry: dict[str, Any]) -> Any:
    """A message without a time of its own has that of its line."""
    if isinstance(value, list):
        return [_stamped(part, entry) for part in value]
    if isinstance(value, dict) and "at" not in value and "at" in entry:
        return {**value, "at": entry["at"]}
    return value


def _words(fields: dict[str, Any]) -> object:
    understanding = fields.get("understanding")
    return understanding.get("text", "") if isinstance(understanding, dict) else ""


def _flat(fields: dict[str, Any]) -> Iterator[tuple[str, object]]:
    for key, value in fields.items():
        if isinstance(value, dict):
            yield from _flat(value)
        elif key != "at" and not isinstance(value, list):
            yield key, value


def _levels(fields: dict[str, Any]) -> str:
    """What is on, in words."""
    report = fields.get("report")
    if not isinstance(report, dict):
        return ""
    on = [f"{z['name'].replace('_', ' ')} at {z['level']}" for z in report.get("zones", []) if z.get("level")]
    fault = f", fault {report['fault']}" if report.get("fault") else ""
    return (", ".join(on) or "everything off") + fault


def newest_journal(folder: Path | None = None) -> Path | None:
    """The journal written last, where sessions keep theirs; None where there is none."""
    from platformdirs import user_state_path

    place = folder or user_state_path("sous-voice") / "journal"
    found = sorted(place.glob("*.jsonl"), key=lambda path: path.stat().st_mtime) if place.is_dir() else []
    return found[-1] if found else None
