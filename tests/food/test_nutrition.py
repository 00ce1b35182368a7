"""Figures of recipes: by hand, line by line, and by rule."""

from fractions import Fraction
from pathlib import Path

import pytest

from sous_voice.cli.nutrition import figures
from sous_voice.cli.nutrition_label import html_label, label_rows, text_label
from sous_voice.core.doubts import doubts
from sous_voice.core.foods import CUPS, millilitres, weigh
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Habits, Kitchen
from sous_voice.core.messages import Say
from sous_voice.core.nutrients import NUTRIENTS, amount_words, read_nutrient
from sous_voice.core.nutrition import count, so_far, total
from sous_voice.core.nutrition_words import coverage
from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step
from sous_voice.core.session import Session
from sous_voice.core.topics import HANDLERS
from sous_voice.shelf.foods import open_foods
from sous_voice.shelf.recipes import read_recipe

RECIPES = Path(__file__).parents[2] / "recipes"
# ingredient: grams, then kcal, g protein and mg sodium in 100 g, looked up by hand in SR28's NUT_DATA
HUMMUS = {
    "tinned chickpeas": (400, 88, 4.92, 278),
    "tahini": (4 * 15, 595, 17.0, 115),
    "lemon juice": (3 * 15.25, 22, 0.35, 1),
    "garlic": (3, 149, 6.36, 17),
    "salt": (3, 0, 0, 38758),
    "olive oil": (2 * 13.5, 884, 0, 2),
}
DAL = {
    "red lentils": (250, 358, 23.91, 7),
    "water": (1001, 0, 0, 4),
    "turmeric": (3.1, 312, 9.68, 27),
    "vegetable oil": (3 * 13.6, 884, 0, 0),
    "cumin seeds": (4, 375, 17.81, 168),
    "onion": (110, 40, 1.10, 4),
    "garlic": (9, 149, 6.36, 17),
    "ginger": (6, 80, 1.82, 13),
    "salt": (6.1, 0, 0, 38758),
    "lemon": (29, 29, 1.10, 2),
    "coriander leaves": (8, 23, 2.13, 46),
}
PANCAKES = {
    "plain flour": (2 * 125, 364, 10.33, 2),
    "sugar": (2 * 12.5, 387, 0, 1),
    "baking powder": (2 * 4.6, 53, 0, 10600),
    "baking soda": (2.3, 0, 0, 27360),
    "salt": (3, 0, 0, 38758),
    "eggs": (100, 143, 12.56, 142),
    "buttermilk": (2 * 245, 40, 3.31, 190),
    "melted butter": (4 * 14.2, 717, 0.85, 643),
    "butter": (4.73, 717, 0.85, 643),
}


@pytest.mark.parametrize(
    ("name", "by_hand"), [("hummus", HUMMUS), ("lentil-dal", DAL), ("pancakes", PANCAKES)]
)
def test_shipped_recipes_by_hand(name: str, by_hand: dict[str, tuple[float, float, float, float]]) -> None:
    """Three shipped recipes agree, line by line and in sum, with figures worked out by hand."""
    found = total(open_foods(), read_recipe(RECIPES / f"{name}.cook").ingredients)
    lines = {line.ingredient.name: line for line in found.lines if not line.missing}
    assert set(lines) == set(by_hand)
    for food, (grams, *per_100g) in by_hand.items():
        assert lines[food].grams == pytest.approx(grams, rel=0.02, abs=0.1), food
        for key, value in zip(("energy_kcal", "protein_g", "sodium_mg"), per_100g, strict=True):
            assert lines[food].of(NUTRIENTS[key]) == pytest.approx(grams * value / 100, rel=0.02, abs=0.2), (
                food
            )
    energy = sum(grams * per_100g[0] / 100 for grams, *per_100g in by_hand.values())
    assert found.figure(NUTRIENTS["energy_kcal"]).value == pytest.approx(energy, rel=0.01)


