"""Storytelling in the waiting minutes: offered, never pushed; gives way to everything.

A chapter is cut at a sentence so that it ends before the next timer does. When anything else is
said, or a timer rings, the story stops; the player reports how far it was heard, and "go on"
continues there.
"""

from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    Effect,
    Event,
    Heard,
    Hush,
    Kind,
    Measure,
    Measured,
    Say,
    SpeechEnded,
    StoveLost,
    Ticked,
    WorkerDied,
)
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.story import (
    MARGIN,
    SHORTEST,
    Chapter,
    Position,
    Storytelling,
    about,
    chapters,
    fitting,
    heard_to,
    measured,
    next_chapter,
    seconds_of,
)
from sous_voice.core.turn import Topic, Turn, say, slot_text

REF = "story"
_OFFER_WAIT = 60.0  # seconds of a wait from which a story is offered
_SETTLE = 6.0  # seconds after the start of a timer before we offer: the cook may still be speaking
_QUIET = {"acknowledge", "i_am_here"}  # said while listening; no reason to stop


def _story(session: Session) -> tuple[Chapter, ...]:
    return chapters(session.recipe) if session.recipe else ()


def _keep(session: Session, story: Storytelling) -> Session:
    return replace(session, story=story)


def available(session: Session) -> float | None:
    """Seconds until the next timer rings, less the margin; None while none runs."""
    left = [timer.remaining(session.at) for timer in session.timers.live if not timer.paused]
    return min(left) - MARGIN if left else None


# ---------------------------------------------------------------- telling


def _tell(session: Session, index: int, first: int) -> Turn:
    """Tell as much of a chapter as fits."""
    chapter = _story(session)[index]
    room = available(session)
    end = fitting(seconds_of(session.story, chapter), first, room)
    if session.timers.ringing or (room is not None and room < SHORTEST) or end == first:
        return say(session, "There is not time enough before the timer. I tell it in the next wait.")
    story = replace(
        session.story,
        at=Position(index, first),
        telling=(index, first, end),
        interrupted=False,
        silenced=False,
    )
    text = " ".join(chapter.sentences[first:end])
    skipped = sum(seconds_of(session.story, chapter)[:first])
    told = Say(text, Kind.STORY, voice=chapter.voice, recording=chapter.recording, ref=REF, start=skipped)
    return Turn(_keep(session, story), (*_heading(chapter, first), told))


def _heading(chapter: Chapter, first: int) -> tuple[Effect, ...]:
    if first:
        return ()
    when = " in ".join(part for part in (chapter.place, chapter.year) if part)
    parts = [part for part in (chapter.title, when) if part]
    return (Say(", ".join(parts) + ".", Kind.STORY),) if parts else ()


def _tell_next(session: Session) -> Turn:
    all_chapters = _story(session)
    index = next_chapter(session.story, all_chapters, session.step)
    if index is None:
        return say(session, "You have heard all of it." if all_chapters else "This recipe has no story yet.")
    first = session.story.at.sentence if session.story.at.chapter == index else 0
    return _tell(session, index, first)


