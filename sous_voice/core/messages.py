"""Everything that enters the core (events) and everything that leaves it (effects).

``decide(kitchen, session, event)`` maps one event to a new session and a tuple of effects. Each
message is a frozen dataclass of plain values, so that the journal can write it as JSON and
replay can read it back. ``at`` is monotonic seconds since the session began.
"""

from dataclasses import dataclass
from enum import StrEnum

from sous_voice.core.intents import Understanding
from sous_voice.core.stove_report import HeatOffer, StoveReport


class Kind(StrEnum):
    """Why something is said; the player orders and cuts by it, the dialogue's consent rules use it."""

    SAFETY = "safety"  # never interrupted by anything but newer safety speech
    ALARM = "alarm"  # a timer that rings
    ANSWER = "answer"
    NARRATION = "narration"  # steps, ingredients
    OFFER = "offer"  # the heat read-back, waiting for a confirmation
    STORY = "story"  # gives way to everything


# ---------------------------------------------------------------- events


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance that was understood, or explicitly not (``understanding.abstained``)."""

    at: float
    understanding: Understanding
    began: float = 0.0
    """When the person began to speak."""
    partial: bool = False
    """True for words acted upon before the utterance ended (stop and emergency words)."""
    typed: bool = False
    """True from keyboard or script: no acoustic doubt."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time passed. Sent at least twice a second."""

    at: float


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """The loudspeaker began an utterance of ours."""

    at: float
    say_id: int


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The loudspeaker finished, or was cut: how much was really heard."""

    at: float
    say_id: int
    heard_chars: int
    """Characters of ``Say.text`` that were heard, to the end of the last whole sentence or clause."""
    complete: bool


@dataclass(frozen=True, slots=True)
class StoveReported:
    """A telemetry frame arrived."""

    at: float
    report: StoveReport


@dataclass(frozen=True, slots=True)
class StoveOffered:
    """The stove answered a request with an offer."""

    at: float
    offer: HeatOffer


@dataclass(frozen=True, slots=True)
class StoveRefused:
    """The stove, or the safety kernel, refused."""

    at: float
    zone: str
    code: str
    """A nak code of docs/stove-protocol.md, or the kernel's reason."""


@dataclass(frozen=True, slots=True)
class StoveLost:
    """The link is gone; nothing is known of the heat."""

    at: float
    why: str


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """A part of the assistant died: heat off, said aloud."""

    at: float
    name: str
    error: str


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A microphone or loudspeaker went away or came back."""

    at: float
    device: str
    """microphone or loudspeaker."""
    present: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """The program starts again on a journal, or the machine slept: so long nobody was there."""

    at: float
    gap: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """A recording of a teller is on disk."""

    at: float
    path: str
    seconds: float
    draft: str
    """Transcript by the recogniser, a draft."""
    fault: str = ""
    """silence, clipping, disk_full, unwritable, long_silence, too_long, recovered, or empty."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Length of a story text or recording when spoken, asked for by ``Measure``."""

    at: float
    key: str
    seconds: tuple[float, ...]
    """One figure a sentence; for a recording, one for each stretch between two pauses in it.
    Empty where it cannot be measured."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Speech or noise without a pause, so long that listening to it was ended."""

    at: float
    seconds: float


Event = (
    Heard
    | Ticked
    | SpeechBegan
    | SpeechEnded
    | StoveReported
    | StoveOffered
    | StoveRefused
    | StoveLost
    | WorkerDied
    | DeviceChanged
    | Resumed
    | RecordingEnded
    | Measured
    | Noise
)


# ---------------------------------------------------------------- effects


@dataclass(frozen=True, slots=True)
class Say:
    """Speak. Text as a person would write it; the speaking layer turns it into words."""

    text: str
    kind: Kind = Kind.ANSWER
    id: int = 0
    """Set by ``decide`` to a number that counts up, so that ``SpeechEnded`` can name it."""
    interruptible: bool = True
    voice: str = ""
    """Narrator's voice; empty for the assistant's own."""
    recording: str = ""
    """Path of a recording to be played in place of the text."""
    ref: str = ""
    """A topic's own mark, to know the ``SpeechEnded`` that belongs to it."""
    start: float = 0.0
    """Seconds into the recording at which to begin."""
    seconds: float = 0.0
    """Seconds of the recording to be played; 0 for all that follows."""
    pace: float = 1.0
    """Times the speed of speech in use: a narrator's own."""
    pause: float = 0.0
    """Seconds of silence after each sentence, beside the usual ones."""
    until: float | None = None
    """Session time by which it must have ended; what would end later is not begun. None for no end."""


