"""The family book: what may leave leaves, what is private stays, and a stranger's file does no harm."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from sous_voice.cli.story import story as story_command
from sous_voice.core.recipe import Recipe
from sous_voice.errors import StoryError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.recipes import read_recipe
from sous_voice.shelf.stories import kept
from sous_voice.shelf.stories.book import export, export_page
from sous_voice.shelf.stories.unpack import unpack

RECIPE = """---
title: Ring bread
servings: 4
lineage.parent: "Round bread"
lineage.change.1: "1951-02-01 Nela: a hole in the middle"
---

Mix @flour{500%g} and @water{300%ml} in a #bowl{}.

> [story chapter="The ring" year="1938" place="Ljubljana" narrator="Nela"] My aunt <b>baked</b> one "ring".

> [story chapter="Only ours" narrator="Nela" consent="household"] What nobody else may know.

Bake it for ~ring{25%minutes}.
"""


class Home:
    """One kitchen's folders."""

    def __init__(self, folder: Path) -> None:
        self.stories, self.recipes = folder / "stories", folder / "recipes"
        self.stories.mkdir(parents=True)

    def record(self, name: str, scope: str, *persons: str, pitch: float = 220.0) -> None:
        sound = 0.3 * np.sin(2 * np.pi * pitch * np.arange(8000) / 16000)
        soundfile.write(self.stories / f"{name}.flac", sound, 16000)
        seal = kept.checksum(self.stories / f"{name}.flac")
        known = kept.Kept(
            f"{name}.flac", "Ring bread", name.title(), scope, persons, transcript=f"The words of {name}.",
            seconds=0.5, state="kept", sha256=seal, step=1,
        )  # fmt: skip
        kept.write(self.stories, known)

    def shelf(self, *more: Recipe) -> tuple[Recipe, ...]:
        own = [read_recipe(path) for path in sorted(self.recipes.glob("*.cook"))]
        return kept.with_kept((*more, *own), kept.all_kept(self.stories)[0], self.stories)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.record("rosa", "everyone")
    home.record("secret", "household", pitch=330.0)
    home.record("table", "guests", "Ana", pitch=440.0)
    return home


@pytest.fixture
def ring() -> Recipe:
    return parse(RECIPE, "ring.cook")


def contents(book: Path) -> str:
    with zipfile.ZipFile(book) as archive:
        return " ".join(archive.namelist()) + " ".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


