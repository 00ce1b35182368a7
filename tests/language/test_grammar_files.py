"""Grammar files: the notation, the loader's faults, the compiled sentences, the linter, the command."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sous_voice.cli.grammar import grammar as grammar_command
from sous_voice.core.wordgraph import START
from sous_voice.errors import GrammarError
from sous_voice.language.grammar import (
    AnyOrder,
    Choice,
    NotationError,
    Sequence,
    SlotRef,
    Word,
    compile_graph,
    load_grammar,
    parse_sentence,
    parses,
    read_grammar,
)
from sous_voice.language.grammar.lint import faults, notes
from sous_voice.language.grammar.overlaps import overlaps

COFFEE = Path(__file__).parent.parent / "grammars" / "coffee.yaml"
OURS = sorted((Path(__file__).parents[2] / "grammars").glob("*.yaml"))


def said(text: str, sentence: str) -> list[dict[str, str]]:
    """The slots of each reading of a sentence by a grammar of one pattern."""
    grammar = read_grammar(f"intents:\n  t:\n    - {text!r}\n")
    return [dict(parse.slots) for parse in parses(grammar, sentence)]


def test_notation_reads_every_form() -> None:
    """Words, optional parts, alternatives, either order and slots become the tree they describe."""
    assert parse_sentence("a [b] (c | {list:slot})") == Sequence(
        (Word("a"), Choice((Word("b"), Sequence(()))), Choice((Word("c"), SlotRef("list", "slot"))))
    )
    assert parse_sentence("a ; b") == AnyOrder((Word("a"), Word("b")))


@pytest.mark.parametrize(
    ("text", "column"), [("a (b", 5), ("a ] b", 3), ("a | b ; c", 7), ("say {1x}", 6), ("what?", 5)]
)
def test_notation_names_the_column(text: str, column: int) -> None:
    """A sentence that breaks the notation is refused with the column of the fault."""
    with pytest.raises(NotationError) as caught:
        parse_sentence(text)
    assert caught.value.column == column


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab[](){}<>|;: ", max_size=30))
def test_notation_never_breaks(text: str) -> None:
    """Any text either becomes a tree or a fault with a column inside or just after the text."""
    try:
        parse_sentence(text)
    except NotationError as fault:
        assert 1 <= fault.column <= len(text) + 1


def test_loader_reports_all_faults_with_lines() -> None:
    """All faults of a file come at once, each with its line."""
    with pytest.raises(GrammarError) as caught:
        read_grammar("intents:\n  t:\n    - a (b\n    - c ]\ncolour: red\nlists:\n  x: []\n", "f.yaml")
    lines = [fault.split(":")[1] for fault in str(caught.value).splitlines()]
    assert sorted(lines) == ["3", "4", "5", "7"]


@pytest.mark.parametrize("text", ["", "a: [", "intents: 3", "lists: {a: [b]}"])
def test_loader_refuses_what_is_no_grammar(text: str) -> None:
    """An empty file, broken YAML and a file without intents are one clear error each."""
    with pytest.raises(GrammarError):
        read_grammar(text)


def test_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(GrammarError, match=r"nowhere\.yaml"):
        load_grammar(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("pattern", "sentence", "slots"),
    [
        ("{amount} in grams", "14.5 ounces in grams", {"amount": "fourteen point five ounces"}),
        (
            "set [a] timer for {duration}",
            "set a timer for an hour and a half",
            {"duration": "an hour and a half"},
        ),
        ("set [a] timer for {duration}", "set timer for 25 minutes", {"duration": "twenty five minutes"}),
        ("step {number:n}", "step one hundred and five", {"n": "one hundred and five"}),
        ("how much {ingredient}", "how much brown sugar", {"ingredient": "brown sugar"}),
        ("({ordinal} ; please) step", "please second step", {"ordinal": "second"}),
    ],
)
def test_sentences_fill_slots(pattern: str, sentence: str, slots: dict[str, str]) -> None:
    """A sentence of the grammar is read with the words of its slots, digits as words."""
    assert slots in said(pattern, sentence)


@pytest.mark.parametrize(
    "sentence", ["set timer", "set timer for", "timer for ten minutes", "set timer for cheese"]
)
def test_other_sentences_are_not_read(sentence: str) -> None:
    """What is not a sentence of the grammar has no reading."""
    assert said("set [a] timer for {duration}", sentence) == []


def test_names_of_the_moment_close_an_open_list() -> None:
    """Once names are given, only they fill the list; an empty list takes its sentences away."""
    grammar = read_grammar("intents:\n  amount:\n    - how much {ingredient}\n  next_step:\n    - next\n")
    some = compile_graph(grammar, names={"ingredient": ["Brown Sugar"]})
    assert [dict(parse.slots) for parse in parses(some, "how much brown sugar")] == [
        {"ingredient": "brown sugar"}
    ]
    assert parses(some, "how much flour") == []
    assert compile_graph(grammar, names={"ingredient": []}).words == ("next",)


def test_graph_leads_forward_only() -> None:
    """Every arc leads to a higher node, from the start to the end: the recogniser's search relies on it."""
    graph = compile_graph(load_grammar(COFFEE))
    assert all(START <= arc.source < arc.target <= graph.end for arc in graph.arcs)
    assert graph.fingerprint == compile_graph(load_grammar(COFFEE)).fingerprint


