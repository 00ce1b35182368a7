"""The stories of a recipe: their chapters, how long they take, and what fits into a wait. Pure.

A chapter is one or more ``[story ...]`` notes of one name in a row. It is told in units: sentences, or
the stretches between two breaths of a recording. Their lengths are measured by the speaking layer;
until then they are estimated from their characters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sous_voice.core.chunks import sentences
from sous_voice.core.food_names import words_of
from sous_voice.core.recipe import Recipe, StoryNote

MARGIN = 4.0
"""Seconds of silence kept between a story and the end of a wait."""
SHORTEST = 20.0
"""Seconds of a wait below which no story is begun."""
CLOSING = 3.0
"""Seconds kept for the words that say that the rest comes later."""
_CHARS_A_SECOND = 14.0
"""A slow reading speed, so that an estimate is rather too long; replaced by measured lengths."""
_PAUSE = 0.35
"""Seconds between sentences."""
_SHORT = 0.34
"""Share of a chapter that its short form may take."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a story that is told in one go where the wait allows."""

    key: str
    """Names it for ``Measure`` and ``Measured``: "1:The crossing"."""
    title: str
    sentences: tuple[str, ...]
    before_step: int
    year: str = ""
    place: str = ""
    narrator: str = ""
    voice: str = ""
    pace: float = 1.0
    """Times normal speed, of this narrator."""
    pause: float = 0.0
    """Seconds of silence that this narrator leaves after a sentence, beside the usual ones."""
    recording: str = ""
    """Path of the teller's own voice; empty where the text is spoken."""
    seconds: float = 0.0
    """Length of the recording as its note has it; 0 where it does not say."""
    consent: str = ""
    """Who may hear it (``interview.SCOPES``); empty for everyone."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is told without a break: a sentence, or a stretch of a recording."""

    text: str
    seconds: float
    start: float = 0.0
    """Seconds into the recording."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the listener really is: the next unit to be heard."""

    chapter: int = 0
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """What the player has of a chapter."""

    chapter: int
    end: int
    """Index behind the last unit that is to be told now."""
    sent: int
    """Index behind the last unit that was handed to the player."""
    until: float | None = None
    """Session time by which the last one must have ended."""


@dataclass(frozen=True, slots=True)
class Storytelling:
    """What was told, and what is being told."""

    at: Position = Position()
    telling: Telling | None = None
    """None while nothing is told."""
    serial: int = 0
    """Counts the tellings, so that what an older one reports is known as such."""
    interrupted: bool = False
    """The last telling was cut, and "go on" means it."""
    near_until: float = -1.0
    """Session time until which "again" or "who" still mean the story."""
    quiet_since: float = 0.0
    """Session time of the cook's last words."""
    told: tuple[int, ...] = ()
    """Chapters heard to their end, or skipped."""
    lengths: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """Measured seconds of each unit, by chapter key."""
    rate: float = 1.0
    """Speed of speech at which they were measured."""
    offered: tuple[int, ...] = ()
    """Timers in whose wait a story was offered."""
    silenced: bool = False
    """The cook said "not now": offered no more, told when asked."""


def chapters(recipe: Recipe) -> tuple[Chapter, ...]:
    """The recipe's stories in their order."""
    out: list[Chapter] = []
    for note in recipe.notes:
        if not note.story:
            continue
        last = out[-1] if out else None
        if last and note.chapter and note.chapter == last.title and note.narrator in ("", last.narrator):
            out[-1] = replace(last, sentences=(*last.sentences, *sentences(note.text)))
        else:
            out.append(_chapter(len(out), note, recipe))
    return tuple(chapter for chapter in out if chapter.sentences)


def _chapter(index: int, note: StoryNote, recipe: Recipe) -> Chapter:
    narrator = note.narrator or recipe.metadata.get("story.narrator", "")
    extra = dict(note.extra)

    def of_narrator(what: str) -> str:
        return extra.get(what) or recipe.metadata.get(f"story.{what}.{narrator.lower()}", "")

    return Chapter(
        key=f"{index}:{note.chapter}",
        title=note.chapter,
        sentences=sentences(note.text) or ((_untold(note, narrator),) if note.recording else ()),
        before_step=note.before_step,
        year=note.year or (recipe.metadata.get("story.year", "") if not note.chapter else ""),
        place=note.place,
        narrator=narrator,
        voice=of_narrator("voice"),
        pace=_within(of_narrator("rate"), 1.0, 0.5, 2.0),
        pause=_within(of_narrator("pause"), 0.0, 0.0, 5.0),
        recording=beside(recipe.source, note.recording),
        seconds=_within(extra.get("seconds", ""), 0.0, 0.0, 86400.0),
        consent=extra.get("consent", ""),
    )


def _untold(note: StoryNote, narrator: str) -> str:
    """What stands for a recording of which nobody has written down the words."""
    return f"{narrator or note.narrator or 'Somebody'} tells it in their own voice."


def _within(text: str, default: float, low: float, high: float) -> float:
    if not re.fullmatch(r"\d+(?:\.\d+)?", text):
        return default
    return min(high, max(low, float(text)))


def beside(source: str, recording: str) -> str:
    """Path of a recording: as it stands where it is absolute, else beside the recipe's file."""
    if not recording or recording.startswith("/") or recording[1:2] == ":":
        return recording
    plain = source.replace("\\", "/")
    folder = plain.rpartition("/")[0]
    return f"{folder}/{recording}" if folder else recording


