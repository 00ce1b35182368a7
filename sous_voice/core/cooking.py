"""Where the cook stands in the recipe: gathered, done, left out, offered. State only."""

from dataclasses import dataclass

from sous_voice.core.place import Place


@dataclass(frozen=True, slots=True)
class Cooking:
    """Progress through one recipe."""

    place: Place = Place.IDLE
    paused_from: Place = Place.IDLE
    """Where ``resume`` goes back to."""
    chunk: int = 0
    """Chunks of the present step that were spoken; the rest follows on "next"."""
    simple: bool = False
    """The present step was asked for in small pieces."""
    read: int = 0
    """Ingredients read out so far."""
    group: int | None = None
    """Ingredients at a time, where the cook asked for it."""
    have: tuple[str, ...] = ()
    """Ingredients that the cook has, as named in the recipe."""
    lack: tuple[str, ...] = ()
    """Ingredients that are missing."""
    done: tuple[int, ...] = ()
    """Steps that are done, from 0."""
    skipped: tuple[int, ...] = ()
    """Steps left out on request."""
    offered: tuple[str, ...] = ()
    """Titles offered last, in the order they were spoken."""
    serve_at: float | None = None
    """Session time at which the cook wants to eat."""
    step_since: float = 0.0
    """Session time at which the present step was first narrated."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How this cook wants to be spoken and listened to, as changed by voice; None keeps the settings."""

    rate: float = 1.0
    volume: float = 1.0
    verbosity: str = ""
    """short, normal, full; empty for the settings' own."""
    listening: str = "open"
    """open, wake_word, muted."""
    asleep: bool = False
    """True from "stop listening" to "wake up": only safety words and alarms are answered."""
    cue_style: str = ""
    """smell, touch, sound or sight; empty for what the recipe says."""
    plain_lines: bool = False
    """Accessible output: plain lines only."""
    braille: bool = False
    one_key: bool = False
