"""schema.org Recipe (JSON-LD of web pages, recipe.json of Nextcloud) → Draft."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sous_voice.shelf.imports.draft import Draft, known, lines, plain, tidy

_DEEPEST = 12  # levels of nested graphs that are searched


_FIRST = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "about")


def find_recipe(data: object, depth: int = 0) -> Mapping[str, Any] | None:
    """The first Recipe in a JSON-LD value: itself, in a list, in @graph, as a main entity, or deeper."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, list):
        return next((found for item in data if (found := find_recipe(item, depth + 1))), None)
    if not isinstance(data, dict):
        return None
    if _is(data, "Recipe"):
        return data
    usual = [data.get(key) for key in _FIRST]
    others = [value for key, value in data.items() if key not in _FIRST and isinstance(value, (list, dict))]
    return next((found for item in (*usual, *others) if (found := find_recipe(item, depth + 1))), None)


def _is(data: Mapping[str, Any], name: str) -> bool:
    """Whether an object is of a type, however that is spelt: "Recipe", "schema:Recipe", an address."""
    kind = data.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and re.split(r"[/:#]", one)[-1].lower() == name.lower() for one in kinds)


def read_schema(data: Mapping[str, Any], source: str) -> Draft:
    """A Recipe object as a draft; ``source`` is the address or file it came from."""
    raw = data.get("recipeIngredient") or data.get("ingredients") or []
    ingredients = tidy(map(_ingredient, raw)) if isinstance(raw, list) else lines(raw)
    found = [pair for pair in _sections(data.get("recipeInstructions")) if tidy([pair[1]])]
    return Draft(
        plain(data.get("name")) or "Untitled recipe",
        ingredients,
        tidy(text for _, text in found),
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
        tuple(section for section, _ in found),
    )


def _sections(value: object, section: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """(section, text) of instructions: text, HowToStep, HowToSection, HowToDirection, in lists of lists."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _sections(item, section, depth + 1)
    elif isinstance(value, dict):
        if _is(value, "HowToTip"):
            return
        inner = value.get("itemListElement") or value.get("item") or value.get("steps")
        if inner:
            own = plain(value.get("name")) if _is(value, "HowToSection") else ""
            yield from _sections(inner, own or section, depth + 1)
        else:
            for line in lines(value.get("text") or value.get("name") or value.get("description") or ""):
                yield section, line
    elif isinstance(value, str):
        for line in _numbered(value):
            yield section, line


def _numbered(text: str) -> tuple[str, ...]:
    """One text as steps: by lines, else by "1. ... 2. ..." within the line."""
    found = lines(text)
    if len(found) == 1:
        parts = re.split(
            r"(?:^|(?<=[.!?])\s+)(?:step\s+)?\d{1,2}[.):]\s+(?=[A-Z])", plain(text), flags=re.IGNORECASE
        )
        if len([part for part in parts if part.strip()]) > 1:
            return tidy(parts)
    return found


def _ingredient(value: object) -> object:
    """An ingredient line; objects of name and amount are written out."""
    if not isinstance(value, dict):
        return value
    amount = value.get("amount") or value.get("requiredQuantity") or value.get("quantity")
    unit = value.get("unit") or value.get("unitText")
    if isinstance(amount, dict):
        amount, unit = amount.get("value"), amount.get("unitText") or amount.get("unitCode") or unit
    return " ".join(filter(None, (plain(amount), plain(unit), plain(value.get("name") or value.get("text")))))


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
    if isinstance(value, dict):  # a schema.org Duration
        value = value.get("maxValue") or value.get("minValue") or value.get("@value") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = f"PT{int(value)}M" if 0 < value < 1_000_000 else ""
    text = plain(value)
    found = re.fullmatch(
        r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4}(?:\.\d{1,3})?)H)?(?:(\d{1,6}(?:\.\d{1,3})?)M)?(?:(\d{1,7})(?:\.\d{1,6})?S)?)?",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return text
    days, hours_, minutes_, seconds = (float(part or 0) for part in found.groups())
    minutes = round(days * 1440 + hours_ * 60 + minutes_ + seconds / 60)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    parts += [f"{rest} minute{'s' if rest > 1 else ''}"] if rest else []
    return " ".join(parts)