def test_unknown_is_not_zero() -> None:
    """A food that the table does not know makes every sum an "at least" and lowers the coverage."""
    flour = Ingredient("flour", Quantity(Fraction(100), unit="g"))
    odd = Ingredient("unobtainium", Quantity(Fraction(100), unit="g"))
    found = total(open_foods(), [flour, odd])
    assert found.figure(NUTRIENTS["energy_kcal"]).at_least
    assert found.coverage == pytest.approx(0.5)
    assert not total(open_foods(), [flour]).figure(NUTRIENTS["energy_kcal"]).at_least


def test_cooks_measure_with_their_own_cups() -> None:
    """An Australian cup of flour outweighs an American one."""
    match = open_foods().find("flour")
    assert match is not None
    cup = Quantity(Fraction(1), unit="cup")
    us, metric = weigh(match.food, cup), weigh(match.food, cup, customs="metric")
    assert us is not None
    assert metric is not None
    assert metric.grams / us.grams == pytest.approx(CUPS["metric"] / CUPS["us"])


def test_impossible_amounts_are_questioned() -> None:
    """A tonne of salt is asked about."""
    found = total(open_foods(), [Ingredient("salt", Quantity(Fraction(1), unit="tonne"))])
    assert doubts(found)


def test_so_far_counts_reported_steps_only() -> None:
    """Only what the cook reported as added counts so far."""
    flour, butter = (Ingredient(name, Quantity(Fraction(50), unit="g")) for name in ("flour", "butter"))
    recipe = Recipe("Roux", (Step((flour,)), Step((butter,))), (flour, butter))
    assert so_far(recipe, (1,)) == (butter,)
    assert so_far(recipe, ()) == ()


@pytest.mark.parametrize(
    ("name", "ndb"),
    [
        ("baking powder", 18369), ("smoked paprika", 2028), ("bacon", 10123), ("ground cinnamon", 2010),
        ("nutmeg", 2025), ("mustard", 2046), ("chicken broth", 6194), ("spaghetti", 20420 - 300),
        ("white rice", 20044), ("mushrooms", 11260), ("tomato sauce", 11549), ("shortening", 4031),
        ("kosher salt", 2047), ("cheddar", 1009), ("powdered sugar", 19336), ("potatoes", 11352),
        ("courgette", 11477), ("pecans", 12142), ("garlic powder", 2020), ("bread flour", 20083),
        ("coriander seeds", 2013), ("cilantro", 11165), ("unsalted butter", 1145), ("heavy cream", 1053),
    ],
)  # fmt: skip
def test_usual_traps(name: str, ndb: int) -> None:
    """Names that other tables get wrong lead to the right food."""
    match = open_foods().find(name)
    assert match is not None
    assert match.food.ndb == ndb


@pytest.mark.parametrize("name", ["pumpkin butter", "unobtainium", "", "coconut flour", "dried mushrooms"])
def test_no_food_is_guessed(name: str) -> None:
    """A name whose last word alone would mislead stays unknown."""
    assert open_foods().find(name) is None


def test_tinned_means_canned() -> None:
    """A can of tomatoes is not fresh tomatoes."""
    line = count(open_foods(), Ingredient("tomatoes", Quantity(Fraction(1), unit="can"), "400 g"))
    assert line.match is not None
    assert line.match.food.ndb == 11531
    assert line.grams == pytest.approx(400)


def test_energy_from_its_parts() -> None:
    """4, 4, 9 and 7 kilocalories a gram come within a tenth of the table for most foods by name."""
    book, near, seen = open_foods(), 0, 0
    for name in book.names[::6]:
        match = book.find(name)
        assert match is not None, name
        of = match.food.per_100g
        if of["energy_kcal"] >= 40:
            parts = 4 * of["protein_g"] + 4 * of["carb_g"] + 9 * of["fat_g"] + 7 * of.get("alcohol_g", 0)
            near += abs(parts - of["energy_kcal"]) <= 0.1 * of["energy_kcal"]
            seen += 1
    assert near / seen > 0.75


