"""A page that only has headings: what is listed under "Ingredients", and what stands under "Method".

The last thing that is tried, for pages that carry neither data nor class names: a heading of each kind with
something under it, or nothing is read.
"""

import re
from html.parser import HTMLParser

from sous_voice.shelf.imports.limits import feed

_INGREDIENTS = re.compile(
    r"^(?:the )?ingredients?(?: list)?\b|^(?:what )?you(?:'|’)?(?:ll| will)? need\b", re.I
)
_STEPS = re.compile(
    r"^(?:the )?(?:method|directions?|instructions?|preparation|steps|procedure)\b|^how to make\b|"
    r"^cooking instructions\b",
    re.I,
)
_LINES = frozenset("li p".split())
_DEEPEST_HEADING = 6


class _Outline(HTMLParser):
    """Collects headings with the lists and paragraphs under them; runs nothing, loads nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.parts: dict[str, list[tuple[str, str]]] = {"ingredients": [], "steps": []}
        """(tag, text) of the lines under each kind of heading."""
        self._under, self._level = "", _DEEPEST_HEADING
        self._open, self._text = "", ""
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "nav", "footer"):
            self._quiet += 1
        elif tag in _LINES or re.fullmatch(r"h[1-6]", tag):
            self._close()
            self._open, self._text = tag, ""
        elif tag == "br":
            self._text += " "

    def handle_data(self, data: str) -> None:
        if self._open and not self._quiet:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "nav", "footer"):
            self._quiet = max(0, self._quiet - 1)
        elif tag == self._open or tag in ("ul", "ol"):
            self._close()

    def _close(self) -> None:
        tag, text = self._open, " ".join(self._text.split())
        self._open, self._text = "", ""
        if tag.startswith("h") and text:
            self._heading(int(tag[1]), text)
        elif tag in _LINES and text and self._under:
            self.parts[self._under].append((tag, text))

    def _heading(self, level: int, text: str) -> None:
        if level == 1 and not self.title:
            self.title = text
        if _INGREDIENTS.match(text):
            self._under, self._level = "ingredients", level
        elif _STEPS.match(text):
            self._under, self._level = "steps", level
        elif (
            level <= self._level
        ):  # a heading of the same height ends the part; a smaller one names a part of it
            self._under = ""


def find_headings(text: str) -> tuple[str, list[str], list[str]] | None:
    """Title, ingredient lines and steps of a page; None where it has not both."""
    page = _Outline()
    feed(page, text)
    listed = [line for tag, line in page.parts["ingredients"] if tag == "li"]
    items = [line for tag, line in page.parts["steps"] if tag == "li"]
    steps = items or [line for _, line in page.parts["steps"]]
    return (page.title, listed, steps) if listed and steps else None
