"""The dialogue's side of heat: what the stove told, what is asked of it, what is offered; and its arithmetic.

Nothing here heats anything: the state only remembers what was said and what the stove reported.
"""

from dataclasses import dataclass, field, replace

from sous_voice.core.policy import Tier
from sous_voice.core.stove_report import HeatOffer, StoveReport, ZoneReport

LEVELS = {
    "warm": 1,
    "low": 2,
    "simmer": 3,
    "medium_low": 3,
    "medium": 5,
    "medium_high": 7,
    "high": 8,
    "max": 9,
}
"""Spoken names as levels of nine."""
PERCENT = (0, 6, 17, 28, 39, 50, 61, 72, 86, 100)
"""Share of a zone's power by level."""
METHODS = {"simmer": ("simmer", 6), "warm": ("keep_warm", 3)}
"""Goals that a zone with a sensor holds by itself, and the level they may use."""
HELD_CELSIUS = {
    "melt": 50.0,
    "keep_warm": 65.0,
    "poach": 75.0,
    "simmer": 95.0,
    "deep_fry": 175.0,
    "sear": 205.0,
}
ATTENDANCE_MINUTES = (0, 120, 120, 60, 60, 30, 30, 20, 20, 15)
"""By level: how long heat may go on after the last word of the cook."""
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Asked:
    """A raise that the cook wants: not yet offered, or on offer."""

    zone: str
    level: int
    """1 to 9."""
    words: str
    """How the cook named the level: medium, five, simmer."""
    seconds: float | None = None
    method: str = ""
    tier: Tier = Tier.T2
    oil: bool = False
    by: int = 0
    """Steps up, where only they were said."""
    named: str = ""
    """The level slot as it was said, for an order that is still asked back."""
    until: str = ""
    """What the cook will tell of, when it has to end: boil, melt, ..."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The one offer that waits for the cook's word."""

    asked: Asked
    offer: HeatOffer
    made_at: float
    text: str
    """The read-back, as spoken."""
    read_at: float | None = None
    """When the loudspeaker had finished reading it; None before."""
    began: bool = False
    """Whether the loudspeaker began to read it: only then its end is waited for."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that goes down by itself: at a time, or at the cook's word."""

    zone: str
    level: int
    """0 for off."""
    at: float | None = None
    """Session time; None where it waits for a condition."""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Acted:
    """What was done last, for "no, I meant the back one"."""

    op: str
    """raise, lower or off."""
    zone: str
    level: int
    before: int
    """Level of the zone before it."""
    at: float


