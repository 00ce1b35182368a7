"""A story told in writing: in a conversation of text, the lines between "record" and "stop" are the story."""

import re
from dataclasses import dataclass, field

_ORDER = re.compile(
    r"(?:\b(?:and )?(?:stop|end|finish)(?: the)? recording|^pause(?: the)?(?: recording)?)[.!]?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TypedTake:
    """A take of lines, on the conversation's own clock."""

    began: float
    lines: list[str] = field(default_factory=list)
    _paused_at: float | None = None
    _pauses: float = 0.0

    def add(self, line: str) -> None:
        """One more line of the story, without an order at its end."""
        words = _ORDER.sub("", line).strip(" ,")
        if words:
            self.lines.append(words)

    def pause(self, at: float, *, on: bool) -> None:
        """Stand still, or go on."""
        if on and self._paused_at is None:
            self._paused_at = at
        elif not on and self._paused_at is not None:
            self._pauses += at - self._paused_at
            self._paused_at = None

    def end(self, at: float) -> tuple[float, str]:
        """Seconds that it took, and its words."""
        self.pause(at, on=False)
        return at - self.began - self._pauses, " ".join(self.lines)
