"""Talking about the talk: stop, pause, undo, help, politeness, what was not understood."""

from dataclasses import replace

from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Earcon, Event, Hush, Kind, Quit, Resumed
from sous_voice.core.place import Place, may
from sous_voice.core.quantity import duration_text, number_text
from sous_voice.core.session import Question, Session, Snapshot, ask, go, open_question, unask
from sous_voice.core.timer_words import label
from sous_voice.core.topics import choosing, ringing, steps
from sous_voice.core.turn import Topic, Turn, say, slot_text
from sous_voice.core.wording import counted, first_upper, spoken_list

WHAT_FOR = "I read recipes to you step by step, keep the time, and answer questions about food."
HELP = {
    Place.IDLE: ("Say what you would like to cook, or ask which recipes there are.",),
    Place.CHOOSING: ("Say the first one, or a title, or none of these.",),
    Place.CHOSEN: ("Say ingredients to gather them, or start to cook.",),
    Place.GATHERING: ("Say next, the next two, I have no butter, or start.",),
    Place.COOKING: (
        "Say next, back, again, or step four.",
        "Ask how much, how long, or which pan. Or say ten minutes for the eggs.",
    ),
    Place.FINISHED: ("Say again, step two, or goodbye.",),
    Place.PAUSED: ("We are paused. Say carry on.",),
}


# ---------------------------------------------------------------- not understood


def not_understood(kitchen: Kitchen, session: Session) -> Turn:
    """A short helpful sentence, another one the second time, then what can be chosen; then it listens."""
    missed = session.talk.misunderstood + 1
    session = replace(session, talk=replace(session.talk, misunderstood=missed))
    question = open_question(session)
    if missed == 1:
        return say(session, _asked_back(question) or f"Sorry, I did not get that. {_HINT[session.place]}")
    if missed == 2:
        return say(session, "I still did not understand.", *HELP[session.place])
    if missed == 3:
        return say(session, "Let's try it with one word:", _CHOICES[session.place])
    return say(session, "I am listening. Say help if you need me.") if missed % 4 == 0 else _failed(session)


def _failed(session: Session) -> Turn:
    return Turn(session, (Earcon("failed"),)).then(lambda now: say(now, "Not understood."))


def _asked_back(question: Question | None) -> str:
    if question is None or question.soft:
        return ""
    if question.options and question.kind == "choice":
        return f"Sorry, which one: {spoken_list(question.options, 'or')}?"
    return "Sorry, was that a yes or a no?" if question.kind == "yes_no" else ""


_HINT = {
    Place.IDLE: "What would you like to cook?",
    Place.CHOOSING: "Say a number or a title.",
    Place.CHOSEN: "Say ingredients, or start.",
    Place.GATHERING: "Say next for more ingredients.",
    Place.COOKING: "You can say next, or again.",
    Place.FINISHED: "You can say again, or goodbye.",
    Place.PAUSED: "Say carry on to go on.",
}
_CHOICES = {
    Place.IDLE: "recipes, or help.",
    Place.CHOOSING: "one, two, three, or none.",
    Place.CHOSEN: "ingredients, start, or recipes.",
    Place.GATHERING: "next, again, or start.",
    Place.COOKING: "next, back, again, or help.",
    Place.FINISHED: "again, back, or goodbye.",
    Place.PAUSED: "continue, or goodbye.",
}