@dataclass(frozen=True, slots=True)
class Earcon:
    """A short sound, never the only signal."""

    name: str
    """heard, working, failed, timer, offer, done, warning."""


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop talking at once."""

    kinds: tuple[Kind, ...] = ()
    """Only these kinds; empty for all but safety."""


@dataclass(frozen=True, slots=True)
class RequestHeat:
    """Ask the stove for an offer. Nothing heats until ``ConfirmHeat`` passes the kernel."""

    zone: str
    level: int
    """1 to 9."""
    seconds: float | None = None
    """How long at most; None for the policy's limit."""
    method: str = ""
    """A closed loop under that level: simmer, poach, deep_fry, sear, melt, keep_warm; empty for none."""


@dataclass(frozen=True, slots=True)
class ConfirmHeat:
    """The person carried the offer back in words; the kernel decides whether it becomes a Permit."""

    token: str
    zone: str
    level: int
    words: str
    """What was heard, for the journal."""


@dataclass(frozen=True, slots=True)
class CancelOffer:
    """The offer is off."""


@dataclass(frozen=True, slots=True)
class RequestOff:
    """Off, at once. Never refused."""

    zone: str = "all"
    emergency: bool = False
    """True latches the stove."""


@dataclass(frozen=True, slots=True)
class LowerHeat:
    """Down, at once."""

    zone: str
    level: int
    """0 to 9, below what the stove reports."""


@dataclass(frozen=True, slots=True)
class RenewPresence:
    """Somebody is there: only ever sent for a human turn, never on a timer."""

    how: str = "voice"


@dataclass(frozen=True, slots=True)
class LockStove:
    """Child lock on. Off needs a hand on the stove."""


@dataclass(frozen=True, slots=True)
class ClearLatch:
    """Ask to clear a soft latch (through an offer, like a raise)."""


@dataclass(frozen=True, slots=True)
class Expect:
    """What is likely to be said now: the recogniser's context."""

    state: str
    """A state of ``grammars/``: idle, choosing, gathering, cooking, offer, ringing, yes_no, story, ..."""
    names: tuple[str, ...] = ()
    """Words that matter now: this recipe's ingredients, tools, running timers."""


@dataclass(frozen=True, slots=True)
class SetVoice:
    """Rate, volume: how we speak from now on."""

    rate: float = 1.0
    """Times normal speed, 0.5 to 2."""
    volume: float = 1.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Listen:
    """How to listen from now on."""

    mode: str
    """open, wake_word, muted."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep something on disk: a note, a rating, the market list, a profile."""

    what: str
    """note, rating, market, profile, consent, lineage, story, recipe, setting."""
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Record a teller."""

    path: str
    action: str
    """start, pause, resume, stop, discard."""
    until: float | None = None
    """Session time at which the teller's last word had ended, with ``stop``: what follows is cut off."""
    about: tuple[tuple[str, str], ...] = ()
    """With ``start``: teller, scope, recipe, question, step. Written down before the first sound."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How long do these sentences take in this voice? Answered by ``Measured``."""

    key: str
    sentences: tuple[str, ...]
    voice: str = ""
    recording: str = ""
    pace: float = 1.0
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """Export a recipe or a book, or fetch one that the user asked for."""

    action: str
    """export, import, card, menu."""
    target: str


@dataclass(frozen=True, slots=True)
class Quit:
    """The session ends."""


Effect = (
    Say
    | Earcon
    | Hush
    | RequestHeat
    | ConfirmHeat
    | CancelOffer
    | RequestOff
    | LowerHeat
    | RenewPresence
    | LockStove
    | ClearLatch
    | Expect
    | SetVoice
    | Listen
    | Remember
    | Record
    | Measure
    | Share
    | Quit
)

Effects = tuple[Effect, ...]
