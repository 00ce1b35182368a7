"""Reads the table of seasons (``tables/seasons.csv``)."""

from functools import cache
from types import MappingProxyType

from sous_voice.core.seasons import Produce
from sous_voice.shelf.diet_table import rows

_COLUMNS = ("us_north", "us_south", "uk_north_europe", "mediterranean")


def _months(text: str) -> frozenset[int]:
    """Months of "6-9" or "10-3" (over the new year), also of a single one."""
    if not text:
        return frozenset()
    first, _, last = text.partition("-")
    start, end = int(first), int(last or first)
    return frozenset((start - 1 + step) % 12 + 1 for step in range((end - start) % 12 + 1))


def _half_a_year_later(months: frozenset[int]) -> frozenset[int]:
    return frozenset((month + 5) % 12 + 1 for month in months)


@cache
def season_table() -> tuple[Produce, ...]:
    """All fruits and vegetables of the table, by zone."""
    table = []
    for row in rows("seasons.csv"):
        parts = {zone: (row[zone] or "").partition(":") for zone in _COLUMNS}
        grown = {zone: _months(all_year) for zone, (all_year, _, _) in parts.items()}
        best = {zone: _months(peak) for zone, (_, _, peak) in parts.items()}
        grown["southern"] = _half_a_year_later(grown["mediterranean"])
        best["southern"] = _half_a_year_later(best["mediterranean"])
        also = tuple(name for name in row["also"].split("|") if name)
        table.append(Produce(row["food"], also, MappingProxyType(grown), MappingProxyType(best)))
    return tuple(table)
