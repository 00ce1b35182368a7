"""What happens, as plain lines for people (one leading word) or as JSON objects, flushed."""

import json
from pathlib import Path
from typing import IO, Any

from sous_voice.core.messages import (
    DeviceChanged,
    Effects,
    Event,
    Heard,
    Kind,
    Noise,
    Quit,
    Record,
    Remember,
    Resumed,
    Say,
    StoveLost,
    StoveOffered,
    StoveRefused,
    StoveReported,
    WorkerDied,
)
from sous_voice.core.quantity import duration_text
from sous_voice.core.session import Session
from sous_voice.runtime.listening import Ignored

_WORDS = {Kind.STORY: "Story"}


class Transcript:
    """A ``Watcher`` that writes; one line an event, each with its leading word."""

    def __init__(self, out: IO[str], *, as_json: bool = False) -> None:
        self._out = out
        self._as_json = as_json
        self._stove = ""

    def tell(self, lead: str, text: str, at: float | None = None, **more: Any) -> None:
        """One line: ``Lead: text``."""
        if self._as_json:
            record = {
                "at": round(at, 3) if at is not None else None,
                "kind": lead.lower(),
                "text": text,
                **more,
            }
            line = json.dumps(record, ensure_ascii=False)
        else:
            line = f"{lead}: {text}"
        try:
            print(line.replace("\r", " ").replace("\n", " "), file=self._out, flush=True)
        except ValueError:
            return  # the stream was closed: the session goes on

    def ignored(self, one: Ignored) -> None:
        """Something was heard and is not acted on."""
        self.tell("Ignored", f"{one.text} ({one.why})" if one.text else one.why, one.at)

    def __call__(self, event: Event | None, before: Session, after: Session, effects: Effects) -> None:
        """Everything that a person would want to read of this event."""
        if event is not None:
            self._event(event)
        self._changes(before, after)
        at = after.at
        for effect in effects:
            match effect:
                case Say():
                    self.tell(_WORDS.get(effect.kind, "Said"), effect.text, at, why=effect.kind.value)
                case Remember():
                    self.tell(
                        "Kept", f"{effect.what} {' '.join(value for _, value in effect.data)}".strip(), at
                    )
                case Record():
                    self.tell("Recording", f"{effect.action} {Path(effect.path).name}", at)
                case Quit():
                    self.tell("End", "the session is over.", at)

    def _event(self, event: Event) -> None:
        at = event.at
        match event:
            case Heard():
                self._heard(event)
            case StoveReported():
                self._report(event)
            case StoveOffered(offer=offer):
                self.tell("Stove", f"offers {_plain(offer.zone)} {offer.level}", at)
            case StoveRefused():
                self.tell("Stove", f"{_plain(event.zone)}: {event.code.lower()}", at)
            case StoveLost():
                self.tell("Stove", f"lost: {event.why}", at)
            case WorkerDied():
                self.tell("Fault", f"{event.name} stopped: {event.error}", at)
            case DeviceChanged():
                self.tell("Device", f"{event.device} {'is back' if event.present else 'went away'}", at)
            case Resumed():
                self.tell("Resumed", f"after {duration_text(event.gap)}", at)
            case Noise():
                self.tell("Noise", f"{event.seconds:.0f} seconds without a pause", at)

    def _heard(self, event: Heard) -> None:
        understanding = event.understanding
        names = [intent.name for intent in understanding.intents]
        text = understanding.text if not understanding.abstained else f"{understanding.text} (not understood)"
        self.tell("Heard", text, event.at, intents=names, typed=event.typed, partial=event.partial)

    def _report(self, event: StoveReported) -> None:
        report = event.report
        zones = ", ".join(f"{_plain(zone.name)} {zone.level}" for zone in report.zones if zone.level)
        text = f"{report.state}, {zones or 'all off'}" + (f", fault {report.fault}" if report.fault else "")
        if text != self._stove:
            self._stove = text
            self.tell("Stove", text, event.at)

    def _changes(self, before: Session, after: Session) -> None:
        if after.recipe is not None and (before.recipe is None or before.recipe.title != after.recipe.title):
            self.tell("Recipe", after.recipe.title, after.at)
        if after.recipe is not None and after.step is not None and after.step != before.step:
            self.tell("Step", f"{after.step + 1} of {len(after.recipe.steps)}", after.at)
        if before.timers == after.timers:
            return
        known = {timer.id: timer for timer in before.timers.all}
        for timer in after.timers.all:
            old = known.pop(timer.id, None)
            name = timer.name or "timer"
            if old is None:
                self.tell("Timer", f"{name}, {duration_text(timer.seconds)}", after.at)
            elif timer.ringing and not old.ringing:
                self.tell("Timer", f"{name} rings", after.at)
            elif (timer.seconds, timer.paused) != (old.seconds, old.paused):
                left = duration_text(max(0.0, timer.remaining(after.at)))
                self.tell("Timer", f"{name}, {left} left{', paused' if timer.paused else ''}", after.at)
        for gone in known.values():
            self.tell("Timer", f"{gone.name or 'timer'} is gone", after.at)


def _plain(zone: str) -> str:
    return zone.replace("_", " ")
