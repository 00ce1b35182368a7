"""The charts of the food safety services, row by row: what is kept how long, and how hot it must be inside.

Labels as the charts print them. Cold Food Storage Chart and Cook to a Safe Minimum Internal Temperature:
FoodSafety.gov. FoodKeeper: FoodSafety.gov with USDA FSIS, Cornell University and the Food Marketing Institute.
"""

from fractions import Fraction

import pytest

from sous_voice.core.intents import Intent
from sous_voice.core.keeping import RAW, find_exactly, find_keeping, keeping_words, raw_beside
from sous_voice.core.kitchen import Kitchen, Knowledge
from sous_voice.core.messages import Say
from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step
from sous_voice.core.session import Session
from sous_voice.core.technique import done_temperature, find_doneness, safe_temperature
from sous_voice.core.topics import HANDLERS
from sous_voice.shelf.diet_table import diet_table
from sous_voice.shelf.handbook import handbook, keeping_table

BOOK, KEPT = handbook(), keeping_table()

COLD_FOOD_STORAGE_CHART = (
    ("egg salad", "3 to 4 days", "no"),
    ("hot dog", "a week once opened", "1 to 2 months"),
    ("lunch meat", "3 to 5 days once opened", "1 to 2 months"),
    ("bacon", "1 week", "1 month"),
    ("raw sausage", "1 to 2 days", "1 to 2 months"),
    ("raw ground beef", "1 to 2 days", "3 to 4 months"),
    ("raw ground turkey", "1 to 2 days", "3 to 4 months"),
    ("raw steak", "3 to 5 days", "4 to 12 months"),
    ("raw pork chop", "3 to 5 days", "4 to 12 months"),
    ("raw lamb", "3 to 5 days", "4 to 12 months"),
    ("fresh ham", "3 to 5 days", "6 months"),
    ("prosciutto", "2 to 3 months", "1 month"),
    ("raw chicken", "1 to 2 days", "9 months in pieces and a year whole"),
    ("raw egg", "3 to 5 weeks in the shell in the fridge", "no"),
    ("egg white", "2 to 4 days", "12 months for the whites"),
    ("soup", "3 to 4 days", "2 to 3 months"),
    ("chicken", "3 to 4 days", "2 to 6 months"),
    ("beef", "3 to 4 days", "2 to 6 months"),
    ("pizza", "3 to 4 days", "1 to 2 months"),
)
FOODKEEPER = (
    ("cooked fish", "3 to 4 days", "1 to 2 months"),
    ("raw salmon", "1 to 2 days", None),
    ("raw shrimp", "1 to 3 days", "6 to 18 months"),
    ("shrimp", "3 to 4 days", "1 to 3 months"),
    ("raw duck", "1 to 2 days", "6 months"),
    ("liver", "1 to 2 days", "3 to 4 months"),
    ("quiche", "3 to 5 days", "2 to 3 months"),
    ("pasta", "3 to 5 days", "1 to 2 months"),
    ("pumpkin pie", "3 to 4 days", "1 to 2 months"),
    ("cheesecake", "5 to 7 days", "3 to 6 months"),
    ("guacamole", "3 to 4 days", "3 to 4 months"),
    ("chutney", "1 to 2 months once opened", None),
    ("jam", "6 to 12 months once opened", None),
    ("butter", "1 to 2 months", "6 to 9 months"),
    ("buttermilk", "1 to 2 weeks", "3 months"),
    ("yogurt", "1 to 2 weeks", "1 to 2 months"),
    ("cheddar", "3 to 4 weeks once opened", "6 months"),
    ("ricotta", "a week once opened", None),
    ("carrot", "2 to 3 weeks", "10 to 12 months"),
    ("beet", "1 to 2 weeks", "6 to 8 months"),
    ("celery", "1 to 2 weeks", "10 to 12 months"),
    ("broccoli", "3 to 5 days", "10 to 12 months"),
    ("green bean", "3 to 5 days", "8 months"),
    ("mushroom", "3 to 7 days", "10 to 12 months"),
    ("asparagus", "3 to 4 days", "5 months"),
    ("blueberry", "1 to 2 weeks", "8 to 12 months"),
    ("strawberry", "2 to 3 days", "8 to 12 months"),
    ("cut melon", "up to 4 days", None),
    ("opened can", "3 to 4 days in the fridge, acid food such as tomatoes 5 to 7", None),
)


