"""Microphone and loudspeaker are laid beside each other by their counts of samples."""

import numpy as np
import pytest
import soxr

from sous_voice.hearing.engine import RATE
from sous_voice.runtime.own_voice import OwnVoice, Played
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.sinks import VirtualSink

BLOCK = RATE // 10


def speech(seconds: float) -> np.ndarray:
    random = np.random.default_rng(4)
    size = int(seconds * SPOKEN_RATE)
    swell = np.clip(np.sin(2 * np.pi * 2.1 * np.arange(size) / SPOKEN_RATE), 0, 1)
    return (3000 * random.standard_normal(size) * swell).astype(np.int16)


def session(jitter: float, stops_at: float = 99.0) -> tuple[np.ndarray, np.ndarray]:
    """What the microphone heard and what came out of it, for ten seconds of our own voice, 90 ms late."""
    sink = VirtualSink()
    played = Played(sink)
    clean = OwnVoice(played)
    pcm = speech(10)
    taken = [0]

    def render(frames: int, at: float) -> np.ndarray:
        block = np.resize(pcm[taken[0] : taken[0] + frames], frames) if at < stops_at else np.zeros(frames)
        taken[0] += frames
        return block.astype(np.int16)

    played.start(render)
    late = np.concatenate([np.zeros(int(0.09 * SPOKEN_RATE)), pcm])
    heard = soxr.resample(late / 32768.0, SPOKEN_RATE, RATE).astype(np.float32)
    random = np.random.default_rng(5)
    out = []
    for number in range(99):
        sink.run(0.1)
        at = (number + 1) / 10 + jitter * random.random()
        out.append(clean(heard[number * BLOCK : (number + 1) * BLOCK], at))
    return heard, np.concatenate(out)


def test_trembling_times_do_not_disturb() -> None:
    """Blocks that are noticed up to 80 ms late are cleaned as well as punctual ones; no sample is lost."""
    for jitter in (0.0, 0.08):
        heard, out = session(jitter)
        assert 0 <= 99 * BLOCK - out.size < 0.2 * RATE
        last = slice(6 * RATE, 9 * RATE)
        assert np.mean(heard[last] ** 2) > 50 * np.mean(out[last] ** 2)


def test_a_loudspeaker_that_stops_holds_nothing_back() -> None:
    """Without a loudspeaker's blocks the microphone's pass at once, unchanged."""
    clean = OwnVoice(Played(VirtualSink()))
    block = np.ones(BLOCK, np.float32) * 0.1
    out = np.concatenate([clean(block, 0.1 * (number + 1)) for number in range(10)])
    assert 10 * BLOCK - out.size < 256
    assert np.array_equal(out, np.ones(out.size, np.float32) * np.float32(0.1))


