"""The cook's settings: one TOML file → one frozen ``Settings``.

The file is ``settings.toml`` in the user's configuration folder, or the one that the environment
variable ``SOUS_VOICE_SETTINGS`` names. No file means the defaults. An unknown key is a fault, and all
faults are told at once, each with its line.
"""

import os
import re
import tomllib
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sous_voice.errors import SettingsError

VARIABLE = "SOUS_VOICE_SETTINGS"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Hearing(_Section):
    """How the assistant listens."""

    engine: str = Field("auto", pattern=r"^[a-z][a-z0-9_.:-]*$")
    """auto, whisper, vosk, pocketsphinx: ``auto`` takes the best that is on the machine."""
    patience: float = Field(0.7, ge=0.2, le=5.0)
    """Seconds of silence that end an utterance; slow speakers set 2 or more."""
    longest: float = Field(20.0, ge=3.0, le=60.0)
    """Seconds after which listening to one utterance ends, come what may."""
    mode: Literal["open", "wake_word"] = "open"
    """open: everything that is said counts. wake_word: only what follows the wake phrase."""
    wake_phrase: str = Field("hey sous", min_length=3, max_length=40)
    device: str = ""
    """A part of the microphone's name, or its number; empty for the system's own choice."""


class Speaking(_Section):
    """How the assistant speaks."""

    voice: str = ""
    """A voice's name as ``sous-voice doctor`` lists it, or the path of one; empty for the default."""
    rate: float = Field(1.0, ge=0.5, le=2.0)
    """Times normal speed."""
    volume: float = Field(1.0, ge=0.0, le=1.0)
    verbosity: Literal["short", "normal", "full"] = "normal"
    earcons: bool = True
    """Short sounds for heard, working, failed."""
    device: str = ""
    """A part of the loudspeaker's name, or its number; empty for the system's own choice."""


class KitchenHabits(_Section):
    """What this kitchen is used to."""

    units: Literal["as_written", "metric", "us"] = "as_written"
    temperature: Literal["as_written", "celsius", "fahrenheit"] = "as_written"
    group_size: int = Field(3, ge=1, le=10)
    """Ingredients read at a time."""
    cups: Literal["us", "metric", "australia", "imperial", "japan"] = "us"
    """Whose cups and spoons measure here: 237, 250, 250 (spoon 20), 284 or 200 millilitres."""
    daily_values: Literal["us", "eu"] = "us"
    """Whose daily values figures are compared with: FDA 2016, or the EU's reference intakes."""
    climate: Literal["us_north", "us_south", "uk_north_europe", "mediterranean", "southern"] = "us_north"
    """For what is in season."""
    recipes: tuple[str, ...] = Field((), strict=False)
    """More folders with .cook files."""
    tables: str = ""
    """A folder with tables of your own: foods, allergens, substitutions, terms."""
    confirm_window: float = Field(8.0, ge=4.0, le=20.0)
    """Seconds in which a heat offer may be confirmed after it was read."""


class StoveSettings(_Section):
    """The stove, where there is one."""

    port: str = ""
    """A serial port ("/dev/ttyACM0"), ``sim`` for the simulator, or empty for none."""
    hands_on: bool = False
    """You turn the knobs; heat is never offered and never raised by voice."""


class Person(_Section):
    """Somebody who eats here."""

    name: str = Field(min_length=1, max_length=40)
    allergens: tuple[str, ...] = Field((), strict=False)
    """As one says them: nuts, milk, shellfish."""
    diets: tuple[str, ...] = Field((), strict=False)
    """vegan, vegetarian, halal, ..."""
    dislikes: tuple[str, ...] = Field((), strict=False)
    """Foods that are warned of by their word."""


class Privacy(_Section):
    """What is kept on disk. Sound is never kept unless asked."""

    journal: bool = True
    """Words and events of a session, so that it can be resumed; never sound."""
    keep_journals: int = Field(20, ge=1, le=1000)
    """Older ones are deleted."""
    speech_cache: bool = True
    """Speech that was synthesised once."""


class Settings(_Section):
    """Everything that can be set."""

    hearing: Hearing = Hearing()
    speaking: Speaking = Speaking()
    kitchen: KitchenHabits = KitchenHabits()
    stove: StoveSettings = StoveSettings()
    people: tuple[Person, ...] = Field((), strict=False)
    privacy: Privacy = Privacy()


def settings_path() -> Path:
    """Where the settings lie, whether or not there are any."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    return Path(platformdirs.user_config_dir("sous-voice")) / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """The settings of ``path``, or of the usual place, or the defaults where no file is.

    Raises:
        SettingsError: a file that was named is missing, is not TOML, or has faults (all of them told).
    """
    named = path is not None or bool(os.environ.get(VARIABLE, "").strip())
    place = path if path is not None else settings_path()
    try:
        text = place.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        if named:
            raise SettingsError(
                f"{place}: there is no such settings file.", f"Check the name, or unset {VARIABLE}."
            ) from None
        return Settings()
    except UnicodeDecodeError as fault:
        raise SettingsError(f"{place}: byte {fault.start} is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as fault:
        raise SettingsError(f"{place}: cannot be read ({fault.strerror}).") from None
    return read_settings(text, str(place))


def read_settings(text: str, place: str = "settings") -> Settings:
    """Settings from TOML text.

    Raises:
        SettingsError: not TOML, or with faults; all of them are in the sentence.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(f"{place}: not TOML: {fault}.", "Mend this line.") from None
    try:
        return Settings.model_validate(data)
    except ValidationError as fault:
        lines = [
            _fault(error["loc"], error["type"], error["msg"], error["input"], text)
            for error in fault.errors()
        ]
        count = f"{len(lines)} faults: " if len(lines) > 1 else ""
        raise SettingsError(
            f"{place}: {count}{'; '.join(lines)}.", "docs/settings.md lists every key."
        ) from None


def _fault(loc: tuple[int | str, ...], kind: str, message: str, given: object, text: str) -> str:
    name = ".".join(str(part) for part in loc)
    line = _line_of(loc, text)
    where = f"line {line}, {name}" if line else name
    if kind == "extra_forbidden":
        return f"{where}: there is no such key"
    shown = repr(given) if isinstance(given, str | int | float | bool) else type(given).__name__
    return f"{where}: {message[:1].lower()}{message[1:]}, not {shown}"


def _line_of(loc: tuple[int | str, ...], text: str) -> int:
    """The line (from 1) of a key, or of its table's head, or 0 where neither can be told."""
    lines = _lines(text)
    for length in range(len(loc), 0, -1):
        if tuple(loc[:length]) in lines:
            return lines[tuple(loc[:length])]
    return 0


def _lines(text: str) -> dict[tuple[int | str, ...], int]:
    """Table heads and their keys → the line on which they stand."""
    found: dict[tuple[int | str, ...], int] = {}
    counted: dict[str, int] = {}
    table: tuple[int | str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*(\[{1,2})\s*([\w.\"-]+)\s*\]", line)
        key = re.match(r"\s*\"?([\w-]+)\"?\s*[=.]", line)
        if head is not None:
            name = head[2].replace('"', "")
            table = tuple(name.split("."))
            if head[1] == "[[":
                counted[name] = counted.get(name, -1) + 1
                table = (*table, counted[name])
            found.setdefault(table, number)
        elif key is not None:
            found.setdefault((*table, key[1]), number)
    return found
