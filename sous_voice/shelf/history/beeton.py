"""Isabella Beeton, *The Book of Household Management* (1861), in Project Gutenberg's plain text.

Her recipes have a fixed form, which this module reads::

    TITLE.                              upper case, perhaps with a remark in brackets
    464. INGREDIENTS.--1 hen lobster, ...
    _Mode_.--Choose a hen lobster ...
    _Time_.--1 minute. _Average cost_, for this quantity, 2s.
    _Seasonable_ at any time.
    _Sufficient_ to serve with a small turbot.
    _Note_.--Melted butter made with milk ...
        THE LOBSTER.--This is one of ...     indented: natural history and origins, kept as story

The book is not part of this project; anybody may fetch it (Project Gutenberg, no. 10136).
"""

import re
from dataclasses import dataclass, field, replace

from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.shelf.imports.compose import compose

YEAR = "1861"
TITLE = "The Book of Household Management"

_START = re.compile(r"\*\*\* ?START OF.*?\*\*\*", re.DOTALL)
_END = re.compile(r"\*\*\* ?END OF|End of (?:the )?Project Gutenberg", re.IGNORECASE)
_INGREDIENTS = re.compile(r"^(\d+)\.?\s*(?:--?)?\s*_?INGREDIENTS?_?[.,:]?\s*(?:--)?\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d+\.\s+\S")
_FIELD = re.compile(
    r"_?(?<![A-Za-z])(Mode|Time|Average [Cc]ost|Seasonable|Sufficient|Note)"
    r"(?:_\.|\._|_)?\s*(?:\.?--|\.|,)?\s*"
)
_FIELD_AT_START = re.compile(
    r"^(?:_(?:Mode|Time|Average [Cc]ost|Seasonable|Sufficient|Note)"
    r"|(?:Mode|Time|Note|Average cost)\.--|NOTE\.)"
)
_PASSAGE = re.compile(r"^([A-Z][A-Z'’,;&. -]{3,}?)\.?--")
_TRUSSING = re.compile(r"^_[A-Z][A-Za-z, ]+_?\.?_?(?:--|\.)")
_IMPERATIVE = re.compile(r"(?:Toast|Take|Make|Put|Boil|Cut|Mix|Beat|Procure)\b")
_ILLUSTRATION = re.compile(r"\[Illustration[^\]]*\]", re.DOTALL)
_CHAPTER = re.compile(r"^CHAPTER [IVXLC]+\.")


@dataclass(frozen=True, slots=True)
class BeetonRecipe:
    """One recipe as it stands in the book; every text on one line."""

    number: int
    title: str
    remark: str = ""
    """What stands in brackets under the title: "Very Good", "Cold Meat Cookery"."""
    ingredients: str = ""
    mode: tuple[str, ...] = ()
    """Paragraphs of the method."""
    time: str = ""
    cost: str = ""
    season: str = ""
    """As printed, without the word "Seasonable": "from September to March"."""
    sufficient: str = ""
    notes: tuple[str, ...] = ()
    stories: tuple[tuple[str, str], ...] = ()
    """(heading, text) of the indented passages that follow it."""
    line: int = 0
    """Line in the file, counted from 1."""


@dataclass(slots=True)
class _Draft:
    """A recipe while its paragraphs are being read."""

    number: int
    title: str
    remark: str
    ingredients: str
    line: int
    fields: dict[str, list[str]] = field(default_factory=dict)
    stories: list[tuple[str, str]] = field(default_factory=list)
    last: str = "mode"

    def finish(self) -> BeetonRecipe:
        def one(name: str) -> str:
            return " ".join(self.fields.get(name, ())).strip(" .,;")

        return BeetonRecipe(
            self.number,
            self.title,
            self.remark,
            self.ingredients,
            tuple(self.fields.get("mode", ())),
            one("time"),
            one("average cost"),
            one("seasonable"),
            one("sufficient"),
            tuple(self.fields.get("note", ())),
            tuple(self.stories),
            self.line,
        )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    indented: bool
    line: int


def _paragraphs(text: str) -> list[_Paragraph]:
    out: list[_Paragraph] = []
    lines: list[str] = []
    first = 0
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        if raw.strip():
            first = first if lines else number
            lines.append(raw)
        elif lines:
            joined = _plain(" ".join(line.strip() for line in lines))
            if joined:
                out.append(_Paragraph(joined, all(line.startswith("   ") for line in lines), first))
            lines = []
    return out


