"""The heart: one event in, a new session and effects out. Pure.

    Heard ──▶ every topic's ear ──▶ intents in the order R0, answers, R1, R2, R3 ──▶ the topic of each
    any other event ──▶ every topic's watcher
    a step newly told ──▶ every topic's step hook (warnings, heat cues, timer offers)

What is offered with a step comes after everything else that was asked in the same breath. At the end
of each event the spoken texts get their numbers, and the recogniser is told what may be said next.
"""

from dataclasses import replace
from typing import assert_never

from sous_voice.core import bundle
from sous_voice.core.context import expect_of
from sous_voice.core.foodtalk import food_talk
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    DeviceChanged,
    Effect,
    Effects,
    Event,
    Heard,
    Kind,
    Measured,
    Noise,
    RecordingEnded,
    Resumed,
    Say,
    SpeechBegan,
    SpeechEnded,
    StoveLost,
    StoveOffered,
    StoveRefused,
    StoveReported,
    Ticked,
    WorkerDied,
)
from sous_voice.core.place import Place
from sous_voice.core.recipe import Recipe
from sous_voice.core.reread import reread
from sous_voice.core.reread.lengths import with_length
from sous_voice.core.session import PAST, Question, Session, open_question, unask
from sous_voice.core.topics import ANSWERERS, HANDLERS, TOPICS
from sous_voice.core.topics.before_recipe import helped
from sous_voice.core.topics.choosing import choose, picked
from sous_voice.core.topics.control import not_understood
from sous_voice.core.topics.supposing import conditions, suppose
from sous_voice.core.topics.telling import make_way
from sous_voice.core.turn import Turn, say

_SHORT = 3  # words of a turn that is probably meant for us, also during a pause
_REFS = 64  # marks remembered: more than the player ever holds


