"""The cook's own tables: foods, allergens, substitutes and words, as CSV files in one folder.

    foods.csv          name,also,energy_kcal,protein_g,...   figures for 100 g; each_g and g_ml for weights
    allergens.csv      names,contains,may,kinds              as ``tables/diet_foods.csv``
    substitutions.csv  food,amount,substitute,sub_amount,good_for,change,caution
    terms.csv          term,also,meaning

What stands here goes before what is shipped. A line that cannot be used is told with its place and
left out; the others count.
"""

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sous_voice.core.allergens import ALLERGENS
from sous_voice.core.diets import DietTable, FoodFacts
from sous_voice.core.food_names import words_of
from sous_voice.core.foods import Food, FoodBook, Match
from sous_voice.core.nutrients import NUTRIENTS
from sous_voice.core.substitutes import Substitution, read_amount
from sous_voice.core.technique import Term

MOST_BYTES = 2_000_000
_WEIGHTS = {"each_g": "each", "g_ml": "g_ml", "cup_g": "cup", "tablespoon_g": "tablespoon"}
_KINDS_TEXT = """
    plant mineral dairy rennet egg honey fish shellfish meat poultry pork gelatin alcohol lactose_free
    maybe_meat maybe_pork maybe_gelatin maybe_alcohol
"""
KINDS = frozenset(_KINDS_TEXT.split())
"""Kinds of food that diets ask for; see ``core.diets.FoodFacts``."""

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnTables:
    """What the cook's folder holds, and what could not be used of it."""

    foods: Mapping[_Words, Food] = field(default_factory=dict)
    diets: Mapping[_Words, FoodFacts] = field(default_factory=dict)
    substitutions: tuple[Substitution, ...] = ()
    terms: tuple[Term, ...] = ()
    faults: tuple[str, ...] = ()
    """ "foods.csv:7: protein_g is no number: 'abc'; the line is left out." """


class Fault(ValueError):
    """Why a line cannot be used."""


def read_own_tables(folder: Path | None) -> OwnTables:
    """Everything in the folder; nothing where there is none. A fault never stops the program."""
    if folder is None:
        return OwnTables()
    if not folder.is_dir():
        return OwnTables(faults=(f"{folder}: there is no such folder of tables.",))
    faults: list[str] = []
    foods = dict(_each(folder / "foods.csv", _food, faults))
    diets = dict(_each(folder / "allergens.csv", _facts, faults))
    swaps = tuple(row for (row,) in _each(folder / "substitutions.csv", _substitution, faults))
    terms = tuple(row for (row,) in _each(folder / "terms.csv", _term, faults))
    known = {"foods.csv", "allergens.csv", "substitutions.csv", "terms.csv"}
    faults += [
        f"{path.name}: no table of this name is read; the names are {', '.join(sorted(known))}."
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]
    return OwnTables(MappingProxyType(foods), MappingProxyType(diets), swaps, terms, tuple(faults))


_Row = Mapping[str, str]
_Reader = Callable[[_Row], Iterator[Any]]


def _each(path: Path, read: _Reader, faults: list[str]) -> Iterator[Any]:
    """What the lines of a file give, those that cannot be read left out and told."""
    if not path.exists():
        return
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Fault(f"more than {MOST_BYTES // 1_000_000} megabytes are refused")
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, Fault) as fault:
        faults.append(f"{path.name}: cannot be read ({fault}).")
        return
    rows = csv.DictReader(_blanked(text.splitlines()), strict=True)
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            if None in row:
                raise Fault("it has more fields than the head")
            plain = {key: (value or "").strip() for key, value in row.items() if key}
            if any(plain.values()):
                yield from list(read(plain))
        except (Fault, csv.Error) as fault:
            faults.append(f"{path.name}:{rows.line_num}: {fault}; the line is left out.")


def _blanked(lines: list[str]) -> Iterator[str]:
    """The lines with comments emptied, so that the line numbers stay true."""
    return ("" if line.startswith("#") else line for line in lines)


# ---------------------------------------------------------------- one line each


def _needed(row: _Row, *names: str) -> None:
    for name in names:
        if name not in row:
            raise Fault(f"the head has no {name}")
        if not row[name]:
            raise Fault(f"{name} is empty")


def _number(row: _Row, key: str) -> float:
    try:
        value = float(row[key])
    except ValueError:
        raise Fault(f"{key} is no number: {row[key]!r}") from None
    if not math.isfinite(value) or not 0 <= value <= 1_000_000:
        raise Fault(f"{key} cannot be {row[key]}")
    return value


def _food(row: _Row) -> Iterator[tuple[_Words, Food]]:
    _needed(row, "name", "energy_kcal")
    unknown = set(row) - set(NUTRIENTS) - set(_WEIGHTS) - {"name", "also"}
    if unknown:
        raise Fault(f"there is no column {sorted(unknown)[0]}")
    figures = {key: _number(row, key) for key in NUTRIENTS if row.get(key)}
    if figures["energy_kcal"] > 910 or sum(figures.get(k, 0) for k in ("protein_g", "fat_g", "carb_g")) > 105:
        raise Fault("100 grams cannot hold that much: the figures are for 100 g")
    weights = {unit: _number(row, key) for key, unit in _WEIGHTS.items() if row.get(key)}
    food = Food(0, f"{row['name']} (own table)", MappingProxyType(figures), (), MappingProxyType(weights))
    for name in (row["name"], *row.get("also", "").split("|")):
        if words_of(name):
            yield words_of(name), food


def _facts(row: _Row) -> Iterator[tuple[_Words, FoodFacts]]:
    _needed(row, "names")
    for column, allowed in (("contains", ALLERGENS), ("may", ALLERGENS), ("kinds", KINDS)):
        for code in row.get(column, "").split():
            if code not in allowed:
                raise Fault(f"{column} knows no {code!r}; it knows {', '.join(sorted(allowed))}")
    for name in row["names"].split("|"):
        contains, may, kinds = (frozenset(row.get(key, "").split()) for key in ("contains", "may", "kinds"))
        yield words_of(name), FoodFacts(name, contains, may, kinds)


def _substitution(row: _Row) -> Iterator[tuple[Substitution]]:
    _needed(row, "food", "amount", "substitute", "sub_amount")
    for key in ("amount", "sub_amount"):
        if read_amount(row[key]) is None:
            raise Fault(f"{key} does not begin with a number: {row[key]!r}")
    fields = ("food", "amount", "substitute", "sub_amount", "good_for", "change", "caution")
    yield (Substitution(**{key: row.get(key, "") for key in fields}),)


def _term(row: _Row) -> Iterator[tuple[Term]]:
    _needed(row, "term", "meaning")
    also = tuple(name for name in row.get("also", "").split("|") if name)
    yield (Term(row["term"].lower(), also, row["meaning"]),)


# ---------------------------------------------------------------- before what is shipped


@dataclass(frozen=True, slots=True)
class OwnFoods:
    """The cook's foods before those of the database; fulfils ``core.foods.FoodBook``."""

    own: Mapping[_Words, Food]
    shipped: FoodBook

    def find(self, name: str) -> Match | None:
        """The food of this name."""
        food = self.own.get(words_of(name))
        return Match(food, name.strip().lower()) if food is not None else self.shipped.find(name)


def with_own_diets(table: DietTable, own: OwnTables) -> DietTable:
    """The table of allergens, the cook's lines first."""
    if not own.diets:
        return table
    longest = max(table.longest, *map(len, own.diets))
    return replace(table, foods=MappingProxyType({**table.foods, **own.diets}), longest=longest)
