"""An utterance begins and ends where people begin and end, and never lasts for ever."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.hearing.endpointing import CHUNK_SECONDS, PRE_ROLL, Began, Ended, Endpointer, utterances
from sous_voice.hearing.source import read_sound


def chunks(seconds: float) -> int:
    return round(seconds / CHUNK_SECONDS)


def run(endpointer: Endpointer, *parts: tuple[float, float]) -> list[Began | Ended]:
    """Feed parts of (probability, seconds)."""
    news = [endpointer.step(p) for p, seconds in parts for _ in range(chunks(seconds))]
    return [one for one in news if one is not None]


def test_silence_as_long_as_the_patience_ends_an_utterance() -> None:
    """A pause shorter than the patience does not end it, one as long does."""
    short = run(Endpointer(0.7), (0.0, 1.0), (0.9, 1.0), (0.0, 0.6), (0.9, 0.5), (0.0, 0.6))
    assert [type(one) for one in short] == [Began]
    long = run(Endpointer(0.7), (0.0, 1.0), (0.9, 1.0), (0.0, 0.8))
    assert [type(one) for one in long] == [Began, Ended]


def test_a_single_click_begins_nothing() -> None:
    """One loud chunk is no speech."""
    assert not run(Endpointer(), (0.0, 0.5), (0.9, CHUNK_SECONDS), (0.0, 2.0))


def test_steady_speech_is_bounded_and_listening_goes_on_after_it() -> None:
    """A radio ends the utterance after ``longest``; after half a second of silence a new one may begin."""
    news = run(Endpointer(0.7, longest=5.0), (0.9, 12.0), (0.0, 0.7), (0.9, 1.0), (0.0, 1.0))
    ended = [one for one in news if isinstance(one, Ended)]
    assert [one.reason for one in ended] == ["longest", "silence"]


def test_waiting_less_holds_for_one_utterance_only() -> None:
    """A whole command shortens the wait; the next utterance has the cook's patience again."""
    endpointer = Endpointer(2.0)
    run(endpointer, (0.9, 0.5))
    endpointer.wait = 0.3
    assert any(isinstance(one, Ended) for one in run(endpointer, (0.0, 0.4)))
    assert not any(isinstance(one, Ended) for one in run(endpointer, (0.9, 0.5), (0.0, 1.5)))


@given(st.lists(st.floats(0, 1), max_size=400), st.floats(0.2, 5), st.floats(3, 20))
def test_beginnings_and_ends_alternate_and_no_utterance_is_too_long(
    probabilities: list[float], patience: float, longest: float
) -> None:
    """Whatever is heard: began, ended, began, ended; never longer than ``longest``."""
    endpointer = Endpointer(patience, longest)
    open_since = None
    for number, probability in enumerate(probabilities):
        news = endpointer.step(probability)
        if isinstance(news, Began):
            assert open_since is None
            open_since = number
        elif isinstance(news, Ended):
            assert open_since is not None
            assert (number - open_since) * CHUNK_SECONDS <= longest + 0.1
            open_since = None


def test_orders_in_kitchen_noise_are_found_whole(shared_data: Path) -> None:
    """Real orders at 6 dB of kitchen noise are neither lost nor cut; noise alone is no utterance."""
    noise = read_sound(shared_data / "kitchen-noise.wav")
    for path in sorted((shared_data / "coffee" / "clips").glob("*.wav"))[:6]:
        clip = np.pad(read_sound(path), 24000)
        piece = noise[: clip.size]
        gain = np.sqrt(np.mean(clip[24000:-24000] ** 2) / np.mean(piece**2) / 10**0.6)
        found = utterances((clip + gain * piece).astype(np.float32))
        assert len(found) == 1, path.name
        first_word = np.flatnonzero(np.abs(clip) > 0.1 * np.abs(clip).max())[0] / 16000
        assert found[0].began - PRE_ROLL < first_word
    assert not [one for one in utterances(0.1 * noise[: 30 * 16000]) if one.ended.speech > 0.12]
