"""A second look at a clip whose free words mean nothing, or are no whole sentence: what that may be said now fits?

The sentences nearest by sound to the free transcripts are weighed by the decoder beside the transcripts
themselves, on the same encoder output. How much less likely the best one is, and how far in sound, is its doubt:
speech that is meant for nobody is near to nothing that may be said.
"""

import math
from collections.abc import Sequence

from sous_voice.core.sentences import Run, Sentences
from sous_voice.hearing.engine import SecondLook
from sous_voice.hearing.phonetic.phrases import NEAR, SOUND_PER_DROP, Phrases
from sous_voice.hearing.phonetic.weak_forms import contracted
from sous_voice.hearing.phonetic.whole_sentences import nearest_sentences
from sous_voice.hearing.urgent import RIVALS
from sous_voice.hearing.whisper.fit import PHONETIC_WEIGHT
from sous_voice.hearing.whisper.judge import SILENT
from sous_voice.hearing.whisper.model import Encoded, Hypothesis, WhisperModel
from sous_voice.hearing.whisper.on_doubt import WORDS
from sous_voice.hearing.whisper.repeats import said_once, transcript_words

TRANSCRIPTS = 2
"""Different transcripts whose neighbours are looked for."""
PLAINLY = 0.15
"""A sentence this much farther by sound than the nearest is not worth weighing."""
FARTHEST = 0.55
"""Cost per phone from which a sentence was not said."""
WEIGHED = 8
URGENT_FIRST = 0.4
"""By how much an urgent phrase may fit worse than another sentence and still be what was meant (log-probability per
token, as weighed here)."""
ONE_WORD = 0.5
"""Seconds of voice up to which every urgent word is weighed."""


def second_look(
    model: WhisperModel,
    sentences: Sentences,
    urgent: Phrases,
    clip: Encoded,
    heard: Sequence[Hypothesis],
    silence: float,
) -> SecondLook | None:
    """The sentence of the moment, or the urgent phrase, that fits best; None where nobody spoke.

    Of two that fit about as well the urgent one is meant, so that an unclear "off" never becomes a question.
    """
    said = list(dict.fromkeys(run for one in heard if (run := tuple(said_once(transcript_words(one.text))))))
    if not said or (silence > SILENT and heard[0].logprob < -0.5):
        return None
    near = _nearest(sentences, said[:TRANSCRIPTS])
    acts = {tuple(phrase.split()): cost for phrase, cost in urgent.nearest(said) if phrase not in RIVALS}
    if clip.voiced <= ONE_WORD:
        # so short a word that what was written down tells nothing of its sound
        acts = {(word,): NEAR for word in WORDS} | acts
    if not near and not acts:
        return SecondLook("", math.inf)
    free, near = said[:3], acts | near
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
    best = max(weighed, key=lambda run: weighed[run] - _against(run, near[run], run in acts))
    doubt = freely - weighed[best] + SOUND_PER_DROP * near[best]
    return SecondLook(contracted(" ".join(best)), round(doubt, 3))


def _against(run: Run, cost: float, urgent: bool) -> float:
    """What speaks against a candidate beside its weight: its sound, but for one urgent word."""
    return (0.0 if urgent and len(run) == 1 else PHONETIC_WEIGHT * cost) - (URGENT_FIRST if urgent else 0.0)


def _nearest(sentences: Sentences, said: Sequence[Run]) -> dict[Run, float]:
    """Sentences near to any of the transcripts, with the least cost per phone."""
    costs: dict[Run, float] = {}
    for words in said:
        for near in nearest_sentences(sentences, words):
            costs[near.words] = min(near.cost, costs.get(near.words, near.cost))
    ordered = sorted(costs.items(), key=lambda item: item[1])[:WEIGHED]
    if not ordered:
        return {}
    return {run: cost for run, cost in ordered if cost <= min(ordered[0][1] + PLAINLY, FARTHEST)}
