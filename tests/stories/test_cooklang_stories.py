"""Stories in plain Cooklang: nothing is lost on the way to the file and back, whatever a family writes."""

import re
from pathlib import Path
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.lineage import lineage_lines
from sous_voice.core.recipe import Recipe, Step, StoryNote
from sous_voice.core.story import beside, chapters
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write

LETTERS = "abcdefg ABC äöüßéçñ šč 0123456789 .,;:!?'’“”\"()[]{}@#~%&/=+*<>|-–—_…½°"
# two hyphens begin a comment in Cooklang, and are written as a dash
words = (
    st.text(LETTERS, min_size=1, max_size=60)
    .map(lambda text: " ".join(text.replace("--", "–").replace("[-", "[").split()))
    .filter(lambda text: any(char.isalpha() for char in text) and "--" not in text and "[-" not in text)
)
# an attribute stands in straight or in curly quotation marks; one that holds both kinds gets other ones
attribute = words.filter(lambda text: not ('"' in text and ("“" in text or "”" in text)))


@st.composite
def story_notes(draw: st.DrawFn) -> StoryNote:
    """A note with any of its attributes."""
    known = {
        key: draw(st.one_of(st.just(""), attribute))
        for key in ("chapter", "year", "place", "narrator", "recording")
    }
    extra = draw(
        st.dictionaries(
            st.sampled_from(["voice", "rate", "pause", "consent", "seconds"]), attribute, max_size=3
        )
    )
    return StoryNote(draw(words), draw(st.integers(0, 3)), extra=tuple(extra.items()), story=True, **known)


@settings(max_examples=150, deadline=None)
@given(
    notes=st.lists(story_notes(), max_size=4),
    metadata=st.dictionaries(
        st.sampled_from(
            [
                "story.narrator",
                "story.year",
                "story.place",
                "story.voice.rosa",
                "lineage.parent",
                "lineage.change.1",
            ]
        ),
        words,
        max_size=5,
    ),
)
def test_no_story_is_lost(notes: list[StoryNote], metadata: dict[str, str]) -> None:
    """Every word, attribute and place of a story, and every dotted line of the head, reads back as it was."""
    placed = tuple(sorted(notes, key=lambda note: note.before_step))
    steps = (Step(("Mix it.",)), Step(("Bake it.",)), Step(("Eat it.",)))
    recipe = Recipe("Bread", steps, notes=placed, metadata=MappingProxyType({"title": "Bread", **metadata}))
    again = parse(write(recipe), "bread.cook")
    assert again.notes == placed
    assert dict(again.metadata) == dict(recipe.metadata)
    assert parse(write(again), "bread.cook").notes == placed


def test_chapters_of_the_documented_form() -> None:
    """Narrator, voice and pace from the head; a recording beside the recipe; an empty text is no loss."""
    text = """---
title: Bread
story.narrator: "Rosa"
story.year: "1912"
story.voice.rosa: "en_US-joe-medium#2"
story.rate.rosa: "0.9"
story.pause.rosa: "0.4"
---

> [story chapter="Before" place="Naples"] One. Two.
> Three.

Mix @flour{1%kg}.

> [story chapter="After" narrator="Ben" recording="rosa/after.flac" rate="7"]
"""
    before, after = chapters(parse(text, "/home/ana/recipes/bread.cook"))
    assert (before.narrator, before.voice, before.pace, before.pause) == (
        "Rosa",
        "en_US-joe-medium#2",
        0.9,
        0.4,
    )
    assert before.sentences == ("One.", "Two.", "Three.")
    assert after.recording == "/home/ana/recipes/rosa/after.flac"
    assert (after.before_step, after.pace, len(after.sentences)) == (1, 2.0, 1)


def test_a_recording_is_looked_for_beside_its_recipe() -> None:
    """Absolute paths stay; relative ones are beside the file, on any system."""
    assert beside("recipes/pie.cook", "rosa.flac") == "recipes/rosa.flac"
    assert beside("pie.cook", "rosa.flac") == "rosa.flac"
    assert beside("C:\\kitchen\\pie.cook", "rosa.flac") == "C:/kitchen/rosa.flac"
    assert beside("recipes/pie.cook", "/stories/rosa.flac") == "/stories/rosa.flac"
    assert beside("recipes/pie.cook", "") == ""


def test_the_example_of_the_documentation_is_told(root: Path) -> None:
    """The recipe that a family is invited to copy is read, with every part that the page speaks of."""
    page = (root / "docs" / "stories.md").read_text()
    (example,) = re.findall(r"```cooklang\n(.*?)```", page, re.DOTALL)
    recipe = parse(example, "/home/nela/ring-bread.cook")
    lane, oven, mother = chapters(recipe)
    assert (lane.narrator, lane.pace, lane.pause, lane.before_step) == ("Nela", 0.95, 0.3, 0)
    assert (oven.title, oven.before_step, oven.consent) == ("The oven", 2, "household")
    assert (mother.narrator, mother.recording) == ("Ana", "/home/nela/recordings/ana.flac")
    assert parse(write(recipe), "again.cook").notes == recipe.notes
    assert lineage_lines(recipe.metadata)[1] == (
        "In February 1951, Nela changed this: a hole in the middle, so that it bakes through."
    )
