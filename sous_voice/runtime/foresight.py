"""What will probably be said next, found by asking the conversation itself.

``decide`` is pure, so "what would I say if the cook said *next* now?" has an exact answer before anybody
says it. The texts are synthesised ahead while there is time, and the answer then starts at once. Nothing
of these turns is carried out.
"""

from collections.abc import Callable, Iterator
from functools import partial

from sous_voice.core.decide import decide
from sous_voice.core.intents import Intent, Slot, Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effects, Event, Heard, Say, SetVoice, Ticked
from sous_voice.core.place import Place
from sous_voice.core.session import Session, open_question
from sous_voice.runtime.conductor import Watcher

Foresee = Callable[[Callable[[], tuple[Say, ...]]], None]
"""Synthesise ahead what this gives, when there is time."""

MOST = 24
"""Texts foreseen at a time."""
SOON = 900.0
"""Seconds: timers that end later are foreseen another time."""
_STEPS = 3
"""How many steps ahead."""

# the most frequent first: shares of 4,610 turns of CookDial, and what a voice register adds
_SAID: dict[Place, tuple[str, ...]] = {
    Place.IDLE: (),
    Place.CHOOSING: ("choose_option",),
    Place.CHOSEN: ("start_cooking", "start_gather", "recipe_overview", "ingredient_count"),
    Place.GATHERING: ("next_ingredient", "start_cooking", "ingredients_done"),
    Place.COOKING: (
        "duration",
        "doneness",
        "temperature",
        "tool",
        "where_am_i",
        "previous_step",
        "meanwhile",
    ),
    Place.FINISHED: ("is_finished", "goodbye"),
    Place.PAUSED: ("resume",),
}
_ALWAYS = ("repeat_last", "recipe_title", "help_now")


def likely(kitchen: Kitchen, session: Session) -> tuple[Say, ...]:
    """Texts that may be said next, the likeliest first; at most ``MOST``."""
    found: dict[tuple[str, str], Say] = {}
    for effects in _turns(kitchen, session):
        for effect in effects:
            if isinstance(effect, Say) and not effect.recording:
                found.setdefault((effect.text, effect.voice), effect)
    return tuple(found.values())[:MOST]


def _turns(kitchen: Kitchen, session: Session) -> Iterator[Effects]:
    ahead = session
    for _ in range(_STEPS if session.place is Place.COOKING else 1):
        turn = decide(kitchen, ahead, _heard(ahead, "next_step"))
        yield turn.effects
        ahead = turn.session
    question = open_question(session)
    if question is not None:
        for name in ("affirm", "negate"):
            yield _effects(kitchen, session, _heard(session, name))
    for timer in session.timers.live:
        if timer.ends_at is not None and session.at < timer.ends_at < session.at + SOON:
            yield _effects(kitchen, session, Ticked(timer.ends_at))
    yield _effects(kitchen, session, Heard(session.at, Understanding("", abstained=True)))
    for name in (*_SAID[session.place], *_ALWAYS):
        yield _effects(kitchen, session, _heard(session, name))
    for name in _ingredients(session):
        yield _effects(kitchen, session, _heard(session, "amount", ingredient=name))


def _effects(kitchen: Kitchen, session: Session, event: Event) -> Effects:
    return decide(kitchen, session, event).effects


def _heard(session: Session, name: str, **slots: Slot) -> Heard:
    words = name.replace("_", " ")
    return Heard(session.at, Understanding(words, (Intent(name, slots),)), began=session.at)


def _ingredients(session: Session) -> tuple[str, ...]:
    """Those of the present step: the ones whose amounts are asked for."""
    if session.recipe is None or session.step is None or session.place is not Place.COOKING:
        return ()
    return tuple(item.name for item in session.recipe.steps[session.step].ingredients)


class Foresight:
    """A watcher: after each turn in which something was said, the next ones are foreseen."""

    def __init__(self, kitchen: Kitchen, foresee: Foresee, watch: Watcher) -> None:
        """``foresee``: the speaker's. ``watch``: sees everything first."""
        self._kitchen, self._foresee, self._watch = kitchen, foresee, watch

    def __call__(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None:
        """Takes no time: what is foreseen is worked out in the thread that synthesises it."""
        self._watch(event, before, after, effects)
        if any(isinstance(effect, Say | SetVoice) for effect in effects):
            self._foresee(partial(likely, self._kitchen, after))
