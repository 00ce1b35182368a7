"""Stop words are noticed in the stream."""

from pathlib import Path

import numpy as np
import pytest

from sous_voice.hearing.engine import RATE, STOP_PHRASES
from sous_voice.hearing.source import read_sound
from sous_voice.hearing.spotting import Spotter, threshold


def test_short_phrases_need_stronger_evidence() -> None:
    """The shorter a phrase, the higher its threshold."""
    assert threshold("fire") > threshold("stop") > threshold("everything off")


@pytest.mark.audio
def test_read_speech_is_no_stop_word(shared_data: Path) -> None:
    """Ten seconds of read speech and of silence contain no stop word."""
    spotter = Spotter(STOP_PHRASES)
    for samples in (read_sound(shared_data / "negative" / "beckett.wav"), np.zeros(RATE, np.float32)):
        spotter.reset()
        assert [
            found
            for start in range(0, len(samples), 1600)
            for found in spotter.feed(samples[start : start + 1600])
        ] == []