def test_coffee_grammar_has_no_faults() -> None:
    """The coffee orders are expressible, and every example fills its slots."""
    assert faults(load_grammar(COFFEE)) == []


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_our_own_grammars_have_no_faults(file: Path) -> None:
    """What the linter asks of other people's grammar files, our own fulfil."""
    assert faults(load_grammar(file)) == []


def test_either_order_means_every_order() -> None:
    """Three parts in any order are read in all six."""
    pattern = "order (a ; b ; c) now"
    for parts in ("a b c", "a c b", "b a c", "b c a", "c a b", "c b a"):
        assert said(pattern, f"order {parts} now") == [{}]
    assert said(pattern, "order a b now") == []


FAULTY = """\
lists:
  size: [small, {said: small, value: tiny}]
  spare: [one]
rules:
  lost: never
intents:
  next_step:
    risk: R3
    sentences:
      - go on
      - <nowhere>
      - use {nothing}
    examples:
      - go back
  resume: [go on]
"""


def test_linter_finds_every_kind_of_fault() -> None:
    """Undefined and unused parts, double meanings and wrong risks are all reported in one run."""
    found = "\n".join(faults(read_grammar(FAULTY, "f.yaml")))
    for said_so in (
        "f.yaml:11: there is no rule <nowhere>",
        "f.yaml:12: there is no list {nothing}",
        "no sentence uses the rule <lost>",
        "no sentence uses the list {spare}",
        '"small" means small and tiny',
        "risk R1, not R3",
    ):
        assert said_so in found


def test_linter_finds_overlaps_and_false_examples() -> None:
    """A sentence of two intents and an example that is none are reported with their lines."""
    text = FAULTY.replace("      - <nowhere>\n      - use {nothing}\n", "")
    found = "\n".join(faults(read_grammar(text, "f.yaml")))
    assert 'f.yaml:13: "go on" is a sentence of resume and of next_step (line 10)' in found
    assert 'f.yaml:12: "go back" is no sentence of next_step' in found


