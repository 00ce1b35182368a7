"""A session in real time: microphone, loudspeaker, keyboard, each in its thread; one inbox.

listener   source → Ear → inbox          keyboard   line → parser → inbox
player, voice, voice-ahead (speaking)     conductor  this thread: inbox → Conductor, a tick each 0.5 s
"""

import threading
from collections.abc import Callable, Mapping
from queue import Empty, Queue
from typing import TextIO

from sous_voice.core.messages import DeviceChanged, Event, Heard
from sous_voice.core.moment import Context
from sous_voice.errors import DeviceError
from sous_voice.hearing.source import Source
from sous_voice.runtime.conductor import Conductor
from sous_voice.runtime.ear import Ear, Understands
from sous_voice.runtime.listening import Ignored
from sous_voice.runtime.stall import STALL
from sous_voice.runtime.worker import Worker

TICK = 0.5
"""Seconds between ticks of the conversation."""
LOOK = 0.1
"""Seconds between two looks at the stove."""
TIDY = 10.0
"""Seconds between two times at which memory that nobody uses is given back: a millisecond of work."""
RETRY = 2.0
"""Seconds between two tries to reach a device that went away."""

Clock = Callable[[], float]


class Listener:
    """The hearing thread: owns source, ear, recogniser. Survives an unplugged microphone."""

    def __init__(
        self,
        open_source: Callable[[], Source],
        make_ear: Callable[[], Ear],
        inbox: "Queue[Event]",
        clock: Clock,
        moment: Callable[[], object],
        *,
        ignored: Callable[[Ignored], None] = lambda one: None,
        ready: Callable[[Ear], None] = lambda ear: None,
        renew: Callable[[], None] = lambda: None,
        tap: Callable[[object], None] = lambda samples: None,
    ) -> None:
        """``renew`` makes PortAudio look for devices anew; ``tap`` gets every block (a recording)."""
        self._open_source = open_source
        self._make_ear = make_ear
        self._inbox = inbox
        self._clock = clock
        self._moment = moment
        self._ignored, self._ready, self._renew, self._tap = ignored, ready, renew, tap
        self.alive_at: float | None = None
        """Session time at which it was last seen at work; None while it still loads."""
        self.ended = threading.Event()
        """Set when the source has no more."""

    def run(self, stopping: threading.Event) -> None:
        """The thread's job."""
        source: Source | None = self._open_source()
        try:
            ear = self._make_ear()
            self._ready(ear)
            while not stopping.is_set() and not self.ended.is_set():
                self.alive_at = self._clock()
                if source is None:
                    source = self._reconnect(stopping)
                    continue
                source = self._listen(source, ear)
        finally:
            if source is not None:
                source.close()

    def _listen(self, source: Source, ear: Ear) -> Source | None:
        """One block; None where the device went away."""
        try:
            block = source.read(0.25)
        except DeviceError:
            source.close()
            self._inbox.put(DeviceChanged(self._clock(), "microphone", False))
            return None
        except EOFError:
            for news in ear.finish(self._clock()):
                self._tell(news)
            self.ended.set()
            return source
        if block is None:
            return source
        self._tap(block)
        ear.tell(self._moment())  # type: ignore[arg-type]
        # the block's own time, however late we are; who is late looks less often
        ear.behind = source.behind
        for news in ear.take(block, self._clock() - source.behind):
            self._tell(news)
        return source

    def _tell(self, news: Event | Ignored) -> None:
        if isinstance(news, Ignored):
            self._ignored(news)
        else:
            self._inbox.put(news)

    def _reconnect(self, stopping: threading.Event) -> Source | None:
        if stopping.wait(RETRY):
            return None
        try:
            self._renew()
            source = self._open_source()
        except DeviceError:
            return None
        self._inbox.put(DeviceChanged(self._clock(), "microphone", True))
        return source


class Keyboard:
    """Typed lines are utterances too: in every mode, whatever became of the microphone."""

    def __init__(
        self,
        stream: TextIO,
        parser: Callable[[], Understands],
        inbox: "Queue[Event]",
        clock: Clock,
        context: Callable[[], Context],
        *,
        ends: bool = False,
    ) -> None:
        """``ends``: the end of the stream ends the session (there is nothing else to listen to)."""
        self._stream, self._parser = stream, parser
        self._inbox, self._clock, self._context = inbox, clock, context
        self._ends = ends
        self._at_work: float | None = None
        self.ended = threading.Event()

    @property
    def alive_at(self) -> float:
        """When it was last seen alive: now, where it waits for a line."""
        at_work = self._at_work
        return self._clock() if at_work is None else at_work

    def run(self, stopping: threading.Event) -> None:
        """The thread's job."""
        for line in iter(self._stream.readline, ""):
            if stopping.is_set():
                return
            text = line.strip()
            if text:
                at = self._at_work = self._clock()
                understanding = self._parser().understand(text, self._context())
                self._inbox.put(Heard(at, understanding, began=at, typed=True))
                self._at_work = None
        if self._ends:
            self.ended.set()


class LiveSession:
    """Conductor's loop, with its workers around it."""

    def __init__(
        self,
        conductor: Conductor,
        inbox: "Queue[Event]",
        clock: Clock,
        workers: tuple[Worker, ...],
        *,
        beat: Callable[[Mapping[str, float]], None] = lambda parts: None,
        parts: Callable[[], Mapping[str, float]] = dict,
        finished: Callable[[], bool] = lambda: False,
        tidy: Callable[[], None] = lambda: None,
    ) -> None:
        """``beat`` proves to the stove's process that every part lives; ``finished`` ends the session;
        ``tidy`` gives back memory."""
        self._conductor, self._inbox, self._clock = conductor, inbox, clock
        self._workers = workers
        self._beat, self._parts, self._finished, self._tidy = beat, parts, finished, tidy
        self._looked = 0.0
        """When the stove was asked last."""

    def run(self) -> None:
        """Until goodbye, the end of the source, or an interrupt."""
        for worker in self._workers:
            worker.start()
        due = untidy = 0.0
        self._looked = self._clock()
        try:
            while not self._conductor.over and not self._finished():
                self._drain()
                now = self._clock()
                self._beat({**self._parts(), "dialogue": now})
                if now >= untidy:
                    untidy = now + TIDY
                    self._tidy()
                if now >= due:
                    due = now + TICK
                    self._conductor.poll(now)
                else:
                    self._conductor.look(now)
                self._looked = now
        finally:
            for worker in self._workers:
                worker.stop()

    def _drain(self) -> None:
        try:
            self._take(self._inbox.get(timeout=LOOK))
            while True:
                self._take(self._inbox.get_nowait())
        except Empty:
            return

    def _take(self, event: Event) -> None:
        now = self._clock()
        if now - self._looked > STALL:
            # what waited for us is older than what became of the stove: an old "confirm" must find its offer gone
            self._conductor.look(now)
            self._looked = now
        self._conductor.take(event)