@pytest.mark.parametrize(("thing", "fridge", "freezer"), [*COLD_FOOD_STORAGE_CHART, *FOODKEEPER])
def test_food_keeps_as_long_as_the_charts_say(thing: str, fridge: str, freezer: str | None) -> None:
    """Fridge and freezer times are those of the chart; None: it gives none, or one by kinds."""
    row = find_exactly(KEPT, thing)
    assert row is not None
    assert row.fridge == fridge
    assert freezer is None or row.freezer == freezer


@pytest.mark.parametrize("kind", ["beef", "pork", "lamb", "veal", "turkey", "chicken"])
def test_raw_mince_is_never_kept_as_long_as_a_roast(kind: str) -> None:
    """However it is called, ground meat before cooking keeps a day or two."""
    asked = "how many days can i keep it before cooking"
    assert RAW.search(asked)
    for name in (f"raw minced {kind}", f"raw {kind} mince", f"raw ground {kind}"):
        row = find_exactly(KEPT, name)
        assert row is not None
        assert row.fridge == "1 to 2 days"


def test_a_word_inside_a_name_makes_no_other_food_of_it() -> None:
    """Kidney beans are beans, and pork sausages are ground meat."""
    beans = find_exactly(KEPT, "raw kidney beans")
    assert beans is not None and beans.food == "raw bean"
    done = {
        food: find_doneness(BOOK, food)
        for food in ("pork sausages", "minced beef", "pork liver", "kidney beans")
    }
    assert {food: row.celsius for food, row in done.items() if row} == {
        "pork sausages": 71,
        "minced beef": 71,
        "pork liver": 71,
        "kidney beans": None,
    }


def test_every_time_has_a_source_or_is_called_a_rule_of_thumb() -> None:
    """No row goes without a source, and a time that has none is said to be a rule of thumb."""
    assert {source for row in KEPT for source in (row.fridge_source, row.freezer_source)} == {
        "chart",
        "keeper",
        "fsis",
        "thumb",
    }
    for row in KEPT:
        told = " ".join(keeping_words(row, "how long does it keep"))
        loose = [
            row.fridge_source == "thumb",
            row.freezer_source == "thumb" and row.freezer not in ("", "no"),
        ]
        assert told.count("rule of thumb") == sum(loose), row.food


def test_a_dish_is_no_raw_food() -> None:
    """A dish that is called by a vegetable keeps as a cooked dish does, not as what is bought."""
    stuffed = find_keeping(KEPT, "Stuffed peppers")
    assert stuffed is not None and stuffed.fridge == "3 to 4 days"
    bought = find_exactly(KEPT, "peppers")
    assert bought is not None and bought.fridge == "4 to 14 days"


def test_what_no_chart_tells_is_not_made_up() -> None:
    """A freezer time that is unknown is said to be unknown, and not that it does not freeze well."""
    row = find_exactly(KEPT, "honey")
    assert row is not None
    assert keeping_words(row, "can i freeze honey")[0] == "I know no time for the freezer."


def test_a_food_that_may_be_raw_or_cooked_is_told_both_ways() -> None:
    """Potatoes asked of without more: as a dish, and as they are bought."""
    row = find_exactly(KEPT, "potatoes")
    assert row is not None
    raw = raw_beside(KEPT, row, "potatoes", "how long do potatoes keep")
    assert raw == "That is cooked. Raw, it keeps 1 to 2 months in a cool dark place."


