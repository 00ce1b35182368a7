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
            for line in lines(_unbroken(value.get("text") or value.get("name") or value.get("description"))):
                yield section, line
    elif isinstance(value, str):
        for line in _numbered(value):
            yield section, line


def _unbroken(value: object) -> str:
    """Instructions without the breaks that a sentence was given to fit a window."""
    text = str(value or "")
    return text if "<" in text else re.sub(r"(?<=[^\s.!?:;])[ \t]*\r?\n[ \t]*(?=[a-z(])", " ", text)


def _numbered(text: str) -> tuple[str, ...]:
    """One text as steps: by lines, else by "1. ... 2. ..." within the line."""
    found = lines(_unbroken(text))
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
    amount = next(
        (value[key] for key in ("amount", "requiredQuantity", "quantity", "value") if value.get(key)), None
    )
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
    minutes = _minutes(text.upper().replace(" ", ""))
    if minutes is None:
        return text
    hours, rest = divmod(round(minutes), 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    parts += [f"{rest} minute{'s' if rest > 1 else ''}"] if rest else []
    return " ".join(parts)


_MINUTES = {"Y": 525_600.0, "W": 10_080.0, "D": 1440.0, "H": 60.0, "M": 1.0, "S": 1 / 60}
_LONGEST = 1_000_000.0
"""Minutes: nearly two years. More is no cooking time."""


def _minutes(code: str) -> float | None:
    """Minutes of a duration's code: ISO 8601 also where it is slipshod ("PT1H30", "P0Y0M0DT0H35M"), "1:30", "45".

    0 for a code that tells none; None for text that is no code.
    """
    if clock := re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d)?", code):
        return 60.0 * int(clock[1]) + int(clock[2])
    if re.fullmatch(r"\d{1,5}", code):
        return float(code)
    if not re.fullmatch(r"-?P?T?[\dYWDHMST.,-]*", code) or not code.lstrip("-").startswith(("P", "T")):
        return None
    dated, _, timed = code.partition("T")
    parts = re.findall(r"(\d{1,7}(?:[.,]\d{1,6})?)([YWDHMS]?)", timed)
    # a number behind the hours is minutes; months do not cook
    found = sum(float(n.replace(",", ".")) * _MINUTES[unit or "M"] for n, unit in parts)
    days = re.findall(r"(\d{1,4})([YWD])", dated)
    found += sum(float(n) * _MINUTES[unit] for n, unit in days)
    return found if "-" not in code and found <= _LONGEST else 0.0
