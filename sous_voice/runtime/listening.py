"""What the ear is told of a moment, what it leaves aside, and who notices urgent words for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sous_voice.core.moment import Context
from sous_voice.hearing.engine import Samples
from sous_voice.hearing.keywords.notice import Noticed


class Notices(Protocol):
    """``hearing.keywords.notice.Keywords``, or nobody."""

    @property
    def recent(self) -> Samples:
        """The last samples taken, about two seconds."""

    def take(self, samples: Samples) -> Sequence[Noticed]:
        """What was noticed in the next samples."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the conductor tells the ear after each event."""

    context: Context = field(default_factory=Context)
    mode: str = "open"
    """open, wake_word or muted."""
    asleep: bool = False
    spoken_to_until: float = 0.0
    """Session time until which an answer to us is awaited."""
    food: Callable[[str], bool] = lambda _words: False
    """Whether words of which the parser makes nothing are a question of food now."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something was heard and is not acted on; only for the screen."""

    at: float
    text: str
    why: str
