"""Who is spoken to: orders are taken, talk among people is left alone."""

import math
from pathlib import Path

import numpy as np
import pytest

from sous_voice.core.intents import HeatFrame, Intent, Understanding
from sous_voice.core.messages import Heard, Noise
from sous_voice.core.moment import Context
from sous_voice.hearing.endpointing import Silero
from sous_voice.hearing.engine import RATE, Recognised, SecondLook
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.source import read_sound
from sous_voice.language.parser import Parser
from sous_voice.runtime.addressee import LONG, TALK, Addressee, is_speech
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.expectations import Expectations
from sous_voice.runtime.listening import Moment
from sous_voice.runtime.readings import LONGEST_ORDER, Reading, best_reading

NEGATIVE = Path(__file__).parents[3] / "shared" / "data" / "negative"


def read(means: str, sure: float, doubt: float, aside: float, *, asked: bool = False) -> Reading:
    """Words that mean an intent, or nothing, and how far they are from all that may be said."""
    understood = Understanding(
        "so it goes", (Intent(means),) if means else (), confidence=sure, abstained=not means
    )
    return best_reading(
        Recognised("so it goes", heard="So it goes.", confidence=0.8),
        lambda text: understood,
        lambda heard: SecondLook("go back", doubt),
        aside=lambda text: aside,
        asked=asked,
    )


def taken(
    who: Addressee, reading: Reading, began: float, *, pending: str = "", awaited: bool = False
) -> bool:
    """Whether an utterance of a second is acted on."""
    return who.is_us(reading, began, began + 1, pending=pending, awaited=awaited)


@pytest.mark.parametrize(
    ("means", "sure", "doubt", "aside", "ours"),
    [
        ("next_step", 0.98, 9.0, 0.99, True),
        ("change", 0.84, 2.0, 0.02, True),
        ("change", 0.84, 2.0, 0.9, False),
        ("change", 0.84, 3.5, 0.2, False),
        ("set_profile", 0.93, 2.9, 0.9, False),
        ("affirm", 0.84, 2.5, 0.05, False),
        ("stop_talking", 0.7, 9.0, 0.99, True),
    ],
)
def test_half_understood_words_that_people_say_to_each_other_are_no_order(
    means: str, sure: float, doubt: float, aside: float, ours: bool
) -> None:
    """A whole sentence and what silences always count; where we asked, everything does."""
    assert bool(read(means, sure, doubt, aside).understanding.intents) is ours
    assert read(means, sure, doubt, aside, asked=True).understanding.intents


def test_of_many_words_no_order_is_picked() -> None:
    """What is told or read at length holds words of many orders, and is none, though none of it was said to anybody."""
    for words, ours in ((LONGEST_ORDER, True), (LONGEST_ORDER + 1, False)):
        text = " ".join(["less"] * words)
        half = Understanding(text, (Intent("change"), Intent("note")), confidence=0.9)
        look = SecondLook("", math.inf)
        found = best_reading(Recognised(text, heard=text), lambda text: half, lambda heard: look)  # noqa: B023
        assert bool(found.understanding.intents) is ours


def test_words_that_mean_nothing_are_asked_back_only_where_they_were_for_us() -> None:
    """They sound like something that may be said, or are like what cooks say; after our words a hint is enough."""
    strange, near, likely = read("", 0.0, 5.0, 0.98), read("", 0.0, 1.5, 0.9), read("", 0.0, 2.8, 0.9)
    assert not taken(Addressee(), strange, 0.0)
    assert not taken(Addressee(), strange, 0.0, awaited=True)
    assert taken(Addressee(), near, 0.0)
    assert not taken(Addressee(), likely, 0.0)
    assert taken(Addressee(), likely, 0.0, awaited=True)
    assert not taken(Addressee(), read("", 0.0, math.inf, 0.6), 0.0, awaited=True)


@pytest.mark.parametrize(
    ("pending", "ours"), [("name", True), ("offer", True), ("yes_no", False), ("", False)]
)
def test_any_words_answer_where_nobody_can_foresee_the_answer(pending: str, ours: bool) -> None:
    """ "In Naples" tells where a story was; to an offer of heat every word that does not confirm it is a no."""
    assert taken(Addressee(), read("", 0.0, 5.0, 0.98), 0.0, pending=pending) is ours


def test_people_who_talk_go_on_talking() -> None:
    """After words for others, half understood ones and a bare "yes" are no order, until a while has passed."""
    chatter, half, yes = (
        read("", 0.0, 6.0, 0.99),
        read("change", 0.9, 3.0, 0.01),
        read("affirm", 0.98, 0.0, 0.0),
    )
    order = read("next_step", 0.98, 0.0, 0.0)
    who = Addressee()
    assert not taken(who, chatter, 0.0)
    assert [taken(who, one, 2.0) for one in (half, yes, order)] == [False, False, True]
    assert taken(who, yes, 2.0, awaited=True)
    assert taken(who, half, 2.0, pending="yes_no")
    assert taken(who, half, 1.0 + TALK + 0.1)
    who.others_talk(20.0)
    assert not taken(who, yes, 21.0)


def test_a_long_speech_is_no_order_unless_it_is_a_whole_sentence() -> None:
    """What cools and what is whole counts however long somebody spoke."""
    long = LONG + 1
    for reading, ours in (
        (read("change", 0.9, 3.0, 0.01), False),
        (read("scale", 0.98, 0.0, 0.0), True),
        (
            Reading(Recognised("turn it down"), Understanding("turn it down", frames=(HeatFrame("lower"),))),
            True,
        ),
    ):
        assert Addressee().is_us(reading, 0.0, long, pending="", awaited=False) is ours


def test_a_long_noise_is_no_talk() -> None:
    """Twenty seconds without a pause are told to the cook where something hums, not where people talk."""
    talk = " ".join(["and then he said"] * 6)
    for text, sure, speech in ((talk, 0.8, True), (talk, 0.2, False), ("okay", 0.9, False), ("", 0.0, False)):
        assert is_speech(Recognised(text, confidence=sure), 20.0) is speech


@pytest.mark.audio
@pytest.mark.skipif(not NEGATIVE.is_dir(), reason="recordings of read prose are not on this machine")
@pytest.mark.parametrize("name", ["beckett", "endgame_nagg_nell"])
def test_prose_that_is_read_aloud_moves_nothing_and_is_not_answered(name: str) -> None:
    """In the midst of cooking, real people's reading and dialogue give no event at all."""
    parser = Parser()
    ear = Ear(open_engine("whisper"), parser, Silero(), expect=Expectations(parser.sentences).of)
    ear.tell(
        Moment(
            Context(state="step", recipe="Walnut pie", ingredients=("walnuts", "butter"), titles=("Soup",))
        )
    )
    sound = np.concatenate([read_sound(NEGATIVE / f"{name}.wav"), np.zeros(2 * RATE, np.float32)])
    events = [
        news
        for number in range(sound.size // 1600)
        for news in ear.take(sound[number * 1600 : (number + 1) * 1600], (number + 1) / 10)
    ]
    assert ear.last is not None
    assert [news for news in events if isinstance(news, Heard | Noise)] == []
