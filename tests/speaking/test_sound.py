"""The voice itself, its lexicon, its cache; earcons and recordings."""

import errno
import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.errors import AudioFileError, ModelError
from sous_voice.speaking.cache import RATE, SpeechCache
from sous_voice.speaking.chunks import LONGEST, MOST, chunks
from sous_voice.speaking.earcons import NAMES, earcon
from sous_voice.speaking.lexicon import Lexicon, read_lexicon, shipped_lexicon
from sous_voice.speaking.loudness import TARGET, levelled, loudness, read_recording, recording_pcm
from sous_voice.speaking.scripts import english_only
from sous_voice.speaking.synthesis import Voices
from sous_voice.speaking.voice import PiperVoice, default_voice_path, open_voice, synthesise
from voices import ToneVoice


@pytest.fixture(scope="module")
def piper() -> PiperVoice:
    """The voice that pip installs."""
    return open_voice()


@pytest.mark.audio
@pytest.mark.parametrize(
    ("words", "phonemes"),
    [
        ("gnocchi", "njˈɑːki"),
        ("Crème fraîche", "kɹˈɛm fɹˈɛʃ"),
        ("prosciutto", "pɹəʃˈuːɾoʊ"),
        ("jalapeños", "hˌɑːləpˈeɪnjoʊz"),
        ("quinoa", "kˈiːnwɑː"),
        ("bruschetta", "bɹuːskˈɛɾə"),
        ("tzatziki", "tsɑːtsˈiːki"),
        ("Worcestershire", "wˈʊstɚʃɚ"),
    ],
)
def test_food_words_are_said_by_the_lexicon(piper: PiperVoice, words: str, phonemes: str) -> None:
    """The phonemes that reach the synthesiser are the lexicon's, whatever the case or number of the word."""
    assert piper.phonemes(words).rstrip(".") == phonemes


@pytest.mark.audio
def test_every_entry_is_made_of_sounds_that_the_voice_has(piper: PiperVoice) -> None:
    """No entry of the lexicon holds a sign that the voice would leave out in silence."""
    config = json.loads(Path(f"{default_voice_path()}.json").read_text(encoding="utf-8"))
    known = set(config["phoneme_id_map"])

    assert len(shipped_lexicon()) > 150
    assert {word: set(sounds) - known for word, sounds in shipped_lexicon() if set(sounds) - known} == {}


@pytest.mark.audio
def test_twice_the_speed_is_about_half_the_length(piper: PiperVoice) -> None:
    """Speed shortens what is said; the samples are at the speaking part's own rate."""
    slow, fast = (synthesise(piper, "Melt the butter in a small pan.", speed) for speed in (1.0, 2.0))

    assert slow.dtype == np.int16
    assert RATE < slow.size < 3 * RATE
    assert fast.size < 0.7 * slow.size


