"""A recipe out of lists: ingredients are marked where the steps first name them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from sous_voice.core.cues import cues
from sous_voice.core.food_names import singular, words_of
from sous_voice.core.gather import gather_ingredients
from sous_voice.core.ingredient_lines import IngredientLine, parse_line
from sous_voice.core.quantity import quantity_text
from sous_voice.core.recipe import Ingredient, Item, Recipe, Step, StepTimer, StoryNote

_WORD = re.compile(r"[\w'’-]+")
_HEADING = re.compile(r"^\s*(?:for\s+the\s+(?:.{1,60}:|[^,\d]{1,40})|[^,\d]{1,60}:)\s*$", re.IGNORECASE)
_WEAK = frozenset("water salt oil sauce powder juice leaf seed piece mix".split())
"""Heads that say too little alone: "the sauce" need not be the soy sauce."""


def compose(
    title: str,
    ingredient_lines: Sequence[str],
    instructions: Sequence[str],
    metadata: Mapping[str, str] | None = None,
    notes: tuple[StoryNote, ...] = (),
    sections: Sequence[str] = (),
) -> Recipe:
    """Make a recipe of written lines.

    Each ingredient is marked in the step that names it first, timers where a step gives a time.
    What no step names goes into a step of its own in front ("Gather ..."), so that a Cooklang
    round trip keeps the whole list. ``notes`` count the given instructions; ``sections`` name the
    part of the recipe that each of them belongs to.
    """
    wanted = [
        _ingredient(line)
        for text in ingredient_lines
        if not _HEADING.match(text)
        for line in [parse_line(text)]
    ]
    texts = [" ".join(text.split()) for text in instructions if text.strip()]
    places = _places(wanted, texts)
    parts = list(sections) if len(sections) == len(texts) else [""] * len(texts)
    steps = [Step(_items(text, places.get(index, [])), parts[index]) for index, text in enumerate(texts)]
    named = {id(item) for found in places.values() for _, _, item in found}
    rest = [item for item in wanted if id(item) not in named]
    if rest:
        steps.insert(0, _gather(rest))
        notes = tuple(_moved(note) for note in notes)
    data = {"title": title, **(metadata or {})}
    return Recipe(
        title=title,
        steps=tuple(steps),
        ingredients=gather_ingredients(steps),
        notes=notes,
        servings=servings_of(data.get("servings", "")),
        metadata=MappingProxyType(data),
    )


def servings_of(text: str) -> Fraction | None:
    """The number in "4", "serves 4", "4-6 people" (the first one); None where there is none."""
    found = re.search(r"\d{1,3}(?:\.\d)?", text)
    return Fraction(found.group()) if found and float(found.group()) > 0 else None


def _ingredient(line: IngredientLine) -> Ingredient:
    note = line.note
    if line.pack is not None:
        note = ", ".join(part for part in (f"{quantity_text(line.pack)} each", note) if part)
    if line.alternatives:
        note = ", ".join(part for part in (note, f"or {' or '.join(line.alternatives)}") if part)
    # what Cooklang takes for its own marks may not stand in a name
    name = re.sub(r"[@#~{}()%\s]+", " ", line.name).strip() or "ingredient"
    return Ingredient(name, line.quantity, note, line.optional)


def _moved(note: StoryNote) -> StoryNote:
    return replace(note, before_step=note.before_step + 1) if note.before_step else note


_Place = tuple[int, int, Ingredient]


def _places(wanted: Sequence[Ingredient], texts: Sequence[str]) -> dict[int, list[_Place]]:
    """By step, where in its text which ingredient is named for the first time; whole names go first."""
    places: dict[int, list[_Place]] = {}
    left = list(wanted)
    for by_head in (False, True):
        for item in list(left):
            found = _first(item, texts, places, by_head)
            if found is not None:
                index, start, end = found
                places.setdefault(index, []).append((start, end, item))
                left = [other for other in left if other is not item]
    return {index: sorted(found, key=lambda place: place[0]) for index, found in places.items()}


def _first(
    item: Ingredient, texts: Sequence[str], places: Mapping[int, list[_Place]], by_head: bool
) -> tuple[int, int, int] | None:
    words = words_of(item.name)
    if not words:
        return None
    if by_head:
        if len(words) < 2 or words[-1] in _WEAK:
            return None
        words = words[-1:]
    for index, text in enumerate(texts):
        taken = [(start, end) for start, end, _ in places.get(index, [])]
        spans = [match.span() for match in _WORD.finditer(text)]
        singles = [singular(text[a:b].lower().replace("’", "'")) for a, b in spans]
        for at in range(len(singles) - len(words) + 1):
            start, end = spans[at][0], spans[at + len(words) - 1][1]
            if tuple(singles[at : at + len(words)]) == words and all(
                end <= a or start >= b for a, b in taken
            ):
                return index, start, end
    return None


def _items(text: str, places: Sequence[_Place]) -> tuple[Item, ...]:
    """The step's text in pieces: words, ingredients, timers."""
    marks: list[tuple[int, int, Item]] = list(places)
    for cue in cues(text):
        clear = all(cue.span[1] <= start or cue.span[0] >= end for start, end, _ in marks)
        if cue.kind == "duration" and cue.seconds and clear:
            marks.append((*cue.span, StepTimer(cue.seconds, cue.seconds_high, text=cue.text)))
    items: list[Item] = []
    at = 0
    for start, end, item in sorted(marks, key=lambda mark: mark[0]):
        if start > at:
            items.append(text[at:start])
        items.append(item)
        at = end
    if at < len(text):
        items.append(text[at:])
    return tuple(items)


def _gather(rest: Sequence[Ingredient]) -> Step:
    items: list[Item] = ["Gather "]
    for number, item in enumerate(rest):
        if number:
            items.append(" and " if number == len(rest) - 1 else ", ")
        items.append(item)
    return Step((*items, "."))
