"""Our own voice given back by the room, and nobody else: what is taken for an order?

A whole session on a virtual clock (``runtime/offline.py``): what the loudspeaker plays comes back into the microphone,
late, at some level, with or without a room's echo and noise. The cook types, so every order that is *heard* is our own
voice's, and an error.

    python benchmarks/own_echo.py --data ../shared/data --recipes tomato-soup walnut-pie
"""

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from room import Floats, impulse_response, level

from sous_voice.app.parts import Plan, assemble, ear_of, first_words, new_parser
from sous_voice.core.messages import Event, Heard
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.source import BLOCK_SECONDS, read_sound
from sous_voice.runtime.listening import Ignored
from sous_voice.runtime.offline import FileLoudspeaker, OfflineSession
from sous_voice.runtime.once import Once
from sous_voice.runtime.own_voice import Played
from sous_voice.settings import Settings
from sous_voice.shelf.recipes import read_recipe
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.cache import Pcm

LINES = (
    "what are the ingredients", "what else", "what else", "how do I make it", "what tools do I need", "start cooking",
    "next step", "how much butter", "next step", "what was that again", "set a timer for three minutes", "next step",
    "what can you do", "next step", "front left to medium", "there's a fire", "next step", "how long",
    "how much time is left", "what is saute", "next step", "what can I use instead of butter", "next step",
    "tell me a story", "turn everything off", "read all the steps", "where are we", "stop the timer",
)  # fmt: skip
RESAMPLED = 0.05
"""Seconds that the resampler may hold back."""
QUIET = 1.2
"""Seconds of our silence before the cook types on."""


@dataclass(frozen=True)
class Room:
    """How what we play comes back."""

    name: str
    gain: float
    delay: float
    t60: float = 0.0
    noise: float = 0.0
    """Root mean square of kitchen noise."""


ROOMS = (
    Room("straight, as loud, 80 ms late", 1.0, 0.08),
    Room("straight, half as loud, 20 ms late", 0.5, 0.02),
    Room("straight, a tenth, 150 ms late", 0.1, 0.15),
    Room("straight, as loud, 300 ms late", 1.0, 0.3),
    Room("straight, as loud, 700 ms late", 1.0, 0.7),
    Room("room of 0.25 s, 120 ms late, noise", 0.5, 0.12, 0.25, 0.003),
    Room("room of 0.5 s, 120 ms late, noise", 0.5, 0.12, 0.5, 0.003),
)


class Echo:
    """Blocks of the loudspeaker in, the microphone's out. Also the loudspeaker's tape."""

    def __init__(self, room: Room, noise: Floats) -> None:
        response = (
            impulse_response((1, 1, 1), (1.4, 1.1, 1), room.t60) if room.t60 else np.ones(1, np.float32)
        )
        late = round(max(0.0, room.delay - RESAMPLED) * RATE)
        self._response = np.pad(response * room.gain, (late, 0)).astype(np.float32)
        self._resampler = soxr.ResampleStream(SPOKEN_RATE, RATE, 1, dtype="float32")
        self._noise = noise * np.float32(room.noise / (level(noise) or 1.0))
        self._coming = np.zeros(self._response.size - 1, np.float32)
        self._ready = np.zeros(round(RESAMPLED * RATE), np.float32)
        self._at = 0

    def append(self, block: Pcm) -> None:
        """What is played."""
        fresh = self._resampler.resample_chunk(block.astype(np.float32) / 32768.0)
        if not fresh.size:
            return
        size = 1 << int(np.ceil(np.log2(fresh.size + self._response.size)))
        wet = np.fft.irfft(np.fft.rfft(fresh, size) * np.fft.rfft(self._response, size))
        wet = wet[: fresh.size + self._response.size - 1]
        wet[: self._coming.size] += self._coming
        self._ready = np.concatenate([self._ready, wet[: fresh.size].astype(np.float32)])
        self._coming = wet[fresh.size :].astype(np.float32)

    def take(self, size: int) -> Floats:
        """The microphone's next samples."""
        out = np.zeros(size, np.float32)
        part, self._ready = self._ready[:size], self._ready[size:]
        out[: part.size] = part
        if self._noise.size:
            out += np.take(self._noise, np.arange(self._at, self._at + size), mode="wrap")
        self._at += size
        return np.clip(out, -1, 1)


