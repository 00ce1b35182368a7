"""The two halves of a voice at work: a sentence is encoded at once, and its sound made piece by piece.

The decoder needs ``margin`` frames on either side of the frames it sounds; given them, the pieces
joined are the whole (checked when a voice is cut: no sample differs by more than ``_EQUAL``). The
first piece is short, so that speech begins early, and the next ones grow, so that little is made twice.

Cutting a voice and optimising its graph takes seconds, so the halves are kept under the user's cache,
beside each other and whole or not at all; reading them back takes a third of a second.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import platformdirs

from sous_voice.speaking.onnx_cut import Halves, NotCuttable, cut

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = npt.NDArray[np.float32]

FIRST, LONGEST = 32, 160
"""Frames in the first piece and at most in a later one: 0.37 and 1.9 s at 256 samples a frame."""
_MARGINS = (16, 32)
"""Frames; HiFi-GAN as Piper uses it needs 10 (medium) or 13 (high)."""
_EQUAL = 1e-3
"""Of full scale: 60 dB below it."""
_FORM = 1
"""Counts up when what is kept changes."""


@dataclass(frozen=True, slots=True)
class Half:
    """Encoder and decoder of a voice."""

    encoder: "InferenceSession"
    decoder: "InferenceSession"
    frames: str
    others: tuple[str, ...]
    margin: int
    hop: int
    """Samples a frame."""

    def sound(
        self, ids: list[int], scales: tuple[float, float, float], speaker: int | None
    ) -> Iterator[Floats]:
        """Pieces of sound of one sentence, each as soon as it is made."""
        frames, *others = self.encoder.run(
            [self.frames, *self.others], _inputs(self.encoder, ids, scales, speaker)
        )
        yield from self.decoded(frames, others)

    def decoded(self, frames: Floats, others: list[Floats], first: int = FIRST) -> Iterator[Floats]:
        """Sound of frames (1, channels, n), piece by piece; n times ``hop`` samples in all."""
        given = dict(zip(self.others, others, strict=True))
        length, start, size = frames.shape[2], 0, first
        while start < length:
            # a last piece too short to be worth its margins is made together with this one
            stop = length if length - start - size < first // 2 else start + size
            before, after = max(0, start - self.margin), min(length, stop + self.margin)
            (made,) = self.decoder.run(None, {self.frames: frames[:, :, before:after], **given})
            sound: Floats = made.reshape(-1)[(start - before) * self.hop : (stop - before) * self.hop]
            yield sound
            start, size = stop, min(LONGEST, size * 2)


def _inputs(
    encoder: "InferenceSession", ids: list[int], scales: tuple[float, float, float], speaker: int | None
) -> dict[str, Any]:
    given = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.array(scales, np.float32),
        "sid": np.array([speaker or 0], np.int64),
    }
    return {one.name: given[one.name] for one in encoder.get_inputs()}


def session(model: "str | bytes", keep: Path | None = None) -> "InferenceSession":
    """A model in ONNX Runtime, on one thread and without an arena.

    Measured: a second thread saves a third of the wall clock on an idle machine and nothing on a busy
    one, where its spinning takes time from the recogniser; the arena keeps 150 MB after a long sentence.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    if keep is not None:
        # what is kept must run on any processor, so the layout is left to the next loading
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(keep)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def runtime_faults() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises: a class for each way in which a file or an input can be bad."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    return tuple(one for one in vars(state).values() if isinstance(one, type) and issubclass(one, Exception))


def default_folder() -> Path:
    """The folder for cut voices under the user's cache."""
    return Path(platformdirs.user_cache_dir("sous-voice")) / "voices"


