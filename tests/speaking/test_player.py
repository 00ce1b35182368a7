"""Who is heard when: the queue, interruptions and what is told of them, on a virtual clock."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from sous_voice.core.messages import (
    DeviceChanged,
    Earcon,
    Event,
    Hush,
    Kind,
    Measure,
    Measured,
    Say,
    SetVoice,
    SpeechBegan,
    SpeechEnded,
    WorkerDied,
)
from sous_voice.errors import ModelError
from sous_voice.speaking.cache import RATE
from sous_voice.speaking.chunks import chunks
from sous_voice.speaking.sinks import VirtualSink
from sous_voice.speaking.speaker import Speaker
from sous_voice.speaking.speaker_settings import SpeakerSettings
from voices import ToneVoice

STEP = "Melt the butter in a small pan. Add the onions and stir them well. Serve it hot."


@dataclass
class Stage:
    """A speaker on a virtual loudspeaker. Synthesis is real threads; time stands still while they work."""

    make_voice: Callable[[str], ToneVoice] = lambda _name: ToneVoice()
    settings: SpeakerSettings = field(default_factory=SpeakerSettings)

    def __post_init__(self) -> None:
        self.events: list[Event] = []
        self.sink = VirtualSink()
        self.lines: list[str] = []
        self.speaker = Speaker(
            self.settings,
            self.sink,
            lambda: self.sink.now,
            self.events.append,
            self.make_voice,
            self.lines.append,
        )
        self.sink.start(self.speaker.player.mixer.render)
        self.speaker.synthesis.start()

    def do(self, *effects: object) -> None:
        """Hand over effects, and wait until what they need was synthesised."""
        for effect in effects:
            self.speaker.handle(effect)  # type: ignore[arg-type]
        self.settle()

    def settle(self) -> None:
        """Let the workers finish without any virtual time passing."""
        for _ in range(2):
            self.speaker.run_pending()
            for queue in (0, 10):
                done = threading.Event()
                self.speaker.synthesis.do(queue + 9, done.set)
                assert done.wait(30)
        self.speaker.run_pending()

    def pass_time(self, seconds: float) -> None:
        """Virtual seconds."""
        self.sink.run(seconds, lambda _at: self.speaker.run_pending())

    def ended(self) -> dict[int, SpeechEnded]:
        """What was told of each thing said."""
        return {event.say_id: event for event in self.events if isinstance(event, SpeechEnded)}

    def order(self) -> list[int]:
        """The ids in the order in which they began."""
        return [event.say_id for event in self.events if isinstance(event, SpeechBegan)]


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A stage with a tone voice."""
    one = Stage()
    yield one
    one.speaker.synthesis.stop()


def test_what_was_said_is_told_from_begin_to_end(stage: Stage) -> None:
    """Given a step, when it was played out, then its begin, its end and all its characters are told."""
    stage.do(Say(STEP, Kind.NARRATION, 7))
    stage.pass_time(5)

    assert stage.order() == [7]
    assert stage.ended()[7].complete
    assert stage.ended()[7].heard_chars == len(STEP)
    assert stage.speaker.idle


def test_the_more_urgent_goes_first(stage: Stage) -> None:
    """Given things of every kind at once, then safety is said first and the story last."""
    kinds = [Kind.STORY, Kind.NARRATION, Kind.ANSWER, Kind.ALARM, Kind.SAFETY]
    for number, kind in enumerate(kinds):
        stage.speaker.handle(Say("Words to say.", kind, number))
    stage.settle()
    stage.pass_time(12)

    # the story had begun to be chosen first, and gave way before its first sound
    heard = [number for number in stage.order() if stage.ended()[number].complete]
    assert heard == [4, 3, 2, 1]
    assert stage.ended()[0].heard_chars == 0


def test_a_story_gives_way_and_says_how_far_it_came(stage: Stage) -> None:
    """Given a story under way, when a timer rings, then it stops and the whole sentences heard are told."""
    stage.do(Say(STEP, Kind.STORY, 1))
    stage.pass_time(1.4)
    stage.do(Say("The eggs are done.", Kind.ALARM, 2))
    stage.pass_time(0.1)

    assert stage.ended()[1].complete is False
    assert STEP[: stage.ended()[1].heard_chars] == "Melt the butter in a small pan."
    stage.pass_time(3)
    assert stage.order() == [1, 2]
    assert stage.ended()[2].complete


