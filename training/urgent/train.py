"""Train the head that notices stop, off and fire, and say what it notices of voices it never heard.

    python -m training.urgent.voices CLIPS --kokoro FOLDER
    python -m training.urgent.train CLIPS --data ../shared/data [--check]

Writes ``sous_voice/hearing/keywords/urgent.npz``; the same clips and seed give the same weights. Scenes are kept
beside the clips as embeddings, since they take most of the time. ``--check`` only measures the weights that are there.
DATA has kitchen noise and real people's speech (orders of coffee, read prose), which must not be noticed: every
second order is trained on.
"""

import argparse
import pickle
import sys
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from barge_in import TEXT
from room import assistant

from sous_voice.hearing.engine import RATE
from sous_voice.hearing.keywords.embedding import SIZE, STEP
from sous_voice.hearing.keywords.head import FORMAT, KINDS, STEPS, WEIGHTS, Head
from sous_voice.hearing.source import read_sound
from training.urgent.scenes import SKIP, Kitchen, Labelled, clips, embedded, leftovers, noise, rooms
from training.urgent.voices import HELD_OUT, speaker

SEED = 2026
ROOMS = 16
EACH = 24
"""Clips a scene."""
PASSES = {"kokoro": 6, "joe": 2, "espeak": 2, "flite": 2, "read": 1, "festival": 2, "words": 2,
          "bare": 3}  # fmt: skip
"""How often a voice's clips are laid into scenes; every time but the first, higher or lower and faster or slower."""
SHARED, HIDDEN = 48, 64
EPOCHS = 14
BATCH = 512
RATE_OF_LEARNING = 2e-3
SHRINK = 0.01
DROPPED = 0.15
"""Share of each layer left out at random while training."""
BLUR = 0.25
"""Noise added to the embeddings while training, in standard deviations of theirs."""
Floats = NDArray[np.float32]


def scenes(folder: Path, data: Path, held_out: bool) -> list[Labelled]:
    """All scenes of the voices to train on, or of the others."""
    kitchen = _kitchen(folder, data, held_out)
    names = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "scenes")
    return [
        one
        for name in names
        if (speaker(name) in HELD_OUT) == held_out
        for one in scenes_of(name, folder, kitchen)
    ]


def scenes_of(voice: str, folder: Path, kitchen: Kitchen) -> list[Labelled]:
    """One voice's; kept once made."""
    kept = folder / "scenes"
    kept.mkdir(exist_ok=True)
    said, found = clips(folder / voice), []
    for turn in range(1 if speaker(voice) in HELD_OUT else PASSES[voice.split("-")[0]]):
        seed = zlib.crc32(f"{voice} {turn}".encode())
        order = np.random.default_rng(seed).permutation(len(said))
        for start in range(0, len(said), EACH):
            some = [said[place] for place in order[start : start + EACH]]
            file = kept / f"{voice}.{turn}.{start}.{len(said)}.pickle"
            if not file.exists():
                file.write_bytes(pickle.dumps(kitchen.scene(voice, some, seed + start, moved=turn > 0)))
            found.append(pickle.loads(file.read_bytes()))
    return found


