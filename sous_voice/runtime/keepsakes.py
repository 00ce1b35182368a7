"""What is kept of stories and recipes: consent, places and years of recordings, recipes as they were changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sous_voice.core.lineage import descend, differences, fingerprint
from sous_voice.core.messages import Effect, Remember
from sous_voice.core.recipe import Recipe
from sous_voice.core.session import Session
from sous_voice.errors import StoryError
from sous_voice.shelf import kept as on_disk
from sous_voice.shelf.cooklang_write import write
from sous_voice.shelf.stories import kept


class Keepsakes:
    """Carries out ``Remember`` of stories, consent and recipes."""

    def __init__(
        self,
        session: Callable[[], Session],
        original: Callable[[str], Recipe | None],
        warn: Callable[[str], None] = lambda line: None,
        stories: Path | None = None,
        recipes: Path | None = None,
    ) -> None:
        """``original``: the recipe of that title as it was on the shelf."""
        self._session = session
        self._original = original
        self._warn = warn
        self._stories = stories or kept.folder()
        self._recipes = recipes or on_disk.recipes_folder()

    def handle(self, effect: Effect) -> bool:
        """Do it; a disk that refuses is told, and nothing else stops."""
        if not isinstance(effect, Remember) or effect.what not in ("story", "consent", "recipe"):
            return False
        data = dict(effect.data)
        try:
            if effect.what == "recipe":
                self._save(self._session().recipe, data.get("who", ""))
            elif data.get("scope") == "withdrawn":
                kept.withdraw(self._path(data["path"]))
            else:
                self._note(effect.what, data)
        except (OSError, StoryError) as fault:
            self._warn(f"This is not kept: {fault}.")
        return True

    def _path(self, text: str) -> Path:
        """A recording by its path; a withdrawal or a change reaches only our own folder."""
        path = Path(text)
        path = path if path.is_absolute() else self._stories / path
        if path.parent.resolve() != self._stories.resolve():
            raise StoryError(f"{path} is not among the recordings in {self._stories}", "")
        return path

    def _note(self, what: str, data: dict[str, str]) -> None:
        path = self._path(data["path"])
        if not path.is_file():
            return
        if what == "consent":
            old = kept.read(kept.sidecar(path)).persons if kept.sidecar(path).is_file() else ()
            person = data.get("person", "")
            persons = tuple(dict.fromkeys((*old, person))) if person else old
            scope = {"scope": data["scope"]} if data.get("scope") else {}
            kept.change(path, **scope, persons=persons)
            return
        wanted = {
            key: data[key]
            for key in ("recipe", "teller", "scope", "question", "place", "year")
            if data.get(key)
        }
        if data.get("step", "").isdigit():
            wanted["step"] = int(data["step"])  # type: ignore[assignment]
        kept.change(path, state="kept", **wanted)

    def _save(self, changed: Recipe | None, who: str) -> None:
        """The recipe as it is now, in a file of its own that knows its parent; nothing is overwritten."""
        if changed is None:
            return
        before = self._original(changed.title) or changed
        title = changed.title if not differences(before, changed) else f"My {changed.title}"
        digest = on_disk.digest(fingerprint(before))
        child = descend(before, changed, digest, date.today().isoformat(), who, title)
        self._recipes.mkdir(parents=True, exist_ok=True)
        path = on_disk.free(self._recipes, title)
        path.write_text(write(on_disk.with_links(child, path.parent)), encoding="utf-8")