def test_narration_goes_on_after_an_alarm(stage: Stage) -> None:
    """Given a step under way, when a timer rings, then the interrupted sentence is said again afterwards."""
    stage.do(Say(STEP, Kind.NARRATION, 1))
    stage.pass_time(1.4)
    stage.do(Say("The eggs are done.", Kind.ALARM, 2))
    stage.pass_time(6)

    assert [event.say_id for event in stage.events if isinstance(event, SpeechEnded)] == [2, 1]
    assert stage.ended()[1].complete
    said = stage.speaker.said_between(0, 100)
    assert said.count("Melt the butter") == 1
    assert said.count("Add the onions") == 2


def test_safety_is_not_cut_by_hush_nor_by_barge_in(stage: Stage) -> None:
    """Given safety speech and a step waiting, when the cook says stop, then only the step is dropped."""
    stage.do(Say("The stove is off. Nothing heats.", Kind.SAFETY, 1), Say(STEP, Kind.NARRATION, 2))
    stage.pass_time(0.2)
    stage.do(Hush())
    stage.speaker.barge_in()
    stage.pass_time(3)

    assert stage.ended()[1].complete
    assert stage.ended()[2] == SpeechEnded(stage.ended()[2].at, 2, 0, False)


def test_newer_safety_speech_comes_at_the_end_of_the_sentence(stage: Stage) -> None:
    """Given long safety speech, then newer one comes between two sentences of it."""
    stage.do(Say("Front left is hot. Do not touch it. Wait a minute.", Kind.SAFETY, 1))
    stage.pass_time(0.2)
    stage.do(Say("The link to the stove is lost.", Kind.SAFETY, 2))
    stage.pass_time(6)

    assert stage.speaker.said_between(0, 100) == (
        "Front left is hot. The link to the stove is lost. Do not touch it. Wait a minute."
    )
    assert stage.ended()[1].complete
    assert stage.ended()[2].complete


def test_uninterruptible_words_stand_before_answers_and_hush(stage: Stage) -> None:
    """Given a statement that must be heard out, when a timer rings, then it is heard out."""
    stage.do(Say("This recording is kept for the family.", Kind.ANSWER, 1, interruptible=False))
    stage.pass_time(0.2)
    stage.do(Say("The eggs are done.", Kind.ALARM, 2))
    stage.do(Hush((Kind.STORY,)))
    stage.pass_time(4)

    assert [event.say_id for event in stage.events if isinstance(event, SpeechEnded)] == [1, 2]
    assert stage.ended()[1].complete


def test_hush_fades_within_a_block(stage: Stage) -> None:
    """Given speech, when it is hushed, then silence follows at once, without a click."""
    stage.do(Say(STEP, Kind.NARRATION, 1))
    stage.pass_time(0.5)
    played = len(stage.sink.blocks)
    stage.do(Hush())
    stage.pass_time(0.5)

    after = np.concatenate(stage.sink.blocks[played:]).astype(int)
    assert np.abs(after[int(0.05 * RATE) :]).max() == 0
    assert abs(after[int(0.019 * RATE)]) < 2000


def test_equal_rank_is_first_come_first_spoken(stage: Stage) -> None:
    """Given an answer under way, then another answer waits for its end."""
    stage.do(
        Say("First answer.", Kind.ANSWER, 1),
        Say("Second answer.", Kind.OFFER, 2),
        Say("Third.", Kind.ANSWER, 3),
    )
    stage.pass_time(4)

    assert stage.order() == [1, 2, 3]
    assert all(event.complete for event in stage.ended().values())


def test_an_offer_that_was_cut_does_not_come_back(stage: Stage) -> None:
    """Given a heat read-back, when an alarm cuts it, then it ends: half of it confirms nothing."""
    stage.do(Say("Front left to medium, five of nine. Confirm?", Kind.OFFER, 1))
    stage.pass_time(0.3)
    stage.do(Say("The eggs are done.", Kind.ALARM, 2))
    stage.pass_time(4)

    assert not stage.ended()[1].complete
    assert stage.speaker.said_between(2, 100) == ""


