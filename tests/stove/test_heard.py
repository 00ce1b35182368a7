"""Our own prompts, noise and foreign speech, heard by the real recogniser while an offer is open: no raise."""

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sous_voice.core.messages import ConfirmHeat
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.source import read_sound

from .heard import Hearer, prompts, spoken

pytestmark = [pytest.mark.audio, pytest.mark.slow]

SAMPLE = 3
"""Prompts a day; all of them take minutes: ``benchmarks/stove.py prompts``."""
SECONDS = 10
"""Of each recording; the whole of them: ``benchmarks/stove.py negatives``."""


def of_the_day() -> Iterator[str]:
    """Other prompts every day, the same all day; the offers always."""
    every = prompts()
    yield from (prompt for prompt in every if "of nine" in prompt)
    yield from random.Random(datetime.date.today().toordinal()).sample(every, SAMPLE)


@pytest.fixture(scope="module")
def hearer() -> Hearer:
    return Hearer()


def test_every_prompt_is_found() -> None:
    """Reflection finds the prompts; a new one cannot escape."""
    assert len(prompts()) >= 70


@pytest.mark.parametrize("prompt", sorted(set(of_the_day())))
def test_no_prompt_is_heard_as_an_order(hearer: Hearer, prompt: str) -> None:
    """Even with nothing to tell our voice from the cook's no prompt confirms; and where our words are known, none
    raises, and none that was heard to its end stops."""
    sound = spoken(prompt)
    assert not [act for act in hearer.acts(sound) if isinstance(act.effect, ConfirmHeat)]
    assert not [act for act in hearer.acts(sound, own=prompt) if act.raises or not act.heard.partial]


def test_the_same_way_a_cook_confirms(hearer: Hearer) -> None:
    """The control: what a cook says does confirm, or the silence of all the others would mean nothing."""
    acts = hearer.acts(spoken("confirm front left five"))
    assert any(isinstance(act.effect, ConfirmHeat) for act in acts), acts


@pytest.mark.parametrize(
    "name", ["kitchen-noise", "negative/beckett", "negative/endgame_nagg_nell", "negative/two_cities"]
)
def test_noise_and_foreign_speech_raise_nothing(hearer: Hearer, shared_data: Path, name: str) -> None:
    """Kitchen noise, and people who speak of other things: neither consent nor a wish."""
    sound = read_sound(shared_data / f"{name}.wav")[: SECONDS * RATE]
    assert not [act for act in hearer.acts(sound) if act.raises]
