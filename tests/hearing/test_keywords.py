"""Stop, off and fire are noticed in the stream of sound itself."""

import sys
from pathlib import Path

import numpy as np
import pytest

from sous_voice.cli import doctor
from sous_voice.core.intents import Risk
from sous_voice.core.moment import Context
from sous_voice.errors import ModelError
from sous_voice.hearing.engine import RATE
from sous_voice.hearing.keywords.embedding import STEP, SpeechEmbedding
from sous_voice.hearing.keywords.head import FORMAT, KINDS, STEPS, WEIGHTS, Head
from sous_voice.hearing.keywords.notice import SAYS, Keywords, Noticed, open_keywords
from sous_voice.hearing.source import Floats, Resampler
from sous_voice.language.parser import Parser
from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.cache import RATE as SPOKEN_RATE
from sous_voice.speaking.voice import open_voice

pytestmark = pytest.mark.audio
BLOCK = RATE // 10


@pytest.fixture(scope="module")
def said():  # type: ignore[no-untyped-def]
    """Words → samples of another voice than ours, with silence around, and when the words end in seconds."""
    say = second_voice(open_voice())

    def sound(words: str) -> tuple[Floats, float]:
        samples = Resampler(SPOKEN_RATE, 1).take(say(words).astype(np.float32)[:, None] / 32768.0)
        loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
        spoken = 0.2 * samples[loud[0] : loud[-1] + 1] / np.abs(samples).max()
        return np.pad(spoken, (RATE, RATE)).astype(np.float32), 1 + spoken.size / RATE

    return sound


def noticed(sound: Floats, block: int = BLOCK) -> list[tuple[float, Noticed]]:
    """What is noticed, and when: the end of the block that showed it."""
    keywords = Keywords()
    return [
        ((at + block) / RATE, one)
        for at in range(0, sound.size - block, block)
        for one in keywords.take(sound[at : at + block])
    ]


def test_every_kind_means_something_that_is_always_obeyed() -> None:
    """What a kind stands for is urgent for the parser too."""
    for kind in KINDS:
        intents = Parser().understand(SAYS[kind], Context(state="step")).intents
        assert any(intent.risk is Risk.R0 for intent in intents), kind


def test_urgent_words_are_noticed_soon_after_their_end(said) -> None:  # type: ignore[no-untyped-def]
    """Of eight urgent phrases most are noticed within 0.3 s of their end, as what they are.

    The synthesiser says nothing twice alike, so two may be missed.
    """
    wanted = {"stop": "stop", "stop talking": "stop", "be quiet": "be quiet", "turn it off": "turn it off",
              "turn off the heat": "turn it off", "turn everything off": "turn it off", "fire": "fire",
              "emergency stop": "emergency stop"}  # fmt: skip
    soon = 0
    for words, phrase in wanted.items():
        sound, ended = said(words)
        soon += any(one.phrase == phrase and at - ended <= 0.3 for at, one in noticed(sound))
    assert soon >= 6


def test_recipes_and_other_orders_are_not_noticed(said) -> None:  # type: ignore[no-untyped-def]
    """The same words with another meaning, and words that sound like them, move nothing."""
    for words in (
        "Take the pot off the heat and let it rest for ten minutes.",
        "Fold in the egg whites, and stop as soon as no streaks are left.",
        "One can of fire roasted tomatoes, and a cup of stock.",
        "Turn up the heat a little.",
        "Set a timer for forty five minutes.",
        "How much soft butter do I need?",
        "What's the next step?",
    ):
        sound, _ = said(words)
        assert [one for _, one in noticed(sound) if one.sure] == [], words


def test_noise_and_silence_are_nothing() -> None:
    """Neither silence, nor hiss, nor a hum is a word."""
    random = np.random.default_rng(3)
    seconds = np.arange(4 * RATE) / RATE
    for sound in (
        np.zeros(4 * RATE),
        0.1 * random.standard_normal(4 * RATE),
        0.2 * np.sin(2 * np.pi * 120 * seconds),
    ):
        assert noticed(sound.astype(np.float32)) == []


def test_the_size_of_blocks_changes_nothing(said) -> None:  # type: ignore[no-untyped-def]
    """The stream is cut into steps of its own, however it comes; a clip as a whole gives the same."""
    sound, _ = said("turn it off")
    sound = sound[: sound.size // STEP * STEP]
    one = np.array(SpeechEmbedding().take(sound))
    stream = SpeechEmbedding()
    other = np.array([v for at in range(0, sound.size, 777) for v in stream.take(sound[at : at + 777])])
    np.testing.assert_allclose(one, other, atol=1e-3)
    np.testing.assert_allclose(one, SpeechEmbedding(many=4).whole(sound), atol=1e-3)


def test_a_thing_is_noticed_once(said) -> None:  # type: ignore[no-untyped-def]
    """One word is one notice, however long it stays in view."""
    sound, _ = said("emergency stop")
    assert len([one for _, one in noticed(np.tile(sound, 1)) if one.sure]) <= 1


def test_the_last_two_seconds_are_kept_for_a_look() -> None:
    """What a recogniser is to look at ends with the newest sample."""
    keywords = Keywords()
    sound = np.linspace(-0.5, 0.5, 5 * RATE + 123).astype(np.float32)
    keywords.take(sound)
    assert keywords.recent[-1] == sound[-1]
    assert 1.9 * RATE < keywords.recent.size < 2.2 * RATE


def test_weights_that_are_broken_or_of_another_format_are_refused(tmp_path: Path) -> None:
    """Weights that another version made are never guessed at, and torn ones are no traceback."""
    np.savez(
        tmp_path / "old.npz",
        format=np.array(FORMAT + 1),
        **{f"{n}{at}": 0.0 for n in "wb" for at in range(3)},
    )
    with pytest.raises(ModelError, match="of format"):
        Head(tmp_path / "old.npz")
    np.savez(tmp_path / "few.npz", format=np.array(FORMAT))
    (tmp_path / "torn.npz").write_bytes(WEIGHTS.read_bytes()[:30_000])
    (tmp_path / "words.npz").write_text("no weights")
    for name in ("few", "torn", "words", "nowhere"):
        with pytest.raises(ModelError, match="broken"):
            Head(tmp_path / f"{name}.npz")


def test_where_the_embedding_is_not_packed_the_program_listens_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another machine than Linux on x86-64 or ARM starts all the same, and the doctor says what it lacks."""
    monkeypatch.setitem(sys.modules, "pyopen_wakeword", None)
    assert open_keywords() is None
    (finding,) = doctor._stop_words()
    assert finding.state == "missing"
    assert "pyopen-wakeword is not here" in finding.found
    assert "later" in finding.remedy


def test_probabilities_are_shares(tmp_path: Path) -> None:
    """Kinds and nothing share one certainty."""
    odds = Head()(np.random.default_rng(1).standard_normal((STEPS, 96)).astype(np.float32) * 20)
    assert odds.shape == (len(KINDS),)
    assert (odds >= 0).all()
    assert odds.sum() <= 1 + 1e-5
