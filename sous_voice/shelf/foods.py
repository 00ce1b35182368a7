"""Reads the table of foods: names (``tables/aliases.csv``) and nutrients (``tables/nutrients.sqlite``).

Opening reads the names only; a food's figures are read when it is first asked for. The table is
opened read-only and is never written.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from sous_voice.core.food_names import words_of
from sous_voice.core.foods import Food, Match, Portion
from sous_voice.core.ingredient_lines import parse_line
from sous_voice.errors import MissingPartError
from sous_voice.shelf.diet_table import rows

_FIRST_FIGURE = 4  # columns before it: ndb, description, group, refuse_pct
_STRANGE_HEADS_TEXT = """
    butter milk sauce paste powder juice cream seed mix soup leaf bread sugar water broth stock
    dressing vinegar extract syrup jam chip wine cake dough soda bean wrapper topping seasoning cube
    flour concentrate
"""
_STRANGE_HEADS = frozenset(_STRANGE_HEADS_TEXT.split())
"""Words that make another food of what stands before them: "pumpkin butter" is no butter."""
_NO_CHANGE_TEXT = """
    organic free range soft softened firm homemade store bought good quality brand extra virgin unsalted favorite
    favourite italian french spanish mexican greek german norwegian swedish portuguese american
    english irish turkish japanese chinese thai local ripe young new baby mixed assorted plain
    regular natural pure real mature aged day old frozen canned raw fresh chopped diced
    minced sliced grated shredded crushed ground melted softened cold warm hot large small medium
    big whole half lean boneless skinless thick thin red yellow white brown green black dark light
    sweet hot mild unsmoked unsweetened low fat high sodium reduced full grain long
    short ready rolled
"""
_NO_CHANGE = frozenset(_NO_CHANGE_TEXT.split())
"""Words before a name that hardly change its figures."""
_OTHER_FOOD_TEXT = """
    dried dry powdered candied pickled fried condensed imitation vegan substitute instant cooked smoked
    sweetened roasted salted evaporated gluten
    motor engine machine lamp massage diesel hair bath shea paraffin gear tanning
"""
_OTHER_FOOD = frozenset(_OTHER_FOOD_TEXT.split())
"""Words before a name that change its figures so much that the name alone will not do, or that make it no food."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the alias table says of one name."""

    ndb: int
    name: str
    near: bool
    weights: Mapping[str, float]


_Names = Mapping[tuple[str, ...], _Entry]


class FoodTable:
    """The foods by name; fulfils ``core.foods.FoodBook``."""

    def __init__(self, names: _Names, path: Path) -> None:
        self._names = names
        self._foods: dict[tuple[str, ...], Food] = {}
        self._path = path

    def find(self, name: str) -> Match | None:
        """The food of this name: exactly so, or without words that hardly change it; None if unknown."""
        name = re.sub(r"^(?:tinned|jarred|tin of|can of)\s+", "canned ", name.strip().lower())
        found = self._by_words(words_of(name)) or self._by_words(words_of(parse_line(name).name))
        if found is None:
            return None
        key, dropped = found
        entry = self._names[key]
        if key not in self._foods:
            self._foods[key] = read_food(self._path, entry.ndb, entry.weights)
        return Match(self._foods[key], entry.name, dropped or entry.near)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, as the alias table spells it."""
        return tuple(entry.name for entry in self._names.values())

    def _by_words(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], bool] | None:
        """(key, whether words were dropped that may change the food)."""
        if words in self._names:
            return words, False
        for start in range(1, len(words)):
            tail = words[start:]
            if tail in self._names and not _OTHER_FOOD.intersection(words[:start]):
                harmless = all(word in _NO_CHANGE or not word.isalpha() for word in words[:start])
                if harmless or tail[-1] not in _STRANGE_HEADS:
                    return tail, True
        # "bread crumbs fresh": a known name at the head, when only harmless words follow
        for end in range(len(words) - 1, 0, -1):
            if words[:end] in self._names and all(word in _NO_CHANGE for word in words[end:]):
                return words[:end], True
        return None


def read_food(path: Path, ndb: int, weights: Mapping[str, float]) -> Food:
    """One food's figures from the table at ``path``.

    Raises:
        MissingPartError: the table is damaged, or has no such food.
    """
    try:
        table = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            table.row_factory = sqlite3.Row
            row = table.execute("SELECT * FROM food WHERE ndb = ?", (ndb,)).fetchone()
            portions = table.execute(
                "SELECT amount, measure, grams FROM portion WHERE ndb = ? ORDER BY seq", (ndb,)
            ).fetchall()
        finally:
            table.close()
    except sqlite3.Error as fault:
        raise MissingPartError(
            f"The table of foods cannot be read: {fault}.", "Install Sous Voice again."
        ) from fault
    if row is None:
        raise MissingPartError(f"The table of foods has no food {ndb}.", "Install Sous Voice again.")
    figures = {key: float(row[key]) for key in tuple(row.keys())[_FIRST_FIGURE:] if row[key] is not None}
    waste = row["refuse_pct"] / 100 if "waste" in weights else 0.0
    return Food(
        ndb, row["description"], MappingProxyType(figures), tuple(Portion(*portion) for portion in portions),
        MappingProxyType({unit: grams for unit, grams in weights.items() if unit != "waste"}), waste,
    )  # fmt: skip


def _row_weights(text: str) -> Mapping[str, float]:
    weights = {}
    for part in text.split():
        unit, _, grams = part.partition("=")
        weights[unit] = float(grams) if grams else 1.0
    return weights


@cache
def open_foods() -> FoodTable:
    """The table of foods shipped with the program."""
    names: dict[tuple[str, ...], _Entry] = {}
    for row in rows("aliases.csv"):
        weights = _row_weights(row["weights"] or "")
        for name in row["names"].split("|"):
            spelt = name.rstrip("~")
            names.setdefault(words_of(spelt), _Entry(int(row["ndb"]), spelt, name.endswith("~"), weights))
    path = Path(str(resources.files("sous_voice.shelf").joinpath("tables", "nutrients.sqlite")))
    return FoodTable(MappingProxyType(names), path)
