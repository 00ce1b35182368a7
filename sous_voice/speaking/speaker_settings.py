"""How we speak: voice, pace, loudness, and where synthesised speech is kept."""

from dataclasses import dataclass
from pathlib import Path

from sous_voice.language.verbalise import AMERICAN, SpokenStyle
from sous_voice.speaking.cache import default_folder


@dataclass(frozen=True, slots=True)
class SpeakerSettings:
    """How we speak."""

    voice: str = ""
    """Empty for the default voice; a path or a name in the voices' folder."""
    rate: float = 1.0
    """Times normal speed, 0.5 to 2."""
    volume: float = 1.0
    """0 to 1."""
    earcons: bool = True
    style: SpokenStyle = AMERICAN
    cache: Path | None = None
    """Folder of synthesised speech; None keeps nothing. ``default_cache()`` is the usual one."""


def default_cache() -> Path:
    """The usual folder for synthesised speech."""
    return default_folder()
