"""Old cookbooks in the public domain, as one text file each: told by their words, read, and marked with what is
known today (``today.py``). The books are not part of this project; anybody may fetch them."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from sous_voice.core.recipe import Recipe
from sous_voice.shelf.history import beeton, dutch
from sous_voice.shelf.history.today import with_today


def read_old_book(data: bytes) -> tuple[Recipe, ...]:
    """The recipes of a book that is known here; empty for anything else. Titles are made different."""
    head = data[:200_000].decode("latin-1")
    if beeton.TITLE.lower() in " ".join(head.lower().split()):
        found = [beeton.to_recipe(one) for one in beeton.read_book(data.decode("latin-1"))]
    elif dutch.TITLE.lower() in " ".join(head.lower().split()):
        found = list(dutch.read_book(data.decode("latin-1")))
    else:
        return ()
    return tuple(_told_apart(with_today(recipe) for recipe in found))


def _told_apart(recipes: Iterable[Recipe]) -> Iterable[Recipe]:
    """The recipes with titles of their own: "Lemon Pudding", "Lemon Pudding, another way", ..."""
    count: dict[str, int] = {}
    for recipe in recipes:
        key = recipe.title.lower()
        count[key] = count.get(key, 0) + 1
        if count[key] == 1:
            yield recipe
            continue
        way = "another way" if count[key] == 2 else f"way number {count[key]}"
        title = f"{recipe.title}, {way}"
        metadata = {key: value for key, value in recipe.metadata.items() if key.lower() != "title"}
        yield replace(recipe, title=title, metadata=MappingProxyType({"title": title, **metadata}))
