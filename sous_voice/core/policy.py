"""The voice policy as one table: what is obeyed at once, what is read back, what is refused.

    T0  act at once, in any state, while we are talking too
    T1  act, then tell
    T2  the stove's offer is read back; the answer carries the burner or the level
    T3  as T2, but burner and level both, and the read-back leaves the burner out
    T4  refused by voice, with the way to do it by hand

A row applies where its ``when`` holds; its escalations are looked at in order and the highest tier
wins. Rows and escalations are data, so that a test can walk every one of them.

What nothing here can know stands in no row: whose voice it is (a child's, a guest's, a television's), and
whether somebody stands at the stove. Every raise is read back and carried back, whoever speaks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum


class Tier(IntEnum):
    """How much stands between the word and the heat."""

    T0 = 0
    T1 = 1
    T2 = 2
    T3 = 3
    T4 = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, and what is so at this moment."""

    command: str
    """off, emergency, lower, off_later, leave_room, raise, on, more_time, boost, oven, self_clean, later,
    oil, lock, unlock, enable, limits, clear_stop, recipe_heat."""
    level: int = 0
    """Level asked for, 1 to 9."""
    now: int = 0
    """Level the zone has now."""
    seconds: float = 0.0
    """How long it is asked for."""
    celsius: float = 0.0
    """Oven temperature asked for."""
    sensor: bool = True
    """The zone feels the pan."""
    doubtful: bool = False
    """Heard with little confidence."""
    night: bool = False
    """Between ten in the evening and six."""
    after_fault: bool = False
    """A fault was cleared in this session."""
    absent: bool = False
    """The heat was ended because nobody answered, and nothing was agreed since."""
    unanswered: bool = False
    """We asked whether somebody is there, and nobody said so yet."""
    hands_on: bool = False
    """The cook does the heat with the knobs."""
    oil: bool = False
    """The step is deep-frying, flambéing, or heats oil."""
    broken: bool = False
    """The stove is lost or in fault, or its battery is low."""
    failed: int = 0
    """Read-backs in a row that went wrong."""
    cleared: int = 0
    """How often a stop was cleared by voice already."""


Condition = Callable[[Wish], bool]

SEVENTY = 6
"""Level 6 is 61 %; level 7 is 72 %."""
FORTY = 4
"""Level 4 is 39 %."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    name: str
    when: Condition
    tier: Tier
    escalations: tuple[tuple[str, Condition, Tier], ...] = ()


_DOUBT: tuple[tuple[str, Condition, Tier], ...] = (
    ("at night", lambda w: w.night, Tier.T3),
    ("after a fault", lambda w: w.after_fault, Tier.T3),
    ("heard badly", lambda w: w.doubtful, Tier.T3),
    ("after nobody answered", lambda w: w.absent, Tier.T3),
)
_NOT_NOW: tuple[tuple[str, Condition, Tier], ...] = (
    ("lost or in fault", lambda w: w.broken, Tier.T4),
    ("two read-backs failed", lambda w: w.failed >= 2, Tier.T4),
    ("nobody answers", lambda w: w.unanswered, Tier.T4),
    ("hands-on mode", lambda w: w.hands_on, Tier.T4),
)
_RAISES = ("raise", "on", "recipe_heat")

TABLE: tuple[Row, ...] = (
    Row("off, everything off, emergency", lambda w: w.command in ("off", "emergency"), Tier.T0),
    Row("child lock on", lambda w: w.command == "lock", Tier.T0),
    Row("turn down, lower", lambda w: w.command == "lower", Tier.T1),
    Row("a timer that ends in off", lambda w: w.command == "off_later", Tier.T1),
    Row("leaving the room", lambda w: w.command == "leave_room", Tier.T1),
    Row(
        "more time",
        lambda w: w.command == "more_time",
        Tier.T2,
        (("beyond thirty minutes", lambda w: w.seconds > 1800, Tier.T3), *_NOT_NOW),
    ),
    Row(
        "on from off, up to 40 %",
        lambda w: w.command in _RAISES and w.now == 0 and w.level <= FORTY,
        Tier.T2,
        (*_DOUBT, *_NOT_NOW),
    ),
    Row(
        "raise up to 70 %",
        lambda w: w.command in _RAISES and w.level <= SEVENTY,
        Tier.T2,
        (
            ("more than three steps", lambda w: w.now > 0 and w.level - w.now > 3, Tier.T3),
            *_DOUBT,
            *_NOT_NOW,
        ),
    ),
    Row(
        "raise above 70 %",
        lambda w: w.command in _RAISES and w.level > SEVENTY,
        Tier.T3,
        (("nobody feels the pan", lambda w: not w.sensor, Tier.T4), *_NOT_NOW),
    ),
    Row(
        "oil: deep-frying, flambéing",
        lambda w: w.oil and w.command in (*_RAISES, "oil"),
        Tier.T3,
        (("nobody feels the oil", lambda w: not w.sensor, Tier.T4), *_NOT_NOW),
    ),
    Row("boost", lambda w: w.command == "boost", Tier.T4),
    Row(
        "oven",
        lambda w: w.command == "oven",
        Tier.T2,
        (
            ("above two hundred degrees", lambda w: w.celsius > 200, Tier.T3),
            ("grill", lambda w: w.celsius > 230, Tier.T3),
            *_NOT_NOW,
        ),
    ),
    Row("self-clean", lambda w: w.command == "self_clean", Tier.T4),
    Row("heat later, or from elsewhere", lambda w: w.command == "later", Tier.T4),
    Row(
        "lock off, voice enable, limits, reset",
        lambda w: w.command in ("unlock", "enable", "limits"),
        Tier.T4,
    ),
    Row(
        "clear a stop said by voice",
        lambda w: w.command == "clear_stop",
        Tier.T3,
        (("the third time", lambda w: w.cleared >= 2, Tier.T4),),
    ),
    Row("whatever nobody thought of", lambda w: w.command not in _KNOWN, Tier.T4),
)
_KNOWN: frozenset[str] = frozenset(
    "off emergency lock lower off_later leave_room more_time raise on recipe_heat oil boost oven self_clean "
    "later unlock enable limits clear_stop".split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The tier, and the words for why it is so high."""

    tier: Tier
    why: str


def judge(wish: Wish) -> Verdict:
    """The highest tier of all rows that apply. A wish that no row knows is refused."""
    verdict = Verdict(Tier.T4, "unknown")
    found = False
    for row in TABLE:
        if not row.when(wish):
            continue
        for name, tier in ((row.name, row.tier), *((n, t) for n, c, t in row.escalations if c(wish))):
            if not found or tier > verdict.tier:
                verdict, found = Verdict(tier, name), True
    return verdict
