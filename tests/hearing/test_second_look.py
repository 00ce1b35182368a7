"""A second look at doubtful words: which sentence that may be said now sounds like them."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.moment import Context
from sous_voice.core.sentences import BEGINNING, Sentences
from sous_voice.hearing.engine import RATE, Expectation
from sous_voice.hearing.phonetic.weak_forms import contracted
from sous_voice.hearing.phonetic.whole_sentences import MOST_PHONES, nearest_sentences
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.urgent import urgent_phrases
from sous_voice.hearing.whisper.model import Encoded, Hypothesis
from sous_voice.hearing.whisper.on_doubt import OnDoubt
from sous_voice.hearing.whisper.second_look import second_look
from sous_voice.language.normalise import normal
from sous_voice.language.parser import Parser

MOMENT = Context(
    state="step",
    ingredients=("walnuts", "brown sugar"),
    tools=("whisk",),
    timers=("crust",),
    titles=("Walnut pie",),
)
PARSER = Parser()


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return PARSER.sentences(MOMENT)


@pytest.mark.parametrize(
    "said",
    [
        "how much time is left",
        "set a timer for ten minutes for the crust",
        "how much sugar do i need",
        "what's next",
    ],
)
def test_a_sentence_that_may_be_said_is_nearest_to_itself(sentences: Sentences, said: str) -> None:
    """At no cost, with the names of the moment and the numbers that cooks say."""
    best = nearest_sentences(sentences, normal(said))[0]
    assert best.cost == 0
    assert best.words == tuple(normal(said))


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("tunnel the recipe", "double the recipe"),
        ("and five minutes to the rust timer", "add five minutes to the crust timer"),
        ("his recipe is it", "whose recipe is it"),
    ],
)
def test_words_heard_wrongly_lead_to_what_was_said(sentences: Sentences, heard: str, said: str) -> None:
    """The sentence that sounds most like them comes first."""
    assert " ".join(nearest_sentences(sentences, heard.split())[0].words) == said


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from("next the crust timer how much walnuts for ten it is zebra".split()), max_size=9)
)
def test_whatever_was_heard_what_is_found_is_a_sentence_of_the_parser(words: list[str]) -> None:
    """Every result can be walked through the automaton, costs nothing below zero, and comes in order."""
    sayable = PARSER.sentences(MOMENT)
    found = nearest_sentences(sayable, words)
    assert [near.cost for near in found] == sorted(near.cost for near in found)
    for near in found:
        assert near.cost >= -1e-6
        assert _is_sentence(sayable, near.words)


def _is_sentence(sentences: Sentences, words: tuple[str, ...]) -> bool:
    """Whether the automaton accepts the words."""
    open_ = [(BEGINNING, 0)]
    while open_:
        place, at = open_.pop()
        leaving = sentences.leaving(place)
        if at == len(words):
            if leaving.ends:
                return True
            continue
        if words[at] in leaving.words:
            open_.append((leaving.words[words[at]], at + 1))
        for listed, after in leaving.lists.items():
            open_ += [
                (after, at + len(run)) for run in sentences.values(listed) if words[at : at + len(run)] == run
            ]
    return False


def test_a_speech_is_no_order(sentences: Sentences) -> None:
    """Words of more sounds than any order has are left alone; so is nothing."""
    assert nearest_sentences(sentences, ["walnuts"] * MOST_PHONES) == []
    assert nearest_sentences(sentences, []) == []


def test_opened_words_are_written_as_people_say_them() -> None:
    """The decoder weighs "what's next", not "what is next"."""
    assert contracted("what is next") == "what's next"
    assert contracted("let us do the next one") == "let's do the next one"
    assert contracted("i can not see if they are done") == "i can't see if they're done"


def test_a_look_is_only_taken_at_what_was_recognised_last() -> None:
    """Silence, an engine that expects no sentences, and an older clip have none."""
    engine = open_engine("whisper")
    noise = np.random.default_rng(1).normal(0, 0.02, RATE).astype(np.float32)
    engine.expect(Expectation(places=False))
    assert engine.second_look(engine.recognise(noise)) is None
    engine.expect(Expectation(sentences=PARSER.sentences(MOMENT), places=False))
    older = engine.recognise(noise)
    silence = engine.recognise(np.zeros(RATE, np.float32))
    assert engine.second_look(silence) is None
    assert engine.second_look(older) is None


class Weigher:
    """A decoder that finds some sentences likely and all others not."""

    def __init__(self, **likely: float) -> None:
        self._likely = {words.replace("_", " "): weight for words, weight in likely.items()}

    def weigh(self, clip: Encoded, sentences: Sequence[Sequence[str]]) -> list[float]:
        """Mean log-probability of each."""
        return [self._likely.get(" ".join(words), -5.0) for words in sentences]


def clip(voiced: float) -> Encoded:
    """A clip with so many seconds of voice."""
    return Encoded(None, np.zeros((1, 1), np.float32), voiced + 0.6, voiced)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heard", "likely", "found"),
    [
        ("How long?", {"how_long": -3.4, "off": -3.4}, "off"),
        ("How long?", {"how_long": -3.2, "off": -3.5}, "off"),
        ("How long?", {"how_long": -0.6, "off": -4.0}, "how long"),
        ("Of.", {"of": -2.5, "off": -2.6, "how_long": -4.0}, "off"),
    ],
)
def test_an_unclear_off_never_becomes_a_question(
    sentences: Sentences, heard: str, likely: dict[str, float], found: str
) -> None:
    """In a clip of one short word the urgent ones are rivals of every sentence, whatever was written down."""
    model = Weigher(**likely)
    look = second_look(model, sentences, urgent_phrases(), clip(0.25), [Hypothesis(heard, -2.1)], 0.0)  # type: ignore[arg-type]
    assert look is not None
    assert look.text == found


@pytest.mark.parametrize(
    ("said", "likely", "voiced", "meant"),
    [
        ("start", {"start": -1.3, "stop": -1.5}, 0.4, "stop"),
        ("start", {"start": -1.0, "stop": -2.2}, 0.4, "start"),
        ("start", {"start": -1.3, "stop": -1.2}, 1.5, "start"),
        ("step two", {"step_two": -1.0, "stop": -3.0}, 0.6, "step two"),
        ("turn it up", {"turn_it_up": -3.0, "off": -1.0}, 0.6, "turn it up"),
    ],
)
def test_a_short_word_that_may_have_been_stop_is_stop(
    said: str, likely: dict[str, float], voiced: float, meant: str
) -> None:
    """Nothing begins by a word that may have been meant to end it."""
    found = OnDoubt().meant(Weigher(**likely), clip(voiced), said.split())  # type: ignore[arg-type]
    assert " ".join(found) == meant
