"""What an utterance orders the stove to do: frames, whether to ask back, and the heat intents.

``read_heat`` keeps no memory and knows no state but ``Context``. Off and emergency words are
understood in every state; a frame that raises only ever comes from a whole clause of the closed grammar.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from sous_voice.core.intents import HeatFrame, Intent
from sous_voice.core.moment import Context
from sous_voice.language.heat_frames import FRAGMENT, SIDES, Command, frames_of, without
from sous_voice.language.heat_intents import intents_of
from sous_voice.language.heat_names import named_back, put_in, stand_ins
from sous_voice.language.heat_replies import read_meant, read_replies
from sous_voice.language.heat_rules import in_range
from sous_voice.language.heat_segments import QUESTION, Segment, marked_words, segments_of
from sous_voice.language.heat_surroundings import allows_off, allows_raise, remarks
from sous_voice.language.heat_urgent import read_urgent
from sous_voice.language.heat_zones import OWN, REST
from sous_voice.language.numbers import Token, read_number


@dataclass(frozen=True, slots=True)
class HeatReading:
    """What heat talk there is in an utterance."""

    frames: tuple[HeatFrame, ...] = ()
    clarify: bool = False
    """True where an order was meant, but zone, level or wording must be asked back first."""
    intents: tuple[Intent, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Character ranges that are heat talk: the rest belongs to other topics."""


_OWN_QUESTIONS = {"offer", "burner", "level"}
"""What we may have asked about heat: then a bare "five" or "medium" is an answer."""
DEPTHS = {"front": "front", "back": "back", "rear": "back"}
_OPPOSITE = {"left": "right", "right": "left", "front": "back", "back": "front"}
_LEVEL_WORDS = {"low", "medium", "high", "simmer", "max", "full", "half"}
_STAYING = {"keep", "leave", "stays", "stay", "need"}
_UNSURE = re.compile(
    r"\b(?:not sure|unsure|(?:don't|dont|do not) (?:really )?know|no idea|not certain|can't decide|undecided)\b"
)
_NOTHING = HeatReading()
_MOST_CHARACTERS = 4000


def read_heat(text: str, context: Context = Context()) -> HeatReading:  # noqa: B008 (frozen)
    """Read one utterance, as typed or as a recogniser writes it. Never raises; bounded time."""
    text = text[:_MOST_CHARACTERS]
    words, tokens = marked_words(text)
    if not words:
        return _NOTHING
    names = stand_ins(context.zones)
    reading = _read(text, *(put_in(words, tokens, names) if names else (words, tokens)), context)
    frames, intents = named_back(reading.frames, reading.intents, names)
    return replace(reading, frames=frames, intents=intents)


def _read(text: str, words: list[str], tokens: list[Token], context: Context) -> HeatReading:
    urgent = read_urgent(words, tokens)
    if urgent is not None:
        return HeatReading(urgent.frames, False, urgent.intents, urgent.spans)
    replies = read_replies(words, tokens, context)
    meant = read_meant(words, tokens)
    if meant is not None:
        return HeatReading((meant[0],), True, (*replies, meant[1]), ((tokens[0].start, tokens[-1].end),))
    if replies and not (replies[0].name == "reject_heat" and _says_more(words, tokens)):
        return HeatReading((), False, replies, tuple(i.span for i in replies if i.span))
    # "medium heat, please": with a stove it is an order that lacks its burner, not talk of a recipe
    bare = bool(context.zones) and "heat" in words
    commands, spans = _commands(words, tokens, bare or context.pending in _OWN_QUESTIONS)
    if not commands:
        return _NOTHING
    unsure = _UNSURE.search(text.lower().replace("’", "'")) is not None
    commands = [_resolve(_doubted(command) if unsure else command, context) for command in commands]
    frames = tuple(dict.fromkeys(frame for command in commands for frame in frames_of(command)))
    clarify = any(command.doubt for command in commands)
    intents = tuple(
        intent
        for command, span in zip(commands, spans, strict=True)
        for intent in intents_of(command, span, text)
    )
    return HeatReading(frames, clarify, intents, tuple(dict.fromkeys(spans)))


