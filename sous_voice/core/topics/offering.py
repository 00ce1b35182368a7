"""When a story is offered: a wait has begun, nobody speaks, nothing is asked; once for each wait.

A wait is a timer of a minute or more; or, without one, a step that rests or simmers for minutes.
"""

import re
from dataclasses import replace

from sous_voice.core.bundle import YES
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.place import Place
from sous_voice.core.session import Question, Session, ask, open_question
from sous_voice.core.topics.telling import available, silence, stories_of, tell_next, upcoming
from sous_voice.core.turn import Turn, say

_OFFER_WAIT = 60.0  # seconds of a wait from which a story is offered
_SETTLE = 6.0  # seconds after the cook's last words before we offer: they may not be done speaking
_REST = 300.0  # seconds of a step that is a wait by itself
_SILENT = 45.0  # seconds of silence after such a step: nobody is at work, and no timer was wanted
_RESTS = re.compile(
    r"\b(?:rests?|resting|chill|cool|rise|rising|prove|simmer|soak|marinate|stand|set|bake|roast)\b",
    re.IGNORECASE,
)


def _wait(session: Session) -> tuple[int, ...] | None:
    """Marks of the wait that has begun, of which none was used yet; None where nobody waits, or not long."""
    story = session.story
    running = [timer for timer in session.timers.live if not timer.paused]
    if not running:
        return _rest(session)
    if any(timer.id in story.offered for timer in running):
        return None
    begun = max((timer.ends_at or 0.0) - timer.seconds for timer in running)
    room = available(session)
    late = session.at < max(begun, story.quiet_since) + _SETTLE
    return None if late or room is None or room < _OFFER_WAIT else tuple(timer.id for timer in running)


def _rest(session: Session) -> tuple[int, ...] | None:
    """The same without a timer: a step that rests or simmers for minutes, and a cook who has been silent."""
    recipe, index = session.recipe, session.step
    if recipe is None or index is None or session.place is not Place.COOKING:
        return None
    step, mark = recipe.steps[index], -(index + 1)
    long = any((timer.seconds or 0.0) >= _REST for timer in step.timers)
    words = " ".join(item for item in step.items if isinstance(item, str))
    silent = session.at >= max(session.cooking.step_since, session.story.quiet_since) + _SILENT
    fits = long and silent and _RESTS.search(words) and mark not in session.story.offered
    return (mark,) if fits else None


def offer(session: Session) -> Turn:
    """Offer a story where a wait has begun and nobody speaks; once for each wait."""
    story = session.story
    free = session.place in (Place.COOKING, Place.FINISHED) and not session.interview.on
    asked = session.talk.question is not None and open_question(session) is not None
    if story.silenced or story.telling or story.interrupted or asked or session.voice.asleep or not free:
        return Turn(session)
    wait = _wait(session)
    index = upcoming(session)
    if wait is None or index is None:
        return Turn(session)
    title = stories_of(session)[index].title
    session = replace(session, story=replace(story, offered=(*story.offered, *wait)))
    named = f" It is called {title}." if title else ""
    question = Question("story_offer", "yes_no", lives=40.0)
    return say(
        ask(session, question), f"While we wait, I know a story about this dish.{named} Shall I tell it?"
    )


def offer_answered(_kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes tells it; no is quiet for this evening."""
    if intent.name in YES:
        return tell_next(session)
    return silence(session)
