"""The host's plain dictionaries as messages of the core."""

from typing import Any

from sous_voice.core.messages import StoveLost, StoveOffered, StoveRefused, StoveReported
from sous_voice.core.stove_report import HeatOffer, StoveReport, ZoneInfo, ZoneReport

StoveEvent = StoveReported | StoveOffered | StoveRefused | StoveLost


def zones(event: dict[str, Any]) -> tuple[ZoneInfo, ...]:
    """The stove's zones, from a ``zones`` event."""
    return tuple(ZoneInfo(**zone) for zone in event["zones"])


def message(event: dict[str, Any], at: float) -> StoveEvent | None:
    """The message of an event that happened at session time ``at``; None for one the core does not know."""
    match event["event"]:
        case "report":
            return StoveReported(at, _report(event))
        case "offer":
            fields = {name: event[name] for name in ("token", "zone", "level", "watts", "max_seconds")}
            return StoveOffered(at, HeatOffer(**fields, expires=at + event["ttl"]))
        case "refused":
            return StoveRefused(at, event["zone"], event["code"])
        case "lost":
            return StoveLost(at, event["why"])
    return None


def _report(event: dict[str, Any]) -> StoveReport:
    names = ("name", "level", "watts", "celsius", "hot", "pan")
    zones = tuple(ZoneReport(*(zone[name] for name in names)) for zone in event["zones"])
    return StoveReport(
        event["state"], zones, event["fault"], event["locked"], event["lease_ms"], tuple(event["warnings"])
    )
