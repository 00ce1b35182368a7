"""Substitutes, terms, signs of doneness, remedies, seasons: shape of the tables and undisputed facts."""

from fractions import Fraction

import pytest

from sous_voice.core.alter import find_ingredient, leave_out, meant, swap
from sous_voice.core.diets import Diner, Verdict, against
from sous_voice.core.intents import Intent
from sous_voice.core.keeping import find_exactly, raw_beside
from sous_voice.core.kitchen import Kitchen, Knowledge
from sous_voice.core.messages import Say
from sous_voice.core.ratio import in_place
from sous_voice.core.recipe import Ingredient, Quantity, Recipe, Step
from sous_voice.core.seasons import ZONES, find, in_season, months_of, spoken_months
from sous_voice.core.session import Session
from sous_voice.core.substitutes import find as find_rows
from sous_voice.core.substitutes import for_everybody, parts, read_amount
from sous_voice.core.technique import find_remedy, find_term
from sous_voice.core.topics import HANDLERS
from sous_voice.core.wording import ingredient_text
from sous_voice.shelf.diet_table import diet_table
from sous_voice.shelf.handbook import handbook, keeping_table, substitution_table
from sous_voice.shelf.season_table import season_table

DIETS, BOOK, ROWS, PRODUCE = diet_table(), handbook(), substitution_table(), season_table()
DENSITY = {"butter": 0.96, "margarine": 0.96, "olive oil": 0.91, "milk": 1.03, "oat milk": 1.0}


def test_the_tables_are_as_large_as_promised() -> None:
    """100 substitutions, 120 terms, 70 fruits and vegetables, five zones: at least."""
    assert len(ROWS) >= 100
    assert len(BOOK.terms) >= 120
    assert len(PRODUCE) >= 70
    assert len(ZONES) >= 5


@pytest.mark.parametrize(
    "code", ["milk", "egg", "nut", "peanut", "wheat", "soy", "fish", "crustacean", "sesame"]
)
def test_nobody_is_offered_what_they_cannot_have(code: str) -> None:
    """No part of any substitute offered to an allergic person contains that allergen."""
    ana = Diner("Ana", allergens=frozenset({code}))
    for fit in for_everybody(ROWS, DIETS, (ana,)):
        for part in parts(fit.row):
            assert all(f.verdict is Verdict.MAY for f in against(DIETS, part, ana)), fit.row


@pytest.mark.parametrize("diet", ["vegan", "vegetarian", "halal", "gluten_free"])
def test_nobody_is_offered_what_breaks_their_diet(diet: str) -> None:
    """The same for diets; and something is left to offer."""
    ben = Diner("Ben", diets=frozenset({diet}))
    fits = for_everybody(ROWS, DIETS, (ben,))
    assert len(fits) > 30
    assert not [
        f for fit in fits for p in parts(fit.row) for f in against(DIETS, p, ben) if f.verdict == "contains"
    ]


def test_every_amount_of_the_table_can_be_read() -> None:
    """Both sides of a ratio begin with a number."""
    assert all(read_amount(row.amount) and read_amount(row.sub_amount) for row in ROWS)


def test_a_swap_changes_list_steps_and_words() -> None:
    """Given a recipe with butter, when oil takes its place, then the later steps name oil, in the ratio."""
    butter = Ingredient("butter", Quantity(Fraction(2), unit="cups"))
    recipe = Recipe("Cake", (Step(("Melt the ", butter, ".")), Step(("Pour the butter in.",))), (butter,))
    row = next(r for r in find_rows(ROWS, "butter") if r.substitute == "olive oil")
    changed = swap(recipe, ["butter"], row.substitute, lambda item: in_place(row, item.quantity, DENSITY.get))
    assert changed.ingredients[0] == Ingredient("olive oil", Quantity(Fraction(3, 2), unit="cup"))
    assert changed.steps[1].items == ("Pour the olive oil in.",)


