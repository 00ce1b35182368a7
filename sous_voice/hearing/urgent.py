"""Stop, off and emergency phrases, recognised in the open utterance before it ends.

Phrases that sound like an urgent one and mean something else stand beside them as rivals: where a rival
fits better, nothing is noticed.
"""

from dataclasses import dataclass

from sous_voice.hearing.phonetic.phrases import Phrases

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

HUSHING = frozenset(
    {"stop", "stop stop", "stop it", "stop talking", "be quiet", "quiet", "silence", "shut up", "enough"}
)
"""Those that are obeyed by silence; the others put the heat out."""
LIMIT = 3.0
"""How badly an urgent phrase may fit: an "off" too many is cheap."""
PHRASES = (*SHORT, *WHOLE, *RIVALS)


@dataclass(frozen=True, slots=True)
class Urgent:
    """An urgent phrase that was probably said."""

    phrase: str
    whole: bool
    """Whether it counts only once the speaker pauses."""


def alike(one: str, other: str) -> bool:
    """Whether two urgent phrases are obeyed alike."""
    return (one in HUSHING) == (other in HUSHING)


def urgent_phrases() -> Phrases:
    """The phrases and their rivals, to be compared with what was heard."""
    return Phrases(PHRASES)


def urgent(fit: tuple[str, float] | None) -> Urgent | None:
    """The urgent phrase that fits, of ``phonetic.phrases.fittest``; None for a rival or too bad a fit."""
    if fit is None or fit[1] > LIMIT or fit[0] in RIVALS:
        return None
    return Urgent(fit[0], fit[0] in WHOLE)
