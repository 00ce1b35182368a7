"""Cooklang text → Recipe: own parser, all canonical tests of the specification (version 7).

Line level: front matter, ``>> key: value``, ``= Section``, ``> note``, comments (``--``, ``[- -]``),
paragraphs. Inside a paragraph: ``@ingredient{2%cups}(note)``, ``#pot{}``, ``~name{10%minutes}``.
Notes may begin with a head ``[story chapter="…" year="…" place="…" narrator="…" recording="…"]``.

Every error names file, line and column, counted from 1.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath

from sous_voice.core.gather import gather_cookware, gather_ingredients
from sous_voice.core.quantity import read_number
from sous_voice.core.recipe import Recipe, Step, StoryNote
from sous_voice.errors import RecipeError
from sous_voice.shelf.cooklang_inline import Fault, read_items
from sous_voice.shelf.front_matter import read_front_matter

LONGEST = 2_000_000
"""Characters of a recipe file; a longer one is no recipe."""

_COMMENT = re.compile(r"(?<!-)--(?!-).*")
_HEAD = re.compile(r"\[story(?P<attrs>(?:\s+[\w.-]+\s*=\s*(?:\"[^\"]*\"|“[^”]*”|[^\s\"\]]+))*)\s*\]\s*")
_ATTR = re.compile(r"([\w.-]+)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|([^\s\"\]]+))")
_KNOWN = ("chapter", "year", "place", "narrator", "recording")
_SERVINGS = re.compile(r"\d+(?:[.,/]\d+)?")


@dataclass(slots=True)
class _Block:
    """A paragraph put together from lines, which still knows where each of its characters stood."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, pieces: Sequence[tuple[int, str]], line: int) -> None:
        if self.text:
            self.text += " "
        for column, piece in pieces:
            self.starts.append(len(self.text))
            self.places.append((line, column))
            self.text += piece

    def place(self, offset: int) -> tuple[int, int]:
        index = max(0, bisect_right(self.starts, offset) - 1)
        line, column = self.places[index]
        return line, column + max(0, offset - self.starts[index])


def parse(text: str, place: str = "recipe", title: str = "") -> Recipe:
    """Read a recipe.

    Args:
        text: the whole file.
        place: file name for error messages and ``Recipe.source``.
        title: name of the recipe where the front matter has none; default from ``place``.

    Raises:
        RecipeError: with file, line and column; nothing else is ever raised.
    """
    if len(text) > LONGEST:
        raise RecipeError(f"{place}: {len(text)} characters are too many for a recipe.")
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    metadata, first = _front_matter(lines, place)
    reader = _Reader(place, dict(metadata))
    for number, pieces, commented in _uncommented(lines[first:], first + 1):
        reader.line(number, pieces, commented)
    reader.end_block()
    return reader.recipe(title or _title_from(place))


def _title_from(place: str) -> str:
    stem = PurePosixPath(place.replace("\\", "/")).stem.replace("-", " ").replace("_", " ").strip()
    return stem[:1].upper() + stem[1:] if stem else "Untitled recipe"


def _front_matter(lines: list[str], place: str) -> tuple[dict[str, str], int]:
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None or lines[start].rstrip() != "---":
        return {}, 0
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() == "---":
            inner = "\n".join(lines[start + 1 : end])
            return read_front_matter(inner, place, start + 2), end + 1
    raise RecipeError(
        f"{place}:{start + 1}:1: the front matter begins here and never ends.", "Close it with a line of ---."
    )


