"""An utterance → pieces: heat clauses, corrections, negations, and what belongs to other topics.

A heat clause must begin where an order can begin: at the start, behind a conjunction or a stop, or
behind words that only hurry or greet. Anything else in front of it makes it part of somebody's sentence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sous_voice.language.heat_clause import read_clause
from sous_voice.language.heat_corrections import CORRECTIONS, TAKE_BACK
from sous_voice.language.heat_frames import Command, without
from sous_voice.language.heat_openers import opener_lengths
from sous_voice.language.heat_reading import Clause
from sous_voice.language.heat_rules import command_of
from sous_voice.language.heat_sounds import as_meant
from sous_voice.language.heat_words import FILLERS
from sous_voice.language.numbers import Token, tokens_of

STOP, COMMA, QUESTION = ".", ",", "?"
_JOINS = {"and", "then", "but", "also", "plus", "afterwards", COMMA, STOP, QUESTION}
_NEGATIONS = {"don't", "dont", "not", "never", "no", "won't", "without", "do"}
_VERB_STARTS = {
    *(
        "turn set put switch kill shut cut light lower raise reduce increase bring keep crank drop take dial bump".split()
    ),
    *("simmer stop ignite nudge ease knock extinguish emergency everything all off".split()),
}
_CORRECT_FIRST = {"make", "no", "actually", "say"}
"""Where these stand behind an order they correct it, though a request could begin with them."""
_TOO = {"much", "high", "hot", "low", "strong", "weak"}
_MOST_WORDS = 220
"""Longer utterances are no orders; only urgent words are still looked for."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of an utterance."""

    kind: str
    """heat, fix (a correction marker), back (taken back), negated, other, filler."""
    start: int
    """Place of its first word, and behind its last."""
    end: int
    command: Command | None = None
    joined: str = ""
    """The conjunction or stop in front of it; "start" at the beginning; empty for none."""


def marked_words(text: str) -> tuple[list[str], list[Token]]:
    """Words with stops and commas between them, and a token for each (empty ones for the marks)."""
    words: list[str] = []
    tokens: list[Token] = []
    end = 0
    for token in as_meant(tokens_of(text)):
        gap = text[end : token.start]
        mark = _mark(gap)
        if mark and words:
            words.append(mark)
            tokens.append(Token(mark, end, end))
        words.append(token.word)
        tokens.append(token)
        end = token.end
    if "?" in text[end:]:
        words.append(QUESTION)
        tokens.append(Token(QUESTION, end, end))
    return words, tokens


def _mark(gap: str) -> str:
    if "?" in gap:
        return QUESTION
    if re.search(r"[.!;:\n\"“”]", gap):
        return STOP
    return COMMA if re.search(r",|…| [-–—]+ |--", gap) else ""


def segments_of(words: list[str]) -> list[Segment]:
    """Cut greedily from the left: the longest heat clause at each place, else the next piece."""
    pieces: list[Segment] = []
    i, joined = 0, "start"
    while i < min(len(words), _MOST_WORDS):
        if words[i] in _JOINS:
            joined = _stronger(joined, words[i]) if i else "start"
            i += 1
            continue
        piece = _piece(words, i, joined, bool(pieces and any(p.kind == "heat" for p in pieces)))
        pieces.append(piece)
        i, joined = piece.end, ""
    return pieces


def _stronger(one: str, other: str) -> str:
    if STOP in (one, other) or QUESTION in (one, other):
        return STOP if QUESTION not in (one, other) else QUESTION
    return other if other != COMMA or not one else one


