"""Files for others, asked for by voice: a recipe or book to be shared, table cards, a book or recipe that came."""

from collections.abc import Callable
from pathlib import Path

from sous_voice.core.finding import best_titles
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Share
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.errors import SousVoiceError, UserInputError
from sous_voice.shelf import kept
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.stories import book, unpack
from sous_voice.shelf.stories.card import Dish, cards
from sous_voice.shelf.stories.kept import folder as stories_folder


def shared_folder() -> Path:
    """Where files for others are written."""
    return kept.folder() / "shared"


class Sharing:
    """Carries out ``Share``."""

    def __init__(
        self,
        session: Callable[[], Session],
        kitchen: Kitchen,
        tell: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        """``tell`` takes a line that says which file was written; ``warn`` one that says why none was."""
        self._session, self._kitchen = session, kitchen
        self._tell, self._warn = tell, warn

    def handle(self, effect: Effect) -> bool:
        """Do it; what goes wrong is told in one line."""
        if not isinstance(effect, Share):
            return False
        try:
            self._tell(self._do(effect))
        except SousVoiceError as fault:
            self._warn(str(fault))
        except OSError as fault:
            self._warn(f"{shared_folder()} cannot be written ({fault.strerror or fault}).")
        return True

    def _do(self, effect: Share) -> str:
        match effect.action:
            case "export":
                return self._export(effect.target)
            case "card":
                dish = Dish(effect.target, recipe=self._recipe(effect.target))
                return self._write(effect.target, ".html", cards([dish], self._table, effect.target))
            case "menu":
                return self._menu()
            case "import":
                return self._import(effect.target)
        raise UserInputError(f"I do not know how to share by “{effect.action}”.")

    @property
    def _table(self):  # type: ignore[no-untyped-def]  # the kitchen's own
        return self._kitchen.knowledge.diets

    def _recipe(self, title: str) -> Recipe | None:
        current = self._session().recipe
        if current is not None and current.title == title:
            return current
        found = best_titles(title, self._kitchen.recipes)
        return found[0] if found else None

    def _write(self, title: str, suffix: str, text: str) -> str:
        place = shared_folder()
        place.mkdir(parents=True, exist_ok=True)
        path = kept.free(place, title, suffix)
        path.write_text(text, encoding="utf-8")
        return f"written: {path}"

    def _export(self, title: str) -> str:
        recipe = self._recipe(title)
        if recipe is None:
            raise UserInputError(f"There is no recipe “{title}”.")
        place = shared_folder()
        place.mkdir(parents=True, exist_ok=True)
        out = kept.free(place, title, book.SUFFIX)
        packed = book.export([recipe], out, recipe.title)
        left = f" {' '.join(packed.left_out)}" if packed.left_out else ""
        return f"written: {out}.{left}"

    def _menu(self) -> str:
        potluck = self._session().potluck
        dishes = [Dish(one.dish.title(), one.person, self._recipe(one.dish)) for one in potluck.claims]
        return self._write(
            potluck.title or "potluck", ".html", cards(dishes, self._table, potluck.title or "Potluck")
        )

    def _import(self, target: str) -> str:
        path = Path(target).expanduser()
        if path.suffix == book.SUFFIX:
            joined = unpack.unpack(path, self._kitchen.recipes, kept.recipes_folder(), stories_folder())
            return f"taken in: {len(joined.recipes)} recipes, {len(joined.recordings)} recordings from {path.name}"
        from sous_voice.shelf.imports import import_recipes

        titles = []
        for recipe in import_recipes(target):
            kept.recipes_folder().mkdir(parents=True, exist_ok=True)
            kept.free(kept.recipes_folder(), recipe.title).write_text(write(recipe), encoding="utf-8")
            titles.append(recipe.title)
        return f"taken in: {', '.join(titles)}"
