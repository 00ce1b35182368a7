"""Sound as soon as it is made: the voice cut in two, its pieces, and the loudspeaker that does not wait."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_voice import tiny_model, write_tiny_voice

from sous_voice.core.messages import Kind, Say, SpeechEnded
from sous_voice.errors import ModelError
from sous_voice.speaking.cache import RATE, Pcm
from sous_voice.speaking.earcons import earcon
from sous_voice.speaking.halves import Half, open_halves, session
from sous_voice.speaking.onnx_cut import NotCuttable, cut
from sous_voice.speaking.sinks import VirtualSink
from sous_voice.speaking.speaker import Speaker
from sous_voice.speaking.speaker_settings import SpeakerSettings
from sous_voice.speaking.voice import PiperVoice, default_voice_path, synthesise
from voices import ToneVoice

IDS = [1, *(3 + number % 30 for number in range(90)), 2]
STILL = (0.0, 1.0, 0.0)
"""Scales without noise: the same words give the same sound."""


@pytest.fixture(scope="module")
def joe(tmp_path_factory: pytest.TempPathFactory) -> Half:
    """The default voice, cut."""
    halves = open_halves(default_voice_path(), tmp_path_factory.mktemp("halves"))
    assert halves is not None
    return halves


@pytest.mark.audio
def test_pieces_joined_are_the_whole(joe: Half) -> None:
    """Given the same frames, when they are sounded piece by piece, then no sample differs from the whole."""
    (frames,) = joe.encoder.run(
        [joe.frames],
        {
            "input": np.array([IDS]),
            "input_lengths": np.array([len(IDS)]),
            "scales": np.array([0.667, 1.0, 0.8], np.float32),
        },
    )
    whole = joe.decoder.run(None, {joe.frames: frames})[0].reshape(-1)

    for first in (8, 32, 100):
        pieces = list(joe.decoded(frames, [], first))
        assert len(pieces) > 1
        assert pieces[0].size == first * joe.hop
        assert np.abs(np.concatenate(pieces) - whole).max() < 1e-4


@pytest.mark.audio
def test_the_halves_say_what_the_model_says(joe: Half) -> None:
    """Given the model as it is shipped, when both speak without noise, then they sound the same."""
    model = session(str(default_voice_path()))
    (whole,) = model.run(
        None,
        {
            "input": np.array([IDS]),
            "input_lengths": np.array([len(IDS)]),
            "scales": np.array(STILL, np.float32),
        },
    )
    sound = np.concatenate(list(joe.sound(IDS, STILL, None)))

    assert sound.size == whole.size
    assert np.abs(sound - whole.reshape(-1)).max() < 1e-3


@pytest.mark.parametrize("speaker", [0, 1])
@pytest.mark.parametrize("rate", [22_050, 16_000])
def test_a_voice_of_several_speakers_is_cut_with_its_speaker(tmp_path: Path, speaker: int, rate: int) -> None:
    """Given two speakers, when one is cut out of the model, then it sounds as by the model uncut, at any rate."""
    place = write_tiny_voice(tmp_path, rate=rate)
    halves = open_halves(place, tmp_path / "halves")
    assert halves is not None
    whole = (
        session(str(place))
        .run(
            None,
            {
                "input": np.array([IDS]),
                "input_lengths": np.array([len(IDS)]),
                "scales": np.array(STILL, np.float32),
                "sid": np.array([speaker]),
            },
        )[0]
        .reshape(-1)
    )

    assert halves.others == ("speaker",)
    assert np.abs(np.concatenate(list(halves.sound(IDS, STILL, speaker))) - whole).max() < 1e-5
    voice = PiperVoice(place, speaker=speaker, halves=tmp_path / "halves")
    text = "melt the butter in a pan. add the onions and stir." * 5
    spoken, other = (
        synthesise(one, text, 1.0)
        for one in (voice, PiperVoice(place, speaker=1 - speaker, halves=tmp_path / "halves"))
    )
    assert spoken.size == pytest.approx((len(text) * 2 + 3) * 2 * RATE / rate, rel=0.03)
    assert not np.array_equal(spoken, other)


def test_a_voice_of_another_form_speaks_whole(tmp_path: Path) -> None:
    """Given a model that cannot be cut, or whose pieces would not join, then it is spoken as it is."""
    for place in (write_tiny_voice(tmp_path, upsampling=False), write_tiny_voice(tmp_path, reach=151)):
        assert open_halves(place, tmp_path / "halves") is None
        assert synthesise(PiperVoice(place, halves=tmp_path / "halves"), "stir it well.", 1.0).size > 20


def test_a_speaker_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Given a voice of two speakers, when a third is asked for, then that is one sentence with a remedy."""
    with pytest.raises(ModelError, match="no speaker 2, only 0 to 1"):
        PiperVoice(write_tiny_voice(tmp_path), speaker=2)


