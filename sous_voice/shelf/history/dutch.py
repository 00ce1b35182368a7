"""*Pennsylvania Dutch Cooking* (Project Gutenberg no. 26558): short recipes under headings in capitals.

    BEET _and_ APPLE SALAD          the title, upper case, at the margin
      2 cups apples, diced          indented by two: the list; there may be a second one further down
    Mix the apples, beets, ...      at the margin: what is done

The introduction tells of customs and feasts; what it says of a dish becomes that dish's story.
"""

import re
from dataclasses import replace

from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.core.wording import sentences
from sous_voice.shelf.history.today import COOKS
from sous_voice.shelf.imports.compose import compose

TITLE = "Pennsylvania Dutch Cooking"
_START = re.compile(r"\*\*\* ?START OF.*?\*\*\*", re.DOTALL)
_END = re.compile(r"\*\*\* ?END OF|End of (?:the )?Project Gutenberg", re.IGNORECASE)
_ILLUSTRATION = re.compile(r"\[Illustration[^\]]*\]", re.DOTALL)
_SERVES = re.compile(r"\b[Ss]erves (?:about )?(\w+)")
_NUMBERS = {
    word: str(n)
    for n, word in enumerate("one two three four five six seven eight nine ten twelve".split(), 1)
}
_COMMON = frozenset(
    "dutch pennsylvania soup salad cake pie bread cookies pudding dressing good potato apple corn chicken with and old "
    "dinner country county green dried black brown white lancaster grandma grandmother baked fried boiled creamed "
    "fashioned sweet sour hot cream fruit sauce dumplings pork beef egg eggs tomato sugar dough ham cheese".split()
)


def read_book(text: str) -> tuple[Recipe, ...]:
    """All recipes of the book, in its order. ``text`` is the decoded file."""
    body = _body(text)
    blocks = [block for block in re.split(r"\n\s*\n", _ILLUSTRATION.sub("", body)) if block.strip()]
    first = next(
        (i for i, block in enumerate(blocks) if _is_title(block) and _is_list(blocks[i + 1 : i + 2])), 0
    )
    lore = [" ".join(block.split()) for block in blocks[:first] if not _is_title(block)]
    recipes: list[Recipe] = []
    title, parts = "", list[str]()
    for block in [*blocks[first:], "END"]:
        if _is_title(block):
            made = _recipe(title, parts, lore)
            recipes += [made] if made is not None else []
            title, parts = _tidy(block), []
        else:
            parts.append(block)
    return tuple(recipes)


def _body(text: str) -> str:
    start = _START.search(text)
    begin = start.end() if start else 0
    end = _END.search(text, begin)
    return text[begin : end.start() if end else len(text)].replace("\r\n", "\n")


def _is_title(block: str) -> bool:
    plain = re.sub(r"_\w+_", "", block).strip()
    plain = re.split(r"--| \(", plain)[0] if not plain.startswith("(") else plain
    letters = [char for char in plain if char.isalpha()]
    return (
        not block.startswith(" ")
        and len(plain) < 90
        and bool(letters)
        and sum(char.isupper() for char in letters) / len(letters) > 0.85
    )


def _is_list(blocks: list[str]) -> bool:
    return bool(blocks) and all(line.startswith("  ") for line in blocks[0].strip("\n").splitlines())


def _tidy(block: str) -> str:
    return (
        " ".join(block.replace("_", "").replace("--", ", ").split()).strip(" .").title().replace("'S", "'s")
    )


def _recipe(title: str, blocks: list[str], lore: list[str]) -> Recipe | None:
    """A recipe of its blocks; None for a mere heading."""
    lines: list[str] = []
    steps: list[str] = []
    for block in blocks:
        if _is_list([block]):
            lines += [" ".join(line.replace("_", "").split()) for line in block.strip("\n").splitlines()]
        else:
            steps += sentences(" ".join(block.replace("_", "").split()))
    if not title or not steps or not (lines or any(COOKS.search(step) for step in steps)):
        return None  # a heading over a part of the book, with a verse
    metadata = {"source": TITLE, "cuisine": "Pennsylvania Dutch"}
    serves = _SERVES.search(" ".join(steps))
    number = _NUMBERS.get(serves[1].lower(), serves[1]) if serves else ""
    if number.isdigit():
        metadata["servings"] = number
    recipe = compose(title, lines, steps, metadata, ())
    return replace(recipe, notes=_stories(title, lore, len(recipe.steps)))


def _stories(title: str, lore: list[str], steps: int) -> tuple[StoryNote, ...]:
    """What the introduction says of this dish."""
    names = {word for word in re.findall(r"[a-z]{5,}", title.lower())} - _COMMON
    all_lore = " ".join(lore).lower()
    stems = {stem for name in names if 0 < len(re.findall(rf"\b{(stem := name.rstrip('s'))}", all_lore)) <= 3}
    told = []
    for paragraph in lore:
        all_of_them = sentences(paragraph)
        hits = [i for i, one in enumerate(all_of_them) if any(re.search(rf"\b{s}", one, re.I) for s in stems)]
        if hits:
            told.append(" ".join(all_of_them[max(0, hits[0] - 1) : hits[-1] + 2]))
    return tuple(
        StoryNote(text, steps, chapter="The custom", place="Pennsylvania", story=True) for text in told[:1]
    )
