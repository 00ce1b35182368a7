"""Guests by name: whoever is known is found by the sound, whoever is not is asked for and never guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.decide import decide
from sous_voice.core.diets import Diner
from sous_voice.core.guest_names import is_given_name, is_no_name, one_alike
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.kitchen import Kitchen, Knowledge
from sous_voice.core.messages import Heard, Say
from sous_voice.core.session import Session
from sous_voice.shelf.diet_table import diet_table

TABLE = ("Ana", "Ben", "Maria", "Tom")
KITCHEN = Kitchen(knowledge=Knowledge(diets=diet_table()))


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("ana", "Ana"), ("anna", "Ana"), ("hana", "Ana"), ("on a", "Ana"), ("ban", "Ben"), ("bend", "Ben"),
        ("mariah", "Maria"), ("time", "Tom"), ("then", ""), ("horror", ""), ("me", ""), ("she", ""),
    ],
)  # fmt: skip
def test_a_known_guest_is_found_by_the_sound(heard: str, name: str) -> None:
    """What sounds like one guest alone is that guest; what sounds like nobody, and a pronoun, is nobody."""
    assert one_alike(heard, TABLE) == name


@given(st.text(max_size=20))
def test_any_words_are_one_guest_or_nobody(heard: str) -> None:
    """Whatever was heard, a guest of the table or nobody is meant."""
    assert one_alike(heard, TABLE) in (*TABLE, "")
    assert is_no_name(heard) in (True, False)


def test_names_are_told_from_words() -> None:
    """Common given names are names; small words and words of the kitchen are none."""
    assert all(map(is_given_name, ("Ana", "ben", "Priya", "mei")))
    assert not any(map(is_given_name, ("then", "bend", "honor", "")))


def hear(session: Session, text: str, *intents: Intent, typed: bool = False) -> tuple[Session, str]:
    heard = Heard(session.at + 1, Understanding(text=text, intents=intents), began=session.at, typed=typed)
    turn = decide(KITCHEN, session, heard)
    return turn.session, " ".join(effect.text for effect in turn.effects if isinstance(effect, Say))


def told(name: str) -> Intent:
    return Intent("allergy_set", {"person": name, "allergen": "nuts"})


def test_a_name_that_may_be_none_is_asked_for() -> None:
    """Given no guests, when "bend" is heard for a name, then nobody is noted until the name is said."""
    session, answer = hear(Session(), "bend can't have nuts", told("bend"))
    assert "Who can't have nuts? I heard Bend." in answer
    assert session.table.diners == ()
    session, answer = hear(session, "then", Intent("repeat_last"))
    assert "Once more" in answer
    assert session.table.diners == ()
    session, answer = hear(session, "the name is ben", Intent("note", {"text": "ben"}))
    assert answer.startswith("Noted: Ben can't have")
    assert [diner.name for diner in session.table.diners] == ["Ben"]


def test_a_question_for_a_name_lets_a_stop_through() -> None:
    """While a name is asked for, what is urgent is no name."""
    session, _ = hear(Session(), "can't have nuts", told("?"))
    session, _ = hear(session, "stop", Intent("emergency_stop"))
    assert session.table.diners == ()


def test_what_is_typed_is_meant() -> None:
    """A rare name that was typed is noted as it stands."""
    session, answer = hear(Session(), "xochitl can't have nuts", told("xochitl"), typed=True)
    assert answer.startswith("Noted: Xochitl can't have")
    assert len(session.table.diners) == 1


def test_a_guest_who_is_known_is_not_noted_twice() -> None:
    """Given Ben, when "bend" is heard, then it is Ben's list that grows."""
    known = replace(KITCHEN.knowledge, diners=(Diner("Ben", allergens=frozenset({"egg"})),))
    heard = Heard(1.0, Understanding(text="bend can't have nuts", intents=(told("bend"),)), began=0.0)
    turn = decide(replace(KITCHEN, knowledge=known), Session(), heard)
    (ben,) = turn.session.table.diners
    assert ben.name == "Ben"
    assert {"egg", "nut", "peanut"} <= ben.allergens
