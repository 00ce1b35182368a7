"""A recipe's figures as a label: text of 44 columns, a page, a picture (the extra ``plot``)."""

import textwrap
from html import escape
from pathlib import Path
from typing import Any

from sous_voice.errors import MissingPartError, RecipeError

_WIDE = 44
_INSET = frozenset({"Saturated fat", "Sugars", "Fibre"})
"""Lines that are part of the one above: fat, carbohydrate."""


def label_rows(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, amount and share of the day for each line of a label."""
    from sous_voice.core.nutrients import LABEL, rounded

    rows = []
    for key in LABEL:
        entry = data["nutrients"][key]
        value = entry["total"] if entry["per_serving"] is None else entry["per_serving"]
        unit = {"kcal": "kcal", "ug": "µg"}.get(entry["unit"], entry["unit"])
        share = entry["daily_value_percent"]
        figure = rounded(value, entry["unit"])
        number = f"{figure:,.1f}".removesuffix(".0")
        amount = f"{'at least ' if entry['at_least'] else ''}{number} {unit}"
        if entry["at_least"] and not figure:  # "at least nothing" tells nothing
            amount, share = "not known", None
        rows.append((entry["name"].capitalize(), amount, f"{share:.0f} %" if share is not None else ""))
    return rows


def heading(data: dict[str, Any]) -> str:
    """ "One of 6 servings, 548 g of raw ingredients"."""
    if not data["servings"]:
        return f"The whole recipe, {data['grams']:,.0f} g raw"
    return f"One of {data['servings']:g} servings, {data['grams'] / data['servings']:,.0f} g raw"


def footing(data: dict[str, Any]) -> str:
    """Coverage, sources, limits."""
    covers = f"Covers {100 * data['coverage']:.0f} % of the weight."
    return f"{covers} {left_out(data)}Daily values: {data['daily_values']}. {data['note']}"


def left_out(data: dict[str, Any]) -> str:
    """ "Not counted: salt (no amount), pesto (optional). "; empty where everything is."""
    missing = [
        f"{row['ingredient']} ({row['not_counted'].replace('unknown', 'unknown food')})"
        for row in data["ingredients"]
        if row["not_counted"]
    ]
    return f"Not counted: {', '.join(dict.fromkeys(missing))}. " if missing else ""


def text_label(data: dict[str, Any]) -> str:
    """A label of 44 columns."""
    bar = "=" * _WIDE
    out = [bar, *textwrap.wrap(data["title"], _WIDE), *textwrap.wrap(heading(data), _WIDE), bar]
    out += [
        f"{('  ' if name in _INSET else '') + name:<19}{amount:>18}{share:>7}"
        for name, amount, share in label_rows(data)
    ]
    return "\n".join([*out, bar, *textwrap.wrap(footing(data), _WIDE), bar])


def html_label(data: dict[str, Any]) -> str:
    """A page of its own that prints well and reads well aloud; no scripts."""
    rows = "\n".join(
        f'<tr{" class=part" if name in _INSET else ""}><th scope="row">{escape(name)}</th>'
        f"<td>{escape(amount)}</td><td>{escape(share)}</td></tr>"
        for name, amount, share in label_rows(data)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(data["title"])}: nutrition</title>
<style>body{{font:16px sans-serif;max-width:24em}}table{{border:2px solid;border-collapse:collapse;width:100%}}
th,td{{padding:.2em .5em;border-top:1px solid;text-align:left}}td{{text-align:right}}
.part th{{font-weight:normal;padding-left:1.5em}}caption{{font-weight:bold}}</style></head><body>
<table><caption>{escape(data["title"])}. {escape(heading(data))}</caption>
<tr><th scope="col">Nutrient</th><th scope="col">Amount</th><th scope="col">Daily value</th></tr>
{rows}
</table><p>{escape(footing(data))}</p></body></html>"""


def picture_label(data: dict[str, Any], out: Path) -> None:
    """A PNG picture, 150 dots an inch, as high as it has lines.

    Raises:
        MissingPartError: matplotlib is not installed.
        RecipeError: the file cannot be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingPartError("A picture needs matplotlib.", "pip install 'sous-voice[plot]'") from None
    rows, small = label_rows(data), textwrap.wrap(footing(data), 62)
    titles = textwrap.wrap(data["title"], 30)
    high = 0.34 * len(titles) + 0.28 * (len(rows) + 1) + 0.17 * len(small) + 0.3
    figure = Figure(figsize=(4.0, high), dpi=150, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, 4.0)
    axes.set_ylim(high, 0)
    line = {"color": "black", "solid_capstyle": "butt"}
    y = 0.12
    for title in titles:
        axes.text(0.15, y, title, fontsize=15, weight="bold", va="top")
        y += 0.34
    axes.text(0.15, y, heading(data), fontsize=9, va="top")
    axes.text(3.85, y, "daily value", fontsize=8, va="top", ha="right")
    y += 0.24
    axes.plot([0.15, 3.85], [y, y], linewidth=5, **line)
    y += 0.08
    for name, amount, share in rows:
        part = name in _INSET
        size = 13 if name == "Calories" else 10
        axes.text(
            0.35 if part else 0.15, y, name, fontsize=size, weight="normal" if part else "bold", va="top"
        )
        axes.text(2.95, y, amount, fontsize=size, va="top", ha="right")
        axes.text(3.85, y, share, fontsize=10, weight="bold", va="top", ha="right")
        y += 0.28
        axes.plot([0.15, 3.85], [y - 0.06, y - 0.06], linewidth=0.7, **line)
    axes.plot([0.15, 3.85], [y - 0.02, y - 0.02], linewidth=3, **line)
    axes.text(0.15, y + 0.06, "\n".join(small), fontsize=7, va="top", linespacing=1.25)
    try:
        figure.savefig(out, format="png")
    except OSError as fault:
        raise RecipeError(f"{out}: cannot be written ({fault.strerror or fault}).") from None
