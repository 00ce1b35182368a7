"""A recipe as the conversation knows it: what to gather, what to do, and who tells of it.

Parsed from Cooklang by ``sous_voice.shelf.cooklang``; immutable, so that a swap or a scaling
makes a new recipe and the old one stays for "undo".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of something: a number, a range, or words ("to taste")."""

    low: Fraction | None = None
    """The number, or the lower end of a range; None where there is no number."""
    high: Fraction | None = None
    """The upper end of a range; None where it is one number."""
    unit: str = ""
    """The unit as written, singular or plural; empty for pieces."""
    words: str = ""
    """Words in place of a number: "to taste", "some"."""
    fixed: bool = False
    """True where scaling must leave it alone (Cooklang's ``=``)."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One mention of an ingredient in a step, or one line of the list."""

    name: str
    quantity: Quantity = Quantity()
    note: str = ""
    """What stands behind the name: "finely chopped"."""
    optional: bool = False
    recipe: str = ""
    """Path of the recipe it refers to, for ingredients that are recipes themselves; else empty."""


@dataclass(frozen=True, slots=True)
class Cookware:
    """One mention of a pot, pan or tool."""

    name: str
    quantity: Quantity = Quantity()
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepTimer:
    """A duration named in a step."""

    seconds: float | None
    """The duration, or the shorter end of a range; None where it cannot be derived."""
    seconds_high: float | None = None
    """The longer end of a range."""
    name: str = ""
    text: str = ""
    """As written, without markup: "8-10 minutes"."""


Item = str | Ingredient | Cookware | StepTimer
"""A piece of a step's text, in reading order."""


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction."""

    items: tuple[Item, ...]
    section: str = ""
    line: int = 0
    """Line in the file, counted from 1; 0 where there is none."""

    @property
    def ingredients(self) -> tuple[Ingredient, ...]:
        """The ingredients named in this step, in order."""
        return tuple(item for item in self.items if isinstance(item, Ingredient))

    @property
    def cookware(self) -> tuple[Cookware, ...]:
        """The tools named in this step, in order."""
        return tuple(item for item in self.items if isinstance(item, Cookware))

    @property
    def timers(self) -> tuple[StepTimer, ...]:
        """The durations named in this step, in order."""
        return tuple(item for item in self.items if isinstance(item, StepTimer))


TODAY = "Today: "
"""Begins a note that says what an old recipe did not know; it is always spoken."""


@dataclass(frozen=True, slots=True)
class StoryNote:
    """A paragraph of a recipe's story, kept at its place between the steps."""

    text: str
    before_step: int
    """Index of the step it stands before; equal to the number of steps for a story at the end."""
    chapter: str = ""
    year: str = ""
    place: str = ""
    narrator: str = ""
    recording: str = ""
    """Path of a recording beside the recipe; empty where there is none."""
    extra: tuple[tuple[str, str], ...] = ()
    """Other attributes of the head, in their order."""
    story: bool = False
    """True where the note has a ``[story ...]`` head; False for a plain note or tip."""
    section: str = ""
    """Section it stands in."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole recipe."""

    title: str
    steps: tuple[Step, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    """What to gather: mentions of one name with one kind of unit added up, in order of first use."""
    cookware: tuple[Cookware, ...] = ()
    notes: tuple[StoryNote, ...] = ()
    servings: Fraction | None = None
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Everything of the front matter, flattened with dots, as text: nothing is lost."""
    source: str = ""
    """Path or address it came from; empty where it was made in memory."""
    scale: Fraction = Fraction(1)
    """How many times the amounts as written."""
