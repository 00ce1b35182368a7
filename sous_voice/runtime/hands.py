"""Kernel and stove as one: effects about heat go in, what came of them comes out as events.

No clock and no thread of its own: ``poll`` is called at least five times a second of session time. A heat
order reaches the stove only as a ``Permit`` of the kernel; off and down go to both at once.
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from sous_voice.core.messages import (
    CancelOffer,
    ClearLatch,
    ConfirmHeat,
    Effect,
    Event,
    LockStove,
    LowerHeat,
    RenewPresence,
    RequestHeat,
    RequestOff,
    StoveLost,
    StoveOffered,
    StoveRefused,
    StoveReported,
)
from sous_voice.core.stove_report import StoveReport
from sous_voice.errors import StoveError, UserInputError
from sous_voice.safety import Down, Guard, Off, Permit, Seen, Zone
from sous_voice.stove.api import Stove

LATCH = "latch"
"""The zone of an offer that clears a soft latch; it heats nothing."""
AFTER_OFFER = 20.0
"""Seconds within which the stove takes a confirmation."""
FIND = 4.0
"""Seconds in which a stove that is there has told what it is."""


class StoveHands:
    """Carries out every effect about heat."""

    def __init__(
        self,
        stove: Stove,
        guard: Guard | None = None,
        verdict: Callable[[float, Mapping[str, Any]], None] = lambda at, words: None,
    ) -> None:
        """``verdict`` is told what the kernel decided, for the journal, before the stove hears of it."""
        self._stove = stove
        self._guard = guard or Guard()
        self.verdict = verdict
        self._events: list[Event] = []
        self._known: tuple[str, ...] = ()
        self._clearing = False
        self._last_told: tuple[str, str] = ("", "")
        self._fault = ""
        """What the stove itself reports: it needs no second telling."""
        self._dark = False
        self._agreed = False
        """The last report showed no level and no power anywhere."""
        self._meet()

    @property
    def zones(self) -> tuple[str, ...]:
        """Names of the stove's zones."""
        return tuple(zone.name for zone in self._stove.zones)

    @property
    def powers(self) -> dict[str, float]:
        """Most watts of each zone, as the stove described itself."""
        return {zone.name: zone.watts for zone in self._stove.zones}

    def beat(self, parts: Mapping[str, float]) -> None:
        """When each part of the assistant was last seen alive, session time."""
        self._stove.beat(parts)

    def close(self) -> None:
        """Off, and no stove any more."""
        self._stove.close()

    def fault(self, words: str) -> str:
        """Make a simulated stove fail; returns a sentence. Raises ``UserInputError``."""
        make = getattr(self._stove, "fault", None)
        if make is None:
            raise UserInputError(
                "Only the simulated stove can be made to fail.", "Start it with --stove sim."
            )
        return str(make(words))

    # ------------------------------------------------------------ effects

    def carry_out(self, effect: Effect, at: float) -> None:
        """Do it, or refuse; what comes of it is told by ``poll``."""
        match effect:
            case RequestHeat():
                # ``method`` is a later field of the message; without one it is a plain level
                method = getattr(effect, "method", "")
                self._stove.request(effect.zone, effect.level, effect.seconds, method)
            case ConfirmHeat():
                self._confirm(effect, at)
            case CancelOffer():
                self._guard.cancelled()
                self._stove.cancel()
            case RequestOff():
                self._off(effect, at)
            case LowerHeat():
                self._guard.lower(at, effect.zone, effect.level)
                self._stove.lower(effect.zone, effect.level)
            case RenewPresence():
                self._guard.present(at)
                self._stove.present(effect.how)
            case LockStove():
                self._stove.lock()
            case ClearLatch():
                self._stove.clear()
            case _:
                raise TypeError(f"{type(effect).__name__} is not about heat")

    def _confirm(self, effect: ConfirmHeat, at: float) -> None:
        if effect.zone == LATCH:
            self.verdict(at, {"clear": LATCH, "words": effect.words})
            self._stove.confirm_clear(effect.token)
            self._clearing = True
            return
        answer = self._guard.ask(at, effect.zone, effect.level, effect.token, effect.words)
        if isinstance(answer, Permit):
            words = {
                "permit": answer.zone,
                "level": answer.level,
                "expires": answer.expires,
                "words": effect.words,
            }
            self.verdict(at, words)
            self._stove.write(answer)
            return
        self.verdict(at, {"refusal": answer.zone, "code": answer.code, "words": effect.words})
        self._stove.cancel()
        self._events.append(StoveRefused(at, answer.zone, answer.code))

    def _off(self, effect: RequestOff, at: float) -> None:
        # the stove first: off must not wait for a disk
        self._stove.off(effect.zone, effect.emergency)
        if effect.emergency:
            self._guard.latch(at, "emergency")
        else:
            self._guard.off(at, effect.zone)
        self.verdict(at, {"off": effect.zone, "emergency": effect.emergency})

    # ------------------------------------------------------------ events

    def poll(self, at: float) -> list[Event]:
        """What stove and kernel have to tell by now, oldest first."""
        self._agreed = bool(self._guard.granted)
        batch = list(self._stove.poll(at))
        reports = [news for news in batch if isinstance(news, StoveReported)]
        for news in batch:
            # after a pause several reports come at once; for the kernel only the newest is the present
            if not isinstance(news, StoveReported) or news is reports[-1]:
                self._take(news)
            self._events.append(news)
        for order in self._guard.tick(at):
            self._obey(order, at)
        events, self._events = self._events, []
        return events

    def _take(self, news: Event) -> None:
        match news:
            case StoveReported():
                self._meet()
                if any(zone.level for zone in news.report.zones):
                    self._last_told = ("", "")
                self._report(news.report, news.at)
            case StoveOffered(offer=offer) if offer.zone != LATCH:
                until = news.at + AFTER_OFFER + offer.max_seconds
                ends = (offer.expires, until)
                self._guard.offered(news.at, offer.token, offer.zone, offer.level, offer.watts, ends)
            case StoveLost():
                self._guard.lost()
                self._known = ()

    def _report(self, report: StoveReport, at: float) -> None:
        seen = [Seen(zone.name, zone.level, zone.watts, zone.celsius) for zone in report.zones]
        self._fault = report.fault
        self._dark = all(zone.level == 0 and zone.watts <= 0 for zone in report.zones)
        orders = self._guard.report(at, seen, report.state, report.fault)
        for order in orders:
            self._obey(order, at)
        if self._clearing and report.state not in ("fault", "estop") and self._guard.unlatch(at):
            self._clearing = False

    def _meet(self) -> None:
        """A stove that told what it has begins a session in which nothing was agreed."""
        names = self.zones
        if names and names != self._known:
            self._known = names
            self._guard.meet(Zone(one.name, one.watts, one.sensor != "none") for one in self._stove.zones)

    def _obey(self, order: Permit | Off | Down, at: float) -> None:
        match order:
            case Permit():
                self._stove.write(order)
            case Off():
                # a stove that latched and is dark is left to answer: an off would take its offer back
                if not (self._dark and self._fault and order.why == self._guard.latched):
                    self._stove.off(order.zone, order.emergency)
                self._told(order.zone, order.why, at)
            case Down():
                self._stove.lower(order.zone, order.level)
                self._told(order.zone, order.why, at)

    def _told(self, zone: str, why: str, at: float) -> None:
        """The cook hears once why the heat went down, however often the kernel repeats it; what the stove
        tells itself, or the cook ordered, is not told again."""
        code = why.upper()
        known = any(
            isinstance(one, StoveRefused) and (one.zone, one.code) == (zone, code) for one in self._events
        )
        if not known and (zone, code) != self._last_told:
            self._last_told = (zone, code)
            self.verdict(at, {"down": zone, "why": why})
            idle = code == "CLOCK" and not self._agreed
            if not idle and code not in (self._fault.upper(), "EMERGENCY"):
                self._events.append(StoveRefused(at, zone, code))


def open_hands(
    name: str,
    watch: Mapping[str, float],
    verdict: Callable[[float, Mapping[str, Any]], None] = lambda at, words: None,
) -> StoveHands:
    """The hands of ``sim`` (a simulated stove) or of a serial port.

    Raises:
        StoveError: nothing answers on the port.
    """
    if name == "sim":
        from sous_voice.stove.simulated import SimulatedStove

        return StoveHands(SimulatedStove(), verdict=verdict)
    from sous_voice.stove.link import StoveLink

    link = StoveLink(name, watch)
    began = time.monotonic()
    why = ""
    while not link.ready and time.monotonic() - began < FIND:
        for news in link.poll(time.monotonic() - began):
            why = news.why if isinstance(news, StoveLost) else why
        threading.Event().wait(0.05)
    if not link.ready:
        link.close()
        raise StoveError(
            why or f"No stove answers on {name}.",
            "sous-voice doctor lists the ports; --stove none cooks without one.",
        )
    return StoveHands(link, verdict=verdict)
