"""What grows when, by climate zone; guidance, never a promise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from sous_voice.core.food_names import words_of
from sous_voice.core.wording import plural

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "us_north": "the northern United States",
        "us_south": "the southern United States and California",
        "uk_north_europe": "Britain and northern Europe",
        "mediterranean": "the Mediterranean",
        "southern": "the temperate Southern Hemisphere",
    }
)
"""Climate zone → how it is spoken."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "fall": (9, 10, 11),
            "winter": (12, 1, 2)}  # fmt: skip


_FRUIT = frozenset(
    """apple apricot blackcurrant cantaloupe cherry clementine fig grape grapefruit kiwi lemon lime nectarine
    orange peach pear persimmon plum pomegranate quince redcurrant rhubarb watermelon""".split()
)


@dataclass(frozen=True, slots=True)
class Produce:
    """One fruit or vegetable."""

    name: str
    also: tuple[str, ...] = ()
    grown: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    """Zone → months (1 to 12) in which it is to be had from there."""
    best: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    """Zone → its best months."""

    @property
    def kind(self) -> str:
        """What a cook calls it: fruit, nut or vegetable."""
        if self.name in ("walnut", "chestnut"):
            return "nut"
        return "fruit" if self.name in _FRUIT or self.name.endswith("berry") else "vegetable"


def months_of(said: str, zone: str = "us_north") -> tuple[int, ...]:
    """Months (1 to 12) that a word names: a month or a season; empty where it is neither.

    A season of the Southern Hemisphere lies six months later.
    """
    word = said.strip().lower()
    if word in MONTHS:
        return (MONTHS.index(word) + 1,)
    months = _SEASONS.get(word, ())
    return tuple((month + 5) % 12 + 1 for month in months) if zone == "southern" else months


def in_season(table: tuple[Produce, ...], zone: str, month: int) -> tuple[Produce, ...]:
    """What is grown in a zone in a month (1 to 12), the best of the month first."""
    grown = [produce for produce in table if month in produce.grown.get(zone, ())]
    return tuple(sorted(grown, key=lambda produce: (month not in produce.best.get(zone, ()), produce.name)))


def by_season(
    table: tuple[Produce, ...], items: Iterable[str], zone: str, month: int | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A list parted into what is in season in a zone in a month, the best first, and everything else."""
    fresh: list[tuple[int, str]] = []
    other: list[str] = []
    for item in items:
        produce = find(table, item)
        if produce is None or month is None or month not in produce.grown.get(zone, ()):
            other.append(item)
        else:
            fresh.append((int(month not in produce.best.get(zone, ())), item))
    return tuple(item for _, item in sorted(fresh, key=lambda pair: pair[0])), tuple(other)


def find(table: tuple[Produce, ...], name: str) -> Produce | None:
    """The fruit or vegetable of that name, or None."""
    words = words_of(name)
    for wanted in dict.fromkeys((words, words[-1:])):
        for produce in table:
            if wanted and wanted in _names((produce.name, *produce.also)):
                return produce
    return None


@lru_cache(maxsize=512)
def _names(names: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The words of each of its names."""
    return frozenset(map(words_of, names))


_ONE_WORD_TEXT = """
    asparagus basil broccoli celeriac celery chard chicory fennel garlic kale kohlrabi okra rhubarb rocket
    sorrel spinach sweetcorn watercress elderflower
"""
_UNCOUNTED = frozenset(_ONE_WORD_TEXT.split())


def several(name: str) -> str:
    """The name as one speaks of it in general: "peaches", "brussels sprouts", but "kale"."""
    last = name.split()[-1]
    if last in _UNCOUNTED or last == "squash":
        return name
    return plural(name)


def spoken_months(months: frozenset[int]) -> str:
    """Months in words, as a range where they are one run round the year: "June to September"."""
    if len(months) == 12:
        return "all year"
    firsts = [month for month in sorted(months) if (month - 2) % 12 + 1 not in months]
    runs = []
    for first in firsts:
        last = first
        while last % 12 + 1 in months:
            last = last % 12 + 1
        names = (MONTHS[first - 1].capitalize(), MONTHS[last - 1].capitalize())
        runs.append(names[0] if first == last else f"{names[0]} to {names[1]}")
    return " and ".join(runs)
