"""schema.org Recipe (JSON-LD of web pages, recipe.json of Nextcloud) → Draft."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sous_voice.shelf.imports.draft import Draft, known, lines, plain, tidy

_DEEPEST = 12  # levels of nested graphs that are searched


def find_recipe(data: object, depth: int = 0) -> Mapping[str, Any] | None:
    """The first Recipe in a JSON-LD value: itself, in a list, in @graph, as a main entity."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, list):
        return next((found for item in data if (found := find_recipe(item, depth + 1))), None)
    if not isinstance(data, dict):
        return None
    kind = data.get("@type")
    if "Recipe" in (kind if isinstance(kind, list) else [kind]):
        return data
    inner = (data.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"))
    return next((found for item in inner if (found := find_recipe(item, depth + 1))), None)


def read_schema(data: Mapping[str, Any], source: str) -> Draft:
    """A Recipe object as a draft; ``source`` is the address or file it came from."""
    raw = data.get("recipeIngredient") or data.get("ingredients") or []
    ingredients = tidy(raw) if isinstance(raw, list) else lines(raw)
    return Draft(
        plain(data.get("name")) or "Untitled recipe",
        ingredients,
        tidy(_steps(data.get("recipeInstructions"))),
        known(
            source=plain(data.get("url")) or source,
            author=_name(data.get("author")),
            description=data.get("description"),
            servings=_first(data.get("recipeYield")) or _first(data.get("yield")),
            prep_time=duration(data.get("prepTime")),
            cook_time=duration(data.get("cookTime")),
            total_time=duration(data.get("totalTime")),
            cuisine=_first(data.get("recipeCuisine")),
            course=_first(data.get("recipeCategory")),
            tags=_tags(data.get("keywords")),
            license=_first(data.get("license")),
            imported_from="schema.org Recipe",
        ),
    )


def _steps(value: object, depth: int = 0) -> Iterator[object]:
    """The texts of instructions: text, HowToStep, HowToSection, in lists of lists."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _steps(item, depth + 1)
    elif isinstance(value, dict):
        if value.get("itemListElement"):
            yield from _steps(value["itemListElement"], depth + 1)
        else:
            yield value.get("text") or value.get("name") or ""
    elif isinstance(value, str):
        yield from lines(value)


def _first(value: object) -> str:
    if isinstance(value, list):
        numbers = [plain(item) for item in value if re.search(r"\d", plain(item))]
        return numbers[-1] if numbers else ", ".join(filter(None, map(plain, value)))
    if isinstance(value, dict):
        return plain(value.get("value") or value.get("name") or value.get("@value"))
    return plain(value)


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5])))
    return plain(value.get("name")) if isinstance(value, dict) else plain(value)


def _tags(value: object) -> str:
    return ", ".join(filter(None, map(plain, value[:30]))) if isinstance(value, list) else plain(value)


def duration(value: object) -> str:
    """ISO 8601 ("PT1H30M") or minutes as words: "1 hour 30 minutes"; other text as it is."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = f"PT{int(value)}M" if 0 < value < 1_000_000 else ""
    text = plain(value)
    found = re.fullmatch(
        r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:[\d.]{1,8}S)?)?", text, re.IGNORECASE
    )
    if found is None:
        return text
    minutes = int(found[1] or 0) * 1440 + int(found[2] or 0) * 60 + int(found[3] or 0)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    parts += [f"{rest} minute{'s' if rest > 1 else ''}"] if rest else []
    return " ".join(parts)
