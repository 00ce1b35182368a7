"""The state of one evening at the stove; immutable, made anew by ``decide`` at each event.

A topic with a state of its own keeps it in a frozen dataclass in a module that does not import
this one (``core/timers.py``, ``core/cooking.py``, ...), and adds one field here.
"""

from dataclasses import dataclass, field, replace

from sous_voice.core.cooking import Cooking, Voice
from sous_voice.core.diets import Table
from sous_voice.core.heat import Heat
from sous_voice.core.interview import Interview
from sous_voice.core.place import Place, move
from sous_voice.core.potluck import Potluck
from sous_voice.core.recipe import Recipe
from sous_voice.core.story import Storytelling
from sous_voice.core.timers import Timers


@dataclass(frozen=True, slots=True)
class Question:
    """What we asked last. Only the topic that asked gets the answer (``Topic.answers[key]``)."""

    key: str
    """Which answerer it belongs to: "timer_offer", "heat_offer", ..."""
    kind: str = "yes_no"
    """yes_no, choice, offer, burner, name, guest, amount, consent: see ``moment.Context.pending``."""
    at: float = 0.0
    """When it was asked."""
    options: tuple[str, ...] = ()
    """What may be chosen, in the order spoken."""
    data: tuple[tuple[str, str], ...] = ()
    """What the answerer needs to know, as plain words."""
    soft: bool = False
    """An aside that may be passed over: it does not change what is listened for."""
    lives: float = 90.0
    """Seconds for which a yes or no still means this question."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the conversation stands."""

    question: Question | None = None
    """What was asked last and is not answered yet."""
    last_said: str = ""
    """What the assistant said last (not counting "I did not understand")."""
    last_chunks: tuple[str, ...] = ()
    """The same, as it was cut for the ear."""
    last_heard: str = ""
    """The cook's last words, as they were understood."""
    typed: bool = False
    """Whether those came by the keyboard, as they were meant."""
    heard_before: str = ""
    """The words before those: what "what did you hear" asks for."""
    last_given: str = ""
    """``ing-3``, ``inst-2``, ``title``: what was given last, counted from 0."""
    it: str = ""
    """The ingredient spoken of last: what "it" means."""
    misunderstood: int = 0
    """Utterances in a row that were not understood."""
    next_say_id: int = 1
    expecting: tuple[str, tuple[str, ...]] = ("", ())
    """State and names of the last ``Expect``."""

    refs: tuple[tuple[int, str], ...] = ()
    """(say id, mark) of the last texts that a topic marked."""

    def ref_of(self, say_id: int) -> str:
        """The mark of a text; empty where it has none."""
        return dict(self.refs).get(say_id, "")

    @property
    def pending(self) -> str:
        """Kind of the open question; see ``moment.Context.pending``."""
        return self.question.kind if self.question else ""


@dataclass(frozen=True, slots=True)
class Dish:
    """Another dish of this evening, kept where it was left."""

    recipe: Recipe
    step: int
    cooking: Cooking


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What "undo" goes back to. Heat is never part of it."""

    recipe: Recipe | None
    step: int | None
    cooking: Cooking
    timers: Timers
    voice: Voice


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that changes. Each topic keeps its part in a frozen dataclass of its own."""

    at: float = 0.0
    recipe: Recipe | None = None
    step: int | None = None
    """Index of the step narrated last; None before the first."""
    talk: Talk = field(default_factory=Talk)
    cooking: Cooking = field(default_factory=Cooking)
    timers: Timers = field(default_factory=Timers)
    heat: Heat = field(default_factory=Heat)
    voice: Voice = field(default_factory=Voice)
    table: Table = field(default_factory=Table)
    story: Storytelling = field(default_factory=Storytelling)
    interview: Interview = field(default_factory=Interview)
    potluck: Potluck = field(default_factory=Potluck)
    workshop: bool = False
    """A class cooks along: after a step we wait for everybody."""
    parked: tuple[Dish, ...] = ()
    """Dishes that were begun and left for this one."""
    market: tuple[str, ...] | None = None
    """The market list; None until it is touched, then it replaces ``Kitchen.market``."""
    past: tuple[Snapshot, ...] = ()
    """Newest last; at most ``PAST``."""

    @property
    def place(self) -> Place:
        """Where in the evening we are."""
        return self.cooking.place

    def snapshot(self) -> Snapshot:
        """What "undo" can restore."""
        return Snapshot(self.recipe, self.step, self.cooking, self.timers, self.voice)


PAST = 12
"""How many turns can be undone."""


def ask(session: Session, question: Question) -> Session:
    """The session in which this question is open, in place of any other."""
    return replace(session, talk=replace(session.talk, question=replace(question, at=session.at)))


def unask(session: Session) -> Session:
    """The session in which nothing is asked."""
    if session.talk.question is None:
        return session
    return replace(session, talk=replace(session.talk, question=None))


def open_question(session: Session) -> Question | None:
    """The question that a yes or no would answer now; None where none is fresh."""
    question = session.talk.question
    if question is None or session.at - question.at > question.lives:
        return None
    return question


def go(session: Session, trigger: str) -> Session:
    """The session after a move of the place table.

    Raises:
        ImpossibleMove: the table has no such move.
    """
    return replace(session, cooking=replace(session.cooking, place=move(session.place, trigger)))