def _plain(text: str) -> str:
    return " ".join(_ILLUSTRATION.sub(" ", text).split())


def _body(text: str) -> str:
    """The book without the publisher's header and trailer, line numbers kept."""
    start = _START.search(text)
    head = text[: start.end()] if start else ""
    end = _END.search(text, len(head))
    return "\n" * head.count("\n") + text[len(head) : end.start() if end else len(text)]


def _is_title(paragraph: _Paragraph) -> bool:
    """Upper case, or one short line that stands alone and is neither numbered nor a field."""
    text = paragraph.text
    if (
        any(known.match(text) for known in (_NUMBERED, _FIELD_AT_START, _CHAPTER, _PASSAGE))
        or len(text) > 260
    ):
        return False
    if _is_remark(text) or _VARIANT.match(text):
        return True
    head = re.split(r"[,(]| to | or | for | and | with | au? | of ", text)[0]
    letters = [c for c in head if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) / len(letters) > 0.6


def _is_remark(text: str) -> bool:
    """In brackets or in italics: "(_Very Good_.)", "_Mons. Ude's Recipe_."."""
    return text.startswith(("(", "[", "_")) and len(text) < 120


_VARIANT = re.compile(r"^[IVX]+\.$")
_SHORT = 70
"""Characters of a title that is not in capitals ("Veal Quenelles.")."""


def read_book(text: str) -> tuple[BeetonRecipe, ...]:
    """All recipes of the book, in its order.

    ``text`` is the decoded file (latin-1). Paragraphs that belong to no recipe (the essays between
    them) are left out.
    """
    paragraphs = _paragraphs(_body(text))
    starts = [i for i, p in enumerate(paragraphs) if _INGREDIENTS.match(p.text)]
    titles = {start: _titles_before(paragraphs, start) for start in starts}
    recipes: list[BeetonRecipe] = []
    for start, following in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        stop = min(titles[following], default=following) if following in titles else following
        recipe = _read(paragraphs, start, stop, titles[start])
        if not recipe.title and recipes:  # "II.": another way with the same dish
            recipe = replace(recipe, title=recipes[-1].title)
        recipes.append(recipe)
    return tuple(recipes)


def _titles_before(paragraphs: list[_Paragraph], start: int) -> list[int]:
    """Indices of the title and its remarks before a recipe, in order; empty where it has none."""
    found: list[int] = []
    at = start - 1
    while at >= 0 and len(found) < 5 and (_is_title(paragraphs[at]) or _short_title(paragraphs, at, start)):
        found.insert(0, at)
        if not _is_remark(paragraphs[at].text) and not _VARIANT.match(paragraphs[at].text):
            break
        at -= 1
    return found


def _short_title(paragraphs: list[_Paragraph], at: int, start: int) -> bool:
    """One short line right before the recipe, in small letters: the printer's other style."""
    text = paragraphs[at].text
    fits = len(text) < _SHORT and text[:1].isupper() and text.endswith(".")
    return fits and at == start - 1 and not _NUMBERED.match(text) and not _FIELD_AT_START.match(text)


def _read(paragraphs: list[_Paragraph], start: int, stop: int, titles: list[int]) -> BeetonRecipe:
    first = paragraphs[start]
    head = _INGREDIENTS.match(first.text)
    assert head is not None  # start was chosen by this very match
    names = [paragraphs[i].text for i in titles]
    title = " ".join(name for name in names if not _is_remark(name) and not _VARIANT.match(name))
    remark = " ".join(name.strip("()[]_. ") for name in names if _is_remark(name))
    list_text, _, inline_mode = first.text[head.end() :].partition("_Mode_")
    if _IMPERATIVE.match(list_text):  # "INGREDIENTS.--Toast 2 slices of bread": list and method in one
        inline_mode = inline_mode or ".--" + list_text
    draft = _Draft(int(head[1]), _tidy_title(title), remark.replace("_", ""), list_text.strip(), first.line)
    if inline_mode:
        _take(draft, "_Mode_" + inline_mode)
    for paragraph in paragraphs[start + 1 : stop]:
        if _ends_recipe(paragraph):
            break
        _take_paragraph(draft, paragraph)
    return draft.finish()


