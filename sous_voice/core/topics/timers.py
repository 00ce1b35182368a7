"""Named timers by voice: started, offered by the step, asked, changed, rung until heard."""

import re
from dataclasses import replace

from sous_voice.core.finding import likeness
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Earcon, Event, Hush, Kind, Resumed, Say, Ticked
from sous_voice.core.quantity import duration_text
from sous_voice.core.reading import subject, waits
from sous_voice.core.session import Question, Session, ask, unask
from sous_voice.core.timers import (
    Timer,
    drop,
    due,
    extend,
    pause,
    put,
    resume,
    ring,
    speak_of,
    spoken_of,
    start,
)
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.twins import digit_words, twin
from sous_voice.core.wording import counted, first_upper, spoken_list

LONGEST = 7 * 86400.0
"""A week: sourdough and pickles; anything longer is a misunderstanding."""
SNOOZE = 60.0
LATE = 30.0
"""Seconds after which a ring also says how long ago the timer ended."""
_MORE = re.compile(r"\b(?:more|another|extra|longer|additional)\b")
_LESS = re.compile(r"\b(?:less|fewer|off|take|shorten|reduce|remove|subtract|minus|shorter)\b")
_SET = re.compile(
    r"\b(?:change|set|reset|update|make|shorten|extend|reduce)\b.*\b(?:to|it|that|for)\s+(?!by)\w"
)
_FILLERS = re.compile(r"^(?:the|my|a|for|timer|on|our)\s+|\s+timer$")


def label(timer: Timer) -> str:
    """ "the eggs timer", "the second eggs timer", "the 10 minute timer"."""
    again = re.fullmatch(r"(\D+) ([2-5])", timer.name)
    if again and not again[1].startswith("step"):
        return f"the {_NTH[again[2]]} {again[1]} timer"
    if timer.name:
        return f"the {timer.name} timer"
    return f"the {_singular(duration_text(timer.seconds))} timer"


