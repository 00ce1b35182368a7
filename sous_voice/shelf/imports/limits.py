"""Files from strangers: how much of them is read, and what is refused."""

import contextlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any

from sous_voice.errors import RecipeError

MOST_BYTES = 50_000_000
"""Of a file given to the importer."""
MOST_INSIDE = 8_000_000
"""Of one member of an archive, unpacked; pictures within are skipped by their names."""
MOST_IN_ALL = 200_000_000
"""Of all members read."""
MOST_MEMBERS = 20_000


def read_file(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        RecipeError: missing, unreadable or too big.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RecipeError(f"{path}: more than {MOST_BYTES // 1_000_000} megabytes are refused.")
        return path.read_bytes()
    except OSError as fault:
        raise RecipeError(f"{path}: cannot be read ({fault.strerror or fault}).", "Check the name.") from None


def feed(page: HTMLParser, text: str) -> None:
    """Let a parser read a page as far as it can be read."""
    # what html.parser raises on malformed declarations
    with contextlib.suppress(AssertionError, ValueError):
        page.feed(text)
        page.close()


def members(data: bytes, place: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of an archive's members with these endings; nothing is ever written to disk.

    Raises:
        RecipeError: broken, encrypted, a bomb, or a name that climbs out of the archive.
    """
    left = MOST_IN_ALL
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_MEMBERS:
                raise RecipeError(f"{place}: {len(infos)} files in one archive are refused.")
            for info in infos:
                check_name(info.filename, place)
            for info in infos:
                if info.is_dir() or not info.filename.lower().endswith(suffixes):
                    continue
                if info.flag_bits & 1:
                    raise RecipeError(f"{place}: {info.filename} is encrypted.")
                with archive.open(info) as file:
                    content = file.read(MOST_INSIDE + 1)
                left -= len(content)
                if len(content) > MOST_INSIDE or left < 0:
                    raise RecipeError(f"{place}: {info.filename} unpacks to too much: refused.")
                yield info.filename, content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as fault:
        raise RecipeError(f"{place}: this archive is broken ({fault}).", "Export it again.") from None


def check_name(name: str, place: str) -> None:
    """Raises ``RecipeError`` for a member's name that leads out of its archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1] or "\x00" in name:
        raise RecipeError(f"{place}: the archive holds {name!r}, a name that leads out of it: refused.")


def gunzip(data: bytes, place: str) -> bytes:
    """A gzip file's content, no more than ``MOST_INSIDE`` bytes.

    Raises:
        RecipeError: broken or a bomb.
    """
    unpack = zlib.decompressobj(wbits=31)
    try:
        content = unpack.decompress(data, MOST_INSIDE + 1)
    except zlib.error as fault:
        raise RecipeError(f"{place}: this is no gzip file ({fault}).") from None
    if len(content) > MOST_INSIDE:
        raise RecipeError(f"{place}: unpacks to too much: refused.")
    if not unpack.eof:
        raise RecipeError(f"{place}: the file ends too early.")
    return content


def read_json(data: bytes | str, place: str) -> Any:
    """A JSON value.

    Raises:
        RecipeError: no JSON, not UTF-8, or nested too deeply.
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        return json.loads(text, strict=False)
    except UnicodeDecodeError as fault:
        raise RecipeError(f"{place}: byte {fault.start} is not UTF-8 text.") from None
    except json.JSONDecodeError as fault:
        raise RecipeError(f"{place}: line {fault.lineno}, column {fault.colno}: {fault.msg}.") from None
    except (RecursionError, ValueError):
        raise RecipeError(
            f"{place}: this JSON cannot be read: nested too deeply, or a number too long."
        ) from None
