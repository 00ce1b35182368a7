"""The closed heat grammar: what it must read, and what it must never read."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.core.moment import Context
from sous_voice.language.heat import read_heat
from sous_voice.language.numbers import words_of

HERE = Path(__file__).parent
CASES = tuple(HERE / f"heat_cases{name}.yaml" for name in ("", "_unseen", "_fresh"))
RAISES = {"on", "set", "raise"}
STATES = ("idle", "choosing", "gathering", "cooking", "offer", "ringing", "yes_no", "story", "recording")


def _reader():
    import importlib.util

    spec = importlib.util.spec_from_file_location("heat_case_reader", HERE / "heat_case_reader.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


READER = _reader()
ALL = [case for path in CASES for case in READER.cases(path)]


def _frames(reading):
    keys = READER.KEYS
    rows = [{k: getattr(f, k) for k in keys if getattr(f, k) is not None} for f in reading.frames]
    return sorted(map(str, (sorted(row.items()) for row in rows)))


def _gold(frames):
    return sorted(str(sorted({**f, **{k: v for k, v in f.items()}}.items())) for f in frames)


def _raising(reading):
    return not reading.clarify and any(
        f.op in RAISES and f.level not in ("n:0", "off") for f in reading.frames
    )


def _plain(frame):
    return {k: int(v) if isinstance(v, float) and v == int(v) else v for k, v in frame.items()}


@pytest.mark.parametrize("spoken", [False, True], ids=["typed", "as heard"])
@pytest.mark.parametrize(("kind", "words", "expect", "frames"), ALL, ids=[case[1] for case in ALL])
def test_case(kind, words, expect, frames, spoken):
    """Orders are read exactly, unclear ones asked back, everything else left alone."""
    text = " ".join(words_of(words)) if spoken else words
    reading = read_heat(text, Context())
    if expect == "act":
        assert not reading.clarify
        assert _frames(reading) == _gold([_plain(frame) for frame in frames])
    elif expect == "clarify":
        assert reading.clarify
    else:
        assert not reading.frames and not reading.clarify


@pytest.mark.parametrize("state", STATES)
def test_off_is_understood_in_every_state(state):
    """Off and emergency words need no state and no question of ours."""
    for _kind, words, expect, frames in ALL:
        if expect == "act" and {frame["op"] for frame in frames} == {"off"}:
            for pending in ("", "offer", "yes_no", "burner"):
                reading = read_heat(words, Context(state=state, pending=pending))
                assert any(frame.op == "off" for frame in reading.frames), (words, state, pending)


def test_gold_frames_of_the_development_set(shared_data):
    """All sixty utterances of the development set, exactly."""
    for line in (shared_data / "heat_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = read_heat(row["utterance"])
        assert reading.clarify == (row["expect"] == "clarify"), row
        if row["expect"] != "clarify":
            assert _frames(reading) == _gold(row["frames"]), row


def _old_books(shared_data):
    """Every twentieth sentence of two old cookery books; the benchmark reads them whole."""
    found = set()
    for path in sorted((shared_data / "historic").glob("*.txt")):
        text = " ".join(path.read_text(encoding="utf-8", errors="replace").split())
        found |= set(re.split(r"(?<=[.;?!])\s", text)[::20])
    return found


@pytest.mark.slow
def test_kitchen_talk_never_heats(shared_data):
    """No line of cooks' talk, of their helpers', or of real recipes gives a frame that could heat."""
    lines = set()
    for line in (shared_data / "cookdial_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        lines |= {row["utterance"], row["prev_agent"] or ""}
    for path in sorted((shared_data / "based-cooking").glob("*.md")):
        lines |= {line.strip(" -*#0123456789.") for line in path.read_text(encoding="utf-8").splitlines()}
    assert len(lines) > 6000
    lines |= _old_books(shared_data)
    for text in lines:
        for pending in ("", "offer"):
            reading = read_heat(text, Context(pending=pending))
            assert not _raising(reading), text
            assert not any(i.name == "confirm_heat" and i.slots for i in reading.intents), text


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("confirm five", {"level": "n:5"}),
        ("confirm front left", {"burner": "front_left"}),
        ("yes confirm front left medium", {"burner": "front_left", "level": "medium"}),
        ("confirm for", {"level": "n:4"}),
        ("confirm", {}),
    ],
)
def test_confirmations(words, slots):
    """A confirmation is the word and what it carries back."""
    (intent,) = read_heat(words, Context(pending="offer")).intents
    assert (intent.name, dict(intent.slots)) == ("confirm_heat", slots)


@pytest.mark.parametrize(
    "words", ["ok", "yes", "sure", "i confirm that the eggs are in", "don't confirm five"]
)
def test_fillers_are_no_confirmation(words):
    """Nothing but a confirmation is read as one."""
    assert all(i.name != "confirm_heat" for i in read_heat(words, Context(pending="offer")).intents)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_bearable(text):
    """No text makes it fail; spans lie in the text. (A generator may well write "hotter": that is an order.)"""
    reading = read_heat(text)
    assert all(0 <= start <= end <= len(text) for start, end in reading.spans)


def test_very_long_text_ends_soon():
    """A hundred kilobytes are cut, not pondered."""
    assert not _raising(read_heat("set the front left and " * 5000))


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("turn off the backless burner", "turn off the back left burner"),
        ("front left up to", "front left up two"),
        ("set the left front to medium height", "set the left front to medium high"),
        ("we are left at five", "rear left at five"),
        ("turn the heat to high turn the", "turn the heat to high"),
        ("keep the back right onto for half an hour", "keep the back right on two for half an hour"),
        ("summer the big ring for an hour", "simmer the big ring for an hour"),
    ],
)
def test_what_recognisers_write_is_read_as_meant(heard, meant):
    """Slips that the built-in recogniser makes with heat talk are put right; the read-back tells the rest."""
    assert read_heat(heard).frames == read_heat(meant).frames != ()


@pytest.mark.parametrize(
    "words", ["i like the big ring", "we are left with two eggs", "some like the front left"]
)
def test_no_order_is_heard_into_other_talk(words):
    """The same slips in talk that is no order stay talk."""
    assert not read_heat(words).frames


@pytest.mark.parametrize(
    "said", ["front left for what", "rest it for what a quarter of an hour", "left it for what"]
)
def test_for_what_is_no_four(said: str) -> None:
    """A "for" that asks is never taken for a level; an off before it stays an off."""
    assert read_heat(said, Context()).frames == ()
    (off,) = read_heat("turn off the front left for what", Context()).frames
    assert (off.op, off.zone) == ("off", "front_left")


def test_the_same_for_another_burner_is_read_behind_an_order_and_asked_back_alone() -> None:
    """ "The same again for the left" takes the order's level; with no order before it is asked what is meant."""
    found = read_heat("front right to medium and the same again for the left", Context())
    assert [(frame.zone, frame.level) for frame in found.frames] == [
        ("front_right", "medium"),
        ("left", "medium"),
    ]
    assert found.clarify
    alone = read_heat("the same again for the left", Context())
    assert alone.clarify and all(frame.level is None for frame in alone.frames)
