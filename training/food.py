"""Train the reader of questions about food, and say how well it does on patterns it has not seen.

    python training/food.py [--check]

Learns from ``food_ways.txt`` (patterns of questions, each said several times with other names, also with a recogniser's
losses), ``food_asked.tsv`` (questions asked of earlier versions, with their kind), the sentences of the grammars, and,
for what is no question about food, from ``utterances.txt``, ``ways.txt`` and ``off_topic.txt``. Needs the extra
``train`` (scipy). Writes ``sous_voice/language/model/food.npz``; the same input and seed give the same weights.
"""

import argparse
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

sys.path.insert(0, str(Path(__file__).parent.parent))
from sous_voice.core.moment import Context
from sous_voice.language.food_features import food_features
from sous_voice.language.food_kinds import FORMAT, NONE, SIZE, WEIGHTS, row_of
from sous_voice.shelf.recipes import read_recipe
from training import samples as source

HERE = Path(__file__).parent
SEED = 2026
EACH = 15
"""Times that each pattern is said."""
FOLDS = 5
STRENGTH = 100.0
RARE = 2
"""Utterances that a feature must be met in."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An utterance and the kind of question it is."""

    text: str
    kind: str
    context: Context
    group: str
    """The pattern it was made from: all of one are on one side of a cross-validation."""
    weight: float = 1.0


def recipes() -> list[Context]:
    """The moments of the shipped recipes: their titles and ingredients."""
    found = [read_recipe(path) for path in sorted((HERE.parent / "recipes").glob("*.cook"))]
    return [
        Context(recipe=one.title, ingredients=tuple(item.name for item in one.ingredients), ours=True)
        for one in found
    ]


def _lines(name: str) -> list[str]:
    """The lines of a file of this folder that are no comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


_NAMES_OF = {line.partition(": ")[0]: line.partition(": ")[2].split("|") for line in _lines("food_names.txt")}
_ALIKE = [line.split("|") for line in _lines("food_alike.txt")]
"""Ways to say one thing: wherever one stands, another may."""
_SMALL = frozenset("the a an is are it of to i do and in on does for my this be have".split())


def _rephrased(text: str, rng: random.Random) -> str:
    """With other words for the same: each phrase that has others gives way to one of them, half of the time."""
    for phrases in _ALIKE:
        found = next((p for p in phrases if re.search(rf"\b{re.escape(p)}\b", text)), None)
        if found is not None and rng.random() < 0.5:
            text = re.sub(rf"\b{re.escape(found)}\b", rng.choice(phrases), text, count=1)
    return text


def _said(pattern: str, own: Sequence[str], rng: random.Random) -> str:
    """A pattern said once, with names of these ingredients for the recipe's own."""
    while found := re.search(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]", pattern):
        parts = [part.strip() for part in (found[1] if found[1] is not None else found[2]).split("|")]
        chosen = rng.choice(parts) if found[1] is not None or rng.random() < 0.5 else ""
        pattern = pattern[: found.start()] + chosen + pattern[found.end() :]

    def named(kind: re.Match[str]) -> str:
        if kind[1] == "own":
            words = rng.choice(own).lower().split()
            return " ".join(words if rng.random() < 0.6 else words[-1:])
        return rng.choice(_NAMES_OF[kind[1]])

    return " ".join(re.sub(r"\{(\w+)\}", named, pattern).split())


def _around(text: str, rng: random.Random) -> str:
    """With words before or behind it, as people begin and end."""
    if rng.random() < 0.25:
        text = f"{rng.choice(_NAMES_OF['before'])} {text}"
    if rng.random() < 0.06:
        lead = rng.choice(_NAMES_OF["lead"])
        text = f"{lead} {text}" if rng.random() < 0.6 else f"{text} {lead}"
    return f"{text} {rng.choice(_NAMES_OF['behind'])}" if rng.random() < 0.1 else text


def _lost(text: str, rng: random.Random) -> str:
    """Without some of its small words, as recognisers and people in a hurry leave them out."""
    words = [word for word in text.split() if word not in _SMALL or rng.random() > 0.45]
    return source.misheard(" ".join(words) or text, rng, 0.05)