def decide(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Take one event.

    Returns the new session and the effects, in the order in which they must happen.
    """
    now = replace(session, at=max(session.at, event.at))
    match event:
        case Heard():
            turn = _hear(kitchen, now, event)
        case (
            Ticked()
            | SpeechBegan()
            | SpeechEnded()
            | StoveReported()
            | StoveOffered()
            | StoveRefused()
            | StoveLost()
            | WorkerDied()
            | DeviceChanged()
            | Resumed()
            | RecordingEnded()
            | Measured()
            | Noise()
        ):
            turn = _watch(kitchen, now, event)
        case _:
            assert_never(event)
    return settle(kitchen, make_way(now, turn))


def begin(kitchen: Kitchen, recipe: Recipe | None = None) -> Turn:
    """A new session, with its first words; with a recipe if one was named at the start."""
    session = Session()
    lines = len(kitchen.faults)
    doubt = f"{lines} line{'s' if lines > 1 else ''} of your own tables can't be used; the doctor command names them."
    turn = say(session, doubt if lines else "")
    if recipe is None:
        return settle(kitchen, turn.then(lambda now: say(now, "Hello. What would you like to cook?")))
    return settle(kitchen, turn.then(lambda now: chosen(kitchen, choose(now, recipe))))


def settle(kitchen: Kitchen, turn: Turn) -> Turn:
    """Number what is said, remember it, and tell the recogniser what may come next."""
    session = turn.session
    effects: list[Effect] = []
    said: list[str] = []
    for effect in _in_speaking_order(turn.effects):
        if isinstance(effect, Say):
            number = session.talk.next_say_id
            refs = (*session.talk.refs, (number, effect.ref))[-_REFS:] if effect.ref else session.talk.refs
            session = replace(session, talk=replace(session.talk, next_say_id=number + 1, refs=refs))
            effects.append(replace(effect, id=number))
            said.append(effect.text)
        else:
            effects.append(effect)
    if said and not session.talk.misunderstood:
        talk = replace(session.talk, last_said=" ".join(said), last_chunks=tuple(said))
        session = replace(session, talk=talk)
    expect = expect_of(kitchen, session, TOPICS)
    key = (expect.state, expect.names)
    if key != session.talk.expecting:
        session = replace(session, talk=replace(session.talk, expecting=key))
        effects.append(expect)
    return Turn(session, tuple(effects))


def _in_speaking_order(effects: Effects) -> Effects:
    """An answer that follows a step in one breath is part of the telling: the player lets answers go first,
    and "shall I start a timer?" must not be heard before the step that it is about."""
    narrated = False
    ordered: list[Effect] = []
    for effect in effects:
        if isinstance(effect, Say) and effect.kind is Kind.NARRATION:
            narrated = True
        elif narrated and isinstance(effect, Say) and effect.kind is Kind.ANSWER:
            effect = replace(effect, kind=Kind.NARRATION)
        ordered.append(effect)
    return tuple(ordered)


# ---------------------------------------------------------------- utterances


def _hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    before = session
    heard = replace(heard, understanding=with_length(session, heard.understanding))
    talk = session.talk
    talk = replace(talk, heard_before=talk.last_heard, last_heard=heard.understanding.text, typed=heard.typed)
    session = replace(session, talk=talk)
    turn = Turn(session)
    intents = () if heard.understanding.guessed else heard.understanding.intents
    intents = reread(session, intents, heard.understanding.text)
    if not heard.partial and not heard.understanding.frames and not heard.understanding.clarify:
        intents = food_talk(kitchen, session, intents, heard.understanding.text, heard.understanding.kinds)
    if heard.partial:
        intents = tuple(intent for intent in intents if intent.risk is Risk.R0)
    if session.voice.asleep and not heard.typed:
        intents = _while_asleep(intents, ringing=bool(session.timers.ringing))
    for topic in TOPICS:
        if topic.hear is not None:
            listened = topic.hear(kitchen, turn.session, replace_intents(heard, intents))
            intents = intents if listened.rest is None else listened.rest
            turn = Turn(listened.session, turn.effects + listened.effects)
    intents = intents or _named_option(turn, heard)
    if intents:
        understood = replace(turn.session, talk=replace(turn.session.talk, misunderstood=0))
        turn = _answered(kitchen, Turn(understood, turn.effects), intents)
    elif _missed(heard, turn, session):
        turn = turn.then(lambda now: not_understood(kitchen, now))
    turn = helped(kitchen, session, turn)
    return _with_past(before, _new_recipe(kitchen, before, turn))


def _answered(kitchen: Kitchen, turn: Turn, intents: tuple[Intent, ...]) -> Turn:
    """All of them, in order; offers that belong to a step come last."""
    offers: Effects = ()
    offered: Question | None = None
    if conditions(intents):
        ordered = bundle.in_order(intents, asked=False)
        return turn.then(lambda now: suppose(kitchen, now, ordered, lambda s, i: _answer(kitchen, s, i)))
    for intent in bundle.in_order(intents, asked=open_question(turn.session) is not None):
        answer = _answer(kitchen, turn.session, intent)
        if answer.narrated is not None:
            answer, offers = _told(kitchen, answer)
            offered = answer.session.talk.question
        turn = Turn(answer.session, turn.effects + answer.effects, turn.rest)
    if offered is not None and turn.session.talk.question != offered:  # answered in the same breath
        offers = tuple(
            effect for effect in offers if not (isinstance(effect, Say) and effect.text.endswith("?"))
        )
    return turn.plus(
        *sorted(offers, key=lambda effect: isinstance(effect, Say) and effect.text.endswith("?"))
    )


def _named_option(turn: Turn, heard: Heard) -> tuple[Intent, ...]:
    """Where we asked "which one?" and nothing else was understood: the option that was just named."""
    question = open_question(turn.session)
    text = heard.understanding.text
    if question is None or not question.options or turn.effects or heard.partial:
        return ()
    name = picked(question.options, Intent("choose_option", {"name": text}))
    return (Intent("choose_option", {"name": name}),) if name else ()


def replace_intents(heard: Heard, intents: tuple[Intent, ...]) -> Heard:
    """The same utterance with only these intents."""
    return replace(heard, understanding=replace(heard.understanding, intents=intents))


def _missed(heard: Heard, turn: Turn, session: Session) -> bool:
    """Whether to say that nothing was understood: not while asleep, nor for half an utterance, nor
    where a topic has answered already."""
    if heard.partial or turn.effects or (session.voice.asleep and not heard.typed):
        return False
    if turn.session.interview.stage in ("recording", "paused"):
        return False
    if session.place is Place.PAUSED and len(heard.understanding.text.split()) > _SHORT:
        return False  # during a pause people talk to each other
    understanding = heard.understanding
    nothing = understanding.abstained or understanding.guessed
    return nothing or not (understanding.intents or understanding.frames)


def _while_asleep(intents: tuple[Intent, ...], *, ringing: bool) -> tuple[Intent, ...]:
    if any(intent.name == "wake" for intent in intents):
        return intents
    alarm = {"timer_dismiss", "timer_snooze"} if ringing else set()
    return tuple(intent for intent in intents if intent.risk is Risk.R0 or intent.name in alarm)


def _answer(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    question = open_question(session)
    if question is not None and _answers(question, intent):
        return ANSWERERS[question.key](kitchen, unask(session), question, intent)
    handler = HANDLERS.get(intent.name)
    if handler is None:
        return say(session, "I understood, but that is something I can't do.")
    return handler(kitchen, session, intent)


def _answers(question: Question, intent: Intent) -> bool:
    """Whether this is an answer to the question; heat offers are answered by the heat topic alone."""
    if intent.name not in bundle.ANSWERS or question.key not in ANSWERERS:
        return False
    return question.kind != "offer" or intent.name not in ("confirm_heat", "reject_heat")


def _told(kitchen: Kitchen, turn: Turn) -> tuple[Turn, Effects]:
    """The turn with the warnings for the step that was newly told in it; and what is offered with it."""
    assert turn.narrated is not None
    session = turn.session
    first: Effects = ()
    after: Effects = ()
    for topic in TOPICS:
        if topic.on_step is not None:
            added = topic.on_step(kitchen, session, turn.narrated)
            session = added.session
            first += tuple(e for e in added.effects if isinstance(e, Say) and e.kind is Kind.SAFETY)
            after += tuple(e for e in added.effects if not (isinstance(e, Say) and e.kind is Kind.SAFETY))
    return Turn(session, first + turn.effects), after


def _new_recipe(kitchen: Kitchen, before: Session, turn: Turn) -> Turn:
    """The turn with what the topics say of a recipe that was newly chosen in it."""
    recipe = turn.session.recipe
    if recipe is None or (before.recipe is not None and before.recipe.title == recipe.title):
        return turn
    return chosen(kitchen, turn)


def chosen(kitchen: Kitchen, turn: Turn) -> Turn:
    """The turn with every topic's ``on_recipe`` behind it."""
    for topic in TOPICS:
        if topic.on_recipe is not None:
            hook = topic.on_recipe
            turn = turn.then(lambda now, hook=hook: hook(kitchen, now))  # type: ignore[misc]
    return turn


def _with_past(before: Session, turn: Turn) -> Turn:
    """Remember the session before this utterance, if it changed anything that can be undone."""
    after = turn.session
    if after.past != before.past or before.snapshot() == after.snapshot():
        return turn
    past = (*before.past, before.snapshot())[-PAST:]
    return Turn(replace(after, past=past), turn.effects)


# ---------------------------------------------------------------- everything else


def _watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    turn = Turn(session)
    for topic in TOPICS:
        if topic.watch is not None:
            watch = topic.watch
            turn = turn.then(lambda now, watch=watch: watch(kitchen, now, event))  # type: ignore[misc]
    return turn
