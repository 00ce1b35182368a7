"""What the kitchen knows beside the recipes: foods people cannot have, substitutes, words, signs, seasons."""

from dataclasses import dataclass, field

from sous_voice.core.diets import DietTable, Diner
from sous_voice.core.interview import Prompt
from sous_voice.core.keeping import Keeping
from sous_voice.core.seasons import Produce
from sous_voice.core.substitutes import Substitution
from sous_voice.core.technique import Handbook


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Tables of ``sous_voice.shelf``, read-only."""

    diets: DietTable = field(default_factory=DietTable)
    substitutions: tuple[Substitution, ...] = ()
    handbook: Handbook = field(default_factory=Handbook)
    keeping: tuple[Keeping, ...] = ()
    """How long dishes keep."""
    produce: tuple[Produce, ...] = ()
    zone: str = "us_north"
    """Climate zone of this kitchen, a key of ``seasons.ZONES``."""
    month_at_start: int | None = None
    """1 to 12; None where nobody told."""
    diners: tuple[Diner, ...] = ()
    """The people of the settings."""
    prompts: tuple[Prompt, ...] = ()
    """Questions for tellers."""
