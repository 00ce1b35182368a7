"""A narrator paces a story: quoted speech stands apart; a recording is cut where breath is taken."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.intents import Intent, Understanding
from sous_voice.runtime.teller import is_order
from sous_voice.speaking.cache import RATE
from sous_voice.speaking.loudness import pauses_of
from sous_voice.speaking.pacing import BEAT, paced

QUOTED = [
    ('She said, "Take the one with the crooked thumb."', [0]),
    ("She said, “Take it.” Then she left.", [0, 1]),
    ('"He never barks," the mayor said.', [0]),
    ("It isn't the miller's dog.", []),
    ("Nobody spoke.", []),
    ("“Only one”", []),
]


@pytest.mark.parametrize(("text", "beats"), QUOTED)
def test_quoted_speech_has_a_beat_around_it(text: str, beats: list[int]) -> None:
    """Before the quotation and after it, where words stand on the other side; an apostrophe is none."""
    pieces, pauses = paced(text)
    assert [place for place, seconds in pauses.items() if seconds == BEAT] == beats
    assert pieces[-1].end == len(text)


def test_a_narrator_leaves_silence_after_each_sentence() -> None:
    """Their own pause, after sentences alone."""
    pieces, pauses = paced("We came over the mountain. It snowed.", pause=0.5)
    assert [pauses[place] for place, one in enumerate(pieces) if one.ends_sentence] == [0.5, 0.5]


@settings(max_examples=150, deadline=None)
@given(st.text("abc de.!?,“”\"'; ", max_size=80))
def test_no_word_is_lost_by_pacing(text: str) -> None:
    """Whatever the quotation marks do, every letter is spoken, in order, and places only grow."""
    pieces, pauses = paced(text)
    letters = "".join(char for char in text if char.isalpha())
    spoken = "".join(char for piece in pieces for char in piece.words.lower() if char.isalpha())
    assert spoken == letters or len(spoken) >= len(letters)
    ends = [piece.end for piece in pieces]
    assert ends == sorted(ends)
    assert set(pauses) <= set(range(len(pieces)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0.3, 9.0), st.floats(0.0, 1.5)), min_size=1, max_size=8))
def test_stretches_are_the_whole_recording(parts: list[tuple[float, float]]) -> None:
    """Together they are the recording to the sample; none is longer than 25 seconds."""
    rng = np.random.default_rng(4)
    sound = np.concatenate(
        [
            np.concatenate([rng.standard_normal(int(a * RATE)) * 3000, np.zeros(int(b * RATE))])
            for a, b in parts
        ]
    ).astype(np.int16)
    stretches = pauses_of(sound)
    assert sum(stretches) == pytest.approx(sound.size / RATE)
    assert all(0 < one <= 25.1 for one in stretches)


def test_a_stretch_ends_in_the_middle_of_a_pause() -> None:
    """Never inside a word: at both sides of every cut it is silent."""
    rng = np.random.default_rng(4)
    talk = [np.concatenate([rng.standard_normal(5 * RATE) * 3000, np.zeros(RATE // 2)]) for _ in range(4)]
    sound = np.concatenate(talk).astype(np.int16)
    cuts = np.cumsum(pauses_of(sound))[:-1]
    assert len(cuts) == 3
    for cut in cuts:
        around = sound[int((cut - 0.1) * RATE) : int((cut + 0.1) * RATE)]
        assert np.abs(around).max() == 0


@pytest.mark.parametrize(
    ("text", "intents", "meant"),
    [
        ("stop recording", ("story_record_stop",), True),
        ("and that was all stop recording", (), True),
        ("pause the recording", (), True),
        ("fire", ("emergency_stop",), True),
        ("and then we said stop", ("stop_talking",), False),
        ("next step", ("next_step",), False),
        ("turn the front left to high", ("heat_set",), False),
        ("she never stopped recording what it cost", (), False),
    ],
)
def test_what_is_meant_for_us_in_a_story(text: str, intents: tuple[str, ...], meant: bool) -> None:
    """How to stop, and what keeps people safe; the rest is the story and is kept as sound alone."""
    assert is_order(Understanding(text, tuple(Intent(name) for name in intents))) is meant