def open_halves(model: Path, folder: Path | None = None) -> Half | None:
    """The halves of a voice, from the cache or cut now; None where it has another form.

    Raises what ONNX Runtime raises for a file that it cannot read.
    """
    import onnxruntime

    status = model.stat()
    seal = {
        "form": _FORM,
        "runtime": onnxruntime.__version__,
        "voice": str(model.resolve()),
        "size": status.st_size,
        "changed": status.st_mtime_ns,
    }
    place = (default_folder() if folder is None else folder) / f"{model.stem}-{status.st_size}"
    kept = _read(place, seal)
    if kept is not None:
        return kept
    try:
        return _cut(model, place, seal)
    except NotCuttable:
        return None


def _read(place: Path, seal: dict[str, Any]) -> Half | None:
    try:
        told = json.loads((place / "halves.json").read_text(encoding="utf-8"))
        files = {name: place / f"{name}.onnx" for name in ("encoder", "decoder")}
        if told["seal"] != seal or any(
            told["sizes"][name] != file.stat().st_size for name, file in files.items()
        ):
            return None
        return Half(
            session(str(files["encoder"])),
            session(str(files["decoder"])),
            told["frames"],
            tuple(told["others"]),
            told["margin"],
            told["hop"],
        )
    except (*runtime_faults(), OSError, ValueError, KeyError, TypeError):
        return None  # a damaged file of the cache is one that is not there


def _cut(model: Path, place: Path, seal: dict[str, Any]) -> Half:
    """Cut and check; kept where the disk will."""
    halves = cut(model.read_bytes())
    fresh = _beside(place)
    if fresh is not None:
        try:
            made = _kept(halves, fresh, seal)
        except (*runtime_faults(), OSError):  # a full disk
            shutil.rmtree(fresh, ignore_errors=True)
        else:
            _replace(fresh, place)
            return made
    return _checked(
        Half(session(halves.encoder), session(halves.decoder), halves.frames, halves.others, 0, 1)
    )


def _kept(halves: Halves, folder: Path, seal: dict[str, Any]) -> Half:
    files = {name: folder / f"{name}.onnx" for name in ("encoder", "decoder")}
    encoder, decoder = session(halves.encoder, files["encoder"]), session(halves.decoder, files["decoder"])
    made = _checked(Half(encoder, decoder, halves.frames, halves.others, 0, 1))
    told = {
        "seal": seal,
        "sizes": {name: file.stat().st_size for name, file in files.items()},
        "frames": made.frames,
        "others": made.others,
        "margin": made.margin,
        "hop": made.hop,
    }
    (folder / "halves.json").write_text(json.dumps(told), encoding="utf-8")
    return made


def _beside(place: Path) -> Path | None:
    """A new folder beside the place; None where nothing can be written."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=place.parent, prefix=".new-"))
    except OSError:
        return None


def _replace(fresh: Path, place: Path) -> None:
    try:
        shutil.rmtree(place, ignore_errors=True)
        fresh.replace(place)
    except OSError:  # another program was quicker, or the disk is full
        shutil.rmtree(fresh, ignore_errors=True)


def _checked(halves: Half) -> Half:
    """The halves with the margin at which pieces joined are the whole. Raises ``NotCuttable``."""
    ids = [1, *(2 + number % 20 for number in range(60)), 2]
    frames, *others = halves.encoder.run(
        [halves.frames, *halves.others], _inputs(halves.encoder, ids, (0.667, 1.0, 0.8), 0)
    )
    given = dict(zip(halves.others, others, strict=True))
    (made,) = halves.decoder.run(None, {halves.frames: frames, **given})
    whole = made.reshape(-1)
    hop, rest = divmod(whole.size, frames.shape[2])
    if rest or not hop:
        raise NotCuttable("its frames are not all of one length")
    for margin in _MARGINS:
        tried = Half(halves.encoder, halves.decoder, halves.frames, halves.others, margin, hop)
        joined = np.concatenate(list(tried.decoded(frames, others, first=12)))
        if joined.size == whole.size and np.abs(joined - whole).max() <= _EQUAL:
            return tried
    raise NotCuttable("its pieces do not join to the whole")