def test_pieces_become_measures() -> None:
    """Two eggs become twice the amount that stands for one egg."""
    row = next(r for r in find_rows(ROWS, "eggs") if r.substitute == "applesauce")
    (sauce,) = in_place(row, Quantity(Fraction(2)), DENSITY.get)
    assert sauce == Ingredient("applesauce", Quantity(Fraction(1, 2), unit="cup"))


@pytest.mark.parametrize(
    ("food", "substitute", "quantity", "expected"),
    [
        ("butter", "margarine", Quantity(Fraction(125), unit="g"), "125 grams of margarine"),
        ("butter", "olive oil", Quantity(Fraction(200), unit="g"), "140 grams of olive oil"),
        ("buttermilk", "milk and lemon juice", Quantity(Fraction(2), unit="cups"),
         "2 cups of milk with 2 tablespoons of lemon juice"),
        ("milk", "oat milk", Quantity(Fraction(250), unit="ml"), "250 millilitres of oat milk"),
        ("soy sauce", "coconut aminos", Quantity(Fraction(3), unit="tbsp"),
         "3 tablespoons of coconut aminos"),
        ("egg", "flax egg", Quantity(Fraction(2)), "2 tablespoons of ground flaxseed with 6 tablespoons of water"),
        ("garlic", "garlic powder", Quantity(Fraction(4), unit="cloves"), "1/2 teaspoon of garlic powder"),
        ("soy sauce", "tamari", Quantity(words="to taste"), "tamari, to taste"),
        ("chicken", "turkey", Quantity(Fraction(500), unit="g"), "500 grams of turkey"),
    ],
)  # fmt: skip
def test_a_ratio_is_told_for_this_recipe(
    food: str, substitute: str, quantity: Quantity, expected: str
) -> None:
    """The amount of a substitute is that for the recipe's own amount, in the recipe's own measures."""
    row = next(r for r in find_rows(ROWS, food) if r.substitute == substitute)
    assert " with ".join(map(ingredient_text, in_place(row, quantity, DENSITY.get))) == expected


def test_foods_that_sound_alike_are_left_alone() -> None:
    """Swapping the butter leaves the peanut butter and the butter beans; both butters go together."""
    cold, soft, peanut = (
        Ingredient(name, Quantity(Fraction(50), unit="g"))
        for name in ("cold butter", "butter", "peanut butter")
    )
    recipe = Recipe(
        "Bars", (Step(("Rub ", cold, " and ", soft, ".")), Step(("Add the butter and the peanut butter.",)),
                 Step((peanut,))), (cold, soft, peanut)
    )  # fmt: skip
    assert meant(recipe, "butter") == ("cold butter", "butter")
    row = next(r for r in find_rows(ROWS, "butter") if r.substitute == "margarine")
    changed = swap(
        recipe, meant(recipe, "butter"), "margarine", lambda i: in_place(row, i.quantity, DENSITY.get)
    )
    assert changed.steps[1].items == ("Add the margarine and the peanut butter.",)
    assert [(i.name, i.quantity.low) for i in changed.ingredients] == [
        ("margarine", 100),
        ("peanut butter", 50),
    ]


def test_leaving_out_is_said_in_the_step() -> None:
    """The list loses it and the step says so."""
    salt = Ingredient("salt", Quantity(Fraction(1), unit="tsp"))
    changed = leave_out(Recipe("Soup", (Step(("Add ", salt)),), (salt,)), ["salt"])
    assert find_ingredient(changed, "salt") is None
    assert changed.steps[0].items == ("Add ", "salt, which you leave out")
    soup = Recipe("Soup", (Step(("Add ", salt, ", then stir. Taste the salt.")),), (salt,))
    assert leave_out(soup, ["salt"]).steps[0].items == (
        "Add ",
        "salt, which you leave out",
        ", then stir. Taste the salt, which you leave out.",
    )


def test_what_the_chart_has_not_is_not_guessed() -> None:
    """A food without a group has no days, and meat asked of without saying which is told both ways."""
    assert find_exactly(keeping_table(), "zorble") is None
    row = find_exactly(keeping_table(), "chicken")
    assert row is not None
    assert "Raw, it keeps 1 to 2 days" in raw_beside(
        keeping_table(), row, "chicken", "how long does chicken keep"
    )
    assert raw_beside(keeping_table(), row, "chicken", "how long do chicken leftovers keep") == ""


