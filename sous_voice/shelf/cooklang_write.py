"""Recipe → Cooklang text that reads back as the same recipe; for imports and for stories."""

import re
from collections.abc import Mapping
from fractions import Fraction

import yaml

from sous_voice.core.recipe import Cookware, Item, Quantity, Recipe, Step, StepTimer, StoryNote

_ASIDE = re.compile(r"\s+")


def write(recipe: Recipe) -> str:
    """The recipe as a .cook file.

    Text that Cooklang would take for its own marks is written in other words first (see ``plain``).
    """
    metadata = dict(recipe.metadata)
    if not any(key.lower() == "title" for key in metadata):
        metadata = {"title": recipe.title, **metadata}
    if recipe.servings is not None and not any(key.lower() == "servings" for key in metadata):
        metadata["servings"] = _number(recipe.servings)
    parts = [_front_matter(metadata)]
    section = ""
    for index, step in enumerate(recipe.steps):
        for note in (n for n in recipe.notes if n.before_step == index):
            section = _open_section(parts, section, note.section)
            parts.append(_note(note))
        section = _open_section(parts, section, step.section)
        parts.append(_step(step))
    for note in (n for n in recipe.notes if n.before_step >= len(recipe.steps)):
        section = _open_section(parts, section, note.section)
        parts.append(_note(note))
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text without anything that Cooklang reads as a mark, a comment, a section or a note."""
    text = _ASIDE.sub(" ", text)
    text = re.sub(r"(?<!-)--(?!-)", "–", text).replace("[-", "[ -")
    text = re.sub(r"~\s*(?=\d)", "about ", text).replace("~", "–")
    text = re.sub(r"#\s*(?=\d)", "number ", text).replace("#", "")
    return text.replace("@", "at ").replace("{", "(").replace("}", ")")


def _front_matter(metadata: Mapping[str, str]) -> str:
    body = yaml.dump(dict(metadata), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{body}---"


def _open_section(parts: list[str], now: str, wanted: str) -> str:
    if wanted != now:
        parts.append(f"= {plain(wanted).strip()}".rstrip())
    return wanted


def _note(note: StoryNote) -> str:
    attrs = [
        (key, getattr(note, key)) for key in ("chapter", "year", "place", "narrator", "recording")
    ] + list(note.extra)
    quoted = "".join(f" {key}={_quoted(value)}" for key, value in attrs if value)
    head = f"[story{quoted}] " if note.story else ""
    return f"> {head}{_note_text(note.text)}".rstrip()


def _note_text(text: str) -> str:
    """Notes take any words; only line ends and comment marks would break them."""
    return re.sub(r"(?<!-)--(?!-)", "–", _ASIDE.sub(" ", text)).replace("[-", "[ -").strip()


def _quoted(value: str) -> str:
    """An attribute in quotation marks of the kind that it does not hold itself."""
    plain = _note_text(value)
    if '"' not in plain:
        return f'"{plain}"'
    if "“" not in plain and "”" not in plain:
        return f"“{plain}”"
    return f'"{plain.replace(chr(34), chr(39))}"'


def _step(step: Step) -> str:
    text = "".join(_item(item) for item in step.items).strip()
    return re.sub(r"^[>=\s]+", "", text) or "…"


def _item(item: Item) -> str:
    if isinstance(item, str):
        return plain(item)
    if isinstance(item, StepTimer):
        return f"~{_name(item.name)}{{{_timer_amount(item)}}}"
    note = f"({_name(item.note)})" if item.note else ""
    if isinstance(item, Cookware):
        return f"#{_name(item.name)}{{{_amount(item.quantity)}}}{note}"
    optional = "?" if item.optional else ""
    name = item.recipe or _name(item.name)
    return f"@{optional}{name}{{{_amount(item.quantity)}}}{note}"


def _name(name: str) -> str:
    return re.sub(r"[@#~{}()%]", " ", plain(name)).strip()


def _timer_amount(timer: StepTimer) -> str:
    if timer.seconds is None:
        return "" if timer.text == timer.name else _name(timer.text)
    size, unit = next(
        (size, unit)
        for size, unit in ((3600, "hours"), (60, "minutes"), (1, "seconds"))
        if timer.seconds % size == 0 or size == 1
    )
    amount = f"{timer.seconds / size:g}"
    if timer.seconds_high is not None:
        amount += f"-{timer.seconds_high / size:g}"
    return f"{amount}%{unit}"


def _amount(quantity: Quantity) -> str:
    if quantity.low is None:
        amount = _name(quantity.words)
    else:
        amount = _number(quantity.low)
        if quantity.high is not None:
            amount += f"-{_number(quantity.high)}"
    fixed = "=" if quantity.fixed else ""
    unit = f"%{_name(quantity.unit)}" if quantity.unit else ""
    return f"{fixed}{amount}{unit}"


def _number(value: Fraction) -> str:
    """A fraction exactly as Cooklang reads it: "3", "1/2", "1 1/2"."""
    exact = Fraction(value).limit_denominator(9999)
    whole, rest = divmod(exact, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)
