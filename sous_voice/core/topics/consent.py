"""Who may hear what was told: changed whenever the teller likes; withdrawn, it is deleted.

A withdrawal is final, so it is asked back once; then file, words and notes of it go.
"""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.interview import read_scope
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Remember
from sous_voice.core.recipe import Recipe, StoryNote
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.story import beside
from sous_voice.core.turn import Topic, Turn, say, slot_text

SCOPE_SAID = {
    "household": "only this household",
    "guests": "whoever cooks or eats here",
    "everyone": "everyone it is shared with",
}
_WITHDRAWN = re.compile(
    r"\b(?:nobody|no one|withdraws?|withdrawn|revokes?|takes? back|deletes?|removes?|no longer|not any ?more)\b"
)


def _kept(kitchen: Kitchen, session: Session) -> list[tuple[Recipe, StoryNote]]:
    """Every recorded story that is known, of the recipe that is cooked first."""
    current = (session.recipe,) if session.recipe else ()
    titles = {recipe.title for recipe in current}
    all_recipes = (*current, *(recipe for recipe in kitchen.recipes if recipe.title not in titles))
    return [
        (recipe, note)
        for recipe in all_recipes
        for note in recipe.notes
        if note.recording and _path(recipe, note) not in session.interview.withdrawn
    ]


def _path(recipe: Recipe, note: StoryNote) -> str:
    return beside(recipe.source, note.recording)


def _meant(kitchen: Kitchen, session: Session, intent: Intent, said: str) -> tuple[str, ...]:
    """Paths of the recordings that are meant: the teller's that is named, else the last one, else the
    only one of this recipe."""
    all_of_them = _kept(kitchen, session)
    named = slot_text(intent, "teller", "person")
    words = set(re.findall(r"\w+", said.replace("'s", "")))
    of_teller = [
        (recipe, note)
        for recipe, note in all_of_them
        if note.narrator and (note.narrator.lower() == named or set(note.narrator.lower().split()) <= words)
    ]
    if of_teller:
        return tuple(_path(recipe, note) for recipe, note in of_teller)
    if session.interview.path:
        return (session.interview.path,)
    here = [_path(recipe, note) for recipe, note in all_of_them if recipe is session.recipe]
    return (here[0],) if len(here) == 1 else ()


def consent(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Family only", "share grandma's story with everyone", "grandma withdraws her consent"."""
    said = session.talk.last_heard.lower()
    paths = _meant(kitchen, session, intent, said)
    if not paths:
        return say(session, "Whose story? Say, for example: grandma's story is for the household.")
    scope_text = " ".join((slot_text(intent, "scope", "text"), said))
    if _WITHDRAWN.search(scope_text):
        return _ask_withdrawal(session, paths)
    scope = read_scope(re.sub(r"\bshare\b", "", scope_text))  # to share is not yet to say with whom
    person = slot_text(intent, "person")
    if not scope and not person:
        return say(session, "For whom: the household, guests, or everyone?")
    tellers = {
        note.narrator.lower() for recipe, note in _kept(kitchen, session) if _path(recipe, note) in paths
    }
    person = "" if person in tellers else person
    changes = tuple(
        Remember("consent", (("scope", scope), ("path", path), ("person", person))) for path in paths
    )
    if not scope:  # shared with one person by name; for everybody else it stays as it is
        return say(session, f"I may share it with {person.title()}.").plus(*changes)
    return say(_scoped(session, paths, scope), f"From now on for {SCOPE_SAID[scope]}.").plus(*changes)


def _scoped(session: Session, paths: tuple[str, ...], scope: str) -> Session:
    def changed(note: StoryNote) -> StoryNote:
        if recipe is None or _path(recipe, note) not in paths:
            return note
        kept = tuple((key, value) for key, value in note.extra if key != "consent")
        return replace(note, extra=(*kept, ("consent", scope)))

    recipe = session.recipe
    if recipe is not None:
        session = replace(session, recipe=replace(recipe, notes=tuple(map(changed, recipe.notes))))
    return replace(session, interview=replace(session.interview, scope=scope))


def _ask_withdrawal(session: Session, paths: tuple[str, ...]) -> Turn:
    question = Question("story_withdraw", "yes_no", data=tuple(("path", path) for path in paths), lives=60.0)
    what = "The recording" if len(paths) == 1 else f"{len(paths)} recordings"
    words = "its words" if len(paths) == 1 else "their words"
    return say(ask(session, question), f"{what} and {words} are deleted for good. Shall I?")


def withdrawal_answered(_kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes deletes; anything else leaves all as it is."""
    if intent.name not in ("affirm", "timer_accept"):
        return say(session, "Then it stays as it is.")
    paths = tuple(path for _, path in question.data)
    gone = tuple(Remember("consent", (("scope", "withdrawn"), ("path", path))) for path in paths)
    return say(without(session, paths), "It is deleted.").plus(*gone)


def without(session: Session, paths: tuple[str, ...]) -> Session:
    """The session in which these recordings are no more."""
    recipe = session.recipe
    if recipe is not None:
        notes = tuple(note for note in recipe.notes if not note.recording or _path(recipe, note) not in paths)
        session = replace(session, recipe=replace(recipe, notes=notes))
    interview = session.interview
    path = "" if interview.path in paths else interview.path
    gone = tuple(dict.fromkeys((*interview.withdrawn, *paths)))
    return replace(session, interview=replace(interview, path=path, withdrawn=gone))


def on_recipe(_kitchen: Kitchen, session: Session) -> Turn:
    """A recipe that is chosen again has nothing of what was withdrawn."""
    return Turn(without(session, session.interview.withdrawn))


TOPIC = Topic(
    "consent",
    handlers={"story_consent": consent, "story_share_with": consent},
    answers={"story_withdraw": withdrawal_answered},
    on_recipe=on_recipe,
)
