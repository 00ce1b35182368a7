"""The parts that keep what is told and changed: recorder, keepsakes, sharing, and the plain keeper behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.runtime.keeper import Keeper
from sous_voice.runtime.keepsakes import Keepsakes
from sous_voice.runtime.recorder import Recorder, transcriber
from sous_voice.runtime.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Screen:
    """Where these parts say what they did."""

    note: Callable[[str], None]
    warn: Callable[[str], None]


class KeepingParts:
    """Asks each of them who carries out an effect."""

    def __init__(
        self,
        kitchen: Kitchen,
        session: Callable[[], Session],
        clock: Callable[[], float],
        post: Callable[[Event], None],
        engine: str,
        screen: Screen,
    ) -> None:
        """``session``: as it stands; ``engine``: the recogniser that writes down a teller's words."""

        def shelved(title: str) -> Recipe | None:
            return next((recipe for recipe in kitchen.recipes if recipe.title == title), None)

        self.recorder = Recorder(Path(kitchen.recordings), clock, post, transcriber(engine), tell=screen.warn)
        self._parts = (
            self.recorder,
            Keepsakes(session, shelved, screen.warn),
            Sharing(session, kitchen, screen.note, screen.warn),
            Keeper(screen.warn),
        )

    def handle(self, effect: Effect) -> bool:
        """Do it and return at once; False where it is for none of them."""
        return any(part.handle(effect) for part in self._parts)
