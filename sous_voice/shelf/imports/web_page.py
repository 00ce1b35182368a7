"""A saved web page, or its text → Draft: JSON-LD by the standard library, the rest by an extra."""

from html.parser import HTMLParser

from sous_voice.errors import RecipeError
from sous_voice.shelf.imports.draft import Draft, known, plain, tidy
from sous_voice.shelf.imports.limits import read_json
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
    try:
        page.feed(text)
        page.close()
    except (AssertionError, ValueError):  # what html.parser raises on malformed declarations
        pass
    for block in page.blocks:
        try:
            found = find_recipe(read_json(_without_wrapping(block), source))
        except RecipeError:
            continue  # one broken block must not hide a good one
        if found is not None:
            return read_schema(found, source)
    marked = find_microdata(text)
    if marked is not None:
        return read_schema(marked, source)
    return by_scrapers(text, source)


def _without_wrapping(block: str) -> str:
    """Without what old templates put around scripts."""
    block = block.strip().removeprefix("<![CDATA[").removeprefix("//<![CDATA[").removeprefix("<!--")
    return block.strip().removesuffix("-->").removesuffix("]]>").removesuffix("//").strip().rstrip(";")


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

    address = source if source.startswith(("http://", "https://")) else "https://example.org/"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            page = scrape_html(text, org_url=address, supported_only=False)
            found = page.to_json()
    except (RecipeScrapersExceptions, ValueError, TypeError, AttributeError, KeyError, RecursionError):
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
            source=source,
            author=found.get("author"),
            servings=found.get("yields"),
            total_time=found.get("total_time") and f"{found['total_time']} minutes",
            imported_from="recipe-scrapers",
        ),
    )
