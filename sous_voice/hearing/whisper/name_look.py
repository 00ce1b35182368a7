"""A look at a clip that may be about a guest: the decoder hears it once more, told how guests are spoken of.

What it was told first are orders of the kitchen, and so it writes "on a can of nuts". Told of guests, it writes "Anna
can't have nuts" far more often. The sentences nearest by sound to all of its transcripts, with given names in
the place of persons, are weighed on the same encoder output beside the transcripts themselves.
"""

import math
from collections.abc import Sequence

from sous_voice.core.sentences import Run, Sentences
from sous_voice.hearing.engine import SecondLook
from sous_voice.hearing.phonetic.guests import NameAnswers, WithNames, near_names
from sous_voice.hearing.phonetic.phrases import SOUND_PER_DROP
from sous_voice.hearing.phonetic.weak_forms import contracted
from sous_voice.hearing.phonetic.whole_sentences import nearest_sentences
from sous_voice.hearing.whisper.fit import PHONETIC_WEIGHT
from sous_voice.hearing.whisper.judge import SILENT
from sous_voice.hearing.whisper.model import Encoded, Hypothesis, WhisperModel
from sous_voice.hearing.whisper.repeats import said_once, transcript_words

OF_GUESTS = (
    "Anna can't have nuts. Ben is vegan. Maria is allergic to milk. No fish for Omar. Can Priya eat this?"
)
"""How guests are spoken of; the decoder writes like it."""
NAMED = "Who is it? The name is Anna. It's Ben. Maria. Priya."
"""The same for answers to "who?"."""
TRANSCRIPTS = 3
WEIGHED = 12
PLAINLY = 0.15
"""A sentence this much farther by sound than the nearest is not worth weighing."""


def name_look(
    model: WhisperModel,
    sentences: Sentences,
    clip: Encoded,
    heard: Sequence[Hypothesis],
    silence: float,
    *,
    asked: bool,
    known: bool,
) -> SecondLook | None:
    """The sentence about a person that fits best; None where nobody spoke.

    ``asked``: a name alone is an answer. ``known``: only names of the moment are meant.
    """
    if silence > SILENT and heard[0].logprob < -0.5:
        return None
    again, _ = model.hear(clip, 5, prompt=model.prompt(NAMED if asked else OF_GUESTS))
    first, told = _runs(heard)[:TRANSCRIPTS], _runs(again)[:TRANSCRIPTS]
    said = list(dict.fromkeys([*told, *first]))
    if not said:
        return None
    near, people = _nearest(sentences, said, asked=asked, known=known)
    about = {run for run in near if people & set(run)}
    if not about:
        return SecondLook("", math.inf)
    weights = model.weigh(clip, [*said, *(contracted(" ".join(run)).split() for run in near)])
    weighed = dict(zip(near, weights[len(said) :], strict=True))
    # "we can't have nuts" is no guest's sentence, but may be what was said
    freely = max(*weights[: len(said)], *(weighed[run] for run in near if run not in about), -math.inf)
    best = max(sorted(about), key=lambda run: weighed[run] - PHONETIC_WEIGHT * near[run])
    doubt = freely - weighed[best] + SOUND_PER_DROP * near[best]
    return SecondLook(contracted(" ".join(best)), round(doubt, 3))


def _runs(heard: Sequence[Hypothesis]) -> list[Run]:
    """Different transcripts, as words, likeliest first."""
    return list(dict.fromkeys(run for one in heard if (run := tuple(said_once(transcript_words(one.text))))))


def _nearest(
    sentences: Sentences, said: Sequence[Run], *, asked: bool, known: bool
) -> tuple[dict[Run, float], frozenset[str]]:
    """Sentences near to any of the transcripts, with the least cost per phone; and the words that are names."""
    costs: dict[Run, float] = {}
    table = sentences.values("person")
    people = {word for run in table for word in run}
    for words in said:
        names = () if known else near_names(words)
        people |= set(names)
        some = NameAnswers(table, names) if asked else WithNames(sentences, names)
        for near in nearest_sentences(some, words):
            costs[near.words] = min(near.cost, costs.get(near.words, near.cost))
    ordered = sorted(costs.items(), key=lambda item: item[1])[:WEIGHED]
    least = min(costs.values(), default=0.0)
    return {run: cost for run, cost in ordered if cost <= least + PLAINLY}, frozenset(people)
