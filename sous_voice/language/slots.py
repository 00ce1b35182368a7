"""What may stand in a slot: numbers, durations, names of the moment, free words."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from sous_voice.core.moment import Context
from sous_voice.language.automaton import Reading
from sous_voice.language.compiled import Lists
from sous_voice.language.durations import read_amount, read_duration
from sous_voice.language.names import Names
from sous_voice.language.numbers import plain, read_number, read_ordinal
from sous_voice.language.vocabulary import FOODS, STOP, TOOLS

FREE_WORD = 0.45
"""Doubt of each word taken for a name that is not known."""
OPEN_WORD = 0.35
"""Doubt of each word of a slot for any words."""
MOST_WORDS = 7

_COUNTING = frozenset(
    """a an another the half quarter third couple pair dozen point oh zero nought naught no minus negative between from
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand first second fourth fifth sixth
    seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
    nineteenth twentieth thirtieth fortieth fiftieth last several few some noon midday midnight hour minute""".split()
)
"""Words that a number, an ordinal, a time or an amount can begin with, beside digits."""

Readings = list[Reading]


def _spelt(value: Fraction) -> int | float:
    return plain(value)


class SlotReader:
    """Reads slots in one utterance; results are kept, since many patterns ask at the same place."""

    def __init__(self, words: Sequence[str], context: Context, lists: Lists, opens: Sequence[bool]) -> None:
        self.words, self.lists, self.opens = words, lists, opens
        self.context = context
        self._kept: dict[tuple[str, int], Readings] = {}
        self._names: dict[str, Names] = {}
        self._open: dict[str, Callable[[int], Readings]] = {
            "number": self._number,
            "ordinal": self._ordinal,
            "duration": self._duration,
            "amount": self._amount,
            "clock": self._clock,
            "ingredient": lambda i: self._named("ingredients", i, 3) or self._foods(i) + self._free(i, 3),
            "food": lambda i: self._named("ingredients", i, 3) or self._foods(i) + self._free(i, 3),
            "timer": lambda i: self._named("timers", i, 3) or self._foods(i) + self._free(i, 3),
            "tool": self._tool,
            "dish": lambda i: self._named("titles", i, 5) + self._free(i, 5),
            "title": lambda i: self._named("titles", i, 5),
            "person": lambda i: self._person(i),
            "place": lambda i: self._free(i, 2),
            "items": lambda i: self._items(i),
            "words": lambda i: self._words_from(i),
            "text": lambda i: self._words_from(i),
        }

    def __call__(self, listed: str, place: int) -> Readings:
        """The values of a list that may begin at ``place``."""
        key = (listed, place)
        found = self._kept.get(key)
        if found is None:
            found = self._read(listed, place)
            self._kept[key] = found
        return found

    def _read(self, listed: str, place: int) -> Readings:
        """Counting lists are only tried where a number can begin: this is asked at every word."""
        if listed in ("number", "ordinal", "duration", "amount", "clock"):
            word = self.words[place]
            if word not in _COUNTING and word.isalpha():
                return []
        return self._open[listed](place) if listed in self._open else self._listed(listed, place)

    def _listed(self, listed: str, place: int) -> Readings:
        """The values of a list of the grammar that stand here."""
        found = []
        for said, value in self.lists.get(listed, {}).get(self.words[place], ()):
            end = place + len(said)
            if list(self.words[place:end]) == said:
                found.append(Reading((("", int(value) if value.isdigit() else value),), end, 0.0))
        return found

    def _number(self, place: int) -> Readings:
        read = read_number(self.words, place)
        return [Reading((("", _spelt(read[0])),), read[1], 0.0)] if read else []

    def _ordinal(self, place: int) -> Readings:
        if self.words[place] == "last":
            return [Reading((("", "last"),), place + 1, 0.0)]
        read = read_ordinal(self.words, place)
        return [Reading((("", read[0]),), read[1], 0.0)] if read else []

    def _duration(self, place: int) -> Readings:
        read = read_duration(self.words, place)
        return [Reading((("", _spelt(read[0])),), read[1], 0.0)] if read else []

    def _amount(self, place: int) -> Readings:
        read = read_amount(self.words, place)
        if not read:
            return []
        amount, end = read
        unit = ((".unit", amount.unit),) if amount.unit else ()
        return [Reading((("", _spelt(amount.low)), *unit), end, 0.0)]

    def _clock(self, place: int) -> Readings:
        """A time of day: "seven", "seven thirty", "half past six", "noon" → "19:00" style text."""
        word = self.words[place]
        if word in ("noon", "midday", "midnight"):
            return [Reading((("", "00:00" if word == "midnight" else "12:00"),), place + 1, 0.0)]
        shift = {"half": 30, "quarter": 15}.get(word, 0)
        start = place + 2 if shift and self.words[place + 1 : place + 2] in (["past"], ["to"]) else place
        hour = read_number(self.words[: start + 1], start)
        if hour is None or not 0 <= hour[0] <= 24 or (shift and start == place):
            return []
        minutes, end = shift, hour[1]
        if start != place and self.words[place + 1] == "to":
            hour, minutes = (hour[0] - 1, hour[1]), 60 - shift
        else:
            more = read_number(self.words, end) if not shift else None
            if more is not None and 0 < more[0] < 60:
                minutes, end = int(more[0]), more[1]
        return [Reading((("", f"{int(hour[0]):02d}:{minutes:02d}"),), end, 0.0)]

    def _named(self, kind: str, place: int, most: int) -> Readings:
        """Names that the moment gives."""
        if kind not in self._names:
            self._names[kind] = Names(getattr(self.context, kind))
        names = self._names[kind]
        return [
            Reading((("", name),), end, doubt)
            for name, end, doubt in (names.at(self.words, place) if names else ())
            if end - place <= most
        ]

    def _foods(self, place: int) -> Readings:
        """Foods that every cook knows: the longest run of words that is one."""
        for length in (3, 2, 1):
            name = " ".join(self.words[place : place + length])
            if place + length <= len(self.words) and name in FOODS:
                return [Reading((("", name),), place + length, 0.02)]
        return []

    def _free(self, place: int, most: int) -> Readings:
        """Words that may be a name: none of the small words of the language, no new sentence inside."""
        found = []
        for end in range(place + 1, min(place + most, len(self.words)) + 1):
            word = self.words[end - 1]
            if (word in STOP) or (end - 1 > place and self.opens[end - 1]):
                break
            found.append(Reading((("", " ".join(self.words[place:end])),), end, FREE_WORD * (end - place)))
        return found

    def _tool(self, place: int) -> Readings:
        """A tool of the recipe, or words that end in the name of a tool: "large mixing bowl"."""
        found = self._named("tools", place, 3)
        for end in range(place + 1, min(place + 4, len(self.words)) + 1):
            word = self.words[end - 1]
            if word in TOOLS and self.words[end : end + 1] != ["oven"]:
                found.append(Reading((("", " ".join(self.words[place:end])),), end, 0.1 * (end - place - 1)))
                break
            if word in STOP:
                break
        return found

    def _person(self, place: int) -> Readings:
        """ "my son", "grandma", a name."""
        if self.words[place] in ("my", "our", "the"):
            return [
                Reading(r.values, r.end, max(0.1, r.doubt - FREE_WORD)) for r in self._free(place + 1, 2)
            ] if place + 1 < len(self.words) else []  # fmt: skip
        return self._named("people", place, 2) + self._free(place, 2)

    def _items(self, place: int) -> Readings:
        """Several things: "milk, eggs and two lemons"."""
        found, items, start = [], [], place
        for end in range(place, min(place + 16, len(self.words))):
            word = self.words[end]
            comma = end > start and (self.opens[end] or self._two_foods(start, end))
            if word == "and" or comma:
                if start < end:
                    items.append(" ".join(self.words[start:end]))
                start = end + 1 if word == "and" else end
                if word == "and":
                    continue
            if word in STOP and word not in ("some", "a", "an", "of", "the"):
                break
            value = (*items, " ".join(self.words[start : end + 1]))
            found.append(Reading((("", value),), end + 1, 0.12 * (end + 1 - place)))
        return found

    def _two_foods(self, start: int, end: int) -> bool:
        """True where a food ends before ``end`` and another begins: recognisers write no commas."""
        before, here = " ".join(self.words[start:end]), self.words[end]
        return before in FOODS and here in FOODS and f"{before} {here}" not in FOODS

    def _words_from(self, place: int) -> Readings:
        """Any words, up to the next sentence."""
        found = []
        for end in range(place + 1, min(place + MOST_WORDS, len(self.words)) + 1):
            if end - 1 > place and self.opens[end - 1]:
                break
            found.append(Reading((("", " ".join(self.words[place:end])),), end, OPEN_WORD * (end - place)))
        return found
