"""Models are fetched whole, checked and safely unpacked, or not at all."""

import hashlib
import io
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
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
    withheld = 0
    """Bytes at the end that the first answer leaves out, as if they were not there."""
    extra = b""
    """What comes after the file."""
    moved = ""
    """Another address of the file."""
    ranges: list[str]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        type(self).ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if self.path == "/moved/tiny.zip":
            self.send_response(302)
            self.send_header("Location", self.moved)
            self.end_headers()
            return
        if self.path != "/tiny.zip":
            self.send_error(404)
            return
        body = self.content[start : len(self.content) - self.withheld] + self.extra
        type(self).withheld = 0
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


def test_a_bad_line_may_break_often_as_long_as_something_comes(
    shop: tuple[type[Shop], str], tmp_path: Path
) -> None:
    """Breaks count only in a row without anything new."""
    content = packed({"tiny/am/final.mdl": np.random.default_rng(1).bytes(500_000)})
    shop[0].content, shop[0].breaks, shop[0].break_after = content, 7, 70_000
    assert fetch(model(content), tmp_path, shop[1]).is_dir()
    assert shop[0].ranges[-1] == "bytes=490000-"


def test_a_server_that_ends_too_early_is_asked_for_the_rest(
    shop: tuple[type[Shop], str], tmp_path: Path
) -> None:
    """What came is kept, as after a break."""
    shop[0].withheld = 50
    assert fetch(model(GOOD), tmp_path, shop[1]).is_dir()
    assert shop[0].ranges == ["", f"bytes={len(GOOD) - 50}-"]


def test_more_than_the_model_is_not_kept(shop: tuple[type[Shop], str], tmp_path: Path) -> None:
    """A server that sends too much leaves nothing behind."""
    shop[0].extra = b"more"
    with pytest.raises(DownloadError, match="more bytes"):
        fetch(model(GOOD), tmp_path, shop[1])
    assert not list(tmp_path.iterdir())


def test_a_file_that_moved_is_followed_but_not_in_a_circle(
    shop: tuple[type[Shop], str], tmp_path: Path
) -> None:
    """To another host; a circle is told at once."""
    # "127.1" is this machine by another name, and needs no file of hosts as "localhost" does
    shop[0].moved = f"{shop[1].replace('127.0.0.1', '127.1')}/tiny.zip"
    assert fetch(model(GOOD), tmp_path / "one", f"{shop[1]}/moved").is_dir()
    shop[0].moved = "/moved/tiny.zip"
    with pytest.raises(DownloadError, match="circle"):
        fetch(model(GOOD), tmp_path / "other", f"{shop[1]}/moved")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """Nothing is asked of the server."""
    (tmp_path / "models").write_text("mine")
    with pytest.raises(DownloadError, match="no folder"):
        fetch(model(GOOD), tmp_path / "models", "http://127.0.0.1:9")
    assert (tmp_path / "models").read_text() == "mine"


def test_the_command_ends_in_one_line_and_with_one(shop: tuple[type[Shop], str], tmp_path: Path) -> None:
    """What the user sees where the server has not got the file."""
    result = subprocess.run(
        [sys.executable, "-m", "sous_voice.cli.main", "models", "get", "vosk-model-small-en-us-0.15",
         "--url-base", shop[1], "--folder", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert "404" in line


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
    assert not list(folder.iterdir())


def test_an_unknown_name_lists_the_known_ones() -> None:
    """A wrong name is answered with the right ones."""
    with pytest.raises(UserInputError, match=r"vosk-model-small-en-us-0\.15"):
        find_model("nonsense")
