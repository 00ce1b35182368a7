"""What is known of each recording: one JSON file beside it, written before the first sound.

    rosa-1.flac    the teller's own voice
    rosa-1.json    who tells, who may hear it, of which dish, where and when, the words as a draft

``state`` is recording, made (not yet decided), kept, or recovered (it broke off and was saved).
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from sous_voice.core.interview import SCOPES
from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.errors import StoryError
from sous_voice.shelf.stories.take import ROUGH, WHOLE, sync_folder

VARIABLE = "SOUS_VOICE_STORIES"
"""Environment variable that names another folder."""
TOLD = ("kept", "recovered")


def folder() -> Path:
    """Where recordings lie."""
    return Path(os.environ.get(VARIABLE) or user_data_path("sous-voice") / "stories")


@dataclass(frozen=True, slots=True)
class Kept:
    """One recording and what is known of it."""

    name: str
    """File name of the recording, without a folder."""
    recipe: str = ""
    teller: str = ""
    scope: str = "household"
    """Who may hear it; the narrowest where it was not said."""
    persons: tuple[str, ...] = ()
    """Persons with whom it was shared by name."""
    question: str = ""
    recorded: str = ""
    """Date on which it was told, as 2026-11-26."""
    place: str = ""
    """Where it takes place."""
    year: str = ""
    step: int = 0
    """Number of the step before which it is told; 0 before the first."""
    seconds: float = 0.0
    transcript: str = ""
    transcript_is_draft: bool = True
    """True until a person has read it over."""
    state: str = "recording"
    fault: str = ""
    sha256: str = ""


def sidecar(recording: Path) -> Path:
    """The JSON file of a recording."""
    return recording.with_suffix(".json")


def write(place: Path, kept: Kept) -> None:
    """Write the JSON file of a recording in ``place`` (a folder), whole or not at all. Raises ``OSError``."""
    path = place / Path(kept.name).with_suffix(".json").name
    new = path.with_suffix(".json.new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(kept), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(place)


def read(path: Path) -> Kept:
    """A recording's JSON file. Raises ``StoryError``."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise StoryError(f"{path}: what is known of this recording cannot be read ({fault}).") from None
    if not isinstance(data, dict):
        raise StoryError(f"{path}: this is not what is known of a recording.")
    return from_data(data, path.with_suffix(WHOLE).name)


def from_data(data: Mapping[str, Any], name: str) -> Kept:
    """A ``Kept`` of JSON values; what is unknown or of another type is left at its default."""
    found: dict[str, Any] = {}
    for one in fields(Kept):
        value = data.get(one.name)
        default = one.default
        if isinstance(default, bool):
            found[one.name] = value if isinstance(value, bool) else default
        elif isinstance(default, int | float) and isinstance(value, int | float):
            found[one.name] = type(default)(value)
        elif isinstance(default, tuple) and isinstance(value, list | tuple):
            found[one.name] = tuple(str(item) for item in value)
        elif isinstance(value, str):
            found[one.name] = value
    found["name"] = Path(str(found.get("name") or name)).name
    kept = Kept(**found)
    return kept if kept.scope in SCOPES else replace(kept, scope="household")


def all_kept(place: Path) -> tuple[list[Kept], list[StoryError]]:
    """Every recording of a folder that can be read, by name, and what is wrong with the others."""
    good: list[Kept] = []
    faults: list[StoryError] = []
    for path in sorted(place.glob("*.json")) if place.is_dir() else ():
        try:
            good.append(read(path))
        except StoryError as fault:
            faults.append(fault)
    return good, faults


def change(recording: Path, **values: Any) -> Kept:
    """Change what is known of a recording, and write it. Raises ``StoryError`` or ``OSError``."""
    path = sidecar(recording)
    kept = read(path) if path.is_file() else Kept(recording.name)
    known = {one.name for one in fields(Kept)}
    changed = replace(
        kept, name=recording.name, **{key: value for key, value in values.items() if key in known}
    )
    recording.parent.mkdir(parents=True, exist_ok=True)
    write(recording.parent, changed)
    return changed


def withdraw(recording: Path) -> None:
    """Delete a recording, its words, and every trace of a take of that name."""
    for path in recording.parent.glob(f"{_escaped(recording.stem)}.*"):
        if path.stem == recording.stem or path.name.endswith(".json.new"):
            path.unlink(missing_ok=True)
    sync_folder(recording.parent)


def _escaped(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ---------------------------------------------------------------- told with the recipes


def note_of(kept: Kept, place: Path, steps: int) -> StoryNote:
    """A recording as a paragraph of its recipe's story."""
    sound = kept.seconds > 0 or bool(kept.sha256)
    draft = "draft" if kept.transcript_is_draft and kept.transcript else ""
    extra = (
        ("consent", kept.scope),
        ("seconds", f"{kept.seconds:.1f}" if sound else ""),
        ("transcript", draft),
    )
    return StoryNote(
        kept.transcript,
        max(0, min(kept.step, steps)),
        chapter=f"{kept.teller} remembers" if kept.teller else "A memory",
        year=kept.year,
        place=kept.place,
        narrator=kept.teller,
        recording=str(place / kept.name) if sound else "",
        extra=tuple((key, value) for key, value in extra if value),
        story=True,
    )


def with_kept(recipes: Iterable[Recipe], kept: Iterable[Kept], place: Path) -> tuple[Recipe, ...]:
    """The recipes with the recordings that belong to them."""
    by_title: dict[str, list[Kept]] = {}
    for one in kept:
        if one.state in TOLD and one.recipe:
            by_title.setdefault(one.recipe.lower(), []).append(one)
    return tuple(_joined(recipe, by_title.get(recipe.title.lower(), []), place) for recipe in recipes)


def _joined(recipe: Recipe, kept: list[Kept], place: Path) -> Recipe:
    there = {Path(note.recording).name for note in recipe.notes if note.recording}
    new = [
        note_of(one, place, len(recipe.steps))
        for one in kept
        if one.name not in there and (one.seconds or one.transcript)
    ]
    return replace(recipe, notes=(*recipe.notes, *new)) if new else recipe


__all__ = [
    "ROUGH",
    "Kept",
    "all_kept",
    "change",
    "checksum",
    "folder",
    "note_of",
    "read",
    "sidecar",
    "with_kept",
    "withdraw",
    "write",
]
