"""The family book: recipes, their stories and recordings in one file, made to outlive this program.

    index.html                      everything, readable and playable in any browser once unpacked
    recipes/NAME.cook               plain Cooklang, with links to
    recipes/recordings/NAME.flac    the tellers' own voices
    manifest.json                   what there is, with a SHA-256 of each file

It is a plain ZIP archive. Only what is for everyone leaves: a recording without a consent, and whatever is
for the household or for guests alone, stays here, unless it was shared with the person it is made for.
"""

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.core.story import beside
from sous_voice.errors import StoryError
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.kept import slug
from sous_voice.shelf.stories.kept import Kept, checksum, sidecar
from sous_voice.shelf.stories.kept import read as read_kept
from sous_voice.shelf.stories.page import embedded, page

FORMAT, VERSION = "sousbook", 1
SUFFIX = ".sousbook"
RECIPES, RECORDINGS = "recipes/", "recipes/recordings/"
_SOUNDS = (".flac", ".wav", ".ogg", ".oga", ".mp3")


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a book."""

    recipes: tuple[str, ...]
    stories: int
    recordings: int
    left_out: tuple[str, ...] = ()
    """What stays here, and why, one sentence each."""


@dataclass(slots=True)
class _Chosen:
    """What may leave, and what may not."""

    person: str
    recipes: list[Recipe] = field(default_factory=list)
    files: dict[str, tuple[Path, Kept]] = field(default_factory=dict)
    """Name inside the book → the recording and what is known of it."""
    left_out: list[str] = field(default_factory=list)

    def take(self, recipe: Recipe) -> None:
        notes = [kept for note in recipe.notes if (kept := self._note(recipe, note)) is not None]
        self.recipes.append(replace(recipe, notes=tuple(notes)))

    def _note(self, recipe: Recipe, note: StoryNote) -> StoryNote | None:
        what = f"{recipe.title}: {note.chapter or note.narrator or 'a story'}"
        if not note.recording:
            scope = dict(note.extra).get("consent", "everyone")
            if scope == "everyone":
                return note
            self.left_out.append(f"{what} is for {_said(scope)}.")
            return None
        path = Path(beside(recipe.source, note.recording))
        known = _known(path, recipe, note)
        if not (known.scope == "everyone" or self._shared(known)):
            self.left_out.append(f"{what} is for {_said(known.scope)}.")
            return None
        if not path.is_file() or path.suffix.lower() not in _SOUNDS:
            self.left_out.append(f"{what}: the recording is not there, so only its words are in the book.")
            return replace(note, recording="") if note.text else None
        name = self._name(path, recipe, known)
        extra = tuple((key, value) for key, value in note.extra if key != "consent")
        return replace(note, recording=f"recordings/{name}", extra=(*extra, ("consent", known.scope)))

    def _shared(self, known: Kept) -> bool:
        return bool(self.person) and self.person.lower() in {one.lower() for one in known.persons}

    def _name(self, path: Path, recipe: Recipe, known: Kept) -> str:
        stem = slug(f"{recipe.title} {known.teller} {path.stem}")
        name, number = f"{stem}{path.suffix.lower()}", 2
        while name in self.files and self.files[name][0] != path:
            name, number = f"{stem}-{number}{path.suffix.lower()}", number + 1
        self.files[name] = (path, known)
        return name


def _known(path: Path, recipe: Recipe, note: StoryNote) -> Kept:
    """What is known of a recording: of its own file, else of its note; without a consent it is private."""
    extra = dict(note.extra)
    if sidecar(path).is_file():
        known = read_kept(sidecar(path))
    else:
        known = Kept(path.name, teller=note.narrator, scope=extra.get("consent", "household"), state="kept")
    return replace(
        known,
        recipe=recipe.title,
        teller=known.teller or note.narrator,
        place=note.place or known.place,
        year=note.year or known.year,
        step=note.before_step,
        transcript=note.text or known.transcript,
    )


def _said(scope: str) -> str:
    return {"household": "this household", "guests": "guests here"}.get(scope, scope)


# ---------------------------------------------------------------- making one


def export(recipes: Iterable[Recipe], out: Path, title: str = "Our recipes", person: str = "") -> Packed:
    """Write the book of these recipes, whole or not at all; ``person`` also gets what was shared with them.

    Raises:
        StoryError: nothing to write, or the file cannot be written.
    """
    chosen = _chosen(recipes, person)
    new = out.with_name(out.name + ".new")
    try:
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
            _fill(archive, chosen, title)
        new.replace(out)
    except OSError as fault:
        new.unlink(missing_ok=True)
        raise StoryError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
    return _packed(chosen)


def _chosen(recipes: Iterable[Recipe], person: str) -> _Chosen:
    chosen = _Chosen(person)
    for recipe in recipes:
        chosen.take(recipe)
    if not chosen.recipes:
        raise StoryError("There is no recipe to put into a book.", "Name one, or add one to the shelf.")
    return chosen


def _packed(chosen: _Chosen) -> Packed:
    stories = sum(note.story for recipe in chosen.recipes for note in recipe.notes)
    titles = tuple(recipe.title for recipe in chosen.recipes)
    return Packed(titles, stories, len(chosen.files), tuple(chosen.left_out))


def _fill(archive: zipfile.ZipFile, chosen: _Chosen, title: str) -> None:
    sums: dict[str, str] = {}

    def put(name: str, text: str) -> None:
        data = text.encode()
        archive.writestr(name, data)
        sums[name] = sha256(data).hexdigest()

    def link(note: StoryNote) -> str:
        return f"{RECIPES}{note.recording}" if note.recording else ""

    put("index.html", page(title, chosen.recipes, link))
    listed = []
    taken: set[str] = set()
    for recipe in chosen.recipes:
        name = _free(f"{RECIPES}{slug(recipe.title)}", ".cook", taken)
        put(name, write(recipe))
        listed.append({"title": recipe.title, "file": name})
    recordings = []
    for name, (path, known) in chosen.files.items():
        inside = f"{RECORDINGS}{name}"
        archive.write(path, inside, zipfile.ZIP_STORED)
        sums[inside] = checksum(path)
        told = {**asdict(replace(known, name=name, sha256=sums[inside], persons=())), "file": inside}
        recordings.append(told)
    manifest: Mapping[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "title": title,
        "made": date.today().isoformat(),
        "recipes": listed,
        "recordings": recordings,
        "sha256": sums,
    }
    archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))


def _free(stem: str, suffix: str, taken: set[str]) -> str:
    name, number = f"{stem}{suffix}", 2
    while name in taken:
        name, number = f"{stem}-{number}{suffix}", number + 1
    taken.add(name)
    return name


def export_page(recipes: Iterable[Recipe], out: Path, title: str = "Our recipes", person: str = "") -> Packed:
    """The same as one web page with the recordings inside it. Raises ``StoryError``."""
    chosen = _chosen(recipes, person)

    def link(note: StoryNote) -> str:
        return embedded(chosen.files[note.recording.removeprefix("recordings/")][0]) if note.recording else ""

    try:
        out.write_text(page(title, chosen.recipes, link), encoding="utf-8")
    except OSError as fault:
        raise StoryError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
    return _packed(chosen)