_NTH = {"2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def twice(seconds: float) -> str:
    """A duration that may be misheard, said in two forms: "one three, thirteen minutes"; else empty."""
    for size, unit in ((3600, "hours"), (60, "minutes"), (1, "seconds")):
        if seconds % size == 0 and seconds // size < 100:
            number = int(seconds // size)
            if twin(number) is None:
                return ""
            return f"{digit_words(number)}, {_TWINS[number]} {unit}"
    return ""


_TWINS = dict(
    zip(
        (*range(13, 20), *range(30, 100, 10)),
        (
            "thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
            "thirty forty fifty sixty seventy eighty ninety"
        ).split(),
        strict=True,
    )
)


def clean_name(text: str) -> str:
    """The bare name: "the eggs timer" is "eggs"."""
    before = None
    while before != text:
        before, text = text, _FILLERS.sub("", text.strip())
    return text


# ---------------------------------------------------------------- starting


def timer_start(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ten minutes for the eggs", "start it": the time said, else the step's own."""
    if session.timers.all and _MORE.search(words_of(session, intent)):
        return timer_change(kitchen, session, intent)
    seconds = slot_number(intent, "duration", "seconds")
    name = clean_name(slot_text(intent, "name", "timer", "ingredient"))
    step = _step(session, intent)
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
    return _started(session, seconds, name or own, step if own or name else None)


_ANOTHER = re.compile(r"\b(?:another|second|new|extra)\b")
_SPOKEN = 90.0
"""Seconds for which "it" and "two more minutes" mean the timer spoken of last."""


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


def _start_step(session: Session, name: str, step: int | None) -> Turn:
    found = waits(session.recipe.steps[step]) if session.recipe is not None and step is not None else ()
    if not found:
        return say(session, "For how long? Say, for example, ten minutes.")
    wait = found[0]
    assert session.recipe is not None and step is not None
    named = [w for w in found if name and likeness(name, w.name) > 80]
    wait = named[0] if named else wait
    return _started(session, wait.seconds, name or subject(session.recipe, step, wait), step)


def _started(session: Session, seconds: float, name: str, step: int | None) -> Turn:
    timers = start(session.timers, session.at, seconds, name, step)
    session = replace(session, timers=timers)
    question = session.talk.question
    if question is not None and question.key == "timer_offer":
        session = unask(session)
    made = timers.all[-1]
    session = _about(session, made)
    spoken = twice(seconds) or duration_text(seconds)
    what = label(made).removeprefix("the ").removesuffix(" timer") if made.name else ""
    for_what = f" for {'' if what.startswith('step ') else 'the '}{what}" if what else ""
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
    text = duration_text(wait.seconds)
    data = (
        ("seconds", str(wait.seconds)),
        ("name", subject(recipe, index, wait)),
        ("step", str(index)),
        ("text", f"{_singular(text)} timer"),
    )
    session = ask(session, Question("timer_offer", "yes_no", data=data, soft=True, lives=1800.0))
    return say(session, f"Shall I start {_a(_singular(text))} timer?")


def _singular(duration: str) -> str:
    """ "10 minutes" as it stands before a noun: "10 minute"."""
    return " ".join(word.removesuffix("s") for word in duration.split())


def _a(words: str) -> str:
    """With its article: "an 8 minute", "a 10 minute"."""
    return f"{'an' if re.match(r'8|11 |18 |11$', words) else 'a'} {words}"


def answer_offer(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """Yes to the timer of the step; no leaves it."""
    if intent.name in ("affirm", "timer_accept"):
        data = dict(question.data)
        return _started(session, float(data["seconds"]), data["name"], int(data["step"]))
    if intent.name in ("negate", "reject_heat"):
        return say(session, "No timer then.")
    return say(ask(session, question), "Say yes or no to the timer.")


def timer_accept(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Start that" without an open offer: the step's own time."""
    return _start_step(session, "", session.step)


# ---------------------------------------------------------------- which one


def _said(intent: Intent) -> str:
    return clean_name(slot_text(intent, "timer", "name", "ingredient", "thing"))


def which(session: Session, intent: Intent, pool: tuple[Timer, ...]) -> tuple[Timer, ...]:
    """The timers of ``pool`` that are meant: by name, by length, else the only one, else all."""
    said = _said(intent)
    if not said:
        words = session.talk.last_heard.lower()
        named = tuple(t for t in pool if t.name and re.search(rf"\b{re.escape(t.name)}\b", words))
        return named or pool
    exact = tuple(t for t in pool if t.name == said)
    if exact:
        return exact
    scored = [(max(likeness(said, t.name), likeness(said, duration_text(t.seconds))), t) for t in pool]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(t for score, t in scored if score == best and score >= 75)


def _one(session: Session, intent: Intent, pool: tuple[Timer, ...], verb: str) -> Timer | Turn:
    """The one timer that is meant, or the turn that says why there is none."""
    if not pool:
        return say(session, "No timer is running.")
    found = which(session, intent, pool)
    last = spoken_of(session.timers, session.at, _SPOKEN)
    if len(found) > 1 and last in found and _points_at_it(session, verb):
        found = (last,)
    if len(found) == 1:
        return found[0]
    names = spoken_list((label(t) for t in (found or pool)), "or")
    if not found:
        return say(session, f"There is no {_said(intent)} timer. There is {names.replace(' or ', ' and ')}.")
    options = tuple(t.name or duration_text(t.seconds) for t in found)
    data = (("verb", verb), *((k, str(v)) for k, v in intent.slots.items() if k not in ("timer", "name")))
    return say(
        ask(session, Question("which_timer", "choice", options=options, data=data)), f"Which one: {names}?"
    )


def _points_at_it(session: Session, verb: str) -> bool:
    """Whether one timer of several is meant without a name: "two more minutes", "cancel it"."""
    return verb == "timer_change" or bool(re.search(r"\b(?:it|that|this)\b", session.talk.last_heard.lower()))


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
        return _stopwatch_time(session) or say(session, "No timer is running.")
    found = which(session, intent, pool)
    if not found:
        return say(session, f"There is no {_said(intent)} timer.").then(lambda now: _listed(now, pool))
    return _listed(_about(session, found[0]) if len(found) == 1 else session, found)


def _listed(session: Session, timers: tuple[Timer, ...]) -> Turn:
    return say(session, *(f"{first_upper(_state(timer, session.at))}." for timer in timers))


def timer_list(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Which timers?" """
    pool = (*session.timers.ringing, *session.timers.live)
    if not pool:
        return _stopwatch_time(session) or say(session, "No timer is running.")
    head = f"{first_upper(counted(len(pool), 'timer'))}." if len(pool) > 1 else ""
    return say(session, head).then(lambda now: _listed(now, pool))


def missed_list(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What did I miss?": timers that rang in the last hour."""
    rang = [r for r in session.timers.rang if session.at - r.at <= 3600]
    if not rang:
        return say(session, "Nothing: no timer has ended.")
    return say(session, *(f"{_rang(r.name, r.seconds)} ended {_ago(session.at - r.at)}." for r in rang[-3:]))


def _rang(name: str, seconds: float) -> str:
    return first_upper(label(Timer(0, name, seconds)))


def _ago(seconds: float) -> str:
    return "just now" if seconds < 10 else f"{duration_text(seconds)} ago"


# ---------------------------------------------------------------- changing


def timer_change(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Two more minutes": the ringing one, else the only one, else the named one."""
    seconds = slot_number(intent, "duration", "seconds")
    words = words_of(session, intent)
    renamed = clean_name(slot_text(intent, "name")) if seconds is None else ""
    if seconds is None and not renamed:
        return say(session, "By how much? Say, for example, two more minutes.")
    pool = session.timers.ringing or session.timers.live
    if _said(intent):
        pool = (*session.timers.ringing, *session.timers.live)
    chosen = _one(session, intent, pool, "timer_change")
    if isinstance(chosen, Turn):
        return chosen
    if seconds is None:
        session = replace(session, timers=put(session.timers, replace(chosen, name=renamed)))
        return say(session, f"It is the {renamed} timer now.")
    moved = -abs(seconds) if _LESS.search(words) else seconds
    if _SET.search(words):
        moved = seconds - chosen.remaining(session.at)
    changed = extend(chosen, session.at, moved)
    session = _about(replace(session, timers=put(session.timers, changed)), changed)
    left = duration_text(changed.remaining(session.at))
    return say(session, f"{first_upper(label(chosen))} has {left} left now.")


def timer_pause(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """One timer stands still."""
    chosen = _one(session, intent, tuple(t for t in session.timers.live if not t.paused), "timer_pause")
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
    chosen = _one(session, intent, pool, "timer_resume")
    if isinstance(chosen, Turn):
        return chosen
    session = replace(session, timers=put(session.timers, resume(chosen, session.at)))
    left = duration_text(chosen.remaining(session.at))
    return say(session, f"{first_upper(label(chosen))} runs again, {left} left.")


def timer_cancel(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Cancel the pasta"."""
    pool = (*session.timers.ringing, *session.timers.live)
    if not pool and session.timers.stopwatch is not None:
        return _stop_stopwatch(session)
    chosen = _one(session, intent, pool, "timer_cancel")
    if isinstance(chosen, Turn):
        return chosen
    session = replace(session, timers=drop(session.timers, (chosen,)))
    return say(session, f"{first_upper(label(chosen))} is cancelled.")


def timer_cancel_all(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Cancel all of them"."""
    count = len(session.timers.all)
    if not count:
        return say(session, "No timer is running.")
    session = replace(session, timers=drop(session.timers, session.timers.all))
    return say(session, "The timer is cancelled." if count == 1 else f"All {count} timers are cancelled.")


def timer_dismiss(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Stop" while it rings: all that ring, or the one that is named."""
    ringing = session.timers.ringing
    if not ringing:
        return say(session, "No timer is ringing.")
    return dismiss(session, which(session, intent, ringing) or ringing)


def dismiss(session: Session, ringing: tuple[Timer, ...]) -> Turn:
    """These stop ringing; said, so that one who can't see knows."""
    session = replace(session, timers=drop(session.timers, ringing))
    names = spoken_list(label(t) for t in ringing)
    turn = Turn(session, (Hush((Kind.ALARM,)),))
    return turn.then(
        lambda now: say(now, f"{first_upper(names)} {'is' if len(ringing) == 1 else 'are'} off.")
    )


def timer_snooze(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "One more minute" while it rings."""
    ringing = session.timers.ringing
    if not ringing:
        return _late_snooze(kitchen, session, intent)
    seconds = slot_number(intent, "duration", "seconds") or SNOOZE
    chosen = which(session, intent, ringing) or ringing
    timers = session.timers
    for timer in chosen:
        timers = put(timers, extend(timer, session.at, seconds))
    session = replace(session, timers=timers)
    return say(
        session, f"{first_upper(duration_text(seconds))} more for {spoken_list(label(t) for t in chosen)}."
    )


_JUST = 120.0
"""Seconds after its end in which a timer that was switched off can still be snoozed."""


def _late_snooze(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "One more minute" with nothing ringing: the one that rang last, the one that runs, or none."""
    seconds = slot_number(intent, "duration", "seconds") or SNOOZE
    last = session.timers.rang[-1] if session.timers.rang else None
    if last is not None and session.at - last.at <= _JUST and not session.timers.live:
        return _started(session, seconds, last.name, None)
    if session.timers.live:
        return timer_change(kitchen, session, Intent("timer_change", {**intent.slots, "duration": seconds}))
    return say(session, "No timer is running.")


# ---------------------------------------------------------------- stopwatch


def stopwatch(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Start it, or tell it, or stop it."""
    words = words_of(session, intent)
    if session.timers.stopwatch is None:
        session = replace(session, timers=replace(session.timers, stopwatch=session.at))
        return say(session, "The stopwatch is running.")
    if re.search(r"\b(?:stop|end|off|halt)\b", words):
        return _stop_stopwatch(session)
    return _stopwatch_time(session) or Turn(session)


def _stopwatch_time(session: Session) -> Turn | None:
    if session.timers.stopwatch is None:
        return None
    return say(session, f"The stopwatch is at {duration_text(session.at - session.timers.stopwatch)}.")


def _stop_stopwatch(session: Session) -> Turn:
    began = session.timers.stopwatch
    session = replace(session, timers=replace(session.timers, stopwatch=None))
    return say(session, f"Stopwatch stopped at {duration_text(session.at - (began or session.at))}.")


# ---------------------------------------------------------------- time passes


def watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Rings at ticks; after a restart or a sleep it says what rang meanwhile."""
    if isinstance(event, Resumed):
        return _after_gap(session, event.gap)
    if not isinstance(event, Ticked):
        return Turn(session)
    turn = Turn(session)
    for timer in due(session.timers, session.at):
        turn = turn.then(lambda now, timer=timer: _announce(now, timer))  # type: ignore[misc]
    return turn


def _announce(session: Session, timer: Timer) -> Turn:
    ended = timer.rang_at if timer.rang_at is not None else timer.ends_at or session.at
    late = session.at - ended
    session = replace(session, timers=ring(session.timers, timer, session.at))
    if timer.rings == 0 and late < LATE:
        text = f"{first_upper(label(timer))} is done: {duration_text(timer.seconds)}."
    elif timer.rings == 0:
        text = f"{first_upper(label(timer))} ended {_ago(late)}."
    elif timer.rings == 1:
        text = f"{first_upper(label(timer))} is done. Say stop."
    else:
        text = f"{first_upper(label(timer))} rang {_ago(late)}. Say stop, or one more minute."
    return Turn(session, (Earcon("timer"), Say(text, Kind.ALARM)))


def _after_gap(session: Session, gap: float) -> Turn:
    """What rang while nobody was there; nothing rings on for it, all is said once."""
    ended = [t for t in due(session.timers, session.at) if t.rings == 0]
    texts = []
    for timer in ended:
        ago = session.at - (timer.ends_at or session.at)
        session = replace(session, timers=ring(session.timers, timer, session.at))
        texts.append(f"Meanwhile {label(timer)} ended, {_ago(ago)}.")
    return Turn(session, tuple(Say(text, Kind.ALARM) for text in texts))


def just_rang(session: Session) -> bool:
    """Whether a timer was announced in the last ten seconds: then "ok" means that it was heard."""
    return any(r.at >= session.at - 10 for r in session.timers.rang) and bool(session.timers.ringing)


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
        "timer_dismiss": timer_dismiss,
        "timer_snooze": timer_snooze,
        "stopwatch": stopwatch,
        "missed_list": missed_list,
    },
    answers={"timer_offer": answer_offer, "which_timer": answer_which},
    watch=watch,
    on_step=on_step,
)
