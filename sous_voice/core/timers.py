"""Several named timers as plain state. Nothing here runs: ``due`` is asked at each tick.

Times are session seconds. A timer is *running* (``ends_at`` set), *paused* (``left`` set) or
*ringing* (``rang_at`` set); it leaves the tuple when it is dismissed or cancelled.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

FIRST_REPEATS = (8.0, 15.0, 30.0)
"""Seconds between the first repeats of a ring; afterwards every ``REPEAT`` seconds."""
REPEAT = 60.0
MISSED_KEPT = 20
"""How many timers that rang are remembered for "what did I miss"."""


@dataclass(frozen=True, slots=True)
class Timer:
    """One timer."""

    id: int
    name: str
    """What it is for: "eggs"; empty where nobody said."""
    seconds: float
    """Its whole duration."""
    ends_at: float | None = None
    left: float | None = None
    """Seconds left, while it is paused."""
    rang_at: float | None = None
    rings: int = 0
    """How often it was announced."""
    ring_next: float = 0.0
    step: int | None = None
    """The step it belongs to, from 0."""

    @property
    def ringing(self) -> bool:
        """True from its end until it is dismissed."""
        return self.rang_at is not None

    @property
    def paused(self) -> bool:
        """True while it stands still."""
        return self.left is not None

    def remaining(self, at: float) -> float:
        """Seconds left at session time ``at``; 0 when it rings."""
        if self.left is not None:
            return self.left
        if self.ends_at is None or self.ringing:
            return 0.0
        return max(0.0, self.ends_at - at)


@dataclass(frozen=True, slots=True)
class Rang:
    """A timer that ended, kept for "what did I miss"."""

    name: str
    seconds: float
    at: float


@dataclass(frozen=True, slots=True)
class Timers:
    """All timers of the evening."""

    all: tuple[Timer, ...] = ()
    next_id: int = 1
    stopwatch: float | None = None
    """Session time at which the stopwatch was started."""
    rang: tuple[Rang, ...] = ()
    spoken: tuple[int, float] = (0, 0.0)
    """Id of the timer spoken of last, and session time then: what "two more minutes" is for."""

    @property
    def ringing(self) -> tuple[Timer, ...]:
        """Timers that ended and wait to be dismissed, first ended first."""
        return tuple(sorted((t for t in self.all if t.ringing), key=lambda t: t.rang_at or 0.0))

    @property
    def live(self) -> tuple[Timer, ...]:
        """Running and paused timers, soonest first."""
        quiet = [t for t in self.all if not t.ringing]
        return tuple(sorted(quiet, key=lambda t: (t.paused, t.ends_at if t.ends_at is not None else t.left)))


def start(timers: Timers, at: float, seconds: float, name: str, step: int | None = None) -> Timers:
    """A new timer; a name in use gets a number ("eggs 2"), so that each can be named."""
    taken = {t.name for t in timers.all}
    free, n = name, 2
    while free and free in taken:
        free, n = f"{name} {n}", n + 1
    timer = Timer(timers.next_id, free, seconds, ends_at=at + seconds, step=step)
    return replace(timers, all=(*timers.all, timer), next_id=timers.next_id + 1)


def put(timers: Timers, changed: Timer) -> Timers:
    """The same timers with this one changed."""
    return replace(timers, all=tuple(changed if t.id == changed.id else t for t in timers.all))


def speak_of(timers: Timers, timer: Timer, at: float) -> Timers:
    """The timers, with this one as the one spoken of."""
    return replace(timers, spoken=(timer.id, at))


def spoken_of(timers: Timers, at: float, within: float) -> Timer | None:
    """The timer that was spoken of in the last ``within`` seconds; None where there is none."""
    number, when = timers.spoken
    if at - when > within:
        return None
    return next((t for t in timers.all if t.id == number), None)


def named_in(timers: Iterable[Timer], words: str) -> tuple[Timer, ...]:
    """Those whose names stand in the words (lower case)."""
    return tuple(t for t in timers if t.name and re.search(rf"\b{re.escape(t.name)}\b", words))


def drop(timers: Timers, gone: Iterable[Timer]) -> Timers:
    """The timers without these."""
    ids = {t.id for t in gone}
    return replace(timers, all=tuple(t for t in timers.all if t.id not in ids))


def due(timers: Timers, at: float) -> tuple[Timer, ...]:
    """Timers to be announced at ``at``: just ended, or ringing unheard; in the order they ended."""
    ended = [t for t in timers.all if t.ends_at is not None and not t.ringing and t.ends_at <= at]
    again = [t for t in timers.all if t.ringing and t.ring_next <= at]
    return tuple(sorted([*ended, *again], key=lambda t: (t.ends_at or 0.0, t.id)))


def ring(timers: Timers, timer: Timer, at: float) -> Timers:
    """Announce ``timer`` once more, and set when to say it again."""
    rings = timer.rings + 1
    ended = timer.rang_at if timer.rang_at is not None else timer.ends_at
    rung = replace(timer, rang_at=ended, rings=rings, ring_next=at + _wait_after(rings))
    kept = timers.rang
    if timer.rings == 0:
        kept = (*kept, Rang(timer.name, timer.seconds, ended if ended is not None else at))[-MISSED_KEPT:]
    return replace(put(timers, rung), rang=kept)


def announced_at(timer: Timer) -> float:
    """Session time at which a ringing timer was announced last."""
    return timer.ring_next - _wait_after(timer.rings)


def _wait_after(rings: int) -> float:
    """Seconds from the announcement of this number to the next."""
    return FIRST_REPEATS[rings - 1] if 0 < rings <= len(FIRST_REPEATS) else REPEAT


def extend(timer: Timer, at: float, seconds: float) -> Timer:
    """The timer with more (or less) time; a ringing one starts anew with that time."""
    if timer.ringing:
        return replace(timer, ends_at=at + seconds, rang_at=None, rings=0, ring_next=0.0, left=None)
    whole = max(0.0, timer.seconds + seconds)
    if timer.left is not None:
        return replace(timer, left=max(0.0, timer.left + seconds), seconds=whole)
    ends = (timer.ends_at if timer.ends_at is not None else at) + seconds
    return replace(timer, ends_at=max(at, ends), seconds=whole)


def pause(timer: Timer, at: float) -> Timer:
    """The timer standing still."""
    return replace(timer, left=timer.remaining(at), ends_at=None)


def resume(timer: Timer, at: float) -> Timer:
    """The timer running on."""
    return replace(timer, ends_at=at + (timer.left or 0.0), left=None)
