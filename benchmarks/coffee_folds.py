"""Are the thresholds of the closed grammar fitted to the clips they were chosen on? Cross-validation.

    python benchmarks/coffee_folds.py DATA

Every clip in every noise is heard once, with all sentences weighed kept. Then the four figures of
``hearing/whisper`` (weight of sound against decoder, farthest sound, sound against drop, limit) are chosen
anew on four fifths of the speakers' clips and of the other sounds, and tried on the last fifth, five times
over. Also prints the plain shares with the figures in use.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from coffee import GRAMMAR, mixed, other_sounds

from sous_voice.hearing.phonetic.graph import PhoneGraph, compile_phones
from sous_voice.hearing.source import Floats, read_sound
from sous_voice.hearing.whisper.fit import PHONETIC_WEIGHT, fits
from sous_voice.hearing.whisper.judge import CLOSED_LIMIT, FARTHEST_SOUND, SOUND_PER_DROP
from sous_voice.hearing.whisper.model import LONGEST, WhisperModel
from sous_voice.language.grammar import compile_graph, load_grammar, slots_of

NOISES = (None, 24.0, 21.0, 18.0, 15.0, 12.0, 9.0, 6.0)
FOLDS = 5
IN_USE = (PHONETIC_WEIGHT, FARTHEST_SOUND, SOUND_PER_DROP, CLOSED_LIMIT)
GRID = tuple(product((0.75, 1.0, 1.25, 1.5, 2.0), (0.36, 0.42, 0.48), (2.0, 3.0, 4.0), (1.8, 2.1, 2.4, 2.7)))


@dataclass(frozen=True)
class Evidence:
    """What was weighed for one clip."""

    free: float
    """Log-probability of the free transcript."""
    found: tuple[tuple[float, float, bool], ...]
    """Sound, weight, and whether all slots are right, of each sentence."""


def evidence(model: WhisperModel, graph: PhoneGraph, clip: Floats, right: object) -> Evidence:
    """Hear a clip; ``right`` tells whether a path is."""
    encoded = model.encode(clip[-int(LONGEST * 16000) :])
    heard, _ = model.hear(encoded)
    found = fits(graph, model, encoded, heard)
    return Evidence(heard[0].logprob, tuple((f.cost, f.weight, right(f.path)) for f in found))  # type: ignore[operator]


def taken(one: Evidence, figures: Sequence[float]) -> bool | None:
    """Whether the sentence taken is right; None where none is taken."""
    weight, farthest, per_drop, limit = figures
    if not one.found:
        return None
    sound, gained, right = max(one.found, key=lambda f: f[1] - weight * f[0])
    if sound > farthest or one.free - gained + per_drop * sound > limit:
        return None
    return right


def gain(clips: Sequence[Evidence], others: Sequence[Evidence], figures: Sequence[float]) -> float:
    """Orders right, less ten for every other sound taken."""
    return sum(taken(one, figures) is True for one in clips) - 10.0 * sum(
        taken(one, figures) is not None for one in others
    )


def main() -> None:
    """Print the figures, one line each."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("data", type=Path)
    data = wanted.parse_args().data
    grammar = load_grammar(GRAMMAR)
    graph, model = compile_phones(compile_graph(grammar)), WhisperModel()
    labels = json.loads((data / "coffee" / "labels.json").read_text())
    noise = read_sound(data / "kitchen-noise.wav")
    heard: dict[float | None, list[Evidence]] = {}
    for snr in NOISES:
        heard[snr] = []
        for name in sorted(labels):
            clip = mixed(read_sound(data / "coffee" / "clips" / name), noise, snr, name)
            slots = labels[name]["slots"]
            heard[snr].append(
                evidence(model, graph, clip, lambda path, slots=slots: slots_of(grammar, path) == slots)
            )
        plain = [taken(one, IN_USE) for one in heard[snr]]
        print(f"{snr or 'clean'}: {plain.count(True)} right, {plain.count(None)} refused", flush=True)
    others = [evidence(model, graph, sound, lambda path: False) for _, sound in other_sounds(data)]
    print(f"other sounds: {sum(taken(one, IN_USE) is not None for one in others)} of {len(others)} taken")
    _cross_validate(heard, others)


def _cross_validate(heard: dict[float | None, list[Evidence]], others: list[Evidence]) -> None:
    right = dict.fromkeys(heard, 0)
    wrong = 0
    for fold in range(FOLDS):
        learn = [one for clips in heard.values() for n, one in enumerate(clips) if n % FOLDS != fold]
        negatives = [one for n, one in enumerate(others) if n % FOLDS != fold]
        best = max(GRID, key=lambda figures: gain(learn, negatives, figures))
        for snr, clips in heard.items():
            right[snr] += sum(taken(one, best) is True for one in clips[fold::FOLDS])
        wrong += sum(taken(one, best) is not None for one in others[fold::FOLDS])
        print(f"fold {fold + 1}: chosen {best}", flush=True)
    for snr, count in right.items():
        print(f"{snr or 'clean'}, figures chosen without them: {count} right")
    print(f"other sounds, figures chosen without them: {wrong} of {len(others)} taken")


if __name__ == "__main__":
    main()
