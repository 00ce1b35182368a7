"""Recipes for elsewhere: schema.org JSON-LD and plain text."""

import json
import re
from fractions import Fraction
from typing import Any

from sous_voice.core.quantity import quantity_text, read_duration, read_range, unit_text
from sous_voice.core.recipe import Cookware, Ingredient, Quantity, Recipe, Step, StepTimer


def step_text(step: Step) -> str:
    """A step's words as printed, amounts left to the list."""
    parts = []
    for item in step.items:
        if isinstance(item, (Ingredient, Cookware)):
            parts.append(item.name)
        elif isinstance(item, StepTimer):
            parts.append(item.text or item.name)
        else:
            parts.append(item)
    return " ".join("".join(parts).split())


def ingredient_text(item: Ingredient) -> str:
    """ "2 cups flour, sifted"."""
    amount = re.sub(r"^an? ", "1 ", _exact(item.quantity))
    line = " ".join(part for part in (amount, item.name) if part)
    line += f", {item.note}" if item.note else ""
    return f"{line} (optional)" if item.optional else line


_ROUNDED = Fraction(1, 100)
"""A share by which a number for the ear may be off; what is written out for another program is not."""


def _exact(quantity: Quantity) -> str:
    """The amount as it is spoken, but with decimals where the nearest eighth is another amount."""
    text = quantity_text(quantity)
    low = quantity.low
    read = read_range(re.match(r"[\d ./to]*", text)[0].strip()) if low is not None else None  # type: ignore[index]
    if low is None or read is None or abs(read[0] - low) <= _ROUNDED * low:
        return text
    high = f" to {float(quantity.high):.4g}" if quantity.high is not None else ""
    return f"{float(low):.4g}{high} {unit_text(quantity.unit, quantity.high or low)}".strip()


def to_schema_org(recipe: Recipe) -> dict[str, Any]:
    """The recipe as a schema.org Recipe, ready for ``json.dumps``."""
    data = {key.lower(): value for key, value in recipe.metadata.items()}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Recipe",
        "name": recipe.title,
        "description": data.get("description"),
        "author": {"@type": "Person", "name": data["author"]} if data.get("author") else None,
        "url": data.get("source") if data.get("source", "").startswith("http") else None,
        "isBasedOn": data.get("source") if not data.get("source", "").startswith("http") else None,
        "recipeYield": data.get("servings") or (str(recipe.servings) if recipe.servings else None),
        "prepTime": iso_duration(data.get("prep time", "")),
        "cookTime": iso_duration(data.get("cook time", "")),
        "totalTime": iso_duration(data.get("total time", "")),
        "recipeCuisine": data.get("cuisine"),
        "recipeCategory": data.get("course"),
        "keywords": data.get("tags"),
        "license": data.get("license"),
        "recipeIngredient": [ingredient_text(item) for item in recipe.ingredients],
        "recipeInstructions": _instructions(recipe),
    }
    return {key: value for key, value in found.items() if value}


def _instructions(recipe: Recipe) -> list[dict[str, Any]]:
    """Steps, those of a named section together under it."""
    out: list[dict[str, Any]] = []
    for step in recipe.steps:
        written = {"@type": "HowToStep", "text": step_text(step)}
        if not step.section:
            out.append(written)
        elif out and out[-1].get("name") == step.section:
            out[-1]["itemListElement"].append(written)
        else:
            out.append({"@type": "HowToSection", "name": step.section, "itemListElement": [written]})
    return out


def json_ld(recipe: Recipe) -> str:
    """The recipe as JSON-LD text, safe inside a page's script element."""
    return json.dumps(to_schema_org(recipe), ensure_ascii=False, indent=2).replace("</", "<\\/")


def iso_duration(text: str) -> str:
    """ "1 hour 30 minutes" → PT1H30M; empty where it is no duration."""
    read = read_duration(text) if re.search(r"\d", text) else None
    if read is None or read[0] < 60:
        return ""
    hours, minutes = divmod(round(read[0] / 60), 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"


def to_text(recipe: Recipe) -> str:
    """The recipe for paper or a screen reader: title, facts, ingredients, numbered steps."""
    data = {key.lower(): value for key, value in recipe.metadata.items()}
    out = [recipe.title, ""]
    out += [
        f"{key.capitalize()}: {data[key]}"
        for key in ("servings", "prep time", "cook time", "author", "source")
        if data.get(key)
    ]
    out += ["", "Ingredients"] + [f"- {ingredient_text(item)}" for item in recipe.ingredients]
    out += ["", "Steps"]
    section = ""
    for number, step in enumerate(recipe.steps, 1):
        if step.section != section:
            section = step.section
            out += ["", section] if section else []
        out.append(f"{number}. {step_text(step)}")
    return "\n".join(out) + "\n"
