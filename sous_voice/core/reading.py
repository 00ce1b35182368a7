"""What a step itself says of time, heat and signs: read from its marks first, then from its words."""

import re
from dataclasses import dataclass

from sous_voice.core.cues import Cue, cues
from sous_voice.core.finding import best_ingredients, content_words, plain_step
from sous_voice.core.quantity import duration_text, read_duration
from sous_voice.core.recipe import Ingredient, Recipe, Step
from sous_voice.core.wording import step_text


@dataclass(frozen=True, slots=True)
class Wait:
    """A duration that a step names."""

    seconds: float
    seconds_high: float | None
    name: str
    """The mark's own name; empty where it has none."""

    @property
    def text(self) -> str:
        """ "8 to 10 minutes"."""
        if self.seconds_high is None or self.seconds_high <= self.seconds:
            return duration_text(self.seconds)
        low, high = duration_text(self.seconds), duration_text(self.seconds_high)
        if low.rstrip("s").split()[-1] == high.rstrip("s").split()[-1] and len(low.split()) == 2:
            low = low.split()[0]
        return f"{low} to {high}"


def waits(step: Step) -> tuple[Wait, ...]:
    """The durations of a step, in order: marked timers, else durations in its words."""
    marked = [Wait(t.seconds, t.seconds_high, t.name) for t in step.timers if t.seconds]
    if marked:
        return tuple(marked)
    said = [cue for cue in cues(step_text(step)) if cue.kind == "duration" and cue.seconds]
    return tuple(Wait(cue.seconds or 0.0, cue.seconds_high, "") for cue in said)


def waited_for(recipe: Recipe, said: str) -> int | None:
    """The step (from 0) with a wait of this name: "the lentils" of a timer called lentils; None where there is none."""
    words = set(content_words(said))
    named = (
        i
        for i, step in enumerate(recipe.steps)
        if any(words & set(content_words(w.name)) for w in waits(step))
    )
    return next(named, None) if words else None


def signs(step: Step) -> tuple[str, ...]:
    """ "until golden": what to look for, as the step words it."""
    found = (cue.condition for cue in cues(step_text(step)) if cue.kind == "until" and cue.condition)
    bare = (re.sub(r",? (?:about |for )?\d[^,]*(?:minutes?|hours?)\b.*$", "", sign) for sign in found)
    return tuple(dict.fromkeys(f"until {sign.strip(' .,;')}" for sign in bare if sign.strip(" .,;")))


def temperatures(step: Step) -> tuple[Cue, ...]:
    """Temperatures with a known scale, in order."""
    return tuple(c for c in cues(step_text(step)) if c.kind == "temperature" and c.celsius is not None)


def heat_words(step: Step) -> str:
    """ "medium heat": the heat a step asks for, in its words; empty for none."""
    for cue in cues(step_text(step)):
        if cue.kind == "heat" and cue.level:
            text = cue.text.strip()
            turned = re.search(r"\bheat (?:up |down )?to (?P<level>[\w -]+)$", text)
            return f"{turned['level']} heat" if turned else text
    return ""


def subject(recipe: Recipe, index: int, wait: Wait | None = None) -> str:
    """What a timer of this step is for: its own name, the food it names, or "step 4"."""
    step = recipe.steps[index]
    if wait is not None and wait.name:
        return wait.name.lower()
    named = [item.name.lower() for item in step.ingredients]
    text = step_text(step)
    named = named or [item.name.lower() for item in mentioned(text, recipe.ingredients)]
    return named[0] if 1 <= len(named) <= 2 else f"step {index + 1}"


def mentioned(text: str, ingredients: tuple[Ingredient, ...]) -> tuple[Ingredient, ...]:
    """Ingredients whose name stands in ``text``, in the order of the text."""
    words = content_words(text)
    places = []
    for item in ingredients:
        parts = content_words(item.name)
        if not parts:
            continue
        if all(part in words for part in parts) or parts[-1] in words:
            places.append((words.index(parts[-1]) if parts[-1] in words else 0, item))
    return tuple(item for _, item in sorted(places, key=lambda pair: pair[0]))


def in_step(said: str, step: Step) -> Ingredient | None:
    """The ingredient of this step that is meant; None where the step has none of it."""
    found = best_ingredients(said, step.ingredients)
    return found[0] if found else None


def total_seconds(recipe: Recipe) -> float | None:
    """The whole time as the recipe's head gives it; None where it does not."""
    known = {key.lower().replace("_", " "): value for key, value in recipe.metadata.items()}
    for key in ("total time", "time", "time required", "duration", "time.total"):
        found = read_duration(known.get(key, ""))
        if found:
            return found[0]
    parts = [
        read_duration(known[key])
        for key in ("prep time", "preparation time", "time.prep", "cook time", "cooking time", "time.cook")
        if key in known
    ]
    times = [part[0] for part in parts if part]
    return sum(times) if times else None


def waiting_seconds(recipe: Recipe, start: int) -> float:
    """Seconds of all waits from step ``start`` on, longer ends."""
    return sum(w.seconds_high or w.seconds for step in recipe.steps[start:] for w in waits(step))


def lower_first(text: str) -> str:
    """The text as it stands in the middle of a sentence."""
    return text if re.match(r"[A-Z]{2}|I\b", text) else text[:1].lower() + text[1:]


_COOKS = (
    "cook",
    "bake",
    "roast",
    "grill",
    "fry",
    "simmer",
    "boil",
    "sear",
    "brown",
    "poach",
    "broil",
    "oven",
    "sauté",
)


def cooking_step(recipe: Recipe, name: str) -> int | None:
    """The step (from 0) in which a food is cooked through: of those that cook it, the one that takes longest.

    A step cooks it that names it, or its last word, with a word of cooking; or a later one that
    cooks and names no other ingredient ("simmer for forty minutes"). None where there is none.
    """
    head = name.lower().split()[-1].rstrip("s")
    best: tuple[float, int] | None = None
    begun = False
    for index, step in enumerate(recipe.steps):
        text = plain_step(step).lower()
        named = head in text
        begun = begun or named
        cooks = any(re.search(rf"\b{word}", text) for word in _COOKS)
        if begun and cooks and (named or not step.ingredients):
            longest = max((wait.seconds for wait in waits(step)), default=0.0)
            if best is None or longest >= best[0]:
                best = (longest, index)
    return best[1] if best else None


def time_words(recipe: Recipe) -> str:
    """ "2 hours in all, with 40 minutes of preparation and 50 minutes of cooking." """
    total = total_seconds(recipe)
    if not total:
        waiting = waiting_seconds(recipe, 0)
        text = f" The waits in it add up to {duration_text(waiting)}." if waiting else ""
        return f"The recipe does not say how long it takes.{text}"
    head = {key.lower(): value for key, value in recipe.metadata.items()}
    parts = []
    for keys, name in ((("prep time", "time.prep"), "preparation"), (("cook time", "time.cook"), "cooking")):
        found = read_duration(next((head[key] for key in keys if key in head), ""))
        if found and found[0] != total:
            parts.append(f"{duration_text(found[0])} of {name}")
    detail = f", with {' and '.join(parts)}" if parts else ""
    return f"{duration_text(total)} in all{detail}."
