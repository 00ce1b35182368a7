"""What every importer hands over: a recipe as lists of plain text, cleaned and cut to sane lengths."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sous_voice.core.recipe import Recipe
from sous_voice.errors import RecipeError
from sous_voice.shelf.imports.compose import compose

MOST_LINES = 500
"""Ingredients or steps of one recipe; more is no recipe."""
MOST_CHARS = 5_000
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A recipe between two formats."""

    title: str
    ingredients: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    """The section of each step; empty where the recipe has none."""

    def recipe(self) -> Recipe:
        """The recipe.

        Raises:
            RecipeError: it has neither ingredients nor steps.
        """
        if not self.ingredients and not self.steps:
            raise RecipeError(f"{self.title or 'The recipe'} has no ingredients and no steps.")
        sections = self.sections if len(self.sections) == len(self.steps) else ()
        return compose(self.title, self.ingredients, self.steps, self.metadata, sections=sections)


def plain(value: object) -> str:
    """Text of a field: no markup, no scripts, no control characters, entities opened, one line."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    text = str(value)[: 4 * MOST_CHARS]
    text = re.sub(r"(?is)<(script|style|iframe|object)\b.*?(?:</\1\s*>|$)", " ", text)
    text = re.sub(r"(?s)<!--.*?(?:-->|$)", " ", text)
    text = re.sub(r"<[^<>]{0,2000}>", " ", text)
    text = html.unescape(text)
    # what entities hid is markup too
    text = re.sub(r"<[^<>]{0,2000}>", " ", text)
    text = "".join(char if char.isprintable() else " " for char in text)
    return re.sub(r"\s+", " ", text).strip()[:MOST_CHARS]


def lines(value: object) -> tuple[str, ...]:
    """Text lines of a field: one a line, or one a paragraph of HTML; bullets and numbers are taken off."""
    text = str(value or "")
    if "<" not in text:  # an indented line of small letters goes on with the item before it
        text = re.sub(r"(?<=\S)[ \t]*\r?\n[ \t]{2,}(?=[a-z(])", " ", text)
    text = re.sub(r"(?i)<(?:br|/p|/li|/div|p|li)\b[^<>]{0,200}>", "\n", text)
    return tidy(re.split(r"[\r\n]+", text))


def tidy(values: Iterable[object]) -> tuple[str, ...]:
    """Cleaned lines without empty ones, bullets and step numbers.

    Raises:
        RecipeError: there are more than a recipe can have.
    """
    cleaned = []
    for value in values:
        line = re.sub(
            r"^\s*(?:[-*•·▢☐]+|(?:step\s+)?\d{1,2}[.)](?=\s))\s*", "", plain(value), flags=re.IGNORECASE
        )
        if line:
            cleaned.append(line)
        if len(cleaned) > MOST_LINES:
            raise RecipeError(f"More than {MOST_LINES} lines are no recipe.")
    return tuple(cleaned)


def known(**values: object) -> dict[str, str]:
    """Metadata without what is empty; names may carry spaces as underscores ("prep_time" → "prep time")."""
    return {
        key.replace("__", ".").replace("_", " "): text
        for key, value in values.items()
        if (text := plain(value))
    }
