"""What the conductor may ask of a stove, real or simulated. Nothing here can raise heat without a Permit."""

from collections.abc import Mapping
from typing import Protocol

from sous_voice.core.stove_report import ZoneInfo
from sous_voice.stove.translate import StoveEvent


class PermitLike(Protocol):
    """The kernel's Permit, as far as the line needs it."""

    @property
    def zone(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def expires(self) -> float:
        """Session time."""
        ...

    @property
    def token(self) -> str:
        """The offer's token; empty for a renewal at the same or a lower level."""
        ...


class Stove(Protocol):
    """One stove. Every time is session time in seconds."""

    @property
    def zones(self) -> tuple[ZoneInfo, ...]:
        """What the stove says it has; empty until it has told."""
        ...

    @property
    def ready(self) -> bool:
        """Whether there is a session with a stove now."""
        ...

    def poll(self, at: float) -> tuple[StoveEvent, ...]:
        """What the stove told up to ``at``, in order. Never blocks."""
        ...

    def request(self, zone: str, level: int, seconds: float | None = None, method: str = "") -> None:
        """Ask for an offer for level 1 to 9; answered by ``StoveOffered`` or ``StoveRefused``."""
        ...

    def write(self, permit: PermitLike) -> None:
        """Pass a Permit on. The zone goes off when it expires without a newer one."""
        ...

    def cancel(self) -> None:
        """The offer is off."""
        ...

    def off(self, zone: str = "all", emergency: bool = False) -> None:
        """Off, at once; with ``emergency`` the stove latches."""
        ...

    def lower(self, zone: str, level: int) -> None:
        """Down, at once; a level that is not lower is refused with NOTDOWN."""
        ...

    def present(self, how: str = "voice") -> None:
        """A person gave a sign."""
        ...

    def lock(self) -> None:
        """Child lock on."""
        ...

    def clear(self) -> None:
        """Ask for an offer to clear a soft latch."""
        ...

    def confirm_clear(self, token: str) -> None:
        """The person confirmed that the latch shall be cleared. This heats nothing."""
        ...

    def beat(self, parts: Mapping[str, float]) -> None:
        """When each part of the assistant was last seen alive."""
        ...

    def close(self) -> None:
        """Off, and no stove any more."""
        ...
