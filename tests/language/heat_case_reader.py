"""Reads the case file: "words => frames" lines."""

from pathlib import Path

import yaml

KEYS = ("op", "zone", "level", "by", "for_s", "in_s", "when", "until")
_SHORT = {"for": "for_s", "in": "in_s"}


def _frame(text: str) -> dict[str, object]:
    op, zone, *rest = text.split()
    frame: dict[str, object] = {"op": op, "zone": zone}
    for piece in rest:
        key, _, value = piece.partition("=")
        name = _SHORT.get(key, key)
        frame[name] = float(value) if name.endswith("_s") else int(value) if name == "by" else value
    return frame


def cases(path: Path) -> list[tuple[str, str, str, list[dict[str, object]]]]:
    """(kind, words, act | clarify | none, frames) for every line of the file."""
    rows = []
    for kind, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for line in lines:
            words, _, said = line.partition(" => ")
            expect = {"?": "clarify", "-": "none"}.get(said.strip(), "act")
            frames = [_frame(part) for part in said.split(" + ")] if expect == "act" else []
            rows.append((kind, words, expect, frames))
    return rows
