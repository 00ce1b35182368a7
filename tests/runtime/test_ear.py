"""What is noticed before an utterance ends, and what waits for its end."""

from collections.abc import Callable

import numpy as np

from sous_voice.core.messages import Heard
from sous_voice.core.moment import Context
from sous_voice.hearing.engine import RATE, Expectation, Glance, Hint, Recognised, Samples, Spotted
from sous_voice.hearing.keywords.notice import Noticed
from sous_voice.language.parser import Parser
from sous_voice.runtime.ear import Ear
from sous_voice.runtime.listening import Moment

CHUNK = 512


class Loudness:
    """Speech is whatever is loud."""

    def __call__(self, chunk: np.ndarray) -> float:
        return float(np.abs(chunk).max() > 0.01)

    def reset(self) -> None:
        """Nothing is kept."""


class Scripted:
    """An engine that hears what the test says."""

    name = "scripted"

    def __init__(self, glanced: Spotted | None, text: str) -> None:
        self.glanced, self.text = glanced, text
        self.looks = 0

    def expect(self, expectation: Expectation) -> None:
        """Anything."""

    def feed(self, samples: Samples) -> tuple[Spotted, ...]:
        return ()

    def glance(self, samples: Samples, hint: Hint | None = None) -> Glance:
        self.looks += 1
        return Glance(self.glanced, 0.01)

    def partial(self) -> str:
        return ""

    def finish(self) -> Recognised:
        return Recognised(self.text, confidence=1.0)

    def reset(self) -> None:
        """Nothing is kept."""

    def recognise(self, samples: Samples) -> Recognised:
        return Recognised(self.text, confidence=1.0)

    def second_look(self, heard: Recognised) -> None:
        """Not looked."""

    def name_look(self, heard: Recognised, *, asked: bool = False, known: bool = False) -> None:
        """Not looked."""


