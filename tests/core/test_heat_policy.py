"""The policy table, walked row by row; and no sentence of ours does what it must not."""

import re
from dataclasses import replace

import pytest

from sous_voice.core.heat import Asked, Heat, Pending
from sous_voice.core.moment import Context
from sous_voice.core.policy import TABLE, Tier, Wish, judge
from sous_voice.core.stove_report import HeatOffer
from sous_voice.core.topics import heat_says
from sous_voice.language.heat import read_heat

WALK = [
    (Wish("off"), Tier.T0),
    (Wish("emergency"), Tier.T0),
    (Wish("lock"), Tier.T0),
    (Wish("lower", level=2, now=5), Tier.T1),
    (Wish("off_later"), Tier.T1),
    (Wish("leave_room"), Tier.T1),
    (Wish("more_time", seconds=1800), Tier.T2),
    (Wish("more_time", seconds=1801), Tier.T3),
    (Wish("more_time", broken=True), Tier.T4),
    (Wish("on", level=4), Tier.T2),
    (Wish("on", level=4, night=True), Tier.T3),
    (Wish("on", level=4, after_fault=True), Tier.T3),
    (Wish("on", level=4, doubtful=True), Tier.T3),
    (Wish("on", level=4, absent=True), Tier.T3),
    (Wish("raise", level=6, now=5, absent=True), Tier.T3),
    *(
        (replace(wish, **{reason: True}), Tier.T4)
        for reason in ("unanswered", "hands_on")
        for wish in (
            Wish("on", level=1),
            Wish("raise", level=6, now=5),
            Wish("raise", level=8, now=5),
            Wish("more_time", seconds=60.0),
            Wish("oil", oil=True),
            Wish("oven", celsius=100.0),
        )
    ),
    (Wish("lower", level=2, now=5, hands_on=True, unanswered=True), Tier.T1),
    (Wish("off", hands_on=True, unanswered=True), Tier.T0),
    (Wish("on", level=4, broken=True), Tier.T4),
    (Wish("on", level=4, failed=2), Tier.T4),
    (Wish("on", level=4, failed=1), Tier.T2),
    (Wish("on", level=6), Tier.T2),
    (Wish("raise", level=6, now=3), Tier.T2),
    (Wish("raise", level=6, now=2), Tier.T3),
    (Wish("raise", level=6, now=5, night=True), Tier.T3),
    (Wish("raise", level=6, now=5, broken=True), Tier.T4),
    (Wish("raise", level=6, now=5, failed=2), Tier.T4),
    (Wish("raise", level=6, now=5, after_fault=True), Tier.T3),
    (Wish("raise", level=6, now=5, doubtful=True), Tier.T3),
    (Wish("raise", level=7, now=6), Tier.T3),
    (Wish("raise", level=7, now=6, sensor=False), Tier.T4),
    (Wish("raise", level=9, now=6, broken=True), Tier.T4),
    (Wish("on", level=3, oil=True), Tier.T3),
    (Wish("on", level=3, oil=True, sensor=False), Tier.T4),
    (Wish("more_time", failed=2), Tier.T4),
    (Wish("raise", level=9, now=6, failed=2), Tier.T4),
    (Wish("oil", oil=True, broken=True), Tier.T4),
    (Wish("oil", oil=True, failed=2), Tier.T4),
    (Wish("oven", failed=2), Tier.T4),
    (Wish("boost"), Tier.T4),
    (Wish("oven", celsius=200), Tier.T2),
    (Wish("oven", celsius=201), Tier.T3),
    (Wish("oven", celsius=240), Tier.T3),
    (Wish("oven", broken=True), Tier.T4),
    (Wish("self_clean"), Tier.T4),
    (Wish("later", level=2), Tier.T4),
    (Wish("unlock"), Tier.T4),
    (Wish("enable"), Tier.T4),
    (Wish("limits"), Tier.T4),
    (Wish("clear_stop", cleared=1), Tier.T3),
    (Wish("clear_stop", cleared=2), Tier.T4),
    (Wish("flambé on the ceiling"), Tier.T4),
    (Wish("recipe_heat", level=5), Tier.T2),
]


@pytest.mark.parametrize(("wish", "tier"), WALK)
def test_tier(wish, tier):
    """Each wish gets the tier of its row, and no escalation is forgotten."""
    assert judge(wish).tier is tier


