"""The heat conversation, driven by understood words and by the stove's own messages."""

import json
from dataclasses import replace

import pytest

from sous_voice.core.context import context_of
from sous_voice.core.decide import decide
from sous_voice.core.intents import Intent, Understanding
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import (
    CancelOffer,
    ConfirmHeat,
    Heard,
    LowerHeat,
    RequestHeat,
    RequestOff,
    Say,
    StoveLost,
    StoveOffered,
    StoveReported,
    Ticked,
)
from sous_voice.core.session import Session
from sous_voice.core.stove_report import HeatOffer, StoveReport, ZoneReport
from sous_voice.core.topics import TOPICS
from sous_voice.language.heat import read_heat

ZONES = ("front_left", "front_right", "back_left", "back_right")
KITCHEN = Kitchen(zones=ZONES)


class Evening:
    """A session that is talked to; every effect is kept."""

    def __init__(self):
        self.session, self.at, self.effects = Session(), 100.0, ()
        self.report()

    def send(self, event):
        turn = decide(KITCHEN, self.session, event)
        self.session, self.effects = turn.session, turn.effects
        return self.effects

    def report(self, **levels):
        zones = tuple(
            ZoneReport(z, levels.get(z, 0), 180.0 * levels.get(z, 0), 30.0, False, True) for z in ZONES
        )
        return self.send(StoveReported(self.at, StoveReport("ready", zones)))

    def hear(self, text, after=2.0, extra=()):
        self.at += after
        reading = read_heat(text, context_of(KITCHEN, self.session, TOPICS))
        said = Understanding(
            text, (*reading.intents, *(Intent(name) for name in extra)), reading.frames, reading.clarify,
            abstained=not (reading.intents or extra),
        )  # fmt: skip
        return self.send(Heard(self.at, said, self.at - 1, typed=True))

    def offer(self, text="front left to medium", level=5):
        self.hear(text)
        (wish,) = [e for e in self.effects if isinstance(e, RequestHeat)]
        assert (wish.zone, wish.level) == ("front_left", level)
        offer = HeatOffer("t1", "front_left", level, level * 180.0, 1800.0, self.at + 20)
        return self.send(StoveOffered(self.at, offer))

    def did(self, kind):
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @property
    def said(self):
        return " ".join(effect.text for effect in self.did(Say))


def test_up_only_by_the_word_and_the_number():
    """Given an offer, when the cook says confirm and the number, then and only then it is confirmed."""
    evening = Evening()
    evening.offer()
    assert "medium, five of nine" in evening.said
    evening.hear("confirm five")
    assert evening.did(ConfirmHeat) == [ConfirmHeat("t1", "front_left", 5, "confirm five")]
    assert "on at five" not in evening.said
    evening.report(front_left=5)
    assert evening.said == "Front left is on at five."


@pytest.mark.parametrize("filler", ["affirm", "acknowledge", "timer_accept"])
def test_fillers_never_confirm(filler):
    """Yes, ok and sure are answered by asking for the word and the number; the offer stays open."""
    evening = Evening()
    evening.offer()
    evening.hear("yes ok sure", extra=(filler,))
    assert not evening.did(ConfirmHeat) and "number" in evening.said
    evening.hear("confirm front left")
    assert evening.did(ConfirmHeat)


@pytest.mark.parametrize("words", ["confirm six", "confirm back left", "no", "wait", "turn it off", "cancel"])
def test_a_wrong_word_cancels(words):
    """Anything that does not match takes the offer back, and a later confirmation finds nothing."""
    evening = Evening()
    evening.offer()
    evening.hear(words)
    assert (not evening.did(ConfirmHeat) and evening.did(CancelOffer)) or evening.did(RequestOff)
    evening.hear("confirm five")
    assert not evening.did(ConfirmHeat)


