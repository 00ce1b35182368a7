"""What becomes of a take: heard, told again, discarded, or kept with teller, consent, place and year."""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.interview import ended, read_place
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Measure, Record, Remember, Say
from sous_voice.core.recipe import StoryNote
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.story import chapters
from sous_voice.core.topics.sitting import PLAYED, about, begin_with, put
from sous_voice.core.turn import Turn, say


def keep(session: Session) -> Turn:
    """Kept with teller, consent and draft, told from now on; then where it was is asked."""
    made = session.interview
    data = (
        ("path", made.path),
        *about(session),
        ("draft", made.draft),
        ("seconds", f"{made.seconds:.1f}"),
    )
    session = put(session, replace(made, stage="asking_place"))
    kept = Turn(_with_story(session), (Remember("story", data),))
    return kept.then(_measured).then(
        lambda now: say(
            ask(now, Question("story_place", "name", lives=60.0)),
            "It is kept, with the words as a draft.",
            "Where and when was that? Or say skip.",
        )
    )


def _with_story(session: Session) -> Session:
    """The session whose recipe has this story at the step at which it was told."""
    made, recipe = session.interview, session.recipe
    if recipe is None:
        return session
    extra = (("consent", made.scope), ("seconds", f"{made.seconds:.1f}"), ("transcript", "draft"))
    place = 0 if session.step is None else session.step + 1
    note = StoryNote(
        made.draft,
        min(place, len(recipe.steps)),
        chapter=f"{made.teller} remembers",
        narrator=made.teller,
        recording=made.path,
        extra=extra,
        story=True,
    )
    return replace(session, recipe=replace(recipe, notes=(*recipe.notes, note)))


def _measured(session: Session) -> Turn:
    if session.recipe is None:
        return Turn(session)
    last = chapters(session.recipe)[-1]
    return Turn(session, (Measure(last.key, last.sentences, last.voice, last.recording),))


def placed(kitchen: Kitchen, session: Session, said: str) -> Turn:
    """The answer to "where and when was that?"; skip leaves it open."""
    place, year = ("", "") if re.match(r"^(?:skip|no|nothing|i don'?t know)\b", said) else read_place(said)
    session = put(session, replace(session.interview, stage="between"))
    turn = Turn(session)
    if place or year:
        data = (("path", session.interview.path), ("place", place), ("year", year))
        turn = Turn(_dated(session, place, year), (Remember("story", data),))
    question = Question("story_another", "yes_no", lives=120.0)
    return turn.then(lambda now: say(ask(now, question), "Another question?"))


def _dated(session: Session, place: str, year: str) -> Session:
    recipe, path = session.recipe, session.interview.path
    if recipe is None:
        return session
    notes = tuple(
        replace(note, place=place, year=year) if note.recording == path else note for note in recipe.notes
    )
    return replace(session, recipe=replace(recipe, notes=notes))


def discard(session: Session) -> Turn:
    path = session.interview.path
    session = put(session, replace(ended(session.interview), scope=session.interview.scope, path=""))
    return say(session, "It is deleted.").plus(Record(path, "discard"))


def again(session: Session) -> Turn:
    """The same question once more; the first take is deleted when the second begins."""
    made = session.interview
    session = put(session, replace(made, stage="recording", waiting=True, draft="", seconds=0.0))
    return begin_with(session, made.asked[-1] if made.asked else "Tell it again.").plus(
        Record(made.path, "discard")
    )


def play(session: Session) -> Turn:
    """The recording as it was told."""
    made = session.interview
    words = made.draft or "Your recording."
    return Turn(session, (Say(words, Kind.ANSWER, recording=made.path, ref=PLAYED),))


def place_answered(kitchen: Kitchen, session: Session, _question: Question, _intent: Intent) -> Turn:
    """A plain no leaves place and year open."""
    return placed(kitchen, session, "skip")


def keep_answered(_kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes keeps; a bare no deletes nothing before it is said in words."""
    if intent.name in ("affirm", "timer_accept"):
        return keep(session)
    question = Question("story_keep", "yes_no", lives=300.0)
    return say(ask(session, question), "Say discard to delete it, or keep it.")
