"""What the core may consult and never changes: recipes on the shelf, knowledge, the cook's settings.

Every table comes from ``sous_voice.shelf`` already typed; the core sees Protocols or plain data only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sous_voice.core.foods import FoodBook
from sous_voice.core.knowledge import Knowledge
from sous_voice.core.potluck import Potluck
from sous_voice.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Habits:
    """How this cook wants to be spoken to; set by settings or by voice."""

    group_size: int = 3
    """Ingredients read at a time."""
    verbosity: str = "normal"
    """short, normal or full."""
    units: str = "as_written"
    """as_written, metric or us."""
    temperature_scale: str = "as_written"
    """as_written, celsius or fahrenheit."""
    cups: str = "us"
    """Whose cups and spoons the cook has: us, metric, australia, imperial, japan."""
    daily_values: str = "us"
    """Whose daily values: us or eu."""
    confirm_window: float = 8.0
    """Seconds in which a heat offer may be confirmed, after it was read; up to 20 for slow speakers."""
    hands_on: bool = False
    """The cook turns the knobs: no heat is offered, and none taken up by voice."""


def _unknown_density(_name: str) -> float | None:
    return None


@dataclass(frozen=True, slots=True)
class Kitchen:
    """All that is known and fixed while a session runs."""

    recipes: tuple[Recipe, ...] = ()
    habits: Habits = field(default_factory=Habits)
    zones: tuple[str, ...] = ()
    """Names of the stove's zones; empty without a stove."""
    powers: Mapping[str, float] = field(default_factory=dict)
    """Most watts that each zone can draw, as the stove said; empty where it told nothing."""
    density: Callable[[str], float | None] = _unknown_density
    """Grams per millilitre of an ingredient by name; None where it is not known."""
    clock_at_start: float | None = None
    """Local time of day at session time 0, in seconds since midnight; None where nobody told."""
    foods: FoodBook | None = None
    """The table of foods and nutrients; None where it is not loaded."""
    knowledge: Knowledge = field(default_factory=Knowledge)
    """Allergens, substitutes, terms, signs of doneness, seasons, and the people of the settings."""
    faults: tuple[str, ...] = ()
    """Lines of the cook's own tables that cannot be used, each with its place."""
    market: tuple[str, ...] = ()
    """The market list as it was kept on disk."""
    notes: tuple[tuple[str, str], ...] = ()
    """(title, words) of what the cook noted on other evenings, oldest first."""
    potluck: Potluck = field(default_factory=Potluck)
    """The potluck that was planned last, on another day."""
    recordings: str = ""
    """Folder in which tellers are recorded."""
