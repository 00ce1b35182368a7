"""What people cannot have: exceptions, compound foods, three answers and an honest fourth."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.allergens import ALLERGENS, read_allergens
from sous_voice.core.diets import (
    DIETS,
    LOW_SODIUM,
    Diner,
    Verdict,
    against,
    check_ingredient,
    check_recipe,
    look_up,
    read_diet,
)
from sous_voice.core.food_names import singular, words_of
from sous_voice.shelf.diet_table import diet_table, rows

TABLE = diet_table()
C, M, N, U = Verdict.CONTAINS, Verdict.MAY, Verdict.NONE_KNOWN, Verdict.UNKNOWN

# Names that sound like something they are not.
EXCEPTIONS = [
    ("coconut milk", "milk", N),
    ("coconut cream", "milk", N),
    ("coconut", "nut", N),
    ("peanut butter", "milk", N),
    ("peanut butter", "peanut", C),
    ("butter beans", "milk", N),
    ("butter lettuce", "milk", N),
    ("apple butter", "milk", N),
    ("cocoa butter", "milk", N),
    ("cream of tartar", "milk", N),
    ("buckwheat flour", "wheat", N),
    ("buckwheat flour", "gluten", N),
    ("rice flour", "gluten", N),
    ("almond flour", "wheat", N),
    ("almond flour", "nut", C),
    ("chickpea flour", "gluten", N),
    ("rice noodles", "wheat", N),
    ("corn tortillas", "wheat", N),
    ("flour tortillas", "wheat", C),
    ("nutmeg", "nut", N),
    ("butternut squash", "nut", N),
    ("water chestnuts", "nut", N),
    ("pine nuts", "nut", M),
    ("eggplant", "egg", N),
    ("eggplants", "vegan", N),
    ("oyster mushrooms", "mollusc", N),
    ("oyster sauce", "mollusc", C),
    ("almond milk", "milk", N),
    ("almond milk", "nut", C),
    ("oat milk", "milk", N),
    ("soy milk", "milk", N),
    ("soy milk", "soy", C),
    ("crab apples", "crustacean", N),
    ("beefsteak tomatoes", "vegan", N),
    ("kidney beans", "vegetarian", N),
    ("grapeseed oil", "gluten", N),
    ("gluten-free flour", "gluten", N),
    ("dairy-free milk", "milk", N),
    ("eggless noodles", "egg", N),
    ("egg noodles", "egg", C),
    ("vegan butter", "milk", N),
    ("vegan mayonnaise", "egg", N),
    ("lactose-free milk", "lactose_free", N),
    ("lactose-free milk", "milk", C),
]

# Compound foods: what is inside without being in the name.
COMPOUNDS = [
    ("soy sauce", "wheat", C),
    ("soy sauce", "gluten", C),
    ("tamari", "gluten", M),
    ("worcestershire sauce", "fish", C),
    ("worcestershire sauce", "vegetarian", C),
    ("mayonnaise", "egg", C),
    ("pesto", "milk", C),
    ("pesto", "nut", C),
    ("miso paste", "soy", C),
    ("hummus", "sesame", C),
    ("marzipan", "nut", C),
    ("malt vinegar", "gluten", C),
    ("beer", "gluten", C),
    ("panko", "wheat", C),
    ("spaghetti", "gluten", C),
    ("couscous", "gluten", C),
    ("seitan", "wheat", C),
    ("puff pastry", "milk", M),
    ("ghee", "milk", C),
    ("fish sauce", "fish", C),
    ("caesar dressing", "fish", C),
    ("hoisin sauce", "soy", C),
    ("teriyaki sauce", "wheat", C),
    ("oyster sauce", "gluten", C),
    ("surimi", "crustacean", C),
    ("parmesan", "vegetarian", M),
    ("marshmallows", "vegetarian", C),
    ("gelatin", "halal", M),
    ("white wine", "sulphite", C),
    ("white wine", "halal", C),
    ("vanilla extract", "vegan", N),
    ("bacon", "kosher_style", C),
    ("pancetta", "halal", C),
    ("shrimp", "kosher_style", C),
    ("chicken stock", "vegetarian", C),
    ("stock cube", "vegetarian", M),
    ("vegetable stock", "celery", M),
    ("curry powder", "mustard", M),
    ("dijon mustard", "mustard", C),
    ("raisins", "sulphite", M),
    ("dark chocolate", "milk", M),
    ("milk chocolate", "milk", C),
    ("honey", "vegan", C),
    ("honey", "vegetarian", N),
    ("oats", "gluten_free", M),
    ("tahini", "sesame", C),
    ("satay sauce", "peanut", C),
    ("nutella", "nut", C),
    ("seafood", "shellfish_free", C),
]


@pytest.mark.parametrize(("name", "what", "expected"), EXCEPTIONS + COMPOUNDS)
def test_exceptions_and_compound_foods_get_their_own_answer(name: str, what: str, expected: Verdict) -> None:
    """A food is judged by what it is, not by the words its name happens to hold."""
    assert check_ingredient(TABLE, name, what).verdict is expected


def test_an_unknown_food_is_unknown_and_never_safe() -> None:
    """A name that the table does not know is said to be unknown, for every allergen and diet."""
    for what in (*ALLERGENS, *(d for d in DIETS if d != LOW_SODIUM)):
        assert check_ingredient(TABLE, "zorbleberry paste", what).verdict is U


def test_the_table_knows_only_known_allergens_and_is_large_enough() -> None:
    """Every allergen code of the table is one of the legal lists; compound foods are there."""
    table = list(rows("diet_foods.csv"))
    codes = {code for row in table for column in ("contains", "may") for code in row[column].split()}
    assert codes == set(ALLERGENS)
    assert len(TABLE.foods) > 1000
    mixed = [
        r for r in table if len(r["contains"].split()) >= 2 or (r["may"] and r["kinds"] != "plant mineral")
    ]
    assert sum(len(row["names"].split("|")) for row in mixed) > 120


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("nuts", {"nut", "peanut"}),
        ("peanuts", {"peanut"}),
        ("tree nuts", {"nut"}),
        ("shellfish", {"crustacean", "mollusc"}),
        ("dairy", {"milk"}),
        ("eggs and milk", {"egg", "milk"}),
        ("gluten", {"gluten"}),
        ("bicycles", set()),
    ],
)
def test_allergens_are_read_from_what_people_say(said: str, codes: set[str]) -> None:
    """ "Nuts" means tree nuts and peanuts: the careful reading."""
    assert set(read_allergens(said)) == codes


@pytest.mark.parametrize(
    ("said", "diet"),
    [
        ("vegan", "vegan"),
        ("a vegetarian", "vegetarian"),
        ("gluten free", "gluten_free"),
        ("celiac", "gluten_free"),
        ("kosher", "kosher_style"),
        ("Low-Salt", "low_sodium"),
        ("keto-ish", ""),
    ],
)
def test_diets_are_read_from_what_people_say(said: str, diet: str) -> None:
    """A diet that is not known is none, never a near one."""
    assert read_diet(said) == diet


def test_meat_with_milk_is_not_kosher_style() -> None:
    """Two foods that are each allowed are not allowed together."""
    findings = check_recipe(TABLE, ["ground beef", "cheddar", "salt"], "kosher_style")
    assert any(finding.verdict is C and "with" in finding.ingredient for finding in findings)


def test_dislikes_are_watched_by_word() -> None:
    """What somebody just does not like is found by its word."""
    ana = Diner("Ana", dislikes=frozenset({"cilantro"}))
    assert against(TABLE, "fresh cilantro, chopped", ana)
    assert not against(TABLE, "parsley", ana)


@given(st.text(max_size=60))
def test_no_name_breaks_the_check(name: str) -> None:
    """Any text gives one of the four answers."""
    assert check_ingredient(TABLE, name, "milk").verdict in Verdict
    assert all(word == singular(word) or singular(word) for word in words_of(name))


def test_names_of_real_recipes_are_mostly_known(shared_data) -> None:  # type: ignore[no-untyped-def]
    """Of the ingredient lines of 349 real recipes at most one in twenty is unknown; the share is printed."""
    lines = [
        line.strip(" -*")
        for path in sorted((shared_data / "based-cooking").glob("*.md"))
        for line in path.read_text("utf-8").partition("## Ingredients")[2].partition("\n## ")[0].splitlines()
        if line.strip().startswith(("-", "*"))
    ]
    unknown = [line for line in lines if not look_up(TABLE, line)]
    print(f"{len(unknown)} of {len(lines)} ingredient lines unknown")
    assert len(lines) > 2500
    assert len(unknown) / len(lines) < 0.05


def compound_foods() -> list[list[str]]:
    """Rows of the labels: food, contains, may, does not."""
    lines = Path(__file__).with_name("compound_foods.tsv").read_text("utf-8").splitlines()
    return [[*line.split("\t"), "", "", ""][:4] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", compound_foods(), ids=lambda row: row[0])
def test_a_compound_food_is_known_by_what_is_in_it(row: list[str]) -> None:
    """What a food surely contains is told as contained, what it may contain at least as a label to check."""
    food, contains, may, without = row
    for code in contains.split():
        assert check_ingredient(TABLE, food, code).verdict is C, code
    for code in may.split():
        assert check_ingredient(TABLE, food, code).verdict in (C, M), code
    for code in without.split():
        assert check_ingredient(TABLE, food, code).verdict is N, code


def test_there_are_enough_compound_foods() -> None:
    """The labels hold 120 compound foods at least."""
    assert len(compound_foods()) >= 120


@pytest.mark.parametrize(
    ("food", "diet", "expected"),
    [
        ("red curry paste", "vegetarian", M),  # shrimp paste
        ("kimchi", "vegetarian", M),
        ("kimchi", "kosher_style", M),
        ("olive tapenade", "vegetarian", M),  # anchovy
        ("pesto", "vegetarian", M),  # rennet of its cheese
        ("tomato ketchup", "vegetarian", N),
        ("red curry paste", "pescatarian", N),
        ("jelly", "vegetarian", M),  # gelatin in Britain, none in America
        ("panna cotta", "vegetarian", M),
        ("merguez", "halal", M),
        ("merguez", "no_pork", N),
        ("mincemeat", "vegetarian", M),  # suet
        ("custard powder", "dairy_free", M),
    ],
)
def test_what_may_be_in_a_food_counts_for_diets_too(food: str, diet: str, expected: Verdict) -> None:
    """Who eats no fish is told to check the label where a paste is often made with shrimp or anchovy."""
    assert check_ingredient(TABLE, food, diet).verdict is expected