def ways(rng: random.Random) -> Iterator[Sample]:
    """The patterns, said ``EACH`` times beside recipes and without one."""
    moments = recipes()
    for line in _lines("food_ways.txt"):
        kind, _, pattern = line.partition(": ")
        for turn in range(EACH):
            moment = rng.choice(moments)
            text = _said(pattern, moment.ingredients, rng)
            text = _around(_rephrased(text, rng) if turn >= EACH // 3 else text, rng)
            bare = kind in _WITHOUT and rng.random() < 0.7
            context = Context(ours=True) if bare else moment
            yield Sample(text, kind, context, pattern, 1.0 if turn else 1.5)
            if turn % 2:
                yield Sample(_lost(text, rng), kind, context, pattern, 0.6)


_WITHOUT = frozenset({"suggest", "whats_in_season", "season"})
"""Kinds that are mostly asked before a recipe is chosen."""


def asked(path: Path = HERE / "food_asked.tsv") -> Iterator[Sample]:
    """Lines of recipe, kind, question: asked of earlier versions."""
    if not path.is_file():
        return
    moments = {one.recipe: one for one in recipes()}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            recipe, kind, text = line.split("\t")
            title = recipe.replace("-", " ")
            moment = next(
                (m for m in moments.values() if title and title in _plain(m.recipe)), Context(ours=True)
            )
            yield Sample(text, kind, moment, text, 2.0)


def _plain(title: str) -> str:
    return title.lower().replace("-", " ").replace("buttermilk ", "").replace("english ", "")


_BY_INTENT = {
    "nutrition_compare": "compare", "lack_ingredient": "lack", "doneness": "done", "define": "define",
    "problem": "trouble",
    "tool": "tool", "amount": "amount", "convert": "convert",
}  # fmt: skip
_SKIPPED = frozenset(
    """nutrition diet_check diet_suggest substitute how_to temperature duration in_season find_recipe scale change
    add_extra check_understanding use_all recipe_overview when_ready meanwhile set_profile allergy_set repeat_part
    choose_option""".split()
)
"""Intents with sentences of several kinds."""


def grammars(rng: random.Random) -> Iterator[Sample]:
    """Sentences of the grammars: of a kind where the intent tells it, else none."""
    moments = recipes()
    for intent, text in [*source.grammar_examples(), *source.grammar_sentences(SEED, 1)]:
        if intent not in _SKIPPED:
            moment = rng.choice([*moments, Context(ours=True)])
            kind = _BY_INTENT.get(intent, NONE)
            yield Sample(text, kind, moment, f"{intent}{text}", 0.2 if kind == NONE else 0.5)


def others(rng: random.Random) -> Iterator[Sample]:
    """What is no question about food: orders, reports, manners, talk to nobody."""
    moments = [*recipes(), Context(ours=True)]
    for line in (HERE / "utterances.txt").read_text(encoding="utf-8").splitlines():
        names, _, text = line.partition(": ")
        if text and not line.startswith("#"):
            kinds = {_BY_INTENT.get(name, NONE) for name in names.split("|")}
            if not set(names.split("|")) & _SKIPPED and len(kinds) == 1:
                yield Sample(text, *kinds, rng.choice(moments), text, 1.0)
    for line in (HERE / "ways.txt").read_text(encoding="utf-8").splitlines():
        names, _, pattern = line.partition(": ")
        if pattern and not line.startswith("#") and not set(names.split("|")) & (_SKIPPED | set(_BY_INTENT)):
            for text in sorted({source.said_in_a_way(pattern, rng) for _ in range(4)}):
                yield Sample(text, NONE, rng.choice(moments), pattern, 0.4)
    for line in (HERE / "off_topic.txt").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield Sample(line, NONE, rng.choice(moments), line, 0.8)


def gathered() -> list[Sample]:
    """All of them."""
    rng = random.Random(SEED)
    return [*ways(rng), *asked(), *grammars(rng), *others(rng)]


def table_of(samples: Sequence[Sample]) -> sp.csr_matrix:
    """Rows of hashed features."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for sample in samples:
        features = food_features(sample.text, sample.context)
        columns += [row_of(name) for name in features]
        data += features.values()
        ends.append(len(columns))
    rows = sp.csr_matrix(
        (np.array(data, np.float32), np.array(columns, np.int32), np.array(ends, np.int32)),
        shape=(len(samples), SIZE),
    )
    rows.sum_duplicates()
    return rows


@dataclass(frozen=True)
class Model:
    """Weights (features x kinds) and the bias of each kind."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, rows: sp.csr_matrix) -> NDArray[np.float64]:
        """Of each row for each kind."""
        return np.asarray(rows @ self.weights + self.bias, np.float64)


def fitted(rows: sp.csr_matrix, truth: NDArray[np.intp], worth: NDArray[np.float64], kinds: int) -> Model:
    """Multinomial logistic regression; features met once are left out."""
    used = np.flatnonzero(np.diff(rows.tocsc().indptr) >= RARE)
    rows = rows[:, used].tocsr()
    back = rows.T.tocsr()
    number = len(used)
    wanted = np.zeros((len(truth), kinds), np.float32)
    wanted[np.arange(len(truth)), truth] = 1.0
    scale = (worth / worth.sum() * len(worth))[:, None].astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        bias = flat[:kinds].astype(np.float32)
        weights = flat[kinds:].reshape(number, kinds).astype(np.float32)
        scores = rows @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        shares = raised / raised.sum(axis=1, keepdims=True)
        cost = (
            -(np.log(np.maximum(shares[np.arange(len(truth)), truth], 1e-12)) * scale[:, 0]).sum() * STRENGTH
        )
        pull = (shares - wanted) * scale * STRENGTH
        slope = np.concatenate([pull.sum(0), (back @ pull + weights).ravel()])
        return float(cost + 0.5 * (weights**2).sum()), slope.astype(np.float64)

    start = np.zeros(kinds + number * kinds)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60})
    weights = np.zeros((SIZE, kinds), np.float32)
    weights[used] = found.x[kinds:].reshape(number, kinds)
    return Model(weights, found.x[:kinds].astype(np.float32))


