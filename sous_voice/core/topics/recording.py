"""Recording a teller by voice: consent first, then one question at a time; play back, again, keep, discard.

While a recording runs only stop words, safety words and this topic's own commands are obeyed:
what a teller says is a story, not a command.
"""

import re
from dataclasses import replace

from sous_voice.core.intents import Intent, Risk
from sous_voice.core.interview import Interview, begin, next_prompt, read_scope, with_question
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    Earcon,
    Event,
    Heard,
    Kind,
    Record,
    RecordingEnded,
    Remember,
    Say,
    SpeechEnded,
)
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.turn import Topic, Turn, say, slot_text

REF = "interview"
_OWN = {"story_record_stop", "story_record_keep", "story_record_discard", "pause", "resume", "stop_talking"}
_FAULTS = {
    "silence": "I heard nothing on it. Come a little nearer and tell it again, or say discard.",
    "clipping": "It was too loud in places. You can tell it again, or keep it.",
    "disk_full": "The disk is full, so I stopped. What was told until then is kept.",
}
_SCOPE_SAID = {
    "household": "only this household",
    "guests": "whoever cooks or eats here",
    "everyone": "everyone it is shared with",
}


def _put(session: Session, interview: Interview) -> Session:
    return replace(session, interview=interview)


def _path(session: Session, teller: str) -> str:
    dish = session.recipe.title if session.recipe else "kitchen"
    slug = re.sub(r"[^a-z0-9]+", "-", f"{dish} {teller}".lower()).strip("-")
    return f"{slug}-{len(session.interview.asked) + 1}-{int(session.at)}.flac"


# ---------------------------------------------------------------- beginning


