"""What a topic of the conversation gives back, and how it is plugged into ``decide``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effects, Event
from sous_voice.core.session import Session


@dataclass(frozen=True, slots=True)
class Turn:
    """The session after a step of the conversation, and what the shell must do."""

    session: Session
    effects: Effects = ()


Handler = Callable[[Kitchen, Session, Intent], Turn]
"""Answers one intent. The time is ``session.at``."""

Watcher = Callable[[Kitchen, Session, Event], Turn]
"""Sees every event that is not an utterance (ticks, the stove's reports, the player's reports)."""

StepHook = Callable[[Kitchen, Session, int], Turn]
"""Called when step ``int`` (from 0) is about to be narrated: warnings, heat cues, timer offers."""


def _none() -> Mapping[str, Handler]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the conversation: which intents it answers, what else it watches."""

    name: str
    handlers: Mapping[str, Handler] = field(default_factory=_none)
    """By intent name; no two topics may claim one name."""
    watch: Watcher | None = None
    on_step: StepHook | None = None
