"""What may be said now, for the recogniser: made once for each moment, then kept.

Any words may: the parser understands them. What helps is to know the names that matter now, and the whole
sentences that the parser knows: the recogniser searches them where the free words are doubtful.
"""

from collections import OrderedDict
from collections.abc import Callable

from sous_voice.core.moment import Context
from sous_voice.core.sentences import Sentences
from sous_voice.hearing.engine import Expectation

KEPT = 32
"""Moments kept."""


class Expectations:
    """Moments → what the recogniser is told."""

    def __init__(self, sentences: Callable[[Context], Sentences] | None = None) -> None:
        """``sentences``: those that the parser knows, with the names of a moment."""
        self._sentences = sentences
        self._kept: OrderedDict[tuple[tuple[str, ...], ...], Expectation] = OrderedDict()

    def of(self, context: Context) -> Expectation:
        """The expectation of this moment; the same object for the same names."""
        # what the decoder is told last, it minds most
        key = (context.titles, context.tools, context.ingredients, context.timers, context.people)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        hints = tuple(dict.fromkeys(name.lower() for names in key for name in names))
        sentences = self._sentences(context) if self._sentences is not None else None
        made = self._kept[key] = Expectation(hints=hints, sentences=sentences, places=False)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made
