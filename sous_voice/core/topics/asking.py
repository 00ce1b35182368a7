"""Questions on the step at hand: how long, with what, how do I know, what meanwhile, when do we eat.

Answers come from the recipe's own words; where it says nothing, that is said.
"""

import re
from dataclasses import replace

from sous_voice.core.chunks import VERBS, chunks
from sous_voice.core.clock_words import read_clock
from sous_voice.core.finding import content_words, plain_step, steps_about
from sous_voice.core.intents import Intent
from sous_voice.core.kitchen import Kitchen
from sous_voice.core.quantity import duration_text, number_text
from sous_voice.core.reading import (
    Wait,
    lower_first,
    signs,
    time_words,
    total_seconds,
    waited_for,
    waiting_seconds,
    waits,
)
from sous_voice.core.recipe import Cookware, Recipe, Step
from sous_voice.core.session import Session
from sous_voice.core.topics.gathering import NO_RECIPE
from sous_voice.core.topics.placing import placed
from sous_voice.core.turn import Topic, Turn, say, slot_number, slot_text, words_of
from sous_voice.core.wording import (
    clock_text,
    first_upper,
    ingredient_text,
    spoken_list,
    step_text,
    step_title,
)

HAND_SECONDS = 150.0
"""Rough time of the handwork of one step, for "when do we eat" where the recipe gives no total."""
SILENT = "The recipe does not say"


def asked_step(session: Session, intent: Intent) -> int | None:
    """The step a question is about: the one at hand where it fits, else the one that speaks of it."""
    recipe = session.recipe
    if recipe is None or not recipe.steps:
        return None
    number = slot_number(intent, "step", "n")
    if number is not None and 1 <= number <= len(recipe.steps):
        return int(number) - 1
    said = slot_text(intent, "action", "thing", "food", "ingredient", "text", "tool")
    words = content_words(said)
    if session.step is not None:
        here = content_words(plain_step(recipe.steps[session.step]))
        if not words or any(word in here for word in words):
            return session.step
    found = steps_about(said, recipe.steps, session.step or 0) if words else ()
    return found[0] if found else session.step


# ---------------------------------------------------------------- time


