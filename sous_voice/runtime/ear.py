"""Blocks of sound in, events out: endpointing, recogniser, parser and the guard against our own voice.

No thread and no clock of its own: the listener thread calls it with the microphone's blocks, the virtual
session with those of a file. Only this object touches the recogniser and the parser.

    block ─▶ less our own voice ─▶ Keywords ─▶ sure: "stop", "off" ─▶ Heard(partial)
                        │              └ perhaps: engine.glance at the last two seconds ─┐
                        ├─▶ Segmenter ─▶ engine.feed, engine.glance ─▶ "stop", "off" ────┴▶ Heard(partial)
                                       │ 0.3 s of silence: recognise ahead, parse; whole command → wait less
                                       └ end of utterance ─▶ words ─▶ less our own ─▶ parse ─▶ Heard
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sous_voice.core.intents import Intent, Risk, Understanding
from sous_voice.core.messages import Event, Heard, Noise
from sous_voice.core.moment import Context
from sous_voice.hearing.endpointing import (
    SHORTEST,
    Closed,
    Endpointer,
    More,
    Opened,
    Segmenter,
    VoiceDetector,
)
from sous_voice.hearing.engine import RATE, Engine, Expectation, Hint, Recognised, Samples, Spotted
from sous_voice.hearing.glances import SELDOM, Glances
from sous_voice.hearing.keywords.notice import Noticed
from sous_voice.hearing.source import Floats
from sous_voice.runtime.addressee import Addressee, is_speech
from sous_voice.runtime.completeness import wait_for
from sous_voice.runtime.echo import TAIL, another_reading, is_foreign, left_over
from sous_voice.runtime.listening import Ignored, Moment, Notices
from sous_voice.runtime.naming import named
from sous_voice.runtime.readings import Reading, Understands, best_reading
from sous_voice.runtime.teller import RECORDING, is_order
from sous_voice.runtime.wake import after_wake_phrase

AHEAD = 0.3
"""Seconds of silence after which the recogniser looks at the utterance before it is known to be over."""
ATTENTION = 8.0
"""Seconds for which a cook who said the wake phrase, or was spoken to, need not say it again."""
NOISE_AGAIN = 300.0
"""Seconds before the cook is told again that it is too noisy to listen."""
LATE = 0.5
"""Seconds behind the microphone from which looks are taken at pauses only."""
OWN_WORDS = 2.5
"""Seconds back in which our own words may be what is noticed in the stream."""
LAST_WORDS = 1.0
"""Seconds back in which what is noticed in the stream was said."""
VERIFIED = frozenset({"fire_help", "fault_report"})
"""Announcements wait for the whole utterance; the heat is off before, by what comes with them."""
SURE_OVER_US = 0.8
"""Probability from which what is noticed in the stream counts while we speak."""
CLEAR_OVER_US = 0.45
"""Confidence that words other than urgent ones need while we speak: what is left of our voice has less."""
NEVER_WHILE_SPEAKING = frozenset({"confirm_heat", "affirm"})
"""Consents count only when we are silent: they might be our own words."""


class Ear:
    """Hears for one session."""

    def __init__(
        self,
        engine: Engine,
        parser: Understands,
        detector: VoiceDetector,
        *,
        patience: float = 0.7,
        longest: float = 20.0,
        wake_phrase: str = "hey sous",
        expect: Callable[[Context], Expectation] = lambda context: Expectation(),
        said_between: Callable[[float, float], str] = lambda began, ended: "",
        clean: Callable[[Floats, float], Floats] = lambda samples, at: samples,
        another_spoke: Callable[[float, float], bool] = lambda began, ended: True,
        keywords: Notices | None = None,
    ) -> None:
        """``expect``: what may be said in a moment, the same object for the same moment.

        ``clean(samples, at)``: a block less our own voice; it may hold a little back until the next.

        ``said_between(began, ended)``: our own words at the loudspeaker between two session times.

        ``another_spoke(began, ended)``: whether the sound bears out that it was not we who spoke then. Asked after
        the last block, wherever we spoke; words alone do not tell, as a recogniser makes any of an echo.

        ``keywords``: notices urgent words in the stream by itself; looks by the engine become rarer then.
        """
        self._engine = engine
        self._parser = parser
        self._segmenter = Segmenter(Endpointer(patience, longest), detector)
        self._wake_phrase = wake_phrase
        self._expect = expect
        self._expected: Expectation | None = None
        self._said_between = said_between
        self._clean = clean
        self._another_spoke = another_spoke
        self._keywords = keywords
        self._glances = Glances() if keywords is None else Glances(SELDOM)
        self.moment = Moment()
        self._guess: Reading | None = None
        """What was made of the utterance when it first fell silent."""
        self._addressee = Addressee()
        self._looked = False
        self._acted: dict[str, str] = {}
        """Intents of this utterance that were obeyed before its end, and the phrase that was heard then."""
        self._took = self._held = 0
        self._offset = 0.0
        self._attentive_until = 0.0
        self._told_noise = -NOISE_AGAIN
        self.behind = 0.0
        """Seconds by which the listener is late; set by it."""
        self.last: Recognised | None = None
        """What the recogniser made of the last utterance."""
        self.decided_at = 0.0
        """Session time at which the end of the last utterance was decided."""

    def tell(self, moment: Moment) -> None:
        """The conversation moved on."""
        if moment is self.moment:
            return
        self.moment = moment
        if not self.listening:
            self._prepare()

    def _prepare(self) -> None:
        """Tell the recogniser what to expect; never in mid-utterance, which it would lose."""
        expected = self._expect(self.moment.context)
        if expected is not self._expected:
            self._expected = expected
            self._engine.expect(expected)

    @property
    def listening(self) -> bool:
        """Whether an utterance is open."""
        return self._segmenter.endpointer.speaking

    def take(self, samples: Floats, at: float) -> Iterator[Event | Ignored]:
        """The next block; ``at``: session time of its end."""
        self._held += samples.size
        samples = self._clean(samples, at)
        self._held -= samples.size
        if self.moment.mode == "muted":
            self._drop()
            return
        self._took += samples.size
        self._offset = at - (self._took + self._held) / RATE
        # first: a look would take a fifth of a second
        for noticed in self._keywords.take(samples) if self._keywords is not None else ():
            yield from self._noticed(noticed, at)
        for news in self._segmenter.take(samples):
            match news:
                case Opened():
                    self._prepare()
                    self._engine.reset()
                    self._forget()
                    yield from self._feed(news.samples, at)
                case More():
                    yield from self._feed(news.samples, at)
                    yield from self._glance(news, at)
                    self._look_ahead(news)
                case Closed():
                    yield from self._close(news, at)

    def finish(self, at: float) -> Iterator[Event | Ignored]:
        """The source ended: what is open is an utterance."""
        last = self._segmenter.cut()
        if last is not None and self.moment.mode != "muted":
            yield from self._close(last, at)

    # ------------------------------------------------------------ while somebody speaks

    def _feed(self, samples: Samples, at: float) -> Iterator[Event]:
        for spotted in self._engine.feed(samples):
            yield from self._spotted(spotted, at)

    def _glance(self, news: More, at: float) -> Iterator[Event]:
        if not self._glances.due(news.samples.size / RATE, news.silence):
            return
        if self.behind > LATE and news.silence == 0.0:
            return
        glance = self._engine.glance(self._segmenter.heard)
        self._glances.took(glance.seconds_cpu, news.silence)
        if glance.spotted is not None and not (glance.spotted.whole and news.silence == 0.0):
            yield from self._spotted(glance.spotted, at)

    def _noticed(self, noticed: Noticed, at: float) -> Iterator[Event]:
        """What the stream itself shows: it counts by itself where that is sure, else a look decides."""
        over_us = bool(self._said_between(at - LAST_WORDS, at))
        # whoever speaks over us mostly wants us to stop; that it is not we is asked below
        if noticed.sure or (over_us and noticed.probability >= SURE_OVER_US):
            yield from self._spotted(Spotted(noticed.phrase, 0.0), at)
        elif self._keywords is not None and self.behind <= LATE and not self._ours(at):
            glance = self._engine.glance(self._keywords.recent, Hint(noticed.phrase, noticed.probability))
            self._glances.took(glance.seconds_cpu, self._segmenter.endpointer.silence)
            if glance.spotted is not None:
                yield from self._spotted(glance.spotted, at)

    def _ours(self, at: float) -> bool:
        """Whether what is noticed now may be our own voice: we spoke, and the sound shows nobody else."""
        return bool(self._said_between(at - OWN_WORDS, at)) and not self._another_spoke(at - LAST_WORDS, at)

    def _spotted(self, spotted: Spotted, at: float) -> Iterator[Event]:
        if self._ours(at):
            return
        understanding = self._parser.understand(spotted.phrase, self.moment.context)
        urgent = self._urgent(understanding)
        if urgent:
            self._acted |= dict.fromkeys((intent.name for intent in urgent), spotted.phrase)
            yield Heard(at, replace(understanding, intents=urgent), began=at - 0.5, partial=True)

    def _urgent(self, understanding: Understanding) -> tuple[Intent, ...]:
        """What is obeyed before the utterance ends, each once."""
        context = self.moment.context
        urgent = tuple(intent for intent in understanding.intents if intent.risk is Risk.R0)
        if urgent and not context.zones:
            # nothing to switch off: we are silent, and the whole sentence decides what is answered
            urgent = (Intent("stop_talking"),)
        told = {"stop_talking"} if context.state == RECORDING else set()
        later = self._acted.keys() | VERIFIED | told  # a teller's "stop" may be part of the story
        return tuple(intent for intent in urgent if intent.name not in later)

    def _look_ahead(self, news: More) -> None:
        if news.silence < AHEAD:
            if news.silence == 0.0:
                self._guess, self._looked = None, False
            return
        if self._looked:
            return
        self._looked = True
        self._guess = self._read(self._engine.recognise(self._segmenter.heard))
        endpointer = self._segmenter.endpointer
        endpointer.wait = wait_for(endpointer.patience, self._guess.understanding)

    def _read(self, recognised: Recognised) -> Reading:
        context, engine = self.moment.context, self._engine

        def understand(text: str) -> Understanding:
            return self._parser.understand(text, context)

        return best_reading(
            recognised,
            understand,
            engine.second_look,
            aside=lambda text: self._parser.aside(text, context),
            asked=bool(context.pending),
            name=lambda heard, meant: named(heard, meant, context, understand, engine.name_look),
        )

    def _forget(self) -> None:
        self._guess, self._looked = None, False
        self._acted.clear()
        self._glances.begin()

    def _drop(self) -> None:
        if self._segmenter.cut() is not None:
            self._engine.reset()
            self._forget()

    # ------------------------------------------------------------ when they have ended

    def _close(self, closed: Closed, at: float) -> Iterator[Event | Ignored]:
        self.decided_at = at
        began, ended = closed.began + self._offset, closed.ended.at + self._offset
        guess, self._guess = self._guess, None
        if closed.ended.speech < SHORTEST:
            self._engine.reset()
            return
        if closed.ended.reason == "longest":
            yield from self._too_long(self._engine.finish(), began, at)
            return
        self._engine.reset() if guess is not None else None
        reading = guess if guess is not None else self._read(self._engine.finish())
        recognised = self.last = reading.heard
        if not recognised.text.strip():
            yield Ignored(at, recognised.heard, recognised.refused or "nothing was understood")
            return
        # what the room gives back comes later than it was said
        own = self._said_between(began - TAIL, ended + TAIL)
        speaking = bool(self._said_between(began, ended + TAIL))
        # in our first seconds the sound tells nothing yet: clear words that are not ours are another's even so
        clear = recognised.confidence >= CLEAR_OVER_US and is_foreign(recognised.text, own)
        if own and not clear and not self._another_spoke(began, ended):
            yield Ignored(at, recognised.text, "my own voice")
            return
        # an answer in the words of our question leaves nothing over, and is an answer
        text = left_over(recognised.text, own) or recognised.text
        if text != recognised.text:
            reading = replace(reading, understanding=self._parser.understand(text, self.moment.context))
        yield from self._judge(reading, began, ended, at, speaking=speaking)

    def _too_long(self, heard: Recognised, began: float, at: float) -> Iterator[Event | Ignored]:
        if self.moment.context.state == RECORDING:
            return
        self._addressee.others_talk(at)
        yield Ignored(at, heard.text, f"{at - began:.0f} seconds without a pause")
        if at - self._told_noise >= NOISE_AGAIN and not is_speech(heard, at - began):
            self._told_noise = at
            yield Noise(at, at - began)

    def _judge(
        self, reading: Reading, began: float, ended: float, at: float, *, speaking: bool
    ) -> Iterator[Event | Ignored]:
        """Is it meant for us, and which of it counts?"""
        understanding, recognised = reading.understanding, reading.heard
        if self.moment.context.state == RECORDING:
            # a teller's words are kept as sound, never as text
            if is_order(understanding):
                yield Heard(at, understanding, began=began)
            else:
                yield Ignored(at, "", "part of the story")
            return
        woken = self._woken(understanding)
        if woken is None and not self._may_speak(began):
            urgent = tuple(intent for intent in understanding.intents if intent.risk is Risk.R0)
            if not urgent:
                yield Ignored(at, understanding.text, "the wake phrase was not said")
                return
            reading = replace(reading, understanding=replace(understanding, intents=urgent))
        if why := self._for_others(reading, began, ended) if woken is None else "":
            yield Ignored(at, understanding.text, why)
            return
        understanding = woken or reading.understanding
        if understanding.abstained and speaking:
            yield Ignored(at, understanding.text, "not a command")
            return
        # obeyed in the stream, and nothing of it heard at the end: two readings of the same words, as when
        # "stop talking" ends as "start talking"
        reread = another_reading(self._acted.get("stop_talking", ""), recognised.text)
        unclear = reread or (speaking and recognised.confidence < CLEAR_OVER_US)
        if recognised.text.lower().split().count("stop") > 1:
            self._acted.pop("stop_talking", None)  # more than the one "stop" that was noticed in the stream
        intents = tuple(intent for intent in understanding.intents if self._counts(intent, speaking, unclear))
        if (understanding.intents or reread) and not intents:
            return
        self._attentive_until = at + ATTENTION
        if speaking:
            understanding = replace(understanding, frames=(), clarify=False)
        yield Heard(at, replace(understanding, intents=intents), began=began)

    def _counts(self, intent: Intent, speaking: bool, unclear: bool) -> bool:
        if intent.risk is Risk.R0:
            return intent.name not in self._acted
        consent = intent.risk is Risk.R3 or intent.name in NEVER_WHILE_SPEAKING
        return not (unclear or (speaking and consent))

    def _woken(self, understanding: Understanding) -> Understanding | None:
        """What follows the wake phrase; None where it was not said."""
        rest = after_wake_phrase(understanding.text, self._wake_phrase)
        if rest is None:
            return None
        followed = self._parser.understand(rest, self.moment.context) if rest else Understanding(rest)
        wakes = self.moment.asleep or not rest
        intents = (Intent("wake"), *followed.intents) if wakes else followed.intents
        abstained = followed.abstained and not intents
        return replace(followed, text=understanding.text, intents=intents, abstained=abstained)

    def _may_speak(self, began: float) -> bool:
        """Whether all counts without the wake phrase."""
        spoken_to = began <= max(self._attentive_until, self.moment.spoken_to_until)
        return self.moment.mode == "open" or spoken_to or self.moment.context.state == "ringing"

    def _for_others(self, reading: Reading, began: float, ended: float) -> str:
        """Why it is not acted on; empty where it is."""
        pending, awaited = self.moment.context.pending, began <= self.moment.spoken_to_until
        if self._addressee.is_us(reading, began, ended, pending=pending, awaited=awaited):
            return ""
        if reading.understanding.intents:
            return "said to somebody else"
        food = reading.understanding.abstained and self.moment.food(reading.heard.text)
        return "" if food else "not a command"