def test_table_is_large_enough_and_says_where_it_is_from() -> None:
    """Hundreds of names, thousands of foods, thirty-three nutrients or more, and the source."""
    import sqlite3
    from contextlib import closing

    path = Path(__file__).parents[2] / "sous_voice/shelf/tables/nutrients.sqlite"
    with closing(sqlite3.connect(path)) as table:
        foods = table.execute("SELECT count(*) FROM food").fetchone()[0]
        about = table.execute("SELECT value FROM about WHERE key = 'provenance'").fetchone()[0]
    assert foods > 4500
    assert about.startswith("USDA National Nutrient Database for Standard Reference, Release 28")
    assert len(NUTRIENTS) >= 33
    assert len(open_foods().names) > 1000


def test_numbers_for_the_ear() -> None:
    """Figures are rounded as one says them, and nutrients are known by their everyday names."""
    assert amount_words(NUTRIENTS["energy_kcal"], 447.6) == "450 calories"
    assert amount_words(NUTRIENTS["protein_g"], 0.1) == "less than half a gram of protein"
    assert amount_words(NUTRIENTS["cholesterol_mg"], 0) == "no cholesterol"
    salt = read_nutrient("salt")
    assert salt is not None
    assert salt.key == "salt_g"


@pytest.mark.parametrize(
    ("name", "quantity", "note", "grams"),
    [
        ("cinnamon", Quantity(Fraction(1), unit="stick"), "", 2.6),
        ("butter", Quantity(Fraction(2), unit="sticks"), "", 226.8),
        ("celery", Quantity(Fraction(2), unit="sticks"), "", 80),
        ("whole chicken", Quantity(Fraction(1)), "about 1.8 kg", 1800 * 0.68),
        ("bananas", Quantity(Fraction(2)), "250 g/9 oz peeled", 250),
        ("chicken breasts", Quantity(Fraction(2)), "200 g each, boneless", 400),
        ("salt", Quantity(words="1 pinch"), "", 0.38),
        ("soft butter", Quantity(Fraction(100), unit="g"), "", 100),
    ],
)
def test_weights_that_mislead(name: str, quantity: Quantity, note: str, grams: float) -> None:
    """A stick is not always butter, a note may tell the weight, a pinch in words is a pinch."""
    line = count(open_foods(), Ingredient(name, quantity, note))
    assert line.grams == pytest.approx(grams, rel=0.03)


def test_optional_foods_are_named_and_not_counted(root: Path) -> None:
    """What the recipe leaves to the cook is left out of the sum, and said."""
    found = total(open_foods(), read_recipe(root / "recipes" / "hummus.cook").ingredients)
    assert [line.ingredient.name for line in found.optional] == ["paprika"]
    assert "Without the optional paprika" in coverage(found)


def test_every_shipped_recipe_is_covered(root: Path) -> None:
    """Each food of each shipped recipe is known and weighed; only what has no amount is left out."""
    for path in sorted((root / "recipes").glob("*.cook")):
        found = total(open_foods(), read_recipe(path).ingredients)
        assert not found.missing, path.name


@pytest.mark.parametrize(
    ("customs", "cup", "tablespoon", "teaspoon"),
    [("us", 236.6, 14.8, 4.93), ("metric", 250, 15, 5), ("australia", 250, 20, 5), ("imperial", 284.1, 15, 5),
     ("japan", 200, 15, 5)],
)  # fmt: skip
def test_cups_and_spoons_follow_the_custom(
    customs: str, cup: float, tablespoon: float, teaspoon: float
) -> None:
    """A cup and its spoons in millilitres; only American spoons are a little under 15 and 5."""
    assert millilitres("cup", customs) == pytest.approx(cup, abs=0.06)
    assert millilitres("tablespoon", customs) == pytest.approx(tablespoon, abs=0.06)
    assert millilitres("teaspoon", customs) == pytest.approx(teaspoon, abs=0.01)


def _grams(name: str, grams: int, note: str = "") -> Ingredient:
    return Ingredient(name, Quantity(Fraction(grams), unit="gram"), note)


