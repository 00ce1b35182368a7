"""Recording a teller by voice: consent first, then one question at a time; play back, again, keep, discard.

    who tells ─▶ who may hear it ─▶ a question ─▶ recording ⇄ paused ─▶ made ─▶ kept ─▶ where was it ─▶ another?
                                                                          └─▶ again, discarded

While a recording runs only safety words and this topic's own commands are obeyed: what a teller says is
a story, not a command. What comes after (consent, withdrawal) is in ``consent.py``.
"""

import re
from dataclasses import replace

from sous_voice.core.bundle import YES
from sous_voice.core.intents import Intent, Risk
from sous_voice.core.interview import (
    begin,
    ended,
    read_scope,
    read_teller,
)
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    Earcon,
    Event,
    Heard,
    Record,
    RecordingEnded,
    Resumed,
    SpeechEnded,
    WorkerDied,
)
from sous_voice.core.quantity import duration_text
from sous_voice.core.session import Question, Session, ask, open_question
from sous_voice.core.topics.consent import SCOPE_SAID
from sous_voice.core.topics.sitting import PLAYED, REF, REFUSED, about, ask_what_now, put, put_question
from sous_voice.core.topics.takes import again, discard, keep, keep_answered, place_answered, placed, play
from sous_voice.core.turn import Topic, Turn, say, slot_text

_LOOSE = {
    "affirm",
    "acknowledge",
    "out_of_grammar",
    "choose_option",
    "find_recipe",
    "skip_step",
    "have_ingredient",
}
"""What a name or a place may be taken for by the parser."""
_FAULTS = {
    "silence": "I heard nothing on it. Come a little nearer and tell it again, or say discard.",
    "clipping": "It was too loud in places. You can tell it again, or keep it.",
    "disk_full": "The disk is full, so I stopped. What was told until then is kept.",
    "unwritable": "I cannot write a recording on this disk. Nothing was recorded.",
    "long_silence": "Nobody spoke for a minute, so I stopped.",
    "too_long": "That is an hour, so I stopped. The next part can be a story of its own.",
}
_STOP = re.compile(
    r"\b(?:stop|end|finish)(?: the)? recording$|^(?:stop|the end|that'?s (?:the end|my story|it))$"
)
_PAUSE = re.compile(r"^pause(?: the)?(?: recording)?$|^(?:one|just a|wait a) (?:second|moment|minute)$")
_RESUME = re.compile(r"^(?:resume|continue|go on|carry on|record on)(?: the)?(?: recording)?$")
_MADE = {
    "play": re.compile(r"\b(?:hear|play|listen)\b"),
    "keep": re.compile(r"^(?:yes )?(?:please )?(?:keep|save)\b"),
    "discard": re.compile(r"^(?:no )?(?:please )?(?:discard|delete|throw|erase)\b"),
    "again": re.compile(r"\b(?:again|once more|another take)\b"),
}


# ---------------------------------------------------------------- beginning


