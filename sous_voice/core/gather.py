"""From the mentions in the steps to one list: what to gather before cooking."""

from collections.abc import Iterable
from dataclasses import replace

from sous_voice.core.quantity import added, find_unit
from sous_voice.core.recipe import Cookware, Ingredient, Step


def name_key(name: str) -> str:
    """One key for singular and plural of a name: "Eggs" and "egg"."""
    plain = " ".join(name.lower().split())
    for ending, kept in (("ies", "y"), ("oes", "o"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss")):
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            return plain.removesuffix(ending) + kept
    return plain.removesuffix("s") if len(plain) > 3 and not plain.endswith(("ss", "us")) else plain


def _kind(item: Ingredient) -> str:
    """Amounts of one kind can be added; "" for no amount at all."""
    quantity = item.quantity
    if quantity.low is None:
        return f"words {quantity.words} {quantity.unit}" if quantity.words else ""
    unit = find_unit(quantity.unit)
    if unit is None or unit.kind == "count":
        return f"count {unit.name if unit else quantity.unit.lower()}"
    return unit.kind


def gather_ingredients(steps: Iterable[Step]) -> tuple[Ingredient, ...]:
    """Mentions of one name with one kind of unit added up, in order of first use.

    A mention without an amount ("the butter") joins the lines of that name.
    """
    lines: list[tuple[str, str, Ingredient]] = []
    for item in (item for step in steps for item in step.ingredients):
        key, kind = name_key(item.name), _kind(item)
        same = [i for i, (name, _, _) in enumerate(lines) if name == key]
        fits = [i for i in same if not kind or lines[i][1] in ("", kind)]
        if not fits:
            lines.append((key, kind, item))
            continue
        _, old_kind, old = lines[fits[0]]
        merged = _merged(old, item)
        lines[fits[0]] = (key, old_kind or kind, merged)
    return tuple(item for _, _, item in lines)


def _merged(old: Ingredient, new: Ingredient) -> Ingredient:
    quantity = old.quantity
    if quantity.low is None and not quantity.words:
        quantity = new.quantity
    elif new.quantity.low is not None:
        quantity = added(quantity, new.quantity) or quantity
    return replace(
        old,
        quantity=quantity,
        note=old.note or new.note,
        optional=old.optional and new.optional,
        recipe=old.recipe or new.recipe,
    )


def gather_cookware(steps: Iterable[Step]) -> tuple[Cookware, ...]:
    """Each tool once, in order of first use; the largest number that was named."""
    found: dict[str, Cookware] = {}
    for item in (item for step in steps for item in step.cookware):
        key = name_key(item.name)
        old = found.get(key)
        if old is None or (item.quantity.low or 0) > (old.quantity.low or 0):
            found[key] = item if old is None else replace(item, note=old.note or item.note)
    return tuple(found.values())
