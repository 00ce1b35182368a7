"""A sitting with a teller: consent first, one question at a time; what is told is no command; withdrawal deletes."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from test_offering import Evening

from sous_voice.core.interview import PER_STAGE, STAGES, next_prompt, read_place, read_scope, read_teller
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.knowledge import Knowledge
from sous_voice.core.messages import Effect, Event, Record, RecordingEnded, Remember, RequestHeat, Say
from sous_voice.core.session import Session
from sous_voice.language.parser import Parser
from sous_voice.runtime.keepsakes import Keepsakes
from sous_voice.runtime.recorder import LONG_SILENCE, Recorder
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.shelf.cooklang import parse
from sous_voice.shelf.handbook import prompt_table
from sous_voice.shelf.stories import kept

RECIPE = parse(
    "---\ntitle: Ring bread\n---\n\nMix @flour{500%g}.\n\nBake it for ~ring{25%minutes}.\n", "ring.cook"
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def evening(parser: Parser) -> Evening:
    made: list[Effect] = []
    kitchen = Kitchen(
        recipes=(RECIPE,),
        zones=("front_left",),
        knowledge=Knowledge(prompts=prompt_table()),
        recordings="/stories",
    )

    def report(_at: float, message: Event | Effect) -> None:
        made.append(message)  # type: ignore[arg-type]

    session = VirtualSession(kitchen, parser.understand, report)
    session.open(RECIPE)
    return Evening(session, made)


def did(evening: Evening, kind: type) -> list[Effect]:
    return [one for one in evening.effects if isinstance(one, kind)]


def sit_down(evening: Evening) -> list[str]:
    evening.say("start cooking")
    evening.say("record grandma's story")
    return evening.say("family only")


# ---------------------------------------------------------------- the interview


def test_there_are_forty_open_questions() -> None:
    """At least forty, of every stage, each once, and none that a yes would answer."""
    prompts = prompt_table()
    assert len(prompts) >= 40
    assert len({prompt.text for prompt in prompts}) == len(prompts)
    assert {prompt.stage for prompt in prompts} == set(STAGES)
    closed = (
        "is ",
        "are ",
        "was ",
        "were ",
        "do ",
        "does ",
        "did ",
        "have ",
        "has ",
        "can ",
        "could ",
        "will ",
    )
    assert not [prompt.text for prompt in prompts if prompt.text.lower().startswith(closed)]
    assert not [prompt.text for prompt in prompts if prompt.text.count("?") > 1]


def test_it_goes_from_fact_to_scene_to_meaning() -> None:
    """Two of each in turn, nothing twice, until all are asked."""
    prompts = prompt_table()
    asked: list[str] = []
    stages: list[str] = []
    while (prompt := next_prompt(prompts, tuple(asked))) is not None:
        asked.append(prompt.text)
        stages.append(prompt.stage)
    assert stages[: 3 * PER_STAGE] == ["fact", "fact", "scene", "scene", "meaning", "meaning"]
    assert len(asked) == len(set(asked)) == len(prompts)


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("family only", "household"), ("just for us", "household"), ("our guests too", "guests"),
        ("everyone", "everyone"), ("only the household, not everyone", "household"), ("perhaps", ""), ("yes", ""),
    ],
)  # fmt: skip
def test_who_may_hear_it_is_read_narrowly(said: str, scope: str) -> None:
    """Where two are named the narrower counts; what is not clear is no consent."""
    assert read_scope(said) == scope


def test_names_and_places_are_read() -> None:
    """From short answers, also where a recogniser says them over and over."""
    assert [read_teller(one) for one in ("it's Rosa", "my name is Anna Maria", "well I do not know who it is")] == [
        "Rosa", "Anna Maria", "",
    ]  # fmt: skip
    assert read_place("it was in Naples, 1912") == ("Naples", "1912")
    assert read_place("in Naples in Naples in Naples") == ("Naples", "")


# ---------------------------------------------------------------- the sitting


def test_nothing_is_recorded_before_consent(evening: Evening) -> None:
    """Asked who tells and who may hear it; a yes is no answer, a no ends it; only then a question and the take."""
    assert evening.say("record a story") == ["Who is telling it?"]
    assert "who may hear it" in evening.say("Rosa")[0]
    assert "who may hear it" in evening.say("yes")[0]
    assert not did(evening, Record)
    assert "nothing is recorded" in evening.say("no")[0]
    assert not did(evening, Record)
    said = sit_down(evening)
    (start,) = did(evening, Record)
    assert isinstance(start, Record)
    assert start.action == "start"
    assert dict(start.about)["scope"] == "household"
    assert dict(start.about)["teller"] == "Grandma"
    assert dict(start.about)["question"] in said[-1]
    assert sum(text.count("?") for text in said) == 1


TOLD = (
    "next step",
    "how much flour",
    "set a timer for ten minutes",
    "turn the front left to high",
    "yes",
    "again",
)


def test_what_is_told_is_no_command(evening: Evening) -> None:
    """Commands inside a story move nothing and get no answer; heat least of all."""
    sit_down(evening)
    before = evening.session.session
    for line in TOLD:
        assert evening.say(line) == []
    after = evening.session.session
    assert (after.step, after.timers) == (before.step, before.timers)
    assert not did(evening, RequestHeat)


def test_fire_is_heard_in_a_recording(evening: Evening) -> None:
    """What keeps people safe is obeyed in every state."""
    sit_down(evening)
    evening.say("emergency, turn everything off")
    assert any(type(one).__name__ == "RequestOff" for one in evening.effects)


def test_pause_go_on_stop_keep(evening: Evening) -> None:
    """The take stands still and goes on; kept with teller, scope, question, step; then place and year."""
    sit_down(evening)
    evening.say("We baked on Saturdays.")
    evening.wait(10)
    assert "Paused" in evening.say("pause")[0]
    evening.wait(100)
    evening.say("go on")
    evening.wait(5)
    assert "keep it" in evening.say("stop recording")[-1].lower()
    assert evening.say("play it back")[0] == "We baked on Saturdays."
    evening.say("keep it")
    evening.say("in Ljubljana in 1938")
    story, place = (dict(one.data) for one in did(evening, Remember) if isinstance(one, Remember))
    assert (story["teller"], story["scope"], story["step"], story["seconds"]) == (
        "Grandma",
        "household",
        "1",
        "15.0",
    )
    assert (place["place"], place["year"]) == ("Ljubljana", "1938")
    recipe = evening.session.session.recipe
    assert recipe is not None
    assert [(note.narrator, note.place, note.before_step) for note in recipe.notes] == [
        ("Grandma", "Ljubljana", 1)
    ]
    assert "We baked on Saturdays." in evening.say("tell me a story")


def test_a_bare_no_deletes_nothing(evening: Evening) -> None:
    """Only words that say so discard a story; "again" asks the same question once more."""
    first = sit_down(evening)[-1]
    evening.say("We baked on Saturdays.")
    evening.say("stop recording")
    assert "discard" in evening.say("no")[0]
    assert not any(isinstance(one, Record) and one.action == "discard" for one in evening.effects)
    assert evening.say("tell it again")[-1] == first
    evening.say("stop recording")
    evening.say("discard it")
    assert isinstance(did(evening, Record)[-1], Record)
    assert did(evening, Record)[-1].action == "discard"  # type: ignore[attr-defined]


def test_silence_and_clipping_are_said(evening: Evening) -> None:
    """What was noticed on the take is said, with what can be done."""
    for fault, words in (("silence", "nearer"), ("clipping", "too loud"), ("disk_full", "disk is full")):
        sit_down(evening)
        before = len(evening.effects)
        evening.session.event(RecordingEnded(evening.session.at, "/stories/a.flac", 4.0, "", fault))
        said = " ".join(one.text for one in evening.effects[before:] if isinstance(one, Say))
        assert words in said
        evening.say("discard it")


def test_after_a_restart_commands_are_commands_again(evening: Evening) -> None:
    """A program that was killed in mid-recording does not come back deaf, nor with a story that nobody tells."""
    sit_down(evening)
    evening.session.sleep(60)
    assert evening.session.session.interview.stage == ""
    assert "500 grams" in " ".join(evening.say("how much flour"))


def test_shared_by_name_it_stays_private_for_others(evening: Evening) -> None:
    """ "Share grandma's story with Ana" widens nothing but by Ana."""
    sit_down(evening)
    evening.say("A secret of ours.")
    evening.say("stop recording")
    evening.say("keep it")
    evening.say("skip")
    evening.say("no")
    assert evening.say("share grandma's story with Ana") == ["I may share it with Ana."]
    change = did(evening, Remember)[-1]
    assert isinstance(change, Remember)
    assert (dict(change.data)["scope"], dict(change.data)["person"]) == ("", "ana")


def test_withdrawal_is_asked_back_and_final(evening: Evening) -> None:
    """By the teller's name; after the yes nothing of it is told, also when the recipe is chosen again."""
    sit_down(evening)
    evening.say("A secret of ours.")
    evening.say("stop recording")
    evening.say("keep it")
    evening.say("skip")
    evening.say("no")
    assert "for good" in evening.say("delete grandma's story")[0]
    evening.say("no")
    assert "A secret of ours." in evening.say("tell me a story")
    evening.wait(60)
    evening.say("grandma withdraws her consent")
    assert evening.say("yes") == ["It is deleted."]
    withdrawn = did(evening, Remember)[-1]
    assert isinstance(withdrawn, Remember)
    assert dict(withdrawn.data)["scope"] == "withdrawn"
    assert "A secret of ours." not in evening.say("tell me a story")


