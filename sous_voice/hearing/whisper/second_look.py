"""A second look at a clip whose free words mean nothing, or are no whole sentence: what that may be said now fits?

The sentences nearest by sound to the free transcripts are weighed by the decoder beside the transcripts
themselves, on the same encoder output. How much less likely the best one is, and how far in sound, is its doubt:
speech that is meant for nobody is near to nothing that may be said.
"""

import math
from collections.abc import Sequence

from sous_voice.core.sentences import Run, Sentences
from sous_voice.hearing.engine import SecondLook
from sous_voice.hearing.phonetic.phrases import SOUND_PER_DROP
from sous_voice.hearing.phonetic.weak_forms import contracted
from sous_voice.hearing.phonetic.whole_sentences import nearest_sentences
from sous_voice.hearing.whisper.fit import PHONETIC_WEIGHT
from sous_voice.hearing.whisper.judge import SILENT
from sous_voice.hearing.whisper.model import Encoded, Hypothesis, WhisperModel
from sous_voice.hearing.whisper.repeats import said_once, transcript_words

TRANSCRIPTS = 2
"""Different transcripts whose neighbours are looked for."""
PLAINLY = 0.15
"""A sentence this much farther by sound than the nearest is not worth weighing."""
FARTHEST = 0.55
"""Cost per phone from which a sentence was not said."""
WEIGHED = 8


def second_look(
    model: WhisperModel, sentences: Sentences, clip: Encoded, heard: Sequence[Hypothesis], silence: float
) -> SecondLook | None:
    """The sentence of the moment that fits best; None where nobody spoke."""
    said = list(dict.fromkeys(run for one in heard if (run := tuple(said_once(transcript_words(one.text))))))
    if not said or (silence > SILENT and heard[0].logprob < -0.5):
        return None
    near = _nearest(sentences, said[:TRANSCRIPTS])
    if not near:
        return SecondLook("", math.inf)
    free = said[:3]
    written = [
        (run, text.split())
        for run in near
        for text in dict.fromkeys((contracted(" ".join(run)), " ".join(run)))
    ]
    weights = model.weigh(clip, [*free, *(words for _, words in written)])
    freely = max(weights[: len(free)])
    weighed: dict[Run, float] = {}
    for (run, _), weight in zip(written, weights[len(free) :], strict=True):
        weighed[run] = max(weight, weighed.get(run, weight))
    best = max(weighed, key=lambda run: weighed[run] - PHONETIC_WEIGHT * near[run])
    doubt = freely - weighed[best] + SOUND_PER_DROP * near[best]
    return SecondLook(contracted(" ".join(best)), round(doubt, 3))


def _nearest(sentences: Sentences, said: Sequence[Run]) -> dict[Run, float]:
    """Sentences near to any of the transcripts, with the least cost per phone."""
    costs: dict[Run, float] = {}
    for words in said:
        for near in nearest_sentences(sentences, words):
            costs[near.words] = min(near.cost, costs.get(near.words, near.cost))
    ordered = sorted(costs.items(), key=lambda item: item[1])[:WEIGHED]
    return {run: cost for run, cost in ordered if cost <= min(ordered[0][1] + PLAINLY, FARTHEST)}
