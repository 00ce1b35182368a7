"""Words of talk at a stove that stand for others, and ornaments that carry nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.language.colloquial import plainer
from sous_voice.language.normalise import words_said


def plain(text: str) -> str:
    return " ".join(word.word for word in plainer(words_said(text)))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("okey dokey what next", "ok what next"),
        ("mhm and then", "ok and then"),
        ("uh huh", "yes"),
        ("yep", "yes"),
        ("is there owt else", "is there anything else"),
        ("um thanks love", "thanks"),
        ("right my friend what now", "right what now"),
        ("chuck it in the pan", "put it in the pan"),
        ("gotcha next", "got it next"),
        ("i love garlic", "i love garlic"),
        ("ok honey is in", "ok honey is in"),
        ("my honey is thick", "my honey is thick"),
        ("pop corn", "pop corn"),
        ("um", "um"),
    ],
)
def test_small_talk_is_said_plainly(said: str, meant: str) -> None:
    """Slang becomes the plain word, names for who is spoken to go, and foods and verbs that sound like them stay."""
    assert plain(said) == meant


@given(st.text(alphabet="abcdeghilmnorstuvwy' ", max_size=60))
def test_something_always_stays_and_places_keep_their_order(text: str) -> None:
    """Words that were said leave some, in order, each at a place of the text."""
    said = words_said(text)
    left = plainer(said)
    assert bool(left) == bool(said)
    assert [word.start for word in left] == sorted(word.start for word in left)
    assert all(0 <= word.start < word.end <= len(text) for word in left)
