"""From step to step: narrated in chunks for the ear, forward, back, by number and by what is in it."""

import re
from dataclasses import replace

from sous_voice.core.alter import meant
from sous_voice.core.chunks import CHUNK_WORDS, chunks
from sous_voice.core.finding import best_sections, content_words, steps_about
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.messages import Kind, Say
from sous_voice.core.place import Place
from sous_voice.core.reading import lower_first
from sous_voice.core.recipe import TODAY, Recipe, StoryNote
from sous_voice.core.session import Session, go, unask
from sous_voice.core.topics import gathering
from sous_voice.core.topics.changes import change
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import counted, first_upper, none_of, spoken_list, step_text, step_title

_ALL_OF_IT = frozenset(
    {"it", "that", "this", "them", "these", "those", "all", "everything", "the step", "step"}
)
AT_ONCE = 3
"""Chunks of a step told in one go; a longer step waits for "next"."""
_SIMPLE_WORDS = 10


def step_chunks(session: Session, index: int, *, simple: bool = False) -> tuple[str, ...]:
    """What is said for this step, cut for the ear."""
    assert session.recipe is not None
    step = session.recipe.steps[index]
    return chunks(step_text(step, notes=True), _SIMPLE_WORDS if simple else CHUNK_WORDS)


def verbosity(kitchen: Kitchen, session: Session) -> str:
    """short, normal or full: as set by voice, else by settings."""
    return session.voice.verbosity or kitchen.habits.verbosity


def narrate(kitchen: Kitchen, session: Session, index: int) -> Turn:
    """Go to a step and tell it; ``decide`` then lets the other topics add what belongs to it."""
    assert session.recipe is not None
    recipe = session.recipe
    step = recipe.steps[index]
    session = unask(go(session, "cook"))
    before = recipe.steps[index - 1].section if index else ""
    heading = f"{step.section}. " if step.section and (step.section != before or session.step is None) else ""
    last = " and last" if index == len(recipe.steps) - 1 and index else ""
    head = "" if verbosity(kitchen, session) == "short" else f"Step {index + 1}{last}. "
    cooking = replace(session.cooking, chunk=0, simple=False, step_since=session.at)
    session = replace(session, step=index, cooking=cooking)
    session = replace(session, talk=replace(session.talk, last_given=f"inst-{index}", it=""))
    told = tell_on(session, heading + head)
    tips = _tips(recipe, index) if verbosity(kitchen, session) == "full" else ()
    told = told.plus(*(Say(f"Tip: {tip}", Kind.NARRATION) for tip in tips))
    return replace(told, narrated=index)


def _is_tip(note: StoryNote) -> bool:
    """What ``old_recipes`` says of its own accord is no tip."""
    return not note.story and not note.text.startswith(TODAY)


def _tips(recipe: Recipe, index: int) -> tuple[str, ...]:
    texts = (note.text for note in recipe.notes if _is_tip(note) and note.before_step == index + 1)
    return tuple(piece for text in texts for piece in chunks(text))


def tell_on(session: Session, head: str = "") -> Turn:
    """The next chunks of the step at hand, from where its telling stopped."""
    index = session.step or 0
    pieces = step_chunks(session, index, simple=session.cooking.simple)
    start = session.cooking.chunk if session.cooking.chunk < len(pieces) else 0
    end = start + (1 if session.cooking.simple else AT_ONCE)
    if len(pieces) - end == 1 and not session.cooking.simple:
        end += 1  # one last piece is not worth a "next"
    shown = [_whole(piece) if session.cooking.simple else piece for piece in pieces[start:end]]
    shown[0] = head + (first_upper(shown[0]) if head else shown[0])
    session = replace(session, cooking=replace(session.cooking, chunk=min(end, len(pieces))))
    more = "Say next for the rest of this step." if end < len(pieces) and start == 0 else ""
    return say(session, *shown, more, kind=Kind.NARRATION)


def _whole(piece: str) -> str:
    """A small piece of a step as a sentence of its own."""
    text = piece.rstrip(",; ")
    text = f"Then {text}" if text[:1].isdigit() else first_upper(text)
    return text if text[-1:] in ".!?" else f"{text}."


def unread(session: Session) -> bool:
    """Whether the present step has words that were not told yet."""
    if session.recipe is None or session.step is None:
        return False
    pieces = step_chunks(session, session.step, simple=session.cooking.simple)
    return session.cooking.chunk < len(pieces)


def again(session: Session, head: str = "") -> Turn:
    """The present step once more, from its beginning."""
    session = replace(session, cooking=replace(session.cooking, chunk=0, simple=False))
    return tell_on(session, head)


# ---------------------------------------------------------------- moving