def test_what_cannot_be_much_makes_no_at_least() -> None:
    """Sugars of a food without carbohydrate are none; those of rice may be much, and the sum is an "at least"."""
    sugars = NUTRIENTS["sugars_g"]
    lean = total(open_foods(), [_grams("sugar", 50), _grams("butter", 20)]).figure(sugars)
    assert not lean.at_least
    rice = total(open_foods(), [_grams("risotto rice", 300), _grams("onion", 100)]).figure(sugars)
    assert rice.at_least and rice.value > 0


@pytest.mark.parametrize(
    ("line", "eaten"),
    [
        (_grams("sunflower oil", 900, "for frying"), 50),  # a tenth of the food's weight
        (_grams("oil", 900, "to fry the chicken"), 50),
        (_grams("frying oil", 900), 50),
        (_grams("lard", 900, "for deep-frying"), 50),
        (_grams("oil", 30, "for frying"), 30),  # never more than there is
        (_grams("olive oil", 200), 200),  # a dressing is eaten
        (_grams("frying steak", 200), 200),
    ],
)
def test_of_fat_to_fry_in_what_soaks_in_counts(line: Ingredient, eaten: float) -> None:
    """A litre of frying oil is not eaten; oil that the recipe does not call so is."""
    found = total(open_foods(), [_grams("flour", 500), line])
    assert found.lines[1].grams == pytest.approx(eaten, rel=0.15)


def test_the_line_keeps_that_fat_is_for_frying() -> None:
    """ "1 l oil for frying" keeps its purpose in the note, also where it is written another way."""
    for text in (
        "1 l sunflower oil for frying",
        "1 1/2 cups cooking oil used to fry the chicken",
        "2 cups oil, for deep-frying",
    ):
        line = parse_line(text)
        assert "fry" in line.note, text
        assert line.name.endswith("oil"), text


def test_servings_that_nobody_eats_are_asked_about() -> None:
    """3,600 calories a serving are a day's food and more: does it really serve one?"""
    bread = total(open_foods(), [_grams("flour", 1000)])
    assert doubts(bread, Fraction(1)) == ("3,650 calories a serving: does it really serve 1?",)
    assert doubts(bread, Fraction(8)) == ()


def test_a_dish_of_which_most_has_no_amount_is_told_so() -> None:
    """One onion and "chicken, rice, cream" give no figures worth the name; salt to taste does no harm."""
    loose = [Ingredient(name) for name in ("chicken", "rice", "cream")]
    assert "of little use" in " ".join(doubts(total(open_foods(), [_grams("onion", 110), *loose])))
    assert doubts(total(open_foods(), [_grams("onion", 110), _grams("rice", 200), Ingredient("salt")])) == ()


def test_a_label_says_what_is_not_known() -> None:
    """ "At least 0 g" says nothing: the text label and the page say "not known", and give no share of the day."""
    recipe = read_recipe(RECIPES / "hummus.cook")
    data = figures(recipe, total(open_foods(), recipe.ingredients))
    rows = {name: (amount, share) for name, amount, share in label_rows(data)}
    assert rows["Sugars"] == ("not known", "")
    assert data["nutrients"]["sugars_g"]["at_least"]
    text, page = text_label(data), html_label(data)
    assert "not known" in text and "not known" in page
    assert "≥" not in text + page
    assert all(len(line) <= 44 for line in text.splitlines())


@pytest.mark.parametrize(("cups", "grams"), [("us", 15), ("australia", 20), ("metric", 15)])
def test_a_spoon_of_the_dish_follows_the_kitchens_custom(cups: str, grams: int) -> None:
    """A tablespoon of hummus in Australia weighs twenty grams."""
    recipe = read_recipe(RECIPES / "hummus.cook")
    kitchen = Kitchen(foods=open_foods(), habits=Habits(cups=cups))
    asked = Intent("nutrition", {"nutrient": "calories", "scope": "tablespoon"})
    turn = HANDLERS["nutrition"](kitchen, Session(recipe=recipe), asked)
    assert f"about {grams} grams" in " ".join(e.text for e in turn.effects if isinstance(e, Say))
