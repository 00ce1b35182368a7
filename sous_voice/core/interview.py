"""An interview with a teller: from fact to scene to meaning, one open question at a time. Pure.

A recording is begun only after the teller has said who may hear it.
"""

import re
from dataclasses import dataclass, replace

STAGES = ("fact", "scene", "meaning")
PER_STAGE = 2
"""Questions of each stage in one sitting, unless the teller asks for more."""

SCOPES = ("household", "guests", "everyone")
"""Who may hear a story: the people of this kitchen; whoever cooks or eats here; anybody it is shared with."""

_SCOPE_WORDS = {
    "household": ("household", "family", "us", "only us", "home", "private", "me", "nobody else"),
    "guests": ("guest", "friend", "table", "visitor"),
    "everyone": ("everyone", "everybody", "anyone", "anybody", "all", "public", "world", "share"),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of the table."""

    stage: str
    text: str


@dataclass(frozen=True, slots=True)
class Interview:
    """A sitting with one teller."""

    teller: str = ""
    scope: str = ""
    """One of ``SCOPES``; empty until the teller has consented."""
    path: str = ""
    """Folder-relative path of the recording that runs or was made last."""
    stage: str = ""
    """asking_teller, asking_scope, recording, paused, made, asking_place, between, or empty when no
    sitting is on."""
    asked: tuple[str, ...] = ()
    """Questions of this evening, in order; none is asked twice."""
    draft: str = ""
    """Transcript of the last recording by the recogniser: a draft."""
    seconds: float = 0.0
    waiting: bool = False
    """The question is being spoken; the recording begins when it has been heard."""
    withdrawn: tuple[str, ...] = ()
    """Recordings whose consent was withdrawn this evening; they are told no more."""

    @property
    def on(self) -> bool:
        """Whether a sitting is on."""
        return bool(self.stage)


def next_prompt(prompts: tuple[Prompt, ...], asked: tuple[str, ...]) -> Prompt | None:
    """The next question: two facts, two scenes, two of meaning, then round again; None when all are asked."""
    stage_of = {prompt.text: prompt.stage for prompt in prompts}
    turn = len(asked) // PER_STAGE % len(STAGES)
    for stage in (*STAGES[turn:], *STAGES[:turn]):
        left = [prompt for prompt in prompts if prompt.stage == stage and prompt.text not in asked]
        if left:
            done = sum(1 for text in asked if stage_of.get(text) == stage)
            return left[done % len(left)] if done % 2 else left[0]
    return None


def read_scope(said: str) -> str:
    """Who may hear it, from what was said; empty where it is not clear. The narrowest that fits wins."""
    words = " ".join(re.findall(r"[\w']+", said.lower()))
    for scope in SCOPES:
        if any(word in words.split() or (" " in word and word in words) for word in _with_plural(scope)):
            return scope
    return ""


def _with_plural(scope: str) -> tuple[str, ...]:
    return tuple(form for word in _SCOPE_WORDS[scope] for form in (word, f"{word}s"))


def begin(interview: Interview, teller: str) -> Interview:
    """A new sitting; questions asked earlier tonight are kept, so that none comes twice."""
    stage = "asking_scope" if teller else "asking_teller"
    return Interview(teller=teller, stage=stage, asked=interview.asked, withdrawn=interview.withdrawn)


def ended(interview: Interview) -> Interview:
    """No sitting is on any more."""
    return Interview(asked=interview.asked, path=interview.path, withdrawn=interview.withdrawn)


_LEAD = re.compile(
    r"^(?:it'?s|it is|i'?m|i am|my name is|this is|the teller is|call (?:me|her|him)|that'?s)\s+",
    re.IGNORECASE,
)
_BEFORE_PLACE = re.compile(
    r"^(?:\W*\b(?:and|so|it was|that was|it is|we were|i was|she was|he was|in|at|near|around|about)\b)+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read_teller(said: str) -> str:
    """A name from an answer to "who is telling?"; empty where it is too long to be one."""
    name = _LEAD.sub("", said.strip(" .,!?"))
    return name.title() if 0 < len(name.split()) <= 4 else ""


def read_place(said: str) -> tuple[str, str]:
    """(place, year) from "in Naples, 1912"; empty where nothing was named."""
    year = _YEAR.search(said)
    rest = _YEAR.sub(" ", said)
    rest = _BEFORE_PLACE.sub("", rest.strip())
    rest = re.sub(r"\b(?:in|at|around|about)\W*$", " ", rest.strip(" .,!?"), flags=re.IGNORECASE)
    # a recogniser may say a short answer several times over
    once = dict.fromkeys(word.lower() for word in re.findall(r"[\w'’-]+", rest))
    place = re.sub(r"\s+(?:in|at|and)$", "", " ".join(once))
    return (place.title() if 0 < len(place.split()) <= 5 else ""), (year[0] if year else "")


def with_question(interview: Interview, prompt: Prompt, path: str) -> Interview:
    """The sitting in which this question is being put and this recording will answer it."""
    return replace(
        interview, stage="recording", asked=(*interview.asked, prompt.text), path=path, waiting=True
    )