def meetings(one: str, other: str) -> list[str]:
    """What two intents of one sentence pattern each both say."""
    grammar = read_grammar(f"lists:\n  pan: [pot, big pot]\nintents:\n  a: [{one!r}]\n  b: [{other!r}]\n")
    return [overlap.said for overlap in overlaps(grammar)]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("a (b | c) [d]", "[x] a c", ["a c"]),
        ("use {ingredient}", "use {ingredient:other}", ["use {ingredient}"]),
        ("make {title:dish}", "make {dish}", ["make {dish}"]),
        ("step {number}", "step [one hundred and] five", ["step five"]),
        ("the {pan}", "the big (pot | bowl)", ["the big pot"]),
        ("what's a {tool}", "what's a {ingredient}", []),
        ("step {number}", "step {duration}", []),
        ("(a ; b ; c)", "c b a", ["c b a"]),
    ],
)
def test_overlaps_are_found_exactly(one: str, other: str, said: list[str]) -> None:
    """Two patterns meet where one sentence fits both; open lists of other names make other sentences."""
    assert meetings(one, other) == said


WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=6))
def test_overlaps_are_what_both_sets_of_sentences_hold(one: list[str], other: list[str]) -> None:
    """No shared sentence is overlooked, and none is made up."""
    both = set(one) & set(other)
    assert set(meetings(f"({' | '.join(one)})", f"({' | '.join(other)})")) <= both
    assert bool(meetings(f"({' | '.join(one)})", f"({' | '.join(other)})")) == bool(both)


SHARING = "intents:\n  a: [go on]\n  b:\n    shares: [{}]\n    sentences: [go on, go home]\n  c: [stop]\n"


def test_an_intent_may_say_that_it_shares_sentences() -> None:
    """A shared sentence that is declared is no fault; declaring what is not shared, or not there, is one."""
    assert faults(read_grammar(SHARING.format("a"))) == []
    assert faults(read_grammar(SHARING.format("a, c"))) == [
        "grammar:4: 'shares': no sentence is shared with c"
    ]
    assert faults(read_grammar(SHARING.format("a, d"))) == ["grammar:4: 'shares': there is no intent d"]
    assert len(faults(read_grammar(SHARING.format("")))) == 1


TWO_WAYS = """\
lists: {{unit: [cups], many: [two cups]}}
intents:
  t:
    sentences: ["{one}", "{other}"]
    examples: [two cups]
"""


@pytest.mark.parametrize(
    ("one", "other", "ways"),
    [("{amount}", "{number:amount} {unit}", 0), ("{number} {unit}", "{many}", 1), ("{amount}", "{many}", 1)],
)
def test_slots_that_differ_are_a_fault(one: str, other: str, ways: int) -> None:
    """An example whose slots can be filled in two ways is a fault; an amount brings its unit, as in the parser."""
    found = faults(read_grammar(TWO_WAYS.format(one=one, other=other)))
    assert sum('the slots of "two cups" can be filled in 2 ways' in fault for fault in found) == ways


def test_words_of_no_dictionary_are_notes() -> None:
    """An unknown word is no fault; the note says where it stands and how it is taken to sound."""
    grammar = read_grammar("intents:\n  t:\n    - say xqzt\n")
    assert faults(grammar) == []
    assert notes(grammar, {"xqzt": "K S T", "say": ""}.__getitem__) == [
        'grammar:3: "xqzt" is in no dictionary; its sound is taken to be K S T'
    ]


def test_check_command_exits_by_its_findings(tmp_path: Path) -> None:
    """The command prints file and line of each fault and exits 1; without faults it exits 0."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("intents:\n  t:\n    - a (b\n", encoding="utf-8")
    bad = CliRunner().invoke(grammar_command, ["check", str(broken), str(COFFEE)])
    assert bad.exit_code == 1
    assert "broken.yaml:3:" in bad.output
    assert CliRunner().invoke(grammar_command, ["check", str(COFFEE)]).exit_code == 0


def test_check_command_tells_guessed_sounds(tmp_path: Path) -> None:
    """A word that no dictionary has is told with its sound, and the command still exits 0."""
    file = tmp_path / "odd.yaml"
    file.write_text("intents:\n  t:\n    - unfreeze the zatar\n", encoding="utf-8")
    told = CliRunner().invoke(grammar_command, ["check", str(file)])
    assert told.exit_code == 0
    assert 'odd.yaml:3: "zatar" is in no dictionary; its sound is taken to be' in told.output
