"""Train the statistical part of the parser, and say how well it does on dialogues it has not seen.

    python training/train.py DATA [--check] [--heard FILE]

DATA holds cookdial_dev.jsonl (CookDial, dialogues 000-129, MIT licence). Needs the extra ``train``
(scipy). Writes ``sous_voice/language/model/weights.npz``; the same input and seed give the same
weights. ``--check`` only cross-validates: five blocks of neighbouring dialogues, since later dialogues were
written by other people than earlier ones.
"""

import argparse
import json
import random
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression, minimize

sys.path.insert(0, str(Path(__file__).parent.parent))
from sous_voice.core.moment import Context
from sous_voice.language.classifier import FORMAT, SIZE, WEIGHTS, Habits, hashed
from sous_voice.language.features import Features, opening
from sous_voice.language.normalise import normal
from sous_voice.language.parser import Parser
from sous_voice.language.products import ASIDE, LABELS
from training import registers
from training import samples as source
from training.samples import Sample

SEED = 20_26
BLOCKS = 5
STRENGTH = 6.0
"""Inverse of the regularisation."""
RARE = 3
"""Turns that a feature must be met in."""
WAYS = 8
"""Times that each way of saying things is said."""
ALL = (*LABELS, ASIDE)
PRODUCT = {
    "req_instruction": "next", "req_ingredient": "next", "confirm": "done", "thank": "thanks", "other": "other",
    "greeting": "greeting", "affirm": "affirm", "negate": "negate", "goodbye": "goodbye",
    "req_title": "recipe_title", "req_start": "start", "req_repeat": "repeat", "req_duration": "duration",
    "req_temperature": "temperature", "req_amount": "ingredient_amount", "req_use_all": "ingredient_amount",
    "req_substitute": "substitute", "req_tool": "tool", "req_ingredient_list": "ingredients_list",
    "req_ingredient_list_length": "ingredients_list", "req_ingredient_list_ends": "ingredients_list",
    "req_parallel_action": "parallel_task", "req_is_recipe_finished": "progress",
    "req_is_recipe_ongoing": "progress",
}  # fmt: skip
"""The collection's labels as the intents that voice products tell apart."""


def without_moment(sample: Sample, weight: float) -> Sample:
    """The same words where nothing of the dialogue is known."""
    return replace(sample, context=Context(), weight=sample.weight * weight)


def flat(sample: Sample) -> Sample:
    """As a recogniser writes it: lower case, no punctuation."""
    bare = " ".join(normal(sample.text))
    return replace(sample, text=bare)


def blank_moment(sample: Sample, rng: random.Random) -> Sample:
    """A part of what is known of the moment is taken away at random, and the recipe, so that it is no opening."""
    sample = replace(sample, context=replace(sample.context, recipe=""))
    if rng.random() < 0.5:
        return replace(sample, context=replace(sample.context, prev_agent=""))
    return replace(sample, context=replace(sample.context, last_given=""))


def misheard(sample: Sample, rng: random.Random) -> Sample:
    """With a recogniser's errors; half of them where nothing of the dialogue is known.

    Every second greeting is lost, where the model can know that a dialogue opens.
    """
    text, muted = source.misheard(sample.text, rng), rng.random() < 0.5
    if not muted and opening(sample.context) and rng.random() < 0.5:
        text = source.without_greeting(text)
    context = Context() if muted else sample.context
    return replace(sample, text=text, context=context, source="misheard", weight=0.4)