def fold_of(sample: Sample) -> int:
    """All sayings of a pattern are in one fold."""
    return zlib.crc32(sample.group.encode()) % FOLDS


def cross_validated(
    samples: Sequence[Sample],
    rows: sp.csr_matrix,
    truth: NDArray[np.intp],
    worth: NDArray[np.float64],
    kinds: int,
) -> NDArray[np.float64]:
    """The scores of every sample by a model that saw no saying of its pattern."""
    fold = np.array([fold_of(sample) for sample in samples])
    scores = np.zeros((len(samples), kinds))
    for k in range(FOLDS):
        learnt = np.flatnonzero(fold != k)
        model = fitted(rows[learnt], truth[learnt], worth[learnt], kinds)
        scores[fold == k] = model.scores(rows[fold == k])
    return scores


def warmth_of(scores: NDArray[np.float64], truth: NDArray[np.intp]) -> float:
    """What to multiply scores by, so that the chances are those of cross-validation."""

    def cost(warmth: float) -> float:
        heated = scores * warmth
        heated -= heated.max(axis=1, keepdims=True)
        return float(-(heated[np.arange(len(truth)), truth] - np.log(np.exp(heated).sum(axis=1))).mean())

    return float(minimize_scalar(cost, bounds=(0.1, 3.0), method="bounded").x)


def report(
    samples: Sequence[Sample], scores: NDArray[np.float64], truth: NDArray[np.intp], kinds: list[str]
) -> None:
    """How often the likeliest kind is right, by kind, and what is taken for what."""
    chosen = scores.argmax(axis=1)
    print(f"patterns not seen: {(chosen == truth).mean():.3f} of {len(samples)}")
    for at, kind in enumerate(kinds):
        mine = truth == at
        wrong = Counter(kinds[c] for c in chosen[mine & (chosen != at)]).most_common(3)
        print(f"  {kind:16} {mine.sum():5} right {(chosen[mine] == at).mean():.2f}  taken for {wrong}")


def arrays_of(model: Model, kinds: list[str], warmth: float) -> dict[str, NDArray[Any]]:
    """What is shipped: weights in a byte each."""
    scale = np.maximum(np.abs(model.weights).max(axis=0), 1e-9) / 127
    return {
        "format": np.array(FORMAT),
        "kinds": np.array(kinds),
        "weights": np.round(model.weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": model.bias,
        "warmth": np.array(warmth),
    }


def main() -> None:
    """Train, and say how well."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("--check", action="store_true", help="Only cross-validate.")
    wanted.add_argument("--fast", action="store_true", help="No cross-validation.")
    given = wanted.parse_args()
    samples = [sample for sample in gathered() if food_features(sample.text, sample.context)]
    samples = [replace(sample, kind=sample.kind.strip()) for sample in samples]
    kinds = sorted({sample.kind for sample in samples})
    truth = np.array([kinds.index(sample.kind) for sample in samples])
    worth = np.array([sample.weight for sample in samples])
    rows = table_of(samples)
    warmth = 1.0
    if not given.fast:
        scores = cross_validated(samples, rows, truth, worth, len(kinds))
        report(samples, scores, truth, kinds)
        warmth = warmth_of(scores, truth)
    if given.check:
        return
    model = fitted(rows, truth, worth, len(kinds))
    np.savez_compressed(WEIGHTS, **arrays_of(model, kinds, warmth))
    size = WEIGHTS.stat().st_size
    print(f"{WEIGHTS.name}: {size} bytes, {len(samples)} samples, {len(kinds)} kinds, warmth {warmth:.2f}")


if __name__ == "__main__":
    main()
