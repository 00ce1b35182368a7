"""What may be said now, for the recogniser: made once for each moment, then kept.

Any words may: the parser understands them. The graph of all cooking sentences has 47,000 arcs and takes
over a second to build, which an offer or a ringing timer must not wait for; what helps is to know the names
that matter now.
"""

from collections import OrderedDict

from sous_voice.core.messages import Context
from sous_voice.hearing.engine import Expectation

KEPT = 32
"""Moments kept."""


class Expectations:
    """Moments → what the recogniser is told."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[tuple[str, ...], ...], Expectation] = OrderedDict()

    def of(self, context: Context) -> Expectation:
        """The expectation of this moment; the same object for the same names."""
        # what the decoder is told last, it minds most
        key = (context.titles, context.tools, context.ingredients, context.timers)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        hints = tuple(dict.fromkeys(name.lower() for names in key for name in names))
        made = self._kept[key] = Expectation(hints=hints, places=False)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made
