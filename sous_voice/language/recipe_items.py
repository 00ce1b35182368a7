"""Items of a recipe as dialogues name them: ``title``, ``ing-K`` and ``inst-K``, counted from 0."""

import re
from dataclasses import dataclass, replace

from sous_voice.core.moment import Context

_ITEM = re.compile(r"\b(ing|inst)-(\d{1,4})\b(?!-)|\b[a-z]{2,5}-(\d{1,4})-\d+|\b(title)\b")
"""An item, or a part of an instruction: ``ac-4-1`` is the second action of ``inst-4``."""

ACT = re.compile(r"\b\w{1,40}\([^()]{0,400}\)")
"""What an assistant did: ``inform_instruction(inst-2)``."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a recipe."""

    kind: str
    """title, ing or inst."""
    place: int = 0

    def __str__(self) -> str:
        return self.kind if self.kind == "title" else f"{self.kind}-{self.place}"

    def moved(self, by: int, context: Context) -> "Item":
        """The item ``by`` places on, inside the recipe as far as its length is known."""
        if self.kind == "title":
            return Item("inst") if by > 0 else self
        count = context.n_ingredients if self.kind == "ing" else context.n_instructions
        if self.kind == "ing" and count and self.place + by >= count:
            return Item("inst")
        return replace(self, place=max(0, min(self.place + by, count - 1 if count else self.place + by)))


def items_of(given: str) -> list[Item]:
    """The items named in an act or a list of acts: ``inform_instruction(inst-2)``, ``ing-3``."""
    found = []
    for kind, place, whole, title in _ITEM.findall(given):
        found.append(Item("title") if title else Item(kind or "inst", int(place or whole)))
    return found


def told_in(given: str) -> list[Item]:
    """The item of each act, in order: an act's own, not the ingredients that it names beside."""
    acts = ACT.findall(given) or [given]
    return [found[0] for act in acts if (found := items_of(act))]
