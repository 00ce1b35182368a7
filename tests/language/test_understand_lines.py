"""``sous-voice understand`` on what no cook says: nothing crashes, time and memory stay bounded."""

import io
import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.cli.streams import LONGEST_LINE, input_lines
from sous_voice.cli.understand import answer_of, read_line, understand
from sous_voice.core.moment import Context
from sous_voice.language.normalise import LONGEST, MOST_WORDS, words_said
from sous_voice.language.parser import MOST_STRINGS, Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\n",
        "\x00\x01\x02",
        "что дальше",
        "次のステップ",
        "🍳🍳🍳",
        "a" * 100_000,
        "next " * 20_000,
        "'" * 5000,
    ],
    ids=[
        "empty",
        "space",
        "tab",
        "control",
        "cyrillic",
        "japanese",
        "emoji",
        "one word",
        "many words",
        "quotes",
    ],
)
def test_what_nobody_says_is_explicitly_not_understood(parser: Parser, text: str) -> None:
    """No line crashes, and what means nothing is abstained from with no intent."""
    found = parser.understand(text)
    assert found.abstained
    assert found.intents == ()
    assert found.frames == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_an_answer_that_is_json(parser: Parser, text: str) -> None:
    """Whatever the line, the answer has the promised keys and confidences from 0 to 1."""
    answer = answer_of(parser.understand(text))
    assert json.loads(json.dumps(answer)) == answer or answer["text"] == text
    assert {"text", "intents", "abstained", "frames", "clarify"} <= set(answer)
    assert all(0 <= intent["confidence"] <= 1 for intent in answer["intents"])
    assert answer["abstained"] is not bool(answer["intents"] or answer["frames"] or answer["clarify"])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc nextwhatoven'.!?,-0123456789½°", max_size=300))
def test_places_lie_in_the_text(parser: Parser, text: str) -> None:
    """The span of every intent is a part of the text that was given."""
    for intent in parser.understand(text).intents:
        if intent.span is not None:
            assert 0 <= intent.span[0] <= intent.span[1] <= len(text)


def test_a_long_turn_is_read_up_to_a_bound() -> None:
    """Words and characters beyond the bounds are not read."""
    assert len(words_said("a b " * LONGEST)) <= MOST_WORDS


def test_a_line_longer_than_memory_is_cut_and_the_next_is_whole() -> None:
    """What is beyond the bound of a line is dropped unread."""
    stream = io.BytesIO(b"x" * (3 * LONGEST_LINE + 5) + b"\nnext\n")
    lines = list(input_lines(stream))
    assert [len(line) for line in lines] == [LONGEST_LINE, 4]


def test_bytes_that_are_no_text_are_read_as_far_as_they_go() -> None:
    """Broken UTF-8 costs its own characters only."""
    assert list(input_lines(io.BytesIO(b"\xff\xfe next \xc3\n"))) == ["\ufffd\ufffd next \ufffd"]


class _Endless(io.RawIOBase):
    """A million lines that are never all in memory."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = b"next\n" * (len(buffer) // 5)
        self.given += len(piece)
        buffer[: len(piece)] = piece
        return len(piece) if self.given < 5_000_000 else 0


def test_a_million_lines_are_read_one_by_one() -> None:
    """Lines come while others are still to be read: nothing is gathered first."""
    stream = _Endless()
    lines: Iterator[str] = input_lines(io.BufferedReader(stream))
    assert next(lines) == "next"
    assert stream.given < 100_000


def test_new_words_do_not_fill_the_memory(parser: Parser) -> None:
    """The vocabulary stops growing at its bound, however many unknown words are said."""
    for n in range(MOST_STRINGS // 100):
        parser.understand(" ".join(f"w{n}x{k}z" for k in range(150)).replace("0", "q").replace("1", "v"))
    assert len(parser._nlp.vocab.strings) < MOST_STRINGS + 500


@pytest.mark.parametrize(
    "line", ['{"text": 5}', "{", '{"text": "next", "pending": 3}', '["next"]', "{" * 9000]
)
def test_json_that_is_no_line_of_ours_is_taken_as_it_is(line: str) -> None:
    """Broken or other JSON is text; unknown kinds of values do no harm."""
    text, context = read_line(line, Context())
    assert isinstance(text, str)
    assert isinstance(context.pending, str)


def test_each_line_has_its_answer_and_its_own_moment() -> None:
    """In batch, one answer a line, in order; a line may bring its moment."""
    lines = ["what is next", json.dumps({"text": "no thanks", "prev_agent": "Do you want the list?"}), ""]
    result = CliRunner().invoke(understand, ["--json"], input="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [answer["text"] for answer in answers] == ["what is next", "no thanks", ""]
    assert answers[1]["intents"][0]["name"] == "negate"
    assert answers[2]["abstained"] is True


def test_explain_names_the_rule_and_the_weights() -> None:
    """--explain says which sentence was read and what spoke for each label."""
    result = CliRunner().invoke(understand, ["--explain", "what", "is", "next"])
    assert 'sentence: "what is next" is next_step' in result.output
    assert "weights: next" in result.output
    assert "decided by: grammar" in result.output
