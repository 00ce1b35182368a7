"""The safety kernel: the only place where permission to heat is made. Pure; standard library only.

    offer ──▶ ask (words, token, zone, level) ──▶ Permit, which dies in seconds
                                             └──▶ Refusal(code)
    report ──▶ what must go down now                 (too hot, unasked, sensor broken, fault)
    tick ────▶ permits renewed, or offs              (stale, unattended, out of time or energy)
    off, lower, latch: always possible

Any doubt is decided downwards: an old report, time that runs backwards, a number that is none.
The controller in the stove holds all of this again by itself; nothing here is relied upon alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import NamedTuple

from sous_voice.safety.limits import TOP_LEVEL, Limits, Zone


class _Seal(NamedTuple):
    """What a permit was made for; a copy with anything else in it does not fit."""

    zone: str
    level: int
    expires: float
    token: str


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to heat one zone up to one level until ``expires``. Only ``Guard`` can make one."""

    zone: str
    level: int
    expires: float
    """Session time."""
    token: str
    """The confirmed offer's token; empty where it only renews what was granted."""
    seal: object = None

    def __post_init__(self) -> None:
        made = self.seal if isinstance(self.seal, _Seal) else None
        if made != (self.zone, self.level, self.expires, self.token):
            raise TypeError("only the safety kernel makes permits")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not."""

    zone: str
    code: str
    """LATCHED, STALE, RANGE, BOOST, NOOFFER, MISMATCH, EARLY, EXPIRED, SENSOR, BUDGET, HOT, WORDS."""


@dataclass(frozen=True, slots=True)
class Off:
    """This zone, or all, must go off now."""

    zone: str
    why: str
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Down:
    """This zone must go down to ``level`` now."""

    zone: str
    level: int
    why: str


Order = Permit | Off | Down


@dataclass(frozen=True, slots=True)
class Seen:
    """One zone as the stove reported it."""

    zone: str
    level: int
    watts: float
    celsius: float | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the stove offers to do once."""

    token: str
    zone: str
    level: int
    watts: float
    at: float
    expires: float
    until: float
    """Session time at which the heat has to end, whatever happens."""


@dataclass(frozen=True, slots=True)
class _Grant:
    """What a person agreed to, and what it has used up."""

    zone: str
    level: int
    watts: float
    since: float
    until: float
    watt_seconds: float = 0.0