def test_above_seventy_per_cent_needs_both():
    """At T3 burner and level both are needed, and the read-back leaves the burner out."""
    evening = Evening()
    evening.offer("front left to high", 8)
    assert "ront left" not in evening.said
    evening.hear("confirm eight")
    assert not evening.did(ConfirmHeat)
    evening.hear("confirm front left eight")
    assert evening.did(ConfirmHeat)


def test_a_late_answer_does_not_count():
    """An offer runs out, and says so."""
    evening = Evening()
    evening.offer()
    evening.at += 19
    evening.send(Ticked(evening.at))
    assert evening.did(CancelOffer) and "ran out" in evening.said
    evening.hear("confirm five")
    assert not evening.did(ConfirmHeat)


def test_words_during_our_own_speech_do_not_count():
    """What is heard before the read-back ended never confirms."""
    evening = Evening()
    evening.offer()
    evening.at += 2
    said = Understanding("confirm five", (Intent("confirm_heat", {"level": "n:5"}),))
    evening.send(Heard(evening.at, said, evening.at - 1))
    assert not evening.did(ConfirmHeat)


def test_down_is_at_once():
    """Lower and off act without a question."""
    evening = Evening()
    evening.report(front_left=6)
    evening.hear("a bit lower")
    assert evening.did(LowerHeat) == [LowerHeat("front_left", 5)]
    evening.hear("off")
    assert evening.did(RequestOff) == [RequestOff("front_left")]


def test_off_is_said_only_after_two_dark_reports():
    """The spoken outcome comes from the stove."""
    evening = Evening()
    evening.report(front_left=6)
    evening.hear("turn off the front left")
    assert "off" not in evening.said
    evening.report()
    assert evening.said == ""
    evening.report()
    assert evening.said == "Front left is off."


def test_nobody_there():
    """Heat on and no word: it asks at 80 %, lowers at 90 %, and ends it at the limit."""
    evening = Evening()
    evening.hear("what's on")
    evening.report(front_left=5)
    start = evening.at
    seen = []
    for share in (0.79, 0.81, 0.91, 1.01):
        evening.at = start + share * 1800
        evening.send(Ticked(evening.at))
        seen.append((bool(evening.said), bool(evening.did(LowerHeat)), bool(evening.did(RequestOff))))
    assert seen == [(False, False, False), (True, False, False), (True, True, False), (True, False, True)]


def test_the_lost_stove_is_never_called_off():
    """Without a report nothing is claimed, and nothing is raised."""
    evening = Evening()
    evening.report(front_left=5)
    evening.send(StoveLost(evening.at, "cable"))
    assert "lost" in evening.said
    evening.hear("what's on")
    assert "cannot see" in evening.said
    evening.hear("front left to six")
    assert not evening.did(RequestHeat)


def test_goodbye_with_heat_on():
    """Leaving with heat on is asked about first."""
    evening = Evening()
    evening.report(front_left=5)
    evening.hear("goodbye", extra=("goodbye",))
    assert "front left still heats" in evening.said
    evening.hear("yes", extra=("affirm",))
    assert evening.did(RequestOff) == [RequestOff("all")]


def test_raises_without_a_frame_of_the_grammar_do_nothing():
    """An intent that no frame of the closed grammar stands behind never reaches the stove."""
    evening = Evening()
    said = Understanding("warm words", (Intent("heat_set", {"burner": "front_left", "level": "high"}),))
    evening.send(Heard(evening.at + 1, said, evening.at, typed=True))
    assert not evening.did(RequestHeat)