def _ends_recipe(paragraph: _Paragraph) -> bool:
    """An essay of its own number, a chapter, or an upper-case heading of what follows."""
    text = paragraph.text
    numbered = _NUMBERED.match(text) and not _INGREDIENTS.match(text)
    return bool(numbered or _CHAPTER.match(text)) and not paragraph.indented


def _take_paragraph(draft: _Draft, paragraph: _Paragraph) -> None:
    text = paragraph.text
    if _FIELD_AT_START.match(text):
        _take(draft, text)
    elif _PASSAGE.match(text) or (paragraph.indented and "mode" in draft.fields):
        passage = _PASSAGE.match(text)
        heading = passage[1].strip().title() if passage else ""
        draft.stories.append((heading, text[passage.end() :].strip() if passage else text))
    elif _TRUSSING.match(text):
        draft.fields.setdefault("mode", []).append(text.replace("_", ""))
    elif not draft.fields:
        draft.ingredients = f"{draft.ingredients} {text}"
    elif not _is_title(paragraph):
        draft.fields.setdefault(draft.last, []).append(text)


def _take(draft: _Draft, text: str) -> None:
    """Split a paragraph at its field names and keep each part under its name."""
    marks = [m for m in _FIELD.finditer(text) if m.start() == 0 or m[0].startswith("_")]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        part = text[mark.end() : following.start() if following else len(text)].strip()
        draft.last = mark[1].lower()
        if part:
            draft.fields.setdefault(draft.last, []).append(part.replace("_", ""))


_SMALL = {
    "of",
    "the",
    "and",
    "or",
    "to",
    "for",
    "with",
    "a",
    "an",
    "in",
    "on",
    "au",
    "aux",
    "à",
    "la",
    "de",
    "by",
}


def _tidy_title(text: str) -> str:
    """ "LOBSTER SAUCE, to serve with Turbot." → "Lobster Sauce, to serve with Turbot"."""
    words = []
    for index, word in enumerate(text.strip(" .").split()):
        low = word.lower()
        small = index and low.strip(",()") in _SMALL
        words.append(low if small else word[:1].upper() + low[1:] if word.isupper() else word)
    return " ".join(words)


# ---------------------------------------------------------------- into our own form

_PART = re.compile(
    r";\s+|,\s+(?=(?:a |an |the |some |salt|pepper|\d|½|one |two |three |a few ))", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z])")
_PEOPLE = re.compile(r"for (\d+)(?:\s*(?:or|to)\s*\d+)? persons")


def to_recipe(found: BeetonRecipe) -> Recipe:
    """Her recipe as one of ours: list, steps, season and cost as metadata, her own notes as story."""
    metadata = {
        "author": "Isabella Beeton",
        "source": f"{TITLE}, {YEAR}, no. {found.number}",
        "story.year": YEAR,
    }
    kept = {
        "beeton.time": found.time,
        "beeton.cost": found.cost,
        "season": found.season,
        "remark": found.remark,
    }
    metadata |= {key: value for key, value in kept.items() if value}
    people = _PEOPLE.search(found.sufficient)
    if people:
        metadata["servings"] = people[1]
    lines = [part.strip(" .;") for part in _PART.split(found.ingredients) if part.strip(" .;")]
    steps = [sentence for text in found.mode for sentence in _SENTENCE.split(text)]
    end = len(steps)
    stories = [StoryNote(_prose(text), end, chapter=head, **_TELLER) for head, text in found.stories if text]
    notes = [StoryNote(_prose(text), end, chapter="Note", **_TELLER) for text in found.notes]
    recipe = compose(found.title, lines, steps, metadata, ())
    placed = tuple(replace(note, before_step=len(recipe.steps), story=True) for note in (*notes, *stories))
    return replace(recipe, notes=placed)


def _prose(text: str) -> str:
    """Her words with dashes and quotation marks as they are printed, which Cooklang leaves alone."""
    return " ".join(text.replace("--", " – ").replace("_", "").replace("[-", "[ -").split())


_TELLER = {"year": YEAR, "place": "London", "narrator": "Isabella Beeton"}
