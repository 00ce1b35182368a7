"""A recipe in Markdown, as Based Cooking and many notebooks keep it → Draft.

A front matter or first heading gives the title; a heading with "ingredients" the list, with the smaller headings
below it ("Filling", "Crust"); every other heading's numbered lines (or bullets) the steps.
"""

import re

from sous_voice.errors import RecipeError
from sous_voice.shelf.imports.draft import Draft, known, plain, tidy

_ENTRY = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?P<text>.*\S)")
_HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.*?\S)\s*#*$")
_FACT = re.compile(
    r"^\s*[-*]?\s*[^\w\s]*\s*(?P<key>prep(?:aration)? time|cook(?:ing)? time|servings?|serves|yield)"
    r"\s*:\s*(?P<value>.+)",
    re.I,
)


_SERVES = re.compile(
    r"^\s*[-*_]*\s*[^\w\s]*\s*(?:serves|makes|yields?)\s*:?\s+(?P<value>(?:about\s+|up to\s+)?\d.{0,40}?)[*_.]*\s*$",
    re.I,
)
"""A line of its own: "Serves 4", "*Makes about 12 biscuits*"."""


def read_markdown(text: str, place: str) -> Draft:
    """One recipe.

    Raises:
        RecipeError: it has no list of ingredients and no steps.
    """
    front, body = _front_matter(text)
    ingredients: list[str] = []
    steps: list[str] = []
    facts: dict[str, str] = {}
    title, part, level = front.get("title", ""), "", 0
    item: list[str] | None = None  # the list whose last item may go on in the next line
    gap = False
    for line in body.splitlines():
        if item and _goes_on(line) and (not gap or line.startswith("  ")):
            item[-1] = f"{item[-1]} {_without_links(line.strip())}"
            continue
        gap = not line.strip()
        item = item if gap or _PICTURE.match(line) else None
        heading, entry, fact = _HEADING.match(line), _ENTRY.match(line), _FACT.match(line)
        serves = _SERVES.match(line)
        if heading:
            below = (
                "ingredient" in part
                and len(heading["level"]) > level
                and not _OWN_PART.search(heading["text"])
            )
            part, level = (part, level) if below else (heading["text"].lower(), len(heading["level"]))
            title = title or plain(heading["text"])
        elif serves and "ingredient" not in part:
            facts.setdefault("servings", plain(serves["value"]))
        elif fact and "ingredient" not in part:
            facts[fact["key"].lower().replace("serves", "servings")] = plain(fact["value"])
        elif entry and "ingredient" in part:
            ingredients.append(_without_links(entry["text"]))
            item = ingredients
        elif entry and re.match(r"\s*(?:\d|[-*+])", line) and part and not _NO_STEPS.search(part):
            steps.append(_without_links(entry["text"]))
            item = steps
    if not ingredients and not steps:
        raise RecipeError(f"{place}: there is no list of ingredients and no steps in it.")
    data = known(
        source=place,
        author=front.get("author"),
        servings=facts.get("servings") or facts.get("serving"),
        prep_time=facts.get("prep time") or facts.get("preparation time"),
        cook_time=facts.get("cook time") or facts.get("cooking time"),
        tags=front.get("tags"),
        imported_from="Markdown",
    )
    return Draft(title or place, tidy(ingredients), tidy(steps), data)


_OWN_PART = re.compile(
    r"\b(?:directions?|instructions?|method|steps?|preparation|procedure|notes?)\b", re.IGNORECASE
)
"""Headings that are no part of a list of ingredients, however small they are."""
_NO_STEPS = re.compile(r"\b(?:contribut|credit|author|sources?|references?|links?)")
"""Headings whose lists are no instructions."""
_PICTURE = re.compile(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$")


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the item before it: indented, or just broken, and nothing of its own."""
    if (
        not line.strip()
        or _ENTRY.match(line)
        or _HEADING.match(line)
        or _FACT.match(line)
        or _PICTURE.match(line)
    ):
        return False
    return not re.match(r"\s*(?:---|===|\||>|```|<)", line)


def _without_links(text: str) -> str:
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("`", "")


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = re.match(r"---\s*\n(?P<head>.*?)\n---\s*\n", text, re.DOTALL)
    if match is None:
        return {}, text
    pairs = (line.partition(":") for line in match["head"].splitlines() if ":" in line)
    front = {key.strip().lower(): re.sub(r"[\"'\[\]]", "", value).strip() for key, _, value in pairs}
    return front, text[match.end() :]