# ---------------------------------------------------------------- the parts behind it


def block(seconds: float, level: float = 0.1) -> np.ndarray:
    return (np.random.default_rng(3).standard_normal(int(16000 * seconds)) * level).astype(np.float32)


class Desk:
    """A recorder without a thread."""

    def __init__(self, folder: Path, words: Callable[[Path], str] = lambda path: "our words") -> None:
        self.at = 0.0
        self.posted: list[Event] = []
        self.told: list[str] = []
        self.recorder = Recorder(folder, lambda: self.at, self.posted.append, words, self.told.append)

    def order(self, action: str, until: float | None = None) -> None:
        about = (("teller", "Rosa"), ("scope", "household"), ("recipe", "Ring bread"), ("step", "1"))
        self.recorder.handle(Record("rosa.flac", action, until, about if action == "start" else ()))
        self.recorder.run_pending()

    def hear(self, seconds: float, level: float = 0.1) -> None:
        for _ in range(round(seconds * 10)):
            self.at += 0.1
            self.recorder.feed(block(0.1, level))
        self.recorder.run_pending()


def test_the_recorder_keeps_what_was_told_and_its_words(tmp_path: Path) -> None:
    """Only between start and stop, without pauses and without the order itself; the words follow as a draft."""
    desk = Desk(tmp_path)
    desk.hear(2)
    desk.order("start")
    desk.hear(3)
    desk.order("pause")
    desk.hear(5)
    desk.order("resume")
    desk.hear(4)
    desk.order("stop", until=desk.at - 1.5)
    (ended,) = desk.posted
    assert isinstance(ended, RecordingEnded)
    assert ended.seconds == pytest.approx(5.5)
    assert ended.draft == ""
    assert desk.recorder.draft_next()
    known = kept.read(tmp_path / "rosa.json")
    assert (known.teller, known.scope, known.state, known.transcript) == (
        "Rosa",
        "household",
        "made",
        "our words",
    )
    assert known.transcript_is_draft
    assert known.sha256 == kept.checksum(Path(ended.path))


