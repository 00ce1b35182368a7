"""Old cookbooks: read in their own form, told with their own words, marked with what is known today."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sous_voice.cli.recipe_exchange import import_
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Say
from sous_voice.core.recipe import Recipe
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.history import read_old_book
from sous_voice.shelf.history.today import with_today
from sous_voice.shelf.imports import import_recipes
from sous_voice.shelf.imports.compose import compose

EXCERPTS = Path(__file__).parent / "excerpts"


def excerpt(name: str) -> Recipe:
    (recipe,) = read_old_book((EXCERPTS / name).read_bytes())
    return recipe


def marks(recipe: Recipe) -> str:
    return " ".join(value for key, value in recipe.metadata.items() if key.startswith("safety."))


def test_roast_fowls_get_the_safe_temperature_beside_the_roasting() -> None:
    """Beeton, 1861: season, servings and cost are kept; 74 °C is said behind the step that roasts."""
    recipe = excerpt("beeton-roast-fowls.txt")
    assert recipe.title == "Roast Fowls"
    assert recipe.metadata["season"] == "all the year, but scarce in early spring"
    assert recipe.servings == 6
    assert "74°C (165°F)" in marks(recipe)
    (note,) = [note for note in recipe.notes if note.text.startswith("Today: ")]
    assert "74°C" in note.text
    assert note.before_step >= 1


def test_ratafias_are_warned_of() -> None:
    """Beeton, 1861: a quarter of a pound of bitter almonds is a poison; the whites are baked."""
    recipe = excerpt("beeton-ratafias.txt")
    assert "cyanide" in marks(recipe)
    assert "raw" not in marks(recipe)


def test_fastnachts_are_read() -> None:
    """Pennsylvania Dutch Cooking: both lists, and the steps between them."""
    recipe = excerpt("dutch-fastnachts.txt")
    assert recipe.title == "Fastnachts, Raised Doughnuts"
    assert {"shortening", "sugar", "eggs"} <= {item.name for item in recipe.ingredients}
    assert len(recipe.steps) >= 8


UNSAFE = [
    ("chicken, salt", "Roast the chicken for 1 hour.", "74°C"),
    ("pork sausage-meat, sage", "Fry the balls in lard.", "71°C"),
    ("loin of pork", "Roast it before a bright fire.", "63°C"),
    ("6 oysters", "Stew them in their liquor.", "shells"),
    ("yolks of 2 eggs, oil", "Beat the yolks with the oil, drop by drop.", "raw"),
    ("beef, butter", "Pound the beef. It will keep for some weeks in potted form.", "botulism"),
    ("milk, 3 laurel-leaves", "Boil the milk with the leaves.", "cyanide"),
    ("gherkins, vinegar, alum", "Boil them in a brass kettle.", "copper"),
    ("1 lb red beans, water", "Simmer for an hour.", "ten minutes"),
]
SAFE = [
    ("flour, butter, sugar", "Bake in a hot oven for 20 minutes."),
    ("3 eggs", "Boil the eggs hard for 10 minutes."),
    ("flour, 1/2 lb beef suet, currants", "Boil the pudding for 3 hours."),
    ("apples, sugar", "Boil the apples with the sugar until soft."),
    ("carrots, salt", "Boil in a well-tinned copper pan."),
]


@pytest.mark.parametrize(("listed", "step", "said"), UNSAFE)
def test_what_is_unsafe_is_marked(listed: str, step: str, said: str) -> None:
    """Each kind of danger is known by its words."""
    assert said in marks(with_today(compose("A dish", listed.split(", "), [step])))


@pytest.mark.parametrize(("listed", "step"), SAFE)
def test_what_is_safe_is_left_alone(listed: str, step: str) -> None:
    """A warning at everything would be heard at nothing."""
    assert not marks(with_today(compose("A dish", listed.split(", "), [step])))


def test_the_cook_hears_it() -> None:
    """When the recipe is chosen, that it is old; the temperature behind its step."""
    recipe = excerpt("beeton-roast-fowls.txt")
    said: list[str] = []
    session = VirtualSession(
        Kitchen(recipes=(recipe,)),
        Parser().understand,
        lambda _at, message: said.append(message.text) if isinstance(message, Say) else None,
    )
    session.open(recipe)
    assert "This is an old recipe." in said
    for _ in range(3 * len(recipe.steps)):
        session.hear("next step")
    (place,) = {note.before_step for note in recipe.notes if note.text.startswith("Today: ")}
    told = [
        index for index, text in enumerate(said) if text.startswith("Today: cook it until the thickest part")
    ]
    assert told
    assert any(f"Step {place}" in text for text in said[: told[0]])


def test_a_book_is_imported_from_the_command_line(tmp_path: Path) -> None:
    """A text file of the book makes one .cook file for each recipe, which reads back."""
    out = CliRunner().invoke(import_, [str(EXCERPTS / "beeton-ratafias.txt"), "--to", str(tmp_path)])
    assert out.exit_code == 0, out.output
    (path,) = tmp_path.glob("*.cook")
    assert parse(path.read_text(), path.name).metadata["safety.1"].startswith("Leave out bitter almonds")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "least"),
    [("beeton-1861-household-management.txt", 1300), ("pennsylvania-dutch-cooking.txt", 150)],
)
def test_whole_books_come_back_as_they_were(shared_data: Path, name: str, least: int) -> None:
    """Every recipe of both books survives Cooklang: title, steps, metadata, stories, and titles are told apart."""
    recipes = import_recipes(str(shared_data / "historic" / name))
    assert len(recipes) >= least
    assert len({recipe.title for recipe in recipes}) == len(recipes)
    lost = []
    for recipe in recipes:
        again = parse(write(recipe), "book.cook")
        if (again.title, len(again.steps), again.notes, dict(again.metadata)) != (
            recipe.title,
            len(recipe.steps),
            recipe.notes,
            dict(recipe.metadata),
        ):
            lost.append(recipe.title)
    assert len(lost) <= 0.05 * len(recipes), lost[:20]
