"""Spoken levels 1 to 9 and per cent on the wire.

The steps of the attendance table (20, 40, 70, 90 %) fall between levels, so that a level's rules never
depend on rounding.
"""

PERCENT = (0, 6, 17, 28, 39, 50, 61, 72, 86, 100)
"""By spoken level."""


def to_percent(level: int) -> int:
    """Per cent of a spoken level, 0 to 9."""
    return PERCENT[level]


def to_level(percent: int) -> int:
    """The spoken level nearest to a per cent, never 0 for a zone that is on."""
    if percent <= 0:
        return 0
    return min(range(1, 10), key=lambda level: (abs(PERCENT[level] - percent), level))
