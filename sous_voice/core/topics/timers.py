"""Named timers by voice: started, offered by the step, asked, changed, cancelled."""

import re
from collections.abc import Callable
from dataclasses import replace

from sous_voice.core.clock_words import read_clock
from sous_voice.core.finding import content_words, likeness, plain_step
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.quantity import duration_text
from sous_voice.core.reading import subject, waits
from sous_voice.core.reread.lengths import LENGTH
from sous_voice.core.session import Question, Session, ask, unask
from sous_voice.core.timer_words import is_task, label, singular, twice, with_article
from sous_voice.core.timers import (
    Timer,
    drop,
    extend,
    named_in,
    pause,
    put,
    resume,
    speak_of,
    start,
)
from sous_voice.core.topics.stopwatch import stop_stopwatch, stopwatch, stopwatch_time
from sous_voice.core.topics.which_timer import clean_name, one_of, said_name, which
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import clock_text, counted, first_upper, spoken_list

LONGEST = 7 * 86400.0
"""A week: sourdough and pickles; anything longer is a misunderstanding."""
_MORE = re.compile(r"\b(?:more|another(?! (?:timer|one|alarm|new|for)\b)|extra|longer|additional)\b")
_LESS = re.compile(r"\b(?:less|fewer|off|take|shorten|reduce|remove|subtract|minus|shorter)\b")
_SET = re.compile(
    r"\b(?:change|set|reset|update|make|shorten|extend|reduce)\b.*\b(?:to|it|that|for)\s+(?!by)\w"
)
# ---------------------------------------------------------------- starting