def test_broken_voices_are_told_with_a_remedy(tmp_path: Path) -> None:
    """A missing voice, one without settings and one that is no model are one sentence each."""
    with pytest.raises(ModelError, match="There is no voice"):
        open_voice(str(tmp_path / "none.onnx"))
    (tmp_path / "bare.onnx").write_bytes(b"x")
    with pytest.raises(ModelError, match="no settings file"):
        open_voice(str(tmp_path / "bare.onnx"))
    settings = Path(f"{default_voice_path()}.json").read_text(encoding="utf-8")
    (tmp_path / "bare.onnx.json").write_text(settings, encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_voice(str(tmp_path / "bare.onnx")).load()


def test_a_faulty_lexicon_names_every_fault(tmp_path: Path) -> None:
    """All wrong entries of a lexicon are told at once."""
    (tmp_path / "l.yaml").write_text("a:\n  pho: 'fˈʌ'\n  ghee: 7\n  dal: '9!'\n", encoding="utf-8")

    with pytest.raises(ModelError, match=r"ghee.*dal"):
        read_lexicon(tmp_path / "l.yaml")


def test_words_inside_words_are_left_alone() -> None:
    """An entry counts for whole words only."""
    assert Lexicon({"dal": "dˈɑːl"}).apply("sandals, dal, Dals") == "sandals, [[dˈɑːl]], [[dˈɑːlz]]"


def test_what_was_said_once_is_not_made_again(tmp_path: Path) -> None:
    """The cache answers for the same voice, words and speed, and for nothing else."""
    voice = ToneVoice()
    voices = Voices(lambda _name: voice, SpeechCache(tmp_path))
    first = voices.say("", "Half a cup.", 1.0)

    assert np.array_equal(voices.say("", "Half a cup.", 1.0), first)
    assert voice.asked == ["Half a cup."]
    voices.say("", "Half a cup.", 1.5)
    voices.say("", "Half a cup", 1.0)
    assert len(voice.asked) == 3


def test_damaged_speech_is_made_again(tmp_path: Path) -> None:
    """A file that was cut or changed counts as absent and goes."""
    cache = SpeechCache(tmp_path)
    for damage in (lambda data: data[:-3], lambda data: data[:20] + b"\xff" + data[21:], lambda _data: b""):
        cache.put("ab12", np.arange(100, dtype=np.int16))
        place = next(tmp_path.glob("*/*.pcm"))
        place.write_bytes(damage(place.read_bytes()))
        assert cache.get("ab12") is None
        assert not place.exists()


def test_a_full_disk_leaves_no_half_written_speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written to the end is taken away: it would only fill the disk further."""

    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache = SpeechCache(tmp_path)
    cache.put("ab12", np.zeros(100, np.int16))
    assert cache.get("ab12") is None
    assert [place for place in tmp_path.rglob("*") if place.is_file()] == []


def test_the_cache_keeps_its_bound(tmp_path: Path) -> None:
    """Once there is more than the bound, the least lately used go."""
    cache = SpeechCache(tmp_path, bound=10_000)
    for number in range(10):
        cache.put(f"{number:02}xx", np.zeros(1000, np.int16))
    cache.shrink()

    assert sum(place.stat().st_size for place in tmp_path.glob("*/*")) <= 8_100


def test_pieces_are_short_and_tell_their_place() -> None:
    """A long step is cut at clauses, each with the place in the written text, and none in an abbreviation."""
    text = (
        "Melt 1 tbsp. butter in a small pan, then add the onions and stir until they are soft and golden, "
        "about 10 min. Serve."
    )
    pieces = chunks(text)

    assert all(len(piece.words.split()) <= LONGEST for piece in pieces)
    assert text[: pieces[0].end].strip() == "Melt 1 tbsp. butter in a small pan, then add the onions and stir"
    assert pieces[-1].end == len(text)
    assert [piece.words for piece in pieces if piece.ends_sentence][-1] == "Serve."


@pytest.mark.parametrize(
    ("words", "readable"),
    [
        ("Mapo Tofu, 麻婆豆腐.", "Mapo Tofu ."),
        ("混ぜる。", "Words in Chinese characters."),
        ("вареники", "Words in Cyrillic letters."),
        ("β-carotene", "beta-carotene"),
        ("\u0421rab meat", "Crab meat"),
        ("crème brûlée", "crème brûlée"),
    ],
)
def test_an_english_voice_gets_what_it_can_read(words: str, readable: str) -> None:
    """Other scripts are left out, or named where nothing else is there; look-alikes become what they look like."""
    assert english_only(words) == readable


@given(st.text(max_size=60))
def test_what_an_english_voice_gets_is_latin(words: str) -> None:
    """Whatever is written, no letter of another script reaches an English voice."""
    left = [mark for mark in english_only(words) if mark.isalpha() and mark > "ỿ"]
    assert not [mark for mark in left if not unicodedata.name(mark, "").startswith("LATIN")]


def test_no_piece_is_endless() -> None:
    """Given a text without an end of a sentence, then its pieces are bounded, and the last one ends where it does."""
    for text in ("and" * 20, "word " * 3000, "x" * 5000, "混ぜる" * 900, "1" * 3000):
        pieces = chunks(text)
        assert max(len(piece.words) for piece in pieces) <= MOST
        assert pieces[-1].end == len(text)


def test_earcons_differ_and_are_soft() -> None:
    """No two earcons sound alike, none is louder than -19 dBFS and each begins and ends in silence."""
    sounds = [earcon(name) for name in NAMES]

    assert len({sound.tobytes() for sound in sounds}) == len(NAMES)
    for sound in sounds:
        assert 500 < np.abs(sound.astype(int)).max() <= 32767 * 10 ** (-19 / 20)
        assert abs(int(sound[0])) < 50
        assert abs(int(sound[-1])) < 50


@pytest.mark.parametrize(
    ("rate", "channels", "level"), [(8_000, 1, 0.02), (48_000, 2, 0.4), (192_000, 1, 0.1)]
)
def test_recordings_of_any_rate_come_at_one_loudness(
    tmp_path: Path, rate: int, channels: int, level: float
) -> None:
    """A whisper and a shout, at any rate, are played equally long and equally loud."""
    at = np.arange(int(2.0 * rate)) / rate
    tone = level * np.sin(2 * np.pi * 440 * at) * (1 + 0.3 * np.sin(2 * np.pi * 3 * at))
    soundfile.write(tmp_path / "told.wav", np.stack([tone] * channels, axis=1), rate)

    sound = levelled(read_recording(tmp_path / "told.wav"))

    assert sound.size == pytest.approx(2 * RATE, rel=0.01)
    assert loudness(sound) == pytest.approx(TARGET, abs=0.5)


def test_bad_recordings_are_one_sentence(tmp_path: Path) -> None:
    """Missing, empty and no sound at all: each is told, none is a traceback."""
    (tmp_path / "text.wav").write_text("no sound", encoding="utf-8")
    soundfile.write(tmp_path / "empty.wav", np.zeros((0, 1)), 16_000)

    for name in ("none.wav", "text.wav", "empty.wav"):
        with pytest.raises(AudioFileError, match=name):
            recording_pcm(tmp_path / name)
