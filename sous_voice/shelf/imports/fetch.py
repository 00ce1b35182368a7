"""A page from an address that the user gave: bounded in time, size, hops and kind; nothing else is ever fetched."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from sous_voice.errors import DownloadError, MissingPartError
from sous_voice.shelf.imports.limits import gunzip

MOST_BYTES = 8_000_000
MOST_SECONDS = 60.0
"""For the whole page, so that a server which drips cannot hold us."""
MOST_HOPS = 5
_PAUSE = 20.0  # seconds without a byte
_KINDS = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xhtml+xml",
    "application/octet-stream",
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent."""

    data: bytes
    kind: str = ""
    """Its content type, lower case, without parameters; empty where the server tells none."""
    charset: str = "utf-8"

    @property
    def text(self) -> str:
        """The data as text; what is no text in its charset is replaced."""
        try:
            return self.data.decode(self.charset, errors="replace")
        except LookupError:
            return self.data.decode("utf-8", errors="replace")


def fetch(address: str, seconds: float = MOST_SECONDS) -> Page:
    """The page at ``address`` (http or https).

    Raises:
        DownloadError: no such page, no network, too big, too slow, packed, or no text.
        MissingPartError: the library for it is not installed.
    """
    try:
        import httpx
    except ImportError:
        raise MissingPartError("Pages are fetched with httpx, which is not installed.") from None
    headers = {"User-Agent": "sous-voice recipe import", "Accept-Encoding": "identity"}
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=MOST_HOPS, timeout=min(_PAUSE, seconds)
            ) as client,
            client.stream("GET", address, headers=headers) as answer,
        ):
            if answer.status_code >= 400:
                raise DownloadError(
                    f"{address}: the server answers {answer.status_code} {answer.reason_phrase}.",
                    "Check the address.",
                )
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind and not kind.startswith(_KINDS):
                raise DownloadError(
                    f"{address}: this is {kind}, no page with a recipe.", "Check the address."
                )
            data = _read(answer.iter_raw(), address, time.monotonic() + seconds)
            packed = answer.headers.get("content-encoding", "identity").lower()
            return Page(_unpacked(data, packed, address), kind, answer.charset_encoding or "utf-8")
    except httpx.TooManyRedirects:
        raise DownloadError(f"{address}: it is passed on more than {MOST_HOPS} times.") from None
    except httpx.TimeoutException:
        raise DownloadError(f"{address}: the server takes too long.", "Try again later.") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as fault:
        said = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise DownloadError(f"{address}: {said}.", "Check the address and the network.") from None


def _read(pieces: Iterable[bytes], address: str, until: float) -> bytes:
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > MOST_BYTES:
            raise DownloadError(f"{address}: more than {MOST_BYTES // 1_000_000} megabytes are refused.")
        if time.monotonic() > until:
            raise DownloadError(f"{address}: the server takes too long.", "Try again later.")
    return bytes(data)


def _unpacked(data: bytes, packed: str, address: str) -> bytes:
    """We ask for plain text; gzip sent all the same is opened within bounds, anything else is refused."""
    if packed in ("", "identity"):
        return data
    if packed == "gzip":
        from sous_voice.errors import RecipeError

        try:
            return gunzip(data, address)
        except RecipeError as fault:
            raise DownloadError(str(fault.said)) from None
    raise DownloadError(f"{address}: the page is packed as {packed}, which is refused.")