class Typist:
    """A ``Source`` of silence, which the room fills; types a line when we have been silent for a while."""

    name = "the room"
    behind = 0.0

    def __init__(self) -> None:
        self.lines = list(LINES)
        self.quiet = 0.0
        self.idle = lambda: False
        self.type = lambda line: None

    def read(self, timeout: float = 0.0) -> Floats:
        self.quiet = self.quiet + BLOCK_SECONDS if self.idle() else 0.0
        if self.quiet > QUIET and self.lines:
            self.quiet = 0.0
            self.type(self.lines.pop(0))
        return np.zeros(round(RATE * BLOCK_SECONDS), np.float32)

    def close(self) -> None:
        """Nothing to let go of."""


def run(room: Room, recipe: Path, noise: Floats, stove: str, seconds: float) -> Iterator[str]:
    """One session; a line for each order that nobody gave."""
    heard: list[str] = []
    echo = Echo(room, noise)
    sink = FileLoudspeaker(echo)
    played = Played(sink)

    def watch(event: Event | None, *rest: object) -> None:
        if isinstance(event, Heard) and not event.typed:
            names = [intent.name for intent in event.understanding.intents]
            said = parts.speaker.said_between(event.began - 1, event.at)
            heard.append(
                f"{event.at:6.1f} s {event.understanding.text!r} -> {names} partial {event.partial}; we: {said!r}"
            )

    plan = Plan(Settings(), read_recipe(recipe), stove, out=io.StringIO(), fresh=True)
    parts = assemble(plan, played, lambda: sink.now, watch=lambda transcript: watch)
    parser = Once(new_parser)
    ignored: list[str] = []

    def passed_over(one: Ignored) -> None:
        ignored.append(f"{one.at:6.1f} s {one.text!r}: {one.why}")

    def room_in(block: Floats, at: float) -> None:
        block += echo.take(block.size)

    source = Typist()
    source.idle = lambda: parts.speaker.idle
    source.type = lambda line: parts.conductor.take(
        Heard(sink.now, parser().understand(line, parts.conductor.moment.context), began=sink.now, typed=True)
    )
    session = OfflineSession(
        parts.conductor,
        ear_of(plan, parts, parser, played),
        parts.speaker,
        sink,
        parts.inbox,
        passed_over,
        room_in,
    )
    try:
        done = lambda: (not source.lines and source.quiet > 3.0) or sink.now > seconds  # noqa: E731
        played.start(parts.speaker.player.mixer.render)
        parts.speaker.synthesis.start()
        first_words(plan, parts)
        session.run(source, done)
    finally:
        parts.close()
    passed = f"{len(ignored)} utterances passed over"
    yield f"{room.name}: {recipe.stem}: {len(heard)} orders of our own in {sink.now:.0f} s ({passed})"
    yield from ("   ORDER " + line for line in heard)
    if "-v" in sys.argv:
        yield from ("   " + line for line in ignored)


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--data", type=Path, default=Path("../shared/data"))
    given.add_argument("--recipes", nargs="*", default=["tomato-soup"])
    given.add_argument("--rooms", type=int, nargs="*", default=range(len(ROOMS)))
    given.add_argument("--stove", default="none")
    given.add_argument("--seconds", type=float, default=400)
    given.add_argument("-v", action="store_true")
    args = given.parse_args()
    noise = read_sound(args.data / "kitchen-noise.wav")
    for number in args.rooms:
        for recipe in args.recipes:
            for line in run(
                ROOMS[number], Path("recipes") / f"{recipe}.cook", noise, args.stove, args.seconds
            ):
                print(line, flush=True)


if __name__ == "__main__":
    main()
