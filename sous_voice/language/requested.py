"""Which item of the recipe a turn is about, from what was given last, what was meant and what was said.

A turn is about one of few items, each in a role: what was given last, the first of several given at once, the item
behind, the step come back to after a word on an ingredient, an ingredient that is named ... An assistant that gives a
step in parts ("first add the flour") is asked for the rest with the same "what's next?" that elsewhere asks for the
step behind it. So clues of what it gave, of its words and the cook's are weighed for each role, and the likeliest
item is taken. The weights are fitted by ``training/requested.py``.
"""

import json
import math
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from sous_voice.core.moment import Context
from sous_voice.language.given_before import Left, clues_of_before, clues_of_left, left_of
from sous_voice.language.normalise import normal
from sous_voice.language.recipe_items import ACT, Item, items_of, told_in

WEIGHTS = Path(__file__).resolve().parent / "model" / "requested.json"
Weights = Mapping[str, Mapping[str, float]]
"""Role → clue → how much the clue speaks for the role; ``always`` is the clue that is always there."""

LONGEST = 2000
"""Characters of ``last_given`` from which an item is read; more is no act of an assistant."""

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
    ("lists", r"\bingredients?\b"),
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
    ("counts", r"\bhow (many|long)\b|\b(number|lot) of\b"),
    ("ingredients", r"\b(ingredients?|items?)\b"),
    ("begins", r"\b(first (step|instruction)|start|begin)\b"),
    ("how", r"\bhow (do|can|should|to)\b|\bwhat (should|do) (i|we) do\b"),
    ("instead", r"\b(instead|without|substitute|replace)\b"),
)  # fmt: skip
_WORDS_OF_AGENT = tuple((f"agent {name}", re.compile(pattern)) for name, pattern in _AGENT)
_WORDS_OF_COOK = tuple((f"cook {name}", re.compile(pattern)) for name, pattern in _COOK)
_STAY = frozenset("repeat temperature tool substitute ingredient_amount duration".split())
"""Questions about what was just given."""


def _given(context: Context) -> Iterator[str]:
    """What kind of thing the assistant gave last."""
    acts = ACT.findall(context.last_given)
    yield "gave " + (acts[-1].split("(")[0] if acts else "item")
    part = re.findall(r"\bac-\d+-(\d+)", context.last_given)
    if part:
        yield "gave a first part" if part[-1] == "0" else "gave a later part"
    if "[" in context.last_given:
        yield "gave some ingredients"
    if len(acts) > 1:
        yield "gave several"


def _mood(meant: Collection[str]) -> str:
    """Whether a turn goes on, says that something is done, or does neither; and whether it asks about it."""
    mood = "next" if "next" in meant else "done" if "done" in meant else "stay"
    return mood + (" and asks" if mood != "stay" and _STAY & set(meant) else "")


def clues(text: str, meant: Collection[str], context: Context, left: Left | None = None) -> list[str]:
    """What speaks for or against a role; ``meant`` are product intents, ``left`` what the step has left."""
    said, agent = " ".join(normal(text)), " ".join(normal(context.prev_agent))
    mood, kinds, at = _mood(meant), list(_given(context)), base_of(context)[0].kind
    found = ["always", f"means {mood} / {at}", *(f"means {name} / {at}" for name in sorted(meant))]
    found += [*kinds, *(f"{kind} / {mood}" for kind in kinds)]
    heard = [name for name, pattern in _WORDS_OF_AGENT if pattern.search(agent)]
    heard += ["agent asks"] if context.prev_agent.rstrip().endswith("?") else []
    heard += ["agent is short"] if len(agent.split()) < 9 else []
    spoken = [name for name, pattern in _WORDS_OF_COOK if pattern.search(said)]
    moving = "moving" if mood.startswith(("next", "done")) else "stay"
    found += [f"{name} / {moving}" for name in [*heard, *spoken]]
    found += [f"{name} / {at}" for name in [*heard, *spoken]] if at != "inst" else []
    acts, base = ACT.findall(context.last_given), base_of(context)[0]
    kind = acts[-1].split("(")[0] if acts else "item"
    found += clues_of_before(context, base, kind, moving)
    found += clues_of_left(left or left_of(context, base), kind, moving)
    return found


def base_of(context: Context) -> tuple[Item, bool]:
    """The item that the talk is at, and whether it is an instruction come back to after a word on an ingredient.

    "How much milk?" - "One cup." - "What's next?" is about the instruction again, not about the next ingredient.
    """
    told = told_in(context.last_given or context.completed)
    if not told:
        return Item("title"), False
    step = items_of(context.last_step)
    if told[-1].kind == "ing" and step and step[-1].kind == "inst":
        return step[-1], True
    return told[-1], False


