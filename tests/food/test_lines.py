"""Ingredient lines, as people write them."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.food_names import words_of
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.core.quantity import find_unit
from sous_voice.core.written_numbers import read_number

LABELS = Path(__file__).parents[2] / "benchmarks" / "food_labels" / "lines.csv"


@pytest.mark.parametrize(
    ("text", "low", "unit", "name"),
    [
        ("2 x 400 g tins chopped tomatoes, drained", 2, "tin", "tomatoes"),
        ("1 (14.5-ounce) can diced tomatoes", 1, "can", "tomatoes"),
        ("1 - 28oz can of tomatoes", 1, "can", "tomatoes"),
        ("half of a 14 oz can coconut milk", Fraction(1, 2), "can", "coconut milk"),
        ("1 cup plus 2 tablespoons flour", Fraction(9, 8), "cup", "flour"),
        ("2 T sugar", 2, "tablespoon", "sugar"),
        ("1 t salt", 1, "teaspoon", "salt"),
        ("500g/1lb 2oz beef mince", 500, "gram", "beef mince"),
        ("juice of 1 lemon", 1, "", "lemon juice"),
        ("half a dozen eggs", 6, "", "eggs"),
        ("1 2-inch piece of ginger", 2, "inch", "ginger"),
        ("Garlic, 1 clove", 1, "clove", "garlic"),
        ("1/2 cup whole milk", Fraction(1, 2), "cup", "whole milk"),
        ("2 chopped cloves of garlic", 2, "clove", "garlic"),
        ("12 very thin slices of ham", 12, "slice", "ham"),
        ("1 clove(s) of garlic, chopped", 1, "clove", "garlic"),
        ("2 lbs Large/Jumbo Shrimp", 2, "pound", "shrimp"),
        ("250g of *fresh* spinach", 250, "gram", "spinach"),
        ("1/4 a stick of butter", Fraction(1, 4), "stick", "butter"),
        ("100 g cheddar & a little more", 100, "gram", "cheddar"),
        ("1,5 kg Magerquark", Fraction(3, 2), "kilogram", "magerquark"),
        ("1 EL Zitronensaft", 1, "tablespoon", "zitronensaft"),
        ("2 c. à soupe de sucre", 2, "tablespoon", "de sucre"),
        ("1 cuillère à café de sel", 1, "teaspoon", "de sel"),
        ("3 cucharadas de azúcar", 3, "tablespoon", "de azúcar"),
        ("2 Zehen Knoblauch", 2, "clove", "knoblauch"),
        ("1 pizca de sal", 1, "pinch", "de sal"),
    ],
)
def test_quantity_unit_and_name(text: str, low: Fraction, unit: str, name: str) -> None:
    """Amount, unit and food are told apart, packs and turned-round lines too."""
    line = parse_line(text)
    assert (line.quantity.low, line.quantity.unit, line.name) == (low, unit, name)


def test_packs_words_and_options() -> None:
    """What a pack holds, "to taste", "divided" and "optional" are kept."""
    pack = parse_line("2 (8 oz) packages cream cheese, softened").pack
    assert pack is not None
    assert (pack.low, pack.unit) == (8, "ounce")
    assert parse_line("Salt, to taste").quantity.words == "to taste"
    assert "divided" in parse_line("1-2 tbsp (15-30 ml) olive oil, divided").note
    assert parse_line("1 tsp vanilla extract (optional)").optional
    assert parse_line("4 tablespoons of lard or butter").alternatives == ("butter",)


@given(st.text(max_size=300))
def test_any_line_is_read(text: str) -> None:
    """No line breaks the parser."""
    parse_line(text)


def test_labelled_sample() -> None:
    """At least 85 of 100 labelled lines have food, amount and unit right (97 when written)."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    right = 0
    for row in rows:
        line = parse_line(row["text"])
        ends = [read_number(row[key]) if row[key][:1].isdigit() else None for key in ("low", "high")]
        units = [
            found.name if (found := find_unit(text)) else text for text in (line.quantity.unit, row["unit"])
        ]
        same = [line.quantity.low, line.quantity.high] == ends and units[0] == units[1]
        right += same and words_of(line.name) == words_of(row["name"])
    assert len(rows) >= 300
    assert right / len(rows) > 0.95
