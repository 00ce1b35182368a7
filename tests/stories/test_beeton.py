"""An old cookbook in its fixed form becomes recipes with season, servings and story."""

from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.history.beeton import read_book, to_recipe

# Our own text in the book's form.
PAGE = """
PLAIN BARLEY BROTH.

(_A Winter Dish_.)

17. INGREDIENTS.--2 lbs. of neck of mutton, 3 oz. of barley, 1 onion, salt
to taste.

_Mode_.--Put the mutton into a stewpan with the barley. Simmer gently for 2 hours. Add salt and serve.

_Time_.--2 hours. _Average cost_, 1s. 6d.

_Seasonable_ from October to March.

_Sufficient_ for 4 persons.

    BARLEY.--A grain that our grandmothers trusted in the cold months.


II.

18. INGREDIENTS.--1 quart of water, 3 oz. of barley.

_Mode_.--Boil the barley in the water.
"""


def test_the_fixed_form_is_read() -> None:
    """Title, remark, list, method, time, cost, season, servings, story; "II." is another way with the same dish."""
    first, second = read_book(PAGE)
    assert (first.number, first.title, first.remark) == (17, "Plain Barley Broth", "A Winter Dish")
    assert first.season == "from October to March"
    assert first.sufficient == "for 4 persons"
    assert (first.time, first.cost) == ("2 hours", "1s. 6d")
    assert first.stories == (("Barley", "A grain that our grandmothers trusted in the cold months."),)
    assert second.title == "Plain Barley Broth"


def test_a_recipe_keeps_season_and_story_through_cooklang() -> None:
    """Written as Cooklang and read again, nothing of it is lost."""
    recipe = to_recipe(read_book(PAGE)[0])
    again = parse(write(recipe), "broth.cook")
    assert again.metadata["season"] == "from October to March"
    assert again.servings == 4
    assert [note.chapter for note in again.notes] == ["Barley"]
    assert {"onion", "barley"} <= {item.name for item in again.ingredients}
