"""Everything that is heard of us: takes the core's effects, gives back its events.

    speaker = Speaker(SpeakerSettings(), sink, clock, post)
    speaker.start()
    speaker.handle(Say("Melt 1 tbsp. butter.", Kind.NARRATION, id=1))   → SpeechBegan, SpeechEnded

``handle`` never waits: it puts a message into the inbox of the player's thread. Threads: the player's
(queue and decisions), two synthesisers (``synthesis.py``), and whatever calls the sink's ``render``.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue

from sous_voice.core.messages import (
    DeviceChanged,
    Earcon,
    Effect,
    Event,
    Hush,
    Kind,
    Measure,
    Measured,
    Say,
    SetVoice,
    WorkerDied,
)
from sous_voice.errors import AudioFileError, ModelError
from sous_voice.speaking.cache import Pcm, SpeechCache
from sous_voice.speaking.chunks import Chunk, chunks
from sous_voice.speaking.earcons import earcon
from sous_voice.speaking.loudness import Recordings
from sous_voice.speaking.measuring import lengths, recording_pieces
from sous_voice.speaking.pacing import paced
from sous_voice.speaking.player import Player
from sous_voice.speaking.reel import Piece
from sous_voice.speaking.sinks import Clock, Sink
from sous_voice.speaking.speaker_settings import SpeakerSettings
from sous_voice.speaking.synthesis import LATER, Synthesis, Voices
from sous_voice.speaking.utterance import Utterance
from sous_voice.speaking.voice import FASTEST, SLOWEST, VoiceMaker, open_voice

_TICK = 0.25


class Speaker:
    """The speaking part. One for a session."""

    def __init__(
        self,
        settings: SpeakerSettings,
        sink: Sink,
        clock: Clock,
        post: Callable[[Event], None],
        make_voice: VoiceMaker = open_voice,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        """``clock``: session time. ``post`` takes events, from several threads, and must not wait.

        ``tell`` takes a line for the screen: a narrator's voice or a recording that cannot be used.
        """
        self._settings = settings
        self._sink = sink
        self._clock = clock
        self._post = post
        self._tell = tell
        self._inbox: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._order = count()
        self._faults: set[str] = set()
        self._tellers = Recordings()
        self._foreseen = 0
        voices = Voices(lambda name: make_voice(name or self._settings.voice), SpeechCache(settings.cache))
        self.synthesis = Synthesis(voices, self._worker_died, clock)
        self._alive_at = clock()
        self.player = Player(post, lambda: sink.latency)
        self.player.mixer.volume = settings.volume
        self.player.woken = lambda: self._inbox.put(self._step)
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)

    def start(self) -> None:
        """Open the sink and start the threads. Raises ``DeviceError`` where there is nothing to play on."""
        self._sink.start(self.player.mixer.render)
        self._thread.start()
        self.synthesis.start()
        self.synthesis.do(LATER, self._warm_up)

    def stop(self) -> None:
        """Stop at once; what is still to be said is dropped."""
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout=2)
        self.synthesis.stop()
        self._sink.stop()

    def drain(self, seconds: float) -> bool:
        """Wait until everything was said, at most so long. True if it was."""
        done = threading.Event()

        def look() -> None:
            if self.idle:
                done.set()

        waited = 0.0
        while not done.wait(0.05) and waited < seconds:
            self._inbox.put(look)
            waited += 0.05
        return done.is_set()

    @property
    def idle(self) -> bool:
        """True when nothing is said or waits to be."""
        return self.player.idle

    @property
    def alive_at(self) -> dict[str, float]:
        """Session times at which the player's thread and the synthesiser's were last seen alive."""
        return {"player": self._alive_at, "voice": self.synthesis.alive_at}

    def said_between(self, began: float, ended: float) -> str:
        """Our own words at the loudspeaker between two session times: what the microphone may have heard."""
        return self.player.said_between(began, ended)

    def handle(self, effect: Effect) -> bool:
        """Do what concerns speaking; False for any other effect. Never waits."""
        match effect:
            case Say():
                self._inbox.put(lambda: self._say(effect))
            case Hush():
                self._inbox.put(lambda: self.player.hush(effect.kinds, self._clock()))
            case Earcon():
                if self._settings.earcons:
                    self.player.mixer.sound(earcon(effect.name))
            case SetVoice():
                self._inbox.put(lambda: self._set_voice(effect))
            case Measure():
                self._inbox.put(lambda: self._measure(effect))
            case _:
                return False
        return True

    def barge_in(self) -> None:
        """The cook speaks over us: stop what may be interrupted."""
        self._inbox.put(lambda: self.player.barge_in(self._clock()))

    def duck(self, on: bool) -> None:
        """Speak at a quarter of the volume while somebody seems to talk to us."""
        self.player.mixer.ducked = on

    def prepare(self, *says: Say) -> None:
        """Synthesise what will probably be said next, when there is time; replaces what was foreseen before."""
        self._inbox.put(lambda: self._prepare(says))

    def foresee(self, likely: Callable[[], tuple[Say, ...]]) -> None:
        """The same for texts that are yet to be worked out; an error in it is a guess that was not made."""

        def work_out() -> None:
            try:
                says = likely()
            except Exception:  # noqa: BLE001 — nothing of what is only supposed may end a session
                return
            self.prepare(*says)

        self.synthesis.do(LATER, work_out)

    def device_changed(self, present: bool) -> None:
        """The sink's watchman tells that the loudspeaker went away or came back."""

        def change() -> None:
            if present:
                self.player.find_again()
            else:
                self.player.lose(self._clock())
            self._post(DeviceChanged(self._clock(), "loudspeaker", present))

        self._inbox.put(change)

    # ------------------------------------------------------------ the player's thread

    def _run(self) -> None:
        try:
            while True:
                self._alive_at = self._clock()
                try:
                    message = self._inbox.get(timeout=_TICK)
                except Empty:
                    message = self._step
                if message is None:
                    return
                message()
        except Exception as fault:  # noqa: BLE001 — a worker's outer wall: a dead player must be told
            self._worker_died("player", f"{type(fault).__name__}: {fault}")

    def run_pending(self) -> None:
        """Do what is in the inbox, in this thread: for a virtual clock, in place of ``start``'s thread."""
        try:
            while (message := self._inbox.get_nowait()) is not None:
                message()
        except Empty:
            self._step()

    def _step(self) -> None:
        now = self._clock()
        self.player.step(now)
        if self.player.grows_late(now):
            self.handle(Earcon("working"))

    def _say(self, say: Say) -> None:
        if say.recording:
            self._play_recording(say)
            return
        pieces, pauses = self._pieces(say)
        speed = self._settings.rate * say.pace
        utterance = Utterance(say, pieces, next(self._order), speed, pauses=pauses)
        self._make(utterance)
        self.player.add(utterance, self._clock())

    def _pieces(self, say: Say) -> tuple[tuple[Chunk, ...], dict[int, float]]:
        """A text cut for the ear; a story also with its narrator's pauses."""
        if say.kind is Kind.STORY:
            return paced(say.text, self._settings.style, say.pause)
        return chunks(say.text, self._settings.style), {}

    def _make(self, utterance: Utterance) -> None:
        """Pieces from the cache at once, the others by the synthesiser, the first one first."""
        for place, chunk in enumerate(utterance.chunks):
            if place < utterance.start:
                continue  # it was said before it was made anew
            kept = self._kept(utterance, chunk)
            if kept is not None:
                utterance.sounds[place] = Piece([kept, utterance.silence(place)], complete=True)
            else:
                self._ask(utterance, place, chunk)

    def _kept(self, utterance: Utterance, chunk: Chunk) -> Pcm | None:
        try:
            return self.synthesis.voices.kept(utterance.say.voice, chunk.words, utterance.speed)
        except ModelError:
            return None  # the worker meets the same error and tells it

    def _ask(self, utterance: Utterance, place: int, chunk: Chunk) -> None:
        voice, making, own = utterance.say.voice, utterance.making, self._settings.voice

        def wanted() -> bool:
            return not utterance.over and utterance.making == making

        def more(part: Pcm) -> None:
            self._inbox.put(lambda: wanted() and self.player.more(utterance, place, part, self._clock()))

        def made(fault: ModelError | None) -> None:
            self._inbox.put(lambda: wanted() and self._made(utterance, place, fault, voice, own))

        priority = utterance.rank + min(place, 50) * 0.01
        self.synthesis.ask(priority, voice, chunk.words, utterance.speed, more, made, wanted)

    def _made(
        self, utterance: Utterance, place: int, fault: ModelError | None, narrator: str, own: str
    ) -> None:
        """A piece is made, or cannot be made by the voice of the narrator, or by ours where there is none."""
        if fault is not None and (narrator or own):
            if narrator:  # without a voice they borrow ours
                self._tell_once(str(fault), deadly=False)
                utterance.say = replace(utterance.say, voice="")
            else:
                self._fall_back(own, fault)
            self._ask(utterance, place, utterance.chunks[place])
            return
        if fault is not None:
            self._tell_once(str(fault))
            utterance.missing += 1
        self.player.made(utterance, place, self._clock())

    def _fall_back(self, voice: str, fault: ModelError) -> None:
        """Speak with the default voice where the chosen one cannot."""
        self._tell_once(f"{fault} The default voice speaks meanwhile.", deadly=False)
        if self._settings.voice == voice:
            self._settings = replace(self._settings, voice="")
            self.synthesis.voices.forget("")

    def _play_recording(self, say: Say) -> None:
        """A teller's own voice; where it cannot be played the text is told instead.

        It takes its place in the queue at once, so that nothing overtakes it while it is loaded.
        """
        place = (Chunk(say.text, len(say.text), True),)
        utterance = Utterance(say, place, next(self._order), self._settings.rate * say.pace)

        def load() -> None:
            try:
                pcm = self._tellers.stretch(Path(say.recording), say.start, say.seconds)
            except AudioFileError as error:
                fault = str(error)
                self._inbox.put(lambda: self._tell_instead(utterance, fault))
                return
            self._inbox.put(lambda: self._loaded(utterance, pcm))

        self.player.add(utterance, self._clock())
        self.synthesis.do(utterance.rank, load)

    def _loaded(self, utterance: Utterance, pcm: Pcm) -> None:
        """A recording is there; a whole one is cut where its sentences probably end."""
        if utterance.over:
            return
        say = utterance.say
        pieces = [(utterance.chunks[0], pcm)]
        if not say.seconds:
            pieces = recording_pieces(say.text, pcm, chunks(say.text, self._settings.style)) or pieces
        utterance.chunks = tuple(chunk for chunk, _ in pieces)
        utterance.sounds = {place: Piece([sound], complete=True) for place, (_, sound) in enumerate(pieces)}
        self._filled(utterance)

    def _tell_instead(self, utterance: Utterance, fault: str) -> None:
        """The text of a recording that cannot be played; the fault is said the first time."""
        if utterance.over:
            return
        utterance.chunks, utterance.pauses = self._pieces(utterance.say)
        if self._tell_once(fault, deadly=False):
            excuse = Chunk("This recording cannot be played, so I will tell it.", 0, True)
            utterance.chunks = (excuse, *utterance.chunks)
            utterance.pauses = {place + 1: seconds for place, seconds in utterance.pauses.items()}
        self._make(utterance)
        self._filled(utterance)

    def _filled(self, utterance: Utterance) -> None:
        utterance.arm()
        utterance.thread()
        self._step()

    def _set_voice(self, wish: SetVoice) -> None:
        rate = min(FASTEST, max(SLOWEST, wish.rate))
        if rate != self._settings.rate:
            self._settings = replace(self._settings, rate=rate)
            self.player.respeed(lambda one: rate * one.say.pace, self._make)
        self.player.mixer.volume = min(1.0, max(0.0, wish.volume))

    def _prepare(self, says: tuple[Say, ...]) -> None:
        self._foreseen += 1
        number, speed = self._foreseen, self._settings.rate
        for say in says:
            if say.recording:
                continue
            for chunk in self._pieces(say)[0]:
                self.synthesis.foresee(
                    say.voice, chunk.words, speed * say.pace, lambda: number == self._foreseen
                )

    def _measure(self, wish: Measure) -> None:
        rate, style = self._settings.rate, self._settings.style

        def measure() -> None:
            try:
                seconds = lengths(wish, rate, style, self.synthesis.voices, self._tellers)
            except AudioFileError:
                seconds = ()  # told when it is to be played
            except ModelError as fault:
                self._tell_once(str(fault), deadly=False)
                seconds = ()
            self._post(Measured(self._clock(), wish.key, seconds))

        self.synthesis.do(LATER + 2, measure)

    def _warm_up(self) -> None:
        try:
            self.synthesis.voices.voice("").load()
        except ModelError:
            return  # it is told once something is to be said

    def _tell_once(self, fault: str, deadly: bool = True) -> bool:
        """Tell a fault the first time it is met: on the screen, or as a dead worker where we are mute."""
        if fault in self._faults:
            return False
        self._faults.add(fault)
        if deadly:
            self._worker_died("voice", fault)
        else:
            self._tell(fault)
        return True

    def _worker_died(self, name: str, error: str) -> None:
        self._post(WorkerDied(self._clock(), name, error))