def _kitchen(folder: Path, data: Path, held_out: bool) -> Kitchen:
    file = folder / f"kitchen.{held_out}.pickle"
    if not file.exists():
        seed = SEED + held_out
        sound = read_sound(data / "kitchen-noise.wav")
        half = sound[: sound.size // 2] if held_out else sound[sound.size // 2 :]
        ours = [assistant(line) for line in _own_words(held_out)]
        near = [one.sound for one in clips(folder / ("flite-rms" if held_out else "flite-slt"))]
        ways = rooms(6 if held_out else ROOMS, seed * 100)
        left = leftovers(ours, near, ways[1 : 4 if held_out else 9], seed)
        file.write_bytes(pickle.dumps(Kitchen(ways, half, left)))
    return pickle.loads(file.read_bytes())


def _own_words(held_out: bool) -> list[str]:
    if held_out:
        return list(TEXT)
    lines = (Path(__file__).parent / "near.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if len(line) > 40 and not line.startswith("#")]


def never(folder: Path, data: Path, held_out: bool) -> list[Labelled]:
    """Real people's speech, our own voice alone and the kitchen alone."""
    file = folder / f"never.{held_out}.pickle"
    if file.exists():
        return pickle.loads(file.read_bytes())
    kitchen = _kitchen(folder, data, held_out)
    draw = np.random.default_rng(SEED + held_out)
    found = []
    orders = sorted((data / "coffee" / "clips").glob("*.wav"))[held_out::2]
    for file_ in [*orders, *(sorted((data / "negative").glob("*.wav")) if held_out else [])]:
        sound = read_sound(file_)
        for snr in (30,) if held_out else (20,):
            mixed = sound + noise(kitchen.kitchen, sound.size, draw) * np.sqrt(np.mean(sound**2)) * 10 ** (
                -snr / 20
            )
            found.append(embedded(mixed.astype(np.float32), (), f"people {file_.stem}"))
    for one in kitchen.ours:
        for loud in (0.5, 2.0):
            mixed = one * loud + noise(kitchen.kitchen, one.size, draw) * 0.003
            found.append(embedded(mixed.astype(np.float32), (), "our own voice"))
    for loud in (0.005, 0.05):
        found.append(embedded(kitchen.kitchen / np.sqrt(np.mean(kitchen.kitchen**2)) * loud, (), "kitchen"))
    file.write_bytes(pickle.dumps(found))
    return found


def table(some: Iterable[Labelled]) -> tuple[Floats, NDArray[np.int64]]:
    """Windows and their labels."""
    windows, labels = [], []
    for one in some:
        if len(one.vectors) < STEPS:
            continue
        rows = np.lib.stride_tricks.sliding_window_view(one.vectors, STEPS, axis=0).transpose(0, 2, 1)
        keep = one.labels[STEPS - 1 :] != SKIP
        windows.append(rows.reshape(len(rows), -1)[keep])
        labels.append(one.labels[STEPS - 1 :][keep])
    return np.concatenate(windows), np.concatenate(labels).astype(np.int64)


class Network:
    """The head while it learns: Adam on the cross-entropy."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self.weights: list[Floats] = []
        for one, other in ((SIZE, SHARED), (STEPS * SHARED, HIDDEN), (HIDDEN, len(KINDS) + 1)):
            self.weights += [
                (rng.standard_normal((one, other)) * np.sqrt(2 / one)).astype(np.float32),
                np.zeros(other, np.float32),
            ]
        self._first = [np.zeros_like(one) for one in self.weights]
        self._second = [np.zeros_like(one) for one in self.weights]
        self._turn = 0

    def step(self, values: Floats, wanted: Floats, weigh: Floats, rate: float) -> float:
        """One batch of windows, shape (n, ``STEPS``, ``SIZE``); its loss."""
        w0, b0, w1, b1, w2, b2 = self.weights
        seen = np.maximum(values.reshape(-1, SIZE) @ w0 + b0, 0).reshape(len(values), -1)
        seen *= self._kept(seen.shape)
        hidden = np.maximum(seen @ w1 + b1, 0)
        hidden *= self._kept(hidden.shape)
        scores = hidden @ w2 + b2
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        loss = float(-(weigh * np.log((odds * wanted).sum(axis=1) + 1e-9)).mean())
        back = (odds - wanted) * (weigh[:, None] / len(values))
        back1 = (back @ w2.T) * (hidden > 0) / (1 - DROPPED)
        back0 = ((back1 @ w1.T) * (seen > 0) / (1 - DROPPED)).reshape(-1, SHARED)
        self._adam(
            [
                *(values.reshape(-1, SIZE).T @ back0, back0.sum(axis=0)),
                *(seen.T @ back1, back1.sum(axis=0)),
                *(hidden.T @ back, back.sum(axis=0)),
            ],
            rate,
        )
        return loss

    def _kept(self, shape: tuple[int, ...]) -> Floats:
        kept: Floats = (self._rng.random(shape, dtype=np.float32) > DROPPED) / np.float32(1 - DROPPED)
        return kept

    def _adam(self, slopes: Sequence[Floats], rate: float) -> None:
        self._turn += 1
        for weight, slope, first, second in zip(self.weights, slopes, self._first, self._second, strict=True):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope * slope - second)
            bias = np.sqrt(1 - 0.999**self._turn) / (1 - 0.9**self._turn)
            weight -= (rate * (bias * first / (np.sqrt(second) + 1e-8) + SHRINK * weight)).astype(np.float32)


def trained(windows: NDArray[np.float16], labels: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """The weights, as ``Head`` reads them."""
    rng = np.random.default_rng(SEED)
    values = windows.reshape(-1, STEPS, SIZE).astype(np.float32)
    mean, spread = values[::5].mean(axis=(0, 1)), values[::5].std(axis=(0, 1)) + 1e-3
    values = (values - mean) / spread
    network = Network(rng)
    shown = np.eye(len(KINDS) + 1, dtype=np.float32)
    # phrases are rare among embeddings; a missed one costs more than its share
    weigh = np.where(labels > 0, 2.0, 1.0).astype(np.float32)
    steps, done = EPOCHS * (len(labels) // BATCH), 0
    for epoch in range(EPOCHS):
        order, losses = rng.permutation(len(labels)), []
        for start in range(0, len(order) - BATCH + 1, BATCH):
            some = order[start : start + BATCH]
            fed = values[some] + BLUR * rng.standard_normal((BATCH, STEPS, SIZE), dtype=np.float32)
            rate = RATE_OF_LEARNING * 0.5 * (1 + np.cos(np.pi * done / steps))
            losses.append(network.step(fed, shown[labels[some]], weigh[some], rate))
            done += 1
        print(f"epoch {epoch}: {np.mean(losses):.4f}", flush=True)
    first = network.weights[0] / spread[:, None]
    layers = [first, network.weights[1] - mean @ first, *network.weights[2:]]
    named = {f"{'wb'[place % 2]}{place // 2}": one for place, one in enumerate(layers)}
    return {
        "format": np.array(FORMAT),
        **{name: one.astype(np.float16 if name[0] == "w" else np.float32) for name, one in named.items()},
    }


# ------------------------------------------------------------------ what it notices

WITHIN = 0.26
"""Seconds after a phrase's end: what is left of 0.3 once half a block of the microphone is waited for."""


def probabilities(head: Head, one: Labelled) -> Floats:
    """Shape (steps, kinds)."""
    padded = np.concatenate([np.zeros((STEPS - 1, one.vectors.shape[1]), np.float16), one.vectors]).astype(
        np.float32
    )
    return np.array([head(padded[at : at + STEPS]) for at in range(len(one.vectors))])


def noticed(odds: Floats, threshold: float) -> list[tuple[float, str, float]]:
    """When, which kind and how surely; a kind once a second."""
    found, until = [], -1.0
    for step, row in enumerate(odds):
        at = (step + 1) * STEP / RATE
        if row.max() >= threshold and at > until:
            found.append((at, KINDS[int(row.argmax())], float(row.max())))
            until = at + 1.0
    return found


HUSHES, PUTS_OUT = frozenset({"stop", "quiet"}), frozenset({"off", "fire", "emergency"})


def same(one: str, other: str) -> bool:
    """Whether two kinds act alike."""
    return {one, other} <= HUSHES or {one, other} <= PUTS_OUT


def report(head: Head, spoken: Sequence[Labelled], nothing: Sequence[Labelled]) -> None:
    """The share noticed of each family of voices, and false ones an hour, over the threshold."""
    odds = [(one, probabilities(head, one)) for one in (*spoken, *nothing)]
    for threshold in (0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99):
        hits: dict[str, list[bool]] = {}
        late: list[bool] = []
        false: dict[str, list[str]] = {}
        hours: dict[str, float] = {}
        for one, row in odds:
            news = noticed(row, threshold)
            group = one.voice.split("-")[0].split(" ")[0]
            hours[group] = hours.get(group, 0) + len(row) * STEP / RATE / 3600
            wanted = [end for end in one.ends if end[1] != "near"]
            for end, kind, _ in wanted:
                right = [at for at, said, _ in news if same(said, kind) and at - end > -0.3]
                hits.setdefault(group, []).append(any(at - end <= WITHIN for at in right))
                hits.setdefault(kind, []).append(hits[group][-1])
                late.append(any(at - end < 0.6 for at in right))
            for at, said, _ in news:
                if not any(-0.45 < at - end < 0.9 and same(said, kind) for end, kind, _ in wanted):
                    words = next((w for end, _, w in one.ends if end + 0.5 > at), "?")
                    false.setdefault(group, []).append(f"{said}: {words}")
        shares = " ".join(f"{name} {np.mean(some):.2f}" for name, some in sorted(hits.items()))
        wrong = " ".join(
            f"{name} {len(false.get(name, []))} in {60 * hour:.0f} min" for name, hour in hours.items()
        )
        print(f"{threshold:.2f}: {shares}; in 0.6 s {np.mean(late):.2f}; false: {wrong}", flush=True)
        if threshold in (0.9, 0.98):
            print("      ", "; ".join(text for some in false.values() for text in some[:14]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if not args.check:
        windows, labels = table([*scenes(args.clips, args.data, False), *never(args.clips, args.data, False)])
        print(f"{len(labels)} embeddings, {np.bincount(labels).tolist()} of each kind", flush=True)
        np.savez_compressed(WEIGHTS, **trained(windows, labels))
    report(Head(), scenes(args.clips, args.data, True), never(args.clips, args.data, True))


if __name__ == "__main__":
    main()
