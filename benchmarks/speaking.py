"""How fast we speak: import, load, memory, real-time factor, first sound uncached and cached.

python benchmarks/speaking.py
"""

import os
import resource
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sous_voice.speaking.voice import PiperVoice

TEXTS = (
    "Melt the butter in a small pan, then add the onions and stir until they are soft and golden.",
    "Whisk 2 eggs with 1/2 cup of sugar, and fold in the flour.",
    "Bake at 350°F for 20-25 min., until the top is brown.",
    "Half a cup.",
    "Front left is on at five.",
    "Step three of nine. Rub the cold butter into the flour with your fingertips until it looks like breadcrumbs.",
    "Ten minutes for the eggs, from now.",
    "You need a large saucepan, a wooden spoon and a colander.",
    "The crust has four minutes and twenty seconds left.",
    "Pour the custard through a sieve into a clean bowl and press a piece of baking paper onto its surface.",
    "I did not understand that. You can say next, repeat, or how much butter.",
    "Two cups of flour, one teaspoon of salt and one and a half sticks of butter.",
    "Simmer gently, stirring now and then, until the sauce coats the back of a spoon.",
    "Yes, all of it.",
    "Meanwhile you could chop the parsley and grate the cheese.",
    "Drain the pasta but keep a cup of its water, then toss it with the sauce over a low heat for a minute.",
    "That was the last step. Let it rest for ten minutes before you cut it.",
    "About two hundred and forty grams.",
    "Turn the dough out onto a floured board and knead it for eight to ten minutes until it is smooth.",
    "The eggs are done.",
)


def _percentile(figures: list[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(share * len(figures)))]


def _load() -> str:
    return "/".join(f"{one:.1f}" for one in os.getloadavg()[:2])


def _first_sounds(voice: "PiperVoice", cache: Path) -> None:
    from sous_voice.core.messages import Event, Kind, Say, SpeechBegan
    from sous_voice.speaking.sinks import ClockSink
    from sous_voice.speaking.speaker import Speaker
    from sous_voice.speaking.speaker_settings import SpeakerSettings

    start = time.monotonic()
    heard = threading.Event()

    def post(event: Event) -> None:
        if isinstance(event, SpeechBegan):
            heard.set()

    def clock() -> float:
        return time.monotonic() - start

    settings = SpeakerSettings(cache=cache)
    speaker = Speaker(settings, ClockSink(clock), clock, post, lambda _name: voice)
    speaker.start()
    for what in ("uncached", "cached"):
        waits = []
        for number, text in enumerate(TEXTS):
            heard.clear()
            asked = time.perf_counter()
            speaker.handle(Say(text, Kind.NARRATION, number))
            heard.wait(10)
            waits.append((time.perf_counter() - asked) * 1000)
            speaker.drain(30)
        middle, most = statistics.median(waits), _percentile(waits, 0.95)
        print(f"first sound, {what}: median {middle:.0f} ms, 95th percentile {most:.0f} ms of {len(waits)}")
    speaker.stop()


def main() -> None:
    """Print the figures."""
    print(f"load average of the machine (1 and 5 minutes) at the start: {_load()}")
    began = time.perf_counter()
    from sous_voice.language.verbalise import verbalise
    from sous_voice.speaking.cache import RATE
    from sous_voice.speaking.voice import PiperVoice, default_voice_path

    print(f"import of the speaking part: {time.perf_counter() - began:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for what in ("the first time, when it is cut in two", "afterwards"):
            began = time.perf_counter()
            voice = PiperVoice(default_voice_path(), halves=Path(folder))
            voice.load()
            print(f"load of the voice (with Piper's import) {what}: {time.perf_counter() - began:.2f} s")
        rates, parts, gaps = [], [], 0
        for text in TEXTS:
            wall, cpu, samples = time.perf_counter(), time.process_time(), 0
            for part in voice.stream(voice.written(verbalise(text)), 1.0):
                waited = time.perf_counter() - wall
                if not samples:
                    parts.append(waited * 1000)
                gaps += bool(samples) and waited - parts[-1] / 1000 > samples / RATE
                samples += part.size
            sound = samples / RATE
            rates.append(((time.perf_counter() - wall) / sound, (time.process_time() - cpu) / sound))
        walls, cpus = zip(*rates, strict=True)
        print(f"real-time factor: wall {statistics.mean(walls):.2f}, CPU {statistics.mean(cpus):.2f}")
        print(f"parts that came after what was before them had been heard: {gaps}")
        print(f"first part of a text: median {statistics.median(parts):.0f} ms, worst {max(parts):.0f} ms")

        _first_sounds(voice, Path(folder) / "speech")
    lines = list(TEXTS) * 100
    began = time.process_time()
    for line in lines:
        verbalise(line)
    print(f"words of a line: {(time.process_time() - began) / len(lines) * 1000:.2f} ms CPU")
    print(f"memory at the most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"load average at the end: {_load()}")


if __name__ == "__main__":
    main()
