"""Recipes from elsewhere: web pages and the exports of other programs.

``import_recipes`` tells the format by looking, not by the name alone. Nothing it reads is run,
nothing is written but what the caller writes, and only an address that the user gave is fetched.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from sous_voice.core.recipe import Recipe
from sous_voice.errors import RecipeError
from sous_voice.shelf.imports.apps import read_archive, read_object, read_paprika
from sous_voice.shelf.imports.compose import compose
from sous_voice.shelf.imports.draft import Draft
from sous_voice.shelf.imports.fetch import fetch
from sous_voice.shelf.imports.limits import gunzip, read_file, read_json
from sous_voice.shelf.imports.markdown import read_markdown
from sous_voice.shelf.imports.web_page import read_page

__all__ = ["Draft", "compose", "import_drafts", "import_recipes"]

_MOST_FILES = 5_000


def import_recipes(source: str, faults: list[str] | None = None) -> tuple[Recipe, ...]:
    """The recipes at an address (http, https), in a file, or in a folder of an unpacked export.

    Args:
        faults: takes a sentence for each recipe of an export that cannot be read while others can.

    Raises:
        RecipeError: nothing readable, or something that is refused; the sentence names the place.
        DownloadError: the address cannot be fetched.
    """
    return _old_book(source) or tuple(draft.recipe() for draft in import_drafts(source, faults))


def _old_book(source: str) -> tuple[Recipe, ...]:
    """The recipes of an old cookbook in one text file; empty for anything else."""
    path = Path(source)
    if path.suffix.lower() != ".txt" or not path.is_file():
        return ()
    # here, because the books are composed by this package's own parts
    from sous_voice.shelf.history import read_old_book

    return read_old_book(read_file(path))


def import_drafts(source: str, faults: list[str] | None = None) -> tuple[Draft, ...]:
    """As ``import_recipes``, but still as lists of text."""
    told = faults if faults is not None else []
    if source.lower().startswith(("http://", "https://")):
        return _page(source)
    if "://" in source:
        raise RecipeError(f"{source}: only http and https addresses are fetched.")
    path = Path(source)
    drafts = _folder(path, told) if path.is_dir() else _file(path, told)
    if not drafts:
        raise RecipeError(told[0] if told else f"{source}: there is no recipe in it that I can read.")
    return drafts


def _page(address: str) -> tuple[Draft, ...]:
    """What stands at an address; the address itself is kept as the source, whatever the page says of itself."""
    page = fetch(address)
    text = page.text
    start = text.lstrip("\ufeff \t\r\n")[:1]
    path = urlsplit(address).path.lower()
    if start in ("{", "[") and "html" not in page.kind:
        drafts = _objects(read_json(text, address), address)
    elif page.kind == "text/markdown" or path.endswith((".md", ".markdown")):
        drafts = (read_markdown(text, address),)
    elif "\x00" in text[:2000]:
        raise RecipeError(f"{address}: this is neither text nor a page.")
    else:
        drafts = (read_page(text, address),)
    if not drafts:
        raise RecipeError(f"{address}: there is no recipe in it that I can read.")
    return tuple(replace(draft, metadata={**draft.metadata, "source": address}) for draft in drafts)


def _folder(path: Path, faults: list[str]) -> tuple[Draft, ...]:
    """An unpacked export: every JSON file in it; links that lead out are not followed."""
    found: list[Draft] = []
    root = path.resolve()
    files = sorted(
        file for file in path.rglob("*.json") if file.is_file() and file.resolve().is_relative_to(root)
    )
    if len(files) > _MOST_FILES:
        raise RecipeError(f"{path}: {len(files)} files are too many at once.")
    for file in files:
        try:
            found += _file(file, faults)
        except RecipeError as fault:
            faults.append(str(fault))
    return tuple(found)


def _file(path: Path, faults: list[str]) -> tuple[Draft, ...]:
    data = read_file(path)
    place = path.name
    if data[:4] == b"PK\x03\x04":
        return tuple(read_archive(data, place, faults))
    if data[:2] == b"\x1f\x8b":
        return (read_paprika(read_json(gunzip(data, place), place), place),)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        return _objects(read_json(data, place), place)
    if path.suffix.lower() in (".md", ".markdown"):
        return (read_markdown(_text(data, place), place),)
    if b"\x00" in data[:2000]:
        raise RecipeError(f"{place}: this is neither text nor an archive that I know.")
    return (read_page(_text(data, place, lenient=True), place),)


def _objects(data: object, place: str) -> tuple[Draft, ...]:
    draft = read_object(data, place)
    if draft is not None:
        return (draft,)
    several = data if isinstance(data, list) else []
    return tuple(found for item in several[:_MOST_FILES] if (found := read_object(item, place)) is not None)


def _text(data: bytes, place: str, *, lenient: bool = False) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if lenient:  # old pages
            return data.decode("latin-1")
        raise RecipeError(f"{place}: byte {fault.start} is not UTF-8 text.", "Save it as UTF-8.") from None