def test_every_row_and_escalation_is_walked():
    """The walk leaves no row and no escalation out."""
    for row in TABLE:
        wishes = [wish for wish, _ in WALK if row.when(wish)]
        assert wishes, row.name
        for name, condition, _ in row.escalations:
            assert any(condition(wish) for wish in wishes), (row.name, name)


def _prompts():
    for name in filter(str.isupper, dir(heat_says)):
        value = getattr(heat_says, name)
        if isinstance(value, dict):
            yield from value.values()
        else:
            yield from value if isinstance(value, tuple) else (value,)


PROMPTS = sorted({text for text in _prompts() if isinstance(text, str) and text})
ACTS = {"heat_off", "emergency_stop", "heat_down", "heat_set", "heat_up_relative", "fire_help"}


@pytest.mark.parametrize("prompt", PROMPTS)
def test_no_prompt_acts_on_itself(prompt):
    """Our own words, heard by our own microphone whole or in clauses, confirm nothing and order nothing."""
    text = prompt.format(zone="front left", level="five", zones="front left, front right")
    pieces = [text, *re.split(r"(?<=[.?!:,;])\s+", text)]
    for piece in pieces:
        reading = read_heat(piece, Context(pending="offer"))
        assert not reading.frames or reading.clarify, piece
        assert not any(i.name == "confirm_heat" and i.slots for i in reading.intents), piece
        assert reading.clarify or not any(i.name in ACTS for i in reading.intents), piece


@pytest.mark.parametrize("prompt", PROMPTS)
def test_prompts_are_short(prompt):
    """At most twenty words a sentence group."""
    assert len(prompt.split()) <= 20


def _pendings():
    for tier in (Tier.T2, Tier.T3):
        for level, words in ((1, ""), (5, "medium"), (9, "max")):
            for seconds in (None, 600.0, 900.0, 3600.0):
                for method in ("", "simmer", "deep_fry"):
                    name = method.replace("_", " ") or words
                    asked = Asked("front_left", level, name, seconds, method, tier, method == "deep_fry")
                    yield Pending(asked, HeatOffer("t", "front_left", level, 900.0, 1800.0, 20.0), 0.0, "")


COMPOSED = sorted(
    {heat_says.offer_text(pending) for pending in _pendings()}
    | {
        heat_says.proposal(level, zone, down)
        for level in ("low", "medium", "high", "simmer", "warm", "max", "boil")
        for zone in ("", "front_left", "back_right")
        for down in (False, True)
    }
    | {heat_says.by_hand(level) for level in ("low", "medium", "high", "simmer", "warm", "max", "boil")}
    | {heat_says.all_off(Heat()), heat_says.status(Heat(), "")}
    | {heat_says.which(("front_left", "back_left")), heat_says.which(())}
)


STOPS = {"emergency_stop", "heat_off", "heat_down", "fire_help", "reject_heat", "clear_stop"}


@pytest.mark.parametrize("text", COMPOSED)
def test_no_composed_sentence_confirms_or_stops(text):
    """Read-backs and proposals, whole or in clauses, confirm nothing and stop nothing when we hear ourselves.

    A read-back says the wish itself ("front left to medium"); while we speak that counts for nothing.
    """
    for piece in (text, *re.split(r"(?<=[.?!:,;])\s+", text)):
        for pending in ("offer", ""):
            reading = read_heat(piece, Context(pending=pending))
            assert not any(frame.op in ("off", "lower") for frame in reading.frames), piece
            assert not {i.name for i in reading.intents} & STOPS, piece
            assert not any(i.name == "confirm_heat" and i.slots for i in reading.intents), piece


def test_at_the_third_tier_the_place_is_left_out():
    """Given a T3 offer, when it is read, then no zone is named, so that it cannot be echoed back."""
    for pending in _pendings():
        named = "front left" in heat_says.offer_text(pending).lower()
        assert named == (pending.asked.tier is Tier.T2)


def _reasons():
    for row in TABLE:
        if row.tier is Tier.T4:
            yield row.name
        yield from (name for name, _, tier in row.escalations if tier is Tier.T4)


@pytest.mark.parametrize("why", sorted(set(_reasons())))
@pytest.mark.parametrize("state", ["ready", "estop", "fault"])
def test_every_refusal_says_the_alternative(why, state):
    """Whatever the policy refuses, the cook hears how it can be done by hand, or what to do first."""
    text = heat_says.refusal(why, "front_left", state)
    assert re.search(r"(?i)knob|by hand|button|ask me|check", text), text
