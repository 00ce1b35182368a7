"""How a story is told: unit by unit to the player, so that its place is known and its end is sure.

Every unit (a sentence, a stretch of a recording) is a ``Say`` of its own; the player reports each. A
telling is planned from measured lengths to end before the next timer rings, and each ``Say`` carries the
time by which it must have ended, so that a late start cannot make it run over. As soon as anything else
is to be said the story stops; it goes on with the unit that was not heard whole.
"""

from dataclasses import replace

from sous_voice.core.messages import Effect, Effects, Hush, Kind, Measure, Say, SpeechEnded
from sous_voice.core.session import Session
from sous_voice.core.story import (
    CLOSING,
    MARGIN,
    SHORTEST,
    Chapter,
    Position,
    Storytelling,
    Telling,
    Unit,
    chapters,
    fitting,
    next_chapter,
    units,
)
from sous_voice.core.turn import Turn, say

REF = "story"
AHEAD = 6
"""Units that the player has at most: enough for the synthesiser to be ahead, few enough to be named."""
NEAR = 45.0
"""Seconds after a telling in which "again" still means the story."""
LATEST = 1.0
"""Seconds before the timer by which the last word must be over, whatever delayed it."""

NO_TIME = "There is not time enough before the timer. I tell it in the next wait."


def stories_of(session: Session) -> tuple[Chapter, ...]:
    """The chapters of the recipe that is cooked."""
    return chapters(session.recipe) if session.recipe else ()


def guests(session: Session) -> bool:
    """Whether others than the household are here."""
    return session.workshop or bool(session.potluck.claims)


def wait_ends(session: Session) -> float | None:
    """Session time at which the next timer rings; None while none runs."""
    ends = [timer.ends_at for timer in session.timers.live if timer.ends_at is not None]
    return min(ends, default=None)


def available(session: Session) -> float | None:
    """Seconds until the next timer rings, less the margin; None while none runs."""
    ends = wait_ends(session)
    return None if ends is None else ends - session.at - MARGIN


def upcoming(session: Session) -> int | None:
    """The chapter that would be told now."""
    return next_chapter(session.story, stories_of(session), session.step, guests=guests(session))


# ---------------------------------------------------------------- beginning


def tell_next(session: Session) -> Turn:
    """Tell what comes next, from where the listener stopped hearing."""
    index = upcoming(session)
    if index is None:
        return say(
            session, "You have heard all of it." if stories_of(session) else "This recipe has no story yet."
        )
    return tell(session, index, session.story.at.unit if session.story.at.chapter == index else 0)


def tell(session: Session, index: int, first: int) -> Turn:
    """Tell as much of a chapter as fits before the next timer, from unit ``first`` on."""
    chapter = stories_of(session)[index]
    heading = "" if first else heading_of(chapter)
    end = _planned(session, chapter, first, heading)
    if end == first:
        return say(session, NO_TIME)
    ends = wait_ends(session)
    telling = Telling(index, end, first, None if ends is None else ends - LATEST)
    story = replace(
        session.story,
        at=Position(index, first),
        telling=telling,
        serial=session.story.serial + 1,
        interrupted=False,
        silenced=False,
    )
    session = replace(session, story=story)
    head: tuple[Effect, ...] = (Say(heading, Kind.STORY, until=telling.until),) if heading else ()
    following = _more(session)
    return Turn(following.session, head + following.effects)


def _planned(session: Session, chapter: Chapter, first: int, heading: str) -> int:
    """Index behind the last unit that fits."""
    lengths = [unit.seconds for unit in units(session.story, chapter, session.voice.rate)]
    room = available(session)
    if room is None:
        return len(lengths)
    if session.timers.ringing or room < SHORTEST:
        return first
    room -= len(heading) / 12.0 + 1.0 if heading else 0.0
    end = fitting(lengths, first, room)
    return end if end >= len(lengths) else fitting(lengths, first, room - CLOSING)


def heading_of(chapter: Chapter) -> str:
    """ "The crossing, Naples, 1912."; who is heard, where it is a recording."""
    own = f"{chapter.narrator} tells it" if chapter.recording and chapter.narrator else ""
    parts = [part for part in (chapter.title, chapter.place, chapter.year, own) if part]
    return ", ".join(parts) + "." if parts else ""


