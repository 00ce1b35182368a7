"""What one clause of heat talk said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause said; empty values where it said nothing of the kind."""

    verb: str = ""
    """set, keep, on, heat, off, up, down, simmer, warm: the kind of verb."""
    verb_word: str = ""
    zones: tuple[str, ...] = ()
    """Zone names; a side alone, "all", or "unclear" where that is what was said."""
    side_noun: bool = False
    """A side with a noun: "the left burner"."""
    device: str = ""
    """device or them: "the stove", "them" is everything, but as recipes and people at large speak."""
    current: str = ""
    """noun, it or thing, where the zone was only pointed at."""
    current_word: str = ""
    article: bool = False
    level: str = ""
    either: bool = False
    """A second level stood beside it: "four or five"."""
    level_noun: bool = False
    """The level stood with "heat": "medium heat", as recipes have it."""
    dir: str = ""
    by: int | None = None
    on: bool = False
    off: bool = False
    for_s: float | None = None
    in_s: float | None = None
    when: str = ""
    until: str = ""
    loose: bool = False
    """ "for five": a time without its unit."""
    bare: bool = False
    """The level is a number with nothing before it: "no, three"."""
    prep: str = ""
    """The preposition that still waits for its noun."""
    marked: bool = False
    """ "level", "to" or "at" stood before the number."""
    first: str = ""
    """First word that was not a filler."""

    @property
    def acts(self) -> bool:
        """True where it says what is to happen, not only where."""
        return bool(self.level or self.dir or self.on or self.off or self.verb in ("on", "off", "up", "down"))

    @property
    def timed(self) -> bool:
        """True where it says when or how long."""
        return bool(self.for_s is not None or self.in_s is not None or self.when or self.until)
