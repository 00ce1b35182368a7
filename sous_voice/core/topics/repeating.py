"""Say it again: all of it, a part of it, slower, simpler, shorter."""

import re
from dataclasses import replace

from sous_voice.core.finding import content_words
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, SetVoice
from sous_voice.core.place import Place
from sous_voice.core.session import Session
from sous_voice.core.topics import steps
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import first_upper, ingredient_text, sentences, step_title

_CLAUSE = re.compile(r"(?<=[;,])\s+|\s+(?=and\s)")
SLOWEST, SLOWER_BY = 0.5, 0.85
_NOTHING = "I have said nothing yet."


def repeat_last(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What?": the last words again, in the same pieces."""
    if not session.talk.last_chunks:
        return say(session, _NOTHING)
    return say(session, *session.talk.last_chunks, kind=Kind.NARRATION)


# ---------------------------------------------------------------- a part of it


def repeat_part(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "The last one", "the one after the eggs", "2 teaspoons of what?" """
    items = _items(session)
    if not items:
        return repeat_last(kitchen, session, intent)
    words = words_of(session, intent)
    which = slot_text(intent, "which")
    if re.search(r"\bafter\b", words):
        which = "after"
    elif re.search(r"\bbefore\b", words):
        which = "before"
    said = slot_text(intent, "text", "ingredient", "thing", "after", "item")
    found: str | None = None
    if which.startswith("after") or slot_text(intent, "after"):
        found = _beside(items, said or which.removeprefix("after").strip(), 1)
    elif which.startswith("before"):
        found = _beside(items, said or which.removeprefix("before").strip(), -1)
    elif slot_number(intent, "amount") is not None or slot_text(intent, "unit"):
        found = _with_amount(session, items, intent)
    elif slot_number(intent, "n") is not None and which != "last":
        index = int(slot_number(intent, "n") or 1) - 1
        found = items[index] if 0 <= index < len(items) else None
    elif which in ("last", "first"):
        found = items[-1 if which == "last" else 0]
    elif said or which:
        found = _about(items, said or which)
    return (
        say(session, first_upper(found), kind=Kind.NARRATION)
        if found
        else repeat_last(kitchen, session, intent)
    )


def _items(session: Session) -> tuple[str, ...]:
    """What was given last, one thing each: ingredients of the list, or clauses of the step."""
    recipe = session.recipe
    if recipe is None:
        return session.talk.last_chunks
    if session.place is Place.GATHERING or session.talk.last_given.startswith("ing-"):
        read = recipe.ingredients[: session.cooking.read]
        return tuple(f"{ingredient_text(item, note=True)}." for item in read)
    if session.step is None:
        return session.talk.last_chunks
    text = " ".join(steps.step_chunks(session, session.step))
    return tuple(
        part.strip() for sentence in sentences(text) for part in _CLAUSE.split(sentence) if part.strip()
    )


def _about(items: tuple[str, ...], said: str) -> str | None:
    index = _place(items, said)
    return None if index is None else items[index]


def _beside(items: tuple[str, ...], said: str, by: int) -> str | None:
    index = _place(items, said)
    if index is None or not 0 <= index + by < len(items):
        return None
    return items[index + by]


def _place(items: tuple[str, ...], said: str) -> int | None:
    """The last item with the most of these words."""
    words = set(content_words(said))
    hits = [(len(words & set(content_words(item))), index) for index, item in enumerate(items)]
    best = max(hits, default=(0, 0))
    return best[1] if best[0] else None


def _with_amount(session: Session, items: tuple[str, ...], intent: Intent) -> str | None:
    """ "2 teaspoons of what?": the ingredient with this amount, the nearest one first."""
    recipe = session.recipe
    number, unit = slot_number(intent, "amount", "n"), slot_text(intent, "unit").rstrip("s")
    if recipe is None:
        return None
    here = recipe.steps[session.step].ingredients if session.step is not None else ()
    for item in (*here, *reversed(recipe.ingredients)):
        line = ingredient_text(item)
        fits_unit = not unit or unit in line
        if fits_unit and (
            number is None or (item.quantity.low is not None and float(item.quantity.low) == number)
        ):
            return f"{line}."
    return None


# ---------------------------------------------------------------- otherwise


def repeat_slower(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The same, slower from now on."""
    rate = max(SLOWEST, round(session.voice.rate * SLOWER_BY, 2))
    session = replace(session, voice=replace(session.voice, rate=rate))
    turn = Turn(session, (SetVoice(rate, session.voice.volume),))
    return turn.then(lambda now: repeat_last(kitchen, now, intent))


def repeat_simpler(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The step in small pieces, one at a time; next gives the next piece."""
    if session.recipe is None or session.step is None or session.place is not Place.COOKING:
        return repeat_last(kitchen, session, intent)
    session = replace(session, cooking=replace(session.cooking, simple=True, chunk=0))
    pieces = steps.step_chunks(session, session.step or 0, simple=True)
    session = replace(session, cooking=replace(session.cooking, chunk=1))
    more = "Say next for more." if len(pieces) > 1 else ""
    return say(session, first_upper(pieces[0]), more, kind=Kind.NARRATION)


def repeat_shorter(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The step in a few words."""
    if session.recipe is None or session.step is None or session.place is not Place.COOKING:
        last = sentences(session.talk.last_said)
        return say(session, last[0] if last else _NOTHING)
    return say(session, f"{step_title(session.recipe.steps[session.step])}.", kind=Kind.NARRATION)


TOPIC = Topic(
    "repeating",
    handlers={
        "repeat_last": repeat_last,
        "repeat_part": repeat_part,
        "repeat_slower": repeat_slower,
        "repeat_simpler": repeat_simpler,
        "repeat_shorter": repeat_shorter,
    },
)
