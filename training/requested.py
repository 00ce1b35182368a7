"""Fit the weights that tell which item of the recipe a turn is about, and say how often the item asked for is right.

    python training/requested.py DATA [--check]

DATA holds cookdial_dev.jsonl (CookDial, dialogues 000-129, MIT licence). Needs the extra ``train`` (scipy). Writes
``sous_voice/language/model/requested.json``. The figures are of five blocks of neighbouring dialogues, each read
with weights fitted on the other four, with the collection's own intents; ``--check`` writes nothing.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent.parent))
from sous_voice.core.moment import Context
from sous_voice.language.given_before import less_given
from sous_voice.language.recipe_items import Item, items_of
from sous_voice.language.requested import WEIGHTS, Weights, base_of, clues, likeliest, roles
from training.train import BLOCKS, PRODUCT

SOFT = 0.5
"""Inverse of the regularisation."""
RARE = 4
"""Turns that a clue must be met in."""
WAYS = ("item", "act", "acts", "acts, completed", "all acts", "all acts, recipe")
"""How much is known of what was given: the item, the act, all acts of the turn with the last step, the item finished
last too, all acts since the recipe began, and what each step holds.

The recipes' own words are not in the half of the collection that is here. What a step holds is taken from the acts of
the whole dialogue, which number its actions and ingredients; steps that it gave whole hold nothing more by that.
"""
ROLES = (
    "title", "list", "start", "stays", "moves on", "first of several", "ingredient", "named", "counted",
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """A turn whose item is known."""

    text: str
    meant: frozenset[str]
    context: Context
    item: str
    dialogue: int
    way: str
    clues: tuple[str, ...]
    roles: dict[str, Item]


def _held(rows: Sequence[dict[str, Any]]) -> dict[tuple[str, int], tuple[int, set[int]]]:
    """Dialogue and step → how many actions it has and the ingredients it holds, as far as acts name them."""
    held: dict[tuple[str, int], tuple[int, set[int]]] = {}
    for row in rows:
        for act in row["prev_acts"]:
            found = items_of(act)
            if not found or found[0].kind != "inst":
                continue
            key = (row["dialog"], found[0].place)
            actions, holds = held.get(key, (0, set()))
            parts = [int(part) + 1 for part in re.findall(rf"\bac-{key[1]}-(\d+)", act)]
            named = {item.place for item in found if item.kind == "ing"}
            held[key] = (max([actions, *parts]), holds | named)
    return held


def _known(
    row: dict[str, Any], given: str, acts: str, step: str, before: tuple[str, ...]
) -> Iterator[tuple[str, Context]]:
    """The moment of a turn in each way of knowing it."""
    whole = Context(
        prev_agent=row["prev_agent"] or "",
        last_given=acts,
        last_step=step,
        n_ingredients=row["n_ingredients"],
        n_instructions=row["n_instructions"],
    )
    act = replace(whole, last_given=given, last_step="")
    items = items_of(given)
    yield "item", replace(act, last_given=str(items[0]) if items else "")
    yield "act", act
    yield "acts", whole
    yield "acts, completed", replace(whole, completed=row["completed_step"])
    yield "all acts", replace(whole, completed=row["completed_step"], acts=before)
    yield "all acts, recipe", replace(whole, completed=row["completed_step"], acts=before)


def turns_of(path: Path) -> Iterator[Turn]:
    """Turns in their order, each in every way of knowing the moment."""
    given: dict[str, str] = {}
    acts: dict[str, str] = {}
    steps: dict[str, str] = {}
    before: dict[str, tuple[str, ...]] = {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    held = _held(rows)
    for row in rows:
        key = row["dialog"]
        told = [act for act in row["prev_acts"] if items_of(act)]
        last = next((act for act in reversed(told) if "inst-" in act or "ing-" in act), "")
        given[key] = last or given.get(key, "")
        acts[key] = " ".join(told) or acts.get(key, "")
        told_steps = [str(items_of(act)[0]) for act in told if items_of(act)[0].kind == "inst"]
        steps[key] = told_steps[-1] if told_steps else steps.get(key, "")
        meant = frozenset(PRODUCT.get(label, "other") for label in row["intents"])
        for way, context in _known(row, given[key], acts[key], steps[key], before.get(key, ())):
            said, base = row["utterance"], base_of(context)[0]
            recipe = way == "all acts, recipe" and base.kind == "inst"
            left = less_given(context, base, *held.get((key, base.place), (0, set()))) if recipe else None
            found = tuple(clues(said, meant, context, left))
            yield Turn(
                said, meant, context, row["requested_step"], int(key), way, found, roles(said, context)
            )
        before[key] = (*before.get(key, ()), *told)


def fitted(turns: Sequence[Turn]) -> Weights:
    """Weights of each clue for each role, from all turns whose item some role names."""
    met = Counter(clue for turn in turns for clue in turn.clues)
    clues = {clue: n for n, clue in enumerate(sorted(c for c, n in met.items() if n >= RARE * len(WAYS)))}
    kept = [turn for turn in turns if turn.item in map(str, turn.roles.values())]
    table = np.zeros((len(kept), len(clues)), np.float32)
    open_to = np.zeros((len(kept), len(ROLES)), bool)
    right = np.zeros((len(kept), len(ROLES)), bool)
    for n, turn in enumerate(kept):
        table[n, [clues[clue] for clue in turn.clues if clue in clues]] = 1.0
        for role, item in turn.roles.items():
            open_to[n, ROLES.index(role)] = True
            right[n, ROLES.index(role)] = str(item) == turn.item
    weights = _minimum(table, open_to, right)
    return {
        role: {
            clue: round(float(weights[place, k]), 3)
            for clue, place in clues.items()
            if abs(weights[place, k]) >= 0.002
        }
        for k, role in enumerate(ROLES)
    }


def _minimum(
    table: NDArray[np.float32], open_to: NDArray[np.bool_], right: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Weights (clues x roles) that make the right items likely; a turn counts once, in however many ways known."""
    size = (table.shape[1], len(ROLES))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(size)
        scores = np.where(open_to, table @ weights, -np.inf)
        every = np.exp(scores - scores.max(axis=1, keepdims=True))
        share = every / every.sum(axis=1, keepdims=True)
        good = np.where(right, share, 0.0)
        hit = np.maximum(good.sum(axis=1, keepdims=True), 1e-12)
        cost = -np.log(hit).sum() / len(WAYS) + 0.5 * float((weights**2).sum()) / SOFT
        slope = table.T @ (share - good / hit) / len(WAYS) + weights / SOFT
        return float(cost), slope.ravel()

    found: NDArray[np.float64] = minimize(
        loss, np.zeros(size[0] * size[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    ).x
    return found.reshape(size)


def block_of(turn: Turn) -> int:
    """Neighbouring dialogues are in one block, as in ``training/train.py``."""
    return min(turn.dialogue * BLOCKS // 130, BLOCKS - 1)


def fold_weights(turns: Sequence[Turn]) -> list[Weights]:
    """For each block the weights fitted on the others."""
    return [fitted([turn for turn in turns if block_of(turn) != k]) for k in range(BLOCKS)]


def report(turns: Sequence[Turn]) -> None:
    """How often the item is right, by what is known; dialogues 065-129 were not looked at for the rules."""
    weights = fold_weights(turns)
    right: Counter[tuple[str, bool]] = Counter()
    count: Counter[tuple[str, bool]] = Counter()
    for turn in turns:
        found = likeliest(turn.meant, turn.clues, turn.roles, weights[block_of(turn)])
        key = (turn.way, turn.dialogue >= 65)
        count[key] += 1
        right[key] += found == turn.item
    for way in WAYS:
        every = (right[way, False] + right[way, True]) / (count[way, False] + count[way, True])
        late = right[way, True] / count[way, True]
        print(f"requested item, known: {way}: {every:.3f} of all turns; {late:.3f} of dialogues 065-129")


def main() -> None:
    """Fit, and say how well."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("data", type=Path)
    wanted.add_argument("--check", action="store_true")
    given = wanted.parse_args()
    turns = list(turns_of(given.data / "cookdial_dev.jsonl"))
    report(turns)
    if not given.check:
        WEIGHTS.write_text(json.dumps(fitted(turns), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