def story_tell(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Tell me about this pie", "tell me about Naples"."""
    topic = slot_text(intent, "topic", "person", "place")
    index = about(_story(session), topic) if topic else None
    return _tell(session, index, 0) if index is not None else _tell_next(session)


def story_more(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Go on", "another one"."""
    return _tell_next(session)


def story_skip(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Skip this one": the next chapter."""
    index = next_chapter(session.story, _story(session), session.step)
    if index is None:
        return say(session, "There is no other story.")
    story = replace(session.story, told=(*session.story.told, index), at=Position(index + 1), telling=None)
    hushed = Turn(_keep(session, story), (Hush((Kind.STORY,)),))
    return hushed.then(_tell_next)


def story_stop(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Not now": silent, and not offered again."""
    story = replace(session.story, silenced=True, interrupted=session.story.telling is not None)
    return Turn(_keep(session, story), (Hush((Kind.STORY,)),))


# ---------------------------------------------------------------- asking about it


def _now(session: Session) -> Chapter | None:
    all_chapters = _story(session)
    index = session.story.at.chapter
    return all_chapters[index] if index < len(all_chapters) else (all_chapters[0] if all_chapters else None)


def _meta(session: Session, *keys: str) -> str:
    known = session.recipe.metadata if session.recipe else {}
    return next((known[key] for key in keys if known.get(key)), "")


def story_who(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Whose recipe is it?"."""
    chapter = _now(session)
    who = _meta(session, "story.narrator", "author", "source.author", "source")
    if chapter and chapter.narrator and chapter.narrator != who:
        who = f"{who}; {chapter.narrator} tells it" if who else f"{chapter.narrator} tells it"
    return say(session, f"It comes from {who}." if who else "Nobody has written down whose recipe it is.")


def story_when(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "When was that?"."""
    chapter = _now(session)
    year = (chapter.year if chapter else "") or _meta(session, "story.year", "year")
    return say(session, f"In {year}." if year else "The story does not say when.")


def story_where(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Where was that?"."""
    chapter = _now(session)
    place = (chapter.place if chapter else "") or _meta(session, "story.place", "place")
    return say(session, f"In {place}." if place else "The story does not say where.")


def lineage(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Who changed it?": the recipe's parent, and who changed what."""
    parent = _meta(session, "lineage.parent")
    known = session.recipe.metadata if session.recipe else {}
    changes = [value for key, value in known.items() if key.startswith("lineage.change")]
    if not parent and not changes:
        return say(session, "I know of no earlier form of this recipe.")
    return say(session, f"It comes from {parent}." if parent else "", *(f"{change}." for change in changes))


# ---------------------------------------------------------------- waits, interruptions, positions


def hear(_kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """Whatever is said stops the story; "go on" after that is about the story."""
    intents = heard.understanding.intents
    if session.story.telling is None:
        if session.story.interrupted and [i.name for i in intents] == ["resume"]:
            return replace(_tell_next(session), rest=())
        return Turn(session)
    others = [i for i in intents if i.name not in _QUIET and not i.name.startswith("story_")]
    if not others:
        return Turn(session)
    story = replace(session.story, interrupted=True)
    return Turn(_keep(session, story), (Hush((Kind.STORY,)),))


def watch(_kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Lengths, positions, timers that ring, waits that begin."""
    match event:
        case Measured():
            return Turn(_keep(session, measured(session.story, event.key, event.seconds)))
        case SpeechEnded():
            return _ended(session, event)
        case StoveLost() | WorkerDied():
            return _give_way(session)
        case Ticked():
            return _give_way(session) if session.timers.ringing else _offer(session)
        case _:
            return Turn(session)


def _give_way(session: Session) -> Turn:
    if session.story.telling is None or session.story.interrupted:
        return Turn(session)
    return Turn(_keep(session, replace(session.story, interrupted=True)), (Hush((Kind.STORY,)),))


def _ended(session: Session, event: SpeechEnded) -> Turn:
    """The player reports how far the story was heard."""
    story = session.story
    if story.telling is None or session.talk.ref_of(event.say_id) != REF:
        return Turn(session)
    index, first, end = story.telling
    all_chapters = _story(session)
    if index >= len(all_chapters):
        return Turn(_keep(session, replace(story, telling=None)))
    chapter = all_chapters[index]
    heard = end if event.complete else min(end, heard_to(chapter, first, event.heard_chars))
    over = heard >= len(chapter.sentences)
    story = replace(
        story,
        telling=None,
        at=Position(index + 1) if over else Position(index, heard),
        told=(*story.told, index) if over and index not in story.told else story.told,
        interrupted=not over,
    )
    return Turn(_keep(session, story))


def _offer(session: Session) -> Turn:
    """Offer a story where a wait begins, once for each wait."""
    story = session.story
    if story.silenced or story.telling or session.talk.question is not None or session.voice.asleep:
        return Turn(session)
    waiting = [
        t for t in session.timers.live if not t.paused and t.id not in story.offered and t.ends_at is not None
    ]
    fresh = [t for t in waiting if (t.ends_at or 0.0) - t.seconds + _SETTLE <= session.at]
    room = available(session)
    index = next_chapter(story, _story(session), session.step)
    if not fresh or index is None or room is None or room < _OFFER_WAIT:
        return Turn(session)
    chapter = _story(session)[index]
    session = _keep(session, replace(story, offered=(*story.offered, *(t.id for t in fresh))))
    title = f" It is called {chapter.title}." if chapter.title else ""
    question = Question("story_offer", "yes_no", lives=40.0)
    return say(
        ask(session, question), f"While we wait, I know a story about this dish.{title} Shall I tell it?"
    )


def offer_answered(kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes tells it; no is quiet for this evening."""
    if intent.name in ("affirm", "choose_option", "timer_accept"):
        return _tell_next(session)
    return story_stop(kitchen, session, intent)


def on_recipe(_kitchen: Kitchen, session: Session) -> Turn:
    """A new recipe: its stories are measured, and nothing of them was told."""
    asked = tuple(
        Measure(chapter.key, chapter.sentences, chapter.voice, chapter.recording)
        for chapter in _story(session)
    )
    return Turn(_keep(session, Storytelling()), asked)


TOPIC = Topic(
    "story",
    handlers={
        "story_tell": story_tell,
        "story_more": story_more,
        "story_skip": story_skip,
        "story_stop": story_stop,
        "story_who": story_who,
        "story_when": story_when,
        "story_where": story_where,
        "lineage": lineage,
    },
    answers={"story_offer": offer_answered},
    watch=watch,
    hear=hear,
    state=lambda session: "story" if session.story.telling else "",
)
