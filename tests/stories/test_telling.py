"""Stories are told in the waits and never in the way: real synthesised lengths, on a virtual clock."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind
from sous_voice.core.story import CLOSING, MARGIN, chapters
from sous_voice.language.parser import Parser
from sous_voice.shelf.cooklang import parse

sys.path.insert(0, str(Path(__file__).parent))
from stage import Stage

pytestmark = [pytest.mark.audio, pytest.mark.slow]

RECIPE = """---
title: Ring bread
servings: 4
story.narrator: Nela
---

Mix @flour{500%g} and @water{300%ml} in a #bowl{}.

> [story chapter="The ring" year="1938" place="Ljubljana"] My aunt baked one ring for every house in the lane.
> She marked each with a thumb, so that nobody could say theirs was smaller.
> When the miller came, she said, "Take the one with the crooked thumb, it was my left."
> He ate it on the bridge and dropped the last piece for the ducks.
> I was nine, and I thought that the ducks knew whose bread it was.
> In the winter of 1938 the river froze, and she baked a ring so large that it went around the well.
> Everybody who broke a piece from it had to say one good thing about the neighbour on the left.
> The mayor stood next to the dog, and he thought for a long time.
> "He never barks at widows," the mayor said at last.

> [story chapter="The oven" year="1951" place="Trieste"] Later we had no oven, and the baker let us use his after six.
> We carried the dough across the square under my father's coat.
> If the baker was in a good mood, he gave us back a ring and a story.

Let it rest for ~dough{40%minutes}.

