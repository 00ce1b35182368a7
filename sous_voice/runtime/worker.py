"""A thread whose every end is known: what it raises becomes ``WorkerDied``, never a silent deafness."""

import threading
from collections.abc import Callable

from sous_voice.core.messages import Event, WorkerDied
from sous_voice.errors import SousVoiceError


class Worker:
    """Runs ``job`` in a thread of this name; ``job`` must return soon after ``stopping`` is set."""

    def __init__(
        self,
        name: str,
        job: Callable[[threading.Event], None],
        post: Callable[[Event], None],
        clock: Callable[[], float],
    ) -> None:
        self.name = name
        self._job = job
        self._post = post
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self, seconds: float = 3.0) -> None:
        """Ask it to end, and wait so long at most."""
        self._stopping.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(seconds)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._job(self._stopping)
        except SousVoiceError as fault:
            self._post(WorkerDied(self._clock(), self.name, str(fault)))
        except Exception as fault:  # noqa: BLE001 — the outer wall of every worker: nobody else would see it
            self._post(WorkerDied(self._clock(), self.name, f"{type(fault).__name__}: {fault}"))