def test_nothing_to_say_ends_at_once(stage: Stage) -> None:
    """Given a text without words, then it counts as heard, so that nobody waits for it."""
    stage.do(Say("🍳", Kind.ANSWER, 1), Say("", Kind.ANSWER, 2))

    assert stage.ended()[1].complete
    assert stage.ended()[2].complete


def test_an_earcon_is_heard_before_the_words(stage: Stage) -> None:
    """Given an earcon and words together, then the words begin after it."""
    stage.do(Earcon("done"), Say("Half a cup.", Kind.ANSWER, 1))
    stage.pass_time(2)

    began = next(event for event in stage.events if isinstance(event, SpeechBegan))
    assert 0.2 < began.at < 0.5
    assert np.abs(stage.sink.blocks[1].astype(int)).max() > 500


def test_without_a_loudspeaker_nobody_waits(stage: Stage) -> None:
    """Given that the loudspeaker goes away, then all speech ends where it was heard last."""
    stage.do(Say(STEP, Kind.NARRATION, 1), Say("More.", Kind.NARRATION, 2))
    stage.pass_time(1.4)
    stage.speaker.device_changed(False)
    stage.do(Say("Lost words.", Kind.ANSWER, 3))

    assert STEP[: stage.ended()[1].heard_chars] == "Melt the butter in a small pan."
    assert [stage.ended()[number].complete for number in (1, 2, 3)] == [False, False, False]
    assert any(isinstance(event, DeviceChanged) and not event.present for event in stage.events)

    stage.speaker.device_changed(True)
    stage.do(Say("Here again.", Kind.ANSWER, 4))
    stage.pass_time(2)
    assert stage.ended()[4].complete


def test_our_own_words_are_known_by_their_time(stage: Stage) -> None:
    """Given two sentences, then the words of a moment are those that were at the loudspeaker then."""
    stage.do(Say("Melt the butter slowly. Serve it hot now.", Kind.NARRATION, 1))
    stage.pass_time(3)

    assert stage.speaker.said_between(0.0, 0.3) == "Melt the butter slowly."
    assert stage.speaker.said_between(0.7, 0.9) == "Serve it hot now."
    assert stage.speaker.said_between(5, 6) == ""


def test_rate_and_volume_change_what_comes(stage: Stage) -> None:
    """Given double speed and half volume, then the next words are shorter and softer."""
    stage.do(Say("One two three four.", Kind.ANSWER, 1))
    stage.pass_time(1.5)
    loud = np.abs(stage.sink.sound().astype(int)).max()
    stage.do(SetVoice(rate=2.0, volume=0.5))
    before = len(stage.sink.blocks)
    stage.do(Say("One two three four.", Kind.ANSWER, 2))
    stage.pass_time(1.5)

    later = np.concatenate(stage.sink.blocks[before + 2 :]).astype(int)
    assert np.abs(later).max() == pytest.approx(loud / 2, rel=0.05)
    began = {event.say_id: event.at for event in stage.events if isinstance(event, SpeechBegan)}
    spans = [stage.ended()[number].at - began[number] for number in (1, 2)]
    assert spans[1] == pytest.approx(spans[0] - 0.2, abs=0.03)


def test_another_speed_is_heard_from_the_next_piece_on(stage: Stage) -> None:
    """Given a step under way, when the cook says "faster", then what follows is faster, and nothing is lost."""
    stage.do(Say(STEP, Kind.NARRATION, 1), Say("Seven words that wait for their turn.", Kind.NARRATION, 2))
    stage.pass_time(0.3)
    stage.do(SetVoice(rate=2.0))
    for _ in range(40):  # what is made anew is waited for in real time, not in virtual time
        stage.pass_time(0.02)
        stage.settle()
    stage.pass_time(6)

    began = {event.say_id: event.at for event in stage.events if isinstance(event, SpeechBegan)}
    assert stage.ended()[1].complete
    assert stage.ended()[1].heard_chars == len(STEP)
    first, rest = 7 * 0.1, (6 + 3) * 0.05
    assert stage.ended()[1].at - began[1] == pytest.approx(first + rest + 3 * 0.22, abs=0.1)
    assert stage.ended()[2].at - began[2] == pytest.approx(7 * 0.05 + 0.22, abs=0.05)
    words = " ".join(chunk.words for chunk in chunks(STEP))
    assert stage.speaker.said_between(0, began[2]) == words