Shape it and bake it for ~ring{25%minutes}.
"""

HEADING = 4.0
"""Seconds kept for a chapter's heading, at most."""
WAITS = (30, 45, 60, 75, 90, 150, 300, 600, 1200, 2400)
"""Seconds of the timers under which a story is asked for."""


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each sentence is synthesised once for all tests."""
    return tmp_path_factory.mktemp("speech")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def stage(speech: Path, parser: Parser) -> Iterator[Stage]:
    recipe = parse(RECIPE, "ring.cook")
    stage = Stage(Kitchen(recipes=(recipe,)), parser.understand, speech)
    stage.open(recipe)
    yield stage
    stage.close()


def cook_to_the_wait(stage: Stage, seconds: int) -> float:
    """A timer of so many seconds runs and nobody speaks; returns the time at which it will ring."""
    stage.hear("start cooking")
    stage.settle()
    stage.hear(f"set a timer for {seconds} seconds")
    stage.settle()
    (timer,) = stage.session.timers.live
    assert timer.ends_at is not None
    return timer.ends_at


def assert_nothing_overlaps(stage: Stage) -> None:
    """No sound of a story lies under an answer, an alarm or anything else that was said."""
    for story in stage.stories():
        for other in stage.others():
            assert story.ended is not None
            assert other.ended is not None
            assert story.ended <= (other.began or 0) + 0.13 or other.ended <= (story.began or 0) + 0.13, (
                story,
                other,
            )


def test_lengths_are_those_of_the_audio(stage: Stage) -> None:
    """Every sentence of every chapter is measured, and told in just that time."""
    assert len(stage.measured) == 2
    stage.hear("tell me a story")
    stage.settle()
    told = [one for one in stage.stories() if one.say.ref]
    assert len(told) == 9
    for one, seconds in zip(told, stage.measured["0:The ring"], strict=True):
        assert one.ended is not None
        assert one.began is not None
        assert one.ended - one.began == pytest.approx(seconds, abs=0.15)


@pytest.mark.parametrize("seconds", WAITS)
def test_a_story_ends_before_the_timer(stage: Stage, seconds: int) -> None:
    """In waits of half a minute to forty minutes no sentence is cut, and the timer rings into silence."""
    rings = cook_to_the_wait(stage, seconds)
    asked_at = stage.now
    stage.hear("tell me a story")
    stage.run(rings - stage.now + 8.0)
    assert_nothing_overlaps(stage)
    assert all(one.complete for one in stage.stories())
    assert all((one.ended or 0) <= rings for one in stage.stories())
    alarm = next(one for one in stage.others() if one.say.kind is Kind.ALARM)
    assert (alarm.began or 0) - rings < 1.5
    told = sum(1 for one in stage.stories() if one.say.ref)
    lengths, room = stage.measured["0:The ring"], rings - asked_at
    assert told == len(lengths) or sum(lengths[: told + 1]) > room - MARGIN - CLOSING - HEADING
    assert sum(lengths[:told]) <= room


def test_a_story_longer_than_the_wait_is_told_in_parts(stage: Stage) -> None:
    """What does not fit comes in the next wait, from the next sentence, and nothing is told twice."""
    rings = cook_to_the_wait(stage, 36)
    stage.hear("tell me a story")
    stage.run(rings - stage.now + 3.0)
    first = [one.say.text for one in stage.stories() if one.say.ref]
    assert 1 <= len(first) < 9
    stage.hear("stop")
    stage.settle()
    stage.hear("set a timer for five minutes")
    stage.settle()
    stage.hear("go on with the story")
    stage.settle()
    told = [one.say.text for one in stage.stories() if one.say.ref]
    assert told == list(chapters(stage.session.recipe)[0].sentences)


def heard_whole(stage: Stage) -> list[str]:
    return [one.say.text for one in stage.stories() if one.say.ref and one.complete]


@pytest.mark.parametrize("seed", range(6))
def test_the_place_after_an_interruption_is_right_to_the_sentence(stage: Stage, seed: int) -> None:
    """Cut anywhere by a question, an order or a timer, the story goes on with the sentence not heard whole."""
    choose = random.Random(seed)
    rings = cook_to_the_wait(stage, choose.choice((50, 400, 900)))
    stage.hear("tell me a story")
    for _ in range(3):
        stage.run(choose.uniform(0.3, 9.0))
        stage.hear(choose.choice(("how much flour", "which step are we on", "who was that", "next step")))
        stage.settle()
        before = heard_whole(stage)
        at = stage.session.story.at
        if stage.session.timers.ringing or rings - stage.now < 26:
            break
        stage.hear("go on with the story")
        stage.run(0.5)
        following = [one for one in stage.said.values() if one.say.ref and one.ended is None]
        if len(before) < 9:
            assert at.unit == len(before)
            assert following[0].say.text not in before
    stage.settle()
    assert_nothing_overlaps(stage)
    whole = heard_whole(stage)
    assert len(set(whole)) == len(whole), "no sentence that was heard whole is told again"


def test_a_question_about_a_step_is_heard_after_the_step(stage: Stage) -> None:
    """ "Shall I start a timer?" follows "let it rest for 40 minutes", at the loudspeaker as in the text."""
    stage.hear("start cooking")
    stage.settle()
    stage.hear("next")
    stage.settle()
    heard = [one.say.text for one in sorted(stage.others(), key=lambda one: one.began or 0.0)]
    assert heard == [one.say.text for one in stage.said.values()]
    assert "Step 2" in heard[-2]
    assert heard[-1].endswith("?")


def test_safety_speech_stops_a_story_at_once(stage: Stage) -> None:
    """A warning begins with its sound, at once; the story is silent from the first moment on."""
    from sous_voice.core.messages import WorkerDied

    stage.hear("tell me a story")
    stage.run(4.0)
    at = stage.now
    stage.conductor.take(WorkerDied(at, "ear", "made to die"))
    stage.settle()
    warned = next(one for one in stage.others() if (one.began or 0) >= at)
    assert (warned.began or 0) - at < 1.0
    assert all((one.ended or 0) - at < 0.2 for one in stage.stories())
    assert_nothing_overlaps(stage)


@pytest.mark.parametrize("damage", ["missing", "damaged", "empty"])
def test_a_recording_that_cannot_be_played_is_told_instead(
    speech: Path, parser: Parser, tmp_path: Path, damage: str
) -> None:
    """Said once of each that it cannot be played, then its words in our voice; again without excuses."""
    for name in ("a.flac", "b.flac"):
        if damage != "missing":
            (tmp_path / name).write_bytes(b"" if damage == "empty" else b"fLaC" + b"\x55" * 3000)
    text = (
        "---\ntitle: Bread\n---\n\nMix @flour{500%g}.\n\n"
        '> [story chapter="One" recording="a.flac"] The first words.\n\n'
        '> [story chapter="Two" recording="b.flac"] The other words.\n'
    )
    recipe = parse(text, str(tmp_path / "bread.cook"))
    stage = Stage(Kitchen(recipes=(recipe,)), parser.understand, speech)
    try:
        stage.open(recipe)
        stage.hear("tell me a story")
        stage.settle()
        stage.hear("tell me another story")
        stage.settle()
        words = " ".join(one.words for one in stage.speaker.player._spoken)
        assert "The first words" in words
        assert "The other words" in words
        assert words.count("cannot be played") == 2
        stage.hear("again")
        stage.settle()
        words = " ".join(one.words for one in stage.speaker.player._spoken)
        assert words.count("The other words") == 2
        assert words.count("cannot be played") == 2
        assert [one.complete for one in stage.stories()] == [True] * len(stage.stories())
    finally:
        stage.close()


def test_a_recorded_story_is_cut_at_its_pauses(speech: Path, parser: Parser, tmp_path: Path) -> None:
    """A teller of twenty seconds in a wait of thirty is stopped where they take breath, and goes on from there."""
    rng = np.random.default_rng(2)
    voice = [np.concatenate([0.2 * rng.standard_normal(4 * 16000), np.zeros(8000)]) for _ in range(8)]
    soundfile.write(tmp_path / "a.flac", np.concatenate(voice).clip(-0.9, 0.9), 16000)
    told = "One thing. Another thing. A third. A fourth. A fifth. A sixth. A seventh. The end."
    text = f'---\ntitle: Bread\n---\n\nMix @flour{{500%g}}.\n\n> [story narrator="Ben" recording="a.flac"] {told}\n'
    recipe = parse(text, str(tmp_path / "bread.cook"))
    stage = Stage(Kitchen(recipes=(recipe,)), parser.understand, speech)
    try:
        stage.open(recipe)
        (lengths,) = stage.measured.values()
        assert len(lengths) == 8
        assert lengths == pytest.approx([4.25, *[4.5] * 6, 4.75], abs=0.1)
        rings = cook_to_the_wait(stage, 30)
        stage.hear("tell me a story")
        stage.run(rings - stage.now + 2)
        first = [one.say.text for one in stage.stories() if one.say.ref]
        assert 2 <= len(first) <= 5
        assert all(one.complete for one in stage.stories())
        stage.hear("stop")
        stage.settle()
        stage.hear("go on with the story")
        stage.settle()
        assert " ".join(one.say.text for one in stage.stories() if one.say.ref) == told
    finally:
        stage.close()
