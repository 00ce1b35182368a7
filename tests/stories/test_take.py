"""A recording loses nothing: not to a kill, not to a full disk; silence and clipping are noticed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.errors import StoryError
from sous_voice.shelf.stories.take import RATE, Take, recover


def voice(seconds: float, level: float = 0.2, seed: int = 1) -> np.ndarray:
    """Noise that swells like speech."""
    at = np.arange(int(seconds * RATE)) / RATE
    noise = np.random.default_rng(seed).standard_normal(at.size)
    return (level * noise * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * at))).astype(np.float32).clip(-0.9, 0.9)


def test_a_take_is_lossless(tmp_path: Path) -> None:
    """What was appended in pieces is read back from the FLAC file, sample for sample."""
    sound = voice(3.3)
    take = Take(tmp_path / "rosa.flac")
    for start in range(0, sound.size, 1600):
        take.append(sound[start : start + 1600])
    done = take.finish()
    back, rate = soundfile.read(done.path, dtype="int16")
    assert rate == RATE
    assert np.array_equal(back, np.round(sound * 32768).astype(np.int16))
    assert done.fault == ""
    assert [path.name for path in tmp_path.iterdir()] == ["rosa.flac"]


def test_the_order_to_stop_is_cut_off(tmp_path: Path) -> None:
    """Two seconds less at the end, and never more than there is."""
    take = Take(tmp_path / "a.flac")
    take.append(voice(5))
    assert take.finish(2.0).seconds == pytest.approx(3.0)
    short = Take(tmp_path / "b.flac")
    short.append(voice(1))
    assert short.finish(2.0).seconds == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("sound", "fault"),
    [
        (np.zeros(3 * RATE, np.float32), "silence"),
        (voice(3, 0.0005), "silence"),
        (np.clip(voice(3) * 20, -1, 1).astype(np.float32), "clipping"),
        (voice(3, 0.02), ""),
    ],
    ids=["nothing", "far away", "much too loud", "a quiet teller"],
)
def test_silence_and_clipping_are_noticed(tmp_path: Path, sound: np.ndarray, fault: str) -> None:
    """A take without a voice and one that is cut off at full scale say so; a quiet voice is a voice."""
    take = Take(tmp_path / "a.flac")
    take.append(sound)
    assert take.finish().fault == fault


_TELLER = """
import sys, numpy as np
from pathlib import Path
from sous_voice.shelf.stories.take import Take
take = Take(Path(sys.argv[1]))
block = (np.random.default_rng(5).standard_normal(1600) * 0.1).astype("float32")
count = 0
while True:
    take.append(block)
    count += 1
    if count % 10 == 0:
        print(count * 1600, flush=True)
"""


def test_a_take_survives_that_the_program_is_killed(tmp_path: Path) -> None:
    """Killed in mid-recording (kill -9), all that was said to be written is there at the next start."""
    teller = subprocess.Popen(
        [sys.executable, "-c", _TELLER, str(tmp_path / "rosa.flac")], stdout=subprocess.PIPE
    )
    assert teller.stdout is not None
    written = 0
    while written < 20 * RATE:
        written = int(teller.stdout.readline())
    os.kill(teller.pid, signal.SIGKILL)
    teller.wait()
    written = int((teller.stdout.read().splitlines() or [str(written).encode()])[-1])
    teller.stdout.close()
    ((name, path, seconds),) = recover(tmp_path)
    assert name == "rosa"
    assert seconds * RATE >= written
    sound, _ = soundfile.read(path, dtype="int16")
    block = np.round((np.random.default_rng(5).standard_normal(1600) * 0.1).astype("float32") * 32768)
    assert np.array_equal(sound[:1600], block.astype(np.int16))
    assert recover(tmp_path) == []


_FULL = """
import resource, sys, numpy as np
from pathlib import Path
from sous_voice.shelf.stories.take import Take
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
take = Take(Path(sys.argv[1]))
try:
    for _ in range(100):
        take.append((np.random.default_rng(5).standard_normal(1600) * 0.1).astype("float32"))
except OSError as fault:
    done = take.finish()
    print(fault.errno, done.path.name, done.seconds)
"""


def test_a_full_disk_keeps_what_there_is(tmp_path: Path) -> None:
    """Where no byte more is taken, the take ends as a file that plays, with all that fitted."""
    out = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "rosa.flac")], capture_output=True, text=True, check=True
    )
    _, name, seconds = out.stdout.split()
    info = soundfile.info(tmp_path / name)
    assert 2.9 < info.duration <= (100_000 - 44) / 2 / RATE
    assert float(seconds) <= info.duration + 0.001
    assert not list(tmp_path.glob("*.part"))


@settings(max_examples=30, deadline=None)
@given(torn=st.integers(0, 4000))
def test_any_torn_part_is_recovered_or_gone(tmp_path_factory: pytest.TempPathFactory, torn: int) -> None:
    """A part cut anywhere, even inside its header or a sample, becomes a file that plays, or nothing."""
    folder = tmp_path_factory.mktemp("torn")
    take = Take(folder / "a.flac")
    take.append(voice(0.1))
    take._file.close()
    data = take.part.read_bytes()[:torn]
    take.part.write_bytes(data)
    found = recover(folder)
    assert len(found) == (torn >= 46)
    assert all(soundfile.info(path).frames == (min(torn, 3244) - 44) // 2 for _, path, _ in found)


def test_a_take_without_sound_is_refused(tmp_path: Path) -> None:
    """Nothing is left on disk of a take that never got a block."""
    with pytest.raises(StoryError):
        Take(tmp_path / "a.flac").finish()
    assert not list(tmp_path.iterdir())


def test_a_take_that_another_session_makes_is_left_alone(tmp_path: Path) -> None:
    """Only what nobody holds any more has broken off."""
    take = Take(tmp_path / "a.flac")
    take.append(voice(1))
    assert recover(tmp_path) == []
    assert take.finish().seconds == 1.0
