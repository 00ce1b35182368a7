"""What a topic of the conversation gives back, and how it is plugged into ``decide``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from types import MappingProxyType

from sous_voice.core.intents import Intent, Slot
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Effects, Event, Heard, Kind, Say
from sous_voice.core.session import Question, Session


@dataclass(frozen=True, slots=True)
class Turn:
    """The session after a step of the conversation, and what the shell must do."""

    session: Session
    effects: Effects = ()
    rest: tuple[Intent, ...] | None = None
    """Only from ``Topic.hear``: the intents that are still to be answered; None for all of them."""
    narrated: int | None = None
    """The step that was newly told in this turn: ``decide`` runs every topic's ``on_step`` for it."""

    def then(self, step: "Callable[[Session], Turn]") -> "Turn":
        """This turn, followed by another one that starts from its session."""
        following = step(self.session)
        narrated = self.narrated if following.narrated is None else following.narrated
        return Turn(following.session, self.effects + following.effects, self.rest, narrated)

    def plus(self, *effects: Effect) -> "Turn":
        """This turn with more effects behind."""
        return replace(self, effects=self.effects + effects)


Handler = Callable[[Kitchen, Session, Intent], Turn]
"""Answers one intent. The time is ``session.at``."""

Answerer = Callable[[Kitchen, Session, Question, Intent], Turn]
"""Answers affirm, negate, choose_option, timer_accept or reject_heat to our own open question.

The question is already taken off the session; ask it again to keep it open.
"""

Watcher = Callable[[Kitchen, Session, Event], Turn]
"""Sees every event that is not an utterance (ticks, the stove's reports, the player's reports)."""

Ear = Callable[[Kitchen, Session, Heard], Turn]
"""Sees every utterance before its intents are answered (heat frames, pending heat offers); may take
intents away by ``Turn.rest``."""

StepHook = Callable[[Kitchen, Session, int], Turn]
"""Called when step ``int`` (from 0) is about to be narrated: warnings, heat cues, timer offers.

What it says with ``Kind.SAFETY`` comes before the step's own words, everything else after. A hook
that asks something must find ``session.talk.question`` empty: one question at a time.
"""


def _none() -> Mapping[str, Handler]:
    return MappingProxyType({})


def _no_answers() -> Mapping[str, Answerer]:
    return MappingProxyType({})


RecipeHook = Callable[[Kitchen, Session], Turn]
"""Called when a turn ends with another recipe than before, by title: warnings, stories."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the conversation: which intents it answers, what else it watches."""

    name: str
    handlers: Mapping[str, Handler] = field(default_factory=_none)
    """By intent name; no two topics may claim one name."""
    answers: Mapping[str, Answerer] = field(default_factory=_no_answers)
    """By ``Question.key``; no two topics may claim one key."""
    watch: Watcher | None = None
    hear: Ear | None = None
    on_step: StepHook | None = None
    on_recipe: RecipeHook | None = None
    state: Callable[[Session], str] | None = None
    """The recogniser state this topic wants now ("story", "recording", ...); empty for none."""


def say(session: Session, *texts: str, kind: Kind = Kind.ANSWER, interruptible: bool = True) -> Turn:
    """A turn that only speaks. Empty texts are left out."""
    return Turn(session, tuple(Say(text, kind, interruptible=interruptible) for text in texts if text))


def slot_text(intent: Intent, *names: str) -> str:
    """The first of these slots that is there, as lower-case words; empty where none is."""
    for name in names:
        value: Slot | None = intent.slots.get(name)
        if isinstance(value, tuple):
            value = " and ".join(value)
        if value is not None and not isinstance(value, bool) and str(value).strip():
            return str(value).strip().lower()
    return ""


def words_of(session: Session, intent: Intent) -> str:
    """The words of the utterance in which this intent was said, lower case; all of them without a span."""
    text = session.talk.last_heard
    if intent.span is not None and intent.span[1] > intent.span[0]:
        text = text[slice(*intent.span)] or text
    return text.lower()


def slot_number(intent: Intent, *names: str) -> float | None:
    """The first of these slots that is a number, or digits; None where none is."""
    for name in names:
        value: Slot | None = intent.slots.get(name)
        if isinstance(value, bool) or value is None or isinstance(value, tuple):
            continue
        try:
            number = float(value)
        except ValueError:
            continue
        if isfinite(number):
            return number
    return None
