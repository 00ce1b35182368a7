"""When a story is offered, and what short words mean near it: the conversation alone, on a virtual clock."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Effect, Event, Kind, Measure, Say
from sous_voice.language.parser import Parser
from sous_voice.runtime.virtual import VirtualSession
from sous_voice.shelf.cooklang import parse

RECIPE = """---
title: Ring bread
author: The mill
---

Mix @flour{500%g} and @water{300%ml} in a #bowl{}.

> [story chapter="The ring" year="1938" place="Ljubljana" narrator="Nela"] My aunt baked one ring for every house.
> She marked each with a thumb. The miller ate his on the bridge. I was nine then.

> [story chapter="The oven" year="1951" place="Trieste" narrator="Nela"] Later we had no oven. We carried the dough.

> [story chapter="Only ours" narrator="Nela" consent="household"] This one is for the family.

Let it rest for ~dough{40%minutes}.

Shape it and bake it for ~ring{25%minutes}.
"""


@dataclass
class Evening:
    """A conversation in text, and what was said in it."""

    session: VirtualSession
    effects: list[Effect] = field(default_factory=list)

    def say(self, text: str) -> list[str]:
        before = len(self.effects)
        self.session.hear(text)
        return [one.text for one in self.effects[before:] if isinstance(one, Say)]

    def wait(self, seconds: float) -> list[str]:
        before = len(self.effects)
        self.session.pass_time(seconds)
        return [one.text for one in self.effects[before:] if isinstance(one, Say)]

    def told(self) -> list[str]:
        return [one.text for one in self.effects if isinstance(one, Say) and one.kind is Kind.STORY]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture
def evening(parser: Parser) -> Evening:
    recipe = parse(RECIPE, "ring.cook")
    made: list[Effect] = []

    def report(_at: float, message: Event | Effect) -> None:
        made.append(message)  # type: ignore[arg-type]

    session = VirtualSession(Kitchen(recipes=(recipe,)), parser.understand, report)
    session.open(recipe)
    return Evening(session, made)


def offers(lines: list[str]) -> int:
    return sum("know a story" in line for line in lines)


def test_nothing_is_offered_where_nobody_waits(evening: Evening) -> None:
    """Neither while choosing, nor while gathering, nor between steps without a timer."""
    assert not offers(evening.wait(120))
    evening.say("what are the ingredients")
    assert not offers(evening.wait(120))
    evening.say("set a timer for ten minutes")
    assert not offers(evening.wait(120)), "somebody who gathers with a timer on does not wait"
    evening.say("cancel the timer")
    evening.say("start cooking")
    assert not offers(evening.wait(120))


def test_once_in_a_wait_when_it_has_begun(evening: Evening) -> None:
    """After the timer has started and the cook is silent; a second timer in the same wait changes nothing."""
    evening.say("start cooking")
    evening.say("set a timer for ten minutes")
    assert not offers(evening.wait(4))
    assert offers(evening.wait(4)) == 1
    evening.say("how much flour")
    evening.say("set a timer for three minutes for the eggs")
    assert not offers(evening.wait(150))
    evening.wait(500)
    evening.say("stop")
    evening.say("stop")
    evening.say("set a timer for ten minutes")
    assert offers(evening.wait(20)) == 1


def test_a_rest_without_a_timer_is_a_wait_too(evening: Evening) -> None:
    """A dough that rests, no timer wanted, and a cook who has been silent for a while: offered once."""
    evening.say("start cooking")
    evening.say("next step")
    evening.say("no")
    assert not offers(evening.wait(30))
    assert offers(evening.wait(30)) == 1
    evening.say("how much flour")
    assert not offers(evening.wait(300))


def test_a_short_wait_is_left_in_peace(evening: Evening) -> None:
    """Under a minute nothing is offered."""
    evening.say("start cooking")
    evening.say("set a timer for one minute")
    assert not offers(evening.wait(50))


def test_not_now_means_silence(evening: Evening) -> None:
    """After a no nothing is offered any more this evening; asked for, it is told."""
    evening.say("start cooking")
    evening.say("set a timer for ten minutes")
    evening.wait(10)
    evening.say("not now")
    assert not evening.told()
    evening.wait(650)
    evening.say("stop")
    evening.say("set a timer for ten minutes")
    assert not offers(evening.wait(60))
    assert "My aunt baked one ring for every house." in evening.say("tell me a story")


NEAR: list[tuple[str, Callable[[list[str]], bool]]] = [
    ("who was that", lambda said: "Nela" in said[0]),
    ("when", lambda said: said == ["In 1938."]),
    ("where was that", lambda said: said == ["In Ljubljana."]),
    ("again", lambda said: said[0] == "The ring, Ljubljana, 1938."),
    (
        "tell it shorter",
        lambda said: len(said) == 1 and said[0].startswith("My aunt") and "miller" not in said[0],
    ),
    ("skip", lambda said: said[0] == "The oven, Trieste, 1951."),
    ("another one", lambda said: said[0] == "The oven, Trieste, 1951."),
    ("not now", lambda said: not said),
    ("whose recipe is it", lambda said: "the mill" in said[0].lower()),
]


@pytest.mark.parametrize(("words", "right"), NEAR, ids=[words for words, _ in NEAR])
def test_short_words_near_a_story_are_about_it(
    evening: Evening, words: str, right: Callable[[list[str]], bool]
) -> None:
    """While a story is told, "again" repeats the story and not the step, "skip" skips it, "who" asks of it."""
    evening.say("start cooking")
    evening.say("tell me a story")
    evening.wait(4)
    assert right(evening.say(words))


def test_a_question_stops_it_and_go_on_goes_on(evening: Evening) -> None:
    """The sentence that was cut comes again, the one that was heard does not."""
    evening.say("start cooking")
    evening.say("tell me a story")
    evening.wait(6)
    evening.say("how much flour")
    said = evening.say("go on")
    assert "She marked each with a thumb." in said
    assert "My aunt baked one ring for every house." not in said


def test_in_a_bundle_the_story_comes_last(evening: Evening) -> None:
    """ "Tell me a story and set ten minutes": the timer first, so that its answer does not cut the story."""
    evening.say("start cooking")
    said = evening.say("tell me a story and set a timer for ten minutes")
    assert "minutes" in said[0]
    assert "My aunt baked one ring for every house." in said[1:]


def test_what_is_for_the_household_is_not_told_before_guests(evening: Evening) -> None:
    """With a workshop on, only what guests may hear is told; afterwards all of it."""
    evening.say("start cooking")
    evening.say("start the workshop")
    for _ in range(3):
        evening.say("tell me a story")
        evening.wait(60)
    assert "We carried the dough." in evening.told()
    assert "This one is for the family." not in evening.told()


def test_a_narrator_has_a_voice_of_their_own(parser: Parser) -> None:
    """Voice, speed and pauses of the head of the file are asked of the loudspeaker, measured and told alike."""
    text = RECIPE.replace(
        "author: The mill\n",
        'author: The mill\nstory.voice.nela: "nela.onnx#1"\nstory.rate.nela: "0.8"\nstory.pause.nela: "0.6"\n',
    )
    recipe = parse(text, "ring.cook")
    made: list[Effect] = []
    session = VirtualSession(Kitchen(recipes=(recipe,)), parser.understand, lambda _at, one: made.append(one))  # type: ignore[arg-type]
    session.open(recipe)
    Evening(session, made).say("tell me a story")
    told = [one for one in made if isinstance(one, Say) and one.ref]
    assert {(one.voice, one.pace, one.pause) for one in told} == {("nela.onnx#1", 0.8, 0.6)}
    measured = [one for one in made if isinstance(one, Measure)]
    assert {(one.voice, one.pace, one.pause) for one in measured} == {("nela.onnx#1", 0.8, 0.6)}
