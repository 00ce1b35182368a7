"""The cook's own tables: used before what is shipped; a broken line is told with its place and left out."""

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sous_voice.cli.nutrition import nutrition
from sous_voice.core.decide import begin
from sous_voice.core.diets import Verdict, check_ingredient
from sous_voice.core.messages import Say
from sous_voice.settings import Settings, read_settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.own_tables import read_own_tables

FOODS = """name,also,energy_kcal,protein_g,each_g
# our own bread
nonna's loaf,house bread,250,9,40
broken bread,,lots,9,
heavy bread,,250,9,40,99
impossible bread,,250,500,
,,1,1,
rye crisp,,340,10,
"""
ALLERGENS = "names,contains,may,kinds\nnonna's loaf,gluten wheat,sesame,plant\nodd,unicorn,,plant\n"
SWAPS = "food,amount,substitute,sub_amount\nnonna's loaf,1,rye crisp,2\nbread,some,cake,1\n"
TERMS = "term,also,meaning\nscarpetta,,To wipe the plate with bread.\nempty,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with every table, each with a fault."""
    for name, text in (
        ("foods", FOODS),
        ("allergens", ALLERGENS),
        ("substitutions", SWAPS),
        ("terms", TERMS),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "spices.csv").write_text("x\n", encoding="utf-8")
    return tmp_path


def test_faults_are_told_with_their_line_and_left_out(folder: Path) -> None:
    """Given tables with broken lines, when they are read, then each fault names file and line; good lines count."""
    own = read_own_tables(folder)
    told = "\n".join(own.faults)
    places = (
        "foods.csv:4: energy_kcal is no number: 'lots'",
        "foods.csv:5: it has more fields",
        "foods.csv:6: 100 grams cannot hold",
        "foods.csv:7: name is empty",
        "allergens.csv:3: contains knows no 'unicorn'",
        "substitutions.csv:3: amount does not begin",
        "terms.csv:3: meaning is empty",
        "spices.csv: no table",
    )
    assert [place for place in places if place not in told] == []
    assert len(own.faults) == 8
    assert len(own.foods) == 3
    assert len(own.substitutions) == len(own.terms) == 1


def test_own_lines_go_before_the_shipped_ones(folder: Path) -> None:
    """The kitchen knows the cook's foods, allergens, substitutes and words, and says at the start what is broken."""
    settings = read_settings(f'[kitchen]\ntables = "{folder}"\n')
    kitchen = furnish(settings, None, datetime(2026, 11, 26, 17), ())
    assert kitchen.foods is not None
    match = kitchen.foods.find("House bread")
    assert match is not None
    assert match.food.per_100g["energy_kcal"] == 250
    assert kitchen.foods.find("butter") is not None
    finding = check_ingredient(kitchen.knowledge.diets, "nonna's loaf", "gluten")
    assert finding.verdict is Verdict.CONTAINS
    said = [effect.text for effect in begin(kitchen).effects if isinstance(effect, Say)]
    assert said[0].startswith("8 lines of your own tables can't be used")


def test_no_folder_and_a_missing_one(tmp_path: Path) -> None:
    """Without a folder there is nothing to tell; a missing one is a fault, not a crash."""
    assert read_own_tables(None).faults == ()
    assert "no such folder" in read_own_tables(tmp_path / "nowhere").faults[0]
    assert Settings().kitchen.tables == ""


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b'name,energy_kcal\n"open quote,1\n', b"", b"\n\n", b"name\nx\n"]
)
def test_rubbish_is_a_fault_or_nothing(tmp_path: Path, data: bytes) -> None:
    """Whatever the file holds, reading it ends with faults at most."""
    (tmp_path / "foods.csv").write_bytes(data)
    assert not read_own_tables(tmp_path).foods


def test_the_command_tells_the_faults(
    folder: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``nutrition`` works with own tables and names their faults on the error stream."""
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[kitchen]\ntables = "{folder}"\n', encoding="utf-8")
    monkeypatch.setenv("SOUS_VOICE_SETTINGS", str(settings))
    result = CliRunner().invoke(nutrition, [str(root / "recipes" / "hummus.cook")])
    assert result.exit_code == 0
    assert "Fault: foods.csv:4" in result.output