def varied(own: list[Sample], turns: list[Sample], rng: random.Random) -> list[Sample]:
    """The same turns in other registers, alone and beside a moment; openings where nobody greets."""
    ways = [flat(s) for s in source.ways(SEED + 3, WAYS)]
    plain = [*own, *ways]
    joined = registers.bundled(plain, rng, 1200)
    asked = [s for s in [*plain, *turns] if s.labels and not s.labels <= {"other", "done"}]
    others = [s.text for s in map(flat, source.aside()) if len(s.text.split()) <= 8]
    said = [
        *(registers.chatty(s, rng) for s in plain if rng.random() < 0.5),
        *(registers.chatty(s, rng) for s in turns if rng.random() < 0.2),
        *(registers.learner(s, rng) for s in [*plain, *turns] if rng.random() < 0.3),
        *(registers.with_remark(s, others, rng) for s in asked if rng.random() < 0.2),
        *joined,
        *(registers.chatty(s, rng) for s in joined if rng.random() < 0.3),
    ]
    found = []
    for sample in map(flat, said):
        beside = sample.group < 0 and rng.random() < 0.4
        context = rng.choice(turns).context if beside else sample.context
        found.append(replace(sample, context=context, weight=0.25))
    opens = Context(recipe="Soup")
    return found + [
        replace(s, context=opens, source="opening", weight=0.3) for s in plain if s.labels & OPENING
    ]


OPENING = {"start", "recipe_title", "ingredients_list", "other"}
"""What may open a conversation without a greeting."""


