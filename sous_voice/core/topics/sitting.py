"""A sitting with a teller, as its parts share it: the question that is put, and what is written down of it."""

import re
from dataclasses import replace

from sous_voice.core.interview import Interview, next_prompt, with_question
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.session import Question, Session, ask
from sous_voice.core.turn import Turn, say

REF, PLAYED = "interview", "interview-played"
REFUSED = ("negate", "reject_heat", "cancel_flow")


def put(session: Session, interview: Interview) -> Session:
    return replace(session, interview=interview)


def path_of(kitchen: Kitchen, session: Session) -> str:
    dish = session.recipe.title if session.recipe else "kitchen"
    slug = re.sub(r"[^a-z0-9]+", "-", f"{dish} {session.interview.teller}".lower()).strip("-")[:60]
    name = f"{slug}-{len(session.interview.asked) + 1}.flac"
    return f"{kitchen.recordings}/{name}" if kitchen.recordings else name


def put_question(kitchen: Kitchen, session: Session) -> Turn:
    prompt = next_prompt(kitchen.knowledge.prompts, session.interview.asked)
    if prompt is None:
        text, path = "I have asked all I know. Tell whatever you like.", path_of(kitchen, session)
        interview = replace(session.interview, stage="recording", path=path, waiting=True)
    else:
        text = prompt.text
        interview = with_question(session.interview, prompt, path_of(kitchen, session))
    return begin_with(put(session, interview), text)


def begin_with(session: Session, question: str) -> Turn:
    return Turn(session, (Say(f"{question} Say stop recording when you are done.", Kind.ANSWER, ref=REF),))


def about(session: Session) -> tuple[tuple[str, str], ...]:
    made = session.interview
    return (
        ("recipe", session.recipe.title if session.recipe else ""),
        ("teller", made.teller),
        ("scope", made.scope),
        ("question", made.asked[-1] if made.asked else ""),
        ("step", str(0 if session.step is None else session.step + 1)),
    )


def ask_what_now(session: Session) -> Turn:
    question = Question("story_keep", "yes_no", lives=300.0)
    return say(ask(session, question), "Keep it, hear it, tell it again, or discard it?")
