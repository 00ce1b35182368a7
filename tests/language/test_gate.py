"""What must not be understood, or not as something else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sous_voice.core.intents import Intent
from sous_voice.core.moment import Context
from sous_voice.language.classifier import Opinion
from sous_voice.language.decision import (
    Reading,
    believable,
    composed,
    decide,
    declined,
    greeting_lost,
    without_additions,
)
from sous_voice.language.grammar import load_grammar
from sous_voice.language.grammar_files import GRAMMARS, NAMES
from sous_voice.language.parser import Parser

HERE = Path(__file__).parent
KNOWN = Context(prev_agent="Stir for two minutes.", last_given="inst-2")
SESSION = Context(
    state="cooking",
    recipe="Walnut pie",
    titles=("Walnut pie", "Tomato soup"),
    ingredients=("walnuts", "butter", "brown sugar", "eggs", "flour"),
    ours=True,
)
COOKING = Context(state="cooking", prev_agent="Add the flour and stir for two minutes.", last_given="inst-2")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def _examples() -> Sequence[tuple[str, str]]:
    return [
        (intent.name, example.say)
        for name in NAMES
        for intent in load_grammar(GRAMMARS / f"{name}.yaml").intents
        for example in intent.examples
    ]


AMBIGUOUS = {
    "i've got all of them": "mark_done",
    "i'll be right back": "leave_room",
    "i left out the sugar": "change",
    "drop it": "heat_down",
    "abort": "emergency_stop",
    "stop all the timers": "emergency_stop",
}
"""Examples that another intent claims rightly: off and down come before all else."""


def test_no_intent_claims_another_ones_example(parser: Parser) -> None:
    """Each example of a grammar is read as its own intent and no other, with the whole parser."""
    # given every example, when it is understood
    stolen = []
    for name, say in _examples():
        names = {intent.name for intent in parser.understand(say).intents}
        if names != {name} and AMBIGUOUS.get(say) not in names:
            stolen.append((say, name, names))
    # then
    assert stolen == []


@pytest.mark.parametrize("moment", [Context(), COOKING, SESSION], ids=["idle", "cooking", "our session"])
@pytest.mark.parametrize(
    ("name", "share"), [("to_nobody.txt", 0.05), ("to_nobody_too.txt", 0.08), ("to_nobody_third.txt", 0.2)]
)
def test_talk_to_nobody_is_not_understood(parser: Parser, name: str, share: float, moment: Context) -> None:
    """Most lines of other people's talk are claimed by nothing, remarks about food among them, and none heats."""
    # given lines that were in no training
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    # when
    found = [parser.understand(line, moment) for line in lines]
    # then
    assert sum(not answer.abstained for answer in found) <= share * len(lines)
    assert not any(answer.frames for answer in found)


def _opinion(**chances: float) -> Opinion:
    return Opinion(chances, frozenset(label for label, p in chances.items() if p > 0.5), 0.9)


def test_weights_add_nothing_to_a_turn_read_whole() -> None:
    """Where the grammar explains every word, a label may be exchanged but none is added."""
    reading = Reading((Intent("start_cooking"),), 1.0, 0.0)
    opinion = _opinion(next=0.9, done=0.8)
    assert without_additions(opinion.labels, reading, opinion) == {"next"}


def test_weights_never_touch_what_only_we_do() -> None:
    """A timer stays a timer whatever the weights think."""
    reading = Reading((Intent("timer_start", {"duration": 600}),), 1.0, 0.0)
    decision = decide(reading, _opinion(done=0.99), "ten minutes", KNOWN)
    assert [intent.name for intent in decision.intents] == ["timer_start"]


def test_what_is_asked_is_answered_even_in_words_like_other_talk() -> None:
    """A remark that is half read and sounds like other talk is for others, but where something was asked."""
    remark = Reading((Intent("lack_ingredient"),), 0.8, 0.5)
    assert not believable(remark, 0.8, session=True, asked=False)
    assert believable(remark, 0.8, session=True, asked=True)
    assert believable(remark, 0.3, session=True, asked=False)


