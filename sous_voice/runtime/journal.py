"""What happened, as JSON lines: a header, then every event before it is decided, then its effects.

    {"journal": 1, "version": "0.1.0", "started": 1763900000.0, "recipe": ..., "settings": {...}, ...}
    {"at": 12.5, "event": {"type": "Heard", ...}}
    {"at": 12.5, "effects": [{"type": "Say", ...}]}
    {"at": 13.0, "verdict": {...}}                    a permit or a refusal of the safety kernel
    {"at": 90.0, "ended": "quit"}

A line about heat is on the disk (fsync) before the stove hears of it; the others are flushed at once and
reach the disk when the system likes. Words are kept, never sound. A torn last line is tolerated.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from sous_voice.core.messages import (
    ClearLatch,
    ConfirmHeat,
    Effect,
    Event,
    LowerHeat,
    RequestHeat,
    RequestOff,
)
from sous_voice.errors import SousVoiceError, UserInputError
from sous_voice.runtime.wire import EFFECTS, EVENTS, from_json, to_json

FORMAT = 1
_HEAT = (ConfirmHeat, RequestHeat, RequestOff, LowerHeat, ClearLatch)


class Journal:
    """Writes; one thread only. Without a file it does nothing."""

    def __init__(
        self, path: Path | None, *, append: bool = False, tell: Callable[[str], None] = lambda line: None
    ) -> None:
        """``tell`` takes the sentence about a file that can be written no more.

        Raises ``SousVoiceError`` where the file cannot be written.
        """
        self.path = path
        self._tell = tell
        self._file: IO[str] | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if append:
                _mend(path)
            self._file = path.open("a" if append else "x", encoding="utf-8")
        except OSError as fault:
            raise SousVoiceError(
                f"{_unwritable(path, fault)}.", "Free some space, or set privacy.journal = false."
            ) from None
        # as long as we live, no other program takes this session for a killed one
        with contextlib.suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def header(self, **facts: Any) -> None:
        """The first line: version, start, recipe, settings, hashes."""
        self._write({"journal": FORMAT, **facts}, sync=True)

    def event(self, event: Event) -> None:
        """An event, before it is decided."""
        self._write({"at": event.at, "event": to_json(event)})

    def effects(self, at: float, effects: Sequence[Effect]) -> None:
        """What was decided. Silent ticks leave no line."""
        if effects:
            sync = any(isinstance(effect, _HEAT) for effect in effects)
            self._write({"at": at, "effects": [to_json(effect) for effect in effects]}, sync=sync)

    def verdict(self, at: float, words: Mapping[str, Any]) -> None:
        """What the safety kernel said to a request."""
        self._write({"at": at, "verdict": dict(words)}, sync=True)

    def ended(self, at: float, why: str) -> None:
        """The session ended in good order: nothing is to be resumed."""
        self._write({"at": at, "ended": why}, sync=True)
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, line: dict[str, Any], sync: bool = False) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            self._file.flush()
            if sync:
                os.fsync(self._file.fileno())
        except OSError as fault:
            # a full disk must not stop the cooking; resuming is lost, heat is not
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
            self._tell(f"{_unwritable(self.path, fault)}. Cooking goes on.")


def _unwritable(path: Path | None, fault: OSError) -> str:
    why = fault.strerror or str(fault)
    return f"The journal {path} cannot be written ({why}), so this session cannot be gone on with later"


def in_use(path: Path) -> bool:
    """Whether a running program writes this journal. Raises ``OSError`` where it cannot be opened."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False  # a file system without locks
    return False


def _mend(path: Path) -> None:
    """End a torn last line, so that the next one begins on its own."""
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a journal and what was decided then."""

    line: int
    event: Event
    effects: tuple[Effect, ...] = ()
    torn: bool = False
    """Whether the program was killed before all of its effects were written."""


@dataclass(frozen=True, slots=True)
class Account:
    """A journal, read."""

    header: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    ended: str = ""
    """Why it ended; empty where it did not end in good order."""
    torn: int = 0
    """Lines that could not be read: at most the torn end of a killed session."""


def read_journal(path: Path) -> Account:
    """A journal.

    Raises:
        UserInputError: missing, not a journal, or broken before its end; names the line.
    """
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as fault:
        raise UserInputError(f"{path}: cannot be read ({fault.strerror}).", "Check the name.") from None
    header: dict[str, Any] = {}
    steps: list[Step] = []
    ended, torn = "", 0
    for number, line, last in _lines(text):
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                raise ValueError("not a JSON object")
            if number == 1:
                header = _header(data)
            elif "event" in data:
                steps.append(Step(number, _of(data["event"], EVENTS)))
            elif "effects" in data and steps:
                told = tuple(_of(one, EFFECTS) for one in data["effects"])
                steps[-1] = replace(steps[-1], effects=told)
            ended = str(data.get("ended", "")) if "ended" in data else ("" if "event" in data else ended)
        except (ValueError, TypeError, RecursionError) as fault:
            if number == 1 or not (last or _resumed_after(text, number)):
                raise UserInputError(
                    f"{path}, line {number}: {fault}.", "This is not a whole journal."
                ) from None
            torn += 1
            steps[-1:] = [replace(step, torn=True) for step in steps[-1:]]
    if not header:
        raise UserInputError(f"{path}: this file is empty.", "Name a journal of a session.")
    return Account(header, tuple(steps), ended, torn)


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    for number in filled:
        yield number, lines[number - 1], number == filled[-1]


def _resumed_after(text: str, number: int) -> bool:
    """Whether the line after this one is where a session was taken up again."""
    following = text.split("\n")[number : number + 1]
    return bool(following) and '"Resumed"' in following[0]


def _header(data: dict[str, Any]) -> dict[str, Any]:
    if data.get("journal") != FORMAT:
        raise ValueError(f"not the header of a journal of format {FORMAT}")
    return data


def _of(data: Any, kinds: Mapping[str, type]) -> Any:
    if not isinstance(data, dict) or data.get("type") not in kinds:
        raise ValueError(f"no message of this kind: {data!r:.60}")
    return from_json(data)
