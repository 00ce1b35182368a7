"""``sous-voice converse``: a conversation in text, on a virtual clock; in real time where the stove is a real port."""

import json
import re
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING, Any

import click

from sous_voice.cli.streams import input_lines
from sous_voice.errors import StoveError, UserInputError

if TYPE_CHECKING:
    from sous_voice.core.messages import Effect, Event
    from sous_voice.runtime.hands import StoveHands
    from sous_voice.runtime.virtual import VirtualSession

_PASS = re.compile(r"^\+\s*(?P<time>.+)$")
_STEP = re.compile(r"(\d+(?:\.\d+)?)\s*(h|m|s|ms)?")
_SIZES = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, None: 1.0}
DIALOGUE_HUNG = 2.0
"""Seconds after which this one thread counts as hung, and a real stove's heartbeats stop."""
LONGEST = 7 * 86400.0
"""Seconds that one line may let pass."""


def read_time(text: str) -> float:
    """Seconds of "90s", "2m", "1h30m", "90".

    Raises:
        UserInputError: not a time, or more than a week.
    """
    plain = text.replace(" ", "").lower()
    parts = list(_STEP.finditer(plain))
    if not parts or "".join(part.group() for part in parts) != plain:
        raise UserInputError(f"“{text}” is no time.", "Write, for example, @ +90s, @ +2m or @ +1h30m.")
    seconds = sum(float(part[1]) * _SIZES[part[2]] for part in parts)
    if seconds > LONGEST:
        raise UserInputError(f"“{text}” is more than a week.")
    return seconds


# ---------------------------------------------------------------- what is printed

_LEADS = {
    "Heard": "You", "Say": "Said", "Earcon": "Sound", "Hush": "Hush", "Remember": "Kept", "Quit": "End",
    "SetVoice": "Voice", "Listen": "Listening", "Record": "Recording", "RecordingEnded": "Recorded",
    "Share": "Share", "Resumed": "Resumed",
    "DeviceChanged": "Device", "WorkerDied": "Fault",
}  # fmt: skip
_SILENT = frozenset(
    {"Expect", "Measure", "Measured", "RenewPresence", "Ticked", "SpeechBegan", "SpeechEnded"}
)


@dataclass(slots=True)
class Printer:
    """Writes each event and effect as one line, flushed."""

    out: IO[str]
    as_json: bool = False
    stove_before: str = ""

    def __call__(self, at: float, message: "Event | Effect") -> None:
        name = type(message).__name__
        if self.as_json:
            self._json(at, name, message)
            return
        line = self._line(name, message)
        if line:
            click.echo(line, file=self.out)
            self.out.flush()

    def _json(self, at: float, name: str, message: "Event | Effect") -> None:
        if name in ("Ticked", "SpeechBegan", "SpeechEnded"):
            return
        data = {key: value for key, value in _plain(message).items() if key not in ("at", "kind", "text")}
        if name == "StoveReported" and not self._news(message):
            return
        record = {"at": round(at, 3), "kind": _kind(name, message), "text": _text(name, message), **data}
        click.echo(json.dumps(record, ensure_ascii=False, default=str), file=self.out)
        self.out.flush()

    def _line(self, name: str, message: "Event | Effect") -> str:
        if name in _SILENT or (name == "StoveReported" and not self._news(message)):
            return ""
        return f"{_lead(name, message)}: {_text(name, message)}"

    def _news(self, message: "Event | Effect") -> bool:
        """Whether the stove's report says anything that the last one did not."""
        now = _stove_text(message)
        changed, self.stove_before = now != self.stove_before, now
        return changed


def _plain(message: "Event | Effect") -> dict[str, Any]:
    data = asdict(message)
    for key, value in data.items():
        if hasattr(value, "value"):
            data[key] = value.value
    return data


def _kind(name: str, message: "Event | Effect") -> str:
    """``heard``, ``said``, ``timer``, ``stove``, ... in snake case: the leading word without its colon."""
    return _lead(name, message).lower().replace("you", "heard").replace(" ", "_")


