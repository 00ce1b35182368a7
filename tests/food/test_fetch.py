"""Pages fetched from a server: only what the user asked for, bounded in size, time, hops and kind."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from sous_voice.cli.recipe import recipe as recipe_commands
from sous_voice.errors import DownloadError, RecipeError
from sous_voice.shelf.imports import import_recipes
from sous_voice.shelf.imports.fetch import fetch

TEA = {
    "@type": "Recipe",
    "name": "Tea",
    "url": "https://elsewhere.example/not-here",
    "recipeIngredient": ["1 cup water", "1 tsp black tea"],
    "recipeInstructions": "Boil the water. Pour it over the tea.",
}
PAGE = f'<html><script type="application/ld+json">{json.dumps(TEA)}</script></html>'.encode()
MARKDOWN = b"# Rice\n\n## Ingredients\n\n- 1 cup rice\n\n## Directions\n\n1. Boil the rice.\n"


class Kitchen(BaseHTTPRequestHandler):
    """Answers by path; never writes to the log."""

    stop = threading.Event()

    def log_message(self, *_args: object) -> None:
        """Silence."""

    def _send(self, data: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _move(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        answers = {
            "/tea": lambda: self._send(PAGE),
            "/latin": lambda: self._send(PAGE.replace(b"Tea", b"Th\xe9"), "text/html; charset=latin-1"),
            "/moved": lambda: self._move("/tea"),
            "/loop": lambda: self._move("/loop"),
            "/file": lambda: self._move("file:///etc/passwd"),
            "/picture": lambda: self._send(b"\x89PNG", "image/png"),
            "/zipped": lambda: self._send(gzip.compress(PAGE), Content_Encoding="gzip"),
            "/bomb": lambda: self._send(gzip.compress(b" " * 60_000_000), Content_Encoding="gzip"),
            "/brotli": lambda: self._send(b"xx", Content_Encoding="br"),
            "/json": lambda: self._send(json.dumps(TEA).encode(), "application/json"),
            "/rice.md": lambda: self._send(MARKDOWN, "text/plain"),
            "/nothing": lambda: self._send(b"<html>no recipe</html>"),
            "/binary": lambda: self._send(b"\x00\x01\x02" * 99, "application/octet-stream"),
            "/huge": self._huge,
            "/drip": self._drip,
        }
        if self.path in answers:
            answers[self.path]()
        else:
            self.send_error(404, "Not Found")

    def _huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b" " * 100_000)
        except OSError:
            pass  # the importer has hung up, as it should

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while not self.stop.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Kitchen)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    Kitchen.stop.set()
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "title"),
    [("/tea", "Tea"), ("/moved", "Tea"), ("/zipped", "Tea"), ("/json", "Tea"), ("/rice.md", "Rice"),
     ("/latin", "Thé")],
)  # fmt: skip
def test_a_page_becomes_a_recipe_with_its_address(server: str, path: str, title: str) -> None:
    """Pages, also moved or packed ones, JSON and Markdown give a recipe whose source is the address asked for."""
    (recipe,) = import_recipes(server + path)
    assert recipe.title == title
    assert recipe.metadata["source"] == server + path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing", "404"),
        ("/loop", "passed on more than"),
        ("/file", "file"),
        ("/picture", "image/png"),
        ("/bomb", "too much"),
        ("/brotli", "packed as br"),
        ("/huge", "megabytes"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(server: str, path: str, words: str) -> None:
    """Missing, looping, leading to a file, no text, bombs and floods: one line that says what is wrong."""
    with pytest.raises(DownloadError) as caught:
        import_recipes(server + path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["/nothing", "/binary"])
def test_a_page_without_a_recipe_is_told_so(server: str, path: str) -> None:
    """A page that holds no recipe is an error of the source, not of the network."""
    with pytest.raises(RecipeError):
        import_recipes(server + path)


def test_a_server_that_drips_cannot_hold_us(server: str) -> None:
    """The whole page has a time to come in."""
    with pytest.raises(DownloadError, match="too long"):
        fetch(f"{server}/drip", seconds=0.3)


@pytest.mark.parametrize("address", ["http://", "http://[::1", "https://exa mple", "http://127.0.0.1:1/"])
def test_addresses_that_lead_nowhere(address: str) -> None:
    """A broken address or a closed port is one clear line."""
    with pytest.raises((DownloadError, RecipeError)) as caught:
        import_recipes(address)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", ["ftp://example.org/x", "file:///etc/passwd", "gopher://x", "data://x"])
def test_other_schemes_are_never_opened(address: str) -> None:
    """Nothing but http and https is fetched."""
    with pytest.raises(RecipeError, match="only http and https"):
        import_recipes(address)


def test_only_an_address_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A saved page with links, pictures and an address of its own opens no connection."""

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    saved = tmp_path / "tea.html"
    saved.write_bytes(b'<img src="http://127.0.0.1:9/x.png">' + PAGE)
    (recipe,) = import_recipes(str(saved))
    assert recipe.title == "Tea"


def test_one_bad_source_does_not_stop_the_others(server: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Given two sources of which one fails, the other is written, the fault told, and the exit code is 1."""
    args = ["import", f"{server}/missing", f"{server}/tea", "--to", str(tmp_path)]
    result = CliRunner().invoke(recipe_commands, args)
    assert result.exit_code == 1
    assert (tmp_path / "tea.cook").is_file()
    assert "404" in result.output
