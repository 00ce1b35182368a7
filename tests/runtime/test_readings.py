"""Of several guesses the first that means something is taken, with its words in their places."""

import pytest

from sous_voice.core.intents import HeatFrame, Intent, Understanding
from sous_voice.core.moment import Context
from sous_voice.core.wordgraph import Path
from sous_voice.hearing.engine import Alternative, Recognised, SecondLook, Word
from sous_voice.hearing.rewording import reworded
from sous_voice.runtime.expectations import Expectations
from sous_voice.runtime.readings import best_reading

HEARD = Recognised(
    "how many steps for left",
    words=tuple(Word(text, 0.9, at * 0.2, at * 0.2 + 0.2) for at, text in enumerate("how many steps for left".split())),
    alternatives=(Alternative("how many steps fur left", -0.4), Alternative("how many steps are left", -0.4)),
)  # fmt: skip


def understand(text: str) -> Understanding:
    known = text in ("how many steps are left", "next")
    return Understanding(text, (Intent("where_am_i"),) if known else (), abstained=not known)


def test_the_first_guess_that_means_something_is_taken() -> None:
    """Its words stand where those were that it replaces."""
    read = best_reading(HEARD, understand)
    heard = read.heard
    assert [intent.name for intent in read.understanding.intents] == ["where_am_i"]
    assert heard.text == "how many steps are left"
    assert [word.text for word in heard.words] == heard.text.split()
    assert [round(word.start, 2) for word in heard.words] == [0.0, 0.2, 0.4, 0.6, 0.8]


def test_words_that_mean_something_and_sentences_of_a_grammar_stay() -> None:
    """Nothing is tried where there is no need, and nothing is put over a grammar's sentence."""
    plain = Recognised("next", alternatives=(Alternative("how many steps are left", -0.1),))
    assert best_reading(plain, understand).heard is plain
    taken = Recognised("a tea", path=Path(("a", "tea"), "order"), alternatives=plain.alternatives)
    assert best_reading(taken, understand).heard is taken


def test_where_no_guess_means_anything_the_first_words_stay() -> None:
    """Other speech stays what it was, and silence stays silence."""
    other = Recognised(
        "it was the best of times", alternatives=(Alternative("it was the best of tines", -0.2),)
    )
    read = best_reading(other, understand)
    assert read.heard is other
    assert read.understanding.abstained
    silence = Recognised("", alternatives=(Alternative("next", -0.1),))
    assert best_reading(silence, understand).heard is silence


def test_more_or_fewer_words_share_the_place_of_the_old_ones() -> None:
    """Every new word has a place, in order, inside the old ones' time."""
    old = [Word("time", 0.5, 0.0, 0.3), Word("or", 0.4, 0.3, 0.5), Word("ten", 0.9, 0.5, 0.8)]
    for said in ("timer ten", "set a timer of ten", "ten minutes", "something else"):
        words = reworded(old, said.split())
        assert [word.text for word in words] == said.split()
        assert all(0.0 <= word.start <= word.end <= 0.8 for word in words)
        assert [word.start for word in words] == sorted(word.start for word in words)
    assert reworded([], ["next"]) == (Word("next", 0.0, 0.0, 0.0),)


def test_the_names_of_a_moment_are_told_once_and_the_nearest_ones_last() -> None:
    """The same names give the same object, so the recogniser is told only when something changed."""
    expectations = Expectations()
    first = expectations.of(
        Context(state="step", titles=("Pie",), ingredients=("Walnuts",), timers=("crust",))
    )
    again = expectations.of(
        Context(state="paused", titles=("Pie",), ingredients=("Walnuts",), timers=("crust",))
    )
    other = expectations.of(Context(state="step", titles=("Pie",), ingredients=("Walnuts",)))
    assert first is again
    assert first.hints == ("pie", "walnuts", "crust")
    assert other.hints == ("pie", "walnuts")


def looked(
    heard: str, second: SecondLook, means: dict[str, Understanding], *, asked: bool = False
) -> tuple[str, Understanding]:
    """What becomes of words after a second look."""
    read = best_reading(
        Recognised(heard, heard=heard),
        lambda text: means.get(text, Understanding(text, abstained=True, confidence=0.0)),
        lambda one: second,
        asked=asked,
    )
    return read.heard.text, read.understanding


def of(name: str, sure: float, *frames: HeatFrame) -> Understanding:
    """An understanding of one intent."""
    return Understanding(name, (Intent(name),), frames=frames, confidence=sure)


def test_a_sentence_that_fits_the_sound_takes_the_place_of_doubtful_words() -> None:
    """Where the free words mean nothing, and where they are only half understood."""
    means = {"double the recipe": of("scale", 0.98), "and five minutes": of("timer_start", 0.83)}
    near = SecondLook("double the recipe", 0.8)
    assert looked("tunnel the recipe", near, means)[1].intents[0].name == "scale"
    assert looked("and five minutes", near, means)[0] == "double the recipe"
    assert looked("tunnel the recipe", SecondLook("double the recipe", 1.6), means)[1].abstained


def test_no_look_is_taken_at_a_whole_sentence() -> None:
    """What is surely understood stays."""
    means = {"next step": of("next_step", 0.98), "double the recipe": of("scale", 0.98)}
    assert looked("next step", SecondLook("double the recipe", 0.0), means)[0] == "next step"


@pytest.mark.parametrize("name", ["confirm_heat", "affirm", "story_consent", "i_am_here", "heat_set"])
def test_heat_and_consent_must_be_heard(name: str) -> None:
    """However well such a sentence fits the sound, the words themselves must have been recognised."""
    assert looked("yes it is", SecondLook("that one", 0.0), {"that one": of(name, 1.0)})[1].abstained


@pytest.mark.parametrize(
    ("op", "taken"), [("set", False), ("raise", False), ("on", False), ("off", True), ("lower", True)]
)
def test_heat_only_goes_down_by_a_second_look(op: str, taken: bool) -> None:
    """A frame that heats is never made of what fits; one that cools may be."""
    means = {"that one": of("heat_status", 1.0, HeatFrame(op))}
    assert looked("dad one", SecondLook("that one", 0.0), means)[1].abstained is not taken


def test_half_understood_words_far_from_every_sentence_are_meant_for_nobody() -> None:
    """Unless an answer is awaited, the intent takes any words, or it is always obeyed."""
    far = SecondLook("go back", 5.0)
    assert looked("i have to get my hair cut", far, {"i have to get my hair cut": of("mark_done", 0.86)})[
        1
    ].abstained
    assert not looked("the big one", far, {"the big one": of("mark_done", 0.86)}, asked=True)[1].abstained
    assert not looked("note it", far, {"note it": of("note", 0.7)})[1].abstained
    assert not looked("stop that", far, {"stop that": of("stop_talking", 0.7)})[1].abstained
    assert not looked("done it", SecondLook("go back", 3.0), {"done it": of("mark_done", 0.86)})[1].abstained
