"""The page inside a family book, in a real browser: readable, playable, and whole to a screen reader."""

import base64
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.diet_table import diet_table
from sous_voice.shelf.recipes import read_recipe
from sous_voice.shelf.stories import kept
from sous_voice.shelf.stories.book import export
from sous_voice.shelf.stories.card import Dish, cards

sys.path.insert(0, str(Path(__file__).parent))
from browser import Browser, find

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = find()
    if program is None:
        pytest.skip("there is no Chromium on this machine (Debian: chromium-headless-shell)")
    browser = Browser(program, tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A book of two recipes and one recording, unpacked as a family would."""
    folder = tmp_path_factory.mktemp("book")
    stories = folder / "stories"
    stories.mkdir()
    sound = 0.3 * np.sin(2 * np.pi * 330 * np.arange(3 * 16000) / 16000)
    soundfile.write(stories / "rosa.flac", sound, 16000)
    known = kept.Kept(
        "rosa.flac", "English Walnut Pie", "Rosa", "everyone", place="Boston", year="1938", seconds=3.0,
        transcript="Two whole ones go in the middle.", state="kept", step=2,
    )  # fmt: skip
    kept.write(stories, known)
    shelf = [read_recipe(root / "recipes" / name) for name in ("walnut-pie.cook", "hummus.cook")]
    export(kept.with_kept(shelf, [known], stories), folder / "family.sousbook", "Our family book")
    with zipfile.ZipFile(folder / "family.sousbook") as archive:
        archive.extractall(folder / "open")
    return folder / "open" / "index.html"


def test_a_recording_plays(browser: Browser, index: Path) -> None:
    """The browser finds the file, knows its length, and plays it; nothing on the page is a script."""
    browser.open(index)
    assert browser.run("document.scripts.length") == 0
    played = browser.run(
        "new Promise(async (done, fail) => { const a = document.querySelector('audio'); a.muted = true;"
        " a.onerror = () => fail(a.error.message); await a.play();"
        " a.ontimeupdate = () => { if (a.currentTime > 0.3) done([a.duration, a.currentTime]); }; })"
    )
    assert played[0] == pytest.approx(3.0, abs=0.05)
    assert played[1] > 0.3


def test_a_screen_reader_gets_all_of_it(browser: Browser, index: Path) -> None:
    """Landmarks, a title, headings without a gap in their levels, lists, a name for each recording."""
    browser.open(index)
    nodes = browser.accessibility()
    roles = [node["role"] for node in nodes]
    assert {"banner", "navigation", "main", "article", "list", "listitem", "link"} <= set(roles)
    assert nodes[0]["name"] == "Our family book"
    levels = [node["level"] for node in nodes if node["role"] == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    named = [node["name"] for node in nodes if node["role"] == "heading"]
    assert {"English Walnut Pie", "Hummus", "The crossing", "Rosa remembers"} <= set(named)
    (sound,) = [node for node in nodes if str(node["role"]).lower() == "audio"]
    assert sound["name"] == "Recording: Rosa remembers, 3 seconds"
    text = " ".join(node["name"] for node in nodes if node["role"] == "StaticText")
    for words in (
        "I was sixteen when I left Naples",
        "Two whole ones go in the middle",
        "written down by a machine",
    ):
        assert words in text
    unnamed = [
        node["role"] for node in nodes if node["role"] in ("link", "button", "heading") and not node["name"]
    ]
    assert not unnamed
    assert browser.run("document.documentElement.lang") == "en"


def test_stories_stand_between_the_steps(browser: Browser, index: Path) -> None:
    """Numbers go on behind a story, and nothing is wider than a telephone."""
    browser.open(index)
    starts = browser.run("[...document.querySelector('article').querySelectorAll('ol')].map(l => l.start)")
    assert starts[0] == 1
    assert starts == sorted(starts)
    assert len(starts) >= 3
    browser.screenshot(index.parent / "narrow.png", 360, 800)
    assert browser.run("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_contrast_is_strong(browser: Browser, index: Path, scheme: str) -> None:
    """Text against its ground at 7 to 1 or more (WCAG AAA), by day and in the dark."""
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(index)
    ratios = browser.run(
        "[document.body, document.querySelector('.story')].map(e => {"
        " const light = c => { const v = c.match(/\\d+/g).slice(0, 3).map(x => x / 255)"
        "   .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);"
        "   return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };"
        " const s = getComputedStyle(e), a = light(s.color), b = light(s.backgroundColor);"
        " return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); })"
    )
    assert min(ratios) >= 7


def test_a_table_card_fits_one_page(browser: Browser, tmp_path: Path, root: Path) -> None:
    """Dish, bringer, what is in it, and the story in short; one sheet of paper each."""
    pie = read_recipe(root / "recipes" / "walnut-pie.cook")
    unknown = Dish("Ben's <salad>", "Ben")
    (tmp_path / "cards.html").write_text(cards([Dish(pie.title, "Ana", pie), unknown], diet_table()))
    browser.open(tmp_path / "cards.html")
    text = browser.run("document.body.innerText")
    assert "brought by Ana" in text
    assert "Contains:" in text
    assert "tree nuts" in text
    assert "I was sixteen when I left Naples." in text
    assert "Ben's <salad>" in text
    assert "Ask the cook what is in it." in text
    pdf = browser.ask("Page.printToPDF", preferCSSPageSize=True)["data"]
    assert base64.b64decode(pdf).count(b"/Type /Page\n") == 2


def test_a_story_for_the_household_is_on_no_card() -> None:
    """A card lies on the table for everybody."""
    recipe = parse(
        '---\ntitle: Bread\n---\n\n> [story consent="household"] A secret.\n\nMix @flour{1%kg}.\n',
        "bread.cook",
    )
    assert "A secret" not in cards([Dish("Bread", recipe=recipe)], diet_table())
