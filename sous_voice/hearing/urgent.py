"""Stop, off and emergency phrases, recognised in the open utterance before it ends.

A single short word is what a recogniser of free speech hears worst: "heat off" comes as "he tough",
"stop talking" as "start talking". But few phrases are urgent, and so the question can be put the other
way round: which of them is nearest to what was heard by its sound, and does the decoder think it nearly
as probable as its own free words? Phrases that sound like an urgent one and mean something else stand
beside them as rivals: where a rival fits better, nothing is noticed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sous_voice.hearing.phonetic.phones import GAP, SUBSTITUTION
from sous_voice.hearing.phonetic.pronounce import sounds

SHORT = ("stop", "stop stop", "stop it", "stop talking", "be quiet", "quiet", "silence", "shut up", "enough",
         "emergency", "emergency stop", "fire", "help fire", "there's a fire", "it's on fire", "stop the stove",
         "everything off")  # fmt: skip
"""Nothing that goes on from here makes them harmless: they count in the midst of speech."""
WHOLE = ("turn it off", "turn off", "turn everything off", "turn the heat off", "turn off the heat",
         "turn off the stove", "turn the stove off", "heat off", "off", "switch it off", "shut it off",
         "cut the heat", "kill the heat")  # fmt: skip
"""They may go on ("turn off the timer"): they count once the speaker pauses."""
RIVALS = ("turn up the heat", "turn the heat up", "turn the heat", "turn the heat to", "turn it up", "turn it on",
          "turn it down", "turn down the heat", "turn on the heat", "turn off the timer", "stop the timer",
          "start the timer", "stop stirring", "should i stop", "when do i stop", "take it off the heat",
          "turn the heat down", "dinner's almost", "what's for", "start", "start cooking", "next step",
          "shall i", "how much", "what's next", "half of")  # fmt: skip
"""Never noticed; they take away what is theirs."""

NEAR = 0.55
"""Phonetic cost per phone beyond which a phrase was not said (of 660 urgent phrases said in rooms with
kitchen noise, 98 in 100 lie below it, of other speech half)."""
WEIGHED = 8
"""The phrases nearest by sound that are weighed by the decoder: more than one in twenty never win."""
SOUND_PER_DROP = 3.0
"""What a unit of phonetic cost per phone weighs against one of lost log-probability per token."""
LIMIT = 3.0
"""Drop + weighed cost up to which a phrase counts."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """An urgent phrase that was probably said."""

    phrase: str
    whole: bool
    """Whether it counts only once the speaker pauses."""


def distance(heard: Sequence[int], said: Sequence[int]) -> float:
    """Phonetic cost per phone between two runs of phones, of the longer one."""
    cost = np.concatenate(([0.0], np.cumsum(GAP[list(said)])))
    for phone in heard:
        swapped = cost[:-1] + SUBSTITUTION[list(said), phone]
        fresh = cost + GAP[phone]
        for place, swap in enumerate(swapped):
            fresh[place + 1] = min(fresh[place + 1], swap, fresh[place] + GAP[said[place]])
        cost = fresh
    return float(cost[-1]) / max(len(heard), len(said), 1)


def said_once(words: Sequence[str]) -> list[str]:
    """A transcript without its repetitions: on short windows the decoder says a phrase over and over."""
    for length in range(1, len(words)):
        again = words[length : 2 * length]
        if list(again) == list(words[: len(again)]) and (len(again) == length or length > 1):
            return list(words[:length])
    return list(words)


class UrgentPhrases:
    """The phrases with their sounds, ready to be compared."""

    def __init__(self) -> None:
        self.phrases = (*SHORT, *WHOLE, *RIVALS)
        self._sounds = [sounds(phrase.split())[0] for phrase in self.phrases]

    def nearest(self, transcripts: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """The phrases nearest to any of the transcripts (words), with their cost per phone, nearest first."""
        heard = [phones for words in transcripts if (phones := sounds(words)[0])]
        costs = [min((distance(one, said) for one in heard), default=np.inf) for said in self._sounds]
        order = np.argsort(costs, kind="stable")[:WEIGHED]
        return [(self.phrases[place], float(costs[place])) for place in order if costs[place] <= NEAR]

    @staticmethod
    def best(near: Sequence[tuple[str, float]], weights: Sequence[float], free: float) -> Urgent | None:
        """The phrase that was said, if any.

        Args:
            near: of ``nearest``.
            weights: the decoder's mean log-probability per token of each.
            free: the same of its own free words.
        """
        scored = [
            (free - weight + SOUND_PER_DROP * cost, phrase)
            for (phrase, cost), weight in zip(near, weights, strict=True)
        ]
        if not scored:
            return None
        badness, phrase = min(scored)
        if badness > LIMIT or phrase in RIVALS:
            return None
        return Urgent(phrase, phrase in WHOLE)