def _uncommented(lines: list[str], first: int) -> Iterator[tuple[int, list[tuple[int, str]], bool]]:
    """Line number, its pieces outside comments as (column, text), and whether a comment was taken."""
    inside = False
    rest_closes = _closing_lines(lines)
    for index, line in enumerate(lines):
        pieces: list[tuple[int, str]] = []
        commented, at = inside, 0
        while at <= len(line):
            if inside:
                end = line.find("-]", at)
                if end < 0:
                    break
                inside, at = False, end + 2
                continue
            begin = line.find("[-", at)
            closes = begin >= 0 and (line.find("-]", begin + 2) >= 0 or rest_closes[index])
            piece = line[at:begin] if closes else line[at:]
            short = _COMMENT.search(piece)
            if short:
                piece, closes, commented = piece[: short.start()], False, True
            if piece:
                pieces.append((at + 1, piece))
            if not closes:
                break
            inside, at, commented = True, begin + 2, True
        yield first + index, pieces, commented


def _closing_lines(lines: list[str]) -> list[bool]:
    """For each line, whether a later one closes a block comment: an unclosed one is plain text."""
    closes, result = False, []
    for line in reversed(lines):
        result.append(closes)
        closes = closes or "-]" in line
    return result[::-1]


@dataclass(slots=True)
class _Reader:
    """The recipe as far as it is read."""

    source: str
    metadata: dict[str, str]
    steps: list[Step] = field(default_factory=list)
    notes: list[StoryNote] = field(default_factory=list)
    section: str = ""
    block: _Block = field(default_factory=_Block)
    note: list[str] = field(default_factory=list)

    def line(self, number: int, pieces: list[tuple[int, str]], commented: bool) -> None:
        text = "".join(piece for _, piece in pieces)
        bare = text.strip()
        if not bare:
            if not commented:  # a line of nothing but a comment does not end the paragraph
                self.end_block()
        elif bare.startswith(">>"):
            self.end_block()
            key, _, value = bare[2:].partition(":")
            self.metadata[key.strip()] = value.strip()
        elif bare.startswith(">"):
            if self.block.text:
                self.end_block()
            self.note.append(bare[1:].strip())
        elif bare.startswith("="):
            self.end_block()
            self.section = bare.strip("=").strip()
        else:
            if self.note:
                self.end_block()
            self.block.add(pieces, number)

    def end_block(self) -> None:
        if self.note:
            self.notes.append(_read_note(" ".join(filter(None, self.note)), len(self.steps), self.section))
            self.note = []
        if self.block.text.strip():
            self._end_step()
        self.block = _Block()

    def _end_step(self) -> None:
        try:
            items = read_items(self.block.text)
        except Fault as fault:
            line, column = self.block.place(fault.offset)
            raise RecipeError(f"{self.source}:{line}:{column}: {fault.said}", fault.remedy) from None
        self.steps.append(Step(items, self.section, self.block.places[0][0]))

    def recipe(self, title: str) -> Recipe:
        known = {key.lower(): value for key, value in self.metadata.items()}
        steps = tuple(self.steps)
        return Recipe(
            title=known.get("title", "").strip() or title,
            steps=steps,
            ingredients=gather_ingredients(steps),
            cookware=gather_cookware(steps),
            notes=tuple(self.notes),
            servings=_servings(known),
            metadata=dict(self.metadata),
            source=self.source,
        )


def _servings(known: dict[str, str]) -> Fraction | None:
    for key in ("servings", "serves", "yield", "yields", "portions"):
        found = _SERVINGS.search(known.get(key, ""))
        number = read_number(found.group()) if found else None
        if number:  # "2/3" is two or three people, not two thirds of one
            return number if number >= 1 else Fraction(number.numerator)
    return None


def _read_note(text: str, before_step: int, section: str) -> StoryNote:
    head = _HEAD.match(text)
    if head is None:
        return StoryNote(text, before_step, section=section)
    found: dict[str, str] = {}
    for key, straight, curly, bare in _ATTR.findall(head["attrs"]):
        found[key] = straight or curly or bare
    extra = tuple((key, value) for key, value in found.items() if key not in _KNOWN)
    known = {key: value for key, value in found.items() if key in _KNOWN}
    return StoryNote(text[head.end() :], before_step, extra=extra, story=True, section=section, **known)
