"""What is likely to be said now: told to the recogniser (``Expect``) and to the parser (``Context``)."""

from collections.abc import Iterable

from sous_voice.core.guest_names import SOMEBODY
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Expect
from sous_voice.core.moment import Context
from sous_voice.core.place import Place
from sous_voice.core.session import Session, open_question
from sous_voice.core.turn import Topic

_STATES = {
    Place.IDLE: "idle",
    Place.CHOOSING: "choosing",
    Place.CHOSEN: "idle",
    Place.GATHERING: "gathering",
    Place.COOKING: "cooking",
    Place.FINISHED: "cooking",
    Place.PAUSED: "idle",
}


def state_of(session: Session, topics: Iterable[Topic] = ()) -> str:
    """The recogniser state: a heat offer first, then ringing timers, questions, topics, the place."""
    question = open_question(session)
    if question is not None and question.kind == "offer":
        return "offer"
    if session.timers.ringing:
        return "ringing"
    if question is not None and question.kind == "yes_no" and not question.soft:
        return "yes_no"
    for topic in topics:
        wanted = topic.state(session) if topic.state is not None else ""
        if wanted:
            return wanted
    if question is not None and question.kind == "choice":
        return "choosing"
    return _STATES[session.place]


def names_of(kitchen: Kitchen, session: Session) -> tuple[str, ...]:
    """Words that matter now: ingredients, tools, who eats along, timers; titles while choosing."""
    recipe = session.recipe
    names: list[str] = []
    if recipe is not None:
        names += [item.name for item in recipe.ingredients]
        names += [item.name for item in recipe.cookware]
    if recipe is None or session.place is Place.CHOOSING:
        names += [r.title for r in kitchen.recipes]
    names += people_of(kitchen, session)
    names += [timer.name for timer in session.timers.all if timer.name]
    return tuple(dict.fromkeys(name.lower() for name in names))


def people_of(kitchen: Kitchen, session: Session) -> tuple[str, ...]:
    """The names of those who eat along: of the settings, told by voice, and who brings something."""
    known = [diner.name for diner in (*kitchen.knowledge.diners, *session.table.diners)]
    known += [claim.person for claim in session.potluck.claims]
    nameless = ("your ", SOMEBODY)
    return tuple(dict.fromkeys(name for name in known if name and not name.startswith(nameless)))


def expect_of(kitchen: Kitchen, session: Session, topics: Iterable[Topic] = ()) -> Expect:
    """The recogniser's context."""
    return Expect(state_of(session, topics), names_of(kitchen, session))


def context_of(kitchen: Kitchen, session: Session, topics: Iterable[Topic] = ()) -> Context:
    """The parser's context."""
    recipe = session.recipe
    question = open_question(session)
    return Context(
        state=state_of(session, topics),
        prev_agent=session.talk.last_said,
        last_given=session.talk.last_given,
        recipe=recipe.title if recipe else "",
        pending=question.kind if question else "",
        ingredients=tuple(item.name for item in recipe.ingredients) if recipe else (),
        tools=tuple(item.name for item in recipe.cookware) if recipe else (),
        timers=tuple(timer.name for timer in session.timers.all if timer.name),
        titles=tuple(r.title for r in kitchen.recipes),
        people=people_of(kitchen, session),
        n_ingredients=len(recipe.ingredients) if recipe else 0,
        n_instructions=len(recipe.steps) if recipe else 0,
        zones=kitchen.zones,
        ours=True,
    )
