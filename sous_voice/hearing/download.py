"""Fetch a model: resumed where it broke off, checked, unpacked safely, there as a whole or not at all."""

import hashlib
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from sous_voice.errors import DownloadError
from sous_voice.hearing.catalogue import BASE, Model

TRIES = 4
"""Connections in a row that may break, without anything new having come, before we give up."""
ANYTHING = 1 << 16
"""Bytes from which something new has come: a server that sends a byte at a time must not keep us for ever."""
LARGEST = 4 * 2**30
"""Bytes a model may have unpacked; the largest known has under 3 GB."""
MOST_FILES = 10_000
_BLOCK = 1 << 16

Progress = Callable[[int, int], None]
"""Bytes there, bytes in all (0 where the server does not say)."""


def fetch(
    model: Model, folder: Path, base: str = BASE, progress: Progress = lambda done, whole: None
) -> Path:
    """Download, check, unpack and install; returns the model's folder.

    Raises:
        DownloadError: the network, the checksum, or a packed file that cannot be trusted.
    """
    target = folder / model.name
    if target.is_dir():
        return target
    if folder.exists() and not folder.is_dir():
        raise DownloadError(f"{folder} is no folder.", "Name another one with --folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        packed = folder / f"{model.file}.part"
        _download(model, packed, f"{base.rstrip('/')}/{model.file}", progress)
        _check(model, packed)
        try:
            _install(packed, target)
        except DownloadError:
            packed.unlink()
            raise
    except OSError as fault:
        raise DownloadError(
            f"{folder} cannot be written ({fault.strerror}).", "Free some space, or check its rights."
        ) from None
    packed.unlink(missing_ok=True)
    return target


def _download(model: Model, packed: Path, url: str, progress: Progress) -> None:
    import httpx

    why = ""
    left, most = TRIES, _size(packed)
    with httpx.Client(follow_redirects=True, timeout=20.0) as client:
        while left:
            try:
                _continue(client, model, packed, url, progress)
                return
            except httpx.HTTPStatusError as fault:
                raise DownloadError(
                    f"{url}: the server answers {fault.response.status_code}.",
                    "Try again later, or --url-base.",
                ) from None
            except httpx.TooManyRedirects:
                raise DownloadError(
                    f"{url}: the server sends us in a circle.", "Try another --url-base."
                ) from None
            except (httpx.HTTPError, httpx.InvalidURL) as fault:
                why = str(fault) or type(fault).__name__
            have = _size(packed)
            left, most = (TRIES, have) if have >= most + ANYTHING else (left - 1, most)
    raise DownloadError(
        f"{url}: the connection broke {TRIES} times in a row ({why}).",
        "Call the command again: it goes on where it stopped, if the server can.",
    )


def _size(file: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    return file.stat().st_size if file.exists() else 0


def _continue(client: object, model: Model, packed: Path, url: str, progress: Progress) -> None:
    """Fetch what is missing of the file. Raises what httpx raises, also where the server ends too early."""
    import httpx

    have = _size(packed)
    if model.size and have == model.size:
        return
    if model.size and have > model.size:
        packed.unlink()
        have = 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", url, headers=headers) as answer:  # type: ignore[attr-defined]
        if answer.status_code == 416:
            return  # nothing is missing; the checksum tells whether it is right
        answer.raise_for_status()
        if answer.status_code != 206:
            have = 0  # the server does not know ranges: from the beginning
        whole = model.size or have + int(answer.headers.get("Content-Length") or 0)
        with packed.open("ab" if have else "wb") as file:
            # not in blocks of a size: what waits for a full block is lost when the line breaks
            for block in answer.iter_raw():
                have += len(block)
                if have > (model.size or LARGEST):
                    packed.unlink()
                    raise DownloadError(f"{url}: more bytes than the model has.", "Do not trust this server.")
                file.write(block)
                progress(have, whole)
    if have < model.size:
        raise httpx.RemoteProtocolError(f"the server ended after {have} of {model.size} bytes")


def _check(model: Model, packed: Path) -> None:
    size = packed.stat().st_size
    digest = hashlib.sha256()
    with packed.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != model.sha256 or (model.size and size != model.size):
        packed.unlink()
        raise DownloadError(
            f"{model.file}: not the file it should be (SHA-256 {digest.hexdigest()[:16]}…, {size} bytes).",
            "It was deleted; try again, or another --url-base.",
        )


def _install(packed: Path, target: Path) -> None:
    """Unpack beside the target and rename, so that a half model never lies there."""
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        unpack(packed, fresh)
        inner = fresh / target.name
        (inner if inner.is_dir() else fresh).rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def unpack(packed: Path, folder: Path) -> None:
    """Unpack a ZIP file that nobody trusts.

    Raises:
        DownloadError: not a ZIP file, a path that leads out, a link, or more than a model ever has.
    """
    try:
        with zipfile.ZipFile(packed) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
                raise DownloadError(f"{packed.name}: far more is packed in it than a model has.")
            left = LARGEST
            for entry in entries:
                left -= _unpack_one(archive, entry, folder, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, UnicodeError) as fault:
        raise DownloadError(f"{packed.name}: not a ZIP file that can be unpacked ({fault}).") from None


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int) -> int:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    bad = not parts or ".." in parts or parts[0].startswith("/") or ":" in parts[0] or "\0" in entry.filename
    if bad or stat.S_ISLNK(entry.external_attr >> 16):
        raise DownloadError(
            f"It holds {entry.filename!r}, which leads out of its folder: nothing was installed."
        )
    place = folder.joinpath(*parts)
    if entry.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return 0
    place.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as source, place.open("xb") as file:
        # counted while it is written: what the directory promises may be a lie
        while block := source.read(_BLOCK):
            written += len(block)
            if written > left:
                raise DownloadError(f"{entry.filename!r} unpacks to more than a model ever has.")
            file.write(block)
    return written
