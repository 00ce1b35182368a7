"""What may be said now, for the recogniser: made once for each moment, then kept."""

from collections import OrderedDict
from collections.abc import Sequence

from sous_voice.core.messages import Context
from sous_voice.hearing.engine import Expectation
from sous_voice.language.grammar import Grammar, compile_graph

KEPT = 32
"""Moments whose graph is kept."""
CLOSED_STATES: frozenset[str] = frozenset()
"""States whose graph is worth its search. None so far: the graph of all cooking sentences has 47,000
arcs and takes over a second to build, which an offer or a ringing timer must not wait for; the parser
understands the free words."""


class Expectations:
    """Grammars → what the recogniser is told for a moment."""

    def __init__(self, grammars: Sequence[Grammar]) -> None:
        self._grammars = tuple(grammars)
        self._kept: OrderedDict[tuple[object, ...], Expectation] = OrderedDict()

    def of(self, context: Context) -> Expectation:
        """The expectation of this moment; the same object for the same moment."""
        names = {
            "ingredient": context.ingredients,
            "tool": context.tools,
            "timer": context.timers,
            "dish": context.titles,
        }
        key = (context.state, *names.values())
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        hints = tuple(dict.fromkeys(name.lower() for listed in names.values() for name in listed))
        graph = None
        if self._grammars and context.state in CLOSED_STATES:
            filled = {name: [one.lower() for one in listed] for name, listed in names.items() if listed}
            graph = compile_graph(self._grammars, names=filled, state=context.state)
        made = Expectation(graph=graph, closed=False, hints=hints)
        self._kept[key] = made
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made
