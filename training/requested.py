"""Fit the weights that tell whether a turn moves on in the recipe, and say how often the item asked for is right.

    python training/requested.py DATA [--check]

DATA holds cookdial_dev.jsonl (CookDial, dialogues 000-129, MIT licence). Needs the extra ``train`` (scipy). Writes
``sous_voice/language/model/requested.json``. The figures are of five blocks of neighbouring dialogues, each read
with weights fitted on the other four, with the collection's own intents; ``--check`` writes nothing.
"""

import argparse
import json
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
from sous_voice.core.messages import Context
from sous_voice.language.requested import WEIGHTS, Weights, base_of, clues, items_of, requested_item
from training.train import BLOCKS, PRODUCT

SOFT = 0.5
"""Inverse of the regularisation."""
RARE = 8
"""Turns that a clue must be met in."""
WAYS = ("item", "act", "acts")
"""How much is known of what was given: the item alone, the act, all acts with the last step."""


@dataclass(frozen=True)
class Turn:
    """A turn whose item is known."""

    text: str
    meant: frozenset[str]
    context: Context
    item: str
    dialogue: int
    way: str


def _known(row: dict[str, Any], given: str, acts: str, step: str) -> Iterator[tuple[str, Context]]:
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


def turns_of(path: Path) -> Iterator[Turn]:
    """Turns in their order, each in every way of knowing the moment."""
    given: dict[str, str] = {}
    acts: dict[str, str] = {}
    steps: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = row["dialog"]
        told = [act for act in row["prev_acts"] if items_of(act)]
        last = next((act for act in reversed(told) if "inst-" in act or "ing-" in act), "")
        given[key] = last or given.get(key, "")
        acts[key] = " ".join(told) or acts.get(key, "")
        told_steps = [str(items_of(act)[0]) for act in told if items_of(act)[0].kind == "inst"]
        steps[key] = told_steps[-1] if told_steps else steps.get(key, "")
        meant = frozenset(PRODUCT.get(label, "other") for label in row["intents"])
        for way, context in _known(row, given[key], acts[key], steps[key]):
            yield Turn(row["utterance"], meant, context, row["requested_step"], int(key), way)


def fitted(turns: Sequence[Turn]) -> Weights:
    """Log-odds of moving on, from turns about the item last given or the next one."""
    seen: list[list[str]] = []
    moved: list[float] = []
    for turn in turns:
        base, _ = base_of(turn.context)
        after = base.moved(1, turn.context)
        if base.kind != "title" and after != base and turn.item in (str(base), str(after)):
            seen.append(clues(turn.text, turn.meant, base, turn.context))
            moved.append(1.0 if turn.item == str(after) else -1.0)
    met = Counter(name for found in seen for name in set(found))
    names = sorted(name for name, count in met.items() if count >= RARE * len(WAYS))
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(seen), len(names) + 1))
    table[:, -1] = 1.0
    for row, found in enumerate(seen):
        for name in set(found) & place.keys():
            table[row, place[name]] = 1.0
    weights = _minimum(table, np.array(moved))
    return {name: round(float(weight), 3) for name, weight in zip([*names, "bias"], weights, strict=True)}


def _minimum(table: NDArray[np.float64], moved: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic model; a turn counts once, in however many ways it is known."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = (table @ weights) * moved
        pull = np.append(weights[:-1], 0.0) / SOFT
        cost = np.logaddexp(0, -margin).sum() / len(WAYS) + 0.5 * float(weights @ pull)
        slope = table.T @ (-moved / (1 + np.exp(margin))) / len(WAYS) + pull
        return float(cost), slope

    found: NDArray[np.float64] = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    return found


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
        found = requested_item(turn.text, turn.meant, turn.context, weights[block_of(turn)])
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
