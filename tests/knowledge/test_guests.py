"""Guests by name: whoever is known is found by the sound, whoever is not is asked for and never guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.core.decide import decide
from sous_voice.core.diets import Diner
from sous_voice.core.guest_names import SOMEBODY, is_given_name, is_no_name, one_alike
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.kitchen import Kitchen, Knowledge
from sous_voice.core.messages import Heard, Say
from sous_voice.core.session import Session
from sous_voice.core.spelling import read_spelled
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
    assert not any(map(is_given_name, ("then", "bend", "honor", "said", "basil", "")))


def hear(session: Session, text: str, *intents: Intent, typed: bool = False) -> tuple[Session, str]:
    heard = Heard(session.at + 1, Understanding(text=text, intents=intents), began=session.at, typed=typed)
    turn = decide(KITCHEN, session, heard)
    return turn.session, " ".join(effect.text for effect in turn.effects if isinstance(effect, Say))


def told(name: str) -> Intent:
    return Intent("allergy_set", {"person": name, "allergen": "nuts"})


def eaters(session: Session) -> dict[str, frozenset[str]]:
    return {d.name: d.allergens for d in session.table.diners if d.allergens or d.diets}


def test_a_name_that_may_be_none_is_asked_for_and_meanwhile_all_are_meant() -> None:
    """Given no guests, when "bend" is heard for a name, then the nuts are kept for the table until the name is said."""
    session, answer = hear(Session(), "bend can't have nuts", told("bend"))
    assert "Who can't have nuts? I heard Bend." in answer
    assert eaters(session) == {SOMEBODY: {"nut", "peanut"}}
    session, answer = hear(session, "then", Intent("repeat_last"))
    assert "Once more" in answer
    assert eaters(session).keys() == {SOMEBODY}
    session, answer = hear(session, "the name is ben", Intent("note", {"text": "ben"}))
    assert answer.startswith("Noted: Ben can't have")
    assert eaters(session) == {"Ben": {"nut", "peanut"}}


def test_what_a_name_was_heard_as_is_remembered() -> None:
    """Given a name that was taught, when it is heard as it was heard at first, then that guest is meant."""
    session, _ = hear(Session(), "so cheetal can't have nuts", told("so cheetal"))
    session, answer = hear(session, "x o c h i t l", Intent("out_of_grammar"))
    assert answer.startswith("Noted: Xochitl can't have")
    egg = Intent("allergy_set", {"person": "so cheetal", "allergen": "eggs"})
    session, _ = hear(session, "so cheetal can't have eggs", egg)
    assert eaters(session) == {"Xochitl": {"nut", "peanut", "egg"}}


@pytest.mark.parametrize(
    ("said", "name"),
    [("no, Hannah", "Hannah"), ("it's Hannah", "Hannah"), ("I said Zork", "Zork"), ("h a n n a h", "Hannah"),
     ("no, my daughter", "your daughter")],
)  # fmt: skip
def test_a_name_that_was_said_back_wrong_is_mended(said: str, name: str) -> None:
    """Given "Ana, right?", when another name is said, then the list is that one's and nobody else's."""
    session, answer = hear(Session(), "ana can't have nuts", told("ana"))
    assert answer.endswith("Ana, right?")
    session, _ = hear(session, said, Intent("negate"))
    assert eaters(session) == {name: {"nut", "peanut"}}


def test_a_bare_no_to_a_name_keeps_it_for_all_until_the_name_is_said() -> None:
    """Given "Ana, right?", when only "no" is said, then it is kept for the table, and the name is asked for."""
    session, _ = hear(Session(), "ana can't have nuts", told("ana"))
    session, answer = hear(session, "no", Intent("negate"))
    assert answer.startswith("Who is it then?")
    assert eaters(session).keys() == {SOMEBODY}
    session, _ = hear(session, "Kenji", Intent("out_of_grammar"))
    assert eaters(session).keys() == {"Kenji"}


@pytest.mark.parametrize(("reply", "name"), [("affirm", "Ana"), ("next_step", SOMEBODY)])
def test_a_name_taken_from_the_sound_alone_counts_once_it_is_confirmed(reply: str, name: str) -> None:
    """Given a name that only fits the sound, then the list is the table's until a yes makes it that guest's."""
    unsure = Intent("allergy_set", {"person": "ana", "allergen": "nuts", "unsure": True})
    session, answer = hear(Session(), "ana can't have nuts", unsure)
    assert "is that right?" in answer
    assert eaters(session).keys() == {SOMEBODY}
    session, _ = hear(session, "yes" if reply == "affirm" else "next", Intent(reply))
    assert eaters(session).keys() == {name}


@pytest.mark.parametrize(
    ("said", "left"), [("nobody", set()), ("everybody", {SOMEBODY}), ("never mind", {SOMEBODY}), ("me", {""})]
)
def test_who_can_be_answered_without_a_name(said: str, left: set[str]) -> None:
    """Nobody drops the note, everybody and no answer keep it for the table, "me" is the cook."""
    session, _ = hear(Session(), "can't have nuts", told("?"))
    session, _ = hear(session, said, Intent("out_of_grammar"))
    assert eaters(session).keys() == left


def test_a_question_for_a_name_lets_a_stop_through() -> None:
    """While a name is asked for, what is urgent is no name."""
    session, _ = hear(Session(), "can't have nuts", told("?"))
    session, _ = hear(session, "stop", Intent("emergency_stop"))
    assert eaters(session).keys() == {SOMEBODY}


@pytest.mark.parametrize(
    ("said", "name"),
    [("a n a", "ana"), ("A-N-A", "ana"), ("a for apple n for nut a for apple", "ana"), ("bee e n", "ben"),
     ("double u e i", "wei"), ("it's s i o b h a n", "siobhan"), ("are you okay", ""), ("a", ""), ("next step", "")],
)  # fmt: skip
def test_letters_make_a_name(said: str, name: str) -> None:
    """Letters, their names and words that stand for them make one word; other talk makes none."""
    assert read_spelled(said) == name


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