def timer_start(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ten minutes for the eggs", "start it": the time said, else the step's own."""
    if session.timers.all and _MORE.search(words_of(session, intent)):
        return timer_change(kitchen, session, intent)
    seconds = slot_number(intent, "duration", "seconds")
    name = clean_name(slot_text(intent, "name", "timer", "ingredient"))
    step = _step(session, intent)
    if intent.slots.get("clock"):
        return _until(kitchen, session, intent, name)
    if seconds is None:
        return _start_step(session, name, step)
    if not 0 < seconds <= LONGEST:
        return say(session, "That is no time I can count. Say, for example, ten minutes.")
    same = _running(session, name, seconds)
    if same is not None and not _ANOTHER.search(words_of(session, intent)):
        left = duration_text(same.remaining(session.at))
        return say(_about(session, same), f"{first_upper(label(same))} is already running, {left} left.")
    own = ""
    if not name and step is not None and session.recipe is not None:
        fits = [w for w in waits(session.recipe.steps[step]) if _near(seconds, w.seconds, w.seconds_high)]
        own = subject(session.recipe, step, fits[0]) if fits else ""
    return started(session, seconds, name or own, step if own or name else None)


_OF_DAY = re.compile(
    r"\b(?:at|until|till|alarm|wake|o'?clock|[ap]\.?m|noon|midnight|half past|quarter (?:past|to))\b"
)


def _until(kitchen: Kitchen, session: Session, intent: Intent, name: str) -> Turn:
    """ "Wake me at half past six": the next time that the clock shows it."""
    said, words = slot_text(intent, "clock"), words_of(session, intent)
    wanted = read_clock(said, words)
    hour, _, minutes = said.partition(":")
    if wanted is None or not (int(minutes or 0) or _OF_DAY.search(session.talk.last_heard.lower())):
        return say(session, f"For how long? Say {int(hour)} minutes, or {int(hour)} o'clock.")
    if kitchen.clock_at_start is None:
        return say(session, "I can't see a clock. Say, for example, in twenty minutes.")
    ahead = (wanted - kitchen.clock_at_start - session.at) % 86400
    session = started(session, max(1.0, round(ahead)), name, None).session
    made = session.timers.all[-1]
    which = first_upper(label(made)) if made.name else "It"
    return say(session, f"{which} rings at {clock_text(wanted)}, in {duration_text(made.seconds)}.")


_ANOTHER = re.compile(r"\b(?:another|second|new|extra)\b")


def _running(session: Session, name: str, seconds: float) -> Timer | None:
    """A timer that was set already, by the same name and for the same time."""
    return next((t for t in session.timers.live if name and t.name == name and t.seconds == seconds), None)


def _about(session: Session, timer: Timer) -> Session:
    return replace(session, timers=speak_of(session.timers, timer, session.at))


def _near(seconds: float, low: float, high: float | None) -> bool:
    return low * 0.5 <= seconds <= (high or low) * 1.5


def _step(session: Session, intent: Intent) -> int | None:
    number = slot_number(intent, "step")
    if number is not None and session.recipe is not None and 1 <= number <= len(session.recipe.steps):
        return int(number) - 1
    return session.step


_HOW_LONG = re.compile(r"\bhow (?:long|many minutes|many hours|much time)\b")


def _asked_before(session: Session, name: str) -> Turn | None:
    """ "Put a timer on for that" after "how long do I fry the onion?": the wait that was asked about."""
    asked = session.talk.heard_before.lower()
    if name not in ("", "that", "it", "this") or session.recipe is None or not _HOW_LONG.search(asked):
        return None
    words = set(content_words(asked))
    for index, step in enumerate(session.recipe.steps):
        for wait in waits(step):
            about = subject(session.recipe, index, wait)
            if words & set(content_words(f"{about} {plain_step(step)}")):
                return started(session, wait.seconds, about, index)
    return None


def _for_how_long(session: Session, name: str) -> Turn:
    """A timer without a length: a bare number is an answer now; see ``core.reread.lengths``."""
    kept = name if name not in ("that", "it", "this") else ""
    question = Question(LENGTH, "amount", data=(("timer", kept),), lives=30.0)
    return say(ask(session, question), "For how long? Say, for example, ten minutes.")


def _start_step(session: Session, name: str, step: int | None) -> Turn:
    if (asked := _asked_before(session, name)) is not None:
        return asked
    found = waits(session.recipe.steps[step]) if session.recipe is not None and step is not None else ()
    if not found:
        return _for_how_long(session, name)
    wait = found[0]
    assert session.recipe is not None and step is not None
    named = [w for w in found if name and likeness(name, w.name) > 80]
    wait = named[0] if named else wait
    return started(session, wait.seconds, name or subject(session.recipe, step, wait), step)


def started(session: Session, seconds: float, name: str, step: int | None) -> Turn:
    """A new timer runs, and it is said which and for how long."""
    timers = start(session.timers, session.at, seconds, name, step)
    session = replace(session, timers=timers)
    question = session.talk.question
    if question is not None and question.key == "timer_offer":
        session = unask(session)
    made = timers.all[-1]
    session = _about(session, made)
    # who said "an hour and twenty minutes" said no number of minutes that has a twin
    hours = seconds > 3600 and "hour" in session.talk.last_heard.lower()
    spoken = "" if hours else twice(seconds)
    spoken = spoken or duration_text(seconds)
    if is_task(made.name) or (made.name != name and made.name):
        return say(session, f"{first_upper(label(made))}: {spoken}, started.")
    the = "" if made.name.startswith("step ") else "the "
    for_what = f" for {the}{made.name}" if made.name else ""
    return say(session, f"Timer{for_what}: {spoken}, started.")


def on_step(kitchen: Kitchen, session: Session, index: int) -> Turn:
    """Offer the step's own time as a timer, if it has one and none runs for it."""
    recipe = session.recipe
    if recipe is None or session.talk.question is not None:
        return Turn(session)
    found = [wait for wait in waits(recipe.steps[index]) if wait.seconds >= 60]
    if not found or any(timer.step == index for timer in session.timers.all):
        return Turn(session)
    wait = found[0]
    if any(_running(session, subject(recipe, index, wait), w.seconds) for w in found):  # started beforehand
        return Turn(session)
    text = duration_text(wait.seconds)
    data = (
        ("seconds", str(wait.seconds)),
        ("name", subject(recipe, index, wait)),
        ("step", str(index)),
        ("text", f"{singular(text)} timer"),
    )
    session = ask(session, Question("timer_offer", "yes_no", data=data, soft=True, lives=1800.0))
    return say(session, f"Shall I start {with_article(singular(text))} timer?")


def answer_offer(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes to the timer of the step; no leaves it."""
    if intent.name in ("affirm", "timer_accept"):
        data = dict(question.data)
        return started(session, float(data["seconds"]), data["name"], int(data["step"]))
    if intent.name in ("negate", "reject_heat"):
        return say(session, "No timer then.")
    return say(ask(session, question), "Say yes or no to the timer.")


def timer_accept(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Start that" without an open offer: the step's own time."""
    return _start_step(session, "", session.step)


# ---------------------------------------------------------------- which one


def answer_which(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """The answer to "which timer?": the same request again, with the name."""
    number = slot_number(intent, "n")
    name = slot_text(intent, "name", "timer", "text")
    if number is not None and 1 <= number <= len(question.options):
        name = question.options[int(number) - 1]
    if intent.name in ("negate", "reject_heat"):
        return say(session, "All right, I leave them.")
    if not name:
        return say(ask(session, question), f"Which one: {spoken_list(question.options, 'or')}?")
    data = dict(question.data)
    verb = data.pop("verb")
    return TOPIC.handlers[verb](kitchen, session, Intent(verb, {**data, "timer": name}))


# ---------------------------------------------------------------- asking


def _state(timer: Timer, at: float) -> str:
    if timer.ringing:
        return f"{label(timer)} is ringing"
    left = duration_text(timer.remaining(at))
    return f"{label(timer)} is paused with {left} left" if timer.paused else f"{left} left on {label(timer)}"


def timer_query(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How long left on the pasta?" """
    pool = (*session.timers.ringing, *session.timers.live)
    if not pool:
        return stopwatch_time(session) or say(session, "No timer is running.")
    found = which(session, intent, pool)
    if not found:
        return say(session, f"There is no {said_name(intent)} timer.").then(lambda now: _listed(now, pool))
    if len(found) > 1 and _SOONEST.search(words_of(session, intent)):
        found = found[:1]
    return _listed(_about(session, found[0]) if len(found) == 1 else session, found)


_SOONEST = re.compile(r"\b(?:first|next|soonest)\b")


def _listed(session: Session, timers: tuple[Timer, ...]) -> Turn:
    return say(session, *(f"{first_upper(_state(timer, session.at))}." for timer in timers))


def timer_list(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Which timers?" """
    pool = (*session.timers.ringing, *session.timers.live)
    if not pool:
        return stopwatch_time(session) or say(session, "No timer is running.")
    head = f"{first_upper(counted(len(pool), 'timer'))}." if len(pool) > 1 else ""
    return say(session, head).then(lambda now: _listed(now, pool))


# ---------------------------------------------------------------- changing


def timer_change(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Two more minutes": the ringing one, else the only one, else the named one."""
    seconds = slot_number(intent, "duration", "seconds")
    words = words_of(session, intent)
    renamed = clean_name(slot_text(intent, "name")) if seconds is None else ""
    if seconds is None and not renamed:
        return say(session, "By how much? Say, for example, two more minutes.")
    pool = session.timers.ringing or session.timers.live
    if said_name(intent) or renamed:
        pool = (*session.timers.ringing, *session.timers.live)
    meant = Intent(intent.name, {k: v for k, v in intent.slots.items() if k != "name"}) if renamed else intent
    chosen = one_of(session, meant, pool, "timer_change")
    if isinstance(chosen, Turn):
        return chosen
    if seconds is None:
        session = replace(session, timers=put(session.timers, replace(chosen, name=renamed)))
        return say(session, f"It is the {renamed} timer now.")
    moved = -abs(seconds) if _LESS.search(words) else seconds
    if intent.slots.get("whole") or _SET.search(words):
        moved = seconds - chosen.remaining(session.at)
    changed = extend(chosen, session.at, moved)
    session = _about(replace(session, timers=put(session.timers, changed)), changed)
    left = duration_text(changed.remaining(session.at))
    return say(session, f"{first_upper(label(chosen))} has {left} left now.")


_EVERY = re.compile(r"\b(?:all|both|every|them)\b")


def _each(session: Session, pool: tuple[Timer, ...], act: Callable[[Timer, float], Timer], told: str) -> Turn:
    """All of them at once: "both timers are paused"."""
    for timer in pool:
        session = replace(session, timers=put(session.timers, act(timer, session.at)))
    every = "Both" if len(pool) == 2 else f"All {len(pool)}"
    return say(session, f"{every} timers {told}.")


def timer_pause(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """One timer stands still."""
    pool = tuple(t for t in session.timers.live if not t.paused)
    if len(pool) > 1 and _EVERY.search(words_of(session, intent)):
        return _each(session, pool, pause, "are paused")
    chosen = one_of(session, intent, pool, "timer_pause")
    if isinstance(chosen, Turn):
        return chosen
    session = replace(session, timers=put(session.timers, pause(chosen, session.at)))
    left = duration_text(chosen.remaining(session.at))
    return say(session, f"{first_upper(label(chosen))} is paused, {left} left.")


def timer_resume(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """A paused timer runs on."""
    pool = tuple(t for t in session.timers.live if t.paused)
    if not pool:
        return say(session, "No timer is paused.")
    if len(pool) > 1 and _EVERY.search(words_of(session, intent)):
        return _each(session, pool, resume, "run again")
    chosen = one_of(session, intent, pool, "timer_resume")
    if isinstance(chosen, Turn):
        return chosen
    session = replace(session, timers=put(session.timers, resume(chosen, session.at)))
    left = duration_text(chosen.remaining(session.at))
    return say(session, f"{first_upper(label(chosen))} runs again, {left} left.")


def timer_cancel(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Cancel the pasta"."""
    pool = (*session.timers.ringing, *session.timers.live)
    if not pool and session.timers.stopwatch is not None:
        return stop_stopwatch(session)
    words = session.talk.last_heard.lower()
    named = named_in(pool, words)
    if len(named) > 1 and " and " in words:
        return _cancelled(session, named)
    chosen = one_of(session, intent, pool, "timer_cancel")
    return chosen if isinstance(chosen, Turn) else _cancelled(session, (chosen,))


def _cancelled(session: Session, timers: tuple[Timer, ...]) -> Turn:
    session = replace(session, timers=drop(session.timers, timers))
    verb = "is" if len(timers) == 1 else "are"
    return say(session, f"{first_upper(spoken_list(label(t) for t in timers))} {verb} cancelled.")


_ALL = {1: "The timer is cancelled.", 2: "Both timers are cancelled."}


def timer_cancel_all(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Cancel all of them"."""
    count = len(session.timers.all)
    if not count:
        return say(session, "No timer is running.")
    if intent.slots.get("keep"):
        kept = which(session, Intent(intent.name, {"timer": slot_text(intent, "keep")}), session.timers.all)
        gone = tuple(timer for timer in session.timers.all if timer not in kept)
        if not kept or not gone:
            return say(
                session,
                f"There is no other than the {slot_text(intent, 'keep')} timer."
                if kept
                else f"There is no {slot_text(intent, 'keep')} timer; I cancel nothing.",
            )
        return _cancelled(session, gone)
    session = replace(session, timers=drop(session.timers, session.timers.all))
    return say(session, _ALL.get(count, f"All {count} timers are cancelled."))


TOPIC = Topic(
    "timers",
    handlers={
        "timer_start": timer_start,
        "timer_accept": timer_accept,
        "timer_query": timer_query,
        "timer_list": timer_list,
        "timer_change": timer_change,
        "timer_pause": timer_pause,
        "timer_resume": timer_resume,
        "timer_cancel": timer_cancel,
        "timer_cancel_all": timer_cancel_all,
        "stopwatch": stopwatch,
    },
    answers={"timer_offer": answer_offer, "which_timer": answer_which},
    on_step=on_step,
)