def test_a_minute_of_silence_ends_a_take(tmp_path: Path) -> None:
    """Nobody is recorded for hours who has gone away; the silence is cut off."""
    desk = Desk(tmp_path)
    desk.order("start")
    desk.hear(3)
    desk.hear(LONG_SILENCE + 1, 0.0)
    (ended,) = desk.posted
    assert isinstance(ended, RecordingEnded)
    assert ended.fault == "long_silence"
    assert 3 <= ended.seconds < 6


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """One line, one spoken sentence, and the session goes on."""
    (tmp_path / "file").write_text("")
    desk = Desk(tmp_path / "file" / "stories")
    desk.order("start")
    desk.hear(1)
    (ended,) = desk.posted
    assert isinstance(ended, RecordingEnded)
    assert ended.fault == "unwritable"
    assert len(desk.told) == 1


def test_a_take_that_broke_off_is_saved_at_the_next_start(tmp_path: Path) -> None:
    """With everything that was known of it before its first sound, and told by voice."""
    desk = Desk(tmp_path)
    desk.order("start")
    desk.hear(4)
    assert desk.recorder._take is not None
    desk.recorder._take._file.close()  # the program is gone, without a word
    again = Desk(tmp_path)
    again.recorder.recover()
    (ended,) = again.posted
    assert isinstance(ended, RecordingEnded)
    assert ended.fault == "recovered"
    known = kept.read(tmp_path / "rosa.json")
    assert (known.state, known.teller, known.scope, known.seconds) == ("recovered", "Rosa", "household", 4.0)
    assert soundfile.info(ended.path).frames == 64000


def test_a_second_take_overwrites_nothing(tmp_path: Path) -> None:
    """The same name twice makes two files."""
    desk = Desk(tmp_path)
    for _ in range(2):
        desk.order("start")
        desk.hear(1)
        desk.order("stop")
    assert sorted(path.name for path in tmp_path.glob("*.flac")) == ["rosa-2.flac", "rosa.flac"]


def test_consent_is_kept_changed_and_withdrawn(tmp_path: Path) -> None:
    """In the file beside the recording; a withdrawal deletes all of it, and reaches no other folder."""
    desk = Desk(tmp_path / "stories")
    desk.order("start")
    desk.hear(1)
    desk.order("stop")
    path = tmp_path / "stories" / "rosa.flac"
    warned: list[str] = []
    parts = Keepsakes(Session, lambda title: None, warned.append, tmp_path / "stories", tmp_path / "recipes")
    parts.handle(Remember("story", (("path", str(path)), ("place", "Naples"), ("year", "1912"))))
    parts.handle(Remember("consent", (("path", str(path)), ("scope", "guests"), ("person", "ana"))))
    known = json.loads(path.with_suffix(".json").read_text())
    assert (known["state"], known["place"], known["scope"], known["persons"]) == (
        "kept",
        "Naples",
        "guests",
        ["ana"],
    )
    other = tmp_path / "other.flac"
    other.write_bytes(b"not ours")
    parts.handle(Remember("consent", (("path", str(other)), ("scope", "withdrawn"))))
    assert other.exists()
    assert len(warned) == 1
    parts.handle(Remember("consent", (("path", str(path)), ("scope", "withdrawn"))))
    assert not list((tmp_path / "stories").iterdir())