def test_nothing_is_told_by_sight_alone() -> None:
    """Who cannot see gets a sign by ear, nose, hand, clock or thermometer for every food that has signs."""
    for row in BOOK.doneness:
        senses = {sense for sense, _ in row.signs}
        assert not senses or row.celsius or row.done_celsius or senses - {"look"}, row.food


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("how do i fold it in", "fold"),
        ("folding", "fold"),
        ("deglazing", "deglaze"),
        ("a dutch oven", "dutch oven"),
        ("blind baking", "blind bake"),
        ("tapenade", "tapenade"),
        ("sautéing", "saute"),
        ("trussing", "truss"),
        ("tossing", "toss"),
        ("pressing it", "press"),
        ("dressing", "dress"),
    ],
)
def test_terms_are_found_in_questions(asked: str, name: str) -> None:
    """The longest term of the question, whatever form its verb has."""
    term = find_term(BOOK, asked)
    assert term is not None and term.name == name


@pytest.mark.parametrize(
    ("said", "symptom"),
    [
        ("it's too salty", "too salty"),
        ("the sauce has split", "split"),
        ("my mayonnaise split", "mayonnaise split"),
        ("it is burning on top", "too brown"),
        ("the dough is too sticky", "dough sticky"),
    ],
)
def test_remedies_are_found_for_troubles(said: str, symptom: str) -> None:
    """The most special trouble that the words name."""
    remedy = find_remedy(BOOK, said)
    assert remedy is not None and remedy.symptom == symptom


def test_seasons_are_well_formed() -> None:
    """The best months lie within the months of a food, in every zone, and the south is half a year later."""
    for produce in PRODUCE:
        for zone in ZONES:
            assert produce.best[zone] <= produce.grown[zone]
        assert {(m + 5) % 12 + 1 for m in produce.grown["mediterranean"]} == produce.grown["southern"]


@pytest.mark.parametrize(
    ("food", "zone", "month", "expected"),
    [
        ("strawberries", "us_north", 6, True),
        ("strawberries", "us_north", 12, False),
        ("asparagus", "uk_north_europe", 5, True),
        ("pumpkin", "us_north", 10, True),
        ("peaches", "us_north", 8, True),
        ("peaches", "southern", 1, True),
        ("tomatoes", "uk_north_europe", 1, False),
        ("oranges", "mediterranean", 1, True),
    ],
)
def test_undisputed_seasons(food: str, zone: str, month: int, expected: bool) -> None:
    """A few facts that nobody disputes."""
    produce = find(PRODUCE, food)
    assert produce is not None
    assert (month in produce.grown[zone]) is expected
    assert (produce in in_season(PRODUCE, zone, month)) is expected


def test_an_old_book_says_its_own_season() -> None:
    """Given a recipe of Beeton's, asked for its season, what she wrote is told beside what grows now."""
    pears = Recipe(
        "Baked Pears",
        (Step((Ingredient("pears", Quantity(Fraction(12))),)),),
        (Ingredient("pears", Quantity(Fraction(12))),),
        metadata={"author": "Isabella Beeton", "story.year": "1861", "season": "from September to January"},
    )
    kitchen = Kitchen(knowledge=Knowledge(produce=PRODUCE, zone="uk_north_europe", month_at_start=11))
    turn = HANDLERS["in_season"](kitchen, Session(recipe=pears), Intent("in_season", {"of_recipe": True}))
    told = [effect.text for effect in turn.effects if isinstance(effect, Say)]
    assert told == ["In season now: pears.", "Isabella Beeton, 1861: from September to January."]


def test_months_are_spoken_as_runs() -> None:
    """Months over the new year are one run."""
    assert spoken_months(frozenset({11, 12, 1, 2})) == "November to February"
    assert spoken_months(frozenset(range(1, 13))) == "all year"
    assert months_of("summer", "southern") == (12, 1, 2)
