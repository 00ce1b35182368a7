"""A family book from elsewhere joins what is here: nothing is overwritten, nothing comes twice.

The file is a stranger's: names, sizes and checksums are looked at before anything is kept, its web page is
never opened, and only Cooklang text and sound that can be played get onto the disk.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from sous_voice.core.lineage import fingerprint
from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.errors import RecipeError, StoryError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.imports.limits import check_name
from sous_voice.shelf.kept import free, slug
from sous_voice.shelf.stories import kept
from sous_voice.shelf.stories.book import FORMAT, RECIPES, RECORDINGS, VERSION
from sous_voice.shelf.stories.take import unused

MOST_BYTES = 4_000_000_000
"""Of a book: forty hours of recordings."""
MOST_TEXT = 8_000_000
"""Of one text in it, unpacked."""
MOST_SOUND = 500_000_000
"""Of one recording."""
MOST_FILES = 5_000
_BLOCK = 1 << 20
_SOUNDS = frozenset({".flac", ".wav", ".ogg", ".oga", ".mp3"})


@dataclass(slots=True)
class Joined:
    """What a book brought."""

    recipes: list[str] = field(default_factory=list)
    """Titles that are new here."""
    recordings: list[str] = field(default_factory=list)
    """Files that are new here."""
    stories: int = 0
    """Written stories added to recipes that were here."""
    known: int = 0
    """Recipes and recordings that were here already."""


@dataclass(slots=True)
class _Book:
    """An open archive that was looked over."""

    archive: zipfile.ZipFile
    place: str
    manifest: Mapping[str, Any]
    sums: Mapping[str, str]

    def text(self, name: str) -> str:
        data = _read(self.archive, name, MOST_TEXT, self.place)
        if sha256(data).hexdigest() != self.sums.get(name):
            raise StoryError(
                f"{self.place}: {name} is not as it was packed: refused.", "Ask for the book again."
            )
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise StoryError(f"{self.place}: {name} is not UTF-8 text: refused.") from None


def unpack(book: Path, shelf: tuple[Recipe, ...], recipes: Path, stories: Path) -> Joined:
    """Take a book in.

    Args:
        book: the file.
        shelf: every recipe that is here.
        recipes: folder for new recipes.
        stories: folder for recordings.

    Raises:
        StoryError: not a book, damaged, or refused; nothing of it is kept then.
    """
    try:
        with zipfile.ZipFile(book) as archive:
            opened = _look_over(archive, book)
            found = [_recipe(opened, entry) for entry in _entries(opened, "recipes")]
            sounds = [_sound(opened, entry) for entry in _entries(opened, "recordings")]
            return _join(opened, found, sounds, shelf, (recipes, stories))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise StoryError(
            f"{book}: this is no book, or it is damaged ({fault}).", "Ask for it again."
        ) from None
    except OSError as fault:
        raise StoryError(f"{book}: cannot be taken in ({fault.strerror or fault}).") from None


# ---------------------------------------------------------------- looking it over


def _look_over(archive: zipfile.ZipFile, book: Path) -> _Book:
    place = book.name
    _check_members(archive.infolist(), place)
    if book.stat().st_size > MOST_BYTES:
        raise StoryError(f"{place}: this is too much for one book: refused.")
    if "manifest.json" not in archive.namelist():
        raise StoryError(f"{place}: this is not a family book: it has no manifest.")
    try:
        manifest = json.loads(_read(archive, "manifest.json", MOST_TEXT, place))
    except (ValueError, RecursionError):
        raise StoryError(f"{place}: its manifest cannot be read: refused.") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise StoryError(f"{place}: this is not a family book.")
    if not isinstance(manifest.get("version"), int) or manifest["version"] > VERSION:
        raise StoryError(f"{place}: it was made by a newer program.", "Bring this one up to date.")
    sums = manifest.get("sha256")
    if not isinstance(sums, dict):
        raise StoryError(f"{place}: it has no checksums: refused.")
    return _Book(archive, place, manifest, {str(key): str(value) for key, value in sums.items()})


def _check_members(infos: list[zipfile.ZipInfo], place: str) -> None:
    if len(infos) > MOST_FILES:
        raise StoryError(f"{place}: this is too much for one book: refused.")
    if len({info.filename for info in infos}) != len(infos):
        raise StoryError(f"{place}: two files in it have one name: refused.")
    for info in infos:
        try:
            check_name(info.filename, place)
        except RecipeError as fault:
            raise StoryError(fault.said, fault.remedy) from None
        if info.flag_bits & 1:
            raise StoryError(f"{place}: {info.filename} is encrypted: refused.")


def _read(archive: zipfile.ZipFile, name: str, most: int, place: str) -> bytes:
    try:
        with archive.open(name) as file:
            data = file.read(most + 1)
    except KeyError:
        raise StoryError(f"{place}: {name} is missing: refused.", "Ask for the book again.") from None
    if len(data) > most:
        raise StoryError(f"{place}: {name} unpacks to too much: refused.")
    return data


def _entries(book: _Book, what: str) -> list[dict[str, Any]]:
    entries = book.manifest.get(what, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise StoryError(f"{book.place}: its list of {what} cannot be read: refused.")
    return entries


def _recipe(book: _Book, entry: Mapping[str, Any]) -> Recipe:
    name = str(entry.get("file", ""))
    if not (name.startswith(RECIPES) and name.endswith(".cook")):
        raise StoryError(f"{book.place}: {name or 'a recipe'} lies in a strange place: refused.")
    try:
        return parse(book.text(name), name)
    except RecipeError as fault:
        raise StoryError(f"{book.place}: {fault.said}", fault.remedy) from None


def _sound(book: _Book, entry: Mapping[str, Any]) -> tuple[str, kept.Kept]:
    name = str(entry.get("file", ""))
    path = PurePosixPath(name)
    if str(path.parent) + "/" != RECORDINGS or path.suffix.lower() not in _SOUNDS:
        raise StoryError(f"{book.place}: {name or 'a recording'} lies in a strange place: refused.")
    if name not in book.archive.namelist():
        raise StoryError(f"{book.place}: {name} is missing: refused.", "Ask for the book again.")
    known = kept.from_data(entry, path.name)
    # whoever sent it decided that it may leave; who hears it here is not theirs to widen
    return name, replace(known, state="kept", sha256=book.sums.get(name, ""), persons=())


# ---------------------------------------------------------------- joining


def _join(
    book: _Book,
    found: list[Recipe],
    sounds: list[tuple[str, kept.Kept]],
    shelf: tuple[Recipe, ...],
    places: tuple[Path, Path],
) -> Joined:
    recipes, stories = places
    joined = Joined()
    stories.mkdir(parents=True, exist_ok=True)
    fresh = _fresh_sounds(book, sounds, stories, joined)
    renamed: dict[str, str] = {}
    try:
        for recipe in found:
            _join_recipe(recipe, shelf, (recipes, stories), renamed, joined)
    except OSError:
        for path, _ in fresh:
            path.unlink(missing_ok=True)
        raise
    for path, known in fresh:
        final = unused(stories / f"{slug(Path(known.name).stem)}{Path(known.name).suffix.lower()}")
        path.replace(final)
        title = renamed.get(known.recipe, known.recipe)
        kept.write(stories, replace(known, name=final.name, recipe=title))
        joined.recordings.append(final.name)
    return joined


def _fresh_sounds(
    book: _Book, sounds: list[tuple[str, kept.Kept]], stories: Path, joined: Joined
) -> list[tuple[Path, kept.Kept]]:
    """New recordings, unpacked beside their place under names that nothing else reads."""
    have = {known.sha256 for known in kept.all_kept(stories)[0] if known.sha256}
    fresh: list[tuple[Path, kept.Kept]] = []
    try:
        for number, (name, known) in enumerate(sounds):
            if known.sha256 in have:
                joined.known += 1
                continue
            path = stories / f".unpacking-{number}.new"
            fresh.append((path, known))
            _copy(book, name, path)
            _must_play(path, book.place, name)
    except (StoryError, OSError, zipfile.BadZipFile, zlib.error):
        for path, _ in fresh:
            path.unlink(missing_ok=True)
        raise
    return fresh


def _copy(book: _Book, name: str, path: Path) -> None:
    seal, size = sha256(), 0
    with book.archive.open(name) as source, path.open("wb") as target:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > MOST_SOUND:
                raise StoryError(f"{book.place}: {name} unpacks to too much: refused.")
            seal.update(block)
            target.write(block)
    if seal.hexdigest() != book.sums.get(name):
        raise StoryError(f"{book.place}: {name} is not as it was packed: refused.", "Ask for the book again.")


def _must_play(path: Path, place: str, name: str) -> None:
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            played = bool(file.frames) and file.read(1, dtype="float32") is not None
    except (soundfile.LibsndfileError, RuntimeError, OSError):
        played = False
    if not played:
        raise StoryError(f"{place}: {name} is no recording that can be played: refused.")


def _join_recipe(
    recipe: Recipe,
    shelf: tuple[Recipe, ...],
    places: tuple[Path, Path],
    renamed: dict[str, str],
    joined: Joined,
) -> None:
    """A recipe that is here gets only the written stories it lacks; another of that name gets a name of its own."""
    folder, stories = places
    written = tuple(note for note in recipe.notes if not note.recording)
    same = next((one for one in shelf if fingerprint(one) == fingerprint(recipe)), None)
    if same is not None:
        joined.known += 1
        texts = {note.text for note in same.notes}
        for note in written:
            if note.story and note.text not in texts:
                _keep_written(note, same.title, stories)
                joined.stories += 1
        return
    title, number = recipe.title, 2
    taken = {one.title.lower() for one in shelf}
    while title.lower() in taken:
        title, number = f"{recipe.title}, version {number}", number + 1
    renamed[recipe.title] = title
    metadata = {key: value for key, value in recipe.metadata.items() if key.lower() != "title"}
    own = replace(recipe, title=title, notes=written, metadata=MappingProxyType({"title": title, **metadata}))
    folder.mkdir(parents=True, exist_ok=True)
    free(folder, title).write_text(write(own), encoding="utf-8")
    joined.recipes.append(title)


def _keep_written(note: StoryNote, title: str, stories: Path) -> None:
    name = unused(stories / f"{slug(f'{title} {note.narrator or note.chapter}')}.txt").name
    told = kept.Kept(
        name,
        recipe=title,
        teller=note.narrator,
        scope=dict(note.extra).get("consent", "everyone"),
        place=note.place,
        year=note.year,
        step=note.before_step,
        transcript=note.text,
        transcript_is_draft=False,
        state="kept",
    )
    kept.write(stories, told)
