"""Where sound comes from: one Protocol; a WAV file and raw PCM here, the microphone in ``microphone``.

Any rate and any number of channels go in; 16 kHz mono float32 comes out, in blocks of about 100 ms.
"""

import queue
import struct
import threading
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
import soxr
from numpy.typing import NDArray

from sous_voice.errors import AudioFileError
from sous_voice.hearing.engine import RATE

Floats = NDArray[np.float32]
"""Mono samples at ``RATE``, -1…1; shape (n,)."""

BLOCK_SECONDS = 0.1
"""A 20 ms ticker ran 9 to 12 ms late beside busy Python threads; 100 ms blocks lost nothing."""


class Source(Protocol):
    """Something that can be listened to. One thread reads it."""

    @property
    def name(self) -> str:
        """For people: "microphone (USB Audio)", a file's name, "standard input"."""

    @property
    def behind(self) -> float:
        """Seconds of sound that wait to be read: so old is the end of the block that was read last."""

    def read(self, timeout: float) -> Floats | None:
        """The next block; None where none came within ``timeout`` seconds.

        Raises:
            EOFError: there is no more.
            DeviceError: it went away.
        """

    def close(self) -> None:
        """Let go of it."""


RATES = (4_000, 768_000)
"""Samples a second of sound that can be speech."""
CANCELLED = 0.1
"""Share of the channels' mean power below which their sum has lost what was said: one of them was turned over."""


def in_one(samples: NDArray[np.float32]) -> Floats:
    """Channels, shape (n, channels), mixed into one; where they cancel each other, the loudest of them alone."""
    if samples.shape[1] == 1 or not samples.size:
        return samples[:, 0]
    mono: Floats = samples.mean(axis=1, dtype=np.float32)
    power = np.mean(samples * samples, axis=0)
    if np.mean(mono * mono) < CANCELLED * power.mean() / samples.shape[1]:
        loudest: Floats = samples[:, int(power.argmax())]
        return loudest
    return mono


class Resampler:
    """A stream of any rate and channel count → 16 kHz mono."""

    def __init__(self, rate: int, channels: int = 1) -> None:
        self._channels = channels
        self._stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32") if rate != RATE else None

    def take(self, samples: NDArray[np.float32], last: bool = False) -> Floats:
        """Samples of shape (n,) or (n, channels) → mono at ``RATE``; the filter holds a few back."""
        mono = in_one(samples) if samples.ndim == 2 else samples
        if self._stream is None:
            return np.ascontiguousarray(mono, np.float32)
        out: Floats = self._stream.resample_chunk(np.ascontiguousarray(mono, np.float32), last=last)
        return out


class WavSource:
    """A sound file, block by block, as fast as it is read."""

    behind = 0.0

    def __init__(self, path: Path) -> None:
        """Raises ``AudioFileError`` where it is missing, empty or not audio."""
        self.name = str(path)
        self._file = open_sound(path)
        self._resampler = Resampler(self._file.samplerate, self._file.channels)
        self._block = max(1, round(self._file.samplerate * BLOCK_SECONDS))
        self._ended = False
        self.warning = cut_short(path)
        """A sentence where the file ends before its header says; else empty."""

    @property
    def seconds(self) -> float:
        """Length of the file."""
        return float(self._file.frames / self._file.samplerate)

    def read(self, timeout: float = 0.0) -> Floats | None:
        """The next block, at once."""
        if self._ended:
            raise EOFError
        samples = self._file.read(self._block, dtype="float32", always_2d=True)
        self._ended = len(samples) < self._block
        # broken files may hold what is no number
        return self._resampler.take(np.nan_to_num(samples, posinf=0.0, neginf=0.0), last=self._ended)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def open_sound(path: Path):  # type: ignore[no-untyped-def]  # soundfile has no types
    """A sound file, opened.

    Raises:
        AudioFileError: missing, unreadable, not audio, or without samples.
    """
    import soundfile

    if not path.exists():
        raise AudioFileError(f"{path}: there is no such file.", "Check the name.")
    if path.is_dir():
        raise AudioFileError(f"{path}: this is a folder, not a sound file.", "Name one WAV file in it.")
    try:
        file = soundfile.SoundFile(path)
    except (soundfile.LibsndfileError, OSError, TypeError) as fault:
        reason = getattr(fault, "error_string", "") or str(fault)
        raise AudioFileError(
            f"{path}: not a sound file that can be read ({reason.strip().rstrip('.')}).",
            "Give a WAV, FLAC or Ogg file.",
        ) from None
    low, high = RATES
    if not low <= file.samplerate <= high:
        file.close()
        raise AudioFileError(
            f"{path}: its header says {file.samplerate} samples a second, which is no sound of speech.",
            f"Record it with {low} to {high} samples a second; 16000 is enough.",
        )
    if file.frames == 0:
        file.close()
        raise AudioFileError(f"{path}: there is no sound in this file.", "Record it again.")
    return file


