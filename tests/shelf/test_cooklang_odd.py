"""Files as people really have them: other line ends, other editors, no files at all."""

from fractions import Fraction
from pathlib import Path

import pytest

from sous_voice.core.chunks import chunks
from sous_voice.core.recipe import Recipe
from sous_voice.core.wording import step_text
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.recipes import read_recipe

PLAIN = (
    "---\ntitle: Dough\nservings: 2\n---\n\nMix @flour{1%cup}\nand @water{2%tbsp}.\n\nRest ~{5%minutes}.\n"
)


def told(recipe: Recipe) -> list[str]:
    return [step_text(step) for step in recipe.steps]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\ufeff" + PLAIN,
        PLAIN.replace(" ", "\t").replace("title:\t", "title: ").replace("servings:\t", "servings: "),
        "\n\n" + PLAIN + "\n\n\n",
        PLAIN.removesuffix("\n"),
    ],
    ids=["unix", "windows", "old mac", "byte order mark", "tabs", "blank lines", "no last line end"],
)
def test_every_editor_writes_the_same_recipe(tmp_path: Path, text: str) -> None:
    """Given the same recipe with other line ends, tabs or a byte order mark, then it reads the same."""
    path = tmp_path / "dough.cook"
    path.write_bytes(text.encode())
    recipe = read_recipe(path)
    assert (recipe.title, recipe.servings) == ("Dough", 2)
    assert told(recipe) == ["Mix 1 cup of flour and 2 tablespoons of water.", "Rest 5 minutes."]


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (b"Mix @flour{1%cup and @water{2%cups}.\n", ":1:11:", "brace"),
        (b"---\ntitle: X\n---\n\nMix.\n\nMix @plain flour{1%cup\nand stir.\n", ":7:17:", "brace"),
        (b"Add @{2%cups} now.\n", ":1:5:", "without a name"),
        (b"Wait ~{}.\n", ":1:6:", "without a name or a duration"),
        (b"---\ntitle: X\nMix @flour{1%cup}.\n", ":1:1:", "never ends"),
        (b"Mix.\nStir \x00 well.\n", ":2:6:", "zero byte"),
        (b" \n\r\n", "", "the file is empty"),
        ("Crème".encode("latin-1"), "", "byte 2 is not UTF-8"),
        ("Mix.".encode("utf-16"), "", "byte 0 is not UTF-8"),
    ],
)
def test_broken_files_are_named_with_their_place(
    tmp_path: Path, content: bytes, place: str, said: str
) -> None:
    """Given a broken file, then one sentence says where and what, and a second one how to mend it."""
    path = tmp_path / "broken.cook"
    path.write_bytes(content)
    with pytest.raises(RecipeError) as caught:
        read_recipe(path)
    assert f"{path}{place}" in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Write to me@home.org.", "Write to me@home.org."),
        ("Take tin #1 from the shelf.", "Take tin #1 from the shelf."),
        ("Take your two @eggs{2}.", "Take your 2 eggs."),
        ("Add a little @butter{1%tsp}.", "Add 1 teaspoon of butter."),
        ("Add an @egg{1}.", "Add an egg."),
        ("Stir in mashed @bananas{2}.", "Stir in 2 mashed bananas."),
        ("Line two #baking sheet{2}.", "Line two baking sheets."),
        ("Open @tomatoes{2%400 g tins}.", "Open 2 tins of tomatoes, 400 grams each."),
        ("Add @salt{1 pinch}.", "Add a pinch of salt."),
        ("Bake ~{15 minutes}.", "Bake 15 minutes."),
    ],
)
def test_marks_read_aloud_as_english(text: str, sentence: str) -> None:
    """Given a step as people write it, then it is read without doubled or misplaced amounts."""
    assert told(parse(text)) == [sentence]


def test_a_time_without_a_percent_sign_counts() -> None:
    """Given ~{15 minutes}, then it is a timer of fifteen minutes."""
    assert parse("Bake ~{15 minutes}.").steps[0].timers[0].seconds == 900


def test_a_section_ends_the_step_before_it() -> None:
    """Given a section line without a blank line before it, then it is a section."""
    recipe = parse("Mix @a{}.\n= Sauce\nStir @b{}.\n")
    assert [step.section for step in recipe.steps] == ["", "Sauce"]


def test_a_megabyte_in_one_step_is_read_and_cut() -> None:
    """Given a million characters without a blank line, then all of it is told in small pieces."""
    recipe = parse("Mix @flour{1%cup} and stir. " * 40_000)
    assert recipe.ingredients[0].quantity.low == Fraction(40_000)
    pieces = chunks(step_text(recipe.steps[0]))
    assert sum(len(piece.split()) for piece in pieces) == 7 * 40_000
    assert max(len(piece.split()) for piece in pieces) <= 20


def test_signs_of_other_programs_are_no_part_of_a_name() -> None:
    """Given the signs that cooking programs put before a name, then the name is what stands behind them."""
    recipe = parse(
        "Add @?salt{}, @-oil{1%tbsp}, @&(~1)dough{} and @+stock{1%l} to the #&pan{}. A #?bowl{}, @& more.\n"
    )
    assert [item.name for item in recipe.ingredients] == ["salt", "oil", "dough", "stock"]
    assert [item.optional for item in recipe.ingredients] == [True, False, False, False]
    assert [item.name for item in recipe.cookware] == ["pan", "bowl"]
    assert told(recipe)[0].endswith("@& more.")


def test_amounts_for_several_servings_are_those_of_the_first() -> None:
    """Given an older file's amounts for two, four and eight, then the first belongs to two, and nothing is a word."""
    recipe = parse(
        ">> servings: 2|4|8\n\nMix @flour{100|200|400%g} with @eggs{1|2|4} and @herbs{a few|more}.\n"
    )
    assert recipe.servings == 2
    assert [item.quantity.low for item in recipe.ingredients] == [100, 1, None]
    assert recipe.ingredients[2].quantity.words == "a few|more"
