"""schema.org Recipe in the markup of older pages → the shape of JSON-LD.

Microdata (``itemprop``), RDFa Lite (``property``), the microformats hRecipe and h-recipe, and the class names of
widespread recipe plug-ins (``class_names.py``) are read alike.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from sous_voice.shelf.imports.class_names import NOTES, PARTS, is_recipe, property_of
from sous_voice.shelf.imports.limits import feed

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_MANY = ("recipeIngredient", "ingredients", "recipeInstructions")
_DEEPEST = 200
_MOST_PROPERTIES = 5_000
_SPACES = re.compile(r"\s+")
"""In a page a line break in the text is a space; only elements end a line."""
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


def _as_microdata(given: dict[str, str]) -> dict[str, str]:
    """The attributes of RDFa Lite and hRecipe as those of microdata."""
    if "typeof" in given:
        kind = given["typeof"].split(":")[-1].rpartition("/")[2]
        given |= {"itemscope": "", "itemtype": f"https://schema.org/{kind}"}
    elif "itemscope" not in given and is_recipe(given.get("class", "")):
        given |= {"itemscope": "", "itemtype": "https://schema.org/Recipe", "hrecipe": ""}
    if "property" in given and ":" not in given["property"].removeprefix("schema:"):
        given.setdefault("itemprop", given["property"].removeprefix("schema:"))
    return given


class _Reader(HTMLParser):
    """Collects the properties of the first Recipe of a page; runs nothing, loads nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, Any] | None = None
        self._depth = 0
        self._scopes: list[tuple[int, bool]] = []
        """Depth at which each open item began, and whether it is the recipe itself."""
        self._open: list[tuple[int, str, list[str]]] = []
        """Depth, name and text of properties being read."""
        self._count = 0
        self._by_class = False
        """Whether the recipe is an hRecipe, whose properties are class names."""
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = _as_microdata({name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self._depth += 1
        if tag in ("script", "style") or self._in_a_list(tag):
            self._quiet += 1
        if self._by_class and "itemprop" not in given:
            self._classes(given)
        if "itemscope" in given:
            recipe = given.get("itemtype", "").rstrip("/").endswith("schema.org/Recipe")
            if recipe and self.found is None:
                self.found = {"@type": "Recipe"}
                self._by_class = "hrecipe" in given
                self._scopes.append((self._depth, True))
                return
            if self._scopes:
                self._scopes.append((self._depth, False))
        if self._depth > _DEEPEST or not self._scopes or "itemprop" not in given:
            if tag in ("br", "li", "p") and self._open:
                self._open[-1][2].append("\n")
            return
        self._property(tag, given)

    def _in_a_list(self, tag: str) -> bool:
        """A heading inside a list of ingredients or steps is none of its items."""
        return tag in _HEADINGS and bool(self._open) and self._open[-1][1] in _MANY

    def _classes(self, given: dict[str, str]) -> None:
        """Class names as properties; a note behind an ingredient is set off from its name."""
        if name := property_of(given.get("class", "")):
            given["itemprop"] = name
        elif self._open and NOTES & set(given.get("class", "").split()):
            self._open[-1][2].append(", ")

    def _property(self, tag: str, given: Mapping[str, str]) -> None:
        """A property of the recipe, or of a part of it that is only told as text (author, steps)."""
        name = given["itemprop"].split()[0] if given["itemprop"].split() else ""
        inner = not self._scopes[-1][1] and not ("itemscope" in given and len(self._scopes) == 2)
        self._count += 1
        if self._count > _MOST_PROPERTIES or (inner and name not in ("name", "text")):
            return
        fixed = given.get("content") or given.get("datetime") or (given.get("href") if tag == "link" else "")
        if inner:
            return  # its text goes to the property that holds it
        if self._open and self._open[-1][1] in _MANY:  # a list item inside the instructions
            self._open[-1][2].append("\n")
            return
        if fixed and self.found is not None:
            self._put(name, fixed)
        elif tag not in _VOID:
            self._open.append((self._depth, name, []))

    def handle_data(self, data: str) -> None:
        if self._open and not self._quiet:
            self._open[-1][2].append(_SPACES.sub(" ", data))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in ("script", "style") or self._in_a_list(tag):
            self._quiet = max(0, self._quiet - 1)
        if tag in ("li", "p", "div") and self._open:
            self._open[-1][2].append("\n")
        while self._open and self._open[-1][0] >= self._depth:
            _, name, texts = self._open.pop()
            self._put(name, "".join(texts).strip())
        while self._scopes and self._scopes[-1][0] >= self._depth:
            self._scopes.pop()
        self._depth = max(0, self._depth - 1)

    def _put(self, name: str, text: str) -> None:
        if self.found is None or not text:
            return
        if name == PARTS:
            part = {"@type": "HowToSection", "name": text.rstrip(": "), "itemListElement": []}
            self.found.setdefault("recipeInstructions", []).append(part)
        elif name in ("recipeIngredient", "ingredients"):
            self.found.setdefault(name, []).extend(filter(None, map(str.strip, text.split("\n"))))
        elif name in _MANY:
            steps = self.found.setdefault(name, [])
            last = steps[-1] if steps else None
            (last["itemListElement"] if isinstance(last, dict) else steps).append(text)
        else:
            self.found.setdefault(name, text)


def find_microdata(text: str) -> Mapping[str, Any] | None:
    """The first Recipe of a page's microdata, as a JSON-LD object; None where there is none."""
    reader = _Reader()
    feed(reader, text)
    found = reader.found
    return found if found and (found.get("recipeIngredient") or found.get("ingredients")) else None
