"""Words → samples in worker threads: what is awaited first, what may be needed later when there is time."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue

from sous_voice.errors import ModelError
from sous_voice.speaking.cache import Pcm, SpeechCache
from sous_voice.speaking.voice import Voice, VoiceMaker, joined

LATER = 10
"""Priority of what nobody waits for yet; below it are the ranks of utterances, 0 the most urgent."""
_NICENESS = 10
"""Of the thread that works ahead."""


@dataclass(order=True, slots=True)
class _Job:
    priority: float
    order: int
    run: Callable[[], None] = field(compare=False)


class Voices:
    """Voices by name, each made once, with the cache before them. Safe to use from several threads."""

    def __init__(self, make: VoiceMaker, cache: SpeechCache) -> None:
        self._make = make
        self._cache = cache
        self._voices: dict[str, Voice] = {}
        self._lock = threading.Lock()

    def voice(self, name: str) -> Voice:
        """The voice of that name. Raises ``ModelError``."""
        with self._lock:
            if name not in self._voices:
                self._voices[name] = self._make(name)
            return self._voices[name]

    def forget(self, name: str) -> None:
        """Make the voice of that name anew when it is needed again."""
        with self._lock:
            self._voices.pop(name, None)

    def kept(self, name: str, words: str, speed: float) -> Pcm | None:
        """Samples from the cache, or None; never loads a voice. Raises ``ModelError``."""
        voice = self.voice(name)
        return self._cache.get(SpeechCache.key(voice.key, voice.written(words), speed))

    def say(self, name: str, words: str, speed: float) -> Pcm:
        """Samples, from the cache or made now. Raises ``ModelError``."""
        return joined(list(self.stream(name, words, speed)))

    def stream(self, name: str, words: str, speed: float) -> Iterator[Pcm]:
        """Samples part by part, each as soon as it is made; kept once all are. Raises ``ModelError``."""
        voice = self.voice(name)
        written = voice.written(words)
        key = SpeechCache.key(voice.key, written, speed)
        kept = self._cache.get(key)
        if kept is not None:
            yield kept
            return
        parts = []
        for part in voice.stream(written, speed):
            parts.append(part)
            yield part
        self._cache.put(key, joined(parts))


class Synthesis:
    """Two worker threads: one for what is awaited now, one for that and for what may come."""

    def __init__(
        self,
        voices: Voices,
        died: Callable[[str, str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``died(name, error)`` is called when a worker ends by an error that nobody foresaw."""
        self.voices = voices
        self._died = died
        self._clock = clock
        self._at_work: float | None = None
        """When the worker for what is awaited was last seen to get on with it; None while it waits for work."""
        self._now: PriorityQueue[_Job] = PriorityQueue()
        self._later: PriorityQueue[_Job] = PriorityQueue()
        self._order = count()
        self._awaited = 0
        self._stopped = False
        self._free = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, args=(queue,), name=name, daemon=True)
            for name, queue in (("voice", self._now), ("voice-ahead", self._later))
        ]

    def start(self) -> None:
        """Start the workers."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let the workers finish what they are at, and end."""
        with self._free:
            self._stopped = True
            self._free.notify_all()
        for queue in (self._now, self._later):
            queue.put(_Job(-1, next(self._order), _end_worker))
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=3)

    def ask(
        self,
        priority: float,
        name: str,
        words: str,
        speed: float,
        more: Callable[[Pcm], None],
        made: Callable[[ModelError | None], None],
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Make samples in a worker: each part is handed to ``more``, and the end is told to ``made``.

        ``wanted`` is asked before each part; what is not wanted any more is left unmade and untold.
        """

        def run() -> None:
            if not wanted():
                return
            try:
                for part in self.voices.stream(name, words, speed):
                    if not wanted():
                        return
                    self._moves()
                    more(part)
            except ModelError as fault:
                made(fault)
            else:
                made(None)

        self.do(priority, run)

    def foresee(self, name: str, words: str, speed: float, wanted: Callable[[], bool]) -> None:
        """Make and keep samples that nobody waits for yet, and give way to those that somebody does."""

        def run() -> None:
            _step_back()
            try:
                if not wanted() or self.voices.kept(name, words, speed) is not None:
                    return
                for _ in self.voices.stream(name, words, speed):
                    self._give_way()
                    if not wanted():
                        return
            except ModelError:
                return  # it is told once the words are really to be said

        self.do(LATER + 1, run)

    def _give_way(self) -> None:
        with self._free:
            self._free.wait_for(lambda: not self._awaited or self._stopped)

    def do(self, priority: float, run: Callable[[], None]) -> None:
        """Run something in a worker: at once below ``LATER``, else when there is time."""
        if priority >= LATER:
            self._later.put(_Job(priority, next(self._order), run))
            return
        with self._free:
            self._awaited += 1
        self._now.put(_Job(priority, next(self._order), lambda: self._awaited_job(run)))

    def _awaited_job(self, run: Callable[[], None]) -> None:
        try:
            run()
        finally:
            with self._free:
                self._awaited -= 1
                self._free.notify_all()

    @property
    def alive_at(self) -> float:
        """When the worker for what is awaited was last seen alive: now, where it has nothing to do."""
        at_work = self._at_work
        return self._clock() if at_work is None else at_work

    def _moves(self) -> None:
        if threading.current_thread() is self._threads[0]:
            self._at_work = self._clock()

    def _work(self, queue: "PriorityQueue[_Job]") -> None:
        try:
            while True:
                job = queue.get()
                self._moves()
                job.run()
                if queue is self._now:
                    self._at_work = None
        except _EndOfWork:
            return
        except Exception as fault:  # noqa: BLE001 — a worker's outer wall: a dead voice must be told
            self._died("voice", f"{type(fault).__name__}: {fault}")


def _step_back() -> None:
    """Let every other thread of the machine go before this one. Only Linux has a priority for each thread."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


class _EndOfWork(Exception):
    pass


def _end_worker() -> None:
    raise _EndOfWork


__all__ = ["LATER", "Synthesis", "Voices"]