# ---------------------------------------------------------------- going on


def _more(session: Session) -> Turn:
    """Hand the next units to the player."""
    story = session.story
    telling = story.telling
    if telling is None:
        return Turn(session)
    chapter = stories_of(session)[telling.chapter]
    all_units = units(story, chapter, session.voice.rate)
    known = chapter.key in dict(story.lengths)
    last = min(telling.end, story.at.unit + AHEAD)
    said = [
        _say(chapter, all_units[n], f"{REF}:{story.serial}:{n}", telling.until, measured=known)
        for n in range(telling.sent, last)
    ]
    if last == telling.end < len(all_units) and telling.sent < last:
        said.append(Say("The rest in the next wait.", Kind.STORY, until=telling.until))
    story = replace(story, telling=replace(telling, sent=max(telling.sent, last)))
    return Turn(replace(session, story=story), tuple(said))


def _say(chapter: Chapter, unit: Unit, ref: str, until: float | None, *, measured: bool) -> Say:
    return Say(
        unit.text or "…",
        Kind.STORY,
        voice=chapter.voice,
        recording=chapter.recording,
        ref=ref,
        start=unit.start,
        seconds=unit.seconds if chapter.recording and measured else 0.0,
        pace=chapter.pace,
        pause=chapter.pause,
        until=until,
    )


def on_ended(session: Session, event: SpeechEnded) -> Turn:
    """The player reports of a unit: heard whole, or cut."""
    name, _, rest = session.talk.ref_of(event.say_id).partition(":")
    serial, _, unit = rest.partition(":")
    if name != REF or not unit:
        return Turn(session)
    if event.complete:
        return _heard(session, int(serial), int(unit))
    story = session.story
    if int(serial) != story.serial or story.telling is None:
        return Turn(session)
    return Turn(replace(session, story=_stopped(session)))


def _heard(session: Session, serial: int, unit: int) -> Turn:
    """A unit was heard whole: the place moves on, whatever became of the telling."""
    story = session.story
    if unit != story.at.unit or serial != story.serial:
        return Turn(session)
    index = story.at.chapter
    all_chapters = stories_of(session)
    if index >= len(all_chapters):
        return Turn(replace(session, story=replace(story, telling=None)))
    over = unit + 1 >= len(units(story, all_chapters[index], session.voice.rate))
    if over:
        told = story.told if index in story.told else (*story.told, index)
        story = replace(story, at=Position(index + 1), told=told, interrupted=False)
    else:
        story = replace(story, at=Position(index, unit + 1))
    telling = story.telling
    if telling is None:
        return Turn(replace(session, story=story))
    if unit + 1 >= telling.end:
        ended = replace(story, telling=None, near_until=session.at + NEAR)
        return Turn(replace(session, story=ended))
    return _more(replace(session, story=story))


# ---------------------------------------------------------------- giving way


def _stopped(session: Session) -> Storytelling:
    return replace(session.story, telling=None, interrupted=True, near_until=session.at + NEAR)


def stop(session: Session) -> Turn:
    """Stop telling, at once; the place stays."""
    if session.story.telling is None:
        return Turn(session, (Hush((Kind.STORY,)),))
    return Turn(replace(session, story=_stopped(session)), (Hush((Kind.STORY,)),))


def silence(session: Session) -> Turn:
    """Stop telling, and offer nothing more this evening."""
    turn = stop(session)
    return replace(turn, session=replace(turn.session, story=replace(turn.session.story, silenced=True)))


def make_way(before: Session, turn: Turn) -> Turn:
    """A story that was being told stops before anything else is said."""
    story = turn.session.story
    if before.story.telling is None or story.telling is None or story.serial != before.story.serial:
        return turn
    if not any(isinstance(effect, Say) and effect.kind is not Kind.STORY for effect in turn.effects):
        return turn
    stopped = stop(turn.session)
    return replace(turn, session=stopped.session, effects=stopped.effects + turn.effects)


def measures(session: Session) -> Effects:
    """What has to be measured of a recipe's stories."""
    return tuple(
        Measure(one.key, one.sentences, one.voice, one.recording, one.pace, one.pause)
        for one in stories_of(session)
    )
