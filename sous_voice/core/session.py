"""The state of one evening at the stove; immutable, made anew by ``decide`` at each event."""

from dataclasses import dataclass, field

from sous_voice.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the conversation stands."""

    pending: str = ""
    """What was asked last; see ``messages.Context.pending``."""
    last_said: str = ""
    misunderstood: int = 0
    """Utterances in a row that were not understood."""
    next_say_id: int = 1


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that changes. Each topic keeps its part in a frozen dataclass of its own."""

    at: float = 0.0
    recipe: Recipe | None = None
    step: int | None = None
    """Index of the step narrated last; None before the first."""
    talk: Talk = field(default_factory=Talk)
