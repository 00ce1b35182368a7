"""A table card: the dish, who brought it, what is in it, and its story in a few sentences. One printable page each.

The card says what a dish contains, as far as its ingredients tell; it never says that a dish is safe.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from sous_voice.core.diets import ALLERGENS, DietTable, Verdict, check_recipe
from sous_voice.core.recipe import Recipe
from sous_voice.core.story import chapters, may_hear, shortened

_STYLE = """
@page { size: A5 landscape; margin: 12mm; }
body { margin: 0; font: 16pt/1.45 Georgia, serif; color: #000; background: #fff; }
article { max-width: 186mm; min-height: 120mm; margin: 0 auto 1rem; padding: 8mm 10mm; border: 2px solid #000; }
h1, h2 { font-size: 28pt; line-height: 1.15; margin: 0 0 .3em; } p { margin: 0 0 .6em; }
.by { font-size: 18pt; } .told { font-size: 14pt; } .told cite { font-style: normal; }
@media print { article { break-after: page; border: 0; min-height: 0; padding: 0; }
  article:last-child { break-after: auto; } }
"""


_ROOM = 520
"""Characters of a story that fit on a card; a longer one is told in short."""


@dataclass(frozen=True, slots=True)
class Dish:
    """What a card is made of."""

    name: str
    person: str = ""
    recipe: Recipe | None = None


def cards(dishes: Iterable[Dish], table: DietTable, title: str = "Table cards") -> str:
    """A page with one card for each dish."""
    body = "".join(_card(dish, table) for dish in dishes)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _card(dish: Dish, table: DietTable) -> str:
    parts = [f"<article>\n<h1>{escape(dish.name)}</h1>\n"]
    if dish.person:
        parts.append(f'<p class="by">brought by {escape(dish.person)}</p>\n')
    parts += [f"<p>{line}</p>\n" for line in _contents(dish, table)]
    told = _story(dish.recipe) if dish.recipe else None
    if told is not None:
        text, who = told
        cite = f"<br><cite>– {escape(who)}</cite>" if who else ""
        parts.append(f'<p class="told">{escape(text)}{cite}</p>\n')
    return "".join([*parts, "</article>\n"])


def _contents(dish: Dish, table: DietTable) -> list[str]:
    """What it contains and what may be in it, by the names of its ingredients."""
    if dish.recipe is None:
        return ["Ask the cook what is in it."]
    names = [item.name for item in dish.recipe.ingredients]
    sure: list[str] = []
    perhaps: list[str] = []
    for code, spoken in ALLERGENS.items():
        found = check_recipe(table, names, code)
        if any(one.verdict is Verdict.CONTAINS for one in found):
            sure.append(spoken)
        elif any(one.verdict is Verdict.MAY for one in found):
            perhaps.append(spoken)
    lines = [f"<strong>Contains: {escape(', '.join(sure))}</strong>"] if sure else []
    lines += [f"May contain: {escape(', '.join(perhaps))}"] if perhaps else []
    return lines or ["No allergen is known of its ingredients; ask the cook."]


def _story(recipe: Recipe) -> tuple[str, str] | None:
    """The first chapter that guests may hear, in short, and who tells it."""
    for chapter in chapters(recipe):
        told_in_words = not (chapter.recording and len(chapter.sentences) == 1 and not chapter.place)
        if may_hear(chapter, guests=True) and told_in_words:
            where = ", ".join(part for part in (chapter.narrator, chapter.place, chapter.year) if part)
            whole = " ".join(chapter.sentences)
            return (whole if len(whole) <= _ROOM else shortened(chapter)), where
    return None