def test_without_the_chosen_voice_the_default_one_speaks() -> None:
    """Given a voice in the settings that is not there, then the default one says everything, and why is told once."""

    def make(name: str) -> ToneVoice:
        if name:
            raise ModelError(f"There is no voice {name}.")
        return ToneVoice()

    stage = Stage(make, SpeakerSettings(voice="rosa.onnx"))
    try:
        stage.do(Say("Stir it in.", Kind.ANSWER, 1), Say("Then wait.", Kind.ANSWER, 2))
        stage.settle()
        stage.pass_time(3)
    finally:
        stage.speaker.synthesis.stop()
    assert [stage.ended()[number].complete for number in (1, 2)] == [True, True]
    assert np.abs(stage.sink.sound()).max() > 1000
    assert stage.lines == ["There is no voice rosa.onnx. The default voice speaks meanwhile."]
    assert not any(isinstance(event, WorkerDied) for event in stage.events)


def test_what_was_foreseen_starts_from_the_cache(tmp_path: Path) -> None:
    """Given a text foreseen, when it is then said, then the synthesiser is not asked again; a wrong guess is left."""
    voice = ToneVoice()
    stage = Stage(lambda _name: voice, SpeakerSettings(cache=tmp_path))
    try:
        stage.speaker.foresee(lambda: (Say("Stir it in."), Say("Two eggs.")))
        stage.settle()
        stage.settle()
        assert sorted(voice.asked) == ["Stir it in.", "Two eggs."]
        stage.speaker.foresee(lambda: 1 / 0)
        stage.do(Say("Two eggs.", Kind.ANSWER, 1))
        stage.pass_time(1)
    finally:
        stage.speaker.synthesis.stop()
    assert stage.ended()[1].complete
    assert len(voice.asked) == 2
    assert not any(isinstance(event, WorkerDied) for event in stage.events)


def test_ducking_leaves_a_quarter(stage: Stage) -> None:
    """Given speech, when somebody seems to talk to us, then it goes on at a quarter of its volume."""
    stage.do(Say(STEP, Kind.STORY, 1))
    stage.pass_time(0.4)
    stage.speaker.duck(True)
    before = len(stage.sink.blocks)
    stage.pass_time(0.2)

    softer = np.abs(np.concatenate(stage.sink.blocks[before + 1 :]).astype(int)).max()
    assert softer == pytest.approx(2000, rel=0.05)


def test_a_story_is_measured_sentence_by_sentence(stage: Stage) -> None:
    """Given sentences, then their lengths are told as they would be played, pauses and all."""
    stage.do(Measure("pie", ("One two three.", "One two three four five six.")))
    stage.settle()

    measured = next(event for event in stage.events if isinstance(event, Measured))
    assert measured.key == "pie"
    assert measured.seconds == pytest.approx((0.52, 0.82), abs=0.01)


def test_a_missing_narrator_borrows_our_voice() -> None:
    """Given a narrator whose voice is not there, then the story is told in ours, and that is told once."""

    def make(name: str) -> ToneVoice:
        if name:
            raise ModelError("There is no voice Rosa.")
        return ToneVoice()

    stage = Stage(make)
    stage.do(Say("She baked. She sang.", Kind.STORY, 1, voice="Rosa"))
    stage.settle()
    stage.pass_time(3)
    stage.speaker.synthesis.stop()

    assert stage.ended()[1].complete
    assert stage.lines == ["There is no voice Rosa."]
    assert not any(isinstance(event, WorkerDied) for event in stage.events)


def test_without_any_voice_we_are_a_dead_worker() -> None:
    """Given no voice at all, then that is told as a death, and speech ends instead of hanging."""

    def make(_name: str) -> ToneVoice:
        raise ModelError("The default voice is not installed.")

    stage = Stage(make)
    stage.do(Say("Hello there.", Kind.ANSWER, 1), Say("And again.", Kind.ANSWER, 2))
    stage.pass_time(3)
    stage.speaker.synthesis.stop()

    deaths = [event for event in stage.events if isinstance(event, WorkerDied)]
    assert [death.error for death in deaths] == ["The default voice is not installed."]
    assert [stage.ended()[number].complete for number in (1, 2)] == [False, False]