def _doubted(command: Command) -> Command:
    """More heat that the cook is not sure of is asked back; down and off are not."""
    return replace(command, level="", doubt=command.doubt or "level") if command.raises else command


def _says_more(words: list[str], tokens: list[Token]) -> bool:
    """ "Stop the back right burner", "no, five": more than a no to an offer."""
    commands = _commands(words, tokens, True)[0]
    return any(c.op in ("off", "lower") or words[0] == "no" for c in commands)


def _commands(
    words: list[str], tokens: list[Token], fragments: bool
) -> tuple[list[Command], list[tuple[int, int]]]:
    """The commands of an utterance, after coordination and correction, each with its characters."""
    pieces = segments_of(words)
    if not any(piece.kind == "heat" for piece in pieces):
        return [], []
    fragments = fragments and all(piece.kind in ("heat", "fix", "filler") for piece in pieces)
    kept = _strung(pieces, words)
    if fragments:  # "the left one", when we asked which
        kept = [(replace(c, op="set", doubt="level") if c.zones and not c.op else c, p) for c, p in kept]
    whole = len([c for c, _ in kept if c.op])
    kept = [(c, p) for c, p in kept if c.op and (c.doubt != FRAGMENT or fragments)]
    kept = [(c, p) for c, p in kept if _stands(c, p, pieces, words)]
    if len(kept) < whole:  # "turn the heat to low and simmer for ten minutes": a recipe's sentence
        kept = [(c, p) for c, p in kept if c.named or c.op == "off" or c.pointed == "it"]
    kept = [(in_range(c), p) for c, p in _with_places(kept, pieces, words)]
    spans = [(tokens[p.start].start, tokens[p.end - 1].end) for _, p in kept]
    return [command for command, _ in kept], spans


def _strung(pieces: list[Segment], words: list[str]) -> list[tuple[Command, Segment]]:
    """The clauses one after the other, each with what corrects or completes it."""
    kept: list[tuple[Command, Segment]] = []
    fixing = apart = False
    for piece in pieces:
        place = piece.command is not None and not piece.command.op and not piece.command.clause.timed
        if place and not fixing and kept and (apart or not (piece.joined or kept[-1][0].zones)):
            continue  # a place that other words part from the order is not about it
        apart = piece.kind in ("other", "negated") or (apart and piece.kind != "heat")
        if piece.kind == "fix":
            fixing = bool(kept)
        elif piece.kind == "back":
            kept = kept[:-1]
        elif piece.kind == "heat" and piece.command is not None:
            kept = _joined_on(kept, piece, fixing)
            # "no, the back one, back left": the place may be said again
            fixing = fixing and not piece.command.op
        elif piece.kind == "other" and not (fixing and remarks(words[piece.start : piece.end])):
            kept = _unsure_of_last(kept, words[piece.start : piece.end]) if fixing and kept else kept
            fixing = False
    return kept


def _unsure_of_last(kept: list[tuple[Command, Segment]], said: list[str]) -> list[tuple[Command, Segment]]:
    """More heat that is corrected in words nobody can read ("to nine, no, rather less than seven") is asked back."""
    last, where = kept[-1]
    numbered = any(read_number(said, i) is not None or word in _LEVEL_WORDS for i, word in enumerate(said))
    return [*kept[:-1], (_doubted(last) if numbered else last, where)]


def _with_places(
    kept: list[tuple[Command, Segment]], pieces: list[Segment], words: list[str]
) -> list[tuple[Command, Segment]]:
    """ "the rest" is what no other clause named; "I'm done with the back left, turn it off" names it before."""
    named = {zone for command, _ in kept for zone in command.zones} - {REST}
    out = []
    for command, piece in kept:
        if command.zones == (REST,) and not named:
            spared, piece = _spared(piece, pieces, words)
            command = replace(command, zones=without(spared), doubt="") if spared else command
        elif command.zones == (REST,) and "all" not in named:
            command = replace(
                command, zones=without(tuple(named)), doubt="" if command.doubt == "zone" else command.doubt
            )
        elif command.op in ("off", "lower", "raise") and command.pointed == "it" and not command.zones:
            before = [p for p in pieces if p.kind in ("other", "negated") and p.end <= piece.start]
            command = replace(
                command, zones=_spoken_of(words[before[-1].start : before[-1].end] if before else [])
            )
        out.append((command, piece))
    return out


