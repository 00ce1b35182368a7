"""Sound as a stream of speech embeddings: 96 numbers every 80 ms, each for the 0.78 s before it.

Google's speech embedding (Lin and others 2020, "Training keyword spotters with limited and synthesized speech
data"; Apache-2.0), as ``pyopen-wakeword`` packs it beside a TensorFlow Lite library. The wake words in that
package are not used.
"""

import ctypes
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sous_voice.errors import ModelError
from sous_voice.hearing.engine import Samples, as_int16

STEP = 1280
"""Samples between two embeddings."""
SIZE = 96
_WINDOW = 1760
"""Samples for the eight new frames of mel features of a step."""
_FRAMES, _BANDS = 76, 32
_NEW = 8

Floats = NDArray[np.float32]


class _Net:
    """One model of fixed shapes."""

    def __init__(self, model: Path, shape: tuple[int, ...]) -> None:
        from pyopen_wakeword.openwakeword import _find_tensorflowlite_c
        from pyopen_wakeword.wakeword import TfLiteWakeWord

        self._lib = TfLiteWakeWord(_find_tensorflowlite_c()).lib
        self._model = self._lib.TfLiteModelCreateFromFile(str(model).encode())
        if not self._model:
            raise OSError(f"{model} cannot be loaded")
        self._net = self._lib.TfLiteInterpreterCreate(self._model, None)
        dims = (ctypes.c_int32 * len(shape))(*shape)
        self._lib.TfLiteInterpreterResizeInputTensor(
            self._net, ctypes.c_int32(0), dims, ctypes.c_int32(len(shape))
        )
        self._lib.TfLiteInterpreterAllocateTensors(self._net)
        self._in = self._lib.TfLiteInterpreterGetInputTensor(self._net, ctypes.c_int32(0))
        self._out = self._lib.TfLiteInterpreterGetOutputTensor(self._net, ctypes.c_int32(0))
        self._shape = shape

    def __call__(self, values: Floats) -> Floats:
        fed = np.ascontiguousarray(values, np.float32).reshape(self._shape)
        self._lib.TfLiteTensorCopyFromBuffer(
            self._in, fed.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(fed.nbytes)
        )
        self._lib.TfLiteInterpreterInvoke(self._net)
        size = self._lib.TfLiteTensorByteSize(self._out)
        found = np.empty(size // 4, np.float32)
        self._lib.TfLiteTensorCopyToBuffer(
            self._out, found.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(size)
        )
        return found


class SpeechEmbedding:
    """One stream. Not thread-safe. Raises ``ModelError`` where no library for this machine is installed."""

    def __init__(self, many: int = 1) -> None:
        """``many``: embeddings made at a time by ``whole``."""
        try:
            import pyopen_wakeword

            models = Path(pyopen_wakeword.__file__).parent / "models"
            self._mel = _Net(models / "melspectrogram.tflite", (1, _WINDOW))
            self._embed = _Net(models / "embedding_model.tflite", (many, _FRAMES, _BANDS, 1))
        # ValueError: what the package raises where it has no library for this machine
        except (ImportError, OSError, ValueError) as fault:
            raise ModelError(f"The speech embedding of pyopen-wakeword is not here: {fault}.") from None
        self._many = many
        self._sound = np.zeros(_WINDOW - STEP, np.float32)
        # what digital silence gives
        self._frames = np.full((_FRAMES, _BANDS), -8.0, np.float32)

    def take(self, samples: Samples) -> list[Floats]:
        """The next samples; an embedding of shape (96,) for every ``STEP`` of them that is complete."""
        found = []
        for fresh in self._features(samples):
            self._frames = np.concatenate([self._frames[_NEW:], fresh])
            found.append(self._embed(self._frames))
        return found

    def whole(self, samples: Samples) -> Floats:
        """All embeddings of a clip at once, shape (steps, 96): the same as ``take`` gives, a third faster."""
        frames = np.concatenate([self._frames, *self._features(samples)])
        windows = [frames[at : at + _FRAMES] for at in range(_NEW, len(frames) - _FRAMES + 1, _NEW)]
        short = -len(windows) % self._many
        windows += [np.zeros((_FRAMES, _BANDS), np.float32)] * short
        batches = (np.array(windows[at : at + self._many]) for at in range(0, len(windows), self._many))
        found = np.concatenate([self._embed(batch).reshape(-1, SIZE) for batch in batches])
        return found[: len(found) - short]

    def _features(self, samples: Samples) -> list[Floats]:
        """Eight new frames for every step that is complete."""
        self._sound = np.concatenate([self._sound, as_int16(samples).astype(np.float32)])
        found = []
        while self._sound.size >= _WINDOW:
            found.append(self._mel(self._sound[:_WINDOW]).reshape(_NEW, _BANDS) / 10 + 2)
            self._sound = self._sound[STEP:]
        return found