def test_half_of_an_order_that_sounds_like_other_talk_is_for_others() -> None:
    """ "And the winner is": an order half read gives way where talk elsewhere is likely, a whole one does not."""
    half, whole = Reading((Intent("amount"),), 0.75, 0.45), Reading((Intent("amount"),), 1.0, 0.0)
    assert not believable(half, 0.95, session=True, asked=False)
    assert believable(half, 0.5, session=True, asked=False)
    assert believable(whole, 0.95, session=True, asked=False)


def test_what_the_grammar_read_and_the_weights_believe_is_meant() -> None:
    """Two things that are seldom said together are both answered where grammar and weights see them."""
    reading = Reading((Intent("duration"), Intent("next_step")), 0.9, 0.0)
    opinion = Opinion({"duration": 0.8, "next": 0.76}, frozenset({"duration"}), 0.5)
    found = decide(reading, opinion, "how long will that take and what can i do after", KNOWN)
    assert [intent.name for intent in found.intents] == ["duration", "next_step"]


def test_no_to_a_question_declines() -> None:
    """ "No ..." answers the assistant's question; "no problem", and a no to nothing that was asked, decline nothing."""
    asked = Context(prev_agent="Do you need other help?", recipe="Walnut pie")
    assert declined("No, I think they worked out.", asked)
    assert not declined("No problem, what's next?", asked)
    assert not declined("No, it is hot.", Context(prev_agent="Heat the pan.", recipe="Walnut pie"))


def test_a_greeting_that_was_not_heard_is_believed_only_where_a_conversation_opens() -> None:
    """Recognisers lose a "hi"; the weights may add it to a conversation's first question, and to no command."""
    opens = Context(recipe="Walnut pie")
    opinion = _opinion(greeting=0.7, start=0.9)
    assert greeting_lost(opinion.labels, opinion, opens) == {"greeting"}
    assert greeting_lost(opinion.labels, opinion, KNOWN) == set()
    opinion = _opinion(greeting=0.7, next=0.9)
    assert greeting_lost(opinion.labels, opinion, opens) == set()


@pytest.mark.parametrize(
    "said",
    [
        "it is now 45 minutes later what should i do",
        "i waited six hours how do i see whether it is ready",
        "three minutes i think it needs more time",
    ],
)
def test_a_time_in_the_midst_of_other_words_starts_no_timer(parser: Parser, said: str) -> None:
    """A sentence without words of its own counts only where the words beside it are understood, too."""
    names = {intent.name for intent in parser.understand(said).intents}
    assert "timer_start" not in names


@pytest.mark.parametrize(
    "said",
    [
        "what should i set my oven to",
        "where do i put the raisins",
        "i don't remember the second one",
        "next week we're away",
    ],
)
def test_words_that_their_neighbours_turn_into_something_else_report_and_move_nothing(
    parser: Parser, said: str
) -> None:
    """ "I put" behind "do", "i do" before "not", "next" before "week": the words are there, the sentence is not."""
    names = {intent.name for intent in parser.understand(said, COOKING).intents}
    assert not names & {"mark_done", "affirm", "next_step"}


def test_a_bare_time_starts_a_timer(parser: Parser) -> None:
    """ "Ten minutes", alone, after a greeting or with please, is a timer."""
    for said in ("ten minutes", "ok ten minutes please", "hey there ten minutes"):
        assert [i.name for i in parser.understand(said).intents if i.name == "timer_start"], said


def test_ok_is_never_an_action() -> None:
    """An acknowledgement stays one, even where dialogues elsewhere would go on."""
    reading = Reading((Intent("acknowledge"),), 1.0, 0.0)
    decision = decide(reading, _opinion(next=0.99), "ok", KNOWN)
    assert [intent.name for intent in decision.intents] == ["acknowledge"]


def test_a_label_without_a_sentence_becomes_its_plain_intent() -> None:
    """What only the weights saw is carried by the plain intent of its label."""
    reading = Reading((Intent("next_step"),), 0.5, 0.0)
    found = composed({"done", "next"}, reading, "all fluffed up next")
    assert [intent.name for intent in found] == ["mark_done", "next_step"]
