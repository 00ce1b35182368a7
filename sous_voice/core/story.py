"""The stories of a recipe: their chapters, how long they take, and what fits into a wait. Pure.

A chapter is one or more ``[story ...]`` notes of one name in a row. Its length is measured by the
speaking layer, sentence by sentence; until then it is estimated from its characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sous_voice.core.chunks import sentences
from sous_voice.core.diets import words_of
from sous_voice.core.recipe import Recipe, StoryNote

MARGIN = 4.0
"""Seconds of silence kept between a story and the end of a wait."""
SHORTEST = 20.0
"""Seconds of a wait below which no story is begun."""
_CHARS_A_SECOND = 14.0
"""A slow reading speed, so that an estimate is rather too long; replaced by measured lengths."""
_PAUSE = 0.35
"""Seconds between sentences."""


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
    recording: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the listener really is: the next sentence to be heard."""

    chapter: int = 0
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Storytelling:
    """What was told, and what is being told."""

    at: Position = Position()
    telling: tuple[int, int, int] | None = None
    """(chapter, first sentence, end) of what the player has; None while nothing is told."""
    interrupted: bool = False
    """The last telling was cut, and "go on" means it."""
    told: tuple[int, ...] = ()
    """Chapters heard to their end, or skipped."""
    lengths: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """Measured seconds of each sentence, by chapter key."""
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
    voice = dict(note.extra).get("voice") or recipe.metadata.get(f"story.voice.{narrator.lower()}", "")
    return Chapter(
        f"{index}:{note.chapter}",
        note.chapter,
        sentences(note.text),
        note.before_step,
        note.year or (recipe.metadata.get("story.year", "") if not note.chapter else ""),
        note.place,
        narrator,
        voice,
        note.recording,
    )


def seconds_of(story: Storytelling, chapter: Chapter) -> tuple[float, ...]:
    """Seconds of each sentence: measured where known, else estimated. A recording is spread by its words."""
    measured = dict(story.lengths).get(chapter.key)
    if measured and len(measured) == len(chapter.sentences):
        return measured
    chars = [max(1, len(sentence)) for sentence in chapter.sentences]
    if measured:  # one figure for a whole recording
        return tuple(sum(measured) * size / sum(chars) for size in chars)
    return tuple(size / _CHARS_A_SECOND + _PAUSE for size in chars)


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


def next_chapter(story: Storytelling, all_chapters: Sequence[Chapter], step: int | None) -> int | None:
    """The chapter to tell now: the one begun, else the first untold one in reach, else any untold."""
    if story.at.sentence and story.at.chapter not in story.told and story.at.chapter < len(all_chapters):
        return story.at.chapter
    reached = -1 if step is None else step + 1
    untold = [i for i in range(len(all_chapters)) if i not in story.told]
    placed = [i for i in untold if all_chapters[i].before_step <= reached]
    return next(iter(placed or untold), None)


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


def heard_to(chapter: Chapter, first: int, chars: int) -> int:
    """Index behind the last sentence that was heard whole, when ``chars`` of the text told were heard.

    The text told is the sentences from ``first`` on, joined by one space.
    """
    end, total = first, 0
    for sentence in chapter.sentences[first:]:
        total += len(sentence) + (1 if end > first else 0)
        if chars < total:
            break
        end += 1
    return end


def measured(story: Storytelling, key: str, seconds: tuple[float, ...]) -> Storytelling:
    """The state with a chapter's real lengths."""
    rest = tuple(pair for pair in story.lengths if pair[0] != key)
    return replace(story, lengths=(*rest, (key, seconds)))
