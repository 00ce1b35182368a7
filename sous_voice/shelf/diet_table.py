"""Reads the table of allergens and kinds of food (``tables/diet_foods.csv``)."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources
from types import MappingProxyType

from sous_voice.core.diets import DietTable, FoodFacts
from sous_voice.core.food_names import words_of


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table of ours, comment lines left out."""
    text = resources.files("sous_voice.shelf").joinpath("tables", table).read_text("utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def diet_table() -> DietTable:
    """The table as the core wants it, by singular words of the name."""
    foods: dict[tuple[str, ...], FoodFacts] = {}
    for row in rows("diet_foods.csv"):
        for name in row["names"].split("|"):
            facts = FoodFacts(
                name,
                frozenset(row["contains"].split()),
                frozenset(row["may"].split()),
                frozenset(row["kinds"].split()),
            )
            foods.setdefault(words_of(name), facts)
    return DietTable(MappingProxyType(foods), max(map(len, foods)))