def duration(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "How long?": this step's time and its sign; with a running timer, what is left."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    if intent.slots.get("when"):
        return placed(session, recipe, intent)
    if slot_text(intent, "action") in _OVEN:
        return say(session, *chunks(_oven_times(recipe, session.step)))
    later = _act_ahead(session, recipe)
    if later is not None and later - 1 == session.step and (now := _wait_text(recipe.steps[later - 1])):
        return say(
            session,
            *chunks(
                f"{first_upper(now)}. Then step {later + 1}: {lower_first(step_title(recipe.steps[later]))}."
            ),
        )
    if later is not None:
        title = lower_first(step_title(recipe.steps[later]))
        return say(session, *chunks(f"In step {later + 1}: {title}."))
    index = _timed_step(recipe, intent, asked_step(session, intent))
    if index is None:
        return say(session, time_words(recipe))
    running = [t for t in session.timers.live if t.step == index]
    step = recipe.steps[index]
    times, until = waits(step), signs(step)
    where = f"In step {index + 1}: " if index != session.step else ""
    left = (
        f"{first_upper(duration_text(running[0].remaining(session.at)))} left on its timer."
        if running
        else ""
    )
    if not times and not until:
        ahead = left or _time_ahead(recipe, index)
        return say(session, f"Not said for this step. {ahead}" if ahead else f"{SILENT} how long.")
    if (choice := _either(step)) and not running:
        return say(session, f"{where}{choice}" if where else choice)
    text = _times_text(times, slot_text(intent, "action", "thing", "food", "ingredient"))
    sign = until[0] if until else ""
    both = f"{text}, or {sign}" if text and sign else text or sign
    return say(session, left, f"{where}{both if where else first_upper(both)}.")


_EITHER = re.compile(r"[^.]*\bor (?:for )?(?:about )?\d+(?: to \d+)? (?:minutes?|hours?|seconds?) for [^.]*")


def _either(step: Step) -> str:
    """ "Boil for 6 minutes for runny yolks, or 9 minutes for firm ones": both times, as the step gives them."""
    found = _EITHER.search(step_text(step))
    return f"{found[0].strip()}." if found else ""


def _time_ahead(recipe: Recipe, index: int) -> str:
    """ "In step 2: 6 minutes": the next time that the recipe names."""
    later = next((i for i in range(index + 1, len(recipe.steps)) if waits(recipe.steps[i])), None)
    if later is None:
        return ""
    return f"In step {later + 1}: {_either(recipe.steps[later]) or _times_text(waits(recipe.steps[later]), '') + '.'}"


def _wait_text(step: Step) -> str:
    """ "2 to 3 minutes, until bubbles open": what comes before the next step; empty where the step says nothing."""
    times, until = waits(step), signs(step)
    return ", ".join([*([_times_text(times, "")] if times else []), *until[:1]])


_OVEN = ("oven", "in the oven", "in oven")
_BAKES = re.compile(r"\b(?:bake|roast|broil|oven|grill)\b|\btoast\b.*\btray\b", re.IGNORECASE)


def _oven_times(recipe: Recipe, now: int | None) -> str:
    """ "How many minutes in the oven": of each step that bakes, what is still to come first."""
    baking = [i for i, step in enumerate(recipe.steps) if _BAKES.search(plain_step(step)) and waits(step)]
    ahead = [i for i in baking if now is None or i >= now] or baking
    if not ahead:
        return f"{SILENT} of any time in the oven."
    return " ".join(f"In step {i + 1}: {_times_text(waits(recipe.steps[i]), '')}." for i in ahead)


def _timed_step(recipe: Recipe, intent: Intent, index: int | None) -> int | None:
    """The step asked about; where it gives no time, the one whose wait bears the name that was said."""
    said = slot_text(intent, "action", "thing", "food", "ingredient")
    words = set(content_words(said))
    recipe_wide = (
        waited_for(recipe, said) if index is None or not words & _wait_words(recipe.steps[index]) else None
    )
    if recipe_wide is not None:
        return recipe_wide
    if not words or (index is not None and (waits(recipe.steps[index]) or signs(recipe.steps[index]))):
        return index
    named = [
        i
        for i, step in enumerate(recipe.steps)
        if any(words & set(content_words(wait.name)) for wait in waits(step))
    ]
    return min(named, key=lambda i: abs(i - (index or 0)), default=index)


def _wait_words(step: Step) -> set[str]:
    """The words of the names of a step's waits."""
    return {word for wait in waits(step) for word in content_words(wait.name)}


def _times_text(times: tuple[Wait, ...], said: str) -> str:
    """The time that was asked for; where a step has several, what each is for."""
    words = set(content_words(said))
    named = [wait for wait in times if words & set(content_words(wait.name))]
    if len(named) == 1:
        return named[0].text
    if len(times) < 2:
        return times[0].text if times else ""
    parts = [f"{wait.text} for the {wait.name}" if wait.name else wait.text for wait in times]
    return f"{', '.join(parts[:-1])}, then {parts[-1]}"


_WHEN = re.compile(r"(?:and |so )?when (?:do|should|can|will|must|shall) (?:i|we) (?P<act>\w+)")


def _act_ahead(session: Session, recipe: Recipe) -> int | None:
    """ "When do we bake it?": a later step with that act, where the present one has it not."""
    found = _WHEN.match(session.talk.last_heard.lower())
    if found is None or found["act"] not in VERBS:
        return None
    now = session.step if session.step is not None else -1
    if now >= 0 and steps_about(found["act"], [recipe.steps[now]]):
        return None
    ahead = [i for i in steps_about(found["act"], recipe.steps, max(now, 0)) if i > now]
    return min(ahead) if ahead else None


# ---------------------------------------------------------------- tools, meanwhile


def tool(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Which pan?": the tools of this step, else of the whole recipe."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    here = recipe.steps[session.step].cookware if session.step is not None else ()
    said = slot_text(intent, "tool", "thing")
    if said in _ALL_TOOLS and recipe.cookware:
        return say(session, f"In all you need {spoken_list(_tool(item) for item in recipe.cookware)}.")
    named = [item for item in (*here, *recipe.cookware) if said and _same_tool(said, item.name)]
    tools = tuple(named[:1]) or here
    if tools:
        return say(session, f"{first_upper(spoken_list(_tool(item) for item in tools))}.")
    if session.step is not None and recipe.cookware:
        names = spoken_list(_tool(item) for item in recipe.cookware)
        return say(session, f"{SILENT} for this step.", f"In all it takes {names}.")
    if recipe.cookware:
        return say(session, f"You need {spoken_list(_tool(item) for item in recipe.cookware)}.")
    return say(session, f"{SILENT} which tools.")


_ALL_TOOLS = ("tools", "utensils", "equipment", "cookware", "kitchenware", "pots", "pans")


def _same_tool(said: str, name: str) -> bool:
    """ "Pan" is also the saucepan and the frying pan."""
    wanted, there = content_words(said), content_words(name)
    return bool(wanted) and any(word.endswith(wanted[-1]) for word in there)


def _tool(item: Cookware) -> str:
    count = item.quantity.low
    number = f"{number_text(count)} × " if count is not None and count > 1 else ""
    words = f"{item.quantity.words} " if item.quantity.words else ""
    note = f", {item.note}" if item.note else ""
    article = "" if number or words else ("an " if item.name[:1].lower() in "aeiou" else "a ")
    return f"{number}{words}{article}{item.name}{note}"


def meanwhile(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "What can I do while it rests?": another part of the recipe, else what the next steps want."""
    recipe = session.recipe
    if recipe is None:
        return say(session, NO_RECIPE)
    now = session.step if session.step is not None else -1
    if now >= 0:
        section = recipe.steps[now].section
        for index in range(now + 1, len(recipe.steps)):
            if recipe.steps[index].section != section and index not in session.cooking.done:
                part = recipe.steps[index].section
                title = lower_first(step_title(recipe.steps[index]))
                what = f"the {part.lower()}" if part else "the next part"
                return say(session, f"You could begin {what}, step {index + 1}: {title}.")
    for index in range(now + 1, min(now + 4, len(recipe.steps))):
        ready = [ingredient_text(item, note=True) for item in recipe.steps[index].ingredients if item.note]
        if ready:
            return say(session, f"Get ready for step {index + 1}: {spoken_list(ready[:2])}.")
    if now + 1 < len(recipe.steps):
        coming = recipe.steps[now + 1]
        got = [ingredient_text(item) for item in coming.ingredients[:3]]
        if got:
            return say(session, f"You could lay out {spoken_list(got)} for step {now + 2}.")
        return say(session, f"Next comes: {step_title(coming)}. {SILENT} what to do meanwhile.")
    return say(session, "Nothing is left to prepare. You could clear up, or set the table.")


# ---------------------------------------------------------------- dinner


def seconds_left(session: Session) -> float | None:
    """A rough time to the end: what the recipe gives in all, shared out by waits and steps."""
    recipe = session.recipe
    if recipe is None or not recipe.steps:
        return None
    start = session.step if session.step is not None else 0
    steps = len(recipe.steps)
    hand = HAND_SECONDS
    total = total_seconds(recipe)
    if total is not None:
        hand = max(30.0, (total - waiting_seconds(recipe, 0)) / steps)
    passed = min(session.at - session.cooking.step_since, hand) if session.step is not None else 0.0
    running = [t for t in session.timers.live if t.step == start]
    waiting = waiting_seconds(recipe, start)
    if running:
        here = sum(w.seconds_high or w.seconds for w in waits(recipe.steps[start]))
        waiting += running[0].remaining(session.at) - here
    return max(0.0, waiting) + hand * (steps - start) - passed


def when_ready(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "When do we eat?" """
    left = seconds_left(session)
    if left is None:
        return say(session, NO_RECIPE)
    rounded = max(60.0, 300 * round(left / 300) if left > 600 else 60 * round(left / 60))
    clock = ""
    if kitchen.clock_at_start is not None:
        clock = f", so around {clock_text(kitchen.clock_at_start + session.at + left)}"
    return say(session, f"In about {duration_text(rounded)}{clock}. That is an estimate.")


def serve_at(kitchen: Kitchen, session: Session, intent: Intent) -> Turn:
    """ "Dinner at seven": when to begin, or whether it will do."""
    left = seconds_left(session)
    if left is None:
        return say(session, NO_RECIPE)
    wanted = read_clock(slot_text(intent, "clock", "time"), words_of(session, intent))
    if wanted is None:
        return say(session, "At what time?")
    if kitchen.clock_at_start is None:
        return say(session, f"I can't see a clock. From here it takes about {duration_text(left)}.")
    now = (kitchen.clock_at_start + session.at) % 86400
    ahead = (wanted - now) % 86400
    spare = ahead - left
    session = replace(session, cooking=replace(session.cooking, serve_at=session.at + ahead))
    if spare < -120:
        return say(
            session,
            f"That will be tight: it needs about {duration_text(left)}, {duration_text(-spare)} too long.",
        )
    if session.step is None and spare > 300:
        return say(session, f"Then begin at {clock_text(now + spare)} at the latest.")
    return say(session, f"That works out, with {duration_text(max(60.0, spare))} to spare.")


TOPIC = Topic(
    "asking",
    handlers={
        "duration": duration,
        "tool": tool,
        "meanwhile": meanwhile,
        "when_ready": when_ready,
        "serve_at": serve_at,
    },
)
