"""What a step asks of stove, oven, clock and eye: heat levels, temperatures, durations, "until".

``cues(text)`` reads one instruction as printed and gives what it found in reading order. It feeds
the timers offered with a step, the stove's offers, and the oven talk. It never orders heat: an
offer made from a cue still passes the confirmation path.
"""

from sous_voice.core.cues.cue import Cue
from sous_voice.core.cues.duration import read_durations
from sous_voice.core.cues.heat import read_heat
from sous_voice.core.cues.oven import gas_mark, oven_words
from sous_voice.core.cues.temperature import read_temperatures
from sous_voice.core.cues.until import read_until

__all__ = ["Cue", "cues", "gas_mark", "oven_words"]


def cues(text: str) -> tuple[Cue, ...]:
    """Every cue of a step's text, in reading order; empty for a step without any.

    >>> [(cue.kind, cue.level, cue.seconds) for cue in cues("Simmer over low heat for 5 minutes.")]
    [('heat', 'simmer', None), ('heat', 'low', None), ('duration', '', 300.0)]
    """
    temperatures = read_temperatures(text)
    found = (*read_heat(text, temperatures), *temperatures, *read_durations(text), *read_until(text))
    return tuple(sorted(found, key=lambda cue: cue.span))
