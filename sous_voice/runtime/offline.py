"""A session on files: sound in, sound out, as fast as the machine can, on a clock that counts samples.

Everything is the real thing (endpointing, recogniser, parser, core, synthesiser, player); only time is the
sound's own: the clock stands still while somebody thinks. So a file of an hour takes minutes, and the same
file always gives the same session.
"""

import threading
import wave
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, Queue
from typing import Protocol

import numpy as np

from sous_voice.core.messages import Event
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.source import Floats, Source
from sous_voice.runtime.conductor import Conductor
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.listening import Ignored
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.cache import Pcm
from sous_voice.speaking.sinks import Render
from sous_voice.speaking.speaker import Speaker

TICK = 0.5
"""Seconds between ticks of the conversation."""
SLICE = 0.02
"""Seconds the loudspeaker takes at a time."""
AFTER_END = 1.0
"""Seconds of silence after the source's end and our last word."""
DRAIN = 180.0
"""Seconds at most that we go on speaking after the source's end."""
SYNTHESIS = 60.0
"""Real seconds after which a synthesiser that says nothing counts as dead."""


class Tape(Protocol):
    """Where the loudspeaker's samples go."""

    def append(self, block: Pcm) -> None:
        """The next samples at ``SPOKEN_RATE``."""


class NoTape:
    """Keeps nothing."""

    def append(self, block: Pcm) -> None:
        """Let it go."""


class WavTape:
    """A WAV file of one or two channels."""

    def __init__(self, path: Path, channels: int = 1) -> None:
        from sous_voice.speaking.sinks import open_wav

        self._file: wave.Wave_write = open_wav(path)
        self._file.setnchannels(channels)

    def append(self, block: Pcm) -> None:
        """Samples; of shape (n, channels) where there are several."""
        self._file.writeframes(block.astype("<i2").tobytes())

    def close(self) -> None:
        """End the file."""
        self._file.close()


class FileLoudspeaker:
    """A ``Sink`` on a clock that moves when ``run`` is called."""

    latency = 0.0
    present = True

    def __init__(self, tape: Tape) -> None:
        self.now = 0.0
        """Session time, seconds."""
        self._tape = tape
        self._taken = 0
        self._render: Render | None = None

    def start(self, render: Render) -> None:
        """Nothing sounds before ``run``."""
        self._render = render

    def stop(self) -> None:
        """Take no more."""
        self._render = None

    def run(self, seconds: float, between: Callable[[], None]) -> None:
        """Let time pass; ``between`` is called before each slice."""
        until = self.now + seconds
        while self.now < until - 1e-9 and self._render is not None:
            between()
            now = min(until, self.now + SLICE)
            # counted from the beginning, so that roundings do not add up
            due = round(now * SPOKEN_RATE)
            self._tape.append(self._render(due - self._taken, self.now))
            self._taken, self.now = due, now


class OfflineSession:
    """Runs a session from a source to its end."""

    def __init__(
        self,
        conductor: Conductor,
        ear: Ear,
        speaker: Speaker,
        sink: FileLoudspeaker,
        inbox: "Queue[Event]",
        ignored: Callable[[Ignored], None] = lambda one: None,
        tap: Callable[[Floats, float], None] = lambda samples, at: None,
        others: Callable[[], None] = lambda: None,
    ) -> None:
        """``tap`` gets every block and the time of its end (a recording); ``others`` does the work of parts
        that have a thread of their own in a live session."""
        self._tap, self._others = tap, others
        self.conductor, self.ear, self.speaker, self.sink = conductor, ear, speaker, sink
        self._inbox = inbox
        self._ignored = ignored
        self._tick_due = 0.0

    def run(self, source: Source, finished: Callable[[], bool] = lambda: False) -> None:
        """Until the source ends and everything is said, goodbye, or ``finished``."""
        while not self.conductor.over and not finished():
            try:
                block = source.read(1.0)
            except EOFError:
                self._take(self.ear.finish(self.sink.now))
                break
            if block is not None and block.size:
                self.pass_block(block)
        self._drain()

    def pass_block(self, block: Floats) -> None:
        """A block of sound passes: the loudspeaker plays as long, then the ear has heard it."""
        self.sink.run(block.size / RATE, self._before_slice)
        self._events()
        self._tap(block, self.sink.now)
        self._others()
        self._events()
        self.ear.tell(self.conductor.moment)
        self._take(self.ear.take(block, self.sink.now))
        self._events()
        self._tick()

    def _drain(self) -> None:
        began, quiet = self.sink.now, 0.0
        silence = np.zeros(RATE // 10, np.float32)
        while quiet < AFTER_END and self.sink.now - began < DRAIN:
            self.sink.run(silence.size / RATE, self._before_slice)
            self._others()
            self._events()
            self._tick()
            quiet = quiet + 0.1 if self.speaker.idle else 0.0

    def _before_slice(self) -> None:
        """The clock waits for the synthesiser: its pace on this machine is not part of the session."""
        self.speaker.run_pending()
        wait, waited = threading.Event(), 0.0
        while self.speaker.player.starving and waited < SYNTHESIS:
            wait.wait(0.002)
            waited += 0.002
            self.speaker.run_pending()

    def _tick(self) -> None:
        if self.sink.now >= self._tick_due:
            self._tick_due = self.sink.now + TICK
            self.conductor.poll(self.sink.now)
        else:
            self.conductor.look(self.sink.now)

    def _take(self, news: Iterable[Event | Ignored]) -> None:
        for one in news:
            if isinstance(one, Ignored):
                self._ignored(one)
            else:
                self.conductor.take(one)

    def _events(self) -> None:
        try:
            while True:
                self.conductor.take(self._inbox.get_nowait())
        except Empty:
            return