def gathered(data: Path, heard: Path | None, rng: random.Random) -> list[Sample]:
    """All samples, with their copies: no moment, half a moment, recogniser's errors."""
    spoken = source.cookdial(data / "cookdial_dev.jsonl", PRODUCT)
    turns = [flat(sample) for sample in spoken]
    found = [
        *turns,
        *(without_moment(sample, 0.5) for sample in turns),
        *(replace(blank_moment(s, rng), source="half", weight=0.3) for s in turns if rng.random() < 0.3),
        *(misheard(s, rng) for s in turns if rng.random() < 0.4),
        *(flat(s) for s in source.grammar(SEED, 2)),
        *(flat(s) for s in source.own()),
        *(replace(flat(s), weight=0.5) for s in source.ways(SEED, WAYS)),
        *(
            replace(flat(s), context=rng.choice(spoken).context, source="beside cooking", weight=0.25)
            for s in [*source.own(), *source.ways(SEED + 1, WAYS // 2)]
        ),
        *(
            replace(s, text=source.misheard(s.text, rng), weight=0.3)
            for s in map(flat, [*source.own(), *source.ways(SEED + 2, WAYS // 2)])
        ),
        *(flat(s) for s in source.aside()),
        *(
            replace(flat(s), context=rng.choice(spoken).context, source="aside beside cooking")
            for s in source.aside()
        ),
    ]
    others = [replace(flat(s), weight=0.3) for s in source.aside_ways(SEED, WAYS)]
    found += [*others, *(replace(s, context=rng.choice(turns).context, weight=0.2) for s in others)]
    found += varied([flat(s) for s in source.own()], turns, rng)
    if heard:
        found += [replace(flat(s), weight=0.8) for s in source.heard(heard, spoken)]
    return found


def known_words(samples: Sequence[Sample]) -> frozenset[str]:
    """Words that cooks use: met in three dialogues, or in the grammars' and our own sentences."""
    met: Counter[str] = Counter()
    for _, words in {(s.group, w) for s in samples if s.group >= 0 for w in normal(s.text)}:
        met[words] += 1
    ours = {word for s in samples if s.source in ("grammar", "own", "ways") for word in normal(s.text)}
    return frozenset({word for word, n in met.items() if n >= 3} | ours)


@dataclass(frozen=True)
class Table:
    """Samples as numbers."""

    samples: list[Sample]
    turns: sp.csr_matrix
    truth: NDArray[np.bool_]
    weights: NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """Weights (features x labels), bias of each label, and which labels are said together."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    habits: Habits


def table_of(samples: list[Sample], read: Callable[[Sample], Features]) -> Table:
    """Rows of hashed features."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for sample in samples:
        rows, values = hashed(read(sample))
        columns += rows
        data += values
        ends.append(len(columns))
    turns = sp.csr_matrix(
        (np.array(data, np.float32), np.array(columns, np.int32), np.array(ends, np.int32)),
        shape=(len(samples), SIZE),
    )
    turns.sum_duplicates()
    truth = np.array([[label in s.labels for label in ALL] for s in samples])
    return Table(samples, turns, truth, np.array([s.weight for s in samples]))


def fitted(table: Table, which: NDArray[np.intp]) -> Model:
    """Logistic models of all labels at once, from the rows ``which``; features met once or twice are left out."""
    turns = table.turns[which]
    used = np.flatnonzero(np.diff(turns.tocsc().indptr) >= RARE)
    turns = turns[:, used].tocsr()
    back = turns.T.tocsr()
    number, labels = len(used), len(ALL)
    sign = np.where(table.truth[which], 1.0, -1.0).astype(np.float32)
    worth = (STRENGTH * table.weights[which])[:, None].astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        bias = flat[:labels].astype(np.float32)
        weights = flat[labels:].reshape(number, labels).astype(np.float32)
        margin = (turns @ weights + bias) * sign
        cost = (np.logaddexp(0, -margin) * worth).sum() + 0.5 * (weights**2).sum() + 0.005 * (bias**2).sum()
        pull = -sign * worth / (1 + np.exp(np.clip(margin, -30, 30)))
        slope = np.concatenate([pull.sum(0) + 0.01 * bias, (back @ pull + weights).ravel()])
        return float(cost), slope.astype(np.float64)

    found = minimize(
        loss, np.zeros(labels + number * labels), jac=True, method="L-BFGS-B", options={"maxiter": 80}
    )
    weights = np.zeros((SIZE, labels), np.float32)
    weights[used] = found.x[labels:].reshape(number, labels)
    return Model(weights, found.x[:labels].astype(np.float32), habits_of([table.samples[i] for i in which]))


TOGETHER = 0.5
"""How much of a liking counts."""


def habits_of(samples: Sequence[Sample]) -> Habits:
    """Which labels are said together, from turns of dialogues and our own."""
    met = Counter(s.labels for s in samples if s.source in ("cookdial", "own") and not s.context.prev_agent)
    met.update([frozenset(), frozenset([ASIDE]), *(frozenset([label]) for label in LABELS)])
    total = sum(met.values())
    share = {
        label: (sum(n for labels, n in met.items() if label in labels) + 1) / (total + 2) for label in ALL
    }
    liking = []
    for labels, n in met.items():
        apart = sum(np.log(share[label] if label in labels else 1 - share[label]) for label in ALL)
        liking.append(TOGETHER * float(np.log(n / total) - apart))
    rows = np.array([[label in labels for label in ALL] for labels in met])
    return Habits(rows, np.array(liking), float(np.median(liking)) - 2 * TOGETHER)


def small(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights in a byte each, and what a step of each label is worth."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def judged(turns: sp.csr_matrix, model: Model) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """The labels chosen for each turn, and the raw chance of each choice."""
    chances = 1 / (1 + np.exp(-(turns @ model.weights + model.bias).astype(np.float64)))
    weighed = [model.habits.weigh(row) for row in chances]
    return np.array([chosen for chosen, _ in weighed]), np.array([raw for _, raw in weighed])


def block_of(sample: Sample) -> int:
    """Neighbouring dialogues are in one block; the same words outside dialogues always are, too."""
    if sample.group >= 0:
        return min(sample.group * BLOCKS // 130, BLOCKS - 1)
    return -1 if sample.source == "grammar" else zlib.crc32(sample.text.encode()) % BLOCKS


@dataclass(frozen=True)
class Judged:
    """What models said of turns they had not seen."""

    chosen: NDArray[np.bool_]
    raw: NDArray[np.float64]


def cross_validated(table: Table) -> Judged:
    """Every sample judged by models that saw no dialogue of its block."""
    block = np.array([block_of(s) for s in table.samples])
    said = Judged(np.zeros(table.truth.shape, bool), np.zeros(len(table.samples)))
    for k in range(BLOCKS):
        held = np.flatnonzero(block == k)
        said.chosen[held], said.raw[held] = judged(
            table.turns[held], fitted(table, np.flatnonzero(block != k))
        )
    return said


def figures(table: Table, said: Judged, which: NDArray[np.intp], name: str) -> str:
    """Exact, micro-F1, macro-F1 and the exactness of the surest four fifths, in one line."""
    chosen, truth = said.chosen[which], table.truth[which]
    exact = (chosen == truth).all(axis=1)
    tp, fp, fn = (chosen & truth).sum(0), (chosen & ~truth).sum(0), (~chosen & truth).sum(0)
    real = truth.sum(0) > 0
    f1 = 2 * tp / np.maximum(2 * tp + fp + fn, 1)
    micro = 2 * tp.sum() / (2 * tp.sum() + fp.sum() + fn.sum())
    sure = np.argsort(-said.raw[which])[: int(0.8 * len(which))]
    return (
        f"{name}: n {len(which)} exact {exact.mean():.3f} micro-F1 {micro:.3f} macro-F1 {f1[real].mean():.3f} "
        f"surest 80 % {exact[sure].mean():.3f}"
    )


def report(table: Table, said: Judged) -> None:
    """Figures by source and moment."""
    kinds = np.array([s.source + (" with moment" if s.context.last_given else "") for s in table.samples])
    for kind in dict.fromkeys(kinds):
        if not kind.startswith("grammar"):
            print(figures(table, said, np.flatnonzero(kinds == kind), kind))
    spoken = [n for n, s in enumerate(table.samples) if s.source == "cookdial" and s.weight == 1.0]
    print(figures(table, said, np.array(spoken), "all dialogues, the moment known"))
    late = [n for n in spoken if table.samples[n].group >= 104]
    print(figures(table, said, np.array(late), "their last block"))


def calibration_of(table: Table, said: Judged) -> NDArray[np.float32]:
    """Raw chance of a turn → how often it was right, from cross-validated dialogues."""
    which = np.array([n for n, s in enumerate(table.samples) if s.group >= 0])
    order = which[np.argsort(said.raw[which])]
    right = (said.chosen[order] == table.truth[order]).all(axis=1).astype(float)
    curve = isotonic_regression(right).x
    points = np.linspace(0, 1, 41)
    level = np.interp(points, said.raw[order], curve)
    return np.array([points, 0.02 * points + 0.98 * level], np.float32)


def arrays_of(
    model: Model, known: frozenset[str], calibration: NDArray[np.float32]
) -> dict[str, NDArray[Any]]:
    """What the parser reads: weights in a byte each."""
    whole, scale = small(model.weights)
    return {
        "format": np.array(FORMAT),
        "labels": np.array(ALL),
        "weights": whole,
        "scale": scale,
        "bias": model.bias,
        "calibration": calibration,
        "sets": model.habits.sets,
        "liking": model.habits.liking,
        "strange": np.array(model.habits.strange),
        "known": np.array(" ".join(sorted(known))),
    }


def learnt(data: Path, heard: Path | None) -> tuple[Table, frozenset[str]]:
    """All samples as numbers, and the words that cooks use."""
    samples = gathered(data, heard, random.Random(SEED))
    known = known_words(samples)
    reader = Parser(trained=False)
    return table_of(samples, lambda s: reader.features(s.text, s.context, known)), known


def main() -> None:
    """Train, and say how well."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("data", type=Path)
    wanted.add_argument("--heard", type=Path)
    wanted.add_argument("--check", action="store_true")
    given = wanted.parse_args()
    table, known = learnt(given.data, given.heard)
    said = cross_validated(table)
    report(table, said)
    if given.check:
        return
    model = fitted(table, np.arange(len(table.samples)))
    np.savez_compressed(WEIGHTS, **arrays_of(model, known, calibration_of(table, said)))
    counted = json.dumps(Counter(s.source for s in table.samples))
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes, {len(table.samples)} samples {counted}")


if __name__ == "__main__":
    main()
