"""Storytelling in the waiting minutes: offered, never pushed; gives way to everything.

    a wait begins ──▶ offered once ──yes──▶ told (``telling.py``) ──▶ "who?", "again", "shorter", "go on"
                                   └─no───▶ silence for the evening; told when asked

What is offered or asked for here; how it is told is in ``telling.py``.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sous_voice.core.finding import best_titles
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.lineage import lineage_lines
from sous_voice.core.messages import (
    Event,
    Heard,
    Hush,
    Kind,
    Measured,
    Resumed,
    Say,
    SpeechEnded,
    StoveLost,
    Ticked,
    WorkerDied,
)
from sous_voice.core.session import Session, open_question
from sous_voice.core.story import (
    MARGIN,
    Chapter,
    Position,
    Storytelling,
    about,
    chapters,
    may_hear,
    measured,
    shortened,
)
from sous_voice.core.topics.offering import offer, offer_answered
from sous_voice.core.topics.telling import (
    LATEST,
    NEAR,
    NO_TIME,
    guests,
    measures,
    on_ended,
    silence,
    stop,
    stories_of,
    tell,
    tell_next,
    upcoming,
    wait_ends,
)
from sous_voice.core.turn import Topic, Turn, say, slot_text

_QUIET = {"acknowledge", "i_am_here"}  # said while listening; no reason to stop
_ASKED = re.compile(
    r"^(?:and |so )?(who|when|where)(?: (?:was|is|were) (?:it|that|this|she|he|they))?(?: (?:then|again|from))?$"
)


def _keep(session: Session, story: Storytelling) -> Session:
    return replace(session, story=story)


# ---------------------------------------------------------------- asked for


def story_tell(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Tell me about this pie", "tell me about Naples"."""
    topic = slot_text(intent, "topic", "person", "place")
    index = about(stories_of(session), topic) if topic else None
    if index is not None and may_hear(stories_of(session)[index], guests(session)):
        return tell(session, index, 0)
    other = _of_another_dish(kitchen, session, topic) if topic and index is None else None
    return other if other is not None else tell_next(session)


def _of_another_dish(kitchen: Kitchen, session: Session, topic: str) -> Turn | None:
    """In short, the story of a dish that is not the one on the stove: of a potluck, of the shelf."""
    current = session.recipe.title if session.recipe else ""
    for recipe in best_titles(topic, kitchen.recipes):
        told = [one for one in chapters(recipe) if may_hear(one, guests(session))]
        if recipe.title != current and told:
            return _short(session, told[0], f"{recipe.title}. ")
    return None


