"""Recipes and their stories as one web page: no scripts, large print, real headings, playable recordings.

Everything that comes from a recipe is escaped. A recording is an ``audio`` element with a name of its own and
its words beside it, so that nobody has to hear in order to know, or to see in order to hear.
"""

import base64
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from sous_voice.core.lineage import lineage_lines
from sous_voice.core.quantity import duration_text
from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.shelf.export import ingredient_text, step_text

Link = Callable[[StoryNote], str]
"""Address of a note's recording inside the page; empty where it has none."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1a16; --paper: #fffdf8; --line: #b9ac97; --told: #f4ecdd; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f3ede2; --paper: #1c1915; --line: #6d6353; --told: #2a251e; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 42rem; color: var(--ink); background: var(--paper);
  font: 1.15rem/1.6 Georgia, "Iowan Old Style", serif; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.6rem; line-height: 1.25; margin-top: 3rem;
  border-top: 1px solid var(--line); padding-top: 1.5rem; } h3 { font-size: 1.2rem; margin-bottom: .3rem; }
a { color: inherit; } a:focus-visible, audio:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
.skip { position: absolute; left: -100vw; } .skip:focus { position: static; }
.facts, .whence { margin: 0; } .whence { font-style: italic; }
.story { background: var(--told); border-left: 4px solid var(--line); padding: .2rem 1rem 1rem; margin: 1.5rem 0; }
.story h4 { margin: .8rem 0 .2rem; font-size: 1.1rem; } .draft { font-size: .95rem; font-style: italic; }
audio { width: 100%; margin: .6rem 0; } li { margin: .35rem 0; }
@media print { body { max-width: none; font-size: 11pt; } audio, .skip, nav { display: none; }
  h2 { break-before: page; border: 0; } .story { break-inside: avoid; } }
"""


def page(title: str, recipes: Iterable[Recipe], link: Link) -> str:
    """The whole page."""
    shown = list(recipes)
    names = [f"recipe-{number}" for number in range(1, len(shown) + 1)]
    contents = "".join(
        f'<li><a href="#{name}">{escape(recipe.title)}</a></li>'
        for name, recipe in zip(names, shown, strict=True)
    )
    body = "".join(_article(name, recipe, link) for name, recipe in zip(names, shown, strict=True))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#book">Skip to the recipes</a>\n'
        f"<header><h1>{escape(title)}</h1></header>\n"
        f'<nav aria-label="Recipes"><ul>{contents}</ul></nav>\n'
        f'<main id="book" tabindex="-1">\n{body}</main>\n</body>\n</html>\n'
    )


def _article(name: str, recipe: Recipe, link: Link) -> str:
    parts = [
        f'<article aria-labelledby="{name}">\n<h2 id="{name}">{escape(recipe.title)}</h2>\n',
        _facts(recipe),
    ]
    told = lineage_lines(recipe.metadata)
    if told:
        parts.append(f'<p class="whence">{escape(" ".join(told))}</p>\n')
    parts.append("<h3>Ingredients</h3>\n<ul>\n")
    parts += [f"<li>{escape(ingredient_text(item))}</li>\n" for item in recipe.ingredients]
    parts.append("</ul>\n<h3>Steps and stories</h3>\n")
    parts += _steps(name, recipe, link)
    parts.append("</article>\n")
    return "".join(parts)


def _facts(recipe: Recipe) -> str:
    known = {key.lower(): value for key, value in recipe.metadata.items()}
    keys = ("servings", "prep time", "cook time", "total time", "season", "author", "source")
    facts = [f"{key.capitalize()}: {known[key]}" for key in keys if known.get(key)]
    safety = [value for key, value in known.items() if key.startswith("safety.")]
    text = "".join(f'<p class="facts">{escape(fact)}</p>\n' for fact in facts)
    return text + "".join(f"<p><strong>Today: {escape(one)}</strong></p>\n" for one in safety)


def _steps(name: str, recipe: Recipe, link: Link) -> list[str]:
    """Steps as numbered lists that the stories interrupt at their place."""
    parts: list[str] = []
    open_list = False
    count = 0
    for index in range(len(recipe.steps) + 1):
        for note in (n for n in recipe.notes if _place(n, recipe) == index):
            if open_list:
                parts.append("</ol>\n")
                open_list = False
            count += 1
            parts.append(_note(f"{name}-story-{count}", note, link))
        if index == len(recipe.steps):
            break
        if not open_list:
            parts.append(f'<ol start="{index + 1}">\n')
            open_list = True
        parts.append(f"<li>{escape(step_text(recipe.steps[index]))}</li>\n")
    return [*parts, "</ol>\n"] if open_list else parts


def _place(note: StoryNote, recipe: Recipe) -> int:
    return max(0, min(note.before_step, len(recipe.steps)))


def _note(name: str, note: StoryNote, link: Link) -> str:
    if not note.story:
        return f"<p>{escape(note.text)}</p>\n"
    heading = note.chapter or (f"{note.narrator} tells" if note.narrator else "A story")
    about = ", ".join(part for part in (note.narrator, note.place, note.year) if part)
    parts = [f'<section class="story" aria-labelledby="{name}">\n<h4 id="{name}">{escape(heading)}</h4>\n']
    if about:
        parts.append(f'<p class="facts">{escape(about)}</p>\n')
    address = link(note)
    extra = dict(note.extra)
    if address:
        seconds = extra.get("seconds", "")
        long = f", {duration_text(round(float(seconds)))}" if _number(seconds) else ""
        label = escape(f"Recording: {heading}{long}", quote=True)
        parts.append(
            f'<audio controls preload="metadata" src="{escape(address, quote=True)}" aria-label="{label}"></audio>\n'
        )
    if note.text:
        parts.append(f"<p>{escape(note.text)}</p>\n")
    if note.text and extra.get("transcript") == "draft":
        parts.append(
            '<p class="draft">These words were written down by a machine and not yet read over.</p>\n'
        )
    return "".join([*parts, "</section>\n"])


def _number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and float(text) >= 1


def embedded(path: Path) -> str:
    """A recording as an address that holds it whole, for a page of one file. Raises ``OSError``."""
    kinds = {".flac": "audio/flac", ".wav": "audio/wav", ".ogg": "audio/ogg", ".mp3": "audio/mpeg"}
    kind = kinds.get(path.suffix.lower(), "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
