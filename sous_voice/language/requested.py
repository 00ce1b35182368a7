"""Which item of the recipe a turn is about, from what was given last, what was meant and what was said.

The items are ``title``, ``ing-K`` and ``inst-K``, counted from 0. An assistant that gives a step in parts ("first add the
flour") is asked for the rest with the same "what's next?" that elsewhere asks for the step behind it: the kind of what it
gave last, its words and the cook's are weighed. The weights are fitted by ``training/requested.py``.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sous_voice.core.messages import Context
from sous_voice.language.normalise import normal

WEIGHTS = Path(__file__).resolve().parent / "model" / "requested.json"
Weights = Mapping[str, float]
"""Clue → log-odds that the cook moves on; ``bias`` is always there."""

_ITEM = re.compile(r"\b(ing|inst)-(\d{1,4})\b(?!-)|\b[a-z]{2,5}-(\d{1,4})-\d+|\b(title)\b")
"""An item, or a part of an instruction: ``ac-4-1`` is the second action of ``inst-4``."""

_ACT = re.compile(r"\b\w{1,40}\([^()]{0,400}\)")
LONGEST = 2000
"""Characters of ``last_given`` from which an item is read; more is no act of an assistant."""


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


_AGENT = (
    ("opens", r"\b(one by one|several|some ingredients|the following|we will|will (add|combine)|first)\b"),
    ("closes", r"\b(finally|last|lastly)\b"),
    ("adds", r"\badd\b"),
    ("then", r"\b(and|then)\b"),
    ("takes", r"^((hi|ok|now|next|first|then|you|we|can|should|will|need|to|please) )*(take|grab|get|need|use|prepare)\b"),
    ("waits", r"\b(minutes?|hours?|until|overnight)\b"),
    ("sorry", r"\b(sorry|can not answer|does not matter)\b"),
    ("agrees", r"^(yes|no)\b"),
    ("enjoys", r"\b(enjoy|that is (all|it)|last step|well done|welcome)\b"),
)  # fmt: skip
_COOK = (
    ("names a step", r"\b(next|following) (step|instruction)\b"),
    ("with it", r"\b(with|do to|use) (it|them|that|this|these|the)\b"),
    ("more", r"\b(more|else|other|rest)\b"),
    ("all", r"\b(all|everything|both|mixed|combined)\b"),
    ("asks to add", r"\bshould (i|we) (also )?(add|put|mix)\b"),
    ("first", r"\bfirst\b"),
    ("takes", r"\b(have|got|took|taken|found|ready) (a|the|my|it)\b"),
    ("goes on", r"\bnow\b"),
    ("finished", r"\b(done|finished|ready|did (it|that))\b"),
    ("thinks it over", r"\b(ready|looks|delicious|nice)\b"),
)
_WORDS_OF_AGENT = tuple((f"agent {name}", re.compile(pattern)) for name, pattern in _AGENT)
_WORDS_OF_COOK = tuple((f"cook {name}", re.compile(pattern)) for name, pattern in _COOK)
_STAY = frozenset("repeat temperature tool substitute ingredient_amount duration".split())
"""Questions about what was just given."""


def _given(context: Context) -> Iterator[str]:
    """What kind of thing the assistant gave last."""
    act = context.last_given.split("(")[0].strip()
    yield "gave " + (act if "(" in context.last_given else "item")
    part = re.search(r"\bac-\d+-(\d+)", context.last_given)
    if part:
        yield "gave a first part" if part[1] == "0" else "gave a later part"
    if "[" in context.last_given:
        yield "gave some ingredients"


def clues(text: str, meant: Collection[str], item: Item, context: Context) -> list[str]:
    """What speaks for or against moving on; ``meant`` are product intents."""
    said, agent = " ".join(normal(text)), " ".join(normal(context.prev_agent))
    mood = "next" if "next" in meant else "done" if "done" in meant else "stay"
    mood += " and asks" if mood != "stay" and _STAY & set(meant) else ""
    found = [f"means {mood}", f"at {item.kind}", *(f"means {name}" for name in sorted(meant))]
    kinds = list(_given(context))
    found += [*kinds, *(f"{kind} / {mood}" for kind in kinds)]
    heard = [name for name, pattern in _WORDS_OF_AGENT if pattern.search(agent)]
    heard += ["agent asks"] if context.prev_agent.rstrip().endswith("?") else []
    heard += ["agent is short"] if len(agent.split()) < 9 else []
    spoken = [name for name, pattern in _WORDS_OF_COOK if pattern.search(said)]
    moving = mood.startswith(("next", "done"))
    found += [f"{name} / {'moving' if moving else 'stay'}" for name in [*heard, *spoken]]
    return found


@cache
def shipped() -> Weights:
    """The weights fitted on all dialogues."""
    found: Weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def evidence(found: Collection[str], weights: Weights) -> float:
    """Log-odds that the cook moves on."""
    return weights["bias"] + sum(weights.get(name, 0.0) for name in found)


_FIRST_STEP = re.compile(r"\bfirst (step|instruction)\b|\b(start|begin) (cooking|baking|making)\b")
_OPENS_RECIPE = re.compile(r"\b(first|start|begin|how (do|can|should|to)|what (should|do) (i|we) do)\b")
_MORE_OF_LIST = re.compile(r"\b(ingredients?|items?)\b")


def base_of(context: Context) -> tuple[Item, bool]:
    """The item that the talk is at, and whether it is an instruction come back to after a word on an ingredient.

    "How much milk?" - "One cup." - "What's next?" is about the instruction again, not about the next ingredient.
    """
    given = context.last_given or context.completed
    acts = _ACT.findall(given) or [given]
    items = [found[0] for act in acts if (found := items_of(act))]
    if not items:
        return Item("title"), False
    step = items_of(context.last_step)
    if items[-1].kind == "ing" and step and step[-1].kind == "inst":
        return step[-1], True
    return items[-1], False


def _named(text: str, context: Context) -> Item | None:
    """The ingredient that a question is about: by its name, or by its place in what was just given."""
    said = normal(text)
    for place, name in enumerate(context.ingredients):
        if any(word in said for word in normal(name)[-1:]):
            return Item("ing", place)
    given = [item for item in items_of(context.last_given) if item.kind == "ing"]
    if len(given) < 2:
        return given[0] if given else None
    for word, place in _PLACES.items():
        if word in said:
            return given[min(place, len(given) - 1)]
    return _by_words(said, normal(context.prev_agent), given)


_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 99}
_PLAIN = frozenset(
    "the a an of and or to i do need should how much many what is add it in ok one two".split()
)


def _counted(said: str, context: Context) -> Item | None:
    """The item at a place among several given at once: "can you repeat the first one?"."""
    given = [found[0] for act in _ACT.findall(context.last_given) if (found := items_of(act))]
    asked = re.search(
        r"\b(first|second|third|fourth|last) (one|step|ingredient|item|part|instruction)?\b", said
    )
    if len(given) < 2 or asked is None:
        return None
    return given[min(_PLACES[asked[1]], len(given) - 1)]


def _by_words(said: list[str], agent: list[str], given: list[Item]) -> Item:
    """In "1 cup of cream and 2 eggs" a word of the second half names the second of two."""
    places = [agent.index(word) for word in said if word in agent and word not in _PLAIN]
    if not places:
        return given[0]
    cuts = [n for n, word in enumerate(agent) if word == "and" or word in _NUMBERS]
    before = [n for n in cuts if n <= max(places)]
    share = (len(before) - 1) / max(len(cuts), 1)
    return given[max(0, min(int(share * len(given)), len(given) - 1))]


_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten half quarter 1 2 3 4 5 6 8 1/2 1/4 3/4".split()
)


def requested_item(text: str, meant: Collection[str], context: Context, weights: Weights) -> str:
    """The item that a turn is about.

    Args:
        text: what the cook said.
        meant: product intents of the turn.
        context: ``last_given`` (an item, or the acts that gave it), ``last_step`` (the instruction given last, where an
            ingredient was talked of since), ``prev_agent``, ``n_ingredients`` and ``n_instructions`` where known.
        weights: log-odds of moving on.
    """
    base, returned = base_of(context)
    said = " ".join(normal(text))
    if "recipe_title" in meant:
        return "title"
    if base.kind == "title":
        return _from_title(said, meant, context)
    if "ingredient_amount" in meant and (asked := _named(text, context)):
        return str(asked)
    if base.kind == "ing" and re.search(_FIRST_STEP, said):
        return "inst-0"
    if "repeat" in meant and (part := _counted(said, context)):
        return str(part)
    moves = evidence(clues(text, meant, base, context), weights) > 0
    if returned and not moves and not {"next", "done"} & set(meant):
        return str((items_of(context.last_given) or [base])[-1])
    return str(base.moved(1, context) if moves else base)


def _from_title(said: str, meant: Collection[str], context: Context) -> str:
    """Before anything was given: the title, the list of ingredients, or the first step."""
    wants = {"next", "start", "affirm", "done", "negate"} & set(meant)
    listed = re.search(r"\bingredients?\b", context.prev_agent.lower()) is not None
    if "ingredients_list" in meant or (_MORE_OF_LIST.search(said) and "negate" not in meant):
        return "ing-0"
    if listed and wants & {"affirm"} and "negate" not in meant:
        return "ing-0"
    if not context.prev_agent and not _OPENS_RECIPE.search(said):
        return "title"
    return "inst-0" if wants else "title"


def step_of(text: str, meant: Collection[str], context: Context) -> str:
    """The item that a turn is about, by the shipped weights; empty where nothing is known of what was given."""
    given = context.last_given or context.completed
    if not given or len(given) > LONGEST or not items_of(given):
        return ""
    return requested_item(text, meant, context, shipped())