def story_more(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Go on": from where the listener stopped hearing."""
    return Turn(session) if session.story.telling else tell_next(session)


def story_skip(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Skip this one", "another one": the next chapter. "No story now" is understood as this too, where
    nothing is told: then it only means silence."""
    story = session.story
    if story.telling is None and not _near(session):
        return story_stop(_kitchen, session, _intent)
    index = story.at.chapter
    if story.telling is not None or story.at.unit:
        told = story.told if index in story.told else (*story.told, index)
        story = replace(story, told=told, at=Position(index + 1), telling=None, interrupted=False)
    if upcoming(_keep(session, story)) is None:
        return Turn(_keep(session, story), (Hush((Kind.STORY,)),)).then(
            lambda now: say(now, "There is no other story.")
        )
    return Turn(_keep(session, story), (Hush((Kind.STORY,)),)).then(tell_next)


def story_stop(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Not now": silent, and not offered again this evening."""
    return silence(session)


def _again(session: Session) -> Turn:
    """ "Again": the chapter that is told, or was told last, from its beginning."""
    index = _index_now(session)
    return (
        tell_next(session)
        if index is None
        else Turn(session, (Hush((Kind.STORY,)),)).then(lambda now: tell(now, index, 0))
    )


def _shorter(session: Session) -> Turn:
    """ "Shorter": a third of the chapter; it counts as told."""
    index = _index_now(session)
    if index is None:
        return tell_next(session)
    chapter = stories_of(session)[index]
    told = session.story.told if index in session.story.told else (*session.story.told, index)
    story = replace(session.story, told=told, at=Position(index + 1), telling=None, interrupted=False)
    return Turn(session, (Hush((Kind.STORY,)),)).then(lambda now: _short(_keep(now, story), chapter))


def _short(session: Session, chapter: Chapter, before: str = "") -> Turn:
    """A chapter in short, where the wait is long enough for it."""
    text, ends = before + shortened(chapter), wait_ends(session)
    seconds = len(text) / 12.0 / chapter.pace
    if ends is not None and seconds > ends - session.at - MARGIN:
        return say(session, NO_TIME)
    session = _keep(session, replace(session.story, near_until=session.at + seconds + NEAR))
    told_now = Say(
        text,
        Kind.STORY,
        voice=chapter.voice,
        pace=chapter.pace,
        pause=chapter.pause,
        until=None if ends is None else ends - LATEST,
    )
    return Turn(session, (told_now,))


# ---------------------------------------------------------------- asking about it


def _index_now(session: Session) -> int | None:
    """The chapter that is told, or was told last."""
    story, count = session.story, len(stories_of(session))
    if story.telling is not None or story.at.unit:
        return story.at.chapter if story.at.chapter < count else None
    return story.told[-1] if story.told and story.told[-1] < count else None


def _now(session: Session) -> Chapter | None:
    index = _index_now(session)
    all_chapters = stories_of(session)
    if index is not None:
        return all_chapters[index]
    return all_chapters[0] if all_chapters else None


def _meta(session: Session, *keys: str) -> str:
    known = session.recipe.metadata if session.recipe else {}
    return next((known[key] for key in keys if known.get(key)), "")


def story_who(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Whose recipe is it?"."""
    chapter = _now(session)
    narrator = chapter.narrator if chapter else ""
    who = _meta(session, "story.narrator", "author", "source.author", "source")
    if not who and not narrator:
        return say(session, "Nobody has written down whose recipe it is.")
    if narrator and narrator != who and who:
        return say(session, f"The recipe comes from {who}. {narrator} tells this story.")
    return say(session, f"It comes from {who or narrator}.")


def story_when(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "When was that?"."""
    chapter = _now(session)
    year = (chapter.year if chapter else "") or _meta(session, "story.year", "year")
    return say(session, f"In {year}." if year else "The story does not say when.")


def story_where(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Where was that?"."""
    chapter = _now(session)
    place = (chapter.place if chapter else "") or _meta(session, "story.place", "place")
    if not place:
        return say(session, "The story does not say where.")
    return say(
        session, f"{'On' if place.endswith(('Atlantic', 'Pacific', 'ocean', 'sea')) else 'In'} {place}."
    )


def lineage(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Who changed it?": the recipe's parent, and who changed what."""
    lines = lineage_lines(session.recipe.metadata if session.recipe else {})
    return say(session, *(lines or ("I know of no earlier form of this recipe.",)))


_ABOUT = {"who": story_who, "when": story_when, "where": story_where}


# ---------------------------------------------------------------- what is said while it is told


def _near(session: Session) -> bool:
    story = session.story
    return story.telling is not None or session.at <= story.near_until


_SHORT_WORDS: tuple[tuple[re.Pattern[str], Callable[[Kitchen, Session], Turn]], ...] = (
    (
        re.compile(
            r"^(?:please )?(?:(?:tell|make|say) it )?(?:a (?:bit|little) )?shorter(?: please)?$"
            r"|^(?:in short|the short version)$"
        ),
        lambda kitchen, session: _shorter(session),
    ),
    (
        re.compile(r"^(?:(?:tell|say) (?:it|that) )?(?:again|once more)(?: please)?$"),
        lambda kitchen, session: _again(session),
    ),
    (
        re.compile(
            r"^(?:skip(?: (?:it|this|that|this one|that one))?"
            r"|(?:(?:tell|read) (?:me|us) )?(?:another|a different|the next)(?: (?:one|story|chapter))?)(?: please)?$"
        ),
        lambda kitchen, session: story_skip(kitchen, session, Intent("story_skip")),
    ),
    (
        re.compile(r"^(?:no|not now|no thanks|no thank you|enough|that's enough|pause|later)(?: please)?$"),
        lambda kitchen, session: story_stop(kitchen, session, Intent("story_stop")),
    ),
)
"""What a few words mean near a story."""


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """Whatever is said stops the story. Short words near a story are about the story."""
    session = _keep(session, replace(session.story, quiet_since=session.at))
    intents = heard.understanding.intents
    if session.interview.stage in ("recording", "paused"):
        return Turn(session)
    meant = _meant(kitchen, session, heard)
    if meant is not None:
        return replace(meant, rest=())
    if session.story.telling is None:
        return Turn(session)
    others = [i for i in intents if i.name not in _QUIET and not i.name.startswith("story_")]
    return stop(session) if others else Turn(session)


def _meant(kitchen: Kitchen, session: Session, heard: Heard) -> Turn | None:
    """The answer where the words are about the story; None where they are not.

    Near a story the words alone decide: read without it, "another one" could mean anything.
    """
    intents = heard.understanding.intents
    if heard.partial or open_question(session) is not None or any(i.risk is Risk.R0 for i in intents):
        return None
    said = heard.understanding.text.lower().strip(" ?.!")
    names = [intent.name for intent in intents]
    if names == ["resume"] and (session.story.interrupted or session.story.telling):
        return story_more(kitchen, session, Intent("story_more"))
    asked = _ASKED.match(said) if _near(session) or session.story.told else None
    if asked:
        return _told_about(kitchen, session, asked[1])
    if not _near(session):
        return None
    for words, does in _SHORT_WORDS:
        if words.match(said):
            return does(kitchen, session)
    return None


def _told_about(kitchen: Kitchen, session: Session, what: str) -> Turn:
    """ "Who was that?" in the middle of a story: answered; "go on" goes on."""
    stopped = stop(session) if session.story.telling else Turn(session)
    return stopped.then(lambda now: _ABOUT[what](kitchen, now, Intent(f"story_{what}")))


# ---------------------------------------------------------------- waits


def watch(_kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Lengths, positions, timers that ring, waits that begin."""
    match event:
        case Measured():
            return Turn(_measured(session, event))
        case SpeechEnded():
            return on_ended(session, event)
        case StoveLost() | WorkerDied() | Resumed():
            return stop(session) if session.story.telling else Turn(session)
        case Ticked():
            if session.story.telling and session.timers.ringing:
                return stop(session)
            return offer(session)
        case _:
            return Turn(session)


def _measured(session: Session, event: Measured) -> Session:
    """The session with real lengths; the stretches of a recording never change while it is told."""
    telling = session.story.telling
    if telling is not None and stories_of(session)[telling.chapter].key == event.key:
        return session
    return _keep(session, measured(session.story, event.key, event.seconds))


def on_recipe(_kitchen: Kitchen, session: Session) -> Turn:
    """A new recipe: its stories are measured, and nothing of them was told."""
    old = session.story
    fresh = Storytelling(
        serial=old.serial, offered=old.offered, silenced=old.silenced, rate=session.voice.rate
    )
    return Turn(_keep(session, fresh), measures(session))


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
    on_recipe=on_recipe,
    state=lambda session: "story" if session.story.telling else "",
)