class Guard:
    """Keeps the heat within what was agreed. One owner, one thread; every method takes the time."""

    def __init__(self, limits: Limits | None = None, zones: Iterable[Zone] = ()) -> None:
        self.limits = limits or Limits()
        self._zones: dict[str, Zone] = {zone.name: zone for zone in zones}
        self._grants: dict[str, _Grant] = {}
        self._offer: Offer | None = None
        self._seen: dict[str, Seen] = {}
        self._seen_at: float | None = None
        self._now = 0.0
        self._present_at = 0.0
        self._offs: dict[str, float] = {}
        self._latched = ""

    @property
    def latched(self) -> str:
        """Why nothing may heat; empty where it may."""
        return self._latched

    @property
    def granted(self) -> Mapping[str, int]:
        """The level agreed for each zone that may heat."""
        return {zone: grant.level for zone, grant in self._grants.items()}

    # ------------------------------------------------------------ what is known

    def meet(self, zones: Iterable[Zone]) -> None:
        """The stove told what it has: a new session, in which nothing was agreed."""
        self._zones = {zone.name: zone for zone in zones}
        self._forget()

    def present(self, at: float) -> None:
        """A person gave a sign. Never called on a timer."""
        if self._clock(at):
            self._present_at = at

    def offered(
        self, at: float, token: str, zone: str, level: int, watts: float, ends: tuple[float, float]
    ) -> None:
        """The stove's one offer; it replaces any other. ``ends``: when it expires, when its heat must end."""
        expires, until = ends
        self._offer = None
        numbers = (watts, expires, until)
        if self._clock(at) and all(isfinite(number) for number in numbers) and watts >= 0 and token:
            limit = min(expires, at + self.limits.offer_seconds)
            self._offer = Offer(token, zone, level, watts, at, limit, until)

    def cancelled(self) -> None:
        """The offer is off."""
        self._offer = None

    def lost(self) -> None:
        """The link is gone: nothing is known, nothing stays agreed."""
        self._forget()

    # ------------------------------------------------------------ permission

    def ask(self, at: float, zone: str, level: int, token: str, words: str) -> Permit | Refusal:
        """Leave to do what the offer says. Any answer uses the offer up."""
        offer, self._offer = self._offer, None
        sane = self._clock(at)
        code = self._why_not(at, zone, level, words) if sane else "STALE"
        code = code or self._why_not_this(offer, at, zone, level, token)
        if code or offer is None:
            return Refusal(zone, code or "NOOFFER")
        self._present_at = at
        self._grants[zone] = _Grant(zone, level, offer.watts, at, offer.until)
        self._offs.pop(zone, None)
        return self._permit(self._grants[zone], at, token)

    def _why_not(self, at: float, zone: str, level: int, words: str) -> str:
        """Reasons that have nothing to do with the offer."""
        if self._latched:
            return "LATCHED"
        if self._stale(at):
            return "STALE"
        if level > TOP_LEVEL:
            return "BOOST"
        if zone not in self._zones or level < 1:
            return "RANGE"
        if "confirm" not in words.lower():
            return "WORDS"
        if not self._zones[zone].sensor and level > self.limits.level_without_sensor:
            return "SENSOR"
        seen = self._seen.get(zone)
        if seen is None or (seen.celsius is not None and seen.celsius >= self.limits.warm_celsius):
            return "HOT" if seen is not None else "STALE"
        return ""

    def _why_not_this(self, offer: Offer | None, at: float, zone: str, level: int, token: str) -> str:
        """Reasons that lie in the offer."""
        if offer is None:
            return "NOOFFER"
        if (offer.token, offer.zone, offer.level) != (token, zone, level):
            return "MISMATCH"
        if at < offer.at + self.limits.earliest_answer:
            return "EARLY"
        if at > offer.expires:
            return "EXPIRED"
        others = sum(grant.watts for name, grant in self._grants.items() if name != zone)
        if others + offer.watts > self.limits.total_watts:
            return "BUDGET"
        return ""

    # ------------------------------------------------------------ down, always

    def off(self, at: float, zone: str = "all") -> None:
        """This zone, or all, goes off: nothing stays agreed for it, no offer stays open for it."""
        self._clock(at)
        for name in list(self._grants) if zone == "all" else [zone]:
            self._grants.pop(name, None)
        for name in self._seen if zone == "all" else [zone]:
            self._offs.setdefault(name, self._now)
        if self._offer is not None and zone in ("all", self._offer.zone):
            self._offer = None

    def lower(self, at: float, zone: str, level: int) -> None:
        """This zone goes down; a level that is not lower changes nothing."""
        self._clock(at)
        grant = self._grants.get(zone)
        if grant is not None and 0 < level < grant.level:
            self._grants[zone] = replace(grant, level=level, since=self._now)
        elif grant is not None and level <= 0:
            self.off(at, zone)

    def latch(self, at: float, why: str) -> None:
        """Everything off, and no permit until ``unlatch``."""
        self.off(at)
        self._latched = self._latched or why or "latched"

    def unlatch(self, at: float) -> bool:
        """A person cleared it. Only with a fresh report that shows no power anywhere."""
        dark = all(seen.watts <= 0 for seen in self._seen.values())
        if not self._clock(at) or self._stale(at) or not dark:
            return False
        self._latched = ""
        self._offs.clear()
        return True

    # ------------------------------------------------------------ watching

    def report(
        self, at: float, seen: Iterable[Seen], state: str = "ready", fault: str = ""
    ) -> tuple[Order, ...]:
        """A telemetry frame: what must go down because of it."""
        if not self._clock(at):
            return self._all_off("clock")
        elapsed = 0.0 if self._seen_at is None else at - self._seen_at
        self._seen = {zone.zone: zone for zone in seen}
        self._seen_at = at
        if fault or state in ("fault", "estop"):
            self.latch(at, fault or state)
            return (Off("all", self._latched),)
        orders: list[Order] = []
        for zone in self._seen.values():
            orders += self._watch_zone(at, zone, elapsed, hand=state == "local")
        return tuple(orders)

    def _watch_zone(self, at: float, seen: Seen, elapsed: float, hand: bool) -> list[Order]:
        limits, grant = self.limits, self._grants.get(seen.zone)
        if not isfinite(seen.watts) or (seen.celsius is not None and not self._plausible(seen.celsius)):
            self.latch(at, "sensor")
            return [Off("all", "sensor")]
        if grant is not None:
            spent = grant.watt_seconds + max(seen.watts, 0.0) * elapsed
            self._grants[seen.zone] = grant = replace(grant, watt_seconds=spent)
        warmth = self._too_warm(at, seen)
        if warmth or hand:
            return warmth
        since = self._offs.get(seen.zone)
        if since is not None and seen.watts > 0 and grant is None and at - since > limits.off_seconds:
            self.latch(at, "welded")
            return [Off("all", "welded", emergency=True)]
        if seen.watts <= 0 and seen.level == 0:
            self._offs.pop(seen.zone, None)
        agreed = grant.level if grant is not None else 0
        settled = grant is None or at - grant.since > limits.settle_seconds
        if seen.level == 0 and settled:
            # the stove ended it by itself; what was agreed is not kept for later
            self._grants.pop(seen.zone, None)
        if seen.level > agreed and settled:
            self.off(at, seen.zone)
            return [Off(seen.zone, "unasked")]
        return []

    def _plausible(self, celsius: float) -> bool:
        return self.limits.coldest_celsius <= celsius <= self.limits.hottest_celsius

    def _too_warm(self, at: float, seen: Seen) -> list[Order]:
        limits = self.limits
        if seen.celsius is None or seen.celsius < limits.warm_celsius:
            return []
        if seen.celsius >= limits.cut_celsius:
            self.latch(at, "too hot")
            return [Off("all", "too hot")]
        if seen.celsius >= limits.back_off_celsius:
            self.off(at, seen.zone)
            return [Off(seen.zone, "too hot")]
        if seen.level > limits.safe_level:
            self.lower(at, seen.zone, limits.safe_level)
            return [Down(seen.zone, limits.safe_level, "hot")]
        return []

    def tick(self, at: float) -> tuple[Order, ...]:
        """Time passed: offs for what may not go on, fresh permits for what may."""
        if not self._clock(at):
            return self._all_off("clock")
        if self._latched:
            live = any(seen.watts > 0 for seen in self._seen.values())
            return (Off("all", self._latched),) if live or self._stale(at) else ()
        if self._stale(at):
            return self._all_off("stale") if self._grants else ()
        orders: list[Order] = []
        for zone, grant in list(self._grants.items()):
            why = self._spent(at, grant)
            if why:
                self.off(at, zone)
                orders.append(Off(zone, why))
            else:
                orders.append(self._permit(grant, at, ""))
        return tuple(orders)

    def _spent(self, at: float, grant: _Grant) -> str:
        """Why this heat has to end."""
        if at >= grant.until:
            return "time"
        if at - max(self._present_at, 0.0) >= self.limits.attendance_seconds(grant.level):
            return "attendance"
        if grant.watt_seconds >= self.limits.energy_wh * 3600:
            return "energy"
        return ""

    # ------------------------------------------------------------ inside

    def _permit(self, grant: _Grant, at: float, token: str) -> Permit:
        expires = min(at + self.limits.permit_seconds, grant.until)
        made = _Seal(grant.zone, grant.level, expires, token)
        return Permit(*made, seal=made)

    def _all_off(self, why: str) -> tuple[Order, ...]:
        self._forget()
        return (Off("all", why),)

    def _forget(self) -> None:
        self._grants.clear()
        self._offer = None
        self._seen.clear()
        self._seen_at = None
        self._offs.clear()

    def _stale(self, at: float) -> bool:
        return self._seen_at is None or at - self._seen_at > self.limits.stale_seconds

    def _clock(self, at: float) -> bool:
        """Take the time; False where it is no time, or runs backwards by more than news may be late."""
        if not isfinite(at) or at < self._now - self.limits.late_seconds:
            return False
        self._now = max(self._now, at)
        return True