def test_only_what_is_for_everyone_leaves(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """Neither sound nor a word of what is for the household or guests is in the file; it is told what stays."""
    book = tmp_path / "out.sousbook"
    packed = export(home.shelf(ring), book)
    assert (packed.recordings, packed.stories) == (1, 2)
    assert len(packed.left_out) == 3
    text = contents(book)
    assert "The words of rosa" in text
    assert not any(
        word in text.lower() for word in ("words of secret", "words of table", "nobody else", "secret.flac")
    )


def test_what_was_shared_by_name_leaves_for_that_name(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """Ana gets what was shared with her; the others' book has nothing of it, and nobody's name is in it."""
    book = tmp_path / "out.sousbook"
    assert export(home.shelf(ring), book, person="ana").recordings == 2
    assert "Ana" not in contents(book)


def test_withdrawn_is_gone(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """After a withdrawal neither file nor words are on the disk, and nothing of it is told or exported."""
    kept.withdraw(home.stories / "rosa.flac")
    assert not list(home.stories.glob("rosa*"))
    assert all("rosa" not in note.text for recipe in home.shelf(ring) for note in recipe.notes)
    assert export(home.shelf(ring), tmp_path / "out.sousbook").recordings == 0


def test_a_recording_without_a_consent_stays(ring: Recipe, tmp_path: Path) -> None:
    """A sound file that a recipe links, and nobody has said who may hear it, does not leave."""
    (tmp_path / "old.wav").write_bytes(b"")
    soundfile.write(tmp_path / "old.wav", np.zeros(1000), 8000)
    text = RECIPE + '\n> [story chapter="Old tape" recording="old.wav"] Hers.\n'
    (tmp_path / "ring.cook").write_text(text)
    packed = export([read_recipe(tmp_path / "ring.cook")], tmp_path / "out.sousbook")
    assert packed.recordings == 0
    assert "Old tape" not in contents(tmp_path / "out.sousbook")


def test_a_book_comes_back_whole(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """In another kitchen: the recipe, its written story, its lineage, the recording; twice changes nothing."""
    book = tmp_path / "out.sousbook"
    export(home.shelf(ring), book)
    other = Home(tmp_path / "other")
    joined = unpack(book, other.shelf(), other.recipes, other.stories)
    assert (joined.recipes, len(joined.recordings)) == (["Ring bread"], 1)
    (recipe,) = other.shelf()
    assert [(note.chapter, note.narrator) for note in recipe.notes] == [
        ("The ring", "Nela"),
        ("Rosa remembers", "Rosa"),
    ]
    assert recipe.metadata["lineage.parent"] == "Round bread"
    before, _ = soundfile.read(home.stories / "rosa.flac")
    after, _ = soundfile.read(recipe.notes[1].recording)
    assert np.array_equal(before, after)
    again = unpack(book, other.shelf(), other.recipes, other.stories)
    assert (again.recipes, again.recordings, again.stories) == ([], [], 0)


def test_nothing_is_overwritten(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """Another recipe of that name keeps its file; the new one gets a name of its own, with its recordings."""
    book = tmp_path / "out.sousbook"
    export(home.shelf(ring), book)
    other = Home(tmp_path / "other")
    other.recipes.mkdir()
    mine = other.recipes / "ring-bread.cook"
    mine.write_text("---\ntitle: Ring bread\n---\n\nBuy @bread{1}.\n")
    unpack(book, other.shelf(), other.recipes, other.stories)
    assert mine.read_text().endswith("Buy @bread{1}.\n")
    titles = {recipe.title: [note.chapter for note in recipe.notes] for recipe in other.shelf()}
    assert titles == {"Ring bread": [], "Ring bread, version 2": ["The ring", "Rosa remembers"]}


def test_stories_join_a_recipe_that_is_here(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """Where the same recipe is here without its stories it gets them, and no second recipe is made."""
    book = tmp_path / "out.sousbook"
    export(home.shelf(ring), book)
    other = Home(tmp_path / "other")
    plain = parse(RECIPE.split("\n> [story")[0] + "\n\nBake it for ~ring{25%minutes}.\n", "plain.cook")
    joined = unpack(book, other.shelf(plain), other.recipes, other.stories)
    assert (joined.recipes, joined.stories, len(joined.recordings)) == ([], 1, 1)
    (recipe,) = other.shelf(plain)
    assert sorted(note.chapter for note in recipe.notes) == ["Nela remembers", "Rosa remembers"]


def packed(entries: dict[str, bytes], **manifest: object) -> dict[str, bytes]:
    sums = {name: sha256(data).hexdigest() for name, data in entries.items()}
    whole = {"format": "sousbook", "version": 1, "recipes": [], "recordings": [], "sha256": sums, **manifest}
    return {**entries, "manifest.json": json.dumps(whole).encode()}


COOK = b"Mix @flour{1%g}.\n"
HOSTILE: dict[str, dict[str, bytes]] = {
    "no manifest": {"index.html": b""},
    "manifest is no JSON": {"manifest.json": b"{"},
    "manifest nested too deeply": {"manifest.json": b"[" * 100_000},
    "another format": {"manifest.json": b'{"format": "cookbook"}'},
    "a newer version": packed({}, version=99),
    "a name that climbs out": packed({"../evil.cook": COOK}, recipes=[{"file": "../evil.cook"}]),
    "an absolute name": packed({"/etc/evil.cook": COOK}, recipes=[{"file": "/etc/evil.cook"}]),
    "a recipe elsewhere": packed({"evil.cook": COOK}, recipes=[{"file": "evil.cook"}]),
    "a recording elsewhere": packed({"recipes/a.flac": b"x"}, recordings=[{"file": "recipes/a.flac"}]),
    "a recording that is no sound": packed(
        {"recipes/recordings/a.flac": b"#!/bin/sh\n"}, recordings=[{"file": "recipes/recordings/a.flac"}]
    ),
    "a program as recording": packed(
        {"recipes/recordings/a.sh": b"#!/bin/sh\n"}, recordings=[{"file": "recipes/recordings/a.sh"}]
    ),
    "a changed recipe": packed(
        {"recipes/a.cook": COOK}, recipes=[{"file": "recipes/a.cook"}], sha256={"recipes/a.cook": "0" * 64}
    ),
    "a missing recipe": packed({}, recipes=[{"file": "recipes/a.cook"}]),
    "a recipe that is no text": packed(
        {"recipes/a.cook": b"\xff\xfe\x00"}, recipes=[{"file": "recipes/a.cook"}]
    ),
    "a text that unpacks to too much": packed(
        {"recipes/a.cook": b" " * 9_000_000}, recipes=[{"file": "recipes/a.cook"}]
    ),
    "lists that are none": packed({}, recipes="everything"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_books_are_refused(tmp_path: Path, what: str) -> None:
    """One clear line, and not a byte of it on the disk."""
    book = tmp_path / "evil.sousbook"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in HOSTILE[what].items():
            archive.writestr(name, data)
    home = Home(tmp_path / "home")
    with pytest.raises(StoryError) as caught:
        unpack(book, (), home.recipes, home.stories)
    assert "\n" not in str(caught.value)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [book]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"not a book" * 100])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    """Empty, cut short, or something else altogether."""
    (tmp_path / "a.sousbook").write_bytes(data)
    with pytest.raises(StoryError):
        unpack(tmp_path / "a.sousbook", (), tmp_path / "r", tmp_path / "s")


def test_any_byte_changed_is_noticed_or_harmless(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """A book damaged anywhere is refused, or joins with everything as it was packed; it never breaks."""
    book = tmp_path / "out.sousbook"
    export(home.shelf(ring), book)
    data = bytearray(book.read_bytes())
    for place in range(0, len(data), max(1, len(data) // 60)):
        damaged = bytearray(data)
        damaged[place] ^= 0x55
        path = tmp_path / "damaged.sousbook"
        path.write_bytes(damaged)
        other = Home(tmp_path / f"other{place}")
        try:
            joined = unpack(path, (), other.recipes, other.stories)
        except StoryError:
            continue
        assert (joined.recipes, len(joined.recordings)) == (["Ring bread"], 1)


def test_one_page_with_the_recording_inside(home: Home, ring: Recipe, tmp_path: Path) -> None:
    """The page alone: markup of a recipe is shown and not obeyed, and no script is in it."""
    export_page(home.shelf(ring), tmp_path / "book.html")
    text = (tmp_path / "book.html").read_text()
    assert "&lt;b&gt;baked&lt;/b&gt; one &quot;ring&quot;" in text
    assert 'src="data:audio/flac;base64,' in text
    assert "<script" not in text


def test_the_commands(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """list, export and import from the command line, with what stays here told."""
    monkeypatch.setenv("SOUS_VOICE_STORIES", str(home.stories))
    monkeypatch.setenv("SOUS_VOICE_DATA", str(tmp_path / "kept"))
    (tmp_path / "ring.cook").write_text(RECIPE)
    run = CliRunner()
    listed = run.invoke(story_command, ["list", str(tmp_path / "ring.cook"), "--json"])
    rows = [json.loads(line) for line in listed.output.splitlines()]
    assert [row["consent"] for row in rows] == ["", "household", "everyone", "household", "guests"]
    out = run.invoke(
        story_command, ["export", str(tmp_path / "ring.cook"), "--out", str(tmp_path / "b.sousbook")]
    )
    assert "1 recipes, 2 stories, 1 recordings" in out.output
    assert out.output.count("Left out:") == 3
    monkeypatch.setenv("SOUS_VOICE_STORIES", str(tmp_path / "new"))
    taken = run.invoke(story_command, ["import", str(tmp_path / "b.sousbook")])
    assert "Recipe: Ring bread" in taken.output
    assert "1 recordings and 0 stories are new" in taken.output
    missing = run.invoke(story_command, ["import", str(tmp_path / "none.sousbook")])
    assert isinstance(missing.exception, StoryError)


def test_a_draft_is_put_right(home: Home) -> None:
    """The recogniser's words are shown as a draft; corrected they are one no more, and are told."""
    run = CliRunner()
    path = str(home.stories / "rosa.flac")
    assert run.invoke(story_command, ["words", path]).output == "Draft: The words of rosa.\n"
    assert run.invoke(
        story_command, ["words", path, "--set", "-"], input="What Rosa\nreally said.\n"
    ).output == ("Words: What Rosa really said.\n")
    known = kept.read(home.stories / "rosa.json")
    assert (known.transcript, known.transcript_is_draft) == ("What Rosa really said.", False)
    assert dict(kept.note_of(known, home.stories, 2).extra).get("transcript") is None


def test_withdrawing_from_the_command_line(home: Home) -> None:
    """Asked back, then all of it is gone."""
    run = CliRunner()
    path = str(home.stories / "rosa.flac")
    assert run.invoke(story_command, ["withdraw", path], input="n\n").exit_code == 1
    assert (home.stories / "rosa.flac").exists()
    assert run.invoke(story_command, ["withdraw", path], input="y\n").exit_code == 0
    assert not list(home.stories.glob("rosa*"))
