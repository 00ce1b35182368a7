"""``sous-voice cook`` on a sound card, and what the cook says to it."""

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import soundfile
from card import VirtualCard

from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.voice import open_voice

VOICE = open_voice()


class Program:
    """``sous-voice cook --json`` with its lines in a queue."""

    def __init__(self, card: VirtualCard, folder: Path, *recipe: str) -> None:
        environment = {**card.environment, "SOUS_VOICE_JOURNALS": str(folder / "journals")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sous_voice.cli.main", "cook", *recipe, "--json"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: queue.Queue[dict[str, object]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def close(self) -> None:
        """End it, however it stands."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def forget(self) -> None:
        """Leave out what it has printed so far."""
        while not self._lines.empty():
            self._lines.get()

    def wait_for(self, kind: str, words: str = "", seconds: float = 40.0) -> str:
        """The text of the next line of this kind with these words."""
        return str(self.line(kind, words, seconds)["text"])

    def line(self, kind: str, words: str = "", seconds: float = 40.0) -> dict[str, object]:
        """The next line of this kind with these words."""
        seen = []
        for _ in range(500):
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                break
            seen.append(f"{line['kind']}: {line['text']}")
            if line["kind"] == kind and words.lower() in str(line["text"]).lower():
                return line
        raise AssertionError(f"no {kind} with {words!r}; seen: {seen}")


def spoken(folder: Path, line: str, number: int = 0) -> Path:
    """The line in a WAV file, by the second voice, with silence around it."""
    path = folder / f"line{number}.wav"
    soundfile.write(path, np.pad(second_voice(VOICE)(line), 6000), 22050)
    return path