def start_cooking(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Let's start": the first step, or the present one if it was begun."""
    if session.recipe is None:
        return say(session, NO_RECIPE)
    if not session.recipe.steps:
        return say(session, "This recipe has no steps.")
    if session.step is not None and session.place in (Place.COOKING, Place.PAUSED):
        return again(go(session, "cook"), f"We are at step {session.step + 1}. ")
    return narrate(kitchen, session, 0)


def next_step(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """On: the next ingredients while gathering, the rest of a long step, the next step, the end."""
    recipe, index = session.recipe, session.step
    if recipe is None:
        return say(session, NO_RECIPE)
    if session.place is Place.GATHERING and session.cooking.read < len(recipe.ingredients):
        return gathering.read_on(kitchen, session, None)
    if index is None:
        return start_cooking(kitchen, session, intent)
    if session.place is Place.FINISHED:
        return say(session, "That was all: the recipe is finished.")
    session = session if session.place is Place.COOKING else go(session, "cook")
    if unread(session):
        return tell_on(session)
    session = mark(session, index)
    if index + 1 >= len(recipe.steps):
        return finish(session)
    return narrate(kitchen, session, index + 1)


def mark(session: Session, index: int) -> Session:
    """The session in which this step is done."""
    done = tuple(sorted({*session.cooking.done, index}))
    return replace(session, cooking=replace(session.cooking, done=done))


def finish(session: Session) -> Turn:
    """The end of the recipe; timers go on."""
    title = session.recipe.title if session.recipe is not None else ""
    session = unask(go(session, "finish"))
    skipped = session.cooking.skipped
    word = "step" if len(skipped) == 1 else "steps"
    left = f"You left out {word} {spoken_list(str(i + 1) for i in skipped)}." if skipped else ""
    running = len(session.timers.live)
    timers = f"{first_upper(counted(running, 'timer'))} still running." if running else ""
    return say(session, f"That was the last step: {title} is done.", left, timers, "Enjoy it!")


def previous_step(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """One step back."""
    if session.recipe is None:
        return say(session, NO_RECIPE)
    if session.step is None:
        return say(session, "We have not begun yet. Say start for the first step.")
    if session.place is Place.FINISHED:
        return narrate(kitchen, session, session.step)
    if session.step == 0:
        return say(session, "This is the first step.").then(again)
    return narrate(kitchen, session, session.step - 1)


def goto_step(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Step five", "the last step", "the part with the eggs"."""
    recipe = session.recipe
    if recipe is None or not recipe.steps:
        return say(session, NO_RECIPE)
    index = named_step(session, intent)
    if index is None:
        said = slot_text(intent, "text", "ingredient", "action", "content", "thing", "step")
        if said:
            return say(session, none_of(said), where_sentence(session))
        return say(session, "Which step? Say its number, or what happens in it.")
    if index < 0:
        return say(session, f"The steps go from one to {len(recipe.steps)}.", where_sentence(session))
    if index >= len(recipe.steps):
        return say(session, f"There are only {counted(len(recipe.steps), 'step')}.", where_sentence(session))
    return narrate(kitchen, session, index)


def named_step(session: Session, intent: Intent) -> int | None:
    """The step that is meant, from 0; it may lie outside the recipe. None where none was named."""
    assert session.recipe is not None
    steps = session.recipe.steps
    which = slot_text(intent, "which", "step")
    if which in ("first", "last"):
        return 0 if which == "first" else len(steps) - 1
    number = slot_number(intent, "n", "step")
    if number is not None:
        return int(number) - 1 if number > 0 else (len(steps) - 1 if number == -1 else -1)
    said = slot_text(intent, "text", "ingredient", "action", "content", "thing", "food", "step", "tool")
    if not said and not which:
        words = words_of(session, intent)
        if re.search(r"\b(?:start over|beginning|start|first|scratch|restart|top)\b", words):
            return 0
        return len(steps) - 1 if re.search(r"\b(?:last|final|end)\b", words) else None
    found = (best_sections(said, steps) or steps_about(said, steps, session.step or 0)) if said else ()
    if not found and _AT_LAST.fullmatch(said):
        return len(steps) - 1
    return found[0] if found else None


_AT_LAST = re.compile(r"(?:the )?(?:very )?(?:serving|serve|plating|plating up|finishing|finish|end)(?: it)?")
"""How the last step is called, where none is about that."""


def skip_step(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """Leave this step out, and say so."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    name = slot_text(intent, "ingredient")
    if name and meant(recipe, name):  # "leave out the raisins" is no step left out
        return change(kitchen, session, Intent("change", {"ingredient": name, "direction": "none"}))
    if session.place is Place.GATHERING:
        return start_cooking(kitchen, session, intent)
    index = session.step if session.step is not None else 0
    skipped = tuple(sorted({*session.cooking.skipped, index}))
    session = replace(session, cooking=replace(session.cooking, skipped=skipped))
    if index + 1 >= len(recipe.steps):
        return finish(go(session, "cook"))
    return say(session, f"Skipping step {index + 1}.").then(lambda now: narrate(kitchen, now, index + 1))


# ---------------------------------------------------------------- where are we


def where_sentence(session: Session) -> str:
    """ "Step 4 of 9: Fry the onions." """
    recipe = session.recipe
    if recipe is None:
        return "No recipe is chosen yet."
    total = len(recipe.steps)
    if session.place is Place.GATHERING:
        count, read = len(recipe.ingredients), session.cooking.read
        return f"{read} of {counted(count, 'ingredient')} read, {count - read or 'none'} to come."
    if session.step is None:
        return f"{recipe.title} is chosen and not begun: {counted(total, 'step')}."
    if session.place is Place.FINISHED:
        return f"{recipe.title} is finished: all {counted(total, 'step')}."
    title = lower_first(step_title(recipe.steps[session.step]))
    return f"Step {session.step + 1} of {total}: {title}."


def where_am_i(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """The place in the recipe, and how much is left."""
    recipe = session.recipe
    left = ""
    if recipe is not None and session.step is not None and session.place is not Place.FINISHED:
        count = len(recipe.steps) - session.step - 1
        left = f"{first_upper(counted(count, 'step'))} to go after this." if count else "It is the last one."
    return say(session, where_sentence(session), left)


def recap(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """What is done so far, the last three steps by name."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    said = slot_text(intent, "ingredient")
    if said:
        return _whether_in(session, recipe, said)
    done = session.cooking.done
    if not done:
        return say(session, "Nothing is done yet.", where_sentence(session))
    last = [lower_first(step_title(recipe.steps[i])) for i in done[-3:]]
    head = f"{counted(len(done), 'step')} done, the last ones: " if len(done) > 3 else "Done so far: "
    return say(session, *chunks(f"{head}{'; '.join(last)}."), where_sentence(session))


def _whether_in(session: Session, recipe: Recipe, said: str) -> Turn:
    """ "Did I add the salt?": what the recipe says, since nobody saw it."""
    food = next((word for word in said.split() if content_words(word)), said)
    places = [i for i, step in enumerate(recipe.steps) if steps_about(food, [step])]
    comes = "come" if content_words(food) != (food,) else "comes"
    if not places:
        return say(session, none_of(food))
    now = -1 if session.step is None else session.step
    if places[0] > now:
        return say(session, f"Not yet: the {food} {comes} in step {places[0] + 1}.")
    number = places[0] + 1
    if number - 1 == now:
        return say(session, f"That belongs to this step. I can't see whether the {food} went in.")
    return say(
        session, f"That was step {number}, which we have passed. I can't see whether the {food} went in."
    )


def mark_done(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "The onions are in": noted; a bare "done" goes on."""
    recipe = session.recipe
    if recipe is None or session.step is None:
        return _ready(kitchen, session, intent)
    if slot_number(intent, "step", "n") is not None:
        index = named_step(session, intent)
        if index is not None and 0 <= index < len(recipe.steps):
            return say(mark(session, index), f"Step {index + 1} is noted as done.")
    if intent.slots.get("quiet"):
        return Turn(mark(session, session.step))
    said = slot_text(intent, "step", "action", "text", "ingredient", "thing")
    if not said or said in _ALL_OF_IT:
        return next_step(kitchen, session, intent)
    question = session.talk.question
    if question is not None and question.key == "timer_offer":
        return say(session, f"Good. Shall I start the {dict(question.data)['text']} now?")
    return say(session, "Good. Say next when you are ready.")


def _ready(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    if intent.slots.get("quiet"):
        return Turn(session)
    if session.place is Place.GATHERING and session.recipe is not None:
        return next_step(kitchen, session, intent)
    return say(session, "Good.", "" if session.recipe else NO_RECIPE)


def is_finished(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Is that it?" """
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    if session.place is Place.GATHERING:
        return gathering.ingredients_done(kitchen, session, intent)
    if session.place is Place.FINISHED:
        return say(session, "Yes, that is all.")
    left = len(recipe.steps) - (0 if session.step is None else session.step + 1)
    if session.step is None:
        return say(session, f"Not yet: all {counted(left, 'step')} are still to come.")
    if left == 0 and not unread(session):
        return say(session, "This is the last step. After it you are done.")
    if left == 0:
        return say(session, "Almost: the rest of this step, and you are done.")
    title = lower_first(step_title(recipe.steps[session.step + 1]))
    return say(
        session, f"Not yet, {counted(left, 'more step').replace('1 more', 'one more')}. Next: {title}."
    )


def missed_step(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "I forgot the salt": where it belongs, and whether it is too late."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    index = named_step(session, intent)
    said = slot_text(intent, "step", "ingredient", "text")
    if index is None and content_words(said):
        return say(session, none_of(said.removeprefix("the ")))
    if index is None or not 0 <= index < len(recipe.steps):
        return say(session, "Which one? Say what you forgot, for example the salt.")
    if session.step is None or index > session.step:
        return say(session, f"No harm done: that comes in step {index + 1}.")
    text = lower_first(step_title(recipe.steps[index]))
    if index == session.step:
        return say(session, f"That is this step: {text}. Do it now.")
    return say(session, f"That was step {index + 1}: {text}.", f"Say step {index + 1} to hear all of it.")


TOPIC = Topic(
    "steps",
    handlers={
        "start_cooking": start_cooking,
        "next_step": next_step,
        "previous_step": previous_step,
        "goto_step": goto_step,
        "skip_step": skip_step,
        "where_am_i": where_am_i,
        "recap": recap,
        "mark_done": mark_done,
        "is_finished": is_finished,
        "more_to_do": is_finished,
        "missed_step": missed_step,
    },
)