def _piece(words: list[str], i: int, joined: str, after_heat: bool) -> Segment:
    negated = _negation(words, i, after_heat)
    if negated:
        return Segment("negated", i, _next_join(words, i), None, joined)
    if after_heat:
        taken = _phrase(words, i, _TAKING_BACK)
        if taken and _taken_back(words, i + taken):
            return Segment("back", i, i + taken, None, joined)
    if (
        words[i] == "right"
        and joined in ("start", STOP)
        and words[i + 1 : i + 2] == [COMMA]
        and i + 3 < len(words)
    ):
        return Segment("filler", i, i + 1, None, joined)  # "right, let's ..."
    heat = _heat(words, i, joined)
    fix = _phrase(words, i, _CORRECTING) if after_heat or words[i] != "say" else 0  # "say less" is about talk
    if heat is not None and not (after_heat and words[i] in _CORRECT_FIRST and fix):
        return heat
    if fix:
        return Segment("fix", i, i + fix, None, joined)
    filler = _phrase(words, i, _FILLING)
    if filler:
        return Segment("filler", i, i + filler, None, joined)
    opener = max(opener_lengths(words, i), default=0)
    if opener and i + opener < len(words):
        return Segment("filler", i, i + opener, None, joined or "opener")
    return Segment("other", i, _other_end(words, i), None, joined)


def _taken_back(words: list[str], end: int) -> bool:
    """ "scratch that" takes back, but "scratch that, two" corrects."""
    if end == len(words) or words[end] in ("please", "thanks"):
        return True
    if words[end] not in _JOINS:
        return False
    return words[end] != COMMA or _heat(words, end + 1, COMMA) is None


