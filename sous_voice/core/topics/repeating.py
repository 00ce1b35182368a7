"""Say it again: all of it, a part of it, slower, simpler, shorter."""

import re
from dataclasses import replace

from sous_voice.core.chunks import chunks, sentences
from sous_voice.core.finding import content_words, steps_about
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, SetVoice
from sous_voice.core.place import Place
from sous_voice.core.quantity import find_unit
from sous_voice.core.reading import lower_first
from sous_voice.core.session import Session
from sous_voice.core.topics import steps
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import first_upper, ingredient_text, step_title

_CLAUSE = re.compile(r"(?<=[;,])\s+|\s+(?=and\s)")
SLOWEST, SLOWER_BY = 0.5, 0.85
_NOTHING = "I have said nothing yet."


def repeat_last(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What?": the last words again, in the same pieces; "the step again": the step from its beginning."""
    if re.search(r"\b(?:step|instruction)\b", words_of(session, intent)) and session.place is Place.COOKING:
        return steps.again(session, f"Step {(session.step or 0) + 1}. ")
    if not session.talk.last_chunks:
        return say(session, _NOTHING)
    return say(session, *session.talk.last_chunks, _rang_for(session), kind=Kind.NARRATION)


def _rang_for(session: Session) -> str:
    """The step that a ringing timer belongs to; empty where none rings or it belongs to none."""
    ringing, recipe = session.timers.ringing, session.recipe
    if not ringing or recipe is None or ringing[0].step is None or ringing[0].step >= len(recipe.steps):
        return ""
    index = ringing[0].step
    return f"It belongs to step {index + 1}: {lower_first(step_title(recipe.steps[index]))}."


# ---------------------------------------------------------------- a part of it


def repeat_part(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "The last one", "the one after the eggs", "2 teaspoons of what?" """
    words = words_of(session, intent)
    number = _number(intent, words)
    listed = _listed(session, words, number)
    if listed is not None:
        return listed
    items = _items(session)
    if not items:
        return repeat_last(kitchen, session, intent)
    said = slot_text(intent, "text", "ingredient", "thing", "after", "item")
    beside = re.search(r"\b(after|before)\b", words)
    if beside:
        return _neighbour(session, items, said, beside[1])
    if slot_number(intent, "amount") is not None or slot_text(intent, "unit"):
        return _with_amount(session, intent)
    which = slot_text(intent, "which")
    found = items[-1 if which == "last" else 0] if which in ("last", "first") else None
    if found is None and number is not None and 1 <= number <= len(items):
        found = items[number - 1]
    if found is None and (said or which):
        found = _about(items, said or which)
    if found is None:
        return repeat_last(kitchen, session, intent)
    return say(session, _sentence(found), kind=Kind.NARRATION)


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _number(intent: Intent, words: str) -> int | None:
    """Which one was named by its number, from 1."""
    number = slot_number(intent, "which", "n")
    if number is None:
        return next((n for name, n in _NTH.items() if slot_text(intent, "which") == name), None)
    return int(number)


def _listed(session: Session, words: str, number: int | None) -> Turn | None:
    """ "The third ingredient", "the second step": counted in the recipe itself; None for anything else."""
    recipe = session.recipe
    if recipe is None or number is None:
        return None
    if re.search(r"\bingredients?\b", words) and 1 <= number <= len(recipe.ingredients):
        item = recipe.ingredients[number - 1]
        session = replace(session, talk=replace(session.talk, it=item.name))
        return say(session, f"{first_upper(ingredient_text(item, note=True))}.", kind=Kind.NARRATION)
    if re.search(r"\bsteps?\b", words) and 1 <= number <= len(recipe.steps):
        pieces = steps.step_chunks(session, number - 1)
        return say(session, f"Step {number} was: {lower_first(pieces[0])}", *pieces[1:], kind=Kind.NARRATION)
    return None


def _neighbour(session: Session, items: tuple[str, ...], said: str, side: str) -> Turn:
    """The one after, or before, the one that was named."""
    index = _place(items, said) if said else len(items) - 1
    if index is None:
        return _beside_elsewhere(session, said, side) or say(session, f"I find no {said} there.")
    beside = index + (1 if side == "after" else -1)
    if beside < 0:
        return say(session, f"Nothing: {lower_first(items[index])}")
    if beside >= len(items):
        return say(session, "That was the last one so far. Say next for more.")
    return say(session, _sentence(items[beside]), kind=Kind.NARRATION)


def _beside_elsewhere(session: Session, said: str, side: str) -> Turn | None:
    """ "What comes after the eggs?", where they belong to another step; None where none has them."""
    recipe = session.recipe
    found = steps_about(said, recipe.steps, session.step or 0) if recipe is not None else ()
    if recipe is None or not found:
        return None
    pieces = _clauses(" ".join(steps.step_chunks(session, found[0])))
    index = _place(pieces, said)
    near = (index if index is not None else 0) + (1 if side == "after" else -1)
    if 0 <= near < len(pieces):
        return say(session, f"In step {found[0] + 1}: {lower_first(_sentence(pieces[near]))}")
    beside = found[0] + (1 if side == "after" else -1)
    if not 0 <= beside < len(recipe.steps):
        return say(session, f"Nothing: the {said} {'ends' if side == 'after' else 'begins'} the recipe.")
    return say(session, *chunks(f"Step {beside + 1}: {lower_first(step_title(recipe.steps[beside]))}."))


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(
        part.strip() for sentence in sentences(text) for part in _CLAUSE.split(sentence) if part.strip()
    )


def _sentence(part: str) -> str:
    """A clause as a sentence of its own."""
    text = first_upper(part.rstrip(",;: "))
    return text if text[-1:] in ".!?" else f"{text}."


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
    return _clauses(" ".join(steps.step_chunks(session, session.step)))


def _about(items: tuple[str, ...], said: str) -> str | None:
    index = _place(items, said)
    return None if index is None else items[index]


def _place(items: tuple[str, ...], said: str) -> int | None:
    """The last item with the most of these words."""
    words = set(content_words(said))
    hits = [(len(words & set(content_words(item))), index) for index, item in enumerate(items)]
    best = max(hits, default=(0, 0))
    return best[1] if best[0] else None


def _with_amount(session: Session, intent: Intent) -> Turn:
    """ "2 teaspoons of what?": the ingredient with this amount, the nearest one first; else with this unit."""
    recipe = session.recipe
    number, unit = slot_number(intent, "amount", "n"), find_unit(slot_text(intent, "unit"))
    if recipe is None:
        return say(session, _NOTHING)
    here = recipe.steps[session.step].ingredients if session.step is not None else ()
    read = (
        recipe.ingredients[: session.cooking.read] if session.place is Place.GATHERING else recipe.ingredients
    )
    items = [i for i in (*here, *reversed(read)) if i.quantity.low is not None]
    fits = [i for i in items if unit is None or find_unit(i.quantity.unit) == unit]
    exact = [i for i in fits if number is None or abs(float(i.quantity.low or 0) - number) < 0.01]
    for item in (*exact, *(fits if unit is not None else ())):
        session = replace(session, talk=replace(session.talk, it=item.name))
        return say(session, f"{first_upper(ingredient_text(item))}.", kind=Kind.NARRATION)
    return say(session, "I find no such amount here.", *session.talk.last_chunks[:1])


# ---------------------------------------------------------------- otherwise


def repeat_slower(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The same, slower from now on."""
    rate = max(SLOWEST, round(session.voice.rate * SLOWER_BY, 2))
    session = replace(session, voice=replace(session.voice, rate=rate))
    turn = Turn(session, (SetVoice(rate, session.voice.volume),))
    return turn.then(lambda now: repeat_last(kitchen, now, intent))


def repeat_simpler(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The step in small pieces, one at a time; next gives the next piece."""
    if not _step_was_told(session):
        return repeat_last(kitchen, session, intent)
    session = replace(session, cooking=replace(session.cooking, simple=True, chunk=0))
    return steps.tell_on(session)


def repeat_shorter(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The step in a few words."""
    if not _step_was_told(session):
        last = sentences(session.talk.last_said)
        return say(session, last[0] if last else _NOTHING)
    assert session.recipe is not None and session.step is not None
    return say(session, f"{step_title(session.recipe.steps[session.step])}.", kind=Kind.NARRATION)


def _step_was_told(session: Session) -> bool:
    """Whether the last words were the step at hand, and not an answer beside it."""
    if session.recipe is None or session.step is None or session.place is not Place.COOKING:
        return False
    pieces = steps.step_chunks(session, session.step, simple=session.cooking.simple)
    return any(piece.rstrip(",;.").lower() in session.talk.last_said.lower() for piece in pieces)


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
