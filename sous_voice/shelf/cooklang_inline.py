"""The marks inside a paragraph of Cooklang: ``@ingredient{}``, ``#cookware{}``, ``~timer{}``."""

import re
import unicodedata
from dataclasses import dataclass

from sous_voice.core.quantity import duration_of, find_unit, quantity_text, read_duration, read_range
from sous_voice.core.recipe import Cookware, Ingredient, Item, Quantity, StepTimer

_MARKS = "@#~"
_REFERENCE = re.compile(r"\.{1,2}[/\\][^\s{}@#~]+")
_JOINERS = "-_'’"
_NOTE = re.compile(r"\(([^()]*)\)")


class Fault(Exception):
    """A mark that cannot be read, at ``offset`` of the paragraph."""

    def __init__(self, offset: int, said: str, remedy: str) -> None:
        super().__init__(said)
        self.offset, self.said, self.remedy = offset, said, remedy


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    name: str
    inside: str
    """What stands in the braces."""
    braced: bool
    optional: bool
    end: int
    start: int


def read_items(text: str) -> tuple[Item, ...]:
    """The paragraph as text and marks, in order.

    Raises:
        Fault: a brace that is not closed, or a mark without a name.
    """
    items: list[Item] = []
    plain, at = "", 0
    while at < len(text):
        mark = _read_mark(text, at) if text[at] in _MARKS and not _in_passing(text, at) else None
        if mark is None:
            plain += text[at]
            at += 1
            continue
        if plain:
            items.append(plain)
            plain = ""
        item, at = _item(text, mark)
        items.append(item)
    if plain:
        items.append(plain)
    return tuple(items)


def _in_passing(text: str, at: int) -> bool:
    """An address ("me@home.org") and a number sign ("#1") are no marks."""
    address = text[at] == "@" and at > 0 and text[at - 1].isalnum()
    return address or (text[at] == "#" and text[at + 1 : at + 2].isdigit() and _brace(text, at + 1) is None)


# Signs before a name that other programs write: ? optional, - hidden in lists, + new, & named before, &(~1) from a
# step before. The name is what stands behind them.
_SIGNS = {
    "@": re.compile(r"\?|(?:[?+&-](?:\([~=]{0,2}\d{1,3}\))?){1,4}(?=\w)"),
    "#": re.compile(r"(?:[?+&-](?:\([~=]{0,2}\d{1,3}\))?){1,4}(?=\w)"),
}


def _read_mark(text: str, at: int) -> _Mark | None:
    kind, begin = text[at], at + 1
    signs = _SIGNS[kind].match(text, begin) if kind in _SIGNS else None
    optional = signs is not None and "?" in signs.group()
    begin = signs.end() if signs is not None else begin
    if begin >= len(text) or text[begin].isspace():
        return None
    brace = _brace(text, begin)
    if brace is None:
        end = _word_end(text, begin)
        return _Mark(kind, text[begin:end], "", False, optional, end, at) if end > begin else None
    close = text.find("}", brace)
    if close < 0:
        if text[brace - 1].isspace():
            end = _word_end(text, begin)
            return _Mark(kind, text[begin:end], "", False, optional, end, at) if end > begin else None
        raise Fault(brace, "this brace is never closed.", "Put a } behind the amount.")
    name = text[begin:brace].strip()
    inside = text[brace + 1 : close]
    if "{" in inside:
        raise Fault(brace, "this brace is never closed.", "Put a } behind the amount.")
    if not name and (kind != "~" or not inside.strip()):
        what = {"@": "an ingredient", "#": "a tool", "~": "a timer"}[kind]
        missing = "a name" if kind != "~" else "a name or a duration"
        raise Fault(at, f"{what} without {missing}.", f"Write the name behind the {kind}.")
    return _Mark(kind, name, inside, True, optional, close + 1, at)


def _brace(text: str, begin: int) -> int | None:
    """Offset of the brace that ends a name of several words; None where the name is one word."""
    for offset in range(begin, len(text)):
        if text[offset] == "{":
            return offset
        if text[offset] in _MARKS:
            return None
    return None


def _word_end(text: str, begin: int) -> int:
    """End of the one word a mark without braces has: up to white space or punctuation."""
    reference = _REFERENCE.match(text, begin)
    if reference:
        return reference.end() - (len(reference.group()) - len(reference.group().rstrip(".,;:!?")))
    end = begin
    while end < len(text) and _in_word(text, end, begin):
        end += 1
    return end


def _in_word(text: str, at: int, begin: int) -> bool:
    char = text[at]
    if char.isspace() or char in "@#~{}$+<=>^`|":
        return False
    if not unicodedata.category(char).startswith("P"):
        return True
    return char in _JOINERS and at > begin and text[at + 1 : at + 2].isalnum()


def _item(text: str, mark: _Mark) -> tuple[Item, int]:
    if mark.kind == "~":
        return _timer(mark), mark.end
    note, end = "", mark.end
    behind = _NOTE.match(text, mark.end) if mark.braced else None
    if behind:
        note, end = behind.group(1).strip(), behind.end()
    quantity = read_quantity(mark.inside)
    if mark.kind == "#":
        return Cookware(mark.name, quantity, note), end
    name, recipe = mark.name, ""
    if re.match(r"\.{1,2}[/\\]", name):
        recipe = name.replace("\\", "/")
        name = recipe.rsplit("/", 1)[-1].removesuffix(".cook").replace("-", " ") or recipe
    return Ingredient(name, quantity, note, mark.optional, recipe), end


def read_quantity(inside: str) -> Quantity:
    """What stands in the braces: ``2%cups``, ``=1%tsp``, ``1/2-1%cup``, ``few%sprigs``, nothing.

    Of amounts for several servings, as older files have them (``100|200%g``), the first is taken: it belongs to the
    first of the servings that the file names, and is scaled from there.
    """
    text = inside.strip()
    fixed = text.startswith("=")
    amount, _, unit = text.removeprefix("=").partition("%")
    amount, unit = amount.strip(), unit.strip()
    each = [part.strip() for part in amount.split("|")]
    if len(each) > 1 and all(read_range(part) for part in each):
        amount = each[0]
    found = read_range(amount) if amount else None
    if found is None:
        return Quantity(unit=unit, words=amount, fixed=fixed)
    return Quantity(found[0], found[1], unit, fixed=fixed)


def _timer(mark: _Mark) -> StepTimer:
    quantity = read_quantity(mark.inside)
    seconds = high = None
    known = find_unit(quantity.unit)
    if quantity.low is not None and known is not None and known.kind == "time":
        seconds = duration_of(quantity.low, quantity.unit)
        high = None if quantity.high is None else duration_of(quantity.high, quantity.unit)
    elif quantity.words:  # "~{15 minutes}", as many write it
        seconds, high = read_duration(quantity.words) or (None, None)
    text = quantity_text(quantity) or mark.name
    return StepTimer(seconds, high, mark.name, text)