def heard(
    glanced: Spotted | None,
    text: str,
    own: str = "",
    speech: float = 0.6,
    another: bool = True,
    zones: tuple[str, ...] = ("front_left",),
) -> tuple[list[tuple[bool, tuple[str, ...]]], Scripted]:
    """One utterance between silences → (partial, intents) of each event."""
    engine = Scripted(glanced, text)
    said: Callable[[float, float], str] = lambda began, ended: own  # noqa: E731
    ear = Ear(engine, Parser(), Loudness(), said_between=said, another_spoke=lambda began, ended: another)
    ear.tell(Moment(Context(state="step", zones=zones)))
    sound = np.concatenate([np.zeros(RATE // 2), 0.1 * np.ones(int(speech * RATE)), np.zeros(2 * RATE)])
    events = []
    for number in range(sound.size // CHUNK):
        block = sound[number * CHUNK : (number + 1) * CHUNK].astype(np.float32)
        for news in ear.take(block, (number + 1) * CHUNK / RATE):
            if isinstance(news, Heard):
                events.append((news.partial, tuple(intent.name for intent in news.understanding.intents)))
    return events, engine


def test_stop_acts_before_the_utterance_ends_and_only_once() -> None:
    """A spotted stop is obeyed at once; the end of the utterance does not repeat it."""
    events, _ = heard(Spotted("stop", 0.3), "stop")
    assert events == [(True, ("stop_talking",))]


def test_a_stop_that_ends_as_something_else_moves_nothing() -> None:
    """What hushed us is one reading of the words; another one at the end does not begin the cooking."""
    events, _ = heard(Spotted("stop talking", 0.3), "start talking start talking")
    assert events == [(True, ("stop_talking",))]
    events, _ = heard(Spotted("stop", 0.3), "stop the timer")
    assert events == [(True, ("stop_talking",)), (False, ("timer_cancel",))]
    events, _ = heard(Spotted("shut up", 0.3), "set a timer for ten minutes")
    assert events == [(True, ("stop_talking",)), (False, ("timer_start",))]


def test_fire_cuts_the_heat_at_once_and_is_announced_when_it_is_certain() -> None:
    """On partial evidence everything goes off; the words for a fire wait for the whole utterance."""
    events, _ = heard(Spotted("fire", 0.3), "help there is a fire")
    assert events == [(True, ("emergency_stop",)), (False, ("fire_help",))]
    events, _ = heard(Spotted("fire", 0.3), "next step")
    assert events == [(True, ("emergency_stop",)), (False, ("next_step",))]


def test_a_phrase_that_may_go_on_waits_for_a_pause() -> None:
    """ "Turn off" in the midst of speech is no order yet: it may be a timer."""
    events, engine = heard(Spotted("turn off", 0.3, whole=True), "turn off the timer", speech=1.0)
    assert engine.looks > 2
    assert events == [(True, ("heat_off",)), (False, ("timer_cancel",))]
    nobody_pauses, _ = heard(None, "turn off the timer", speech=1.0)
    assert nobody_pauses == [(False, ("timer_cancel",))]


def test_while_we_speak_nothing_is_an_order_that_only_words_bear_out() -> None:
    """A recogniser makes "stop" of our "step": over our own voice the sound must tell that somebody spoke."""
    own = "Step two: fold it in."
    assert heard(Spotted("stop", 0.3), "stop", own=own, another=False)[0] == []
    assert heard(None, "next step", own=own, another=False)[0] == []
    assert heard(Spotted("stop", 0.3), "stop", own=own)[0] == [(True, ("stop_talking",))]


def test_clear_words_of_another_are_an_order_before_the_sound_tells() -> None:
    """Who answers into our first words is heard, though nothing is known yet of how the room gives us back."""
    own = "Hello. What would you like to cook?"
    assert heard(None, "how much butter", own=own, another=False)[0] == [(False, ("amount",))]


def test_without_a_stove_an_alarm_in_the_stream_only_hushes() -> None:
    """Nothing can be switched off: we are silent at once, and the whole sentence decides what is answered."""
    assert heard(Spotted("fire", 0.3), "next step", zones=())[0] == [
        (True, ("stop_talking",)),
        (False, ("next_step",)),
    ]
    events, _ = heard(Spotted("emergency stop", 0.3), "emergency stop", zones=())
    assert events == [(True, ("stop_talking",)), (False, ("emergency_stop",))]


def test_orders_that_are_not_urgent_wait_for_their_end() -> None:
    """What a look shows beyond stop and off is not acted on."""
    events, _ = heard(Spotted("next step", 0.3, whole=True), "next step")
    assert events == [(False, ("next_step",))]


def test_an_ear_that_is_late_looks_at_pauses_only() -> None:
    """A listener that cannot keep up saves the looks in the midst of speech, not those that decide."""
    looks = {}
    for behind in (0.0, 2.0):
        engine = Scripted(Spotted("stop", 0.3), "stop")
        ear = Ear(engine, Parser(), Loudness())
        ear.tell(Moment(Context(state="step")))
        ear.behind = behind
        sound = np.concatenate([0.1 * np.ones(2 * RATE), np.zeros(RATE)]).astype(np.float32)
        events = [one for one in ear.take(sound, 3.0) if isinstance(one, Heard)]
        assert events[0].partial
        looks[behind] = engine.looks
    assert looks[2.0] == 1 < looks[0.0]


def test_what_the_room_gives_back_late_is_still_ours() -> None:
    """Our words that end just before the microphone hears them are no order."""
    ear = Ear(
        Scripted(None, "hello"),
        Parser(),
        Loudness(),
        said_between=lambda a, b: "hello" if a < 0.4 else "",
        another_spoke=lambda a, b: False,
    )
    sound = np.concatenate([np.zeros(RATE // 2), 0.1 * np.ones(RATE // 2), np.zeros(2 * RATE)])
    assert [one for one in ear.take(sound.astype(np.float32), 3.0) if isinstance(one, Heard)] == []


def answered(text: str, own: str, another: bool, state: str = "step", ends: float = 99.0) -> list[str]:
    """Intents of one utterance while ``own`` is said until ``ends``."""
    ear = Ear(
        Scripted(None, text),
        Parser(),
        Loudness(),
        said_between=lambda began, ended: own if began < ends else "",
        another_spoke=lambda began, ended: another,
    )
    ear.tell(Moment(Context(state=state)))
    sound = np.concatenate([np.zeros(RATE // 2), 0.1 * np.ones(RATE // 2), np.zeros(2 * RATE)])
    events = [one for one in ear.take(sound.astype(np.float32), 3.0) if isinstance(one, Heard)]
    return [intent.name for event in events for intent in event.understanding.intents]


def test_an_answer_in_the_words_of_our_question_is_the_cooks_where_the_sound_says_so() -> None:
    """Words alone do not make an answer ours: the sound of another voice outweighs them."""
    question = "Shall I go on to the next step, or repeat it?"
    assert answered("next step", question, another=True) == ["next_step"]
    assert answered("next step", question, another=False) == []


def test_a_consent_while_we_speak_counts_for_nothing_whoever_said_it() -> None:
    """Heat is confirmed in our silence only, also by a voice that is not ours."""
    offer = "Say confirm front left five."
    assert answered("confirm front left five", offer, another=True) == []
    assert answered("yes", "Say yes or no.", another=True) == []
    assert answered("confirm front left five", offer, another=True, ends=0.45) == ["confirm_heat"]
    assert answered("confirm front left five", offer, another=False, ends=0.45) == []


def test_our_own_stop_does_not_hide_the_cooks() -> None:
    """ "Stop" is obeyed while we say the same word, where the sound is another's."""
    for another, wanted in ((True, ["stop_talking"]), (False, [])):
        engine = Scripted(Spotted("stop", 0.3), "")
        ear = Ear(
            engine,
            Parser(),
            Loudness(),
            said_between=lambda began, ended: "Stop when it is smooth.",
            another_spoke=lambda began, ended, another=another: another,  # type: ignore[misc]
        )
        sound = np.concatenate([0.1 * np.ones(RATE), np.zeros(2 * RATE)]).astype(np.float32)
        events = [one for one in ear.take(sound, 3.0) if isinstance(one, Heard)]
        assert [i.name for one in events for i in one.understanding.intents] == wanted


def test_times_are_right_after_listening_was_off() -> None:
    """What was not listened to counts: an utterance is where it sounded, not earlier."""
    ear = Ear(Scripted(None, "next step"), Parser(), Loudness())
    ear.tell(Moment(Context(state="step"), mode="muted"))
    assert not list(ear.take(np.zeros(5 * RATE, np.float32), 5.0))
    ear.tell(Moment(Context(state="step")))
    sound = np.concatenate([np.zeros(RATE), 0.1 * np.ones(RATE), np.zeros(2 * RATE)])
    (event,) = ear.take(sound.astype(np.float32), 9.0)
    assert isinstance(event, Heard)
    assert abs(event.began - 6.0) < 0.1


class Listening:
    """Keywords that notice what the test says, in the block where an utterance has lasted so long."""

    def __init__(self, noticed: Noticed, after: int) -> None:
        self.noticed, self.left = noticed, after
        self.recent: Samples = np.zeros(0, np.float32)

    def take(self, samples: Samples) -> list[Noticed]:
        self.left -= 1
        return [self.noticed] if self.left == 0 else []


def obeyed(
    noticed: Noticed, glanced: Spotted | None, own: str = "", another: bool = False, state: str = "step"
) -> tuple[list[tuple[bool, str]], int]:
    """One utterance with a notice in its midst → (partial, intent) of each event, and looks taken by then."""
    engine = Scripted(glanced, "hello there")
    ear = Ear(
        engine,
        Parser(),
        Loudness(),
        said_between=lambda began, ended: own,
        another_spoke=lambda began, ended: another,
        keywords=Listening(noticed, after=20),
    )
    ear.tell(Moment(Context(state=state, zones=("front_left",))))
    events = []
    for number in range(24):
        block = np.full(CHUNK, 0.1, np.float32)
        for news in ear.take(block, (number + 1) * CHUNK / RATE):
            if isinstance(news, Heard):
                events += [(news.partial, intent.name) for intent in news.understanding.intents]
    return events, engine.looks


SURE_STOP = Noticed("stop", 0.99, True)
PERHAPS_OFF = Noticed("turn it off", 0.5, False)


def test_what_the_stream_shows_for_sure_counts_without_a_look() -> None:
    """No recogniser is asked about a sure stop."""
    assert obeyed(SURE_STOP, None) == ([(True, "stop_talking")], 0)


def test_what_the_stream_shows_perhaps_asks_for_a_look() -> None:
    """A notice that is not sure moves nothing by itself: a look decides."""
    assert obeyed(PERHAPS_OFF, None) == ([], 1)
    assert obeyed(PERHAPS_OFF, Spotted("turn it off", 0.5, whole=True)) == ([(True, "heat_off")], 1)


def test_what_the_stream_shows_while_we_speak_needs_the_sound_of_another() -> None:
    """While we speak nothing counts, and no look is taken, unless the sound shows somebody else."""
    own = "Fold in the rest and stop as soon as no streaks are left."
    glanced = Spotted("turn it off", 0.5, whole=True)
    assert obeyed(SURE_STOP, None, own)[0] == []
    assert obeyed(PERHAPS_OFF, glanced, own) == ([], 0)
    assert obeyed(SURE_STOP, None, own, another=True)[0] == [(True, "stop_talking")]
    assert obeyed(PERHAPS_OFF, glanced, own, another=True) == ([(True, "heat_off")], 1)


def test_over_our_own_words_less_is_enough() -> None:
    """Who speaks over us mostly wants us to stop: a probability that asks for a look in silence counts there."""
    nearly = Noticed("stop", 0.85, False)
    own = "Fold in the rest of the egg whites."
    assert obeyed(nearly, None) == ([], 1)
    assert obeyed(nearly, None, own, another=True) == ([(True, "stop_talking")], 0)
    assert obeyed(nearly, None, own) == ([], 0)


def test_a_tellers_stop_in_the_stream_is_part_of_the_story() -> None:
    """Nothing is hushed while a story is recorded; off is obeyed all the same."""
    assert obeyed(SURE_STOP, None, state="recording")[0] == []
    sure_off = Noticed("turn it off", 0.99, True)
    assert obeyed(sure_off, None, state="recording")[0] == [(True, "heat_off")]