@pytest.mark.slow
def test_cooks_talk_against_an_open_offer(shared_data):
    """None of 2,294 real turns confirms an offer."""
    base = Evening()
    base.offer()
    lines = (shared_data / "cookdial_dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        evening = Evening.__new__(Evening)
        evening.session, evening.at, evening.effects = replace(base.session), base.at, ()
        evening.hear(json.loads(line)["utterance"], extra=("acknowledge", "affirm"))
        assert not evening.did(ConfirmHeat) and not evening.did(RequestHeat), line


def test_what_the_stove_did_by_itself_is_said():
    """A warning in the stove's report is told in words; a stall of ours as ours."""
    evening = Evening()
    zones = evening.session.heat.report.zones
    report = StoveReport("ready", zones, warnings=("LEASE", "NOPAN front_left", "HOT front_left", "NEW"))
    evening.send(StoveReported(evening.at, report))
    assert "I stalled" in evening.said
    assert "pan was away too long, so front left ended" in evening.said
    assert len(evening.did(Say)) == 2, "what the kernel tells, and what nobody knows, is not told here"


def test_a_second_stall_over_new_heat_is_told_again():
    """Given a stall that was told, when heat was agreed anew and ends by another stall moments later, then that is
    news; without new heat between them it is not."""
    evening = Evening()

    def stall():
        evening.at += 1.0
        zones = evening.session.heat.report.zones
        dark = tuple(replace(zone, level=0, watts=0.0) for zone in zones)
        return evening.send(StoveReported(evening.at, StoveReport("ready", dark, warnings=("LEASE",))))

    def heat():
        evening.offer()
        evening.hear("confirm five")
        evening.report(front_left=5)
        assert "on at five" in evening.said

    heat()
    stall()
    assert "I stalled" in evening.said
    stall()
    assert "I stalled" not in evening.said
    heat()
    stall()
    assert "I stalled" in evening.said


def test_hot_oil_at_the_same_level_is_not_more_time():
    """Given a zone at six, when oil is to be held there at 175 degrees, then burner and level are both needed."""
    evening = Evening()
    evening.report(front_left=6)
    evening.hear("heat the front left to 175 celsius")
    (wish,) = evening.did(RequestHeat)
    offer = HeatOffer("t1", "front_left", 6, 1100.0, 1800.0, evening.at + 20)
    evening.send(StoveOffered(evening.at, offer))
    assert wish.method == "deep_fry" and "Hot oil" in evening.said and "ront left" not in evening.said
    evening.hear("confirm six")
    assert not evening.did(ConfirmHeat)


def test_off_while_the_stove_is_lost_is_sent_and_said():
    """Given a lost stove, when the cook says off, then it is sent, and nothing is claimed."""
    evening = Evening()
    evening.report(front_left=5)
    evening.send(StoveLost(evening.at, "cable"))
    evening.hear("everything off")
    assert evening.did(RequestOff) and "by hand" in evening.said


def test_partial_words_of_alarm_act():
    """Given half an utterance, when it is fire, then all heat is cut, and the whole says nothing twice."""
    evening = Evening()
    evening.report(front_left=5)
    for partial in (True, False):
        evening.at += 0.4
        reading = read_heat("fire", context_of(KITCHEN, evening.session, TOPICS))
        said = Understanding("fire", reading.intents, reading.frames, reading.clarify)
        evening.send(Heard(evening.at, said, evening.at - 1, partial=partial))
        assert evening.did(RequestOff) == [RequestOff("all", True)]
        assert ("No water" in evening.said) == partial


def test_a_partial_never_confirms():
    """Half an utterance confirms nothing, whatever it holds."""
    evening = Evening()
    evening.offer()
    evening.at += 4
    reading = read_heat("confirm five", context_of(KITCHEN, evening.session, TOPICS))
    evening.send(
        Heard(evening.at, Understanding("confirm five", reading.intents), evening.at - 1, partial=True)
    )
    assert not evening.did(ConfirmHeat)


def test_our_own_read_back_is_no_new_wish():
    """Given an offer that is being read, when our own words are heard, then it stays as it is."""
    evening = Evening()
    evening.offer()
    evening.at += 1
    reading = read_heat("front left to medium", context_of(KITCHEN, evening.session, TOPICS))
    said = Understanding("front left to medium", reading.intents, reading.frames)
    evening.send(Heard(evening.at, said, evening.at - 0.5))
    assert not evening.did(RequestHeat) and not evening.did(CancelOffer)
