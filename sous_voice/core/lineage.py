"""Where a recipe comes from and who changed what: kept in its metadata, so that it travels with it. Pure.

    lineage.parent: "Walnut pie"             the recipe it was made from
    lineage.hash: "3f1c…"                    what that one was, to the letter (``fingerprint`` of its parts)
    lineage.change.1: "2026-11-26 Ana: honey instead of golden syrup"

A change is one line: a date, perhaps a name, and what was done.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from sous_voice.core.quantity import quantity_text
from sous_voice.core.recipe import Cookware, Ingredient, Recipe, Step, StepTimer

PARENT, HASH, CHANGE = "lineage.parent", "lineage.hash", "lineage.change."
_LINE = re.compile(
    r"^(?:(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\s*)?(?:(?P<who>[^:]{1,40}):\s*)?(?P<what>.+)$"
)
_MONTHS = ("January February March April May June July August September October November December").split()


def changes_of(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of change, in their order."""
    numbered = [
        (int(key.removeprefix(CHANGE)), value)
        for key, value in metadata.items()
        if key.startswith(CHANGE) and key.removeprefix(CHANGE).isdigit()
    ]
    return tuple(value for _, value in sorted(numbered))


def lineage_lines(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """Spoken: the parent, then who changed what; empty where nothing is known."""
    parent = metadata.get(PARENT, "")
    changes = changes_of(metadata)
    if not parent and not changes:
        return ()
    first = f"It comes from {parent}." if parent else ""
    return tuple(line for line in (first, *map(_spoken, changes)) if line)


def _spoken(line: str) -> str:
    found = _LINE.match(line)
    if found is None:
        return line
    when = ""
    if found["year"]:
        month = int(found["month"])
        when = f"In {_MONTHS[month - 1]} {found['year']}, " if 1 <= month <= 12 else f"In {found['year']}, "
    who = found["who"] or "somebody"
    what = found["what"].strip().rstrip(".")
    return f"{when}{who if when else who[:1].upper() + who[1:]} changed this: {what}."


def differences(before: Recipe, after: Recipe) -> tuple[str, ...]:
    """What makes one recipe another, in a cook's words: swaps, amounts, steps."""
    old = {item.name: item for item in before.ingredients}
    new = {item.name: item for item in after.ingredients}
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    lines = [f"{added} instead of {lost}" for lost, added in zip(gone, come, strict=False)]
    lines += [f"without {name}" for name in gone[len(come) :]]
    lines += [f"{name} as well" for name in come[len(gone) :]]
    for name in old.keys() & new.keys():
        was, now = quantity_text(old[name].quantity), quantity_text(new[name].quantity)
        if was != now:
            lines.append(f"{now or 'no set amount of'} {name} instead of {was or 'no set amount'}")
    if len(before.steps) != len(after.steps):
        lines.append(f"{len(after.steps)} steps instead of {len(before.steps)}")
    elif any(words(a) != words(b) for a, b in zip(before.steps, after.steps, strict=True)) and not lines:
        lines.append("other words in the steps")
    return tuple(sorted(lines[:1]) + sorted(lines[1:]))


def words(step: Step) -> str:
    """A step's own words, ingredients left out, so that a swap is not told twice."""
    return " ".join(item for item in step.items if isinstance(item, str))


def fingerprint(recipe: Recipe) -> str:
    """Everything of a recipe that is cooked, as one text; the shelf makes a hash of it. Stories do not count."""
    parts = [recipe.title]
    for step in recipe.steps:
        for item in step.items:
            if isinstance(item, Ingredient | Cookware):
                parts.append(f"{item.name}|{quantity_text(item.quantity)}|{item.note}")
            elif isinstance(item, StepTimer):
                parts.append(f"{item.name}|{item.seconds}|{item.seconds_high}")
            else:
                parts.append(" ".join(item.split()))
    return "\n".join(parts)


def descend(before: Recipe, after: Recipe, digest: str, day: str, who: str, title: str) -> Recipe:
    """``after`` as a recipe of its own that knows ``before``.

    Args:
        digest: hash of ``before``'s fingerprint.
        day: the date, as 2026-11-26; may be empty.
        who: who changed it; may be empty.
        title: its own title.
    """
    head = " ".join(part for part in (day, f"{who}:" if who else "") if part)
    lines = [*changes_of(before.metadata), *(f"{head} {line}".strip() for line in differences(before, after))]
    kept = {key: value for key, value in after.metadata.items() if not key.startswith("lineage.")}
    titled = {key: value for key, value in kept.items() if key.lower() != "title"}
    metadata = {"title": title, **titled, PARENT: before.title, HASH: digest, **_numbered(lines)}
    return replace(after, title=title, metadata=MappingProxyType(metadata))


def _numbered(lines: Iterable[str]) -> dict[str, str]:
    return {f"{CHANGE}{number}": line for number, line in enumerate(lines, 1)}
