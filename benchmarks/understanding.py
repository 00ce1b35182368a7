"""How well cooks are understood: our parser and its peers on dialogues that none of them has seen.

    python benchmarks/understanding.py DATA [--heard FILE] [--view spoken|typed] [--peers svm hassil adapt]

DATA holds cookdial_dev.jsonl (CookDial, dialogues 000-129, MIT licence). Dialogues are cut into five blocks of
neighbours; each block is read by models trained on the other four. Our grammars were written by people who had read
these dialogues, so their part of the figures is kinder than life. ``spoken``: lower case, no punctuation, numbers
in words. Needs the extra ``train``; the peers (``understanding_peers.py``) also the extra ``peers``.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.understanding_peers import PEERS
from sous_voice.core.moment import Context
from sous_voice.language.classifier import Classifier
from sous_voice.language.parser import Parser
from sous_voice.language.products import products_of
from training import samples as source
from training import train

Answer = tuple[frozenset[str], float]
"""Product intents of a turn, and how sure the engine is."""
Reader = Callable[[source.Sample], Answer]


@dataclass(frozen=True)
class Turn:
    """A turn that was read, and its time."""

    sample: source.Sample
    answer: Answer
    seconds: float


def read_all(turns: Sequence[source.Sample], read: Reader) -> Iterator[Turn]:
    """Each turn with the processor time that its reading took."""
    for turn in turns:
        start = time.process_time()
        answer = read(turn)
        yield Turn(turn, answer, time.process_time() - start)


def figures(name: str, turns: Sequence[Turn]) -> str:
    """Exact, micro-F1, macro-F1, exactness of the surest four fifths, time: one line."""
    right = np.array([t.answer[0] == t.sample.labels for t in turns])
    sure = np.argsort([-t.answer[1] for t in turns], kind="stable")[: int(0.8 * len(turns))]
    counts = {label: [0, 0, 0] for label in train.LABELS}
    for turn in turns:
        for label in turn.answer[0] | turn.sample.labels:
            hit, false, lost = (
                label in turn.answer[0] and label in turn.sample.labels,
                label not in turn.sample.labels,
                label not in turn.answer[0],
            )
            for k, is_so in enumerate((hit, false, lost)):
                counts[label][k] += is_so
    hits, false, lost = (sum(c[k] for c in counts.values()) for k in range(3))
    each = [2 * c[0] / (2 * c[0] + c[1] + c[2]) for c in counts.values() if c[0] + c[2]]
    times = sorted(t.seconds * 1000 for t in turns)
    return (
        f"{name}: n {len(turns)} exact {right.mean():.3f} micro-F1 {2 * hits / (2 * hits + false + lost):.3f} "
        f"macro-F1 {np.mean(each):.3f} surest 80 % {right[sure].mean():.3f} "
        f"time {times[len(times) // 2]:.2f} ms, p99 {times[int(0.99 * len(times))]:.2f} ms"
    )


def reader_of(parser: Parser) -> Reader:
    """Our parser as an engine."""

    def read(turn: source.Sample) -> Answer:
        found = parser.understand(turn.text, turn.context)
        return frozenset(products_of(found.intents)), found.confidence

    return read


def heard_turns(path: Path, spoken: list[source.Sample]) -> dict[str, list[source.Sample]]:
    """Turns as a recogniser wrote them, by who said them."""
    found: dict[str, list[source.Sample]] = {}
    voices = [json.loads(line)["voice"] for line in path.read_text(encoding="utf-8").splitlines()]
    for voice, turn in zip(voices, source.heard(path, spoken), strict=True):
        kind = "our voice" if "joe" in voice else voice.split()[0]
        found.setdefault(f"ours, {kind} heard by whisper", []).append(turn)
        found.setdefault("ours, all voices heard by whisper", []).append(turn)
    return found


def main() -> None:
    """Print the figures."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("data", type=Path)
    wanted.add_argument("--heard", type=Path)
    wanted.add_argument("--peers", nargs="*", default=[], choices=sorted(PEERS))
    given = wanted.parse_args()
    table, known = train.learnt(given.data, given.heard)
    blocks = np.array([train.block_of(s) for s in table.samples])
    typed = source.cookdial(given.data / "cookdial_dev.jsonl", train.PRODUCT)
    heard = heard_turns(given.heard, typed) if given.heard else {}
    with np.load(
        train.WEIGHTS
    ) as shipped:  # a rising curve: it changes no order, and nothing here but abstention
        calibration = shipped["calibration"]
    rules = reader_of(Parser(trained=False))
    results: dict[str, list[Turn]] = {}
    for k in range(train.BLOCKS):
        arrays = train.arrays_of(train.fitted(table, np.flatnonzero(blocks != k)), known, calibration)
        ours = reader_of(Parser(classifier=Classifier(arrays)))
        held = [turn for turn in typed if train.block_of(turn) == k]
        flat = [train.flat(turn) for turn in held]
        mute = [replace(turn, context=Context()) for turn in flat]
        runs = [
            ("ours, typed", held, ours),
            ("ours, spoken view", flat, ours),
            ("ours, spoken view, the moment unknown", mute, ours),
            ("the grammar alone, spoken view", flat, rules),
        ]
        runs += [
            (name, [turn for turn in turns if train.block_of(turn) == k], ours)
            for name, turns in heard.items()
        ]
        learn = [train.flat(turn) for turn in typed if train.block_of(turn) != k]
        runs += [(f"{peer}, spoken view", flat, PEERS[peer](learn)) for peer in given.peers]
        for name, turns, read in runs:
            results.setdefault(name, []).extend(read_all(turns, read))
    for name, turns in results.items():
        if turns:
            print(figures(name, turns))
            late = [turn for turn in turns if turn.sample.group >= 87]
            print("  last third of the dialogues, " + figures(name, late))


if __name__ == "__main__":
    random.seed(0)
    main()