def _spared(piece: Segment, pieces: list[Segment], words: list[str]) -> tuple[tuple[str, ...], Segment]:
    """ "Keep the front left on and turn off the rest": what stays, and the clause with it."""
    for before in (p for p in pieces if p.kind == "other" and p.end <= piece.start):
        said = words[before.start : before.end]
        if _STAYING & set(said):
            return _spoken_of(said), replace(piece, start=before.start)
    return (), piece


def _spoken_of(said: list[str]) -> tuple[str, ...]:
    """The one corner in "I'm done with the back left", "the back right isn't hot enough"."""
    pairs = {
        f"{DEPTHS[one]}_{two}" for one, two in pairwise(said) if one in DEPTHS and two in ("left", "right")
    }
    pairs |= {word for word in said if word in OWN}
    return tuple(pairs) if len(pairs) == 1 else ()


def _stands(command: Command, piece: Segment, pieces: list[Segment], words: list[str]) -> bool:
    """False where what surrounds the clause makes it a question, a report, a recipe or a quotation."""
    if piece.end < len(words) and words[piece.end] == QUESTION and not _asked_kindly(words, piece):
        return False
    return (
        allows_raise(command, piece, pieces, words)
        if command.op != "off"
        else allows_off(command, piece, pieces, words)
    )


def _asked_kindly(words: list[str], piece: Segment) -> bool:
    head = words[max(0, piece.start - 3) : piece.start + 3]
    return (bool({"can", "could", "would", "will"} & set(head)) and "you" in head) or "i" in head


def _joined_on(
    kept: list[tuple[Command, Segment]], piece: Segment, fixing: bool
) -> list[tuple[Command, Segment]]:
    """Put a clause behind the ones before it: a correction, a shared verb, a shared zone, or one more."""
    command = piece.command
    assert command is not None
    if not kept:
        return [(command, piece)]
    last, where = kept[-1]
    wide = replace(piece, start=where.start, joined=where.joined)
    if fixing:
        return [*kept[:-1], (_corrected(last, command), wide)]
    if command.clause.verb == "same" and last.op:
        return [*kept, (replace(last, zones=command.zones, doubt=_doubt(last, command)), piece)]
    if command.doubt == FRAGMENT and last.for_s is not None and last.level and piece.joined == "then":
        then = replace(last, level=command.level, for_s=None, until="", in_s=last.for_s)
        return [*kept, (then, piece)]
    if not command.op and not command.zones:
        return [*kept[:-1], (_timed(last, command), wide)] if command.clause.timed else kept
    if not command.op:
        return [
            *kept,
            (
                replace(last, zones=command.zones, doubt=_doubt(last, command)),
                replace(piece, joined=where.joined),
            ),
        ]
    if not last.op or (last.op == "set" and not last.level and last.doubt == "level"):
        if command.zones and last.zones:
            both = replace(command, zones=last.zones)
            return [*kept[:-1], (both, replace(where)), (command, piece)]
        return [
            *kept[:-1],
            (
                _timed(
                    replace(
                        command,
                        zones=last.zones or command.zones,
                        doubt=_only(command) if last.zones else command.doubt,
                    ),
                    last,
                ),
                wide,
            ),
        ]
    return _one_more(kept, command, piece)


