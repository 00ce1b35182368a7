"""A saved web page, or its text → Draft: JSON-LD, markup and class names by the standard library, the rest by an extra.

The extra, recipe-scrapers, reads a site that it knows by the host of the page's address. A saved page has only
the address that it names itself.
"""

import re
from html.parser import HTMLParser
from typing import Any

from sous_voice.errors import RecipeError
from sous_voice.shelf.imports.draft import Draft, known, plain, tidy
from sous_voice.shelf.imports.headings import find_headings
from sous_voice.shelf.imports.limits import feed, read_json
from sous_voice.shelf.imports.microdata import find_microdata
from sous_voice.shelf.imports.schema_org import find_recipe, read_schema

_MOST_BLOCKS = 200


class _JsonLd(HTMLParser):
    """Collects the JSON-LD of a page; runs nothing, loads nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").lower()
        self._open = tag == "script" and "ld+json" in kind and len(self.blocks) < _MOST_BLOCKS
        if self._open:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = False


def read_page(text: str, source: str) -> Draft:
    """The recipe of a page.

    Raises:
        RecipeError: the page holds none that can be read.
    """
    page = _JsonLd()
    feed(page, text)
    bare = None
    for block in page.blocks:
        try:
            found = find_recipe(_read_block(_without_wrapping(block), source))
        except RecipeError:
            continue  # one broken block must not hide a good one
        if found is not None:
            bare = read_schema(found, source)
            if bare.ingredients:
                return bare
    marked = find_microdata(text)
    if marked is not None:
        return read_schema(marked, source)
    if bare is not None and bare.steps:
        return bare
    return _by_site(text, source)


def _by_site(text: str, source: str) -> Draft:
    """By the extra where it knows the site, else by the page's headings; the extra's fault is told last."""
    try:
        return by_scrapers(text, source)
    except RecipeError:
        found = find_headings(text)
        if found is None:
            raise
    title, ingredients, steps = found
    return Draft(
        plain(title) or "Untitled recipe",
        tidy(ingredients),
        tidy(steps),
        known(source=own_address(text) or source, imported_from="headings of a page"),
    )


_ADDRESSES = (
    r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>\"']+)",
    r"<link\b[^>]*\brel=[\"']?canonical[\"']?[^>]*\bhref=[\"']?(https?://[^\s<>\"']+)",
    r"<link\b[^>]*\bhref=[\"']?(https?://[^\s<>\"']+)[\"']?[^>]*\brel=[\"']?canonical",
    r"<meta\b[^>]*\bproperty=[\"']?og:url[\"']?[^>]*\bcontent=[\"']?(https?://[^\s<>\"']+)",
)
_HEAD = 200_000
"""Characters of a page in which its address is looked for."""


def own_address(text: str) -> str:
    """The address that a saved page names as its own; empty where it names none."""
    found = (re.search(pattern, text[:_HEAD], re.IGNORECASE) for pattern in _ADDRESSES)
    return next((match[1] for match in found if match), "")


def _without_wrapping(block: str) -> str:
    """Without what old templates put around scripts."""
    return _WRAPPING.sub("", block).strip().rstrip(";")


_WRAPPING = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*$"
)


def _read_block(block: str, source: str) -> Any:
    """The block's JSON; a comma before a closing bracket, which templates leave, is forgiven."""
    try:
        return read_json(block, source)
    except RecipeError:
        return read_json(re.sub(r",(?=\s*[}\]])", "", block), source)


def by_scrapers(text: str, source: str) -> Draft:
    """Pages without JSON-LD, by recipe-scrapers (the extra "import")."""
    try:
        from recipe_scrapers import scrape_html
        from recipe_scrapers._exceptions import RecipeScrapersExceptions
    except ImportError:
        raise RecipeError(
            f"{source}: this page holds no recipe that I can read.",
            "Try again with: pip install 'sous-voice[import]'.",
        ) from None
    import warnings

    address = source if source.startswith(("http://", "https://")) else own_address(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            page = scrape_html(text, org_url=address or "https://example.org/", supported_only=False)
            found = page.to_json()
    except (RecipeScrapersExceptions, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise RecipeError(f"{source}: this page holds no recipe that I can read.") from None
    steps = found.get("instructions_list") or plain(found.get("instructions")).split("\n")
    ingredients = tidy(found.get("ingredients") or [])
    if not ingredients and not any(steps):
        raise RecipeError(f"{source}: this page holds no recipe that I can read.")
    return Draft(
        plain(found.get("title")) or "Untitled recipe",
        ingredients,
        tidy(steps),
        known(
            source=address or source,
            author=found.get("author"),
            servings=found.get("yields"),
            total_time=found.get("total_time") and f"{found['total_time']} minutes",
            imported_from="recipe-scrapers",
        ),
    )