def story_record(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Record grandma's story": who tells, then who may hear it."""
    teller = slot_text(intent, "teller", "person", "name").title()
    session = _put(session, begin(session.interview, teller))
    return _ask_scope(session)


def _ask_scope(session: Session) -> Turn:
    teller = session.interview.teller or "The teller"
    question = Question("story_scope", "consent", lives=180.0)
    choice = f"{teller} decides who may hear it: the household, guests, or everyone?"
    return say(ask(session, question), choice, "Nothing is recorded before that.")


def consent_given(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Family only": begins the sitting, or changes who may hear what was kept."""
    scope = read_scope(slot_text(intent, "scope", "person", "text") or session.talk.last_heard)
    if not scope:
        return (
            _ask_scope(session)
            if session.interview.on
            else say(session, "The household, guests, or everyone?")
        )
    interview = replace(session.interview, scope=scope)
    session = _put(session, interview)
    if interview.stage == "asking_scope":
        agreed = say(
            session, f"Good: for {_SCOPE_SAID[scope]}. You can change or withdraw it whenever you like."
        )
        return agreed.then(lambda now: _put_question(kitchen, now))
    data = (("scope", scope), ("path", interview.path))
    return say(session, f"From now on for {_SCOPE_SAID[scope]}.").plus(Remember("consent", data))


def scope_answered(kitchen: Kitchen, session: Session, question: Question, intent: Intent) -> Turn:
    """A yes is no answer to who may hear it; a no ends the sitting."""
    if intent.name in ("negate", "reject_heat", "cancel_flow"):
        return say(_put(session, Interview(asked=session.interview.asked)), "Then nothing is recorded.")
    return consent_given(kitchen, session, intent)


def _put_question(kitchen: Kitchen, session: Session) -> Turn:
    prompt = next_prompt(kitchen.knowledge.prompts, session.interview.asked)
    if prompt is None:
        return say(
            session, "I have asked all I know. Tell whatever you like, and say stop recording at the end."
        )
    interview = with_question(session.interview, prompt, _path(session, session.interview.teller))
    told = Say(f"{prompt.text} Say stop recording when you are done.", Kind.ANSWER, ref=REF)
    return Turn(_put(session, interview), (told,))


def story_ask_me(kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Ask me a question": the next one; begins a sitting where none is on."""
    if not session.interview.scope:
        return _ask_scope(_put(session, begin(session.interview, session.interview.teller)))
    return _put_question(kitchen, session)


# ---------------------------------------------------------------- while it runs


def hear(_kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """What a teller says is not for us, except how to stop and what keeps people safe."""
    if session.interview.stage == "asking_scope" and read_scope(heard.understanding.text):
        return Turn(session, rest=(Intent("story_consent", {"text": heard.understanding.text}),))
    if session.interview.stage != "recording":
        return Turn(session)
    kept = tuple(i for i in heard.understanding.intents if i.name in _OWN or i.risk is Risk.R0)
    if not kept and not heard.partial:
        return Turn(session, (Record(session.interview.path, "resume"),), rest=())
    return Turn(session, rest=kept)


def watch(_kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Begins the recording when the question was heard; takes in what came of it."""
    match event:
        case SpeechEnded() if session.interview.waiting and session.talk.ref_of(event.say_id) == REF:
            session = _put(session, replace(session.interview, waiting=False))
            return Turn(session, (Earcon("heard"), Record(session.interview.path, "start")))
        case RecordingEnded():
            return _ended(session, event)
        case _:
            return Turn(session)


def _ended(session: Session, event: RecordingEnded) -> Turn:
    interview = replace(
        session.interview,
        stage="made",
        path=event.path,
        draft=event.draft,
        seconds=event.seconds,
        waiting=False,
    )
    session = _put(session, interview)
    trouble = _FAULTS.get(event.fault, "")
    question = Question("story_keep", "yes_no", lives=300.0)
    length = f"That is {max(1, round(event.seconds / 60))} minutes." if event.seconds >= 60 else "I have it."
    return say(ask(session, question), trouble or length, "Keep it, hear it, tell it again, or discard it?")


def story_record_stop(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Stop recording"."""
    if session.interview.stage not in ("recording", "paused"):
        return say(session, "Nothing is being recorded.")
    return Turn(session, (Record(session.interview.path, "stop"),))


# ---------------------------------------------------------------- afterwards


def story_record_keep(kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Keep it": noted with teller, consent and draft; then the next question is offered."""
    made = session.interview
    if made.stage != "made":
        return say(session, "There is no recording to keep.")
    title = session.recipe.title if session.recipe else ""
    data = (
        ("path", made.path),
        ("recipe", title),
        ("teller", made.teller),
        ("scope", made.scope),
        ("question", made.asked[-1] if made.asked else ""),
        ("draft", made.draft),
        ("seconds", f"{made.seconds:.1f}"),
        ("step", str(0 if session.step is None else session.step + 1)),
    )
    session = _put(session, replace(made, stage="between"))
    question = Question("story_another", "yes_no", lives=120.0)
    return Turn(session, (Remember("story", data),)).then(
        lambda now: say(ask(now, question), "It is kept, with the words as a draft.", "Another question?")
    )


def story_record_discard(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Discard it": deleted."""
    if not session.interview.path:
        return say(session, "There is no recording to discard.")
    path = session.interview.path
    session = _put(session, replace(session.interview, stage="between", path="", draft=""))
    return say(session, "It is deleted.").plus(Record(path, "discard"))


def play_back(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """The recording as it was told."""
    made = session.interview
    return Turn(session, (Say(made.draft or "Your recording.", Kind.STORY, recording=made.path),))


def keep_answered(kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes keeps, no discards."""
    if intent.name in ("affirm", "timer_accept"):
        return story_record_keep(kitchen, session, intent)
    if intent.name == "choose_option":
        return play_back(kitchen, session, intent)
    return story_record_discard(kitchen, session, intent)


def another_answered(kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes puts the next question; no ends the sitting."""
    if intent.name in ("affirm", "timer_accept", "choose_option"):
        return _put_question(kitchen, session)
    ended = Interview(asked=session.interview.asked, scope="", path=session.interview.path)
    return say(_put(session, ended), "Thank you for telling it.")


def story_share_with(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Share it with Anna" or "nobody may hear it": changes consent; withdrawal deletes."""
    said = slot_text(intent, "scope", "person", "text") or session.talk.last_heard
    if any(word in said.split() for word in ("nobody", "withdraw", "delete", "no")):
        data = (("scope", "withdrawn"), ("path", session.interview.path))
        return say(session, "The consent is withdrawn and the recording is deleted.").plus(
            Remember("consent", data)
        )
    scope = read_scope(said) or "guests"
    person = slot_text(intent, "person")
    change = Remember("consent", (("scope", scope), ("path", session.interview.path), ("person", person)))
    return say(session, f"From now on for {_SCOPE_SAID[scope]}.").plus(change)


TOPIC = Topic(
    "recording",
    handlers={
        "story_record": story_record,
        "story_record_stop": story_record_stop,
        "story_record_keep": story_record_keep,
        "story_record_discard": story_record_discard,
        "story_consent": consent_given,
        "story_share_with": story_share_with,
        "story_ask_me": story_ask_me,
    },
    answers={"story_scope": scope_answered, "story_keep": keep_answered, "story_another": another_answered},
    watch=watch,
    hear=hear,
    state=lambda session: "recording" if session.interview.stage == "recording" else "",
)
