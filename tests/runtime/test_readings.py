"""Of several guesses the first that means something is taken, with its words in their places."""

from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.messages import Context
from sous_voice.core.wordgraph import Path
from sous_voice.hearing.engine import Alternative, Recognised, Word
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
    heard, understanding = best_reading(HEARD, understand)
    assert [intent.name for intent in understanding.intents] == ["where_am_i"]
    assert heard.text == "how many steps are left"
    assert [word.text for word in heard.words] == heard.text.split()
    assert [round(word.start, 2) for word in heard.words] == [0.0, 0.2, 0.4, 0.6, 0.8]


def test_words_that_mean_something_and_sentences_of_a_grammar_stay() -> None:
    """Nothing is tried where there is no need, and nothing is put over a grammar's sentence."""
    plain = Recognised("next", alternatives=(Alternative("how many steps are left", -0.1),))
    assert best_reading(plain, understand)[0] is plain
    taken = Recognised("a tea", path=Path(("a", "tea"), "order"), alternatives=plain.alternatives)
    assert best_reading(taken, understand)[0] is taken


def test_where_no_guess_means_anything_the_first_words_stay() -> None:
    """Other speech stays what it was, and silence stays silence."""
    other = Recognised(
        "it was the best of times", alternatives=(Alternative("it was the best of tines", -0.2),)
    )
    heard, understanding = best_reading(other, understand)
    assert heard is other
    assert understanding.abstained
    silence = Recognised("", alternatives=(Alternative("next", -0.1),))
    assert best_reading(silence, understand)[0] is silence


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
