"""How fast we speak: import, load, memory, real-time factor, first sound uncached and cached.

python benchmarks/speaking.py
"""

import resource
import statistics
import tempfile
import threading
import time
from pathlib import Path

TEXTS = (
    "Melt the butter in a small pan, then add the onions and stir until they are soft and golden.",
    "Whisk 2 eggs with 1/2 cup of sugar, and fold in the flour.",
    "Bake at 350°F for 20-25 min., until the top is brown.",
    "Half a cup.",
    "Front left is on at five.",
)


def main() -> None:
    """Print the figures."""
    began = time.perf_counter()
    from sous_voice.core.messages import Kind, Say, SpeechBegan
    from sous_voice.language.verbalise import verbalise
    from sous_voice.speaking.cache import RATE
    from sous_voice.speaking.sinks import ClockSink
    from sous_voice.speaking.speaker import Speaker, SpeakerSettings
    from sous_voice.speaking.voice import open_voice

    print(f"import of the speaking part: {time.perf_counter() - began:.2f} s")
    began = time.perf_counter()
    voice = open_voice()
    voice.load()
    print(f"load of the voice (with Piper's import): {time.perf_counter() - began:.2f} s")
    voice.synthesise("Ready.", 1.0)
    began, cpu, samples = time.perf_counter(), time.process_time(), 0
    for text in TEXTS:
        samples += voice.synthesise(voice.written(verbalise(text)), 1.0).size
    sound = samples / RATE
    wall, busy = time.perf_counter() - began, time.process_time() - cpu
    print(f"real-time factor: wall {wall / sound:.2f}, CPU {busy / sound:.2f}")

    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        heard = threading.Event()

        def post(event: object) -> None:
            if isinstance(event, SpeechBegan):
                heard.set()

        def clock() -> float:
            return time.monotonic() - start

        settings = SpeakerSettings(cache=Path(folder))
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
            print(f"first sound, {what}: median {statistics.median(waits):.0f} ms, worst {max(waits):.0f} ms")
        speaker.stop()
    lines = list(TEXTS) * 400
    began = time.process_time()
    for line in lines:
        verbalise(line)
    print(f"words of a line: {(time.process_time() - began) / len(lines) * 1000:.2f} ms CPU")
    print(f"memory at the most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
