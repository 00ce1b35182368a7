"""Nothing but the words that carry the offer back ever confirms it."""

import json

import heat_chatter as chatter
import pytest


def test_random_talk_against_an_open_offer():
    """Of random talk only what carries the offer back, and says nothing else, confirms it."""
    offer = chatter.offered()
    assert offer.heat.pending is not None
    confirmed = [text for text in chatter.sentences(4000, 1) if chatter.confirmed(chatter.hear(offer, text))]
    assert all(chatter.carries_back(text) for text in confirmed), confirmed


def test_the_offer_can_be_confirmed():
    """The replay is not empty: the right words do confirm."""
    for text in ("confirm five", "yes confirm front left", "confirm front left medium please"):
        assert chatter.confirmed(chatter.hear(chatter.offered(), text)) and chatter.carries_back(text)


def test_random_talk_at_an_idle_stove():
    """Without an offer no words confirm anything; some of them ask for an offer."""
    idle = chatter.idle()
    turns = [chatter.hear(idle, text) for text in chatter.sentences(3000, 2)]
    assert not any(map(chatter.confirmed, turns))
    assert any(map(chatter.requested, turns)), "the talk contains real orders, else this proves nothing"


@pytest.mark.parametrize("state", ["idle", "offered"])
def test_cooks_talk_raises_nothing(shared_data, state):
    """None of 2,294 real turns confirms an offer, or asks for one, idle or with an offer open."""
    session = getattr(chatter, state)()
    for line in (shared_data / "cookdial_dev.jsonl").read_text(encoding="utf-8").splitlines():
        turn = chatter.hear(session, json.loads(line)["utterance"], ("acknowledge", "affirm"))
        assert not chatter.confirmed(turn) and not chatter.requested(turn), line
