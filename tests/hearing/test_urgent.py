"""Stop, off and emergency phrases are noticed by their sound, in looks at the open utterance."""

from collections.abc import Sequence

import numpy as np
import onnxruntime
import pytest

from sous_voice.core.intents import Risk
from sous_voice.core.moment import Context
from sous_voice.hearing.engine import RATE, Expectation, Hint
from sous_voice.hearing.glances import EVERY, SHARE, Glances
from sous_voice.hearing.phonetic.phrases import distance, fittest
from sous_voice.hearing.phonetic.pronounce import sounds
from sous_voice.hearing.recogniser import open_engine
from sous_voice.hearing.source import Resampler
from sous_voice.hearing.urgent import LIMIT, RIVALS, SHORT, WHOLE, urgent, urgent_phrases
from sous_voice.hearing.whisper.look import look
from sous_voice.hearing.whisper.model import Hypothesis
from sous_voice.language.parser import Parser
from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.voice import open_voice


def test_every_urgent_phrase_is_obeyed_at_once() -> None:
    """What is listened for means something that is always obeyed."""
    parser = Parser()
    for phrase in (*SHORT, *WHOLE):
        intents = parser.understand(phrase, Context(state="step")).intents
        assert any(intent.risk is Risk.R0 for intent in intents), phrase


def test_misheard_phrases_are_near_in_sound() -> None:
    """What a recogniser makes of a single urgent word lies next to that word."""
    phrases = urgent_phrases()
    for heard, meant in {"he tough": "heat off", "emergency staff": "emergency stop", "turn it of": "turn it off",
                         "start talking": "stop talking", "kill the beat": "kill the heat"}.items():  # fmt: skip
        assert meant in [phrase for phrase, _ in phrases.nearest([heard.split()])[:2]]
    assert phrases.nearest(["whisk the flour and the sugar in a wide bowl".split()]) == []


def test_distance_is_none_for_the_same_and_grows_with_what_differs() -> None:
    """Equal sounds cost nothing; the cost is the same in both directions."""
    stop, step, salt = (sounds([word])[0] for word in ("stop", "step", "salt"))
    assert distance(stop, stop) == 0.0
    assert 0.0 < distance(stop, step) < distance(stop, salt)
    assert distance(stop, salt) == pytest.approx(distance(salt, stop))
    assert distance([], stop) > 0.0


def test_a_rival_that_fits_better_takes_the_phrase_away() -> None:
    """ "Turn up the heat" is never "turn off the heat"; and nothing counts beyond the limit."""
    near = [("turn off the heat", 0.12), ("turn up the heat", 0.0)]
    assert "turn up the heat" in RIVALS
    assert urgent(fittest(near, [-1.2, -0.4], -0.3)) is None
    found = urgent(fittest(near, [-0.3, -2.0], -0.3))
    assert found is not None
    assert (found.phrase, found.whole) == ("turn off the heat", True)
    assert urgent(fittest([("stop", 0.5)], [-0.3 - LIMIT], -0.3)) is None
    assert urgent(fittest([], [], 0.0)) is None


class Decoder:
    """Writes "stuff" for what was said, and finds some phrases likely."""

    def __init__(self, **likely: float) -> None:
        self._likely = {words.replace("_", " "): weight for words, weight in likely.items()}

    def encode(self, clip: np.ndarray) -> np.ndarray:
        """Nothing is encoded."""
        return clip

    def hear(self, clip: np.ndarray) -> tuple[list[Hypothesis], float]:
        """The same words for every clip."""
        return [Hypothesis("Stuff.", -1.0)], 0.0

    def weigh(self, clip: np.ndarray, sentences: Sequence[Sequence[str]]) -> list[float]:
        """Mean log-probability of each."""
        return [self._likely.get(" ".join(words), -7.0) for words in sentences]


@pytest.mark.parametrize(
    ("hint", "likely", "spotted"),
    [
        (None, {"stop": -4.0}, None),
        (Hint("stop", 0.9), {"stop": -4.0}, "stop"),
        (Hint("stop", 0.4), {"stop": -4.0}, None),
        (Hint("stop", 0.9), {"stop": -4.0, "start": -1.0}, None),
        (Hint("turn it off", 0.9), {"stop": -4.0}, None),
        (Hint("turn it off", 0.9), {"turn_it_off": -3.0}, "turn it off"),
        (Hint("emergency stop", 0.9), {"emergency_stop": -1.5}, "emergency stop"),
        (Hint("emergency stop", 0.45), {"emergency_stop": -1.5}, None),
    ],
)
def test_a_look_goes_halfway_to_meet_another_witness(
    hint: Hint | None, likely: dict[str, float], spotted: str | None
) -> None:
    """What the sound itself showed may fit worse; a rival that fits better, or another meaning, is not overruled."""
    found = look(Decoder(**likely), urgent_phrases(), np.zeros(RATE, np.float32), 1.0, hint)  # type: ignore[arg-type]
    assert (found.phrase if found else None) == spotted


def test_looks_come_at_pauses_and_now_and_then() -> None:
    """A look when the speaker pauses, one about every 0.3 s while they go on, fewer where looks are dear."""
    looks = Glances()
    looks.begin()
    dues = [looks.due(0.032, 0.0) for _ in range(6)]
    assert dues == [False] * 4 + [True] * 2
    looks.took(0.01, 0.0)
    assert not looks.due(0.032, 0.0)
    assert not looks.due(0.032, 0.064)
    assert looks.due(0.032, 0.096)
    looks.took(0.01, 0.096)
    assert not looks.due(0.032, 0.128)
    assert not looks.due(0.032, 0.0)
    looks.took(1.0, 0.0)
    waited = 0.0
    while not looks.due(0.032, 0.0):
        waited += 0.032
    assert waited > EVERY
    assert waited == pytest.approx(1.0 / SHARE, abs=0.1)


@pytest.mark.audio
def test_spoken_stops_are_noticed_and_other_orders_are_not() -> None:
    """Through the real engine most urgent phrases give their words at a look, other orders nothing urgent.

    The synthesiser says nothing twice alike, so one of the four may be missed; its chance is set, so that every run
    says the same: by a look alone, two takes of "stop" in three are heard as "star", and three seeds of eight miss two.
    """
    onnxruntime.set_seed(2)
    engine = open_engine("whisper")
    say = second_voice(open_voice())
    parser = Parser()

    def obeyed(line: str) -> bool:
        samples = Resampler(22050, 1).take(np.pad(say(line), 2000).astype(np.float32)[:, None] / 32768.0)
        spotted = engine.glance(samples).spotted
        heard = parser.understand(spotted.phrase, Context(state="step")).intents if spotted else ()
        return any(intent.risk is Risk.R0 for intent in heard)

    assert sum(map(obeyed, ("stop", "turn everything off", "stop talking", "emergency stop"))) >= 3
    others = ("what was that again", "set a timer for ten minutes", "how much butter do I need")
    assert [line for line in others if obeyed(line)] == []
    assert engine.glance(np.zeros(RATE, np.float32)).spotted is None
    engine.expect(Expectation(keyphrases=()))
    assert not obeyed("stop")