def story_record(_kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Record grandma's story": who tells, then who may hear it."""
    if session.interview.stage in ("recording", "paused"):
        return say(session, "I am recording already. Say stop recording when you are done.")
    teller = slot_text(intent, "teller", "person", "name").title()
    teller = "" if teller.lower() in ("my", "me", "i", "our", "we", "us", "a", "the") else teller
    session = put(session, begin(session.interview, teller))
    return _ask_scope(session) if teller else _ask_teller(session)


def _ask_teller(session: Session) -> Turn:
    return say(ask(session, Question("story_teller", "name", lives=120.0)), "Who is telling it?")


def _ask_scope(session: Session) -> Turn:
    question = Question("story_scope", "consent", lives=180.0)
    choice = f"{session.interview.teller} decides who may hear it: the household, guests, or everyone?"
    return say(ask(session, question), choice, "Nothing is recorded before that.")


def teller_named(session: Session, said: str) -> Turn:
    """The answer to "who is telling it?"."""
    name = read_teller(said)
    if not name:
        return _ask_teller(session)
    return _ask_scope(put(session, replace(session.interview, teller=name, stage="asking_scope")))


def scope_given(kitchen: Kitchen, session: Session, said: str) -> Turn:
    """ "Family only": begins the sitting."""
    scope = read_scope(said)
    if not scope:
        return _ask_scope(session)
    session = put(session, replace(session.interview, scope=scope))
    agreed = say(session, f"Good: for {SCOPE_SAID[scope]}. You can change or withdraw it whenever you like.")
    return agreed.then(lambda now: put_question(kitchen, now))


def scope_answered(kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """A yes is no answer to who may hear it; a no ends the sitting."""
    if intent.name in REFUSED:
        return say(put(session, ended(session.interview)), "Then nothing is recorded.")
    return scope_given(kitchen, session, session.talk.last_heard)


def story_ask_me(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Ask me a question": the next one; begins a sitting where none is on."""
    if not session.interview.scope:
        return story_record(kitchen, session, intent)
    return put_question(kitchen, session)


# ---------------------------------------------------------------- while it runs


def hear(kitchen: Kitchen, session: Session, heard: Heard) -> Turn:
    """What a teller says is not for us, except how to stop and what keeps people safe."""
    said = heard.understanding.text.lower().strip(" .,!?")
    urgent = tuple(i for i in heard.understanding.intents if i.risk is Risk.R0 and i.name != "stop_talking")
    stage = session.interview.stage
    names = [intent.name for intent in heard.understanding.intents]
    if not stage or heard.partial or (urgent and stage not in ("recording", "paused")):
        return Turn(session, rest=urgent) if stage in ("recording", "paused") else Turn(session)
    if stage in ("recording", "paused"):
        order = _order(session, said, names, heard.began)
        return replace(order, rest=urgent) if order is not None else Turn(session, rest=urgent)
    if stage.startswith("asking_"):
        asked = open_question(session)
        if asked is None or not asked.key.startswith("story_"):
            return Turn(put(session, ended(session.interview)))  # asked of something else meanwhile
        if any(name in REFUSED for name in names):
            return Turn(session)
    if stage in ("asking_teller", "asking_place") and any(name not in _LOOSE for name in names):
        return Turn(session)  # a command in between: the question stays open
    answer = _answered(kitchen, session, stage, said)
    return Turn(session) if answer is None else replace(answer, rest=())


def _order(session: Session, said: str, names: list[str], began: float) -> Turn | None:
    """A command in the middle of a recording; None where it is the story itself."""
    if "story_record_stop" in names or _STOP.search(said):
        # words told in the same breath stay: only a command that stands alone is cut off
        return _stop(session, began if len(said.split()) <= 4 else None)
    if "story_record_discard" in names:
        return discard(session)
    if session.interview.stage == "recording" and _PAUSE.match(said):
        paused = put(session, replace(session.interview, stage="paused"))
        return say(paused, "Paused. Say go on.").plus(Record(session.interview.path, "pause", until=began))
    if session.interview.stage == "paused" and (_RESUME.match(said) or names == ["resume"]):
        on = put(session, replace(session.interview, stage="recording"))
        return Turn(on, (Earcon("heard"), Record(session.interview.path, "resume")))
    return None


def _stop(session: Session, began: float | None) -> Turn:
    if session.interview.waiting:  # nothing was recorded yet
        return say(put(session, ended(session.interview)), "Then nothing is recorded.")
    return Turn(session, (Record(session.interview.path, "stop", until=began),))


def _answered(kitchen: Kitchen, session: Session, stage: str, said: str) -> Turn | None:
    """What was said, as an answer to what this topic asked; None where it is something else."""
    if stage == "asking_teller":
        return teller_named(_unasked(session), said)
    if stage == "asking_scope":
        return scope_given(kitchen, _unasked(session), said) if read_scope(said) else None
    if stage == "asking_place":
        return placed(kitchen, _unasked(session), said)
    if stage == "made":
        return _decided(kitchen, session, said)
    return None


def _unasked(session: Session) -> Session:
    return replace(session, talk=replace(session.talk, question=None))


def watch(kitchen: Kitchen, session: Session, event: Event) -> Turn:
    """Begins the recording when the question was heard; takes in what came of it."""
    match event:
        case SpeechEnded() if session.interview.waiting and session.talk.ref_of(event.say_id) == REF:
            session = put(session, replace(session.interview, waiting=False))
            start = Record(session.interview.path, "start", about=about(session))
            return Turn(session, (Earcon("heard"), start))
        case SpeechEnded() if (
            session.interview.stage == "made" and session.talk.ref_of(event.say_id) == PLAYED
        ):
            return ask_what_now(session)
        case RecordingEnded():
            return _ended(session, event)
        case Resumed():
            return _broken_off(session)
        case WorkerDied(name="recorder"):
            return _broken_off(session)
        case _:
            return Turn(session)


def _broken_off(session: Session) -> Turn:
    """Nothing records any more: commands are commands again. What was told is saved by the recorder."""
    running = session.interview.stage in ("recording", "paused")
    return Turn(put(session, ended(session.interview)) if running else session)


def _ended(session: Session, event: RecordingEnded) -> Turn:
    if event.fault == "recovered":
        length = duration_text(max(1.0, event.seconds))
        return say(session, f"The last recording was broken off. I have saved {length} of it.")
    if event.fault == "unwritable":
        return say(put(session, ended(session.interview)), _FAULTS["unwritable"])
    interview = replace(
        session.interview,
        stage="made",
        path=event.path,
        draft=event.draft,
        seconds=event.seconds,
        waiting=False,
    )
    trouble = _FAULTS.get(event.fault, "")
    length = f"That is {duration_text(round(event.seconds))}." if event.seconds >= 1 else "I have it."
    told = say(put(session, interview), trouble or length)
    return told.then(ask_what_now)


def story_record_stop(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Stop recording" where nothing is recorded; what is recorded is stopped by ``hear``."""
    return say(session, "Nothing is being recorded.")


# ---------------------------------------------------------------- afterwards


def _decided(kitchen: Kitchen, session: Session, said: str) -> Turn | None:
    does = {"play": play, "keep": keep, "discard": discard, "again": again}
    for what, words in _MADE.items():
        if words.search(said):
            return does[what](_unasked(session))
    return None


def story_record_keep(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Keep the recording"."""
    if session.interview.stage != "made":
        return say(session, "There is no recording to keep.")
    return keep(session)


def story_record_discard(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Discard the recording": only one that is not kept yet; a kept one is withdrawn."""
    if session.interview.stage != "made":
        return say(session, "There is no new recording. To delete a kept one, say: withdraw the consent.")
    return discard(session)


def story_play(_kitchen: Kitchen, session: Session, _intent: Intent) -> Turn:
    """ "Play the recording": the one just made, or the last one of this evening."""
    if not session.interview.path:
        return say(session, "Nothing was recorded this evening.")
    return play(session)


def teller_answered(_kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """A no to "who is telling it?" ends the sitting."""
    if intent.name in REFUSED:
        return say(put(session, ended(session.interview)), "Then nothing is recorded.")
    return _ask_teller(session)


def another_answered(kitchen: Kitchen, session: Session, _question: Question, intent: Intent) -> Turn:
    """Yes puts the next question; no ends the sitting."""
    if intent.name in YES:
        return put_question(kitchen, session)
    return say(put(session, ended(session.interview)), "Thank you for telling it.")


TOPIC = Topic(
    "recording",
    handlers={
        "story_record": story_record,
        "story_record_stop": story_record_stop,
        "story_record_keep": story_record_keep,
        "story_record_discard": story_record_discard,
        "story_play": story_play,
        "story_ask_me": story_ask_me,
    },
    answers={
        "story_teller": teller_answered,
        "story_scope": scope_answered,
        "story_keep": keep_answered,
        "story_place": place_answered,
        "story_another": another_answered,
    },
    watch=watch,
    hear=hear,
    state=lambda session: "recording" if session.interview.stage in ("recording", "paused") else "",
)