def units(story: Storytelling, chapter: Chapter, rate: float = 1.0) -> tuple[Unit, ...]:
    """The chapter in units, with their lengths at speed ``rate``: measured where known, else estimated."""
    measured = dict(story.lengths).get(chapter.key)
    if chapter.recording and measured:
        return _stretches(chapter.sentences, measured)
    if chapter.recording:  # where its pauses are is not known yet: all of it, or nothing
        words = " ".join(chapter.sentences)
        return (Unit(words, chapter.seconds or len(words) / _CHARS_A_SECOND),)
    scale = story.rate / rate
    if measured and len(measured) == len(chapter.sentences):
        return tuple(
            Unit(text, seconds * scale) for text, seconds in zip(chapter.sentences, measured, strict=True)
        )
    return tuple(
        Unit(text, (max(1, len(text)) / _CHARS_A_SECOND / chapter.pace + _PAUSE + chapter.pause) / rate)
        for text in chapter.sentences
    )


def _stretches(texts: Sequence[str], seconds: Sequence[float]) -> tuple[Unit, ...]:
    """A recording's stretches, each with the sentences that probably end in it; none is lost."""
    if len(texts) == len(seconds):  # a teller who pauses where the sentences end
        starts = [sum(seconds[:index]) for index in range(len(seconds))]
        return tuple(Unit(*one) for one in zip(texts, seconds, starts, strict=True))
    chars, whole = sum(map(len, texts)) or 1, sum(seconds)
    out, start, said, spoken = [], 0.0, 0, 0
    for index, length in enumerate(seconds):
        end = start + length
        last = index == len(seconds) - 1
        mine: list[str] = []
        while said < len(texts) and (last or (spoken + len(texts[said]) / 2) / chars * whole < end):
            mine.append(texts[said])
            spoken += len(texts[said])
            said += 1
        out.append(Unit(" ".join(mine), length, start))
        start = end
    return tuple(out)


def seconds_of(story: Storytelling, chapter: Chapter, rate: float = 1.0) -> tuple[float, ...]:
    """Seconds of each unit."""
    return tuple(unit.seconds for unit in units(story, chapter, rate))


def fitting(lengths: Sequence[float], first: int, available: float | None) -> int:
    """Index behind the last sentence that ends within ``available`` seconds, from sentence ``first`` on.

    ``available`` None means that there is no end. Returns ``first`` where not one sentence fits.
    """
    if available is None:
        return len(lengths)
    end, used = first, 0.0
    while end < len(lengths) and used + lengths[end] <= available:
        used += lengths[end]
        end += 1
    return end


def next_chapter(
    story: Storytelling, all_chapters: Sequence[Chapter], step: int | None, *, guests: bool = False
) -> int | None:
    """The chapter to tell now: the one begun, else the first untold one in reach, else any untold.

    Before ``guests`` what is meant for the household alone is passed over.
    """
    left = [i for i in range(len(all_chapters)) if i not in story.told and may_hear(all_chapters[i], guests)]
    if story.at.unit and story.at.chapter in left:
        return story.at.chapter
    reached = -1 if step is None else step + 1
    placed = [i for i in left if all_chapters[i].before_step <= reached]
    return next(iter(placed or left), None)


def may_hear(chapter: Chapter, guests: bool) -> bool:
    """Whether the people here may hear it."""
    return not (guests and chapter.consent == "household")


def shortened(chapter: Chapter) -> str:
    """A third of the chapter in its own sentences: the first, the last, and the weightiest between.

    Weighty is what has names, years or spoken words in it.
    """
    texts = chapter.sentences
    if len(texts) <= 2:
        return " ".join(texts)
    room = max(_SHORT * sum(map(len, texts)) - len(texts[0]) - len(texts[-1]), 0)
    kept = {0, len(texts) - 1}
    between = sorted(range(1, len(texts) - 1), key=lambda i: (-_weight(texts[i]), i))
    for index in between:
        if len(texts[index]) <= room:
            kept.add(index)
            room -= len(texts[index])
    return " ".join(texts[index] for index in sorted(kept))


def _weight(text: str) -> float:
    marks = len(re.findall(r"\b(?:1[5-9]|20)\d\d\b|[“\"]|(?<!^)\b[A-Z][a-z]+", text))
    return marks / (len(text) + 40)


def about(all_chapters: Sequence[Chapter], topic: str) -> int | None:
    """The chapter that speaks most of a topic; None where none does."""
    wanted = set(words_of(topic))
    if not wanted:
        return None
    scored = []
    for index, chapter in enumerate(all_chapters):
        head = words_of(f"{chapter.title} {chapter.year} {chapter.place} {chapter.narrator}")
        body = words_of(" ".join(chapter.sentences))
        scored.append((3 * len(wanted & set(head)) + len(wanted & set(body)), -index))
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] else None


def measured(story: Storytelling, key: str, seconds: tuple[float, ...]) -> Storytelling:
    """The state with a chapter's real lengths; no figures leave the estimate."""
    if not seconds:
        return story
    rest = tuple(pair for pair in story.lengths if pair[0] != key)
    return replace(story, lengths=(*rest, (key, seconds)))
