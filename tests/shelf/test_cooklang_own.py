"""What the specification leaves open or users write: sections, notes, positions, round trips."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.recipe import Cookware, Ingredient, Quantity, Recipe, Step, StepTimer
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write

STORY = """---
title: 1938
year: 1938
flag: true
rating: 4.5
tags: [pie, family]
story:
  narrator: Rosa
"story.place": "Naples"
people: [{name: Rosa, born: 1899}, {name: "Ada, the younger"}]
---
> [story chapter="The crossing" year="1912" place="Naples" narrator="Rosa" recording="rosa.flac"] The ship
> took seventeen days.

= Pastry

Rub @butter{125%g}(cold) into @flour{1-1 1/2%cups} and @?salt{=1%pinch}.

> Keep your hands cold.

Rest it for ~dough{20-30%minutes} in the #bowl{}(large).

== Sauce ==
Serve with @./sauces/vanilla-custard{150%ml}.
> [story year=1950] The end.
"""


def test_front_matter_loses_nothing() -> None:
    """Given values of every type, then all of them are there as the text that was written."""
    recipe = parse(STORY)
    assert dict(recipe.metadata) == {
        "title": "1938",
        "year": "1938",
        "flag": "true",
        "rating": "4.5",
        "tags": "pie, family",
        "story.narrator": "Rosa",
        "story.place": "Naples",
        "people.0.name": "Rosa",
        "people.0.born": "1899",
        "people.1.name": "Ada, the younger",
    }
    assert recipe.title == "1938"


def test_notes_keep_their_place() -> None:
    """A note stands before the step that follows it; its head becomes fields; the last one stands behind."""
    first, tip, last = parse(STORY).notes
    assert (first.chapter, first.year, first.place, first.narrator, first.recording) == (
        "The crossing",
        "1912",
        "Naples",
        "Rosa",
        "rosa.flac",
    )
    assert first.text == "The ship took seventeen days."
    assert first.before_step == 0 and first.story
    assert (tip.text, tip.before_step, tip.story, tip.section) == (
        "Keep your hands cold.",
        1,
        False,
        "Pastry",
    )
    assert (last.year, last.before_step, last.text) == ("1950", 3, "The end.")


def test_marks() -> None:
    """Ranges, fixed amounts, optional ones, notes and references to other recipes are read."""
    recipe = parse(STORY)
    butter, flour, salt = recipe.steps[0].ingredients
    assert butter == Ingredient("butter", Quantity(Fraction(125), unit="g"), "cold")
    assert flour.quantity == Quantity(Fraction(1), Fraction(3, 2), "cups")
    assert salt == Ingredient("salt", Quantity(Fraction(1), unit="pinch", fixed=True), optional=True)
    assert recipe.steps[1].timers == (StepTimer(1200, 1800, "dough", "20 to 30 minutes"),)
    assert recipe.steps[1].cookware == (Cookware("bowl", note="large"),)
    assert recipe.steps[2].ingredients[0].recipe == "./sauces/vanilla-custard"
    assert [step.section for step in recipe.steps] == ["Pastry", "Pastry", "Sauce"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Add @flour{200%g", "x.cook:1:11:"),
        ("Mix.\n\nStir well\nand add @{} now", "x.cook:4:9:"),
        ("-- hello\nWarm #{}", "x.cook:2:6:"),
        ("Wait ~{}", "x.cook:1:6:"),
        ("---\ntitle: x\n", "x.cook:1:1:"),
        ("---\njust words\n---\n", "x.cook:2:1:"),
        ("[- a -]Add @milk{1%l", "x.cook:1:17:"),
    ],
)
def test_faults_name_their_place(text: str, place: str) -> None:
    """Given a broken file, then the error names file, line and column."""
    with pytest.raises(RecipeError) as caught:
        parse(text, "x.cook")
    assert str(caught.value).startswith(place)


def test_gathered_list_adds_up() -> None:
    """Mentions of one name are added in the first unit; a bare mention joins; pieces stay apart."""
    recipe = parse(
        "@flour{200%g} @flour{1%kg} @eggs{2} @egg{1} @salt{} @salt{1%tsp} @butter{1%stick} @butter{}"
    )
    listed = {(item.name, item.quantity.low, item.quantity.unit) for item in recipe.ingredients}
    assert listed == {
        ("flour", Fraction(1200), "g"),
        ("eggs", Fraction(3), ""),
        ("salt", Fraction(1), "tsp"),
        ("butter", Fraction(1), "stick"),
    }


def test_block_comments_span_lines() -> None:
    """A block comment of several lines vanishes; one that never ends is text."""
    assert parse("Add [- not\nthis -]salt.").steps[0].items == ("Add  salt.",)
    assert parse("Add [- salt.").steps[0].items == ("Add [- salt.",)


@given(st.text(alphabet=st.sampled_from("@#~{}()%=>[]-/\\.½19 a\n\té🧂?\"'|:&*!"), max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but RecipeError."""
    with suppress(RecipeError):
        parse(text)


@given(st.text(max_size=200).map(lambda t: f"---\n{t}\n---\nMix."))
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    """No front matter raises anything but RecipeError."""
    with suppress(RecipeError):
        parse(text)


_WORDS = st.from_regex(r"[a-z]{1,8}( [a-z]{1,8})?", fullmatch=True)
_NUMBERS = st.fractions(min_value=0, max_value=900, max_denominator=8)
_QUANTITIES = st.builds(
    Quantity, low=_NUMBERS, unit=st.sampled_from(["", "g", "cups"]), fixed=st.booleans()
) | st.just(Quantity())
_ITEMS = st.one_of(
    st.builds(Ingredient, _WORDS, _QUANTITIES, note=st.sampled_from(["", "cold"]), optional=st.booleans()),
    st.builds(Cookware, _WORDS, st.just(Quantity())),
    st.builds(
        lambda n: StepTimer(60.0 * n, None, "", f"{n} minute{'s' if n > 1 else ''}"), st.integers(1, 59)
    ),
)
_STEPS = st.lists(_ITEMS, min_size=1, max_size=4).map(
    lambda items: Step(("Take ", *[part for item in items for part in (item, " and ")][:-1], " now."))
)


@given(
    st.builds(
        Recipe,
        title=_WORDS,
        steps=st.lists(_STEPS, max_size=4).map(tuple),
        metadata=st.dictionaries(_WORDS, st.text(alphabet="ab 12:#'\"-,", max_size=12).map(str.strip)),
    )
)
def test_round_trip(recipe: Recipe) -> None:
    """A recipe that is written and read again has the same steps and the same metadata."""
    again = parse(write(recipe))
    assert [step.items for step in again.steps] == [step.items for step in recipe.steps]
    assert {key: again.metadata[key] for key in recipe.metadata} == dict(recipe.metadata)
    assert again.title == (recipe.metadata.get("title") or recipe.title)


def test_story_round_trip() -> None:
    """A file with stories that is read, written and read again is the same recipe."""
    once = parse(STORY)
    again = parse(write(once))
    assert again.notes == once.notes
    assert [(s.items, s.section) for s in again.steps] == [(s.items, s.section) for s in once.steps]
    assert again.metadata == once.metadata