SAFE = (
    ("beef steak", 63, 3),
    ("lamb chops", 63, 3),
    ("veal", 63, 3),
    ("pork chops", 63, 3),
    ("pork tenderloin", 63, 3),
    ("ground beef", 71, None),
    ("ground pork", 71, None),
    ("sausage", 71, None),
    ("turkey sausage", 74, None),
    ("ground turkey", 74, None),
    ("chicken thighs", 74, None),
    ("duck", 74, None),
    ("stuffing", 74, None),
    ("rabbit", 71, None),
    ("venison", 71, None),
    ("ham", 63, 3),
    ("fresh ham", 63, 3),
    ("precooked ham", 74, None),
    ("salmon", 63, None),
    ("quiche", 71, None),
    ("custard", 71, None),
    ("leftovers", 74, None),
    ("casserole", 74, None),
    ("pasta bake", 74, None),
    ("lasagna", 74, None),
)


@pytest.mark.parametrize(("food", "celsius", "rest"), SAFE)
def test_safe_temperatures_are_those_of_the_chart(food: str, celsius: int, rest: int | None) -> None:
    """FoodSafety.gov and USDA FSIS: each food at its own temperature, with its rest."""
    row = find_doneness(BOOK, food)
    assert row is not None
    assert (row.celsius, row.rest_minutes) == (celsius, rest)
    assert f"{celsius} °C" in safe_temperature(row, "celsius")
    assert row.fahrenheit is not None and abs((row.fahrenheit - 32) / 1.8 - celsius) < 1


@pytest.mark.parametrize(
    "food",
    ["tomato soup", "vegetable stew", "bread", "cake", "caramel", "frying oil", "boiled potatoes", "rice", "sauce",
     "shrimp", "mussels", "green beans"],
)  # fmt: skip
def test_only_food_that_needs_one_has_a_safe_temperature(food: str) -> None:
    """Bread is done at a temperature and soup is hot at one; neither is a matter of safety, nor are shells."""
    row = find_doneness(BOOK, food)
    assert row is not None
    assert safe_temperature(row) == ""


def test_done_is_another_thing_than_safe() -> None:
    """The temperature of a loaf is told as that of a loaf that is done."""
    row = find_doneness(BOOK, "bread")
    assert row is not None
    assert done_temperature(row, "celsius") == "93 °C"


def _asked(title: str, *foods: str, said: str) -> str:
    """What is told of a dish whose one step cooks all of it, where ``said`` is asked of."""
    items = tuple(Ingredient(food, Quantity(Fraction(1))) for food in foods)
    recipe = Recipe(title, (Step(("Simmer ", *items, " until done.")),), items)
    kitchen = Kitchen(knowledge=Knowledge(handbook=BOOK, diets=diet_table()))
    turn = HANDLERS["doneness"](kitchen, Session(recipe=recipe, step=0), Intent("doneness", {"food": said}))
    return " ".join(effect.text for effect in turn.effects if isinstance(effect, Say))


@pytest.mark.parametrize(
    ("title", "foods", "safe"),
    [
        ("Tomato soup", ("tomatoes", "onion", "vegetable stock"), ""),
        ("Vegetable stew", ("carrots", "potatoes"), ""),
        ("Chicken stew", ("chicken thighs", "carrots"), "74"),
        ("Winter soup", ("ground beef", "potatoes"), "71"),
        ("Fish stew", ("cod", "chicken stock"), "63"),
        ("Paella", ("rice", "chicken", "shrimp"), "74"),
        ("Lentil soup", ("lentils", "chicken stock"), ""),
        ("Pea soup", ("peas", "smoked salmon"), ""),
        ("Pasta bake", ("penne", "tomatoes", "cheese"), "74"),
    ],
)
def test_a_dish_is_as_safe_as_what_is_in_it(title: str, foods: tuple[str, ...], safe: str) -> None:
    """A mixed dish has the safe temperature of its most demanding food; without meat or fish it has none."""
    told = _asked(title, *foods, said=title.lower())
    assert ("safe at" in told) == bool(safe)
    assert not safe or f"{safe} °C" in told
