"""The stove's own reports, as the cook hears them: outcomes, faults, warnings, pans, knobs."""

from dataclasses import replace

from sous_voice.core.heat import Awaited, Heat, level_words, zone_words
from sous_voice.core.messages import Earcon, Effect, Kind, Say, StoveReported
from sous_voice.core.session import Session
from sous_voice.core.stove_report import StoveReport
from sous_voice.core.topics import heat_says as says
from sous_voice.core.turn import Turn

SAME_NEWS = 15.0
"""Seconds within which the same news is not told again."""
SETTLED = 10.0
"""Seconds after the line is back in which it may still tell of the time before."""
NO_ANSWER = 6.0
"""Seconds after which a change the stove does not show is told."""
SMOKING = 200.0
"""°C above which a pan is what a fault about heat is about."""
_STILL_LIVE = ("WELD", "DWELD")
"""Faults that are told again and again while power flows."""


def once(session: Session, text: str) -> Turn:
    """Said, unless it was said in the last seconds."""
    heat, at = session.heat, session.at
    told = tuple((words, when) for words, when in heat.told if at - when < SAME_NEWS)
    if not text or any(words == text for words, _ in told):
        return Turn(session)
    heat = replace(heat, told=(*told, (text, at))[-12:])
    return Turn(replace(session, heat=heat), (Say(text, Kind.SAFETY),))


def reported(session: Session, event: StoveReported) -> Turn:
    """A report: what came of orders, and whatever the stove did or found by itself."""
    before, report = session.heat, event.report
    back_at = event.at if before.lost else before.back_at
    heat = replace(before, report=report, report_at=event.at, lost=False, back_at=back_at)
    heat, effects = _outcomes(heat, event.at)
    texts = _news(before, report, event.at)
    fresh = _latched(before, report)
    if report.fault and report.fault != before.told_fault:
        effects = [Earcon("warning"), *effects]
        heat = replace(heat.without_offers(), faulted=True)
    heat = replace(heat, told_fault=report.fault)
    heat, pans = _pans(heat)
    turn = Turn(replace(session, heat=heat), tuple(Say(text, Kind.SAFETY) for text in fresh))
    for text in texts:
        turn = turn.then(lambda now, words=text: once(now, words))  # type: ignore[misc]
    turn = turn.plus(*effects)
    for text in pans:
        turn = turn.then(lambda now, words=text: once(now, words))  # type: ignore[misc]
    return turn


def _news(before: Heat, report: StoveReport, at: float) -> list[str]:
    """What is new in a report besides the outcome of orders, most urgent first."""
    texts: list[str] = []
    live = report.fault in _STILL_LIVE and any(zone.watts > 0 for zone in report.zones)
    if live and report.fault == before.told_fault:
        texts.append(says.for_code(report.fault, _where(report)))
    # after a lost line the lease ran out as well: that is no stall of ours
    lease = before.lost or at - before.back_at < SETTLED
    warnings = [says.for_warning(w) for w in report.warnings if not (lease and w.startswith("LEASE"))]
    if report.state == "local" and before.report is not None and before.report.state != "local":
        texts.append(says.for_code("LOCAL", _turned(before, report)))
    return [*texts, *(text for text in warnings if text)]


def _latched(before: Heat, report: StoveReport) -> tuple[str, ...]:
    """A fault that is new, or the end of one; the stove's return where its loss was told."""
    if report.fault and report.fault != before.told_fault:
        return (says.for_code(report.fault, _where(report)),)
    if before.lost and before.lost_told:
        return (says.BACK, *((says.for_warning("LEASE"),) if before.stalled else ()))
    cleared = before.told_fault and not report.fault and not before.lost
    return (says.CLEARED,) if cleared else ()


def _where(report: StoveReport) -> str:
    """The zone of the fault: its warning names it; else the one that draws power."""
    for warning in report.warnings:
        code, _, zone = warning.partition(" ")
        if code == report.fault and zone:
            return zone
    live = [zone.name for zone in report.zones if zone.watts > 0]
    hot = [zone.name for zone in report.zones if zone.celsius is not None and zone.celsius > SMOKING]
    found = live or hot
    return found[0] if len(found) == 1 else ""


def _turned(before: Heat, report: StoveReport) -> str:
    """The zone whose knob a hand turned: the one that changed without an order."""
    changed = [zone.name for zone in report.zones if zone.level != before.level(zone.name)]
    return changed[0] if len(changed) == 1 else ""


def _outcomes(heat: Heat, at: float) -> tuple[Heat, list[Effect]]:
    """Say what came of an order, as the stove shows it; off only after two reports without power."""
    kept: list[Awaited] = []
    effects: list[Effect] = []
    for one in heat.awaited:
        zone = heat.zone(one.zone)
        shown = zone is not None and zone.level == one.level and (one.level > 0 or zone.watts <= 0)
        one = replace(one, seen=one.seen + 1 if shown else 0)
        if one.seen >= (2 if one.level == 0 else 1):
            effects += [] if one.quiet else [Earcon("done"), Say(_shown(one))]
        elif at - one.since > NO_ANSWER:
            live = zone is not None and one.level == 0 and zone.watts > 0
            effects += [Say(_not_shown(one, live), Kind.SAFETY)]
        else:
            kept.append(one)
    raised = any(isinstance(effect, Say) for effect in effects) and len(kept) < len(heat.awaited)
    # what happens to heat that is new is news, though the same happened moments ago
    told = () if raised and any(one.level > 0 for one in heat.awaited) else heat.told
    return replace(heat, awaited=tuple(kept), told=told), effects


def _shown(one: Awaited) -> str:
    name = says.first(zone_words(one.zone))
    return f"{name} is off." if one.level == 0 else f"{name} is on at {level_words(one.level)}."


def _not_shown(one: Awaited, live: bool) -> str:
    name = zone_words(one.zone)
    if live:
        return f"I have asked, but {name} still draws power. Please look."
    return f"I have asked, but the stove does not show {name} at {level_words(one.level)}."


def _pans(heat: Heat) -> tuple[Heat, list[str]]:
    zones = heat.report.zones if heat.report else ()
    missing = frozenset(zone.name for zone in zones if zone.pan is False and zone.level > 0)
    texts = [f"No pan on {zone_words(name)}. It is paused." for name in sorted(missing - heat.paused)]
    for name in sorted(heat.paused - missing):
        zone = heat.zone(name)
        if zone is not None and zone.pan and zone.level > 0:
            texts.append(
                f"The pan is back on {zone_words(name)}. It heats again, at {level_words(zone.level)}."
            )
    return replace(heat, paused=missing), texts
