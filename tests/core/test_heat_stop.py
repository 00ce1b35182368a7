"""A bare "stop" over heat: what it means depends on whether we were speaking, and on how often it is said."""

import pytest
from heat_stage import Stage

from sous_voice.core.context import context_of
from sous_voice.core.messages import Heard, SpeechBegan, SpeechEnded
from sous_voice.core.topics import TOPICS

HOT = """
front left to medium
confirm five
= front_left 5
@ +20s
"""
TALK = 999
"""Id of some words of ours that are at the loudspeaker."""


def hot() -> Stage:
    stage = Stage()
    stage.play(HOT)
    return stage


def says(stage: Stage, text: str, began: float) -> None:
    """Heard now, begun then."""
    session = stage.session
    context = context_of(session.kitchen, session.session, TOPICS)
    session.event(Heard(session.at, session.understand(text, context), began=began))
    session.pass_time(2.0)


@pytest.mark.parametrize(
    ("words", "heating"),
    [("stop", "front_left 5"), ("stop stop", "front_left 2"), ("stop stop stop", "dark")],
)
def test_while_we_speak(words: str, heating: str) -> None:
    """Said into our words, one stop hushes us, two take the heat down, three end it."""
    stage = hot()
    stage.session.event(SpeechBegan(stage.session.at, TALK))
    says(stage, words, stage.session.at)
    assert stage.heating == heating


def test_a_stop_that_began_while_we_spoke() -> None:
    """What began before our voice fell silent meant our voice, though it is understood after."""
    stage = hot()
    began = stage.session.at
    stage.session.event(SpeechBegan(began, TALK))
    stage.session.pass_time(1.0)
    stage.session.event(SpeechEnded(stage.session.at, TALK, 0, False))
    stage.session.pass_time(2.0)
    says(stage, "stop", began + 0.5)
    assert stage.heating == "front_left 5"


def test_two_readings_of_one_stop() -> None:
    """The word that was noticed in the stream, and the same utterance at its end, are one stop."""
    stage = hot()
    began = stage.session.at
    says(stage, "stop", began)
    says(stage, "stop", began)
    assert stage.heating == "front_left 2"


def test_a_stop_long_after_another() -> None:
    """A stop is not counted together with one of minutes ago."""
    stage = hot()
    stage.play("stop\nno\n@ +60s\nstop")
    assert stage.heating == "front_left 2"