@pytest.mark.parametrize("gives_back", [True, False])
def test_another_voice_is_told_from_ours_by_its_sound(gives_back: bool) -> None:
    """Our own voice in the room is not another's, before and after it is learnt, nor is noise; a cook over us is, as
    is one whose microphone hears nothing of us."""
    clean = OwnVoice(played := Played(VirtualSink()))
    pcm = speech(10)
    echo = np.concatenate([np.zeros(int(0.09 * SPOKEN_RATE)), pcm])[: pcm.size] * float(gives_back)
    heard = soxr.resample(echo / 32768.0, SPOKEN_RATE, RATE).astype(np.float32)
    heard += 1e-4 * np.random.default_rng(1).standard_normal(heard.size).astype(np.float32)
    cook = 0.1 * np.random.default_rng(9).standard_normal(RATE // 2).astype(np.float32)
    heard[6 * RATE : 6 * RATE + cook.size] += cook
    told = {}
    for number in range(99):
        part = slice(number * SPOKEN_RATE // 10, (number + 1) * SPOKEN_RATE // 10)
        played.blocks.append((pcm[part], number / 10))
        at = (number + 1) / 10
        clean(heard[number * BLOCK : (number + 1) * BLOCK], at)
        if number in (14, 49, 69):
            told[number] = clean.another_spoke(at - 0.95, at - 0.35)
    assert told == {14: False, 49: False, 69: True}
    assert not clean.another_spoke(0.5, 1.0)


@pytest.mark.parametrize("loud", [2.0, 1.0, 0.1])
def test_our_own_voice_is_not_let_through_once_it_is_known(loud: float) -> None:
    """What cancelling leaves of us is hushed so far that no recogniser makes words of it; a cook's word is whole."""
    clean = OwnVoice(played := Played(VirtualSink()))
    pcm = speech(10)
    late = np.concatenate([np.zeros(int(0.09 * SPOKEN_RATE)), pcm])[: pcm.size] * loud
    heard = soxr.resample(late / 32768.0, SPOKEN_RATE, RATE).astype(np.float32)
    cook = 0.05 * loud * np.random.default_rng(9).standard_normal(RATE // 2).astype(np.float32)
    heard[7 * RATE : 7 * RATE + cook.size] += cook
    out = []
    for number in range(99):
        part = slice(number * SPOKEN_RATE // 10, (number + 1) * SPOKEN_RATE // 10)
        played.blocks.append((pcm[part], number / 10))
        out.append(clean(heard[number * BLOCK : (number + 1) * BLOCK], (number + 1) / 10))
    sound = np.concatenate(out)
    ours, theirs = slice(3 * RATE, 7 * RATE), slice(7 * RATE + RATE // 20, 7 * RATE + cook.size)
    assert np.mean(heard[ours] ** 2) > 3000 * np.mean(sound[ours] ** 2)
    assert 0.8 < np.mean(sound[theirs] ** 2) / np.mean(cook**2) < 1.3


def test_a_listener_that_is_late_still_knows_what_was_played() -> None:
    """Everything was played before the first block is listened to: it is cleaned as if it came in time."""
    clean = OwnVoice(played := Played(VirtualSink()))
    pcm = speech(10)
    late = np.concatenate([np.zeros(int(0.09 * SPOKEN_RATE)), pcm])[: pcm.size]
    heard = soxr.resample(late / 32768.0, SPOKEN_RATE, RATE).astype(np.float32)
    step = SPOKEN_RATE // 50
    played.blocks.extend((pcm[at : at + step], at / SPOKEN_RATE) for at in range(0, pcm.size, step))
    out = [clean(heard[n * BLOCK : (n + 1) * BLOCK], (n + 1) / 10) for n in range(99)]
    sound = np.concatenate(out)
    assert np.mean(heard[3 * RATE : 9 * RATE] ** 2) > 1000 * np.mean(sound[3 * RATE : 9 * RATE] ** 2)


@pytest.mark.parametrize("stall", [0.2, 0.7])
def test_a_loudspeaker_that_stood_still_makes_nobody_else_of_us(stall: float) -> None:
    """A busy machine lets it pause in the midst of a word: the way changes a little, and what is left of us is ours."""
    clean = OwnVoice(played := Played(VirtualSink()))
    pcm, at = speech(12), 5.0
    step = SPOKEN_RATE // 50
    cut = round(at * SPOKEN_RATE)
    pause = np.zeros(round(stall * SPOKEN_RATE))
    late = np.concatenate([np.zeros(int(0.09 * SPOKEN_RATE)), pcm[:cut], pause, pcm[cut:]])[: pcm.size]
    heard = soxr.resample(late / 32768.0, SPOKEN_RATE, RATE).astype(np.float32)
    blocks = [(pcm[n : n + step], n / SPOKEN_RATE + stall * (n >= cut)) for n in range(0, pcm.size, step)]
    out, another = [], []
    for number in range(119):
        now = (number + 1) / 10
        while blocks and blocks[0][1] < now:
            played.blocks.append(blocks.pop(0))
        out.append(clean(heard[number * BLOCK : (number + 1) * BLOCK], now))
        another.append(clean.another_spoke(now - 1.0, now - 0.2))
    assert not any(another)
    sound = np.concatenate(out)
    assert np.mean(heard[9 * RATE : 11 * RATE] ** 2) > 300 * np.mean(sound[9 * RATE : 11 * RATE] ** 2)
