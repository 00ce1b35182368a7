"""Short talk about food reaches the core by ear, also where the parser makes nothing of it; talk to others does not."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from test_ear import Loudness, Scripted

from sous_voice.core.messages import Heard
from sous_voice.core.moment import Context
from sous_voice.core.session import Session
from sous_voice.hearing.engine import RATE
from sous_voice.language.parser import Parser
from sous_voice.runtime.conductor import reads_food
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.listening import Moment
from sous_voice.settings import Settings
from sous_voice.shelf.furnish import furnish
from sous_voice.shelf.recipes import read_recipe

DAL = Session(recipe=read_recipe(Path(__file__).parents[2] / "recipes" / "lentil-dal.cook"))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("does most of the salt come from the salt itself", True),
        ("subs for turmeric", True),
        ("did you see the game last night", False),
        ("mum called about the holidays", False),
    ],
)
def test_what_is_read_as_food_is_meant_for_us(text: str, heard: bool) -> None:
    """Given a recipe in hand, words that the parser makes nothing of are passed on where they talk of its food."""
    kitchen = furnish(Settings(), None, datetime(2026, 11, 26, 17, 0))
    ear = Ear(Scripted(None, text), Parser(), Loudness())
    ear.tell(Moment(Context(state="idle", ours=True), food=lambda words: reads_food(kitchen, DAL, words)))
    sound = np.concatenate([np.zeros(RATE // 2), 0.1 * np.ones(2 * RATE), np.zeros(2 * RATE)])
    events = [one for one in ear.take(sound.astype(np.float32), 4.5) if isinstance(one, Heard)]
    assert bool(events) is heard