def _one_more(
    kept: list[tuple[Command, Segment]], command: Command, piece: Segment
) -> list[tuple[Command, Segment]]:
    last, where = kept[-1]
    complaint = (
        last.clause.first in ("it", "that", "this") and not last.zones and piece.joined not in ("and", "then")
    )
    if complaint and command.zones and command.op == last.op in ("raise", "lower"):
        return [*kept[:-1], (command, piece)]  # "it needs a bit more, back left up one"
    same = not command.zones and command.pointed in ("", "it", "noun")
    if same and last.zones:
        if last.for_s is not None and command.op == "off" and command.in_s is None:
            return kept
        doubt = (
            ""
            if command.doubt == "zone"
            and not any(z in ("left", "right", "front", "back") for z in last.zones)
            else command.doubt
        )
        follows = last.for_s if last.for_s is not None and command.in_s is None else command.in_s
        command = replace(command, zones=last.zones, in_s=follows, doubt=doubt)
        if last.op == "on" and command.op == "set":
            return [*kept[:-1], (command, replace(piece, start=where.start, joined=where.joined))]
    elif same and last.for_s is not None and command.op == "off":
        return [
            *kept[:-1],
            (
                replace(last, doubt="" if last.level and last.doubt in ("zone", FRAGMENT) else last.doubt),
                where,
            ),
        ]
    return [*kept, (command, piece)]


def _only(command: Command) -> str:
    return "" if command.doubt in ("zone", FRAGMENT) else command.doubt


def _doubt(last: Command, command: Command) -> str:
    sides = {"left", "right", "front", "back", "unclear"}
    if any(zone in sides for zone in command.zones):
        return "zone"
    return "" if last.doubt == "zone" else last.doubt


def _timed(command: Command, timing: Command) -> Command:
    return replace(
        command,
        for_s=timing.for_s if timing.for_s is not None else command.for_s,
        in_s=timing.in_s if timing.in_s is not None else command.in_s,
        when=timing.when or command.when,
        until=timing.until or command.until,
    )


def _corrected(last: Command, fix: Command) -> Command:
    """ "set front left to six, no, four": what the correction says replaces what was said."""
    zones = _fixed_zones(last.zones, fix.zones)
    only_where = not fix.op or (fix.op == "on" and fix.clause.on and not fix.clause.verb and last.op != "off")
    if only_where:
        if fix.by is not None:
            last = replace(last, by=fix.by)
        last = replace(last, doubt="") if last.doubt == "time" and fix.clause.timed else last
        return _timed(replace(last, zones=zones, doubt=_doubt(last, replace(fix, zones=zones))), fix)
    doubt = fix.doubt if fix.zones else last.doubt if last.doubt == "zone" else _only(fix)
    if not last.zones and not fix.zones and fix.doubt == "zone":
        doubt = last.doubt
    if doubt == "zone" and zones and not SIDES & set(zones):
        doubt = ""
    merged = replace(fix, zones=zones, pointed=fix.pointed or last.pointed, doubt=doubt)
    if fix.clause.bare and fix.level.startswith("n:") and last.for_s and not last.level.startswith("n:"):
        unit = 60 if last.for_s % 60 == 0 else 1  # "for five minutes, no, ten"
        return replace(last, for_s=int(float(fix.level[2:])) * unit)
    if fix.op == "set" and last.op in ("raise", "lower") and fix.clause.bare and fix.level.startswith("n:"):
        return replace(last, by=int(float(fix.level[2:])), zones=zones)
    return replace(
        _timed(last, fix), op=merged.op, zones=zones, level=merged.level, by=merged.by, doubt=doubt
    )


def _fixed_zones(before: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """ "back left, I mean right": a side alone changes its half of the corner."""
    if len(before) == len(said) == 1 and said[0] in _OPPOSITE and "_" in before[0]:
        return (before[0].replace(_OPPOSITE[said[0]], said[0]),)
    return said or before


def _resolve(command: Command, context: Context) -> Command:
    """With what the moment tells: a ring's own name, and the answer to our own question."""
    if (
        command.doubt == "zone"
        and context.pending == "burner"
        and command.op == "set"
        and command.level
        and not command.zones
    ):
        return replace(command, doubt="zone")
    return command
