"""Start-up, and the time from the end of a person's speech to the final result, on this machine.

    python benchmarks/latency.py

A second voice speaks kitchen commands; each is fed in blocks of 100 ms, as a microphone would, through
endpointing, recogniser and parser. Told for each command: sound between the last speech and the decision
that it is over (virtual time), and the work that was left to do after that decision (wall time); then the
time from a text to the first sample that is played, fresh and cached.
"""

import tempfile
import threading
import time
from pathlib import Path

import numpy as np

BEGAN = time.perf_counter()

from sous_voice.core.messages import Event, Heard, Say, SpeechBegan  # noqa: E402  (the imports are what is measured)
from sous_voice.hearing.endpointing import Silero  # noqa: E402
from sous_voice.hearing.keywords.notice import open_keywords  # noqa: E402
from sous_voice.hearing.recogniser import open_engine  # noqa: E402
from sous_voice.hearing.source import Resampler  # noqa: E402
from sous_voice.language.parser import Parser  # noqa: E402
from sous_voice.runtime.ear import Ear  # noqa: E402
from sous_voice.runtime.expectations import Expectations  # noqa: E402
from sous_voice.runtime.rehearsal import LINES, second_voice  # noqa: E402
from sous_voice.speaking.sinks import ClockSink  # noqa: E402
from sous_voice.speaking.speaker import Speaker  # noqa: E402
from sous_voice.speaking.speaker_settings import SpeakerSettings  # noqa: E402
from sous_voice.speaking.voice import open_voice  # noqa: E402

TEXT = "Warm two tablespoons of olive oil in a large pot over medium heat, then add the onion."


def spread(seconds: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    return f"median {1000 * np.median(seconds):.0f} ms, p95 {1000 * np.percentile(seconds, 95):.0f} ms"


def hearing(ear: Ear) -> None:
    """Endpoint delay and work left at the endpoint."""
    say = second_voice(open_voice())
    delays, work = [], []
    now = 0.0
    for line in LINES:
        sound = np.pad(say(line), (11025, 33075)).astype(np.float32) / 32768
        loud = np.flatnonzero(np.abs(sound) > 0.02)[-1] / 22050
        mono = Resampler(22050).take(sound, last=True)
        began = now
        for at in range(0, mono.size, 1600):
            now += 0.1
            started = time.perf_counter()
            found = [one for one in ear.take(mono[at : at + 1600], now) if isinstance(one, Heard)]
            took = time.perf_counter() - started
            if found:
                delays.append(now - began - loud)
                work.append(took)
    print(f"end of speech to the decision ({len(delays)} of {len(LINES)} commands): {spread(delays)}")
    print(f"work left at the decision: {spread(work)}")


def speaking(folder: Path) -> None:
    """Text to the first sample that is played, fresh and cached: parts are played as soon as they are made."""
    start = time.monotonic()
    began = threading.Event()

    def clock() -> float:
        return time.monotonic() - start

    def post(event: Event) -> None:
        if isinstance(event, SpeechBegan):
            began.set()

    speaker = Speaker(SpeakerSettings(cache=folder), ClockSink(clock), clock, post)
    speaker.synthesis.voices.voice("").load()
    speaker.start()
    for kind in ("fresh", "cached"):
        times = []
        for number in range(2, 12):
            began.clear()
            started = time.perf_counter()
            speaker.handle(Say(TEXT.replace("two", str(number)), id=number))
            began.wait(30)
            times.append(time.perf_counter() - started)
            speaker.drain(30)
        print(f"text to first sound, {kind}: {spread(times)} of {len(times)}")
    speaker.stop()


def main() -> None:
    """Print everything."""
    parser = Parser()
    ear = Ear(
        open_engine("auto"),
        parser,
        Silero(),
        expect=Expectations(parser.sentences).of,
        keywords=open_keywords(),
    )
    list(ear.take(np.zeros(1600, np.float32), 0.1))
    print(f"imports, recogniser and parser ready after {time.perf_counter() - BEGAN:.1f} s")
    hearing(ear)
    with tempfile.TemporaryDirectory() as folder:
        speaking(Path(folder))


if __name__ == "__main__":
    main()
