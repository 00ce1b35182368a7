"""Any sound file becomes 16 kHz mono; what is none is told in one line."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sous_voice.errors import AudioFileError
from sous_voice.hearing.source import PcmSource, WavSource, read_sound


def tone(rate: int, channels: int = 1, seconds: float = 0.5) -> np.ndarray:
    one = 0.4 * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)
    return np.repeat(one[:, None], channels, axis=1)


@pytest.mark.parametrize(
    ("rate", "channels", "form"),
    [
        (8000, 1, "PCM_16"),
        (16000, 1, "PCM_U8"),
        (44100, 2, "PCM_24"),
        (48000, 6, "FLOAT"),
        (192000, 2, "PCM_16"),
    ],
)
def test_every_form_becomes_16_khz_mono(tmp_path: Path, rate: int, channels: int, form: str) -> None:
    """Rate, channels and sample width do not matter: the same tone comes out."""
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(rate, channels), rate, form)
    sound = read_sound(path)
    assert abs(sound.size - 8000) < 40
    middle = sound[2000:6000]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(middle.size)))
    assert abs(np.argmax(spectrum) * 16000 / middle.size - 440) < 8
    assert 0.35 < np.abs(middle).max() < 0.45


def test_a_cut_file_is_used_and_told(tmp_path: Path) -> None:
    """A recording whose end is missing is heard as far as it goes, with a warning."""
    path = tmp_path / "cut.wav"
    soundfile.write(path, tone(16000), 16000, "PCM_16")
    path.write_bytes(path.read_bytes()[:8000])
    source = WavSource(path)
    assert "cut short" in source.warning
    source.close()
    assert read_sound(path).size > 3000


@pytest.mark.parametrize("content", [b"", b"RIFF", b"hello, this is a text" * 50, bytes(2000)])
def test_what_is_no_sound_is_told(tmp_path: Path, content: bytes) -> None:
    """A file that is not audio ends in one sentence with its name."""
    path = tmp_path / "no.wav"
    path.write_bytes(content)
    with pytest.raises(AudioFileError, match=r"no\.wav"):
        read_sound(path)


@pytest.mark.parametrize("rate", [1, 900, 1_000_000])
def test_a_rate_at_which_nobody_speaks_is_told(tmp_path: Path, rate: int) -> None:
    """A broken header would blow a second up to hours of sound: it is refused, with what it says."""
    path = tmp_path / "rate.wav"
    soundfile.write(path, tone(16000), rate, "PCM_16")
    with pytest.raises(AudioFileError, match=rf"{rate} samples a second"):
        read_sound(path)


def test_channels_that_cancel_each_other_are_not_mixed(tmp_path: Path) -> None:
    """A wire turned over in a stereo recording does not silence it; one silent channel does no harm."""
    one = tone(16000)
    for name, sound, loudness in (
        ("turned", np.hstack([one, -one]), 0.4),
        ("right only", np.hstack([0 * one, one]), 0.2),
        ("silence", 0 * np.hstack([one, one]), 0.0),
    ):
        soundfile.write(tmp_path / "both.wav", sound, 16000, "PCM_16")
        assert np.abs(read_sound(tmp_path / "both.wav")).max() == pytest.approx(loudness, abs=0.01), name


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    """A wrong name is told as such."""
    with pytest.raises(AudioFileError, match="no such file"):
        read_sound(tmp_path / "none.wav")
    with pytest.raises(AudioFileError, match="folder"):
        read_sound(tmp_path)


def read_all(source: PcmSource) -> np.ndarray:
    blocks = []
    try:
        while True:
            block = source.read(5.0)
            if block is not None:
                blocks.append(block)
    except EOFError:
        return np.concatenate(blocks)


def test_raw_pcm_and_a_wav_stream_give_the_same(tmp_path: Path) -> None:
    """Standard input takes bare samples as well as a whole WAV."""
    pcm = (tone(16000)[:, 0] * 32767).astype("<i2")
    packed = io.BytesIO()
    with wave.open(packed, "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(pcm.tobytes())
    bare = read_all(PcmSource(io.BytesIO(pcm.tobytes())))
    packed.seek(0)
    assert np.array_equal(bare, read_all(PcmSource(packed)))
    assert bare.size == 8000


def test_a_torn_sample_at_the_end_is_left_out() -> None:
    """An odd byte at the end of a pipe does not shift or break anything."""
    assert read_all(PcmSource(io.BytesIO(bytes(6401)))).size == 3200