def out_of_grammar(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Explicitly nothing that I know."""
    return not_understood(kitchen, session)


# ---------------------------------------------------------------- stop, pause, leave


def stop_talking(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Quiet at once; a ringing timer is dismissed by the same word."""
    if session.timers.ringing:
        hushed = ringing.dismiss(session, session.timers.ringing)
        return replace(hushed, effects=(Hush(), *hushed.effects[1:]))
    return Turn(session, (Hush(),))


def pause(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The conversation waits; timers and stove go on."""
    if session.place is Place.PAUSED or not may(session.place, "pause"):
        return say(session, "We are paused. Say carry on.")
    running = len(session.timers.live)
    note = f"{first_upper(counted(running, 'timer'))} still running." if running else ""
    cooking = replace(session.cooking, paused_from=session.place)
    session = go(replace(session, cooking=cooking), "pause")
    return Turn(session, (Hush(),)).then(lambda now: say(now, "Paused. Say carry on.", note))


def resume(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Where we were; without a pause, the rest of what was being told."""
    if session.place is Place.PAUSED:
        session = replace(session, cooking=replace(session.cooking, place=session.cooking.paused_from))
        if session.place is Place.COOKING and session.step is not None:
            return steps.again(session, f"Step {session.step + 1}. ")
        return say(session, "Going on.", steps.where_sentence(session))
    if session.place is Place.COOKING and steps.unread(session):
        return steps.next_step(kitchen, session, intent)
    if session.place is Place.COOKING and session.step is not None:
        return say(session, steps.where_sentence(session), "Say next when you are ready.")
    return steps.next_step(kitchen, session, intent)


def cancel_flow(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Never mind": what we asked is off."""
    asked = open_question(session) is not None or session.place is Place.CHOOSING
    session = unask(session)
    if session.place is Place.CHOOSING:
        session = go(session, "leave")
    return Turn(session, (Hush(),)).then(lambda now: say(now, "All right." if asked else "Never mind, then."))


def goodbye(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Leave; with timers running only after a second word."""
    live = session.timers.live
    if live:
        left = spoken_list(label(t) for t in live[:3])
        session = ask(session, Question("goodbye", "yes_no", lives=30.0))
        return say(
            session,
            f"{first_upper(left)} {'is' if len(live) == 1 else 'are'} still running. Leave all the same?",
        )
    return _leave(session)


def _leave(session: Session) -> Turn:
    text = "Goodbye, and enjoy your meal." if session.place is Place.FINISHED else "Goodbye."
    return say(session, text).plus(Quit())


def answer_goodbye(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Leave with timers running, or stay."""
    if intent.name in ("affirm", "timer_accept"):
        return _leave(session)
    return say(session, "Good, I stay.")


# ---------------------------------------------------------------- yes, no, ok, hello


def affirm(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """A yes when nothing was asked does nothing; during a pause it goes on."""
    if session.place is Place.PAUSED:
        return resume(kitchen, session, intent)
    return say(session, f"All right. {_HINT[session.place]}")


def negate(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """A no when nothing was asked does nothing."""
    return say(session, "All right.")


def acknowledge(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Never an action: only a timer that was announced this moment counts as heard."""
    if ringing.just_rang(session):
        return ringing.dismiss(session, session.timers.ringing)
    if slot_text(intent, "kind") == "thanks":
        return say(session, "You are welcome.")
    return Turn(session, (Earcon("heard"),))


def choose_option(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "The walnut pie" without a list: a title all the same."""
    if intent.slots.get("name") or intent.slots.get("dish"):
        return choosing.find_recipe(kitchen, session, intent)
    if slot_text(intent, "which") == "others" and session.step is None:
        return choosing.find_recipe(kitchen, session, Intent("find_recipe"))
    title = choosing.picked(session.cooking.offered, intent) if session.step is None else None
    if title is not None:
        return choosing.find_recipe(kitchen, session, Intent("find_recipe", {"dish": title}))
    return say(session, "There is nothing to choose from just now.")


def greeting(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Hello, and where we are; "who are you?" with the slot ``kind``."""
    if slot_text(intent, "kind") == "who":
        return say(session, "I am Sous Voice. I read you the recipe, answer questions and keep the time.")
    if session.recipe is None:
        return say(session, "Hello. What would you like to cook?")
    return say(session, f"Hello. {steps.where_sentence(session)}")


def help_now(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """What can be said at this moment; before there is a recipe, what all this is for."""
    question = open_question(session)
    ringing = "A timer is ringing: say stop, or one more minute." if session.timers.ringing else ""
    asked = _open_words(question)
    where = steps.where_sentence(session) if session.recipe is not None else ""
    what = WHAT_FOR if session.place is Place.IDLE else ""
    return say(session, ringing, where, what, *HELP[session.place], asked)


def _open_words(question: Question | None) -> str:
    """What may be answered just now."""
    if question is None or question.kind != "yes_no":
        return ""
    text = dict(question.data).get("text", "")
    return f"I offered a {text}: say yes, or no." if text else "I asked something: say yes, or no."


# ---------------------------------------------------------------- undo


def undo(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Back to before the last thing that changed anything; heat is never part of it."""
    if not session.past:
        return say(session, "There is nothing to undo.")
    past = session.past[-1]
    what = _difference(session, past)
    rang = {r.at for r in session.timers.rang} - {r.at for r in past.timers.rang}
    kept = past.timers if not rang else replace(past.timers, all=session.timers.all, rang=session.timers.rang)
    session = unask(
        replace(
            session,
            recipe=past.recipe,
            step=past.step,
            cooking=past.cooking,
            timers=kept,
            voice=past.voice,
            past=session.past[:-1],
        )
    )
    told = say(session, f"Undone: {what}.")
    if session.step is not None and session.place is Place.COOKING and what.startswith("back at step"):
        return told.then(steps.again)
    return told


def _difference(session: Session, past: Snapshot) -> str:
    """What going back to ``past`` means, in words."""
    if session.recipe != past.recipe:
        return _recipe_difference(session, past)
    now, then = {t.id: t for t in session.timers.all}, {t.id: t for t in past.timers.all}
    for timer in (*now.values(), *then.values()):
        if timer.id not in then:
            return f"{label(timer)} is off"
        if timer.id not in now:
            return f"{label(timer)} is back"
        if now[timer.id] != then[timer.id]:
            left = duration_text(then[timer.id].remaining(session.at))
            return f"{label(timer)} has {left} left again"
    if session.step != past.step or session.place is not past.cooking.place:
        return f"back at step {past.step + 1}" if past.step is not None else "back before the first step"
    if session.voice != past.voice:
        return "I speak as before"
    return "what you told me last"


def _recipe_difference(session: Session, past: Snapshot) -> str:
    if past.recipe is None:
        return "no recipe is chosen"
    if session.recipe is not None and session.recipe.title == past.recipe.title:
        if session.recipe.scale != past.recipe.scale and past.recipe.servings:
            return f"for {number_text(past.recipe.servings)} again"
        return "the recipe is as before"
    return f"back to {past.recipe.title}"


# ---------------------------------------------------------------- after a restart


def watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """After a restart: where we were. (What rang is said by the timers, first.)"""
    if not isinstance(event, Resumed) or session.recipe is None:
        return Turn(session)
    return say(
        session,
        f"I am back after {duration_text(event.gap)}. {steps.where_sentence(session)}",
        kind=Kind.ANSWER,
    )


TOPIC = Topic(
    "control",
    handlers={
        "stop_talking": stop_talking,
        "pause": pause,
        "resume": resume,
        "cancel_flow": cancel_flow,
        "goodbye": goodbye,
        "affirm": affirm,
        "negate": negate,
        "acknowledge": acknowledge,
        "choose_option": choose_option,
        "greeting": greeting,
        "help_now": help_now,
        "undo": undo,
        "out_of_grammar": out_of_grammar,
    },
    answers={"goodbye": answer_goodbye},
    watch=watch,
)