@dataclass(frozen=True, slots=True)
class Awaited:
    """A change that the stove has not shown yet."""

    zone: str
    level: int
    since: float
    seen: int = 0
    """Reports in a row that showed it."""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """All that the conversation knows of the stove."""

    report: StoveReport | None = None
    report_at: float = -1.0
    lost: bool = False
    lost_told: bool = False
    """The cook knows of the loss, so the return is told as well."""
    back_at: float = -1000.0
    """When the stove came back."""
    stalled: bool = False
    """The stove ended the session because we stood still."""
    queue: tuple[Asked, ...] = ()
    """Raises that wait for their turn: one offer at a time."""
    requested: Asked | None = None
    requested_at: float = 0.0
    pending: Pending | None = None
    clearing: str = ""
    """Token of an offer to clear a stop; "asked" while the stove is asked for one."""
    clearing_ends: float = 0.0
    """Session time until which that offer may be answered."""
    half: Asked | None = None
    """An order that lacks its zone or its level (0), while we ask for it."""
    current: str = ""
    """The zone spoken of last."""
    last: Asked | None = None
    """The last raise, for "the same again"."""
    acted: Acted | None = None
    alarmed_at: float = -1000.0
    """When all heat was cut for an alarm."""
    told: tuple[tuple[str, float], ...] = ()
    """What was said of refusals and faults lately: nothing is said twice in a row."""
    news: tuple[tuple[float, str], ...] = ()
    """When the stove, or we ourselves, did or found something unasked, and how it was told; oldest first."""
    awaited: tuple[Awaited, ...] = ()
    planned: tuple[Planned, ...] = ()
    present_at: float = 0.0
    warned_at: float | None = None
    """When the cook was asked whether somebody is there."""
    lowered: bool = False
    """The heat was taken down because nobody answered; ``limit`` is the time that still counts."""
    limit: float = 0.0
    failed: int = 0
    faulted: bool = False
    """The stove reported a fault in this session."""
    absent: bool = False
    """The heat ended because nobody answered, and nothing was agreed since."""
    hands_on: bool | None = None
    """Hands-on mode as the cook said; None where the settings hold."""
    told_fault: str = ""
    voice_until: float = -1000.0
    """When our voice fell silent; infinite while it speaks."""
    stopped_at: float = -1000.0
    """When the cook said a bare "stop" last."""
    stop_ends: float | None = None
    """When the heat ends after a "stop", unless the cook keeps it."""
    cleared: int = 0
    paused: frozenset[str] = field(default_factory=frozenset)
    """Zones that were told to be without a pan."""
    trusted: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """(zone, op) of this utterance's frames: only the closed grammar may raise."""
    heard: str = ""
    """The words of this utterance."""
    doubtful: bool = False

    def zone(self, name: str) -> ZoneReport | None:
        """What the stove said of a zone last."""
        zones = self.report.zones if self.report else ()
        return next((zone for zone in zones if zone.name == name), None)

    def level(self, name: str) -> int:
        """Its level now, as reported; 0 where nothing is known."""
        zone = self.zone(name)
        return zone.level if zone else 0

    @property
    def unanswered(self) -> bool:
        """We asked whether somebody is there, and nobody said so yet."""
        return self.warned_at is not None or self.lowered

    @property
    def on(self) -> tuple[ZoneReport, ...]:
        """The zones that heat."""
        zones = self.report.zones if self.report else ()
        return tuple(zone for zone in zones if zone.level > 0 or zone.watts > 0)

    @property
    def names(self) -> tuple[str, ...]:
        """The zones the stove has."""
        return tuple(zone.name for zone in self.report.zones) if self.report else ()

    def without_offers(self) -> "Heat":
        """Nothing asked, nothing on offer."""
        return replace(self, queue=(), requested=None, pending=None, half=None, clearing="")


def level_of(words: str, *, watts: float = 0.0) -> int | None:
    """The level of nine that a level slot means; None where it is none (a temperature, 12)."""
    kind, _, number = words.partition(":")
    if kind in LEVELS:
        return LEVELS[kind]
    if kind == "off":
        return 0
    try:
        value = float(number)
    except ValueError:
        return None
    if kind == "n":
        return int(value) if value == int(value) and 0 <= value <= 9 else None
    if kind == "percent" and 0 <= value <= 100:
        return min(range(10), key=lambda level: (abs(PERCENT[level] - value), level))
    if kind == "watts" and watts > 0:
        return min(range(10), key=lambda level: (abs(PERCENT[level] * watts / 100 - value), level))
    return None


def celsius_of(words: str) -> float | None:
    """The temperature a level slot names, in °C; None where it names none."""
    kind, _, number = words.partition(":")
    if kind not in ("celsius", "fahrenheit"):
        return None
    value = float(number)
    return value if kind == "celsius" else (value - 32) * 5 / 9


def method_for(celsius: float) -> str:
    """The closed loop that holds this temperature within 8 °C; empty where there is none."""
    name = min(HELD_CELSIUS, key=lambda method: abs(HELD_CELSIUS[method] - celsius))
    return name if abs(HELD_CELSIUS[name] - celsius) <= 8 else ""


def zone_words(zone: str) -> str:
    """``front_left`` → "front left"."""
    return "everything" if zone == "all" else zone.replace("_", " ")


def matching(zone: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The stove's zones that a spoken zone may mean: a side alone may be several."""
    if zone in ("all", ""):
        return names
    if zone in names:
        return (zone,)
    return tuple(name for name in names if zone in name.split("_"))


def level_words(level: int) -> str:
    """ "five"."""
    return WORDS[level] if 0 <= level <= 9 else str(level)


def near_level(level: int, top: int = 9) -> int:
    """Within 0 and ``top``."""
    return max(0, min(level, top))
