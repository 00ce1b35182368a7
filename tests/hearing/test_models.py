"""Models are fetched whole, checked and safely unpacked, or not at all."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sous_voice.errors import DownloadError, UserInputError
from sous_voice.hearing.catalogue import Model, find_model
from sous_voice.hearing.download import fetch


def packed(files: dict[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


GOOD = packed({"tiny/am/final.mdl": bytes(range(256)) * 900, "tiny/README": b"a model"})


class Shop(BaseHTTPRequestHandler):
    """Serves ``content``; breaks the connection after ``break_after`` bytes, ``breaks`` times."""

    content = GOOD
    breaks = 0
    break_after = 100
    ranges: list[str]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        type(self).ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if self.path != "/tiny.zip":
            self.send_error(404)
            return
        body = self.content[start:]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if type(self).breaks > 0:
            type(self).breaks -= 1
            self.wfile.write(body[: self.break_after])
            self.wfile.flush()
            self.connection.close()
            return
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[tuple[type[Shop], str]]:
    kind = type("ThisShop", (Shop,), {"ranges": []})
    server = HTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield kind, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def model(content: bytes, size: int | None = None) -> Model:
    return Model("tiny", hashlib.sha256(content).hexdigest(), len(content) if size is None else size, "")


def test_a_model_is_installed_whole(shop: tuple[type[Shop], str], tmp_path: Path) -> None:
    """What is fetched lies in its folder, and nothing else is left."""
    seen: list[int] = []
    place = fetch(model(GOOD), tmp_path, shop[1], lambda done, whole: seen.append(done))
    assert (place / "am" / "final.mdl").read_bytes() == bytes(range(256)) * 900
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]
    assert seen[-1] == len(GOOD)


def test_a_broken_connection_goes_on_where_it_stopped(shop: tuple[type[Shop], str], tmp_path: Path) -> None:
    """What was fetched before a break is not fetched again."""
    shop[0].breaks = 2
    fetch(model(GOOD), tmp_path, shop[1])
    assert shop[0].ranges == ["", "bytes=100-", "bytes=200-"]


def test_too_many_breaks_are_told_and_the_next_call_goes_on(
    shop: tuple[type[Shop], str], tmp_path: Path
) -> None:
    """A dead line ends with a clear error, and keeps what is there for the next time."""
    shop[0].breaks = 4
    with pytest.raises(DownloadError, match="broke 4 times"):
        fetch(model(GOOD), tmp_path, shop[1])
    assert fetch(model(GOOD), tmp_path, shop[1]).is_dir()
    assert shop[0].ranges[-1] == "bytes=400-"


def test_a_wrong_checksum_installs_nothing(shop: tuple[type[Shop], str], tmp_path: Path) -> None:
    """A file that is not what the catalogue says is deleted."""
    with pytest.raises(DownloadError, match="not the file it should be"):
        fetch(model(b"x" * len(GOOD), len(GOOD)), tmp_path, shop[1])
    assert not list(tmp_path.iterdir())


def test_a_missing_file_is_told(shop: tuple[type[Shop], str], tmp_path: Path) -> None:
    """The server's refusal reaches the user as one sentence."""
    with pytest.raises(DownloadError, match="404"):
        fetch(Model("other", "0" * 64, 0, ""), tmp_path, shop[1])


@pytest.mark.parametrize(
    "content",
    [
        packed({"../outside": b"x"}),
        packed({"tiny/../../outside": b"x"}),
        packed({"/outside": b"x"}),
        packed({"..\\outside": b"x"}),
        packed({"tiny/a": b"x"}, link="tiny/link"),
        b"no zip at all",
        GOOD[: len(GOOD) // 2],
    ],
    ids=["parent", "hidden parent", "absolute", "backslash", "link", "not a zip", "cut"],
)
def test_hostile_files_install_nothing(shop: tuple[type[Shop], str], tmp_path: Path, content: bytes) -> None:
    """Nothing is written outside the folder, and no half model stays."""
    shop[0].content = content
    folder = tmp_path / "models"
    with pytest.raises(DownloadError):
        fetch(model(content), folder, shop[1])
    assert not (tmp_path / "outside").exists()
    assert not (folder / "tiny").exists()
    assert not (folder / ".tiny.new").exists()


def test_an_unknown_name_lists_the_known_ones() -> None:
    """A wrong name is answered with the right ones."""
    with pytest.raises(UserInputError, match=r"vosk-model-small-en-us-0\.15"):
        find_model("nonsense")
