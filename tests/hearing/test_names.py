"""Given names by their sound: put into sentences about guests, and looked for only where a diet is spoken of."""

import pytest
import soxr

from sous_voice.core.given_names import GIVEN_NAMES
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.moment import Context
from sous_voice.core.sentences import BEGINNING
from sous_voice.hearing.engine import RATE, Expectation, Recognised, SecondLook
from sous_voice.hearing.phonetic.guests import NameAnswers, near_names, sounds_of_diet
from sous_voice.hearing.phonetic.whole_sentences import nearest_sentences
from sous_voice.hearing.recogniser import open_engine
from sous_voice.language.parser import Parser
from sous_voice.runtime.naming import GUEST, may_name, named
from sous_voice.runtime.readings import best_reading
from sous_voice.runtime.rehearsal import second_voice
from sous_voice.speaking.cache import RATE as SPOKEN
from sous_voice.speaking.voice import open_voice

HEARD = Recognised("on a can of nuts")


def note(person: str, *, unsure: bool = False) -> Understanding:
    slots = {"person": person, "allergen": "nuts"} | ({"unsure": True} if unsure else {})
    return Understanding(
        f"{person} can't have nuts", intents=(Intent("allergy_set", slots),), confidence=0.97
    )


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("on a can of nuts", "ana"),
        ("then is the gun", "ben"),
        ("pre areas begin", "priya"),
        ("can g is vegan", "kenji"),
    ],
)
def test_the_right_name_is_among_the_nearest(heard: str, name: str) -> None:
    """What a recogniser wrote for a name leads back to it."""
    assert name in near_names(heard.split())


@pytest.mark.parametrize("heard", ["on a can of nuts", "pre areas begin", "then as a logic to milk"])
def test_garbled_words_of_a_diet_are_noticed(heard: str) -> None:
    """Words that sound like somebody's diet are looked at once more."""
    assert sounds_of_diet(heard.split())


@pytest.mark.parametrize(
    "heard", ["next step", "set a timer for ten minutes", "how much butter", "turn it off", ""]
)
def test_other_talk_is_not(heard: str) -> None:
    """What sounds like no diet costs no further look."""
    assert not sounds_of_diet(heard.split())


def test_an_answer_to_who_is_a_name() -> None:
    """Given "the name is honor", then the nearest answers end in a name that sounds so."""
    answers = NameAnswers((), near_names("honor".split()))
    assert answers.leaving(BEGINNING).lists
    best = nearest_sentences(answers, "the name is honor".split())[0]
    assert best.words[:3] == ("the", "name", "is")
    assert best.words[3] in GIVEN_NAMES


def test_a_name_that_fits_the_sound_is_taken_and_one_that_fits_less_is_asked_about() -> None:
    """A look with little doubt gives the sentence; with more, an unsure one; with much, none."""
    for doubt, wanted in ((0.2, note("ana")), (1.3, note("ana", unsure=True)), (2.0, None)):
        look = SecondLook("ana can't have nuts", doubt)
        found = named(HEARD, Understanding(HEARD.text, abstained=True), Context(), lambda text: note("ana"),
                      lambda heard, look=look, **how: look)  # fmt: skip
        assert found == wanted


def test_only_talk_about_somebody_is_taken_from_a_look_for_a_name() -> None:
    """A look may note or ask who can eat what; an order is never taken from it."""
    step = Understanding("next", intents=(Intent("next_step"),))
    look = SecondLook("next", 0.0)
    assert (
        named(HEARD, Understanding(HEARD.text), Context(), lambda text: step, lambda heard, **how: look)
        is None
    )


def test_what_is_urgent_is_never_looked_at_for_a_name() -> None:
    """An off stays an off, also where a name was asked for."""
    off = Understanding("off", intents=(Intent("heat_off"),))
    look = SecondLook("ana", 0.0)
    asked = Context(pending=GUEST)
    assert named(Recognised("off"), off, asked, lambda text: off, lambda heard, **how: look) is None


@pytest.mark.parametrize(
    ("understanding", "unclear"),
    [(note("ana"), False), (note("bend"), True), (note("my daughter"), False), (note("zork"), True),
     (Understanding("next step", intents=(Intent("next_step"),), confidence=0.99), False)],
)  # fmt: skip
def test_a_common_or_known_name_needs_no_look(understanding: Understanding, unclear: bool) -> None:
    """Only where the name is none that is common or at the table is it looked for by sound."""
    heard = Recognised(understanding.text)
    assert may_name(heard, understanding, ()) is unclear
    assert not may_name(heard, note("zork"), ("Zork",))


def test_a_question_is_about_a_guest_who_is_known() -> None:
    """Given guests, when a question names nobody who is known, then the guest whose name sounds nearest is meant."""
    asked = Understanding("can all more eat this", intents=(Intent("diet_check", {"person": "all more"}),))
    omar = Understanding("can omar eat this", intents=(Intent("diet_check", {"person": "omar"}),))
    ways = []

    def look(heard: Recognised, **how: bool) -> SecondLook:
        ways.append(how)
        return SecondLook("can omar eat this", 2.0)

    found = named(
        Recognised("can all more eat this"), asked, Context(people=("Omar",)), lambda text: omar, look
    )
    assert found == omar
    assert ways == [{"known": True}]


def test_words_too_unclear_to_be_acted_upon_are_only_asked_about() -> None:
    """Given a clip that was refused, when a name fits it well, then it is asked for whom it is."""
    unclear = Recognised("", heard="Ana can have nuts.", refused="it was not clear")
    look = SecondLook("ana can't have nuts", 0.1)
    found = named(unclear, Understanding("", abstained=True), Context(), lambda text: note("ana"),
                  lambda heard, **how: look)  # fmt: skip
    assert found == note("ana", unsure=True)


def test_guests_of_whom_nobody_knew_are_heard_by_name() -> None:
    """Given a voice that tells of guests whose names stand nowhere, then they are told of.

    The voice says a line anew each time, now clearer and now less: two of three are enough.
    """
    parser, engine, context = Parser(), open_engine("whisper"), Context(ours=True)
    engine.expect(Expectation(sentences=parser.sentences(context), places=False))
    say = second_voice(open_voice(), 1.05)

    def understand(text: str) -> Understanding:
        return parser.understand(text, context)

    def told_of(line: str) -> list[tuple[str, str]]:
        sound = soxr.resample(say(line).astype("float32") / 32768, SPOKEN, RATE).astype("float32")
        reading = best_reading(
            engine.recognise(sound),
            understand,
            engine.second_look,
            name=lambda heard, meant: named(heard, meant, context, understand, engine.name_look),
        )
        return [(i.name, str(i.slots.get("person", "")).lower()) for i in reading.understanding.intents]

    for line in ("fatima is allergic to milk", "sebastian can't have nuts"):
        heard = [told_of(line) for _ in range(3)]
        assert heard.count([("allergy_set", line.split()[0])]) >= 2, heard
