"""The seam between the recognisers and everything else: one Protocol, one result type.

An engine hears 16 kHz mono samples, in a stream (``feed`` … ``finish``) or as a whole clip
(``recognise``), and is told what to expect (``expect``). It knows nothing of intents: it returns words
and, where a word graph was expected, the path through it; ``sous_voice.language.grammar`` turns that
path into slots.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sous_voice.core.sentences import Sentences
from sous_voice.core.wordgraph import Path, WordGraph

RATE = 16_000
"""Samples per second of everything an engine is fed."""

Samples = NDArray[np.float32] | NDArray[np.int16]
"""Mono samples at ``RATE``: float32 in -1…1 or int16; shape (n,)."""

STOP_PHRASES = (
    "stop",
    "everything off",
    "turn it off",
    "turn off",
    "emergency",
    "fire",
    "stop the stove",
    "kill the heat",
)
"""Words that act at once, listened for in every state and while the assistant is speaking."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was heard."""

    text: str
    conf: float
    """0 to 1: how sure the engine is."""
    start: float
    """Seconds from the start of the utterance."""
    end: float
    """Seconds from the start of the utterance."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another sentence that was weighed."""

    text: str
    score: float
    """The engine's own scale, higher is better; only differences within one result mean something."""
    path: Path | None = None
    """Its way through the expected graph, where one was expected."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A keyphrase heard in the stream before the utterance ended."""

    phrase: str
    at: float
    """Seconds of audio fed since the utterance began, when it was noticed."""
    whole: bool = False
    """Whether it counts only once the speaker pauses: it may go on to mean something else."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What another witness than the recogniser noticed: one that tells sounds, and writes no words."""

    phrase: str
    """An urgent phrase."""
    probability: float
    """0 to 1: how sure it is of that phrase, or of one that is obeyed alike."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a look at the open utterance showed."""

    spotted: Spotted | None = None
    """An urgent phrase in it."""
    seconds_cpu: float = 0.0
    """Processor time that the look took."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The sentence of the moment that is nearest to a clip whose free words are doubtful."""

    text: str
    doubt: float
    """0 where it is what was heard; less than 1 where it was most probably said, above 4 where it was not; infinite,
    and no text, where no sentence is near."""
    seconds_cpu: float = 0.0
    """Processor time that the look took."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What may be said now."""

    graph: WordGraph | None = None
    """The sentences of this moment, names filled in; None: any words."""
    closed: bool = False
    """True: a sentence of the graph or nothing. False: free words are handed on where none fits well."""
    keyphrases: tuple[str, ...] = STOP_PHRASES
    """What ``feed`` reports at once."""
    hints: tuple[str, ...] = ()
    """Further words to be expected (names of dishes, of ingredients), for engines that can be biased."""
    sentences: Sentences | None = None
    """Whole sentences that may be said now, for a second look at words that are none of them."""
    places: bool = True
    """Whether each word's own place and confidence are wanted; without them an engine may be quicker."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One utterance, recognised."""

    text: str
    """The words to act on, lower case, numbers as words; empty where nothing was understood."""
    words: tuple[Word, ...] = ()
    """The same words with confidence and place."""
    seconds_audio: float = 0.0
    seconds_cpu: float = 0.0
    """Processor time of all threads spent on it."""
    engine: str = ""
    path: Path | None = None
    """The way through the expected graph; None where no sentence of it fits well enough."""
    confidence: float = 0.0
    """0 to 1, for the whole sentence."""
    margin: float = 0.0
    """Score of the best sentence less that of the next with another meaning; 0 where there is one only."""
    cost: float = 0.0
    """Phonetic distance per phoneme between what was heard and the sentence taken; 0 = the same sounds."""
    heard: str = ""
    """What the engine heard before the grammar had its say, as it came."""
    alternatives: tuple[Alternative, ...] = field(default=())
    """Other sentences, best first."""
    refused: str = ""
    """Why nothing was taken, in a few plain words; empty where ``text`` is not."""


class Engine(Protocol):
    """A recogniser. Not thread-safe: one worker owns it."""

    @property
    def name(self) -> str:
        """``whisper``, ``vosk`` or ``pocketsphinx``, with the model where there are several."""

    def expect(self, expectation: Expectation) -> None:
        """Say what may be said from the next ``feed`` or ``recognise`` on; cheap for a graph seen before."""

    def feed(self, samples: Samples) -> Sequence[Spotted]:
        """Take the next samples of the stream; returns keyphrases noticed in them."""

    def glance(self, samples: Samples, hint: Hint | None = None) -> Glance:
        """Look at the open utterance, from its beginning, for an urgent phrase; nothing where ``feed`` does."""

    def partial(self) -> str:
        """The words so far, or an empty string where the engine has none before the end."""

    def finish(self) -> Recognised:
        """End the utterance: its words; the stream starts anew."""

    def reset(self) -> None:
        """Forget the utterance in progress."""

    def recognise(self, samples: Samples) -> Recognised:
        """A whole clip at once; leaves the stream as it is."""

    def second_look(self, heard: Recognised) -> SecondLook | None:
        """The expected sentence that fits the clip of ``heard`` best; None where the engine cannot tell (any more)."""

    def name_look(self, heard: Recognised, *, asked: bool = False, known: bool = False) -> SecondLook | None:
        """The same with given names in the place of persons.

        ``asked``: among answers that are a name alone. ``known``: with the names of the moment only.
        """


def as_float(samples: Samples) -> NDArray[np.float32]:
    """Samples as float32 in -1…1."""
    if samples.dtype == np.int16:
        return samples.astype(np.float32) / 32768.0
    return samples.astype(np.float32, copy=False)


def as_int16(samples: Samples) -> NDArray[np.int16]:
    """Samples as int16, clipped."""
    if samples.dtype == np.int16:
        return samples.astype(np.int16, copy=False)
    return np.clip(np.round(samples * 32768.0), -32768, 32767).astype(np.int16)
