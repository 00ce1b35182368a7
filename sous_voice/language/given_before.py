"""Clues of all that the assistant gave since the recipe began, and of what a step has left, for the step asked for.

"What's next?" after the first half of a step asks for its second half. Whether a step has more stands in the recipe: where
its words are known (``Context.instructions``), its actions and ingredients are counted against those that were given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sous_voice.core.moment import Context
from sous_voice.language.kitchen_words import kind_of
from sous_voice.language.normalise import Said, words_said
from sous_voice.language.recipe_items import ACT, Item, items_of

_JOINS = frozenset("and then to while".split())
"""Words before a verb that begins another action of a step."""
_ING_GIVING = ("inform_instruction", "simplify_begin", "simplify_continue", "fetch")


@dataclass(frozen=True, slots=True)
class Left:
    """What of a step was not given yet."""

    actions: int
    ingredients: int


def _kind(act: str) -> str:
    return act.split("(", 1)[0]


def _acts_of(context: Context) -> list[str]:
    """The acts before the last turn and those of it."""
    return [*context.acts, *(ACT.findall(context.last_given) or [context.last_given])]


def _parts(act: str, place: int) -> list[int]:
    """The actions of a step that an act names."""
    return [int(part) for part in re.findall(rf"\bac-{place}-(\d{{1,3}})", act)]


def actions_in(instruction: str) -> int:
    """How many actions a step has: verbs of cooking that open a sentence or follow "and", "then" or a comma."""
    said = words_said(instruction)
    return sum(_acts_here(said, place) for place in range(len(said)))


def _acts_here(said: list[Said], place: int) -> bool:
    word, before = said[place], said[place - 1].word if place else "and"
    plain = kind_of(word.word) == "cook" and not word.word.endswith(("ed", "ing"))
    return (
        plain or word.word in ("put", "set", "serve", "place", "take", "make", "let", "repeat", "transfer")
    ) and (word.opens or before in _JOINS)


def left_of(context: Context, at: Item) -> Left | None:
    """What the step ``at`` has left by the recipe's own words; None where they are not known."""
    if at.kind != "inst" or at.place >= len(context.instructions):
        return None
    instruction = context.instructions[at.place]
    words = {word.word for word in words_said(instruction)}
    holds = {
        n for n, name in enumerate(context.ingredients) if words & {w.word for w in words_said(name)[-1:]}
    }
    return less_given(context, at, actions_in(instruction), holds)


def less_given(context: Context, at: Item, actions: int, holds: set[int]) -> Left:
    """What is left of a step's actions and of the ingredients that it holds; nothing of a step that was given whole."""
    acts = [act for act in _acts_of(context) if (found := items_of(act)) and found[0] == at]
    parts = [part for act in acts for part in _parts(act, at.place)]
    named = {
        item.place
        for act in acts
        if _kind(act) in _ING_GIVING
        for item in items_of(act)
        if item.kind == "ing"
    }
    if f"inform_instruction({at})" in acts or not acts:
        return Left(0, 0)
    return Left(max(actions - 1 - max(parts, default=-1), 0), len(holds - named))


def clues_of_left(left: Left | None, kind: str, moving: str) -> Iterator[str]:
    """Clues of what a step has left; ``kind`` is the last act's."""
    if left is None:
        return
    yield f"recipe known / {kind} / {moving}"
    yield f"actions left {min(left.actions, 2)} / {moving}"
    yield f"ingredients left {min(left.ingredients, 2)} / {moving}"
    yield f"left {left.actions > 0} {left.ingredients > 0} / {kind} / {moving}"


def clues_of_before(context: Context, at: Item, kind: str, moving: str) -> Iterator[str]:
    """Clues of all that was given before the last turn."""
    if not context.acts:
        return
    yield f"acts known / {kind} / {moving}"
    if at.kind == "ing":
        furthest = max(
            (i.place for act in _acts_of(context) for i in items_of(act) if i.kind == "ing"), default=-1
        )
        yield f"all ingredients given {0 < context.n_ingredients <= furthest + 1} / {moving}"
        yield f"ingredients given behind {min(furthest - at.place, 2)} / {moving}"
    if at.kind == "inst":
        yield from _of_the_step(context, at, kind, moving)


def _of_the_step(context: Context, at: Item, kind: str, moving: str) -> Iterator[str]:
    """Whether a step is new, was begun or was given whole before; and whether this assistant gives steps in parts."""
    mine = [act for act in context.acts if (found := items_of(act)) and found[0] == at]
    kinds = [_kind(act) for act in mine]
    whole = f"inform_instruction({at})" in mine
    before = [part for act in mine for part in _parts(act, at.place)]
    now = [part for act in ACT.findall(context.last_given) for part in _parts(act, at.place)]
    begun = any(name.startswith("simplify") for name in kinds)
    how = "whole" if whole else "begun" if begun else "part" if before else "met" if mine else "new"
    yield f"before {how} / {kind}"
    yield f"before {how} / {moving}"
    yield f"before {how} / {kind} / {moving}"
    yield f"went on {min(kinds.count('simplify_continue'), 3)} / {moving}"
    if now and before:
        yield f"part again {now[-1] <= max(before)} / {moving}"
    further = any(
        items[0].kind == "inst" and items[0].place > at.place
        for act in context.acts
        if (items := items_of(act))
    )
    if further:
        yield f"been further / {moving}"
    share = sum(_kind(act).startswith("simplify") for act in context.acts) / (1 + len(context.acts))
    yield f"gives in parts {share > 0.15} {share > 0.4} / {moving}"
