"""Records a teller: the microphone's blocks of a running take go to the disk, in a thread of their own.

``handle`` (conductor) and ``feed`` (listener) only put something into the inbox; ``run`` writes. A session
on files calls ``run_pending`` in place of the thread. When a take has ended ``RecordingEnded`` is posted at
once; the words follow later, as a draft in the file beside it, since the recogniser takes its time.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np

from sous_voice.core.messages import Effect, Event, Record, RecordingEnded
from sous_voice.errors import SousVoiceError, StoryError
from sous_voice.shelf.stories import kept
from sous_voice.shelf.stories.take import Finished, Floats, Take, recover, unused

LONG_SILENCE = 60.0
"""Seconds without a voice after which a take ends by itself."""
LONGEST = 3600.0
"""Seconds of a take at most."""
_WAIT = 0.25


@dataclass(frozen=True, slots=True)
class Block:
    """Sound of the microphone, and the session time of its end."""

    samples: Floats
    at: float


def transcriber(engine: str) -> Callable[[Path], str]:
    """The words of a recording, by a recogniser of its own, which is loaded when it is first needed."""

    def words(path: Path) -> str:
        from sous_voice.hearing.recogniser import hear_clip, open_engine
        from sous_voice.hearing.source import read_sound

        heard = hear_clip(open_engine(engine), read_sound(path))
        return " ".join(" ".join((one.heard or one.text).split()) for one in heard if one.heard or one.text)

    return words


class Recorder:
    """Carries out ``Record``."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float],
        post: Callable[[Event], None],
        transcribe: Callable[[Path], str] = lambda path: "",
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        """``transcribe`` gives the words of a recording; ``tell`` takes a line for the screen."""
        self._folder = folder
        self._clock = clock
        self._post = post
        self._transcribe = transcribe
        self._tell = tell
        self._inbox: SimpleQueue[Record | Block] = SimpleQueue()
        self._take: Take | None = None
        self._paused = False
        self._heard_at = 0.0
        self._drafts: list[Path] = []
        self._listening = False

    def handle(self, effect: Effect) -> bool:
        """Take in what concerns recording; False for any other effect. Never waits."""
        if not isinstance(effect, Record):
            return False
        if effect.action == "start":
            self._listening = True
        self._inbox.put(effect)
        return True

    def feed(self, samples: Floats, at: float | None = None) -> None:
        """The microphone's next block. Never waits; costs nothing while nothing is recorded."""
        if self._listening:
            self._inbox.put(Block(np.array(samples, np.float32), self._clock() if at is None else at))

    def recover(self) -> None:
        """Save what broke off when the program was killed, and tell of it."""
        for name, path, seconds in recover(self._folder):
            try:
                if (self._folder / f"{name}.json").exists() and path.stem != name:
                    (self._folder / f"{name}.json").rename(path.with_suffix(".json"))
                kept.change(
                    path,
                    state="recovered",
                    seconds=round(seconds, 1),
                    sha256=kept.checksum(path),
                    fault="broken_off",
                )
            except (OSError, StoryError) as fault:
                self._tell(str(fault))
            self._drafts.append(path)
            self._post(RecordingEnded(self._clock(), str(path), seconds, "", "recovered"))

    # ------------------------------------------------------------ the recorder's thread

    def run(self, stopping: threading.Event) -> None:
        """The thread's job."""
        try:
            while not stopping.is_set():
                try:
                    self._do(self._inbox.get(timeout=_WAIT))
                except Empty:
                    self.draft_next()
        finally:
            self.run_pending()
            self.close()

    def run_pending(self) -> None:
        """Do what is in the inbox, in this thread."""
        try:
            while True:
                self._do(self._inbox.get_nowait())
        except Empty:
            return

    def close(self) -> None:
        """The session ends: a running take is kept as one that broke off."""
        if self._take is not None:
            self._end("broken_off", 0.0, post=False)

    def _do(self, message: Record | Block) -> None:
        if isinstance(message, Block):
            self._append(message)
            return
        match message.action:
            case "start":
                self._start(message)
            case "pause":
                self._paused = True
            case "resume":
                self._paused = False
            case "stop" if self._take is not None:
                cut = (
                    0.0 if self._paused or message.until is None else max(0.0, self._heard_at - message.until)
                )
                self._end("", cut)
            case "discard":
                self._discard(Path(message.path))

    def _start(self, order: Record) -> None:
        if self._take is not None:
            self._end("", 0.0, post=False)
        wanted = Path(order.path)
        path = unused(wanted if wanted.is_absolute() else self._folder / wanted)
        self._paused = False
        about = dict(order.about)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            kept.change(
                path, **{**about, "step": int(about.get("step") or 0)}, recorded=date.today().isoformat()
            )
            self._take = Take(path)
        except (OSError, StoryError, ValueError) as fault:
            self._listening = False
            self._tell(f"A recording cannot be written in {path.parent} ({fault}).")
            self._post(RecordingEnded(self._clock(), order.path, 0.0, "", "unwritable"))

    def _append(self, block: Block) -> None:
        self._heard_at = block.at
        if self._take is None or self._paused:
            return
        try:
            self._take.append(block.samples)
        except OSError as fault:
            self._tell(f"The recording stopped: {fault.strerror or fault}.")
            self._end("disk_full", 0.0)
            return
        if self._take.quiet_seconds >= LONG_SILENCE:
            self._end("long_silence", self._take.quiet_seconds - 1.0)
        elif self._take.seconds >= LONGEST:
            self._end("too_long", 0.0)

    def _end(self, why: str, cut: float, *, post: bool = True) -> None:
        take, self._take = self._take, None
        self._listening = False
        if take is None:
            return
        try:
            done = take.finish(cut)
        except (StoryError, OSError) as fault:
            self._tell(str(fault))
            take.part.with_suffix(".json").unlink(missing_ok=True)
            done = Finished(take.path, 0.0, "silence")
        fault_code = why if why in ("disk_full", "too_long") else done.fault or why
        self._note(take, done, fault_code)
        self._drafts.append(done.path)
        if post:
            self._post(RecordingEnded(self._clock(), str(done.path), done.seconds, "", fault_code))

    def _note(self, take: Take, done: Finished, fault: str) -> None:
        if not done.seconds:
            return
        state = "recovered" if fault == "broken_off" else "made"
        try:
            old = kept.sidecar(take.path)
            if done.path.stem != take.path.stem and old.exists():
                old.rename(kept.sidecar(done.path))
            seal = kept.checksum(done.path)
            kept.change(done.path, state=state, seconds=round(done.seconds, 1), fault=fault, sha256=seal)
        except (OSError, StoryError) as error:
            # a full disk: the sound is safe, and what was known of it before the first sound still stands
            self._tell(f"{done.path.name} is there, but nothing can be written beside it ({error}).")

    def _discard(self, path: Path) -> None:
        if self._take is not None:
            take, self._take = self._take, None
            take.discard()
            path = take.path
            self._listening = False
        kept.withdraw(path if path.is_absolute() else self._folder / path)
        self._drafts = [one for one in self._drafts if one.stem != path.stem]

    # ------------------------------------------------------------ the words

    def draft_next(self) -> bool:
        """Write down the words of one recording as a draft; True where there was one to do."""
        if not self._drafts or self._take is not None:
            return False
        path = self._drafts.pop(0)
        if not path.is_file():
            return True
        try:
            words = self._transcribe(path)
            if words and path.is_file() and kept.sidecar(path).is_file():
                kept.change(path, transcript=words, transcript_is_draft=True)
        except (SousVoiceError, OSError) as fault:
            self._tell(f"The words of {path.name} could not be written down ({fault}).")
        return True
