"""schema.org Recipe in the markup of older pages → the shape of JSON-LD.

Microdata (``itemprop``), RDFa Lite (``property``) and the microformat hRecipe (class names) are read alike.
"""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_MANY = ("recipeIngredient", "ingredients", "recipeInstructions")
_DEEPEST = 200
_MOST_PROPERTIES = 5_000


_CLASSES = {
    "fn": "name", "p-name": "name", "ingredient": "recipeIngredient", "p-ingredient": "recipeIngredient",
    "instructions": "recipeInstructions", "e-instructions": "recipeInstructions", "yield": "recipeYield",
    "p-yield": "recipeYield", "duration": "totalTime", "dt-duration": "totalTime", "author": "author",
    "p-author": "author",
}  # fmt: skip
"""Class names of hRecipe and h-recipe → properties of schema.org."""


def _as_microdata(given: dict[str, str]) -> dict[str, str]:
    """The attributes of RDFa Lite and hRecipe as those of microdata."""
    if "typeof" in given:
        kind = given["typeof"].split(":")[-1].rpartition("/")[2]
        given |= {"itemscope": "", "itemtype": f"https://schema.org/{kind}"}
    elif {"hrecipe", "h-recipe"} & set(given.get("class", "").split()) and "itemscope" not in given:
        given |= {"itemscope": "", "itemtype": "https://schema.org/Recipe", "hrecipe": ""}
    if "property" in given and ":" not in given["property"].removeprefix("schema:"):
        given.setdefault("itemprop", given["property"].removeprefix("schema:"))
    return given


def _by_class(classes: str) -> dict[str, str]:
    name = next((_CLASSES[one] for one in classes.split() if one in _CLASSES), "")
    return {"itemprop": name} if name else {}


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
        if tag in ("script", "style"):
            self._quiet += 1
        if self._by_class and "itemprop" not in given:
            given |= _by_class(given.get("class", ""))
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
            self._open[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in ("script", "style"):
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
        if name in _MANY:
            self.found.setdefault(name, []).append(text)
        else:
            self.found.setdefault(name, text)


def find_microdata(text: str) -> Mapping[str, Any] | None:
    """The first Recipe of a page's microdata, as a JSON-LD object; None where there is none."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, ValueError):  # what html.parser raises on malformed declarations
        pass
    found = reader.found
    return found if found and (found.get("recipeIngredient") or found.get("ingredients")) else None