def _lead(name: str, message: "Event | Effect") -> str:
    from sous_voice.core.messages import Earcon, Kind, Say

    if isinstance(message, Say):
        if message.kind is Kind.ALARM:
            return "Timer"
        return "Story" if message.kind is Kind.STORY else "Said"
    if isinstance(message, Earcon):
        return "Sound"
    return _LEADS.get(name, "Stove")


def _text(name: str, message: "Event | Effect") -> str:
    from sous_voice.core.messages import Heard, Resumed

    if isinstance(message, Heard):
        return message.understanding.text
    if isinstance(message, Resumed):
        return f"after {message.gap:g} seconds"
    if name == "StoveReported":
        return _stove_text(message)
    if name == "StoveOffered":
        offer = message.offer  # type: ignore[union-attr]
        return f"offers {offer.zone} {offer.level}, {offer.watts:.0f} W"
    text = getattr(message, "text", None)
    if text is not None:
        return str(text)
    if name == "Earcon":
        return str(message.name)  # type: ignore[union-attr]
    if name == "Hush":
        return ", ".join(message.kinds) or "everything"  # type: ignore[union-attr]
    values = [f"{f.name}={getattr(message, f.name)}" for f in fields(message) if f.name not in ("at", "id")]
    shown = ", ".join(value for value in values if not value.endswith(("=", "=None", "=()")))
    verb = re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
    return f"{verb} {shown}".strip() if name not in _LEADS else shown or "."


def _stove_text(message: "Event | Effect") -> str:
    report = message.report  # type: ignore[union-attr]
    zones = [f"{zone.name} {zone.level}" for zone in report.zones if zone.level]
    fault = f", fault {report.fault}" if report.fault else ""
    locked = ", locked" if report.locked else ""
    return f"{report.state}{fault}{locked}, {', '.join(zones) or 'all off'}"


# ---------------------------------------------------------------- what is read


def run(session: "VirtualSession", lines: Iterable[str]) -> None:
    """Each line in turn; ends at the last one, or when the cook has said goodbye."""
    for number, raw in enumerate(lines, 1):
        line = raw.strip("\r\n\ufeff").strip()
        if session.over:
            return
        if not line or line.startswith("#"):
            continue
        if not line.startswith("@"):
            session.hear(line)
            continue
        try:
            _direct(session, line[1:].strip())
        except UserInputError as fault:
            raise UserInputError(f"line {number}: {fault.said}", fault.remedy) from None


def _direct(session: "VirtualSession", order: str) -> None:
    """A line of direction: time, stove, keyboard, restart, devices."""
    from sous_voice.core.messages import DeviceChanged, WorkerDied

    passing = _PASS.match(order)
    word, _, rest = order.partition(" ")
    rest = rest.strip()
    if passing:
        session.pass_time(read_time(passing["time"]))
    elif word == "stove":
        if session.hands is None:
            raise UserInputError("there is no stove in this conversation.", "Start it with --stove sim.")
        click.echo(f"Stove: {session.hands.fault(rest)}", err=True)
        session.pass_time(2.0)
    elif word in ("typed", "key"):
        session.hear(rest, typed=True)
    elif word == "restart":
        session.sleep(read_time(rest.removeprefix("+") or "0"))
    elif word == "device" and len(rest.split()) == 2:
        device, state = rest.split()
        session.event(DeviceChanged(session.at, device, state in ("on", "back", "present")))
    elif word == "dies" and rest:
        session.event(WorkerDied(session.at, rest, "made to die by the script"))
    else:
        raise UserInputError(
            f"“@ {order}” is no direction.",
            "Known: @ +90s, @ stove FAULT, @ typed WORDS, @ restart +5m, @ device NAME off, @ dies NAME.",
        )


