"""Where in the evening we are, and which moves are allowed: one table, checked by ``transitions``.

    idle ──choose──▶ chosen ──gather──▶ gathering ──cook──▶ cooking ──finish──▶ finished
     ▲ └─look──▶ choosing ─choose─▶ chosen      any of them ──pause──▶ paused ──resume──▶ back

``transitions`` is used as a table only (Enum states, no generated triggers are called, no
wildcards, no queue), because a machine object would be a second, mutable copy of the state.
"""

from enum import Enum, unique

from transitions import Machine


@unique
class Place(Enum):
    """A phase of the evening."""

    IDLE = "idle"
    CHOOSING = "choosing"
    CHOSEN = "chosen"
    GATHERING = "gathering"
    COOKING = "cooking"
    FINISHED = "finished"
    PAUSED = "paused"


_AWAKE = (Place.IDLE, Place.CHOOSING, Place.CHOSEN, Place.GATHERING, Place.COOKING, Place.FINISHED)
_WITH_RECIPE = (Place.CHOSEN, Place.GATHERING, Place.COOKING, Place.FINISHED, Place.PAUSED)

TABLE: tuple[tuple[str, tuple[Place, ...], Place], ...] = (
    ("look", (*_AWAKE, Place.PAUSED), Place.CHOOSING),
    ("choose", (*_AWAKE, Place.PAUSED), Place.CHOSEN),
    ("gather", _WITH_RECIPE, Place.GATHERING),
    ("cook", _WITH_RECIPE, Place.COOKING),
    ("finish", (Place.COOKING, Place.FINISHED), Place.FINISHED),
    ("pause", _AWAKE, Place.PAUSED),
    ("leave", (*_AWAKE, Place.PAUSED), Place.IDLE),
)
"""Trigger, from where, to where. ``resume`` returns to the place that ``pause`` left."""

_MACHINE = Machine(
    model=None,
    states=Place,
    initial=Place.IDLE,
    auto_transitions=False,
    transitions=[
        {"trigger": trigger, "source": source, "dest": dest}
        for trigger, sources, dest in TABLE
        for source in sources
    ],
)


class ImpossibleMove(Exception):
    """A topic asked for a move that the table does not know: a fault of ours, never the cook's."""


def may(place: Place, trigger: str) -> bool:
    """Whether ``trigger`` is allowed at ``place``."""
    return bool(_MACHINE.get_transitions(trigger, place))


def move(place: Place, trigger: str) -> Place:
    """The place after ``trigger``.

    Raises:
        ImpossibleMove: the table has no such move.
    """
    found = _MACHINE.get_transitions(trigger, place)
    if not found:
        raise ImpossibleMove(f"{trigger} at {place.value}")
    return Place[str(found[0].dest)]