def read_sound(path: Path) -> Floats:
    """A whole sound file at 16 kHz mono. Raises ``AudioFileError``."""
    source = WavSource(path)
    blocks: list[Floats] = []
    try:
        while (block := source.read()) is not None:
            blocks.append(block)
    except EOFError:
        pass
    finally:
        source.close()
    return np.concatenate(blocks)


def cut_short(path: Path) -> str:
    """A sentence where a WAV file is shorter than its header says; else empty."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        size = path.stat().st_size
    except OSError:
        return ""
    place = head.find(b"data", 12)
    if head[:4] != b"RIFF" or place < 0 or place + 8 > len(head):
        return ""
    promised = struct.unpack_from("<I", head, place + 4)[0]
    there = size - place - 8
    # recorders that write to a pipe leave 0 or the highest number here
    if promised in (0, 0x7FFFFFFF, 0xFFFFFFFF) or promised >= 0xFFFFFF00 or there >= promised:
        return ""
    return f"{path}: the file is cut short, {there} of {promised} bytes of sound are there; using these."


class PcmSource:
    """Raw 16-bit little-endian PCM, or a WAV stream, from a pipe."""

    behind = 0.0

    def __init__(self, stream: BinaryIO, rate: int = RATE, channels: int = 1) -> None:
        """``stream`` is read in a thread of its own, so that ``read`` can be given up."""
        self.name = "standard input"
        self._stream = stream
        self._rate, self._channels = rate, channels
        self._blocks: queue.Queue[bytes | Exception | None] = queue.Queue(maxsize=50)
        self._resampler: Resampler | None = None
        self._rest = b""
        self._ended = False
        threading.Thread(target=self._pump, name="standard input", daemon=True).start()

    def _pump(self) -> None:
        try:
            head = self._stream.read(12)
            if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
                self._rate, self._channels = _wav_header(self._stream)
                head = b""
            if head:
                self._blocks.put(head)
            size = 2 * self._channels * max(1, round(self._rate * BLOCK_SECONDS))
            while block := self._stream.read(size):
                self._blocks.put(block)
            self._blocks.put(None)
        except (OSError, ValueError, AudioFileError) as fault:
            self._blocks.put(fault)

    def read(self, timeout: float) -> Floats | None:
        """The next block. Raises ``AudioFileError`` where a WAV header is broken."""
        if self._ended:
            raise EOFError
        try:
            block = self._blocks.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(block, Exception):
            self._ended = True
            raise AudioFileError(f"Standard input cannot be read ({block}).") from None
        self._ended = block is None
        if self._resampler is None:
            self._resampler = Resampler(self._rate, self._channels)
        data = self._rest + (block or b"")
        whole = len(data) - len(data) % (2 * self._channels)
        self._rest = data[whole:]
        samples = np.frombuffer(data[:whole], "<i2").astype(np.float32) / 32768.0
        return self._resampler.take(samples.reshape(-1, self._channels), last=self._ended)

    def close(self) -> None:
        """Nothing to do: standard input is not ours to close."""


def _wav_header(stream: BinaryIO) -> tuple[int, int]:
    """Read up to the samples of a WAV stream: rate and channels. Raises ``AudioFileError``."""
    rate = channels = 0
    while len(head := stream.read(8)) == 8:
        name, size = head[:4], struct.unpack("<I", head[4:])[0]
        if name == b"data":
            if not rate:
                break
            return rate, channels
        body = stream.read(min(size + size % 2, 1 << 20))
        if name == b"fmt " and len(body) >= 16:
            form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
            if (
                form not in (1, 0xFFFE)
                or bits != 16
                or not 1 <= channels <= 32
                or not RATES[0] <= rate <= RATES[1]
            ):
                raise AudioFileError(
                    "the WAV stream is not 16-bit PCM", "Pipe 16-bit samples, or name the file."
                )
    raise AudioFileError("the WAV stream ends before its sound begins")