class RealTime:
    """For a stove on a real port: the session's clock is the clock, and goes on while nobody types."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def wait(self, at: float) -> None:
        """Until session time ``at`` has come."""
        threading.Event().wait(max(0.0, self._began + at - time.monotonic()))

    def lines(self, session: "VirtualSession", lines: Iterable[str]) -> Iterator[str]:
        """The lines as they come; between them the session lives on."""
        from sous_voice.runtime.stall import STALL
        from sous_voice.runtime.virtual import STOVE_TICK

        waiting: Queue[str | None] = Queue()

        def read() -> None:
            for line in lines:
                waiting.put(line)
            waiting.put(None)

        threading.Thread(target=read, name="lines", daemon=True).start()
        while not session.over:
            try:
                line = waiting.get_nowait()
            except Empty:
                session.pass_time(STOVE_TICK)
                continue
            if line is None:
                return
            behind = time.monotonic() - self._began - session.at
            if behind > STALL:
                # we were stopped: what became of the stove and of our offers meanwhile comes before what is said now
                session.pass_time(behind)
            yield line


def _script_lines(path: Path) -> Iterator[str]:
    try:
        script = path.open("rb")
    except OSError as fault:
        raise UserInputError(f"{path}: cannot be read ({fault.strerror}).", "Check the name.") from None

    def read() -> Iterator[str]:
        with script:
            yield from input_lines(script)

    return read()


@click.command()
@click.option("--recipe", "recipe_name", metavar="FILE", help="A .cook file, or a title of the shelf.")
@click.option("--stove", default="none", show_default=True, metavar="sim|none|PORT", help="Which stove.")
@click.option(
    "--script",
    type=click.Path(path_type=Path),
    help="Read the lines from this file, not from standard input.",
)
@click.option("--clock", metavar="HH:MM", help="Local time at the beginning; default 17:00.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def converse(
    recipe_name: str | None, stove: str, script: Path | None, clock: str | None, as_json: bool
) -> None:
    """A whole conversation in text.

    Every line is an utterance. Lines of direction: "@ +90s" (or 2m, 1h) lets time pass,
    "@ stove FAULT" makes the simulated stove fail, "@ typed WORDS" comes from the keyboard,
    "@ restart +5m" kills and resumes the program, "# ..." is a comment.
    """
    from sous_voice.core.messages import StoveLost
    from sous_voice.language.parser import Parser
    from sous_voice.runtime.virtual import VirtualSession
    from sous_voice.settings import load_settings
    from sous_voice.shelf.furnish import furnish, shelf_of
    from sous_voice.shelf.recipes import find_recipe

    settings = load_settings()
    recipe = find_recipe(recipe_name, shelf_of(settings)) if recipe_name else None
    lines = _script_lines(script) if script else input_lines()
    hands, missing = _hands(stove)
    zones, powers = (hands.zones, hands.powers) if hands is not None else ((), None)
    kitchen = furnish(settings, recipe, _clock(clock), zones, powers)
    session = VirtualSession(kitchen, Parser().understand, Printer(sys.stdout, as_json), hands)
    if hands is not None and stove != "sim":
        real = RealTime()
        session.pace, lines = real.wait, real.lines(session, lines)
    session.open(kitchen.recipes[0] if recipe else None)
    if missing is not None:
        click.echo(f"Warning: {missing}", err=True)
        session.event(StoveLost(0.0, missing.said))
    try:
        run(session, lines)
    finally:
        if hands is not None:
            hands.close()


def _clock(text: str | None) -> Any:
    """Today at this time of day: on a virtual clock a session begins when it is told to.

    Returns a datetime.
    """
    from datetime import datetime

    hour, minute = 17, 0
    if text:
        found = re.fullmatch(r"(\d{1,2}):(\d{2})", text.strip())
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise click.UsageError(f"--clock {text}: write it as 17:30.")
        hour, minute = int(found[1]), int(found[2])
    return datetime.now().replace(hour=hour, minute=minute, second=0, microsecond=0)


def _hands(stove: str) -> "tuple[StoveHands | None, StoveError | None]":
    """Kernel and stove; without them, why they are missing: the conversation goes on without heat."""
    if stove == "none":
        return None, None
    from sous_voice.runtime.hands import open_hands

    try:
        return open_hands(stove, {"dialogue": DIALOGUE_HUNG}), None
    except StoveError as fault:
        return None, fault
