"""The head of a recipe file: YAML of any shape, kept as text, nothing lost.

Values stay as they were written (``year: 1938`` is "1938", ``flag: true`` is "true"), nested maps
become dotted keys, lists become one comma-separated text, or numbered keys where that would be
ambiguous.
"""

from collections.abc import Iterator

import yaml

from sous_voice.errors import RecipeError

MOST_ENTRIES = 5000
"""More than any recipe has: a guard against files that unfold without end."""
DEEPEST = 12


def read_front_matter(text: str, place: str, first_line: int) -> dict[str, str]:
    """The metadata between the two ``---`` lines.

    Args:
        text: what stands between them.
        place: file name for error messages.
        first_line: line number of the first line of ``text``.

    Raises:
        RecipeError: neither YAML nor plain ``key: value`` lines.
    """
    try:
        data = yaml.load(text, Loader=yaml.BaseLoader)  # BaseLoader makes strings only
    except (yaml.YAMLError, RecursionError, ValueError):
        return _plain_lines(text, place, first_line)
    if data is None or data == "":
        return {}
    if not isinstance(data, dict):
        return _plain_lines(text, place, first_line)
    found: dict[str, str] = {}
    for key, value in _flat("", data, 0):
        if len(found) >= MOST_ENTRIES:
            raise RecipeError(
                f"{place}:{first_line}:1: the front matter has more than {MOST_ENTRIES} entries."
            )
        found[key] = value
    return found


def _flat(prefix: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        yield prefix, str(value)[:1000]
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), inner, depth + 1)
    elif isinstance(value, list):
        if all(isinstance(item, str) and "," not in item for item in value):
            yield prefix, ", ".join(value)
        else:
            for number, item in enumerate(value):
                yield from _flat(f"{prefix}.{number}", item, depth + 1)
    else:
        yield prefix, "" if value is None else str(value).strip()


def _plain_lines(text: str, place: str, first_line: int) -> dict[str, str]:
    """``key: value`` lines as older files have them; every fault with its line."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), first_line):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if not colon or not key.strip():
            raise RecipeError(
                f"{place}:{number}:1: this line of the front matter is not “key: value”.",
                "Put the value behind a colon, or quotation marks round it.",
            )
        found[key.strip()] = value.strip().strip("'\"")
    return found