_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_PLAIN = frozenset(
    "the a an of and or to i do need should how much many what is add it in ok one two".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten half quarter 1 2 3 4 5 6 8 1/2 1/4 3/4".split()
)
_COUNTED = re.compile(r"\b(first|second|third|fourth|last) (one|step|ingredient|item|part|instruction)?\b")


def _named(said: list[str], context: Context) -> Item | None:
    """The ingredient that a turn speaks of: by its name, or by its place in what was just given."""
    for place, name in enumerate(context.ingredients):
        if any(word in said for word in normal(name)[-1:]):
            return Item("ing", place)
    given = [item for item in items_of(context.last_given) if item.kind == "ing"]
    return _by_words(said, normal(context.prev_agent), given) if given else None


def _by_words(said: list[str], agent: list[str], given: list[Item]) -> Item:
    """In "1 cup of cream and 2 eggs" a word of the second half names the second of two."""
    places = [agent.index(word) for word in said if word in agent and word not in _PLAIN]
    if not places:
        return given[0]
    cuts = [n for n, word in enumerate(agent) if word == "and" or word in _NUMBERS]
    before = [n for n in cuts if n <= max(places)]
    share = (len(before) - 1) / max(len(cuts), 1)
    return given[max(0, min(int(share * len(given)), len(given) - 1))]


def _counted(said: list[str], context: Context) -> Item | None:
    """The item at a place among several given at once: "can you repeat the first one?"."""
    told = told_in(context.last_given)
    given = told if len(told) > 1 else [i for i in items_of(context.last_given) if i.kind == "ing"]
    asked = _COUNTED.search(" ".join(said))
    if len(given) < 2 or asked is None:
        return None
    place = _PLACES[asked[1]]
    return given[min(place, len(given) - 1)]


def _behind(base: Item, context: Context) -> Item:
    """The item behind; among ingredients the one behind those read out, where a word on one of them came between."""
    done = items_of(context.completed)
    if base.kind == "ing" and done and done[-1].kind == "ing" and done[-1].place > base.place:
        base = done[-1]
    return base.moved(1, context)


def roles(text: str, context: Context) -> dict[str, Item]:
    """The items that a turn may be about, by the role in which it would be."""
    base, returned = base_of(context)
    told, said = told_in(context.last_given) or [base], normal(text)
    found = {"title": Item("title")}
    if base.kind == "title":
        return found | {"list": Item("ing"), "start": Item("inst")}
    found |= {"stays": base, "moves on": _behind(base, context)}
    maybe = {
        "first of several": told[0] if len(told) > 1 else None,
        "start": Item("inst") if base.kind == "ing" else None,
        "ingredient": told[-1] if returned else None,
        "named": _named(said, context),
        "counted": _counted(said, context),
    }
    return found | {role: item for role, item in maybe.items() if item}


def likely(found: Collection[str], items: Mapping[str, Item], weights: Weights) -> dict[Item, float]:
    """Each item's chance: that of all roles which it has."""
    scores = {
        role: sum(of.get(clue, 0.0) for clue in found) if (of := weights.get(role)) else 0.0 for role in items
    }
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    chances: dict[Item, float] = {}
    for role, item in items.items():
        chances[item] = chances.get(item, 0.0) + math.exp(scores[role] - top) / total
    return chances


def likeliest(
    meant: Collection[str], found: Collection[str], items: Mapping[str, Item], weights: Weights
) -> str:
    """The item with the best chance; the title where that is asked for."""
    if "recipe_title" in meant:
        return "title"
    chances = likely(found, items, weights)
    return str(max(chances, key=lambda item: chances[item]))


def requested_item(text: str, meant: Collection[str], context: Context, weights: Weights) -> str:
    """The item that a turn is about.

    Args:
        text: what the cook said.
        meant: product intents of the turn.
        context: ``last_given`` (an item, or the acts that gave it), ``last_step`` (the instruction given last, where an
            ingredient was talked of since), ``completed``, ``prev_agent``, ``n_ingredients`` and ``n_instructions``
            where known.
        weights: of the clues for each role.
    """
    return likeliest(meant, clues(text, meant, context), roles(text, context), weights)


@cache
def shipped() -> Weights:
    """The weights fitted on all dialogues."""
    found: Weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def step_of(text: str, meant: Collection[str], context: Context) -> str:
    """The item that a turn is about, by the shipped weights; empty where nothing is known of what was given."""
    given = context.last_given or context.completed
    if not given or len(given) > LONGEST or not items_of(given):
        return ""
    return requested_item(text, meant, context, shipped())
