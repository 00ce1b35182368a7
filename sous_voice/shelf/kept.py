"""What the cook had kept on other evenings: lists and notes as JSON lines, recipes as files. Read back here."""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from sous_voice.core.potluck import Claim, Potluck
from sous_voice.core.recipe import Recipe

VARIABLE = "SOUS_VOICE_DATA"
"""Environment variable that names another folder."""
_MOST = 2_000
"""Lines of a file that are read, the newest."""


def folder() -> Path:
    """Where notes, ratings, lists and wishes lie: ``note.jsonl``, ``rating.jsonl``, ..."""
    return Path(os.environ.get(VARIABLE) or user_data_path("sous-voice") / "kept")


def recipes_folder() -> Path:
    """Where recipes lie that were changed by voice and saved, or imported from a book."""
    return folder() / "recipes"


def _lines(what: str) -> Iterator[dict[str, Any]]:
    """The records of one kind, oldest first; a torn or strange line is passed over."""
    path = folder() / f"{what}.jsonl"
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-_MOST:]
    except OSError:
        return
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


def market() -> tuple[str, ...]:
    """The market list as it stands."""
    items: list[str] = []
    for record in _lines("market"):
        named = record.get("item", [])
        named = [named] if isinstance(named, str) else [str(one) for one in named]
        if record.get("action") == "add":
            items += [item for item in named if item not in items]
        else:
            items = [item for item in items if item not in named]
    return tuple(items)


def notes() -> tuple[tuple[str, str], ...]:
    """(recipe's title, words) of every note, oldest first."""
    return tuple(
        (str(record["recipe"]), str(record["text"]))
        for record in _lines("note")
        if record.get("recipe") and record.get("text")
    )


def potluck() -> Potluck:
    """The potluck planned last; an empty one where none was."""
    last: dict[str, Any] = {}
    for record in _lines("potluck"):
        last = record
    claims = [
        Claim(person, dish, course)
        for key, value in last.items()
        if "|" in key
        for person, _, course in [key.partition("|")]
        for dish in ([value] if isinstance(value, str) else value)
    ]
    return Potluck(str(last.get("title", "")), tuple(claims))


def digest(text: str) -> str:
    """A short hash of a recipe's fingerprint."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def slug(text: str) -> str:
    """A title as a file name, without its ending."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "recipe"


def free(folder: Path, title: str, suffix: str = ".cook") -> Path:
    """A file name made of the title that is not taken."""
    name, number = slug(title), 1
    while (path := folder / f"{name}{f'-{number}' if number > 1 else ''}{suffix}").exists():
        number += 1
    return path


def with_links(recipe: Recipe, place: Path) -> Recipe:
    """The recipe with its recordings linked from ``place``: relative where they lie below it."""

    def link(recording: str) -> str:
        path = Path(recording)
        if not recording or not path.is_absolute():
            return recording
        return str(path.relative_to(place)) if path.is_relative_to(place) else recording

    return replace(
        recipe, notes=tuple(replace(note, recording=link(note.recording)) for note in recipe.notes)
    )