def test_kept_halves_are_read_again_and_damaged_ones_cut_anew(tmp_path: Path) -> None:
    """Given halves on disk, then they are used; cut short, changed or of an older voice they are replaced."""
    place, folder = write_tiny_voice(tmp_path), tmp_path / "halves"
    assert open_halves(place, folder) is not None
    (kept,) = folder.iterdir()
    stamps = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    assert open_halves(place, folder) is not None
    assert stamps == {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}

    for name, damage in (
        ("decoder.onnx", lambda data: data[:-20]),
        ("encoder.onnx", lambda data: b"\xff" * len(data)),
        ("halves.json", lambda _data: b"{}"),
        ("halves.json", lambda _data: b"[7"),
    ):
        file = kept / name
        whole = file.read_bytes()
        file.write_bytes(damage(whole))
        assert open_halves(place, folder) is not None
        assert file.read_bytes() != damage(whole)
    assert [one.name for one in folder.iterdir()] == [kept.name]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """Given no place to keep halves in, then the voice speaks from halves all the same."""
    (tmp_path / "file").write_text("in the way")

    assert open_halves(write_tiny_voice(tmp_path), tmp_path / "file") is not None


@given(st.integers(0, 2000), st.binary(max_size=6))
def test_no_bytes_break_the_cutting(at: int, put: bytes) -> None:
    """Given any damage to a model, when it is cut, then it is halves or "cannot be cut", never anything else."""
    model = tiny_model()
    try:
        halves = cut(model[:at] + put + model[at + len(put) :])
    except NotCuttable:
        return
    assert halves.frames


class _Gated(ToneVoice):
    """A tone voice that makes its second word only once it may."""

    def __init__(self) -> None:
        super().__init__()
        self.first_made = threading.Event()
        self.may_go_on = threading.Event()

    def stream(self, written: str, speed: float) -> Iterator[Pcm]:
        """The first word at once."""
        for number, part in enumerate(super().stream(written, speed)):
            if number == 1:
                self.first_made.set()
                assert self.may_go_on.wait(30)
            yield part


class _Slow(ToneVoice):
    """A tone voice that makes nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()

    def stream(self, written: str, speed: float) -> Iterator[Pcm]:
        """Late."""
        assert self.may.wait(30)
        yield from super().stream(written, speed)


def test_a_late_answer_is_announced_by_a_sound() -> None:
    """Given a synthesiser that lets wait, when 0.7 s pass in silence, then the working sound is heard, once."""
    voice, sink = _Slow(), VirtualSink()
    speaker = Speaker(SpeakerSettings(), sink, lambda: sink.now, lambda _event: None, lambda _name: voice)
    sink.start(speaker.player.mixer.render)
    speaker.synthesis.start()
    try:
        speaker.handle(Say("Melt butter.", Kind.ANSWER, 1))
        speaker.run_pending()
        sink.run(0.6, lambda _at: speaker.run_pending())
        assert not sink.sound().any()
        sink.run(2.0, lambda _at: speaker.run_pending())
    finally:
        voice.may.set()
        speaker.synthesis.stop()
    working = earcon("working")
    heard = np.flatnonzero(sink.sound())
    assert heard[0] > 0.7 * RATE
    assert heard[-1] - heard[0] < working.size


def test_the_first_part_sounds_while_the_rest_is_made() -> None:
    """Given a sentence in the making, when its first part is there, then it is heard; silence waits for the rest."""
    voice, sink, events = _Gated(), VirtualSink(), []
    speaker = Speaker(SpeakerSettings(), sink, lambda: sink.now, events.append, lambda _name: voice)
    sink.start(speaker.player.mixer.render)
    speaker.synthesis.start()
    try:
        speaker.handle(Say("Melt butter.", Kind.NARRATION, 1))
        speaker.run_pending()
        assert voice.first_made.wait(30)
        sink.run(0.5, lambda _at: speaker.run_pending())
        heard = sink.sound()
        assert np.abs(heard[: int(0.1 * RATE)]).max() > 1000
        assert not heard[int(0.15 * RATE) :].any()
        assert speaker.player.starving
        assert speaker.said_between(0.2, 0.3) == "Melt butter."

        voice.may_go_on.set()
        done = threading.Event()
        speaker.synthesis.do(9, done.set)
        assert done.wait(30)
        speaker.run_pending()
        sink.run(1.0, lambda _at: speaker.run_pending())
    finally:
        voice.may_go_on.set()
        speaker.synthesis.stop()
    ended = [event for event in events if isinstance(event, SpeechEnded)]
    assert ended[0].complete
    assert np.abs(sink.sound()[int(0.5 * RATE) :]).max() > 1000
    assert speaker.said_between(1.2, 1.4) == ""