Index = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, longest first."""


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> Index:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        table[phrase[0]] = (*table.get(phrase[0], ()), phrase)
    return table


def _phrase(words: list[str], i: int, phrases: Index) -> int:
    """How many words the longest of these phrases takes here; 0 for none."""
    for phrase in phrases.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _negation(words: list[str], i: int, after_heat: bool) -> bool:
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in ("don't", "dont", "never", "won't", "without"):
        return bool(after) and after not in _JOINS and not (word == "never" and after == "mind")
    if word == "do":
        return after in ("not", "n't") and i + 2 < len(words)
    if word == "please":
        return _negation(words, i + 1, after_heat) if after else False
    return word == "not" and after in (
        "the",
        "to",
        "it",
        "on",
        "too",
        "yet",
        "that",
        "front",
        "back",
        "so",
        "left",
        "right",
        "all",
    )


def _next_join(words: list[str], i: int) -> int:
    j = i + 1
    while j < len(words) and words[j] not in _JOINS and not _phrase(words, j, _PLAINLY_CORRECTING):
        j += 1
    return j


def _other_end(words: list[str], i: int) -> int:
    """To the next conjunction, or to a verb that may begin an order."""
    j = i + 1
    remark = words[i] in ("that's", "it's") and words[i + 1 : i + 2] not in (["too"], ["a"], ["way"], ["not"])
    while j < len(words) and words[j] not in _JOINS and words[j] not in _VERB_STARTS:
        if remark and j == i + 2:
            break  # "no that's silly, seven"
        if words[j] in ("sorry", "correction") or tuple(words[j : j + 2]) in CORRECTIONS:
            break
        if words[j - 1] == "too" and words[j] in _TOO:
            return j + 1  # "oh no, that's too much, six"
        j += 1
    return j


def _heat(words: list[str], i: int, joined: str) -> Segment | None:
    """The longest heat clause that begins here."""
    if i and words[i] in ("off", "out", "on") and words[i - 1] in _REPORTING:
        return None
    openers = opener_lengths(words, i) or [int(words[i] == "by")]  # "by two, no, by one"
    begins = dict.fromkeys((*(i + opener for opener in openers), i))
    found = [piece for begin in begins if (piece := _from(words, i, begin, joined)) is not None]
    return max(found, key=lambda piece: piece.end, default=None)


def _from(words: list[str], i: int, begin: int, joined: str) -> Segment | None:
    """The longest heat clause from ``begin``, for a piece that starts at ``i``."""
    for end in _ends(words, begin):
        clause = _clause(words[begin:end])
        command = command_of(clause) if clause is not None and _says_something(clause) else None
        if command is not None and begin > i and words[i] == "you" and not command.named:
            continue
        dangling = words[end - 1] == "of" and end < len(words) and words[end] not in _JOINS
        if command is not None and not dangling:
            return Segment("heat", i, end, command, joined)
    return _plain_off(words, i, begin, joined)


def _clause(words: list[str]) -> Clause | None:
    if STOP in words:
        return None
    words = [word for word in words if word != COMMA]
    for i, word in enumerate(words):
        if word in ("except", "but", "besides") or words[i : i + 2] in (["apart", "from"], ["other", "than"]):
            return _all_but(read_clause(words[:i]), words[i + (2 if word in ("apart", "other") else 1) :])
    return read_clause(words)


def _all_but(whole: Clause | None, rest: list[str]) -> Clause | None:
    """ "all burners off except the front left"."""
    spared = read_clause(rest[1:] if rest[:1] in (["for"], ["not"]) else rest)
    if whole is None or spared is None or whole.zones != ("all",) or not spared.zones or spared.acts:
        return None
    return replace(whole, zones=without(spared.zones), device="")


def _says_something(clause: Clause) -> bool:
    return bool(
        clause.acts
        or clause.zones
        or clause.timed
        or clause.current == "noun"
        or clause.verb in ("simmer", "warm")
    )


def _ends(words: list[str], i: int) -> list[int]:
    """Where the clause may end, farthest first: joins, corrections, new verbs, the end."""
    stops = []
    j = i
    while j < min(len(words), i + 40) and words[j] not in (STOP, QUESTION):
        if j > i and (words[j - 1], words[j]) in _CORNERS:
            j += 1
            continue
        level = words[j] in _LEVEL_STARTS and words[j - 1] in _PLACE_ENDS
        if j > i and (level or words[j] in _JOINS | _VERB_STARTS or _phrase(words, j, _BREAKING)):
            stops.append(j)
        j += 1
    return [*dict.fromkeys([j, *reversed(stops)])]


def _plain_off(words: list[str], i: int, begin: int, joined: str) -> Segment | None:
    """An off with its place stands, whatever is said behind it: "all burners off before it catches"."""
    if not _ENDING & set(words[begin : begin + _OFF_WORDS]):
        return None
    for end in range(min(begin + _OFF_WORDS, len(words) - 1), begin + 1, -1):
        if words[end] in _OBJECTS:
            continue  # "everything off the table"
        clause = _clause(words[begin:end])
        command = command_of(clause) if clause is not None and clause.zones else None
        if command is not None and command.op == "off" and not command.doubt:
            return Segment("heat", i, end, command, joined)
    return None


_ENDING = {"off", "kill", "shut", "cut", "extinguish"}
_OFF_WORDS = 9
_OBJECTS = frozenset("the a an my your this that these those of from to in on with and or".split())


_LEVEL_STARTS = {"low", "medium", "high", "simmer", "full", "max", "maximum", "minimum", "warm"}
_CORNERS = {(a, b) for a in ("front", "back", "rear") for b in ("left", "right")}
_PLACE_ENDS = {"left", "right", "ring", "burner", "one", "zone", "center"}
_REPORTING = {
    "is",
    "are",
    "was",
    "were",
    "it's",
    "that's",
    "isn't",
    "been",
    "be",
    "they're",
    "all's",
    "went",
    "goes",
}
_BREAKS = tuple(
    sorted(
        {
            *CORRECTIONS,
            *TAKE_BACK,
            *(
                (word,)
                for word in "what what's whats how next read tell which go repeat start skip is are who why when".split()
            ),
            *(
                (word,)
                for word in "can could would i i'd i'll we'd we'll give or if before because it's its oh help quick hurry not".split()
            ),
            *(
                (word,)
                for word in "i'm the for in there there's don't thank thanks front back left right center".split()
            ),
        },
        key=len,
        reverse=True,
    )
)
_CORRECTING = _by_first_word(CORRECTIONS)
_PLAINLY_CORRECTING = _by_first_word(CORRECTIONS[:20])
_TAKING_BACK = _by_first_word(TAKE_BACK)
_FILLING = _by_first_word(FILLERS)
_BREAKING = _by_first_word(_BREAKS)
