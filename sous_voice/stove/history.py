"""The changes of heat in a session's journal, as lines for a person: words heard, orders, the stove's
report."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sous_voice.errors import UserInputError

ORDERS = (
    "RequestHeat", "ConfirmHeat", "LowerHeat", "RequestOff", "LockStove", "ClearLatch", "CancelOffer",
)  # fmt: skip
ANSWERS = ("StoveOffered", "StoveRefused", "StoveLost")


def heat_changes(place: Path) -> Iterator[dict[str, Any]]:
    """Each order and each change that the stove reported, with ``at``, ``what`` and a ``line`` to be read.

    Raises:
        UserInputError: the file cannot be read, or holds no line of a journal. A torn line is left out.
    """
    try:
        lines = place.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as fault:
        raise UserInputError(f"The journal {place} cannot be read: {fault.strerror}.") from None
    heard, zones, started = "", "", None
    entries = 0
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        entries += isinstance(entry, dict)
        if isinstance(entry, dict) and isinstance(entry.get("started"), int | float):
            started = float(entry["started"])
        for change in _changes(entry):
            heard = str(change.pop("words", heard))
            if change["what"] == "Heard" or (change["what"] == "StoveReported" and change["zones"] == zones):
                continue
            zones = change.get("zones", zones)
            if change["what"] in ORDERS:
                change["heard"] = heard
            yield {**change, "line": f"{_time(started, change['at'])} {_sentence(change)}"}
    if not entries:
        raise UserInputError(f"{place}: this is no journal.", "Name a journal of a session.")


def _changes(entry: object) -> Iterator[dict[str, Any]]:
    for name, fields, at in _messages(entry):
        if name == "Heard":
            yield {"at": at, "what": name, "words": _words(fields)}
        elif name in ORDERS or name in ANSWERS:
            yield {"at": at, "what": name, **dict(_flat(fields))}
        elif name == "StoveReported":
            yield {"at": at, "what": name, "zones": _levels(fields)}
    verdict = entry.get("verdict") if isinstance(entry, dict) else None
    if isinstance(entry, dict) and isinstance(verdict, dict) and "off" not in verdict:
        yield {"at": float(entry.get("at") or 0.0), "what": "Verdict", **verdict}


def _time(started: float | None, at: float) -> str:
    """Time of day where the journal tells when it began, else minutes since then."""
    if started is None:
        return f"{int(at // 60):3d}:{at % 60:04.1f}"
    return datetime.fromtimestamp(started + at).strftime("%H:%M:%S")


def _sentence(change: Mapping[str, Any]) -> str:
    """A change in words."""
    zone = str(change.get("zone", "")).replace("_", " ").replace("all", "everything")
    said = f' (heard: "{change["heard"]}")' if change.get("heard") else ""
    level = change.get("level")
    time = f", for {change['seconds']:.0f} seconds" if change.get("seconds") else ""
    match change["what"]:
        case "RequestHeat":
            return f"Asked: {zone} to {level}{time}{said}"
        case "StoveOffered":
            return f"Offered by the stove: {zone} at {level}, {change.get('watts', 0):.0f} watts"
        case "ConfirmHeat":
            return f"Confirmed by the cook: {zone} to {level}{said}"
        case "LowerHeat":
            return f"Lowered: {zone} to {level}{said}"
        case "RequestOff":
            return f"Off: {zone}{', latched' if change.get('emergency') else ''}{said}"
        case "StoveRefused":
            return f"Refused: {zone}, {change.get('code')}"
        case "StoveLost":
            return f"Lost: {change.get('why')}"
        case "StoveReported":
            return f"Stove: {change['zones']}"
        case "Verdict":
            return f"Kernel: {_verdict(change)}"
    return f"{_NAMES.get(change['what'], change['what'])}{said}"


_NAMES = {
    "LockStove": "Child lock on",
    "ClearLatch": "Asked to clear the stop",
    "CancelOffer": "The offer was taken back",
}


def _verdict(change: Mapping[str, Any]) -> str:
    """What the safety kernel decided."""
    if "permit" in change:
        return f"permit for {str(change['permit']).replace('_', ' ')} up to {change.get('level')}"
    if "refusal" in change:
        return f"no permit for {str(change['refusal']).replace('_', ' ')}, {change.get('code')}"
    if "down" in change:
        return f"{str(change['down']).replace('_', ' ')} must go down, {change.get('why')}"
    return "a stop is to be cleared"


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


def newest_journal(place: Path) -> Path | None:
    """The journal written last in a folder; None where there is none."""
    found = sorted(place.glob("*.jsonl"), key=lambda path: path.stat().st_mtime) if place.is_dir() else []
    return found[-1] if found else None
